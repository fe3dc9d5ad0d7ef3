"""What an article touches: the parts of a score, what they count, and that they add up."""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.domain.claim import Modality
from claimtrack.domain.revisit import ReasonKind, Relation
from claimtrack.domain.span import Quote
from claimtrack.matching import Encounter, MatchPolicy, Passage, Statement, Tracked, statement, terms, touch, touching
from claimtrack.matching.chance import POINTS, chance, points

CLAIM = "The ferry to Gull Island will sail on Sundays"


def passage(text: str, **facts: Any) -> Passage:
    return Passage(Quote(0, len(text), text), Statement(text, **facts), text)


def met(said: Sequence[str], *claims: Tracked) -> Encounter:
    """Hold each passage against all claims, every term equally rare."""
    numbered = dict(enumerate(claims, start=1))
    found = [passage(text) for text in said]
    return Encounter(found, [list(numbered)] * len(found), numbered, lambda _term: 2.0)


def parts(said: str, claim: Tracked, *others: str) -> dict[str, float]:
    """Return the parts of the first passage and the claim."""
    return next(found for at, _, found in met([said, *others], claim).parts() if at == 0)


def score(said: str, claim: Tracked, *others: str) -> float:
    return chance(sum(points(parts(said, claim, *others)).values()))


def test_the_points_add_up_to_the_score() -> None:
    (pair,) = touch(met(["The ferry to Gull Island no longer sails on Sundays"], Tracked(Statement(CLAIM), 1)), 0).pairs
    shown = {reason.old: reason.value or 0 for reason in pair.comparison.why if reason.kind is ReasonKind.SCORE}
    assert pair.comparison.score == pytest.approx(1 / (1 + math.exp(-sum(shown.values()))), abs=1e-3)
    assert set(shown) <= set(POINTS)


def test_more_of_the_claims_words_make_it_more_likely() -> None:
    claim = Tracked(Statement(CLAIM), 1)
    some, more = (score(f"{words} was painted", claim) for words in ("The ferry", "The ferry to Gull Island"))
    assert some < more
    assert parts("The ferry to Gull Island will sail", claim)["words of the claim"] == pytest.approx(1.0)


def test_days_are_compared_as_days_and_not_as_words() -> None:
    claim = Tracked(Statement(CLAIM), 1)
    assert not list(met(["The market is held on Sundays"], claim).parts())


def test_other_passages_about_the_claim_count() -> None:
    claim = Tracked(Statement(CLAIM), 1)
    alone, twice = score("The ferry was painted", claim), score("The ferry was painted", claim, "Gull Island is far")
    assert alone < twice
    assert parts("The ferry sails", claim, "Nobody was hurt")["other passages"] == 0.0


@pytest.mark.parametrize(
    ("facts", "part"),
    [
        ({"statement": Statement(CLAIM, modality=Modality.FORWARD_LOOKING)}, "promise"),
        ({"statement": Statement(CLAIM, modality=Modality.OPINION)}, "opinion"),
        ({"denies": True}, "denial"),
        ({"attributed": True}, "said by somebody"),
        ({"confidence": 1.0}, "surely a claim"),
    ],
)
def test_what_is_known_of_the_claim_counts(facts: dict[str, Any], part: str) -> None:
    plain = Tracked(Statement(CLAIM), 1, confidence=0.0)
    known = replace(plain, **facts)
    said = "The ferry to Gull Island was painted"
    difference = parts(said, known)[part] - parts(said, plain)[part]
    assert difference == 1.0
    assert (score(said, known) > score(said, plain)) == (POINTS[part] > 0)


def test_another_story_is_seldom_meant() -> None:
    told = Tracked(Statement("Ann Ruiz and Bo Levin met Cy Adebayo in Oslo about the harbour"), 1)
    said = "Di Novak and Ed Quist met Flo Marsh in Bonn about the harbour"
    assert met([said], told).other_story(1) == 1.0
    assert met(["Ann Ruiz met Cy Adebayo in Oslo about the harbour"], told).other_story(1) == 0.0
    kept = touch(met(["Ann Ruiz met Cy Adebayo in Oslo"], told), 0.1).pairs
    assert kept
    assert not touch(met([f"Di Novak, Ed Quist and Flo Marsh met Ann Ruiz and {said}"], told), 0.1).pairs


def test_a_word_of_change_counts_with_the_words_around_it() -> None:
    claim = Tracked(Statement("The ferry to Gull Island is repaired"), 1)
    assert parts("The ferry to Gull Island was cancelled", claim)["change"] > 0
    assert parts("The ferry to Gull Island was painted", claim)["change"] == 0


def test_among_few_claims_a_word_of_one_is_rare_and_a_word_of_all_is_common() -> None:
    told = ("ferry carries 300 passengers", "museum bought a whale", "lighthouse lost its roof")
    claims = [Tracked(Statement(f"The Gull Island {words}"), 1, 0.9, attributed=True) for words in told]
    pairs = touch(met(["The Gull Island ferry carried 900 passengers"], *claims), MatchPolicy().floor).pairs
    assert [pair.claim for pair in pairs] == [1]


def test_what_scores_too_little_is_counted() -> None:
    claims = (Tracked(Statement(CLAIM), 1), Tracked(Statement("The museum will open a hall about ferries"), 1))
    found = touch(met(["The ferry to Gull Island will not sail on Sundays"], *claims), 0.12)
    assert [(pair.claim, pair.comparison.relation) for pair in found.pairs] == [(1, Relation.UPDATES)]
    assert found.left_out == 1


WORDS = st.lists(st.sampled_from("The ferry will not sail to Gull Island in June for 60 euros .".split()), max_size=12)


@given(st.lists(WORDS.map(" ".join), max_size=4), st.lists(WORDS.map(" ".join), max_size=4))
def test_any_article_is_scored(said: list[str], claims: list[str]) -> None:
    found = touch(met(list(filter(None, said)), *(Tracked(Statement(text), at) for at, text in enumerate(claims))), 0.0)
    assert all(0.0 <= pair.comparison.score <= 1.0 for pair in found.pairs)


def test_the_best_pairs_are_kept_and_the_others_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    said = [f"The ferry {words} was painted" for words in ("", "to Gull Island", "of Gull")]
    encounter = met(said, Tracked(Statement(CLAIM), 1))
    every = touch(encounter, 0.0)
    assert (len(every.pairs), every.left_out) == (3, 0)
    monkeypatch.setattr(touching, "MOST_PAIRS", 2)
    best = touch(encounter, 0.0)
    assert (best.pairs, best.left_out) == (every.pairs[1:], 1)


def test_each_statement_is_taken_apart_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def counted(text: str) -> list[str]:
        read.append(text)
        return terms(text)

    monkeypatch.setattr(statement, "terms", counted)
    claims = [Tracked(Statement(f"{CLAIM} with {number} guests"), number) for number in range(4)]
    pairs = touch(
        met([f"The ferry to Gull Island was painted {shade}" for shade in ("red", "blue")], *claims), 0.0
    ).pairs
    few = len(read)
    again = touch(met([f"The ferry to Gull Island was sold {number} times" for number in range(9)], *claims), 0.0).pairs
    assert (len(pairs), len(again)) == (8, 36)
    assert len(read) - few < 9 * 20  # nine sentences of nine words, whatever they are held against
