"""A claim in words that can be read alone: the article's own words, put together by minimal edits, each of them logged.

Nothing is inflected or guessed. Added are the context that the claim shares, and in brackets the day that a time means
and the one thing that a short name can stand for. Left out is only a quotation mark without a partner. What stays open
is told by `surroundings`.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from claimtrack.domain.claim import Edit, EditKind, Polarity
from claimtrack.domain.due import Timex
from claimtrack.domain.span import Quote, Span
from claimtrack.extraction.antecedents import Expansion
from claimtrack.extraction.lexicons.name_words import ROLES
from claimtrack.extraction.names import bare
from claimtrack.extraction.nominal import words_of

DATE, CONTEXT, DENIAL, MARK, QUOTE = "date/1", "context/1", "denial/1", "lost_mark/1", "quote"
DENIED = "It is not true that "

_POINTING = frozenset(
    """this that these those it he she they his her its their such we our i my both there here""".split()
)
_SOMEBODY = frozenset("he she him her hers his".split())
_CIRCUMSTANCE = frozenset(
    """in on at by under after before during since from until within over once if when as despite for with""".split()
)
_THERE_IS = re.compile(r"there(?:[’']s| (?:is|are|was|were|has|have|had|will|would)\b)", re.IGNORECASE)
_WORD = re.compile(r"[^\W_][\w’'-]*")
_PARTNER = {"“": "”", "«": "»"}
_MARKS = re.compile('[“”«»"]')
_SPACES = re.compile(r"\s+")
_ENDS = (".", "!", "?", ".”", '."', "!”", "?”")
_LOOSE = " \n\u00a0.,;:"
_VALUE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?:T\S*)?\Z")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_MONTH = re.compile(
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\b",
    re.IGNORECASE,
)
_TELLING = re.compile(
    rf"{_MONTH.pattern}|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|\b(?:today|tonight|yesterday|tomorrow|new year)\b"
    r"|\b(?:this|next|last|past|coming) (?:year|month|night|morning|evening|spring|summer|autumn|winter|fall)\b"
    r"|\bof (?:the|this|next|last) (?:year|month)\b|\b\d{1,2}(?:st|nd|rd|th)\b",
    re.IGNORECASE,
)
"""Times that are counted from the day of publication; "a month earlier" and "that month" hang on other words."""
_SIDE = re.compile(r"\b(?:this|next|last|past|coming)\b", re.IGNORECASE)
_OWNED = re.compile(r"[’']s?(?!\w)")


class _Run(NamedTuple):
    """Words side by side and the piece that they belong to; `lost` is what stood there and is left out."""

    words: str
    piece: str
    lost: str = ""


_About = tuple[EditKind, str, Quote | None, str]
"""What is told of a piece: its kind, the words that it is about, where it is from, and its rule."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The words that can be read alone, and the edits that led to them, in the order of the words."""

    text: str
    edits: tuple[Edit, ...]


def dates(text: str, times: Iterable[Timex], not_before: date | None = None) -> list[Expansion]:
    """Return for each time that means one day, month or year, and does not say so in full, what it leaves out.

    A month whose year is inferred has no brackets where that year puts it `not_before` a day that it must come after.
    """
    found = []
    for time in times:
        value = _VALUE.match(time.value)
        if value is None or _YEAR.search(time.quote.text) or not _TELLING.search(time.quote.text):
            continue
        named = value["month"] and _MONTH.search(time.quote.text)
        owned = _OWNED.match(text, time.quote.end)
        end = owned.end() if owned else time.quote.end
        if owned and time.quote.text.lower() == "today":  # "today's prices" are those of these years
            continue
        if text[end : end + 1].isalnum() or text[end : end + 1] == "-":
            continue
        if named and not_before and not _SIDE.search(time.quote.text) and (time.latest or not_before) < not_before:
            continue
        added = value["year"] if named else time.value.partition("T")[0]
        found.append(Expansion(end, text[time.quote.start : end], added, None, DATE))
    return found


def worded(
    text: str, quote: Span, context: Sequence[Span], polarity: Polarity, expansions: Sequence[Expansion] = ()
) -> Wording:
    """Return the claim with the context that it shares, in the order of the article, as one sentence.

    Context that overlaps the quote, or what is taken already, is left out. `unedited` takes the edits back.
    """
    added = {item.at: item for item in reversed(expansions)}
    shared: list[Span] = []
    for span in sorted(context):
        if span.end <= quote.start and (not shared or shared[-1].end <= span.start):
            shared.append(span)
    lost = _lost_marks(text, [*shared, quote])
    runs = [_Run(DENIED, DENIAL)] if polarity is Polarity.DENIED else []
    for at, span in enumerate(shared):
        piece = f"{CONTEXT} {at}"
        runs += _runs(text, span, piece, added, lost)
        runs.append(_Run(", " if _is_circumstance(span.of(text)) else " ", piece))
    end = quote.start + len(quote.of(text).rstrip(_LOOSE))
    runs += _runs(text, Span(quote.start, max(end, quote.start + 1)), QUOTE, added, lost)
    runs = _in_one_line(runs)
    whole = "".join(run.words for run in runs)
    pieces: dict[str, _About] = {DENIAL: (EditKind.DENIAL, "", None, DENIAL)}
    for at, span in enumerate(shared):
        pieces[f"{CONTEXT} {at}"] = (EditKind.CONTEXT, "", Quote.cut(text, span.start, span.end), CONTEXT)
    for item in added.values():
        kind = EditKind.DATE if item.rule == DATE else EditKind.EXPANSION
        pieces[str(item.at)] = (kind, item.words, item.source, item.rule)
    for at in lost:
        pieces[f"{MARK} {at}"] = (EditKind.MARK, "", Quote.cut(text, at, at + 1), MARK)
    return Wording(whole + ("" if whole.endswith(_ENDS) else "."), tuple(_edits(runs, pieces)))


def unedited(text: str, edits: Iterable[Edit]) -> str:
    """Return a wording as it was before its edits: the quote's own words, its first letter and its stop apart."""
    for edit in reversed(list(edits)):
        back = edit.words if edit.kind is EditKind.MARK else ""
        text = text[: edit.at] + back + text[edit.at + len(edit.added) :]
    return text


def _runs(text: str, span: Span, piece: str, added: Mapping[int, Expansion], lost: Collection[int]) -> list[_Run]:
    """Return the words of a span, broken where a lost mark goes and where something is added."""
    runs: list[_Run] = []
    begin = span.start
    for at in sorted({*lost, *(place - 1 for place in added)}):
        if not span.start <= at < span.end:
            continue
        end = at if at in lost else at + 1
        if begin < end:
            runs.append(_Run(text[begin:end], piece))
        if at in lost and piece == QUOTE:  # of a lost mark in the context nothing is told: the context goes whole
            runs.append(_Run("", f"{MARK} {at}", text[at]))
        if item := added.get(at + 1):
            runs.append(_Run(f" [{item.added}]", str(item.at)))
        begin = at + 1
    if begin < span.end:
        runs.append(_Run(text[begin : span.end], piece))
    return runs


def _in_one_line(runs: Iterable[_Run]) -> list[_Run]:
    """Return the runs with single spaces, none at the ends, and a capital letter at the beginning.

    A space that goes because of a lost mark goes with it: "the port ” will".
    """
    found: list[_Run] = []
    spaced = True
    for run in runs:
        words = _SPACES.sub(" ", run.words)
        if spaced and words.startswith(" "):
            if run.piece == QUOTE and found and found[-1].lost.strip():
                found.append(_Run("", found[-1].piece, " "))
            words = words[1:]
        if words or run.lost:
            found.append(run._replace(words=words))
            spaced = words.endswith(" ") if words else spaced
    _end(found)
    first = next((at for at, run in enumerate(found) if run.words), None)
    if first is not None and len((words := found[first].words)[0].upper()) == 1:
        found[first] = found[first]._replace(words=words[0].upper() + words[1:])
    return found


def _end(runs: list[_Run]) -> None:
    """Take the space off the end; before a lost mark it goes with it."""
    last = next((at for at in reversed(range(len(runs))) if runs[at].words), None)
    if last is None or not runs[last].words.endswith(" "):
        return
    words, piece, _ = runs[last]
    kept = [_Run(words[:-1], piece)] if words != " " else []
    gone = [_Run("", runs[last + 1].piece, " ")] if piece == QUOTE and last + 1 < len(runs) else []
    runs[last : last + 1] = [*kept, *gone]


def _edits(runs: Sequence[_Run], pieces: Mapping[str, _About]) -> Iterator[Edit]:
    """Yield the edit of each piece that is there, in the order of the words."""
    begins: dict[str, int] = {}
    content: dict[str, list[_Run]] = {}
    at = 0
    for run in runs:
        begins.setdefault(run.piece, at)
        content.setdefault(run.piece, []).append(run)
        at += len(run.words)
    for piece, begin in begins.items():
        if about := pieces.get(piece):
            kind, words, source, rule = about
            added, lost = (
                "".join(parts) for parts in zip(*((run.words, run.lost) for run in content[piece]), strict=True)
            )
            yield Edit(kind, begin, words or lost, added, source, rule)


def _lost_marks(text: str, parts: Iterable[Span]) -> set[int]:
    """Return the places of quotation marks without a partner in the parts."""
    lost: set[int] = set()
    waiting: list[int] = []
    for mark in (mark for part in parts for mark in _MARKS.finditer(text, part.start, part.end)):
        at, char = mark.start(), mark[0]
        if char in _PARTNER or (char == '"' and not (waiting and text[waiting[-1]] == '"')):
            waiting.append(at)
        elif waiting and _PARTNER.get(text[waiting[-1]], '"') == char:
            waiting.pop()
        else:
            lost.add(at)
    return lost | set(waiting)


def _is_circumstance(part: str) -> bool:
    words = words_of(part)
    return bool(words) and words[0] in _CIRCUMSTANCE


def open_words(text: str, quote: Span, context: Sequence[Span]) -> list[Quote]:
    """Return the words that point to something outside of the claim: its subject, or somebody whom it does not name."""
    parts = sorted([quote, *context])
    found: list[Quote] = []
    first = next((part for part in parts if part == quote or not _is_circumstance(part.of(text))), quote)
    word = _WORD.search(text, first.start, first.end)
    pointing = words_of(word[0])[:1] if word else []
    if word and pointing and pointing[0] in _POINTING and not _THERE_IS.match(text, word.start(), first.end):
        found.append(Quote.cut(text, word.start(), word.end()))
    for match in (match for part in parts for match in _WORD.finditer(text, part.start, part.end)):
        somebody = match[0].lower() in _SOMEBODY
        name = match[0][0].isupper() and not somebody and match.start() > parts[0].start
        if name or bare(match[0]).lower() in ROLES:
            break  # who is meant is named
        if somebody:
            found.append(Quote.cut(text, match.start(), match.end()))
    return sorted(set(found))
