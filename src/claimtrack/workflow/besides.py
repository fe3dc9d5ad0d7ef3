"""What an act did besides what was asked for: claims that woke, and items that were opened or answered."""

from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from claimtrack.domain.states import Event
from claimtrack.store import history

_BY_LINK = {"trigger", "unlinked"}


@dataclass(slots=True)
class Besides:
    """Public ids, in the order of the acts: claims that woke, and items that were opened, answered, or opened again.

    `asked` holds the items that were opened with the claims that they are on, `reopened_for` the reason that stands in
    the history of a claim that was reopened.
    """

    woken: list[str] = field(default_factory=list)
    asked: dict[str, str] = field(default_factory=dict)
    answered: list[str] = field(default_factory=list)
    again: list[str] = field(default_factory=list)
    reopened_for: str | None = None


def besides(session: Session) -> Besides:
    """Return what the transaction did besides, as far as its events tell it; none of them is written yet."""
    found = Besides()
    for event in history.queued(session):
        details = event.details
        if event.event == Event.WAKE.value and details.get("cause") in _BY_LINK:
            found.woken.append(event.stream)
        elif event.event == "ask" and "other" in details:
            found.asked[details["item"]] = event.stream
        elif event.event == Event.REOPEN.value:
            found.reopened_for = details["reason"]
        elif event.event == Event.REAFFIRM.value:
            found.answered.extend(details.get("answers", ()))
        elif event.event == "revisit" and "merged" in details:
            found.answered.append(details["item"])
        elif event.event == "ask_again" and "merged" in details:
            found.again.append(details["item"])
    return found
