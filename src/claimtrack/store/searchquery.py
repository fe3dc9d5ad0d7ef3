"""What somebody searches for: read from their words, written for both databases, and found again in a text.

Nothing in the words is syntax but double quotes around a phrase. Every token that goes to a database consists of
letters and digits only.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from claimtrack.domain.span import Span
from claimtrack.matching.analysis import STOP_WORDS
from claimtrack.store.searchwords import MAX_TEXT, as_word, found_in, places_in, stem_of, words_of

MAX_QUERY = 10_000
"""Code points of a query that are read."""

MAX_TERMS = 32
"""Words that are searched for at once."""

SHORTEST_CUT = 3
"""Letters of a word that may be the beginning of a longer one."""

_PHRASE = re.compile(r'"([^"]*)"')
_QUOTES = str.maketrans("“”„", '"""')


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to find: a word in any of its forms, the beginning of a word, or a phrase just as it is."""

    words: tuple[str, ...]
    phrase: bool = False
    cut_short: bool = False

    @property
    def stem(self) -> str:
        """Return the stem of a term that is no phrase."""
        return stem_of(self.words[0])

    def is_met_by(self, word: str) -> bool:
        """Tell whether a word of a text is what a term that is no phrase asks for."""
        return stem_of(word) == self.stem or (self.cut_short and word.startswith(self.words[0]))


class Hit(NamedTuple):
    """A place in a text where a term was found: code points; `at` counts words, and `exact` means as it was asked."""

    start: int
    end: int
    term: int
    at: int
    exact: bool


@dataclass(frozen=True)
class Query:
    """All of `terms` and none of `without`; `left_out` is how many more words were given than are searched for."""

    terms: tuple[Term, ...]
    without: tuple[Term, ...] = ()
    left_out: int = 0
    _known: dict[str, list[tuple[int, bool]]] = field(default_factory=dict, repr=False, compare=False)

    def hits(self, text: str, limit: int = MAX_TEXT) -> list[Hit]:
        """Return where the terms stand in the first `limit` code points of a text, in order."""
        phrases = [(number, term.words) for number, term in enumerate(self.terms) if term.phrase]
        place = places_in(text, limit)
        found, words, spans = [], [], []
        for at, match in enumerate(found_in(text, limit)):
            written = match[1]
            met = self._known.get(written)
            if met is None:
                met = self._known[written] = list(self._met_by(as_word(written)))
            for number, exact in met:
                found.append(Hit(*place(*match.span(1)), number, at, exact))
            if phrases:
                words.append(as_word(written))
                spans.append(match.span(1))
        for number, phrase in phrases:
            for at in _stands_at(words, phrase):
                last = at + len(phrase) - 1
                found.append(Hit(place(*spans[at])[0], place(*spans[last])[1], number, at, exact=True))
        return sorted(found)

    def places(self, text: str) -> tuple[Span, ...]:
        """Return the stretches of a text that the terms cover."""
        return joined(self.hits(text))

    def _met_by(self, word: str) -> Iterator[tuple[int, bool]]:
        for number, term in enumerate(self.terms):
            if not term.phrase and term.is_met_by(word):
                yield number, word == term.words[0]

    def as_fts5(self) -> str:
        """Return the query as FTS5 reads it, each token quoted."""
        wanted = " AND ".join(map(_fts5, self.terms))
        return f"({wanted})" + "".join(f" NOT {_fts5(term)}" for term in self.without)

    def as_tsquery(self) -> str:
        """Return the query as PostgreSQL reads a `tsquery`, each token quoted; a stem begins with an equals sign."""
        return " & ".join([*map(_tsquery, self.terms), *(f"!{_tsquery(term)}" for term in self.without)])


def joined(hits: Iterable[Hit]) -> tuple[Span, ...]:
    """Return the places of hits that come in order; those that overlap are one."""
    found: list[Span] = []
    for hit in hits:
        if found and hit.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, hit.end))
        else:
            found.append(Span(hit.start, hit.end))
    return tuple(found)


def _stands_at(words: Sequence[str], phrase: tuple[str, ...]) -> Iterator[int]:
    for at in range(len(words) - len(phrase) + 1):
        if words[at] == phrase[0] and tuple(words[at : at + len(phrase)]) == phrase:
            yield at


def _fts5(term: Term) -> str:
    if term.phrase:
        return f'words : "{" ".join(term.words)}"'
    stem = f'stems : "{term.stem}"'
    return f'({stem} OR words : "{term.words[0]}" *)' if term.cut_short else f"({stem})"


def _tsquery(term: Term) -> str:
    quoted = [f"'{word}'" for word in term.words]
    if term.phrase:
        return f"({' <-> '.join(quoted)})"
    stem = f"'={term.stem}'"
    return f"({stem} | {quoted[0]}:*)" if term.cut_short else f"({stem})"


def read(words: str, without: Iterable[str] = ()) -> Query:
    """Return what is asked for by words that somebody typed; it has no terms where there is no letter and no digit.

    Words in double quotes are a phrase. Of the others, words such as "the" and "of" are left out, unless there are no
    others, and the last one may be cut short. Each of `without` is a word or a phrase that may not be there.
    """
    matter = list(dict.fromkeys(_that_matter(_given(words[:MAX_QUERY].translate(_QUOTES)))))
    kept: list[Term] = []
    room = MAX_TERMS
    for term in matter:
        if room > 0:
            kept.append(replace(term, words=term.words[:room]))
        room -= len(term.words)
    unwanted = [tuple(words_of(each[:MAX_QUERY])[:MAX_TERMS]) for each in without]
    return Query(
        tuple(kept), tuple(Term(each, phrase=len(each) > 1) for each in unwanted[:MAX_TERMS] if each), max(0, -room)
    )


def _given(words: str) -> list[Term]:
    found: list[Term] = []
    start = 0
    for phrase in _PHRASE.finditer(words):
        found += [Term((word,)) for word in words_of(words[start : phrase.start()])]
        if inside := tuple(words_of(phrase[1])):
            found.append(Term(inside, phrase=True))
        start = phrase.end()
    return found + [Term((word,)) for word in words_of(words[start:])]


def _that_matter(given: list[Term]) -> list[Term]:
    """Leave out the words that carry no matter, and let the last one be cut short, unless it was left out."""
    found = [term for term in given if term.phrase or term.words[0] not in STOP_WORDS] or given
    if found and found[-1] is given[-1] and _may_be_cut(found[-1]):
        found = [*found[:-1], replace(found[-1], cut_short=True)]
    return found


def _may_be_cut(term: Term) -> bool:
    word = term.words[0]
    return not term.phrase and len(word) >= SHORTEST_CUT and not word[0].isdecimal()
