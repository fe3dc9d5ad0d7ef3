"""`claimtrack submit`, `return` and `approve`: two pairs of eyes on one verdict."""

from collections.abc import Callable
from datetime import date
from typing import Any

import click

from claimtrack.cli.moving import say_besides, show_now
from claimtrack.cli.options import Day, Id, Run, acting, as_json, choice, database, start
from claimtrack.cli.output import say
from claimtrack.domain.ids import Kind
from claimtrack.domain.states import Verdict

claim_id = click.argument("claim", type=Id(Kind.CLAIM), metavar="C-7")


@click.command()
@claim_id
@click.argument("verdict", type=choice(Verdict), metavar="VERDICT")
@click.option("--evidence", "sources", multiple=True, metavar="SOURCE", help="URL, FILE or A-3; attached first.")
@click.option("--look-again", type=Day(), metavar="DATE", help="The day on which tick asks about it again.")
@click.option("--override", metavar="WHY", help="Submit against the evidence rule; logged with your reason.")
@acting
@as_json
@database
@click.pass_context
def submit(
    ctx: click.Context,
    claim: int,
    verdict: str,
    sources: tuple[str, ...],
    look_again: date | None,
    override: str | None,
    note: str | None,
    expect_version: int | None,
    as_json: bool,
) -> None:
    """Submit a verdict on a claim in review, for somebody else to approve.

    VERDICT is confirmed, partly_confirmed, refuted, disputed or unverifiable, and --note says why. It needs the same
    evidence as to settle, and is in force only once it is approved. Any claim can be submitted; those of the priorities
    named by four_eyes in claimtrack.toml are settled in no other way.
    """
    from claimtrack.workflow import evidence, marking  # noqa: PLC0415 - keeps help quick

    run = start(ctx)
    targets = tuple(evidence.point_at(source) for source in sources)

    def act_on(session: Any, act: Any, desk: Any) -> None:  # noqa: ANN401 - what help does not need
        facts: dict[str, Any] = {"sources": targets, "look_again": look_again, "override": override}
        marking.submit(session, claim, Verdict(verdict), act, desk=desk, **facts)

    _carry_out(run, claim, act_on, note, expect_version, as_json=as_json)
    if not as_json:
        say(f"Somebody else approves it, or gives it back: claimtrack approve C-{claim}")


@click.command("return")
@claim_id
@acting
@as_json
@database
@click.pass_context
def give_back(ctx: click.Context, claim: int, note: str | None, expect_version: int | None, *, as_json: bool) -> None:
    """Give a submitted verdict back to whoever submitted it; --note says what is to be done.

    It is in their review again. Whoever submitted it can take it back in the same way.
    """
    from claimtrack.workflow import submissions  # noqa: PLC0415 - keeps help quick

    def act_on(session: Any, act: Any, _desk: Any) -> None:  # noqa: ANN401 - as in submit
        submissions.give_back(session, claim, act)

    _carry_out(start(ctx), claim, act_on, note, expect_version, as_json=as_json)


@click.command()
@claim_id
@click.option("--override", metavar="WHY", help="Approve your own, or against the evidence rule; logged.")
@acting
@as_json
@database
@click.pass_context
def approve(
    ctx: click.Context,
    claim: int,
    override: str | None,
    note: str | None,
    expect_version: int | None,
    *,
    as_json: bool,
) -> None:
    """Settle a claim with the verdict that somebody else submitted.

    The evidence rule is looked at again. Nobody approves what they submitted themselves, but for an editor who says
    why with --override.
    """
    from claimtrack.workflow import submissions  # noqa: PLC0415 - keeps help quick

    def act_on(session: Any, act: Any, desk: Any) -> None:  # noqa: ANN401 - as in submit
        submissions.approve(session, claim, act, override=override, desk=desk)

    _carry_out(start(ctx), claim, act_on, note, expect_version, as_json=as_json)


def _carry_out(
    run: Run,
    claim: int,
    act_on: Callable[[Any, Any, Any], None],
    note: str | None,
    expect_version: int | None,
    *,
    as_json: bool,
) -> None:
    """Do something to a claim and print where it is now."""
    from claimtrack.store import sessions  # noqa: PLC0415 - keeps help quick
    from claimtrack.workflow.besides import besides  # noqa: PLC0415 - keeps help quick
    from claimtrack.workflow.desk import desk_of  # noqa: PLC0415 - keeps help quick

    with sessions.writing(run.settings) as session:
        act_on(session, run.act(note, expect_version), desk_of(run.settings))
        more = besides(session)
    show_now(run, [claim], as_json=as_json)
    say_besides(more, as_json=as_json)
