"""What a passage may be to a claim, and the reasons to give for it: suggestions, never decisions."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from claimtrack.domain.claim import Modality
from claimtrack.domain.revisit import Reason, ReasonKind, Relation
from claimtrack.matching import cues, swaps
from claimtrack.matching.analysis import terms
from claimtrack.matching.signs import Signs, share, signs_of, spelt_names
from claimtrack.matching.statement import Statement

Idf = Callable[[str], float]

LEAST_TERMS = 4
"""Terms that a statement needs before saying it again word for word means the same claim."""

ALIKE = 0.5
"""Share of their words that two statements have in common before the one is taken to say the other again."""

NEAR = 0.2
"""Share of a claim's words that a passage needs before it may be more than related."""

SAME_MATTER = 2
"""Words beside names, times and numbers from which on two statements are taken to speak of one matter."""

SHOWN_WORDS = 6


@dataclass(frozen=True, slots=True)
class Related:
    """A suggested relation and what speaks for it."""

    relation: Relation
    why: tuple[Reason, ...]


def relate(passage: Statement, claim: Statement, idf: Idf, readings: Sequence[Statement] = ()) -> Related:
    """Return what a passage may be to a claim; `idf` is the weight of a term over the tracked claims.

    Of a passage's `readings`, the claims found in it, the one that is nearest to the claim is held against it.
    """
    said = _nearest(passage, claim, readings)
    signs = signs_of(said, claim)
    relation = _relation(said, claim, signs, idf)
    return Related(relation, _why(said, claim, signs, idf, near=relation is not Relation.RELATED))


def _nearest(passage: Statement, claim: Statement, readings: Sequence[Statement]) -> Statement:
    """Return the reading that shares most with the claim for its length; the passage, where none shares anything."""

    def near(reading: Statement) -> float:
        return len(reading.matter & claim.matter) / math.sqrt(len(reading.matter) or 1)

    best = max(readings, key=near, default=passage)
    return best if near(best) > 0 else passage


def _relation(passage: Statement, claim: Statement, signs: Signs, idf: Idf) -> Relation:
    """Return the first relation that a sign speaks for; where none does, they are only related."""
    common = math.fsum(map(idf, signs.shared))
    of_claim, of_passage = math.fsum(map(idf, claim.stems)), math.fsum(map(idf, passage.stems))
    if share(common, of_claim) < NEAR:
        return Relation.RELATED
    alike = share(2 * common, of_claim + of_passage) >= ALIKE
    if claim.not_before and not passage.forward and not signs.negated[1]:
        return _come(signs) if _about_one(passage, claim, signs, alike=alike) else Relation.RELATED
    if signs.opposed:
        denied = 2 * len(signs.matter) >= len(claim.bases) > 0
        same = denied or _about_one(passage, claim, signs, alike=alike)
        return _opposed(passage, claim, signs) if same else Relation.RELATED
    if signs.other_figures:
        return Relation.UPDATES
    if alike and (swapped := _swapped(passage, claim, signs)):
        return swapped
    if (signs.verbatim and not signs.moved) or (passage.modality is Modality.BACKGROUND and not signs.later):
        return Relation.REPEATS
    if claim.forward and (come := _come_of(passage, claim, signs, alike=alike)):
        return come
    return _told_anew(passage, claim, signs, alike=alike)


def _told_anew(passage: Statement, claim: Statement, signs: Signs, *, alike: bool) -> Relation:
    """Return what a passage is that tells the same kind of thing as the claim."""
    if cues.recalls(passage.folded) - cues.recalls(claim.folded) and not signs.later:
        return Relation.REPEATS
    if signs.moved or passage.changes - claim.changes:
        return Relation.UPDATES
    if alike:
        return Relation.REPEATS
    # What the article itself told of the world, or of plans for it, is told anew.
    return Relation.UPDATES if claim.forward or claim.modality is Modality.ASSERTED_FACT else Relation.RELATED


def _about_one(passage: Statement, claim: Statement, signs: Signs, *, alike: bool) -> bool:
    """Tell whether both speak of one matter, and not only of the same names."""
    said = (passage.predicates | claim.predicates) & signs.matter
    return len(signs.matter) >= SAME_MATTER or bool(said) or (alike and bool(signs.matter))


def _swapped(passage: Statement, claim: Statement, signs: Signs) -> Relation | None:
    """Return what a passage is that is like the claim but for one thing in the place of another."""
    if swaps.has_other_names(passage, claim) or swaps.has_turned(passage, claim):
        return Relation.RELATED
    if swaps.has_denying_prefix(passage, claim):
        return Relation.CONTRADICTS
    known = frozenset(bound for pair in signs.same_figures for one in pair for bound in (one.low, one.high))
    if swaps.has_opposites(passage, claim) or swaps.has_other_numbers(passage, claim, known):
        return Relation.UPDATES
    return None


def _come_of(passage: Statement, claim: Statement, signs: Signs, *, alike: bool) -> Relation | None:
    """Return what a passage is to a promise that it does not deny, None where it is only a promise, too."""
    given_up = cues.given_up(passage.folded) - cues.given_up(claim.folded)
    if given_up and _about_one(passage, claim, signs, alike=alike):
        return Relation.UPDATES
    return None if passage.forward else _kept(passage, claim, signs, alike=alike)


def _kept(passage: Statement, claim: Statement, signs: Signs, *, alike: bool) -> Relation:
    """Return what something that has happened is to a promise: it must be what was promised, and not lie before it."""
    if signs.before:
        return Relation.RELATED
    again = bool(signs.matter) and cues.runs_again(passage.folded) and cues.runs_again(claim.folded)
    if again or _about_one(passage, claim, signs, alike=alike):
        return Relation.UPDATES if signs.overdue else Relation.SUPPORTS
    late = signs.overdue or (_is_over(claim, passage.published) and cues.is_still_so(passage.folded))
    return Relation.UPDATES if late and signs.matter else Relation.RELATED


def _is_over(claim: Statement, day: date | None) -> bool:
    """Tell whether all times of a claim were over on a day."""
    return bool(claim.whens) and all(when.is_over(day) for when in claim.whens)


def _come(signs: Signs) -> Relation:
    """Return what it is that something has happened: "not before May" comes true in June, and not in April."""
    if signs.waited is None:
        return Relation.UPDATES
    return Relation.SUPPORTS if signs.waited else Relation.CONTRADICTS


def _opposed(passage: Statement, claim: Statement, signs: Signs) -> Relation:
    if claim.forward and signs.negated[0] and not passage.forward and signs.overdue:
        return Relation.SUPPORTS  # "not this year" has come true when it happens in the next
    if not claim.forward and signs.negated[0] and cues.is_not_yet(claim.folded):
        return Relation.UPDATES  # "has not opened" was so, until it opened
    if claim.forward and cues.is_not_yet(passage.folded) and not _is_over(claim, passage.published):
        return Relation.UPDATES  # what "has not opened" yet may do so in time
    # A plan that is given up, or a state of affairs that has ended, is no contradiction: the world moved on.
    gone = passage.forward if claim.forward else signs.later
    return Relation.UPDATES if gone else Relation.CONTRADICTS


def _why(passage: Statement, claim: Statement, signs: Signs, idf: Idf, *, near: bool) -> tuple[Reason, ...]:
    """Return what speaks for a pair; of a denial or a plan only where the two are about the same."""
    found = [Reason(ReasonKind.VERBATIM)] if signs.verbatim else []
    if signs.names:
        found.append(Reason(ReasonKind.NAMES, shared=spelt_names(signs.names, claim, passage)))
    for old, new in signs.other_figures:
        found.append(Reason(ReasonKind.NUMBER, old=old.text, new=new.text))
    for old, new in signs.same_figures:
        spelt_as = old if (old.low, old.high) == (new.low, new.high) else new
        found.append(Reason(ReasonKind.NUMBER, old=old.text, new=spelt_as.text))
    if signs.moved:
        found.append(Reason(ReasonKind.DATE, old=signs.moved[0].text, new=signs.moved[1].text))
    if near and signs.opposed:
        said, says = ("negative" if negated else "positive" for negated in signs.negated)
        found.append(Reason(ReasonKind.NEGATION, old=said, new=says))
    if near and claim.forward and not passage.forward:
        found.append(Reason(ReasonKind.TENSE, old="to come", new="has happened or is said to"))
    if signs.same_speaker:
        one = (claim.speaker or "").casefold() == (passage.speaker or "").casefold()
        found.append(Reason(ReasonKind.SPEAKER, old=claim.speaker, new=claim.speaker if one else passage.speaker))
    rest = sorted(signs.shared - signs.names, key=lambda term: (-idf(term), term))[:SHOWN_WORDS]
    if rest:
        found.append(Reason(ReasonKind.WORDS, shared=tuple(claim.spelling.get(term, term) for term in rest)))
    return tuple(found)


def is_same_statement(passage: Statement, claim: Statement) -> bool:
    """Tell whether a passage says a claim again word for word, and nothing shows that it means another thing.

    The same words with other dates behind them ("on Monday" in two articles), or denied here and not there, are no
    repetition; nor are a few words that could be said of anything.
    """
    if passage.normalized != claim.normalized or passage.polarity is not claim.polarity:
        return False
    if len(set(terms(claim.text))) < LEAST_TERMS:
        return False
    old = {(time.earliest, time.latest) for time in claim.times}
    new = {(time.earliest, time.latest) for time in passage.times}
    return not old or not new or old == new
