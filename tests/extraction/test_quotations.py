"""Where quotation marks open and close."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.domain.span import Span
from claimtrack.extraction.quotations import find_quotations
from tests.extraction.blocks import each_case


@each_case("quotations")
def test_cases(text: str, wanted: list[str]) -> None:
    found = find_quotations(text, Span(0, len(text)))
    assert [f"{'closed' if quoted.closed else 'open'} {quoted.span.of(text)}" for quoted in found] == wanted


def test_what_is_held_lies_between_the_marks() -> None:
    text = "He said “it stops” twice."
    (quoted,) = find_quotations(text, Span(0, len(text)))
    assert quoted.inner == (9, 17)
    assert quoted.holds(9, 17)
    assert not quoted.holds(8, 17)
    assert not quoted.holds(9, 18)


def test_an_open_one_holds_all_to_the_end_of_its_line() -> None:
    text = "He said “it stops\nand left.”"
    (quoted,) = find_quotations(text, Span(0, 17))
    assert quoted.inner == (9, 17)


@given(st.text("“”\"„«»‘’' as.,\n\u00e9", max_size=60))
def test_quotations_are_in_order_and_apart_and_begin_with_a_mark(line: str) -> None:
    text = f"“ {line} ”"
    if not line:
        return
    span = Span(2, 2 + len(line))
    found = find_quotations(text, span)
    assert all(span.contains(quoted.span) for quoted in found)
    assert all(first.span.end <= second.span.start for first, second in pairwise(found))
    assert all(quoted.span.of(text)[0] in "“\"„«‘'" for quoted in found)
    assert [quoted.closed for quoted in found[:-1]] == [True] * len(found[:-1])


@pytest.mark.parametrize(
    "text",
    ['"' * 100_000, "'" * 100_000, "‘" * 100_000, " 'a" * 50_000, " 'as'" * 40_000, " ‘as’" * 40_000, "“”" * 50_000],
)
def test_hostile_lines_take_seconds_at_most(text: str) -> None:
    before = time.process_time()
    find_quotations(text, Span(0, len(text)))
    assert time.process_time() - before < 5
