"""Places in a text and the words that stand there."""

from dataclasses import dataclass
from typing import Self

from claimtrack.errors import SpanMismatchError

CONTEXT = 32
"""Code points of prefix and suffix kept with a quote, as the Hypothesis client keeps them."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a canonical text: code points, end exclusive (W3C TextPositionSelector)."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse a span that holds nothing."""
        if not 0 <= self.start < self.end:
            message = f"a span needs 0 <= start < end, not {self.start} and {self.end}"
            raise ValueError(message)

    def __len__(self) -> int:
        """Return the number of code points."""
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the words at this place of `text`."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two share a code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Tell whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def iou(self, other: "Span") -> float:
        """Return intersection over union, 0.0 to 1.0."""
        shared = min(self.end, other.end) - max(self.start, other.start)
        return max(shared, 0) / (len(self) + len(other) - max(shared, 0))


@dataclass(frozen=True, slots=True, order=True)
class Quote(Span):
    """A span together with its verbatim words."""

    text: str

    @classmethod
    def cut(cls, text: str, start: int, end: int) -> Self:
        """Take the words at `start` to `end` out of the canonical `text`."""
        return cls(start, end, text[start:end])

    @property
    def span(self) -> Span:
        """Return the place alone."""
        return Span(self.start, self.end)

    def check(self, text: str) -> None:
        """Refuse the quote unless `text` has exactly these words at this place.

        Raises:
            SpanMismatchError: it has others.
        """
        found = text[self.start : self.end]
        if found != self.text:
            raise SpanMismatchError(self.start, self.end, self.text, found)

    def context(self, text: str) -> tuple[str, str]:
        """Return the prefix and suffix around the quote (W3C TextQuoteSelector)."""
        return text[max(0, self.start - CONTEXT) : self.start], text[self.end : self.end + CONTEXT]
