"""What each line is for. A case holds the lines of one article, each behind the kind that it is to get."""

import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.domain.article import LineKind
from claimtrack.domain.span import Span
from claimtrack.extraction.lines import label_lines
from tests.extraction.articles import article

CASES = Path(__file__).parents[1] / "cases" / "extraction" / "lines"
KINDS = frozenset(LineKind)
WORDS = [
    "By",
    "Ida Kolb",
    "Read more:",
    "(Photo:",
    "the ferry",
    "stops",
    "in May",
    ".",
    "?",
    ":",
    "“",
    "”",
    "-",
    "\n",
    "2026",
]


def read_case(case: str) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """Return the facts above the marker, if there is one, and the lines with their kinds."""
    facts, _, rows = case.rpartition("-----\n")
    lines = [row.split(" | ", 1) for row in rows.splitlines()]
    return dict(fact.split(": ", 1) for fact in facts.splitlines()), [(kind.strip(), line) for kind, line in lines]


@pytest.mark.parametrize("case", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_cases(case: Path) -> None:
    facts, wanted = read_case(case.read_text("utf-8"))
    made = article("\n".join(line for _, line in wanted), **facts)
    assert [(found.kind.value, found.span.of(made.text)) for found in label_lines(made)] == wanted


def test_what_the_source_marks_as_a_heading_is_one() -> None:
    text = "The ferry will stop, says the board.\nThe buses start on 1 May.\nA second heading of the page.\n"
    start = text.index("A second")
    made = article(text, headings=(Span(0, 36), Span(start, len(text) - 1)))
    kinds = [found.kind for found in label_lines(made)]
    assert kinds == [LineKind.HEADING, LineKind.BODY, LineKind.HEADING]


@pytest.mark.parametrize(("words", "kind"), [(12, LineKind.HEADING), (13, LineKind.BODY)])
def test_a_heading_has_at_most_twelve_words(words: int, kind: LineKind) -> None:
    made = article("The ferry stops.\n" + " ".join(["pier"] * words) + "\nThe buses start.")
    assert label_lines(made)[1].kind is kind


@given(st.text(st.characters(codec="utf-8"), max_size=400) | st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_every_line_gets_one_kind_and_none_is_dropped(text: str) -> None:
    found = label_lines(article(text))
    assert [line.span.of(text) for line in found] == [line for line in text.split("\n") if line]
    assert {line.kind for line in found} <= KINDS


@pytest.mark.parametrize(
    "text",
    [
        "May " * 50_000,
        "By Ida Kolb " * 10_000,
        "Read more\n" * 20_000,
        "Ab Cd\n" * 20_000,
        "These are they:\n" * 10_000,
        "“The ferry stops in May” – Ida Kolb\n" * 5_000 + "x" * 100_000,
        "\n".join(f"Ab Cd{at} https://gazette.example/{at}" for at in range(10_000)) + "\nAb Cd1 is there." * 10_000,
        ("(Photo: " + "A. " * 120 + "\n") * 300,
        ("A/B " * 90 + "\n") * 300,
    ],
    ids=["months", "bylines", "links", "names", "colons", "pulled", "authors", "credits", "slashes"],
)
def test_hostile_pages_take_seconds_at_most(text: str) -> None:
    before = time.process_time()
    label_lines(article(text))
    assert time.process_time() - before < 5


LINES = [
    pytest.param(line, file.stem, id=line[:40])
    for file in sorted((CASES.parent / "line_kinds").glob("*.txt"))
    for line in file.read_text("utf-8").splitlines()
]


@pytest.mark.parametrize(("line", "kind"), LINES)
def test_a_line_between_two_paragraphs_is_told_by_its_own_words(line: str, kind: str) -> None:
    text = f"The ferry stops in May.\n{line}\nThe buses start on the same day."
    before, found, after = label_lines(article(text))
    assert (before.kind, found.kind.value) == (LineKind.BODY, kind)
    assert after.kind is LineKind.BODY or kind == "comment"


def test_a_line_of_spaces_is_nothing() -> None:
    assert [line.kind for line in label_lines(article("The ferry stops.\n   \nThe buses start."))][1] is LineKind.OTHER
