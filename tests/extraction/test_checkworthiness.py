"""How much there is to check: points that add up, and never fewer for what is to come."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.domain.claim import ExtractedClaim, Modality
from claimtrack.extraction import extract
from claimtrack.extraction.checkworthiness import BASE, POINTS, total, worth_of, worth_of_text
from tests.extraction.articles import article

STORY = (
    "The port authority said on Tuesday that two cranes will arrive in May 2026. Fees fell by 12 percent in 2025, "
    "Ines Varga said. The pier may be nice. It will be gradual.\n"
)
CODES = st.sampled_from(sorted(POINTS))


def codes(text: str) -> set[str]:
    return {reason.code for reason in worth_of_text(text)[1]}


@pytest.mark.parametrize(
    ("more", "less"),
    [
        ("Fees fell by 12 percent in 2025.", "Fees are something of an issue."),
        ("The council paid 40 million euros to Ulmet Water.", "We should all be proud."),
        ("The mine closed in March 1998.", "The mine may close."),
        ("The court fined the Varga Group in May.", "Thank you very much."),
    ],
)
def test_what_can_be_looked_up_comes_first(more: str, less: str) -> None:
    assert worth_of_text(more)[0] > worth_of_text(less)[0]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("It cost them 12 coins", "figure"),
        ("The rate was low", "measure"),
        ("It was the largest of all", "change"),
        ("They went to Ulmet then", "name"),
        ("The ministry was there", "official"),
        ("It was so on Friday", "date"),
        ("They have signed it", "event"),
        ("It will open", "outlook"),
        ("It will open on Friday", "dated_outlook"),
        ("It may open", "hedge"),
        ("It is a process", "vague"),
        ("We should open it", "opinion"),
        ("You know it", "address"),
        ("It rained", "short"),
    ],
)
def test_each_part_has_its_code(text: str, code: str) -> None:
    assert code in codes(text)
    assert code not in codes("It stood quite near and rather quietly behind other ones")


@given(st.text(max_size=300))
def test_points_add_up(text: str) -> None:
    score, reasons = worth_of_text(text)
    assert score == total(reasons) == round(min(1, max(0, BASE + sum(reason.points for reason in reasons))), 2)
    for reason in reasons:
        points, most = POINTS[reason.code]
        assert reason.points == pytest.approx(points * min(reason.count, most))


@given(st.lists(CODES, unique=True))
def test_the_score_is_a_share(found: list[str]) -> None:
    everything = [reason for text in (STORY, "We should thank you, maybe.") for reason in worth_of_text(text)[1]]
    assert 0 <= total(reason for reason in everything if reason.code in found) <= 1


def claims() -> list[ExtractedClaim]:
    return list(extract(article(STORY), plain=True).claims)


def test_what_is_to_come_costs_nothing() -> None:
    assert POINTS["outlook"][0] > 0
    assert POINTS["dated_outlook"][0] > 0
    found = extract(article(STORY), plain=True)
    ahead = [claim for claim in found.claims if claim.modality is Modality.FORWARD_LOOKING]
    assert ahead
    for claim in ahead:
        as_fact = replace(claim, modality=Modality.ASSERTED_FACT, due=None)
        assert worth_of(claim, found.times)[0] > worth_of(as_fact, found.times)[0]


def test_a_claim_is_scored_with_what_the_article_tells_of_it() -> None:
    cranes, fees, *_ = claims()
    assert {reason.code for reason in cranes.worth_reasons} >= {"figure", "date", "official", "dated_outlook"}
    assert {reason.code for reason in fees.worth_reasons} >= {"figure", "measure", "change", "date", "named_speaker"}
    assert all(claim.worth == total(claim.worth_reasons) for claim in claims())


def test_what_was_added_in_brackets_counts_nothing() -> None:
    dated = extract(article("The town said that boats will sail in May."), plain=True)
    (claim,) = dated.claims
    assert claim.text == "Boats will sail in May [2026]."
    assert "figure" not in {reason.code for reason in claim.worth_reasons}
