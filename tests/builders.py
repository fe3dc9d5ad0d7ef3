"""Plain functions that make what a test needs; a test names only the facts that it is about."""

import hashlib
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.orm import Session

from claimtrack.domain.article import Article, Line, LineKind
from claimtrack.domain.attribution import Attribution
from claimtrack.domain.claim import ExtractedClaim, Extraction, Modality, Polarity, Rejected
from claimtrack.domain.due import Due, DueKind
from claimtrack.domain.evidence import Priority
from claimtrack.domain.history import HistoryEvent
from claimtrack.domain.span import Quote, Span
from claimtrack.domain.states import State
from claimtrack.store.tables import Claim

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)

TEXT = """Harbour bridge to reopen in June

The Linden Street bridge will reopen on June 12, 2026, port director Marta Oyelaran said on Monday.
The repairs cost 4.2 million euros, according to the city council.
Nobody asked the swans.
"""

PROMISE = "The Linden Street bridge will reopen on June 12, 2026"
COST = "The repairs cost 4.2 million euros"


def quote(text: str, words: str) -> Quote:
    """Return the first place of `words` in `text`."""
    start = text.index(words)
    return Quote.cut(text, start, start + len(words))


def an_article(text: str = TEXT, **facts: Any) -> Article:
    """Return an article as `reading` would give it."""
    raw = text.encode()
    digest = hashlib.sha256(raw).hexdigest()
    found: dict[str, Any] = {
        "text": text,
        "sha256": digest,
        "raw": raw,
        "raw_sha256": digest,
        "source": "bridge.txt",
        "title": "Harbour bridge to reopen in June",
        "outlet": "Quay Courier",
        "published": date(2026, 3, 2),
        "published_from": "option",
        "url": "https://courier.example/bridge",
    }
    return Article(**(found | facts))


def a_due(latest: date | None = date(2026, 6, 12), **facts: Any) -> Due:
    """Return a stated due window."""
    found: dict[str, Any] = {
        "kind": DueKind.STATED,
        "phrase": "on June 12, 2026",
        "earliest": latest,
        "latest": latest,
        "review_by": None,
        "rule": "stated/1",
    }
    return Due(**(found | facts))


def an_extracted_claim(text: str = TEXT, words: str = PROMISE, **facts: Any) -> ExtractedClaim:
    """Return a claim as an extractor finds it; the promise comes with its speaker and its date."""
    cut = quote(text, words)
    found: dict[str, Any] = {
        "quote": cut,
        "text": f"{words}.",
        "modality": Modality.ASSERTED_FACT,
        "attributed": False,
        "attribution": None,
        "sentence": cut.span,
        "confidence": 0.8,
        "rule": "test/1",
    }
    if words == PROMISE:
        said = Attribution(
            source=quote(text, "port director Marta Oyelaran"),
            cue=quote(text, "said"),
            content=cut,
            confidence=0.9,
            normalized="Marta Oyelaran",
        )
        found |= {
            "modality": Modality.FORWARD_LOOKING,
            "attributed": True,
            "attribution": said,
            "due": a_due(),
        }
    return ExtractedClaim(**(found | facts))


def _lines(text: str) -> tuple[Line, ...]:
    found, start = [], 0
    for line in text.split("\n"):
        if line:
            kind = LineKind.BODY if start else LineKind.HEADING
            found.append(Line(Span(start, start + len(line)), kind))
        start += len(line) + 1
    return tuple(found)


def an_extraction(text: str = TEXT, *claims: ExtractedClaim, **facts: Any) -> Extraction:
    """Return what an extractor found in `text`: the promise and the cost, unless `claims` says otherwise."""
    if text == TEXT and not claims:
        claims = (an_extracted_claim(), an_extracted_claim(words=COST))
    found: dict[str, Any] = {
        "lines": _lines(text),
        "sentences": tuple(claim.sentence for claim in claims),
        "attributions": tuple(claim.attribution for claim in claims if claim.attribution),
        "times": (),
        "claims": claims,
        "rejected": (Rejected(quote(text, "Nobody asked the swans"), "negated"),) if text == TEXT else (),
        "extractor": "test",
        "version": "1",
    }
    return Extraction(**(found | facts))


def an_event(stream: str = "A-1", event: str = "ingest", **facts: Any) -> HistoryEvent:
    """Return an act of ann's."""
    found: dict[str, Any] = {"stream": stream, "event": event, "by": "ann", "at": NOW}
    return HistoryEvent(**(found | facts))


def a_claim_row(session: Session, text: str = PROMISE, state: State = State.PENDING, **facts: Any) -> Claim:
    """Add a claim's bare row, without history, index or mention, and return it with its id."""
    found: dict[str, Any] = {
        "state": state,
        "text": text,
        "fingerprint": hashlib.sha256(text.encode()).hexdigest(),
        "modality": Modality.ASSERTED_FACT,
        "polarity": Polarity.AS_QUOTED,
        "attributed": False,
        "priority": Priority.NORMAL,
        "times": [],
        "hedges": [],
        "context": [],
        "flags": [],
        "confidence": 0.8,
        "rule": "test/1",
        "created_at": NOW,
        "updated_at": NOW,
    }
    claim = Claim(**(found | facts))
    session.add(claim)
    session.flush()
    return claim
