"""PostgreSQL is dumped whole and compared with the dump; a restore replaces all that was there, or nothing."""

import os
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.engine import make_url

from claimtrack.errors import ClaimtrackError, ConflictError, DatabaseError, NotFoundError, ToolMissingError
from claimtrack.settings import Settings
from claimtrack.store import clients, doctor, dumps, history, roles, safekeeping, sessions
from tests.builders import a_claim_row, an_event
from tests.databases import Database, Templates
from tests.migrations.catalog import plain_schema, schema
from tests.store.test_copying import rows

pytestmark = pytest.mark.postgresql


@pytest.fixture
def desk(filled_server: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    """Return a filled PostgreSQL database; what nobody names lands in the test's folder."""
    monkeypatch.chdir(tmp_path)
    return filled_server


@pytest.fixture
def other(postgresql_templates: Templates, tmp_path: Path) -> Iterator[Database]:
    made = postgresql_templates.empty(tmp_path / "none")
    yield made
    postgresql_templates.drop(made)


def add_claim(database: Database) -> None:
    with sessions.writing(database.settings) as session:
        claim = a_claim_row(session, "One more.")
        history.record(session, an_event(f"C-{claim.id}", "add", version=1, target="pending"))


def test_a_dump_brings_everything_back(desk: Database, other: Database, tmp_path: Path) -> None:
    made = safekeeping.back_up(desk.settings, tmp_path / "desk.dump")
    assert made.read_bytes()[:5] == b"PGDMP"
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    done = safekeeping.put_back(other.settings, made, force=False)
    assert done.kept is None
    assert done.log is not None
    assert done.log.ok
    assert rows(other) == rows(desk)
    assert plain_schema(other) == plain_schema(desk)
    assert [check for check in doctor.examine(other.settings) if not check.ok] == []
    add_claim(other)


def test_a_dump_that_nobody_names_has_the_time_in_its_name(desk: Database, tmp_path: Path) -> None:
    made = safekeeping.back_up(desk.settings, None)
    assert made.parent == tmp_path
    assert made.name.startswith(f"{make_url(desk.url).database}-2")
    assert made.suffix == ".dump"


def test_what_is_there_is_only_replaced_where_that_is_asked_for(desk: Database, tmp_path: Path) -> None:
    made = safekeeping.back_up(desk.settings, tmp_path / "desk.dump")
    add_claim(desk)
    now = rows(desk)
    with pytest.raises(ConflictError, match="--force"):
        safekeeping.put_back(desk.settings, made, force=False)
    assert rows(desk) == now
    done = safekeeping.put_back(desk.settings, made, force=True)
    assert len(rows(desk)["claim"]) == len(now["claim"]) - 1
    assert done.kept is not None
    safekeeping.put_back(desk.settings, done.kept, force=True)
    assert rows(desk) == now


def test_who_could_work_can_work_with_what_is_restored(
    desk: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = f"{make_url(desk.url).database}_w"
    desk.run(f"CREATE ROLE {worker} LOGIN")
    try:
        roles.grant(desk.settings, worker)
        made = safekeeping.back_up(desk.settings, tmp_path / "desk.dump")
        safekeeping.put_back(desk.settings, made, force=True)
        with sessions.reading(desk.settings) as session:
            programs = clients.find(session.connection()).folder
        monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")  # where no superuser asks the server
        as_worker = Database(make_url(desk.url).set(username=worker).render_as_string(hide_password=False))
        add_claim(as_worker)
        with pytest.raises(DatabaseError, match="belongs to another role"):
            safekeeping.put_back(as_worker.settings, made, force=True)
        safekeeping.back_up(as_worker.settings, tmp_path / "worker.dump")
    finally:
        desk.run(f"DROP OWNED BY {worker}", f"DROP ROLE {worker}")


def test_a_restore_that_fails_leaves_everything_as_it_was(desk: Database, tmp_path: Path) -> None:
    made = safekeeping.back_up(desk.settings, tmp_path / "desk.dump")
    torn = tmp_path / "torn.dump"
    torn.write_bytes(made.read_bytes()[: made.stat().st_size * 2 // 3])
    text, foreign = tmp_path / "text.dump", tmp_path / "foreign.dump"
    text.write_text("Minutes of the swan committee")
    now, made_of = rows(desk), schema(desk)
    for bad, why in (
        (torn, "pg_restore failed"),
        (text, "no dump"),
        (foreign, "no backup at"),
        (tmp_path, "cannot be read"),
    ):
        with pytest.raises(ClaimtrackError, match=why):
            safekeeping.put_back(desk.settings, bad, force=True)
        assert rows(desk) == now
    assert schema(desk) == made_of


def test_another_program_s_dump_is_refused(desk: Database, other: Database, tmp_path: Path) -> None:
    other.run("CREATE TABLE recipe (name text)", "INSERT INTO recipe VALUES ('soup')")
    with sessions.examining(other.settings) as session:
        dumps.save(session.connection(), tmp_path / "recipes.dump")
    with pytest.raises(DatabaseError, match="no dump of a claimtrack database"):
        safekeeping.put_back(desk.settings, tmp_path / "recipes.dump", force=True)
    with pytest.raises(ConflictError, match="not empty"):
        safekeeping.put_back(other.settings, tmp_path / "recipes.dump", force=False)


def test_a_statement_that_fails_takes_all_back(desk: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = safekeeping.back_up(desk.settings, tmp_path / "desk.dump")
    now, drops = rows(desk), dumps._drops

    def broken(connection: object) -> str:
        return drops(connection) + "\nSELECT nothing_of_the_kind();"  # type: ignore[arg-type] # a connection

    monkeypatch.setattr(dumps, "_drops", broken)
    with pytest.raises(DatabaseError, match=r"psql failed: .*nothing_of_the_kind"):
        safekeeping.put_back(desk.settings, made, force=True)
    assert rows(desk) == now


def test_who_writes_while_what_was_there_is_saved_is_not_lost(
    desk: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = safekeeping.back_up(desk.settings, tmp_path / "desk.dump")
    save = dumps.save

    def slow(connection: object, target: Path) -> None:
        save(connection, target)  # type: ignore[arg-type] # a connection
        add_claim(desk)

    monkeypatch.setattr(dumps, "save", slow)
    with pytest.raises(DatabaseError, match="somebody wrote while"):
        safekeeping.put_back(desk.settings, made, force=True)
    assert ("One more.",) in desk.run("SELECT text FROM claim")


def test_a_backup_replaces_nothing_and_needs_its_folder(desk: Database, tmp_path: Path) -> None:
    target = tmp_path / "notes.txt"
    target.write_text("keep me")
    with pytest.raises(ConflictError, match="exists already"):
        safekeeping.back_up(desk.settings, target)
    with pytest.raises(NotFoundError, match="no folder"):
        safekeeping.back_up(desk.settings, tmp_path / "no" / "desk.dump")
    assert target.read_text() == "keep me"


def test_a_dump_that_is_not_what_is_there_is_no_backup(
    desk: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = clients.Clients.run

    def meddling(self: clients.Clients, name: str, *arguments: str, **rest: object) -> None:
        kept = (part for part in arguments if not part.startswith("--snapshot"))
        with psycopg.connect(desk.url.replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute("UPDATE outlet SET name = name || '!' WHERE id = 1")
        whole(self, name, *kept, **rest)  # type: ignore[arg-type] # handed on

    monkeypatch.setattr(clients.Clients, "run", meddling)
    with pytest.raises(DatabaseError, match="The dump of outlet is not what the table holds"):
        safekeeping.back_up(desk.settings, tmp_path / "desk.dump")
    assert list(tmp_path.glob("*desk.dump*")) == []


def test_a_dump_that_fails_leaves_nothing(desk: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        clients.Clients, "run", lambda *_, **__: (_ for _ in ()).throw(DatabaseError("pg_dump failed: x"))
    )
    with pytest.raises(DatabaseError, match="pg_dump failed"):
        safekeeping.back_up(desk.settings, tmp_path / "desk.dump")
    assert list(tmp_path.glob("*desk.dump*")) == []


def test_no_password_stands_on_a_command_line(desk: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[list[str], dict[str, str]]] = []
    run = subprocess.run

    def watched(command: list[str], *rest: object, **facts: object) -> object:
        seen.append((command, facts.get("env") or {}))  # type: ignore[arg-type] # an environment
        return run(command, *rest, **facts)  # type: ignore[call-overload] # handed on

    monkeypatch.setattr(subprocess, "run", watched)
    monkeypatch.setenv("PGDATABASE", "elsewhere")
    url = make_url(desk.url).set(password="hush")  # noqa: S106 - a test's own
    safekeeping.back_up(Settings(database=url.render_as_string(hide_password=False)), tmp_path / "desk.dump")
    (command, environment) = next(one for one in seen if any("--file" in part for part in one[0]))
    assert not any("hush" in part or "postgresql" in part for part in command)
    assert environment["PGPASSWORD"] == "hush"
    assert environment["PGDATABASE"] == url.database


def a_program(folder: Path, version: str) -> None:
    folder.mkdir()
    for name in ("pg_dump", "pg_restore", "psql"):
        path = folder / name
        path.write_text(f"#!/bin/sh\necho '{name} (PostgreSQL) {version}'\n")
        path.chmod(0o755)


@pytest.mark.parametrize(
    ("version", "why"), [("9.6.1", r"of version 9, older than the server"), (None, "there is none")]
)
def test_what_is_missing_or_too_old_is_said(
    version: str | None, why: str, desk: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if version:
        a_program(tmp_path / "bin", version)
    folders = [tmp_path / "bin", tmp_path / "nowhere"]
    monkeypatch.setattr(clients, "_folders", lambda *_: iter(folders))
    with pytest.raises(ToolMissingError, match=why) as caught:
        safekeeping.back_up(desk.settings, tmp_path / "desk.dump")
    assert "Install that of PostgreSQL" in caught.value.message


def test_the_nearest_version_is_taken(desk: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for version in ("99.1", "50.2", "9.6"):
        a_program(tmp_path / version, version)
    folders = [tmp_path / version for version in ("99.1", "50.2", "9.6")]
    monkeypatch.setattr(clients, "_folders", lambda *_: iter(folders))
    with sessions.reading(desk.settings) as session:
        assert clients.find(session.connection()).folder == tmp_path / "50.2"


def test_the_programs_on_the_path_are_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    a_program(tmp_path / "bin", "18.1")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}/usr/bin")
    assert next(iter(clients._folders(None, "db.example.org"))) == tmp_path / "bin"  # type: ignore[arg-type] # not asked
    assert clients._version_of(tmp_path / "bin" / "pg_dump") == 18
    assert clients._version_of(tmp_path / "bin" / "pg_dumper") == 0
