"""Vectors beside claims: of their present words or of none, replaced and not doubled, and of no harm when damaged."""

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from claimtrack.matching.semantic import DIMENSIONS
from claimtrack.settings import Settings
from claimtrack.store import checks, sessions, vectors
from tests.builders import a_claim_row
from tests.databases import Database

ONE, OTHER = bytes([1]) * DIMENSIONS, bytes([0x81]) * DIMENSIONS
WORDS = {1: "Swans left.", 2: "Swans came."}


@pytest.fixture
def kept(database: Database) -> Settings:
    """Return the settings of a database with the vectors of two claims."""
    with sessions.writing(database.settings) as session:
        for words in WORDS.values():
            a_claim_row(session, words)
        vectors.put(session, {2: (WORDS[2], OTHER), 1: (WORDS[1], ONE)})
    return database.settings


def test_a_vector_is_found_for_the_words_that_it_is_of(kept: Settings) -> None:
    with sessions.reading(kept) as session:
        assert vectors.find(session, WORDS) == {1: ONE, 2: OTHER}
        assert vectors.find(session, WORDS | {1: "Swans left!", 3: "Swans"}) == {2: OTHER}
        assert vectors.find(session, {}) == {}


def test_a_vector_takes_the_place_of_the_one_before(kept: Settings) -> None:
    with sessions.writing(kept) as session:
        vectors.put(session, {1: ("Swans left!", OTHER)})
        vectors.put(session, {})
    with sessions.reading(kept) as session:
        assert vectors.find(session, WORDS | {1: "Swans left!"}) == {1: OTHER, 2: OTHER}
        assert vectors.count(session) == (2, 0)


def test_a_vector_of_another_model_is_not_used(kept: Settings, database: Database) -> None:
    database.run("UPDATE claim_vector SET model = 'other/1' WHERE claim_id = 1")
    with sessions.writing(kept) as session:
        assert vectors.find(session, WORDS) == {2: OTHER}
        assert vectors.count(session) == (2, 0), "it is none of ours to judge"
        vectors.put(session, {1: (WORDS[1], ONE)})
        assert vectors.find(session, WORDS) == {1: ONE, 2: OTHER}


def damage(session: Session, what: str) -> None:
    session.execute(text(f"UPDATE claim_vector SET vector = {what} WHERE claim_id = 1"))


@pytest.mark.parametrize("what", ["''", "'swan'", "5", "zeroblob(383)", "zeroblob(100000)"])
def test_what_is_no_vector_is_told_and_not_used(kept: Settings, what: str) -> None:
    if not kept.sqlite_file:
        what = {"5": "'\\x05'", "zeroblob(383)": "substr(vector, 2)"}.get(what, "vector || vector")
    with sessions.writing(kept) as session:
        damage(session, what)
    with sessions.writing(kept) as session:
        assert vectors.find(session, WORDS) == {2: OTHER}
        (check,) = (check for check in checks.check_all(session) if check.name == "vectors")
        assert (check.ok, check.detail.split(",")[0]) == (False, "1 of 2 are of no use")
        vectors.drop_useless(session)
        assert vectors.count(session) == (1, 0)
        assert vectors.find(session, WORDS) == {2: OTHER}
