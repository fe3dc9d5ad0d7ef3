"""Revision 0009 leaves a filled database without users, so that everybody goes on as before."""

import pytest
from sqlalchemy.exc import DBAPIError

from claimtrack.domain.states import Role
from claimtrack.store import accounts, sessions, upgrade
from claimtrack.workflow import review, rights
from claimtrack.workflow.act import Act
from tests.builders import NOW
from tests.databases import Database
from tests.migrations.catalog import triggers
from tests.migrations.older import at_revision, inserting
from tests.migrations.test_0002 import ROWS

BEFORE = "0008"
USER = "INSERT INTO account (id, version, name, key, role, created_at) VALUES ({}, 1, '{}', '{}', '{}', '2026-03-02')"


@pytest.fixture
def older(empty_database: Database) -> Database:
    """Return a database at the revision before, with a claim in it."""
    return at_revision(empty_database, BEFORE, inserting(ROWS))


def test_nobody_is_a_user_and_everybody_goes_on(older: Database) -> None:
    guards = triggers(older)
    assert upgrade.upgrade(older.settings)[0] == BEFORE
    assert triggers(older) >= guards
    with sessions.writing(older.settings) as session:
        assert accounts.everybody(session) == []
        assert rights.role_of(session, Act(by="whoever", now=NOW)) is Role.ADMIN
        review.take(session, 1, Act(by="whoever", now=NOW))


def test_only_known_roles_and_one_of_a_name_are_taken(older: Database, subtests: pytest.Subtests) -> None:
    upgrade.upgrade(older.settings)
    older.run(USER.format(1, "Ann", "ann", "admin"))
    for wrong in (USER.format(2, "bob", "bob", "king"), USER.format(2, "ann", "ann", "viewer")):
        with subtests.test(wrong), pytest.raises(DBAPIError):
            older.run(wrong)
