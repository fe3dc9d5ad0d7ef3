"""Two claims that say nearly the same: how alike their wordings are, and what sets them apart all the same.

That two claims are alike is never more than a proposal: a person decides whether the one stands for both.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from claimtrack.domain.revisit import Reason, ReasonKind
from claimtrack.matching.analysis import MAX_CHARACTERS, terms, words
from claimtrack.matching.numbers import numbers
from claimtrack.matching.relations import LEAST_TERMS, Idf
from claimtrack.matching.statement import Statement

ALIKE = 0.85
"""Share of the words of both, rare ones counting more, that two claims must have in common."""

_TURNS = {"could": "may", "can": "may", "might": "may", "should": "must", "cannot": "not"}
_TURNING = frozenset("few may must never no nor not only without".split())
"""Small words that turn what a sentence says, and that a comparison of its other words does not see."""

_WAYS = frozenset("after all any before both down each more most off out over some under until up".split())
"""Small words of which one in the place of another turns it: prices go up, prices go down."""

_LABEL = re.compile(r"(?<!\w)\w*\d\w*")


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two claims are, 0.0 to 1.0; in what they differ; and the signs that they do not say the same.

    In a reason, `old` is the older claim's side. Where the wordings are not close, no reason is looked for.
    """

    score: float
    differences: tuple[Reason, ...] = ()
    against: tuple[Reason, ...] = ()

    @property
    def is_close(self) -> bool:
        """Tell whether they are to be proposed as one."""
        return self.score >= ALIKE and not self.against


def needed_terms(stems: Iterable[str], idf: Idf) -> list[str]:
    """Return the rarest terms of a claim, so many that each claim that is alike has at least one of them.

    Whatever shares `ALIKE` of the words of both lacks no more than the rest of this claim's words, so it cannot lack
    all of some that weigh more than that rest (the prefix filter of Chaudhuri, Ganti and Kaushik, A Primitive Operator
    for Similarity Joins in Data Cleaning, 2006).
    """
    weights = sorted(((idf(term), term) for term in stems), reverse=True)
    room = (1 - ALIKE) * sum(weight for weight, _ in weights)
    found = []
    for weight, term in weights:
        if room < 0:
            break
        found.append(term)
        room -= weight
    return found


def may_be_alike(stems: AbstractSet[str], other: AbstractSet[str], idf: Idf) -> bool:
    """Tell whether the other has enough of a claim's terms; what else it has is not looked at."""
    return sum(map(idf, stems & other)) >= ALIKE * sum(map(idf, stems))


def likeness(new: Statement, old: Statement, idf: Idf) -> Likeness:
    """Compare the wordings of two claims; a few words could be said of anything and are like nothing."""
    if min(len(new.stems), len(old.stems)) < LEAST_TERMS:
        return Likeness(0.0)
    total = sum(map(idf, new.stems | old.stems))
    score = round(sum(map(idf, new.stems & old.stems)) / total, 4) if total > 0 else 0.0
    if score < ALIKE:
        return Likeness(score)
    return Likeness(score, tuple(_differences(new, old)), tuple(_against(new, old)))


def _differences(new: Statement, old: Statement) -> Iterator[Reason]:
    only_old, only_new = _only_in(old, new), _only_in(new, old)
    if new.normalized == old.normalized:
        yield Reason(ReasonKind.VERBATIM)
    elif only_old or only_new:
        yield Reason(ReasonKind.WORDS, old=only_old, new=only_new)
    if new.speaker and old.speaker and set(terms(new.speaker)).isdisjoint(terms(old.speaker)):
        yield Reason(ReasonKind.SPEAKER, old=old.speaker, new=new.speaker)


def _only_in(one: Statement, other: Statement) -> str | None:
    """Return the words of one that the other has in no form."""
    known = set(words(other.text))
    found = (word for word in words(one.text) if word not in known and not _has(other, word))
    return " ".join(dict.fromkeys(found)) or None


def _has(said: Statement, word: str) -> bool:
    return bool(found := terms(word)) and said.stems.issuperset(found)


def _against(new: Statement, old: Statement) -> Iterator[Reason]:
    shared = new.stems & old.stems
    signs: tuple[tuple[ReasonKind, Callable[[Statement], frozenset[str]]], ...] = (
        (ReasonKind.NEGATION, lambda said: frozenset({"negative" if said.negated_about(shared) else "positive"})),
        (ReasonKind.NUMBER, _figures),
        (ReasonKind.TENSE, lambda said: frozenset({"to come" if said.forward else "not to come"})),
        (ReasonKind.WORDS, lambda said: _small(said, _TURNING)),
    )
    for kind, sign in signs:
        if sign(new) != sign(old):
            yield _apart(kind, sign(new), sign(old))
    ways, labels = (_small(new, _WAYS), _small(old, _WAYS)), (_labels(new), _labels(old))
    swaps: tuple[tuple[ReasonKind, AbstractSet[str], AbstractSet[str]], ...] = (
        (ReasonKind.WORDS, ways[0] - ways[1], ways[1] - ways[0]),
        (ReasonKind.NUMBER, labels[0] - labels[1], labels[1] - labels[0]),
        (ReasonKind.NAMES, new.names.keys() - old.stems, old.names.keys() - new.stems),
    )
    for kind, only_new, only_old in swaps:
        if only_new and only_old:
            yield _apart(kind, only_new, only_old)
    if moved := _moved(new, old):
        yield moved
    names = (new.names.keys() | old.names.keys()) & shared
    if _in_order(new, names) != _in_order(old, names):  # who did it, and to whom
        yield Reason(ReasonKind.NAMES, old=" ".join(_in_order(old, names)), new=" ".join(_in_order(new, names)))


def _apart(kind: ReasonKind, new: Iterable[str], old: Iterable[str]) -> Reason:
    return Reason(kind, old=" ".join(sorted(old)) or None, new=" ".join(sorted(new)) or None)


def _figures(said: Statement) -> frozenset[str]:
    found = numbers(said.text[:MAX_CHARACTERS])
    return frozenset(f"{value:.15g}" for number in found for value in (number.value, number.upto) if value is not None)


def _labels(said: Statement) -> frozenset[str]:
    """Return what is written with digits and counts nothing: years, times of day, the 3 of "line 3"."""
    text, kept, at = said.folded, list[str](), 0
    for number in numbers(text):
        kept.append(text[at : number.start])
        at = max(at, number.end)
    return frozenset(_LABEL.findall("".join((*kept, text[at:]))))


def _small(said: Statement, wanted: frozenset[str]) -> frozenset[str]:
    return frozenset("not" if word.endswith("n't") else _TURNS.get(word, word) for word in words(said.text)) & wanted


def _moved(new: Statement, old: Statement) -> Reason | None:
    """Return the first time of one side that is none of the other's, where both name times."""
    for ours, theirs in ((new.whens, old.whens), (old.whens, new.whens)):
        for time in ours:
            if theirs and all(time.apart(other) for other in theirs):
                sides = (time.text, theirs[0].text)
                before, after = sides if ours is old.whens else sides[::-1]
                return Reason(ReasonKind.DATE, old=before, new=after)
    return None


def _in_order(said: Statement, wanted: Iterable[str]) -> list[str]:
    kept = set(wanted)
    return list(dict.fromkeys(term for term in terms(said.text) if term in kept))
