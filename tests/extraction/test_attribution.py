"""Frames read off the shape of a sentence, without a parse."""

import pytest

from claimtrack.domain.attribution import CueClass
from claimtrack.domain.span import Span
from claimtrack.extraction.attribution import find_reports
from claimtrack.extraction.quotations import find_quotations


def read(text: str) -> list[tuple[str, str | None, str | None, str]]:
    """Return rule, source, cue and content of each report; the pieces of a content are joined by a bar."""
    whole = Span(0, len(text))
    found = []
    for report in find_reports(text, whole, find_quotations(text, whole)):
        frame = report.frame
        found.append(
            (
                frame.rule.partition("/")[0] if frame else "",
                frame.source.of(text) if frame and frame.source else None,
                frame.cue.of(text) if frame and frame.cue else None,
                " | ".join(piece.of(text) for piece in report.content),
            )
        )
    return found


@pytest.mark.parametrize(
    ("text", "rule", "source", "cue", "content"),
    [
        (
            "The pier is safe, its owner, Ida Moss, told reporters on Monday.",
            "trailing", "its owner, Ida Moss", "told", "The pier is safe,",
        ),
        ("“The pier is safe,” Moss said.", "trailing", "Moss", "said", "“The pier is safe,”"),
        ("The pier is safe, officials said.", "trailing", "officials", "said", "The pier is safe,"),
        ("Work goes on, Ida Moss said.", "trailing", "Ida Moss", "said", "Work goes on,"),
        ("The bill was 4,200 crowns, the town says.", "trailing", "the town", "says", "The bill was 4,200 crowns,"),
        (
            "“It was loud,” said a guard at the gate, who saw it.",
            "trailing", "a guard at the gate", "said", "“It was loud,”",
        ),
        ("“It was loud,” said the guard, Tom Lee.", "trailing", "the guard, Tom Lee", "said", "“It was loud,”"),
        ("The pier, she said, will be shut.", "medial", "she", "said", "The pier, | will be shut."),
        (
            "The pier will be shut, the town warned on Monday, after a storm that broke two piles.",
            "trailing", "the town", "warned", "The pier will be shut,",
        ),
        ("The town said on Monday that the pier is shut.", "leading_that", "The town", "said", "the pier is shut."),
        (
            "On 3 May, the town said in a note that the pier is shut.",
            "leading_that", "the town", "said", "the pier is shut.",
        ),
        ("The town again denied that a pile broke.", "leading_that", "The town", "denied", "a pile broke."),
        ("Moss told the board that a pile broke.", "leading_that", "Moss", "told", "a pile broke."),
        (
            "According to Ida Moss, the pier is shut.",
            "according_to", "Ida Moss", "According to", "the pier is shut.",
        ),
        (
            "A pile broke, according to the owner, whose son saw it.",
            "according_to", "the owner", "according to", "A pile broke",
        ),
        ("Moss told the board: “A pile broke.”", "colon", "Moss", "told", "“A pile broke.”"),
        ("MOSS: A pile broke.", "label", "MOSS", None, "A pile broke."),
    ],
)  # fmt: skip
def test_frames(text: str, rule: str, source: str, cue: str | None, content: str) -> None:
    assert read(text) == [(rule, source, cue, content)]


@pytest.mark.parametrize(
    "text",
    [
        "The pier is shut.",
        "The town announced a plan that would shut the pier.",
        "Moss did not say that the pier is shut.",
        "“He said that the pier is shut”, a poster reads.",
        "The board told the Post nothing.",
        "The pier was shut 24 hours later than announced, and was torn down.",
        "Nine of ten: the pier is shut.",
        "At 10:30 the pier was shut.",
    ],
)
def test_no_frame(text: str) -> None:
    assert [rule for rule, *_ in read(text)] == [""]


def test_each_that_is_a_report_of_its_own() -> None:
    found = read("Moss said that the pier is shut, and that two piles broke.")
    assert [content for *_, content in found] == ["the pier is shut", "two piles broke."]
    assert {source for _, source, _, _ in found} == {"Moss"}


def test_a_denial_is_a_class_of_its_own() -> None:
    text = "Moss denied that a pile broke."
    (report,) = find_reports(text, Span(0, len(text)), [])
    assert report.frame is not None
    assert report.frame.cue_class is CueClass.DENIAL
