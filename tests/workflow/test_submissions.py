"""Two pairs of eyes: what one person submits, another approves or gives back; and who may go past that."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.orm import Session

from claimtrack.domain.evidence import EvidencePolicy, Priority, Stance
from claimtrack.domain.states import Resolution, Role, State, Verdict
from claimtrack.errors import (
    EvidenceRuleError,
    FourEyesError,
    InvalidDataError,
    MissingReasonError,
    MoveNotAllowedError,
    NotAllowedError,
    StaleVersionError,
)
from claimtrack.store import claims as stored
from claimtrack.store import company, reviews
from claimtrack.workflow import accounts, claims, evidence, marking, report, review, submissions, verdicts
from claimtrack.workflow.act import Act
from claimtrack.workflow.desk import Desk
from tests.workflow.conftest import ELSEWHERE, Bench

LATER = date(2026, 9, 1)


@pytest.fixture
def desk() -> Desk:
    """Return a desk where claims of high priority take two people."""
    return Desk(evidence=EvidencePolicy(independent_high=1), four_eyes=frozenset({Priority.HIGH}))


@pytest.fixture
def high(bench: Bench) -> Bench:
    """Return a bench with a claim of high priority, pending."""
    bench.tell("[The pier is shut], it said.", "[The mast is down], it said.")
    review.accept(bench.session, 1, bench.act)
    claims.edit(bench.session, 1, bench.act, priority=Priority.HIGH)
    bench.seal()
    return bench


@pytest.fixture
def bob(ann: Act) -> Act:
    return replace(ann, by="bob")


def submit(bench: Bench, act: Act, verdict: Verdict = Verdict.CONFIRMED, **facts: object) -> None:
    if bench.claim().state is not State.IN_REVIEW:
        review.take(bench.session, 1, act)
    known: dict[str, object] = {"sources": (ELSEWHERE,)}
    marking.submit(bench.session, 1, verdict, act, desk=bench.desk, **(known | facts))  # type: ignore[arg-type]
    bench.seal()


@pytest.fixture
def submitted(high: Bench, ann: Act) -> Bench:
    """Return the bench with ann's verdict waiting."""
    submit(high, replace(ann, note="the port says so"), look_again=LATER)
    return high


# --- one person alone ------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["pending", "in review", "waiting"])
def test_one_person_cannot_settle_it_and_is_told_what_to_do(high: Bench, ann: Act, state: str) -> None:
    if state == "in review":
        review.take(high.session, 1, ann)
    if state == "waiting":
        review.wait(high.session, 1, ann, until=LATER)
    with pytest.raises(FourEyesError, match="claims of high priority take two here") as refused:
        marking.mark(high.session, 1, Verdict.CONFIRMED, ann, desk=high.desk, sources=(ELSEWHERE,))
    assert "claimtrack submit C-1 confirmed" in refused.value.message
    assert ("claimtrack take C-1, then" in refused.value.message) is (state != "in review")


def test_a_proposal_cannot_be_settled_by_one_either(bench: Bench, ann: Act) -> None:
    bench.tell("[The pier is shut], it said.")
    claims.edit(bench.session, 1, ann, priority=Priority.HIGH)
    with pytest.raises(FourEyesError):
        bench.settle(1)


def test_other_priorities_go_on_as_before(high: Bench) -> None:
    high.settle(2)
    assert high.claim(2).verdict is Verdict.CONFIRMED
    assert company.verdicts_of(high.session, 2)[0].approved_by is None
    high.check()


def test_raising_the_priority_of_what_is_settled_changes_nothing(high: Bench, ann: Act) -> None:
    high.settle(2)
    claims.edit(high.session, 2, ann, priority=Priority.HIGH, four_eyes=high.desk.four_eyes)
    verdicts.reaffirm(high.session, 2, replace(ann, note="looked again"))
    assert high.claim(2).verdict is Verdict.CONFIRMED
    high.check()


# --- submitting ------------------------------------------------------------------------------------------


def test_what_is_submitted_waits_and_is_not_in_force(submitted: Bench) -> None:
    found = submitted.claim()
    assert (found.status, found.verdict, found.assignee) == ("submitted", None, None)
    (draft,) = reviews.submissions_of(submitted.session, 1)
    assert (draft.number, draft.verdict, draft.by, draft.rationale) == (1, Verdict.CONFIRMED, "ann", "the port says so")
    assert (draft.look_again, draft.waits) == (LATER, True)
    event = submitted.last()
    assert (event.event, event.source, event.target, event.note) == (
        "submit", "in_review", "submitted", "the port says so",
    )  # fmt: skip
    assert event.details == {"submission": 1, "verdict": "confirmed", "look_again": "2026-09-01"}
    assert company.verdicts_of(submitted.session, 1) == []
    submitted.check()


def test_the_evidence_rule_holds_for_what_is_submitted(high: Bench, ann: Act) -> None:
    with pytest.raises(EvidenceRuleError, match="C-1 cannot be marked refuted yet"):
        submit(high, ann, Verdict.REFUTED, sources=())
    submit(high, ann, Verdict.REFUTED, sources=(), override="the file is under seal")
    assert high.last().details["overrode"] == ["evidence"]
    assert reviews.submissions_of(high.session, 1)[0].override == "the file is under seal"
    high.check()


def test_any_priority_can_be_submitted(bench: Bench, ann: Act, bob: Act) -> None:
    bench.tell("[The pier is shut], it said.")
    review.accept(bench.session, 1, ann)
    bench.desk = Desk()
    submit(bench, ann)
    submissions.approve(bench.session, 1, bob, desk=bench.desk)
    assert bench.claim().status == "confirmed"
    bench.check()


def test_only_what_is_in_review_can_be_submitted(high: Bench, ann: Act) -> None:
    with pytest.raises(MoveNotAllowedError, match="C-1 is pending, so it cannot: submit"):
        marking.submit(high.session, 1, Verdict.CONFIRMED, ann, desk=high.desk, sources=(ELSEWHERE,))


def test_a_day_to_look_again_has_to_come(high: Bench, ann: Act) -> None:
    note = replace(ann, note="searched the archive")
    with pytest.raises(InvalidDataError, match="no day to look again"):
        submit(high, note, Verdict.UNVERIFIABLE, look_again=ann.now.date())
    submit(high, note, Verdict.UNVERIFIABLE, look_again=LATER)
    late = replace(ann, by="bob", now=ann.now.replace(year=2027))
    with pytest.raises(InvalidDataError, match="2026-09-01 is no day to look again"):
        submissions.approve(high.session, 1, late, desk=high.desk)


# --- approving -------------------------------------------------------------------------------------------


def test_somebody_else_approves_and_the_verdict_names_both(submitted: Bench, bob: Act) -> None:
    submissions.approve(submitted.session, 1, replace(bob, note="checked both"), desk=submitted.desk)
    (held,) = company.verdicts_of(submitted.session, 1)
    assert (held.verdict, held.by, held.approved_by) == (Verdict.CONFIRMED, "ann", "bob")
    assert (held.rationale, held.override, held.in_force) == ("the port says so", None, True)
    found = submitted.claim()
    assert (found.status, found.wake_on) == ("confirmed", LATER)
    event = submitted.last()
    assert (event.event, event.by, event.note) == ("approve", "bob", "checked both")
    assert event.details == {
        "submission": 1,
        "submitted_by": "ann",
        "verdict": "confirmed",
        "rationale": "the port says so",
        "look_again": "2026-09-01",
    }
    assert not reviews.submissions_of(submitted.session, 1)[0].waits
    submitted.check()


@pytest.mark.parametrize("name", ["ann", "ANN", "Ann", "ａｎｎ"])
def test_nobody_approves_their_own_under_any_spelling(submitted: Bench, ann: Act, name: str) -> None:
    with pytest.raises(FourEyesError, match="was submitted by ann, so that somebody else has to approve it"):
        submissions.approve(submitted.session, 1, replace(ann, by=name), desk=submitted.desk)
    assert submitted.claim().state is State.SUBMITTED


def test_one_may_approve_ones_own_with_a_reason_that_is_kept(submitted: Bench, ann: Act) -> None:
    submissions.approve(submitted.session, 1, ann, override="  alone on the night shift ", desk=submitted.desk)
    (held,) = company.verdicts_of(submitted.session, 1)
    assert (held.by, held.approved_by, held.override) == ("ann", "ann", "alone on the night shift")
    event = submitted.last()
    assert (event.details["override"], event.details["overrode"]) == ("alone on the night shift", ["four_eyes"])
    submitted.check()


def test_a_blank_reason_is_none(submitted: Bench, ann: Act) -> None:
    with pytest.raises(FourEyesError):
        submissions.approve(submitted.session, 1, ann, override=" ", desk=submitted.desk)


def test_the_evidence_is_looked_at_again(submitted: Bench, bob: Act) -> None:
    strict = replace(submitted.desk, evidence=EvidencePolicy(independent_high=2))
    with pytest.raises(EvidenceRuleError, match="needs 2 links"):
        submissions.approve(submitted.session, 1, bob, desk=strict)
    submissions.approve(submitted.session, 1, bob, override="the rule is of today", desk=strict)
    assert submitted.last().details["overrode"] == ["evidence"]
    submitted.check()


def test_both_reasons_stand_in_the_verdict(high: Bench, ann: Act) -> None:
    submit(high, ann, sources=(), override="the file is under seal")
    submissions.approve(high.session, 1, ann, override="nobody else is in", desk=high.desk)
    (held,) = company.verdicts_of(high.session, 1)
    assert held.override == "the file is under seal; nobody else is in"
    assert high.last().details["overrode"] == ["four_eyes"]
    high.check()


def test_the_version_that_was_seen_is_checked(submitted: Bench, ann: Act, bob: Act) -> None:
    seen = submitted.claim().version
    claims.edit(submitted.session, 1, ann, text="The old pier is shut")
    submitted.seal()
    with pytest.raises(StaleVersionError, match="ann did edit"):
        submissions.approve(submitted.session, 1, replace(bob, expect_version=seen), desk=submitted.desk)


# --- giving back, and other ways out ---------------------------------------------------------------------


def test_what_is_returned_is_in_the_review_of_whoever_submitted_it(submitted: Bench, ann: Act, bob: Act) -> None:
    with pytest.raises(MissingReasonError, match="--note"):
        submissions.give_back(submitted.session, 1, bob)
    submissions.give_back(submitted.session, 1, replace(bob, note="which pier?"))
    found = submitted.claim()
    assert (found.status, found.assignee) == ("in review", "ann")
    event = submitted.last()
    assert (event.event, event.note, event.details) == ("return", "which pier?", {"submission": 1, "assignee": "ann"})
    assert [one.waits for one in reviews.submissions_of(submitted.session, 1)] == [False]
    submitted.check()
    submit(submitted, replace(ann, note="the old one"))
    assert [(one.number, one.waits) for one in reviews.submissions_of(submitted.session, 1)] == [(1, False), (2, True)]
    submitted.check()


def test_one_may_take_ones_own_back(submitted: Bench, ann: Act) -> None:
    submissions.give_back(submitted.session, 1, replace(ann, note="too early"))
    assert submitted.claim().assignee == "ann"


def test_what_is_submitted_can_be_closed(submitted: Bench, bob: Act) -> None:
    review.close(submitted.session, 1, Resolution.OUT_OF_SCOPE, bob)
    assert not reviews.submissions_of(submitted.session, 1)[0].waits
    submitted.check()


def test_marking_it_pending_says_how(submitted: Bench, bob: Act) -> None:
    with pytest.raises(MoveNotAllowedError, match="claimtrack return C-1 --note TEXT"):
        marking.mark_pending(submitted.session, 1, bob)
    with pytest.raises(MoveNotAllowedError, match="cannot: settle"):
        verdicts.settle(submitted.session, 1, Verdict.CONFIRMED, bob, desk=submitted.desk, override="because")


def test_lists_reports_and_the_queue_have_it(submitted: Bench) -> None:
    session, now = submitted.session, submitted.act.now
    (found,) = stored.find_claims(session, stored.ClaimFilter(status="submitted"))
    assert found.id == "C-1"
    assert report.open_report(session, now).counts["submitted"] == 1
    for name, to_approve, own in (("bob", ["C-1"], []), ("ann", [], ["C-1"]), ("Ann", [], ["C-1"])):
        queue = report.queue(session, name, now)
        assert [claim.id for claim in queue.to_approve] == to_approve
        assert [claim.id for claim in queue.submitted] == own
        assert (queue.to_approve_total, queue.submitted_total) == (len(to_approve), len(own))
        assert queue.waiting["C-1"].by == "ann"


# --- with users ------------------------------------------------------------------------------------------


@pytest.fixture
def team(high: Bench) -> Bench:
    """Return the bench with an admin, two reviewers and an editor."""
    for name, role in (("ann", Role.ADMIN), ("rea", Role.REVIEWER), ("roy", Role.REVIEWER), ("eda", Role.EDITOR)):
        accounts.add(high.session, name, role, high.act)
    high.session.info.pop("claimtrack.roles", None)
    return high


def as_user(bench: Bench, name: str) -> Act:
    return replace(bench.act, by=name)


OVERRIDES: dict[str, Callable[[Session, Act, Desk], object]] = {
    "approve": lambda session, act, desk: submissions.approve(session, 1, act, override="why", desk=desk),
    "mark": lambda session, act, desk: marking.mark(
        session, 1, Verdict.CONFIRMED, act, desk=desk, sources=(ELSEWHERE,), override="why"
    ),
}


@pytest.mark.parametrize("verb", OVERRIDES)
def test_going_past_four_eyes_takes_an_editor(team: Bench, verb: str) -> None:
    for name in ("rea", "eda"):
        if verb == "approve":
            submit(team, as_user(team, name))
        if name == "rea":
            with pytest.raises(NotAllowedError, match="rea is reviewer here, and may not settle what takes two people"):
                OVERRIDES[verb](team.session, as_user(team, name), team.desk)
            if verb == "approve":
                submissions.give_back(team.session, 1, replace(as_user(team, "rea"), note="mine"))
        else:
            OVERRIDES[verb](team.session, as_user(team, name), team.desk)
    event = team.last()
    assert (event.by, event.details["override"], event.details["overrode"]) == ("eda", "why", ["four_eyes"])
    assert team.claim().status == "confirmed"
    team.check()


def test_one_override_names_all_the_rules_it_goes_past(team: Bench) -> None:
    marking.mark(team.session, 1, Verdict.REFUTED, as_user(team, "eda"), desk=team.desk, override="under seal")
    assert team.last().details["overrode"] == ["four_eyes", "evidence"]
    assert company.verdicts_of(team.session, 1)[0].approved_by is None
    team.check()


def test_a_reviewer_approves_what_another_submitted(team: Bench) -> None:
    submit(team, as_user(team, "rea"))
    submissions.approve(team.session, 1, as_user(team, "roy"), desk=team.desk)
    assert company.verdicts_of(team.session, 1)[0].approved_by == "roy"


@pytest.mark.parametrize("waits", [True, False], ids=["submitted", "pending"])
def test_taking_a_claim_out_of_four_eyes_takes_an_editor(team: Bench, waits: bool) -> None:
    four_eyes = team.desk.four_eyes
    if waits:
        submit(team, as_user(team, "rea"))
    with pytest.raises(NotAllowedError, match="may not take C-1 out of four-eyes: that takes editor or admin"):
        claims.edit(team.session, 1, as_user(team, "rea"), priority=Priority.NORMAL, four_eyes=four_eyes)
    claims.edit(team.session, 1, as_user(team, "rea"), text="The pier is closed", four_eyes=four_eyes)
    claims.edit(team.session, 1, as_user(team, "eda"), priority=Priority.NORMAL, four_eyes=four_eyes)
    claims.edit(team.session, 1, as_user(team, "rea"), priority=Priority.HIGH, four_eyes=four_eyes)
    team.check()


def test_between_two_priorities_that_take_two_anybody_may_choose(team: Bench) -> None:
    both = {Priority.HIGH, Priority.NORMAL}
    claims.edit(team.session, 1, as_user(team, "rea"), priority=Priority.NORMAL, four_eyes=both)
    assert team.claim().priority is Priority.NORMAL


# --- what the log says -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE submission SET rationale = 'the mayor says so'",
        "UPDATE submission SET by = 'bob'",
        "UPDATE submission SET look_again = '2026-10-01'",
        "DELETE FROM submission",
        "UPDATE verdict SET approved_by = 'cem'",
        "UPDATE verdict SET approved_by = NULL",
    ],
)
def test_what_is_changed_behind_the_log_is_found(submitted: Bench, bob: Act, statement: str) -> None:
    session = submitted.session
    if "verdict" in statement:
        submissions.approve(session, 1, bob, desk=submitted.desk)
    submitted.check()
    table, connection = statement.split()[1 if statement.startswith("UPDATE") else 2], session.connection()
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"DROP TRIGGER {table}_no_{statement.split(maxsplit=1)[0].lower()}")
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    else:
        connection.exec_driver_sql(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
    connection.exec_driver_sql(statement)
    session.expire_all()
    with pytest.raises(AssertionError):
        submitted.check()


def test_attached_evidence_stays_on_what_is_returned(submitted: Bench, bob: Act) -> None:
    submissions.give_back(submitted.session, 1, replace(bob, note="one more source"))
    assert submitted.claim().evidence == 1
    evidence.attach(
        submitted.session, 1, evidence.Target(url="https://c.example"), Stance.SUPPORTS, bob, desk=submitted.desk
    )
    assert submitted.claim().evidence == 2
