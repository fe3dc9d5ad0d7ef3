"""What is left when things go wrong: writers killed, servers stopped at once, disks full, backups under load.

`python benchmarks/faults.py [--kills 100]` does at full size what the tests in tests/faults do in small, and prints one
row for each. Nothing that was acknowledged may be lost, and no check may find anything wrong. It takes some minutes;
it mounts a small disk where it may, and starts PostgreSQL servers of its own.
"""

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # what is broken on purpose lives with the tests

from tests.faults import breaking, flipping, servers, working
from tests.faults.breaking import Outcome

from claimtrack.settings import Settings
from claimtrack.store.upgrade import upgrade


@contextmanager
def file(folder: Path) -> Iterator[Settings]:
    """Give a SQLite database with claims to work on."""
    settings = Settings(database=f"sqlite:///{folder / 'claimtrack.db'}", by="ann")
    upgrade(settings)
    working.fill(settings)
    yield settings


def kill_on_sqlite(folder: Path, times: int) -> Outcome:
    """Kill a writer of a file, again and again."""
    with file(folder) as settings:
        return breaking.breaking(settings, times, breaking.kill)


def kill_on_postgresql(_folder: Path, times: int) -> Outcome:
    """Kill a client of a server, again and again."""
    with servers.durable_server() as server:
        working.fill(server.database.settings)
        return breaking.breaking(server.database.settings, times, breaking.kill)


def stop_the_server(_folder: Path, times: int) -> Outcome:
    """Stop a server at once while somebody writes, and start it again."""
    with servers.durable_server() as server:
        working.fill(server.database.settings)

        def power_cut(_process: object) -> None:
            server.stop_at_once()
            server.start()

        return breaking.breaking(server.database.settings, times, power_cut)


def back_up(folder: Path, times: int) -> Outcome:
    """Back a file up while somebody writes."""
    with file(folder) as settings:
        return breaking.backups_under_load(settings, folder, times)


def fill_the_disk(folder: Path, _times: int) -> Outcome:
    """Work until there is no room left."""
    with breaking.small_disk(folder / "small", 3) as disk:
        if disk is None:
            message = "no small disk can be mounted here"
            raise OSError(message)
        with file(folder) as filled:
            path = disk / "claimtrack.db"
            shutil.copy(filled.sqlite_file or "", path)
        settings = Settings(database=f"sqlite:///{path}", by="ann")
        before = breaking.moves_in(settings)
        error, count = breaking.until_full(settings)
        left = len(breaking.moves_in(settings) - before)
        wrong = breaking.problems(settings) if error else ("the disk never was full",)
        return Outcome(1, count, count - left, wrong)


def flip_bytes(folder: Path, times: int) -> Outcome:
    """Make three bytes of a file others, in a new copy each time, and count the copies of which nothing is said."""
    with file(folder) as settings:
        content = flipping.vacuumed(settings.sqlite_file or Path(), folder / "vacuumed.db")
    missed = flipping.missed(content, folder, times, 3, seed=1)
    return Outcome(times, 0, 0, tuple(f"not found: bytes {places}" for places in missed))


FAULTS: tuple[tuple[str, Callable[[Path, int], Outcome], float], ...] = (
    ("kill -9 a writer, SQLite", kill_on_sqlite, 1),
    ("kill -9 a client, PostgreSQL", kill_on_postgresql, 0.5),
    ("stop the server at once, PostgreSQL", stop_the_server, 0.1),
    ("back up under load, SQLite", back_up, 0.2),
    ("fill the disk, SQLite", fill_the_disk, 0),
    ("flip three bytes, SQLite", flip_bytes, 0.6),
)
"""What is done, by which function, and how often for each of `--kills`."""


def main() -> None:
    """Break everything, and print what was left."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    given = parser.parse_args()
    print(f"{'':<38} {'times':>6} {'acknowledged':>13} {'lost':>5} {'wrong':>6} {'seconds':>8}", flush=True)
    for name, act, share in FAULTS:
        begun = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            try:
                found = act(Path(folder), max(1, round(given.kills * share)))
            except OSError as error:
                print(f"{name:<38} left out: {error}", flush=True)
                continue
        took = time.monotonic() - begun
        row = f"{found.times:>6} {found.acknowledged:>13,} {found.lost:>5} {len(found.wrong):>6} {took:>8.0f}"
        print(f"{name:<38} {row}", flush=True)
        for line in found.wrong[:5]:
            print(f"    {line}", flush=True)


if __name__ == "__main__":
    main()
