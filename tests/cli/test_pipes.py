"""Output that nobody reads to its end, as behind `| head`: the command stops there, without a word."""

import os
import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from claimtrack.cli.errors import UNREAD
from tests.cli.conftest import Desk

TRACKED = [
    ["list"],
    ["list", "--json"],
    ["show", "C-1"],
    ["history", "C-1"],
    ["queue"],
    ["report", "open"],
    ["log", "verify"],
]


def unread(*args: str) -> tuple[int, str]:
    """Run a command whose output nobody reads; return its exit code and what it said on stderr."""
    reader, writer = os.pipe()
    os.close(reader)
    try:
        command = [sys.executable, "-m", "claimtrack", *args]
        done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, check=False)
    finally:
        os.close(writer)
    return done.returncode, done.stderr.decode()


@pytest.mark.parametrize("command", TRACKED, ids=" ".join)
def test_a_closed_pipe_ends_a_command_quietly(story: Desk, command: Sequence[str]) -> None:
    assert unread("--db", story.database.url, *command) == (UNREAD, "")


@pytest.mark.parametrize("command", [["--help"], ["list", "--help"], ["--version"]], ids=" ".join)
def test_so_does_help(command: Sequence[str]) -> None:
    assert unread(*command) == (UNREAD, "")


def test_what_is_read_is_there(story: Desk) -> None:
    command = [sys.executable, "-m", "claimtrack", "--db", story.database.url, "history", "C-1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        first = running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
    assert b"propose" in first
    assert running.returncode in {0, UNREAD}  # all of it may be in the pipe before it is closed


def test_both_streams_may_be_closed(story: Desk) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "claimtrack", "--db", story.database.url, "show", "C-99"]
    done = subprocess.run(command, stdout=writer, stderr=writer, stdin=subprocess.DEVNULL, check=False)
    os.close(writer)
    assert done.returncode == UNREAD


def shell(line: str, desk: Desk) -> tuple[int, str]:
    """Run `claimtrack` and what stands behind it in a shell; return its exit code and what it said on stderr."""
    command = f"{shlex.quote(sys.executable)} -m claimtrack --db {shlex.quote(desk.database.url)} {line}"
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, check=False)
    return done.returncode, done.stderr.decode()


@pytest.mark.parametrize("command", ["queue --json", "accept C-1"])
def test_where_nothing_can_be_printed_nothing_is_done(story: Desk, command: str) -> None:
    code, said = shell(f"{command} >&-", story)
    assert (code, "standard output is closed" in said, "should not" in said) == (1, True, False)
    assert story("show", "C-1", "--json").json("claim-whole")["state"] == "proposed"


def test_a_closed_error_stream_takes_no_file_in_its_place(story: Desk) -> None:
    assert shell("queue 2>&-", story) == (0, "")
    assert shell("show C-99 2>&-", story) == (4, "")
    assert shell("extract - --plain <&-", story)[0] == 6
    assert story("log", "verify").code == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no device that is full")
@pytest.mark.parametrize("command", ["list --json", "report open --format csv", "accept C-1", "--help"])
def test_a_full_disk_is_told(story: Desk, command: str) -> None:
    code, said = shell(f"{command} > /dev/full", story)
    assert code == 1
    assert "The output cannot be written: No space left on device." in said
    assert len(said.splitlines()) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no device that is full")
def test_both_streams_may_be_full(story: Desk) -> None:
    assert shell("list > /dev/full 2>&1", story) == (1, "")
