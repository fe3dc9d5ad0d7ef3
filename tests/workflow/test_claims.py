"""Claims by hand and changed wordings: what is taken, what is kept, and by what they are found."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from claimtrack.domain.claim import Modality
from claimtrack.domain.due import DueKind
from claimtrack.domain.evidence import Priority
from claimtrack.domain.states import RejectReason, State
from claimtrack.errors import InvalidDataError, StaleVersionError, UnknownIdError
from claimtrack.matching import terms
from claimtrack.store import claims as stored
from claimtrack.store import postings
from claimtrack.workflow import claims, review
from claimtrack.workflow.act import Act
from tests.builders import COST, an_article, an_extracted_claim, an_extraction
from tests.workflow.conftest import Bench

SOURCE = "https://assembly.example/minutes"


def searched(session: Session, words: str) -> list[str]:
    return [claim.id for claim in stored.find_claims(session, stored.ClaimFilter(search=words))]


def test_a_claim_by_hand_is_pending_at_once(session: Session, bench: Bench, ann: Act) -> None:
    act = Act(by="ann", now=ann.now, note="heard it myself")
    claims.add(session, "  The tunnel\n is flooded ", SOURCE, act, speaker=" Ines  Varga ", priority=Priority.HIGH)
    found = bench.claim()
    assert (found.text, found.source, found.speaker, found.attributed) == (
        "The tunnel is flooded",
        SOURCE,
        "Ines Varga",
        True,
    )
    assert (found.state, found.version, found.priority, found.quote) == (State.PENDING, 1, Priority.HIGH, None)
    event = bench.last()
    assert (event.event, event.by, event.target, event.note) == ("add", "ann", "pending", "heard it myself")
    assert event.details == {
        "text": "The tunnel is flooded",
        "modality": "asserted_fact",
        "polarity": "as_quoted",
        "attributed": True,
        "speaker": "Ines Varga",
        "source": SOURCE,
        "published": "2026-03-02",
        "priority": "high",
        "confidence": 1.0,
        "rule": "by hand",
    }
    assert searched(session, "tunnel") == ["C-1"]
    bench.check()


@pytest.mark.parametrize("due", [date(2026, 6, 1), date(2026, 1, 1)])
def test_a_due_day_makes_it_a_promise(session: Session, bench: Bench, ann: Act, due: date) -> None:
    claims.add(session, "The tunnel will be dry", SOURCE, ann, due=due)
    found = bench.claim()
    assert found.modality is Modality.FORWARD_LOOKING
    assert found.due
    assert (found.due.kind, found.due.latest, found.due.rule) == (DueKind.STATED, due, "by_hand/1")
    assert found.due.earliest
    assert found.due.earliest <= due
    assert bench.last().details["due"]["latest"] == due.isoformat()
    assert review.wait(session, 1, ann).wake_on == due


@pytest.mark.usefixtures("bench")
@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"text": " \n "}, "claim is empty"),
        ({"text": "x" * 5_001}, "claim is longer than 5,000"),
        ({"text": "a\x00b"}, "claim holds characters"),
        ({"text": "half \ud83d a pair"}, "claim holds characters"),
        ({"source": "  "}, "source is empty"),
        ({"source": "https://x.example/\udcff"}, "source holds characters"),
        ({"source": "https://"}, "not a whole address"),
        ({"source": "https://ann:secret@x.example"}, "carries a user name"),
        ({"speaker": "\ud800"}, "speaker holds characters"),
        ({"speaker": "x" * 501}, "speaker is longer than 500"),
    ],
)
def test_what_cannot_be_kept_is_refused(session: Session, ann: Act, facts: dict[str, str], why: str) -> None:
    given = {"text": "The tunnel is flooded", "source": SOURCE, "act": ann} | facts
    with pytest.raises(InvalidDataError, match=why):
        claims.add(session, **given)  # type: ignore[arg-type]
    assert stored.count_claims(session) == 0


def test_a_blank_speaker_is_none(session: Session, bench: Bench, ann: Act) -> None:
    claims.add(session, "The tunnel is flooded", SOURCE, ann, speaker="  ")
    assert (bench.claim().speaker, bench.claim().attributed) == (None, False)


def test_the_longest_that_is_taken_fits_both_databases(session: Session, bench: Bench, ann: Act) -> None:
    claims.add(session, "𝔞" * 5_000, "ü" * 2_000, ann, speaker="漢" * 500)
    bench.check()
    assert stored.find_claims(session, stored.ClaimFilter(speaker="漢" * 200))


# --- edits -----------------------------------------------------------------------------------------------


def test_old_and_new_values_are_kept(session: Session, bench: Bench, ann: Act) -> None:
    bench.take_in()
    claims.edit(
        session, 2, ann, text="The repairs have cost 4.2 million euros.", speaker="the council", priority=Priority.LOW
    )
    found = bench.claim(2)
    assert (found.text, found.speaker, found.attributed, found.priority, found.version) == (
        "The repairs have cost 4.2 million euros.",
        "the council",
        True,
        Priority.LOW,
        2,
    )
    assert found.quote
    assert found.quote.text == COST
    event = bench.last("C-2")
    assert (event.event, event.version) == ("edit", 2)
    assert event.details["changes"] == {
        "text": {"old": f"{COST}.", "new": "The repairs have cost 4.2 million euros."},
        "speaker": {"old": None, "new": "the council"},
        "attributed": {"old": "False", "new": "True"},
        "priority": {"old": "normal", "new": "low"},
    }
    bench.check()


def test_a_new_wording_is_what_is_found(session: Session, bench: Bench, ann: Act) -> None:
    bench.take_in()
    claims.edit(session, 2, ann, text="The bill for the works has doubled", speaker="Ines Varga")
    assert searched(session, "doubled") == ["C-2"]
    assert searched(session, "euros") == ["C-2"]  # in its quote
    by_name = stored.find_claims(session, stored.ClaimFilter(speaker="VARGA"))
    assert [claim.id for claim in by_name] == ["C-2"]
    bench.check()
    (doubled,) = terms("doubled")
    assert postings.term_ids(session, [doubled])[doubled][1] == 1


def test_a_claim_is_known_again_by_its_quote_whatever_its_wording(session: Session, bench: Bench, ann: Act) -> None:
    bench.take_in()
    claims.edit(session, 2, ann, text="The bill for the works has doubled")
    assert [mention.claim for mention in bench.tell(f"[{COST}], it said.").mentions] == ["C-2"]


def test_a_claim_by_hand_is_known_again_by_its_newest_wording(session: Session, bench: Bench, ann: Act) -> None:
    claims.add(session, "The bridge costs a fortune and then some", SOURCE, ann)
    claims.edit(session, 1, ann, text=COST)
    assert set(bench.last().details["changes"]) == {"text"}
    assert [mention.claim for mention in bench.tell(f"[{COST}], it said.").mentions] == ["C-1"]


@pytest.mark.parametrize("due", [date(2026, 5, 1), date(2026, 9, 1)])
def test_a_new_due_day_replaces_the_window(session: Session, bench: Bench, ann: Act, due: date) -> None:
    bench.take_in()
    claims.edit(session, 1, ann, due=due)
    found = bench.claim().due
    assert found
    assert (found.latest, found.review_by, found.rule, found.phrase) == (due, None, "by_hand/1", "on June 12, 2026")
    assert found.earliest
    assert found.earliest <= due
    assert bench.last().details["changes"]["due_latest"] == {"old": "2026-06-12", "new": due.isoformat()}


def test_a_due_day_that_policy_set_gives_way(session: Session, bench: Bench, ann: Act) -> None:
    vague = {"kind": DueKind.VAGUE, "phrase": "soon", "latest": None, "review_by": date(2026, 6, 1), "rule": "soon/1"}
    claim = an_extracted_claim()
    assert claim.due
    given = type(claim.due)(**{name: getattr(claim.due, name) for name in claim.due.__slots__} | vague)
    bench.take_in(an_article(), an_extraction(an_article().text, an_extracted_claim(due=given)))
    claims.edit(session, 1, ann, due=date(2026, 4, 1))
    found = bench.claim().due
    assert found
    assert (found.kind, found.wake_on, found.review_by) == (DueKind.STATED, date(2026, 4, 1), None)


def test_a_closed_claim_can_be_corrected_and_stays_out_of_the_matching_index(
    session: Session, bench: Bench, ann: Act
) -> None:
    bench.take_in()
    review.reject(session, 2, RejectReason.OPINION, ann)
    bench.seal()
    claims.edit(session, 2, ann, text="The bill for the works has doubled")
    bench.check()
    assert searched(session, "doubled") == ["C-2"]
    assert postings.term_ids(session, terms("doubled")) == {}


@pytest.mark.parametrize("facts", [{}, {"text": f"{COST}."}, {"priority": Priority.NORMAL}])
def test_changing_nothing_is_refused(session: Session, bench: Bench, ann: Act, facts: dict[str, object]) -> None:
    bench.take_in()
    with pytest.raises(InvalidDataError, match="Nothing to change: C-2 says so already"):
        claims.edit(session, 2, ann, **facts)  # type: ignore[arg-type]
    assert bench.claim(2).version == 1


def test_an_edit_checks_the_version_and_the_words(session: Session, bench: Bench, ann: Act) -> None:
    bench.take_in()
    claims.edit(session, 1, ann, priority=Priority.HIGH)
    bench.seal()
    with pytest.raises(StaleVersionError, match="ann did edit"):
        claims.edit(session, 1, Act(by="bob", now=ann.now, expect_version=1), text="x")
    with pytest.raises(InvalidDataError, match="wording is empty"):
        claims.edit(session, 1, ann, text="  ")
    with pytest.raises(UnknownIdError):
        claims.edit(session, 9, ann, text="x")
