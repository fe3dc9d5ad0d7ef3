"""Text whose lines were broken at a fixed width, as mail, `fold` and `pdftotext` do: found by strong evidence, joined.

A line that such a program broke could not have taken the first word of the next one. Where nearly all lines that go on
agree on one width, and go on as prose does, that is the width. Verses, lists, tables and paragraphs on a line do not.
"""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate, pairwise

from claimtrack.reading.headers import is_header

JOINED = "Its lines were broken at a fixed width and were joined."
HYPHENS = "Words that were hyphenated there keep the hyphen and a space."
SUSPECT = (
    "Its lines seem to be broken inside sentences. Join the lines of each paragraph, or halves are read as sentences."
)

_ENOUGH_BREAKS = 5
_MANY_BREAKS = 10
_NARROWEST, _WIDEST = 30, 140
_SLACKS = (0, 4, 8, 12)
"""Columns that a line may stay short: none where a program counted characters, more where it set a page."""
_NEAR = 8
_AGREE = 0.9
"""Share of the lines that go on with a small letter that must end at the width."""
_LONG = 0.6
"""Share of the width from which on a line counts as long; headings and names are shorter."""
_LONG_AGREE = 0.7
"""Share of the long lines that end no sentence that must end at the width."""
_SMALL = 0.4
"""Share of those that must go on with a small letter; in lists and tables nearly none does."""
_LEANING = 0.12
"""Share of the lines that must end inside a word or on one such as "of", as a third do in prose and hardly a verse."""
_GO_ON = 0.3
"""Share of the long lines that must end at the width and no sentence; in paragraphs of two lines it is half."""
_LONGER = 0.1
"""Share of all lines that may be longer than the width."""
_ONE_LENGTH, _SURELY_ONE_LENGTH = 0.6, 0.9
"""Shares of the lines that are equally long where words were cut, when blanks at the cuts bear it out and when not."""
_SUSPICIOUS = 0.4
"""Share of the longer lines that must go on with a small letter in the next; in prose half of the broken ones do."""
_SUSPICIOUS_LENGTH = 25
_HEADER_LINES = 12

_ENDS = re.compile(r"(?:[.!?:;…][\"'”’»)\]]*|[\"”»])$")
_SHORTENED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Gov|Sen|Rep|Gen|Lt|Col|Prof|Brig|No|vs|Jan|Feb|Aug|Sept?|Oct|Nov|Dec|[A-Z])|\b[A-Z]\.[A-Z])\.$"
)
_LEANS = re.compile(
    r"(?:\b(?:the|an?|of|to|in|on|for|and|or|that|with|by|at|from|as|its|his|her|their|was|were|is|are|be|been|which|who"
    r"|has|had|have|will|would|than|but|not|into|between)|[a-z]-)$"
)
_APART = re.compile(
    r"\d{1,2}[.:]\d\d(?:\s?[ap]\.?m\.?)?"
    r"|\W*(?:[Pp]age\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?[^\w.]*|\W+|.*\S(?: {3,}|\t).*"
    r"|(?=.*[A-Z]{3})(?=.* )[^a-z]*[^a-z.!?,;:\"”]"
)
"""Times, page numbers, rules, columns and capitals: never a part of a sentence."""
_ITEM = re.compile(r"[•◦▪●]|[-*–] [A-Z\d+]")
_BEGINS = re.compile(r"[*·>]|[-–—]+\s|\(?(?:\d{1,2}|[a-z])[.)]\s|\d{1,2}\s[A-Z]|[A-Z][\w.’' -]{0,30}:\s")
"""What starts an item, a note or a turn of speech where the line before ends a sentence."""


@dataclass(frozen=True, slots=True)
class Unwrapped:
    """A text, each paragraph on one line where that could be told, and what a reader should know about its lines."""

    text: str
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class _Break:
    """The end of line `number`, with the lines on both sides of it."""

    number: int
    before: str
    after: str

    def fits(self, width: int, slack: int = 0) -> bool:
        """Tell whether a program that breaks at `width` would have broken here."""
        return len(self.before) <= width <= self.longest + slack

    @property
    def longest(self) -> int:
        """Return the largest width at which the next word finds no room."""
        return len(self.before) + len(self.after.split(maxsplit=1)[0])

    @property
    def goes_on(self) -> bool:
        return not _ENDS.search(self.before) or _SHORTENED.search(self.before) is not None

    @property
    def goes_on_small(self) -> bool:
        return self.goes_on and self.after.lstrip()[0].islower()


def join_lines(text: str) -> Unwrapped:
    """Return a canonical `text` with one space for each line end inside a paragraph, where a fixed width made them."""
    rows = text.split("\n")
    lines = [row.rstrip() for row in rows]
    apart = _apart(lines)
    breaks = [
        _Break(number, before, after)
        for number, (before, after) in enumerate(pairwise(lines))
        if not apart[number] and not apart[number + 1]
    ]
    found = _width(breaks, [len(line) for line, alone in zip(lines, apart, strict=True) if not alone])
    cut = _cuts_words(rows, [place for place in breaks if found is None or place.fits(*found)])
    if found is None or cut:
        return Unwrapped(text, SUSPECT if cut or _is_suspicious(lines) else None)
    top = next((number for number, line in enumerate(lines) if line and not is_header(line)), 0)
    joined = {place.number: place for place in breaks if _joins(place, *found, top)}
    whole = "".join(_piece(row, begins=number - 1 in joined, ends=number in joined) for number, row in enumerate(rows))
    hyphens = any(re.search(r"[a-z]-$", place.before) for place in joined.values())
    return Unwrapped(whole[:-1], f"{JOINED} {HYPHENS}" if hyphens else JOINED)


def _piece(row: str, *, begins: bool, ends: bool) -> str:
    """Return a line and what follows it, without the blanks where it is joined to the one before or behind it."""
    row = row.lstrip() if begins else row
    return f"{row.rstrip()} " if ends else f"{row}\n"


def _apart(lines: list[str]) -> list[bool]:
    """Tell of each line whether it is blank, a page number, a running head or the like."""
    often = {line for line, times in Counter(lines).items() if times > 1 and not line[:1].islower()}
    return [not line or line in often or _APART.fullmatch(line) is not None for line in lines]


def _width(breaks: list[_Break], lengths: list[int]) -> tuple[int, int] | None:
    """Return the width at which the lines were broken and the slack they take, when the evidence is strong."""
    going_on = [place for place in breaks if place.goes_on and len(place.before) <= _WIDEST]
    small = [place for place in going_on if place.goes_on_small]
    if len(small) < _ENOUGH_BREAKS:
        return None
    leaning = sum(_LEANS.search(place.before) is not None for place in small) >= _LEANING * len(small)
    for slack in _SLACKS if leaning else _SLACKS[: len(small) >= _MANY_BREAKS]:
        width, agreeing = _best(small, slack)
        long = [place for place in going_on if len(place.before) >= _LONG * width]
        at_width = sum(place.fits(width, slack) for place in long)
        if (
            width >= _NARROWEST
            and agreeing >= _AGREE * len(small)
            and len(small) >= _SMALL * len(long)
            and at_width >= _LONG_AGREE * len(long)
            and at_width >= _GO_ON * sum(size >= _LONG * width for size in lengths)
            and sum(size > width for size in lengths) <= _LONGER * len(lengths)
        ):
            return width, slack
    return None


def _best(places: list[_Break], slack: int) -> tuple[int, int]:
    """Return the largest width that most of the places agree on, and how many do."""
    steps = [0] * (2 * _WIDEST)
    for place in places:
        steps[len(place.before)] += 1
        steps[min(place.longest + slack + 1, len(steps) - 1)] -= 1
    agreeing = list(accumulate(steps))
    most = max(agreeing)
    return len(agreeing) - 1 - agreeing[::-1].index(most), most


def _cuts_words(rows: list[str], places: list[_Break]) -> bool:
    """Tell whether so many lines end after the same number of characters or bytes that words were cut in two."""
    full = [place.number for place in places if place.goes_on_small and len(place.before) >= _NARROWEST]
    ends = [rows[number] for number in full]
    if len(full) < _ENOUGH_BREAKS or any("  " in row.strip() for row in ends):
        return False
    blank = sum(rows[number].endswith(" ") or rows[number + 1].startswith(" ") for number in full)
    share = _ONE_LENGTH if 0 < blank < len(full) else _SURELY_ONE_LENGTH
    equal = max(*Counter(map(len, ends)).values(), *Counter(len(row.encode()) for row in ends).values())
    return equal >= max(_ENOUGH_BREAKS, share * len(full))


def _joins(place: _Break, width: int, slack: int, top: int) -> bool:
    """Tell whether the line end stands inside a paragraph."""
    if _ITEM.match(place.after) or (place.number < _HEADER_LINES and is_header(place.after)):
        return False
    if place.number == top and not place.goes_on_small:  # more likely a headline than a line that begins a story
        return False
    if not place.goes_on and (_BEGINS.match(place.after) or _indent(place.after) > _indent(place.before)):
        return False
    if place.longest + slack >= width or place.goes_on_small:
        return True
    # A program that counts bytes breaks lines with signs such as a dash or a euro a little sooner.
    near = place.longest + slack + _NEAR >= width
    near = near and (place.before[-1] in ",0123456789" or not place.after.lstrip()[0].isupper())
    return place.goes_on and (near or _LEANS.search(place.before) is not None)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _is_suspicious(lines: list[str]) -> bool:
    """Tell whether about half of the lines, blank ones between them or not, break off and go on in the next."""
    longer = [
        _Break(0, before, after)
        for before, after in pairwise(line for line in lines if line)
        if len(before) >= _SUSPICIOUS_LENGTH
    ]
    broken = [place.before for place in longer if place.goes_on_small]
    leaning = sum(_LEANS.search(line) is not None for line in broken)
    return len(broken) >= max(_ENOUGH_BREAKS, _SUSPICIOUS * len(longer)) and leaning >= _LEANING * len(broken)
