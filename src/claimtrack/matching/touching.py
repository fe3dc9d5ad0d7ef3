"""Which tracked claims an article touches: each passage held against the claims that came up for it.

Scoring a pair takes a few sums over words; the signs and the reasons are worked out for pairs that are kept. The sums
are exact, because a set gives its words in another order each time.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from claimtrack.domain.claim import Modality
from claimtrack.domain.revisit import Reason, ReasonKind
from claimtrack.matching import bm25
from claimtrack.matching.chance import chance, points
from claimtrack.matching.passages import Passage
from claimtrack.matching.policy import Comparison, Pair
from claimtrack.matching.relations import Idf, relate
from claimtrack.matching.signs import share
from claimtrack.matching.statement import Statement
from claimtrack.matching.stories import affinity, names_of

LEAST_POOL = 60
"""Claims among which a word is rare or common, where fewer came up.

A word that one of them alone has is as rare as among so many; one that several have lies between that and as common
as it is among the few, because claims that tell of the same are not told apart by it, and are met by it all the same.
"""

MOST_PAIRS = 1_000
"""Pairs of one article that are kept, the best of them; a news story has some tens."""


@dataclass(frozen=True, slots=True)
class Tracked:
    """A tracked claim as it is compared, and what is known of it apart from its words.

    `teller` tells claims of one article from those of others; `confidence`, 0.0 to 1.0, is how surely it is a claim;
    `attributed` says that somebody else than the article says it, `denies` that it or its source denies something.
    """

    statement: Statement
    teller: int
    confidence: float = 0.5
    attributed: bool = False
    denies: bool = False


@dataclass(frozen=True, slots=True)
class Touched:
    """The pairs of one article that are worth keeping, and how many scored less than these.

    `filtered` counts the claims that would have been compared, had the desk's filters not left them out.
    """

    pairs: tuple[Pair[Passage], ...]
    left_out: int
    filtered: int = 0


@dataclass(frozen=True)
class Encounter:
    """An article's passages with the claims that came up for each, and the weight of a term over all tracked claims."""

    passages: Sequence[Passage]
    came_up: Sequence[Sequence[int]]
    claims: Mapping[int, Tracked]
    idf: Idf
    _others: dict[int, float] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def _local(self) -> dict[str, float]:
        """Return the weight of each term among the claims that came up: what tells them apart."""
        counts = Counter(term for claim in self.claims.values() for term in claim.statement.matter)
        pool = max(len(self.claims), LEAST_POOL)
        others = math.sqrt(pool / max(1, len(self.claims)))
        return {term: bm25.idf(pool, 1 + round((df - 1) * others)) for term, df in counts.items()}

    @cached_property
    def _names(self) -> frozenset[str]:
        return names_of(passage.statement for passage in self.passages)

    @cached_property
    def _told(self) -> dict[int, list[Statement]]:
        told: dict[int, list[Statement]] = defaultdict(list)
        for claim in self.claims.values():
            told[claim.teller].append(claim.statement)
        return told

    def other_story(self, number: int) -> float:
        """Return how far the article of a claim tells another story, 0.0 to 1.0."""
        teller = self.claims[number].teller
        if teller not in self._others:
            self._others[teller] = 1 - affinity(self._names, names_of(self._told[teller]))
        return self._others[teller]

    def _near(self, terms: frozenset[str]) -> float:
        local = self._local
        return math.fsum(map(local.__getitem__, terms))

    @cached_property
    def _shares(self) -> dict[int, dict[int, float]]:
        """Return for each claim the share of its words that each of its passages has."""
        found: dict[int, dict[int, float]] = defaultdict(dict)
        whole = {number: self._near(claim.statement.matter) for number, claim in self.claims.items()}
        for at, (passage, numbers) in enumerate(zip(self.passages, self.came_up, strict=True)):
            for number in numbers:
                if number in self.claims:
                    common = passage.statement.matter & self.claims[number].statement.matter
                    found[number][at] = share(self._near(common), whole[number])
        return found

    def parts(self) -> Iterator[tuple[int, int, dict[str, float]]]:
        """Yield each passage and claim that share a word, by their numbers, with the parts of their score.

        The story is not among them: reading names takes longer than all the rest, and few pairs need it.
        """
        for number, shares in self._shares.items():
            claim = self.claims[number]
            own = math.fsum(map(self.idf, claim.statement.matter))
            about = self._about(claim)
            best = sorted(shares.values(), reverse=True)
            for at, mine in shares.items():
                passage = self.passages[at].statement
                common = passage.matter & claim.statement.matter
                if not common:
                    continue
                changed = passage.changes - claim.statement.changes
                others = best[1:] if mine == best[0] else best
                yield (
                    at,
                    number,
                    about
                    | {
                        "words of the claim": share(math.fsum(map(self.idf, common)), own),
                        "words in common": math.log1p(self._near(common)),
                        "other passages": others[0] if others else 0.0,
                        "change": mine if changed else 0.0,
                    },
                )

    def _about(self, claim: Tracked) -> dict[str, float]:
        """Return the parts that are the same for each passage."""
        modality = claim.statement.modality
        return {
            "start": 1.0,
            "promise": float(modality is Modality.FORWARD_LOOKING),
            "opinion": float(modality in {Modality.OPINION, Modality.BACKGROUND}),
            "denial": float(claim.denies),
            "said by somebody": float(claim.attributed),
            "surely a claim": claim.confidence,
        }


_Scored = tuple[float, int, int, Mapping[str, float]]
"""A score, a passage and a claim by their numbers, and the points that the score is made of."""


def touch(met: Encounter, least: float) -> Touched:
    """Return the pairs of a passage and a claim that score `least` or more, with the relation and the reasons.

    Of more than `MOST_PAIRS` the best are kept, so that no article fills the list, however long it is.
    """
    scored: list[_Scored] = []
    left_out = 0
    for at, number, parts in met.parts():
        counted = points(parts)
        if round(chance(sum(counted.values())), 4) >= least:
            counted |= points({"other story": met.other_story(number)})  # which can only take away
        score = round(chance(sum(counted.values())), 4)
        if score < least:
            left_out += 1
        else:
            scored.append((score, at, number, counted))
    best = _best(scored)
    pairs = tuple(_pair(met, *one) for one in best)
    return Touched(pairs, left_out + len(scored) - len(pairs))


def _best(scored: Sequence[_Scored]) -> Sequence[_Scored]:
    """Return the best in the order in which they came, the first of those that are as good."""
    if len(scored) <= MOST_PAIRS:
        return scored
    best = sorted(range(len(scored)), key=lambda place: (-scored[place][0], place))[:MOST_PAIRS]
    return [scored[place] for place in sorted(best)]


def _pair(met: Encounter, score: float, at: int, number: int, counted: Mapping[str, float]) -> Pair[Passage]:
    passage = met.passages[at]
    related = relate(passage.statement, met.claims[number].statement, met.idf, passage.readings)
    shares = (Reason(ReasonKind.SCORE, old=name, value=round(value, 4)) for name, value in counted.items())
    return Pair(passage, number, Comparison(score, related.relation, (*related.why, *shares)))
