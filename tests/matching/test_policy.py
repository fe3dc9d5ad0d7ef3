from collections import defaultdict
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.domain.revisit import Reason, ReasonKind, Relation
from claimtrack.matching import Comparison, MatchPolicy, Pair, select

POLICY = MatchPolicy(floor=0.5, below=0.3, within=0.8, passages=2)


def pair(passage: str, claim: int, score: float) -> Pair[str]:
    return Pair(passage, claim, Comparison(score, Relation.RELATED, ()))


def test_the_floor_divides() -> None:
    found = select([pair("a", 1, 0.5), pair("b", 2, 0.49), pair("c", 3, 0.3), pair("d", 4, 0.29)], POLICY)
    assert [item.passage for item in found.items] == ["a"]
    assert [item.passage for item in found.below] == ["b", "c"]
    assert found.left_out == 1


def test_a_claim_is_asked_about_with_its_best_passages_only() -> None:
    found = select([pair("a", 1, 0.6), pair("b", 1, 0.9), pair("c", 1, 0.8), pair("d", 1, 0.85)], POLICY)
    assert [item.passage for item in found.items] == ["b", "d"]
    assert [item.passage for item in found.below] == ["c", "a"]


def test_a_passage_far_behind_the_best_is_not_asked_about() -> None:
    found = select([pair("a", 1, 0.9), pair("b", 1, 0.71), pair("c", 2, 0.71)], POLICY)
    assert [item.passage for item in found.items] == ["a", "c"]
    assert [item.passage for item in found.below] == ["b"]


def test_no_pairs_no_items() -> None:
    found = select(list[Pair[str]](), POLICY)
    assert (found.items, found.below, found.left_out) == ((), (), 0)


@given(st.lists(st.tuples(st.integers(1, 4), st.floats(0, 1)), max_size=30))
def test_no_pair_is_lost_and_none_is_asked_twice(given_pairs: list[tuple[int, float]]) -> None:
    pairs = [pair(str(at), claim, score) for at, (claim, score) in enumerate(given_pairs)]
    found = select(pairs, POLICY)
    assert len(found.items) + len(found.below) + found.left_out == len(pairs)
    assert len({item.passage for item in (*found.items, *found.below)}) == len(found.items) + len(found.below)
    asked = defaultdict(list)
    for item in found.items:
        asked[item.claim].append(item.comparison.score)
    best = {claim: max(score for other, score in given_pairs if other == claim) for claim, _ in given_pairs}
    for claim, scores in asked.items():
        assert scores[0] == best[claim]
        assert scores == sorted(scores, reverse=True)
        assert len(scores) <= POLICY.passages
    assert {claim for claim, score in best.items() if score >= POLICY.floor} == asked.keys()


def turning(passage: str, score: float, relation: Relation, *why: Reason) -> Pair[str]:
    return Pair(passage, 1, Comparison(score, relation, why))


RECAP = turning("the old denial, told again", 0.95, Relation.REPEATS)


@pytest.mark.parametrize("relation", [Relation.CONTRADICTS, Relation.UPDATES])
def test_a_recap_does_not_hide_what_changes_the_claim(relation: Relation) -> None:
    turns = turning("the news", 0.55, relation)
    second = turning("more of the news", 0.54, relation)
    found = select([turns, second, RECAP, turning("another recap", 0.94, Relation.REPEATS)], POLICY)
    assert [item.passage for item in found.items] == ["the old denial, told again", "another recap", "the news"]
    assert [item.passage for item in found.below] == ["more of the news"]


def test_what_changes_the_claim_must_reach_the_floor_all_the_same() -> None:
    found = select([RECAP, turning("the news", 0.49, Relation.CONTRADICTS)], POLICY)
    assert found.items == (RECAP,)


def test_a_new_figure_is_asked_about_beside_another_change() -> None:
    change = turning("it has changed", 0.9, Relation.UPDATES)
    figure = turning("210, not 140", 0.6, Relation.UPDATES, Reason(ReasonKind.NUMBER, old="140", new="210"))
    same = turning("still 140", 0.59, Relation.UPDATES, Reason(ReasonKind.NUMBER, old="140", new="140"))
    assert select([same, figure, change], POLICY).items == (change, figure)


def test_what_another_passage_stands_for_says_so() -> None:
    found = select(
        [RECAP, turning("far behind", 0.5, Relation.RELATED), turning("too low", 0.4, Relation.UPDATES)], POLICY
    )
    why = {item.passage: [reason.kind for reason in item.comparison.why] for item in found.below}
    assert why == {"far behind": [ReasonKind.OTHER_PASSAGE], "too low": []}


def test_beside_the_very_words_only_a_change_is_asked_about() -> None:
    verbatim = turning("word for word", 0.8, Relation.REPEATS, Reason(ReasonKind.VERBATIM))
    stronger, weaker = turning("a", 0.9, Relation.RELATED), turning("b", 0.79, Relation.SUPPORTS)
    denies = turning("c", 0.78, Relation.CONTRADICTS)
    policy = replace(POLICY, passages=9)
    assert select([stronger, verbatim, weaker, denies], policy).items == (stronger, verbatim, denies)
    assert select([stronger, weaker, denies], policy, said={1}).items == (denies,), "it is a mention"
    assert select([stronger, weaker, denies], policy, said={2}).items == (stronger, weaker, denies)
