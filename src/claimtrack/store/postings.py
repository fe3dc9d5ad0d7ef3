"""The matching index: BM25 over ordinary tables, written in the claim's own transaction.

The same SQL gives the same ranking on SQLite and PostgreSQL. A posting's weight uses a fixed average length, so that
no posting is rewritten when the corpus grows; only document frequencies move, and they are written under the log
head's lock, where writers already stand in line. Weights are whole numbers, so that it does not matter in which order
a database adds them up.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from sqlalchemy import TextClause, bindparam, delete, insert, select, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from claimtrack.matching.bm25 import plain, whole
from claimtrack.store.batches import batches
from claimtrack.store.tables import MatchPosting, MatchStat, MatchTerm

_CHANGED = "claimtrack.terms"
_ADDED = "claimtrack.indexed"
MAX_TERM = 100
"""Code points of the longest term; an index of PostgreSQL holds no more than some 2,700 bytes."""


def term_ids(session: Session, terms: Iterable[str]) -> dict[str, tuple[int, int]]:
    """Return id and document frequency of each known term."""
    found: dict[str, tuple[int, int]] = {}
    for batch in batches(sorted({term for term in terms if len(term) <= MAX_TERM})):
        query = select(MatchTerm.term, MatchTerm.id, MatchTerm.df).where(MatchTerm.term.in_(batch))
        found |= {term: (number, df) for term, number, df in session.execute(query)}
    return found


def _add_terms(session: Session, terms: Iterable[str]) -> None:
    dialect = session.get_bind().dialect.name
    into = postgresql.insert if dialect == "postgresql" else sqlite.insert
    for batch in batches(terms):
        rows = [{"term": term, "df": 0} for term in batch]
        session.execute(into(MatchTerm).on_conflict_do_nothing(index_elements=["term"]), rows)


def add(session: Session, claims: Mapping[int, Mapping[str, int]]) -> None:
    """Index claims by id; each maps its terms to their whole weights."""
    # Sorted, so that two writers meet the same rows in the same order and cannot deadlock.
    terms = sorted({term for weights in claims.values() for term in weights if len(term) <= MAX_TERM})
    known = term_ids(session, terms)
    if missing := [term for term in terms if term not in known]:
        _add_terms(session, missing)
        known |= term_ids(session, missing)
    rows: list[dict[str, Any]] = [
        {"term_id": known[term][0], "claim_id": claim, "w": weight}
        for claim, weights in sorted(claims.items())
        for term, weight in sorted(weights.items())
        if term in known
    ]
    if rows:
        session.execute(insert(MatchPosting), rows)
    # A claim without a term has nothing by which `remove` could know it again, so it is not counted.
    _note(session, Counter(row["term_id"] for row in rows), len({row["claim_id"] for row in rows}))


def remove(session: Session, claim: int) -> None:
    """Take a claim out of the index; nothing happens to one that is not in it."""
    terms = session.scalars(select(MatchPosting.term_id).where(MatchPosting.claim_id == claim)).all()
    if terms:
        session.execute(delete(MatchPosting).where(MatchPosting.claim_id == claim))
        _note(session, dict.fromkeys(terms, -1), -1)


def _note(session: Session, changed: Mapping[int, int], added: int) -> None:
    noted: Counter[int] = session.info.setdefault(_CHANGED, Counter())
    noted.update(changed)
    session.info[_ADDED] = session.info.get(_ADDED, 0) + added


def refresh(session: Session) -> None:
    """Write the document frequencies that this transaction changed; call it after the history is sealed."""
    changed: Mapping[int, int] = session.info.pop(_CHANGED, {})
    added: int = session.info.pop(_ADDED, 0)
    # Added to, not counted anew: a common term has as many postings as there are claims.
    rows = [{"number": term, "by": by} for term, by in sorted(changed.items()) if by]
    if rows:
        statement = update(MatchTerm).where(MatchTerm.id == bindparam("number"))
        session.connection().execute(statement.values(df=MatchTerm.df + bindparam("by")), rows)
    if added:
        session.execute(update(MatchStat).where(MatchStat.id == 1).values(claims=MatchStat.claims + added))


def statistics(session: Session) -> tuple[int, int]:
    """Return how many claims are indexed, and the version of the analysis that indexed them."""
    row = session.execute(select(MatchStat.claims, MatchStat.analysis_version).where(MatchStat.id == 1)).one()
    return row.claims, row.analysis_version


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
    """Return the best claims for a query given as term ids with their idf: (claim id, score), best first."""
    if not idf:
        return []
    asked = [(term, whole(rarity)) for term, rarity in sorted(idf.items())]
    asked += [(0, 0)] * (-len(asked) % _STEP)  # no term has the number 0
    values = {"most": limit}
    for at, (term, weight) in enumerate(asked):
        values |= {f"t{at}": term, f"i{at}": weight}
    found = session.execute(_ranking(len(asked)), values)
    return [(number, plain(total)) for number, total in found]
