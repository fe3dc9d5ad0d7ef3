"""Filing claims under topics: as they come in, by hand, and later; every change stands in the history."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from claimtrack.domain.states import Resolution
from claimtrack.errors import InvalidDataError, StaleVersionError
from claimtrack.store import topics
from claimtrack.workflow import claims, review
from claimtrack.workflow.act import Act
from tests.builders import a_story
from tests.workflow.conftest import Bench

PIER = "[The old pier of Linden will be shut for a year], the council said."
COST = "[The repairs of the pier will cost 3 million euros], it said."


def tell(bench: Bench, *sentences: str, at: str = "1", filed: tuple[str, ...] = ()) -> tuple[str, tuple[str, ...]]:
    """Take a story in with topics, and return what became of it and the warnings."""
    article, extraction = a_story(*sentences, url=f"https://radio.example/{at}")
    found = bench.take_in(replace(article, topics=filed), extraction)
    return found.status, found.warnings


def test_the_claims_of_an_article_have_its_topics(bench: Bench) -> None:
    tell(bench, PIER, COST, filed=(" Harbour", "Budget", "HARBOUR"))
    assert bench.claim(1).topics == bench.claim(2).topics == ("Budget", "Harbour")
    assert bench.last("C-1").details["topics"] == ["Budget", "Harbour"]
    assert bench.last("A-1").details["topics"] == [" Harbour", "Budget", "HARBOUR"]
    tell(bench, "[A ferry was sold], it said.", at="2")
    assert bench.claim(3).topics == ()
    assert "topics" not in bench.last("C-3").details
    bench.check()


def test_a_claim_that_is_said_again_is_left_as_it_is(bench: Bench) -> None:
    tell(bench, PIER)
    tell(bench, PIER, COST, at="2", filed=("Harbour",))
    assert (bench.claim(1).topics, bench.claim(1).mentions, bench.claim(1).version) == ((), 2, 1)
    assert bench.claim(2).topics == ("Harbour",)


def test_an_article_that_is_here_already_says_what_it_did_not_file(bench: Bench) -> None:
    tell(bench, PIER, filed=("Harbour",))
    assert tell(bench, PIER, filed=("harbour",)) == ("unchanged", ())
    status, (warning,) = tell(bench, PIER, filed=("Harbour", "Roads"))
    assert (status, bench.claim().topics) == ("unchanged", ("Harbour",))
    assert warning.startswith("A-1 is here already: Roads is given to none of its claims.")


def test_an_article_with_a_topic_that_is_none_is_refused(bench: Bench) -> None:
    assert tell(bench, PIER, filed=("x" * 101,))[0] == "refused"


def test_an_article_with_too_many_topics_is_refused_also_where_it_is_here(bench: Bench) -> None:
    many = tuple(f"Topic {number}" for number in range(21))
    assert tell(bench, PIER, filed=many)[0] == "refused"
    assert tell(bench, PIER, filed=many[:20])[0] == "new"
    assert tell(bench, PIER, filed=many)[0] == "refused"


def test_a_claim_has_not_more_topics_than_it_may(session: Session, bench: Bench, ann: Act) -> None:
    many = [f"Topic {number:02}" for number in range(20)]
    claims.add(session, "The tunnel is flooded", "https://a.example/1", ann, filed=many)
    with pytest.raises(InvalidDataError, match="more than 20 topics"):
        claims.edit(session, 1, ann, filed=["Harbour"])
    claims.edit(session, 1, ann, filed=["Harbour"], unfiled=many[:1])
    assert bench.claim().topics == ("Harbour", *many[1:])
    bench.check()


def test_topics_are_given_and_taken_away_by_hand(session: Session, bench: Bench, ann: Act) -> None:
    claims.add(session, "The tunnel is flooded", "https://a.example/1", ann, filed=["Harbour"])
    assert bench.last().details["topics"] == ["Harbour"]
    claims.edit(session, 1, ann, filed=["budget", "HARBOUR"])
    assert (bench.claim().topics, bench.claim().version) == (("budget", "Harbour"), 2)
    assert bench.last().details["changes"] == {"topics": {"old": ["Harbour"], "new": ["budget", "Harbour"]}}
    claims.edit(session, 1, ann, unfiled=["harbour", "BUDGET"], text="The tunnel is wet")
    assert bench.claim().topics == ()
    assert bench.last().details["changes"]["topics"] == {"old": ["budget", "Harbour"], "new": []}
    bench.check()


def test_what_cannot_be_is_refused(session: Session, bench: Bench, ann: Act) -> None:
    tell(bench, PIER, filed=("Harbour",))
    for given, taken, why in (
        (["harbour"], [], "Nothing to change"),
        ([], ["Budget"], "C-1 has no topic 'Budget'; its topics are: Harbour"),
        (["Budget"], ["budget"], "given and taken away at once"),
        ([" "], [], "The topic is empty"),
    ):
        with pytest.raises(InvalidDataError, match=why):
            claims.edit(session, 1, ann, filed=given, unfiled=taken)
    with pytest.raises(StaleVersionError):
        claims.edit(session, 1, Act(by="ann", now=ann.now, expect_version=7), filed=["Budget"])
    assert (bench.claim().topics, bench.claim().version) == (("Harbour",), 1)
    assert topics.find(session, ["budget"]) == {}


def test_a_claim_that_stands_for_another_does_not_take_its_topics(session: Session, bench: Bench, ann: Act) -> None:
    tell(bench, PIER, filed=("Harbour",))
    tell(bench, COST, at="2", filed=("Budget",))
    review.close(session, 2, Resolution.DUPLICATE, ann, target=1)
    assert (bench.claim(1).topics, bench.claim(2).topics) == (("Harbour",), ("Budget",))
