"""The matching index: BM25 over ordinary tables, written in the claim's own transaction.

The same SQL gives the same ranking on SQLite and PostgreSQL. A posting's weight uses a fixed average length, so that
no posting is rewritten when the corpus grows; only document frequencies move, and they are counted under the log
head's lock, where writers already stand in line.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from sqlalchemy import Float, Integer, column, delete, func, insert, select, update, values
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from claimtrack.store.tables import MatchPosting, MatchStat, MatchTerm

_TOUCHED = "claimtrack.terms"
_ADDED = "claimtrack.indexed"
_BATCH = 400
_T = TypeVar("_T")


def _batches(items: Sequence[_T], size: int = _BATCH) -> Iterable[Sequence[_T]]:
    return (items[at : at + size] for at in range(0, len(items), size))


def term_ids(session: Session, terms: Iterable[str]) -> dict[str, tuple[int, int]]:
    """Return id and document frequency of each known term."""
    found: dict[str, tuple[int, int]] = {}
    for batch in _batches(sorted(set(terms))):
        query = select(MatchTerm.term, MatchTerm.id, MatchTerm.df).where(MatchTerm.term.in_(batch))
        found |= {term: (number, df) for term, number, df in session.execute(query)}
    return found


def _add_terms(session: Session, terms: Sequence[str]) -> None:
    dialect = session.get_bind().dialect.name
    into = postgresql.insert if dialect == "postgresql" else sqlite.insert
    for batch in _batches(terms):
        rows = [{"term": term, "df": 0} for term in batch]
        session.execute(into(MatchTerm).on_conflict_do_nothing(index_elements=["term"]), rows)


def add(session: Session, claims: Mapping[int, Mapping[str, float]]) -> None:
    """Index claims by id; each maps its terms to their weights."""
    # Sorted, so that two writers meet the same rows in the same order and cannot deadlock.
    terms = sorted({term for weights in claims.values() for term in weights})
    _add_terms(session, terms)
    ids = term_ids(session, terms)
    rows = [
        {"term_id": ids[term][0], "claim_id": claim, "w": weight}
        for claim, weights in sorted(claims.items())
        for term, weight in sorted(weights.items())
    ]
    if rows:
        session.execute(insert(MatchPosting), rows)
    _note(session, {number for number, _ in ids.values()}, len(claims))


def remove(session: Session, claim: int) -> None:
    """Take a claim out of the index; nothing happens to one that is not in it."""
    touched = set(session.scalars(select(MatchPosting.term_id).where(MatchPosting.claim_id == claim)))
    if touched:
        session.execute(delete(MatchPosting).where(MatchPosting.claim_id == claim))
        _note(session, touched, -1)


def _note(session: Session, touched: set[int], added: int) -> None:
    session.info.setdefault(_TOUCHED, set()).update(touched)
    session.info[_ADDED] = session.info.get(_ADDED, 0) + added


def refresh(session: Session) -> None:
    """Count the document frequencies that this transaction changed; call it after the history is sealed."""
    touched: set[int] = session.info.pop(_TOUCHED, set())
    added: int = session.info.pop(_ADDED, 0)
    counted = select(func.count()).where(MatchPosting.term_id == MatchTerm.id).correlate(MatchTerm).scalar_subquery()
    for batch in _batches(sorted(touched)):
        session.execute(update(MatchTerm).where(MatchTerm.id.in_(batch)).values(df=counted))
    if added:
        session.execute(update(MatchStat).where(MatchStat.id == 1).values(claims=MatchStat.claims + added))


def statistics(session: Session) -> tuple[int, int]:
    """Return how many claims are indexed, and the version of the analysis that indexed them."""
    row = session.execute(select(MatchStat.claims, MatchStat.analysis_version).where(MatchStat.id == 1)).one()
    return row.claims, row.analysis_version


def search(session: Session, idf: Mapping[int, float], limit: int) -> list[tuple[int, float]]:
    """Return the best claims for a query given as term ids with their idf: (claim id, score), best first."""
    if not idf:
        return []
    # SQLite gives the columns of VALUES names in a CTE only.
    query = values(column("term_id", Integer), column("idf", Float)).data(sorted(idf.items())).cte("q")
    score = func.sum(query.c.idf * MatchPosting.w).label("score")
    statement = (
        select(MatchPosting.claim_id, score)
        .select_from(query.join(MatchPosting, MatchPosting.term_id == query.c.term_id))
        .group_by(MatchPosting.claim_id)
        .order_by(score.desc(), MatchPosting.claim_id)
        .limit(limit)
    )
    return [(number, float(value)) for number, value in session.execute(statement)]
