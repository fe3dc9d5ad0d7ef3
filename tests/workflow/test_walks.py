"""Any walk of people and the machine through a desk's day keeps the invariants of review-states.md."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from claimtrack.domain.claim import Polarity
from claimtrack.domain.evidence import Priority, Stance
from claimtrack.domain.revisit import ItemResolution, ItemState
from claimtrack.domain.states import (
    MOVES,
    Event,
    RejectReason,
    ReopenReason,
    Resolution,
    State,
    Verdict,
    allowed_events,
)
from claimtrack.errors import ClaimtrackError, InvalidDataError, MoveNotAllowedError
from claimtrack.store import checks, claims, reviews
from claimtrack.store.history.read import event_of
from claimtrack.store.tables import Claim, HistoryRow, RevisitItem, VerdictRow
from claimtrack.workflow import claims as tracking
from claimtrack.workflow import (
    evidence,
    marking,
    opinions,
    report,
    review,
    revisit,
    rules,
    submissions,
    verdicts,
)
from claimtrack.workflow.act import MACHINE, Act
from tests.builders import NOW
from tests.workflow.conftest import Bench, tick

PLACES = ("bridge", "ferry", "museum")
DAYS, FIGURES = st.integers(0, 400), st.integers(2, 9)
EVENTS = st.sampled_from([event for event in Event if MOVES[event].sources])
VERDICTS, RESOLUTIONS, ANSWERS = st.sampled_from(Verdict), st.sampled_from(Resolution), st.sampled_from(ItemResolution)
NOTES = st.sampled_from([None, "because"])
FAR = date(2040, 1, 1)
REPLAYS = 5
"""Steps between two comparisons of everything with the log, which take longer than the steps."""
WHO = st.sampled_from(["ann", "bob", MACHINE])


class Walk(RuleBasedStateMachine):
    """A desk with a few claims on which everything is tried; what is refused must have changed nothing."""

    bench: Bench

    @initialize()
    def open(self) -> None:
        # As one transaction that is given up at the end: a walk starts where the one before it started.
        self.session: Session = self.bench.session
        self.savepoint = self.session.begin_nested()
        self.day, self.told, self.looked = NOW, 0, 0
        self.verdicts: list[Any] = []
        self.log: list[Any] = []
        self.tell("bridge", 4, Polarity.AS_QUOTED, again=False)
        self.tell("ferry", 7, Polarity.AS_QUOTED, again=False)

    def teardown(self) -> None:
        self.session.info.clear()
        self.savepoint.rollback()
        self.session.expunge_all()

    def act(self, by: str = "ann", note: str | None = None) -> Act:
        return Act(by=by, now=self.day, note=note)

    def later(self, days: int) -> date:
        return self.day.date() + timedelta(days=days)

    def number(self, at: int) -> int:
        """Return one of the claims: which, is drawn before it is known how many there are."""
        numbers = list(self.session.scalars(select(Claim.id).order_by(Claim.id)))
        return numbers[at % len(numbers)]

    def attempt(self, act: Callable[[], object]) -> ClaimtrackError | None:
        """Carry an act out as the entry point does: whole, or not at all."""
        self.session.flush()
        inner = self.session.begin_nested()
        try:
            act()
            self.session.flush()
        except ClaimtrackError as error:
            inner.rollback()
            self.session.info.clear()
            return error
        inner.commit()
        self.bench.seal()
        return None

    # --- what happens ---

    @rule(place=st.sampled_from(PLACES), figure=FIGURES, polarity=st.sampled_from(Polarity), again=st.booleans())
    def tell(self, place: str, figure: int, polarity: Polarity, again: bool) -> None:
        """Take in a new article, or another version of the newest."""
        self.told += not again
        self.bench.tell(
            f"[The repairs of the old {place} cost the town {figure} million euros], it is said.",
            f"Edition of {self.day:%d %B %Y}, number {self.told}.",
            url=f"https://paper.example/{self.told}",
            title=f"Notes {self.told}",
            polarity=polarity,
        )

    @rule(days=DAYS)
    def tick(self, days: int) -> None:
        self.day += timedelta(days=days)
        held = {state: self.count(state) for state in (State.SETTLED, State.CLOSED)}
        tick(self.session, self.act(), self.day.date())
        self.bench.seal()
        assert {state: self.count(state) for state in held} == held
        before = self.session.scalar(select(HistoryRow.seq).order_by(HistoryRow.seq.desc()).limit(1))
        assert tick(self.session, self.act(), self.day.date()) == revisit.Ticked((), (), ())
        self.bench.seal()
        assert self.session.scalar(select(HistoryRow.seq).order_by(HistoryRow.seq.desc()).limit(1)) == before

    def count(self, state: State) -> int:
        return claims.count_claims(self.session, claims.ClaimFilter(state=state))

    @rule(
        at=DAYS,
        event=EVENTS,
        by=WHO,
        note=NOTES,
        data=st.data(),
    )
    def move(self, at: int, event: Event, by: str, note: str | None, data: st.DataObject) -> None:
        number, act, session = self.number(at), self.act(by, note), self.session
        state = session.get_one(Claim, number).state
        target = self.number(data.draw(DAYS))
        verbs: dict[Event, Callable[[], object]] = {
            Event.ACCEPT: lambda: review.accept(session, number, act),
            Event.REJECT: lambda: review.reject(session, number, data.draw(st.sampled_from(RejectReason)), act),
            Event.TAKE: lambda: review.take(session, number, act),
            Event.RELEASE: lambda: review.release(session, number, act),
            Event.WAIT: lambda: review.wait(session, number, act, until=self.later(data.draw(DAYS))),
            Event.WAKE: lambda: review.wake(session, number, "manual", act),
            Event.SUBMIT: lambda: self.submit(number, act, data),
            Event.RETURN: lambda: submissions.give_back(session, number, act),
            Event.APPROVE: lambda: self.approve(number, act, data),
            Event.SETTLE: lambda: self.settle(number, act, data),
            Event.REAFFIRM: lambda: verdicts.reaffirm(session, number, act),
            Event.REOPEN: lambda: review.reopen(session, number, data.draw(st.sampled_from(ReopenReason)), act),
            Event.CLOSE: lambda: review.close(session, number, data.draw(RESOLUTIONS), act, target=target),
            Event.DUPLICATE: lambda: review.close(session, number, Resolution.DUPLICATE, act, target=target),
            Event.RESTORE: lambda: review.restore(session, number, act),
        }
        refused = self.attempt(verbs[event])
        if by == MACHINE:
            assert isinstance(refused, (MoveNotAllowedError, InvalidDataError)) or event is Event.WAKE
        legal = event in allowed_events(state)
        if event in {Event.CLOSE, Event.DUPLICATE}:  # one verb for both
            legal = bool({Event.CLOSE, Event.DUPLICATE} & set(allowed_events(state)))
        legal |= event is Event.SETTLE and state is State.PROPOSED  # accepted on the way
        assert legal or refused

    def submit(self, number: int, act: Act, data: st.DataObject) -> None:
        override = data.draw(st.sampled_from([None, "because"]))
        look_again = data.draw(st.none() | DAYS.map(self.later))
        put = rules.Put(data.draw(VERDICTS), act.note, look_again, override)
        submissions.submit(self.session, number, put, act, desk=self.bench.desk)

    def approve(self, number: int, act: Act, data: st.DataObject) -> None:
        override = data.draw(st.sampled_from([None, "because"]))
        submissions.approve(self.session, number, act, override=override, desk=self.bench.desk)

    def settle(self, number: int, act: Act, data: st.DataObject) -> None:
        verdicts.settle(
            self.session,
            number,
            data.draw(VERDICTS),
            act,
            desk=self.bench.desk,
            override=data.draw(st.sampled_from([None, "because"])),
            look_again=data.draw(st.none() | DAYS.map(self.later)),
        )

    @rule(at=DAYS, verdict=VERDICTS, by=WHO, note=NOTES, host=st.sampled_from(["a.example", "paper.example"]))
    def mark(self, at: int, verdict: Verdict, by: str, note: str | None, host: str) -> None:
        source = evidence.Target(url=f"https://{host}/x")
        act = self.act(by, note)
        refused = self.attempt(
            lambda: marking.mark(
                self.session,
                self.number(at),
                verdict,
                act,
                desk=self.bench.desk,
                sources=(source,),
                look_again=date(2027, 1, 1),
            )
        )
        assert refused or by != MACHINE

    @rule(at=DAYS, verdict=VERDICTS, by=WHO, note=NOTES, override=NOTES)
    def put_before_another(self, at: int, verdict: Verdict, by: str, note: str | None, override: str | None) -> None:
        """Submit a verdict with evidence, from wherever the claim stands, and have it approved by whoever comes."""
        number, source = self.number(at), evidence.Target(url="https://a.example/x")
        act, session, desk = self.act("ann", note), self.session, self.bench.desk
        if self.session.get_one(Claim, number).state is State.PROPOSED:
            self.attempt(lambda: review.accept(session, number, act))
        self.attempt(lambda: review.take(session, number, act))
        self.attempt(
            lambda: marking.submit(session, number, verdict, act, desk=desk, sources=(source,), look_again=FAR)
        )
        before = session.get_one(Claim, number)
        waits = before.state is State.SUBMITTED
        row = reviews.find_submission(session, before)
        refused = self.attempt(lambda: submissions.approve(session, number, self.act(by), override=override, desk=desk))
        assert refused or (waits and row is not None and (row.by != by or override))

    @rule(at=DAYS, verdict=VERDICTS, by=st.sampled_from(["ann", "cem", MACHINE]), note=NOTES, blind=st.booleans())
    def give_an_opinion(self, at: int, verdict: Verdict, by: str, note: str | None, blind: bool) -> None:
        number, session = self.number(at), self.session
        before = claims.get_record(session, number)
        refused = self.attempt(lambda: opinions.give(session, number, verdict, self.act(by, note), blind=blind))
        assert refused or (by != MACHINE and before.state in {State.SUBMITTED, State.SETTLED})
        after = claims.get_record(session, number)
        assert (after.state, after.verdict, after.version) == (before.state, before.verdict, before.version)

    @rule(at=DAYS, by=WHO, note=NOTES)
    def mark_pending(self, at: int, by: str, note: str | None) -> None:
        self.attempt(lambda: marking.mark_pending(self.session, self.number(at), self.act(by, note)))

    @rule(at=DAYS, stance=st.sampled_from(Stance))
    def attach(self, at: int, stance: Stance) -> None:
        number = self.number(at)
        before = claims.get_record(self.session, number)
        source = evidence.Target(url="https://b.example/y")
        new = evidence.find_same(self.session, number, source, stance) is None
        assert not self.attempt(
            lambda: evidence.attach(self.session, number, source, stance, self.act(), desk=self.bench.desk)
        )
        after = claims.get_record(self.session, number)
        assert (after.state, after.verdict, after.version) == (before.state, before.verdict, before.version + new)

    @rule(at=DAYS, figure=FIGURES, priority=st.none() | st.sampled_from(Priority), due=st.none() | DAYS)
    def edit(self, at: int, figure: int, priority: Priority | None, due: int | None) -> None:
        day = self.later(due) if due is not None else None
        words = f"The works cost {figure} million"
        number = self.number(at)
        self.attempt(lambda: tracking.edit(self.session, number, self.act(), text=words, priority=priority, due=day))

    @rule(figure=FIGURES)
    def add(self, figure: int) -> None:
        words = f"The repairs of the old bridge cost the town {figure} million euros"
        assert not self.attempt(lambda: tracking.add(self.session, words, "https://c.example/z", self.act()))

    @precondition(lambda self: self.session.scalar(select(RevisitItem.id).limit(1)))
    @rule(at=DAYS, answer=st.none() | ANSWERS, by=WHO, note=NOTES)
    def answer(self, at: int, answer: ItemResolution | None, by: str, note: str | None) -> None:
        """Answer an item, or put it off."""
        items = list(self.session.scalars(select(RevisitItem).order_by(RevisitItem.id)))
        item = items[at % len(items)]
        number, state, act = item.id, self.session.get_one(Claim, item.claim_id).state, self.act(by, note)
        was, claim = item.state, item.claim_id
        if answer is None:
            refused = self.attempt(lambda: revisit.snooze(self.session, number, self.later(1), act))
        else:
            refused = self.attempt(lambda: revisit.resolve(self.session, number, answer, act, desk=self.bench.desk))
        after = self.session.get_one(Claim, claim).state
        assert refused or (was is not ItemState.RESOLVED and by != MACHINE)
        assert after is state or (state, after) in {(State.WAITING, State.PENDING), (State.SETTLED, State.PENDING)}

    @precondition(lambda self: self.session.scalar(select(RevisitItem.id).limit(1)))
    @rule(at=DAYS, by=WHO)
    def take_back(self, at: int, by: str) -> None:
        """Take an answer back; no claim moves with it."""
        items = list(self.session.scalars(select(RevisitItem).order_by(RevisitItem.id)))
        item = items[at % len(items)]
        number, was, before = item.id, item.state, self.session.get_one(Claim, item.claim_id).state
        refused = self.attempt(lambda: revisit.reopen(self.session, number, self.act(by)))
        assert bool(refused) is (was is ItemState.OPEN or by == MACHINE)
        assert self.session.get_one(Claim, item.claim_id).state is before

    # --- what holds ---

    @invariant()
    def settled_means_one_verdict_in_force(self) -> None:
        wrong = self.session.execute(
            text(
                "SELECT id FROM claim WHERE (state = 'settled') <> "
                "(SELECT count(*) = 1 FROM verdict WHERE verdict.id = claim.verdict_id AND claim_id = claim.id)"
            )
        )
        assert wrong.all() == []

    @invariant()
    def submitted_means_one_submission_that_waits(self) -> None:
        wrong = self.session.execute(
            text(
                "SELECT id FROM claim WHERE (state = 'submitted') <> "
                "(SELECT count(*) = 1 FROM submission s WHERE s.id = claim.submission_id AND claim_id = claim.id)"
            )
        )
        assert wrong.all() == []

    @invariant()
    def nobody_approves_their_own_without_a_reason(self) -> None:
        approved = self.session.scalars(select(VerdictRow).where(VerdictRow.approved_by.is_not(None)))
        assert all(row.override for row in approved if row.by == row.approved_by)

    @invariant()
    def verdicts_and_events_are_only_added(self) -> None:
        given = [tuple(row) for row in self.session.execute(select(VerdictRow.__table__).order_by(VerdictRow.id))]
        assert given[: len(self.verdicts)] == self.verdicts
        logged = [tuple(row) for row in self.session.execute(select(HistoryRow.__table__).order_by(HistoryRow.seq))]
        assert logged[: len(self.log)] == self.log
        self.verdicts, self.log = given, logged

    @invariant()
    def the_machine_decides_nothing(self) -> None:
        rows = self.session.execute(select(HistoryRow.event, HistoryRow.stream).where(HistoryRow.by == MACHINE))
        assert {row.event for row in rows} <= {"propose", "wake", "mention", "ask", "back", "alike", "alike_no_more"}
        assert MACHINE not in {row.by for row in self.session.scalars(select(VerdictRow))}

    @invariant()
    def the_log_replays_to_what_is_there(self) -> None:
        self.looked += 1
        if self.looked % REPLAYS:
            return
        assert [check for check in checks.check_all(self.session) if not check.ok and check.name != "file"] == []
        found = report.open_report(self.session, self.day)
        assert found.counts == self.replayed()
        assert found.total == sum(number for name, number in found.counts.items() if name in set(State))

    def replayed(self) -> dict[str, int]:
        stands: dict[str, str] = {}
        for row in self.session.scalars(select(HistoryRow).order_by(HistoryRow.seq)):
            event = event_of(row)
            if not event.target:
                continue
            label = event.details.get("verdict") if event.target == "settled" else None
            if event.target == "closed":
                label = "rejected" if event.event == "reject" else event.details["resolution"]
            stands[event.stream] = label or event.target
        return {label: list(stands.values()).count(label) for label in stands.values()}


@pytest.mark.parametrize("steps", [25])
def test_any_walk_keeps_the_invariants(bench: Bench, steps: int) -> None:
    walk = type("WalkHere", (Walk,), {"bench": bench})
    run_state_machine_as_test(
        walk,
        settings=settings(
            max_examples=12,
            stateful_step_count=steps,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
        ),
    )
