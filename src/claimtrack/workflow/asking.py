"""Opening revisit items that carry no passage, each with its event in the claim's history."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from claimtrack.domain.ids import Kind, public_id
from claimtrack.domain.revisit import Cause, ItemState, Reason
from claimtrack.formats.documents import reason
from claimtrack.store.tables import Claim, RevisitItem
from claimtrack.workflow import review
from claimtrack.workflow.act import Act


@dataclass(frozen=True, slots=True)
class Question:
    """What to look at a claim again for; `version` is the version of an article that raised it."""

    claim: Claim
    cause: Cause
    why: tuple[Reason, ...] = ()
    version: int | None = None
    details: dict[str, Any] = field(default_factory=dict)


def ask(session: Session, questions: Sequence[Question], act: Act) -> list[RevisitItem]:
    """Open one item for each question; the claims are locked already, and none of them changes."""
    items = [
        RevisitItem(
            claim_id=question.claim.id,
            cause=question.cause,
            version_id=question.version,
            why=[reason(why) for why in question.why],
            state=ItemState.OPEN,
            created_at=act.now,
        )
        for question in questions
    ]
    session.add_all(items)
    session.flush()  # the history names the items' ids
    for question, item in zip(questions, items, strict=True):
        review.note_event(
            session,
            question.claim,
            "ask",
            act.by_machine(),
            item=public_id(Kind.ITEM, item.id),
            cause=question.cause.value,
            why=item.why or None,
            **question.details,
        )
    return items
