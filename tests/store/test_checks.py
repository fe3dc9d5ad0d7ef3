"""What `db check` finds when something is wrong behind claimtrack's back."""

import pytest

from claimtrack.domain.states import State
from claimtrack.store import checks, postings, search, sessions
from tests.builders import a_claim_row
from tests.databases import Database


@pytest.fixture
def indexed(database: Database) -> Database:
    """Return a database with three claims that both indexes know, and a closed one that only the search knows."""
    with sessions.writing(database.settings) as session:
        numbers = [a_claim_row(session, f"Swan number {number}.").id for number in range(3)]
        closed = a_claim_row(session, "Swan song.", state=State.CLOSED).id
        postings.put(session, {number: {"swan": 10_000, f"n{number}": 10_000} for number in numbers})
        search.index(session, [*numbers, closed])
    return database


def details(database: Database) -> dict[str, str]:
    """Return what is wrong by the name of the check; the history is not looked at here."""
    with sessions.reading(database.settings) as session:
        found = checks.check_all(session)
    assert {"revision", "matching index", "search index", "vectors", "history"} <= {check.name for check in found}
    return {check.name: check.detail for check in found if not check.ok and check.name != "history"}


def test_a_sound_database_has_nothing_wrong(indexed: Database) -> None:
    assert details(indexed) == {}


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        ("UPDATE match_stat SET claims = 4", "3 claims indexed, 4 counted"),
        ("UPDATE match_term SET df = 2 WHERE term = 'swan'", "1 terms miscounted"),
        ("DELETE FROM match_posting WHERE claim_id = 1", "1 missing"),
        ("UPDATE claim SET state = 'closed' WHERE id = 1", "1 closed"),
    ],
)
def test_what_the_matching_index_lacks_or_has_too_much(indexed: Database, edit: str, says: str) -> None:
    indexed.run(edit)
    assert says in details(indexed)["matching index"]


def test_a_claim_that_cannot_be_searched_for(indexed: Database) -> None:
    indexed.run("DELETE FROM claim_search WHERE rowid = 1")
    assert details(indexed) == {"search index": "1 claims missing; make it anew with: claimtrack db reindex --search"}


def test_rows_without_their_parent(sqlite_database: Database) -> None:
    sqlite_database.run(
        "INSERT INTO claim_link (claim_id, other_id, kind, by, at) VALUES (8, 9, 'x', 'x', '2026-01-01')"
    )
    with sessions.reading(sqlite_database.settings) as session:
        wrong = {check.name: check.detail for check in checks.check_all(session) if not check.ok}
    assert wrong == {"references": "2 rows without their parent"}
