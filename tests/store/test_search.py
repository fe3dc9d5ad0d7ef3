"""The search box on both databases: what it finds, that both find the same, and that no input breaks it."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import event, text
from sqlalchemy.orm import Session

from claimtrack.store import search, sessions
from claimtrack.store.searchquery import MAX_TERMS, Query, read
from claimtrack.store.tables import Claim
from tests.builders import a_claim_row
from tests.databases import Database

CLAIMS = [
    ("The Linden Street bridge will reopen in June.", "Marta Oyelaran", "Bridge to open"),
    ("Türkiye's ferries carried 40,000 passengers, said Zoë Ångström.", None, None),
    ("Ein Straßenfest for 1.5 million guests, the mayor's office said.", "Sævland", None),
    ("100% of the swan_count is an under_score's doing in the U.S.", "İsmail Ørsted", "Swans"),
]


@pytest.fixture
def desk(session: Session) -> Session:
    """Return a session with four claims that the search box knows."""
    for words, speaker, headline in CLAIMS:
        search.index(session, [a_claim_row(session, words, speaker=speaker, headline=headline).id])
    return session


def found(session: Session, words: str) -> list[int]:
    return asked(session, read(words))


def asked(session: Session, query: Query) -> list[int]:
    return sorted(session.scalars(search.matching(session, query)))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("bridge", [1]),
        ("BRIDGE reopen", [1]),
        ("bridges", [1]),
        ("reopening the bridge", [1]),
        ("the bridge has an opening", [1]),
        ("bridge ferries", []),
        ("lind", [1]),
        ("reopeni", []),
        ("reop", [1]),
        ("li", []),
        ("lind bridge", []),
        ("marta bridge", [1]),
        ("turkiye", [2]),
        ("TÜRKİYE", [2]),
        ("Türkiye’s", [2]),
        ("zoe angstrom", [2]),
        ("Zoe\u0308 Ångström", [2]),
        ("40,000", [2]),
        ("40000", [2]),
        ("4000", []),
        ("1.5", [3]),
        ("straßenfest", [3]),
        ("STRASSENFEST", [3]),
        ("mayor's", [3]),
        ("saevland", [3]),
        ("SÆVLAND", [3]),
        ("ismail orsted", [4]),
        ("under_score", [4]),
        ("100%", [4]),
        ("us", [4]),
        ("million swan", []),
        ("the", [1, 3, 4]),
        ("of the", [4]),
        ("", []),
        ("  \t ", []),
        ("?!", []),
    ],
)
def test_what_is_found(desk: Session, words: str, expected: list[int]) -> None:
    assert found(desk, words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ('"street bridge"', [1]),
        ("“Street Bridge”", [1]),
        ('"bridge street"', []),
        ('"street bridges"', []),
        ('"will reopen" street', [1]),
        ('"bridge"', [1]),
        ('"bridges"', []),
        ('"the linden"', [1]),
        ('"in june marta"', []),
        ('"in june" marta', [1]),
        ('"turkiye ferries"', [2]),
        ('"for 1.5 million"', [3]),
        ('street "bridge', [1]),
        ('""', []),
        ('"?" bridge', [1]),
    ],
)
def test_a_phrase_stands_just_so_in_one_text(desk: Session, words: str, expected: list[int]) -> None:
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


@hypothesis_settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(st.characters(), max_size=40), without=st.lists(st.text(st.characters(), max_size=9), max_size=2))
@example(words="_", without=["_"])
@example(words="a_ _b", without=['"'])
@example(words="१२ ٣", without=[])
@example(words='"·" · "=a" =a ¶', without=["¶"])
def test_no_words_break_the_search(desk: Session, words: str, without: list[str]) -> None:
    assert set(asked(desk, read(words, without))) <= {1, 2, 3, 4}


def says(query: Query, texts: tuple[str | None, ...]) -> bool:
    """Tell without a database whether a claim with these texts has what is asked for."""

    def there(asked: Query) -> set[int]:
        return {hit.term for part in texts if part for hit in asked.hits(part)}

    return len(there(query)) == len(query.terms) > 0 and not there(Query(query.without))


VOCABULARY = [
    "the",
    "bridge",
    "bridges",
    "reop",
    "Reopening",
    "zoë",
    "STRASSENFEST",
    "us",
    "U.S.",
    "of",
    "10.5%",
    "swan",
]
TYPED = st.lists(st.sampled_from([*VOCABULARY, "street bridge", '"', "-", "’s", "mayor's", "40,000"]), max_size=5)


@hypothesis_settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=TYPED.map(" ".join), without=st.lists(st.sampled_from(VOCABULARY), max_size=1))
def test_both_databases_find_what_the_words_say(desk: Session, words: str, without: list[str]) -> None:
    query = read(words, without)
    expected = [number for number, texts in enumerate(CLAIMS, start=1) if says(query, texts)]
    assert asked(desk, query) == expected


def test_what_is_not_wanted_is_left_out(desk: Session) -> None:
    def left(*without: str) -> list[int]:
        return asked(desk, read("the", without))

    assert left() == [1, 3, 4]
    assert left("bridges", "?") == [3, 4]
    assert left("mayor's office") == [1, 4]
    assert left("mayor bridge") == [1, 3, 4]


def test_more_words_than_are_searched_for_are_counted() -> None:
    assert read(" ".join(f"w{number}" for number in range(40))).left_out == 40 - MAX_TERMS
    assert read('"' + " ".join(f"w{number}" for number in range(40)) + '"').terms[0].words[-1] == "w31"
    assert read("bridge " * 40).left_out == 0


def test_a_claim_is_found_by_its_newest_words_only(database: Database) -> None:
    with sessions.writing(database.settings) as writer:
        claim = a_claim_row(writer, "The bridge stays shut.")
        search.index(writer, [claim.id])
    with sessions.writing(database.settings) as writer:
        claim = writer.get_one(Claim, 1)
        claim.text = "The tunnel stays open."
        search.index(writer, [claim.id])
    with sessions.reading(database.settings) as reader:
        assert found(reader, "bridge") == found(reader, '"stays shut"') == []
        assert found(reader, "tunnel") == found(reader, '"stays open"') == [1]


def test_many_claims_are_written_at_once(session: Session) -> None:
    numbers = [a_claim_row(session, f"The swan number {number}.").id for number in range(30)]
    search.index(session, numbers)
    search.index(session, [])
    assert found(session, "swan") == numbers
    assert search.count_missing(session) == 0
    a_claim_row(session, "Another swan.")
    assert search.count_missing(session) == 1
    assert search.fill(session) == 1
    assert found(session, "another swan") == [31]
    assert search.fill(session) == 0


@pytest.mark.parametrize("ask", [search.count_missing, search.fill])
def test_what_the_search_box_does_not_know_is_looked_up_row_by_row_or_hashed(
    session: Session, ask: Callable[[Session], int]
) -> None:
    sent: list[str] = []
    connection = session.connection()
    event.listen(connection, "before_cursor_execute", lambda *told: sent.append(told[2]))
    ask(session)
    if connection.dialect.name == "sqlite":
        plan = " ".join(str(row[-1]) for row in session.execute(text(f"EXPLAIN QUERY PLAN {sent[0]}")))
        assert "CORRELATED" in plan
        assert "LIST SUBQUERY" not in plan
    else:
        plan = " ".join(row[0] for row in session.execute(text(f"EXPLAIN {sent[0]}")))
        assert "Anti Join" in plan
        assert "SubPlan" not in plan


def test_a_text_without_end_is_cut(session: Session) -> None:
    for words in (" ".join(f"w{number}" for number in range(400_000)), "\ufdfa " * 30_000, "é" * 50_000, "x" * 50_000):
        search.index(session, [a_claim_row(session, words, speaker=words, headline=words).id])
    assert found(session, "w77") == [1]
    assert found(session, "w39999") == []


def test_a_row_is_replaced_without_reading_the_others(sqlite_database: Database) -> None:
    (plan,) = sqlite_database.run("EXPLAIN QUERY PLAN DELETE FROM claim_search WHERE rowid = 7")
    assert plan[-1] == "SCAN claim_search VIRTUAL TABLE INDEX 0:="


def test_nothing_is_left_to_the_database_to_take_apart(desk: Session) -> None:
    if desk.get_bind().dialect.name == "sqlite":
        (words,) = desk.scalars(text("SELECT words FROM claim_search WHERE rowid = 4")).all()
        assert words == "100 of the swan count is an under score doing in the us ¶ ismail orsted ¶ swans"
    else:
        assert desk.scalar(text("SELECT vector FROM claim_search WHERE rowid = 3")).count("'=") == 11
