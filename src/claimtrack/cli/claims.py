"""`claimtrack add` and `claimtrack edit`."""

from datetime import date

import click

from claimtrack.cli.moving import show_now
from claimtrack.cli.options import Day, Id, Run, acting, as_json, choice, database, start, topics
from claimtrack.cli.output import say
from claimtrack.domain.claim import Modality
from claimtrack.domain.evidence import Priority
from claimtrack.domain.ids import Kind
from claimtrack.domain.states import State


@click.command()
@click.argument("text")
@click.option("--source", metavar="URL", required=True, help="Where it was claimed.")
@click.option("--speaker", metavar="NAME", help="Who said it.")
@click.option("--due", type=Day(), metavar="DATE", help="The day by which it comes true; makes it forward-looking.")
@click.option("--kind", type=choice(Modality), default=Modality.ASSERTED_FACT.value, help="How the claim is put.")
@click.option("--priority", type=choice(Priority), default=Priority.NORMAL.value, help="How much hangs on it.")
@topics
@acting
@as_json
@database
@click.pass_context
def add(
    ctx: click.Context,
    text: str,
    source: str,
    speaker: str | None,
    due: date | None,
    kind: str,
    priority: str,
    filed: tuple[str, ...],
    note: str | None,
    expect_version: int | None,
    as_json: bool,
) -> None:
    """Add a claim by hand: TEXT in one sentence. It is pending at once."""
    from claimtrack.store import sessions  # noqa: PLC0415 - keeps help quick
    from claimtrack.workflow import claims, evidence  # noqa: PLC0415 - keeps help quick

    del expect_version  # a new claim has no version yet
    run = start(ctx)
    act = run.act(note)
    source = evidence.address(source)
    with sessions.writing(run.settings) as session:
        made = claims.add(
            session,
            text,
            source,
            act,
            speaker=speaker,
            due=due,
            modality=Modality(kind),
            priority=Priority(priority),
            filed=filed,
        ).id
    show_now(run, [made], as_json=as_json)


@click.command()
@click.argument("claim", type=Id(Kind.CLAIM), metavar="C-7")
@click.option("--text", metavar="TEXT", help="The stand-alone wording; the quote is never touched.")
@click.option("--speaker", metavar="NAME", help="Who said it.")
@click.option("--due", type=Day(), metavar="DATE", help="The day by which it comes true.")
@click.option("--kind", type=choice(Modality), help="How the claim is put.")
@click.option("--priority", type=choice(Priority), help="How much hangs on it.")
@topics
@click.option("--no-topic", "unfiled", metavar="NAME", multiple=True, help="A topic to take away; may be repeated.")
@acting
@as_json
@database
@click.pass_context
def edit(
    ctx: click.Context,
    claim: int,
    text: str | None,
    speaker: str | None,
    due: date | None,
    kind: str | None,
    priority: str | None,
    filed: tuple[str, ...],
    unfiled: tuple[str, ...],
    note: str | None,
    expect_version: int | None,
    as_json: bool,
) -> None:
    """Change what a reviewer may change; old and new values stay in the history.

    A claim that waits for its own due day waits for the new one. To take a claim out of the priorities of which a
    verdict takes two people takes an editor.
    """
    from claimtrack.store import sessions  # noqa: PLC0415 - keeps help quick
    from claimtrack.workflow import claims  # noqa: PLC0415 - keeps help quick
    from claimtrack.workflow.desk import desk_of  # noqa: PLC0415 - keeps help quick

    run = start(ctx)
    act = run.act(note, expect_version)
    with sessions.writing(run.settings) as session:
        claims.edit(
            session,
            claim,
            act,
            text=text,
            speaker=speaker,
            due=due,
            priority=Priority(priority) if priority else None,
            modality=Modality(kind) if kind else None,
            filed=filed,
            unfiled=unfiled,
            four_eyes=desk_of(run.settings).four_eyes,
        )
    show_now(run, [claim], as_json=as_json)
    if due is not None and not as_json:
        _say_still_waiting(run, claim, due)


def _say_still_waiting(run: Run, claim: int, due: date) -> None:
    """Say how to move the day that a claim waits for, where that is another than its due day."""
    from claimtrack.store import claims, sessions  # noqa: PLC0415 - keeps help quick

    with sessions.reading(run.settings) as session:
        found = claims.get_record(session, claim)
    if found.wake_on and found.wake_on != due and found.state is State.WAITING:
        say(
            f"{found.id} still waits until {found.wake_on}. To move that day as well: "
            f"claimtrack mark {found.id} pending, then claimtrack wait {found.id} --until {due}"
        )
