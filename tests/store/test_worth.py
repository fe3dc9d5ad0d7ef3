"""The order of what is looked at first: read off an index, the oldest first of equals, what was not scored last."""

import pytest
from sqlalchemy.orm import Session

from claimtrack.domain.states import State
from claimtrack.store import claims
from claimtrack.store.claims import ClaimFilter, worth_rank
from tests.builders import a_claim_row
from tests.databases import Database


@pytest.mark.parametrize(("worth", "rank"), [(1.0, 0), (0.72, 280), (0.5, 500), (0.0, 1000), (None, 1001)])
def test_more_to_check_comes_first(worth: float | None, rank: int) -> None:
    assert worth_rank(worth) == rank


def test_claims_come_in_the_order_of_their_worth(session: Session) -> None:
    for worth in (0.4, None, 0.9, 0.4, 0.0):
        a_claim_row(session, state=State.PROPOSED, worth_rank=worth_rank(worth))
    a_claim_row(session, state=State.PENDING, worth_rank=worth_rank(0.95))
    wanted = ClaimFilter(state=State.PROPOSED)
    assert [claim.id for claim in claims.find_claims(session, wanted, by="worth")] == [
        "C-3",
        "C-1",
        "C-4",
        "C-5",
        "C-2",
    ]
    assert [claim.id for claim in claims.find_claims(session, wanted, by="worth", limit=2, offset=1)] == ["C-1", "C-4"]
    assert claims.find_claims(session, by="worth", limit=1)[0].id == "C-6"
    assert claims.count_claims(session, wanted) == 5  # nothing is hidden


def test_a_row_that_tells_no_worth_is_not_scored(session: Session) -> None:
    assert a_claim_row(session).worth_rank == 1001
    assert claims.get_record(session, 1).worth is None


@pytest.mark.parametrize("where", ["", "WHERE state = 'proposed' "])
def test_nothing_is_sorted_when_it_is_asked_for(where: str, sqlite_database: Database) -> None:
    order = f"SELECT id FROM claim {where}ORDER BY worth_rank, id LIMIT 10"
    plan = " ".join(str(row[-1]) for row in sqlite_database.run(f"EXPLAIN QUERY PLAN {order}"))
    assert "worth_rank" in plan
    assert "COVERING INDEX" in plan
    assert "B-TREE" not in plan
