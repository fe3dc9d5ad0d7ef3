"""With which tracked claims a new article is compared: all of them, unless the desk narrows it down."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from claimtrack.domain.duepolicy import Wait
from claimtrack.errors import InvalidDataError

ANY = "any"
"""Stands for no window, where one is asked for."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What claims have to meet to be compared with an article; what stands here as the default leaves none out.

    `window` is how long before the article a claim may have been published. With `same_topic` an article that has
    topics is compared with claims that share one, or have none. `same_speaker` leaves claims of people out whom the
    article does not name.
    """

    window: Wait | None = None
    same_topic: bool = False
    same_speaker: bool = False

    def since(self, published: date | None) -> date | None:
        """Return the first day of the window of an article, None where there is no window or no day."""
        return self.window.before(published) if self.window and published else None

    def but(
        self,
        within: str | None = None,
        *,
        same_topic: bool | None = None,
        same_speaker: bool | None = None,
    ) -> "Narrowing":
        """Return this with another window (`any` for none), or the other way about topics or speakers, where given.

        Raises:
            InvalidDataError: `within` is no duration of a day to a hundred years.
        """
        found = self if same_topic is None else replace(self, same_topic=same_topic)
        found = found if same_speaker is None else replace(found, same_speaker=same_speaker)
        if within is None:
            return found
        return replace(found, window=None if within == ANY else _window(within, "--within"))


def narrowing(given: Mapping[str, object]) -> Narrowing:
    """Return what the section [revisit] of claimtrack.toml says about it.

    Raises:
        InvalidDataError: a value is of the wrong kind.
    """
    window = given.get("window")
    return Narrowing(
        None if window is None or window == ANY else _window(window, "claimtrack.toml: revisit.window"),
        same_topic=_switch(given, "same_topic"),
        same_speaker=_switch(given, "same_speaker"),
    )


def _switch(given: Mapping[str, object], name: str) -> bool:
    value = given.get(name, False)
    if not isinstance(value, bool):
        raise InvalidDataError(f"claimtrack.toml: revisit.{name} must be true or false, not {value!r}.")
    return value


def _window(value: object, where: str) -> Wait:
    found = Wait.parse(value) if isinstance(value, str) else None
    if found is None:
        raise InvalidDataError(
            f"{where} must be an ISO 8601 duration of a day to a hundred years, "
            f'such as "P6M", "P2Y" or "P90D", not {value!r}.'
        )
    return found
