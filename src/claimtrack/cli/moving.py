"""How a command moves claims: all of them in one transaction, or none."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import click

from claimtrack.cli.options import Run, start
from claimtrack.cli.output import labelled, print_json, say
from claimtrack.errors import InvalidDataError


@dataclass(frozen=True, slots=True)
class Moving:
    """What every move takes from the command line."""

    note: str | None
    expect_version: int | None
    as_json: bool


def carry_out(
    ctx: click.Context, claims: Sequence[int], given: Moving, verb: Callable[..., object], *, also: Sequence[int] = ()
) -> Run:
    """Move claims by `verb(review, session, claim, act)` and print where they are now; `also` take part in it.

    Raises:
        InvalidDataError: one version is expected of several claims.
    """
    from claimtrack.store import sessions  # noqa: PLC0415 - keeps help quick
    from claimtrack.workflow import review  # noqa: PLC0415 - keeps help quick
    from claimtrack.workflow.besides import besides  # noqa: PLC0415 - keeps help quick

    run = start(ctx)
    if given.expect_version is not None and len(set(claims)) > 1:
        raise InvalidDataError("--expect-version goes with one claim at a time.")
    act = run.act(given.note, given.expect_version)
    with sessions.writing(run.settings) as session:
        wanted = review.each(session, claims, also)
        for claim in wanted:
            verb(review, session, claim, act)
        more = besides(session)
    show_now(run, wanted, as_json=given.as_json)
    say_besides(more, as_json=given.as_json)
    return run


MOST_NAMED = 8
"""Ids that are named of what an act did besides."""


def say_besides(more: Any, *, as_json: bool, but: Sequence[str] = ()) -> None:  # noqa: ANN401 - what help does not need
    """Say which claims woke and which items were opened or answered, but for those that are named; never in JSON."""
    asked = [f"{claim} ({item})" for item, claim in more.asked.items()]
    answered = [item for item in more.answered if item not in but]
    parts = (("woke", more.woken), ("asks about", asked), ("answered", answered), ("asks again", more.again))
    told = "; ".join(f"{verb} {_named(ids)}" for verb, ids in parts if ids)
    if told and not as_json:
        say(f"Besides: {told}.")


def _named(ids: Sequence[str]) -> str:
    left = len(ids) - MOST_NAMED
    return ", ".join(ids[:MOST_NAMED]) + (f" and {left} more" if left > 0 else "")


def show_now(run: Run, wanted: Sequence[int], *, as_json: bool, **more: Any) -> None:  # noqa: ANN401 - JSON
    """Print claims as they are now: a line each, or a JSON list."""
    from claimtrack.formats import documents  # noqa: PLC0415 - keeps help quick
    from claimtrack.store import claims, sessions  # noqa: PLC0415 - keeps help quick

    with sessions.reading(run.settings) as session:
        found = claims.find_claims(session, claims.ClaimFilter(ids=tuple(wanted)))
    if as_json:
        print_json([{**documents.claim(claim), **more} for claim in found])
        return
    for claim in found:
        labelled([(claim.id, "bold"), (claim.status, "cyan")], claim.text)
