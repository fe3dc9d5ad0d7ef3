"""Where quotation marks open and close inside one line: pairs by shape, never across a line end.

Handles curly, straight, double and single marks, and two single ones typed for a double one; an apostrophe is never a
mark. Who spoke is not asked here.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from claimtrack.domain.span import Span

_MARKS = re.compile("''|``|[“”\"„«»‘’']")
_CLOSERS: dict[str, tuple[str, ...]] = {
    "“": ("”",), "„": ("“", "”"), '"': ('"',), "«": ("»",), "‘": ("’",), "'": ("'",), "''": ("''",), "``": ("''",),
}  # fmt: skip
_SINGLE = "'‘"
_BEFORE_OPENER = frozenset(" \t(['\"“‘—–-/:;,.")
_AFTER_CLOSER = frozenset('.,:;!?)]”"—–')
_ENDS_SPEECH = frozenset(".,!?…")

_MAY_CLOSE = re.compile(r"(?<=[\w.,!?…])'(?=[\s.,;:!?)'”\"—–\]]|$)")
_SHORTENED = re.compile(r"'(?:\d0s|t(?:was|is|ill?)|em|cause|bout|n)\b", re.IGNORECASE)
_SURELY_CLOSES = {sign: re.compile(rf"(?<=[.,!?…]){sign}") for sign in "’'"}
_OPENS_AGAIN = re.compile(r"(?<=\s)[‘'](?=\w)")


@dataclass(frozen=True, slots=True)
class Quotation:
    """The place from the opening to the closing mark, both included; an open one runs to the line's end."""

    span: Span
    closed: bool
    width: int = 1
    """Code points of a mark: two where it is typed as two single ones."""

    @property
    def inner(self) -> tuple[int, int]:
        """Return start and end of what stands between the marks."""
        return self.span.start + self.width, self.span.end - (self.width if self.closed else 0)

    def holds(self, start: int, end: int) -> bool:
        """Tell whether `start` to `end` lies between the marks."""
        inner_start, inner_end = self.inner
        return inner_start <= start and end <= inner_end


class _Line:
    """One line, with the places of single marks found once, so that a line full of them stays fast."""

    def __init__(self, text: str, span: Span) -> None:
        self.text, self.span = text, span

    def _places(self, pattern: re.Pattern[str]) -> list[int]:
        return [found.start() for found in pattern.finditer(self.text, self.span.start, self.span.end)]

    @cached_property
    def may_close(self) -> list[int]:
        return self._places(_MAY_CLOSE)

    @cached_property
    def surely_closes(self) -> dict[str, list[int]]:
        return {sign: self._places(pattern) for sign, pattern in _SURELY_CLOSES.items()}

    @cached_property
    def opens_again(self) -> list[int]:
        return self._places(_OPENS_AGAIN)


def find_quotations(text: str, line: Span) -> list[Quotation]:
    """Return the outermost quotations of one line of `text`, in order."""
    seen = _Line(text, line)
    marks = [(mark.start(), mark[0]) for mark in _MARKS.finditer(text, line.start, line.end)]
    found, opened = _pairs(seen, marks, _CLOSERS)
    if opened is not None and text[opened] in _SINGLE:
        # It was an apostrophe after all, and may have hidden what comes after it.
        rest = [mark for mark in marks if mark[0] > opened]
        more, opened = _pairs(
            seen, rest, {sign: closers for sign, closers in _CLOSERS.items() if sign[0] not in _SINGLE}
        )
        found += more
    if opened is not None:
        found.append(Quotation(Span(opened, line.end), closed=False, width=2 if text[opened] == "`" else 1))
    return found


def _pairs(
    line: _Line, marks: list[tuple[int, str]], openers: dict[str, tuple[str, ...]]
) -> tuple[list[Quotation], int | None]:
    """Return the closed quotations, and the place of the opening mark that found no closer."""
    found: list[Quotation] = []
    opened: int | None = None
    closers: tuple[str, ...] = ()
    for position, sign in marks:
        if opened is None:
            if sign in openers and _opens(line, position, sign):
                opened, closers = position, openers[sign]
        elif sign in closers and _closes(line, position, sign):
            found.append(Quotation(Span(opened, position + len(sign)), closed=True, width=len(sign)))
            opened = None
    return found, opened


def _opens(line: _Line, position: int, sign: str) -> bool:
    text, span = line.text, line.span
    behind = position + len(sign)
    if behind >= span.end or text[behind].isspace():
        return False
    if sign in {"“", "„", "«", "``"}:
        return True
    starts = position == span.start or text[position - 1] in _BEFORE_OPENER
    if sign == "'" and (_next(line.may_close, position + 1) is None or _SHORTENED.match(text, position)):
        return False
    return starts


def _closes(line: _Line, position: int, sign: str) -> bool:
    if sign not in {"’", "'", "''"}:
        return True
    text, end = line.text, line.span.end
    behind = position + len(sign)
    following = text[behind] if behind < end else " "
    if following.isalnum():
        return False
    before = text[position - 1]
    if sign == "''" or before in _ENDS_SPEECH or following in _AFTER_CLOSER or before != "s":
        return True
    # The s of a plural possessive looks like the end of a quotation: keep on when a surer end comes first.
    sure = _next(line.surely_closes[sign], position + 1)
    again = _next(line.opens_again, position + 1)
    return sure is None or (again is not None and again < sure)


def _next(places: list[int], position: int) -> int | None:
    index = bisect_left(places, position)
    return places[index] if index < len(places) else None
