"""The desk's rules for verdicts, kept in the database, so that they hold wherever somebody stands.

What is kept is an event of the history, and nothing else: it is read from there, and cannot be changed unseen.
"""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from claimtrack.domain.evidence import EvidencePolicy, Priority
from claimtrack.domain.history import HistoryEvent
from claimtrack.errors import ConflictError, IntegrityError
from claimtrack.store import history
from claimtrack.workflow import events
from claimtrack.workflow.act import Act
from claimtrack.workflow.desk import Desk

STREAM = "policy"
KEEP = "policy_keep"


@dataclass(frozen=True, slots=True)
class KeptPolicy:
    """How much evidence a verdict needs and which priorities take two people, since when, by whose decision and why."""

    evidence: EvidencePolicy
    four_eyes: frozenset[Priority]
    by: str
    at: datetime
    note: str | None


def of_desk(desk: Desk) -> dict[str, Any]:
    """Return the rules for verdicts of a desk, as plain JSON values."""
    return {**asdict(desk.evidence), "four_eyes": [one.value for one in Priority if one in desk.four_eyes]}


def kept(session: Session) -> KeptPolicy | None:
    """Return the rules that the database keeps, None where none were ever kept.

    Raises:
        IntegrityError: what is kept there is no policy.
    """
    event = history.newest(session, STREAM)
    return _read(event) if event else None


def in_force(session: Session, desk: Desk) -> Desk:
    """Return the desk with the rules that the database keeps in the place of its own."""
    found = kept(session)
    return replace(desk, evidence=found.evidence, four_eyes=found.four_eyes) if found else desk


def four_eyes(session: Session, own: Collection[Priority]) -> Collection[Priority]:
    """Return the priorities of claims that take two people: those that the database keeps, else the desk's own."""
    found = kept(session)
    return found.four_eyes if found else own


def keep(session: Session, desk: Desk, act: Act) -> None:
    """Keep the rules of a desk in the database; from then on they hold for everybody, whatever a file says.

    Raises:
        ConflictError: they are kept already.
        NotAllowedError: the actor is no admin.
    """
    before, rules = history.newest(session, STREAM), of_desk(desk)
    if before and before.details == rules:
        raise ConflictError("The database keeps these rules already. Change [policy] in claimtrack.toml first.")
    events.record(session, act, STREAM, KEEP, before.version + 1 if before else 1, rules)


def _read(event: HistoryEvent) -> KeptPolicy:
    rules: Mapping[str, Any] = event.details
    try:
        numbers = {item.name: rules[item.name] for item in fields(EvidencePolicy)}
        two = frozenset(map(Priority, rules["four_eyes"]))
    except (LookupError, TypeError, ValueError):
        raise _damaged(event) from None
    if event.event != KEEP or any(type(number) is not int or number < 0 for number in numbers.values()):
        raise _damaged(event)
    return KeptPolicy(EvidencePolicy(**numbers), two, event.by, event.at, event.note)


def _damaged(event: HistoryEvent) -> IntegrityError:
    return IntegrityError(
        f"Event {event.seq} of the history should hold the desk's policy, and does not. "
        "Look at the whole of it with: claimtrack log verify"
    )
