"""The reviewer's search box on both databases: what it finds, and that no input breaks it."""

import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from claimtrack.store import search
from claimtrack.store.tables import Claim
from tests.builders import a_claim_row
from tests.databases import Database

DOCUMENTS = [
    "The Linden Street bridge will reopen in June.",
    "Türkiye's ferries carried 40,000 passengers, said Zoë Ångström.",
    "Ein Straßenfest für 1.5 million guests, the mayor's office said.",
    "100% of the swan_count is an under_score's doing.",
]


@pytest.fixture
def desk(session: Session) -> Session:
    """Return a session with four claims that the search box knows."""
    for document in DOCUMENTS:
        search.index(session, {a_claim_row(session, document).id: document})
    return session


def found(session: Session, words: str) -> list[int]:
    return list(session.scalars(select(Claim.id).where(search.matches(session, words)).order_by(Claim.id)))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("bridge", [1]),
        ("BRIDGE reopen", [1]),
        ("bridges", [1]),
        ("reopening the bridge", [1]),
        ("bridge ferries", []),
        ("lind", [1]),
        ("lind bridge", []),
        ("turkiye", [2]),
        ("TÜRKİYE", [2]),
        ("zoe angstrom", [2]),
        ("Ångström", [2]),
        ("40,000", [2]),
        ("straßenfest", [3]),
        ("mayor's", [3]),
        ("under_score", [4]),
        ("100%", [4]),
        ("million swan", []),
        ("", []),
        ("  \t ", []),
        ("?!", []),
    ],
)
def test_what_is_found(desk: Session, words: str, expected: list[int]) -> None:
    assert found(desk, words) == expected


@pytest.mark.parametrize(
    "words",
    [
        '"',
        "'",
        "''; DROP TABLE claim; --",
        '" OR "1"="1',
        "bridge AND",
        "NEAR(bridge june, 2)",
        "document:bridge",
        "claim_id:1",
        "^bridge",
        "bridge*",
        "-bridge",
        "(bridge",
        "bridge & !june | (",
        ":*",
        "a:b & c <-> d",
        "\\",
        "bridge\\",
        "%",
        "_",
        "\x00",
        "bridge\x00june",
        "\ud800",
        "🌉",
        "ﬁ ①",
        "word " * 500,
        "x" * 100_000,
        "é" * 5_000,
    ],
)
def test_hostile_words_are_only_words(desk: Session, words: str) -> None:
    assert set(found(desk, words)) <= {1, 2, 3, 4}
    assert found(desk, "bridge") == [1]


@hypothesis_settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(st.characters(), max_size=40))
@example(words="_")
@example(words="a_ _b")
@example(words="१२ ٣")
def test_no_words_break_the_search(desk: Session, words: str) -> None:
    assert set(found(desk, words)) <= {1, 2, 3, 4}


def test_a_claim_is_found_by_its_newest_words_only(desk: Session) -> None:
    search.index(desk, {1: "The tunnel stays shut."})
    assert found(desk, "bridge") == []
    assert found(desk, "tunnel") == [1]


def test_many_claims_are_written_at_once(session: Session) -> None:
    numbers = [a_claim_row(session, f"Claim {number}.").id for number in range(30)]
    search.index(session, {number: f"The swan number {number}" for number in numbers})
    search.index(session, {})
    assert found(session, "swan") == numbers
    assert search.count_missing(session) == 0
    a_claim_row(session, "Another one.")
    assert search.count_missing(session) == 1


def test_a_document_without_end_is_cut(session: Session) -> None:
    a_claim_row(session)
    search.index(session, {1: " ".join(f"w{number}" for number in range(400_000))})
    assert found(session, "w77") == [1]
    assert found(session, "w399999") == []


def test_a_row_is_replaced_without_reading_the_others(sqlite_database: Database) -> None:
    (plan,) = sqlite_database.run("EXPLAIN QUERY PLAN DELETE FROM claim_search WHERE rowid = 7")
    assert plan[-1] == "SCAN claim_search VIRTUAL TABLE INDEX 0:="


def test_both_sides_are_folded_alike() -> None:
    assert search.folded("Türkiye İstanbul Ångström ﬁn") == "Turkiye Istanbul Angstrom fin"
    assert search.folded(search.folded("Čapek")) == search.folded("Čapek")
