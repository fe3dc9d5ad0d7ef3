"""The words that weaken a claim, turn it round or tie it to something else: hedges, negations, conditions, as spans.

Read off the words, so that they are the same with and without a parse.
"""

import re
from collections.abc import Sequence

from claimtrack.domain.attribution import CueClass
from claimtrack.domain.span import Quote, Span
from claimtrack.extraction.lexicons.cues import HEARSAY_PARTICIPLES
from claimtrack.extraction.lexicons.modality_words import CONDITIONS, HEDGES, NEGATIONS
from claimtrack.extraction.modality import pattern

_HEDGING_CLASSES = frozenset({CueClass.FORECAST, CueClass.NON_VERIDICAL, CueClass.HEARSAY})
_SAID = re.compile(
    rf"\b(?:is|are|was|were|been)(?: \w+ly)? ((?:{'|'.join(sorted(HEARSAY_PARTICIPLES | {'put down'}))}) to|forecast)\b"
)


def find_hedges(text: str, span: Span, frame_class: CueClass | None, cue: Span | None) -> tuple[Quote, ...]:
    """Return the words that weaken a clause, its cue among them when it forecasts, hopes or hears."""
    found = {
        Span(*match.span())
        for match in pattern(HEDGES).finditer(text, span.start, span.end)
        if match[0] != "May" or match.start() == span.start
    }
    found |= {Span(*match.span(1)) for match in _SAID.finditer(text, span.start, span.end)}
    if cue is not None and frame_class in _HEDGING_CLASSES:
        found = {other for other in found if not other.overlaps(cue)} | {cue}
    return _quotes(text, found)


def find_negations(text: str, spans: Sequence[Span]) -> tuple[Quote, ...]:
    """Return the words that deny something in a claim and its context: not, no, never, without."""
    return _found(text, spans, NEGATIONS)


def find_conditions(text: str, spans: Sequence[Span]) -> tuple[Quote, ...]:
    """Return what a claim is tied to, in it and in its context: "if the loan is repaid", "unless both agree"."""
    return _found(text, spans, CONDITIONS)


def _found(text: str, spans: Sequence[Span], words: str) -> tuple[Quote, ...]:
    places = {Span(*match.span()) for span in spans for match in pattern(words).finditer(text, span.start, span.end)}
    return _quotes(text, places)


def _quotes(text: str, places: set[Span]) -> tuple[Quote, ...]:
    return tuple(Quote.cut(text, place.start, place.end) for place in sorted(places))
