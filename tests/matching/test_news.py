"""Claims and passages as they come out of articles: what the extractor finds is what a relation is made of."""

from datetime import date

import pytest

from claimtrack.domain.revisit import Relation
from claimtrack.extraction import extract
from claimtrack.matching import passages, relate, statement_of
from tests.extraction.articles import article

MARCH = date(2026, 3, 2)


def relation(old: str, new: str, day: date, before: date = MARCH) -> Relation:
    """Return what a sentence of a new article is to the one claim of an old article, every word being as rare."""
    first, second = article(old, before), article(new, day)
    found = extract(first)
    (claim,) = found.claims
    (passage,), _ = passages(second, extract(second))
    return relate(passage.statement, statement_of(claim, found, first), lambda _term: 3.0, passage.readings).relation


NOT_BEFORE = "The museum in Varna will not open before September, the minister said."
NOT_UNTIL = "The museum in Varna will not open until 1 September, the minister said."


@pytest.mark.parametrize("claim", [NOT_BEFORE, NOT_UNTIL])
@pytest.mark.parametrize(
    ("passage", "day", "expected"),
    [
        ("The museum in Varna opened on Tuesday, the minister said.", date(2026, 9, 9), Relation.SUPPORTS),
        ("The museum in Varna opened on 3 October, the minister said.", date(2026, 10, 9), Relation.SUPPORTS),
        ("The museum in Varna has opened, the minister said.", date(2026, 10, 9), Relation.SUPPORTS),
        ("The museum in Varna opened on 3 July, the minister said.", date(2026, 10, 9), Relation.CONTRADICTS),
        ("The museum in Varna has opened, the minister said.", date(2026, 7, 9), Relation.CONTRADICTS),
        ("The museum in Varna will open in July, the minister said.", date(2026, 4, 9), Relation.UPDATES),
    ],
)
def test_what_must_wait_comes_true_when_its_day_has_come(
    claim: str, passage: str, day: date, expected: Relation
) -> None:
    assert relation(claim, passage, day) is expected
