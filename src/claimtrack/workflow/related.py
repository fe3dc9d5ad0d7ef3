"""Which passages of a new article may change what is held of tracked claims: comparing, nothing is written here."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache

from sqlalchemy.orm import Session

from claimtrack.domain.claim import Polarity
from claimtrack.domain.states import State
from claimtrack.matching import MAX_SENTENCE, Encounter, MatchPolicy, Passage, Statement, Touched, Tracked, idf, touch
from claimtrack.store import matchers, postings, revisits, tracked
from claimtrack.store.narrowing import Sieve
from claimtrack.store.tables import Claim
from claimtrack.workflow import narrowing
from claimtrack.workflow.repeats import Said
from claimtrack.workflow.statements import of_claim


def candidates(session: Session, found: Sequence[Passage], policy: MatchPolicy) -> list[list[int]]:
    """Return the claims to hold against each passage, the best first."""
    ranked: list[list[int]] = [[] for _ in found]
    asked = [matchers.Words(passage.statement.words) for passage in found]
    for one in matchers.of(session, policy).candidates(session, asked, policy.candidates):
        ranked[one.passage].append(one.claim)
    return ranked


def sifted(
    session: Session, found: Sequence[Passage], policy: MatchPolicy, sieve: Sieve | None
) -> tuple[list[list[int]], int]:
    """Return the claims to hold against each passage, the best first, and how many others the filters left out."""
    if sieve is None:
        return candidates(session, found, policy), 0

    def ask(places: Sequence[int], size: int) -> list[list[int]]:
        return candidates(session, [found[at] for at in places], replace(policy, candidates=size))

    return narrowing.best(session, ask, len(found), policy.candidates, sieve)


def compare_all(
    session: Session,
    own: int,
    found: Sequence[Passage],
    told: Iterable[Said],
    policy: MatchPolicy,
    sieve: Sieve | None = None,
) -> Touched:
    """Return each passage with each tracked claim that it may have to do with, but for what was asked before.

    `own` is the article's number: its own claims are left out. So is what `told` says again word for word, and what
    does not pass the `sieve`.
    """
    ranked, filtered = sifted(session, found, policy, sieve)
    rows = tracked.to_compare(session, {number for best in ranked for number in best})
    quotes = tracked.quotes_of(session, rows)
    claims = {
        number: _tracked(claim, quotes.get(number, claim.text))
        for number, claim in rows.items()
        if claim.article_id != own and claim.state is not State.CLOSED
    }
    weight = _rarity(session, [*(passage.statement for passage in found), *(one.statement for one in claims.values())])
    came_up = _to_ask(session, found, ranked, told)
    return replace(touch(Encounter(found, came_up, claims, weight), policy.below), filtered=filtered)


def _tracked(claim: Claim, quote: str) -> Tracked:
    return Tracked(
        replace(of_claim(claim, quote), limit=MAX_SENTENCE),
        claim.article_id or -claim.id,  # one added by hand stands for itself
        confidence=claim.confidence,
        attributed=claim.attributed,
        denies=bool(claim.negations) or claim.polarity is Polarity.DENIED,
    )


def _to_ask(
    session: Session, found: Sequence[Passage], ranked: Sequence[Sequence[int]], told: Iterable[Said]
) -> list[list[int]]:
    """Return the claims to hold against each passage, without those that it was held against before."""
    asked = revisits.asked_before(session, (passage.fingerprint for passage in found))
    places = defaultdict(list)
    for number, quote in told:
        places[number].append(quote)
    kept: list[list[int]] = []
    for passage, best in zip(found, ranked, strict=True):
        new = [
            number
            for number in best
            if (number, passage.fingerprint) not in asked and not any(map(passage.quote.contains, places[number]))
        ]
        asked |= {(number, passage.fingerprint) for number in new}  # the same sentence may stand twice in one article
        kept.append(new)
    return kept


def _rarity(session: Session, statements: Iterable[Statement]) -> Callable[[str], float]:
    """Return what tells how rare a term is."""
    total, _ = postings.statistics(session)
    known = postings.term_ids(session, {term for statement in statements for term in statement.stems})

    @cache
    def weight(term: str) -> float:
        return idf(total, known[term][1] if term in known else 0)

    return weight
