"""Claims that hang on each other, moved at the same moment."""

from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from claimtrack.domain.links import LinkKind
from claimtrack.domain.revisit import ItemState
from claimtrack.domain.states import Resolution, State, Verdict
from claimtrack.errors import InvalidDataError
from claimtrack.settings import Settings
from claimtrack.store import queue, sessions, tracked
from claimtrack.workflow import claims, links, marking, review
from claimtrack.workflow.act import Act
from claimtrack.workflow.desk import Desk
from tests.workflow.conftest import ELSEWHERE
from tests.workflow.test_races import assert_sound, together

ROUNDS = 6


@pytest.fixture
def tied(settings: Settings, ann: Act) -> Settings:
    """Return the settings of a database in which each claim contradicts the next, and the last one the first."""
    with sessions.writing(settings) as session:
        for number in range(4):
            claims.add(session, f"The Norvik ferry carried {number + 1} hundred people", "https://desk.example", ann)
        for number in range(1, 5):
            links.link(session, number, [links.Link(LinkKind.CONTRADICTS, number % 4 + 1)], ann)
    return settings


def test_claims_that_contradict_each_other_are_settled_at_once(tied: Settings, now: datetime, desk: Desk) -> None:
    act = Act(by="ann", now=now)

    def settle(number: int) -> Callable[[Session], object]:
        given, why = (ELSEWHERE,), "both say so"
        return lambda session: (
            marking.mark(session, number, Verdict.DISPUTED, act, desk=desk, sources=given, override=why).id
        )

    def take_back(number: int) -> Callable[[Session], object]:
        return lambda session: marking.mark_pending(session, number, act).id

    for _ in range(ROUNDS):
        assert together(tied, *map(settle, (4, 2, 3, 1))) == [4, 2, 3, 1], "nobody waits for somebody who waits"
        assert together(tied, *map(take_back, (1, 3, 2, 4))) == [1, 3, 2, 4]
    with sessions.reading(tied) as session:
        items = queue.find_items(session)
        between = [(item.claim, item.other.id) for item in items if item.other]
        assert len(between) == len(set(between)) == 8, "one item for each two, however often they change"
        assert sum(len(item.why) for item in items) == 8 * 2 * ROUNDS
    assert_sound(tied)


def test_a_trigger_is_settled_while_it_is_waited_for(tied: Settings, now: datetime, desk: Desk) -> None:
    act = Act(by="ann", now=now)

    def settle(session: Session) -> object:
        return marking.mark(session, 1, Verdict.CONFIRMED, act, desk=desk, sources=(ELSEWHERE,)).id

    def wait(session: Session) -> object:
        return links.wait_for(session, 3, 1, act).id

    settled, waited = together(tied, settle, wait)
    assert settled == 1
    assert waited == 3 or isinstance(waited, InvalidDataError), "too late, and it is told so"
    with sessions.reading(tied) as session:
        told = [item for item in queue.find_items(session, [ItemState.OPEN], claim=3) if item.other]
        assert len(told) == (waited == 3), "nobody waits for what has come already"
    with sessions.writing(tied) as session:
        assert tracked.get_claim(session, 3).state is State.PENDING
    assert_sound(tied)


def test_the_ends_of_a_link_are_merged_and_settled(tied: Settings, now: datetime, desk: Desk) -> None:
    act = Act(by="ann", now=now, note="no")

    def merge(session: Session) -> object:
        return review.close(session, 4, Resolution.DUPLICATE, act, target=2).id

    def settle(session: Session) -> object:
        return marking.mark(session, 1, Verdict.CONFIRMED, act, desk=desk, sources=(ELSEWHERE,)).id

    for _ in range(ROUNDS):
        assert together(tied, merge, settle) == [4, 1]
        assert together(
            tied,
            lambda session: review.restore(session, 4, act).id,
            lambda session: marking.mark_pending(session, 1, act).id,
        ) == [4, 1]
    assert_sound(tied)


def test_two_who_merge_the_other_way_round_do_not_wait_for_each_other(tied: Settings, now: datetime) -> None:
    act = Act(by="ann", now=now, note="no")

    def merge(claim: int, into: int) -> Callable[[Session], object]:
        def run(session: Session) -> object:
            review.each(session, [claim], [into])
            return review.close(session, claim, Resolution.DUPLICATE, act, target=into).id

        return run

    def bring_back(claim: int) -> Callable[[Session], object]:
        def run(session: Session) -> object:
            review.each(session, [claim])
            return marking.mark_pending(session, claim, act).id

        return run

    for _ in range(ROUNDS):
        found = together(tied, merge(4, 2), merge(2, 4))
        refused = [outcome for outcome in found if isinstance(outcome, Exception)]
        assert [type(error) for error in refused] == [InvalidDataError], found
        merged = next(outcome for outcome in found if isinstance(outcome, int))
        accepted = merge(1, 3)
        assert together(tied, bring_back(merged), accepted) == [merged, 1]
        assert together(tied, bring_back(1)) == [1]
    assert_sound(tied)
