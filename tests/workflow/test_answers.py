"""Answers to revisit items: taken back, given to several at once, and remembered for copies of a passage."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from claimtrack.domain.revisit import ItemResolution, ItemState
from claimtrack.domain.states import State
from claimtrack.errors import InvalidDataError, MoveNotAllowedError, StaleVersionError, UnknownIdError
from claimtrack.matching import MatchPolicy
from claimtrack.store import company
from claimtrack.store import evidence as stored
from claimtrack.workflow import review, revisit
from claimtrack.workflow.act import Act
from claimtrack.workflow.desk import Desk
from tests.workflow.conftest import Bench, tick

BILL = "The repairs of the Linden Street bridge cost 4.2 million euros"
HIGHER = "The repairs of the Linden Street bridge cost 5.1 million euros by now, the city council said."
LATER = date(2026, 9, 1)


@pytest.fixture
def asked(bench: Bench) -> Bench:
    """Return a bench where R-1 asks about the bill, C-1."""
    bench.tell(f"[{BILL}].", url="https://courier.example/bridge", outlet="Quay Courier")
    bench.tell(HIGHER, url="https://radio.example/bill")
    assert [item.id for item in bench.items()] == ["R-1"]
    return bench


def answer(bench: Bench, resolution: ItemResolution, item: int = 1) -> None:
    revisit.resolve(bench.session, item, resolution, bench.act, desk=bench.desk)
    bench.seal()


# --- taken back ------------------------------------------------------------------------------------------


def test_an_answer_that_is_taken_back_stays_in_the_history(asked: Bench) -> None:
    answer(asked, ItemResolution.NOT_RELATED)
    done = revisit.reopen(asked.session, 1, Act(by="bob", now=asked.act.now, note="it is this bridge"))
    assert done == revisit.Reopened("R-1", "C-1", "resolved as not_related", stays=False)
    (item,) = asked.items()
    assert (item.state, item.resolution, item.note) == (ItemState.OPEN, None, None)
    assert asked.events()[-2:] == ["revisit", "ask_again"]
    event = asked.last()
    assert (event.by, event.note, event.details) == (
        "bob",
        "it is this bridge",
        {"item": "R-1", "was": "resolved as not_related"},
    )
    answer(asked, ItemResolution.UPDATES)
    assert asked.items(ItemState.RESOLVED)[0].resolution is ItemResolution.UPDATES
    asked.check()


def test_what_an_answer_did_stays_and_is_not_done_twice(asked: Bench) -> None:
    review.accept(asked.session, 1, asked.act)
    review.wait(asked.session, 1, asked.act, until=LATER)
    answer(asked, ItemResolution.SUPPORTS)
    before = asked.claim()
    assert (before.state, before.evidence) == (State.PENDING, 1)
    assert revisit.reopen(asked.session, 1, asked.act).stays
    after = asked.claim()
    assert (after.version, replace(after, version=before.version)) == (before.version + 1, before)
    again = revisit.resolve(asked.session, 1, ItemResolution.SUPPORTS, asked.act, desk=asked.desk)
    assert (again.evidence, len(stored.of_claim(asked.session, 1))) == (None, 1)
    revisit.reopen(asked.session, 1, asked.act)
    other = revisit.resolve(asked.session, 1, ItemResolution.CONTRADICTS, asked.act, desk=asked.desk)
    assert (other.evidence, len(stored.of_claim(asked.session, 1))) == ("E-2", 2)
    asked.check()


def test_a_verdict_that_was_stood_by_stays(asked: Bench) -> None:
    asked.settle()
    answer(asked, ItemResolution.NO_CHANGE)
    revisit.reopen(asked.session, 1, asked.act)
    assert (asked.claim().state, len(company.verdicts_of(asked.session, 1))) == (State.SETTLED, 2)
    assert [item.id for item in asked.items()] == ["R-1"]
    asked.check()


def test_a_snooze_ends_at_once(asked: Bench) -> None:
    revisit.snooze(asked.session, 1, LATER, asked.act)
    assert revisit.reopen(asked.session, 1, asked.act).was == "snoozed"
    assert [(item.id, item.snoozed_until) for item in asked.items()] == [("R-1", None)]
    assert tick(asked.session, asked.act, LATER).back == ()


def test_what_lies_below_the_floor_can_be_asked_about_after_all(bench: Bench) -> None:
    strict = Bench(bench.session, bench.act, Desk(matching=MatchPolicy(floor=0.99, below=0.05)))
    strict.tell(f"[{BILL}].", url="https://a.example/1")
    strict.tell(HIGHER, url="https://b.example/1")
    assert revisit.reopen(strict.session, 1, strict.act).was == "below"
    assert [item.id for item in strict.items()] == ["R-1"]
    strict.check()


def test_there_has_to_be_something_to_take_back(asked: Bench) -> None:
    with pytest.raises(MoveNotAllowedError, match="R-1 is open, so it cannot: reopen"):
        revisit.reopen(asked.session, 1, asked.act)
    with pytest.raises(UnknownIdError, match="R-7"):
        revisit.reopen(asked.session, 7, asked.act)
    answer(asked, ItemResolution.UNSURE)
    with pytest.raises(MoveNotAllowedError, match="claimtrack revisit reopen R-1"):
        answer(asked, ItemResolution.UPDATES)
    with pytest.raises(InvalidDataError, match="leaves that to people"):
        revisit.reopen(asked.session, 1, asked.act.by_machine())
    review.accept(asked.session, 1, asked.act)
    with pytest.raises(StaleVersionError):
        revisit.reopen(asked.session, 1, Act(by="ann", now=asked.act.now, expect_version=1))


def test_nothing_is_put_off_to_a_day_that_has_come(asked: Bench) -> None:
    today = asked.act.now.date()
    for day in (today, today - timedelta(days=3)):
        with pytest.raises(InvalidDataError, match="has to be after today"):
            revisit.snooze(asked.session, 1, day, asked.act)


def test_each_item_comes_once(asked: Bench) -> None:
    assert revisit.each(asked.session, [1, 1]) == [1]
    with pytest.raises(UnknownIdError, match="R-7"):
        revisit.each(asked.session, [1, 7])


# --- remembered ------------------------------------------------------------------------------------------

COPIES = {
    "another outlet": (HIGHER, "https://wire.example/copy"),
    "other spaces": (HIGHER.replace(" ", "  ").replace("million euros", "million\u00a0euros"), "https://x.example/1"),
    "quotation marks": (f"“{HIGHER.removesuffix('.')}.”", "https://x.example/1"),
    "other quotation marks": (f'"{HIGHER}"', "https://x.example/1"),
    "capitals": (HIGHER.upper(), "https://x.example/1"),
    "a later version": (HIGHER, "https://radio.example/bill"),
}


@pytest.mark.parametrize("copy", COPIES)
@pytest.mark.parametrize("resolution", [ItemResolution.NOT_RELATED, ItemResolution.UPDATES, None])
def test_a_copy_of_the_passage_does_not_ask_again(asked: Bench, copy: str, resolution: ItemResolution | None) -> None:
    if resolution:
        answer(asked, resolution)
    words, url = COPIES[copy]
    found = asked.tell("It rained on the bridge all day.", words, url=url, outlet="Coast Wire")
    assert (found.revisit, found.touched) == ((), ())
    assert len(asked.items(*ItemState)) == 1


@pytest.mark.parametrize("url", ["https://wire.example/copy", "https://radio.example/bill"])
def test_words_that_did_change_ask_again(asked: Bench, url: str) -> None:
    answer(asked, ItemResolution.NOT_RELATED)
    found = asked.tell("It rained.", HIGHER.replace("5.1 million", "6.3 million"), url=url)
    assert found.touched == ("C-1",)
    (item,) = asked.items()
    assert item.passage
    assert "6.3 million" in item.passage.text
    asked.check()


SECOND: dict[str, Callable[[Bench, Act], object]] = {
    "snooze": lambda b, act: revisit.snooze(b.session, 1, date(2026, 10, 1), act),
    "resolve": lambda b, act: revisit.resolve(b.session, 1, ItemResolution.UNSURE, act, desk=b.desk),
    "reopen": lambda b, act: revisit.reopen(b.session, 1, act),
}


@pytest.mark.parametrize("second", SECOND)
@pytest.mark.parametrize("first", ["snooze", "reopen"])
def test_who_comes_second_to_an_item_is_told_who_was_first(asked: Bench, first: str, second: str) -> None:
    if first == "reopen":
        revisit.snooze(asked.session, 1, LATER, asked.act)
    seen, bob = asked.claim().version, Act(by="bob", now=asked.act.now)
    SECOND[first](asked, bob)
    asked.seal()
    event = "snooze" if first == "snooze" else "ask_again"
    before = asked.items(*ItemState)
    with pytest.raises(StaleVersionError, match=f"C-1 is at version {seen + 1}, not {seen}: bob did {event}"):
        SECOND[second](asked, replace(asked.act, expect_version=seen))
    assert asked.items(*ItemState) == before
    asked.check()
