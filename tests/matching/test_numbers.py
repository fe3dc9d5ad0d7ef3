import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.matching.numbers import Number, in_words, numbers

VALUES = [
    ("60", 60),
    ("1,000", 1_000),
    ("1,250,000", 1_250_000),
    ("12,50,000", 1_250_000),
    ("1\u00a0000", 1_000),
    ("1\u202f250\u202f000", 1_250_000),
    ("1 000", 1_000),
    ("4.2", 4.2),
    ("-3", -3),
    ("−3.5", -3.5),
    ("minus 3", -3),
    ("1½", 1.5),
    ("¾", 0.75),
    ("1.2 billion", 1.2e9),
    ("$1.2 billion", 1.2e9),
    ("$1.2bn", 1.2e9),
    ("€5m", 5e6),
    ("£80k", 80_000),
    ("US$5 million", 5e6),
    ("EUR 300", 300),
    ("3 hundred", 300),
    ("2 dozen", 24),
    ("$2000", 2_000),
    ("2025 million", 2.025e9),
    # in words
    ("twelve", 12),
    ("Twenty-one", 21),
    ("a dozen", 12),
    ("two dozen", 24),
    ("half a dozen", 6),
    ("half a million", 5e5),
    ("a hundred", 100),
    ("one and a half million", 1.5e6),
    ("one hundred and twenty", 120),
    ("two hundred thousand", 200_000),
    ("three million four hundred thousand and five", 3_400_005),
]


@pytest.mark.parametrize(("text", "value"), VALUES)
def test_the_value_of_a_number(text: str, value: float) -> None:
    for sentence in (text, f"Then {text} came", f"({text})", f"{text}."):
        (found,) = numbers(sentence)
        assert found.value == pytest.approx(value)
        assert sentence[found.start : found.end].strip() == text


NONE = [
    "on 12 June",
    "on June 12",
    "on JUNE 12, 2026",
    "on 12 June 2026",
    "the 12th of June",
    "12-14 June",
    "June 12–14",
    "in 2026",
    "in 1998",
    "the season of 2025-26",
    "2026-06-12",
    "12/6/2026",
    "12.6.2026",
    "at 10:30",
    "at 5 p.m.",
    "at 5.30pm",
    "open 24/7",
    "the 21st floor",
    "the twenty-first floor",
    "two-thirds of them",
    "in the 1990s",
    "on line 3",
    "at Gate 14",
    "No. 5",
    "an F-16",
    "a COVID-19 ward",
    "a B2 pencil",
    "version 1.2.3",
    "dozens of swans",
    "thousands of swans",
    "two three four",
    "nothing at all",
    "",
]


@pytest.mark.parametrize("text", NONE)
def test_what_counts_nothing(text: str) -> None:
    assert numbers(text) == []


SEVERAL = [
    # month names only look like these
    ("Sales declined 5 percent", [(5, None)]),
    ("They marched 12 miles", [(12, None)]),
    ("The mayor of 3 towns", [(3, None)]),
    ("It may 5 times fail", [(5, None)]),
    # ranges
    ("10-15 swans", [(10, 15)]),
    ("10 – 15 swans", [(10, 15)]),
    ("10 to 15 swans", [(10, 15)]),
    ("ten or twelve swans", [(10, 12)]),
    ("between 10 and 15 swans", [(10, 15)]),
    ("$10-15 million", [(10e6, 15e6)]),
    ("8 to 9.5 million", [(8e6, 9.5e6)]),
    # no ranges
    ("10-15-20 swans", [(10, 15), (20, None)]),
    ("from 10 to 15 swans", [(10, None), (15, None)]),
    ("from 8 to 9.5 million", [(8e6, None), (9.5e6, None)]),
    ("10 and 15 swans", [(10, None), (15, None)]),
    ("won 3-1", [(3, None), (1, None)]),
    ("2 of 3", [(2, None), (3, None)]),
    # a short million, or metres
    ("5m swans", [(5e6, None)]),
    ("5m people", [(5e6, None)]),
    ("a 5m wall", [(5, None)]),
    ("a 5m glass", [(5, None)]),
]


@pytest.mark.parametrize(("text", "expected"), SEVERAL)
def test_ranges_and_neighbours(text: str, expected: list[tuple[float, float | None]]) -> None:
    found = numbers(text)
    assert [number.value for number in found] == pytest.approx([value for value, _ in expected])
    assert [number.upto for number in found] == [upto and pytest.approx(upto) for _, upto in expected]


def test_the_sign_of_a_currency_is_kept() -> None:
    text = "US$5m, €3 and EUR 4, then 6"
    assert [number.currency for number in numbers(text)] == ["US$", "€", "EUR", ""]
    assert numbers("€8 to 9 million") == [Number(8e6, 0, 15, 9e6, "€")]


@pytest.mark.parametrize("words", ["two three", "twenty ten", "nine twenty", "twelve one", "hundred a two three"])
def test_words_that_make_no_number(words: str) -> None:
    assert in_words(words) is None


@given(st.integers(0, 999_999))
def test_a_number_in_words_has_its_value(number: int) -> None:
    assert in_words(_spelt(number)) == number


SMALL = "zero one two three four five six seven eight nine ten eleven twelve".split()
SMALL += "thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def _spelt(number: int) -> str:
    if number >= 1_000:
        rest = f" {_spelt(number % 1_000)}" if number % 1_000 else ""
        return f"{_spelt(number // 1_000)} thousand{rest}"
    if number >= 100:
        rest = f" and {_spelt(number % 100)}" if number % 100 else ""
        return f"{SMALL[number // 100]} hundred{rest}"
    if number >= 20:
        return TENS[number // 10 - 2] + (f"-{SMALL[number % 10]}" if number % 10 else "")
    return SMALL[number]


PIECES = ["12", "5.5", "1,000", "two", "dozen", "million", "a", "half", "and", "to", "-", "–", "$", "%", "June", "2025",
          "from", "between", "swans", ",", ".", ":", "/", "m", "bn", "½", "−", "th", "no."]  # fmt: skip


@given(st.lists(st.sampled_from([*PIECES, " ", " ", " "]), max_size=25).map("".join))
def test_numbers_stand_in_order_and_apart(text: str) -> None:
    found = numbers(text)
    assert all(0 <= number.start < number.end <= len(text) for number in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(number.upto is None or number.value < number.upto for number in found)


HOSTILE = [
    "twenty-",
    "half a ",
    "1,",
    "1,111",
    "1",
    "10-",
    "10 to ",
    "5m ",
    "June 1",
    "$",
    "-",
    "1/",
    "1.1",
    "a-1",
    "one and ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hostile_text_takes_no_time(piece: str) -> None:
    start = time.process_time()
    numbers((piece * 100_000)[:100_000])
    assert time.process_time() - start < 2
