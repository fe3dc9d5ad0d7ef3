"""IN lists longer than a statement takes."""

import pytest
from sqlalchemy.orm import Session

from claimtrack.domain.revisit import Cause
from claimtrack.store import mentions, postings, revisits, tracked
from claimtrack.store.batches import BATCH, batches
from tests.builders import a_claim_row

MORE_THAN_A_STATEMENT_TAKES = 70_000
"""SQLite takes 32,766 parameters unless built for more, PostgreSQL 65,535."""


@pytest.mark.parametrize(("size", "expected"), [(1, [1, 1, 1]), (2, [2, 1]), (3, [3]), (4, [3])])
def test_batches_keep_the_order_and_lose_nothing(size: int, expected: list[int]) -> None:
    found = list(batches(iter("abc"), size))
    assert [len(batch) for batch in found] == expected
    assert [item for batch in found for item in batch] == ["a", "b", "c"]
    assert list(batches([])) == []


def test_no_list_is_too_long(session: Session) -> None:
    numbers = range(1, MORE_THAN_A_STATEMENT_TAKES)
    names = [f"{number:064}" for number in numbers]
    assert max(map(len, batches(numbers))) == BATCH
    row = a_claim_row(session, fingerprint=names[-1])
    number = row.id
    assert set(tracked.get_claims(session, numbers)) == {number}
    assert set(tracked.lock_claims(session, numbers)) == {number}
    assert tracked.quotes_of(session, numbers) == {}
    assert mentions.next_ordinals(session, numbers) == {}
    assert [claim.id for claim in tracked.find_by_fingerprint(session, names)[names[-1]]] == [number]
    assert revisits.asked_before(session, names) == set()
    assert revisits.having_open(session, numbers, Cause.DUE) == set()
    assert postings.term_ids(session, names) == {}
