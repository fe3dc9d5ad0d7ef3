"""Plain functions that make what a test needs; a test names only the facts that it is about."""

import hashlib
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.orm import Session

from claimtrack.domain.article import Article, Line, LineKind
from claimtrack.domain.attribution import Attribution
from claimtrack.domain.claim import ExtractedClaim, Extraction, Modality, Polarity, Rejected
from claimtrack.domain.due import Due, DueKind, Timex, TimexType
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


def a_timex(text: str, words: str, earliest: date, latest: date | None = None) -> Timex:
    """Return the first `words` in `text` as a time that means the days from `earliest` to `latest`."""
    return Timex(quote(text, words), TimexType.DATE, earliest.isoformat(), earliest, latest or earliest)


_MARKED = re.compile(r"\[(?:(?P<who>[^\]|]+)\|)?(?P<words>[^\]]+)\]")


def a_story(
    *sentences: str,
    title: str = "Notes from the harbour",
    url: str | None = "https://radio.example/notes",
    times: Mapping[str, date] | None = None,
    published: date = date(2026, 4, 20),
    outlet: str | None = "Harbour Radio",
    **facts: Any,
) -> tuple[Article, Extraction]:
    """Return an article of one sentence a line, and what an extractor found in it.

    A claim is marked: `[The bridge is shut], she said.`, with its speaker `[Marta Oyelaran|The bridge is shut]`.
    `times` are words of the text and the day that they mean; a claim has those that stand in it. `facts` are those of
    every claim.
    """
    text, claims = f"{title}\n\n", []
    lines, spans = [Line(Span(0, len(title)), LineKind.HEADING)], []
    places: list[tuple[str | None, int, int, Span]] = []
    for sentence in sentences:
        start = len(text)
        plain, found = "", []
        last = 0
        for match in _MARKED.finditer(sentence):
            plain += sentence[last : match.start()]
            found.append((match["who"], start + len(plain), start + len(plain) + len(match["words"])))
            plain += match["words"]
            last = match.end()
        text += plain + sentence[last:] + "\n"
        span = Span(start, len(text) - 1)
        lines.append(Line(span, LineKind.BODY))
        spans.append(span)
        places += [(who, first, end, span) for who, first, end in found]
    found_times = tuple(a_timex(text, words, day) for words, day in (times or {}).items())
    for who, first, end, span in places:
        cut = Quote.cut(text, first, end)
        said = Attribution(source=None, cue=None, content=cut, confidence=0.9, normalized=who) if who else None
        values: dict[str, Any] = {
            "text": f"{cut.text}.",
            "modality": Modality.REPORTED if who else Modality.ASSERTED_FACT,
            "attributed": who is not None,
            "times": tuple(at for at, time in enumerate(found_times) if cut.contains(time.quote)),
            "confidence": 0.8,
            "rule": "test/1",
        }
        claims.append(ExtractedClaim(quote=cut, attribution=said, sentence=span, **(values | facts)))
    article = an_article(text, title=title, url=url, outlet=outlet, published=published, source="notes.txt")
    extraction = an_extraction(
        text, *claims, lines=tuple(lines), sentences=tuple(spans), times=found_times, rejected=()
    )
    return article, extraction


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
