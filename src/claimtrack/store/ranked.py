"""Claims in the order of how well they fit what somebody searches for, alike on both databases.

The database finds; the order is worked out here from the newest of what it found, so that a word that half of a
million claims have takes no longer than a rare one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from claimtrack.domain.ids import Kind, parse_id
from claimtrack.domain.tracked import FoundClaim
from claimtrack.store import search
from claimtrack.store.claims import ClaimFilter, chosen, find_claims
from claimtrack.store.searchquery import Hit, Query, joined
from claimtrack.store.tables import Claim

MOST_RANKED = 1_000
"""The newest claims found are put in order; older ones are only counted."""

MOST_READ = 1_000
"""Code points of each text that count for the order, and in which words are marked; a sentence has some two hundred."""

MOST_COUNTED = 100_000

PLACES = {"text": 1.0, "quote": 0.8, "speaker": 0.6, "headline": 0.4}
"""What a word counts for by where it stands: a headline is shared by all the claims of its article."""

OTHER_FORM = 0.9
"""What a word counts for in another form than was asked for, as reopened for reopen."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """The best claims, how many were put in order, and how many there are: `MOST_COUNTED` + 1 at most."""

    found: tuple[FoundClaim, ...]
    ranked: int
    total: int


def find_ranked(session: Session, query: Query, wanted: ClaimFilter | None = None, limit: int = MOST_RANKED) -> Ranking:
    """Return the claims that have what is asked for and fit `wanted`, best first, and newest first where they tie."""
    numbers = chosen(session, wanted or ClaimFilter(), query)
    newest = numbers.order_by(*(column.desc() for column in numbers.selected_columns)).limit(MOST_RANKED).subquery()
    rows = session.execute(search.fields_of.join(newest, newest.c[0] == Claim.id)).all()
    ordered = []
    for number, *texts in rows:
        hits = {name: query.hits(text, MOST_READ) for name, text in zip(search.FIELDS, texts, strict=True) if text}
        ordered.append((score(query, hits), number, texts[-1], hits))
    ordered.sort(key=lambda item: (-item[0], -item[1]))
    total = len(rows)
    if total == MOST_RANKED:
        total = count_found(session, query, wanted)
    best = ordered[:limit]
    shown = find_claims(session, ClaimFilter(ids=tuple(number for _, number, _, _ in best)))
    records = {parse_id(Kind.CLAIM, claim.id): claim for claim in shown}
    found = [
        FoundClaim(
            claim=records[number],
            score=fit,
            headline=headline,
            found_in=_needed(hits),
            places={name: joined(there) for name, there in hits.items() if there},
        )
        for fit, number, headline, hits in best
    ]
    return Ranking(tuple(found), len(rows), total)


def count_found(session: Session, query: Query, wanted: ClaimFilter | None = None) -> int:
    """Return how many claims have what is asked for and fit `wanted`: `MOST_COUNTED` + 1 at most."""
    counted = chosen(session, wanted or ClaimFilter(), query).limit(MOST_COUNTED + 1).subquery()
    return session.scalar(select(func.count()).select_from(counted)) or 0


def score(query: Query, hits: Mapping[str, Sequence[Hit]]) -> float:
    """Return how well a claim fits, 0 to 1: 1 where all the words stand in its wording, as asked for, side by side.

    One half is for being there, and counts where the words stand and in which form; the other is for how close
    together they stand in the wording.
    """
    best = [0.0] * len(query.terms)
    for name, weight in PLACES.items():
        for hit in hits.get(name, ()):
            best[hit.term] = max(best[hit.term], weight if hit.exact else weight * OTHER_FORM)
    there = sum(best) / len(best)
    return round(there * (1 + _closeness(query, hits.get("text", ()))) / 2, 4)


def _closeness(query: Query, hits: Sequence[Hit]) -> float:
    """Return how much of the shortest stretch that has all terms is made of them, 0 where they are not all there."""
    lengths = [len(term.words) for term in query.terms]
    missing, start, shortest = len(lengths), 0, 0
    inside = [0] * len(lengths)
    for hit in hits:
        missing -= not inside[hit.term]
        inside[hit.term] += 1
        while not missing:
            stretch = hit.at + lengths[hit.term] - hits[start].at
            shortest = min(shortest or stretch, stretch)
            inside[hits[start].term] -= 1
            missing += not inside[hits[start].term]
            start += 1
    return min(1.0, sum(lengths) / shortest) if shortest else 0.0


def _needed(hits: Mapping[str, Sequence[Hit]]) -> tuple[str, ...]:
    """Return the texts that somebody has to look at to see all the words, the wording first."""
    found: list[str] = []
    seen: set[int] = set()
    for name in PLACES:
        if new := {hit.term for hit in hits.get(name, ())} - seen:
            found.append(name)
            seen |= new
    return tuple(found)
