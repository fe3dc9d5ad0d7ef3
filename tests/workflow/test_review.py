from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from claimtrack.domain.evidence import Stance
from claimtrack.domain.states import (
    Event,
    RejectReason,
    ReopenReason,
    Resolution,
    State,
    Verdict,
    allowed_events,
)
from claimtrack.errors import (
    ClaimtrackError,
    EvidenceRuleError,
    InvalidDataError,
    MissingReasonError,
    MoveNotAllowedError,
    StaleVersionError,
    UnknownIdError,
)
from claimtrack.store import claims, history
from claimtrack.store.tables import Claim
from claimtrack.workflow import evidence, marking, review, verdicts
from claimtrack.workflow.act import Act
from claimtrack.workflow.desk import Desk
from tests.workflow.conftest import Bench

ELSEWHERE = evidence.Target(url="https://other.example/report")


@pytest.fixture
def claim(bench: Bench) -> int:
    bench.take_in()
    return 1


def test_a_promise_is_accepted_waits_and_wakes(session: Session, bench: Bench, claim: int, ann: Act) -> None:
    review.accept(session, claim, ann)
    row = review.wait(session, claim, ann)
    assert row.state is State.WAITING
    assert row.wake_on == date(2026, 6, 12)  # what the article itself states
    assert row.criteria == row.text
    row = review.wake(session, claim, "manual", ann)
    assert (row.state, row.wake_on) == (State.PENDING, None)
    bench.seal()
    events = [event.event for event in history.of_stream(session, "C-1")]
    assert events == ["propose", "accept", "wait", "wake"]
    assert history.verify(session).ok


def test_waiting_without_a_day_says_what_to_give(session: Session, bench: Bench, ann: Act) -> None:
    bench.take_in()
    review.accept(session, 2, ann)  # the cost, which has no date of its own
    with pytest.raises(MissingReasonError, match="--until"):
        review.wait(session, 2, ann)


def test_settling_needs_evidence_from_another_origin(session: Session, claim: int, ann: Act, desk: Desk) -> None:
    own = evidence.Target(url="https://www.courier.example/again")
    evidence.attach(session, claim, own, Stance.SUPPORTS, ann, desk=desk)
    with pytest.raises(EvidenceRuleError, match=r"another origin than its own article \(courier.example\), and has 0"):
        verdicts.settle(session, claim, Verdict.CONFIRMED, ann, desk=desk)
    evidence.attach(session, claim, ELSEWHERE, Stance.SUPPORTS, ann, desk=desk)
    row = verdicts.settle(session, claim, Verdict.CONFIRMED, ann, desk=desk)
    assert row.state is State.SETTLED
    assert claims.find_verdict(session, row) is Verdict.CONFIRMED


def test_two_outlets_of_one_group_are_one_origin(session: Session, claim: int, ann: Act) -> None:
    desk = Desk(outlets={"courier.example": "Quay Group", "other.example": "Quay Group"})
    evidence.attach(session, claim, ELSEWHERE, Stance.SUPPORTS, ann, desk=desk)
    with pytest.raises(EvidenceRuleError, match="Quay Group"):
        verdicts.settle(session, claim, Verdict.CONFIRMED, ann, desk=desk)


def test_settling_a_proposal_is_two_events(session: Session, bench: Bench, claim: int, ann: Act, desk: Desk) -> None:
    marking.mark(session, claim, Verdict.CONFIRMED, ann, desk=desk, sources=(ELSEWHERE,))
    bench.seal()
    moves = [event.event for event in history.of_stream(session, "C-1") if event.target]
    assert moves == ["propose", "accept", "settle"]


def test_an_override_is_logged(session: Session, bench: Bench, claim: int, ann: Act, desk: Desk) -> None:
    verdicts.settle(session, claim, Verdict.REFUTED, ann, desk=desk, override="the minister told us")
    bench.seal()
    assert history.of_stream(session, "C-1")[-1].details["override"] == "the minister told us"
    assert claims.verdicts_of(session, claim)[0].override == "the minister told us"


def test_reopening_keeps_the_verdict_on_record(session: Session, claim: int, ann: Act, desk: Desk) -> None:
    marking.mark(session, claim, Verdict.CONFIRMED, ann, desk=desk, sources=(ELSEWHERE,))
    row = review.reopen(session, claim, ReopenReason.ERROR, ann)
    assert (row.state, row.verdict_id) == (State.PENDING, None)
    assert [(v.verdict, v.in_force) for v in claims.verdicts_of(session, claim)] == [(Verdict.CONFIRMED, False)]


def test_reaffirming_is_a_new_verdict(session: Session, claim: int, ann: Act, desk: Desk) -> None:
    marking.mark(session, claim, Verdict.CONFIRMED, ann, desk=desk, sources=(ELSEWHERE,))
    with pytest.raises(MissingReasonError, match="no open revisit item"):
        verdicts.reaffirm(session, claim, ann)
    verdicts.reaffirm(session, claim, Act(by="ann", now=ann.now, note="looked again"))
    assert [v.in_force for v in claims.verdicts_of(session, claim)] == [False, True]


def test_a_stale_version_is_told_who_was_first(session: Session, bench: Bench, claim: int, ann: Act) -> None:
    review.accept(session, claim, Act(by="bob", now=ann.now))
    bench.seal()
    with pytest.raises(StaleVersionError, match="C-1 is at version 2, not 1: bob did accept"):
        review.take(session, claim, Act(by="ann", now=ann.now, expect_version=1))


def test_an_illegal_move_names_the_legal_ones(session: Session, claim: int, ann: Act) -> None:
    with pytest.raises(MoveNotAllowedError, match="C-1 is proposed, so it cannot: reopen.*accept, close, reject"):
        review.reopen(session, claim, ReopenReason.ERROR, ann)
    with pytest.raises(UnknownIdError, match="no C-99"):
        review.accept(session, 99, ann)


def test_a_duplicate_cannot_lead_back_to_itself(session: Session, claim: int, ann: Act) -> None:
    review.close(session, claim, Resolution.DUPLICATE, ann, target=2)
    with pytest.raises(InvalidDataError, match="other way round"):
        review.close(session, 2, Resolution.DUPLICATE, ann, target=1)
    with pytest.raises(MissingReasonError, match="--of"):
        review.close(session, 2, Resolution.SUPERSEDED, ann)


def test_a_closed_claim_comes_back_with_its_links_ended(session: Session, claim: int, ann: Act) -> None:
    review.close(session, claim, Resolution.DUPLICATE, ann, target=2)
    with pytest.raises(MissingReasonError, match="--note"):
        review.restore(session, claim, ann)
    row = review.restore(session, claim, Act(by="ann", now=ann.now, note="not the same bridge"))
    assert (row.state, row.resolution, row.target_id) == (State.PENDING, None, None)
    assert all(link.ended for link in claims.links_of(session, claim))


PREPARE: dict[str, Callable[[Session, Act, Desk], object]] = {
    "proposed": lambda session, act, desk: None,
    "in review": lambda session, act, desk: (review.accept(session, 1, act), review.take(session, 1, act)),
    "waiting": lambda session, act, desk: (review.accept(session, 1, act), review.wait(session, 1, act)),
    "settled": lambda s, act, desk: marking.mark(s, 1, Verdict.CONFIRMED, act, desk=desk, sources=(ELSEWHERE,)),
    "rejected": lambda session, act, desk: review.reject(session, 1, RejectReason.OPINION, act),
}


@pytest.mark.parametrize("before", sorted(PREPARE))
def test_mark_pending_does_whichever_applies(session: Session, claim: int, ann: Act, desk: Desk, before: str) -> None:
    PREPARE[before](session, ann, desk)
    row = marking.mark_pending(session, claim, Act(by="ann", now=ann.now, note="once more"))
    assert row.state is State.PENDING


def test_marking_what_is_pending_as_pending_says_what_is_open(session: Session, claim: int, ann: Act) -> None:
    review.accept(session, claim, ann)
    with pytest.raises(MoveNotAllowedError, match="C-1 is pending, so it cannot: mark pending"):
        marking.mark_pending(session, claim, ann)


VERBS: dict[Event, Callable[[Session, Act, Desk], object]] = {
    Event.ACCEPT: lambda s, a, d: review.accept(s, 1, a),
    Event.REJECT: lambda s, a, d: review.reject(s, 1, RejectReason.OUT_OF_SCOPE, a),
    Event.TAKE: lambda s, a, d: review.take(s, 1, a),
    Event.RELEASE: lambda s, a, d: review.release(s, 1, a),
    Event.WAIT: lambda s, a, d: review.wait(s, 1, a, until=date(2026, 6, 12)),
    Event.WAKE: lambda s, a, d: review.wake(s, 1, "manual", a),
    Event.SETTLE: lambda s, a, d: verdicts.settle(s, 1, Verdict.DISPUTED, a, desk=d, override="a test"),
    Event.REAFFIRM: lambda s, a, d: verdicts.reaffirm(s, 1, a),
    Event.REOPEN: lambda s, a, d: review.reopen(s, 1, ReopenReason.APPEAL, a),
    Event.CLOSE: lambda s, a, d: review.close(s, 1, Resolution.RETRACTED, a),
    Event.DUPLICATE: lambda s, a, d: review.close(s, 1, Resolution.DUPLICATE, a, target=2),
    Event.RESTORE: lambda s, a, d: review.restore(s, 1, a),
}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(walk=st.lists(st.sampled_from(sorted(VERBS)), max_size=12))
def test_any_walk_keeps_the_invariants(session: Session, bench: Bench, ann: Act, desk: Desk, walk: list[Event]) -> None:
    act = Act(by="ann", now=ann.now, note="because")
    nested = session.begin_nested()
    bench.take_in()
    for event in walk:
        row = session.get_one(Claim, 1)
        legal = event in allowed_events(row.state) or (event is Event.SETTLE and row.state is State.PROPOSED)
        try:
            VERBS[event](session, act, desk)
        except MoveNotAllowedError:
            assert not legal or event in {Event.DUPLICATE, Event.CLOSE}
        except ClaimtrackError:
            assert legal
        bench.seal()
        row = session.get_one(Claim, 1)
        in_force = [verdict for verdict in claims.verdicts_of(session, 1) if verdict.in_force]
        assert (row.state is State.SETTLED) == (len(in_force) == 1)
    report = history.verify(session)
    assert report.ok, report.problems
    nested.rollback()
    session.expunge_all()
