"""Hedges, negations and conditions are found as the words that they are."""

import pytest

from claimtrack.domain.attribution import CueClass
from claimtrack.domain.span import Span
from claimtrack.extraction.hedges import find_conditions, find_hedges, find_negations


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("The ferry may sink", ["may"]),
        ("The ferry sank in May", []),
        ("The ferry could not sail", []),
        ("The ferry could sail, perhaps", ["could", "perhaps"]),
        ("The owner is to appear before the board", []),
        ("The owner appears to agree", ["appears"]),
        ("The hull is said to be cracked", ["said to"]),
        ("Gales are forecast overnight", ["forecast"]),
        ("Rain makes floods more likely", []),
    ],
)
def test_hedges(words: str, wanted: list[str]) -> None:
    assert [hedge.text for hedge in find_hedges(words, Span(0, len(words)), None, None)] == wanted


def test_a_cue_that_forecasts_is_a_hedge_and_counted_once() -> None:
    words = "The bank expected a cut"
    cue = Span(9, 17)
    found = find_hedges(words, Span(0, len(words)), CueClass.FORECAST, cue)
    assert [(hedge.start, hedge.text) for hedge in found] == [(9, "expected")]
    assert find_hedges("The bank said so", Span(0, 16), CueClass.NEUTRAL, Span(9, 13)) == ()


def test_negations() -> None:
    words = "Nobody was hurt and the pier isn't closed; no ship cannot land, not one. A knot is no-go."
    assert [found.text for found in find_negations(words, [Span(0, len(words))])] == [
        "Nobody",
        "isn't",
        "no",
        "cannot",
        "not",
    ]


def test_conditions_are_taken_with_what_they_say_from_the_claim_and_its_context() -> None:
    words = "Unless the loan is repaid, the yard closes if both agree, once the snow melts."
    found = find_conditions(words, [Span(0, 25), Span(27, len(words))])
    assert [condition.text for condition in found] == [
        "Unless the loan is repaid",
        "if both agree",
        "once the snow melts",
    ]
