"""Is the database sound? The file, its references, its indexes, its history."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from claimtrack.domain.states import State
from claimtrack.matching import terms
from claimtrack.store import cells, history, matchers, postings, search, upgrade, vectors
from claimtrack.store.match_tables import MatchPosting, MatchStat, MatchTerm
from claimtrack.store.tables import Claim

SEARCH_ANEW = "make it anew with: claimtrack db reindex --search"
_WHO_CHANGED = "Compare with a backup from before, and ask who can write to the database: claimtrack db restore FILE"
RESTORE = "Restore a backup with: claimtrack db restore FILE"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at."""

    name: str
    ok: bool
    detail: str


Look = Callable[[Session], Check]


def check_all(session: Session) -> list[Check]:
    """Run the checks that need not read every text again; each says what it found."""
    found = [Check("revision", ok=True, detail=upgrade.find_revision(session.connection()) or "none")]
    if session.get_bind().dialect.name == "sqlite":
        found += _sqlite(session)
    return found + [looked(session, name, look) for name, look in OF_INDEXES_AND_HISTORY]


def looked(session: Session, name: str, look: Look) -> Check:
    """Return what a look found; one that fails has found damage, and does not keep the others from looking."""
    try:
        return look(session)
    except Exception as error:  # noqa: BLE001 - damage can make anything fail
        session.rollback()
        why = str(getattr(error, "orig", error)).strip().splitlines()
        told = f"it cannot be looked at ({why[0][:200] if why else type(error).__name__})"
        return Check(name, ok=False, detail=f"{told}. {RESTORE}")


def _sqlite(session: Session) -> list[Check]:
    problems = [str(row[0]) for row in session.execute(text("PRAGMA integrity_check(10)"))]
    orphans = session.execute(text("PRAGMA foreign_key_check")).all()
    return [
        Check("file", problems == ["ok"], "; ".join(problems)),
        Check("references", not orphans, f"{len(orphans)} rows without their parent" if orphans else "ok"),
    ]


def _matching(session: Session) -> Check:
    """Compare the matching index with the claims that are to be found by it, all but the closed ones."""
    if message := matchers.outdated(session):
        return Check("matching index", ok=False, detail=message)
    counted = session.scalar(select(MatchStat.claims).where(MatchStat.id == 1))
    indexed = session.scalar(select(func.count(MatchPosting.claim_id.distinct()))) or 0
    posted = select(MatchPosting.claim_id).where(MatchPosting.claim_id == Claim.id).exists()
    closed = session.scalar(select(func.count()).where(Claim.state == State.CLOSED, posted)) or 0
    left = session.execute(select(Claim.text).where(Claim.state != State.CLOSED, ~posted))
    missing = sum(any(len(term) <= postings.MAX_TERM for term in terms(row.text)) for row in left)
    there = select(MatchPosting.term_id, func.count().label("df")).group_by(MatchPosting.term_id).subquery()
    query = select(func.count()).select_from(MatchTerm).outerjoin(there, there.c.term_id == MatchTerm.id)
    wrong = session.scalar(query.where(MatchTerm.df != func.coalesce(there.c.df, 0))) or 0
    ok = counted == indexed and not (closed or missing or wrong)
    found = f"{indexed} claims indexed, {counted} counted, {missing} missing, {closed} closed, {wrong} terms miscounted"
    return Check("matching index", ok, found if ok else f"{found}; make it anew with: claimtrack db reindex")


def _search(session: Session) -> Check:
    missing = search.count_missing(session)
    return Check("search index", missing == 0, f"{missing} claims missing; {SEARCH_ANEW}" if missing else "ok")


def _vectors(session: Session) -> Check:
    found, bad = vectors.count(session)
    told = f"{bad} of {found} are of no use, and not used; throw them away with: claimtrack db reindex"
    return Check("vectors", not bad, told if bad else f"{found} kept")


def _cells(session: Session) -> Check:
    found = cells.problems(session)
    told = f"not as claimtrack writes them: {'; '.join(found)}. Restore a backup with: claimtrack db restore FILE"
    return Check("cells", not found, told if found else "ok")


def _log(session: Session) -> Check:
    report = history.verify(session)
    if report.ok:
        return Check("history", ok=True, detail=f"{report.events} events, whole")
    return Check("history", ok=False, detail=f"{'; '.join(report.problems)}. {_WHO_CHANGED}")


OF_INDEXES_AND_HISTORY: tuple[tuple[str, Look], ...] = (
    ("matching index", _matching),
    ("search index", _search),
    ("vectors", _vectors),
    ("cells", _cells),
    ("history", _log),
)
