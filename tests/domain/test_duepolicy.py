"""The policy of looking again."""

import tomllib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.domain.due import Due, DueKind
from claimtrack.domain.duepolicy import DEFAULTS, DuePolicy, DueRow, Wait, as_comments, due_policy, look_day
from claimtrack.errors import InvalidDataError

DAY = date(2026, 1, 31)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("P10D", date(2026, 2, 10)),
        ("P2W", date(2026, 2, 14)),
        ("P1M", date(2026, 2, 28)),
        ("P1Y2M1W1D", date(2027, 4, 8)),
        ("P100Y", date(2126, 1, 31)),
    ],
)
def test_a_duration_is_counted_in_months_and_then_in_days(value: str, day: date) -> None:
    wait = Wait.parse(value)
    assert wait is not None
    assert wait.after(DAY) == day


@pytest.mark.parametrize(
    "value", ["", "P", "3M", "P3", "PM", "P0D", "P-1D", "PT5H", "P1.5M", "P101Y", "p3m", "P3M ", "P1D1M", "P99999Y"]
)
def test_what_is_no_duration_of_a_day_to_a_hundred_years_is_none(value: str) -> None:
    assert Wait.parse(value) is None


def test_every_row_has_a_default() -> None:
    assert set(DEFAULTS) == set(DueRow)
    assert all(Wait.parse(value) for value in DEFAULTS.values())
    assert DuePolicy().review(DueRow.SOON, DAY) == date(2026, 4, 30)


def test_the_rule_tells_a_default_from_what_the_desk_has_set() -> None:
    policy = due_policy({"soon": "P3M"})
    assert (policy.rule(DueRow.SOON), policy.rule(DueRow.WEEKS)) == ("soon/desk", "weeks/1")


def test_without_a_day_there_is_none_to_look_again() -> None:
    assert DuePolicy().review(DueRow.SOON, None) is None


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"sooner": "P3M"}, r"due\.sooner is not a setting\. Known are: soon, days, weeks"),
        ({"soon": "three months"}, r"due\.soon must be an ISO 8601 duration .*\"P3M\".*not 'three months'"),
        ({"soon": 3}, r"due\.soon must be an ISO 8601 duration .*not 3"),
        ({"weeks": True}, r"due\.weeks must be .*not True"),
    ],
)
def test_what_is_wrong_is_named_with_what_is_allowed(given: dict[str, object], why: str) -> None:
    with pytest.raises(InvalidDataError, match=why):
        due_policy(given)


def test_the_comments_of_a_new_project_are_the_defaults() -> None:
    bare = "\n".join(line.removeprefix("# ") for line in as_comments().splitlines())
    assert tomllib.loads(bare) == {row.value: value for row, value in DEFAULTS.items()}


@given(st.dates(max_value=date(9000, 1, 1)), st.integers(0, 1200), st.integers(0, 99_999))
def test_any_wait_of_a_day_leads_to_a_later_day(day: date, months: int, days: int) -> None:
    wait = Wait.parse(f"P{months}M{days % 10_000}D")
    assert (wait is None) is (months == 0 and days % 10_000 == 0)
    assert wait is None or wait.after(day) > day or wait.after(day).year == date.max.year


STATED = Due(DueKind.STATED, "by Friday", None, DAY, None, "stated/1")
VAGUE = Due(DueKind.VAGUE, "soon", None, None, DAY, "soon/1")
LATER = date(2026, 2, 1)


@pytest.mark.parametrize(
    ("due", "wake_on", "shown", "by"),
    [
        (STATED, None, "2026-01-31", "stated"),
        (STATED, DAY, "2026-01-31", "stated"),
        (STATED, LATER, "2026-02-01", "set"),
        (VAGUE, None, "2026-01-31?", "policy"),
        (VAGUE, DAY, "2026-01-31?", "policy"),
        (VAGUE, LATER, "2026-02-01", "set"),
        (None, LATER, "2026-02-01", "set"),
    ],
)
def test_a_day_to_look_again_tells_who_named_it(due: Due | None, wake_on: date | None, shown: str, by: str) -> None:
    look = look_day(due, wake_on)
    assert look is not None
    assert (str(look), look.by.value) == (shown, by)


def test_without_a_due_and_without_waiting_there_is_no_day() -> None:
    assert look_day(None, None) is None
