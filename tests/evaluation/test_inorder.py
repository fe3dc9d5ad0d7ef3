import pytest

from claimtrack.domain.revisit import Relation
from claimtrack.evaluation.inorder import MEASURES, SEMANTIC, Placed, order_counts


def test_right_items_that_come_first_count_in_full() -> None:
    items = [
        Placed(Relation.UPDATES, 0.9, 0.1, linked=True, wanted=False),
        Placed(Relation.UPDATES, 0.8, 0.9, linked=False, wanted=True),
        Placed(Relation.UPDATES, 0.7, 0.5, linked=True, wanted=True),
        Placed(Relation.REPEATS, 0.1, 0.2, linked=True, wanted=True),
    ]
    found = order_counts(items)
    values = {measure.key: measure.value(found) for measure in (*MEASURES, *SEMANTIC)}
    assert values == {
        "revisit.order": pytest.approx((1 + 2 / 3 + 1) / 3),
        "revisit.order_wanted": pytest.approx((1 / 2 + 2 / 3 + 1) / 3),
        "revisit.semantic.order": pytest.approx((1 / 2 + 2 / 3 + 1) / 3),
        "revisit.semantic.order_wanted": pytest.approx((1 + 1 + 1) / 3),
    }


def test_without_items_there_is_no_order() -> None:
    assert [measure.value(order_counts([])) for measure in MEASURES] == [None, None]
