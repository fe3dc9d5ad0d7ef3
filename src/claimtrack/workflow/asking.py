"""Opening revisit items that carry no passage, each with its event in the claim's history."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from claimtrack.domain.ids import Kind, public_id
from claimtrack.domain.revisit import Cause, ItemState, Reason
from claimtrack.formats.documents import reason
from claimtrack.store import cells, revisits
from claimtrack.store.tables import Claim, RevisitItem
from claimtrack.workflow import events
from claimtrack.workflow.act import Act

MOST_REASONS = 12
"""The newest reasons that an item keeps, where it goes on being told of another claim; the history has them all."""


@dataclass(frozen=True, slots=True)
class Question:
    """What to look at a claim again for.

    `version` is the version of an article that raised it, `other` the id of another claim that did, or whose article
    that is.
    """

    claim: Claim
    cause: Cause
    why: tuple[Reason, ...] = ()
    version: int | None = None
    details: dict[str, Any] = field(default_factory=dict)
    other: int | None = None


def ask(session: Session, questions: Sequence[Question], act: Act) -> list[RevisitItem]:
    """Open one item for each question; the claims are locked already, and none of them changes.

    Where an item about the same two claims waits for its answer, it takes the new reasons in and is open; what a
    version of an article raised is asked by itself.
    """
    asked = _asked_about_two(session, questions)
    items = [
        (asked.get((question.claim.id, question.other)) if question.version is None else None) or _item(question, act)
        for question in questions
    ]
    for question, item in zip(questions, items, strict=True):
        item.why = [*map(reason, cells.reasons(item.why)), *map(reason, question.why)][-MOST_REASONS:]
        # Of the two links that two claims may have, what contradicts comes first in the queue.
        item.cause = item.cause if item.cause is Cause.CONTRADICTION else question.cause
        revisits.open_now(item)
    session.add_all(items)
    session.flush()  # the history names the items' ids
    for question, item in zip(questions, items, strict=True):
        events.note(
            session,
            question.claim,
            "ask",
            act.by_machine(),
            item=public_id(Kind.ITEM, item.id),
            cause=question.cause.value,
            other=public_id(Kind.CLAIM, question.other) if question.other else None,
            why=[reason(why) for why in question.why] or None,
            **question.details,
        )
    return items


def _asked_about_two(session: Session, questions: Iterable[Question]) -> dict[tuple[int, int | None], RevisitItem]:
    between = {question.claim.id for question in questions if question.other and question.version is None}
    waiting = revisits.about_others(session, between) if between else []
    return {(item.claim_id, item.other_id): item for item in waiting if item.version_id is None}


def _item(question: Question, act: Act) -> RevisitItem:
    return RevisitItem(
        claim_id=question.claim.id,
        cause=question.cause,
        other_id=question.other,
        version_id=question.version,
        why=[],
        state=ItemState.OPEN,
        created_at=act.now,
    )
