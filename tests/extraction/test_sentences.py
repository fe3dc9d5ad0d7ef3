"""Where sentences begin and end."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.domain.span import Span
from claimtrack.extraction.sentences import split_sentences, trimmed
from tests.extraction.blocks import each_case

PIECES = [
    "The ferry",
    "stops",
    ".",
    " ",
    "! ",
    "? ",
    "…",
    "...",
    "“",
    "”",
    '"',
    "Dr. ",
    "U.S. ",
    "p.m. ",
    "14",
    "No. ",
    "- ",
]


@each_case("sentences")
def test_cases(text: str, wanted: list[str]) -> None:
    assert [span.of(text) for span in split_sentences(text, Span(0, len(text)))] == wanted


def test_only_the_line_that_is_asked_for_is_split() -> None:
    text = "It stops.\nIt starts. It ends.\nIt rests."
    assert [span.of(text) for span in split_sentences(text, Span(10, 30))] == ["It starts.", "It ends."]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("  a b ", "a b"), ("a", "a"), ("\t\n ", None), ("", None)],
    ids=["both", "none", "blank", "empty"],
)
def test_white_space_is_trimmed_from_both_ends(text: str, wanted: str | None) -> None:
    found = trimmed(text, 0, len(text))
    assert (found and found.of(text)) == wanted


@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\n"), min_size=1)
    | st.lists(st.sampled_from(PIECES), min_size=1).map("".join)
)
def test_sentences_cover_every_character_but_a_list_marker_once(line: str) -> None:
    text = f"Before. {line} After."
    span = Span(8, 8 + len(line))
    found = split_sentences(text, span)
    assert found == sorted(found)
    assert all(span.contains(sentence) for sentence in found)
    assert all(first.end <= second.start for first, second in pairwise(found))
    covered = {at for sentence in found for at in range(sentence.start, sentence.end)}
    left = "".join(text[at] for at in range(span.start, span.end) if at not in covered).split()
    assert len(left) <= 1, "only the marker before the first sentence is left out"
    assert all(len(word) <= len("(12)") for word in left)
    assert not any(sentence.of(text)[0].isspace() or sentence.of(text)[-1].isspace() for sentence in found)


@pytest.mark.parametrize(
    "text",
    [
        *("." * 200_000, ". " * 100_000, "Mr. " * 50_000, "A. " * 50_000, '."' * 100_000, "! “A " * 40_000),
        *("/pier.Plan," * 20_000, "x (ret.) " * 20_000, " " * 200_000),
    ],
)
def test_hostile_lines_take_seconds_at_most(text: str) -> None:
    before = time.process_time()
    split_sentences(text, Span(0, len(text)))
    assert time.process_time() - before < 5
