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


HOMES = "The company will build 300 homes in Varna, its director said."
VISIT = "President Lind will visit Ankara on Thursday, his office said."
CLOSE = "The factory in Varna will close by the end of the year, the owner said."


@pytest.mark.parametrize(
    ("claim", "passage", "day", "expected"),
    [
        (HOMES, "The company built the homes in Varna, its director said.", date(2027, 3, 2), Relation.SUPPORTS),
        (HOMES, "The company has 40 employees in Varna, its director said.", date(2027, 3, 2), Relation.RELATED),
        (VISIT, "President Lind visited Ankara on Thursday, his office said.", date(2026, 3, 6), Relation.SUPPORTS),
        (VISIT, "President Lind visited Ankara last year, his office said.", date(2026, 3, 3), Relation.RELATED),
        (CLOSE, "The factory in Varna closed in November, the owner said.", date(2026, 11, 28), Relation.SUPPORTS),
        (CLOSE, "The factory in Varna is still open, the owner said.", date(2026, 11, 28), Relation.RELATED),
        (CLOSE, "The factory in Varna is still open, the owner said.", date(2027, 2, 28), Relation.UPDATES),
        (
            "The Varna ferry will sail in June, the operator said.",
            "The Varna ferry sailed again in June, the operator said.",
            date(2026, 6, 20),
            Relation.SUPPORTS,
        ),
        (
            "Heating will be restored in Varna within two weeks, the operator said.",
            "The heating in Varna is back, the operator said.",
            date(2026, 3, 12),
            Relation.SUPPORTS,
        ),
    ],
)
def test_a_promise_is_kept_by_what_was_promised(claim: str, passage: str, day: date, expected: Relation) -> None:
    assert relation(claim, passage, day) is expected


@pytest.mark.parametrize(
    "passage",
    [
        "The company has given up its plan to build 300 homes in Varna, its director said.",
        "The company has abandoned plans to build homes in Varna, its director said.",
        "The plan to build homes in Varna was shelved, its director said.",
        "The company has withdrawn its plan to build homes in Varna, its director said.",
    ],
)
def test_a_plan_that_is_given_up_is_news(passage: str) -> None:
    assert relation(HOMES, passage, date(2027, 3, 2)) is Relation.UPDATES


def test_what_shares_only_names_denies_nothing() -> None:
    claim = "The Ostby Trust will not pay a ransom, its director said."
    passage = "Police arrested two men suspected of attacking the Ostby Trust, prosecutors said."
    assert relation(claim, passage, date(2026, 4, 2)) is Relation.RELATED
    paid = "The Ostby Trust paid a ransom, prosecutors said."
    assert relation(claim, paid, date(2026, 4, 2)) is Relation.CONTRADICTS
