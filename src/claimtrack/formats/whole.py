"""One thing with all its company as a JSON document: a claim, an article."""

from collections.abc import Iterable

from claimtrack.domain.duplicates import PairRecord
from claimtrack.domain.history import HistoryEvent
from claimtrack.domain.spread import Spread
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
from claimtrack.formats import documents
from claimtrack.formats.documents import Json


def claim(
    found: ClaimRecord,
    *,
    reserved: Reservations,
    mentions: Iterable[MentionRecord],
    merged: Iterable[str],
    spreading: Spread,
    pairs: Iterable[PairRecord],
    evidences: Iterable[EvidenceRecord],
    verdicts: Iterable[VerdictRecord],
    submissions: Iterable[SubmissionRecord],
    opinions: Iterable[OpinionRecord],
    items: Iterable[RevisitRecord],
    links: Iterable[LinkRecord],
    events: Iterable[HistoryEvent],
) -> Json:
    """Return a claim with all its company; the counts of the list form become lists."""
    return {
        **documents.claim(found),
        **documents.reservations(reserved),
        "mentions": [documents.mention(item) for item in mentions],
        "merged": list(merged),
        "spread": documents.spread(spreading),
        "alike": [documents.claim_pair(item) for item in pairs],
        "evidence": [documents.evidence(item) for item in evidences],
        "verdicts": [documents.verdict(item) for item in verdicts],
        "submissions": [documents.submission(item) for item in submissions],
        "opinions": [documents.opinion(item) for item in opinions],
        "revisit": [documents.revisit_item(item) for item in items],
        "links": [documents.link(item) for item in links],
        "history": [documents.history_event(item) for item in events],
    }


def article(found: ArticleRecord) -> Json:
    """Return an article in its newest version."""
    return {
        "id": found.id,
        "version": found.version,
        "title": found.title,
        "outlet": found.outlet,
        "author": found.author,
        "published": documents.day(found.published),
        "published_from": found.published_from,
        "url": found.url,
        "source": found.source,
        "language": found.language,
        "text": found.text,
        "sha256": found.sha256,
        "raw_sha256": found.raw_sha256,
        "extractor": found.extractor,
        "extractor_version": found.extractor_version,
        "ingested": documents.stamp(found.ingested),
        "lines": [{**documents.span(line.span), "kind": line.kind.value} for line in found.lines],
        "claims": list(found.claims),
        "rejected": [
            {**documents.span(place), "text": place.of(found.text), "reason": why} for place, why in found.rejected
        ],
    }
