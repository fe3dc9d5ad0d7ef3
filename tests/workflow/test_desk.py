"""The desk's policy as the settings give it."""

from collections.abc import Mapping
from datetime import date

import pytest

from claimtrack.domain.duepolicy import due_policy
from claimtrack.domain.evidence import EvidencePolicy, Priority
from claimtrack.errors import InvalidDataError
from claimtrack.matching import MatchPolicy
from claimtrack.settings import Settings
from claimtrack.workflow.desk import Desk, desk_of

DEFAULT = MatchPolicy()


def desk(
    policy: Mapping[str, object] | None = None,
    revisit: Mapping[str, object] | None = None,
    outlets: Mapping[str, str] | None = None,
) -> Desk:
    return desk_of(Settings("sqlite://", policy=policy or {}, revisit=revisit or {}, outlets=outlets or {}))


def test_nothing_set_is_the_default() -> None:
    assert desk() == Desk()


def test_what_is_set_counts() -> None:
    found = desk({"independent": 2}, {"floor": 0.5, "passages": 1}, {"wire.example": "Wire Group"})
    assert found.evidence == EvidencePolicy(independent=2)
    assert (found.matching.floor, found.matching.passages, found.matching.below) == (0.5, 1, DEFAULT.below)
    assert found.outlets == {"wire.example": "Wire Group"}


def test_priorities_that_take_two_people_may_be_named() -> None:
    assert desk_of(Settings("sqlite://", four_eyes=["high", "low"])).four_eyes == {Priority.HIGH, Priority.LOW}
    assert desk().four_eyes == frozenset()


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ("high", r'four_eyes must be a list of priorities \(low, normal, high\), such as \["high"\], not \'high\''),
        (True, "four_eyes must be a list of priorities .* not True"),
        (2, "four_eyes must be a list of priorities .* not 2"),
        (["hihg"], "policy.four_eyes: 'hihg' is no priority. Known are: low, normal, high"),
        ([["high"]], "is no priority"),
        ([1], "1 is no priority"),
    ],
)
def test_what_is_no_list_of_priorities_is_refused(given: object, why: str) -> None:
    with pytest.raises(InvalidDataError, match=why):
        desk_of(Settings("sqlite://", four_eyes=given))


def test_the_days_to_look_again_may_be_set() -> None:
    found = desk_of(Settings("sqlite://", due={"soon": "P1M"}))
    assert found.due == due_policy({"soon": "P1M"})
    with pytest.raises(InvalidDataError, match="soon must be an ISO 8601 duration"):
        desk_of(Settings("sqlite://", due={"soon": 3}))


def test_what_is_compared_may_be_narrowed_down() -> None:
    found = desk_of(Settings("sqlite://", narrowing={"window": "P2Y", "same_topic": True})).narrowing
    assert (found.since(date(2026, 2, 28)), found.same_topic) == (date(2024, 2, 28), True)
    with pytest.raises(InvalidDataError, match=r"revisit\.window must be an ISO 8601 duration"):
        desk_of(Settings("sqlite://", narrowing={"window": "2 years"}))


def test_a_low_floor_takes_what_is_kept_below_it_along() -> None:
    found = desk(revisit={"floor": 0.05}).matching
    assert (found.floor, found.below) == (0.05, 0.05)


@pytest.mark.parametrize(
    ("policy", "revisit", "why"),
    [
        (
            {"independant": 1},
            {},
            "independant is not a setting. Known are: four_eyes, independent, independent_high",
        ),
        ({}, {"flor": 0.5}, "revisit.flor is not a setting"),
        ({"independent": -1}, {}, "below zero"),
        ({}, {"floor": -0.1}, "below zero"),
        ({}, {"floor": 1.5}, "revisit.floor is a share"),
        ({}, {"floor": 0.3, "below": 0.4}, "revisit.below cannot be above revisit.floor"),
        ({}, {"passages": 1.5}, "revisit.passages must be a whole number"),
        ({}, {"candidates": 2.5}, "revisit.candidates must be a whole number"),
    ],
)
def test_what_is_out_of_range_is_refused(policy: dict[str, object], revisit: dict[str, object], why: str) -> None:
    with pytest.raises(InvalidDataError, match=why):
        desk(policy, revisit)
