"""When a claim can be checked, in an article that was published on 3 March 2026, a Tuesday."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.domain.days import add_months
from claimtrack.domain.due import Due, DueKind
from claimtrack.domain.duepolicy import DuePolicy, DueRow, due_policy
from claimtrack.domain.span import Span
from claimtrack.extraction.dues import DEFAULT_POLICY, due_of, due_of_decision
from claimtrack.extraction.times import find_times
from tests.builders import quote
from tests.extraction.articles import PUBLISHED
from tests.extraction.blocks import each_case
from tests.extraction.test_times import ANCHORS, PIECES

EVENTS = ["once", "if", "until", "rule out", "today", "against", "signed", "signing"]


def due(
    text: str, claim: str, *context: str, anchor: date | None = PUBLISHED, policy: DuePolicy = DEFAULT_POLICY
) -> Due:
    """Return the due of the words `claim` in `text`, which is one sentence."""
    places = [quote(text, words).span for words in (claim, *context)]
    return due_of(text, tuple(places), find_times(text, Span(0, len(text)), anchor), anchor, policy)


def shown(found: Due) -> str:
    """Return a due on one line, as the case files have it."""
    again = f" look again {found.review_by}" if found.review_by else ""
    window = f"{found.earliest or '-'}..{found.latest or '-'}"
    return f"{found.kind.value}: {found.phrase or '-'} | {window}{again} | {found.rule}"


@each_case("dues")
def test_cases(text: str, wanted: list[str]) -> None:
    assert [shown(due(text, text))] == wanted


@each_case("decisions")
def test_what_a_fact_says_of_days_to_come(text: str, wanted: list[str]) -> None:
    whole = Span(0, len(text))
    found = due_of_decision(text, whole, find_times(text, whole, PUBLISHED), PUBLISHED)
    assert ([shown(found)] if found else []) == wanted


def test_an_event_of_a_sentence_before_may_tell_the_day_that_is_counted_from() -> None:
    first = "The deed was signed on Monday."
    text = f"{first} It is in force 30 days after signature."
    told = find_times(text, Span(0, len(first)), PUBLISHED)
    claim = Span(len(first) + 1, len(text))
    found = due_of(text, (claim,), find_times(text, claim, PUBLISHED), PUBLISHED, earlier=told)
    assert (found.kind, found.latest) == (DueKind.STATED, date(2026, 4, 1))


def test_a_desk_may_wait_otherwise_and_the_rule_says_so() -> None:
    policy = due_policy({"soon": "P10D", "event": "P1Y"})
    text = "Boats will soon sail."
    soon = due(text, text, policy=policy)
    assert (soon.review_by, soon.rule) == (date(2026, 3, 13), "soon/desk")
    text = "Boats will sail once the ice is gone."
    event = due(text, text, policy=policy)
    assert (event.review_by, event.rule) == (date(2027, 3, 3), "event/desk")
    text = "Boats will sail within weeks."
    weeks = due(text, text, policy=policy)
    assert (weeks.review_by, weeks.rule) == (date(2026, 5, 3), "weeks/1")


def test_a_policy_never_moves_what_is_stated() -> None:
    text = "Boats will sail by Friday."
    policy = due_policy({row.value: "P1D" for row in DueRow})
    assert due(text, text, policy=policy) == due(text, text)


def test_soon_is_looked_at_again_in_three_months() -> None:
    text = "On 3 March 2026, the ministry said that divers will soon look at the hull."
    assert due(text, "divers will soon look at the hull", "On 3 March 2026") == Due(
        DueKind.VAGUE, "soon", PUBLISHED, None, add_months(PUBLISHED, 3), "soon/1"
    )


def test_the_day_of_the_statement_is_no_due_date() -> None:
    text = "The ministry said on Wednesday that it would open the dock."
    assert due(text, "it would open the dock").kind is DueKind.NONE


def test_a_fronted_time_of_the_context_counts_where_the_claim_has_none() -> None:
    text = "In May, the yard will hire forty people, and lay off ten in June."
    assert due(text, "the yard will hire forty people", "In May").latest == date(2026, 5, 31)
    assert due(text, "lay off ten in June", "In May").latest == date(2026, 6, 30)


def test_an_event_is_its_own_trigger() -> None:
    found = due("Boats will sail once the ice is gone.", "Boats will sail once the ice is gone")
    assert found.trigger == found.phrase == "once the ice is gone"
    assert found.latest is None


def test_a_day_that_has_passed_is_no_due_date() -> None:
    text = "The firm will pay the fine of 4 February."
    assert due(text, text).latest is None


def test_without_a_day_of_publication_full_dates_are_stated_and_nothing_is_made_up() -> None:
    text = "The dock will open on 1 May 2026."
    assert due(text, text, anchor=None).latest == date(2026, 5, 1)
    text = "The dock will open soon."
    found = due(text, text, anchor=None)
    assert (found.kind, found.phrase, found.earliest, found.review_by) == (DueKind.VAGUE, "soon", None, None)


@given(
    st.lists(
        st.sampled_from([*PIECES, *EVENTS]),
        min_size=1,
    ),
    ANCHORS,
)
def test_a_latest_day_is_stated_and_lies_ahead_and_policy_days_are_not_findings(
    words: list[str], anchor: date | None
) -> None:
    text = " ".join(words)
    found = due(text, text, anchor=anchor)
    assert (found.latest is not None) is (found.kind is DueKind.STATED)
    assert (found.trigger is not None) is (found.kind is DueKind.EVENT)
    assert found.latest is None or found.review_by is None
    if anchor:
        assert found.wake_on is not None
        assert found.wake_on >= anchor or anchor.year == date.max.year
    if found.phrase:
        assert found.phrase in text


@pytest.mark.parametrize(
    "text",
    ["put off until " * 20_000, "two weeks after signing " * 10_000, "told to pay by " * 20_000, ", the a " * 30_000],
)
def test_hostile_claims_take_seconds_at_most(text: str) -> None:
    whole = Span(0, len(text))
    times = find_times(text, whole, PUBLISHED)
    before = time.process_time()
    due_of(text, (whole,), times, PUBLISHED)
    due_of_decision(text, whole, times, PUBLISHED)
    assert time.process_time() - before < 5
