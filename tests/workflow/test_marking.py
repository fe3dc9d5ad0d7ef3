"""The short way: `mark C-7 confirmed` and `mark C-7 pending`."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy.orm import Session

from claimtrack.domain.evidence import Stance
from claimtrack.domain.states import RejectReason, ReopenReason, Resolution, State, Verdict
from claimtrack.errors import EvidenceRuleError, MissingReasonError, MoveNotAllowedError, StaleVersionError
from claimtrack.store import evidence as stored
from claimtrack.workflow import evidence, marking, review, verdicts
from claimtrack.workflow.act import Act
from claimtrack.workflow.desk import Desk
from tests.workflow.conftest import ELSEWHERE, Bench


@pytest.fixture
def story(bench: Bench) -> Bench:
    bench.take_in()
    return bench


def noted(act: Act, note: str = "once more") -> Act:
    return Act(by=act.by, now=act.now, note=note)


@pytest.mark.parametrize(
    ("verdict", "stance"),
    [
        (Verdict.CONFIRMED, Stance.SUPPORTS),
        (Verdict.REFUTED, Stance.REFUTES),
        (Verdict.PARTLY_CONFIRMED, Stance.SUPPORTS),
    ],
)
def test_marking_attaches_the_evidence_and_settles(
    session: Session, story: Bench, ann: Act, desk: Desk, verdict: Verdict, stance: Stance
) -> None:
    marking.mark(session, 1, verdict, noted(ann), desk=desk, sources=(ELSEWHERE,))
    assert story.claim().status == verdict.value
    assert [link.stance for link in stored.of_claim(session, 1)] == [stance]
    assert story.items() == [], "the evidence of a verdict asks for no other look"
    story.check()


def test_a_proposal_is_accepted_on_the_way(story: Bench) -> None:
    story.settle()
    assert story.events() == ["propose", "evidence", "accept", "settle"]


@pytest.mark.parametrize("state", [State.PENDING, State.IN_REVIEW, State.WAITING])
def test_what_is_accepted_already_is_only_settled(session: Session, story: Bench, ann: Act, state: State) -> None:
    review.accept(session, 1, ann)
    if state is State.IN_REVIEW:
        review.take(session, 1, ann)
    elif state is State.WAITING:
        review.wait(session, 1, ann)
    story.settle()
    assert story.events().count("accept") == 1
    found = story.claim()
    assert (found.state, found.assignee, found.wake_on, found.watch) == (State.SETTLED, None, None, None)


def test_disputed_takes_its_evidence_as_context_and_needs_both_sides(
    session: Session, story: Bench, ann: Act, desk: Desk
) -> None:
    with pytest.raises(EvidenceRuleError, match="both sides"):
        marking.mark(session, 1, Verdict.DISPUTED, ann, desk=desk, sources=(ELSEWHERE,))
    for stance in (Stance.SUPPORTS, Stance.REFUTES):
        evidence.attach(session, 1, ELSEWHERE, stance, ann, desk=desk)
    marking.mark(session, 1, Verdict.DISPUTED, ann, desk=desk)
    assert story.claim().verdict is Verdict.DISPUTED


def test_the_version_is_checked_once_for_the_whole_command(
    session: Session, story: Bench, ann: Act, desk: Desk
) -> None:
    seen = Act(by="ann", now=ann.now, expect_version=1)
    marking.mark(
        session,
        1,
        Verdict.CONFIRMED,
        seen,
        desk=desk,
        sources=(ELSEWHERE, evidence.Target(url="https://third.example/1")),
    )
    story.seal()
    assert story.claim().version == 5  # two links, accept, settle
    with pytest.raises(StaleVersionError, match="is at version 5, not 1: ann did settle"):
        marking.mark(session, 1, Verdict.CONFIRMED, seen, desk=desk)


def test_a_settled_claim_says_how_to_go_on(session: Session, story: Bench, ann: Act, desk: Desk) -> None:
    story.settle()
    with pytest.raises(MoveNotAllowedError, match=r"C-1 is confirmed, so it cannot: settle.*reaffirm, reopen"):
        marking.mark(session, 1, Verdict.REFUTED, ann, desk=desk, sources=(ELSEWHERE,))


# --- pending ---------------------------------------------------------------------------------------------

BACK: dict[str, tuple[Callable[[Session, Act, Desk], object], str]] = {
    "proposed": (lambda s, act, desk: None, "accept"),
    "in review": (lambda s, act, desk: (review.accept(s, 1, act), review.take(s, 1, act)), "release"),
    "waiting": (lambda s, act, desk: (review.accept(s, 1, act), review.wait(s, 1, act)), "wake"),
    "settled": (
        lambda s, act, desk: marking.mark(s, 1, Verdict.CONFIRMED, act, desk=desk, sources=(ELSEWHERE,)),
        "reopen",
    ),
    "rejected": (lambda s, act, desk: review.reject(s, 1, RejectReason.OPINION, act), "restore"),
    "duplicate": (lambda s, act, desk: review.close(s, 1, Resolution.DUPLICATE, act, target=2), "restore"),
}


@pytest.mark.parametrize("before", sorted(BACK))
def test_pending_does_whichever_applies(session: Session, story: Bench, ann: Act, desk: Desk, before: str) -> None:
    prepare, event = BACK[before]
    prepare(session, ann, desk)
    story.seal()
    count = len(story.events())
    row = marking.mark_pending(session, 1, noted(ann))
    assert (row.state, row.verdict_id, row.assignee, row.wake_on) == (State.PENDING, None, None, None)
    assert story.events()[count:] == [event]
    story.check()


@pytest.mark.usefixtures("story")
def test_what_is_pending_already_says_what_is_open_to_it(session: Session, ann: Act) -> None:
    review.accept(session, 1, ann)
    with pytest.raises(MoveNotAllowedError, match="C-1 is pending, so it cannot: mark pending") as caught:
        marking.mark_pending(session, 1, ann)
    assert caught.value.allowed == ["close", "settle", "take", "wait"]


@pytest.mark.usefixtures("story")
def test_coming_back_from_closed_needs_a_reason(session: Session, ann: Act) -> None:
    review.reject(session, 1, RejectReason.OPINION, ann)
    with pytest.raises(MissingReasonError, match="--note"):
        marking.mark_pending(session, 1, Act(by="ann", now=ann.now, note="   "))


@pytest.mark.parametrize(
    ("given", "asked", "expected"),
    [
        (None, False, "error"),
        (None, True, "new_evidence"),
        (ReopenReason.APPEAL, True, "appeal"),
    ],
)
def test_reopening_gives_its_reason(
    session: Session, story: Bench, ann: Act, desk: Desk, given: ReopenReason | None, asked: bool, expected: str
) -> None:
    story.settle()
    if asked:
        evidence.attach(session, 1, ELSEWHERE, Stance.REFUTES, ann, desk=desk)
    marking.mark_pending(session, 1, ann, reason=given)
    event = story.last()
    assert (event.event, event.details["reason"], event.details["verdict"]) == ("reopen", expected, "confirmed")


def test_the_version_is_checked(session: Session, story: Bench, ann: Act) -> None:
    review.accept(session, 1, ann)
    story.seal()
    with pytest.raises(StaleVersionError):
        marking.mark_pending(session, 1, Act(by="bob", now=ann.now, expect_version=1))


def test_marked_unverifiable_it_is_looked_at_again(session: Session, story: Bench, ann: Act, desk: Desk) -> None:
    marking.mark(session, 1, Verdict.UNVERIFIABLE, noted(ann), desk=desk, look_again=date(2026, 9, 1))
    assert story.claim().wake_on == date(2026, 9, 1)
    verdicts.reaffirm(session, 1, noted(ann))
    assert story.claim().wake_on == date(2026, 9, 1)
