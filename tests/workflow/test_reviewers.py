"""The report on reviewers: its counts are those of the log, and its comparisons those of the opinions."""

from collections import Counter
from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from claimtrack.domain.states import ReopenReason, Verdict
from claimtrack.store import history
from claimtrack.store.tables import HistoryRow
from claimtrack.workflow import marking, opinions, review, reviewers, submissions, verdicts
from tests.workflow.conftest import ELSEWHERE, Bench, counted

COUNTED = {"settle": "settled", "submit": "submitted", "approve": "approved", "return": "returned"}


def submit(bench: Bench, number: int, by: str, **facts: object) -> None:
    who = replace(bench.act, by=by)
    if bench.claim(number).status == "proposed":
        review.accept(bench.session, number, who)
    review.take(bench.session, number, who)
    marking.submit(bench.session, number, Verdict.CONFIRMED, who, desk=bench.desk, sources=(ELSEWHERE,), **facts)  # type: ignore[arg-type]


@pytest.fixture
def busy(bench: Bench) -> Bench:
    """Return a bench where four people have decided, submitted, approved, returned, overridden and reviewed."""
    session, desk = bench.session, bench.desk
    bench.tell(*(f"[Pier {number} is shut for {number} days], it said." for number in range(1, 9)))
    for number in (1, 2, 3):
        bench.settle(number)
    verdicts.settle(session, 4, Verdict.REFUTED, replace(bench.act, by="bob"), desk=desk, override="under seal")
    submit(bench, 5, "ann")
    submissions.give_back(session, 5, replace(bench.act, by="bob", note="which pier?"))
    marking.submit(session, 5, Verdict.CONFIRMED, bench.act, desk=desk)
    submissions.approve(session, 5, replace(bench.act, by="bob"), desk=desk)
    submit(bench, 6, "cem", override='she said "override": no')
    submissions.approve(session, 6, replace(bench.act, by="cem"), override="alone", desk=desk)
    submit(bench, 7, "cem")
    review.reopen(session, 3, ReopenReason.ERROR, bench.act)
    verdicts.reaffirm(session, 1, replace(bench.act, note='"override":'))
    for number, verdict, by in (
        (1, Verdict.CONFIRMED, "dee"),
        (2, Verdict.REFUTED, "dee"),
        (5, Verdict.CONFIRMED, "dee"),
        (4, Verdict.REFUTED, "ann"),
        (7, Verdict.DISPUTED, "ann"),
    ):
        opinions.give(session, number, verdict, replace(bench.act, by=by), blind=True)
    opinions.give(session, 1, Verdict.DISPUTED, bench.act, blind=False)
    bench.seal()
    return bench


def replayed(session: Session) -> dict[str, Counter[str]]:
    """Return what each person did, from the events of all streams."""
    found: dict[str, Counter[str]] = {}
    for stream in session.scalars(select(HistoryRow.stream).distinct()):
        for event in history.of_stream(session, stream):
            name = COUNTED.get(event.event)
            if event.event == "opinion" and event.details["blind"]:
                name = "opinions"
            if name:
                counts = found.setdefault(event.by, Counter())
                counts[name] += 1
                counts["overrides"] += "override" in event.details
    return found


def test_counts_are_those_of_the_log(busy: Bench) -> None:
    found = reviewers.report(busy.session, busy.act.now)
    names = (*COUNTED.values(), "overrides", "opinions")
    counts = {one.name: Counter({name: getattr(one, name) for name in names}) for one in found.reviewers}
    assert counts == replayed(busy.session)
    assert {name: +count for name, count in counts.items()} == {
        "ann": Counter(settled=3, submitted=2, opinions=2),
        "bob": Counter(settled=1, approved=1, returned=1, overrides=1),
        "cem": Counter(submitted=2, approved=1, overrides=2),
        "dee": Counter(opinions=3),
    }


def test_opinions_are_compared_with_what_they_stood_beside(busy: Bench) -> None:
    found = reviewers.report(busy.session, busy.act.now)
    assert (found.overall.n, found.overall.agreed, found.open_opinions) == (5, 3, 1)
    by = {one.name: one for one in found.reviewers}
    assert (by["dee"].agreement.n, by["dee"].agreement.agreed) == (3, 2)
    assert {name: (one.n, one.agreed) for name, one in by["ann"].others.items()} == {"bob": (1, 1), "cem": (1, 0)}
    assert (by["ann"].checked.n, by["ann"].checked.agreed) == (3, 2)
    assert by["ann"].agreement.few
    assert [(one.claim, one.given, one.verdict, one.by) for one in found.disagreements] == [
        ("C-2", Verdict.CONFIRMED, Verdict.REFUTED, "dee"),
        ("C-7", Verdict.CONFIRMED, Verdict.DISPUTED, "ann"),
    ]


def test_what_was_decided_later_changes_no_comparison(busy: Bench) -> None:
    before = reviewers.report(busy.session, busy.act.now)
    review.reopen(busy.session, 2, ReopenReason.ERROR, busy.act)
    verdicts.settle(busy.session, 2, Verdict.REFUTED, busy.act, desk=busy.desk, override="late")
    busy.seal()
    after = reviewers.report(busy.session, busy.act.now)
    assert (after.overall, after.disagreements) == (before.overall, before.disagreements)


def test_an_empty_desk_has_an_empty_report(bench: Bench) -> None:
    found = reviewers.report(bench.session, bench.act.now)
    assert (found.reviewers, found.overall.n, found.overall.kappa, found.disagreements) == ((), 0, None, ())


def test_it_takes_two_queries_and_reads_the_events_off_an_index(busy: Bench) -> None:
    with counted(busy.session) as statements:
        reviewers.report(busy.session, busy.act.now)
    assert statements == Counter(SELECT=2)
    if busy.session.connection().dialect.name == "sqlite":
        plan = busy.session.connection().exec_driver_sql(
            "EXPLAIN QUERY PLAN SELECT event, by, body FROM history_event WHERE "
            "event IN ('settle', 'submit', 'approve', 'return', 'opinion') ORDER BY event, seq"
        )
        assert any("ix_history_event_event_seq" in row[-1] for row in plan)
