"""What an evaluation hands back, whatever was evaluated."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from claimtrack.errors import UnreadableError
from claimtrack.evaluation.counting import Figure, times_drawn

T = TypeVar("T")


class Watch(Protocol):
    """Somebody who is told how far it is."""

    def __call__(self, items: Iterable[T], total: int | None) -> Iterator[T]:
        """Hand the items on, one by one; `total` of them where that is known."""


def unwatched(items: Iterable[T], total: int | None) -> Iterator[T]:
    """Hand the items on and tell nobody."""
    del total
    return iter(items)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Figures over so many units, with notes on what was left out and tables for those who want more.

    A table is counts by row and column. `subject` is what was evaluated, with its version.
    """

    task: str
    unit: str
    units: int
    figures: tuple[Figure, ...]
    subject: str
    notes: tuple[str, ...] = ()
    tables: Mapping[str, Mapping[str, Mapping[str, int]]] = field(default_factory=dict)

    @property
    def resamples(self) -> int:
        """Return how often the units were drawn again."""
        return times_drawn(self.units)

    def value(self, key: str) -> float:
        """Return one figure by its key; 0.0 where there was nothing to measure.

        Raises:
            KeyError: there is no such figure.
        """
        return self.figure(key).value or 0.0

    def figure(self, key: str) -> Figure:
        """Return one figure by its key.

        Raises:
            KeyError: there is no such figure.
        """
        return {figure.key: figure for figure in self.figures}[key]


def told(refused: Sequence[UnreadableError], unit: str) -> tuple[str, ...]:
    """Return a note on what was refused: how many, and the first of them with its reason."""
    if not refused:
        return ()
    were = f"1 {unit} was refused:" if len(refused) == 1 else f"{len(refused)} {unit}s were refused, such as"
    return (f"{were} {refused[0].message}",)
