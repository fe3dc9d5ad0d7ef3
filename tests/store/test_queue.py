"""The revisit queue: which claim comes first, what stands together, and both sides of an item."""

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy.orm import Session

from claimtrack.domain.evidence import Priority
from claimtrack.domain.revisit import Cause, ItemState, Relation
from claimtrack.domain.states import Resolution, State, Verdict
from claimtrack.errors import UnknownIdError
from claimtrack.store import queue, reviews
from claimtrack.store.tables import Claim, RevisitItem
from claimtrack.workflow.act import Act
from claimtrack.workflow.desk import Desk
from tests.builders import NOW, a_claim_row, a_story
from tests.workflow.conftest import Bench

TODAY = date(2026, 3, 2)


def a_claim(session: Session, state: State = State.PENDING, **facts: Any) -> Claim:
    claim = a_claim_row(session, state=State.PENDING, **facts)
    if state is State.SETTLED:
        row = reviews.add_verdict(session, claim.id, Verdict.CONFIRMED, None, None, "ann", NOW)
        claim.verdict_id = row.id
    if state is not State.PENDING:
        claim.state = state
        session.flush()
    return claim


def an_item(session: Session, claim: Claim, relation: Relation | None = Relation.RELATED, **facts: Any) -> str:
    found: dict[str, Any] = {
        "claim_id": claim.id,
        "cause": Cause.NEW_ARTICLE,
        "relation": relation,
        "score": 0.5,
        "why": [],
        "state": ItemState.OPEN,
        "created_at": NOW,
    }
    item = RevisitItem(**(found | facts))
    session.add(item)
    session.flush()
    return f"R-{item.id}"


def order(session: Session, **asked: Any) -> list[str]:
    return [item.id for item in queue.find_items(session, today=TODAY, **asked)]


SOON, LATER = date(2026, 3, 20), date(2026, 9, 1)
Facts = dict[str, Any]

# The better of each pair is worse in all the steps below the one that decides.
BETTER: dict[str, tuple[tuple[Facts, Facts], tuple[Facts, Facts]]] = {
    "settled": (
        ({"state": State.SETTLED, "priority": Priority.LOW}, {"relation": Relation.RELATED, "score": 0.1}),
        ({"due_latest": SOON, "priority": Priority.HIGH}, {"relation": Relation.CONTRADICTS, "score": 0.9}),
    ),
    "contradicts": (
        ({"priority": Priority.LOW}, {"relation": Relation.CONTRADICTS, "score": 0.1}),
        ({"due_latest": SOON, "priority": Priority.HIGH}, {"relation": Relation.UPDATES, "score": 0.9}),
    ),
    "updates": (
        ({"priority": Priority.LOW}, {"relation": Relation.UPDATES, "score": 0.1}),
        ({"due_latest": SOON, "priority": Priority.HIGH}, {"relation": Relation.SUPPORTS, "score": 0.9}),
    ),
    "supports": (
        ({"priority": Priority.LOW}, {"relation": Relation.SUPPORTS, "score": 0.1}),
        ({"due_latest": SOON, "priority": Priority.HIGH}, {"relation": Relation.REPEATS, "score": 0.9}),
    ),
    "repeats": (
        ({"priority": Priority.LOW}, {"relation": Relation.REPEATS, "score": 0.1}),
        ({"due_latest": SOON, "priority": Priority.HIGH}, {"relation": Relation.RELATED, "score": 0.9}),
    ),
    "due soon": (
        ({"due_latest": SOON, "priority": Priority.LOW}, {"score": 0.1}),
        ({"due_latest": LATER, "priority": Priority.HIGH}, {"score": 0.9}),
    ),
    "looked at again soon": (
        ({"wake_on": SOON, "due_latest": LATER, "priority": Priority.LOW}, {"score": 0.1}),
        ({"due_review_by": LATER, "priority": Priority.HIGH}, {"score": 0.9}),
    ),
    "priority": (
        ({"priority": Priority.HIGH}, {"score": 0.1}),
        ({"priority": Priority.NORMAL}, {"score": 0.9}),
    ),
    "nearness": (({}, {"score": 0.1, "nearness": 0.9}), ({}, {"score": 0.8, "nearness": 0.2})),
    "nearness and score": (({}, {"score": 0.9}), ({}, {"score": 0.95, "nearness": 0.8})),
    "score": (({}, {"score": 0.9}), ({}, {"score": 0.1})),
    "not closed": (
        ({"priority": Priority.LOW}, {"relation": Relation.RELATED, "score": 0.1}),
        ({"state": State.CLOSED, "priority": Priority.HIGH}, {"relation": Relation.CONTRADICTS, "score": 0.9}),
    ),
}


@pytest.mark.parametrize("step", BETTER)
def test_each_step_outweighs_all_below_it(session: Session, step: str) -> None:
    (better, asked_better), (worse, asked_worse) = BETTER[step]
    second = an_item(session, a_claim(session, **worse), **asked_worse)
    first = an_item(session, a_claim(session, **better), **asked_better)
    assert order(session) == [first, second]


def test_the_window_of_a_settled_claim_is_over(session: Session) -> None:
    over = a_claim(session, State.SETTLED, due_latest=SOON)
    urgent = a_claim(session, State.SETTLED, priority=Priority.HIGH)
    looked = a_claim(session, State.SETTLED, wake_on=SOON, priority=Priority.LOW)
    items = {claim.id: an_item(session, claim) for claim in (over, urgent, looked)}
    assert order(session) == [items[looked.id], items[urgent.id], items[over.id]]


def test_what_another_claim_contradicts_comes_with_the_contradictions(session: Session) -> None:
    due = an_item(session, a_claim(session), None, cause=Cause.DUE, score=None)
    updates = an_item(session, a_claim(session), Relation.UPDATES)
    told = an_item(session, a_claim(session), None, cause=Cause.CONTRADICTION, score=None)
    assert order(session) == [told, due, updates]


def test_the_best_item_of_a_claim_decides_and_the_others_stay_with_it(session: Session) -> None:
    one, other = a_claim(session), a_claim(session)
    weak = an_item(session, one, Relation.RELATED, score=0.2)
    middle = an_item(session, other, Relation.UPDATES)
    best = an_item(session, one, Relation.CONTRADICTS)
    assert order(session) == [best, weak, middle]
    assert order(session, limit=1) == [best, weak]
    assert order(session, limit=1, offset=1) == [middle]
    assert order(session, offset=2) == []
    assert queue.count_items(session) == (3, 2)
    assert order(session, claim=other.id, offset=1) == []


def test_only_what_is_asked_for_is_shown_and_decides(session: Session) -> None:
    one, other = a_claim(session), a_claim(session)
    an_item(session, one, Relation.CONTRADICTS, state=ItemState.BELOW, score=0.1)
    last = an_item(session, one, Relation.RELATED)
    first = an_item(session, other, Relation.UPDATES)
    assert order(session) == [first, last]
    assert queue.count_items(session, [ItemState.BELOW]) == (1, 1)
    assert queue.count_items(session, [ItemState.SNOOZED]) == (0, 0)


# --- both sides ------------------------------------------------------------------------------------------

OLD = "The repairs of the Linden Street bridge cost 4.2 million euros"
NEW = "The repairs of the Linden Street bridge cost 5.1 million euros by now, the city council said."


def test_an_item_has_both_sides_in_their_articles(session: Session, now: datetime) -> None:
    bench = Bench(session, Act(by="ann", now=now), Desk())
    first = a_story(
        f"[{OLD}], it said.", "It rained.", url="https://a.example/1", outlet="Quay Courier", published=TODAY
    )
    second = a_story("Nobody was hurt.", NEW, f"The mayor left early{', and early' * 200}.", url="https://b.example/1")
    for story in (first, second):
        bench.take_in(*story)
    (item,) = queue.find_items(session)
    assert (item.article, item.outlet, item.published) == ("A-2", "Harbour Radio", date(2026, 4, 20))
    assert item.passage
    assert (item.passage.text, item.before) == (NEW, "Nobody was hurt.\n")  # the headline is no part of the body
    assert item.after.startswith("\nThe mayor left early, and")
    assert item.after.endswith(" and …")
    assert len(item.after) <= queue.NEAR + 2
    assert item.old
    assert (item.old.article, item.old.outlet, item.old.published) == ("A-1", "Quay Courier", TODAY)
    assert (item.old.quote.text, item.old.before, item.old.after) == (OLD, "", "")
    whole = queue.get_record(session, int(item.id[2:]))
    assert whole.after.startswith(item.after.removesuffix(" …"))
    assert len(whole.after) > queue.NEAR * 2
    assert whole.old
    assert (whole.old.before, whole.old.after) == ("", ", it said.\nIt rained.")


def test_a_claim_by_hand_has_no_old_quote_and_a_day_no_passage(session: Session) -> None:
    name = an_item(session, a_claim(session), None, cause=Cause.DUE, score=None)
    item = queue.get_record(session, int(name[2:]))
    assert (item.old, item.article, item.passage, item.before, item.after) == (None, None, None, "", "")
    with pytest.raises(UnknownIdError, match="R-99"):
        queue.get_record(session, 99)


def test_an_item_of_a_duplicate_has_the_place_of_the_claim_that_stands(session: Session) -> None:
    stands = a_claim(session, State.SETTLED)
    between, own = a_claim(session), a_claim(session)
    pending = an_item(session, a_claim(session), Relation.CONTRADICTS)
    asked = an_item(session, own)
    assert order(session) == [pending, asked]
    for claim, target in ((own, between), (between, stands)):  # merged one after the other
        claim.state, claim.resolution, claim.target_id = State.CLOSED, Resolution.DUPLICATE, target.id
    session.flush()
    assert order(session) == [asked, pending]
    assert order(session, limit=1) == [asked]
    (found, _) = queue.find_items(session, today=TODAY)
    assert (found.claim, found.claim_status) == (f"C-{own.id}", f"duplicate of C-{between.id}")
    between.target_id = own.id  # as no door makes it
    session.flush()
    assert order(session) == [pending, asked], "a circle ends, and nothing stands for what is in it"
