"""Two statements compared: how much they share, what differs, and what the one may be to the other.

No score tells the same claim from the same story, so a score ranks and a person decides.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from claimtrack.domain.claim import Modality
from claimtrack.domain.revisit import Reason, ReasonKind, Relation
from claimtrack.matching import cues
from claimtrack.matching.analysis import MAX_CHARACTERS, terms
from claimtrack.matching.dates import When
from claimtrack.matching.quantities import Quantity
from claimtrack.matching.statement import Statement

Idf = Callable[[str], float]

LEAST_TERMS = 4
"""Terms that a statement needs before saying it again word for word means the same claim."""

_WEIGHTS = {
    "words of both": 0.39,
    "words of the claim": 0.20,
    "context": 0.16,
    "rank": 0.08,
    "kind": 0.08,
    "figures": 0.06,
    "names": 0.03,
}
"""What each part counts in the score; they add up to one."""

OTHER_STORY = 0.25
"""What is left of the score where the articles share no name at all."""

CLOSE = 0.15
"""Score from which a relation is suggested at all."""

ALIKE = 0.5
"""Share of their words that two statements have in common before the one is taken to say the other again."""


_KIND = {Modality.FORWARD_LOOKING: 1.0, Modality.OPINION: -1.0}
"""A promise is more likely to be met by news than a fact is, and an opinion less."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a passage compares with a claim: a score from 0.0 to 1.0, a suggested relation, and the reasons."""

    score: float
    relation: Relation
    why: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class _Signs:
    """What a claim and a passage share, and in what they differ; figures and dates stand as (claim's, passage's)."""

    shared: frozenset[str]
    names: frozenset[str]
    same_figures: tuple[tuple[Quantity, Quantity], ...]
    other_figures: tuple[tuple[Quantity, Quantity], ...]
    moved: tuple[When, When] | None
    later: bool
    negated: tuple[bool, bool]
    same_speaker: bool
    verbatim: bool

    @property
    def opposed(self) -> bool:
        """Tell whether one denies what the other says."""
        return self.negated[0] != self.negated[1]


def compare(
    passage: Statement,
    claim: Statement,
    *,
    bm25: float,
    best_bm25: float,
    idf: Idf,
    story: float = 1.0,
) -> Comparison:
    """Compare a passage with a claim.

    `bm25` is the claim's score for this passage and `best_bm25` the best score any claim got for it; `idf` gives the
    weight of a term over the tracked claims. `story` tells how far the passage's article and the claim's tell the same
    story, from 0.0 to 1.0 (see `stories`); a passage of another story counts for less.
    """

    def weight(stems: Iterable[str]) -> float:
        return sum(map(idf, stems))

    signs = _signs(passage, claim)
    of_claim, of_passage, common = weight(claim.stems), weight(passage.stems), weight(signs.shared)
    near = weight(claim.stems & passage.context_stems)
    of_own = _share(common, of_claim)
    parts = {
        "words of both": math.sqrt(of_own * _share(common, of_passage)),
        "words of the claim": of_own,
        "context": min(1.0, 2 * _share(near, of_claim)),
        # The best of what little there is, and a figure with nothing around it, say nothing by themselves.
        "rank": of_own * _share(bm25, best_bm25),
        "kind": _KIND.get(claim.modality, 0.0),
        "figures": of_own * bool(signs.same_figures or signs.other_figures),
        "names": _share(weight(signs.names), weight(_names(claim, passage))),
    }
    total = sum(part * parts[name] for name, part in _WEIGHTS.items())
    if not signs.shared:
        total = 0.0  # what stands around a passage ranks what it says itself, and is nothing alone
    score = max(0.0, min(1.0, round(total * (OTHER_STORY + (1 - OTHER_STORY) * story), 4)))
    parts["story"] = story
    alike = _share(2 * common, of_claim + of_passage) >= ALIKE
    relation = _relation(passage, claim, signs, alike=alike) if score >= CLOSE else Relation.RELATED
    rounded = {name: round(value, 4) for name, value in parts.items()}
    shares = (Reason(ReasonKind.SCORE, old=name, value=value) for name, value in rounded.items() if value)
    return Comparison(score, relation, (*_why(passage, claim, signs, idf), *shares))


def _share(part: float, whole: float) -> float:
    return part / whole if whole > 0 else 0.0


# --- what is shared and what differs ----------------------------------------------------------------------


def _signs(passage: Statement, claim: Statement) -> _Signs:
    shared = passage.stems & claim.stems
    same, other = _figures(passage, claim)
    apart = _apart(passage, claim)
    return _Signs(
        shared=shared,
        names=_names(claim, passage) & (passage.stems | passage.context_stems),
        same_figures=same,
        other_figures=other,
        moved=apart[-1] if apart else None,
        later=bool(apart) and all(new.after(old) for old, new in apart),
        negated=(claim.negated_about(shared), passage.negated_about(shared)),
        same_speaker=_same_speaker(passage, claim),
        verbatim=passage.normalized == claim.normalized,
    )


def _names(claim: Statement, passage: Statement) -> frozenset[str]:
    """Return the claim's names; a word that opens it is one if the passage has it as a name."""
    return frozenset(claim.names) | (passage.names.keys() & claim.stems)


_Pairs = tuple[tuple[Quantity, Quantity], ...]


def _figures(passage: Statement, claim: Statement) -> tuple[_Pairs, _Pairs]:
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
        best = max(aligned, key=lambda new: len(set(old.units) & set(new.units)))
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


def _same_speaker(passage: Statement, claim: Statement) -> bool:
    if not passage.speaker or not claim.speaker:
        return False
    return not set(terms(passage.speaker)).isdisjoint(terms(claim.speaker))


# --- what the one may be to the other ---------------------------------------------------------------------


def _relation(passage: Statement, claim: Statement, signs: _Signs, *, alike: bool) -> Relation:
    """Return the first relation that a sign speaks for; where none does, they are only related."""
    if signs.opposed:
        # A plan that is given up, or a state of affairs that has ended, is no contradiction: the world moved on.
        gone = passage.forward if claim.forward else signs.later
        return Relation.UPDATES if gone else Relation.CONTRADICTS
    if signs.other_figures:
        return Relation.UPDATES
    recalled = cues.recalls(passage.folded) - cues.recalls(claim.folded)
    if (signs.verbatim and not signs.moved) or (recalled and not signs.later):
        return Relation.REPEATS
    if claim.forward and not passage.forward:
        return Relation.UPDATES if signs.later else Relation.SUPPORTS
    if signs.moved or cues.changes(passage.folded) - cues.changes(claim.folded):
        return Relation.UPDATES
    return Relation.REPEATS if alike else Relation.RELATED


# --- why --------------------------------------------------------------------------------------------------

SHOWN_WORDS = 6


def _why(passage: Statement, claim: Statement, signs: _Signs, idf: Idf) -> tuple[Reason, ...]:
    found = [Reason(ReasonKind.VERBATIM)] if signs.verbatim else []
    if signs.names:
        spelt = sorted((claim.names.get(name) or passage.names[name] for name in signs.names), key=str.casefold)
        found.append(Reason(ReasonKind.NAMES, shared=tuple(dict.fromkeys(spelt))))
    for old, new in (*signs.other_figures, *signs.same_figures):
        found.append(Reason(ReasonKind.NUMBER, old=old.text, new=new.text))
    if signs.moved:
        found.append(Reason(ReasonKind.DATE, old=signs.moved[0].text, new=signs.moved[1].text))
    if signs.opposed:
        said, says = ("negative" if negated else "positive" for negated in signs.negated)
        found.append(Reason(ReasonKind.NEGATION, old=said, new=says))
    if claim.forward and not passage.forward:
        found.append(Reason(ReasonKind.TENSE, old="to come", new="has happened or is said to"))
    if signs.same_speaker:
        found.append(Reason(ReasonKind.SPEAKER, old=claim.speaker, new=passage.speaker))
    rest = sorted(signs.shared - signs.names, key=lambda term: (-idf(term), term))[:SHOWN_WORDS]
    if rest:
        found.append(Reason(ReasonKind.WORDS, shared=_spelt(claim, rest)))
    return tuple(found)


def _spelt(claim: Statement, stems: list[str]) -> tuple[str, ...]:
    """Return the claim's own words for its stems."""
    spelling: dict[str, str] = {}
    for word in claim.text[:MAX_CHARACTERS].split():
        plain = word.strip("“”\"'‘’.,;:!?()[]—–-")
        for term in terms(plain):
            spelling.setdefault(term, plain)
    return tuple(spelling.get(term, term) for term in stems)


def is_same_statement(passage: Statement, claim: Statement) -> bool:
    """Tell whether a passage says a claim again word for word, and nothing shows that it means another thing.

    The same words with other dates behind them ("on Monday" in two articles), or denied here and not there, are no
    repetition; nor are a few words that could be said of anything.
    """
    if passage.normalized != claim.normalized or passage.polarity is not claim.polarity:
        return False
    if len(claim.stems) < LEAST_TERMS:
        return False
    old = {(time.earliest, time.latest) for time in claim.times}
    new = {(time.earliest, time.latest) for time in passage.times}
    return not old or not new or old == new
