"""Is the database sound? The file, its references, its indexes, its history."""

from dataclasses import dataclass

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from claimtrack.domain.states import State
from claimtrack.store import history, upgrade
from claimtrack.store.tables import Claim, MatchPosting, MatchStat


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at."""

    name: str
    ok: bool
    detail: str


def check_all(session: Session) -> list[Check]:
    """Run every check; each says what it found."""
    found = [Check("revision", ok=True, detail=upgrade.find_revision(session.connection()) or "none")]
    if session.get_bind().dialect.name == "sqlite":
        found += _sqlite(session)
    found += [_matching(session), _search(session), _log(session)]
    return found


def _sqlite(session: Session) -> list[Check]:
    problems = [str(row[0]) for row in session.execute(text("PRAGMA integrity_check(10)"))]
    orphans = session.execute(text("PRAGMA foreign_key_check")).all()
    return [
        Check("file", problems == ["ok"], "; ".join(problems)),
        Check("references", not orphans, f"{len(orphans)} rows without their parent" if orphans else "ok"),
    ]


def _tracked(session: Session) -> int:
    return session.scalar(select(func.count()).where(Claim.state != State.CLOSED)) or 0


def _matching(session: Session) -> Check:
    counted = session.scalar(select(MatchStat.claims).where(MatchStat.id == 1))
    indexed = session.scalar(select(func.count(MatchPosting.claim_id.distinct()))) or 0
    tracked = _tracked(session)
    return Check(
        "matching index",
        counted == tracked and indexed <= tracked,
        f"{indexed} claims indexed, {counted} counted, {tracked} tracked",
    )


def _search(session: Session) -> Check:
    missing = session.scalar(text("SELECT count(*) FROM claim WHERE id NOT IN (SELECT claim_id FROM claim_search)"))
    return Check("search index", missing == 0, f"{missing} claims missing" if missing else "ok")


def _log(session: Session) -> Check:
    report = history.verify(session)
    return Check("history", report.ok, "; ".join(report.problems) or f"{report.events} events, whole")
