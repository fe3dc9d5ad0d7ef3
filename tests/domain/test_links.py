"""When what becomes of one claim matters to another."""

import pytest

from claimtrack.domain.links import Outcome, bears_on_others
from claimtrack.domain.states import State

PENDING, REVIEWED = Outcome(State.PENDING, "pending"), Outcome(State.IN_REVIEW, "in review")
CONFIRMED, REFUTED = Outcome(State.SETTLED, "confirmed"), Outcome(State.SETTLED, "refuted")
RETRACTED = Outcome(State.CLOSED, "retracted")


@pytest.mark.parametrize(
    ("before", "after", "bears"),
    [
        (PENDING, REVIEWED, False),
        (PENDING, CONFIRMED, True),
        (CONFIRMED, CONFIRMED, False),
        (CONFIRMED, REFUTED, True),
        (CONFIRMED, PENDING, True),
        (PENDING, RETRACTED, True),
        (RETRACTED, PENDING, True),
    ],
)
def test_a_result_matters_and_so_does_its_loss(before: Outcome, after: Outcome, bears: bool) -> None:
    assert bears_on_others(before, after) is bears
