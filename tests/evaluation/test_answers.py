"""What reviewers answered: which items were worth the look, and whose relation was right."""

import pytest

from claimtrack.domain.revisit import Answer, ItemResolution, Relation
from claimtrack.errors import InvalidDataError
from claimtrack.evaluation.answers import evaluate_answers

GIVEN = [
    Answer(0.75, Relation.UPDATES, ItemResolution.UPDATES),
    Answer(0.7, Relation.UPDATES, ItemResolution.CONTRADICTS),
    Answer(0.69, Relation.SUPPORTS, ItemResolution.NO_CHANGE),
    Answer(0.15, Relation.RELATED, ItemResolution.NOT_RELATED),
    Answer(0.12, Relation.REPEATS, ItemResolution.NOT_RELATED),
    Answer(1.0, Relation.UPDATES, ItemResolution.UNSURE),
]


def test_each_answer_counts_as_what_it_is() -> None:
    found = evaluate_answers(GIVEN)
    shares = {
        name: (figure.right, figure.of)
        for name in ("related", "band_0.70-1.00", "band_0.50-0.70", "band_0.12-0.20", "relation", "updates", "repeats")
        for figure in [found.figure(f"answers.{name}")]
    }
    assert shares == {
        "related": (3, 5),
        "band_0.70-1.00": (2, 2),
        "band_0.50-0.70": (1, 1),
        "band_0.12-0.20": (0, 2),
        "relation": (1, 3),
        "updates": (1, 2),
        "repeats": (0, 1),
    }
    assert (found.task, found.unit, found.units) == ("revisit", "item", 6)
    assert found.tables["suggested"]["updates"] == {
        "no_change": 0,
        "updates": 1,
        "contradicts": 1,
        "not_related": 0,
        "unsure": 1,
    }
    assert found.notes[0].startswith("1 answered as unsure")


def test_many_answers_need_no_warning() -> None:
    assert evaluate_answers([Answer(0.75, Relation.RELATED, ItemResolution.UPDATES)] * 20).notes == ()
    assert evaluate_answers([Answer(0.75, Relation.RELATED, ItemResolution.UPDATES)] * 19).notes


def test_without_answers_it_says_how_to_give_some() -> None:
    with pytest.raises(InvalidDataError, match="claimtrack revisit resolve"):
        evaluate_answers([])
