"""What an extractor tells of wording, speaker and worth: kept with the mention, read back, and not made up later."""

from dataclasses import replace

from sqlalchemy.orm import Session

from claimtrack.domain.attribution import Attribution
from claimtrack.domain.claim import Edit, EditKind, ExtractedClaim, Surroundings, WorthReason
from claimtrack.domain.span import Quote
from claimtrack.formats.extraction import wording
from claimtrack.store import company
from claimtrack.workflow import claims, report
from claimtrack.workflow.act import Act
from tests.builders import COST, PROMISE, TEXT, an_extracted_claim, an_extraction, quote
from tests.workflow.conftest import Bench

REASONS = (WorthReason("figure", 2, 0.18), WorthReason("hedge", 1, -0.04))


def pronoun(source: str, hint: str | None) -> ExtractedClaim:
    """Return the cost as said by a pronoun, with all that the extractor tells."""
    place = TEXT.index(source)
    said = Attribution(
        source=Quote.cut(TEXT, place, place + len(source)),
        cue=None,
        content=quote(TEXT, COST),
        confidence=0.9,
        source_hint=hint,
    )
    claim = an_extracted_claim(words=COST)
    edit = Edit(EditKind.DATE, len(COST), "", " [2026]", None, "date/1")
    around = Surroundings((quote(TEXT, "The"),), quote(TEXT, PROMISE), None, "Notes")
    return replace(
        claim,
        text=f"{COST} [2026].",
        attribution=said,
        attributed=True,
        edits=(edit,),
        needs_context=around,
        worth=0.72,
        worth_reasons=REASONS,
    )


def test_what_was_found_is_kept_and_read_back(session: Session, bench: Bench) -> None:
    found = pronoun("The", "Marta Oyelaran")
    bench.take_in(extraction=an_extraction(TEXT, found))
    bench.check()
    claim = bench.claim()
    assert (claim.worth, claim.worth_reasons) == (0.72, REASONS)
    assert (claim.speaker, claim.speaker_hint) == ("The", "Marta Oyelaran")
    (mention,) = company.mentions_of(session, 1)
    assert mention.wording == wording(found)
    assert (mention.worth, mention.worth_reasons) == (0.72, REASONS)
    details = bench.last().details
    assert (details["worth"], details["speaker_hint"]) == (0.72, "Marta Oyelaran")
    assert details["edits"][0]["added"] == " [2026]"


def test_a_speaker_whom_a_person_names_has_no_hint(session: Session, bench: Bench, ann: Act) -> None:
    bench.take_in(extraction=an_extraction(TEXT, pronoun("The", "Marta Oyelaran")))
    claims.edit(session, 1, ann, speaker="Marta Oyelaran")
    assert (bench.claim().speaker, bench.claim().speaker_hint) == ("Marta Oyelaran", None)


def test_what_nobody_scored_is_not_scored(session: Session, bench: Bench, ann: Act) -> None:
    bench.take_in()
    claims.add(session, "The tunnel is flooded.", "minutes", ann)
    assert {(claim.worth, claim.worth_reasons) for claim in map(bench.claim, (1, 2, 3))} == {(None, ())}
    assert company.mentions_of(session, 1)[0].worth is None


def test_what_is_to_triage_comes_in_the_order_of_its_worth(session: Session, bench: Bench, ann: Act) -> None:
    low, high = an_extracted_claim(), an_extracted_claim(words=COST)
    claims_found = (replace(low, worth=0.2), replace(high, worth=0.9))
    bench.take_in(extraction=an_extraction(TEXT, *claims_found))
    queue = report.queue(session, "ann", ann.now, None)
    assert [claim.worth for claim in queue.triage] == [0.9, 0.2]
    assert queue.triage_total == 2
