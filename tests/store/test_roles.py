"""A role of PostgreSQL that owns nothing can do all the work, and take no guard off the history."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from claimtrack.domain.states import Role, Verdict
from claimtrack.errors import DatabaseError, InvalidDataError, NotFoundError
from claimtrack.settings import Settings
from claimtrack.store import checks, claims, history, roles, sessions, upgrade
from claimtrack.workflow import accounts, index, ingest, marking
from claimtrack.workflow.act import Act
from claimtrack.workflow.desk import Desk
from tests import builders
from tests.builders import NOW
from tests.databases import Database, Templates
from tests.migrations.older import at_revision
from tests.workflow.conftest import ELSEWHERE

WORKER = f"claimtrack_test_worker_{os.getpid()}"
ANN = Act(by="ann", now=NOW)


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a backup before an upgrade land in the test's folder."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def owned(postgresql_templates: Templates, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Give a PostgreSQL database, and a role on its server that owns nothing."""
    made = postgresql_templates.clone(tmp_path_factory.mktemp("unused") / "claimtrack.db")
    made.run(f"CREATE ROLE {WORKER} LOGIN")
    yield made
    made.run(f"DROP OWNED BY {WORKER}", f"DROP ROLE {WORKER}")
    postgresql_templates.drop(made)


@pytest.fixture
def worked(owned: Database) -> Database:
    """Return the database as the role that owns nothing opens it."""
    roles.grant(owned.settings, WORKER)
    return Database(make_url(owned.url).set(username=WORKER).render_as_string(hide_password=False))


def work(settings: Settings) -> None:
    """Take an article in, settle one of its claims, add a user, and index anew."""
    desk = Desk()
    with sessions.writing(settings) as session:
        ingest.take_in(session, builders.an_article(), builders.an_extraction(), ANN, desk)
        marking.mark(session, 1, Verdict.CONFIRMED, ANN, desk=desk, sources=(ELSEWHERE,))
        index.add_claims(session, [])
        accounts.add(session, "ann", Role.ADMIN, ANN)
        accounts.make_token(session, "ann", ANN)


@pytest.mark.postgresql
def test_it_can_do_all_the_work(worked: Database) -> None:
    try:
        work(worked.settings)
    except DatabaseError as error:  # pragma: no cover - a server elsewhere
        if "authentication" in error.message:
            pytest.skip("this server lets no role in without a password")
        raise
    with sessions.reading(worked.settings) as session:
        assert claims.get_record(session, 1).status == "confirmed"
        assert history.verify(session).ok
        assert all(check.ok for check in checks.check_all(session))


@pytest.mark.postgresql
def test_it_can_take_no_guard_off(worked: Database, subtests: pytest.Subtests) -> None:
    work(worked.settings)
    for attack in (
        "UPDATE history_event SET by = 'bob'",
        "DELETE FROM history_event",
        "TRUNCATE history_event CASCADE",
        "INSERT INTO verdict SELECT * FROM verdict ON CONFLICT (id) DO UPDATE SET by = 'bob'",
        "ALTER TABLE history_event DISABLE TRIGGER ALL",
        "DROP TRIGGER history_event_no_change ON history_event",
        "SET session_replication_role = replica",
        "DROP FUNCTION claimtrack_append_only() CASCADE",
        "DELETE FROM claim",
        "DELETE FROM evidence",
        "DELETE FROM log_head",
        "DROP TABLE verdict",
        "UPDATE alembic_version SET version_num = '0001'",
    ):
        with subtests.test(attack), pytest.raises(DBAPIError, match=r"permission denied|must be owner"):
            worked.run(attack)
    with sessions.reading(worked.settings) as session:
        assert history.verify(session).ok


@pytest.mark.postgresql
@pytest.mark.usefixtures("owned")
def test_an_upgrade_grants_the_same_on_what_it_adds(
    postgresql_templates: Templates, tmp_path_factory: pytest.TempPathFactory
) -> None:
    older = postgresql_templates.empty(tmp_path_factory.mktemp("unused") / "older.db")
    try:
        at_revision(older, "0008", lambda _: None)
        roles.grant(older.settings, WORKER)
        assert upgrade.upgrade(older.settings)[:2] == ("0008", upgrade.HEAD)
        work(Database(make_url(older.url).set(username=WORKER).render_as_string(hide_password=False)).settings)
    finally:
        postgresql_templates.drop(older)


@pytest.mark.postgresql
def test_only_a_role_that_owns_nothing_is_taken(owned: Database) -> None:
    owner = make_url(owned.url).username or "postgres"
    with pytest.raises(InvalidDataError, match="could take the guards off"):
        roles.grant(owned.settings, owner)
    owned.run(f"GRANT {owner} TO {WORKER}")
    with pytest.raises(InvalidDataError, match="could take the guards off"):
        roles.grant(owned.settings, WORKER)
    with pytest.raises(NotFoundError, match="no role 'nobody; DROP TABLE claim'"):
        roles.grant(owned.settings, "nobody; DROP TABLE claim")


@pytest.mark.postgresql
def test_the_statements_can_be_read_before(owned: Database) -> None:
    found = roles.grant(owned.settings, WORKER, only_print=True)
    assert f"GRANT SELECT, INSERT ON public.history_event TO {WORKER}" in found
    assert f"GRANT SELECT ON public.alembic_version TO {WORKER}" in found
    stranger = Database(make_url(owned.url).set(username=WORKER).render_as_string(hide_password=False))
    with pytest.raises(DatabaseError, match="may not do that"), sessions.reading(stranger.settings):
        pass


@pytest.mark.postgresql
def test_only_the_owner_grants_and_only_on_what_is_there(
    owned: Database, worked: Database, postgresql_templates: Templates, tmp_path_factory: pytest.TempPathFactory
) -> None:
    owned.run(f"CREATE ROLE {WORKER}_2")
    try:
        with pytest.raises(DatabaseError, match="who owns the tables, can say"):
            roles.grant(worked.settings, f"{WORKER}_2")
    finally:
        owned.run(f"DROP ROLE {WORKER}_2")
    empty = postgresql_templates.empty(tmp_path_factory.mktemp("unused") / "empty.db")
    with pytest.raises(DatabaseError, match="no claimtrack tables yet"):
        roles.grant(empty.settings, WORKER)
    postgresql_templates.drop(empty)


def test_a_file_has_no_roles(sqlite_database: Database) -> None:
    with pytest.raises(InvalidDataError, match="has no roles"):
        roles.grant(replace(sqlite_database.settings), "worker")
