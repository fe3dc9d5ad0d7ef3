"""The matching index: its statistics, its ranking, and that both databases rank alike."""

import math
import random

import pytest
from sqlalchemy.orm import Session

from claimtrack.settings import Settings
from claimtrack.store import postings, sessions
from tests.builders import a_claim_row
from tests.databases import Database

CLAIMS = {
    1: {"bridge": 1.5, "june": 1.0, "reopen": 1.2},
    2: {"bridge": 1.5, "cost": 1.1},
    3: {"ferry": 0.9, "june": 1.0},
}


def add(session: Session, claims: dict[int, dict[str, float]]) -> None:
    for number in claims:
        assert a_claim_row(session, f"Claim {number}.").id == number
    postings.add(session, claims)
    postings.refresh(session)


def idf(session: Session, *terms: str) -> dict[int, float]:
    """Return the ids of known terms with their idf, as a matcher asks for them."""
    total, _ = postings.statistics(session)
    known = postings.term_ids(session, terms)
    return {number: math.log(1 + (total - df + 0.5) / (df + 0.5)) for number, df in known.values()}


def test_an_empty_index(session: Session) -> None:
    assert postings.statistics(session) == (0, 1)
    assert postings.term_ids(session, ["bridge"]) == {}
    assert postings.search(session, {}, 5) == []


def test_frequencies_are_counted(session: Session) -> None:
    add(session, CLAIMS)
    assert postings.statistics(session)[0] == 3
    frequencies = {
        term: df for term, (_, df) in postings.term_ids(session, ["bridge", "june", "ferry", "swan"]).items()
    }
    assert frequencies == {"bridge": 2, "june": 2, "ferry": 1}


def test_the_best_come_first(session: Session) -> None:
    add(session, CLAIMS)
    wanted = idf(session, "bridge", "june")
    found = postings.search(session, wanted, 5)
    assert [number for number, _ in found] == [1, 2, 3]
    assert found[0][1] == pytest.approx(math.log(1 + 1.5 / 2.5) * 2.5)
    assert postings.search(session, wanted, 1) == found[:1]


def test_equal_scores_go_by_id(session: Session) -> None:
    add(session, {number: {"bridge": 1.0} for number in range(1, 6)})
    assert [number for number, _ in postings.search(session, idf(session, "bridge"), 4)] == [1, 2, 3, 4]


def test_a_removed_claim_is_found_no_more(session: Session) -> None:
    add(session, CLAIMS)
    postings.remove(session, 1)
    postings.remove(session, 99)
    postings.refresh(session)
    assert postings.statistics(session)[0] == 2
    assert postings.term_ids(session, ["bridge", "june", "reopen"])["bridge"][1] == 1
    assert [number for number, _ in postings.search(session, idf(session, "bridge", "june"), 5)] == [2, 3]


def test_a_claim_indexed_anew_counts_once(session: Session) -> None:
    add(session, CLAIMS)
    postings.remove(session, 1)
    postings.add(session, {1: {"swan": 2.0}})
    postings.refresh(session)
    assert postings.statistics(session)[0] == 3
    assert [number for number, _ in postings.search(session, idf(session, "swan"), 5)] == [1]
    assert postings.term_ids(session, ["june"])["june"][1] == 1


def test_more_terms_than_a_statement_takes(session: Session) -> None:
    a_claim_row(session)
    weights = {f"term{number}": 1.0 for number in range(2_000)}
    postings.add(session, {1: weights})
    postings.refresh(session)
    assert len(postings.term_ids(session, weights)) == 2_000


def test_statistics_are_written_with_the_commit(settings: Settings) -> None:
    with sessions.writing(settings) as session:
        a_claim_row(session)
        postings.add(session, {1: {"bridge": 1.0}})
    with sessions.reading(settings) as session:
        assert postings.statistics(session)[0] == 1
        assert postings.term_ids(session, ["bridge"])["bridge"][1] == 1


def test_the_ranking_is_the_sum_that_python_finds(database: Database) -> None:
    chance = random.Random(7)  # noqa: S311 - a corpus, not a secret
    words = [f"w{number}" for number in range(60)]
    corpus = {
        number: {word: round(chance.uniform(0.2, 2.2), 3) for word in chance.sample(words, chance.randint(3, 12))}
        for number in range(1, 81)
    }
    with sessions.writing(database.settings) as session:
        add(session, corpus)
    with sessions.reading(database.settings) as session:
        for _ in range(20):
            query = chance.sample(words, 6)
            names = {number: term for term, (number, _) in postings.term_ids(session, query).items()}
            wanted = idf(session, *query)
            expected = {
                claim: sum(weight * weights.get(names[term], 0.0) for term, weight in wanted.items())
                for claim, weights in corpus.items()
            }
            ranked = sorted((item for item in expected.items() if item[1]), key=lambda item: (-item[1], item[0]))
            found = postings.search(session, wanted, 80)
            assert [number for number, _ in found] == [number for number, _ in ranked]
            assert [score for _, score in found] == pytest.approx([score for _, score in ranked])
