"""One thing with all its company."""

import pytest
from sqlalchemy.orm import Session

from claimtrack.domain.evidence import Stance
from claimtrack.domain.states import RejectReason, Resolution
from claimtrack.domain.tracked import Reservations
from claimtrack.errors import UnknownIdError
from claimtrack.workflow import claims as tracking
from claimtrack.workflow import evidence, review, whole
from claimtrack.workflow.act import Act
from claimtrack.workflow.desk import Desk
from tests.builders import COST, PROMISE, TEXT, an_extracted_claim, an_extraction, quote
from tests.workflow.conftest import ELSEWHERE, Bench

HIGHER = "The repairs of the Linden Street bridge cost 5.1 million euros by now, Marta Oyelaran said."


def test_a_claim_comes_with_everything_that_stands_with_it(
    session: Session, bench: Bench, ann: Act, desk: Desk
) -> None:
    bench.take_in()
    bench.tell(f"[Ines Varga|{COST}], she said.", HIGHER)
    bench.settle(2)
    evidence.attach(session, 2, ELSEWHERE, Stance.REFUTES, ann, desk=desk)
    review.close(session, 2, Resolution.DUPLICATE, ann, target=1)
    bench.seal()
    found = whole.claim(session, 2)
    assert (found.claim.id, found.claim.status) == ("C-2", "duplicate of C-1")
    assert [mention.article for mention in found.mentions] == ["A-1", "A-2"]
    assert [link.stance.value for link in found.evidence] == ["supports", "refutes"]
    assert [(verdict.verdict.value, verdict.in_force) for verdict in found.verdicts] == [("confirmed", False)]
    assert sorted(item.cause.value for item in found.items) == ["evidence_changed", "new_article"]
    assert [(link.claim.id, link.other.id) for link in found.links] == [("C-2", "C-1")]
    assert found.events[0].event == "propose"
    assert len(found.events) == len(bench.events("C-2"))
    assert [link.claim.id for link in whole.claim(session, 1).links] == ["C-2"]


def test_the_sentence_shows_the_quote_in_its_place(session: Session, bench: Bench) -> None:
    bench.tell(f"“[Marta Oyelaran|{PROMISE}],” she said.")
    sentence = whole.claim(session, 1).sentence
    assert sentence
    text, start, end = sentence
    assert (text[:start], text[start:end], text[end:]) == ("“", PROMISE, ",” she said.")


def test_the_words_to_weigh_are_kept_with_their_places(session: Session, bench: Bench) -> None:
    will, nobody, council = ((quote(TEXT, words),) for words in ("will", "Nobody", "according to the city council"))
    promise = an_extracted_claim(hedges=will, negations=nobody, conditions=council)
    bench.take_in(extraction=an_extraction(TEXT, promise, an_extracted_claim(words=COST)))
    bench.check()
    assert whole.claim(session, 1).reservations == Reservations(will, nobody, council)
    assert whole.claim(session, 2).reservations == Reservations((), (), ())  # looked for, and not there


def test_a_claim_by_hand_has_no_sentence(session: Session, bench: Bench, ann: Act) -> None:
    tracking.add(session, "The tunnel is flooded", "https://x.example", ann)
    bench.seal()
    found = whole.claim(session, 1)
    assert (found.sentence, found.mentions) == (None, ())
    assert found.reservations == Reservations((), None, None)  # nobody has looked for them


def test_an_article_comes_with_the_claims_first_found_in_it(session: Session, bench: Bench, ann: Act) -> None:
    bench.take_in()
    review.reject(session, 1, RejectReason.OPINION, ann)
    record, claims = whole.article(session, 1)
    assert (record.id, record.claims) == ("A-1", ("C-1", "C-2"))
    assert {name: claim.status for name, claim in claims.items()} == {"C-1": "rejected (opinion)", "C-2": "proposed"}


def test_what_is_not_there_is_named(session: Session) -> None:
    for look, name in (
        (whole.claim, "C-9"),
        (whole.article, "A-9"),
        (whole.evidence_link, "E-9"),
        (whole.item, "R-9"),
    ):
        with pytest.raises(UnknownIdError, match=name):
            look(session, 9)


def test_one_link_and_one_item(session: Session, bench: Bench, ann: Act, desk: Desk) -> None:
    bench.take_in()
    bench.settle(2)
    evidence.attach(session, 2, ELSEWHERE, Stance.REFUTES, ann, desk=desk)
    bench.seal()
    assert whole.evidence_link(session, 2).stance is Stance.REFUTES
    assert whole.item(session, 1).claim == "C-2"
