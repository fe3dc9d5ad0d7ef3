"""No revision loses a trigger: SQLite drops those of a table that is rebuilt, and says nothing."""

from collections.abc import Iterator

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from claimtrack.shipped import shipped
from claimtrack.store import engine as engines
from claimtrack.store import guards
from tests.databases import Database


def config() -> Config:
    found = Config()
    found.set_main_option("script_location", str(shipped("migrations")).replace("%", "%%"))
    return found


def guarded(database: Database) -> set[tuple[str, str, str]]:
    """Return every trigger with its table and how it stands: turned off is as good as gone."""
    query = (
        "SELECT tbl_name, name, '' FROM sqlite_master WHERE type = 'trigger'"
        if database.kind == "sqlite"
        else "SELECT tgrelid::regclass, tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal"
    )
    return {tuple(map(str, row)) for row in database.run(query)}  # type: ignore[misc] # three columns


def tables(database: Database) -> set[str]:
    """Return the tables that there are at a revision."""
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'table'"
        if database.kind == "sqlite"
        else "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    )
    return {name for (name,) in database.run(query)}


def step_by_step(database: Database) -> Iterator[tuple[str, set[tuple[str, str, str]], set[tuple[str, str, str]]]]:
    """Carry out one revision after the other; yield each with the triggers before and after it."""
    settings = config()
    engine = engines.open_engine(database.url, writes=True, migrates=True)
    scripts = ScriptDirectory.from_config(settings)
    for script in reversed(list(scripts.walk_revisions())):
        before = guarded(database)
        with engine.connect() as connection:
            settings.attributes["connection"] = connection
            command.upgrade(settings, script.revision)
            connection.commit()
        yield script.revision, before, guarded(database)
    engine.dispose()


def test_every_revision_keeps_the_triggers_that_were_there(empty_database: Database) -> None:
    verbs = ("update", "delete", "replace") if empty_database.kind == "sqlite" else ("change", "truncate")
    steps = 0
    for revision, before, after in step_by_step(empty_database):
        assert before - after == set(), revision
        names, there = {(table, name) for table, name, _ in after}, tables(empty_database)
        wanted = {(table, f"{table}_no_{verb}") for table in guards.APPEND_ONLY if table in there for verb in verbs}
        assert names >= wanted, revision
        assert {"history_event", "verdict"} <= there
        if empty_database.kind == "postgresql":
            assert {standing for _, _, standing in after} == {"A"}, revision
        steps += 1
    assert steps >= 9


@pytest.mark.parametrize("how", ["dropped", "turned off"])
def test_a_trigger_that_is_lost_is_seen(database: Database, how: str) -> None:
    before = guarded(database)
    if how == "dropped" or database.kind == "sqlite":
        database.run(
            "DROP TRIGGER " + ("verdict_no_update" if database.kind == "sqlite" else "verdict_no_change ON verdict")
        )
    else:
        database.run("ALTER TABLE verdict DISABLE TRIGGER verdict_no_change")
    assert before - guarded(database)
