"""What is told of things and what is stored of them, side by side."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Facts = dict[str, Any]
"""Named values of one thing, in the form in which the history holds them."""

Things = dict[str, Facts]
"""Things by name, such as E-3, each with its facts."""


@dataclass(frozen=True, slots=True)
class Told:
    """An event as it is replayed: what happened, who did it, the version after it, and its body."""

    event: str
    by: str
    version: int
    body: Mapping[str, Any]


def differences(told: Mapping[str, Facts], stored: Mapping[str, Facts]) -> Iterator[str]:
    """Yield in words how what is stored differs from what is told.

    Only facts that are told are compared: of what the history says nothing, everything may be true.
    """
    for name, facts in told.items():
        there = stored.get(name)
        if there is None:
            yield f"{name} is in the log, but not in the database"
            continue
        for key, value in facts.items():
            if there.get(key) != value:
                yield f"{name}: its {key.replace('_', ' ')} is not what the log has"
                break
    for name in stored:
        if name not in told:
            yield f"{name} is in the database, but not in the log"
