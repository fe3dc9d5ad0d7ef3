"""The log: what it refuses, and what `verify` finds once whoever owns the database has taken the guards away."""

import hashlib
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import NullPool, create_engine, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from claimtrack.domain.history import HistoryEvent, LogReport
from claimtrack.domain.states import Resolution, State, Verdict
from claimtrack.errors import IntegrityError
from claimtrack.settings import Settings
from claimtrack.store import history, links, reviews, sessions
from claimtrack.store.tables import Claim, HistoryRow, LogHead
from tests.builders import NOW, a_claim_row, an_event
from tests.databases import Database


def move(settings: Settings, event: str, target: State, verdict: Verdict | None = None) -> None:
    """Move C-1 as `workflow.review` does, in a transaction of its own."""
    with sessions.writing(settings) as session:
        claim = session.get_one(Claim, 1)
        source = claim.state
        row = reviews.add_verdict(session, 1, verdict, "read it", None, "ann", NOW) if verdict else None
        claim.state, claim.verdict_id = target, row.id if row else None
        session.flush()
        facts = {"details": {"verdict": verdict.value}, "note": "read it"} if verdict else {}
        moved = an_event("C-1", event, version=claim.version, source=source.value, target=target.value, **facts)
        history.record(session, moved)


@pytest.fixture
def written(database: Database) -> Database:
    """Return a database with a log of four events: an article and the way of C-1 to its verdict."""
    with sessions.writing(database.settings) as session:
        history.record(session, an_event())
        claim = a_claim_row(session)
        history.record(session, an_event("C-1", "add", version=claim.version, target="pending", note="by hand"))
    move(database.settings, "take", State.IN_REVIEW)
    move(database.settings, "settle", State.SETTLED, Verdict.CONFIRMED)
    assert (verify(database).events, verify(database).problems) == (4, ())
    return database


def verify(database: Database) -> LogReport:
    with sessions.reading(database.settings) as session:
        return history.verify(session)


# --- sealing ---------------------------------------------------------------------------------------------


def test_an_empty_log_is_sound(database: Database) -> None:
    assert verify(database) == LogReport(0, history.GENESIS.hex(), ())


def test_each_event_names_the_hash_before_it(written: Database) -> None:
    with sessions.reading(written.settings) as session:
        rows = list(session.scalars(select(HistoryRow).order_by(HistoryRow.seq)))
        head = session.get_one(LogHead, 1)
        assert [row.seq for row in rows] == [1, 2, 3, 4]
        assert history.GENESIS.hex().encode() in rows[0].header
        for before, after in pairwise(rows):
            assert hashlib.sha256(before.header).digest() == before.hash
            assert before.hash.hex().encode() in after.header
        assert (head.size, head.hash) == (4, rows[-1].hash)


def test_a_body_cannot_be_guessed_from_its_hash(written: Database) -> None:
    with sessions.reading(written.settings) as session:
        rows = list(session.scalars(select(HistoryRow)))
    assert len({row.salt for row in rows}) == len(rows)
    assert all(hashlib.sha256(row.body).hexdigest().encode() not in row.header for row in rows)


def test_an_event_reads_back(database: Database) -> None:
    event = HistoryEvent(
        stream="C-9",
        event="edit",
        by="Renée",
        at=NOW + timedelta(microseconds=7),
        version=3,
        source="pending",
        target="waiting",
        note="“quoted” — 漢字",
        details={"changes": {"text": {"old": None, "new": "new"}}, "score": 0.5},
    )
    with sessions.writing(database.settings) as session:
        history.record(session, event)
        assert history.of_stream(session, "C-9") == []
    with sessions.reading(database.settings) as session:
        (found,) = history.of_stream(session, "C-9")
        assert history.maker_of(session, "C-9", 3) == found
        assert history.maker_of(session, "C-9", 2) is None
        assert history.maker_of(session, "C-1", 3) is None
    assert found.seq == 1
    assert HistoryEvent(**{name: getattr(found, name) for name in event.__slots__ if name != "seq"}) == event


def test_the_log_does_not_run_backwards(database: Database) -> None:
    with sessions.writing(database.settings) as session:
        history.record(session, an_event(at=NOW))
        history.record(session, an_event(at=NOW - timedelta(days=1)))
    with sessions.reading(database.settings) as session:
        assert [event.at for event in history.of_stream(session, "A-1")] == [NOW, NOW]
        assert history.verify(session).ok


def test_a_failed_act_leaves_no_event(database: Database) -> None:
    class StopError(Exception):
        pass

    def fail() -> None:
        with sessions.writing(database.settings) as session:
            history.record(session, an_event())
            history.seal(session)
            raise StopError

    with pytest.raises(StopError):
        fail()
    assert verify(database).events == 0


def test_a_log_without_its_head_takes_nothing_in(written: Database) -> None:
    written.run("DELETE FROM log_head")
    with (
        pytest.raises(IntegrityError, match="no head row"),
        sessions.writing(written.settings) as session,
    ):
        history.record(session, an_event())
    assert "the log has no head row" in verify(written).problems


@hypothesis_settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    events=st.lists(
        st.builds(
            an_event,
            st.sampled_from(["A-1", "A-2", "E-7"]),
            st.text(min_size=1, max_size=10).filter(lambda text: "\0" not in text),
            by=st.text(max_size=10).filter(lambda text: "\0" not in text),
            note=st.none() | st.text(max_size=20),
            version=st.integers(0, 2**31 - 1),
        ),
        max_size=6,
    )
)
def test_whatever_is_recorded_verifies(sqlite_database: Database, events: list[HistoryEvent]) -> None:
    before = verify(sqlite_database)
    with sessions.writing(sqlite_database.settings) as session:
        for event in events:
            history.record(session, event)
    after = verify(sqlite_database)
    assert after.ok
    assert after.events == before.events + len(events)
    assert (after.head == before.head) is (not events)


# --- what the database refuses ---------------------------------------------------------------------------

EVENT = "seq, stream, version, event, by, at, header, hash, salt, body"
VERDICT = "id, claim_id, number, verdict, by, at"
TAKE_OVER = "ON CONFLICT (seq) DO UPDATE SET by = 'bob'"
ATTACKS = {
    "sqlite": [
        "UPDATE history_event SET by = 'bob'",
        "UPDATE history_event SET stream = 'C-2' WHERE seq = 2",
        "DELETE FROM history_event WHERE seq = 4",
        f"INSERT OR REPLACE INTO history_event ({EVENT}) SELECT {EVENT} FROM history_event WHERE seq = 2",
        f"REPLACE INTO history_event ({EVENT}) VALUES ('3', 'C-1', 1, 'x', 'x', '2026-01-01', 'x', 'x', 'x', 'x')",
        f"INSERT INTO history_event ({EVENT}) SELECT {EVENT} FROM history_event WHERE seq = 2 {TAKE_OVER}",
        "UPDATE OR REPLACE history_event SET seq = 1 WHERE seq = 2",
        "UPDATE verdict SET verdict = 'refuted'",
        "DELETE FROM verdict",
        f"INSERT OR REPLACE INTO verdict ({VERDICT}) SELECT {VERDICT} FROM verdict",
        f"INSERT OR REPLACE INTO verdict ({VERDICT}) SELECT 99, 1, 1, 'refuted', by, at FROM verdict",
    ],
    "postgresql": [
        "UPDATE history_event SET by = 'bob'",
        "DELETE FROM history_event WHERE seq = 4",
        "TRUNCATE history_event",
        f"INSERT INTO history_event ({EVENT}) SELECT {EVENT} FROM history_event WHERE seq = 2 {TAKE_OVER}",
        "SET session_replication_role = replica; DELETE FROM history_event",
        "UPDATE verdict SET verdict = 'refuted'",
        "DELETE FROM verdict",
        "TRUNCATE verdict CASCADE",
    ],
}


def test_what_is_append_only_cannot_be_rewritten(written: Database, subtests: pytest.Subtests) -> None:
    before = written.run("SELECT * FROM history_event ORDER BY seq"), written.run("SELECT * FROM verdict")
    for attack in ATTACKS[written.kind]:
        with subtests.test(attack):
            with pytest.raises(DBAPIError, match="append-only"):
                written.run(*attack.split("; "))
            assert before == (
                written.run("SELECT * FROM history_event ORDER BY seq"),
                written.run("SELECT * FROM verdict"),
            )


def test_our_own_code_cannot_rewrite_it_either(written: Database) -> None:
    def rewrite() -> None:
        with sessions.writing(written.settings) as session:
            session.get_one(HistoryRow, 1).by = "bob"

    with pytest.raises(Exception, match="append-only"):
        rewrite()
    assert verify(written).ok


# --- what `verify` finds -----------------------------------------------------------------------------------

FOUND = [
    ("UPDATE history_event SET by = 'bob' WHERE seq = 3", "event 3: its columns differ"),
    ("UPDATE history_event SET event = 'add' WHERE seq = 4", "event 4: its columns differ"),
    ("UPDATE history_event SET at = '2020-01-01 00:00:00' WHERE seq = 1", "event 1: its columns differ"),
    ("UPDATE history_event SET version = 9 WHERE seq = 2", "event 2: its columns differ"),
    ("UPDATE history_event SET stream = 'C-2' WHERE seq = 2", "event 2: its columns differ"),
    ("UPDATE history_event SET body = salt WHERE seq = 2", "event 2: its body was changed"),
    ("UPDATE history_event SET salt = body WHERE seq = 2", "event 2: its body was changed"),
    ("UPDATE history_event SET header = body WHERE seq = 2", "event 2: its header was changed"),
    ("UPDATE history_event SET hash = salt WHERE seq = 2", "event 2: its header was changed"),
    ("UPDATE history_event SET seq = 7 WHERE seq = 4", "event 4 is missing: the next one is 7"),
    ("DELETE FROM history_event WHERE seq = 2", "event 2 is missing: the next one is 3"),
    ("DELETE FROM history_event WHERE seq = 1", "event 1 is missing: the next one is 2"),
    ("DELETE FROM history_event WHERE seq = 4", "the head says 4 events, and the log has 3"),
    ("DELETE FROM history_event", "the head says 4 events, and the log has 0"),
    ("UPDATE log_head SET size = 3", "the head says 3 events, and the log has 4"),
    ("UPDATE claim SET state = 'pending', verdict_id = NULL", "C-1 is pending, but the log says settled"),
    ("UPDATE claim SET version = 2", "C-1 is at version 2, but the log says 3"),
    ("DELETE FROM claim", "C-1 is in the log, but not in the database"),
    ("UPDATE verdict SET verdict = 'refuted'", "C-1: its verdicts are not those"),
    ("UPDATE verdict SET rationale = NULL", "C-1: its verdicts are not those"),
    ("UPDATE verdict SET override = 'because'", "C-1: its verdicts are not those"),
    ("UPDATE claim SET resolution = 'retracted'", "C-1: the way it was closed"),
    ("UPDATE claim SET reject_reason = 'opinion'", "C-1: the way it was closed"),
]


def test_every_edit_behind_the_log_is_found(written: Database, subtests: pytest.Subtests) -> None:
    for table in ("history_event", "verdict"):
        written.disarm(table)
    if written.kind == "postgresql":
        written.run("ALTER TABLE verdict DROP CONSTRAINT fk_verdict_claim_id_claim")
    for edit, expected in FOUND:
        with subtests.test(edit):
            report = edited(written, edit)
            assert not report.ok
            assert expected in "\n".join(report.problems)
    assert verify(written).ok


def edited(database: Database, edit: str) -> LogReport:
    """Return what `verify` says of an edit that is then taken back."""
    engine = create_engine(database.url, poolclass=NullPool)
    with engine.connect() as connection, Session(connection) as session:
        connection.execute(text(edit))
        report = history.verify(session)
        connection.rollback()
    return report


COLUMNS = ["stream", "version", "event", "by", "at", "header", "hash", "salt", "body"]
RUBBISH = ["'x'", "''", "-1", "0.5", "x'00'", "'[]'", "1e400"]


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("value", RUBBISH)
def test_rubbish_in_a_column_is_reported_not_raised(sqlite_database: Database, column: str, value: str) -> None:
    with sessions.writing(sqlite_database.settings) as session:
        history.record(session, an_event("A-1"))
    sqlite_database.disarm("history_event")
    report = edited(sqlite_database, f"UPDATE history_event SET {column} = {value}")
    assert not report.ok
    assert report.events == 0


def test_a_forged_event_that_is_no_json_is_reported(sqlite_database: Database) -> None:
    with sessions.writing(sqlite_database.settings) as session:
        history.record(session, an_event("A-1"))
    sqlite_database.disarm("history_event")
    digest = hashlib.sha256(b"[]").hexdigest()
    report = edited(sqlite_database, f"UPDATE history_event SET header = x'5b5d', hash = x'{digest}'")
    assert report.problems == ("event 1: its header is not JSON",)


def test_only_the_first_problems_are_listed(sqlite_database: Database) -> None:
    with sessions.writing(sqlite_database.settings) as session:
        for number in range(history.MAX_PROBLEMS + 5):
            a_claim_row(session, f"Claim number {number}.")
    problems = verify(sqlite_database).problems
    assert problems[0] == "C-1 is pending, but the log says nothing of it"
    assert len(problems) == history.MAX_PROBLEMS + 1
    assert problems[-1] == "and 5 more"


def test_the_way_a_claim_was_closed_is_compared(written: Database) -> None:
    with sessions.writing(written.settings) as session:
        claim = a_claim_row(session, state=State.CLOSED, resolution=Resolution.DUPLICATE, target_id=1)
        stream, facts = f"C-{claim.id}", {"resolution": "duplicate", "target": "C-1"}
        links.add(session, claim.id, 1, Resolution.DUPLICATE, "ann", NOW)
        history.record(session, an_event(stream, "close", version=1, target="closed", details=facts))
    assert verify(written).ok
    for edit in ("resolution = 'superseded'", "resolution = NULL", "target_id = NULL"):
        report = edited(written, f"UPDATE claim SET {edit} WHERE state = 'closed'")
        assert report.problems == (f"{stream}: the way it was closed is not the one that the log has",)


def test_an_older_verdict_cannot_be_put_back_in_force(written: Database) -> None:
    move(written.settings, "reopen", State.PENDING)
    move(written.settings, "settle", State.SETTLED, Verdict.REFUTED)
    assert verify(written).ok
    report = edited(written, "UPDATE claim SET verdict_id = (SELECT min(id) FROM verdict)")
    assert report.problems == ("C-1: the verdict in force is not its newest",)
