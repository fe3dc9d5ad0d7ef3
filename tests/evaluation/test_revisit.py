"""The revisit queue against stories that go on: what must be looked at again is asked about, and not much besides."""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from claimtrack.errors import InvalidDataError
from claimtrack.evaluation.archive import Archive
from claimtrack.evaluation.gold import GoldArticle
from claimtrack.evaluation.revisit import FLOORS, evaluate_revisit, with_floor
from claimtrack.extraction import extract
from claimtrack.matching import MatchPolicy, select
from claimtrack.matching.semantic import DIMENSIONS
from claimtrack.store import sessions
from claimtrack.workflow import ingest
from claimtrack.workflow.act import Act
from claimtrack.workflow.desk import Desk
from tests.databases import Database
from tests.evaluation import made

pytestmark = pytest.mark.usefixtures("model")


def test_a_plan_and_a_figure_that_change_are_asked_about(tmp_path: Path) -> None:
    found = evaluate_revisit(made.harbour(tmp_path))
    assert (found.task, found.unit, found.units) == ("revisit", "story", 1)
    recall = found.figure("revisit.recall")
    assert (recall.right, recall.of) == (2, 2)
    assert found.figure("revisit.touched").right == 2, "nothing asks about the engine"
    assert (found.value("revisit.extracted"), found.value("revisit.foreign")) == (1.0, 0.0)
    assert found.tables["relation"]["updates"]["updates"] == 2
    assert list(found.tables["floor"]) == [f"{floor:.2f}" for floor in FLOORS]


def test_with_meanings_the_same_is_asked_about_in_another_order(tmp_path: Path) -> None:
    pytest.importorskip("numpy", reason="NumPy is not installed")
    by_words = evaluate_revisit(made.harbour(tmp_path))

    def encode(texts: Sequence[str]) -> list[bytes]:
        return [bytes([1]) * DIMENSIONS for _ in texts]

    found = evaluate_revisit(tmp_path, encode=encode)
    assert found.figures[: len(by_words.figures)] == by_words.figures
    assert found.value("revisit.semantic.order") == by_words.value("revisit.order") == 1.0


def test_a_floor_that_nothing_reaches_asks_about_nothing(tmp_path: Path) -> None:
    found = evaluate_revisit(made.harbour(tmp_path), MatchPolicy(floor=0.999))
    assert (found.value("revisit.recall"), found.figure("revisit.relation").of) == (0.0, 0)


def test_a_floor_below_what_is_kept_lowers_that_too() -> None:
    policy = MatchPolicy(floor=0.12, below=0.07)
    assert with_floor(policy, 0.05) == MatchPolicy(floor=0.05, below=0.05)
    assert with_floor(policy, 0.3) == MatchPolicy(floor=0.3, below=0.07)


def test_a_claim_that_another_story_says_again_stays_in_its_own(tmp_path: Path) -> None:
    made.harbour(tmp_path)
    first = evaluate_revisit(tmp_path)
    found = evaluate_revisit(made.harbour(tmp_path, "quay"))
    foreign, touched = found.figure("revisit.foreign").right, found.tables["story"]
    assert first.value("revisit.foreign") == 0.0
    # All that the second story tells was told by the first, so all that it touches is foreign, mentions too.
    assert foreign == touched["quay"]["touched each"] > 0


def test_without_stories_there_is_nothing_to_measure(tmp_path: Path) -> None:
    with pytest.raises(InvalidDataError, match=r"no links\.json"):
        evaluate_revisit(tmp_path)


def test_the_stories_reach_the_bars(gold: Path) -> None:
    found = evaluate_revisit(gold)
    for figure in found.figures:
        print(figure.words, figure.value, figure.right, figure.of)  # noqa: T201 - shown with -s, for the docs
    assert found.value("revisit.recall") >= 0.8
    assert found.value("revisit.recall_each") >= 0.8
    assert found.value("revisit.touched") <= 2.2
    assert found.value("revisit.relation") >= 0.6
    assert found.value("revisit.hard") < 0.15
    for name, row in found.tables["story"].items():
        assert row["right"] >= 0.75 * row["wanted"], name
        assert row["touched"] <= 2.7 * row["right"], name


def test_the_archive_in_memory_asks_what_a_database_asks(
    sqlite_database: Database, annotated: list[GoldArticle]
) -> None:
    archive, policy = Archive(), MatchPolicy()
    for gold in sorted(annotated, key=lambda gold: (gold.published, gold.name))[:8]:
        extraction = extract(gold.article)
        act = Act(by="ann", now=datetime.combine(gold.published, time(12), UTC))
        with sessions.writing(sqlite_database.settings) as session:
            result = ingest.take_in(session, gold.article, extraction, act, Desk())
        taken = archive.take_in(gold.article, extraction, policy)
        found = select(taken.pairs, policy, taken.mentions)
        assert {f"C-{pair.claim + 1}" for pair in found.items} == set(result.touched), gold.name
        assert len(found.below) == result.below, gold.name
