"""A project that is exported and imported is the same project, on either database and from one to the other."""

import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy.orm import Session

from claimtrack.errors import BrokenExportError, ConflictError, IntegrityError, InvalidDataError
from claimtrack.formats import schemas
from claimtrack.store import checks, claims, contents, doctor, history, sessions, upgrade
from claimtrack.store import engine as engines
from claimtrack.workflow import archive, redacting
from claimtrack.workflow.act import Act
from tests.builders import NOW, a_claim_row
from tests.databases import Database, Templates
from tests.filled import fill
from tests.workflow.conftest import Bench
from tests.workflow.test_walks import Walk


@pytest.fixture
def source(filled: Database) -> Database:
    return filled


@pytest.fixture(scope="session")
def content(sqlite_templates: Templates, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return an export; it is the same from both databases."""
    return export(sqlite_templates.filled(tmp_path_factory.mktemp("content") / "content.db", fill))


def export(database: Database, now: datetime = NOW) -> bytes:
    with sessions.reading(database.settings) as session:
        return exported(session, now)


def exported(session: Session, now: datetime = NOW) -> bytes:
    found: list[bytes] = []
    archive.write_out(session, found.append, now)
    return b"".join(found)


def take_in(database: Database, content: bytes) -> None:
    with sessions.filling(database.settings) as session:
        archive.take_in(session, "desk.jsonl", io.BytesIO(content))


def rows(database: Database, *, derived: bool = False) -> dict[str, list[Any]]:
    tables = contents.all_tables() if derived else contents.by_hand()
    with sessions.reading(database.settings) as session:
        return {table.name: list(contents.rows_of(session.connection(), table)) for table in tables}


MATCHED = (
    "SELECT claim_id, term, w FROM match_posting JOIN match_term ON match_term.id = term_id ORDER BY claim_id, term",
    "SELECT term, df FROM match_term WHERE df > 0 ORDER BY term",
    "SELECT claims, analysis_version, matcher FROM match_stat",
    "SELECT rowid FROM claim_search ORDER BY rowid",
)


def test_the_same_project_comes_in(source: Database, target: Database) -> None:
    content = export(source)
    take_in(target, content)
    assert export(target) == content
    was = rows(source)
    assert rows(target) == was
    assert {name for name, found in was.items() if not found} == set()


def test_what_is_made_from_claims_is_made_anew(source: Database, target: Database) -> None:
    take_in(target, export(source))
    for query in MATCHED:
        assert sorted(map(tuple, target.run(query))) == sorted(map(tuple, source.run(query))) != []
    assert [check for check in doctor.examine(target.settings) if not check.ok] == []


def test_work_goes_on_in_what_came_in(source: Database, target: Database) -> None:
    take_in(target, export(source))
    with sessions.writing(target.settings) as session:
        number = a_claim_row(session, "One more.").id
    with sessions.reading(target.settings) as session:
        assert number == claims.count_claims(session)


def test_every_line_is_as_the_schema_says(source: Database) -> None:
    lines = export(source).splitlines()
    for line in lines:
        schemas.check("export-line", json.loads(line))
    assert {json.loads(line).get("table") for line in lines} >= {table.name for table in contents.by_hand()}


@pytest.mark.parametrize("wrong", [{"swan": 1}, {"id": "1"}, {"state": "lost"}, {"text": None}])
def test_the_schema_refuses_what_is_read_by_nobody(source: Database, wrong: dict[str, Any]) -> None:
    line = next(line for line in export(source).splitlines() if line.startswith(b'{"table":"claim"'))
    found = json.loads(line)
    found["row"] |= wrong
    with pytest.raises(InvalidDataError):
        schemas.check("export-line", found)


def test_a_database_that_holds_something_is_left_alone(content: bytes, target: Database) -> None:
    with sessions.writing(target.settings) as session:
        a_claim_row(session, "Mine.")
    with pytest.raises(ConflictError, match="not empty"):
        take_in(target, content)
    assert target.run("SELECT text FROM claim") == [("Mine.",)]


def edited(content: bytes, table: str, **facts: Any) -> bytes:
    """Return an export in which a row of a table is another, with right sums: what a forger makes."""
    from claimtrack.formats.archive import Header, _Sums  # noqa: PLC0415 - the forger's tools

    lines = content.splitlines()
    head = json.loads(lines[0])
    at = datetime.strptime(head["exported"], "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
    sums = _Sums(Header(head["revision"], head["claimtrack"], at))
    made, done = [lines[0]], False
    for line in lines[1:-1]:
        found = json.loads(line)
        found.pop("sum")
        if found["table"] == table and not done:
            found["row"] |= facts
            done = True
        plain = json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()[:-1]
        made.append(b'%s,"sum":"%s"}' % (plain, sums.add(plain).encode()))
    end = json.loads(lines[-1])
    end["end"]["sha256"] = sums.whole()
    return b"\n".join([*made, json.dumps(end).encode()]) + b"\n"


def test_the_forger_s_tools_work(content: bytes, target: Database) -> None:
    take_in(target, edited(content, "claim"))
    assert export(target) == content


@pytest.mark.parametrize(
    ("table", "facts", "error", "why"),
    [
        ("claim", {"id": 999}, BrokenExportError, "does not come after"),
        ("claim", {"version": 99}, IntegrityError, "history that came in is not whole: C-1"),
        ("history_event", {"by": "eve"}, IntegrityError, "event 1"),
        ("log_head", {"size": 1}, IntegrityError, "the head says 1 events"),
        ("article_version", {"text": "Another text."}, IntegrityError, r"contradicts itself \(texts\)"),
        ("mention", {"start": 1}, IntegrityError, r"contradicts itself \(quotes\)"),
        ("claim", {"fingerprint": "0" * 64}, IntegrityError, r"contradicts itself \(keys\)"),
        ("claim", {"article_id": 99}, InvalidDataError, "points at|violates foreign key"),
        ("evidence", {"stance": "whim"}, BrokenExportError, "stance is none of"),
        ("account", {"key": "bóris"}, InvalidDataError, "was refused"),
        ("claim_pair", {"older_id": 40}, InvalidDataError, "was refused"),
        ("outlet", {"id": 2**40}, InvalidDataError, "refused|points at|after"),
    ],
)
def test_what_contradicts_itself_is_refused_whole(
    content: bytes, target: Database, table: str, facts: dict[str, Any], error: type[Exception], why: str
) -> None:
    with pytest.raises(error, match=why):
        take_in(target, edited(content, table, **facts))
    assert target.run("SELECT count(*) FROM claim") == [(0,)]
    assert target.run("SELECT size FROM log_head") == [(0,)]


def test_a_cut_file_leaves_nothing(content: bytes, target: Database) -> None:
    with pytest.raises(BrokenExportError, match="cut off"):
        take_in(target, content[: len(content) // 2])
    assert target.run("SELECT count(*) FROM history_event") == [(0,)]
    take_in(target, content)


def test_another_revision_is_refused(content: bytes, target: Database) -> None:
    content = content.replace(f'"revision":"{upgrade.HEAD}"'.encode(), b'"revision":"0001"', 1)
    with pytest.raises(InvalidDataError, match=f"at revision 0001 by claimtrack .*; this one reads {upgrade.HEAD}"):
        take_in(target, content)


def test_a_project_whose_log_is_not_whole_is_not_exported(source: Database) -> None:
    source.run("UPDATE claim SET version = 99 WHERE id = 1")
    with pytest.raises(IntegrityError, match="C-1 is at version 99"):
        export(source)


def test_json_that_would_not_come_back_is_named(source: Database) -> None:
    source.run("UPDATE claim SET flags = '[ ]' WHERE id = 2")
    with pytest.raises(IntegrityError, match="Row 2 of claim cannot be written as it is: flags holds JSON"):
        export(source)


def test_what_was_redacted_stays_redacted(source: Database, target: Database) -> None:
    with sessions.writing(source.settings) as session:
        redacting.redact_evidence(session, 1, "court order 7/26", Act(by="ann", now=NOW))
    take_in(target, export(source))
    assert rows(target) == rows(source)


@contextmanager
def unfilled(templates: Templates, path: Path) -> Iterator[Session]:
    """Give a session on an empty project that is given up at the end."""
    made = templates.clone(path)
    engine = engines.open_engine(made.url, writes=True, migrates=True)
    with engine.connect() as connection, Session(connection) as session:
        from claimtrack.store import filling  # noqa: PLC0415 - next to what it prepares

        filling.prepare(connection)
        yield session
        session.rollback()
    engine.dispose()
    templates.drop(made)


@pytest.mark.parametrize("steps", [12])
def test_any_walk_comes_back_as_it_was(bench: Bench, steps: int, templates: Templates, tmp_path: Path) -> None:
    walks: list[int] = []

    class Exported(Walk):
        """A walk that is exported at its end, imported, and exported again."""

        def teardown(self) -> None:
            self.session.flush()
            walks.append(1)
            content = exported(self.session)
            with unfilled(templates, tmp_path / f"walk-{len(walks)}.db") as session:
                archive.take_in(session, "walk.jsonl", io.BytesIO(content))
                assert exported(session) == content
                assert [check for check in checks.check_all(session) if not check.ok] == []
                assert history.verify(session) == history.verify(self.session)
            super().teardown()

    machine = type("WalkHere", (Exported,), {"bench": bench})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=4,
            stateful_step_count=steps,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert walks
