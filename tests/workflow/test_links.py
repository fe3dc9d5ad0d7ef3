"""Claims that hang on others come back when those come to a result, or lose it."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from claimtrack.domain.due import Due, DueKind
from claimtrack.domain.links import LinkKind
from claimtrack.domain.revisit import Cause, ItemResolution, ItemState, Reason, ReasonKind
from claimtrack.domain.states import ReopenReason, Resolution, State, Verdict
from claimtrack.errors import InvalidDataError, StaleVersionError
from claimtrack.store import company, history
from claimtrack.workflow import claims, links, review, revisit, whole
from claimtrack.workflow.act import Act
from claimtrack.workflow.desk import Desk
from tests import builders
from tests.workflow.conftest import Bench, counted

ENVOYS = "The envoys returned to the capital on Friday"
TEXTS = (
    "The ferry company will order two ships once the envoys return",
    ENVOYS,
    "The envoys stayed abroad all winter",
    "The harbour budget rests on the ships",
)


@pytest.fixture
def added(session: Session, bench: Bench, ann: Act) -> Bench:
    """Return a desk with four pending claims: a promise, what it waits for, what denies that, what rests on it."""
    for text in TEXTS:
        claims.add(session, text, "https://desk.example/notes", ann)
    bench.seal()
    return bench


def tie(session: Session, act: Act, claim: int, kind: LinkKind, *others: int) -> None:
    links.link(session, claim, [links.Link(kind, other) for other in others], act)


def asked(bench: Bench, claim: int) -> list[tuple[str | None, Cause, list[Reason]]]:
    return [(item.other.id if item.other else None, item.cause, list(item.why)) for item in bench.items(claim=claim)]


def test_a_promise_wakes_when_what_it_waits_for_is_settled(session: Session, added: Bench, ann: Act) -> None:
    links.wait_for(session, 1, 2, ann)
    waiting = added.claim(1)
    assert (waiting.state, waiting.watch, waiting.wake_on) == (State.WAITING, "C-2 is settled", None)
    added.settle(2)
    assert added.claim(1).state is State.PENDING
    why = Reason(ReasonKind.WAITS_FOR, old="pending", new="confirmed")
    assert asked(added, 1) == [("C-2", Cause.DEPENDENCY, [why])]
    assert added.events("C-1")[-3:] == ["wait", "wake", "ask"]
    assert added.last("C-1").details["other"] == "C-2"
    assert added.last("C-1").by == "claimtrack"
    added.check()


@pytest.mark.parametrize("state", ["pending", "in_review", "settled"])
def test_what_does_not_wait_is_asked_about_and_stays_as_it_is(
    session: Session, added: Bench, ann: Act, state: str
) -> None:
    tie(session, ann, 4, LinkKind.DEPENDS_ON, 1)
    if state == "in_review":
        review.take(session, 4, ann)
    elif state == "settled":
        added.settle(4)
    added.settle(1, Verdict.REFUTED)
    assert added.claim(4).state.value == state
    why = Reason(ReasonKind.DEPENDS_ON, old="pending", new="refuted")
    assert asked(added, 4) == [("C-1", Cause.DEPENDENCY, [why])]
    assert asked(added, 1) == [], "what rests on a claim is no news for it"
    added.check()


def test_dependence_alone_wakes_nothing(session: Session, added: Bench, ann: Act) -> None:
    tie(session, ann, 4, LinkKind.DEPENDS_ON, 1)
    review.wait(session, 4, ann, until=date(2027, 1, 1))
    added.settle(1)
    assert added.claim(4).wake_on == date(2027, 1, 1)
    assert len(asked(added, 4)) == 1


@pytest.mark.parametrize(("first", "second"), [(2, 3), (3, 2)])
def test_what_contradicts_is_asked_about_both_ways(
    session: Session, added: Bench, ann: Act, first: int, second: int
) -> None:
    tie(session, ann, 3, LinkKind.CONTRADICTS, 2)
    added.settle(first)
    why = Reason(ReasonKind.CONTRADICTS, old="pending", new="confirmed")
    assert asked(added, second) == [(f"C-{first}", Cause.CONTRADICTION, [why])]
    assert asked(added, first) == []
    added.check()


def test_one_item_tells_all_that_becomes_of_another_claim(session: Session, added: Bench, ann: Act) -> None:
    tie(session, ann, 4, LinkKind.DEPENDS_ON, 1)
    added.settle(1)
    (item,) = added.items(claim=4)
    revisit.snooze(session, int(item.id[2:]), date(2026, 9, 1), ann)
    review.reopen(session, 1, ReopenReason.ERROR, ann)
    (again,) = added.items(claim=4)
    assert (again.id, again.state, again.snoozed_until) == (item.id, ItemState.OPEN, None)
    assert [(why.old, why.new) for why in again.why] == [("pending", "confirmed"), ("confirmed", "pending")]
    assert added.events("C-4")[-3:] == ["ask", "snooze", "ask"]
    added.check()


def test_an_answer_is_not_rewritten(session: Session, added: Bench, ann: Act, desk: Desk) -> None:
    tie(session, ann, 4, LinkKind.DEPENDS_ON, 1)
    added.settle(1)
    revisit.resolve(session, 1, ItemResolution.UNSURE, ann, desk=desk)
    review.reopen(session, 1, ReopenReason.ERROR, ann)
    states = [item.state for item in added.items(*ItemState, claim=4)]
    assert sorted(states) == [ItemState.OPEN, ItemState.RESOLVED]


def test_moves_that_come_to_nothing_ask_nothing(session: Session, added: Bench, ann: Act) -> None:
    tie(session, ann, 4, LinkKind.DEPENDS_ON, 1)
    review.take(session, 1, ann)
    review.release(session, 1, ann)
    assert added.items() == []


@pytest.mark.parametrize("resolution", [Resolution.RETRACTED, Resolution.OUT_OF_SCOPE])
def test_a_trigger_that_is_closed_is_waited_for_no_more(
    session: Session, added: Bench, ann: Act, resolution: Resolution
) -> None:
    links.wait_for(session, 1, 2, ann)
    review.close(session, 2, resolution, ann)
    assert added.claim(1).state is State.PENDING
    assert asked(added, 1)[0][2][0].new == resolution.value


def test_a_merged_claim_is_followed_to_the_one_that_stands(session: Session, added: Bench, ann: Act) -> None:
    links.wait_for(session, 1, 2, ann)
    review.close(session, 2, Resolution.DUPLICATE, ann, target=3)
    assert (added.claim(1).state, added.items()) == (State.WAITING, []), "it is as open as it was"
    added.settle(3)
    assert added.claim(1).state is State.PENDING
    assert asked(added, 1)[0][0] == "C-3"
    review.restore(session, 2, Act(by="ann", now=ann.now, note="not the same"))
    told = [(one[0], one[2][0].old, one[2][0].new) for one in asked(added, 1)]
    assert ("C-2", "confirmed", "pending") in told, "taken out, it is as open as it is itself"
    added.check()


def test_merging_into_what_is_settled_is_a_result(session: Session, added: Bench, ann: Act) -> None:
    links.wait_for(session, 1, 2, ann)
    added.settle(3)
    review.close(session, 2, Resolution.DUPLICATE, ann, target=3)
    assert added.claim(1).state is State.PENDING
    assert asked(added, 1)[0][2][0].new == "confirmed"


def test_what_was_merged_away_is_asked_about_where_it_stands(session: Session, added: Bench, ann: Act) -> None:
    tie(session, ann, 4, LinkKind.DEPENDS_ON, 1)
    review.close(session, 4, Resolution.DUPLICATE, ann, target=2)
    added.settle(1)
    assert [item.claim for item in added.items()] == ["C-2"]
    review.close(session, 2, Resolution.RETRACTED, ann)
    review.reopen(session, 1, ReopenReason.ERROR, ann)
    assert len(added.items(*ItemState, claim=2)) == 1, "nothing is asked about what is closed"


def test_a_link_to_what_is_settled_asks_at_once(session: Session, added: Bench, ann: Act) -> None:
    added.settle(2)
    tie(session, ann, 3, LinkKind.CONTRADICTS, 2)
    assert asked(added, 3) == [("C-2", Cause.CONTRADICTION, [Reason(ReasonKind.CONTRADICTS, new="confirmed")])]
    assert asked(added, 2) == []
    with pytest.raises(InvalidDataError, match="C-2 is confirmed already, so that there is nothing to wait for"):
        links.wait_for(session, 1, 2, ann)
    assert added.claim(1).state is State.PENDING


def test_waiting_ends_where_there_is_nothing_to_wait_for(session: Session, added: Bench, ann: Act) -> None:
    links.wait_for(session, 1, 2, ann)
    links.unlink(session, 1, [links.Link(LinkKind.WAITS_FOR, 2)], ann)
    assert added.claim(1).state is State.PENDING
    assert added.last("C-1").details["cause"] == "unlinked"
    links.wait_for(session, 1, 2, ann, until=date(2026, 9, 1))
    links.unlink(session, 1, [links.Link(LinkKind.WAITS_FOR, 2)], ann)
    assert added.claim(1).wake_on == date(2026, 9, 1), "the day is still to come"
    added.check()


def test_an_ended_link_stays_and_tells_nothing(session: Session, added: Bench, ann: Act) -> None:
    tie(session, ann, 3, LinkKind.CONTRADICTS, 2)
    links.unlink(session, 2, [links.Link(LinkKind.CONTRADICTS, 3)], ann)
    added.settle(2)
    assert added.items() == []
    (link,) = company.links_of(session, 2)
    assert link.ended == ann.now
    tie(session, ann, 3, LinkKind.CONTRADICTS, 2)
    assert len(company.links_of(session, 2)) == 2
    assert added.last("C-2").event == "link"
    ended = next(one for one in history.of_stream(session, "C-2") if one.event == "unlink")
    assert (ended.details["of"], ended.details["other"]) == ("C-3", "C-2"), "as it was made"
    assert added.events("C-3")[-4:] == ["link", "unlink", "link", "ask"]
    added.check()


@pytest.mark.usefixtures("added")
def test_restoring_ends_only_the_link_that_closed(session: Session, ann: Act) -> None:
    tie(session, ann, 4, LinkKind.DEPENDS_ON, 1)
    review.close(session, 4, Resolution.SUPERSEDED, ann, target=2)
    review.restore(session, 4, Act(by="ann", now=ann.now, note="no"))
    assert {link.kind: link.ended is None for link in company.links_of(session, 4)} == {
        "depends_on": True,
        "superseded": False,
    }


REFUSED: list[tuple[str, int, LinkKind, int, str]] = [
    ("itself", 1, LinkKind.DEPENDS_ON, 1, "C-1 cannot be linked to itself"),
    ("twice", 4, LinkKind.DEPENDS_ON, 1, "C-4 depends on C-1 already"),
    ("the other way", 2, LinkKind.CONTRADICTS, 3, "C-2 contradicts C-3 already"),
    ("in a circle", 2, LinkKind.WAITS_FOR, 4, "C-4 rests on C-2 already"),
]


@pytest.mark.parametrize(("claim", "kind", "other", "words"), [row[1:] for row in REFUSED], ids=[r[0] for r in REFUSED])
@pytest.mark.usefixtures("added")
def test_links_that_make_no_sense_are_refused(
    session: Session, ann: Act, claim: int, kind: LinkKind, other: int, words: str
) -> None:
    tie(session, ann, 4, LinkKind.DEPENDS_ON, 1)
    tie(session, ann, 1, LinkKind.WAITS_FOR, 2)
    tie(session, ann, 3, LinkKind.CONTRADICTS, 2)
    with pytest.raises(InvalidDataError, match=words):
        tie(session, ann, claim, kind, other)


@pytest.mark.usefixtures("added")
def test_circles_are_seen_through_merged_claims(session: Session, ann: Act) -> None:
    review.close(session, 2, Resolution.DUPLICATE, ann, target=3)
    tie(session, ann, 1, LinkKind.WAITS_FOR, 3)
    tie(session, ann, 3, LinkKind.DEPENDS_ON, 4)
    review.restore(session, 2, Act(by="ann", now=ann.now, note="no"))
    review.close(session, 3, Resolution.DUPLICATE, ann, target=2)
    for kind in (LinkKind.WAITS_FOR, LinkKind.DEPENDS_ON):
        with pytest.raises(InvalidDataError, match="C-1 rests on C-2 already"):
            tie(session, ann, 2, kind, 1)
        with pytest.raises(InvalidDataError, match="C-1 rests on C-4 already"):
            tie(session, ann, 4, kind, 1)


@pytest.mark.usefixtures("added")
@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (LinkKind.WAITS_FOR, "waits for the other or depends on it"),
        (LinkKind.DEPENDS_ON, "waits for the other or depends on it"),
        (LinkKind.CONTRADICTS, "contradict each other by a link"),
    ],
)
@pytest.mark.parametrize(("claim", "into"), [(1, 2), (2, 1)])
def test_linked_claims_are_not_made_one(
    session: Session, ann: Act, kind: LinkKind, words: str, claim: int, into: int
) -> None:
    tie(session, ann, 1, kind, 2)
    with pytest.raises(InvalidDataError, match=words):
        review.close(session, claim, Resolution.DUPLICATE, ann, target=into)
    links.unlink(session, 1, [links.Link(kind, 2)], ann)
    review.close(session, claim, Resolution.DUPLICATE, ann, target=into)


def test_what_a_duplicate_waited_for_does_not_end_another_wait(session: Session, added: Bench, ann: Act) -> None:
    links.wait_for(session, 1, 2, ann)
    review.close(session, 1, Resolution.DUPLICATE, ann, target=4)
    review.wait(session, 4, ann, until=date(2027, 1, 1))
    added.settle(2)
    assert added.claim(4).wake_on == date(2027, 1, 1)
    assert asked(added, 4)[0][0] == "C-2"
    assert [link.claim.id for link in whole.claim(session, 4).links if link.kind == "waits_for"] == ["C-1"]


def test_what_contradicts_later_comes_first(session: Session, added: Bench, ann: Act) -> None:
    tie(session, ann, 4, LinkKind.DEPENDS_ON, 1)
    added.settle(1)
    tie(session, ann, 4, LinkKind.CONTRADICTS, 1)
    (item,) = [item for item in added.items(claim=4) if item.other]
    assert (item.cause, [why.kind.value for why in item.why]) == (
        Cause.CONTRADICTION,
        ["depends_on", "contradicts"],
    )


@pytest.mark.usefixtures("added")
def test_a_closed_claim_is_not_linked(session: Session, ann: Act) -> None:
    review.close(session, 2, Resolution.DUPLICATE, ann, target=3)
    with pytest.raises(InvalidDataError, match=r"C-2 is closed \(duplicate of C-3\)\. Name C-3, which stands for it"):
        tie(session, ann, 1, LinkKind.DEPENDS_ON, 2)
    with pytest.raises(InvalidDataError, match="Say what it hangs on"):
        tie(session, ann, 1, LinkKind.DEPENDS_ON)


def test_a_link_is_an_act_of_a_person_on_the_version_they_saw(session: Session, added: Bench, ann: Act) -> None:
    seen = added.claim(4).version
    links.link(session, 4, [links.Link(LinkKind.DEPENDS_ON, 1)], Act("ann", ann.now, expect_version=seen))
    assert added.claim(4).version == seen + 1
    with pytest.raises(StaleVersionError):
        links.unlink(session, 4, [links.Link(LinkKind.DEPENDS_ON, 1)], Act("ann", ann.now, expect_version=seen))
    with pytest.raises(InvalidDataError, match="leaves that to people"):
        tie(session, ann.by_machine(), 4, LinkKind.DEPENDS_ON, 2)


def test_a_result_costs_the_same_whatever_hangs_on_it(session: Session, bench: Bench, ann: Act) -> None:
    costs = []
    for hanging in (2, 12):
        first = claims.add(session, f"The pier number {hanging} is open to walkers", "https://desk.example", ann).id
        for number in range(hanging):
            other = claims.add(session, f"Stall {number} sells fish on pier {hanging}", "https://desk.example", ann).id
            tie(session, ann, other, LinkKind.DEPENDS_ON, first)
        bench.seal()
        with counted(session) as statements:
            review.close(session, first, Resolution.RETRACTED, ann)
            bench.seal()
        costs.append(statements["SELECT"])
    assert costs[0] == costs[1]


def test_an_event_is_looked_for_among_the_claims(session: Session, bench: Bench, ann: Act) -> None:
    promise = "The ferry company will order two ships once the envoys return to the capital"
    facts: dict[str, Any] = {
        "due": Due(DueKind.EVENT, "once the envoys return to the capital", None, None, None, "event/1",
                   "the envoys return to the capital"),
    }  # fmt: skip
    text = f"Ships\n\n{promise}.\n"
    found = builders.an_extracted_claim(text, promise, **facts)
    bench.take_in(builders.an_article(text), builders.an_extraction(text, found))
    claims.add(session, "The price of cod fell", "https://desk.example", ann)
    told = claims.add(session, ENVOYS, "https://desk.example", ann).id
    bench.seal()
    assert links.suggest(session, 1) == [told]
    assert links.suggest(session, told) == []
    review.accept(session, 1, ann)
    links.wait_for(session, 1, told, ann)
    assert links.suggest(session, 1) == []
