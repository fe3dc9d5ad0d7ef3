"""`claimtrack revisit` and `claimtrack tick`."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

import click

from claimtrack.cli.moving import say_besides
from claimtrack.cli.options import Day, Id, Run, acting, as_json, choice, database, narrowing, page, paged, start
from claimtrack.cli.output import counted, labelled, left_out, narrowed, none_left, print_json, say, write
from claimtrack.domain.ids import Kind, public_id
from claimtrack.domain.revisit import ItemResolution, ItemState, Relation
from claimtrack.errors import InvalidDataError


@click.group()
def revisit() -> None:
    """Claims that new articles touch, settled ones too, and what to make of it."""


@revisit.command("list")
@click.argument("claim", type=Id(Kind.CLAIM), metavar="[C-7]", required=False)
@click.option("--all", "everything", is_flag=True, help="Snoozed, answered and kept without asking as well.")
@narrowing("the one on which the new article was published")
@click.option("--relation", type=choice(Relation), help="What the passage may be to the claim.")
@paged
@as_json
@database
@click.pass_context
def list_items(
    ctx: click.Context,
    claim: int | None,
    everything: bool,
    topic: str | None,
    speaker: str | None,
    since: date | None,
    until: date | None,
    relation: str | None,
    limit: int | None,
    offset: int,
    as_json: bool,
) -> None:
    """List revisit items by claim, the claim that matters most first.

    Settled claims come before open ones, then what contradicts before what updates, supports or repeats, claims whose
    day is near, high priority, and high scores; a claim stands where its best item puts it. --limit and --offset count
    claims. The new passage is marked [[so]] in its article.
    """
    from claimtrack.cli.items import write_groups  # noqa: PLC0415 - keeps help quick
    from claimtrack.formats import documents  # noqa: PLC0415 - keeps help quick
    from claimtrack.store import claims, queue, sessions, topics  # noqa: PLC0415 - keeps help quick

    run = start(ctx)
    states = tuple(ItemState) if everything else (ItemState.OPEN,)
    shown = page(limit, as_json=as_json)
    wanted = queue.ItemFilter(topic, speaker, since, until, Relation(relation) if relation else None)
    with sessions.reading(run.settings) as session:
        topics.check_known(session, topic)
        if claim is not None:
            claims.get_record(session, claim)
        found = queue.find_items(
            session, states, today=run.now.date(), claim=claim, wanted=wanted, limit=shown, offset=offset
        )
        if as_json:
            print_json([documents.revisit_item(item) for item in found])
            return
        asking, asked = queue.count_items(session, states, claim=claim, wanted=wanted)
        of_all, _ = (asking, asked) if wanted == queue.ANY else queue.count_items(session, states, claim=claim)
        low = () if everything else (ItemState.BELOW,)
        below, below_on = queue.count_items(session, low, claim=claim, wanted=wanted)
    write_groups(found)
    if not asking:
        say("No item fits." if of_all else "Nothing to look at again.")
    elif not found:
        none_left("claim", offset)
    left_out(len({item.claim for item in found}), asked, f"claims ({counted(asking, 'item')})", offset)
    narrowed(asking, of_all, "item", f"claimtrack revisit list{' ' + public_id(Kind.CLAIM, claim) if claim else ''}")
    if below:
        kept = f"{counted(below, 'passage')} on {counted(below_on, 'claim')}"
        say(f"{kept} below the floor or outdone by another; see with --all")


several = click.argument("items", type=Id(Kind.ITEM), metavar="R-9...", nargs=-1, required=True)


@revisit.command()
@several
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
    settled claim, and no_change stands by its verdict. not_related is remembered: neither a copy nor a later version of
    the article asks again, unless the words of the passage change. `revisit reopen` takes an answer back. Of a merged
    claim, all this is done to the claim that stands for it.
    """
    from claimtrack.workflow import revisit as answering  # noqa: PLC0415 - keeps help quick
    from claimtrack.workflow.desk import desk_of  # noqa: PLC0415 - keeps help quick

    desk = desk_of(start(ctx).settings)

    def answer(session: Any, item: int, act: Any) -> str:  # noqa: ANN401 - a session and an act, which help does not need
        done = answering.resolve(session, item, ItemResolution(resolution), act, desk=desk, attach=not no_evidence)
        to, whose = (f" to {done.stands}", done.stands) if done.stands else ("", "claim")
        more = f", attached{to} as {done.evidence}" if done.evidence else ""
        moved = f", {whose} moved: {done.moved}" if done.moved else ""
        return f"{resolution} {done.claim}{more}{moved}"

    _carry_out(ctx, items, answer, note, expect_version, as_json=as_json)


def _carry_out(
    ctx: click.Context,
    items: Sequence[int],
    verb: Callable[[Any, int, Any], str],
    note: str | None,
    expect_version: int | None,
    *,
    as_json: bool,
) -> None:
    """Do the same to several items, all of them or none, and print what it did to each.

    Raises:
        InvalidDataError: one version is expected of several claims.
    """
    from claimtrack.formats import documents  # noqa: PLC0415 - keeps help quick
    from claimtrack.store import queue, sessions  # noqa: PLC0415 - keeps help quick
    from claimtrack.workflow import revisit as answering  # noqa: PLC0415 - keeps help quick
    from claimtrack.workflow.besides import besides  # noqa: PLC0415 - keeps help quick

    if expect_version is not None and len(set(items)) > 1:
        raise InvalidDataError("--expect-version goes with one item at a time.")
    run = start(ctx)
    act = run.act(note, expect_version)
    with sessions.writing(run.settings) as session:
        wanted = answering.each(session, items)
        words = [verb(session, item, act) for item in wanted]
        session.flush()
        more = besides(session)
        found = [queue.get_record(session, item) for item in wanted] if as_json else []
    if as_json:
        print_json([documents.revisit_item(item) for item in found])
        return
    for item, told in zip(wanted, words, strict=True):
        labelled([(public_id(Kind.ITEM, item), "bold")], told)
    say_besides(more, as_json=as_json, but=[public_id(Kind.ITEM, item) for item in wanted])


@revisit.command()
@several
@click.option("--until", type=Day(), metavar="DATE", help="The day on which they come back.")
@click.option("--days", type=click.IntRange(1, 3650), metavar="N", help="Or so many days from today.")
@acting
@as_json
@database
@click.pass_context
def snooze(
    ctx: click.Context,
    items: tuple[int, ...],
    until: date | None,
    days: int | None,
    note: str | None,
    expect_version: int | None,
    as_json: bool,
) -> None:
    """Put items off until a day; `tick` brings them back."""
    from claimtrack.workflow import revisit as answering  # noqa: PLC0415 - keeps help quick

    if (until is None) is (days is None):
        raise click.UsageError("Name the day with --until 2026-01-31, or how many days with --days 30.")
    day = until or start(ctx).now.date() + timedelta(days=days or 0)

    def put_off(session: Any, item: int, act: Any) -> str:  # noqa: ANN401 - as in resolve
        answering.snooze(session, item, day, act)
        return f"snoozed until {day.isoformat()}"

    _carry_out(ctx, items, put_off, note, expect_version, as_json=as_json)


@revisit.command()
@several
@acting
@as_json
@database
@click.pass_context
def reopen(
    ctx: click.Context, items: tuple[int, ...], note: str | None, expect_version: int | None, as_json: bool
) -> None:
    """Take answers back, end a snooze, or ask about what is kept without asking.

    The answer stays in the history. So does what it did: evidence that it attached, and the state of the claim.
    """
    from claimtrack.workflow import revisit as answering  # noqa: PLC0415 - keeps help quick

    def ask(session: Any, item: int, act: Any) -> str:  # noqa: ANN401 - as in resolve
        done = answering.reopen(session, item, act)
        stays = f"; what that did to {done.claim} stays" if done.stays else ""
        return f"open again, it was {done.was}{stays}"

    _carry_out(ctx, items, ask, note, expect_version, as_json=as_json)


@click.command()
@click.option("--now", "today", type=Day(), metavar="DATE", help="Act as on this day.  [default: today, UTC]")
@as_json
@database
@click.pass_context
def tick(ctx: click.Context, today: date | None, *, as_json: bool) -> None:
    """Wake waiting claims whose day has come, and bring snoozed items back. Settles nothing."""
    from claimtrack.store import sessions  # noqa: PLC0415 - keeps help quick
    from claimtrack.workflow import revisit as waking  # noqa: PLC0415 - keeps help quick

    run = start(ctx)
    act, day, done = run.act(), today or run.now.date(), waking.Ticked()
    for step in waking.TICK:
        while True:
            with sessions.writing(run.settings) as session:
                found = step(session, act, day)
            done += found
            if not found:
                break
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
    if not done:
        _say_due_already(run, day)


def _say_due_already(run: Run, day: date) -> None:
    """Say that nothing new is due, and how many claims are due all the same."""
    from claimtrack.store import claims, sessions  # noqa: PLC0415 - keeps help quick

    with sessions.reading(run.settings) as session:
        due = claims.count_claims(session, claims.ClaimFilter(open=True, due_before=day + timedelta(days=1)))
    are = f"{counted(due, 'claim')} {'is' if due == 1 else 'are'}"
    say(f"Nothing new is due; {are} due already: claimtrack report due" if due else "Nothing is due.")
