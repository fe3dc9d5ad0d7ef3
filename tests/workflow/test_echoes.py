"""New articles against tracked claims: said again, worth another look, and what is not asked."""

import math
import sys
from datetime import date

import pytest
from sqlalchemy.orm import Session

from claimtrack.domain.claim import Polarity
from claimtrack.domain.revisit import Cause, ItemResolution, ItemState, ReasonKind, Relation
from claimtrack.domain.states import RejectReason, Resolution, State, Verdict
from claimtrack.matching import ANALYSIS_VERSION, POINTS_VERSION, MatchPolicy
from claimtrack.store import articles, company
from claimtrack.workflow import review, revisit
from claimtrack.workflow.act import Act
from claimtrack.workflow.desk import Desk
from tests.builders import COST, PROMISE, a_story
from tests.workflow.conftest import Bench

BILL = "The repairs of the Linden Street bridge cost 4.2 million euros"
HIGHER = "The repairs of the Linden Street bridge cost 5.1 million euros by now, the city council said."
SHUT = "The Linden Street bridge will reopen on July 30, 2026, and not before, port director Marta Oyelaran said."


@pytest.fixture
def tracked(bench: Bench) -> Bench:
    """Return a bench that tracks the bill (C-1) and the promise (C-2), and what else the harbour is about."""
    bench.tell(
        f"[city council|{BILL}], it said.",
        f"[Marta Oyelaran|{PROMISE}], she said.",
        "[The ferry to Gull Island carries 900 passengers a day].",
        "[The museum of the sea has bought a whale].",
        title="Harbour bridge to reopen in June",
        url="https://courier.example/bridge",
        outlet="Quay Courier",
        times={"June 12, 2026": date(2026, 6, 12)},
        published=date(2026, 3, 2),
    )
    return bench


# --- said again ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", [State.PROPOSED, State.PENDING, State.WAITING, State.SETTLED])
def test_the_same_statement_is_one_more_mention(session: Session, tracked: Bench, ann: Act, state: State) -> None:
    if state in {State.PENDING, State.WAITING}:
        review.accept(session, 1, ann)
    if state is State.WAITING:
        review.wait(session, 1, ann, until=date(2026, 5, 1))
    if state is State.SETTLED:
        tracked.settle(1)
    before = tracked.claim(1)
    found = tracked.tell(f"“[{BILL}],” a spokesman of the council said.")
    assert (found.claims, [mention.claim for mention in found.mentions]) == ((), ["C-1"])
    assert found.mentions[0].quote.text == BILL
    after = tracked.claim(1)
    assert (after.mentions, after.version, after.state, after.verdict) == (2, before.version, state, before.verdict)
    assert [mention.outlet for mention in company.mentions_of(session, 1)] == ["Quay Courier", "Harbour Radio"]
    assert not [item for item in tracked.items(*ItemState) if item.claim == "C-1"]
    noted = tracked.last()
    assert (noted.event, noted.by, noted.details["article"]) == ("mention", "claimtrack", "A-2")
    tracked.check()


def test_who_says_it_is_kept_with_each_mention(session: Session, tracked: Bench) -> None:
    tracked.tell(f"[Ines Varga|{BILL}], she said.")
    said = [mention.attribution["normalized"] for mention in company.mentions_of(session, 1) if mention.attribution]
    assert said == ["city council", "Ines Varga"]
    assert tracked.claim(1).speaker == "city council"


def test_case_quotation_marks_and_dashes_make_no_other_statement(tracked: Bench) -> None:
    found = tracked.tell(f"[{BILL.upper()}.]")
    assert [mention.claim for mention in found.mentions] == ["C-1"]


def test_another_day_behind_the_same_words_is_another_claim(bench: Bench) -> None:
    told = "[The council will vote on the repairs of the bridge on Monday], it said."
    bench.tell(told, times={"Monday": date(2026, 3, 9)}, url="https://a.example/1")
    same = bench.tell(told, times={"Monday": date(2026, 3, 9)}, url="https://b.example/1")
    assert (same.claims, [mention.claim for mention in same.mentions]) == ((), ["C-1"])
    other = bench.tell(told, "It met late.", times={"Monday": date(2026, 3, 16)}, url="https://c.example/1")
    assert (other.claims, other.mentions) == (("C-2",), ())


def test_the_same_words_denied_are_another_claim(tracked: Bench) -> None:
    found = tracked.tell(f"The council denied that [{BILL}].", polarity=Polarity.DENIED)
    assert (found.claims, found.mentions) == (("C-5",), ())


def test_a_few_words_are_no_repetition(bench: Bench) -> None:
    bench.tell("[The bridge collapsed].", url="https://a.example/1")
    assert bench.tell("[The bridge collapsed].", url="https://b.example/1").mentions == ()


def test_of_several_claims_with_the_same_words_the_oldest_is_meant(session: Session, tracked: Bench, ann: Act) -> None:
    tracked.tell(f"Denied: [{BILL}].", polarity=Polarity.DENIED, url="https://a.example/1")
    assert [m.claim for m in tracked.tell(f"[{BILL}].", url="https://b.example/1").mentions] == ["C-1"]
    review.reject(session, 1, RejectReason.OPINION, ann)
    assert tracked.tell(f"[{BILL}].", url="https://c.example/1").claims == ("C-6",)


# --- worth another look ----------------------------------------------------------------------------------


def test_a_related_passage_opens_an_item_that_says_why(tracked: Bench) -> None:
    found = tracked.tell(HIGHER, "Nobody was hurt.")
    (item,) = tracked.items(claim=1)
    assert item.id in found.revisit
    assert (item.cause, item.article, item.state) == (Cause.NEW_ARTICLE, "A-2", ItemState.OPEN)
    assert item.passage
    assert item.passage.text == HIGHER
    assert item.relation in {Relation.UPDATES, Relation.CONTRADICTS}
    assert item.score is not None
    assert MatchPolicy().floor <= item.score <= 1
    why = {reason.kind: reason for reason in item.why if reason.kind is not ReasonKind.SCORE}
    assert set(why[ReasonKind.NAMES].shared) >= {"Linden", "Street"}
    number = why[ReasonKind.NUMBER]
    assert number.old
    assert number.new
    assert ("4.2 million" in number.old, "5.1 million" in number.new) == (True, True)
    assert any("repairs" in reason.shared for reason in item.why)
    parts = {reason.old: reason.value for reason in item.why if reason.kind is ReasonKind.SCORE}
    assert {"start", "words of the claim", "words in common", "said by somebody"} <= parts.keys()
    total = sum(value for value in parts.values() if value is not None)
    assert item.score == pytest.approx(1 / (1 + math.exp(-total)), abs=1e-3), "the parts add up to the score"
    tracked.check()


def test_a_passage_is_looked_up_by_what_its_words_stand_for(tracked: Bench) -> None:
    plain = tracked.tell("[It takes 400 now].", url="https://b.example/1")
    assert "C-3" not in plain.touched
    told = tracked.tell(
        "[It takes 500 now].", text="The ferry to Gull Island carries 500 passengers now.", url="https://b.example/2"
    )
    assert "C-3" in told.touched


def test_a_date_that_moved_is_named(tracked: Bench) -> None:
    found = tracked.tell(SHUT, times={"July 30, 2026": date(2026, 7, 30)})
    assert "C-2" in found.touched
    (item,) = tracked.items(claim=2)
    assert (ReasonKind.DATE, "June 12, 2026", "July 30, 2026") in [(why.kind, why.old, why.new) for why in item.why]


@pytest.mark.parametrize("state", [State.PROPOSED, State.PENDING, State.IN_REVIEW, State.WAITING, State.SETTLED])
def test_claims_in_every_open_state_and_settled_ones_are_asked_about(
    session: Session, tracked: Bench, ann: Act, state: State
) -> None:
    if state is State.SETTLED:
        tracked.settle(1)
    elif state is not State.PROPOSED:
        review.accept(session, 1, ann)
    if state is State.IN_REVIEW:
        review.take(session, 1, ann)
    if state is State.WAITING:
        review.wait(session, 1, ann, watch="the audit")
    before = tracked.claim(1)
    assert "C-1" in tracked.tell(HIGHER).touched
    assert tracked.claim(1) == before  # an item never changes a claim by itself
    (item,) = tracked.items(claim=1)
    assert item.claim_status == before.status
    tracked.check()


@pytest.mark.parametrize("way", ["rejected", "duplicate", "retracted"])
def test_closed_claims_are_not_asked_about(session: Session, tracked: Bench, ann: Act, way: str) -> None:
    if way == "rejected":
        review.reject(session, 1, RejectReason.OPINION, ann)
    else:
        target = 2 if way == "duplicate" else None
        review.close(session, 1, Resolution(way), ann, target=target)
    tracked.seal()
    assert "C-1" not in tracked.tell(HIGHER).touched
    assert not tracked.items(*ItemState, claim=1)


def test_a_restored_claim_is_asked_about_again(session: Session, tracked: Bench, ann: Act) -> None:
    review.reject(session, 1, RejectReason.OPINION, ann)
    tracked.seal()
    review.restore(session, 1, Act(by="ann", now=ann.now, note="it counts after all"))
    tracked.seal()
    assert "C-1" in tracked.tell(HIGHER).touched


def test_a_match_copies_no_verdict(session: Session, tracked: Bench) -> None:
    tracked.settle(1)
    found = tracked.tell(f"[Ines Varga|{BILL}], she said.", f"[{HIGHER.removesuffix(', the city council said.')}].")
    new = tracked.claim(5)
    assert found.claims == ("C-5",)
    assert (new.state, new.verdict, new.evidence) == (State.PROPOSED, None, 0)
    assert company.verdicts_of(session, 5) == []
    assert [verdict.verdict for verdict in company.verdicts_of(session, 1)] == [Verdict.CONFIRMED]


def test_the_article_s_own_claims_are_left_out(tracked: Bench) -> None:
    changed = f"{BILL}, and the repairs of the Linden Street bridge will cost 5.1 million euros"
    found = tracked.tell(f"[{changed}].", url="https://courier.example/bridge")
    assert found.status == "new_version"
    assert not [item for item in tracked.items(*ItemState) if item.cause is Cause.NEW_ARTICLE]


def test_the_history_keeps_what_was_asked(tracked: Bench) -> None:
    tracked.tell(HIGHER)
    (item,) = tracked.items(claim=1)
    asked = tracked.last("C-1")
    assert (asked.event, asked.by, asked.version, asked.target) == ("ask", "claimtrack", 1, None)
    assert item.passage
    assert item.relation
    assert asked.details == {
        "cause": "new_article",
        "article": "A-2",
        "article_version": 1,
        "items": [item.id],
        "relations": [item.relation.value],
        "scores": [item.score],
        "passages": [f"{item.passage.start}-{item.passage.end}"],
        "matcher": f"terms/{ANALYSIS_VERSION} points/{POINTS_VERSION}",
    }


# --- not asked -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("resolution", [None, *ItemResolution])
def test_the_same_passage_is_asked_about_once(
    tracked: Bench, ann: Act, desk: Desk, resolution: ItemResolution | None
) -> None:
    tracked.settle(1)
    tracked.tell(HIGHER, url="https://a.example/1")
    if resolution:
        act = Act(by="ann", now=ann.now, note="looked at it")
        (item,) = tracked.items(claim=1)
        revisit.resolve(tracked.session, int(item.id[2:]), resolution, act, desk=desk)
        tracked.seal()
    again = tracked.tell(HIGHER, "And that is that.", url="https://b.example/1")
    assert "C-1" not in again.touched
    assert len(tracked.items(*ItemState, claim=1)) == 1
    other = tracked.tell(HIGHER.replace("5.1", "5.8"), url="https://c.example/1")
    assert "C-1" in other.touched
    assert len(tracked.items(*ItemState, claim=1)) == 2
    tracked.check()


def test_not_related_to_one_claim_says_nothing_of_another(
    session: Session, tracked: Bench, ann: Act, desk: Desk
) -> None:
    tracked.tell(HIGHER, url="https://a.example/1")
    (item,) = tracked.items(claim=1)
    revisit.resolve(session, int(item.id[2:]), ItemResolution.NOT_RELATED, ann, desk=desk)
    tracked.tell(f"[Ines Varga|{BILL.replace('4.2', '4.4')}], she said.", url="https://b.example/1")
    found = tracked.tell(HIGHER, "Later more.", url="https://c.example/1")
    assert "C-1" not in found.touched
    assert "C-5" in found.touched


def test_the_same_sentence_twice_in_one_article_is_asked_about_once(tracked: Bench) -> None:
    tracked.tell(HIGHER, "Nobody was hurt.", HIGHER)
    assert len(tracked.items(*ItemState, claim=1)) == 1


def test_what_lies_below_the_floor_is_counted_and_kept(session: Session, bench: Bench) -> None:
    strict = Bench(session, bench.act, Desk(matching=MatchPolicy(floor=0.99, below=0.05)))
    strict.tell(f"[{BILL}].", url="https://a.example/1")
    found = strict.tell(HIGHER, url="https://b.example/1")
    assert (found.revisit, found.touched, found.below) == ((), (), 1)
    assert strict.items() == []
    (kept,) = strict.items(ItemState.BELOW)
    assert (kept.claim, kept.state, bool(kept.why)) == ("C-1", ItemState.BELOW, True)
    assert articles.newest_version(session, 2).below_floor == 1
    assert strict.last("A-2").details["below"] == 1
    assert "ask" not in strict.events("C-1")
    # Kept is kept: a lower floor does not ask about it after all.
    lenient = Bench(session, bench.act, Desk(matching=MatchPolicy(floor=0.1, below=0.05)))
    assert lenient.tell(HIGHER, "Later more.", url="https://c.example/1").revisit == ()
    strict.check()


def test_what_is_not_kept_is_counted(session: Session, bench: Bench) -> None:
    strict = Bench(session, bench.act, Desk(matching=MatchPolicy(floor=0.99, below=0.98)))
    strict.tell(f"[{BILL}].", url="https://a.example/1")
    found = strict.tell(HIGHER, "Nobody was hurt.", url="https://b.example/1")
    assert (found.revisit, found.below, found.left_out) == ((), 0, 1)
    assert strict.items(*ItemState) == []
    assert strict.last("A-2").details["left_out"] == 1


def test_no_more_passages_of_one_article_than_the_policy_says(session: Session, bench: Bench) -> None:
    open_desk = Bench(session, bench.act, Desk(matching=MatchPolicy(floor=0.2, below=0.1, within=0.0, passages=2)))
    open_desk.tell(f"[{BILL}].", url="https://a.example/1")
    found = open_desk.tell(
        *(HIGHER.replace("5.1", f"{figure}.5") for figure in range(5, 10)), url="https://b.example/1"
    )
    assert (len(found.revisit), found.below) == (2, 3)
    assert len(open_desk.items(*ItemState, claim=1)) == 5


def test_only_the_body_is_compared(tracked: Bench) -> None:
    article, extraction = a_story("Nobody was hurt.", title=HIGHER)
    assert "C-1" not in tracked.take_in(article, extraction).touched


def test_an_endless_article_is_compared_up_to_a_point_and_says_so(
    tracked: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules["claimtrack.matching.passages"], "MAX_PASSAGES", 2)
    found = tracked.tell("Nobody was hurt.", "It rained.", HIGHER)
    assert not tracked.items(*ItemState, claim=1)
    assert "only its first 1,000 sentences" in found.warnings[0]
    assert tracked.tell("Nobody was hurt.", HIGHER, url="https://b.example/1").warnings == ()


def test_a_claim_without_a_word_that_counts_does_no_harm(bench: Bench) -> None:
    found = bench.tell("[He did so again].", f"[{COST}].")
    assert found.claims == ("C-1", "C-2")
    bench.check()
    review.reject(bench.session, 1, RejectReason.NOT_A_CLAIM, bench.act)
    bench.check()


def test_the_end_of_a_sentence_without_end_is_not_compared(tracked: Bench) -> None:
    sentence = f"The painter, {'and the baker, ' * 200}said that the repairs of the bridge cost 5.1 million euros."
    found = tracked.tell(sentence)
    assert found.revisit == ()
    assert found.warnings == (
        "A sentence is very long: only the first 2,000 characters were compared with tracked claims.",
    )
