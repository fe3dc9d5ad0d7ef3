"""Where a claim is said over time, and which of those places come from one origin."""

from collections.abc import Set as AbstractSet
from datetime import date

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from claimtrack.domain.evidence import Priority, Stance
from claimtrack.domain.spread import Spread
from claimtrack.domain.states import Resolution, Verdict
from claimtrack.errors import EvidenceRuleError
from claimtrack.matching import is_copy
from claimtrack.store import company
from claimtrack.store.batches import BATCH
from claimtrack.workflow import claims, evidence, marking, review, spread, whole
from claimtrack.workflow.act import Act
from tests.workflow.conftest import Bench

FERRY = "The ferry to Gull Island carries 900 passengers a day in the summer months"
AGAIN = "The ferry to Gull Island carries 900 passengers every day in the summer months"
REST = (
    "The pier was built by the navy in the years before the war.",
    "A second boat is to be bought from a yard in Norvane.",
    "The council debates the price of the tickets behind closed doors.",
)
OWN = (
    "Our reporter counted the people on the quay for a week.",
    "The harbour master of Kestrel keeps the books on paper.",
    "Nobody at the ferry company wanted to be quoted by name.",
)


def tell(bench: Bench, at: int, outlet: str, *rest: str, day: int = 1, said: str = FERRY, **facts: object) -> None:
    url = f"https://{outlet.lower().replace(' ', '-')}.example/{at}"
    bench.tell(f"[{said}].", *rest, url=url, outlet=outlet, published=date(2026, 3, day), title=f"Notes {at}", **facts)


def spread_of(session: Session, number: int = 1, outlets: dict[str, str] | None = None) -> Spread:
    session.flush()
    return whole.claim(session, number, outlets).spread


def test_places_stand_by_date_and_copies_count_once(session: Session, bench: Bench) -> None:
    tell(bench, 1, "Quay Courier", *REST, day=5)
    tell(bench, 2, "Harbour Radio", *REST, day=6)
    tell(bench, 3, "Coast Post", *OWN, day=2)
    found = spread_of(session)
    assert [(place.article, place.outlet, place.published) for place in found.places] == [
        ("A-3", "Coast Post", date(2026, 3, 2)),
        ("A-1", "Quay Courier", date(2026, 3, 5)),
        ("A-2", "Harbour Radio", date(2026, 3, 6)),
    ]
    assert [place.copy_of for place in found.places] == [None, None, "A-1"]
    assert [place.origin for place in found.places] == ["coast-post.example", *["quay-courier.example"] * 2]
    assert (found.mentions, found.origins, found.unread) == (3, 2, 0)


def test_an_undated_place_comes_last(session: Session, bench: Bench) -> None:
    bench.tell(f"[{FERRY}].", *REST, url="https://a.example/1", published=None)
    tell(bench, 2, "Coast Post", *OWN)
    assert [place.article for place in spread_of(session).places] == ["A-2", "A-1"]


def test_one_agency_is_one_origin(session: Session, bench: Bench) -> None:
    bench.tell(f"KESTREL (Meridian Wire) - [{FERRY}].", *REST, url="https://a.example/1", outlet="Quay Courier")
    bench.tell(f"KESTREL (Meridian Wire) - [{FERRY}].", *OWN, url="https://b.example/1", outlet="Harbour Radio")
    bench.tell(f"[{FERRY}].", "It is cold.", url="https://c.example/1", outlet="Meridian Wire")
    found = spread_of(session)
    assert {place.origin for place in found.places} == {"meridian wire"}
    assert found.origins == 1


def test_the_desk_says_which_outlets_are_one(session: Session, bench: Bench) -> None:
    tell(bench, 1, "Quay Courier", *REST)
    tell(bench, 2, "Coast Post", *OWN)
    assert spread_of(session).origins == 2
    groups = {"Quay Courier": "Coast Group", "coast-post.example": "Coast Group"}
    assert spread_of(session, outlets=groups).origins == 1


def test_each_version_and_each_place_is_a_mention_of_one_article(session: Session, bench: Bench) -> None:
    tell(bench, 1, "Quay Courier", *REST)
    tell(bench, 1, "Quay Courier", *REST, f"Again: [{FERRY}].")
    found = spread_of(session)
    assert [(place.article, place.mentions) for place in found.places] == [("A-1", 3)]


def test_a_claim_shows_where_its_duplicates_are_said(session: Session, bench: Bench, ann: Act) -> None:
    tell(bench, 1, "Quay Courier", *REST, day=5)
    tell(bench, 2, "Coast Post", *OWN, day=2, said=AGAIN)
    tell(bench, 3, "Harbour Radio", "It is cold.", day=9, said=AGAIN)
    before = whole.claim(session, 1), whole.claim(session, 2)
    review.close(session, 2, Resolution.DUPLICATE, ann, target=1)
    bench.seal()
    found = whole.claim(session, 1)
    assert found.merged == ("C-2",)
    assert [(mention.claim, mention.article) for mention in found.mentions] == [
        ("C-1", "A-1"),
        ("C-2", "A-2"),
        ("C-2", "A-3"),
    ]
    assert [(place.article, place.claims) for place in found.spread.places] == [
        ("A-2", ("C-2",)),
        ("A-1", ("C-1",)),
        ("A-3", ("C-2",)),
    ]
    review.restore(session, 2, Act(by="ann", now=ann.now, note="they are two"))
    bench.seal()
    after = whole.claim(session, 1), whole.claim(session, 2)
    for was, now in zip(before, after, strict=True):
        assert (now.mentions, now.spread, now.merged) == (was.mentions, was.spread, was.merged)


def test_beyond_a_hundred_places_addresses_decide(
    session: Session, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spread, "READ", 1)
    tell(bench, 1, "Quay Courier", *REST, day=1)
    tell(bench, 2, "Harbour Radio", *REST, day=2)
    tell(bench, 3, "Quay Courier", *OWN, day=3)
    found = spread_of(session)
    assert (found.unread, found.origins) == (2, 2)


def test_a_claim_by_hand_has_no_place(session: Session, ann: Act) -> None:
    claims.add(session, FERRY, "an interview", ann)
    assert spread_of(session) == Spread()


# --- evidence --------------------------------------------------------------------------------------------


def attach(bench: Bench, article: int, **facts: object) -> str:
    target = evidence.Target(article=article, **facts)  # type: ignore[arg-type]
    return evidence.attach(bench.session, 1, target, Stance.SUPPORTS, bench.act, desk=bench.desk).origin


def test_a_copy_of_the_claims_article_is_no_evidence(session: Session, bench: Bench, ann: Act) -> None:
    tell(bench, 1, "Quay Courier", *REST)
    tell(bench, 2, "Harbour Radio", *REST)
    assert attach(bench, 2) == "quay-courier.example"
    with pytest.raises(EvidenceRuleError):
        marking.mark(session, 1, Verdict.CONFIRMED, ann, desk=bench.desk)
    tell(bench, 3, "Coast Post", *OWN)
    assert attach(bench, 3) == "coast-post.example"
    marking.mark(session, 1, Verdict.CONFIRMED, ann, desk=bench.desk)


def test_a_copy_by_its_address_is_found_out_too(bench: Bench) -> None:
    tell(bench, 1, "Quay Courier", *REST)
    tell(bench, 2, "Harbour Radio", *REST)
    target = evidence.Target(url="https://harbour-radio.example/2")
    row = evidence.attach(bench.session, 1, target, Stance.SUPPORTS, bench.act, desk=bench.desk)
    assert row.origin == "quay-courier.example"


def test_two_copies_are_one_link_of_evidence(session: Session, bench: Bench, ann: Act) -> None:
    tell(bench, 1, "Quay Courier", *REST)
    claims.edit(session, 1, ann, priority=Priority.HIGH)
    tell(bench, 2, "Harbour Radio", *OWN)
    tell(bench, 3, "Coast Post", *OWN)
    assert [attach(bench, 2), attach(bench, 3)] == ["harbour-radio.example"] * 2
    with pytest.raises(EvidenceRuleError):
        marking.mark(session, 1, Verdict.CONFIRMED, ann, desk=bench.desk)


def test_two_articles_of_one_agency_are_one_link_of_evidence(bench: Bench) -> None:
    tell(bench, 1, "Quay Courier", *REST)
    for at, told in enumerate((OWN, ("It is cold on the quay in March.",)), start=2):
        bench.tell("KESTREL (Meridian Wire) - It is so.", *told, url=f"https://paper{at}.example/1", outlet=None)
    assert [attach(bench, 2), attach(bench, 3)] == ["meridian wire"] * 2


def test_any_number_of_duplicates_is_asked_for_in_statements_that_every_database_takes(
    session: Session, bench: Bench
) -> None:
    tell(bench, 1, "Quay Courier", "[The pier is shut].")
    tell(bench, 2, "Harbour Radio", "[The mill is open to all].", said=AGAIN)
    session.flush()
    sent: list[int] = []
    event.listen(session.connection(), "before_cursor_execute", lambda *told: sent.append(len(told[3])))
    found = company.mentions_of(session, 3, reversed(range(2_500)))
    assert [mention.claim for mention in found] == ["C-3", "C-1", "C-2", "C-4"]
    assert BATCH <= max(sent) <= BATCH + 1


def test_only_articles_that_are_read_are_compared(
    session: Session, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[int] = []

    def counted(one: AbstractSet[int], other: AbstractSet[int]) -> bool:
        compared.append(1)
        return is_copy(one, other)

    monkeypatch.setattr(spread, "READ", 3)
    monkeypatch.setattr(spread, "is_copy", counted)
    for at in range(8):
        tell(bench, at, f"Post {at}", *REST, day=1 + at)
    found = spread_of(session)
    assert (found.unread, found.origins, len(compared)) == (5, 6, 5)  # the third is a copy of the first already
