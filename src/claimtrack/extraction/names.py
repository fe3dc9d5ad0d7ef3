"""The people and bodies that an article names in full, found by their words and what stands beside them.

Nothing is guessed about a single capitalised word, and a name that could be a person's or a place's is neither.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from claimtrack.domain.article import Line, LineKind
from claimtrack.domain.span import Quote, Span
from claimtrack.extraction.lexicons import name_words as words

_WORD = re.compile(r"[^\W_](?:[\w’'&-]|\.(?=\w))*\.?")
_INSIDE = frozenset("of for and the".split()) | words.PARTICLES
_MOST_BETWEEN = 3
_LONGEST = 16
"""Words of the longest name."""
_POSSESSIVE = re.compile(r"[’']s?\Z")
_OWNING = ("’s", "'s", "’", "'")
_ABBREVIATION = 3
"""Characters of the longest word whose stop ends no sentence: "St."."""
_AGE = re.compile(r",\s+(?:\d{1,3}|who)\b")
_APPOSITION = re.compile(r",\s+(?P<words>[^.,;:()“”]{2,80})")
_ROLE_BEFORE = re.compile(r"(?<![\w-])(?P<role>[\w-]+)(?:\s+(?:of|at|for|in|with)\s[^.,;:()“”]{2,60})?,?\s+\Z")
_INITIALS = re.compile(r"[A-Z]{2,}")
_LOOK_BACK = 90
_LAND = re.compile(rf"(?<![\w’'-])(?P<name>[^\W\d_a-z][\w’'-]*)\s(?:{words.LAND})\b")
_DATELINE = re.compile(r"^[A-Z][A-Z .’'-]{2,30}, (?P<name>[A-Z][\w’'-]+)(?=\s[(—–-])", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Name:
    """One full name: where it is first given, whole, and the words that tell what it is, in lower case.

    `heads` are the nouns by which it is spoken of later: "ministry", "mayor". `gender` is "he" or "she" where told.
    """

    quote: Quote
    person: bool
    heads: frozenset[str]
    gender: str | None = None

    @property
    def last(self) -> str:
        """Return the last word, a person's surname."""
        return self.quote.text.split()[-1]


def bare(word: str) -> str:
    """Return a word without a possessive ending or a stop."""
    if word.endswith(_OWNING):
        word = _POSSESSIVE.sub("", word)
    return word.rstrip(".")


def places(text: str) -> frozenset[str]:
    """Return the capitalised words that the text uses as places, "in Halden", "Halden's coast", in lower case."""
    found = (match for pattern in (_at_a_place(), _LAND, _DATELINE) for match in pattern.finditer(text))
    return frozenset(bare(match["name"]).lower() for match in found if match["name"][0].isupper())


@cache
def _at_a_place() -> re.Pattern[str]:
    # Without regard to case it would take ten times as long: each word of a text is tried.
    before = "|".join(form for word in sorted(words.AT_A_PLACE) for form in (word, word.capitalize()))
    return re.compile(rf"\b(?:{before})\s+(?P<name>[^\W\d_a-z][\w’'-]*)(?![\w’'-]|\s+[A-Z])")


def find_names(text: str, lines: Iterable[Line], speakers: Sequence[Span] = ()) -> list[Name]:
    """Return the full names of people and bodies in the body lines, in text order, each as often as it stands there.

    `speakers` are places of sources: a name there that is no body's is a person's, unless it is a place elsewhere.
    """
    found: list[Name] = []
    elsewhere = places(text)
    said = bytearray(len(text))
    for span in speakers:
        if bare(span.of(text).split()[-1]).lower() not in elsewhere:
            said[span.start : span.end] = b"\1" * len(span)
    for line in lines:
        if line.kind is LineKind.BODY:
            for run in _runs(text, line.span):
                for part in _split(run):
                    found.extend(_read(text, line.span, part, said))
    return found


def _runs(text: str, line: Span) -> Iterator[list[re.Match[str]]]:
    """Yield runs of capitalised words, with the small words that may stand inside a name."""
    run: list[re.Match[str]] = []
    waiting: list[re.Match[str]] = []
    for match in _WORD.finditer(text, line.start, line.end):
        joined = bool(run) and len(run) < _LONGEST and _joins(text, (waiting or run)[-1], match)
        if match[0][0].isupper() and bare(match[0]).lower() not in words.NOT_NAMES:
            if run and not joined:
                yield run
            run = [*run, *waiting, match] if joined else [match]
            waiting = []
        elif joined and match[0].lower() in _INSIDE and len(waiting) < _MOST_BETWEEN:
            waiting.append(match)
        else:
            if run:
                yield run
            run, waiting = [], []
    if run:
        yield run


def _joins(text: str, before: re.Match[str], after: re.Match[str]) -> bool:
    """Tell whether two words stand side by side in one sentence."""
    if text[before.end() : after.start()] not in {" ", " & "}:
        return False
    word = before[0]
    return not word.endswith(".") or len(word) <= _ABBREVIATION or bare(word).lower() in words.TITLES


def _split(run: list[re.Match[str]]) -> list[list[re.Match[str]]]:
    """Split a run at "and", unless the name of a body goes on over it: "Ministry of Trade and Industry"."""
    for at, match in enumerate(run):
        if match[0] == "and" and not any(word[0] == "of" for word in run[:at]):
            return [run[:at], *_split(run[at + 1 :])]
    return [run]


def _read(text: str, line: Span, part: list[re.Match[str]], said: bytearray) -> Iterator[Name]:
    if heads := _body_heads([bare(match[0]).lower() for match in part]):
        yield Name(_cut(text, part), person=False, heads=heads)
    else:
        yield from _person(text, line, part, said)


def _body_heads(plain: list[str]) -> frozenset[str]:
    """Return the nouns that a body is called by, none when the words name no body."""
    first = next((at for at, word in enumerate(plain) if word in {"of", "for"}), len(plain))
    if len(plain) == 1 or not first:
        return frozenset()
    if plain[first - 1] in words.BODIES:
        return frozenset({plain[first - 1]})
    if plain[-1] in words.BODIES:
        return frozenset({plain[-1]})
    return frozenset({"company", "firm"}) if plain[-1] in words.FIRM_ENDS else frozenset()


def _cut(text: str, part: Sequence[re.Match[str]]) -> Quote:
    last = part[-1]
    kept = _POSSESSIVE.sub("", last[0])
    if len(kept) > _ABBREVIATION:
        kept = kept.rstrip(".")
    return Quote.cut(text, part[0].start(), last.start() + len(kept))


def _person(text: str, line: Span, part: list[re.Match[str]], said: bytearray) -> Iterator[Name]:
    plain = [bare(match[0]).lower() for match in part]
    begin = max((at + 1 for at, word in enumerate(plain) if word in words.TITLES), default=0)
    begin += next((at for at, match in enumerate(part[begin:]) if not _INITIALS.fullmatch(match[0])), 0)
    titles, part, plain = plain[:begin], part[begin:], plain[begin:]
    if (
        len(part) <= 1
        or any(_INITIALS.fullmatch(match[0]) for match in part)
        or set(plain) & (words.NOT_PEOPLE | words.BODIES | words.ROLES | {"of", "for", "the", "and"})
    ):
        return
    quote = _cut(text, part)
    before = text[max(line.start, part[0].start() - _LOOK_BACK) : part[0].start()]
    roles = {*titles, *_roles_before(before), *_roles_after(text, line, quote.end)} & words.ROLES
    if roles or any(said[quote.start : quote.end]) or _AGE.match(text, quote.end, line.end):
        gender = "he" if roles & words.HE else "she" if roles & words.SHE else None
        yield Name(quote, person=True, heads=frozenset(roles), gender=gender)


def _roles_before(before: str) -> set[str]:
    """Return the role that stands before a name: "the mayor of Ulmet, ", "engineer "."""
    found = _ROLE_BEFORE.search(before)
    if found is None:
        return set()
    role = found["role"].lower()
    return {role} if role in words.ROLES else set()


def _roles_after(text: str, line: Span, end: int) -> set[str]:
    found = _APPOSITION.match(text, end, line.end)
    told = [bare(word).lower() for word in found["words"].split()] if found else []
    return {word for word in told if word in words.ROLES}
