"""Filters among the candidates: who gets the places of those left out, who never falls out, and what is counted."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from claimtrack.domain.claim import Modality
from claimtrack.domain.narrowing import Narrowing, narrowing
from claimtrack.domain.states import State
from claimtrack.matching import MatchPolicy, Statement, names_of
from claimtrack.store import topics
from claimtrack.store.narrowing import Sieve, fitting
from claimtrack.workflow.ingest import Ingested
from claimtrack.workflow.narrowing import MOST, best
from tests.builders import a_claim_row, a_story
from tests.workflow.conftest import Bench

PLACES = 5
ARTICLE = date(2026, 4, 20)
OTHERS = 30


def tell(bench: Bench, *sentences: str, filed: tuple[str, ...] = (), **facts: Any) -> Ingested:
    article, extraction = a_story(*sentences, **facts)
    return bench.take_in(replace(article, topics=filed), extraction)


def crowd(bench: Bench, *, old: date, filed: str) -> None:
    """Fill a desk with claims that share the words of one story, and one claim of a story of our own."""
    for at in range(OTHERS):
        told = f"[The council said that the repairs of the Linden bridge cost {at + 10} million euros in part {at}]."
        tell(bench, told, filed=(filed,), published=old, url=f"https://a.example/{at}", title=f"Bridge {at}")
    tell(
        bench,
        "[The council of Ulmet said that all of the repairs cost 4 million euros].",
        filed=("Ulmet",),
        published=date(2026, 4, 1),
        url="https://b.example/1",
        title="Ulmet",
    )
    bench.desk = replace(bench.desk, matching=MatchPolicy(floor=0.0, below=0.0, candidates=PLACES))


RIGHT = f"C-{OTHERS + 1}"
AGAIN = "The council said that the repairs of the Linden bridge cost 5 million euros."


def asked_about(bench: Bench, wanted: Narrowing, **facts: Any) -> Ingested:
    bench.desk = replace(bench.desk, narrowing=wanted)
    return tell(bench, AGAIN, published=ARTICLE, url="https://c.example/1", title="Costs", **facts)


def test_where_many_share_the_words_the_right_claim_has_no_place(bench: Bench) -> None:
    crowd(bench, old=date(2020, 5, 1), filed="Linden")
    found = asked_about(bench, Narrowing(), filed=("Ulmet",))
    assert (RIGHT in found.touched, len(found.touched), found.filtered) == (False, PLACES, 0)


@pytest.mark.parametrize("given", [{"window": "P1Y"}, {"same_topic": True}])
def test_it_gets_one_where_a_filter_leaves_the_others_out(bench: Bench, given: dict[str, object]) -> None:
    crowd(bench, old=date(2020, 5, 1), filed="Linden")
    found = asked_about(bench, narrowing(given), filed=("Ulmet",))
    assert (found.touched, found.filtered) == ((RIGHT,), PLACES)
    details = bench.last("A-32").details
    assert details["filtered"] == PLACES
    assert details.get("compared_since") == ("2025-04-20" if "window" in given else None)
    assert details.get("compared_by_topic") == ("same_topic" in given or None)


def test_without_topics_or_a_day_nothing_is_left_out(bench: Bench) -> None:
    crowd(bench, old=date(2020, 5, 1), filed="Linden")
    wanted = narrowing({"window": "P1Y", "same_topic": True})
    bench.desk = replace(bench.desk, narrowing=wanted)
    found = tell(bench, AGAIN, published=None, url="https://c.example/1", title="Costs")
    assert found.filtered == 0
    assert "It has no date, so that it was compared with claims of all days, whatever the window is." in found.warnings


SINCE = date(2025, 4, 20)
OLD: dict[str, Any] = {"published": date(2019, 1, 1)}
PROMISE = {**OLD, "modality": Modality.FORWARD_LOOKING}

WINDOW: dict[str, tuple[dict[str, Any], bool]] = {
    "old": (OLD, False),
    "the day before": ({"published": date(2025, 4, 19)}, False),
    "the first day": ({"published": SINCE}, True),
    "later than the article": ({"published": date(2030, 1, 1)}, True),
    "undated": ({"published": None}, True),
    "an open promise": (PROMISE, True),
    "an open promise whose day is over": ({**PROMISE, "due_latest": date(2020, 1, 1)}, True),
    "waiting": ({**OLD, "state": State.WAITING, "wake_on": date(2020, 1, 1)}, True),
    "waiting for an event": ({**OLD, "state": State.WAITING}, True),
    "due in the window": ({**OLD, "due_latest": date(2025, 6, 1)}, True),
    "due after it": ({**OLD, "due_latest": date(2027, 6, 1)}, True),
    "to look at in the window": ({**OLD, "due_review_by": date(2025, 6, 1)}, True),
    "woken in the window": ({**OLD, "wake_on": date(2025, 6, 1)}, True),
    "due before it": ({**OLD, "due_latest": date(2020, 6, 1)}, False),
    "a promise that is closed": ({**PROMISE, "state": State.CLOSED, "resolution": "out_of_scope"}, False),
}


def test_what_is_in_the_window(session: Session, subtests: pytest.Subtests) -> None:
    for name, (facts, stays) in WINDOW.items():
        with subtests.test(name):
            claim = a_claim_row(session, **facts)
            assert fitting(session, [claim.id], Sieve(since=SINCE)) == ({claim.id} if stays else set())


def test_what_has_a_topic_of_the_article_or_none(session: Session) -> None:
    for filed in (("Harbour",), ("Budget", "Harbour"), ("Budget",), ()):
        claim = a_claim_row(session)
        topics.give(session, [claim.id], topics.name(session, {name.lower(): name for name in filed}))
    (harbour,) = topics.find(session, ["harbour"]).values()
    assert fitting(session, range(1, 5), Sieve(topics=frozenset({harbour}))) == {1, 2, 4}
    assert fitting(session, range(1, 5), Sieve(topics=frozenset())) == {4}
    assert fitting(session, range(1, 5), Sieve()) == {1, 2, 3, 4}
    assert fitting(session, [], Sieve()) == set()


SPOKEN: dict[str, tuple[dict[str, Any], bool]] = {
    "of whom it names": ({"speaker": "port director Marta Oyelaran"}, True),
    "by one word of the name": ({"speaker": "Oyelaran"}, True),
    "of somebody else": ({"speaker": "Ida Brandt"}, False),
    "of nobody": ({}, True),
    "of somebody without a name": ({"speaker": "the city council"}, True),
    "an open promise of somebody else": ({"speaker": "Ida Brandt", "modality": Modality.FORWARD_LOOKING}, True),
    "waiting, of somebody else": ({"speaker": "Ida Brandt", "state": State.WAITING}, True),
}


def test_whose_claims_are_compared(session: Session, subtests: pytest.Subtests) -> None:
    names = names_of([Statement("The bridge is shut, Ms. Oyelaran said.")])
    for name, (facts, stays) in SPOKEN.items():
        with subtests.test(name):
            claim = a_claim_row(session, **facts)
            assert fitting(session, [claim.id], Sieve(names=names)) == ({claim.id} if stays else set())


@pytest.mark.parametrize(("told", "left_out"), [("Marta Oyelaran", False), ("Ida Brandt", True)])
def test_an_article_is_compared_with_claims_of_whom_it_names(bench: Bench, told: str, left_out: bool) -> None:
    bench.desk = replace(bench.desk, narrowing=narrowing({"same_speaker": True}))
    first = "[Marta Oyelaran|The repairs of the Linden bridge cost 4 million euros], Marta Oyelaran said."
    tell(bench, first, url="https://a.example/1", title="Costs of a bridge")
    again = f"The repairs of the Linden bridge cost 5 million euros, {told} said."
    found = tell(bench, again, published=ARTICLE, url="https://b.example/1", title="More costs")
    assert (bool(found.touched), found.filtered) == (not left_out, int(left_out))
    assert bench.last("A-2").details["compared_by_speaker"] is True


class Ranks:
    """A matcher that ranks the same claims for each passage, and remembers what it was asked for."""

    def __init__(self, *claims: Sequence[int]) -> None:
        self.claims, self.asked = claims, list[tuple[list[int], int]]()

    def __call__(self, passages: Sequence[int], size: int) -> list[list[int]]:
        self.asked.append((list(passages), size))
        return [list(self.claims[at][:size]) for at in passages]


def numbered(session: Session, old: int, new: int) -> tuple[list[int], list[int]]:
    made = [a_claim_row(session, published=day).id for day in [OLD["published"]] * old + [ARTICLE] * new]
    return made[:old], made[old:]


def test_more_is_asked_for_only_where_places_are_free(session: Session) -> None:
    old, new = numbered(session, 50, 4)
    ask = Ranks([*new, *old], [*old[:20], *new, *old[20:]], old)
    kept, out = best(session, ask, 3, 2, Sieve(since=SINCE))
    assert kept == [new[:2], new[:2], []]
    assert ask.asked == [([0, 1, 2], 8), ([1, 2], 32)]
    assert out == 2  # the same two of the second passage and the third


def test_no_more_is_asked_for_than_there_is(session: Session) -> None:
    old, new = numbered(session, 5, 1)
    ask = Ranks([*old, *new])
    assert best(session, ask, 1, 2, Sieve(since=SINCE)) == ([new], 2)
    assert [size for _, size in ask.asked] == [8]


@pytest.mark.parametrize(("places", "sizes"), [(50, [200, 800]), (100, [400, MOST]), (400, [MOST]), (2000, [2000])])
def test_it_ends(session: Session, places: int, sizes: list[int]) -> None:
    old, _ = numbered(session, 1, 0)
    ask = Ranks(old * 5000)
    assert best(session, ask, 1, places, Sieve(since=SINCE)) == ([[]], 1)
    assert [size for _, size in ask.asked] == sizes
