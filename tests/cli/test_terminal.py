"""Nothing that a claim, a file or an argument says reaches the terminal as an order."""

import csv
import io
import json

import pytest

from tests.cli.conftest import Desk

ORDERS = "\x1b]0;P\x07\x9b31m\u202e"
"""Sets the title, turns red, and turns the reading direction."""


def obeyed(text: str) -> set[str]:
    """Return the characters of `text` that a terminal obeys."""
    return {char for char in text if char != "\n" and not char.isprintable()}


@pytest.mark.parametrize("command", [["history", "C-1"], ["nonsense"], ["list", "--nonsense"], ["wait", "C-1"]])
def test_a_wrong_argument_is_repeated_without_orders(story: Desk, command: list[str]) -> None:
    outcome = story(*command[:-1], f"{command[-1]}{ORDERS}", f"x{ORDERS}")
    assert outcome.code == 2
    assert "Error: " in outcome.err
    assert obeyed(outcome.err) == set()


def test_errors_in_json_hold_none(story: Desk) -> None:
    usage = story("history", "C-1", f"x{ORDERS}", "--json")
    refused = story("list", "--status", f"x{ORDERS}", "--json")
    assert (usage.code, refused.code) == (2, 6)
    for outcome in (usage, refused):
        assert obeyed(outcome.err) == set()
        assert "\\u202e" in outcome.err
    assert ORDERS in json.loads(usage.err)["detail"]


def test_reports_as_files_hold_none(desk: Desk) -> None:
    desk("add", f"=The pool{ORDERS} is\nshut", "--source", "https://a.example/1", "--speaker", f"Ann\x1b{ORDERS}")
    outcome = desk("report", "open", "--format", "csv")
    assert obeyed(outcome.out) == set()
    _, row = csv.reader(io.StringIO(outcome.out))
    assert row[-1].startswith("'=The pool\ufffd")
    assert obeyed(desk("report", "open", "--format", "md").out) == set()


def test_markdown_shows_words_and_loads_nothing(desk: Desk) -> None:
    text = "The ![p](http://x.example/p) pool | is <b>*shut*</b> &amp; _dry_\nnow"
    desk("add", text, "--source", "https://a.example/1")
    row = desk("report", "open", "--format", "md").out.splitlines()[2:]
    assert len(row) == 1
    shown = r"The \!\[p\](http://x.example/p) pool \| is &lt;b>\*shut\*&lt;/b> &amp;amp; \_dry\_ now |"
    assert row[0].endswith(shown)
