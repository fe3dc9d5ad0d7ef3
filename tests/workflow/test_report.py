"""Reports: what is open, what is due, what needs somebody, and that the counts are those of the log."""

from collections import Counter
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from claimtrack.domain.evidence import Stance
from claimtrack.domain.states import RejectReason, ReopenReason, Resolution, State, Verdict
from claimtrack.matching import MatchPolicy
from claimtrack.store import claims, history, tracked
from claimtrack.workflow import claims as tracking
from claimtrack.workflow import evidence, report, review, verdicts
from claimtrack.workflow.act import Act
from claimtrack.workflow.desk import Desk
from tests.workflow.conftest import ELSEWHERE, Bench

TODAY = date(2026, 3, 2)


@pytest.fixture
def desk_at_work(session: Session, bench: Bench, ann: Act) -> Bench:
    """Return a bench with a claim in every state but submitted, and in every way of being closed."""
    bench.tell(*(f"[The repairs of pier {number} cost {number} million euros]." for number in range(1, 13)))
    review.reject(session, 2, RejectReason.OPINION, ann)
    for number in (3, 4, 5, 6):
        review.accept(session, number, ann)
    review.take(session, 4, ann)
    review.wait(session, 5, ann, until=TODAY + timedelta(days=3))
    review.close(session, 6, Resolution.DUPLICATE, ann, target=1)
    review.close(session, 7, Resolution.RETRACTED, ann)
    bench.settle(8)
    bench.settle(9, Verdict.REFUTED)
    verdicts.reaffirm(session, 9, Act(by="ann", now=ann.now, note="again"))
    bench.settle(10)
    review.reopen(session, 10, ReopenReason.ERROR, ann)
    bench.settle(11)
    review.close(session, 11, Resolution.DUPLICATE, ann, target=8)
    review.reject(session, 12, RejectReason.OUT_OF_SCOPE, ann)
    review.restore(session, 12, Act(by="ann", now=ann.now, note="it is in scope"))
    bench.seal()
    return bench


def replayed(session: Session) -> Counter[str]:
    """Return how many claims have each status, from the events alone."""
    stands: dict[str, str] = {}
    for number in range(1, claims.count_claims(session) + 1):
        for event in history.of_stream(session, f"C-{number}"):
            if event.target == "settled":
                stands[event.stream] = event.details["verdict"]
            elif event.target == "closed":
                stands[event.stream] = "rejected" if event.event == "reject" else event.details["resolution"]
            elif event.target:
                stands[event.stream] = event.target
    return Counter(stands.values())


@pytest.mark.usefixtures("desk_at_work")
def test_counts_are_those_of_a_replay(session: Session, ann: Act) -> None:
    found = report.open_report(session, ann.now)
    assert found.counts == replayed(session)
    assert found.counts == {
        "proposed": 1,
        "pending": 3,
        "in_review": 1,
        "waiting": 1,
        "confirmed": 1,
        "refuted": 1,
        "rejected": 1,
        "duplicate": 2,
        "retracted": 1,
    }
    assert sum(found.counts.values()) == claims.count_claims(session) == 12
    assert found.total == len(found.claims) == 6


@pytest.mark.usefixtures("desk_at_work")
def test_every_status_can_be_listed_and_counted(session: Session, ann: Act) -> None:
    for status, number in report.open_report(session, ann.now).counts.items():
        wanted = claims.ClaimFilter(status=status)
        assert claims.count_claims(session, wanted) == len(claims.find_claims(session, wanted)) == number, status


@pytest.mark.usefixtures("bench")
def test_open_claims_come_oldest_first(session: Session, ann: Act) -> None:
    later = Act(by="ann", now=ann.now + timedelta(days=1))
    tracking.add(session, "The tunnel is flooded", "https://x.example", later)
    tracking.add(session, "The museum is closed", "https://x.example", ann)
    tracking.add(session, "The ferry is late", "https://x.example", later)
    found = report.open_report(session, ann.now)
    assert [claim.id for claim in found.claims] == ["C-2", "C-1", "C-3"]


@pytest.fixture
def due(session: Session, bench: Bench, ann: Act) -> Bench:
    """Return a bench with claims that are due on days around today, for each reason there is."""
    for at, days in enumerate((-9, 0, -1, 1, 28, 29), start=1):
        tracking.add(session, f"Pier {at} will open", "https://x.example", ann, due=TODAY + timedelta(days=days))
    tracking.add(session, "The ferry is late", "https://x.example", ann)
    review.wait(session, 5, ann, until=TODAY)
    tracked.get_claim(session, 2).due_rule = "stated/1"  # as if its article had named the day
    bench.settle(1)
    bench.seal()
    return bench


@pytest.mark.usefixtures("due")
def test_due_claims_by_the_day_they_ask_for(session: Session, ann: Act) -> None:
    found = report.due_report(session, ann.now)
    assert [(one.claim.id, one.day, one.stated) for one in found.overdue] == [("C-3", date(2026, 3, 1), False)]
    assert [(one.claim.id, one.day, one.stated) for one in found.today] == [
        ("C-2", TODAY, True),
        ("C-5", TODAY, False),
    ]
    assert [one.claim.id for one in found.coming] == ["C-4"]
    assert (found.total, found.until) == (4, date(2026, 3, 30))
    assert [one.claim.id for one in report.due_report(session, ann.now, timedelta(days=29)).coming] == ["C-4", "C-6"]


@pytest.mark.usefixtures("due")
def test_today_is_a_day_of_utc(session: Session, ann: Act) -> None:
    midnight = ann.now.replace(hour=0, minute=0)
    for moment in (midnight, midnight + timedelta(hours=23, minutes=59)):
        assert [one.claim.id for one in report.due_report(session, moment).today] == ["C-2", "C-5"]
    assert [one.claim.id for one in report.due_report(session, midnight - timedelta(minutes=1)).today] == ["C-3"]


def test_the_queue_names_the_first_and_counts_all(session: Session, due: Bench, ann: Act, desk: Desk) -> None:
    strict = Bench(session, ann, Desk(matching=MatchPolicy(floor=0.99)))
    strict.tell(*(f"[The museum of the sea has bought {number} stuffed whales]." for number in range(1, 5)))
    evidence.attach(session, 1, ELSEWHERE, Stance.REFUTES, ann, desk=desk)
    review.take(session, 7, ann)
    due.seal()
    found = report.queue(session, "ann", ann.now, limit=2)
    assert ([one.claim.id for one in found.due], found.due_total) == (["C-3", "C-2"], 3)
    assert ([item.claim for item in found.revisit], found.revisit_total) == (["C-1"], 1)
    assert ([claim.id for claim in found.triage], found.triage_total) == (["C-8", "C-9"], 4)
    assert ([claim.id for claim in found.mine], found.mine_total) == (["C-7"], 1)
    everything = report.queue(session, "ann", ann.now, limit=None)
    assert ([one.claim.id for one in everything.due], len(everything.triage)) == (["C-3", "C-2", "C-5"], 4)
    assert report.queue(session, "bob", ann.now).mine == ()


def test_the_queue_counts_the_pairs_that_wait(session: Session, bench: Bench, ann: Act) -> None:
    ferry = "The ferry to Gull Island carries 900 passengers a day in the summer months"
    for at, word in enumerate(("a", "every", "each")):
        bench.tell(f"[{ferry.replace('a day', f'{word} day')}].", url=f"https://radio.example/{at}")
    found = report.queue(session, "ann", ann.now, limit=1)
    assert (len(found.alike), found.alike_total) == (1, 3)
    review.close(session, 3, Resolution.DUPLICATE, ann, target=1)
    (left,) = report.queue(session, "ann", ann.now).alike
    assert (left.claim, left.older) == ("C-2", "C-1")


def test_settled_and_closed_claims_are_never_due(session: Session, due: Bench, ann: Act) -> None:
    for number in range(2, 7):
        review.close(session, number, Resolution.RETRACTED, ann)
    assert report.due_report(session, ann.now, timedelta(days=400)).total == 0
    assert due.claim(1).state is State.SETTLED
