"""Records as JSON documents, with the keys that scripts rely on. Times are RFC 3339 UTC, dates ISO 8601."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from claimtrack.domain.claim import WorthReason
from claimtrack.domain.due import Due
from claimtrack.domain.duplicates import PairRecord
from claimtrack.domain.history import HistoryEvent
from claimtrack.domain.revisit import Reason
from claimtrack.domain.span import Quote, Span
from claimtrack.domain.spread import Spread
from claimtrack.domain.tracked import (
    ClaimRecord,
    EvidenceRecord,
    Excerpt,
    FoundClaim,
    LinkRecord,
    MentionRecord,
    OpinionRecord,
    Redaction,
    Reservations,
    RevisitRecord,
    SubmissionRecord,
    VerdictRecord,
)

Json = dict[str, Any]


def stamp(at: datetime) -> str:
    """Return a time as RFC 3339 in UTC."""
    return f"{at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='microseconds')}Z"


def day(value: date | None) -> str | None:
    """Return a date as ISO 8601."""
    return value.isoformat() if value else None


def quote(found: Quote | None) -> Json | None:
    """Return a quote."""
    return {"start": found.start, "end": found.end, "text": found.text} if found else None


def span(found: Span) -> Json:
    """Return a place."""
    return {"start": found.start, "end": found.end}


def due(found: Due | None) -> Json | None:
    """Return a due window."""
    if found is None:
        return None
    return {
        "kind": found.kind.value,
        "phrase": found.phrase,
        "earliest": day(found.earliest),
        "latest": day(found.latest),
        "review_by": day(found.review_by),
        "rule": found.rule,
        "trigger": found.trigger,
    }


def reason(found: Reason) -> Json:
    """Return one reason, without what it does not have."""
    whole: Json = {
        "kind": found.kind.value,
        "old": found.old,
        "new": found.new,
        "shared": list(found.shared) or None,
        "value": found.value,
    }
    return {key: value for key, value in whole.items() if value is not None}


def worth_reasons(found: Iterable[WorthReason]) -> list[Json]:
    """Return the parts of a claim's worth."""
    return [{"code": item.code, "count": item.count, "points": item.points} for item in found]


def claim(found: ClaimRecord) -> Json:
    """Return a claim as lists show it."""
    return {
        "id": found.id,
        "status": found.status,
        "state": found.state.value,
        "verdict": found.verdict.value if found.verdict else None,
        "version": found.version,
        "text": found.text,
        "quote": quote(found.quote),
        "article": found.article,
        "source": found.source,
        "modality": found.modality.value,
        "polarity": found.polarity.value,
        "attributed": found.attributed,
        "speaker": found.speaker,
        "cue": found.cue,
        "due": due(found.due),
        "wake_on": day(found.wake_on),
        "watch": found.watch,
        "criteria": found.criteria,
        "priority": found.priority.value,
        "assignee": found.assignee,
        "confidence": found.confidence,
        "flags": list(found.flags),
        "evidence": found.evidence,
        "mentions": found.mentions,
        "created": stamp(found.created),
        "updated": stamp(found.updated),
        "worth": found.worth,
        "worth_reasons": worth_reasons(found.worth_reasons),
        "speaker_hint": found.speaker_hint,
        "topics": list(found.topics),
    }


def found_claim(found: FoundClaim) -> Json:
    """Return a claim that was searched for."""
    return {
        **claim(found.claim),
        "headline": found.headline,
        "score": found.score,
        "found_in": list(found.found_in),
        "highlights": {name: [span(place) for place in places] for name, places in found.places.items()},
    }


def reservations(found: Reservations) -> Json:
    """Return the words that weaken a claim, deny or tie it; null where nobody has looked."""
    parts = (("hedges", found.hedges), ("negations", found.negations), ("conditions", found.conditions))
    return {name: None if part is None else [quote(item) for item in part] for name, part in parts}


def mention(found: MentionRecord) -> Json:
    """Return an occurrence with its W3C selectors."""
    return {
        "claim": found.claim,
        "article": found.article,
        "article_version": found.article_version,
        "outlet": found.outlet,
        "published": day(found.published),
        "title": found.title,
        "quote": quote(found.quote),
        "selectors": [
            {
                "type": "TextQuoteSelector",
                "exact": found.quote.text,
                "prefix": found.prefix,
                "suffix": found.suffix,
            },
            {"type": "TextPositionSelector", "start": found.quote.start, "end": found.quote.end},
        ],
        "attribution": found.attribution,
        "extractor": found.extractor,
        "extractor_version": found.extractor_version,
        "wording": found.wording,
        "worth": found.worth,
        "worth_reasons": worth_reasons(found.worth_reasons),
    }


def spread(found: Spread) -> Json:
    """Return the articles that say a claim, by date, and how many there are of what."""
    return {
        "mentions": found.mentions,
        "articles": len(found.places),
        "origins": found.origins,
        "unread": found.unread,
        "places": [
            {
                "article": place.article,
                "outlet": place.outlet,
                "published": day(place.published),
                "title": place.title,
                "claims": list(place.claims),
                "mentions": place.mentions,
                "origin": place.origin,
                "copy_of": place.copy_of,
            }
            for place in found.places
        ],
    }


def verdict(found: VerdictRecord) -> Json:
    """Return a verdict."""
    return {
        "number": found.number,
        "verdict": found.verdict.value,
        "rationale": found.rationale,
        "by": found.by,
        "at": stamp(found.at),
        "override": found.override,
        "in_force": found.in_force,
        "approved_by": found.approved_by,
    }


def submission(found: SubmissionRecord) -> Json:
    """Return a verdict that was submitted."""
    return {
        "number": found.number,
        "verdict": found.verdict.value,
        "rationale": found.rationale,
        "by": found.by,
        "at": stamp(found.at),
        "override": found.override,
        "look_again": day(found.look_again),
        "waits": found.waits,
    }


def opinion(found: OpinionRecord) -> Json:
    """Return a second opinion, and the verdict that it stands beside."""
    return {
        "number": found.number,
        "verdict": found.verdict.value,
        "rationale": found.rationale,
        "by": found.by,
        "at": stamp(found.at),
        "blind": found.blind,
        "agrees": found.agrees,
        "beside": {
            "kind": found.beside,
            "number": found.beside_number,
            "verdict": found.given.value,
            "by": found.given_by,
        },
    }


def evidence(found: EvidenceRecord) -> Json:
    """Return an evidence link."""
    return {
        "id": found.id,
        "claim": found.claim,
        "stance": found.stance.value,
        "url": found.url,
        "file": found.file,
        "sha256": found.sha256,
        "article": found.article,
        "title": found.title,
        "quote": found.quote,
        "note": found.note,
        "origin": found.origin,
        "by": found.by,
        "at": stamp(found.at),
        "redacted": redaction(found.redacted) if found.redacted else None,
    }


def redaction(found: Redaction) -> Json:
    """Return who took words away, when, and why."""
    return {"by": found.by, "at": stamp(found.at), "reason": found.why}


def excerpt(found: Excerpt | None) -> Json | None:
    """Return words in an article, and where they are from."""
    if found is None:
        return None
    return {
        "article": found.article,
        "outlet": found.outlet,
        "published": day(found.published),
        "quote": quote(found.quote),
        "before": found.before,
        "after": found.after,
    }


def revisit_item(found: RevisitRecord) -> Json:
    """Return a revisit item with its reasons."""
    return {
        "id": found.id,
        "claim": found.claim,
        "claim_text": found.claim_text,
        "claim_status": found.claim_status,
        "old": excerpt(found.old),
        "cause": found.cause.value,
        "other": found.other.id if found.other else None,
        "other_status": found.other.status if found.other else None,
        "other_text": found.other.text if found.other else None,
        "article": found.article,
        "outlet": found.outlet,
        "published": day(found.published),
        "passage": quote(found.passage),
        "before": found.before,
        "after": found.after,
        "relation": found.relation.value if found.relation else None,
        "score": found.score,
        "why": [reason(item) for item in found.why],
        "state": found.state.value,
        "snoozed_until": day(found.snoozed_until),
        "resolution": found.resolution.value if found.resolution else None,
        "note": found.note,
        "created": stamp(found.created),
    }


def claim_pair(found: PairRecord) -> Json:
    """Return two claims that say nearly the same."""
    return {
        "claim": found.claim,
        "older": found.older,
        "claim_text": found.claim_text,
        "older_text": found.older_text,
        "claim_status": found.claim_status,
        "older_status": found.older_status,
        "score": found.score,
        "why": [reason(item) for item in found.why],
        "state": found.state.value,
        "created": stamp(found.created),
        "by": found.by,
        "at": stamp(found.at) if found.at else None,
        "note": found.note,
    }


def link(found: LinkRecord) -> Json:
    """Return a link between two claims."""
    return {
        "claim": found.claim.id,
        "claim_status": found.claim.status,
        "claim_text": found.claim.text,
        "other": found.other.id,
        "other_status": found.other.status,
        "other_text": found.other.text,
        "kind": found.kind,
        "by": found.by,
        "at": stamp(found.at),
        "ended": stamp(found.ended) if found.ended else None,
    }


def history_event(found: HistoryEvent) -> Json:
    """Return one event of the log."""
    return {
        "seq": found.seq,
        "event": found.event,
        "by": found.by,
        "at": stamp(found.at),
        "version": found.version,
        "from": found.source,
        "to": found.target,
        "note": found.note,
        "details": dict(found.details),
    }


def problem(slug: str, title: str, detail: str, facts: Mapping[str, Any]) -> Json:
    """Return an error as an RFC 9457 object; extension members come from the error's own facts."""
    return {"type": f"https://claimtrack.org/problems/{slug}", "title": title, "detail": detail, **facts}
