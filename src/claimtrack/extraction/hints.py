"""Whom a pronoun that speaks may mean: a suggestion for a person to check, never the speaker.

Given only where the nearest sentence that names anybody who agrees names one. "He" and "she" may mean one person, "they"
several, "it" a body.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from claimtrack.domain.attribution import Attribution
from claimtrack.domain.claim import Extraction
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
_BEHIND_HEAD = frozenset("of for at in on from with to by who which".split())


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Somebody who is named at a place, by the name to list them under."""

    at: int
    name: str
    kind: Kind
    gender: str | None = None
    speaks: bool = False


def hints(text: str, found: Extraction, names: Sequence[Name]) -> dict[Attribution, Attribution]:
    """Return the attributions to a pronoun that have a candidate, each with its hint; `names` are the article's."""
    starts = [span.start for span in sorted(found.sentences)]
    people = [name for name in names if name.person]
    known = [*_named(text, names), *_speakers(found.attributions, people)]
    hinted: dict[Attribution, Attribution] = {}
    for one in sorted(found.attributions, key=lambda one: one.source.start if one.source else 0):
        if one.source is None or (pronoun := one.source.text.lower()) not in _MEANS:
            continue
        agreeing = [item for item in known if item.at < one.source.start and _agrees(item, pronoun)]
        if answer := _nearest(agreeing, starts, one.source.start, _MEANS[pronoun]):
            hinted[one] = replace(one, source_hint=answer.name)
            known.append(replace(answer, at=one.source.start))
    return hinted


def _nearest(items: Iterable[_Candidate], starts: Sequence[int], at: int, kind: Kind) -> _Candidate | None:
    """Return the one candidate of the nearest sentence that has any, of the pronoun's own and those right before it.

    A body must speak or open its sentence: others are only spoken of.
    """
    own = bisect_right(starts, at) - 1
    by_sentence: dict[int, dict[str, _Candidate]] = {}
    for item in items:
        number = bisect_right(starts, item.at) - 1
        if kind == "person" or item.speaks or (number >= 0 and item.at - starts[number] <= len("The ")):
            by_sentence.setdefault(number, {}).setdefault(item.name, item)
    first = own - _NEAR[kind]
    near = next((by_sentence[number] for number in range(own, first - 1, -1) if number in by_sentence), {})
    return next(iter(near.values())) if len(near) == 1 else None


def _agrees(item: _Candidate, pronoun: str) -> bool:
    if item.gender and pronoun in {"he", "she"} and item.gender != pronoun:
        return False
    return item.kind == _MEANS[pronoun]


def _speakers(attributions: Iterable[Attribution], people: Sequence[Name]) -> list[_Candidate]:
    found = []
    for one in attributions:
        if one.source is None or one.normalized is None or is_pronoun(one.source.text):
            continue
        person = next((item for item in people if item.quote.text in one.source.text + "\0" + one.normalized), None)
        name = person.quote.text if person else one.normalized
        kind: Kind | None = "person" if person else _kind(one.source.text)
        if kind:
            found.append(
                _Candidate(one.source.start, name, kind, person.gender if person else _gender(one.source.text))
            )
    return found


def _named(text: str, names: Sequence[Name]) -> list[_Candidate]:
    """Return who is named, in full, by a surname, or by the first word of a body's name."""
    found = [_candidate(name, name.quote.start) for name in names]
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


def _candidate(name: Name, at: int) -> _Candidate:
    return _Candidate(at, name.quote.text, "person" if name.person else "body", name.gender)


def _head(source: str) -> str:
    """Return the head noun of a source: the last word before what describes it."""
    plain = words_of(source.partition(",")[0])
    end = next((at for at, word in enumerate(plain) if at and word in _BEHIND_HEAD), len(plain))
    return bare(plain[end - 1]) if plain else ""


def _kind(source: str) -> Kind | None:
    head = _head(source)
    if head in words.ROLES:
        return "person"
    if head.removesuffix("s") in words.ROLES or head in {"police", "people", "men", "women", "authorities"}:
        return "group"
    if head in words.BODIES or head in words.FIRM_ENDS:
        return "body"
    return None


def _gender(source: str) -> str | None:
    plain = set(words_of(source))
    return "he" if plain & words.HE else "she" if plain & words.SHE else None
