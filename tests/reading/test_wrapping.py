"""Lines broken at a fixed width are joined; whatever else has short lines stays as it is."""

import json
import textwrap

import pytest

from claimtrack.reading import read
from claimtrack.reading.facts import Facts
from claimtrack.reading.jsonl import Record
from claimtrack.reading.reader import read_record
from claimtrack.reading.wrapping import HYPHENS, JOINED, SUSPECT, join_lines

HEADLINE = "Ferry to Skarn stops for the winter"
_TEXT = """
The harbour board said on Monday that the ferry to Skarn would stop for the winter once the contract with its
operator ends on 30 November.

The operator, Nordvik Lines, told passengers that it had lost 2.4 million crowns since the spring. It wants
the county to pay half of what the boats burn, and the county has not answered yet.

“We shall sail again as soon as the ice has left the sound,” said Ida Lund, who runs the company from a small
office above the quay. She said that none of the 38 people on board would lose their jobs.

About 400 people live on the island. The school will be open for as long as the doctor can come by helicopter,
the mayor said, and the shop has stores for at least six weeks.
"""
PARAGRAPHS = tuple(" ".join(part.split()) for part in _TEXT.split("\n\n"))
APART = {
    "one line a paragraph": "\n\n".join((HEADLINE, *PARAGRAPHS)),
    "one line a paragraph, no blank lines": "\n".join((HEADLINE, *PARAGRAPHS)),
    "list": "What the board decided:\n"
    + "\n".join(f"- the boat number {number} will be sold in spring" for number in range(1, 9)),
    "poem": "The boat goes out\nand the harbour sleeps below the hill\nwhile nobody counts\nthe lamps along the quay\n"
    "or hears the bell\nthat rings for every hand\nlost in the winter storms of long ago\nwhen ice\n"
    "was higher than the mast\nand bread was dear",
    "timetable": "\n".join(f"{hour:02}:15 Skarn quay to the town\n{hour:02}:55 town to Skarn" for hour in range(6, 15)),
    "transcript": "\n".join(f"LUND: We sail on day {day} if the wind allows it.\nBERG: And?" for day in range(1, 9)),
    "facts": "\n".join(f"Boats sold in {year} by the board   {year % 7} of {year % 9}" for year in range(2010, 2022)),
    "headlines": "\n".join(f"Ferry number {number} is sold to the town of Skarn" for number in range(1, 12)),
}


def wrapped(width: int, between: str = "\n\n", after: str = "") -> str:
    folded = [textwrap.fill(part, width, break_on_hyphens=False) for part in (HEADLINE, *PARAGRAPHS)]
    return between.join(part.replace("\n", f"{after}\n") for part in folded)


def hyphenated(width: int) -> str:
    return textwrap.fill(" ".join(PARAGRAPHS).replace("contract", "con- tract"), width, break_on_hyphens=False)


@pytest.mark.parametrize("width", [40, 50, 60, 72, 80])
@pytest.mark.parametrize("between", ["\n\n", "\n"], ids=["blank", "dense"])
@pytest.mark.parametrize("after", ["", " "], ids=["", "blank at the line end"])
def test_the_lines_of_a_paragraph_are_joined(width: int, between: str, after: str) -> None:
    found = join_lines(wrapped(width, between, after))
    assert found.text.replace("\n\n", "\n").split("\n") == [HEADLINE, *PARAGRAPHS]
    assert found.doubt == JOINED


@pytest.mark.parametrize("text", APART.values(), ids=APART.keys())
def test_other_short_lines_stay(text: str) -> None:
    found = join_lines(text)
    assert (found.text, found.doubt) == (text, None)


def test_what_was_joined_is_not_joined_again() -> None:
    once = join_lines(wrapped(72)).text
    assert (join_lines(once).text, join_lines(once).doubt) == (once, None)


def test_a_page_number_and_a_running_head_keep_their_lines() -> None:
    pages = "\n14\nTHE SKARN TIMES            November\n".join([wrapped(60, "\n"), wrapped(60, "\n").lower()])
    lines = join_lines(pages).text.split("\n")
    assert lines[5:7] == ["14", "THE SKARN TIMES            November"]
    assert lines[:5] == [HEADLINE, *PARAGRAPHS]


def test_a_hyphen_at_a_line_end_stays() -> None:
    page = next(page for page in map(hyphenated, range(40, 90)) if "con-\ntract" in page)
    found = join_lines(page)
    assert "once the con- tract with its operator" in found.text
    assert found.doubt == f"{JOINED} {HYPHENS}"


def test_a_page_set_in_letters_of_many_widths() -> None:
    rows = iter((46, 52, 49, 55, 51, 47, 54, 50, 53, 48) * 4)
    lines, words = [], " ".join(PARAGRAPHS).split()
    while words:
        line, width = words.pop(0), next(rows)
        while words and len(line) + 1 + len(words[0]) <= width:
            line += f" {words.pop(0)}"
        lines.append(line)
    assert join_lines("\n".join(lines)).text.replace(".\n", ". ") == " ".join(PARAGRAPHS)


def test_items_and_header_lines_keep_their_lines() -> None:
    items = "• The boat will be sold in the spring, and the quay will be let to the town\n• No fares will rise"
    header = "Title: Ferry to Skarn stops for the winter, and nobody knows when it sails\nOutlet: Gazette"
    lines = join_lines(f"{header}\n\n{wrapped(72)}\n\n{items}").text.split("\n")
    assert lines[:2] == header.split("\n")
    assert lines[-2:] == items.split("\n")


@pytest.mark.parametrize(
    "text",
    [
        "\n".join("\n".join(part[at : at + 72] for at in range(0, len(part), 72)) for part in PARAGRAPHS),
        wrapped(64).replace("\n", "\n\n"),
    ],
    ids=["words cut in two", "a blank line after each"],
)
def test_a_suspicion_is_told_and_nothing_is_joined(text: str) -> None:
    found = join_lines(text)
    assert (found.text, found.doubt) == (text, SUSPECT)


def test_an_article_says_that_it_was_joined_and_keeps_its_bytes() -> None:
    raw = wrapped(72).replace("\n", "\r\n").encode()
    article = read(raw, source="story.txt")
    assert article.raw == raw
    assert article.text.split("\n\n") == [HEADLINE, *PARAGRAPHS]
    assert JOINED in article.warnings


def test_a_title_that_was_broken_is_read_whole() -> None:
    title = "Ferry to the island of Skarn stops for the winter as its operator runs out of money and patience"
    head = textwrap.fill(f"Title: {title}", 72)
    assert read(f"{head}\n\n{wrapped(72)}".encode(), source="story.txt").title == title


def test_a_record_is_joined_too() -> None:
    text = wrapped(72)
    article = read_record(Record(1, json.dumps({"text": text}).encode(), text, Facts()), source="a.jsonl:1")
    assert article.text.split("\n\n") == [HEADLINE, *PARAGRAPHS]
    assert JOINED in article.warnings


def test_a_web_page_is_left_alone() -> None:
    page = f"<html><body><article><pre>{wrapped(72)}</pre></article></body></html>"
    assert JOINED not in read(page.encode(), source="page.html").warnings
