"""The revisions make exactly what the models say, triggers, checks and search tables included."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from claimtrack.shipped import shipped
from claimtrack.store import engine as engines
from claimtrack.store import upgrade
from claimtrack.store.guards import APPEND_ONLY, make_all
from claimtrack.store.tables import Table
from tests.databases import Database
from tests.migrations.catalog import schema, triggers


@pytest.fixture
def modelled(empty_database: Database) -> Database:
    """Return a database as the models make it, without any revision."""
    engine = engines.open_engine(empty_database.url, writes=True)
    with engine.begin() as connection:
        make_all(connection)
    engine.dispose()
    return empty_database


def scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(shipped("migrations")).replace("%", "%%"))
    return ScriptDirectory.from_config(config)


def test_the_constant_is_the_newest_revision() -> None:
    assert scripts().get_heads() == [upgrade.HEAD]


def test_revisions_are_numbered_in_one_line() -> None:
    revisions = list(reversed(list(scripts().walk_revisions())))
    assert [item.revision for item in revisions] == [f"{number:04}" for number in range(1, len(revisions) + 1)]
    assert all(not item.is_branch_point and not item.dependencies for item in revisions)
    assert all(Path(item.path).name.startswith(f"{item.revision}_") for item in revisions)


def test_a_revision_stands_alone() -> None:
    for item in scripts().walk_revisions():
        text = Path(item.path).read_text("utf-8")
        assert not re.search(r"^\s*(import|from) claimtrack", text, re.MULTILINE), item.path


def test_every_revision_has_a_test_with_data() -> None:
    for item in scripts().walk_revisions():
        assert Path(__file__).with_name(f"test_{item.revision}.py").is_file(), item.revision


def test_revisions_make_what_the_models_say(database: Database, modelled: Database) -> None:
    migrated, expected = schema(database), schema(modelled)
    assert len(expected) > 150
    assert sorted(migrated - expected) == []
    assert sorted(expected - migrated) == []


def test_the_comparison_sees_each_kind_of_difference(modelled: Database, subtests: pytest.Subtests) -> None:
    edits = ["ALTER TABLE claim ADD COLUMN swan TEXT", "DROP INDEX ix_claim_state_days"]
    if modelled.kind == "sqlite":
        edits.append("DROP TRIGGER verdict_no_replace")
    else:
        edits += [
            "ALTER TABLE verdict ENABLE TRIGGER verdict_no_truncate",
            "DROP TRIGGER verdict_no_change ON verdict",
            "ALTER TABLE claim DROP CONSTRAINT ck_claim_settled_has_verdict",
        ]
    for edit in edits:
        with subtests.test(edit):
            before = schema(modelled)
            modelled.run(edit)
            assert schema(modelled) != before


def test_every_append_only_table_is_guarded(database: Database) -> None:
    verbs = ("update", "delete", "replace") if database.kind == "sqlite" else ("change", "truncate")
    assert triggers(database) == {f"{table}_no_{verb}" for table in APPEND_ONLY for verb in verbs}


@pytest.fixture
def context(database: Database) -> Iterator[MigrationContext]:
    engine = engines.open_engine(database.url, writes=False)
    options = {
        "autogenerate_plugins": ["alembic.autogenerate.*", "alembic.ext.checkconstraint_byname"],
        "compare_server_default": True,
        "include_name": lambda name, kind, _: not (kind == "table" and name.startswith("claim_search")),
    }
    with engine.connect() as connection:
        yield MigrationContext.configure(connection, opts=options)
    engine.dispose()


def test_autogenerate_finds_nothing_to_do(context: MigrationContext) -> None:
    assert compare_metadata(context, Table.metadata) == []
