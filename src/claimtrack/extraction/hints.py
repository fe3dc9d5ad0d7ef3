"""Whom a pronoun that speaks may mean: a suggestion for a person to check, never the speaker.

Given only where the nearest sentence that names anybody who agrees names one. "He" and "she" may mean one person,
"they" several, "it" a body.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from claimtrack.domain.attribution import Attribution
from claimtrack.domain.claim import Extraction
from claimtrack.domain.span import Quote, Span
from claimtrack.extraction.lexicons import name_words as words
from claimtrack.extraction.names import Name, bare
from claimtrack.extraction.nominal import words_of
from claimtrack.extraction.speakers import is_pronoun

Kind = Literal["person", "group", "body"]

_MEANS: dict[str, Kind] = {"he": "person", "she": "person", "they": "group", "it": "body"}
_NEAR: dict[Kind, int] = {"person": 2, "group": 1, "body": 1}
"""Sentences before the pronoun's own in which a candidate is near."""
_WORD = re.compile(r"(?<![\w’'-])[^\W\d_][\w’'-]*")
_NO_NAMES = frozenset("National State Royal Central New General First City County The".split())
"""First words of bodies' names by which no body is meant alone."""
_DOES = re.compile(
    r"(?<![\w’'.-])(?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,4}) (?:\w+ly |also |then |later )?"
    r"(?:[a-z]{2,}ed|says?|said|told|wrote|spoke|thinks?|asks|adds|is|was|has|had|will|would|began|took|went|came|made)\b"
)
_LONG_LINE = 5_000
"""Code points of a line behind which no quotation marks are counted any more."""
_NOT_ALONE = frozenset("major general chief deputy rear vice".split())
"""Titles that are as often adjectives."""
_BEHIND_HEAD = frozenset("of for at in on from with to by who which".split())


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Somebody who is named at a place, by the name to list them under."""

    at: int
    name: str
    kind: Kind
    gender: str | None = None
    speaks: bool = False
    known: bool = True


def hints(text: str, found: Extraction, names: Sequence[Name]) -> dict[Attribution, Attribution]:
    """Return the attributions to a pronoun that have a candidate, each with its hint; `names` are the article's."""
    starts = [span.start for span in sorted(found.sentences)]
    known: dict[int, list[_Candidate]] = {}
    for item in [*_named(text, names), *_speakers(found.attributions, [name for name in names if name.person])]:
        known.setdefault(bisect_right(starts, item.at) - 1, []).append(item)
    lines = [line.span for line in found.lines]
    hinted: dict[Attribution, Attribution] = {}
    for one in sorted(found.attributions, key=lambda one: one.source.start if one.source else 0):
        if one.source is None or one.source.text.lower() not in _MEANS or _is_quoted(text, lines, one.source.start):
            continue
        own = bisect_right(starts, one.source.start) - 1
        if answer := _nearest(known, starts, own, one.source):
            hinted[one] = replace(one, source_hint=answer.name)
            known.setdefault(own, []).append(replace(answer, at=one.source.start))
    return hinted


def _nearest(
    known: Mapping[int, Sequence[_Candidate]], starts: Sequence[int], own: int, source: Quote
) -> _Candidate | None:
    """Return the one candidate of the nearest sentence that has any, of the pronoun's own and those right before it.

    A body must speak or open its sentence: others are only spoken of. Who is named behind the pronoun in its sentence
    is not meant: "he described Halden".
    """
    pronoun = source.text.lower()
    behind = {item.name for item in known.get(own, ()) if item.at > source.start}
    for number in range(own, own - _NEAR[_MEANS[pronoun]] - 1, -1):
        near: dict[str, _Candidate] = {}
        for item in known.get(number, ()):
            opens = number >= 0 and item.at - starts[number] <= len("The ")
            speaks = item.kind == "person" or item.speaks or opens
            if speaks and item.at < source.start and item.name not in behind and _agrees(item, pronoun):
                near.setdefault(item.name, item)
        if near:
            answer = next(iter(near.values()))
            return answer if len(near) == 1 and answer.known else None
    return None


def _is_quoted(text: str, lines: Sequence[Span], at: int) -> bool:
    """Tell whether a place is inside quotation marks of its line: who is meant there is the speaker's to know."""
    line = lines[bisect_right(lines, at, key=lambda line: line.start) - 1]
    if at - line.start > _LONG_LINE:
        return True
    before = text[line.start : at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _agrees(item: _Candidate, pronoun: str) -> bool:
    if item.gender and pronoun in {"he", "she"} and item.gender != pronoun:
        return False
    return item.kind == _MEANS[pronoun]


def _speakers(attributions: Iterable[Attribution], people: Sequence[Name]) -> Iterator[_Candidate]:
    """Yield who speaks under a name of their own."""
    full = {name.quote.text: name for name in people}
    places = {name.quote.start: name for name in people}
    for one in attributions:
        if one.source is None or one.normalized is None or is_pronoun(one.source.text):
            continue
        inside = (places[at] for at in range(one.source.start, one.source.end) if at in places)
        person = full.get(one.normalized) or next(inside, None)
        kind: Kind | None = "person" if person else _kind(one.source.text)
        name = person.quote.text if person else one.normalized
        gender = person.gender if person else _gender(one.source.text)
        if kind:
            yield _Candidate(one.source.start, name, kind, gender, speaks=True)


def _named(text: str, names: Sequence[Name]) -> list[_Candidate]:
    """Return who is named, in full, by a surname, or by the first word of a body's name."""
    found = [_candidate(name, name.quote.start) for name in names]
    found += [_Candidate(at, word, "person", known=False) for at, word in _strangers(text, names)]
    short: dict[str, list[Name]] = {}
    for name in names:
        word = name.last if name.person else bare(name.quote.text.split()[0])
        if word not in _NO_NAMES:
            short.setdefault(word, []).append(name)
    inside = {at for name in names for at in range(name.quote.start, name.quote.end)}
    for match in _WORD.finditer(text):
        of_it = short.get(bare(match[0]), [])
        if match.start() not in inside and len({name.quote.text for name in of_it}) == 1:
            found.append(_candidate(of_it[0], match.start()))
    return found


def _strangers(text: str, names: Sequence[Name]) -> Iterator[tuple[int, str]]:
    """Yield capitalised words that do something and are no name that we know: they may be anybody."""
    known = {bare(word) for name in names for word in name.quote.text.split()}
    for match in _DOES.finditer(text):
        if bare(match["name"].split()[-1]) not in known and match["name"].lower() not in words.NOT_NAMES:
            yield match.start(), match["name"]


def _candidate(name: Name, at: int) -> _Candidate:
    return _Candidate(at, name.quote.text, "person" if name.person else "body", name.gender)


def _head(source: str) -> str:
    """Return the head noun of a source: the last word before what describes it."""
    plain = words_of(source.partition(",")[0])
    end = next((at for at, word in enumerate(plain) if at and word in _BEHIND_HEAD), len(plain))
    return bare(plain[end - 1]) if plain else ""


def _kind(source: str) -> Kind | None:
    head = _head(source)
    if head in words.ROLES - _NOT_ALONE:
        return "person"
    if head.removesuffix("s") in words.ROLES or head in {"police", "people", "men", "women", "authorities"}:
        return "group"
    if head in words.BODIES or head in words.FIRM_ENDS:
        return "body"
    return None


def _gender(source: str) -> str | None:
    plain = set(words_of(source))
    return "he" if plain & words.HE else "she" if plain & words.SHE else None
