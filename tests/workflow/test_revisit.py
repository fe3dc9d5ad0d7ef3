"""The revisit queue: what answering an item does, putting off, and what a day brings."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from claimtrack.domain.evidence import Stance
from claimtrack.domain.revisit import Cause, ItemResolution, ItemState
from claimtrack.domain.states import RejectReason, ReopenReason, State, Verdict
from claimtrack.errors import InvalidDataError, MoveNotAllowedError, StaleVersionError, UnknownIdError
from claimtrack.matching import MatchPolicy
from claimtrack.store import company, queue
from claimtrack.store import evidence as stored
from claimtrack.workflow import evidence, marking, review, revisit
from claimtrack.workflow.act import MACHINE, Act
from claimtrack.workflow.desk import Desk
from tests.workflow.conftest import ELSEWHERE, Bench, counted, tick

BILL = "The repairs of the Linden Street bridge cost 4.2 million euros"
HIGHER = "The repairs of the Linden Street bridge cost 5.1 million euros by now, the city council said."
SOON = date(2026, 3, 1)
LATER = date(2026, 9, 1)


@pytest.fixture
def asked(bench: Bench) -> Bench:
    """Return a bench where R-1 asks about the bill, C-1."""
    bench.tell(f"[{BILL}].", url="https://courier.example/bridge", outlet="Quay Courier")
    bench.tell(HIGHER, url="https://radio.example/bill")
    assert [item.claim for item in bench.items()] == ["C-1"]
    return bench


Prepare = Callable[[Bench], object]
STATES: dict[str, Prepare] = {
    "proposed": lambda b: None,
    "pending": lambda b: review.accept(b.session, 1, b.act),
    "in_review": lambda b: (review.accept(b.session, 1, b.act), review.take(b.session, 1, b.act)),
    "waiting": lambda b: (review.accept(b.session, 1, b.act), review.wait(b.session, 1, b.act, until=LATER)),
    "settled": lambda b: b.settle(),
    "closed": lambda b: review.reject(b.session, 1, RejectReason.OPINION, b.act),
}

# What review-states.md promises: the state after, the stance of the evidence attached, the move.
ALWAYS: dict[str, tuple[str | None, str | None]] = {
    "no_change": (None, None),
    "repeats": (None, None),
    "updates": (None, None),
    "not_related": (None, None),
    "unsure": (None, None),
    "supports": ("supports", None),
    "contradicts": ("refutes", None),
}
MOVES = {
    ("updates", "waiting"): ("pending", "wake"),
    ("supports", "waiting"): ("pending", "wake"),
    ("contradicts", "waiting"): ("pending", "wake"),
    ("no_change", "settled"): ("settled", "reaffirm"),
}


@pytest.mark.parametrize("state", sorted(STATES))
@pytest.mark.parametrize("resolution", sorted(ALWAYS))
def test_what_answering_does(asked: Bench, desk: Desk, resolution: str, state: str) -> None:
    STATES[state](asked)
    asked.seal()
    links = len(stored.of_claim(asked.session, 1))
    verdicts = company.verdicts_of(asked.session, 1)
    answered = revisit.resolve(asked.session, 1, ItemResolution(resolution), asked.act, desk=desk)
    after, moved = MOVES.get((resolution, state), (state, None))
    assert (answered.item, answered.claim, answered.moved) == ("R-1", "C-1", moved)
    assert asked.claim().state.value == after, "an item never settles or closes anything"
    stance, _ = ALWAYS[resolution]
    new = stored.of_claim(asked.session, 1)[links:]
    assert [link.stance.value for link in new] == ([stance] if stance else [])
    if stance:
        assert (answered.evidence, new[0].article, new[0].quote) == (new[0].id, "A-2", HIGHER)
        assert (new[0].url, new[0].origin) == ("https://radio.example/bill", "radio.example")
    (item,) = asked.items(*ItemState)
    assert (item.state, item.resolution) == (ItemState.RESOLVED, ItemResolution(resolution))
    held = [verdict.verdict for verdict in company.verdicts_of(asked.session, 1)]
    assert held == [verdict.verdict for verdict in verdicts] * (2 if moved == "reaffirm" else 1)
    asked.check()


def test_reopened_reopens_a_settled_claim(asked: Bench, desk: Desk) -> None:
    asked.settle()
    answered = revisit.resolve(asked.session, 1, ItemResolution.REOPENED, asked.act, desk=desk)
    assert (answered.moved, asked.claim().state, asked.claim().verdict) == ("reopen", State.PENDING, None)
    assert asked.last().details["reason"] == "new_evidence"
    assert asked.events()[-2:] == ["revisit", "reopen"]
    asked.check()


@pytest.mark.parametrize("state", ["pending", "waiting", "closed"])
def test_reopened_is_refused_where_there_is_nothing_to_reopen(asked: Bench, desk: Desk, state: str) -> None:
    STATES[state](asked)
    with pytest.raises(MoveNotAllowedError, match="cannot: reopen"):
        revisit.resolve(asked.session, 1, ItemResolution.REOPENED, asked.act, desk=desk)


def test_answering_is_logged_with_the_note(asked: Bench, desk: Desk) -> None:
    act = Act(by="bob", now=asked.act.now, note="another bridge")
    revisit.resolve(asked.session, 1, ItemResolution.NOT_RELATED, act, desk=desk)
    event = asked.last()
    assert (event.event, event.by, event.note) == ("revisit", "bob", "another bridge")
    assert event.details == {"item": "R-1", "resolution": "not_related"}
    (item,) = asked.items(ItemState.RESOLVED)
    assert item.note == "another bridge"


def test_evidence_can_be_left_out(asked: Bench, desk: Desk) -> None:
    answered = revisit.resolve(asked.session, 1, ItemResolution.SUPPORTS, asked.act, desk=desk, attach=False)
    assert (answered.evidence, stored.of_claim(asked.session, 1)) == (None, [])


def test_what_an_item_brought_counts_for_the_evidence_rule(asked: Bench, desk: Desk) -> None:
    revisit.resolve(asked.session, 1, ItemResolution.CONTRADICTS, asked.act, desk=desk)
    marking.mark(asked.session, 1, Verdict.REFUTED, asked.act, desk=desk)
    assert asked.claim().verdict is Verdict.REFUTED


def test_an_item_is_answered_once(asked: Bench, desk: Desk) -> None:
    revisit.resolve(asked.session, 1, ItemResolution.UNSURE, asked.act, desk=desk)
    for again in (
        lambda: revisit.resolve(asked.session, 1, ItemResolution.UPDATES, asked.act, desk=desk),
        lambda: revisit.snooze(asked.session, 1, LATER, asked.act),
    ):
        with pytest.raises(MoveNotAllowedError, match="R-1 is resolved as unsure"):
            again()
    with pytest.raises(UnknownIdError, match="R-9"):
        revisit.resolve(asked.session, 9, ItemResolution.UPDATES, asked.act, desk=desk)


def test_the_version_of_the_claim_is_checked(asked: Bench, desk: Desk) -> None:
    review.accept(asked.session, 1, Act(by="bob", now=asked.act.now))
    asked.seal()
    act = Act(by="ann", now=asked.act.now, expect_version=1)
    for answer in (
        lambda: revisit.resolve(asked.session, 1, ItemResolution.UPDATES, act, desk=desk),
        lambda: revisit.snooze(asked.session, 1, LATER, act),
    ):
        with pytest.raises(StaleVersionError, match="bob did accept"):
            answer()
    assert [item.state for item in asked.items(*ItemState)] == [ItemState.OPEN]


def test_the_machine_answers_nothing(asked: Bench, desk: Desk) -> None:
    with pytest.raises(InvalidDataError, match="leaves that to people"):
        revisit.resolve(asked.session, 1, ItemResolution.NOT_RELATED, asked.act.by_machine(), desk=desk)
    with pytest.raises(InvalidDataError, match="leaves that to people"):
        revisit.snooze(asked.session, 1, LATER, asked.act.by_machine())


def test_an_item_below_the_floor_can_be_answered(session: Session, bench: Bench) -> None:
    desk = Desk(matching=MatchPolicy(floor=0.99, below=0.05))
    strict = Bench(session, bench.act, desk)
    strict.tell(f"[{BILL}].", url="https://a.example/1")
    strict.tell(HIGHER, url="https://b.example/1")
    strict.settle()
    answered = revisit.resolve(session, 1, ItemResolution.NO_CHANGE, bench.act, desk=desk)
    assert answered.moved == "reaffirm"
    assert strict.items(ItemState.RESOLVED)[0].resolution is ItemResolution.NO_CHANGE
    strict.check()


def test_an_item_shows_how_its_claim_was_closed(asked: Bench) -> None:
    review.reject(asked.session, 1, RejectReason.OPINION, asked.act)
    assert asked.items()[0].claim_status == "rejected (opinion)"


# --- putting off -----------------------------------------------------------------------------------------


def test_a_snoozed_item_comes_back_on_its_day(asked: Bench) -> None:
    revisit.snooze(asked.session, 1, LATER, asked.act)
    assert asked.items() == []
    assert (asked.last().event, asked.last().details) == ("snooze", {"item": "R-1", "until": "2026-09-01"})
    assert tick(asked.session, asked.act, LATER - timedelta(days=1)) == revisit.Ticked((), (), ())
    assert tick(asked.session, asked.act, LATER) == revisit.Ticked((), (), ("R-1",))
    assert [(item.id, item.snoozed_until) for item in asked.items()] == [("R-1", None)]
    back = asked.last()
    assert (back.event, back.by, back.details) == ("back", MACHINE, {"items": ["R-1"]})
    assert tick(asked.session, asked.act, LATER) == revisit.Ticked((), (), ())
    asked.check()


def test_putting_off_twice_counts_the_last_day(asked: Bench) -> None:
    revisit.snooze(asked.session, 1, LATER, asked.act)
    revisit.snooze(asked.session, 1, LATER + timedelta(days=9), asked.act)
    assert tick(asked.session, asked.act, LATER).back == ()


# --- what a day brings -----------------------------------------------------------------------------------


@pytest.fixture
def waiting(bench: Bench) -> Bench:
    """Return a bench where C-1 waits for SOON and C-2 is settled until then."""
    bench.take_in()
    review.accept(bench.session, 1, bench.act)
    review.wait(bench.session, 1, bench.act, until=SOON)
    bench.settle(2, look_again=SOON)
    return bench


def test_a_tick_wakes_and_asks(waiting: Bench) -> None:
    held = company.verdicts_of(waiting.session, 2)
    before = SOON - timedelta(days=1)
    assert tick(waiting.session, waiting.act, before) == revisit.Ticked((), (), ())
    assert tick(waiting.session, waiting.act, SOON) == revisit.Ticked(("C-1",), ("C-2",), ())
    assert (waiting.claim(1).state, waiting.claim(1).wake_on) == (State.PENDING, None)
    assert (waiting.claim(2).state, waiting.claim(2).verdict) == (State.SETTLED, Verdict.CONFIRMED)
    assert company.verdicts_of(waiting.session, 2) == held
    items = {item.claim: item for item in waiting.items()}
    assert {item.cause for item in items.values()} == {Cause.DUE}
    assert [(why.old, why.new) for why in items["C-1"].why] == [("2026-03-01", "2026-03-01")]
    assert waiting.events("C-1")[-2:] == ["wake", "ask"]
    assert waiting.events("C-2")[-1] == "ask"
    assert {waiting.last(stream).by for stream in ("C-1", "C-2")} == {MACHINE}
    waiting.check()


@pytest.mark.parametrize("again", [SOON, SOON + timedelta(days=40)])
def test_the_second_tick_does_nothing(waiting: Bench, again: date) -> None:
    tick(waiting.session, waiting.act, SOON)
    waiting.seal()
    before = waiting.events("C-1"), waiting.events("C-2"), waiting.claim(1), waiting.claim(2)
    assert tick(waiting.session, waiting.act, again) == revisit.Ticked((), (), ())
    assert (waiting.events("C-1"), waiting.events("C-2"), waiting.claim(1), waiting.claim(2)) == before


def test_a_day_that_was_missed_is_made_up_for(waiting: Bench) -> None:
    assert tick(waiting.session, waiting.act, SOON + timedelta(days=400)).woken == ("C-1",)
    (why,) = waiting.items(claim=1)[0].why
    assert (why.old, why.new) == ("2026-03-01", "2027-04-05")


def test_one_open_item_for_the_day_is_enough(waiting: Bench) -> None:
    tick(waiting.session, waiting.act, SOON)
    review.wait(waiting.session, 1, waiting.act, until=LATER)
    assert tick(waiting.session, waiting.act, LATER).woken == ("C-1",)
    assert len(waiting.items(claim=1)) == 1
    assert waiting.events("C-1")[-1] == "wake"


def test_a_day_that_was_answered_is_not_asked_about_again(waiting: Bench, desk: Desk) -> None:
    tick(waiting.session, waiting.act, SOON)
    (item,) = waiting.items(claim=2)
    revisit.resolve(waiting.session, int(item.id[2:]), ItemResolution.UNSURE, waiting.act, desk=desk)
    assert waiting.claim(2).wake_on is None
    assert tick(waiting.session, waiting.act, LATER).due == ()


def test_a_day_of_a_settled_claim_waits_for_the_open_item(waiting: Bench, desk: Desk) -> None:
    tick(waiting.session, waiting.act, SOON)
    (item,) = waiting.items(claim=1)  # it woke, and nobody has answered why
    waiting.settle(1, look_again=SOON)
    assert tick(waiting.session, waiting.act, SOON).due == ()
    revisit.resolve(waiting.session, int(item.id[2:]), ItemResolution.UNSURE, waiting.act, desk=desk)
    assert tick(waiting.session, waiting.act, SOON).due == ("C-1",)
    waiting.check()


def test_a_new_day_of_a_settled_claim_asks_once_the_old_one_is_answered(waiting: Bench, desk: Desk) -> None:
    tick(waiting.session, waiting.act, SOON)
    (item,) = waiting.items(claim=2)
    number = int(item.id[2:])
    revisit.resolve(waiting.session, number, ItemResolution.UNSURE, waiting.act, desk=desk)
    review.reopen(waiting.session, 2, ReopenReason.DUE_REACHED, waiting.act)
    waiting.settle(2, look_again=LATER)
    assert tick(waiting.session, waiting.act, LATER).due == ("C-2",)
    waiting.check()


def test_waiting_for_an_event_has_no_day(bench: Bench) -> None:
    bench.take_in()
    review.accept(bench.session, 2, bench.act)
    review.wait(bench.session, 2, bench.act, watch="the audit")
    assert tick(bench.session, bench.act, date(2099, 1, 1)).woken == ()


def test_a_tick_goes_through_all_of_them(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claimtrack.store.tracked.due_for_waking.__defaults__", (3,))
    monkeypatch.setattr("claimtrack.store.tracked.due_again.__defaults__", (3,))
    bench.tell(*(f"[The repairs of pier {number} cost {number} million euros]." for number in range(1, 17)))
    for number in range(1, 9):
        review.accept(bench.session, number, bench.act)
        review.wait(bench.session, number, bench.act, until=SOON)
    for number in range(9, 17):
        bench.settle(number, look_again=SOON)
    found = tick(bench.session, bench.act, SOON)
    assert (len(found.woken), len(found.due)) == (8, 8)
    assert found.woken == tuple(f"C-{number}" for number in range(1, 9))
    bench.check()


def test_a_tick_reads_no_claim_by_itself(bench: Bench) -> None:
    def read(first: int, last: int) -> int:
        for number in range(first, last):
            review.accept(bench.session, number, bench.act)
            review.wait(bench.session, number, bench.act, until=SOON)
        bench.seal()
        with counted(bench.session) as found:
            tick(bench.session, bench.act, SOON)
            bench.session.flush()
        bench.seal()
        return found["SELECT"]

    bench.tell(*(f"[The repairs of pier {number} cost {number} million euros]." for number in range(1, 41)))
    assert read(1, 4) == read(4, 40)


# --- the list --------------------------------------------------------------------------------------------


def test_what_matters_most_comes_first(bench: Bench, desk: Desk) -> None:
    bench.take_in()
    bench.settle(2)
    review.accept(bench.session, 1, bench.act)
    review.wait(bench.session, 1, bench.act, until=SOON)
    tick(bench.session, bench.act, SOON)
    evidence.attach(bench.session, 2, ELSEWHERE, Stance.REFUTES, bench.act, desk=desk)
    assert [item.claim for item in bench.items()] == ["C-2", "C-1"]
    assert queue.count_items(bench.session) == (2, 2)
    assert [item.claim for item in queue.find_items(bench.session, limit=1, offset=1)] == ["C-1"]
