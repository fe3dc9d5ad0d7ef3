"""Lists cut to what one statement takes: SQLite allows 32,766 parameters, PostgreSQL's protocol 65,535."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

BATCH = 1_000
"""Parameters of one IN list."""

_T = TypeVar("_T")


def batches(items: Iterable[_T], size: int = BATCH) -> Iterator[list[_T]]:
    """Yield `items` in their order, at most `size` at a time."""
    left = iter(items)
    while batch := list(islice(left, size)):
        yield batch
