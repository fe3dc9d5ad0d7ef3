"""`claimtrack revisit` and `claimtrack tick`."""

from datetime import date
from itertools import groupby

import click

from claimtrack.cli.options import Day, Id, acting, as_json, choice, database, page, paged, start
from claimtrack.cli.output import counted, labelled, left_out, paragraph, print_json, reason_words, say, styled, write
from claimtrack.domain.ids import Kind, public_id
from claimtrack.domain.revisit import ItemResolution, ItemState
from claimtrack.domain.tracked import RevisitRecord
from claimtrack.errors import InvalidDataError


@click.group()
def revisit() -> None:
    """Claims that new articles touch, settled ones too, and what to make of it."""


@revisit.command("list")
@click.argument("claim", type=Id(Kind.CLAIM), metavar="[C-7]", required=False)
@click.option("--all", "everything", is_flag=True, help="Snoozed, answered and below the floor as well.")
@paged
@as_json
@database
@click.pass_context
def list_items(
    ctx: click.Context, claim: int | None, everything: bool, limit: int | None, offset: int, as_json: bool
) -> None:
    """List revisit items, what matters most first: settled claims, contradictions, high scores."""
    from claimtrack.formats import documents  # noqa: PLC0415 - keeps help quick
    from claimtrack.store import claims, revisits, sessions  # noqa: PLC0415

    run = start(ctx)
    states = tuple(ItemState) if everything else (ItemState.OPEN,)
    with sessions.reading(run.settings) as session:
        if claim is not None:
            claims.get_record(session, claim)
        found = revisits.find_items(session, states, claim=claim, limit=page(limit, as_json=as_json), offset=offset)
        if as_json:
            print_json([documents.revisit_item(item) for item in found])
            return
        total = revisits.count_items(session, states, claim=claim)
        below = 0 if everything else revisits.count_items(session, (ItemState.BELOW,), claim=claim)
    # Grouped by claim in the order of each claim's first item, so that a claim is looked at once.
    order = {name: at for at, name in reversed(list(enumerate(item.claim for item in found)))}
    for _, items in groupby(sorted(found, key=lambda item: order[item.claim]), key=lambda item: item.claim):
        _show(list(items))
    if not found:
        say("Nothing to look at again.")
    left_out(len(found), total, "items", offset)
    if below:
        say(f"{counted(below, 'passage')} scored below the floor; see with --all")


def _show(items: list[RevisitRecord]) -> None:
    first = items[0]
    labelled([(first.claim, "bold"), (first.claim_status, "cyan")], first.claim_text)
    for item in items:
        score = f" {item.score:.2f}" if item.score is not None else ""
        relation = item.relation.value if item.relation else item.cause.value.replace("_", " ")
        answered = f", {item.resolution.value}" if item.resolution else ""
        state = "" if item.state is ItemState.OPEN else f"  ({item.state.value}{answered})"
        write(f"  {styled(item.id, 'bold')}  {styled(relation, 'yellow')}{score}  {item.article or ''}{state}")
        if item.passage:
            paragraph(f"“{item.passage.text}”", "      ")
        paragraph(f"why: {reason_words(item)}", "      ")
    write()


@revisit.command()
@click.argument("items", type=Id(Kind.ITEM), metavar="R-9...", nargs=-1, required=True)
@click.option("--as", "resolution", type=choice(ItemResolution), required=True, help="What it is to the claim.")
@click.option("--no-evidence", is_flag=True, help="Do not attach the passage as evidence.")
@acting
@as_json
@database
@click.pass_context
def resolve(
    ctx: click.Context,
    items: tuple[int, ...],
    resolution: str,
    no_evidence: bool,
    note: str | None,
    expect_version: int | None,
    as_json: bool,
) -> None:
    """Answer revisit items.

    supports and contradicts attach the passage to the claim as evidence; a waiting claim wakes; reopened reopens a
    settled claim, and no_change stands by its verdict. not_related is remembered and not asked again.
    """
    from claimtrack.formats import documents  # noqa: PLC0415
    from claimtrack.store import revisits, sessions  # noqa: PLC0415
    from claimtrack.workflow import revisit as answering  # noqa: PLC0415
    from claimtrack.workflow.act import Act  # noqa: PLC0415
    from claimtrack.workflow.desk import desk_of  # noqa: PLC0415

    if expect_version is not None and len(items) > 1:
        raise InvalidDataError("--expect-version goes with one item at a time.")
    run = start(ctx)
    act = Act(by=run.settings.by, now=run.now, note=note, expect_version=expect_version)
    desk = desk_of(run.settings)
    with sessions.writing(run.settings) as session:
        answers = [
            answering.resolve(session, item, ItemResolution(resolution), act, desk=desk, attach=not no_evidence)
            for item in dict.fromkeys(items)
        ]
        session.flush()
        if as_json:
            print_json([documents.revisit_item(revisits.get_record(session, item)) for item in dict.fromkeys(items)])
    for answer in () if as_json else answers:
        more = f", attached as {answer.evidence}" if answer.evidence else ""
        moved = f", claim moved: {answer.moved}" if answer.moved else ""
        write(f"{styled(answer.item, 'bold')}  {resolution} {answer.claim}{more}{moved}")


@revisit.command()
@click.argument("item", type=Id(Kind.ITEM), metavar="R-9")
@click.option("--until", type=Day(), metavar="DATE", required=True, help="The day on which it comes back.")
@acting
@as_json
@database
@click.pass_context
def snooze(
    ctx: click.Context, item: int, until: date, note: str | None, expect_version: int | None, as_json: bool
) -> None:
    """Put an item off until a day; `tick` brings it back."""
    from claimtrack.formats import documents  # noqa: PLC0415
    from claimtrack.store import revisits, sessions  # noqa: PLC0415
    from claimtrack.workflow import revisit as answering  # noqa: PLC0415
    from claimtrack.workflow.act import Act  # noqa: PLC0415

    run = start(ctx)
    act = Act(by=run.settings.by, now=run.now, note=note, expect_version=expect_version)
    with sessions.writing(run.settings) as session:
        answering.snooze(session, item, until, act)
        session.flush()
        record = revisits.get_record(session, item)
    if as_json:
        print_json([documents.revisit_item(record)])
    else:
        write(f"{styled(public_id(Kind.ITEM, item), 'bold')}  snoozed until {until.isoformat()}")


@click.command()
@click.option("--now", "today", type=Day(), metavar="DATE", help="Act as on this day.  [default: today, UTC]")
@as_json
@database
@click.pass_context
def tick(ctx: click.Context, today: date | None, *, as_json: bool) -> None:
    """Wake waiting claims whose day has come, and bring snoozed items back. Settles nothing."""
    from claimtrack.store import sessions  # noqa: PLC0415
    from claimtrack.workflow import revisit as waking  # noqa: PLC0415
    from claimtrack.workflow.act import Act  # noqa: PLC0415

    run = start(ctx)
    with sessions.writing(run.settings) as session:
        done = waking.tick(session, Act(by=run.settings.by, now=run.now), today or run.now.date())
    if as_json:
        print_json({"woken": list(done.woken), "due": list(done.due), "back": list(done.back)})
        return
    for label, ids in (
        ("woken", done.woken),
        ("due to look at again", done.due),
        ("back from snooze", done.back),
    ):
        if ids:
            write(f"{label}: {', '.join(ids)}")
    if not (done.woken or done.due or done.back):
        say("Nothing is due.")
