"""A stretch of an article as rules read it: parts left out, every character still at its place in the article."""

from collections.abc import Iterable
from dataclasses import dataclass

from claimtrack.domain.span import Span
from claimtrack.extraction.sentences import trimmed


@dataclass(frozen=True, slots=True)
class View:
    """Words to read, and the place in the article of each code point."""

    text: str
    places: tuple[int, ...]

    @classmethod
    def of(cls, text: str, pieces: Iterable[Span]) -> "View":
        """Join pieces of the article `text`, with a comma for whatever stands between them."""
        words = ""
        places: list[int] = []
        for piece in pieces:
            if words:
                words += ", "
                places += [places[-1]] * 2
            words += piece.of(text)
            places.extend(range(piece.start, piece.end))
        if words and words[-1].isalnum():
            words += "."  # without its end a sentence is parsed worse; the stop stands at the last character's place
            places.append(places[-1])
        return cls(words, tuple(places))

    def span(self, start: int, end: int) -> Span:
        """Return the place in the article of `start` to `end` of the view; what was left out inside it is in it."""
        return Span(self.places[start], self.places[end - 1] + 1)


def without(text: str, whole: Span, holes: Iterable[Span]) -> tuple[Span, ...]:
    """Return what is left of `whole` without the holes: trimmed pieces, in order."""
    pieces, at = [], whole.start
    for hole in sorted(holes):
        if hole.start > at and (piece := trimmed(text, at, hole.start)):
            pieces.append(piece)
        at = max(at, hole.end)
    if at < whole.end and (piece := trimmed(text, at, whole.end)):
        pieces.append(piece)
    return tuple(pieces)
