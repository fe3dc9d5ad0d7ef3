"""The matching index: BM25 over ordinary tables, written in the claim's own transaction.

The same SQL gives the same ranking on SQLite and PostgreSQL. A posting's weight uses a fixed average length, so that
no posting is rewritten when the corpus grows; only document frequencies move, and they are written under the log
head's lock, where writers already stand in line. Weights are whole numbers, so that it does not matter in which order
a database adds them up.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from heapq import nlargest
from typing import Any

from sqlalchemy import TextClause, func, select, text, update
from sqlalchemy.orm import Session

from claimtrack.matching.bm25 import MOST_TERMS, plain, whole
from claimtrack.settings import MATCHER
from claimtrack.store.match_tables import MatchPosting, MatchStat, MatchTerm

_CHANGED = "claimtrack.terms"
_ADDED = "claimtrack.indexed"
MAX_TERM = 100
"""Code points of the longest term; an index of PostgreSQL holds no more than some 2,700 bytes."""


_SQL = {
    # A statement a row costs next to nothing in the same process, and a round trip and more on a server.
    "sqlite": {
        "known": "SELECT term, id, df FROM match_term WHERE term IN (SELECT value FROM json_each(?))",
        "held": "SELECT claim_id, term_id, w FROM match_posting WHERE claim_id IN (SELECT value FROM json_each(?))",
        "name": "INSERT INTO match_term (term, df) VALUES (?, 0) ON CONFLICT (term) DO NOTHING",
        "drop": "DELETE FROM match_posting WHERE term_id = ? AND claim_id = ?",
        "post": "INSERT INTO match_posting (term_id, claim_id, w) VALUES (?, ?, ?)",
        "count": "UPDATE match_term SET df = df + ? WHERE id = ?",
    },
    "postgresql": {
        "known": "SELECT term, id, df FROM match_term WHERE term = ANY(%s::text[])",
        "held": "SELECT claim_id, term_id, w FROM match_posting WHERE claim_id = ANY(%s::int[])",
        "name": "INSERT INTO match_term (term, df) SELECT unnest(%s::text[]), 0 ON CONFLICT (term) DO NOTHING",
        "drop": (
            "DELETE FROM match_posting USING unnest(%s::int[], %s::int[]) AS gone (term, claim)"
            " WHERE term_id = gone.term AND claim_id = gone.claim"
        ),
        "post": (
            "INSERT INTO match_posting (term_id, claim_id, w) SELECT * FROM unnest(%s::int[], %s::int[], %s::float8[])"
        ),
        "count": (
            "UPDATE match_term SET df = df + changed.by FROM unnest(%s::int[], %s::int[]) AS changed (by, id)"
            " WHERE match_term.id = changed.id"
        ),
    },
}


def _read(session: Session, what: str, wanted: Sequence[str] | Sequence[int]) -> Iterable[Any]:
    """Return the rows of a list of any length, which is one parameter."""
    connection = session.connection()
    dialect = connection.dialect.name
    given = list(wanted) if dialect == "postgresql" else json.dumps(wanted)
    return connection.exec_driver_sql(_SQL[dialect][what], (given,))


def _write(session: Session, what: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Carry out a statement for all rows."""
    if not rows:
        return
    connection = session.connection()
    statement = _SQL[connection.dialect.name][what]
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(statement, tuple(map(list, zip(*rows, strict=True))))
    else:
        connection.exec_driver_sql(statement, list(rows))


def term_ids(session: Session, terms: Iterable[str]) -> dict[str, tuple[int, int]]:
    """Return id and document frequency of each known term."""
    wanted = sorted({term for term in terms if len(term) <= MAX_TERM})
    return {term: (number, df) for term, number, df in _read(session, "known", wanted)}


def _numbers(session: Session, terms: Iterable[str]) -> dict[str, int]:
    """Return the ids of terms, giving one to each that is new."""
    # Sorted, so that two writers meet the same rows in the same order and cannot deadlock.
    wanted = sorted({term for term in terms if len(term) <= MAX_TERM})
    known = term_ids(session, wanted)
    if missing := [term for term in wanted if term not in known]:
        _write(session, "name", [(term,) for term in missing])
        known |= term_ids(session, missing)
    return {term: number for term, (number, _) in known.items()}


def put(session: Session, claims: Mapping[int, Mapping[str, int]]) -> None:
    """Index claims by id, each by its terms and their whole weights; one without terms is found no more.

    Only what differs from the postings that are there is written.
    """
    numbers = _numbers(session, (term for weights in claims.values() for term in weights))
    wanted = {
        (numbers[term], claim): float(weight)
        for claim, weights in claims.items()
        for term, weight in weights.items()
        if term in numbers
    }
    held = {(term, claim): weight for claim, term, weight in _read(session, "held", sorted(claims))}
    gone = sorted(key for key, weight in held.items() if wanted.get(key) != weight)
    new = sorted((*key, weight) for key, weight in wanted.items() if held.get(key) != weight)
    _write(session, "drop", gone)
    _write(session, "post", new)
    changed = Counter(term for term, *_ in new)
    changed.subtract(term for term, _ in gone)
    # A claim without a term has nothing by which it could be known again, so it is not counted.
    _note(session, changed, len({claim for _, claim in wanted}) - len({claim for _, claim in held}))


def differing(session: Session, claims: Mapping[int, Mapping[str, int]]) -> set[int]:
    """Return those claims that have other postings than their terms and whole weights say."""
    held: dict[int, dict[str, float]] = {number: {} for number in claims}
    names = select(MatchPosting.claim_id, MatchTerm.term, MatchPosting.w).join(
        MatchTerm, MatchTerm.id == MatchPosting.term_id
    )
    for row in session.execute(names.where(MatchPosting.claim_id.in_(list(claims)))):
        held[row.claim_id][row.term] = row.w
    wanted = {
        number: {term: float(weight) for term, weight in weights.items() if len(term) <= MAX_TERM}
        for number, weights in claims.items()
    }
    return {number for number in claims if held[number] != wanted[number]}


def _note(session: Session, changed: Mapping[int, int], added: int) -> None:
    noted: Counter[int] = session.info.setdefault(_CHANGED, Counter())
    noted.update(changed)
    session.info[_ADDED] = session.info.get(_ADDED, 0) + added


def refresh(session: Session) -> None:
    """Write the document frequencies that this transaction changed; call it after the history is sealed."""
    changed: Mapping[int, int] = session.info.pop(_CHANGED, {})
    added: int = session.info.pop(_ADDED, 0)
    # Added to, not counted anew: a common term has as many postings as there are claims.
    rows = [(by, term) for term, by in sorted(changed.items()) if by]
    if rows or added:
        # This row first: whoever holds it writes frequencies, and nobody else does meanwhile.
        session.execute(update(MatchStat).where(MatchStat.id == 1).values(claims=MatchStat.claims + added))
        _write(session, "count", rows)


@dataclass(frozen=True, slots=True)
class Makers:
    """Who made the index: the version of the analysis, and the matcher that is asked."""

    version: int
    matcher: str

    def __str__(self) -> str:
        """Return both as a reader knows them."""
        return f"terms/{self.version}" + (f" and {self.matcher}" if self.matcher != MATCHER else "")


def recount(session: Session, makers: Makers) -> None:
    """Count all postings anew, and write down who made them."""
    indexed = select(func.count(MatchPosting.claim_id.distinct())).scalar_subquery()
    made = update(MatchStat).where(MatchStat.id == 1)
    # First the row that everybody else who counts has to wait for, then the count.
    session.execute(made.values(matcher=makers.matcher, analysis_version=makers.version))
    session.execute(made.values(claims=indexed))
    counted = select(MatchPosting.term_id, func.count().label("df")).group_by(MatchPosting.term_id).subquery()
    wrong = select(MatchTerm.id, func.coalesce(counted.c.df, 0), MatchTerm.df).outerjoin(
        counted, counted.c.term_id == MatchTerm.id
    )
    rows = session.execute(wrong.where(MatchTerm.df != func.coalesce(counted.c.df, 0)))
    _write(session, "count", [(df - said, number) for number, df, said in rows])


def statistics(session: Session) -> tuple[int, int]:
    """Return how many claims are indexed, and the version of the analysis that indexed them."""
    row = session.execute(select(MatchStat.claims, MatchStat.analysis_version).where(MatchStat.id == 1)).one()
    return row.claims, row.analysis_version


def makers(session: Session) -> Makers:
    """Return who made the index."""
    row = session.execute(select(MatchStat.matcher, MatchStat.analysis_version).where(MatchStat.id == 1)).one()
    return Makers(row.analysis_version, row.matcher)


_STEP = 8


@cache
def _ranking(rows: int) -> TextClause:
    """Return the query for so many terms: few lengths, so that a database plans each of them once."""
    asked = ", ".join(f"(CAST(:t{at} AS INTEGER), CAST(:i{at} AS DOUBLE PRECISION))" for at in range(rows))
    # CROSS JOIN holds SQLite to this order: terms first, then their postings by the primary key.
    return text(
        f"WITH q (term_id, idf) AS (VALUES {asked}) "  # noqa: S608 - numbered parameters
        "SELECT p.claim_id, sum(q.idf * p.w) AS score FROM q CROSS JOIN match_posting AS p "
        "WHERE p.term_id = q.term_id GROUP BY p.claim_id ORDER BY score DESC, p.claim_id LIMIT :most"
    )


def search(session: Session, idf: Mapping[int, float], limit: int) -> list[tuple[int, float]]:
    """Return the best claims for a query given as term ids with their idf: (claim id, score), best first.

    Of more than `MOST_TERMS` terms, those that weigh most are searched for.
    """
    if not idf:
        return []
    if len(idf) > MOST_TERMS:
        idf = dict(nlargest(MOST_TERMS, idf.items(), key=lambda item: (item[1], -item[0])))
    asked = [(term, whole(rarity)) for term, rarity in sorted(idf.items())]
    asked += [(0, 0)] * (-len(asked) % _STEP)  # no term has the number 0
    values = {"most": limit}
    for at, (term, weight) in enumerate(asked):
        values |= {f"t{at}": term, f"i{at}": weight}
    found = session.execute(_ranking(len(asked)), values)
    return [(number, plain(total)) for number, total in found]
