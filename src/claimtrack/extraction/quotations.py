"""Where quotation marks open and close inside one line: pairs by shape, never across a line end.

Handles curly, straight, double and single marks; an apostrophe is never a mark. Who spoke is not asked here.
"""

import re
from dataclasses import dataclass

from claimtrack.domain.span import Span

_MARKS = re.compile("[“”\"„«»‘’']")
_OPENERS_BEFORE = frozenset(" \t(['\"“‘—–-/:;,.")
_CLOSING_NEXT = frozenset('.,:;!?)]”"—–')


@dataclass(frozen=True, slots=True)
class Quotation:
    """The place from the opening to the closing mark, both included; an open one runs to the line's end."""

    span: Span
    closed: bool

    @property
    def inner(self) -> tuple[int, int]:
        """Return start and end of what stands between the marks."""
        return self.span.start + 1, self.span.end - (1 if self.closed else 0)

    def holds(self, start: int, end: int) -> bool:
        """Tell whether `start` to `end` lies between the marks."""
        inner_start, inner_end = self.inner
        return inner_start <= start and end <= inner_end


def find_quotations(text: str, line: Span) -> list[Quotation]:
    """Return the outermost quotations of one line of `text`, in order."""
    found: list[Quotation] = []
    opened: int | None = None
    closers = ""
    for mark in _MARKS.finditer(text, line.start, line.end):
        position, sign = mark.start(), mark[0]
        if opened is None:
            if _opens(text, line, position, sign):
                opened = position
                closers = {"“": "”", "„": "“”", '"': '"', "«": "»", "‘": "’", "'": "'"}[sign]
        elif sign in closers and _closes(text, line, position, sign):
            found.append(Quotation(Span(opened, position + 1), closed=True))
            opened = None
    if opened is not None and text[opened] not in "'‘":
        found.append(Quotation(Span(opened, line.end), closed=False))
    return found


def _opens(text: str, line: Span, position: int, sign: str) -> bool:
    if sign in "”’»":
        return False
    if position + 1 >= line.end or text[position + 1].isspace():
        return False
    if sign in "“„«":
        return True
    starts = position == line.start or text[position - 1] in _OPENERS_BEFORE
    if sign == "'" and starts:
        # 'cause and '90s are not quotations: a straight single mark needs a closer that follows punctuation or a word.
        return re.search(r"\w['.,!?]'?(?=[\s.,;:!?)]|$)", text[position + 1 : line.end]) is not None
    return starts


def _closes(text: str, line: Span, position: int, sign: str) -> bool:
    if sign not in "’'":
        return True
    following = text[position + 1] if position + 1 < line.end else " "
    if following.isalnum():
        return False
    before = text[position - 1]
    if before in ".,!?…" or following in _CLOSING_NEXT or before != "s":
        return True
    # The s of a plural possessive looks like the end of a quotation: keep on when a surer closer follows.
    later = re.search(r"[.,!?…]" + sign, text[position + 1 : line.end])
    opener = re.search(r"\s[‘']\w", text[position + 1 : line.end])
    return later is None or (opener is not None and opener.start() < later.start())
