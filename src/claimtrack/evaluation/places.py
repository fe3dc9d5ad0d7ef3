"""Places of a text as it came, and where they are in the canonical text."""

import re
from bisect import bisect_right
from collections.abc import Mapping
from typing import Any

from claimtrack.domain.span import Span
from claimtrack.reading import canonical

_STEP = 500
_FIRM = re.compile("[ -~\u00a1-\u00ac\u00ae-\u02ff]")
"""Characters that no canonical form joins to what stands before them: in front of one a text can be cut in two."""


class Places:
    """Moves code points of a raw text to those of its canonical form."""

    def __init__(self, raw: str) -> None:
        """Take the text as it came, decoded, and measure it part by part, so that no place is counted from the top."""
        self.raw = raw
        self._starts, self._lengths = [0], [0]
        while firm := _FIRM.search(raw, self._starts[-1] + _STEP):
            self._lengths.append(self._lengths[-1] + len(canonical(raw[self._starts[-1] : firm.start()])))
            self._starts.append(firm.start())

    def at(self, position: int) -> int:
        """Return where one position is in the canonical text."""
        part = bisect_right(self._starts, position) - 1
        return self._lengths[part] + len(canonical(self.raw[self._starts[part] : position]))

    def between(self, start: int, end: int) -> Span:
        """Return the place from `start` to `end`.

        Raises:
            ValueError: it lies outside the text, or holds nothing.
        """
        if not 0 <= start < end <= len(self.raw):
            message = f"{start}-{end} is no place in a text of {len(self.raw)} characters"
            raise ValueError(message)
        return Span(self.at(start), self.at(end))

    def of(self, item: Mapping[str, Any]) -> Span:
        """Return the place of an annotation that has start, end and text.

        Raises:
            ValueError: the text has other words there.
        """
        start, end = item["start"], item["end"]
        if self.raw[start:end] != item["text"]:
            message = f"the words at {start}-{end} are not {item['text'][:60]!r}"
            raise ValueError(message)
        return self.between(start, end)

    def of_any(self, item: Mapping[str, Any] | None) -> Span | None:
        """Return the place of an annotation that need not be there."""
        return self.of(item) if item else None
