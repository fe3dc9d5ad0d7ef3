"""A history is read by people: no detail of it is shown as the code keeps it."""

import pytest

from claimtrack.cli.details import detail_words
from tests.cli.conftest import FIRST, SECOND, Desk

ADDED = {"kind": "date", "at": 9, "words": "Monday", "added": " [2026-03-02]", "from": None, "rule": "date/1"}


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("edits", [ADDED], "[2026-03-02] to “Monday” (by rule, date/1)"),
        ("edits", [{**ADDED, "added": "", "words": "“"}], "““” left out (by rule, date/1)"),
        (
            "why",
            [{"kind": "number", "old": "60", "new": "45"}, {"kind": "verbatim"}],
            "number: 60 -> 45; word for word",
        ),
        ("why", [{"kind": "not known yet", "old": "a"}], "kind not known yet, old a"),
        ("why", "because", "because"),
        ("quote", {"start": 3, "end": 9, "text": "closed"}, "“closed” at 3-9"),
        (
            "due",
            {"kind": "vague", "phrase": "soon", "review_by": "2026-06-02", "rule": "soon/1"},
            "vague: open from “soon”",
        ),
        ("attributed", True, "yes"),
        ("claims", [], "none"),
        ("parts", [{"a": {"b": 1}}, {"c": None}], "a b 1; "),
    ],
)
def test_a_detail_is_words(name: str, value: object, words: str) -> None:
    assert detail_words(name, value).startswith(words)


def test_no_history_shows_what_the_code_keeps(desk: Desk) -> None:
    desk.ingest(FIRST, SECOND)
    desk("edit", "C-1", "--due", "2026-07-01", "--topic", "bridges")
    desk("accept", "C-1")
    desk("wait", "C-1", "--until", "2026-04-01")
    desk("tick", "--now", "2026-04-01")
    for command in (["history", "C-1"], ["show", "C-1"], ["history", "A-2"]):
        shown = desk(*command).out
        assert not {"{", "}", "None", "True", "False"} & set(shown.replace("'", " ").split())
        assert not set("{}'") & set(shown)
    assert "why its day has come: 2026-04-01" in " ".join(desk("history", "C-1").out.split())
