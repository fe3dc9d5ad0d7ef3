"""Claims that say nearly the same: proposed as one, kept apart, merged, and brought back."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from claimtrack.domain.claim import Modality
from claimtrack.domain.duplicates import PairRecord, PairState
from claimtrack.domain.evidence import Priority
from claimtrack.domain.revisit import ReasonKind
from claimtrack.domain.states import RejectReason, Resolution, State
from claimtrack.errors import InvalidDataError, NotFoundError
from claimtrack.store import company, duplicates, evidence
from claimtrack.store.duplicates import PairFilter
from claimtrack.workflow import apart, claims, review
from claimtrack.workflow import duplicates as finding
from claimtrack.workflow.act import Act
from tests.workflow.conftest import Bench

FERRY = "The ferry to Gull Island carries 900 passengers a day in the summer months"
AGAIN = "The ferry to Gull Island carries 900 passengers every day in the summer months"
MORE = "The ferry to Gull Island carries 1,200 passengers a day in the summer months"


def pairs(session: Session, claim: int | None = None, *, everything: bool = False) -> list[PairRecord]:
    session.flush()
    return duplicates.find_pairs(session, PairFilter(claim, everything))


def names(session: Session, *, everything: bool = False) -> list[tuple[str, str]]:
    return [(pair.claim, pair.older) for pair in pairs(session, everything=everything)]


@pytest.fixture
def told(bench: Bench) -> Bench:
    """Return a bench that tracks the ferry (C-1), the whale (C-2) and the bridge (C-3)."""
    bench.tell(
        f"[Marta Oyelaran|{FERRY}], she said.",
        "[The museum of the sea has bought the skeleton of a whale from Norway].",
        "[The council will pay 4.2 million euros for the repairs of the Linden Street bridge].",
        url="https://a.example/1",
        outlet="Quay Courier",
        published=date(2026, 3, 2),
    )
    return bench


@pytest.fixture
def alike(told: Bench) -> Bench:
    """Return the same bench when another article has said the ferry in nearly the same words (C-4)."""
    told.tell(f"[Ines Varga|{AGAIN}], she said.", "[The school of navigation has closed for good].")
    return told


# --- proposed --------------------------------------------------------------------------------------------


def test_nearly_the_same_words_are_proposed_as_one(session: Session, told: Bench) -> None:
    found = told.tell(f"[Ines Varga|{AGAIN}], she said.", "[The school of navigation has closed for good].")
    (pair,) = pairs(session)
    assert (pair.claim, pair.older, pair.state) == ("C-4", "C-1", PairState.PROPOSED)
    assert [(one.claim, one.other, one.score) for one in found.alike] == [("C-4", "C-1", pair.score)]
    assert {reason.kind: (reason.old, reason.new) for reason in pair.why} == {
        ReasonKind.WORDS: ("a", "every"),
        ReasonKind.SPEAKER: ("Marta Oyelaran", "Ines Varga"),  # said so, and no bar
    }
    assert told.events("C-4") == ["propose", "alike"]
    assert told.last("C-4").by == "claimtrack"
    assert [told.claim(number).state for number in (1, 4)] == [State.PROPOSED] * 2  # nothing is merged
    told.check()


def test_another_figure_is_another_claim(session: Session, told: Bench) -> None:
    assert told.tell(f"[{MORE}].").alike == ()
    assert pairs(session, everything=True) == []


def test_one_article_is_not_held_against_itself(session: Session, bench: Bench) -> None:
    bench.tell(f"[{FERRY}].", f"[{AGAIN}].")
    assert bench.claim(2).article == "A-1"
    assert pairs(session, everything=True) == []


def test_a_closed_claim_is_not_proposed(session: Session, told: Bench, ann: Act) -> None:
    review.reject(session, 1, RejectReason.OPINION, ann)
    told.seal()
    assert told.tell(f"[{AGAIN}].").alike == ()


def test_claims_by_hand_are_compared_too(session: Session, told: Bench, ann: Act) -> None:
    claims.add(session, AGAIN, "an interview", ann)
    claims.add(session, AGAIN.replace("every", "each"), "another interview", ann)
    told.seal()
    assert ("C-4", "C-1") in names(session)
    assert ("C-5", "C-4") in names(session)


def test_at_most_three_are_proposed_for_one_claim(session: Session, told: Bench) -> None:
    for at, word in enumerate(("nearly", "usually", "always", "sometimes", "gladly")):
        told.tell(f"[{FERRY.replace('carries', f'carries {word}')}].", url=f"https://b.example/{at}")
    found = pairs(session)
    assert all(sum(pair.claim == f"C-{number}" for pair in found) <= finding.MOST for number in range(4, 9))
    assert ("C-8", "C-1") in names(session)


# --- all claims ------------------------------------------------------------------------------------------


def forget(session: Session) -> None:
    session.flush()
    for pair in duplicates.pairs_of(session, range(1, 100)).values():
        session.delete(pair)
    session.flush()


def sweep(bench: Bench, after: int = 0) -> int:
    proposed = 0
    while (step := finding.step(bench.session, after, bench.act)).last is not None:
        after, proposed = step.last, proposed + step.proposed
        bench.seal()
    return proposed


def test_comparing_all_claims_finds_what_ingest_finds_and_nothing_twice(
    session: Session, alike: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    (before,) = pairs(session)
    forget(session)
    monkeypatch.setattr(finding, "BATCH", 1)
    assert sweep(alike) == 1
    (again,) = pairs(session)
    assert (again.claim, again.older, again.why) == (before.claim, before.older, before.why)
    assert again.score == pytest.approx(before.score, abs=0.01)  # the new claim counts among the others by now
    assert sweep(alike) == 0
    assert names(session, everything=True) == [("C-4", "C-1")]
    alike.check()


def test_a_run_goes_on_behind_a_claim(session: Session, alike: Bench) -> None:
    forget(session)
    assert sweep(alike, after=4) == 0
    assert sweep(alike, after=3) == 1


# --- kept apart ------------------------------------------------------------------------------------------


def test_what_is_kept_apart_is_not_asked_again(session: Session, alike: Bench, ann: Act) -> None:
    apart.keep_apart(session, 1, 4, Act(by="ann", now=ann.now, note="other years"))
    assert pairs(session) == []
    assert sweep(alike) == 0
    (pair,) = pairs(session, everything=True)
    assert (pair.state, pair.by, pair.note) == (PairState.APART, "ann", "other years")
    assert [alike.last(name).event for name in ("C-1", "C-4")] == ["keep_apart"] * 2
    with pytest.raises(InvalidDataError, match="kept apart already, by ann"):
        apart.keep_apart(session, 4, 1, ann)
    apart.ask_again(session, 4, 1, ann)
    assert names(session) == [("C-4", "C-1")]
    assert alike.last("C-1").event == "ask_again"
    alike.check()


def test_another_wording_is_another_question(session: Session, alike: Bench, ann: Act) -> None:
    apart.keep_apart(session, 4, 1, ann)
    claims.edit(session, 4, ann, text=AGAIN.replace("every", "each"))
    (pair,) = pairs(session)
    assert (pair.state, pair.by) == (PairState.PROPOSED, None)
    claims.edit(session, 4, ann, text=MORE)
    assert pairs(session) == []
    assert [pair.state for pair in pairs(session, everything=True)] == [PairState.PAST]
    alike.check()


def test_only_pairs_that_were_proposed_are_kept_apart(session: Session, alike: Bench, ann: Act) -> None:
    with pytest.raises(NotFoundError, match="C-2 and C-1 were never proposed"):
        apart.keep_apart(session, 2, 1, ann)
    with pytest.raises(InvalidDataError, match="claimtrack itself"):
        apart.keep_apart(session, 4, 1, ann.by_machine())
    with pytest.raises(InvalidDataError, match="not kept apart"):
        apart.ask_again(session, 4, 1, ann)
    alike.check()


# --- changed -----------------------------------------------------------------------------------------------


TURNIPS = "The price of turnips has risen sharply in all of the southern markets"


def reasoned(ann: Act) -> Act:
    return Act(by="ann", now=ann.now, note="another look")


def test_each_change_of_a_pair_stands_in_both_histories(session: Session, alike: Bench, ann: Act) -> None:
    first = [event for event in alike.history("C-1") if event.event == "alike"]
    assert [(event.by, event.details["other"]) for event in first] == [("claimtrack", "C-4")]
    apart.keep_apart(session, 4, 1, reasoned(ann))
    claims.edit(session, 4, ann, text=AGAIN.replace("every", "each"))
    for name, other in (("C-1", "C-4"), ("C-4", "C-1")):
        told = alike.last(name)
        assert (told.event, told.details["other"], told.details["was"]) == ("alike", other, "kept apart by ann")
    claims.edit(session, 4, ann, text=TURNIPS)
    for name, other in (("C-1", "C-4"), ("C-4", "C-1")):
        told = alike.last(name)
        assert (told.event, told.by, told.details["other"]) == ("alike_no_more", "claimtrack", other)
    claims.edit(session, 4, ann, text=f"{TURNIPS} again")
    assert alike.events("C-1").count("alike_no_more") == 1
    alike.check()


def test_another_modality_or_speaker_is_looked_at(session: Session, alike: Bench, ann: Act) -> None:
    claims.edit(session, 4, ann, speaker="Marta Oyelaran")
    (pair,) = pairs(session)
    assert ReasonKind.SPEAKER not in {why.kind for why in pair.why}
    claims.edit(session, 4, ann, modality=Modality.FORWARD_LOOKING)
    assert names(session) == []
    assert sweep(alike) == 0
    claims.edit(session, 4, ann, modality=Modality.REPORTED)
    assert names(session) == [("C-4", "C-1")]


def test_what_a_comparison_does_not_read_leaves_a_decision(session: Session, alike: Bench, ann: Act) -> None:
    apart.keep_apart(session, 4, 1, ann)
    claims.edit(session, 4, ann, priority=Priority.HIGH, due=date(2026, 9, 1))
    claims.edit(session, 4, ann, modality=Modality.ASSERTED_FACT)  # no more to come than before
    assert [pair.state for pair in pairs(session, everything=True)] == [PairState.APART]
    alike.check()


def test_a_claim_edited_while_closed_is_compared_when_it_is_back(session: Session, alike: Bench, ann: Act) -> None:
    review.close(session, 4, Resolution.OUT_OF_SCOPE, ann)
    claims.edit(session, 4, ann, text=TURNIPS)
    assert [pair.state for pair in pairs(session, everything=True)] == [PairState.PAST]
    review.restore(session, 4, reasoned(ann))
    assert names(session) == []
    assert [alike.last(name).event for name in ("C-1", "C-4")] == ["alike_no_more"] * 2
    alike.check()


def test_a_restored_claim_is_compared_with_what_came_meanwhile(session: Session, told: Bench, ann: Act) -> None:
    review.reject(session, 1, RejectReason.OPINION, ann)
    told.seal()
    assert told.tell(f"[{AGAIN}].").alike == ()
    review.restore(session, 1, reasoned(ann))
    assert names(session) == [("C-4", "C-1")]
    told.check()


def test_merged_claims_are_not_kept_apart(session: Session, alike: Bench, ann: Act) -> None:
    review.close(session, 4, Resolution.DUPLICATE, ann, target=1)
    with pytest.raises(InvalidDataError, match=r"C-4 is merged into C-1\..* claimtrack restore C-4 --note"):
        apart.keep_apart(session, 1, 4, ann)
    review.close(session, 1, Resolution.DUPLICATE, ann, target=2)
    with pytest.raises(InvalidDataError, match="C-1 and C-4 are merged into C-2"):
        apart.keep_apart(session, 1, 4, ann)
    alike.check()


# --- merged ----------------------------------------------------------------------------------------------


def test_merging_and_restoring_leave_a_claim_as_it_was(session: Session, alike: Bench, ann: Act) -> None:
    review.accept(session, 4, ann)
    alike.settle(1)

    def whole(number: int) -> tuple[object, ...]:
        claim = alike.claim(number)
        return (
            (claim.text, claim.state, claim.verdict, claim.speaker, claim.due, claim.quote),
            company.mentions_of(session, number),
            evidence.of_claim(session, number),
            company.verdicts_of(session, number),
            alike.items(claim=number),
        )

    before = whole(1), whole(4), pairs(session)
    review.close(session, 4, Resolution.DUPLICATE, ann, target=1)
    alike.check()
    assert alike.claim(4).status == "duplicate of C-1"
    assert alike.claim(4).verdict is None  # never copied
    assert pairs(session) == []
    assert [pair.state for pair in pairs(session, everything=True)] == [PairState.MERGED]
    assert (alike.last("C-1").event, alike.last("C-1").details["other"]) == ("merge", "C-4")
    review.restore(session, 4, Act(by="ann", now=ann.now, note="they are two"))
    alike.check()
    assert (whole(1), whole(4), pairs(session)) == before
    assert alike.last("C-1").event == "unmerge"
    assert [link.ended is not None for link in company.links_of(session, 4)] == [True]


def test_what_repeats_a_duplicate_is_a_mention_of_the_claim_that_stands(
    session: Session, alike: Bench, ann: Act
) -> None:
    review.close(session, 4, Resolution.DUPLICATE, ann, target=1)
    review.close(session, 1, Resolution.DUPLICATE, ann, target=2)
    found = alike.tell(f"[{AGAIN}].", url="https://third.example/1", title="Ferries")
    assert (found.claims, [mention.claim for mention in found.mentions]) == ((), ["C-2"])
    assert found.alike == ()
    assert (alike.last("C-2").event, alike.last("C-2").details["other"]) == ("mention", "C-4")
    assert (alike.claim(2).mentions, alike.claim(4).mentions) == (1, 2)  # with the words that are repeated
    alike.check()
    review.restore(session, 4, Act(by="ann", now=ann.now, note="they are two"))
    again = alike.tell(f"[{AGAIN}].", url="https://fourth.example/1", title="Ferries again")
    assert [mention.claim for mention in again.mentions] == ["C-4"]


def test_a_duplicate_of_what_was_rejected_is_proposed_anew(session: Session, alike: Bench, ann: Act) -> None:
    review.close(session, 4, Resolution.DUPLICATE, ann, target=2)
    review.reject(session, 2, RejectReason.OPINION, ann)
    assert alike.tell(f"[{AGAIN}].", url="https://third.example/1").claims == ("C-6",)


def test_a_new_version_goes_on_with_the_duplicates_of_the_one_before(session: Session, told: Bench, ann: Act) -> None:
    told.tell(f"[{AGAIN}].", url="https://b.example/1")
    review.close(session, 4, Resolution.DUPLICATE, ann, target=1)
    found = told.tell(f"[{AGAIN}].", "The tickets cost more.", url="https://b.example/1")
    assert (found.status, found.claims, [mention.claim for mention in found.mentions]) == ("new_version", (), ["C-1"])
    assert [mention.article_version for mention in company.mentions_of(session, 4)] == [1, 2]


def test_a_claim_stands_for_all_that_lead_to_it(session: Session, alike: Bench, ann: Act) -> None:
    for claim, target in ((4, 1), (1, 2), (5, 3), (2, 3)):
        review.close(session, claim, Resolution.DUPLICATE, ann, target=target)
    assert duplicates.merged_into(session, [3]) == {1, 2, 4, 5}
    assert duplicates.merged_into(session, [1]) == {4}
    assert duplicates.standing_for(session, range(1, 6)) == {1: 3, 2: 3, 3: 3, 4: 3, 5: 3}
    review.restore(session, 1, Act(by="ann", now=ann.now, note="no"))
    assert duplicates.merged_into(session, [3]) == {2, 5}
    assert duplicates.standing_for(session, [4, 5]) == {4: 1, 5: 3}
    alike.check()


def test_a_circle_ends(session: Session, alike: Bench, ann: Act) -> None:
    review.close(session, 4, Resolution.DUPLICATE, ann, target=1)
    with pytest.raises(InvalidDataError, match="the other way round"):
        review.close(session, 1, Resolution.DUPLICATE, ann, target=4)
    review.close(session, 1, Resolution.DUPLICATE, ann, target=2)
    alike.seal()
    # As no door makes it.
    session.connection().exec_driver_sql(
        "UPDATE claim SET state = 'closed', resolution = 'duplicate', target_id = 4 WHERE id = 2"
    )
    assert duplicates.merged_into(session, [1]) == {2, 4}
    assert duplicates.standing_for(session, [1]).keys() == {1}


def test_closing_otherwise_takes_no_one_along(session: Session, alike: Bench, ann: Act) -> None:
    review.close(session, 4, Resolution.SUPERSEDED, ann, target=1)
    assert duplicates.merged_into(session, [1]) == set()
    assert duplicates.standing_for(session, [4]) == {4: 4}
    assert alike.last("C-1").event != "merge"
    assert [pair.state for pair in pairs(session, everything=True)] == [PairState.PAST]
