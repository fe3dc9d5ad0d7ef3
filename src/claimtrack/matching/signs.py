"""What two statements share, and in what they differ: words, names, figures, times, denial, speaker."""

from collections.abc import Iterable
from dataclasses import dataclass

from claimtrack.matching.analysis import terms
from claimtrack.matching.dates import When
from claimtrack.matching.numbers import numbers
from claimtrack.matching.quantities import Quantity
from claimtrack.matching.statement import Statement
from claimtrack.matching.verbs import telling

Pairs = tuple[tuple[Quantity, Quantity], ...]
"""Quantities that measure the same thing, the claim's first."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What a claim and a passage share, and in what they differ; figures and times stand as (claim's, passage's).

    `matter` are the words in common that are neither names nor times nor small numbers, and say more than that
    somebody speaks. `before` says that what the passage tells happened before the claim was published. `waited` tells
    of a claim that something will not happen before a time, whether what the passage tells happened then or later; it
    is None of other claims, and where the time is not known.
    """

    shared: frozenset[str]
    matter: frozenset[str]
    names: frozenset[str]
    same_figures: Pairs
    other_figures: Pairs
    moved: tuple[When, When] | None
    later: bool
    overdue: bool
    before: bool
    waited: bool | None
    negated: tuple[bool, bool]
    same_speaker: bool
    verbatim: bool

    @property
    def opposed(self) -> bool:
        """Tell whether one denies what the other says."""
        return self.negated[0] != self.negated[1]


def signs_of(passage: Statement, claim: Statement) -> Signs:
    """Compare a passage with a claim sign by sign."""
    shared = passage.stems & claim.stems
    same, other = _figures(passage, claim)
    apart = _apart(passage, claim)
    return Signs(
        shared=shared,
        matter=_matter(passage, claim),
        names=names_of_both(claim, passage) & passage.stems,
        same_figures=same,
        other_figures=other,
        moved=apart[-1] if apart else None,
        later=bool(apart) and all(new.after(old) for old, new in apart),
        overdue=_overdue(passage, claim),
        before=_before(passage, claim),
        waited=_waited(passage, claim),
        negated=(claim.negated_about(shared), passage.negated_about(shared)),
        same_speaker=_same_speaker(passage, claim),
        verbatim=passage.normalized == claim.normalized,
    )


def _matter(passage: Statement, claim: Statement) -> frozenset[str]:
    common = (passage.bases & claim.bases) - passage.names.keys() - claim.names.keys() - telling()
    return frozenset(term for term in common if len(term) > 1 and (term[0].isdigit() or not numbers(term)))


def _before(passage: Statement, claim: Statement) -> bool:
    """Tell whether all days that the passage names were over when the claim was published."""
    day = claim.published
    return bool(day and passage.whens) and all(new.is_over(day) for new in passage.whens)


def names_of_both(claim: Statement, passage: Statement) -> frozenset[str]:
    """Return the claim's names; a word that opens it is one if the passage has it as a name."""
    return frozenset(claim.names) | (passage.names.keys() & claim.stems)


def _figures(passage: Statement, claim: Statement) -> tuple[Pairs, Pairs]:
    """Return the quantities that measure the same thing: those that agree, and those that do not."""
    same: list[tuple[Quantity, Quantity]] = []
    other: list[tuple[Quantity, Quantity]] = []
    for old in claim.quantities:
        aligned = [new for new in passage.quantities if old.measures_as(new)]
        aligned = [new for new in aligned if not new.former] or aligned
        if old.former or not aligned:
            continue
        equal = next((new for new in aligned if old.equals(new)), None)
        # Of several candidates, the one that shares most of its unit words is the one meant.
        best = max(aligned, key=lambda new: (len(set(old.units) & set(new.units)), len(set(old.led) & set(new.led))))
        (same if equal else other).append((old, equal or best))
    return tuple(same), tuple(other)


def _apart(passage: Statement, claim: Statement) -> list[tuple[When, When]]:
    """Return the pairs of times that differ; none where both name the same time.

    A day that was over when the passage was published and lies before the claim's own time does not count: it is the
    day on which somebody spoke.
    """
    found = []
    for old in claim.whens:
        for new in passage.whens:
            apart = old.apart(new)
            if apart is False:
                return []
            over = passage.published and new.latest and new.latest <= passage.published
            if apart and (new.after(old) or not over):
                found.append((old, new))
    return found


def _overdue(passage: Statement, claim: Statement) -> bool:
    """Tell whether the passage names a time after all those of the claim."""
    return bool(claim.whens) and any(all(new.after(old) for old in claim.whens) for new in passage.whens)


def _waited(passage: Statement, claim: Statement) -> bool | None:
    """Tell whether a claim's first day had come: by the times of the passage, or else by the day it was published."""
    if not claim.not_before:
        return None
    bounds = [old for old in claim.whens if old.earliest and not old.latest] or claim.whens
    told = [old.from_then_on(new) for old in bounds for new in passage.whens]
    if True in told or False in told:
        return True in told
    first = max((old.earliest for old in bounds if old.earliest), default=None)
    return passage.published >= first if first and passage.published else None


def _same_speaker(passage: Statement, claim: Statement) -> bool:
    if not passage.speaker or not claim.speaker:
        return False
    return not set(terms(passage.speaker)).isdisjoint(terms(claim.speaker))


def share(part: float, whole: float) -> float:
    """Return `part` of `whole`, nothing of nothing."""
    return part / whole if whole > 0 else 0.0


def spelt_names(names: Iterable[str], claim: Statement, passage: Statement) -> tuple[str, ...]:
    """Return names as the claim spells them, or else the passage."""
    spelt = sorted((claim.names.get(name) or passage.names[name] for name in names), key=str.casefold)
    return tuple(dict.fromkeys(spelt))
