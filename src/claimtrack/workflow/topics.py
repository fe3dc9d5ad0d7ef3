"""Filing claims under topics, as people say; nothing is guessed."""

from collections.abc import Iterable, Sequence

from sqlalchemy.orm import Session

from claimtrack.domain.ids import Kind, public_id
from claimtrack.domain.topics import by_key, check_number
from claimtrack.errors import InvalidDataError
from claimtrack.store import topics
from claimtrack.store.tables import Claim


def file(session: Session, claims: Iterable[Claim], names: Iterable[str]) -> list[str]:
    """Give new claims topics, and return the names of these as they were first written.

    Raises:
        InvalidDataError: a name is empty, too long, or no text.
    """
    filed = topics.name(session, by_key(names))
    topics.give(session, [claim.id for claim in claims], filed)
    return list(filed.values())


def change(
    session: Session, claim: Claim, given: Iterable[str], taken: Iterable[str]
) -> tuple[Sequence[str], Sequence[str]]:
    """Give a claim topics, take others away, and return its topics before and after.

    Raises:
        InvalidDataError: a name is empty, too long or no text, is given and taken, or is taken and not there; or the
            claim would have too many.
    """
    had, new, gone = topics.of_claim(session, claim.id), by_key(given), by_key(taken)
    if both := sorted(new.keys() & gone.keys()):
        raise InvalidDataError(f"The topic {new[both[0]]!r} cannot be given and taken away at once.")
    if strange := sorted(gone.keys() - had.keys()):
        there = f"its topics are: {', '.join(had.values())}" if had else "it has none"
        raise InvalidDataError(f"{public_id(Kind.CLAIM, claim.id)} has no topic {gone[strange[0]]!r}; {there}.")
    if more := new.keys() - had.keys():
        check_number(had.keys() - gone.keys() | more)
    topics.take_away(session, claim.id, topics.find(session, gone).values())
    topics.give(session, [claim.id], topics.name(session, {key: new[key] for key in more}))
    return list(had.values()), list(topics.of_claim(session, claim.id).values())
