"""`claimtrack review`: a second opinion, given without seeing the first."""

from typing import TYPE_CHECKING

import click

from claimtrack.cli.options import Id, Run, acting, as_json, choice, database, start
from claimtrack.cli.output import print_json, say, styled, write
from claimtrack.domain.ids import Kind
from claimtrack.domain.states import Verdict

if TYPE_CHECKING:
    from claimtrack.domain.tracked import OpinionRecord
    from claimtrack.workflow.opinions import BlindView


@click.command()
@click.argument("claim", type=Id(Kind.CLAIM), metavar="[C-7]", required=False)
@click.option("--blind", is_flag=True, help="Without what was decided, and by whom.")
@click.option("--verdict", type=choice(Verdict), metavar="VERDICT", help="Your verdict; --note says why.")
@acting
@as_json
@database
@click.pass_context
def review(
    ctx: click.Context,
    claim: int | None,
    blind: bool,
    verdict: str | None,
    note: str | None,
    expect_version: int | None,
    *,
    as_json: bool,
) -> None:
    """Give a second opinion on a claim that is settled or submitted.

    With --blind, the claim and its evidence are shown, and nothing of what was decided. The same with --verdict records
    what you make of it, and only then shows both. Without C-7 it shows the next claim that you took no part in. An
    opinion decides nothing: where it differs from a verdict, the claim is asked about. See also: report reviewers.
    """
    run = start(ctx)
    if not blind and verdict is None:
        raise click.UsageError("Add --blind to see a claim without its verdict; with it: claimtrack show C-7.")
    if verdict is not None and claim is None:
        raise click.UsageError("Name the claim that your verdict is on.")
    if verdict is None:
        if note or expect_version:
            raise click.UsageError("--note and --expect-version go with --verdict.")
        _show(run, claim, as_json=as_json)
    elif claim is not None:
        _give(run, claim, Verdict(verdict), note, expect_version, blind=blind, as_json=as_json)


def _show(run: Run, claim: int | None, *, as_json: bool) -> None:
    from claimtrack.cli.blind import document, write_view  # noqa: PLC0415 - keeps help quick
    from claimtrack.store import sessions  # noqa: PLC0415 - keeps help quick
    from claimtrack.workflow import opinions  # noqa: PLC0415 - keeps help quick

    act = run.act()
    with sessions.reading(run.settings) as session:
        number = opinions.find_next(session, act) if claim is None else claim
        found: BlindView = opinions.view(session, number, act)
    if as_json:
        print_json(document(found))
    else:
        write_view(found)


def _give(
    run: Run, claim: int, verdict: Verdict, note: str | None, expect_version: int | None, *, blind: bool, as_json: bool
) -> None:
    from claimtrack.cli.decisions import beside  # noqa: PLC0415 - keeps help quick
    from claimtrack.formats import documents  # noqa: PLC0415 - keeps help quick
    from claimtrack.store import revisits, sessions  # noqa: PLC0415 - keeps help quick
    from claimtrack.workflow import opinions  # noqa: PLC0415 - keeps help quick

    with sessions.writing(run.settings) as session:
        found: OpinionRecord = opinions.give(session, claim, verdict, run.act(note, expect_version), blind=blind)
        asked = [f"R-{item.id}" for item in revisits.unanswered(session, claim)] if _is_asked(found) else []
    if as_json:
        print_json({"claim": found.claim, **documents.opinion(found)})
        return
    write(f"{styled(found.claim, 'bold')}  {styled(found.verdict.value, 'cyan')}  your opinion, {found.number}")
    write(f"  {styled(beside(found))}")
    if asked:
        say(f"{found.claim} is asked about: claimtrack show {asked[-1]}")


def _is_asked(found: "OpinionRecord") -> bool:
    return found.beside == "verdict" and not found.agrees
