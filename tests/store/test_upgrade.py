"""Making and upgrading a database: whole or not at all, with a backup first."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from claimtrack.errors import ClaimtrackError, DatabaseError, SchemaMismatchError, ToolMissingError
from claimtrack.settings import Settings
from claimtrack.shipped import shipped
from claimtrack.store import claims, clients, dumps, history, sessions, upgrade
from tests.builders import a_claim_row, an_event
from tests.databases import Database, Templates
from tests.migrations.catalog import plain_schema, schema

AddRevision = Callable[[str], None]

NOW = upgrade.HEAD
NEXT = f"{int(NOW) + 1:04}"
REVISION = f'''"""Revision {NEXT}, made by a test."""

import sqlalchemy as sa
from alembic import op

revision = "{NEXT}"
down_revision = "{NOW}"


def upgrade() -> None:
{{body}}
'''


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a server's backup land in the test's folder."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def add_revision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AddRevision:
    """Return a function that lets a newer claimtrack have one more revision with the given body."""

    def add(body: str) -> None:
        folder = tmp_path / "migrations"
        shutil.copytree(shipped("migrations"), folder, ignore=shutil.ignore_patterns("__pycache__"))
        lines = "".join(f"    {line}\n" for line in body.splitlines())
        (folder / "versions" / f"{NEXT}_made_by_a_test.py").write_text(REVISION.format(body=lines))
        monkeypatch.setattr(upgrade, "shipped", lambda _name: folder)
        monkeypatch.setattr(upgrade, "HEAD", NEXT)

    return add


def revision(database: Database) -> str:
    ((found,),) = database.run("SELECT version_num FROM alembic_version")
    return str(found)


def test_a_new_database(empty_database: Database) -> None:
    assert upgrade.upgrade(empty_database.settings) == (None, upgrade.HEAD, None)
    with sessions.reading(empty_database.settings) as session:
        assert claims.count_claims(session) == 0
        assert upgrade.find_revision(session.connection()) == upgrade.HEAD


def test_upgrading_twice_does_nothing_the_second_time(database: Database) -> None:
    before = schema(database)
    assert upgrade.upgrade(database.settings) == (upgrade.HEAD, upgrade.HEAD, None)
    assert schema(database) == before


def test_an_older_database_keeps_its_rows(database: Database, add_revision: AddRevision) -> None:
    with sessions.writing(database.settings) as session:
        claim = a_claim_row(session)
        history.record(session, an_event("C-1", "add", version=claim.version, target="pending"))
    add_revision('op.add_column("claim", sa.Column("swan", sa.Text(), nullable=True))')
    before, after, saved = upgrade.upgrade(database.settings)
    assert (before, after) == (NOW, NEXT)
    assert saved is not None
    with sessions.reading(database.settings) as session:
        assert claims.get_record(session, 1).version == 1
        assert history.verify(session).ok


def test_the_backup_before_an_upgrade_is_the_old_database(
    sqlite_database: Database, add_revision: AddRevision, monkeypatch: pytest.MonkeyPatch
) -> None:
    with sessions.writing(sqlite_database.settings) as session:
        a_claim_row(session)
    add_revision('op.execute("DROP TABLE rejected_candidate")')
    saved = upgrade.upgrade(sqlite_database.settings)[2]
    assert saved is not None
    assert saved.parent == sqlite_database.file.parent
    assert f".{NOW}." in saved.name
    monkeypatch.undo()
    with sessions.reading(Settings(database=f"sqlite:///{saved}")) as session:
        assert claims.count_claims(session) == 1
    assert schema(Database(f"sqlite:///{saved}")) > schema(sqlite_database)


def test_the_dump_before_an_upgrade_is_the_old_database(
    postgresql_templates: Templates, add_revision: AddRevision, tmp_path: Path
) -> None:
    database = postgresql_templates.clone(tmp_path / "none")
    with sessions.writing(database.settings) as session:
        a_claim_row(session)
    made = plain_schema(database)
    add_revision('op.execute("DROP TABLE rejected_candidate")')
    saved = upgrade.upgrade(replace(database.settings, project=tmp_path / "migrations"))[2]
    assert saved is not None
    assert saved.parent == tmp_path / "migrations"
    assert f"-{NOW}-" in saved.name
    assert plain_schema(database) < made
    dumps.restore(database.settings, saved, tmp_path / "kept.dump", force=True)
    assert (plain_schema(database), revision(database)) == (made, NOW)
    assert database.run("SELECT count(*) FROM claim") == [(1,)]
    postgresql_templates.drop(database)


def test_without_pg_dump_an_upgrade_is_refused_unless_no_backup_is_wanted(
    postgresql_templates: Templates, add_revision: AddRevision, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = postgresql_templates.clone(tmp_path / "none")
    add_revision('op.add_column("claim", sa.Column("swan", sa.Text(), nullable=True))')
    monkeypatch.setattr(clients, "_folders", lambda *_: iter(()))
    before = schema(database)
    with pytest.raises(ToolMissingError, match="takes pg_dump, and there is none"):
        upgrade.upgrade(database.settings)
    assert (schema(database), revision(database)) == (before, NOW)
    assert upgrade.upgrade(database.settings, saves=False) == (NOW, NEXT, None)
    assert revision(database) == NEXT
    postgresql_templates.drop(database)


def test_nobody_writes_between_the_backup_and_the_upgrade(
    database: Database, add_revision: AddRevision, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_revision('op.add_column("claim", sa.Column("swan", sa.Text(), nullable=True))')
    monkeypatch.setattr("claimtrack.store.engine.BUSY_SECONDS", 0)
    refused = []
    save = upgrade._save

    def saving(*facts: Any) -> Path:
        saved = save(*facts)
        quick = "SET lock_timeout = '200ms'" if database.kind == "postgresql" else "PRAGMA busy_timeout = 200"
        try:
            database.run(quick, "UPDATE match_stat SET claims = 9")
        except Exception as error:  # noqa: BLE001 - one of two drivers'
            refused.append(str(error))
        return saved

    monkeypatch.setattr(upgrade, "_save", saving)
    upgrade.upgrade(database.settings)
    assert len(refused) == 1
    assert database.run("SELECT claims FROM match_stat") == [(0,)]


FAILS_HALFWAY = """\
op.create_table("swan", sa.Column("id", sa.Integer(), primary_key=True))
op.add_column("claim", sa.Column("swan", sa.Text(), nullable=True))
op.execute("UPDATE match_stat SET claims = 7")
op.execute("SELECT swan FROM nowhere")"""


def test_a_revision_that_fails_leaves_nothing_behind(
    database: Database, add_revision: AddRevision, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = schema(database)
    add_revision(FAILS_HALFWAY)
    with pytest.raises(Exception, match="nowhere"):
        upgrade.upgrade(database.settings)
    assert schema(database) == before
    assert revision(database) == NOW
    assert database.run("SELECT claims FROM match_stat") == [(0,)]
    monkeypatch.undo()
    with sessions.reading(database.settings) as session:
        assert history.verify(session).ok
    with sessions.writing(database.settings) as session:
        a_claim_row(session)


def test_a_first_upgrade_that_fails_leaves_nothing_behind(empty_database: Database, add_revision: AddRevision) -> None:
    add_revision(FAILS_HALFWAY)
    with pytest.raises(Exception, match="nowhere"):
        upgrade.upgrade(empty_database.settings)
    assert schema(empty_database) == set()
    upgrade_again = Settings(database=empty_database.url)
    with pytest.raises(Exception, match="nowhere"):
        upgrade.upgrade(upgrade_again)


def test_a_revision_that_would_leave_orphans_is_taken_back(database: Database, add_revision: AddRevision) -> None:
    with sessions.writing(database.settings) as session:
        a_claim_row(session)
        target = a_claim_row(session, "The other one.")
        session.get_one(type(target), 1).target_id = target.id
    add_revision('op.execute("DELETE FROM claim WHERE id = 2")')
    expected = "rows without their parents" if database.kind == "sqlite" else "foreign key"
    with pytest.raises(Exception, match=expected):
        upgrade.upgrade(database.settings)
    assert database.run("SELECT count(*) FROM claim") == [(2,)]
    assert revision(database) == NOW


def test_rebuilding_a_table_keeps_its_children(sqlite_database: Database, add_revision: AddRevision) -> None:
    with sessions.writing(sqlite_database.settings) as session:
        a_claim_row(session)
        postings_of = (
            "INSERT INTO claim_link (claim_id, other_id, kind, by, at) VALUES (1, 1, 'x', 'ann', '2026-03-02')"
        )
        session.connection().exec_driver_sql(postings_of)
    add_revision(
        'with op.batch_alter_table("claim", recreate="always") as batch:\n'
        '    batch.add_column(sa.Column("swan", sa.Text(), nullable=True))'
    )
    upgrade.upgrade(sqlite_database.settings)
    assert sqlite_database.run("SELECT count(*) FROM claim_link") == [(1,)]


@pytest.mark.parametrize("stamp", [None, "0000", "0001", "3f1c9a"])
def test_a_database_of_another_program_is_refused_untouched(stamp: str | None, empty_database: Database) -> None:
    empty_database.run("CREATE TABLE recipe (name text)")
    if stamp:
        empty_database.run("CREATE TABLE alembic_version (version_num text)")
        empty_database.run(f"INSERT INTO alembic_version VALUES ('{stamp}')")
        with pytest.raises(DatabaseError, match="another program"), sessions.reading(empty_database.settings):
            pass
    before = schema(empty_database)
    with pytest.raises(ClaimtrackError, match="another program"):
        upgrade.upgrade(empty_database.settings)
    assert schema(empty_database) == before


def test_a_newer_database_is_refused(database: Database) -> None:
    database.run("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(SchemaMismatchError, match="made by a newer claimtrack"):
        upgrade.upgrade(database.settings)
    assert revision(database) == "9999"


@pytest.mark.parametrize("content", [b"Minutes of the swan committee", b"SQLite format 3\x00" + b"rubbish" * 99])
def test_a_file_that_is_no_database_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "some.db"
    path.write_bytes(content)
    with pytest.raises(ClaimtrackError, match=r"not a database|damaged"):
        upgrade.upgrade(Settings(database=f"sqlite:///{path}"))
    assert path.read_bytes() == content


def test_a_read_only_database_is_refused(sqlite_database: Database, add_revision: AddRevision) -> None:
    add_revision('op.execute("SELECT 1")')
    sqlite_database.file.chmod(0o444)
    with pytest.raises(DatabaseError, match="is read-only"):
        upgrade.upgrade(sqlite_database.settings)
    assert revision(sqlite_database) == NOW


def test_a_held_database_is_said_to_be_held(sqlite_database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claimtrack.store.engine.BUSY_SECONDS", 0)
    with closing(sqlite3.connect(sqlite_database.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ClaimtrackError, match="held by another process"):
            upgrade.upgrade(sqlite_database.settings)
