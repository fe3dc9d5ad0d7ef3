"""Calendar arithmetic."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.domain.days import add_days, add_months
from claimtrack.extraction import intervals
from claimtrack.extraction.intervals import Direction, Part, Period

DAY = date(2026, 3, 3)


def days(period: Period | None) -> str:
    """Return a period as its value and its days."""
    return f"{period.value} {period.start}..{period.end}" if period else "-"


@pytest.mark.parametrize(
    ("period", "wanted"),
    [
        (intervals.day_of(DAY), "2026-03-03 2026-03-03..2026-03-03"),
        (intervals.week_of(DAY), "2026-W10 2026-03-02..2026-03-08"),
        (intervals.week_of(date(2027, 1, 1)), "2026-W53 2026-12-28..2027-01-03"),
        (intervals.month_of(2024, 2), "2024-02 2024-02-01..2024-02-29"),
        (intervals.quarter_of(2026, 4), "2026-Q4 2026-10-01..2026-12-31"),
        (intervals.half_of(2026, 2), "2026-H2 2026-07-01..2026-12-31"),
        (intervals.season_of(2026, "WI"), "2026-WI 2025-12-01..2026-02-28"),
        (intervals.season_of(2026, "FA"), "2026-FA 2026-09-01..2026-11-30"),
        (intervals.year_of(9999), "9999 9999-01-01..9999-12-31"),
        (intervals.quarter_of(9999, 4), "9999-Q4 9999-10-01..9999-12-31"),
        (intervals.unit_of(DAY, "WE"), "2026-W10-WE 2026-03-07..2026-03-08"),
        (intervals.unit_of(DAY, "Q"), "2026-Q1 2026-01-01..2026-03-31"),
        (intervals.unit_of(DAY, "DE"), "202 2020-01-01..2029-12-31"),
        (intervals.unit_of(DAY, "CE"), "20 2000-01-01..2099-12-31"),
        (intervals.unit_of(DAY, "MIN"), "-"),
    ],
)
def test_units_of_the_calendar(period: Period | None, wanted: str) -> None:
    assert days(period) == wanted


@pytest.mark.parametrize(
    ("part", "month", "year"),
    [
        (Part.START, "2026-06-01..2026-06-10", "2026-01-01..2026-05-01"),
        (Part.MID, "2026-06-11..2026-06-20", "2026-05-02..2026-08-30"),
        (Part.LATE, "2026-06-21..2026-06-30", "2026-08-31..2026-12-31"),
        (Part.END, "2026-06-30..2026-06-30", "2026-12-31..2026-12-31"),
        (Part.REST, "2026-06-01..2026-06-30", "2026-01-01..2026-12-31"),
    ],
)
def test_parts_of_a_month_are_its_decades_and_of_a_year_its_thirds(part: Part, month: str, year: str) -> None:
    assert days(intervals.part_of(intervals.month_of(2026, 6), part)) == f"2026-06 {month}"
    assert days(intervals.part_of(intervals.year_of(2026), part)) == f"2026 {year}"


def test_an_open_period_has_no_parts() -> None:
    period = Period(DAY, None, "FUTURE_REF")
    assert intervals.part_of(period, Part.END) == period


def test_halfway_is_asked_of_the_middle_of_a_year_only() -> None:
    assert intervals.halfway(intervals.part_of(intervals.year_of(2026), Part.MID)) == date(2026, 6, 30)
    assert intervals.halfway(intervals.year_of(2026)) is None
    assert intervals.halfway(intervals.part_of(intervals.month_of(2026, 6), Part.MID)) is None


@pytest.mark.parametrize(
    ("year", "month", "day"), [(2026, 2, 29), (2026, 13, 1), (2026, 0, 1), (2026, 1, 0), (0, 1, 1), (10_000, 1, 1)]
)
def test_there_is_no_such_day(year: int, month: int, day: int) -> None:
    assert intervals.safe_date(year, month, day) is None


def test_months_later_keep_to_the_end_of_a_short_month() -> None:
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert add_months(date(2026, 1, 31), -2) == date(2025, 11, 30)


@pytest.mark.parametrize(
    ("unit", "count", "wanted"),
    [
        ("H", 48, date(2026, 3, 5)),
        ("H", 2, DAY),
        ("H", -24, date(2026, 3, 2)),
        ("F", 1, date(2026, 3, 17)),
        ("Q", 1, date(2026, 6, 3)),
        ("CE", -1, date(1926, 3, 3)),
        ("MIN", 5, None),
    ],
)
def test_units_later(unit: str, count: int, wanted: date | None) -> None:
    assert intervals.shift(DAY, unit, count) == wanted


@pytest.mark.parametrize(
    ("direction", "sure", "wanted"),
    [
        ("past", False, "2025-04-14 2026-04-14"),
        ("past", True, "2025-04-14 2025-04-14"),
        ("future", False, "2026-04-14 2026-04-14"),
        ("either", False, "2026-04-14 2026-04-14"),
    ],
)
def test_a_near_day_ahead_wins_over_a_far_past_unless_the_tense_is_sure(
    direction: Direction, sure: bool, wanted: str
) -> None:
    # From 5 October, 14 April is neither near nor far; from 3 March it is six weeks ahead.
    autumn = intervals.yearless_day(4, 14, date(2025, 10, 5), direction, sure=sure)
    spring = intervals.yearless_day(4, 14, DAY, direction, sure=sure)
    assert f"{autumn} {spring}" == wanted


def test_the_only_candidate_is_taken_whatever_the_tense() -> None:
    assert intervals.nearest(None, DAY, DAY, "past") == DAY
    assert intervals.nearest(DAY, None, DAY, "future") == DAY
    assert intervals.nearest(None, None, DAY, "either") is None


@pytest.mark.parametrize(("direction", "wanted"), [("past", "2026-Q1"), ("either", "2026-Q1"), ("future", "2026-Q1")])
def test_the_period_around_the_day_counts_for_every_tense(direction: Direction, wanted: str) -> None:
    quarters = [intervals.quarter_of(2026, number) for number in (1, 2, 3)]
    found = intervals.nearest_period(quarters, DAY, direction)
    assert found is not None
    assert found.value == wanted


@pytest.mark.parametrize(("direction", "wanted"), [("past", "2025-Q4"), ("either", "2025-Q4"), ("future", "2026-Q2")])
def test_of_periods_elsewhere_the_last_that_began_or_the_next_that_ends_is_taken(
    direction: Direction, wanted: str
) -> None:
    quarters = [intervals.quarter_of(2025, 4), intervals.quarter_of(2026, 2)]
    found = intervals.nearest_period(quarters, DAY, direction)
    assert found is not None
    assert found.value == wanted


def test_a_day_without_a_tense_lies_ahead_unless_it_was_only_just() -> None:
    assert intervals.yearless_day(2, 22, DAY, "either") == date(2026, 2, 22)
    assert intervals.yearless_day(10, 5, DAY, "either") == date(2026, 10, 5)


def test_the_day_itself_counts_for_either_tense() -> None:
    assert intervals.yearless_day(3, 3, DAY, "past") == intervals.yearless_day(3, 3, DAY, "future") == DAY
    assert intervals.weekday_near(1, DAY, "past") == intervals.weekday_near(1, DAY, "future") == DAY
    assert intervals.yearless_month(3, DAY, "past") == intervals.yearless_month(3, DAY, "future")


def test_29_february_is_found_in_the_next_leap_year() -> None:
    assert intervals.yearless_day(2, 29, DAY, "future") == date(2028, 2, 29)
    assert intervals.yearless_day(2, 29, DAY, "past", sure=True) == date(2024, 2, 29)


@pytest.mark.parametrize(("weekday", "wanted"), [(0, date(2026, 3, 2)), (3, date(2026, 3, 5)), (4, date(2026, 3, 6))])
def test_a_weekday_without_a_tense_is_the_nearest(weekday: int, wanted: date) -> None:
    assert intervals.weekday_near(weekday, DAY, "either") == wanted


@given(st.dates(), st.integers(-200_000, 200_000))
def test_arithmetic_stays_inside_the_calendar(day: date, count: int) -> None:
    assert isinstance(add_days(day, count), date)
    moved = add_months(day, count)
    assert moved.day <= day.day
    if date(300, 1, 1) < day < date(9700, 1, 1) and abs(count) < 3000:
        assert (moved.year - day.year) * 12 + moved.month - day.month == count


@given(st.dates(), st.sampled_from(["D", "W", "WE", "M", "Q", "Y", "DE", "CE"]))
def test_a_unit_holds_its_day(day: date, unit: str) -> None:
    period = intervals.unit_of(day, unit)
    assert period is not None
    assert period.start is not None
    assert period.end is not None
    assert period.start <= period.end
    if unit != "WE":
        assert period.start <= day <= period.end
