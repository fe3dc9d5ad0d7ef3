"""Recording what is done, by whoever has the right to do it."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from claimtrack.domain.history import HistoryEvent
from claimtrack.domain.ids import Kind, public_id
from claimtrack.domain.states import State
from claimtrack.store import history
from claimtrack.store.tables import Claim
from claimtrack.workflow import rights
from claimtrack.workflow.act import Act


def record(
    session: Session,
    act: Act,
    stream: str,
    event: str,
    version: int,
    details: Mapping[str, Any],
    *,
    before: State | None = None,
    after: State | None = None,
) -> None:
    """Append an event to the history, at the end of the transaction; details that are None are left out.

    `before` and `after` are the states between which it moved a claim.

    Raises:
        NotAllowedError: whoever stands behind the act has no right to it.
    """
    rights.check(session, act, event)
    history.record(
        session,
        HistoryEvent(
            stream=stream,
            event=event,
            by=act.by,
            at=act.now,
            version=version,
            source=before.value if before else None,
            target=after.value if after else None,
            note=act.note,
            details={key: value for key, value in details.items() if value is not None},
        ),
    )


def note(session: Session, claim: Claim, event: str, act: Act, **details: Any) -> None:  # noqa: ANN401 - JSON
    """Record an act on a claim that leaves its state alone; whoever does so has locked the claim."""
    record(session, act, public_id(Kind.CLAIM, claim.id), event, claim.version, details)
