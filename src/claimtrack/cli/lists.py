"""`claimtrack list` and `claimtrack queue`."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from itertools import groupby
from shlex import quote
from typing import TYPE_CHECKING, Literal

import click

from claimtrack.cli.claimlist import about, about_worth, list_of_claims
from claimtrack.cli.options import PUBLISHED, Day, Id, as_json, choice, database, narrowing, page, paged, start
from claimtrack.cli.output import (
    counted,
    labelled,
    left_out,
    narrowed,
    none_left,
    paragraph,
    print_json,
    say,
    speaker_words,
)
from claimtrack.cli.pairs import write_pairs
from claimtrack.domain.claim import Modality
from claimtrack.domain.ids import Kind
from claimtrack.domain.states import State
from claimtrack.domain.tracked import ClaimRecord, RevisitRecord

if TYPE_CHECKING:
    from claimtrack.workflow.report import Queue


@click.command("list")
@click.option("--state", type=choice(State), help="Where the work is.")
@click.option("--status", metavar="S", help="A state, a verdict, a resolution, or rejected.")
@click.option("--kind", type=choice(Modality), help="How the claim is put.")
@narrowing(PUBLISHED)
@click.option("--article", type=Id(Kind.ARTICLE), metavar="A-3", help="Claims made or repeated in an article.")
@click.option("--due-before", type=Day(), metavar="DATE", help="Claims whose day comes before DATE.")
@click.option("--search", metavar="TEXT", help="Claims with all these words (see search).")
@click.option("--open", "is_open", is_flag=True, help="Neither settled nor closed.")
@click.option(
    "--sort", type=click.Choice(["id", "day", "worth"]), default="id", show_default=True, help="What comes first."
)
@paged
@as_json
@database
@click.pass_context
def list_claims(
    ctx: click.Context,
    state: State | None,
    status: str | None,
    kind: Modality | None,
    topic: str | None,
    speaker: str | None,
    since: date | None,
    until: date | None,
    article: int | None,
    due_before: date | None,
    search: str | None,
    is_open: bool,
    sort: Literal["id", "day", "worth"],
    limit: int | None,
    offset: int,
    as_json: bool,
) -> None:
    """List claims; the options narrow it down together.

    A due day with a question mark is set by policy, not stated by the article. A name with one is whom a pronoun may
    mean. Sorted by day, the claim whose day comes first is first; by worth, the one with most to check.
    """
    from claimtrack.formats import documents  # noqa: PLC0415 - keeps help quick
    from claimtrack.store import articles, claims, searchquery, sessions, topics  # noqa: PLC0415 - the same

    run = start(ctx)
    wanted = claims.ClaimFilter(
        state=State(state) if state else None,
        status=status,
        modality=Modality(kind) if kind else None,
        speaker=speaker,
        article=article,
        due_before=due_before,
        search=search,
        open=is_open,
        topic=topic,
        since=since,
        until=until,
    )
    sought = claims.ClaimFilter(search=search)
    with sessions.reading(run.settings) as session:
        topics.check_known(session, topic)
        if article is not None:
            articles.newest_version(session, article)
        found = claims.find_claims(session, wanted, limit=page(limit, as_json=as_json), offset=offset, by=sort)
        total = len(found) if as_json else claims.count_claims(session, wanted)
        of_all = total if as_json or wanted == sought else claims.count_claims(session, sought)
    if as_json:
        print_json([documents.claim(claim) for claim in found])
        return
    if found:
        places = searchquery.read(search).places if search else lambda _text: ()
        more = about_worth if sort == "worth" else about
        list_of_claims(found, more, places=lambda claim: places(claim.text))
    elif total:
        none_left("claim", offset)
    else:
        say(
            "No claims here yet. Take articles in: claimtrack ingest FILE"
            if not _narrowed(wanted)
            else "No claim fits."
        )
    left_out(len(found), total, "claims", offset)
    narrowed(total, of_all, "claim", "claimtrack list" + (f" --search {quote(search)}" if search else ""))
    if search and len(found) == total > 0:
        say(f"{counted(total, 'claim')} found.")


def _narrowed(wanted: object) -> bool:
    return any(value not in {None, False} for value in asdict(wanted).values())  # type: ignore[call-overload]


@click.command()
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True, help="Entries of each part.")
@as_json
@database
@click.pass_context
def queue(ctx: click.Context, limit: int, *, as_json: bool) -> None:
    """Show what needs me now: due, revisit items, claims that may be one, to triage, in my review, to approve.

    What is to triage comes in the order of its worth, that is, how much there is to check in it. A day with a question
    mark is set by policy, not stated by the article.
    """
    from claimtrack.formats import documents  # noqa: PLC0415 - keeps help quick
    from claimtrack.store import sessions  # noqa: PLC0415 - keeps help quick
    from claimtrack.workflow import report  # noqa: PLC0415 - keeps help quick

    run = start(ctx)
    with sessions.reading(run.settings) as session:
        found = report.queue(session, run.settings.by, run.now, None if as_json else limit)
    if as_json:
        print_json(
            {
                "due": [{**documents.claim(due.claim), "day": due.day.isoformat()} for due in found.due],
                "revisit": [documents.revisit_item(item) for item in found.revisit],
                "alike": [documents.claim_pair(pair) for pair in found.alike],
                "triage": [documents.claim(claim) for claim in found.triage],
                "mine": [documents.claim(claim) for claim in found.mine],
                "to_approve": [_submitted(found, claim) for claim in found.to_approve],
                "submitted": [_submitted(found, claim) for claim in found.submitted],
            }
        )
        return
    _part(f"Due: {found.due_total}", found.due_total, len(found.due), "claimtrack report due")
    if found.due:
        days = {due.claim.id: str(due.look) for due in found.due}
        list_of_claims([due.claim for due in found.due], lambda claim: [f"due {days[claim.id]}", speaker_words(claim)])
    title = f"To look at again: {counted(found.revisit_claims, 'claim')}, {counted(found.revisit_total, 'item')}"
    _touched(title, found.revisit_claims, found.revisit)
    title = f"Perhaps the same: {counted(found.alike_total, 'pair')}"
    _part(title, found.alike_total, len(found.alike), "claimtrack dedupe list")
    write_pairs(found.alike)
    _part(
        f"To triage: {found.triage_total}",
        found.triage_total,
        len(found.triage),
        "claimtrack list --state proposed --sort worth",
    )
    if found.triage:
        list_of_claims(found.triage, about_worth, tells="proposed")
    _part(f"In my review: {found.mine_total}", found.mine_total, len(found.mine), "claimtrack list --state in_review")
    if found.mine:
        list_of_claims(found.mine, tells="in review")
    _approvals(found)


def _submitted(found: "Queue", claim: ClaimRecord) -> dict[str, object]:
    """Return a submitted claim's document, with who submitted it and when; which verdict, `show` tells."""
    from claimtrack.formats import documents  # noqa: PLC0415 - keeps help quick

    waiting = found.waiting[claim.id]
    return {**documents.claim(claim), "submitted_by": waiting.by, "submitted_at": documents.stamp(waiting.at)}


def _approvals(found: "Queue") -> None:
    """Print what others have submitted, and what I have; nothing where nobody has."""

    def about_submitted(claim: ClaimRecord) -> list[str]:
        waiting = found.waiting[claim.id]
        return [f"by {waiting.by}, {waiting.at:%Y-%m-%d}", speaker_words(claim)]

    parts = (
        ("To approve", found.to_approve, found.to_approve_total),
        ("Submitted by me", found.submitted, found.submitted_total),
    )
    for title, claims, total in parts:
        if total:
            _part(f"{title}: {total}", total, len(claims), "claimtrack list --state submitted")
            list_of_claims(claims, about_submitted, tells="submitted")


def _part(title: str, total: int, shown: int, more: str) -> None:
    labelled([(title, "bold")], f"(showing {shown}; all: {more})" if shown < total else "", hang=4)


def _touched(title: str, total: int, found: Sequence[RevisitRecord]) -> None:
    """Print the claims that something asks about: the best item of each, and how many more there are."""
    from claimtrack.cli.items import label, reason_words  # noqa: PLC0415 - keeps help quick

    groups = [list(group) for _, group in groupby(found, key=lambda item: item.claim)]
    _part(title, total, len(groups), "claimtrack revisit list")
    room = max((len(items[0].claim) for items in groups), default=0)
    for first, *others in groups:
        labelled([(first.claim.ljust(room), "bold")], first.claim_text)
        more = [f"{len(others)} more" if others else ""]
        parts = (first.claim_status, f"{first.id} {label(first)}", first.article, *more, reason_words(first))
        paragraph(" · ".join(part for part in parts if part), " " * (room + 2), "dim")
