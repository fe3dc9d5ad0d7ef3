import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.matching.dates import When, dates

DAY = (date(2026, 6, 12), date(2026, 6, 12), "2026-06-12")
READ = [
    ("on 12 June 2026", [DAY]),
    ("on 12th June 2026", [DAY]),
    ("on the 12th of June 2026", [DAY]),
    ("on June 12, 2026", [DAY]),
    ("on Jun. 12, 2026", [DAY]),
    ("on 2026-06-12", [DAY]),
    ("in June 2026", [(date(2026, 6, 1), date(2026, 6, 30), "2026-06")]),
    ("in February 2028", [(date(2028, 2, 1), date(2028, 2, 29), "2028-02")]),
    ("in 2026", [(date(2026, 1, 1), date(2026, 12, 31), "2026")]),
    ("on 12 June", [(None, None, "XXXX-06-12")]),
    ("on June 12", [(None, None, "XXXX-06-12")]),
    ("in June", [(None, None, "XXXX-06")]),
    ("in May 2026", [(date(2026, 5, 1), date(2026, 5, 31), "2026-05")]),
    ("on 2 May", [(None, None, "XXXX-05-02")]),
    ("May we ask", []),
    ("it may 5 times", []),
    ("on 31 June 2026", []),
    ("on 2026-13-40", []),
    ("$2026", []),
    ("2,026 swans and 2026.5 herons", []),
    ("at 2026%", []),
    ("room 12026", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_dates(text: str, expected: list[tuple[date | None, date | None, str]]) -> None:
    assert [(found.earliest, found.latest, found.value) for found in dates(text)] == expected


def test_dates_stand_in_order_with_their_words() -> None:
    text = "From 3 May to June 12, 2026, and again in 2027"
    assert [found.text for found in dates(text)] == ["3 May", "June 12, 2026", "2027"]


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(["%d %B %Y", "%B %d, %Y", "%Y-%m-%d"]))
def test_any_day_is_read_back(day: date, form: str) -> None:
    assert [(found.earliest, found.latest) for found in dates(f"It opens {day.strftime(form)}.")] == [(day, day)]


def when(text: str) -> When:
    (found,) = dates(text)
    return found


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("12 June 2026", "14 June 2026", True),
        ("12 June 2026", "June 12, 2026", False),
        ("12 June 2026", "June 2026", False),
        ("12 June 2026", "2026", False),
        ("2026", "2027", True),
        ("12 June", "14 June", True),
        ("12 June", "June", False),
        ("12 June", "14 July", True),
        ("12 June", "12 June 2026", None),
    ],
)
def test_times_that_are_not_the_same(one: str, other: str, apart: bool | None) -> None:
    assert when(one).apart(when(other)) is apart
    assert when(other).apart(when(one)) is apart


def test_an_open_time_is_not_known_to_differ() -> None:
    since = When("since 2027", date(2027, 1, 1), None)
    assert since.apart(when("2026")) is None
    assert since.after(when("2026"))
    assert not when("2026").after(since)


def test_two_times_of_one_day_differ() -> None:
    day = date(2026, 6, 12)
    seven, eight = (When(f"{hour} p.m.", day, day, f"2026-06-12T{12 + hour}:00") for hour in (7, 8))
    assert seven.apart(eight)
    assert not seven.apart(seven)
    assert not seven.apart(when("12 June 2026"))


def test_later_means_when_the_other_is_over() -> None:
    assert when("July 2026").after(when("12 June 2026"))
    assert not when("June 2026").after(when("12 June 2026"))
    assert not when("12 June 2026").after(when("12 June 2026"))
    assert not when("14 June").after(when("12 June"))


@pytest.mark.parametrize(
    ("first_day", "other", "then"),
    [
        ("1 June 2026", "1 June 2026", True),
        ("June 2026", "12 June 2026", True),
        ("June 2026", "2027", True),
        ("12 June 2026", "3 June 2026", False),
        ("12 June 2026", "June 2026", None),
        ("June", "12 June", True),
        ("June", "July", None),
    ],
)
def test_a_first_day_has_come_or_not(first_day: str, other: str, then: bool | None) -> None:
    assert when(first_day).from_then_on(when(other)) is then


@pytest.mark.parametrize("piece", ["June ", "12 June 2026 ", "1", "2026 ", "1 of June ", "2026-", "May 1, "])
def test_a_hostile_text_takes_no_time(piece: str) -> None:
    start = time.process_time()
    dates((piece * 100_000)[:100_000])
    assert time.process_time() - start < 2
