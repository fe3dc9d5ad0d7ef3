"""Two wordings that are nearly the same, and the small signs by which they say different things."""

import time
from datetime import date

import pytest

from claimtrack.domain.claim import Modality, Polarity
from claimtrack.domain.revisit import Reason, ReasonKind
from claimtrack.matching import Likeness, Statement, When, likeness, may_be_alike, needed_terms
from claimtrack.matching.alike import ALIKE

LONG = (
    "The Linden Street bridge was closed to lorries for the repair of its northern pier after an inspection in Kestrel"
)


LIGHT = {"kestrel", "marlow", "norvan", "marla", "line", "quick", "heavi"}


def weight(term: str) -> float:
    """Let the words that the cases exchange weigh little, so that only the signs tell them apart."""
    return 0.1 if term in LIGHT or term[0].isdecimal() else 2.0


def compare(new: str, old: str = LONG, **facts: object) -> Likeness:
    return likeness(Statement(new, **facts), Statement(old), weight)  # type: ignore[arg-type]


def signs(found: Likeness) -> set[ReasonKind]:
    assert found.score >= ALIKE
    return {reason.kind for reason in found.against}


@pytest.mark.parametrize(
    "new",
    [
        LONG,
        LONG.upper(),
        LONG.replace("lorries", "all lorries"),
        LONG.replace("was closed", "has been closed"),
        LONG.replace("for the repair", "for repairs"),
        LONG.replace("northern", "entire northern"),
        LONG.replace("after an", "following an"),
    ],
)
def test_the_same_in_other_forms_is_close(new: str) -> None:
    assert compare(new).is_close


@pytest.mark.parametrize(
    ("new", "old", "kind"),
    [
        (LONG.replace("was closed", "was not closed"), LONG, ReasonKind.NEGATION),
        (LONG.replace("was closed", "will be closed"), LONG, ReasonKind.TENSE),
        (LONG.replace("was closed", "may be closed"), LONG, ReasonKind.WORDS),
        (LONG.replace("lorries", "lorries only"), LONG, ReasonKind.WORDS),
        (LONG.replace("after", "before"), LONG, ReasonKind.WORDS),
        (LONG.replace("Kestrel", "Marlow"), LONG, ReasonKind.NAMES),
        (LONG.replace("lorries", "60 lorries"), LONG.replace("lorries", "45 lorries"), ReasonKind.NUMBER),
        (LONG.replace("lorries", "60 lorries"), LONG, ReasonKind.NUMBER),
        (LONG + " on line 3", LONG + " on line 4", ReasonKind.NUMBER),
        (LONG + " in 2025", LONG + " in 2026", ReasonKind.DATE),
        (
            "In Norvane the trade union of the harbour sued Marla Shipping over unpaid wages",
            "In Marla the trade union of the harbour sued Norvane Shipping over unpaid wages",
            ReasonKind.NAMES,
        ),
    ],
)
def test_a_small_sign_sets_two_claims_apart(new: str, old: str, kind: ReasonKind) -> None:
    assert kind in signs(likeness(Statement(new), Statement(old), weight))
    assert not likeness(Statement(new), Statement(old), weight).is_close


def test_written_numbers_are_the_same_figures() -> None:
    assert compare(LONG.replace("lorries", "sixty lorries"), LONG.replace("lorries", "60 lorries")).against == ()


def test_what_one_side_denies_the_other_does_not_say() -> None:
    assert ReasonKind.NEGATION in signs(compare(LONG, polarity=Polarity.DENIED))


def test_a_plan_is_no_fact() -> None:
    assert signs(compare(LONG, modality=Modality.FORWARD_LOOKING)) == {ReasonKind.TENSE}


def test_days_that_the_words_mean_are_compared() -> None:
    first, second = (When("on Monday", day, day) for day in (date(2026, 3, 2), date(2026, 3, 9)))
    new, old = (Statement(LONG, times=(time,)) for time in (second, first))
    assert likeness(new, old, weight).against == (Reason(ReasonKind.DATE, old="on Monday", new="on Monday"),)
    assert likeness(new, new, weight).is_close
    assert likeness(new, Statement(LONG), weight).is_close  # nothing is known of the other's day


def test_it_says_in_what_they_differ() -> None:
    new = Statement(LONG.replace("closed", "quickly closed"), speaker="Ines Varga")
    old = Statement(LONG.replace("lorries", "heavy lorries"), speaker="Marta Oyelaran")
    assert likeness(new, old, weight).differences == (
        Reason(ReasonKind.WORDS, old="heavy", new="quickly"),
        Reason(ReasonKind.SPEAKER, old="Marta Oyelaran", new="Ines Varga"),
    )
    assert compare(LONG).differences == (Reason(ReasonKind.VERBATIM),)


def test_a_few_words_are_like_nothing() -> None:
    assert compare("The bridge is shut", "The bridge is shut").score == 0.0
    assert compare("", "").score == 0.0


def test_what_is_alike_has_one_of_the_terms_that_are_needed() -> None:
    """Whatever is taken away from a claim, as long as the rest is still alike."""
    claim = Statement(LONG)
    needed = needed_terms(claim.stems, weight)
    assert 0 < len(needed) < len(claim.stems)
    for lacking in claim.stems:
        rest = claim.stems - {lacking}
        if may_be_alike(claim.stems, rest, weight):
            assert rest & set(needed)
    assert not may_be_alike(claim.stems, claim.stems - set(needed), weight)


@pytest.mark.parametrize("piece", ["x", "x_", "9x", "é", "4 a ", "1.5 million ", "12 June, not 7% "])
def test_a_hostile_text_takes_no_time(piece: str) -> None:
    text = f"{LONG} {piece * 40_000}"
    start = time.process_time()
    assert compare(text, f"{text} more").score >= ALIKE
    assert time.process_time() - start < 10


def test_a_label_is_what_is_left_when_the_numbers_are_gone() -> None:
    found = compare(LONG + " on line 4a in 2026, with 9 boats", LONG + " on line 5b in 2027, with 9 boats")
    assert Reason(ReasonKind.NUMBER, old="2027 5b", new="2026 4a") in found.against
