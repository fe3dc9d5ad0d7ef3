"""One thing with all its company, in a fixed number of queries."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from claimtrack.domain.duplicates import PairRecord
from claimtrack.domain.history import HistoryEvent
from claimtrack.domain.ids import Kind, parse_id, public_id
from claimtrack.domain.revisit import ItemState
from claimtrack.domain.spread import Spread
from claimtrack.domain.states import Event
from claimtrack.domain.tracked import (
    ArticleRecord,
    ClaimRecord,
    EvidenceRecord,
    LinkRecord,
    MentionRecord,
    OpinionRecord,
    Reservations,
    RevisitRecord,
    SubmissionRecord,
    VerdictRecord,
)
from claimtrack.store import articles, claims, company, duplicates, evidence, history, opinions, queue, reviews
from claimtrack.store.batches import batches
from claimtrack.store.duplicates import PairFilter
from claimtrack.workflow import spread


@dataclass(frozen=True, slots=True)
class WholeClaim:
    """A claim, the sentence that holds it with the quote's place in it, and everything linked to it.

    The mentions are its own, and then those of the claims that were `merged` into it; `pairs` wait for a decision.
    `title` is that of the article it was first found in: the one that was given, else the headline in the text.
    """

    claim: ClaimRecord
    sentence: tuple[str, int, int] | None
    title: str | None
    reservations: Reservations
    mentions: tuple[MentionRecord, ...]
    merged: tuple[str, ...]
    spread: Spread
    pairs: tuple[PairRecord, ...]
    evidence: tuple[EvidenceRecord, ...]
    verdicts: tuple[VerdictRecord, ...]
    submissions: tuple[SubmissionRecord, ...]
    opinions: tuple[OpinionRecord, ...]
    items: tuple[RevisitRecord, ...]
    links: tuple[LinkRecord, ...]
    events: tuple[HistoryEvent, ...]


ASKING = (ItemState.OPEN, ItemState.SNOOZED, ItemState.RESOLVED)


def claim(session: Session, number: int, outlets: Mapping[str, str] | None = None) -> WholeClaim:
    """Return a claim with its company; `outlets` says which ones share an origin.

    Raises:
        UnknownIdError: there is no such claim.
    """
    record = claims.get_record(session, number)
    merged = sorted(duplicates.merged_into(session, [number]))
    mentions = tuple(company.mentions_of(session, number, merged))
    events = tuple(history.of_stream(session, record.id))
    happened = {event.event for event in events}
    given = mentions[0].title if mentions and mentions[0].claim == record.id else None
    return WholeClaim(
        claim=record,
        sentence=company.sentence_of(session, number),
        title=given or company.headline_of(session, number),
        reservations=company.reservations_of(session, number),
        mentions=mentions,
        merged=tuple(public_id(Kind.CLAIM, other) for other in merged),
        spread=spread.of_mentions(session, mentions, outlets),
        pairs=tuple(duplicates.find_pairs(session, PairFilter(number))),
        evidence=tuple(evidence.of_claim(session, number)),
        verdicts=tuple(company.verdicts_of(session, number)),
        submissions=tuple(reviews.submissions_of(session, number)) if Event.SUBMIT.value in happened else (),
        opinions=tuple(opinions.of_claim(session, number)) if "opinion" in happened else (),
        items=tuple(queue.find_items(session, ASKING, claim=number)),
        links=tuple(company.links_of(session, number, merged)),
        events=events,
    )


def article(session: Session, number: int) -> tuple[ArticleRecord, dict[str, ClaimRecord]]:
    """Return an article and the claims first found in it."""
    record = articles.get_article(session, number)
    ids = [parse_id(Kind.CLAIM, name) for name in record.claims]
    found: dict[str, ClaimRecord] = {}
    for batch in batches(ids):
        records = claims.find_claims(session, claims.ClaimFilter(ids=tuple(batch)))
        found |= {item.id: item for item in records}
    return record, found


def evidence_link(session: Session, number: int) -> EvidenceRecord:
    """Return one evidence link."""
    return evidence.get(session, number)


def item(session: Session, number: int) -> RevisitRecord:
    """Return one revisit item."""
    return queue.get_record(session, number)
