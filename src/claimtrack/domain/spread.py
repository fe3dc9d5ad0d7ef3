"""Where a claim is said, over time, and how many of those places are independent of each other."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Place:
    """An article that says a claim, once or more often.

    `claims` are those whose words it has: the claim itself, and those that it stands for. `origin` is a name for who
    the article comes from in the end; articles of one origin share it. `copy_of` is the first article in the list that
    has nearly the same text.
    """

    article: str
    outlet: str | None
    published: date | None
    title: str | None
    claims: tuple[str, ...]
    mentions: int
    origin: str
    copy_of: str | None


@dataclass(frozen=True, slots=True)
class Spread:
    """The places where a claim is said, by date, undated ones last; an agency and its copies count as one origin.

    `unread` are places beyond those whose texts were compared; each of them counts by its outlet and address alone.
    """

    places: tuple[Place, ...] = ()
    origins: int = 0
    unread: int = 0

    @property
    def mentions(self) -> int:
        """Return how often it is said in all."""
        return sum(place.mentions for place in self.places)
