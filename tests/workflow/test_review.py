"""The moves of one claim: what each needs, what it sets and clears, and what it leaves in the history."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from claimtrack.domain.states import (
    MOVES,
    Event,
    RejectReason,
    ReopenReason,
    Resolution,
    Role,
    State,
    Verdict,
    allowed_events,
)
from claimtrack.errors import (
    InvalidDataError,
    MissingReasonError,
    MoveNotAllowedError,
    StaleVersionError,
    UnknownIdError,
)
from claimtrack.store import claims, company, postings, reviews, tracked
from claimtrack.store.tables import Claim
from claimtrack.workflow import review, rules, submissions
from claimtrack.workflow.act import Act
from claimtrack.workflow.desk import Desk
from tests.workflow.conftest import Bench

GIVEN = (Verdict.REFUTED, "read it", None, None)


def submitted(session: Session, claim: int, act: Act) -> Claim:
    """Submit a verdict that nobody has any evidence for yet."""
    review.accept(session, claim, act)
    review.take(session, claim, act)
    return submissions.submit(session, claim, rules.Put(Verdict.REFUTED, "read it", override="why"), act, desk=Desk())


@pytest.fixture
def claim(bench: Bench) -> int:
    """Return a claim that was just proposed; another one stands beside it."""
    bench.take_in()
    return 1


def test_a_promise_is_accepted_waits_and_wakes(session: Session, bench: Bench, claim: int, ann: Act) -> None:
    review.accept(session, claim, ann)
    row = review.wait(session, claim, ann)
    assert row.state is State.WAITING
    assert row.wake_on == date(2026, 6, 12)  # what the article itself states
    assert row.criteria == row.text
    assert bench.last().details == {"until": "2026-06-12", "criteria": row.text}
    row = review.wake(session, claim, "manual", ann)
    assert (row.state, row.wake_on) == (State.PENDING, None)
    assert bench.events() == ["propose", "accept", "wait", "wake"]
    bench.check()


@pytest.mark.usefixtures("claim")
def test_waiting_without_a_day_says_what_to_give(session: Session, ann: Act) -> None:
    review.accept(session, 2, ann)  # the cost, which has no date of its own
    for watch in (None, "", "  "):
        with pytest.raises(MissingReasonError, match="--until"):
            review.wait(session, 2, ann, watch=watch)
    row = review.wait(session, 2, ann, watch=" the audit ")
    assert (row.wake_on, row.watch, row.criteria) == (None, "the audit", None)


def test_taking_names_who_has_it_and_releasing_frees_it(session: Session, bench: Bench, claim: int, ann: Act) -> None:
    review.accept(session, claim, ann)
    assert review.take(session, claim, ann).assignee == "ann"
    assert bench.last().details == {"assignee": "ann"}
    found = claims.find_claims(session, claims.ClaimFilter(state=State.IN_REVIEW, assignee="ann"))
    assert [record.id for record in found] == ["C-1"]
    assert review.release(session, claim, ann).assignee is None


def test_taking_a_waiting_claim_ends_the_wait(session: Session, claim: int, ann: Act) -> None:
    review.accept(session, claim, ann)
    review.wait(session, claim, ann, until=date(2026, 6, 1), watch="the opening")
    row = review.take(session, claim, ann)
    assert (row.wake_on, row.watch, row.criteria) == (None, None, row.text)


def test_a_move_carries_the_note_the_time_and_both_states(session: Session, bench: Bench, claim: int, ann: Act) -> None:
    later = ann.now + timedelta(hours=2)
    review.accept(session, claim, Act(by="bob", now=later, note="worth it"))
    event = bench.last()
    assert (event.event, event.by, event.at, event.note) == ("accept", "bob", later, "worth it")
    assert (event.source, event.target, event.version) == ("proposed", "pending", 2)
    assert bench.claim().updated == later
    review.take(session, claim, ann)  # a clock that runs behind does not turn the time back
    assert bench.claim().updated == later


def test_a_stale_version_is_told_who_was_first(session: Session, bench: Bench, claim: int, ann: Act) -> None:
    review.accept(session, claim, Act(by="bob", now=ann.now))
    bench.seal()
    bench.tell(f"[{bench.claim().quote.text}], she said.")  # type: ignore[union-attr] # another mention, no new version
    assert bench.last().event == "mention"
    seen = Act(by="ann", now=ann.now, expect_version=1)
    words = "C-1 is at version 2, not 1: bob did accept at 2026-03-02 09:30 UTC"
    with pytest.raises(StaleVersionError, match=words) as caught:
        review.take(session, claim, seen)
    assert caught.value.facts() == {"current_version": 2}
    review.take(session, claim, Act(by="ann", now=ann.now, expect_version=2))


def test_an_illegal_move_names_the_legal_ones(session: Session, claim: int, ann: Act) -> None:
    with pytest.raises(MoveNotAllowedError, match=r"C-1 is proposed, so it cannot: reopen.*accept, close, reject"):
        review.reopen(session, claim, ReopenReason.ERROR, ann)
    with pytest.raises(UnknownIdError, match="no C-99"):
        review.accept(session, 99, ann)


def test_reopening_keeps_the_verdict_on_record(session: Session, bench: Bench, claim: int, ann: Act) -> None:
    bench.settle(look_again=date(2026, 12, 1))
    row = review.reopen(session, claim, ReopenReason.ERROR, ann)
    assert (row.state, row.verdict_id, row.wake_on) == (State.PENDING, None, None)
    assert [(one.verdict.value, one.in_force) for one in company.verdicts_of(session, claim)] == [("confirmed", False)]
    assert bench.last().details == {"reason": "error", "verdict": "confirmed"}


# --- closing ---------------------------------------------------------------------------------------------


def test_a_rejected_claim_is_out_of_the_index(session: Session, bench: Bench, claim: int, ann: Act) -> None:
    review.reject(session, claim, RejectReason.OPINION, ann)
    bench.check()
    assert postings.statistics(session)[0] == 1
    assert (bench.claim().status, bench.last().details) == ("rejected (opinion)", {"reason": "opinion"})
    found = claims.find_claims(session, claims.ClaimFilter(status="rejected"))
    assert [record.id for record in found] == ["C-1"]


@pytest.mark.usefixtures("claim")
@pytest.mark.parametrize("settled", [False, True])
def test_a_duplicate_points_at_the_one_that_stands(session: Session, bench: Bench, ann: Act, settled: bool) -> None:
    if settled:
        bench.settle(1)
    review.close(session, 1, Resolution.DUPLICATE, ann, target=2)
    assert bench.claim().status == "duplicate of C-2"
    event = bench.last()
    assert event.event == ("duplicate" if settled else "close")
    assert event.details == {"resolution": "duplicate", "target": "C-2"}
    assert bench.claim(2).verdict is None, "its verdict is never copied"
    (link,) = company.links_of(session, 2)
    assert (link.claim.id, link.other.id, link.kind, link.ended) == ("C-1", "C-2", "duplicate", None)
    bench.check()


def test_a_duplicate_cannot_lead_back_to_itself(session: Session, claim: int, ann: Act) -> None:
    review.close(session, claim, Resolution.DUPLICATE, ann, target=2)
    for target in (1, 2):
        with pytest.raises(InvalidDataError, match="cannot stand for"):
            review.close(session, 2, Resolution.DUPLICATE, ann, target=target)
    with pytest.raises(UnknownIdError, match="C-9"):
        review.close(session, 2, Resolution.DUPLICATE, ann, target=9)
    with pytest.raises(MissingReasonError, match="--of"):
        review.close(session, 2, Resolution.SUPERSEDED, ann)


def test_a_closed_claim_comes_back_with_its_links_ended(session: Session, bench: Bench, claim: int, ann: Act) -> None:
    review.close(session, claim, Resolution.DUPLICATE, ann, target=2)
    with pytest.raises(MissingReasonError, match="--note"):
        review.restore(session, claim, ann)
    row = review.restore(session, claim, Act(by="ann", now=ann.now, note="not the same bridge"))
    assert (row.state, row.resolution, row.target_id) == (State.PENDING, None, None)
    assert all(link.ended for link in company.links_of(session, claim))
    assert bench.last().details == {"closed_as": "duplicate"}
    bench.check()


# --- the table and the door -------------------------------------------------------------------------------

MACHINE_TRIES: dict[Event, Callable[[Session, Act], object]] = {
    Event.ACCEPT: lambda s, act: review.accept(s, 1, act),
    Event.REJECT: lambda s, act: review.reject(s, 1, RejectReason.OPINION, act),
    Event.TAKE: lambda s, act: review.take(s, 2, act),
    Event.WAIT: lambda s, act: review.wait(s, 2, act, until=date(2026, 6, 1)),
    Event.CLOSE: lambda s, act: review.close(s, 1, Resolution.RETRACTED, act),
}


@pytest.mark.usefixtures("claim")
@pytest.mark.parametrize("event", sorted(MACHINE_TRIES))
def test_the_machine_does_nothing_that_people_do(session: Session, bench: Bench, ann: Act, event: Event) -> None:
    review.accept(session, 2, ann)
    before = bench.claim(1), bench.claim(2)
    for act in (ann.by_machine(), Act(by="CLAIMTRACK", now=ann.now)):
        with pytest.raises(InvalidDataError, match=f"claimtrack itself does not {event.value}: it leaves that"):
            MACHINE_TRIES[event](session, act)
    assert (bench.claim(1), bench.claim(2)) == before
    bench.check()


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("event", [event for event in Event if MOVES[event].sources])
def test_the_door_follows_the_table(
    session: Session, bench: Bench, claim: int, ann: Act, state: State, event: Event
) -> None:
    row = tracked.get_claim(session, claim)
    held: dict[str, int | None] = {"verdict_id": None}
    if state is State.SETTLED:
        bench.settle(claim)
        row = tracked.get_claim(session, claim)
        held = {"verdict_id": row.verdict_id}
    elif state is State.SUBMITTED:
        row = submitted(session, claim, ann)
    elif state is not State.PROPOSED:
        bench.seal()
        session.connection().exec_driver_sql(f"UPDATE claim SET state = '{state.value}' WHERE id = {claim}")
        row = tracked.get_claim(session, claim)
    assert row.state is state
    if event not in allowed_events(state):
        with pytest.raises(MoveNotAllowedError):
            review.move(session, row, event, ann)
        assert row.state is state
        return
    held = held if MOVES[event].target is State.SETTLED and held["verdict_id"] else {"verdict_id": None}
    if MOVES[event].target is State.SETTLED and held["verdict_id"] is None:
        return  # it needs a verdict, which `verdicts.settle` gives
    if event is Event.SUBMIT:
        held = {"submission_id": reviews.add_submission(session, 1, *GIVEN, "ann", ann.now).id}
    assert review.move(session, row, event, ann, held).state is MOVES[event].target


def test_only_the_machine_s_own_moves_are_open_to_it() -> None:
    assert {event for event, move in MOVES.items() if move.least_role is Role.BOT} == {Event.PROPOSE, Event.WAKE}


def test_several_claims_are_moved_in_one_order(session: Session) -> None:
    assert review.each(session, [3, 1, 3, 2]) == [1, 2, 3]
