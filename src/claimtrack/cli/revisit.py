"""`claimtrack revisit` and `claimtrack tick`."""

from datetime import date

import click

from claimtrack.cli.options import Day, Id, acting, as_json, choice, database, page, paged, start
from claimtrack.cli.output import counted, left_out, print_json, say, styled, write
from claimtrack.domain.ids import Kind, public_id
from claimtrack.domain.revisit import ItemResolution, ItemState
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
    """List revisit items by claim, the claim that matters most first.

    Settled claims come before open ones, then what contradicts before what updates, supports or repeats, claims whose
    day is near, high priority, and high scores; a claim stands where its best item puts it. --limit and --offset count
    claims. The new passage is marked [[so]] in its article.
    """
    from claimtrack.cli.items import write_groups  # noqa: PLC0415 - keeps help quick
    from claimtrack.formats import documents  # noqa: PLC0415
    from claimtrack.store import claims, queue, sessions  # noqa: PLC0415

    run = start(ctx)
    states = tuple(ItemState) if everything else (ItemState.OPEN,)
    shown = page(limit, as_json=as_json)
    with sessions.reading(run.settings) as session:
        if claim is not None:
            claims.get_record(session, claim)
        found = queue.find_items(session, states, today=run.now.date(), claim=claim, limit=shown, offset=offset)
        if as_json:
            print_json([documents.revisit_item(item) for item in found])
            return
        asking, asked = queue.count_items(session, states, claim=claim)
        below, below_on = (0, 0) if everything else queue.count_items(session, (ItemState.BELOW,), claim=claim)
    write_groups(found)
    if not found:
        say("Nothing to look at again." if not offset else f"No claim is left behind the first {offset}.")
    left_out(len({item.claim for item in found}), asked, f"claims ({counted(asking, 'item')})", offset)
    if below:
        say(f"{counted(below, 'passage')} on {counted(below_on, 'claim')} scored below the floor; see with --all")


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
    from claimtrack.store import queue, sessions  # noqa: PLC0415
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
            print_json([documents.revisit_item(queue.get_record(session, item)) for item in dict.fromkeys(items)])
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
    from claimtrack.store import queue, sessions  # noqa: PLC0415
    from claimtrack.workflow import revisit as answering  # noqa: PLC0415
    from claimtrack.workflow.act import Act  # noqa: PLC0415

    run = start(ctx)
    act = Act(by=run.settings.by, now=run.now, note=note, expect_version=expect_version)
    with sessions.writing(run.settings) as session:
        answering.snooze(session, item, until, act)
        session.flush()
        record = queue.get_record(session, item)
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
