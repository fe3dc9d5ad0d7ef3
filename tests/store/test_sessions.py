"""Units of work: all or nothing, one writer at a time, and a driver's error in words."""

import sqlite3
from datetime import datetime, timedelta, timezone

import psycopg.errors
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import IntegrityError as DriverIntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from claimtrack.domain.states import State
from claimtrack.errors import ConflictError, DatabaseBusyError, DatabaseError, DeadlockError, IntegrityError
from claimtrack.store import claims, faults, history, sessions
from claimtrack.store.tables import Claim
from tests.builders import NOW, a_claim_row, an_event
from tests.databases import Database


def test_a_clean_exit_commits(database: Database) -> None:
    with sessions.writing(database.settings) as session:
        a_claim_row(session)
        history.record(session, an_event())
    with sessions.reading(database.settings) as session:
        assert claims.count_claims(session) == 1
        assert history.verify(session).events == 1


def test_what_a_fixture_wrote_is_gone(session: Session) -> None:
    a_claim_row(session)
    assert claims.count_claims(session) == 1


@pytest.mark.parametrize("at", ["before", "after"])
def test_an_error_takes_everything_back(at: str, database: Database) -> None:
    def fail() -> None:
        with sessions.writing(database.settings) as session:
            if at == "after":
                a_claim_row(session)
                history.record(session, an_event())
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    with sessions.reading(database.settings) as session:
        assert claims.count_claims(session) == 0
        assert history.verify(session).events == 0


def test_a_reader_beside_a_writer_sees_what_was_committed(database: Database) -> None:
    with sessions.writing(database.settings) as writer:
        a_claim_row(writer)
        with sessions.reading(database.settings) as reader:
            assert claims.count_claims(reader) == 0


def test_a_reader_sees_one_moment_however_often_it_looks(database: Database) -> None:
    with sessions.reading(database.settings) as reader:
        assert claims.count_claims(reader) == 0
        with sessions.writing(database.settings) as writer:
            a_claim_row(writer)
        assert claims.count_claims(reader) == 0
    with sessions.reading(database.settings) as reader:
        assert claims.count_claims(reader) == 1


def test_a_reader_cannot_write(database: Database) -> None:
    with sessions.reading(database.settings) as session, pytest.raises(DBAPIError, match=r"read-?only"):
        session.execute(text("DELETE FROM match_stat"))


def test_two_changes_to_one_claim_do_not_both_win(database: Database) -> None:
    with sessions.writing(database.settings) as session:
        a_claim_row(session)

    def write() -> None:
        with sessions.writing(database.settings) as session:
            claim = session.get_one(Claim, 1)
            # Somebody else, between the look and the write.
            session.execute(text("UPDATE claim SET version = version + 1"))
            claim.state = State.WAITING

    with pytest.raises(ConflictError, match="same claim at the same moment"):
        write()
    with sessions.reading(database.settings) as session:
        assert session.get_one(Claim, 1).state is State.PENDING


def test_a_second_writer_is_told_that_the_file_is_held(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claimtrack.store.engine.BUSY_SECONDS", 0)

    def write_twice() -> None:
        with sessions.writing(sqlite_database.settings), sessions.writing(sqlite_database.settings):
            pass

    with pytest.raises(DatabaseBusyError, match="held by another process"):
        write_twice()


@pytest.mark.parametrize(
    ("words", "kind", "says"),
    [
        ("database is locked", DatabaseBusyError, "held by another process"),
        ("deadlock detected", DeadlockError, "try again"),
        ("canceling statement due to lock timeout", DatabaseBusyError, "try again"),
        ("attempt to write a readonly database", DatabaseError, "read-only"),
        ("database disk image is malformed", IntegrityError, "Restore a backup"),
        ("database or disk is full", DatabaseError, "no room left"),
        ("no such table: alembic_version", DatabaseError, "refused: no such table"),
    ],
)
def test_a_drivers_error_in_words(words: str, kind: type[Exception], says: str, sqlite_database: Database) -> None:
    error = OperationalError("SELECT 1", {}, sqlite3.OperationalError(words))
    found = faults.explain(error, sqlite_database.settings)
    assert type(found) is kind
    assert says in str(found)


def test_what_somebody_added_at_the_same_moment_is_a_conflict(sqlite_database: Database) -> None:
    error = DriverIntegrityError("INSERT", {}, psycopg.errors.UniqueViolation("duplicate key value"))
    found = faults.explain(error, sqlite_database.settings)
    assert type(found) is ConflictError
    assert "at the same moment" in str(found)
    other = DriverIntegrityError("INSERT", {}, psycopg.errors.NotNullViolation("null value"))
    assert faults.explain(other, sqlite_database.settings) is None


def test_a_fault_of_ours_is_not_explained_away(sqlite_database: Database) -> None:
    error = DriverIntegrityError("INSERT", {}, sqlite3.IntegrityError("UNIQUE constraint failed: claim.id"))
    assert faults.explain(error, sqlite_database.settings) is None
    assert faults.explain(ValueError("no"), sqlite_database.settings) is None
    assert type(faults.explain(StaleDataError("x"), sqlite_database.settings)) is ConflictError


def test_times_are_kept_as_utc(session: Session) -> None:
    noon_in_delhi = datetime(2026, 3, 2, 12, 0, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    claim = a_claim_row(session, created_at=noon_in_delhi, updated_at=NOW + timedelta(microseconds=1))
    session.expire(claim)
    assert claim.created_at.isoformat() == "2026-03-02T06:30:00+00:00"
    assert claim.updated_at == NOW + timedelta(microseconds=1)


def test_a_time_without_a_zone_is_refused(session: Session) -> None:
    with pytest.raises(Exception, match="a stored time needs a time zone"):
        a_claim_row(session, created_at=NOW.replace(tzinfo=None))
