"""`claimtrack mark` and `claimtrack reaffirm`."""

from datetime import date

import click

from claimtrack.cli.moving import say_besides, show_now
from claimtrack.cli.options import Day, Id, acting, as_json, choice, database, start
from claimtrack.cli.output import say
from claimtrack.domain.ids import Kind
from claimtrack.domain.states import ReopenReason, Verdict
from claimtrack.errors import InvalidDataError

PENDING = "pending"


@click.command()
@click.argument("claim", type=Id(Kind.CLAIM), metavar="C-7")
@click.argument("verdict", type=choice(Verdict, PENDING), metavar="VERDICT")
@click.option("--evidence", "sources", multiple=True, metavar="SOURCE", help="URL, FILE or A-3; attached first.")
@click.option("--look-again", type=Day(), metavar="DATE", help="The day on which tick asks about it again.")
@click.option("--reason", type=choice(ReopenReason), help="With pending: why a settled claim is reopened.")
@click.option("--override", metavar="WHY", help="Settle against the evidence rule, or alone; logged with your reason.")
@acting
@as_json
@database
@click.pass_context
def mark(
    ctx: click.Context,
    claim: int,
    verdict: str,
    sources: tuple[str, ...],
    look_again: date | None,
    reason: str | None,
    override: str | None,
    note: str | None,
    expect_version: int | None,
    as_json: bool,
) -> None:
    """Give a claim its verdict, or put it back to pending.

    VERDICT is confirmed, partly_confirmed, refuted, disputed, unverifiable, or pending (accept, release, wake, reopen
    or restore, whichever applies). A verdict needs the evidence that the evidence rule asks for, and where two people
    have to agree on it (four_eyes in claimtrack.toml), see submit and approve.
    """
    from claimtrack.store import sessions  # noqa: PLC0415 - keeps help quick
    from claimtrack.workflow import evidence, marking  # noqa: PLC0415 - keeps help quick
    from claimtrack.workflow.besides import besides  # noqa: PLC0415 - keeps help quick
    from claimtrack.workflow.desk import desk_of  # noqa: PLC0415 - keeps help quick

    run = start(ctx)
    act = run.act(note, expect_version)
    if verdict == PENDING and (sources or override or look_again):
        raise InvalidDataError("--evidence, --override and --look-again go with a verdict, not with pending.")
    targets = tuple(evidence.point_at(source) for source in sources)
    with sessions.writing(run.settings) as session:
        if verdict == PENDING:
            marking.mark_pending(session, claim, act, reason=ReopenReason(reason) if reason else None)
        else:
            marking.mark(
                session,
                claim,
                Verdict(verdict),
                act,
                desk=desk_of(run.settings),
                sources=targets,
                look_again=look_again,
                override=override,
            )
        more = besides(session)
    show_now(run, [claim], as_json=as_json)
    if more.reopened_for and reason is None and not as_json:
        say(f"The history says that it was reopened for: {more.reopened_for}. Name another reason with --reason.")
    say_besides(more, as_json=as_json)


@click.command()
@click.argument("claim", type=Id(Kind.CLAIM), metavar="C-7")
@click.option(
    "--answers",
    type=Id(Kind.ITEM),
    multiple=True,
    metavar="R-9",
    help="The items it answers.  [default: all open ones]",
)
@click.option("--look-again", type=Day(), metavar="DATE", help="The day on which tick asks about it again.")
@acting
@as_json
@database
@click.pass_context
def reaffirm(
    ctx: click.Context,
    claim: int,
    answers: tuple[int, ...],
    look_again: date | None,
    note: str | None,
    expect_version: int | None,
    as_json: bool,
) -> None:
    """Stand by a verdict after looking at what came in since.

    A day to look again that was set before, and has not come yet, stays unless --look-again names another.
    """
    from claimtrack.store import sessions  # noqa: PLC0415 - keeps help quick
    from claimtrack.workflow import verdicts  # noqa: PLC0415 - keeps help quick
    from claimtrack.workflow.besides import besides  # noqa: PLC0415 - keeps help quick

    run = start(ctx)
    act = run.act(note, expect_version)
    with sessions.writing(run.settings) as session:
        named = list(answers) if answers else None
        verdicts.reaffirm(session, claim, act, answers=named, look_again=look_again)
        more = besides(session)
    show_now(run, [claim], as_json=as_json)
    say_besides(more, as_json=as_json)
