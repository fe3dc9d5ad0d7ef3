"""What merging two claims answers in the revisit queue, and what it leaves open."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from claimtrack.domain.revisit import ItemResolution, ItemState, Relation
from claimtrack.domain.states import RejectReason, Resolution, State
from claimtrack.matching import MatchPolicy
from claimtrack.store import evidence, queue, revisits, tracked
from claimtrack.store.tables import Claim
from claimtrack.workflow import review, revisit
from claimtrack.workflow.act import Act
from claimtrack.workflow.desk import Desk
from tests.workflow.conftest import Bench

FERRY = "The ferry to Gull Island carries 900 passengers a day in the summer months"
AGAIN = "The ferry to Gull Island carries 900 passengers every day in the summer months"
FEWER = "The ferry to Gull Island carries 400 passengers a day in the summer months"


@pytest.fixture
def told(session: Session, ann: Act) -> Bench:
    """Return a bench where all that has words of a claim is asked about, and one claim (C-1) is tracked."""
    bench = Bench(session, ann, Desk(matching=MatchPolicy(floor=0.0, below=0.0, within=0.0, passages=9)))
    bench.tell(f"[{FERRY}], the port said.", url="https://a.example/1")
    return bench


def asked(bench: Bench, number: int, *states: ItemState) -> dict[str, str]:
    """Return the ids of the items on a claim by their passage."""
    found = bench.items(*(states or (ItemState.OPEN,)), claim=number)
    return {item.passage.text: item.id for item in found if item.passage}


def merge(bench: Bench, claim: int, into: int) -> None:
    act = replace(bench.act, note="the same")
    review.close(bench.session, claim, Resolution.DUPLICATE, act, target=into)
    bench.seal()


def restore(bench: Bench, claim: int) -> None:
    act = replace(bench.act, by="bob", note="they are two")
    review.restore(bench.session, claim, act)
    bench.seal()


def item(bench: Bench, name: str) -> tuple[ItemState, ItemResolution | None, str | None]:
    found = queue.get_record(bench.session, int(name[2:]))
    return found.state, found.resolution, found.note


SAID, OTHER = f"{AGAIN}, she said.", f"{FEWER}, he said."


def test_the_item_about_the_two_is_answered_and_others_stay(told: Bench) -> None:
    told.tell(f"[{AGAIN}], she said.", f"[{FEWER}], he said.")
    before = asked(told, 1)
    assert before.keys() == {SAID, OTHER}
    merge(told, 2, into=1)
    assert asked(told, 1) == {OTHER: before[OTHER]}
    assert item(told, before[SAID]) == (ItemState.RESOLVED, ItemResolution.REPEATS, "the same")
    (event,) = [event for event in told.history() if event.event == "revisit"]
    assert (event.by, event.details) == ("ann", {"item": before[SAID], "resolution": "repeats", "merged": "C-2"})
    told.check()


def test_restoring_asks_again(told: Bench) -> None:
    told.tell(f"[{AGAIN}], she said.", f"[{FEWER}], he said.")
    before = asked(told, 1)
    merge(told, 2, into=1)
    restore(told, 2)
    assert asked(told, 1) == before
    assert item(told, before[SAID]) == (ItemState.OPEN, None, None)
    (event,) = [event for event in told.history() if event.event == "ask_again"]
    assert (event.by, event.details["item"], event.details["merged"]) == ("bob", before[SAID], "C-2")
    merge(told, 2, into=1)
    assert asked(told, 1).keys() == {OTHER}
    restore(told, 2)
    assert asked(told, 1) == before
    told.check()


def test_the_older_claim_may_be_the_one_that_is_merged(told: Bench) -> None:
    told.tell(f"[{AGAIN}], she said.")
    (name,) = asked(told, 1).values()
    merge(told, 1, into=2)
    assert asked(told, 1) == {}
    assert item(told, name)[:2] == (ItemState.RESOLVED, ItemResolution.REPEATS)
    told.check()
    restore(told, 1)
    assert list(asked(told, 1).values()) == [name]
    told.check()


def test_a_snoozed_item_is_answered_too(told: Bench, ann: Act) -> None:
    told.tell(f"[{AGAIN}], she said.")
    (name,) = asked(told, 1).values()
    revisit.snooze(told.session, int(name[2:]), ann.now.date() + timedelta(days=9), ann)
    merge(told, 2, into=1)
    assert asked(told, 1, ItemState.SNOOZED) == {}
    assert item(told, name)[0] is ItemState.RESOLVED


@pytest.mark.parametrize(("days", "state"), [(9, ItemState.SNOOZED), (0, ItemState.OPEN)])
def test_a_snoozed_item_is_put_off_again_while_its_day_is_to_come(
    told: Bench, ann: Act, days: int, state: ItemState
) -> None:
    told.tell(f"[{AGAIN}], she said.")
    (name,) = asked(told, 1).values()
    day = ann.now.date() + timedelta(days=9)
    revisit.snooze(told.session, int(name[2:]), day, ann)
    merge(told, 2, into=1)
    later = replace(ann, now=ann.now + timedelta(days=9 - days), note="they are two")
    review.restore(told.session, 2, later)
    (back,) = told.items(state, claim=1)
    assert (back.id, back.snoozed_until) == (name, day if state is ItemState.SNOOZED else None)
    told.check()


def test_what_was_answered_before_or_since_stays(told: Bench, ann: Act) -> None:
    told.tell(f"[{AGAIN}], she said.")
    (name,) = asked(told, 1).values()
    number = int(name[2:])
    revisit.resolve(told.session, number, ItemResolution.NOT_RELATED, ann, desk=told.desk)
    merge(told, 2, into=1)
    restore(told, 2)
    assert item(told, name)[:2] == (ItemState.RESOLVED, ItemResolution.NOT_RELATED)
    revisit.reopen(told.session, number, ann)
    merge(told, 2, into=1)
    assert item(told, name)[:2] == (ItemState.RESOLVED, ItemResolution.REPEATS)
    revisit.reopen(told.session, number, ann)
    revisit.resolve(told.session, number, ItemResolution.REPEATS, ann, desk=told.desk)
    told.seal()
    restore(told, 2)
    assert item(told, name)[:2] == (ItemState.RESOLVED, ItemResolution.REPEATS)  # her own answer now
    told.check()


def test_two_merged_at_once_are_taken_apart_one_by_one(told: Bench) -> None:
    told.tell(f"[{AGAIN}], she said.")
    told.tell(f"[{FEWER}], he said.", url="https://third.example/1")
    before = asked(told, 1)
    merge(told, 2, into=1)
    merge(told, 3, into=1)  # at the same moment
    assert asked(told, 1) == {}
    restore(told, 3)
    assert asked(told, 1) == {OTHER: before[OTHER]}


def test_what_a_duplicate_of_the_duplicate_says_is_said_by_it(told: Bench) -> None:
    told.tell(f"[{AGAIN}], she said.")
    told.tell(f"[{FEWER}], he said.", url="https://third.example/1")
    merge(told, 3, into=2)
    assert asked(told, 1).keys() == {SAID, OTHER}
    merge(told, 2, into=1)
    assert asked(told, 1) == {}
    restore(told, 2)
    assert asked(told, 1).keys() == {SAID, OTHER}
    told.check()


def test_a_passage_that_holds_more_stays_unless_it_seems_to_repeat(told: Bench, ann: Act) -> None:
    told.tell(f"[{AGAIN}], but [the museum of the sea has closed].")
    told.tell(f"[{FEWER}], but [the museum of the sea has closed].", url="https://third.example/1")
    assert [found.relation for found in told.items(claim=1)] == [Relation.UPDATES, Relation.REPEATS]
    merge(told, 2, into=1)
    merge(told, 4, into=1)
    (left,) = told.items(claim=1)
    assert left.relation is Relation.UPDATES
    review.restore(told.session, 4, replace(ann, note="no"))
    review.reject(told.session, 5, RejectReason.OPINION, ann)
    merge(told, 4, into=1)
    assert told.items(claim=1) == []


def test_closing_otherwise_answers_nothing(told: Bench, ann: Act) -> None:
    told.tell(f"[{AGAIN}], she said.")
    before = asked(told, 1)
    review.close(told.session, 2, Resolution.SUPERSEDED, ann, target=1)
    assert asked(told, 1) == before
    restore(told, 2)
    assert asked(told, 1) == before


# --- what stays open -------------------------------------------------------------------------------------


@pytest.fixture
def left(told: Bench) -> tuple[Bench, int]:
    """Return a bench where C-1 was merged into C-2 and still has an item on another passage, and that item's number."""
    told.tell(f"[{AGAIN}], she said.")
    told.tell(f"[{FEWER}], he said.", url="https://third.example/1")
    merge(told, 1, into=2)
    return told, int(asked(told, 1)[OTHER][2:])


@pytest.mark.parametrize("resolution", [ItemResolution.CONTRADICTS, ItemResolution.SUPPORTS])
def test_evidence_goes_to_the_claim_that_stands(left: tuple[Bench, int], ann: Act, resolution: ItemResolution) -> None:
    bench, number = left
    assert revisits.count_unanswered(bench.session, [1, 2])[1] == 1
    review.accept(bench.session, 2, ann)
    review.wait(bench.session, 2, ann, watch="the count of the port")
    done = revisit.resolve(bench.session, number, resolution, ann, desk=bench.desk)
    assert (done.claim, done.stands, done.moved) == ("C-1", "C-2", "wake")
    assert [found.id for found in evidence.of_claim(bench.session, 2)] == [done.evidence]
    assert evidence.of_claim(bench.session, 1) == []
    assert bench.claim(2).state is State.PENDING
    name = f"R-{number}"
    own, other = (
        next(e for e in bench.history(c) if e.details.get("item") == name and e.event == "revisit")
        for c in ("C-1", "C-2")
    )
    assert (own.details["stands"], other.details["other"]) == ("C-2", "C-1")
    bench.check()


def test_the_claim_that_stands_is_reopened(left: tuple[Bench, int], ann: Act) -> None:
    bench, number = left
    bench.settle(2)
    done = revisit.resolve(bench.session, number, ItemResolution.REOPENED, ann, desk=bench.desk)
    assert (done.stands, done.moved, bench.claim(2).state) == ("C-2", "reopen", State.PENDING)
    bench.check()


def test_both_claims_are_locked_for_an_answer(left: tuple[Bench, int], monkeypatch: pytest.MonkeyPatch) -> None:
    bench, number = left
    locked: list[set[int]] = []
    lock = tracked.lock_claims

    def watch(session: Session, claim_ids: Iterable[int]) -> dict[int, Claim]:
        locked.append(wanted := set(claim_ids))
        return lock(session, wanted)

    monkeypatch.setattr(tracked, "lock_claims", watch)
    revisit.each(bench.session, [number])
    assert locked == [{1, 2}]
