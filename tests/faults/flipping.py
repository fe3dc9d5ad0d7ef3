"""Copies of a SQLite database in which a few bytes are others, and whether that is found."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from claimtrack.settings import Settings
from claimtrack.store import doctor


def vacuumed(database: Path, target: Path) -> bytes:
    """Return a database without free pages, so that every byte of it that is not zero holds something."""
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("VACUUM INTO ?", (str(target),))
    return target.read_bytes()


def spoiled(content: bytes, copies: int, flips: int, seed: int) -> Iterator[tuple[list[int], bytes]]:
    """Yield copies in each of which so many bytes that hold something are others, and which those are.

    Space in which nothing is stored is zero, so that zero bytes are left alone: what nobody reads is no damage.
    """
    used = [at for at, byte in enumerate(content) if byte]
    chance = random.Random(seed)  # noqa: S311 - a seed, so that it can be done again
    for _ in range(copies):
        places = sorted(chance.sample(used, flips))
        made = bytearray(content)
        for at in places:
            made[at] ^= chance.randrange(1, 256)
        yield places, bytes(made)


def missed(content: bytes, folder: Path, copies: int, flips: int, seed: int) -> list[list[int]]:
    """Return the places of the bytes of each copy in which the doctor found nothing wrong."""
    found = []
    for number, (places, made) in enumerate(spoiled(content, copies, flips, seed)):
        copy = folder / f"copy-{number}.db"
        copy.write_bytes(made)
        if all(check.ok for check in doctor.examine(Settings(database=f"sqlite:///{copy}"))):
            found.append(places)
        copy.unlink()
    return found
