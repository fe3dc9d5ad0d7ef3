"""Second opinions: who may give one blind, what it does and what it leaves alone, and which claim comes next."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from claimtrack.domain.evidence import Stance
from claimtrack.domain.revisit import Cause, ItemResolution, ReasonKind
from claimtrack.domain.states import ReopenReason, Resolution, State, Verdict
from claimtrack.errors import InvalidDataError, MoveNotAllowedError, NotAllowedError, NotFoundError, StaleVersionError
from claimtrack.store import opinions as stored
from claimtrack.store import reviews
from claimtrack.store.tables import Claim
from claimtrack.workflow import evidence, marking, opinions, review, revisit, submissions, verdicts
from claimtrack.workflow.act import Act
from tests.workflow.conftest import ELSEWHERE, Bench

WHY = "the ledger of the port shows it"


@pytest.fixture
def settled(bench: Bench) -> Bench:
    """Return a bench with a claim that ann has settled, and one that is proposed."""
    bench.tell("[The pier is shut], it said.", "[The mast is down], it said.")
    bench.act = replace(bench.act, note=WHY)
    bench.settle(1)
    bench.act = replace(bench.act, note=None)
    return bench


@pytest.fixture
def bob(ann: Act) -> Act:
    return replace(ann, by="bob")


def submit(bench: Bench, number: int, act: Act) -> None:
    if bench.claim(number).state is State.PROPOSED:
        review.accept(bench.session, number, act)
    review.take(bench.session, number, act)
    marking.submit(bench.session, number, Verdict.CONFIRMED, act, desk=bench.desk, sources=(ELSEWHERE,))
    bench.seal()


def give(bench: Bench, number: int, verdict: Verdict, act: Act, *, blind: bool = True) -> None:
    opinions.give(bench.session, number, verdict, act, blind=blind)
    bench.seal()


# --- what is shown ---------------------------------------------------------------------------------------


def test_what_a_blind_reviewer_sees_tells_nothing_of_the_verdict(settled: Bench, bob: Act) -> None:
    session, desk, other = settled.session, settled.desk, evidence.Target(url="https://c.example")
    evidence.attach(session, 1, other, Stance.REFUTES, settled.act, desk=desk, quote="It is open.")
    revisit.resolve(session, 1, ItemResolution.UNSURE, replace(settled.act, note="not so sure"), desk=desk)
    found = opinions.view(settled.session, 1, bob)
    assert [(link.stance, link.where, link.quote) for link in found.evidence] == [
        (Stance.SUPPORTS, "https://other.example/report", None),
        (Stance.REFUTES, "https://c.example", "It is open."),
    ]
    assert found.sentence is not None
    assert len(found.mentions) == 1
    told = repr((found.evidence, found.mentions, found.reservations))
    assert not any(word in told for word in (WHY, "not so sure", "ann", "confirmed"))


def test_looking_leaves_nothing_in_the_history(settled: Bench, bob: Act) -> None:
    before = settled.events()
    opinions.view(settled.session, 1, bob)
    assert settled.events() == before


# --- what is recorded ------------------------------------------------------------------------------------


def test_an_opinion_decides_nothing(settled: Bench, bob: Act) -> None:
    before = settled.claim()
    found = opinions.give(settled.session, 1, Verdict.CONFIRMED, replace(bob, note="the same report"), blind=True)
    assert (found.number, found.verdict, found.by, found.rationale, found.blind) == (
        1, Verdict.CONFIRMED, "bob", "the same report", True,
    )  # fmt: skip
    assert (found.beside, found.beside_number, found.given, found.given_by) == ("verdict", 1, Verdict.CONFIRMED, "ann")
    assert found.agrees
    assert settled.claim() == before
    assert settled.items() == []
    event = settled.last()
    assert (event.event, event.by, event.note, event.version) == ("opinion", "bob", "the same report", before.version)
    assert event.details == {"opinion": 1, "verdict": "confirmed", "blind": True, "beside": "verdict 1"}
    settled.check()


def test_one_that_differs_asks_about_a_settled_claim(settled: Bench, bob: Act) -> None:
    give(settled, 1, Verdict.REFUTED, bob)
    (item,) = settled.items()
    assert (item.cause, item.claim) == (Cause.MANUAL, "C-1")
    (why,) = item.why
    assert (why.kind, why.old, why.new) == (ReasonKind.OPINION, "confirmed", "refuted (opinion 1 by bob, blind)")
    assert settled.claim().status == "confirmed"
    verdicts.reaffirm(settled.session, 1, settled.act)
    assert settled.items() == []
    settled.check()


def test_beside_what_is_submitted_it_stands_and_asks_nothing(settled: Bench, bob: Act) -> None:
    submit(settled, 2, settled.act)
    found = opinions.give(settled.session, 2, Verdict.REFUTED, bob, blind=True)
    assert (found.beside, found.beside_number, found.given_by, found.agrees) == ("submission", 1, "ann", False)
    assert settled.items() == []
    assert settled.claim(2).state is State.SUBMITTED
    settled.check()


def test_an_open_opinion_is_kept_as_one(settled: Bench, bob: Act) -> None:
    give(settled, 1, Verdict.DISPUTED, settled.act, blind=False)  # by whoever gave the verdict, too
    (found,) = stored.of_claim(settled.session, 1)
    assert (found.blind, found.agrees) == (False, False)
    give(settled, 1, Verdict.CONFIRMED, bob, blind=False)
    settled.check()


def test_there_has_to_be_a_verdict(settled: Bench, bob: Act) -> None:
    for act_on in (
        lambda: opinions.view(settled.session, 2, bob),
        lambda: opinions.give(settled.session, 2, Verdict.REFUTED, bob, blind=True),
    ):
        with pytest.raises(MoveNotAllowedError, match="C-2 is proposed, so it cannot: be reviewed"):
            act_on()
    with pytest.raises(NotFoundError, match="C-9"):
        opinions.view(settled.session, 9, bob)


def test_the_version_that_was_seen_is_checked(settled: Bench, bob: Act) -> None:
    seen = settled.claim().version
    review.reopen(settled.session, 1, ReopenReason.ERROR, settled.act)
    settled.seal()
    with pytest.raises(StaleVersionError, match="ann did reopen"):
        opinions.give(settled.session, 1, Verdict.REFUTED, replace(bob, expect_version=seen), blind=True)


def test_the_machine_has_no_opinion(settled: Bench, bob: Act) -> None:
    with pytest.raises(InvalidDataError, match="leaves that to people"):
        opinions.give(settled.session, 1, Verdict.REFUTED, bob.by_machine(), blind=True)


# --- who is blind ----------------------------------------------------------------------------------------


def stands_by(bench: Bench, act: Act) -> None:
    verdicts.reaffirm(bench.session, 1, replace(act, note="looked again"))


def gives_an_opinion(bench: Bench, act: Act) -> None:
    opinions.give(bench.session, 1, Verdict.CONFIRMED, act, blind=True)


def is_approved(bench: Bench, act: Act) -> None:
    review.reopen(bench.session, 1, ReopenReason.ERROR, bench.act)
    submit(bench, 1, replace(bench.act, by="cem"))
    submissions.approve(bench.session, 1, act, desk=bench.desk)


def submits(bench: Bench, act: Act) -> None:
    review.reopen(bench.session, 1, ReopenReason.ERROR, bench.act)
    submit(bench, 1, act)


def returns(bench: Bench, act: Act) -> None:
    review.reopen(bench.session, 1, ReopenReason.ERROR, bench.act)
    cem = replace(bench.act, by="cem")
    submit(bench, 1, cem)
    submissions.give_back(bench.session, 1, replace(act, note="which pier?"))
    marking.submit(bench.session, 1, Verdict.CONFIRMED, cem, desk=bench.desk)


PARTS: dict[str, tuple[Callable[[Bench, Act], None], str]] = {
    "reaffirmed": (stands_by, "bob stood by the verdict on C-1"),
    "gave an opinion": (gives_an_opinion, "bob gave an opinion on C-1"),
    "approved": (is_approved, "bob approved the verdict on C-1"),
    "submitted": (submits, "bob submitted the verdict on C-1"),
    "returned": (returns, "bob returned what was submitted on C-1"),
}


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("name", ["bob", "Bob"])
def test_who_took_part_cannot_review_it_blind(settled: Bench, bob: Act, part: str, name: str) -> None:
    took_part, why = PARTS[part]
    took_part(settled, bob)
    settled.seal()
    for act_on in (
        lambda act: opinions.view(settled.session, 1, act),
        lambda act: opinions.give(settled.session, 1, Verdict.REFUTED, act, blind=True),
    ):
        with pytest.raises(NotAllowedError, match=why):
            act_on(replace(bob, by=name))
    opinions.view(settled.session, 1, replace(bob, by="dee"))


def test_who_gave_the_verdict_cannot_but_may_once_it_is_looked_at_anew(settled: Bench, bob: Act) -> None:
    with pytest.raises(NotAllowedError, match="ann gave the verdict on C-1 on 2026-03-02, and cannot review it blind"):
        opinions.view(settled.session, 1, settled.act)
    give(settled, 1, Verdict.CONFIRMED, bob)
    review.reopen(settled.session, 1, ReopenReason.ERROR, settled.act)
    verdicts.settle(settled.session, 1, Verdict.CONFIRMED, replace(bob, by="cem"), desk=settled.desk)
    settled.seal()
    give(settled, 1, Verdict.REFUTED, bob)
    give(settled, 1, Verdict.CONFIRMED, settled.act)
    assert [(one.by, one.beside_number) for one in stored.of_claim(settled.session, 1)] == [
        ("bob", 1), ("bob", 2), ("ann", 2),
    ]  # fmt: skip
    settled.check()


# --- which comes next ------------------------------------------------------------------------------------


@pytest.fixture
def many(bench: Bench) -> Bench:
    """Return a bench with claims 1 to 4 settled by ann, 5 submitted by her, 6 rejected and 7 proposed."""
    bench.tell(*(f"[Pier {number} is shut for {number} days], it said." for number in range(1, 8)))
    for number in range(1, 5):
        bench.settle(number)
    submit(bench, 5, bench.act)
    review.close(bench.session, 6, Resolution.RETRACTED, bench.act)
    bench.seal()
    return bench


def test_what_is_submitted_comes_first_then_what_nobody_reviewed(many: Bench, bob: Act) -> None:
    cem = replace(bob, by="cem")
    give(many, 4, Verdict.CONFIRMED, cem)
    for number in (5, 3, 2, 1, 4):
        assert opinions.find_next(many.session, bob) == number
        give(many, number, Verdict.CONFIRMED, bob)
    with pytest.raises(NotFoundError, match="settled or submitted that bob took no part in"):
        opinions.find_next(many.session, bob)
    assert opinions.find_next(many.session, cem) == 5
    with pytest.raises(NotFoundError):
        opinions.find_next(many.session, many.act)
    many.check()


def test_names_are_compared_without_their_case(many: Bench, bob: Act) -> None:
    give(many, 5, Verdict.CONFIRMED, bob)
    assert opinions.find_next(many.session, replace(bob, by="BOB")) == 4
    # The database folds ASCII only, so that these are looked at again.
    for number in many.session.scalars(select(Claim.id).where(Claim.state == State.SETTLED)).all():
        give(many, number, Verdict.CONFIRMED, replace(bob, by="Élise"))
    assert opinions.find_next(many.session, replace(bob, by="élise")) == 5


def test_pages_are_read_on(many: Bench, bob: Act, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored, "_PAGE", 1)
    assert list(stored.find_open(many.session, "bob", given=False)) == [5, 4, 3, 2, 1]
    give(many, 3, Verdict.CONFIRMED, bob)
    assert list(stored.find_open(many.session, "cem", given=False)) == [5, 4, 2, 1]
    assert list(stored.find_open(many.session, "cem", given=True)) == [3]


# --- what the log says -----------------------------------------------------------------------------------


@pytest.mark.parametrize("change", ["verdict = 'disputed'", "by = 'cem'", "rationale = 'no'"])
def test_what_is_changed_behind_the_log_is_found(settled: Bench, bob: Act, change: str) -> None:
    give(settled, 1, Verdict.REFUTED, bob)
    settled.check()
    connection = settled.session.connection()
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("DROP TRIGGER opinion_no_update")
    else:
        connection.exec_driver_sql("ALTER TABLE opinion DISABLE TRIGGER ALL")
    connection.exec_driver_sql(f"UPDATE opinion SET {change}")
    settled.session.expire_all()
    with pytest.raises(AssertionError):
        settled.check()


def test_a_day_to_look_again_is_no_part_of_it(settled: Bench, bob: Act) -> None:
    verdicts.reaffirm(settled.session, 1, replace(settled.act, note="again"), look_again=date(2026, 9, 1))
    give(settled, 1, Verdict.UNVERIFIABLE, bob)
    assert reviews.find_submission(settled.session, settled.session.get_one(Claim, 1)) is None
    settled.check()
