import time
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.matching.quantities import Quantity, quantities

READ = [
    ("60 swans came", [(60, 60, ("swan", "came"))]),
    ("60 more swans", [(60, 60, ("swan",))]),
    ("60 of the swans", [(60, 60, ("swan",))]),
    ("a 41-kilometre canal", [(41, 41, ("kilometr", "canal"))]),
    ("(14 boats)", [(14, 14, ("boat",))]),
    ("5% of voters", [(5, 5, ("%", "voter"))]),
    ("5 % of voters", [(5, 5, ("%", "voter"))]),
    ("5 per cent of voters", [(5, 5, ("%", "voter"))]),
    ("5 percent", [(5, 5, ("%",))]),
    ("a 5-percent rise", [(5, 5, ("%", "rise"))]),
    ("5 percentage points", [(5, 5, ("percentag", "point"))]),
    ("$4.2 million", [(4.2e6, 4.2e6, ("dollar",))]),
    ("4.2 million dollars", [(4.2e6, 4.2e6, ("dollar",))]),
    ("USD 7", [(7, 7, ("dollar",))]),
    ("₹9", [(9, 9, ("rupe",))]),
    ("9 rupees", [(9, 9, ("rupe",))]),
    ("₽9", [(9, 9, ("rubl",))]),
    ("10-15 swans", [(10, 15, ("swan",))]),
    ("about 60 swans", [(57, 63, ("swan",))]),
    ("at least 60 swans", [(60, inf, ("swan",))]),
    ("more than 60 swans", [(60, inf, ("swan",))]),
    ("no fewer than 60 swans", [(60, inf, ("swan",))]),
    ("up to 60 swans", [(-inf, 60, ("swan",))]),
    ("no more than 60 swans", [(-inf, 60, ("swan",))]),
    # a unit that stands with the neighbour
    ("12 of the 14 cranes", [(12, 12, ("crane",)), (14, 14, ("crane",))]),
    ("nine ferries, not twelve", [(9, 9, ("ferri",)), (12, 12, ("ferri",))]),
    ("up from 14 boats to 31", [(14, 14, ("boat",)), (31, 31, ("boat",))]),
    # a unit that stands before, where none stands behind
    ("It rose to 60\n\nSwans came", [(60, 60, ("rise",))]),
    ("The storm killed at least 14 in Oslo", [(14, inf, ("kill", "storm"))]),
    ("The storm killed 14 and injured 43", [(14, 14, ("kill", "storm")), (43, 43, ("injur",))]),
    # nothing is counted
    ("60", []),
    ("60 and then", []),
    ("Rain\nIn June to 60\n\nSwans came", []),
    ("one official said", []),
    ("on 12 June", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_quantities(text: str, expected: list[tuple[float, float, tuple[str, ...]]]) -> None:
    assert [(found.low, found.high, found.units) for found in quantities(text)] == expected


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("It cost about $4.2 million in June", "$4.2 million"),
        ("The 60 extra fire engines of the town", "60 extra fire engines"),
        ("between 10 and 15 swans", "10 and 15 swans"),
        ("12 of the boats", "12 of the boats"),
    ],
)
def test_a_quantity_is_shown_in_its_own_words(text: str, shown: str) -> None:
    assert [found.text for found in quantities(text)] == [shown]


@pytest.mark.parametrize(
    ("text", "former"),
    [
        ("up from 14 to 31 boats", [True, False]),
        ("31 boats, not 14", [False, True]),
        ("31 boats instead of 14", [False, True]),
        ("31 boats, previously 14", [False, True]),
        ("14 boats and 31 nets", [False, False]),
    ],
)
def test_a_number_that_was_replaced_is_known(text: str, former: list[bool]) -> None:
    assert [found.former for found in quantities(text)] == former


def one(text: str) -> Quantity:
    (found,) = quantities(text)
    return found


@pytest.mark.parametrize(
    ("first", "second", "measures"),
    [
        ("60 swans", "75 swans", True),
        ("60 white swans", "75 swans", True),
        ("60 swans", "75 herons", False),
        ("60% of swans", "60 swans", False),
        ("60% of swans", "75 per cent of herons", True),
        ("$60", "60 dollars", True),
        ("$60", "€60", False),
        ("$60 fine", "60 fine days", False),
        ("CHF 60", "CHF 75", True),
        ("CHF 60", "NOK 60", False),
        ("killed 14", "14 killed", True),
        ("killed 14", "kills 31 people", True),
        ("killed 14", "injured 31", False),
        ("the death toll rose to 14", "the death toll stands at 31", True),
        ("the crash killed 14", "a crash left 31 hurt", False),
        ("5 miles long", "8 kilometres long", True),
        ("5 square kilometres", "500 hectares", True),
        ("5 miles long", "8 hours long", False),
        ("two weeks late", "two men late", False),
    ],
)
def test_only_what_measures_the_same_is_compared(first: str, second: str, measures: bool) -> None:
    assert one(first).measures_as(one(second)) is measures
    assert one(second).measures_as(one(first)) is measures


@pytest.mark.parametrize(
    ("first", "second", "equal"),
    [
        ("60 swans", "sixty swans", True),
        ("1,000 swans", "1000 swans", True),
        ("0.1 swans", "0.10 swans", True),
        ("1.2 million swans", "1,200,000 swans", True),
        ("60 swans", "61 swans", False),
        ("-60 degrees", "60 degrees", False),
        ("about 60 swans", "62 swans", True),
        ("about 60 swans", "70 swans", False),
        ("10-15 swans", "12 swans", True),
        ("10-15 swans", "16 swans", False),
        ("more than 60 swans", "75 swans", True),
        ("more than 60 swans", "50 swans", False),
        ("more than 60 swans", "more than 60 swans", True),
        ("more than 60 swans", "more than 75 swans", False),
        ("up to 60 swans", "50 swans", True),
        ("up to 60 swans", "61 swans", False),
        ("up to 60 swans", "up to 75 swans", False),
        ("up to 60 swans", "at least 75 swans", False),
        ("up to 60 swans", "at least 50 swans", True),
        ("5 miles", "8 kilometres", True),
        ("5 miles", "5 kilometres", False),
        ("1,200 metres", "1.2 km", True),
        ("500 hectares", "5 square kilometres", True),
        ("4,000 litres", "4 cubic metres", True),
        ("two weeks", "14 days", True),
        ("up to two weeks", "14 days", True),
        ("up to two weeks", "15 days", False),
    ],
)
def test_what_may_be_the_same_number(first: str, second: str, equal: bool) -> None:
    assert one(first).equals(one(second)) is equal
    assert one(second).equals(one(first)) is equal


PIECES = ["12", "5%", "1,000", "$3", "two", "million", "swans", "of the", "more", "not", "from", "to", "at least", "-",
          ",", ".", "\n", "June", "2025", "per cent", "🦢", "’s"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=20).map(" ".join))
def test_quantities_never_overlap(text: str) -> None:
    at = 0
    for found in quantities(text):
        at = text.index(found.text, at) + len(found.text)
        assert found.low <= found.high
        assert found.units
        assert found.equals(found)
        assert found.measures_as(found)


@pytest.mark.parametrize(
    "piece", ["5 per ", "12 of the ", "twenty-", "5% ", "1 swan-", "9 not ", "at least 1 ", "$1 a"]
)
def test_a_hostile_text_takes_no_time(piece: str) -> None:
    start = time.process_time()
    quantities((piece * 100_000)[:100_000])
    assert time.process_time() - start < 2
