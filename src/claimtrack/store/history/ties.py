"""Whether what hangs on claims is stored as the log tells: mentions, evidence, items, links, topics, pairs."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from claimtrack.domain.ids import Kind, public_id
from claimtrack.domain.replay.claim import ToldClaim
from claimtrack.domain.replay.ties import link_name, pair_name
from claimtrack.domain.replay.told import Facts, Things, differences
from claimtrack.domain.revisit import ItemState
from claimtrack.store.history.chain import AnyRow
from claimtrack.store.pair_table import ClaimPair
from claimtrack.store.tables import ClaimLink, EvidenceRow, Mention, RevisitItem
from claimtrack.store.topic_tables import ClaimTopic, Topic


@dataclass(slots=True)
class Stored:
    """What hangs on one claim in the database, in the form in which the log has it."""

    mentions: list[tuple[int, int, str]] = field(default_factory=list)
    evidence: Things = field(default_factory=dict)
    items: Things = field(default_factory=dict)
    links: Things = field(default_factory=dict)
    topics: list[str] = field(default_factory=list)
    pairs: Things = field(default_factory=dict)


def stored(session: Session, numbers: Sequence[int]) -> dict[int, Stored]:
    """Return what hangs on each of several claims, in as many queries whatever their number."""
    found: dict[int, Stored] = defaultdict(Stored)
    for row in _mentions(session, numbers):
        found[row.claim_id].mentions.append((row.start, row.end, row.exact))
    for evidence in session.scalars(select(EvidenceRow).where(EvidenceRow.claim_id.in_(numbers))):
        found[evidence.claim_id].evidence[public_id(Kind.EVIDENCE, evidence.id)] = _evidence(evidence)
    for row in _items(session, numbers):
        found[row.claim_id].items[public_id(Kind.ITEM, row.id)] = _item(row)
    for link in session.scalars(select(ClaimLink).where(ClaimLink.claim_id.in_(numbers))):
        _count(found[link.claim_id].links, link)
    for row in _topics(session, numbers):
        found[row.claim_id].topics.append(row.name)
    for row in _pairs(session, numbers):
        name = pair_name(public_id(Kind.CLAIM, row.older_id))
        found[row.claim_id].pairs[name] = {"alike": row.alike, "apart_by": row.apart_by, "note": row.note}
    session.expunge_all()
    return found


def problems(told: ToldClaim, there: Stored) -> Iterator[str]:
    """Yield in words where what hangs on a claim differs from what the log tells."""
    ties = told.ties
    if told.says and sorted(ties.mentions) != sorted(there.mentions):
        yield f"{told.name}: the places where it is said are not those that the log has"
    if sorted(ties.topics) != sorted(there.topics):
        yield f"{told.name}: its topics are not those that the log has"
    yield from differences(ties.evidence, there.evidence)
    # What is kept without asking is told of in the event of its article, as a number.
    asked = {
        name: facts
        for name, facts in there.items.items()
        if name in told.items.found or facts["state"] != ItemState.BELOW.value
    }
    yield from differences(told.items.found, asked)
    for mine, others in ((ties.links, there.links), (ties.pairs, there.pairs)):
        yield from (f"{told.name}: {problem}" for problem in differences(mine, others))


def _mentions(session: Session, numbers: Sequence[int]) -> Sequence[AnyRow]:
    columns = (Mention.claim_id, Mention.start, Mention.end, Mention.exact)
    return session.execute(select(*columns).where(Mention.claim_id.in_(numbers))).all()


def _items(session: Session, numbers: Sequence[int]) -> Sequence[AnyRow]:
    columns = (
        *(RevisitItem.id, RevisitItem.claim_id, RevisitItem.state, RevisitItem.cause, RevisitItem.other_id),
        *(RevisitItem.resolution, RevisitItem.decided_by, RevisitItem.note, RevisitItem.snoozed_until),
        *(RevisitItem.relation, RevisitItem.score, RevisitItem.start, RevisitItem.end),
    )
    return session.execute(select(*columns).where(RevisitItem.claim_id.in_(numbers))).all()


def _topics(session: Session, numbers: Sequence[int]) -> Sequence[AnyRow]:
    query = select(ClaimTopic.claim_id, Topic.name).join(Topic, Topic.id == ClaimTopic.topic_id)
    return session.execute(query.where(ClaimTopic.claim_id.in_(numbers))).all()


def _pairs(session: Session, numbers: Sequence[int]) -> Sequence[AnyRow]:
    columns = (ClaimPair.claim_id, ClaimPair.older_id, ClaimPair.alike, ClaimPair.apart_by, ClaimPair.note)
    return session.execute(select(*columns).where(ClaimPair.claim_id.in_(numbers))).all()


def _evidence(row: EvidenceRow) -> Facts:
    return {
        "stance": row.stance.value,
        "url": row.url,
        "file": row.file_name,
        "sha256": row.sha256,
        "article": public_id(Kind.ARTICLE, row.article_id) if row.article_id else None,
        "title": row.title,
        "quote": row.quote,
        "note": row.note,
        "origin": row.origin,
        "by": row.by,
        "redacted_by": row.redacted_by,
        "redacted_why": row.redacted_why,
    }


def _item(row: AnyRow) -> Facts:
    return {
        "state": row.state.value,
        "cause": row.cause.value,
        "other": public_id(Kind.CLAIM, row.other_id) if row.other_id else None,
        "resolution": row.resolution.value if row.resolution else None,
        "decided_by": row.decided_by,
        "note": row.note,
        "snoozed_until": row.snoozed_until.isoformat() if row.snoozed_until else None,
        "relation": row.relation.value if row.relation else None,
        "score": row.score,
        "passage": f"{row.start}-{row.end}",
    }


def _count(links: Things, link: ClaimLink) -> None:
    other = public_id(Kind.CLAIM, link.other_id)
    new = {"kind": link.kind, "other": other, "number": 0, "running": 0}
    known = links.setdefault(link_name(link.kind, other), new)
    known["number"] += 1
    known["running"] += link.ended_at is None
