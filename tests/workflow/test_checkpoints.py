"""What only a checkpoint that was kept elsewhere shows: a log that was rewritten as a whole, or cut short."""

import hashlib
import secrets
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from sqlalchemy import NullPool, create_engine, delete, insert, select
from sqlalchemy.orm import Session

from claimtrack.errors import IntegrityError, InvalidDataError
from claimtrack.formats import notes, signing
from claimtrack.formats.checkpoints import Checkpoint
from claimtrack.store import history, sessions
from claimtrack.store.history.chain import GENESIS
from claimtrack.store.tables import HistoryRow, LogHead
from claimtrack.workflow import checkpoints, claims, review
from claimtrack.workflow.act import Act
from tests.databases import Database, Templates

KEY = signing.new_key("desk.example/log")
PIER = "The pier of the old harbour will be rebuilt in stone"
SOURCE = "https://desk.example/1"


def work(database: Database, act: Act) -> None:
    """Add C-1, take it and give it back: three events."""
    with sessions.writing(database.settings) as session:
        claims.add(session, PIER, SOURCE, act)
        review.take(session, 1, act)
        review.release(session, 1, act)


@pytest.fixture
def worked(database: Database, ann: Act) -> Database:
    work(database, ann)
    for table in ("history_event", "verdict"):
        database.disarm(table)
    return database


def keep(database: Database, folder: Path, name: str = "kept.note") -> str:
    """Sign for the log, and keep the checkpoint."""
    with sessions.reading(database.settings) as session:
        _, note = checkpoints.make(session, KEY)
    path = folder / name
    path.write_bytes(notes.write(note))
    return str(path)


def problems(database: Database, *files: str, keys: tuple[signing.VerifierKey, ...] = (KEY.verifier,)) -> list[str]:
    kept = [checkpoints.read(file, keys) for file in files]
    with sessions.reading(database.settings) as session:
        return list(checkpoints.verify(session, kept)[0].problems)


def rewrite(database: Database, change: dict[int, bytes], order: list[int] | None = None, **headers: Any) -> None:
    """Make the chain anew as somebody can who knows how: other bodies by their number, another order, other headers."""
    engine = create_engine(database.url, poolclass=NullPool)
    with engine.begin() as connection, Session(connection) as session:
        rows = {row.seq: row for row in session.scalars(select(HistoryRow))}
        made, previous, newest = [], GENESIS, dict[str, int]()
        for seq, old in enumerate(order or sorted(rows), start=1):
            row, salt = rows[old], secrets.token_bytes(16)
            body = change.get(old, row.body)
            facts: dict[str, Any] = {
                "v": 2,
                "seq": seq,
                "stream": row.stream,
                "version": row.version,
                "event": row.event,
                "by": row.by,
            }
            at = row.at.astimezone(UTC).replace(tzinfo=None)
            facts["prev_in_stream"] = newest.get(row.stream, 0)
            newest[row.stream] = seq
            facts |= {"at": f"{at.isoformat(timespec='microseconds')}Z", "prev": previous.hex()}
            header = rfc8785.dumps(facts | {"body_sha256": hashlib.sha256(salt + body).hexdigest()} | headers)
            previous = hashlib.sha256(header).digest()
            made.append((seq, row.stream, row.version, row.event, row.by, row.at, header, previous, salt, body))
        session.expunge_all()
        session.execute(delete(HistoryRow))
        columns = "seq stream version event by at header hash salt body".split()
        session.execute(insert(HistoryRow), [dict(zip(columns, row, strict=True)) for row in made])
        session.get_one(LogHead, 1).hash = previous
        session.flush()
    engine.dispose()


def test_a_log_that_grew_agrees_with_all_its_checkpoints(worked: Database, ann: Act, tmp_path: Path) -> None:
    first = keep(worked, tmp_path)
    with sessions.writing(worked.settings) as session:
        review.take(session, 1, ann)
    second = keep(worked, tmp_path, "second.note")
    with sessions.reading(worked.settings) as session:
        report, compared = checkpoints.verify(session, [checkpoints.read(f, [KEY.verifier]) for f in (second, first)])
    assert report.ok
    assert [(one.kept.checkpoint.size, one.kept.signed_by) for one in compared] == [(4, (KEY.name,)), (3, (KEY.name,))]
    assert compared[0].kept.checkpoint.root == report.root


def test_an_empty_log_has_a_checkpoint_too(database: Database, ann: Act, tmp_path: Path) -> None:
    kept = keep(database, tmp_path)
    work(database, ann)
    assert problems(database, kept) == []


def test_nobody_signs_for_a_damaged_log(worked: Database) -> None:
    worked.run("UPDATE claim SET state = 'in_review'")
    with (
        sessions.reading(worked.settings) as session,
        pytest.raises(IntegrityError, match="C-1 is in_review, but the log says pending"),
    ):
        checkpoints.make(session, KEY)


def test_a_tail_that_was_cut_off_is_missed_at_once_or_by_the_checkpoint(worked: Database, tmp_path: Path) -> None:
    kept = keep(worked, tmp_path)
    (before,) = worked.run("SELECT hash FROM history_event WHERE seq = 2")
    worked.run("DELETE FROM history_event WHERE seq = 3")
    assert "the head says 3 events, and the log has 2 that end otherwise" in problems(worked)
    worked.run("UPDATE log_head SET size = 2, hash = :hash", hash=before[0])
    assert problems(worked) == ["C-1 is pending, but the log says in_review"]
    worked.run("UPDATE claim SET state = 'in_review', version = 2, assignee = 'ann'")
    assert problems(worked) == []  # nothing in the database shows it any more
    assert problems(worked, kept) == [
        f"{kept} is of 3 events, and the log has 2: its newest were cut off, or it is another log"
    ]


def test_two_events_that_changed_places_are_found(worked: Database) -> None:
    worked.run(
        "UPDATE history_event SET seq = 99 WHERE seq = 2",
        "UPDATE history_event SET seq = 2 WHERE seq = 3",
        "UPDATE history_event SET seq = 3 WHERE seq = 99",
    )
    assert problems(worked) == ["event 2: it does not follow event 1"]


def test_events_that_changed_places_in_a_new_chain_are_found_by_their_versions(worked: Database) -> None:
    rewrite(worked, {}, order=[1, 3, 2])
    (found,) = problems(worked)
    assert found.startswith("C-1 is pending, but the log says in_review")


@pytest.mark.parametrize(
    ("headers", "problem"),
    [
        ({"prev_in_stream": 0}, "event 2: it does not follow the event before of C-1"),
        ({"prev_in_stream": None}, "event 1: it does not follow the event before of C-1"),
        ({"v": 1}, "event 1: it does not follow the event before of C-1"),
        ({"v": 3}, "event 1: its header is of another version than can stand there"),
        ({"v": "2"}, "event 1: its header is of another version than can stand there"),
    ],
)
def test_an_event_names_the_one_before_of_its_claim(worked: Database, headers: dict[str, Any], problem: str) -> None:
    rewrite(worked, {}, **headers)
    assert problems(worked) == [problem]


def test_a_log_that_was_rewritten_as_a_whole_is_found_by_the_checkpoint_alone(worked: Database, tmp_path: Path) -> None:
    kept = keep(worked, tmp_path)
    rewrite(worked, {})
    assert problems(worked, kept) == [f"{kept}: the first 3 events are not those that it was made of"]
    (body,) = worked.run("SELECT body FROM history_event WHERE seq = 1")
    rewrite(worked, {1: bytes(body[0]).replace(PIER.encode(), b"There is no pier")})
    assert problems(worked) == ["C-1: its text is not what the log has"]
    worked.run("UPDATE claim SET text = 'There is no pier'")
    assert problems(worked) == []  # nothing in the database shows it any more
    assert problems(worked, kept) == [f"{kept}: the first 3 events are not those that it was made of"]


def test_a_guard_that_was_taken_off_is_of_no_use_to_who_edits(worked: Database, tmp_path: Path) -> None:
    kept = keep(worked, tmp_path)
    worked.run("UPDATE history_event SET by = 'bob' WHERE seq = 2")
    assert problems(worked, kept) == [
        "event 2: its columns differ from what was hashed",
        f"{kept} is of 3 events, and the log is whole only up to event 1",
    ]


def test_the_checkpoint_of_another_log_is_told_apart(
    worked: Database, sqlite_templates: Templates, ann: Act, tmp_path: Path
) -> None:
    elsewhere = sqlite_templates.clone(tmp_path / "elsewhere.db")
    with sessions.writing(elsewhere.settings) as session:
        for number in range(5):
            claims.add(session, f"The dam of valley {number} leaks", SOURCE, ann)
    other = keep(elsewhere, tmp_path)
    assert "its newest were cut off, or it is another log" in problems(worked, other)[0]
    work_here = keep(worked, tmp_path, "own.note")
    assert problems(elsewhere, work_here) == [f"{work_here}: the first 3 events are not those that it was made of"]


def test_a_forged_checkpoint_counts_for_nothing(worked: Database, tmp_path: Path) -> None:
    kept = Path(keep(worked, tmp_path))
    kept.write_bytes(kept.read_bytes().replace(b"\n3\n", b"\n2\n"))
    assert "its signature is not by desk.example/log; it was changed, or forged" in problems(worked, str(kept))[0]
    stranger = signing.new_key("desk.example/log")
    with sessions.reading(worked.settings) as session:
        report = history.verify(session)
    mine = tmp_path / "mine.note"
    mine.write_bytes(notes.write(stranger.sign(Checkpoint(KEY.name, report.events, report.root).text)))
    assert problems(worked, str(mine)) == [f"{mine}: none of its signatures is by desk.example/log"]
    assert problems(worked, str(mine), keys=(stranger.verifier,)) == []
    assert problems(worked, str(mine), keys=()) == []  # what is not checked is not said to be signed
    assert checkpoints.read(str(mine), ()).signed_by == ()


def test_what_is_no_checkpoint_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "x"
    file.write_bytes(b"\x00" * notes.MAX_BYTES)
    with pytest.raises(InvalidDataError, match="control characters"):
        checkpoints.read(str(file), ())
    file.write_bytes(b"x" * (notes.MAX_BYTES + 1))
    with pytest.raises(InvalidDataError, match="longer than 64,000 bytes"):
        checkpoints.read(str(file), ())
    with pytest.raises(InvalidDataError, match="There is no such file"):
        checkpoints.read(str(tmp_path / "none"), ())
