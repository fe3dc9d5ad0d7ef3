"""The moves of one claim or several: accept, reject, take, release, wait, reopen, close, restore."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import click

from claimtrack.cli.moving import Moving, carry_out
from claimtrack.cli.options import Day, Id, Run, acting, as_json, choice, database
from claimtrack.cli.output import say
from claimtrack.cli.pairs import say_what_stays
from claimtrack.domain.due import DueKind
from claimtrack.domain.ids import Kind
from claimtrack.domain.states import RejectReason, ReopenReason, Resolution

CLAIM = Id(Kind.CLAIM)
several = click.argument("claims", type=CLAIM, metavar="C-7...", nargs=-1, required=True)


@click.command()
@several
@acting
@as_json
@database
@click.pass_context
def accept(
    ctx: click.Context, claims: tuple[int, ...], note: str | None, expect_version: int | None, as_json: bool
) -> None:
    """Take proposed claims up; they are pending then."""
    carry_out(ctx, claims, Moving(note, expect_version, as_json), lambda review, *args: review.accept(*args))


@click.command()
@several
@click.option("--reason", type=choice(RejectReason), required=True, help="Why it is no claim for us.")
@acting
@as_json
@database
@click.pass_context
def reject(
    ctx: click.Context,
    claims: tuple[int, ...],
    reason: str,
    note: str | None,
    expect_version: int | None,
    as_json: bool,
) -> None:
    """Turn proposed claims down; the same words are not proposed again for that article."""
    carry_out(
        ctx,
        claims,
        Moving(note, expect_version, as_json),
        lambda review, session, claim, act: review.reject(session, claim, RejectReason(reason), act),
    )


@click.command()
@several
@acting
@as_json
@database
@click.pass_context
def take(
    ctx: click.Context, claims: tuple[int, ...], note: str | None, expect_version: int | None, as_json: bool
) -> None:
    """Take claims into your own review."""
    carry_out(ctx, claims, Moving(note, expect_version, as_json), lambda review, *args: review.take(*args))


@click.command()
@several
@acting
@as_json
@database
@click.pass_context
def release(
    ctx: click.Context, claims: tuple[int, ...], note: str | None, expect_version: int | None, as_json: bool
) -> None:
    """Give claims back to the pile; they are pending then."""
    carry_out(ctx, claims, Moving(note, expect_version, as_json), lambda review, *args: review.release(*args))


@click.command()
@several
@click.option("--until", type=Day(), metavar="DATE", help="The day to look again.  [default: the claim's own due day]")
@click.option("--for", "other", type=CLAIM, metavar="C-2", help="Until that claim is settled; links the two.")
@click.option("--watch", metavar="TEXT", help="The event to wait for, instead of a day or besides.")
@click.option("--criteria", metavar="TEXT", help="What would settle it.  [default: what the claim says]")
@acting
@as_json
@database
@click.pass_context
def wait(
    ctx: click.Context,
    claims: tuple[int, ...],
    until: date | None,
    other: int | None,
    watch: str | None,
    criteria: str | None,
    note: str | None,
    expect_version: int | None,
    as_json: bool,
) -> None:
    """Put a claim aside until a day, an event, or another claim is settled.

    `tick` wakes it on its day. With --for it wakes by itself when the other claim is settled or closed; a day may be
    given besides, and counts if it comes first.
    """
    from claimtrack.workflow import links  # noqa: PLC0415 - keeps help quick

    def put_aside(review: Any, session: Any, claim: int, act: Any) -> None:  # noqa: ANN401 - what help does not need
        facts: dict[str, Any] = {"until": until, "watch": watch, "criteria": criteria}
        if other is None:
            review.wait(session, claim, act, **facts)
        else:
            links.wait_for(session, claim, other, act, **facts)

    also = () if other is None else (other,)
    run = carry_out(ctx, claims, Moving(note, expect_version, as_json), put_aside, also=also)
    if until is not None and until <= run.now.date() and not as_json:
        say(f"{until} has passed: the next tick wakes it.")
    if until is None and other is None and watch is None and not as_json:
        _say_whose_day(run, claims)


def _say_whose_day(run: Run, wanted: Sequence[int]) -> None:
    """Say of which claims the day is not one that the article states."""
    from claimtrack.store import claims, sessions  # noqa: PLC0415 - keeps help quick

    with sessions.reading(run.settings) as session:
        for claim in claims.find_claims(session, claims.ClaimFilter(ids=tuple(wanted))):
            if claim.due is not None and claim.due.latest is None and claim.wake_on:
                say(f"{claim.id} states no day: {claim.wake_on} is set by policy ({claim.due.rule}).")
            if claim.due is not None and claim.due.kind is DueKind.EVENT:
                event = claim.due.trigger or claim.due.phrase
                say(f"It waits for “{event}”. To wake it by a claim that tells of that: claimtrack link {claim.id}")


@click.command()
@several
@click.option("--reason", type=choice(ReopenReason), required=True, help="Why it is looked at again.")
@acting
@as_json
@database
@click.pass_context
def reopen(
    ctx: click.Context,
    claims: tuple[int, ...],
    reason: str,
    note: str | None,
    expect_version: int | None,
    as_json: bool,
) -> None:
    """Look at a settled claim again; the verdict stays on record, but holds no more."""
    carry_out(
        ctx,
        claims,
        Moving(note, expect_version, as_json),
        lambda review, session, claim, act: review.reopen(session, claim, ReopenReason(reason), act),
    )


@click.command()
@several
@click.option("--as", "resolution", type=choice(Resolution), required=True, help="How it ends.")
@click.option("--of", "target", type=CLAIM, metavar="C-2", help="The claim that stands instead.")
@acting
@as_json
@database
@click.pass_context
def close(
    ctx: click.Context,
    claims: tuple[int, ...],
    resolution: str,
    target: int | None,
    note: str | None,
    expect_version: int | None,
    as_json: bool,
) -> None:
    """Close a claim without a verdict; nothing of it is deleted."""
    run = carry_out(
        ctx,
        claims,
        Moving(note, expect_version, as_json),
        lambda review, session, claim, act: review.close(session, claim, Resolution(resolution), act, target=target),
        also=() if target is None else (target,),
    )
    if resolution == Resolution.DUPLICATE.value:
        say_what_stays(run, claims)


@click.command()
@several
@click.option("--reason", metavar="TEXT", help="Why it comes back (the same as --note).")
@acting
@as_json
@database
@click.pass_context
def restore(
    ctx: click.Context,
    claims: tuple[int, ...],
    reason: str | None,
    note: str | None,
    expect_version: int | None,
    as_json: bool,
) -> None:
    """Bring a closed claim back to pending."""
    carry_out(
        ctx,
        claims,
        Moving(reason or note, expect_version, as_json),
        lambda review, *args: review.restore(*args),
    )
