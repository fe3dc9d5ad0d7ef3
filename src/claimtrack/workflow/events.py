"""Recording in a claim's history what leaves its state alone."""

from typing import Any

from sqlalchemy.orm import Session

from claimtrack.domain.history import HistoryEvent
from claimtrack.domain.ids import Kind, public_id
from claimtrack.store import history
from claimtrack.store.tables import Claim
from claimtrack.workflow.act import Act


def note(session: Session, claim: Claim, event: str, act: Act, **details: Any) -> None:  # noqa: ANN401 - JSON
    """Record an act on a claim that leaves its state alone; whoever does so has locked the claim."""
    history.record(
        session,
        HistoryEvent(
            stream=public_id(Kind.CLAIM, claim.id),
            event=event,
            by=act.by,
            at=act.now,
            version=claim.version,
            note=act.note,
            details={key: value for key, value in details.items() if value is not None},
        ),
    )
