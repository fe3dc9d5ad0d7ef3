"""Giving the places among the candidates to claims that the desk's filters let through, and counting the others."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from claimtrack.domain.article import Article
from claimtrack.domain.narrowing import Narrowing
from claimtrack.domain.topics import by_key
from claimtrack.matching import Passage, Statement, names_of
from claimtrack.store import narrowing, topics
from claimtrack.store.narrowing import Sieve

WIDER = (4, 16)
"""How many times as many candidates as there are places are asked for, first and then where they did not suffice."""

MOST = 1_000
"""Candidates for one passage that are asked for to fill its places."""

Ask = Callable[[Sequence[int], int], list[list[int]]]
"""Returns so many claims, the best first, for each of the passages at these places."""


def sieve_of(session: Session, article: Article, passages: Sequence[Passage], wanted: Narrowing) -> Sieve | None:
    """Return what a claim has to meet to be compared with the passages of an article, None where all claims are."""
    found = Sieve(wanted.since(article.published))
    if wanted.same_topic and article.topics:
        found = replace(found, topics=frozenset(topics.find(session, by_key(article.topics)).values()))
    if wanted.same_speaker:
        said = (Statement(article.title or ""), *(passage.statement for passage in passages))
        found = replace(found, names=names_of(said))
    return None if found == Sieve() else found


def best(session: Session, ask: Ask, passages: int, places: int, sieve: Sieve) -> tuple[list[list[int]], int]:
    """Return the claims that get the places of each passage, and how many others would have had one.

    The matcher need not know of filters: it is asked for more where they leave places free.
    """
    kept: list[list[int]] = [[] for _ in range(passages)]
    out: set[int] = set()
    known: dict[int, bool] = {}
    short: list[int] = list(range(passages))
    for times in WIDER:
        size = max(places, min(places * times, MOST))
        ranked = ask(short, size)
        new = {claim for claims in ranked for claim in claims} - known.keys()
        fit = narrowing.fitting(session, new, sieve)
        known |= {claim: claim in fit for claim in new}
        for at, claims in zip(short, ranked, strict=True):
            kept[at] = [claim for claim in claims if known[claim]][:places]
            out |= {claim for claim in claims[:places] if not known[claim]}
        short = [at for at, claims in zip(short, ranked, strict=True) if len(kept[at]) < places and len(claims) >= size]
        if not short or size >= MOST:
            break
    return kept, len(out)
