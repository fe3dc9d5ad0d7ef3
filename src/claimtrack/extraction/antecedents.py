"""What a short name in a claim stands for, where exactly one thing in the article can be meant.

A wrong answer is worse than none: where two agree, or where the article uses the word for anything else, the words are
left as they are and reported as open. Pronouns are never resolved here.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from claimtrack.domain.article import Line
from claimtrack.domain.span import Quote, Span
from claimtrack.extraction.lexicons import name_words as words
from claimtrack.extraction.lexicons.capitals import CAPITALS
from claimtrack.extraction.names import Name, bare, find_names, places

SURNAME, BODY, OFFICE, SHORT, CAPITAL = "surname/1", "body/1", "office/1", "acronym/1", "capital/1"

_POSSESSIVE = r"[’']s?(?!\w)"
_WORD = re.compile(r"(?<![\w’'-])[^\W\d_][\w’'-]*")
_DEFINITE = re.compile(
    rf"\b[Tt]he\s+(?P<noun>{'|'.join(sorted(words.BODIES | words.SOLE))})(?P<own>{_POSSESSIVE})?(?![\w-])"
    r"(?!\s+(?:of|that|which|who|whose|for|in|at|on|to|from|[A-Z]))"
)
_DEFINED = re.compile(r"(?P<long>[A-Z][^()\n.;:]{4,90}?)\s{1,3}\((?P<short>[A-Z][A-Za-z]{1,7})\)")
_NAMES_OF_CAPITALS = "|".join(sorted(CAPITALS, key=len, reverse=True))
_CAPITALS = re.compile(rf"(?<![\w’'-])(?:{_NAMES_OF_CAPITALS})(?![\w-])")
_ACTS = re.compile(rf"\s+(?:{words.STANCE_VERBS})\b")
_OWNS = re.compile(rf"{_POSSESSIVE}\s+(?:\w+\s+)?(?:{words.STANCE_NOUNS})\b")
_BETWEEN = re.compile(rf"\b(?i:{words.AGREEMENTS})\b[^.;]{{0,40}}\bbetween\s+(?:[A-Z][\w ]{{2,20}}\s+and\s+)?\Z")
_DESCRIBED = re.compile(
    r"(?<![\w’'-])(?P<name>[^\W\d_a-z][\w’'-]*)(?:,|\s(?:is|was|has been|became|remains)(?=\s))\s"
    r"(?:an?|(?P<the>the))\s(?P<words>[^.,;:()“”\n]{2,80})"
)
_HEAD_END = re.compile(r"\s(?:of|for|in|at|on|near|with|by|from|that|which|who|where|whose)\s")
_CITY = re.compile(
    rf"\b(?i:{words.CITY_THINGS})\s(?:of|in|across|around|outside)\s(?:\w+\s)?(?P<before>{_NAMES_OF_CAPITALS})(?![\w-])"
    rf"|(?<![\w’'-])(?P<behind>{_NAMES_OF_CAPITALS})(?:{_POSSESSIVE}\s(?:\w+\s)?|,?\s(?:city\s)?)(?i:{words.CITY_THINGS})\b"
)
_PAIR = re.compile(r"(?<![\w’'-])(?=(?P<first>[^\W\d_a-z](?:\.|[\w’'-]*)) (?P<last>[^\W\d_a-z][\w’'-]*))")
_LOOK_BACK = 100
_POSSESSIVE_END = re.compile(rf"{_POSSESSIVE}\Z")
_STOPS = (".", "!", "?", "”", ":", ",", ";")
_ANOTHER = [[word] for word in "a an another every each any no some its his her their our my your".split()]
_LETTERS = re.compile(r"[^\W_][\w’'-]*")
_MOST_LETTERS = 4
_MOST_WORDS = 16
"""Words of the longest name that is given with its short form."""
_MOST_CALLED = 12
"""Names with the same noun that are held against each other; already two of them are too many."""
_SMALL = frozenset("of and for the in on at to a an".split())


@dataclass(frozen=True, slots=True)
class Expansion:
    """Words to be added in brackets at code point `at` of the article, behind `words`; `source` is where they are from.

    Without a source they are from the table of capitals.
    """

    at: int
    words: str
    added: str
    source: Quote | None
    rule: str


class Antecedents:
    """What the whole article tells about short names; asked for one stretch after the other."""

    def __init__(self, text: str, lines: Sequence[Line], speakers: Sequence[Span]) -> None:
        self.text = text
        self.names = names = find_names(text, lines, speakers)
        self.other_uses = places(text) | _things(text) | set(_described(text))
        self.cities = _cities(text)
        self.people: dict[str, dict[str, Name]] = {}
        self.called: dict[tuple[str, bool], dict[str, Name]] = {}
        for name in names:
            if name.person:
                self.people.setdefault(name.last, {}).setdefault(name.quote.text, name)
            for head in name.heads:
                self.called.setdefault((head, name.person), {}).setdefault(name.quote.text, name)
        self.pairs = _pairs(text)
        self.used_otherwise: dict[tuple[str, str], bool] = {}
        self.acronyms = dict(_acronyms(text))
        self.apostrophe = "’" if "’" in text else "'"

    def read(self, parts: Iterable[Span]) -> tuple[list[Expansion], list[Quote]]:
        """Return what short names in the parts of a claim stand for, and the words that are left open.

        Each name is expanded once, where it comes first.
        """
        found: list[Expansion] = []
        left: list[Quote] = []
        added: set[str] = set()
        parts = list(parts)
        whole = " ".join(part.of(self.text) for part in parts)
        for part in parts:
            for quote, answers in sorted(
                [*self._surnames(part), *self._definite(part), *self._short(part)], key=_place
            ):
                if len(answers) > 1:
                    left.append(quote)
                elif answers and answers[0].added not in whole and answers[0].added not in added:
                    added.add(answers[0].added)
                    found.append(answers[0])
        return sorted(found, key=lambda item: item.at), sorted(left)

    def _surnames(self, part: Span) -> Iterator[tuple[Quote, list[Expansion]]]:
        for match in _WORD.finditer(self.text, part.start, part.end):
            word = bare(match[0])
            full = {key: name for key, name in self.people.get(word, {}).items() if name.quote.end < match.start()}
            if not full or not word[:1].isupper() or word.lower() in self.other_uses:
                continue
            if not self._runs_on(match.start(), match.end()) and self.people_called(word) == set(full):
                quote = Quote.cut(self.text, match.start(), match.start() + len(word))
                answers = [(name.quote.text, name.quote) for name in full.values()]
                yield quote, [Expansion(match.end(), match[0], *answer, SURNAME) for answer in answers]

    def people_called(self, surname: str) -> set[str]:
        """Return the full names that end with a surname, anywhere in the article, and what may be one."""
        names = set(self.people.get(surname, ()))
        ends = {" ".join(name.split()[-2:]) for name in names}
        return names | {pair for pair in self.pairs.get(surname, ()) if pair not in ends}

    def _runs_on(self, start: int, end: int) -> bool:
        """Tell whether a capitalised word is part of a longer name; a title before it is none."""
        before = _word_before(self.text, start)
        if before[:1].isupper() and bare(before).lower() not in words.TITLES | words.NOT_NAMES:
            return not before.endswith((".", "!", "?", "”", ":", ","))
        return bool(re.compile(r"\s(?:&\s)?[A-Z]|-").match(self.text, end))

    def _definite(self, part: Span) -> Iterator[tuple[Quote, list[Expansion]]]:
        for match in _DEFINITE.finditer(self.text, part.start, part.end):
            noun = match["noun"].lower()
            fitting = list(self.called.get((noun, noun in words.SOLE), {}).values())[:_MOST_CALLED]
            before = _distinct([name for name in fitting if name.quote.end < match.start()])
            if not before:
                continue
            quote = Quote.cut(self.text, match.start(), match.end("noun"))
            rule = OFFICE if noun in words.SOLE else BODY
            answers = [Expansion(match.end(), match[0], name.quote.text, name.quote, rule) for name in before]
            if len(_distinct(fitting)) > 1:
                yield quote, answers * 2
            elif not self._used_otherwise(noun, before[0]):
                yield quote, answers

    def _used_otherwise(self, noun: str, name: Name) -> bool:
        """Tell whether the article uses a noun for anything but this name: "a ministry", "the health ministry"."""
        own = {bare(word).lower() for word in name.quote.text.split()} | name.heads | {"the"}
        key = noun, name.quote.text
        if key not in self.used_otherwise:
            self.used_otherwise[key] = any(_means_another(use, own) for use in _uses(self.text, noun))
        return self.used_otherwise[key]

    def _short(self, part: Span) -> Iterator[tuple[Quote, list[Expansion]]]:
        for match in _WORD.finditer(self.text, part.start, part.end):
            long = self.acronyms.get(bare(match[0]))
            if long and long.end < match.start() and self.text[max(0, match.start() - 1)] != "(":
                word = Quote.cut(self.text, match.start(), match.start() + len(bare(match[0])))
                yield word, [Expansion(match.end(), match[0], long.text, long, SHORT)]
        for match in _CAPITALS.finditer(self.text, part.start, part.end):
            if match[0] in self.cities or self.people_called(match[0]):
                continue
            if self._is_government(match):
                own = re.compile(_POSSESSIVE).match(self.text, match.end())
                end = own.end() if own else match.end()
                quote = Quote.cut(self.text, match.start(), match.end())
                added = f"{self._country(match[0])} government"
                yield quote, [Expansion(end, self.text[match.start() : end], added, None, CAPITAL)]

    def _is_government(self, match: re.Match[str]) -> bool:
        before = self.text[max(0, match.start() - _LOOK_BACK) : match.start()]
        if _OWNS.match(self.text, match.end()) or _BETWEEN.search(before):
            return True
        last = _word_before(self.text, match.start())
        if last.lower() in words.AT_A_PLACE or (last[:1].isupper() and last.isalpha()):
            return False
        return bool(_ACTS.match(self.text, match.end()))

    def _country(self, capital: str) -> str:
        """Return the country as the article spells it, as an owner."""
        spellings = CAPITALS[capital]
        country = next((name for name in spellings if name.removeprefix("the ") in self.text), spellings[0])
        return country + (self.apostrophe if country.endswith("s") else f"{self.apostrophe}s")


def _pairs(text: str) -> dict[str, set[str]]:
    """Return for each capitalised word the pairs in which another stands before it: first names and surnames."""
    found: dict[str, set[str]] = {}
    for match in _PAIR.finditer(text):
        first, last = match["first"], bare(match["last"])
        told = bare(first).lower() in words.TITLES | words.NOT_NAMES
        if first[0].isupper() and last[0].isupper() and not told:
            found.setdefault(last, set()).add(f"{first} {last}")
    return found


def _word_before(text: str, at: int) -> str:
    """Return the word before a place and the space in front of it, nothing where there is none or it is far away."""
    before = text[max(0, at - _LOOK_BACK) : at]
    return before.split()[-1] if before[-1:].isspace() and not before.isspace() else ""


def _uses(text: str, noun: str) -> Iterator[list[str]]:
    """Yield the words before each use of a common noun, the nearest first, and before them "of" where that follows."""
    for match in re.finditer(rf"(?<=\s){noun}(?P<of>\s+of\b)?(?![\w-])", text):
        before = text[max(0, match.start() - _LOOK_BACK) : match.start()].split()[::-1]
        yield ["of", *before] if match["of"] else before


def _means_another(use: Sequence[str], own: Collection[str]) -> bool:
    """Tell whether words before a noun, the nearest first, tell that it is not the body with its `own` words."""
    plain = [bare(word).lower().strip("“\"‘'(") for word in use]
    if not plain or plain[0] == "the":
        return False
    if plain[0] not in own:
        return True
    further = next((at for at, word in enumerate(plain) if word not in own or word == "the"), len(plain))
    owner = any(_POSSESSIVE_END.search(word) for word in use[further : further + 1])
    named = any(word[0].isupper() and not word.endswith(_STOPS) for word in use[further : further + 1])
    return owner or (named and plain[further] not in words.NOT_NAMES) or plain[further : further + 1] in _ANOTHER


def _things(text: str) -> frozenset[str]:
    """Return the capitalised words that the text uses for a thing or a family somewhere: "a Halden", "the Haldens"."""
    found = re.finditer(
        r"\b(?:an?|the|this|that|every|another|my|our|your|his|her|its|their)\s+([^\W\d_][\w’'-]*)", text, re.IGNORECASE
    )
    return frozenset(bare(match[1]).lower() for match in found if match[1][0].isupper())


def _described(text: str) -> Iterator[str]:
    """Yield the capitalised words that are told to be something else than a person: "Halden, a village"."""
    for match in _DESCRIBED.finditer(text):
        kinds = {bare(word).lower() for word in _HEAD_END.split(match["words"], maxsplit=1)[0].split()}
        other = kinds & (words.NOT_PEOPLE | words.BODIES) if match["the"] else kinds
        before = _word_before(text, match.start())
        full = before[:1].isupper() and before[-1:].isalpha() and before.lower() not in words.NOT_NAMES
        if other and not full and not kinds & words.ROLES:
            yield bare(match["name"]).lower()


def _cities(text: str) -> frozenset[str]:
    """Return the capitals that the text speaks of as cities somewhere: "the mayor of Oslo", "Oslo's streets"."""
    return frozenset(match["before"] or match["behind"] for match in _CITY.finditer(text))


def _place(item: tuple[Quote, list[Expansion]]) -> Span:
    return item[0].span


def _distinct(names: Sequence[Name]) -> list[Name]:
    """Return the fullest forms of names, one for each that is no shorter form of another."""
    found: list[tuple[frozenset[str], Name]] = []
    for name in names:
        said = frozenset(bare(word).lower() for word in name.quote.text.split()) - _SMALL
        if any(said <= other for other, _ in found):
            continue
        found = [(other, kept) for other, kept in found if not other < said]
        found.append((said, name))
    return [name for _, name in found]


def _acronyms(text: str) -> Iterator[tuple[str, Quote]]:
    """Yield each short form that is given in brackets behind the words that it is made of: "(NBM)", "(StatMar)"."""
    for match in _DEFINED.finditer(text):
        long = list(_LETTERS.finditer(match["long"]))[-_MOST_WORDS:]
        begin = _made_of([found[0].lower() for found in long], match["short"].lower())
        if begin is not None and long[begin][0][0].isupper():
            yield match["short"], Quote.cut(text, match.start("long") + long[begin].start(), match.end("long"))


def _made_of(long: Sequence[str], short: str) -> int | None:
    """Return the first of the last words whose beginnings make up a short form, at most four letters of each."""
    failed: set[tuple[int, int]] = set()

    def begin(count: int, letters: int) -> int | None:
        if not letters:
            return count
        if not count or (count, letters) in failed:
            return None
        last = long[count - 1]
        for size in range(min(_MOST_LETTERS, len(last), letters), 0, -1):
            if short.endswith(last[:size], 0, letters) and (at := begin(count - 1, letters - size)) is not None:
                return at
        found = begin(count - 1, letters) if last in _SMALL and count > 1 else None
        if found is None:
            failed.add((count, letters))
        return found

    return begin(len(long), len(short))
