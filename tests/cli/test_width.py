"""What a person sees: lines that fit, room for the claim, and no codes where none are wanted."""

import os
import pty
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress

import pytest

from tests.cli.conftest import Desk, DeskAfter

LONG = "The repairs of the northern pier, which the port has put off for years, will cost 4.2 million euros"
STORY = f"""Title: Pier repairs
Published: 2026-03-02
Outlet: Quay Courier

{LONG} by 1 June 2026, port director Marta Oyelaran said.
The council said that 60 workers are employed on the site.
"""
LISTS = (["queue"], ["list"], ["list", "--sort", "worth"], ["report", "open"], ["report", "due", "--days", "3660"])


def read_story(desk: Desk) -> None:
    desk.ingest(STORY)


@pytest.fixture
def pier(desk_after: DeskAfter) -> Desk:
    """Give a desk whose first claim is longer than a line."""
    return desk_after(read_story)


@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize("command", [*LISTS, ["show", "A-1"], ["show", "C-1"], ["accept", "C-1"], ["revisit", "list"]])
def test_lines_fit_in_a_pipe_too(
    pier: Desk, command: Sequence[str], columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = pier(*command).out.splitlines()
    assert max(map(len, lines), default=0) <= columns, lines


@pytest.mark.parametrize("columns", ["", "none", "80"])
def test_a_pipe_has_80_columns_unless_somebody_says_otherwise(
    pier: Desk, columns: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    lines = pier("list").out.splitlines()
    assert 60 < max(map(len, lines)) <= 80


@pytest.mark.parametrize("command", LISTS)
def test_the_claim_has_the_room(pier: Desk, command: Sequence[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    (first,) = [line for line in pier(*command).out.splitlines() if "The repairs" in line][:1]
    assert first.startswith("C-1  The repairs of the northern pier")
    assert len(first) > 70


def test_a_status_that_all_share_is_said_once(pier: Desk) -> None:
    assert pier("list").out.count("proposed") == 1
    assert "proposed \u00b7" not in pier("queue").out.partition("To triage")[2]
    pier("accept", "C-1")
    mixed = pier("list").out
    assert (mixed.count("pending"), mixed.count("proposed")) == (1, 1)


def test_an_address_stays_whole(pier: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    address = "https://records.example/2026/northern-pier/costs-and-contracts"
    assert pier("evidence", "add", "C-1", address, "--stance", "supports").code == 0
    assert f"    {address}" in pier("evidence", "list").out.splitlines()


def on_a_terminal(desk: Desk, *args: str, **environment: str) -> str:
    """Run a command in a terminal and return all that it gets."""
    ours, theirs = pty.openpty()
    settings = {key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "COLUMNS"}}
    command = [sys.executable, "-m", "claimtrack", "--db", desk.database.url, "--by", "ann", *args]
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        env={**settings, "TERM": "xterm", **environment},
    ) as process:
        os.close(theirs)
        seen = b""
        with suppress(OSError):  # Linux ends a terminal so
            while part := os.read(ours, 65536):
                seen += part
    os.close(ours)
    assert process.returncode == 0, seen
    return seen.decode()


def test_no_colour_means_no_codes_at_all(pier: Desk) -> None:
    assert "\x1b[1m" in on_a_terminal(pier, "queue")
    assert "\x1b" not in on_a_terminal(pier, "--no-color", "queue")
    assert "\x1b" not in on_a_terminal(pier, "evidence", "list", "--no-color")
    assert "\x1b" not in on_a_terminal(pier, "list", NO_COLOR="1")
    again = pier.write("again.txt", STORY.replace("60 workers", "70 workers"))
    assert "\x1b" not in on_a_terminal(pier, "ingest", "--plain", again, NO_COLOR="1")


def test_the_headline_in_the_text_is_shown_where_no_title_was_given(desk: Desk) -> None:
    body = (
        "The repairs have cost 4.2 million euros so far, the council said on Monday.\n\nWhat comes next\n\nNothing.\n"
    )
    desk.ingest(f"Pier repairs cost more than planned\n\n{body}", body)
    assert desk("show", "A-1").out.startswith("A-1  Pier repairs cost more than planned  (version 1)")
    assert desk("show", "A-1", "--json").json("article")["title"] is None  # shown, not kept
    assert "Pier repairs cost more than planned" in desk("show", "C-1").out.partition(" from ")[2].splitlines()[0]
    assert desk("show", "A-2").out.startswith("A-2  untitled")


@pytest.mark.parametrize("columns", [60, 70, 80])
def test_a_command_stays_whole(pier: Desk, columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    shown = pier("queue", "--limit", "1").out
    assert "claimtrack list --state proposed --sort worth)\n" in shown
    other = STORY.replace("4.2", "5.1").replace("Quay Courier", "Harbour Radio")
    assert "(claimtrack revisit list)" in pier("ingest", "--plain", pier.write("other.txt", other)).out
