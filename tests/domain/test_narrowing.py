"""With which claims a new article is compared, as the desk says."""

from datetime import date

import pytest

from claimtrack.domain.narrowing import Narrowing, narrowing
from claimtrack.errors import InvalidDataError


def test_nothing_set_leaves_nothing_out() -> None:
    assert narrowing({}) == Narrowing()
    assert Narrowing().since(date(2026, 3, 2)) is None


@pytest.mark.parametrize(
    ("window", "since"),
    [("P1Y", date(2023, 2, 28)), ("P1M", date(2024, 1, 29)), ("P2W", date(2024, 2, 15)), ("P1Y1D", date(2023, 2, 27))],
)
def test_a_window_ends_with_the_article(window: str, since: date) -> None:
    found = narrowing({"window": window})
    assert found.since(date(2024, 2, 29)) == since
    assert found.since(None) is None


def test_a_window_stays_inside_the_calendar() -> None:
    assert narrowing({"window": "P100Y"}).since(date(50, 1, 1)) == date(1, 1, 1)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"window": 5}, "revisit.window must be an ISO 8601 duration .* not 5"),
        ({"window": "5 years"}, "revisit.window must be"),
        ({"window": "P0D"}, "revisit.window must be"),
        ({"same_topic": 1}, "revisit.same_topic must be true or false, not 1"),
        ({"same_speaker": "yes"}, "revisit.same_speaker must be true or false, not 'yes'"),
    ],
)
def test_what_is_of_the_wrong_kind_is_refused(given: dict[str, object], why: str) -> None:
    with pytest.raises(InvalidDataError, match=why):
        narrowing(given)


def test_one_article_may_be_compared_otherwise() -> None:
    desk = narrowing({"window": "P5Y", "same_topic": True})
    assert desk.but() == desk
    assert desk.but("any") == Narrowing(None, same_topic=True)
    assert desk.but(same_speaker=True) == narrowing({"window": "P5Y", "same_topic": True, "same_speaker": True})
    assert desk.but("P2Y", same_topic=False) == narrowing({"window": "P2Y"})
    with pytest.raises(InvalidDataError, match="--within must be"):
        desk.but("two years")
