"""Revision 0011 keeps claims and verdicts as they were, and lets a claim name what was submitted, and only then."""

import pytest
from sqlalchemy.exc import DBAPIError

from claimtrack.store import company, history, sessions, upgrade
from tests.databases import Database
from tests.migrations.catalog import triggers
from tests.migrations.older import at_revision, inserting
from tests.migrations.test_0002 import ROWS

BEFORE = "0010"
VERDICT = (
    "INSERT INTO verdict (id, claim_id, number, verdict, by, at) VALUES (1, 1, 1, 'refuted', 'ann', '2026-03-02')",
    "UPDATE claim SET state = 'settled', verdict_id = 1 WHERE id = 1",
)
SUBMISSION = (
    "INSERT INTO submission (id, claim_id, number, verdict, by, at) VALUES ({}, 1, {}, '{}', 'ann', '2026-03-02')"
)
OPINION = (
    "INSERT INTO opinion (id, claim_id, number, verdict, by, at, blind, verdict_id, submission_id) "
    "VALUES ({}, 1, {}, 'refuted', 'bob', '2026-03-02', {}, {}, {})"
)


@pytest.fixture
def older(empty_database: Database) -> Database:
    """Return a database at the revision before, with a claim that is settled."""
    return at_revision(empty_database, BEFORE, inserting((*ROWS, *VERDICT)))


@pytest.fixture
def upgraded(older: Database) -> Database:
    upgrade.upgrade(older.settings)
    return older


def test_a_verdict_stays_and_nobody_approved_it(older: Database) -> None:
    guards = triggers(older)
    assert upgrade.upgrade(older.settings)[0] == BEFORE
    assert triggers(older) > guards
    with sessions.reading(older.settings) as session:
        (held,) = company.verdicts_of(session, 1)
        assert (held.verdict.value, held.by, held.approved_by, held.in_force) == ("refuted", "ann", None, True)
        assert history.of_stream(session, "C-1") is not None


def test_what_is_submitted_names_its_submission(upgraded: Database, subtests: pytest.Subtests) -> None:
    upgraded.run(SUBMISSION.format(1, 1, "refuted"))
    for wrong in (
        "UPDATE claim SET submission_id = 1 WHERE id = 1",
        "UPDATE claim SET state = 'submitted', verdict_id = NULL WHERE id = 1",
        "UPDATE claim SET state = 'submitted', verdict_id = NULL, submission_id = 9 WHERE id = 1",
        SUBMISSION.format(2, 1, "refuted"),
        SUBMISSION.format(2, 2, "perhaps"),
    ):
        if "= 9" in wrong and upgraded.kind == "sqlite":
            continue  # an outsider's connection does not look at references
        with subtests.test(wrong), pytest.raises(DBAPIError):
            upgraded.run(wrong)
    upgraded.run("UPDATE claim SET state = 'submitted', verdict_id = NULL, submission_id = 1 WHERE id = 1")


def test_the_new_rows_are_only_added(upgraded: Database, subtests: pytest.Subtests) -> None:
    yes = "1" if upgraded.kind == "sqlite" else "true"
    upgraded.run(SUBMISSION.format(1, 1, "refuted"), OPINION.format(1, 1, yes, 1, "NULL"))
    wrong = [
        OPINION.format(2, 2, yes, "NULL", "NULL"),
        OPINION.format(2, 2, yes, 1, 1),
        OPINION.format(2, 1, yes, 1, "NULL"),
    ]
    for table in ("submission", "opinion"):
        wrong += [f"UPDATE {table} SET by = 'eve'", f"DELETE FROM {table}"]
    for statement in wrong:
        with subtests.test(statement), pytest.raises(DBAPIError):
            upgraded.run(statement)
