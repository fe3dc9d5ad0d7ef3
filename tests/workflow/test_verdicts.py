"""Settling and standing by it: the evidence rule on stored links, verdict by verdict, and the day to look again."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy.orm import Session

from claimtrack.domain.evidence import EvidencePolicy, Priority, Stance
from claimtrack.domain.revisit import ItemResolution, ItemState
from claimtrack.domain.states import ReopenReason, Resolution, State, Verdict
from claimtrack.errors import (
    EvidenceRuleError,
    InvalidDataError,
    MissingReasonError,
    MoveNotAllowedError,
    StaleVersionError,
)
from claimtrack.store import company, history
from claimtrack.workflow import claims, evidence, marking, review, verdicts
from claimtrack.workflow.act import Act
from claimtrack.workflow.desk import Desk
from tests.builders import COST, an_article
from tests.workflow.conftest import Bench, tick

Attach = Callable[..., None]
DAY = date(2026, 12, 31)


@pytest.fixture
def story(bench: Bench) -> Bench:
    bench.take_in()
    return bench


@pytest.fixture
def attach(session: Session, ann: Act, desk: Desk) -> Attach:
    """Return a function that links C-1 to a page of a host, or to what else it is given."""

    def link(stance: str, source: str, **facts: object) -> None:
        target = evidence.point_at(source if source[1] == "-" else f"https://{source}/page")
        given = {"desk": desk} | facts
        evidence.attach(session, 1, target, Stance(stance), ann, **given)  # type: ignore[arg-type]

    return link


def settle(session: Session, ann: Act, desk: Desk, verdict: str, note: str | None = None, **facts: object) -> None:
    act = Act(by="ann", now=ann.now, note=note)
    verdicts.settle(session, 1, Verdict(verdict), act, desk=desk, **facts)  # type: ignore[arg-type]


SUPPORTS, REFUTES, ASIDE = ("supports", "a.example"), ("refutes", "b.example"), ("context", "c.example")
OWN = ("supports", "www.courier.example")


@pytest.mark.parametrize(
    ("verdict", "links", "facts"),
    [
        ("confirmed", [SUPPORTS], {}),
        ("confirmed", [SUPPORTS, REFUTES, OWN], {}),
        ("refuted", [REFUTES], {}),
        ("disputed", [SUPPORTS, REFUTES], {}),
        ("partly_confirmed", [SUPPORTS], {"note": "the date, not the bill"}),
        ("partly_confirmed", [REFUTES], {"note": "the date, not the bill"}),
        ("unverifiable", [], {"note": "asked both registers", "look_again": DAY}),
    ],
)
def test_what_is_enough(
    session: Session,
    story: Bench,
    attach: Attach,
    ann: Act,
    desk: Desk,
    verdict: str,
    links: list[tuple[str, str]],
    facts: dict[str, object],
) -> None:
    for link in links:
        attach(*link)
    settle(session, ann, desk, verdict, **facts)  # type: ignore[arg-type]
    found = story.claim()
    assert (found.state, found.verdict, found.status) == (State.SETTLED, Verdict(verdict), verdict)
    assert found.wake_on == facts.get("look_again")
    assert story.last().details["verdict"] == verdict
    story.check()


@pytest.mark.parametrize(
    ("verdict", "links", "facts", "says"),
    [
        ("confirmed", [], {}, "evidence add C-1 URL --stance supports"),
        ("confirmed", [ASIDE, REFUTES], {}, "and has 0"),
        ("confirmed", [OWN], {}, r"than its own article \(courier.example\), and has 0"),
        ("confirmed", [("supports", "A-1")], {}, "and has 0"),
        ("refuted", [SUPPORTS], {}, "evidence add C-1 URL --stance refutes"),
        ("disputed", [SUPPORTS], {}, "lacks one that refutes it"),
        ("disputed", [REFUTES], {}, "lacks one that supports it"),
        ("partly_confirmed", [SUPPORTS], {}, "--note"),
        ("partly_confirmed", [SUPPORTS], {"note": "   "}, "--note"),
        ("partly_confirmed", [ASIDE], {"note": "a part"}, "one link that supports or refutes"),
        ("unverifiable", [], {"look_again": DAY}, "what was searched"),
        ("unverifiable", [], {"note": "asked both registers"}, "--look-again"),
    ],
)
def test_what_is_missing_is_said_and_nothing_happens(
    session: Session,
    story: Bench,
    attach: Attach,
    ann: Act,
    desk: Desk,
    verdict: str,
    links: list[tuple[str, str]],
    facts: dict[str, object],
    says: str,
) -> None:
    for link in links:
        attach(*link)
    review.accept(session, 1, ann)
    before = story.claim()
    with pytest.raises(EvidenceRuleError, match=says):
        settle(session, ann, desk, verdict, **facts)  # type: ignore[arg-type]
    assert story.claim() == before
    assert company.verdicts_of(session, 1) == []


# --- who it comes from -----------------------------------------------------------------------------------


def refused(session: Session, ann: Act, desk: Desk) -> bool:
    try:
        settle(session, ann, desk, "confirmed")
    except EvidenceRuleError:
        return True
    return False


@pytest.mark.usefixtures("story")
def test_two_outlets_of_a_group_are_one_origin(session: Session, attach: Attach, ann: Act) -> None:
    desk = Desk(outlets={"courier.example": "Quay Group", "sister.example": "Quay Group"})
    attach("supports", "news.sister.example", desk=desk)
    assert refused(session, ann, desk)
    attach("supports", "other.example", desk=desk)
    assert not refused(session, ann, desk)


@pytest.mark.usefixtures("story")
@pytest.mark.parametrize("named", ["quay courier", "Quay  COURIER", "courier.example", "www.Courier.example"])
def test_naming_the_own_outlet_as_origin_makes_no_other(
    session: Session, attach: Attach, ann: Act, desk: Desk, named: str
) -> None:
    attach("supports", "other.example", origin=named)
    assert refused(session, ann, desk)


def test_another_article_of_the_same_outlet_is_an_echo(
    session: Session, story: Bench, attach: Attach, ann: Act, desk: Desk
) -> None:
    story.tell(f"[{COST} in all], the paper adds.", url=None, outlet="QUAY courier")
    attach("supports", "A-2")
    assert refused(session, ann, desk)
    story.tell("It is true.", url="https://elsewhere.example/1", outlet="Quay Courier")
    attach("supports", "A-3")
    assert refused(session, ann, desk)
    story.tell("It is true, we are told.", url="https://elsewhere.example/2", outlet="Coast Wire")
    attach("supports", "A-4")
    assert not refused(session, ann, desk)


def test_an_article_that_names_nobody_is_no_evidence_for_itself(
    session: Session, bench: Bench, attach: Attach, ann: Act, desk: Desk
) -> None:
    bench.take_in(an_article(url=None, outlet=None))
    attach("supports", "A-1")
    assert refused(session, ann, desk)


@pytest.mark.usefixtures("bench")
def test_a_claim_by_hand_has_the_origin_of_its_source(session: Session, ann: Act, desk: Desk) -> None:
    claim = claims.add(session, "The tunnel is flooded", "https://www.courier.example/tunnel", ann)
    for host, enough in (("m.courier.example", False), ("other.example", True)):
        evidence.attach(session, claim.id, evidence.point_at(f"https://{host}/x"), Stance.SUPPORTS, ann, desk=desk)
        assert refused(session, ann, desk) is not enough


@pytest.mark.usefixtures("story")
def test_a_high_priority_needs_two_origins(session: Session, attach: Attach, ann: Act, desk: Desk) -> None:
    claims.edit(session, 1, ann, priority=Priority.HIGH)
    attach("supports", "a.example", origin="Coast Wire")
    attach("supports", "b.example", origin=" coast wire ")
    with pytest.raises(EvidenceRuleError, match=r"needs 2 links .* and has 1"):
        settle(session, ann, desk, "confirmed")
    attach("supports", "c.example")
    settle(session, ann, desk, "confirmed")


@pytest.mark.usefixtures("story")
@pytest.mark.parametrize(("independent", "enough"), [(0, True), (1, True), (2, False)])
def test_the_desk_sets_how_many(session: Session, attach: Attach, ann: Act, independent: int, enough: bool) -> None:
    desk = Desk(evidence=EvidencePolicy(independent=independent))
    attach("supports", "a.example")
    assert refused(session, ann, desk) is not enough


# --- overrides, versions, moves --------------------------------------------------------------------------


def test_an_override_is_kept_and_logged(session: Session, story: Bench, ann: Act, desk: Desk) -> None:
    settle(session, ann, desk, "refuted", override=" the minister told us ")
    assert story.last().details["override"] == "the minister told us"
    assert company.verdicts_of(session, 1)[0].override == "the minister told us"
    story.check()


@pytest.mark.usefixtures("story")
@pytest.mark.parametrize("override", ["", "  ", "\n"])
def test_a_blank_override_is_none(session: Session, ann: Act, desk: Desk, override: str) -> None:
    with pytest.raises(EvidenceRuleError):
        settle(session, ann, desk, "refuted", override=override)


@pytest.mark.parametrize("state", ["settled", "closed", "submitted"])
def test_an_override_does_not_open_the_table(session: Session, story: Bench, ann: Act, desk: Desk, state: str) -> None:
    if state == "closed":
        review.close(session, 1, Resolution.RETRACTED, ann)
    elif state == "settled":
        story.settle()
    else:
        review.accept(session, 1, ann)
        review.take(session, 1, ann)
        marking.submit(session, 1, Verdict.REFUTED, ann, desk=desk, override="because")
    with pytest.raises(MoveNotAllowedError, match="cannot: settle"):
        settle(session, ann, desk, "refuted", override="because")


def test_the_version_that_was_seen_is_checked_first(session: Session, story: Bench, ann: Act, desk: Desk) -> None:
    review.accept(session, 1, Act(by="bob", now=ann.now))
    story.seal()
    act = Act(by="ann", now=ann.now, expect_version=1)
    with pytest.raises(StaleVersionError, match="C-1 is at version 2, not 1: bob did accept at 2026-03-02 09:30 UTC"):
        verdicts.settle(session, 1, Verdict.CONFIRMED, act, desk=desk, override="because")


def test_the_machine_settles_nothing(session: Session, story: Bench, ann: Act, desk: Desk) -> None:
    for act in (ann.by_machine(), Act(by="Claimtrack", now=ann.now)):
        with pytest.raises(InvalidDataError, match="leaves that to people"):
            verdicts.settle(session, 1, Verdict.CONFIRMED, act, desk=desk, override="because")
    assert story.claim().state is State.PROPOSED


# --- standing by it --------------------------------------------------------------------------------------


def test_reaffirming_answers_the_items(session: Session, story: Bench, ann: Act, desk: Desk) -> None:
    story.settle()
    evidence.attach(session, 1, evidence.point_at("https://b.example/x"), Stance.REFUTES, ann, desk=desk)
    story.seal()
    verdicts.reaffirm(session, 1, Act(by="bob", now=ann.now, note="an older figure"))
    (item,) = story.items(*ItemState)
    assert (item.state, item.resolution, item.note) == (ItemState.RESOLVED, ItemResolution.NO_CHANGE, "an older figure")
    found = company.verdicts_of(session, 1)
    assert [(one.number, one.verdict, one.by, one.in_force) for one in found] == [
        (1, Verdict.CONFIRMED, "ann", False),
        (2, Verdict.CONFIRMED, "bob", True),
    ]
    event = story.last()
    assert (event.event, event.source, event.target) == ("reaffirm", "settled", "settled")
    assert (event.details["answers"], event.details["verdict"]) == (["R-1"], "confirmed")
    story.check()


def test_reaffirming_can_leave_items_open(session: Session, story: Bench, ann: Act, desk: Desk) -> None:
    story.settle(2)
    changed = f"{COST.replace('4.2', '5.1')}, the city council said."
    story.tell(changed, url="https://a.example/1")
    evidence.attach(session, 2, evidence.point_at("https://b.example/x"), Stance.REFUTES, ann, desk=desk)
    assert len(story.items(claim=2)) == 2
    verdicts.reaffirm(session, 2, ann, answers=[1])
    assert [item.id for item in story.items(claim=2)] == ["R-2"]
    with pytest.raises(InvalidDataError, match=r"R-1, R-7 is no open revisit item of C-2"):
        verdicts.reaffirm(session, 2, ann, answers=[1, 7])


def test_reaffirming_needs_an_item_or_a_note(session: Session, story: Bench, ann: Act) -> None:
    story.settle()
    with pytest.raises(MissingReasonError, match="--note"):
        verdicts.reaffirm(session, 1, ann)
    verdicts.reaffirm(session, 1, Act(by="ann", now=ann.now, note="read it again"))


@pytest.mark.parametrize(
    ("day", "given", "expected"),
    [
        (DAY, None, DAY),  # it has not come: it stays
        (DAY, date(2027, 5, 1), date(2027, 5, 1)),
        (date(2026, 3, 2), None, None),  # it is today: this is the look
        (None, None, None),
        (None, DAY, DAY),
    ],
)
def test_reaffirming_keeps_the_day_to_look_again(
    session: Session, story: Bench, ann: Act, day: date | None, given: date | None, expected: date | None
) -> None:
    story.settle(look_again=day)
    verdicts.reaffirm(session, 1, Act(by="ann", now=ann.now, note="still so"), look_again=given)
    assert story.claim().wake_on == expected
    assert story.last().details.get("look_again") == (expected.isoformat() if expected else None)


def test_every_verdict_stays_on_record(session: Session, story: Bench, ann: Act, desk: Desk) -> None:
    story.settle()
    review.reopen(session, 1, ReopenReason.NEW_EVIDENCE, ann)
    settle(session, ann, desk, "refuted", override="the audit")
    story.seal()
    tick(session, ann, date(2027, 1, 1))
    found = company.verdicts_of(session, 1)
    assert [(one.verdict, one.in_force) for one in found] == [(Verdict.CONFIRMED, False), (Verdict.REFUTED, True)]
    moves = [event.event for event in history.of_stream(session, "C-1") if event.target]
    assert moves == ["propose", "accept", "settle", "reopen", "settle"]
    story.check()
