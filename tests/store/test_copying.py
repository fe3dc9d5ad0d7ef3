"""A project that moves from one database into another arrives whole, or not at all."""

from pathlib import Path

import pytest
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from claimtrack.errors import ConflictError, DatabaseError, IntegrityError, InvalidDataError, SchemaMismatchError
from claimtrack.settings import Settings
from claimtrack.store import claims, contents, copying, doctor, filling, history, sessions
from claimtrack.store.copying import Copied
from tests.builders import a_claim_row, an_event
from tests.databases import Database, Templates
from tests.migrations.catalog import schema


@pytest.fixture
def source(filled: Database) -> Database:
    return filled


def copy(source: Database, target: Settings) -> Copied:
    with sessions.reading(source.settings) as session, sessions.filling(target) as filled:
        return copying.copy(session, filled)


def rows(database: Database) -> dict[str, list[object]]:
    with sessions.reading(database.settings) as session:
        connection = session.connection()
        found: dict[str, list[object]] = {"log": [history.verify(session)]}
        for table in contents.all_tables():
            found[table.name] = list(contents.rows_of(connection, table))
        return found


def test_everything_arrives(source: Database, target: Database) -> None:
    made = schema(target)
    done = copy(source, target.settings)
    assert rows(target) == rows(source)
    counts = {one.name: one.rows for one in done.tables}
    assert {name for name, count in counts.items() if not count} == set()
    assert schema(target) == made
    assert [check for check in doctor.examine(target.settings) if not check.ok] == [
        check for check in doctor.examine(source.settings) if not check.ok
    ]


def test_work_goes_on_behind_the_highest_number(source: Database, target: Database) -> None:
    copy(source, target.settings)
    for database in (source, target):
        with sessions.writing(database.settings) as session:
            claim = a_claim_row(session, "One more.")
            history.record(session, an_event(f"C-{claim.id}", "add", version=1, target="pending"))
            number = claim.id
        with sessions.reading(database.settings) as session:
            assert number == claims.count_claims(session)
            assert history.verify(session).ok


def test_the_search_box_finds_the_same(source: Database, target: Database) -> None:
    copy(source, target.settings)
    if source.kind == target.kind:
        what = "rowid, words, stems" if source.kind == "sqlite" else "rowid, vector::text"
        query = f"SELECT {what} FROM claim_search ORDER BY rowid"
        assert source.run(query) == target.run(query) != []
    assert source.run("SELECT rowid FROM claim_search ORDER BY 1") == target.run(
        "SELECT rowid FROM claim_search ORDER BY 1"
    )


def test_a_database_that_holds_something_is_left_alone(source: Database, target: Database) -> None:
    with sessions.writing(target.settings) as session:
        a_claim_row(session, "Mine.")
    before = rows(target)
    with pytest.raises(ConflictError, match="not empty: claim has rows"):
        copy(source, target.settings)
    assert rows(target) == before


def test_what_only_began_counts_as_something(source: Database, target: Database) -> None:
    target.run("UPDATE log_head SET size = 1")
    with pytest.raises(ConflictError, match="log_head has rows"):
        copy(source, target.settings)


@pytest.mark.parametrize("which", ["source", "target"])
def test_both_have_to_be_of_this_revision(which: str, source: Database, target: Database) -> None:
    (source if which == "source" else target).run("UPDATE alembic_version SET version_num = '0001'")
    with pytest.raises(SchemaMismatchError, match="claimtrack db upgrade"):
        copy(source, target.settings)
    assert target.run("SELECT count(*) FROM claim") == [(0,)]


def test_a_failure_on_the_way_leaves_an_empty_database(
    source: Database, target: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = schema(target)

    def fail(_session: Session) -> None:
        raise InvalidDataError("no more")

    monkeypatch.setattr(copying.search, "fill", fail)  # type: ignore[attr-defined] # a module
    with pytest.raises(InvalidDataError, match="no more"):
        copy(source, target.settings)
    monkeypatch.undo()
    assert schema(target) == made
    assert target.run("SELECT count(*) FROM claim") == [(0,)]
    assert target.run("SELECT size FROM log_head") == [(0,)]
    copy(source, target.settings)


def test_what_arrives_otherwise_is_found(source: Database, target: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = filling.put

    def lossy(connection: object, of: object, found: object) -> int:
        kept = (row for at, row in enumerate(found) if at or of.name != "mention")  # type: ignore[attr-defined, arg-type, var-annotated]
        return whole(connection, of, kept)  # type: ignore[arg-type]

    monkeypatch.setattr(filling, "put", lossy)
    with pytest.raises(IntegrityError, match="mention arrived otherwise than it was sent"):
        copy(source, target.settings)
    assert target.run("SELECT count(*) FROM claim") == [(0,)]


def test_a_source_whose_log_is_not_whole_is_not_copied(source: Database, target: Database) -> None:
    source.disarm("history_event")
    source.run("UPDATE history_event SET by = 'eve' WHERE seq = 3")
    with pytest.raises(IntegrityError, match="event 3"):
        copy(source, target.settings)
    assert target.run("SELECT count(*) FROM history_event") == [(0,)]


def test_orphans_are_not_taken_along(source: Database, target: Database) -> None:
    if source.kind == "sqlite":
        source.run("INSERT INTO claim_link (claim_id, other_id, kind, by, at) VALUES (8, 9999, 'x', 'x', '2026-01-01')")
    else:
        source.run("ALTER TABLE claim_link DROP CONSTRAINT fk_claim_link_other_id_claim")
        source.run("INSERT INTO claim_link (claim_id, other_id, kind, by, at) VALUES (8, 9999, 'x', 'x', '2026-01-01')")
    with pytest.raises(InvalidDataError, match=r"claim_link|points at"):
        copy(source, target.settings)
    assert target.run("SELECT count(*) FROM claim_link") == [(0,)]


def test_one_moment_is_copied(source: Database, target: Database) -> None:
    with sessions.reading(source.settings) as session, sessions.filling(target.settings) as filled:
        events = history.verify(session).events
        with sessions.writing(source.settings) as other:
            claim = a_claim_row(other, "Written meanwhile.")
            history.record(other, an_event(f"C-{claim.id}", "add", version=1, target="pending"))
        assert copying.copy(session, filled).log.events == events
    assert source.run("SELECT size FROM log_head") == [(events + 1,)]


def test_a_file_that_is_not_there_is_made_whole(source: Database, tmp_path: Path) -> None:
    made = Database(f"sqlite:///{tmp_path / 'new.db'}")
    copy(source, made.settings)
    assert rows(made) == rows(source)
    assert not [item for item in tmp_path.iterdir() if "partial" in item.name]


def test_a_file_that_fails_is_not_there(source: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filling, "finish", lambda _connection: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        copy(source, Settings(database=f"sqlite:///{tmp_path / 'new.db'}"))
    assert not [item for item in tmp_path.iterdir() if "new.db" in item.name]


def test_a_server_s_database_without_tables_gets_them(source: Database, empty_database: Database) -> None:
    copy(source, empty_database.settings)
    assert rows(empty_database) == rows(source)


def test_only_the_owner_fills_a_server_s_database(
    source: Database, postgresql_templates: Templates, tmp_path: Path
) -> None:
    target = postgresql_templates.clone(tmp_path / "none")
    role = f"{make_url(target.url).database}_worker"
    target.run(f"CREATE ROLE {role} LOGIN", f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {role}")
    try:
        as_role = Settings(database=make_url(target.url).set(username=role).render_as_string(hide_password=False))
        with pytest.raises(DatabaseError, match="as the role that owns its tables"):
            copy(source, as_role)
        assert target.run("SELECT count(*) FROM claim") == [(0,)]
    finally:
        target.run(f"DROP OWNED BY {role}", f"DROP ROLE {role}")
        postgresql_templates.drop(target)
