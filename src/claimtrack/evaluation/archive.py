"""An archive in memory: articles taken in one after the other, as a project takes them in, without a database."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from claimtrack.domain.article import Article
from claimtrack.domain.claim import ExtractedClaim, Extraction, Polarity
from claimtrack.domain.span import Quote
from claimtrack.matching import (
    Encounter,
    Index,
    MatchPolicy,
    Pair,
    Passage,
    Statement,
    Tracked,
    fingerprint,
    headline_of,
    idf,
    is_same_statement,
    passages,
    speaker_of,
    statement_of,
    touch,
)
from claimtrack.matching.ranking import Encode
from claimtrack.matching.reranking import nearness
from claimtrack.matching.semantic import cosines


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What taking an article in did: the number of each of its claims, those said again, and the pairs that touch."""

    claims: tuple[int, ...]
    mentions: frozenset[int]
    pairs: tuple[Pair[Passage], ...]


@dataclass
class Archive:
    """The claims of all articles so far, numbered as they came."""

    claims: list[Tracked] = field(default_factory=list)
    index: Index = field(default_factory=Index)
    _by_print: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _articles: int = 0

    def take_in(self, article: Article, extraction: Extraction, policy: MatchPolicy) -> TakenIn:
        """Hold an article against the claims before it, then add its own; pairs from `policy.below` up are returned."""
        again = [self._said(claim, extraction, article) for claim in extraction.claims]
        said: dict[int, list[Quote]] = defaultdict(list)
        for claim, number in zip(extraction.claims, again, strict=True):
            if number is not None:
                said[number].append(claim.quote)
        pairs = self._touched(article, extraction, policy, said)
        self._articles += 1
        headline = headline_of(article, extraction.lines) or ""
        numbers = tuple(
            self._add(claim, extraction, article, headline) if number is None else number
            for claim, number in zip(extraction.claims, again, strict=True)
        )
        return TakenIn(numbers, frozenset(said), pairs)

    def nearness(self, pairs: Sequence[Pair[Passage]], encode: Encode, floor: float) -> dict[tuple[int, str], float]:
        """Return how near meanings bring the pairs that score `floor` or more, by claim and passage."""
        asked = [pair for pair in pairs if pair.comparison.score >= floor]
        texts = [(pair.passage.quote.text, self.claims[pair.claim].statement.wording) for pair in asked]
        every = list(dict.fromkeys(text for both in texts for text in both))
        known = dict(zip(every, encode(every), strict=True))
        found = {}
        for pair, (passage, claim) in zip(asked, texts, strict=True):
            (cosine,) = cosines(known[passage], [known[claim]])
            found[pair.claim, pair.passage.fingerprint] = nearness(pair.comparison.score, cosine)
        return found

    def _said(self, claim: ExtractedClaim, extraction: Extraction, article: Article) -> int | None:
        """Return the number of the claim that this one says again word for word."""
        said = statement_of(claim, extraction, article)
        same = self._by_print.get(fingerprint(claim.quote.text), ())
        return next((number for number in same if is_same_statement(said, self.claims[number].statement)), None)

    def _touched(
        self, article: Article, extraction: Extraction, policy: MatchPolicy, said: Mapping[int, Sequence[Quote]]
    ) -> tuple[Pair[Passage], ...]:
        found, _ = passages(article, extraction)
        searched = [self.index.search(one.statement.words, "", policy.candidates, policy.budget) for one in found]
        came_up = [
            [number for number in (int(name) for name, _ in best) if not _holds(one, said.get(number, ()))]
            for one, best in zip(found, searched, strict=True)
        ]
        claims = {number: self.claims[number] for numbers in came_up for number in numbers}

        @cache
        def weight(term: str) -> float:
            return idf(len(self.index), self.index.df(term))

        return touch(Encounter(found, came_up, claims, weight), policy.below).pairs

    def _add(self, claim: ExtractedClaim, extraction: Extraction, article: Article, headline: str) -> int:
        number, speaker = len(self.claims), speaker_of(claim)
        context = "\n".join(part for part in (headline, speaker) if part)
        statement: Statement = statement_of(claim, extraction, article, context)
        denies = bool(claim.negations) or claim.polarity is Polarity.DENIED
        self.claims.append(Tracked(statement, self._articles, claim.confidence, claim.attributed, denies))
        self.index.add(str(number), claim.text, context)
        self._by_print[fingerprint(claim.quote.text)].append(number)
        return number


def _holds(passage: Passage, quotes: Iterable[Quote]) -> bool:
    return any(map(passage.quote.contains, quotes))
