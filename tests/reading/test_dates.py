from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.reading.dates import date_lines, find_dates, parse_date

DAY = date(2025, 9, 7)


@pytest.mark.parametrize(
    "written",
    [
        "2025-09-07",
        "2025-09-07T23:59:59.123-05:00",
        "2025-09-07 18:40Z",
        "Sun, 07 Sep 2025 18:40:00 +0200",
        "7 September 2025",
        "7th of September 2025",
        "September 7, 2025",
        "SEPT. 7 2025",
        "Sep 7th, 2025, 8:15 a.m.",
        "7-Sep-2025",
        "07.09.2025 16:32",
    ],
)
def test_forms_of_a_full_date(written: str) -> None:
    assert parse_date(written) == DAY


@pytest.mark.parametrize(
    "written", ["7 September", "September 2025", "2025-02-30", "31 June 2025", "03/04/2025", "12025-09-07", "May", ""]
)
def test_what_is_no_full_date_is_not_guessed_at(written: str) -> None:
    assert parse_date(written) is None


def test_a_slashed_date_counts_when_only_one_reading_is_possible() -> None:
    assert parse_date("25/09/2025") == parse_date("09/25/2025") == date(2025, 9, 25)
    assert parse_date("04/04/2025") == date(2025, 4, 4)


def test_all_dates_come_in_text_order() -> None:
    assert list(find_dates("From 3 May 2024 to June 5, 2025")) == [date(2024, 5, 3), date(2025, 6, 5)]


@given(st.dates(min_value=date(1000, 1, 1)))
def test_iso_dates_survive(day: date) -> None:
    assert parse_date(day.isoformat()) == day


@pytest.mark.parametrize(
    "line",
    [
        "Sunday 7 September 2025, 13:20 | 4 min read",
        "Nora Quint · 7 September 2025 · 5 minutes",
        "Published 7 September 2025 at 12:46 GMT",
        "7 September 2025, 12:58 (updated 14:10)",
        "First published on Sun 7 Sept 2025 at 06.00 BST",
        "07.09.2025 16:32",
    ],
)
def test_date_lines(line: str) -> None:
    assert date_lines(["A headline", line])[0] == DAY


@pytest.mark.parametrize(
    "line",
    [
        "The vote of 7 September 2025 is void",
        "Photo taken on 7 September 2025",
        "7 September 2025: the day that changed the island",
    ],
)
def test_lines_with_a_date_that_are_no_date_lines(line: str) -> None:
    assert date_lines([line]) == (None, None)


def test_a_date_line_stands_near_the_top() -> None:
    assert date_lines(["words"] * 12 + ["7 September 2025"]) == (None, None)
