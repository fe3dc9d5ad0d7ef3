import math
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.matching import Index, choose_terms, idf, terms, weights
from claimtrack.matching.bm25 import AVERAGE_LENGTH, CONTEXT_WEIGHT, K1, LEAST_TERMS, MOST_TERMS, SCALE, B, whole


def test_a_term_said_twice_weighs_more_but_less_than_twice() -> None:
    once, twice = weights("swan heron gull")["swan"], weights("swan swan heron")["swan"]
    assert once < twice < 2 * once


def test_a_long_claim_weighs_each_term_less() -> None:
    assert weights("swan " + "gull " * 20)["swan"] < weights("swan gull")["swan"]


def test_a_term_counts_as_often_as_it_stands_in_text_and_context() -> None:
    found = weights("swan heron", "gull swan")
    assert found["swan"] > found["heron"] == found["gull"]
    norm = K1 * (1 - B + B * 2 / AVERAGE_LENGTH)
    assert found["swan"] == whole(2 * (K1 + 1) / (2 + norm))


def test_a_context_makes_no_claim_long() -> None:
    assert weights("swan heron", "gull " * 9)["heron"] == weights("swan heron")["heron"]


def test_nothing_has_no_weights() -> None:
    assert weights("") == weights("the of and", "!") == {}
    assert list(weights("", "heron")) == ["heron"]


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_rarer_term_says_more(claims: int, df: int) -> None:
    assert idf(claims, df) > 0
    assert idf(claims, df) >= idf(claims, df + 1)


def test_rare_terms_are_read_first_within_the_budget() -> None:
    counts = {f"t{df}": df for df in (0, 5, 10, 20, 100, 400)}
    assert list(choose_terms(counts, 1_000, budget=1_000)) == ["t5", "t10", "t20", "t100", "t400"]
    assert list(choose_terms(counts, 1_000, budget=500)) == ["t5", "t10", "t20", "t100"]
    assert len(choose_terms(counts, 1_000, budget=0)) == LEAST_TERMS
    many = {f"t{at}": 1 + at // MOST_TERMS for at in range(MOST_TERMS + 500)}
    assert list(choose_terms(many, 9_000)) == sorted(term for term, df in many.items() if df == 1)
    assert choose_terms({}, 1_000) == choose_terms({"swan": 0}, 1_000) == {}


def test_equal_frequencies_are_taken_in_one_order() -> None:
    assert list(choose_terms({"b": 5, "a": 5, "c": 5}, 10)) == ["a", "b", "c"]


@given(st.floats(0, 100))
def test_a_weight_is_a_whole_number_and_never_nothing(value: float) -> None:
    assert whole(value) >= 1
    assert whole(value) == pytest.approx(value * SCALE, abs=1)


BIRDS = st.lists(st.sampled_from("swan heron gull tern eider the of".split()), max_size=12).map(" ".join)


def naive(claims: list[tuple[str, str]], text: str, context: str) -> dict[int, float]:
    """Score every claim by the formula as it stands in the book, without an index."""
    read = [(Counter(terms(claim)), Counter(terms(about))) for claim, about in claims]
    scores = {}
    for at, (counts, about) in enumerate(read):
        score = 0.0
        for term in set(terms(text)) | set(terms(context)):
            tf = counts[term] + about[term]
            df = sum(term in own or term in other for own, other in read)
            rarity = math.log(1 + (len(claims) - df + 0.5) / (df + 0.5))
            length = 1 - B + B * counts.total() / AVERAGE_LENGTH
            asked = 1.0 if term in terms(text) else CONTEXT_WEIGHT
            score += asked * rarity * tf * (K1 + 1) / (tf + K1 * length)
        if score:
            scores[at] = score
    return scores


@given(st.lists(st.tuples(BIRDS, BIRDS), max_size=15), BIRDS, BIRDS)
def test_the_index_ranks_as_the_formula_does(claims: list[tuple[str, str]], text: str, context: str) -> None:
    index = Index()
    for at, (claim, about) in enumerate(claims):
        index.add(str(at), claim, about)
    assert len(index) == len(claims)
    found = index.search(text, context, limit=100, budget=10**9)
    expected = naive(claims, text, context)
    # Each factor is a whole number of ten-thousandths, and there are no more than eight terms.
    assert {int(name): score for name, score in found} == pytest.approx(expected, rel=1e-3, abs=8 / SCALE)
    scores = [score for _, score in found]
    assert scores == sorted(scores, reverse=True)
    assert index.search(text, context, limit=3, budget=10**9) == found[:3]


def test_equal_scores_go_by_the_order_of_the_claims() -> None:
    index = Index()
    for name in ("b", "a", "c"):
        index.add(name, "A swan nests on the pier")
    assert [name for name, _ in index.search("swan")] == ["b", "a", "c"]


def test_nothing_is_found_in_nothing() -> None:
    index = Index()
    assert index.search("swan") == []
    index.add("a", "")
    index.add("b", "heron")
    assert index.search("swan") == index.search("") == index.search("the") == []
    assert (index.df("heron"), index.df("swan")) == (1, 0)
