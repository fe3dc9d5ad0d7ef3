"""Backing up, restoring, moving, looking for damage, exporting and importing, as typed."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from claimtrack.store import clients
from tests.cli.conftest import Desk
from tests.databases import Database, Templates
from tests.filled import fill


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def filled(templates: Templates, tmp_path: Path) -> Iterator[Desk]:
    made = templates.filled(tmp_path / "claimtrack.db", fill)
    yield Desk(made, tmp_path)
    templates.drop(made)


def test_backing_up_and_restoring(filled: Desk, tmp_path: Path) -> None:
    made = filled("db", "backup", "saved", "--json").json("backed-up")
    assert Path(made["backup"]) == tmp_path / "saved"
    assert made["bytes"] == (tmp_path / "saved").stat().st_size
    refused = filled("db", "restore", "saved")
    assert (refused.code, "--force" in refused.err) == (5, True)
    done = filled("db", "restore", "saved", "--force", "--json").json("restored")
    assert done["log"]["ok"]
    assert Path(done["kept"]).is_file()
    said = filled("db", "restore", "saved", "--force")
    assert (said.code, said.out) == (0, "")
    assert "Its history is whole" in said.err
    assert "is kept as" in said.err


def test_a_restored_history_that_was_changed_exits_with_seven(filled: Desk) -> None:
    filled.database.run("UPDATE claim SET version = 99 WHERE id = 1")
    filled("db", "backup", "saved")
    said = filled("db", "restore", "saved", "--force")
    assert said.code == 7
    assert "Its history was changed: C-1" in said.err
    assert "is kept as" in said.err
    assert filled("db", "restore", "saved", "--force", "--json").code == 7


def test_copying(filled: Desk, tmp_path: Path) -> None:
    said = filled("db", "copy", filled.database.url.replace("+psycopg", ""), str(tmp_path / "two.db"))
    assert said.code == 0, said.err
    assert "both ends hold the same" in said.err
    assert all(len(line) <= 80 for line in said.out.splitlines())
    done = filled("db", "copy", str(tmp_path / "two.db"), str(tmp_path / "three.db"), "--json").json("copied")
    assert (done["from"], done["to"]) == (str(tmp_path / "two.db"), str(tmp_path / "three.db"))
    assert {"name", "rows", "sha256"} == set(done["tables"][0])
    again = filled("db", "copy", str(tmp_path / "two.db"), str(tmp_path / "three.db"))
    assert (again.code, "not empty" in again.err) == (5, True)
    same = filled("db", "copy", str(tmp_path / "two.db"), str(tmp_path / "two.db"))
    assert (same.code, "same database" in same.err) == (5, True)
    assert filled("db", "copy", str(tmp_path / "none.db"), str(tmp_path / "four.db")).code == 4
    assert not list(tmp_path.glob("*four*"))


def test_no_password_is_shown(filled: Desk, tmp_path: Path) -> None:
    if filled.database.kind == "postgresql":
        url = filled.database.url.replace("postgres:@", "postgres:hush@").replace("+psycopg", "")
        said = filled("db", "copy", url, str(tmp_path / "two.db"), "--json")
        assert "hush" not in said.out + said.err


def test_the_doctor(filled: Desk) -> None:
    found = filled("db", "doctor", "--json").json("check")
    assert found["ok"]
    assert {"file", "schema", "triggers", "texts", "quotes", "history", "search table"} <= {
        check["name"] for check in found["checks"]
    }
    filled.database.run("UPDATE mention SET start = start + 1 WHERE id = 2")
    said = filled("db", "doctor")
    assert said.code == 7
    assert "FAIL  quotes: C-2, mention 1, is not the text" in said.out
    assert "claimtrack db restore FILE" in said.out
    told = filled("db", "doctor", "--json")
    assert (told.code, json.loads(told.out)["ok"]) == (7, False)


def test_making_the_search_box_anew(filled: Desk) -> None:
    filled.database.run("DELETE FROM claim_search")
    assert "claimtrack db reindex --search" in filled("db", "check").out
    assert filled("db", "reindex", "--search", "--json").json("reindex")["claims"] == 11
    assert "11 claims can be searched for" in filled("db", "reindex", "--search").err
    assert filled("db", "doctor").code == 0


def test_exporting_and_importing(filled: Desk, templates: Templates, tmp_path: Path) -> None:
    said = filled("export", "--all", "desk.jsonl")
    assert (said.code, said.out) == (0, ""), said.err
    assert "Exported 3 articles, 11 claims, 2 verdicts and" in said.err
    assert filled("export", "--all", "desk.jsonl").code == 5
    printed = filled("export", "--all", "-").out
    assert printed.splitlines()[1:] == (tmp_path / "desk.jsonl").read_text("utf-8").splitlines()[1:]
    other = Desk(templates.clone(tmp_path / "other.db"), tmp_path)
    done = other("import", "desk.jsonl", "--json").json("moved")
    assert done["rows"]["claim"] == 11
    assert other("export", "--all", "other.jsonl", "--json").json("moved")["head"] == done["head"]
    assert other("import", "desk.jsonl").code == 5
    assert other("log", "verify").code == 0
    templates.drop(other.database)


def test_importing_from_a_pipe_makes_the_file(filled: Desk, tmp_path: Path) -> None:
    content = filled("export", "--all", "-").out
    other = Desk(Database(f"sqlite:///{tmp_path / 'new.db'}"), tmp_path)
    said = other("import", "-", stdin=content)
    assert "The history is whole" in said.err
    assert other("db", "doctor").code == 0


def test_what_cannot_be_exported_or_imported_is_said(filled: Desk, tmp_path: Path) -> None:
    assert filled("export", "desk.jsonl").code == 2
    assert filled("export", "--all", "-", "--json").code == 2
    assert filled("export", "--all", "no/desk.jsonl").code == 4
    assert filled("import", "none.jsonl").code == 4
    (tmp_path / "bad.jsonl").write_text('{"format": "x"}\n')
    other = Desk(Database(f"sqlite:///{tmp_path / 'new.db'}"), tmp_path)
    refused = other("import", "bad.jsonl", "--json")
    assert (refused.code, json.loads(refused.err)["line"]) == (6, 1)
    assert not (tmp_path / "new.db").exists()


def test_upgrading_and_granting_tell_what_they_did(filled: Desk) -> None:
    found = filled("db", "upgrade", "--json").json("upgraded")
    assert (found["before"] == found["after"], found["backup"]) == (True, None)
    if filled.database.kind == "postgresql":
        role = f"claimtrack_desk_{os.getpid()}"
        filled.database.run(f"CREATE ROLE {role}")
        granted = filled("db", "grant", role, "--print", "--json").json("granted")
        assert (granted["role"], granted["granted"]) == (role, False)
        filled.database.run(f"DROP ROLE {role}")


def test_upgrading_names_the_way_without_a_backup(
    postgresql_templates: Templates, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = postgresql_templates.clone(tmp_path / "none")
    database.run("UPDATE alembic_version SET version_num = '0001'")
    monkeypatch.setattr(clients, "_folders", lambda *_: iter(()))
    said = Desk(database, tmp_path)("db", "upgrade")
    assert said.code == 1
    assert "claimtrack db upgrade --no-backup" in said.err
    postgresql_templates.drop(database)
