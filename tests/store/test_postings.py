"""The matching index: its statistics, its ranking, and that both databases rank alike."""

import math
import random

import pytest
from sqlalchemy.orm import Session

from claimtrack.matching import ANALYSIS_VERSION, Index, choose_terms, terms, weights
from claimtrack.settings import Settings
from claimtrack.store import postings, sessions
from tests.builders import a_claim_row
from tests.databases import Database

CLAIMS = {
    1: {"bridge": 15_000, "june": 10_000, "reopen": 12_000},
    2: {"bridge": 15_000, "cost": 11_000},
    3: {"ferry": 9_000, "june": 10_000},
}


def add(session: Session, claims: dict[int, dict[str, int]]) -> None:
    for number in claims:
        assert a_claim_row(session, f"Claim {number}.").id == number
    postings.put(session, claims)
    postings.refresh(session)


def idf(session: Session, *terms: str) -> dict[int, float]:
    """Return the ids of known terms with their idf, as a matcher asks for them."""
    total, _ = postings.statistics(session)
    known = postings.term_ids(session, terms)
    return {number: math.log(1 + (total - df + 0.5) / (df + 0.5)) for number, df in known.values()}


def test_an_empty_index(session: Session) -> None:
    assert postings.statistics(session) == (0, ANALYSIS_VERSION)
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
    assert found[0][1] == pytest.approx(math.log(1 + 1.5 / 2.5) * 2.5, abs=1e-3)
    assert postings.search(session, wanted, 1) == found[:1]


def test_equal_scores_go_by_id(session: Session) -> None:
    add(session, {number: {"bridge": 10_000} for number in range(1, 6)})
    assert [number for number, _ in postings.search(session, idf(session, "bridge"), 4)] == [1, 2, 3, 4]


def test_a_removed_claim_is_found_no_more(session: Session) -> None:
    add(session, CLAIMS)
    postings.put(session, {1: {}})
    postings.put(session, {99: {}})
    postings.refresh(session)
    assert postings.statistics(session)[0] == 2
    assert postings.term_ids(session, ["bridge", "june", "reopen"])["bridge"][1] == 1
    assert [number for number, _ in postings.search(session, idf(session, "bridge", "june"), 5)] == [2, 3]


def test_a_claim_indexed_anew_counts_once(session: Session) -> None:
    add(session, CLAIMS)
    postings.put(session, {1: {}})
    postings.put(session, {1: {"swan": 20_000}})
    postings.refresh(session)
    assert postings.statistics(session)[0] == 3
    assert [number for number, _ in postings.search(session, idf(session, "swan"), 5)] == [1]
    assert postings.term_ids(session, ["june"])["june"][1] == 1


def test_frequencies_are_added_to_not_counted_anew(session: Session) -> None:
    add(session, CLAIMS)
    session.connection().exec_driver_sql("UPDATE match_term SET df = 40 WHERE term = 'bridge'")
    a_claim_row(session, "Claim 4.")
    postings.put(session, {4: {"bridge": 10_000}})
    postings.put(session, {2: {}})
    postings.put(session, {1: {}})
    postings.refresh(session)
    assert postings.term_ids(session, ["bridge"])["bridge"][1] == 39
    postings.refresh(session)  # what was written is not written again
    assert postings.term_ids(session, ["bridge"])["bridge"][1] == 39


def test_a_claim_without_a_term_is_not_counted(session: Session) -> None:
    add(session, {1: {}, 2: {"bridge": 10_000}})
    assert postings.statistics(session)[0] == 1
    postings.put(session, {1: {}})
    postings.refresh(session)
    assert postings.statistics(session)[0] == 1


def test_a_term_that_is_no_word_is_left_out(session: Session) -> None:
    longest, too_long = "x" * postings.MAX_TERM, "x" * (postings.MAX_TERM + 1)
    add(session, {1: {longest: 1, too_long: 1, "bridge": 1}})
    assert set(postings.term_ids(session, [longest, too_long, "bridge"])) == {longest, "bridge"}


def test_more_terms_than_a_statement_takes(session: Session) -> None:
    a_claim_row(session)
    weights = {f"term{number}": 1 for number in range(2_000)}
    postings.put(session, {1: weights})
    postings.refresh(session)
    assert len(postings.term_ids(session, weights)) == 2_000


def test_statistics_are_written_with_the_commit(settings: Settings) -> None:
    with sessions.writing(settings) as session:
        a_claim_row(session)
        postings.put(session, {1: {"bridge": 10_000}})
    with sessions.reading(settings) as session:
        assert postings.statistics(session)[0] == 1
        assert postings.term_ids(session, ["bridge"])["bridge"][1] == 1


PLACES = ["harbour", "bridge", "tunnel", "ferry", "museum", "library", "airport", "market", "station", "canal"]
VERBS = ["will reopen", "closed", "cost four million", "was sold", "lost its roof", "hires", "is for sale", "burned"]
TIMES = ["in June", "on Monday", "last winter", "before the vote", "after the storm", "next year", "in 1998", "at noon"]


def test_both_databases_rank_as_the_index_in_memory_does(database: Database) -> None:
    chance = random.Random(7)  # noqa: S311 - a corpus, not a secret
    texts = {
        number: f"The {place} {verb} {time}, said the {other} office"
        for number, (place, verb, time, other) in enumerate(
            ([chance.choice(words) for words in (PLACES, VERBS, TIMES, PLACES)] for _ in range(120)), start=1
        )
    }
    memory = Index()
    for number, words in texts.items():
        memory.add(f"C-{number}", words, "A headline")
    with sessions.writing(database.settings) as session:
        add(session, {number: weights(words, "A headline") for number, words in texts.items()})
    with sessions.reading(database.settings) as session:
        claims, version = postings.statistics(session)
        assert (claims, version) == (120, ANALYSIS_VERSION)
        for query in ("the ferry office was sold in June", "a museum burned after the storm", "harbour tunnel"):
            known = postings.term_ids(session, terms(query))
            idf_by_term = choose_terms({term: df for term, (_, df) in known.items()}, claims)
            found = postings.search(session, {known[term][0]: idf for term, idf in idf_by_term.items()}, 120)
            expected = memory.search(query, limit=120)
            assert [f"C-{number}" for number, _ in found] == [claim for claim, _ in expected]
            assert [score for _, score in found] == [score for _, score in expected]


def test_of_a_query_without_end_the_terms_that_weigh_most_are_searched(session: Session) -> None:
    add(session, CLAIMS)
    known = postings.term_ids(session, ["june", "cost"])
    query = {10_000 + number: 2.0 for number in range(20_000)}
    assert postings.search(session, query | {known["june"][0]: 1.0}, 5) == []
    assert [claim for claim, _ in postings.search(session, query | {known["cost"][0]: 3.0}, 5)] == [2]
