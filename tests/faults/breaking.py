"""What goes wrong under people's hands, done on purpose, and what was left afterwards."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import select

from claimtrack.errors import ClaimtrackError
from claimtrack.settings import Settings
from claimtrack.store import backup, checks, sessions
from claimtrack.store.tables import HistoryRow
from tests.faults import working

ROOT = Path(__file__).parents[2]
Move = tuple[str, int]
"""A claim and the version that a move gave it."""


@dataclass(frozen=True)
class Outcome:
    """How often something was broken, what was acknowledged before, what of it was lost, and what was found wrong."""

    times: int
    acknowledged: int
    lost: int
    wrong: tuple[str, ...]


def problems(settings: Settings) -> tuple[str, ...]:
    """Return what every check finds wrong."""
    with sessions.reading(settings) as session:
        return tuple(f"{check.name}: {check.detail}" for check in checks.check_all(session) if not check.ok)


def moves_in(settings: Settings) -> set[Move]:
    """Return the moves that the history has."""
    with sessions.reading(settings) as session:
        return {(row.stream, row.version) for row in session.execute(select(HistoryRow.stream, HistoryRow.version))}


@contextmanager
def worker(settings: Settings, seed: int, *how: str) -> Iterator[subprocess.Popen[str]]:
    """Let somebody work in a process of its own, which is killed in the end."""
    command = [sys.executable, "-m", "tests.faults.working", settings.database, str(seed), *how]
    # What it says when its server goes away is not what is looked at here.
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def first(process: subprocess.Popen[str]) -> list[Move]:
    """Wait for the first move and return it."""
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line, "the worker did nothing"
    return [_move(line)]


def rest(process: subprocess.Popen[str]) -> list[Move]:
    """Return what a process that is gone had told; a line that was cut short tells nothing."""
    assert process.stdout is not None
    return [_move(line) for line in process.stdout if line.endswith("\n")]


def _move(line: str) -> Move:
    claim, version = line.split()
    return claim, int(version)


def breaking(settings: Settings, times: int, blow: Callable[[subprocess.Popen[str]], None], *how: str) -> Outcome:
    """Deal a blow to somebody at work at a random moment, again and again; look at what is left after each."""
    chance = random.Random(times)  # noqa: S311 - moments, not secrets
    told: list[Move] = []
    wrong: list[str] = []
    for at in range(times):
        with worker(settings, at, *how) as process:
            told += first(process)
            time.sleep(chance.random() * 0.2)
            blow(process)
            process.kill()
            process.wait()
            told += rest(process)
        wrong += problems(settings)
    return Outcome(times, len(told), len(set(told) - moves_in(settings)), tuple(wrong))


def kill(process: subprocess.Popen[str]) -> None:
    """Kill a process that has no time to say anything."""
    process.send_signal(signal.SIGKILL)


def backups_under_load(settings: Settings, folder: Path, times: int) -> Outcome:
    """Back a SQLite database up while somebody writes; each copy is checked and holds all that was told before."""
    source = settings.sqlite_file
    assert source is not None
    wrong: list[str] = []
    count = lost = 0
    with worker(settings, times) as process:
        first(process)
        for at in range(times):
            time.sleep(0.05)
            before = moves_in(settings)
            copy = folder / f"copy-{at}.db"
            backup.copy(source, copy)
            copied = Settings(database=f"sqlite:///{copy}")
            wrong += problems(copied)
            lost += len(before - moves_in(copied))
            count += len(before)
    return Outcome(times, count, lost, tuple(wrong))


def until_full(settings: Settings, most: int = 2_000) -> tuple[ClaimtrackError | None, int]:
    """Work until there is no room left; return how that was said, and after how many moves."""
    chance = random.Random(1)  # noqa: S311 - which claim, no secret
    for count in range(most):
        act = replace(working.an_act(count), note="why it is so " * 500)
        try:
            with sessions.writing(settings) as session:
                working.move(session, chance.randint(1, working.CLAIMS), act, chance)
        except ClaimtrackError as error:
            return error, count
    return None, most


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Path | None]:
    """Give a folder on a disk of its own with little room, None where no disk can be mounted."""
    folder.mkdir()
    size = f"size={megabytes}m"
    mount = ["mount", "-t", "tmpfs", "-o", size, "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode:
        yield None
        return
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)  # noqa: S607 - wherever the system has it
