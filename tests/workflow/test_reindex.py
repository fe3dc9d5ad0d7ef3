"""Indexing all claims anew: after another analysis, after damage, and after a run that was cut short."""

import pytest
from sqlalchemy import event

from claimtrack.domain.states import Resolution
from claimtrack.matching import bm25
from claimtrack.matching import terms as matching_terms
from claimtrack.matching.semantic import DIMENSIONS
from claimtrack.settings import Settings
from claimtrack.store import checks, matchers, postings, sessions, vectors
from claimtrack.workflow import index, ingest, review
from claimtrack.workflow.act import Act
from claimtrack.workflow.desk import Desk
from tests.builders import a_story
from tests.databases import Database

STORY = (
    "[The harbour bridge is shut], the port said.",
    "[The ferry costs four euros], the city said.",
    "[The museum lost its roof], it said.",
)


@pytest.fixture
def desk_with_claims(settings: Settings, ann: Act, desk: Desk) -> Settings:
    """Return the settings of a database with three claims, one of them closed."""
    with sessions.writing(settings) as session:
        ingest.take_in(session, *a_story(*STORY), ann, desk)
        review.close(session, 3, Resolution.RETRACTED, ann)
    return settings


@pytest.fixture
def newer(desk_with_claims: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Let the analysis be a newer one that gives other terms, and return the settings of the older database."""
    real = matching_terms
    monkeypatch.setattr(matchers.Lexical, "version", matchers.Lexical.version + 1)
    for module in (bm25, matchers):
        monkeypatch.setattr(module, "terms", lambda words: [f"new{term}" for term in real(words)])
    return desk_with_claims


def matching(settings: Settings) -> tuple[bool, str]:
    with sessions.reading(settings) as session:
        (found,) = (check for check in checks.check_all(session) if check.name == "matching index")
    return found.ok, found.detail


def reindex(settings: Settings, *, most: int = 99) -> None:
    """Index all claims anew, or the first batches of them; the last step is then missing."""
    after = 0
    for _ in range(most):
        with sessions.writing(settings) as session:
            numbers = index.reindex(session, after)
        if not numbers:
            break
        after = numbers[-1]
    else:
        return
    with sessions.writing(settings) as session:
        assert index.close_reindex(session) == 2


def find(settings: Settings, words: str) -> list[int]:
    with sessions.reading(settings) as session:
        return [one.claim for one in matchers.of(session).candidates(session, [matchers.Words(words)], 5)]


def test_another_version_is_noticed_and_made_good(newer: Settings, ann: Act, desk: Desk) -> None:
    version = matchers.Lexical.version
    advice = f"made by terms/{version - 1}, and terms/{version} is at work now: claims may not be found"
    assert advice in matching(newer)[1]
    with sessions.writing(newer) as session:
        again = ingest.take_in(session, *a_story("[Swans], it said.", url=None, title="Swans"), ann, desk)
        assert advice in again.warnings[-1]
        review.close(session, 4, Resolution.RETRACTED, ann)
    reindex(newer)
    assert matching(newer) == (True, "2 claims indexed, 2 counted, 0 missing, 0 closed, 0 terms miscounted")
    assert find(newer, "What about the bridge") == [1]


def test_a_run_that_is_cut_short_leaves_an_index_that_works(newer: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "BATCH", 1)
    reindex(newer, most=1)
    assert find(newer, "What about the bridge") == [1]
    with sessions.reading(newer) as session:
        (old,) = matching_terms("bridge")
        known = postings.term_ids(session, [old, f"new{old}"])
        assert {term: df for term, (_, df) in known.items()} == {old: 0, f"new{old}": 1}
        assert matchers.outdated(session)
    reindex(newer)
    assert matching(newer)[0]
    assert find(newer, "What the ferry costs") == [2]


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE match_stat SET claims = 40",
        "UPDATE match_term SET df = 20 WHERE term = 'bridg'",
        "DELETE FROM match_posting WHERE claim_id = 1",
        "INSERT INTO match_posting SELECT term_id, 3, w FROM match_posting WHERE claim_id = 1",
    ],
)
def test_damage_is_named_and_made_good(damage: str, desk_with_claims: Settings, database: Database) -> None:
    database.run(damage)
    ok, detail = matching(desk_with_claims)
    assert (ok, detail.endswith("; make it anew with: claimtrack db reindex")) == (False, True)
    reindex(desk_with_claims)
    assert matching(desk_with_claims)[0]


def test_what_is_right_is_not_written_again(desk_with_claims: Settings) -> None:
    written: list[str] = []
    with sessions.writing(desk_with_claims) as session:
        connection = session.connection()
        event.listen(connection, "before_cursor_execute", lambda *given: written.append(given[2].split()[0]))
        assert index.reindex(session, 0) == [1, 2, 3]
    assert set(written) == {"SELECT"}


def test_vectors_that_are_none_are_thrown_away(desk_with_claims: Settings) -> None:
    with sessions.writing(desk_with_claims) as session:
        vectors.put(session, {1: ("swan", bytes(DIMENSIONS)), 2: ("swan", b"swan")})
    reindex(desk_with_claims)
    with sessions.reading(desk_with_claims) as session:
        assert vectors.count(session) == (1, 0)
