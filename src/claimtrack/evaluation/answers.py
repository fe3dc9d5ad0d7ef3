"""What reviewers answered to revisit items, against the scores and relations that were suggested for them."""

from collections.abc import Sequence
from itertools import pairwise

from claimtrack.domain.revisit import Answer, ItemResolution, Relation
from claimtrack.errors import InvalidDataError
from claimtrack.evaluation.counting import Counts, Measure, Share, Tally, figures
from claimtrack.evaluation.outcome import Evaluation

BANDS = (0.0, 0.12, 0.2, 0.3, 0.5, 0.7, 1.0)
"""Where bands of scores begin; a score on the edge is in the band above, and the last one is in the last band."""

FEW = 20
"""Answers from which on a share says something."""

_TOLD = (Relation.CONTRADICTS, Relation.UPDATES, Relation.SUPPORTS, Relation.REPEATS)
_SAME = {ItemResolution(relation.value): relation for relation in _TOLD}
"""Answers that name a relation; `no_change` and `reopened` tell that it mattered, not in which way."""

_NAMES = [f"{low:.2f}-{high:.2f}" for low, high in pairwise(BANDS)]

MEASURES: tuple[Measure, ...] = (
    Share("answers.related", "related to the claim, of all answered", "right", "judged"),
    *(Share(f"answers.band_{name}", f"  score {name}", f"right {name}", f"judged {name}") for name in reversed(_NAMES)),
    Share("answers.relation", "suggested relation right", "relation right", "relation judged"),
    *(Share(f"answers.{one}", f"  {one} was right", f"{one.value} right", f"{one.value} judged") for one in _TOLD),
)


def evaluate_answers(answers: Sequence[Answer]) -> Evaluation:
    """Count how often an item was worth the look, by score, and how often its relation was right.

    `not_related` is wrong, `unsure` counts as nothing, every other answer is right.

    Raises:
        InvalidDataError: nothing was answered yet.
    """
    if not answers:
        raise InvalidDataError(
            "No revisit item that a new article raised was answered yet, so there is nothing to measure. "
            "Answer some: claimtrack revisit list, then claimtrack revisit resolve R-9 --as updates"
        )
    units = [_counts(answer) for answer in answers]
    unsure = sum(answer.resolution is ItemResolution.UNSURE for answer in answers)
    measured = figures(units, MEASURES)
    notes = [f"{unsure} answered as unsure, which counts neither way."] if unsure else []
    if any(figure.of and figure.of < FEW for figure in measured):
        notes.append(f"A share of fewer than {FEW} answers says little.")
    return Evaluation(
        task="revisit",
        unit="item",
        units=len(answers),
        figures=measured,
        subject="as reviewers answered them",
        notes=tuple(notes),
        tables={"suggested": _table(answers)},
    )


def _band(score: float) -> str:
    return next((name for name, high in zip(_NAMES, BANDS[1:], strict=True) if score < high), _NAMES[-1])


def _counts(answer: Answer) -> Counts:
    if answer.resolution is ItemResolution.UNSURE:
        return Tally()
    right = answer.resolution is not ItemResolution.NOT_RELATED
    name = _band(answer.score)
    tally = Tally({"right": right, "judged": 1, f"right {name}": right, f"judged {name}": 1})
    if answer.relation in _TOLD and (not right or answer.resolution in _SAME):
        same = _SAME.get(answer.resolution) is answer.relation
        told = answer.relation.value
        tally.add({"relation right": same, "relation judged": 1, f"{told} right": same, f"{told} judged": 1})
    return tally


def _table(answers: Sequence[Answer]) -> dict[str, dict[str, int]]:
    """Return how often each suggested relation got each answer."""
    given = [(answer.relation, answer.resolution) for answer in answers]
    there = [one for one in ItemResolution if any(resolution is one for _, resolution in given)]
    return {
        told.value: {one.value: given.count((told, one)) for one in there}
        for told in Relation
        if any(relation is told for relation, _ in given)
    }
