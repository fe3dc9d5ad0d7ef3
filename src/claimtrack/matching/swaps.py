"""What statements that are much alike have in the place of each other: names, their order, opposites, numbers."""

import re
from functools import cache

from claimtrack.matching.analysis import stem, terms, words
from claimtrack.matching.numbers import numbers
from claimtrack.matching.statement import Statement
from claimtrack.matching.verbs import base

MAX_LENGTH = 2_000
"""Code points of a statement that are looked at; a sentence has some two hundred."""

_RUN = re.compile(r"[^\W\d_a-zß-öø-ÿ][\w'’.-]*(?: [^\W\d_a-zß-öø-ÿ][\w'’.-]*)*")
_BESIDE = re.compile(r"\b(?:in|at|from|on|near|of|to|with|by|between|and|against)\s+(?:the\s+)?\Z", re.IGNORECASE)
_SEEN_BEFORE = 12
_BY = re.compile(r"\bby\b")

_OPPOSITES = """
    rise increase grow climb jump raise gain up / fall decrease drop decline shrink cut lower down
    win / lose
    convict / acquit
    approve accept support / reject refuse oppose
    open reopen / close shut
    begin start / end stop
    uphold impose / overturn lift
    buy / sell
    hire / dismiss
    allow permit / ban forbid
    join enter / leave
    more most many / fewer few less
    before / after
"""
_PREFIXES = ("un", "in", "im", "ir", "dis", "non")
_LEAST_WORD = 4
"""Letters of a word that another denies by a prefix: "unsafe" is the opposite of "safe"."""


@cache
def _sides() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    lines = (line.split("/") for line in _OPPOSITES.strip().splitlines())
    found = []
    for one, other in lines:
        first, second = (frozenset(base(stem(word)) for word in side.split()) for side in (one, other))
        found += [(first, second), (second, first)]
    return tuple(found)


def has_other_names(passage: Statement, claim: Statement) -> bool:
    """Tell whether each side has a name that the other lacks; "Pedro Berg" and "Mayor Berg" are one."""
    shared = passage.stems & claim.stems
    return bool(_lacking(passage, claim, shared) and _lacking(claim, passage, shared))


def _lacking(one: Statement, other: Statement, shared: frozenset[str]) -> frozenset[str]:
    runs = [frozenset(terms(run)) for run in _RUN.findall(one.text[:MAX_LENGTH])]
    beside = {term for run in runs if run & shared & (one.names.keys() | other.names.keys()) for term in run}
    return frozenset(one.names) - other.stems - beside


def has_turned(passage: Statement, claim: Statement) -> bool:
    """Tell whether both have the same names, and they do not act in the same order."""
    names = (passage.names.keys() | claim.names.keys()) & passage.stems & claim.stems
    if bool(_BY.search(passage.folded)) != bool(_BY.search(claim.folded)):
        return False
    orders = [_actors(said, frozenset(names)) for said in (passage, claim)]
    return sorted(orders[0]) == sorted(orders[1]) and orders[0] != orders[1]


def _actors(said: Statement, names: frozenset[str]) -> list[str]:
    """Return names in order, without those that tell where it was or who else was there."""
    text, found = said.text[:MAX_LENGTH], []
    for run in _RUN.finditer(text):
        if not _BESIDE.search(text[max(0, run.start() - _SEEN_BEFORE) : run.start()]):
            found += [term for term in terms(run[0]) if term in names]
    return list(dict.fromkeys(found))


def has_opposites(passage: Statement, claim: Statement) -> bool:
    """Tell whether one side has a word of which the other has the opposite: "rose" and "fell"."""
    new, old = (frozenset(base(stem(word)) for word in words(said.text[:MAX_LENGTH])) for said in (passage, claim))
    only_new, only_old = new - old, old - new
    return any(only_old & one and only_new & other and not (new & one or old & other) for one, other in _sides())


def has_denying_prefix(passage: Statement, claim: Statement) -> bool:
    """Tell whether one side has a word that the other has with a prefix which denies it: "safe" and "unsafe"."""
    new, old = (frozenset(words(said.text[:MAX_LENGTH])) for said in (passage, claim))
    return any(
        prefix + word in many
        for few, many in ((new - old, old - new), (old - new, new - old))
        for word in few
        if len(word) >= _LEAST_WORD
        for prefix in _PREFIXES
    )


def has_other_numbers(passage: Statement, claim: Statement, known: frozenset[float]) -> bool:
    """Tell whether each side has a number that the other lacks; `known` are those of figures that agree."""
    new, old = (
        {value for number in numbers(said.text[:MAX_LENGTH]) for value in (number.value, number.upto or number.value)}
        for said in (passage, claim)
    )
    return bool(new - old - known and old - new - known)
