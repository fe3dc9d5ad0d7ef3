"""Cells that somebody else wrote: what cannot be read is left out, and `db check` names it."""

from typing import Any

import pytest

from claimtrack.domain.article import LineKind
from claimtrack.domain.revisit import Reason, ReasonKind
from claimtrack.store import cells, checks, duplicates, history, queue, sessions
from claimtrack.store.pair_table import ClaimPair
from claimtrack.store.tables import RevisitItem
from claimtrack.workflow import ingest
from claimtrack.workflow.act import Act
from claimtrack.workflow.desk import Desk
from tests.builders import NOW, a_claim_row, an_article, an_event, an_extraction
from tests.databases import Database

GOOD: dict[str, Any] = {"kind": "words", "old": "swans"}
BAD_REASONS: list[Any] = [
    {"a": 1}, None, 7, "words", [3], ["words"], [{"kind": "evil"}], [{"kind": {}}], [{"kind": "words", "old": 5}],
    [{"kind": "names", "shared": 5}], [{"kind": "names", "shared": [5]}], [{"kind": "score", "value": "much"}],
]  # fmt: skip


@pytest.mark.parametrize("kept", BAD_REASONS)
def test_reasons_that_cannot_be_read_are_left_out(kept: Any) -> None:
    assert cells.reasons(kept) == ()
    with_good = [*(kept if isinstance(kept, list) else [kept]), GOOD]
    assert cells.reasons(with_good) == (Reason(ReasonKind.WORDS, old="swans"),)


def test_reasons_are_read_whole() -> None:
    written = [{"kind": "names", "shared": ["Gull Island"]}, {"kind": "meaning", "value": 0.5}]
    assert cells.reasons(written) == (
        Reason(ReasonKind.NAMES, shared=("Gull Island",)),
        Reason(ReasonKind.MEANING, value=0.5),
    )


def test_lines_that_cannot_be_read_are_left_out() -> None:
    kept = [1, [1, 2], [5, 3, "body"], ["a", "b", "body"], [0, 4, "evil"], [True, 4, "body"], [0, 4, "body"]]
    assert [(line.span.start, line.kind) for line in cells.lines(kept)] == [(0, LineKind.BODY)]
    assert cells.lines({"a": 1}) == cells.lines(None) == cells.lines([1, 2]) == ()


@pytest.fixture
def filled(database: Database) -> Database:
    """Return a database with an article, its two claims as a pair, and an item with its passage."""
    with sessions.writing(database.settings) as session:
        ingest.take_in(session, an_article(), an_extraction(), Act(by="ann", now=NOW), Desk())
        passage = {"version_id": 1, "start": 34, "end": 41, "passage": "Linden "}
        facts: dict[str, Any] = {"cause": "new_article", "state": "open", "created_at": NOW, "why": [GOOD]}
        session.add(RevisitItem(claim_id=1, **facts, **passage))
        score: dict[str, Any] = {"score": 0.9, "alike": True, "wordings": "x", "matcher": "m"}
        session.add(ClaimPair(claim_id=2, older_id=1, why=[GOOD], created_at=NOW, **score))
        asked = {"item": "R-1", "cause": "new_article"}
        history.record(session, an_event("C-1", "ask", version=1, details=asked))
        history.record(session, an_event("C-2", "alike", version=1, details={"other": "C-1"}))
    return database


@pytest.mark.parametrize("cell", ['{"a": 1}', "[3]", "[1, 2]", '[{"kind": "evil"}]', "{"])
def test_one_cell_takes_no_list_away(filled: Database, cell: str) -> None:
    if cell == "{" and not filled.settings.sqlite_file:
        pytest.skip("a server keeps nothing but JSON there")
    for table, column in (("revisit_item", "why"), ("claim_pair", "why"), ("article_version", "lines")):
        filled.run(f"UPDATE {table} SET {column} = '{cell}'")
    with sessions.reading(filled.settings) as session:
        (item,) = queue.find_items(session)
        (pair,) = duplicates.find_pairs(session)
        assert (item.why, pair.why, queue.get_record(session, 1).id) == ((), (), "R-1")
        wrong = {check.name: check.detail for check in checks.check_all(session) if not check.ok}
    assert wrong.keys() == {"cells"}
    assert "the reasons of R-1; the reasons of C-2 and C-1; the lines of A-1, version 1" in wrong["cells"]
    assert "claimtrack db restore FILE" in wrong["cells"]


def test_a_sound_database_has_sound_cells(filled: Database) -> None:
    with sessions.reading(filled.settings) as session:
        assert cells.problems(session) == []


def test_not_all_of_many_are_named(filled: Database) -> None:
    with sessions.writing(filled.settings) as session:
        claim = a_claim_row(session)
        for _ in range(cells.MOST_NAMED + 2):
            session.add(RevisitItem(claim_id=claim.id, cause="due", state="open", created_at=NOW, why=[3]))
    with sessions.reading(filled.settings) as session:
        found = cells.problems(session)
    assert (len(found), found[-1]) == (cells.MOST_NAMED + 1, "and 2 more")
