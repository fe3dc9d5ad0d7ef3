"""What time expressions mean, in sentences of an article that was published on 3 March 2026, a Tuesday."""

import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.domain.due import TimexType
from claimtrack.domain.span import Span
from claimtrack.extraction.times import TenseMark, find_times, tense_marks
from claimtrack.extraction.timeshapes import shapes
from claimtrack.extraction.timewords import MAX_SENTENCE
from tests.extraction.articles import PUBLISHED
from tests.extraction.blocks import CASES, blocks, each_case

PIECES = [
    *("on", "by", "in", "the", "before", "not", "will", "said", "of", "every", "last", "next", "end", "mid-", "early"),
    *("May", "March", "Monday", "June 1", "2026", "13", "1 May", "weeks", "three days", "soon", "5 p.m.", "noon", "Q3"),
    *(
        "that",
        "day",
        "following",
        "earlier",
        "from",
        "to",
        "between",
        "and",
        "half",
        "fiscal",
        "Easter",
        "ended",
        "later",
    ),
    *("quarter", "summer", "year", "now", "night", "ago", "within", ",", ".", "’s", "Christmas", "New Year", "weekend"),
]
ANCHORS = st.none() | st.dates()


@each_case("times")
def test_cases(text: str, wanted: list[str]) -> None:
    found = find_times(text, Span(0, len(text)), PUBLISHED)
    assert [
        f"{mention.whole.of(text)} = {mention.base.value} {mention.period.start or '-'}..{mention.period.end or '-'}"
        for mention in found
    ] == wanted


def test_a_timex_quotes_its_words_without_the_preposition() -> None:
    text = "The pier will open by Friday, at 6 p.m., for three days, every week."
    found = [mention.timex(text) for mention in find_times(text, Span(0, len(text)), PUBLISHED)]
    assert [(timex.quote.text, timex.type) for timex in found] == [
        ("Friday, at 6 p.m.", TimexType.TIME),
        ("three days", TimexType.DURATION),
        ("every week", TimexType.SET),
    ]
    assert (found[0].earliest, found[0].latest) == (PUBLISHED, date(2026, 3, 6))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It sank on 13 August 2025.", "2025-08-13"),
        ("It sank on 13 August.", "XXXX-08-13"),
        ("It sank in August.", "XXXX-08"),
        ("It sank in the first quarter of 2025.", "2025-Q1"),
        ("It sank within 60 days.", "P60D"),
        ("It sank at 16:10.", "T16:10"),
        ("It will sink soon.", "FUTURE_REF"),
        ("It sank in the last two weeks.", "P2W"),
    ],
)
def test_without_a_day_of_publication_only_full_dates_get_days(text: str, value: str) -> None:
    (mention,) = find_times(text, Span(0, len(text)), None)
    assert mention.base.value == value
    assert (mention.period.start is not None) is (value[:2] == "20")


@pytest.mark.parametrize(
    "text",
    ["It sank on Monday.", "It sank on the 16th.", "It sank last week.", "It sank at Christmas.", "It sank today."],
)
def test_words_that_mean_nothing_without_a_day_of_publication_are_left_out(text: str) -> None:
    assert find_times(text, Span(0, len(text)), None) == []


def test_the_preposition_is_told_even_where_it_belongs_to_the_expression() -> None:
    text = "It will be found within 60 days, by Friday or no later than noon."
    found = find_times(text, Span(0, len(text)), PUBLISHED)
    assert [mention.relation for mention in found] == ["within", "by", "no later than"]


def test_marks_of_a_parse_come_before_the_wording() -> None:
    text = "The board said the boats sail on Monday."
    (worded,) = find_times(text, Span(0, len(text)), PUBLISHED)
    (parsed,) = find_times(text, Span(0, len(text)), PUBLISHED, [TenseMark(0, "future")])
    assert (worded.base.value, parsed.base.value) == ("2026-03-02", "2026-03-09")


def test_the_wording_tells_the_tense_by_its_verbs() -> None:
    text = "It sank and will soon be raised, as the crew agreed to do, and was due in May, to be scrapped."
    marks = [(mark.direction, mark.strength) for mark in tense_marks(text, Span(0, len(text)))]
    assert marks == [("past", "fair"), ("future", "sure"), ("future", "fair"), ("future", "fair"), ("future", "weak")]


def test_only_the_sentence_that_is_asked_for_is_read() -> None:
    text = "It sank on Monday. It was raised on Tuesday. It sailed on Friday."
    (mention,) = find_times(text, Span(19, 44), PUBLISHED)
    assert mention.whole.of(text) == "on Tuesday"


def test_a_very_long_sentence_is_read_up_to_its_limit() -> None:
    text = "a " * (MAX_SENTENCE // 2 - 10) + "on Monday it sank, and on Tuesday too"
    assert [mention.whole.of(text) for mention in find_times(text, Span(0, len(text)), PUBLISHED)] == ["on Monday"]


def test_what_a_shape_needs_stands_in_all_that_it_matches() -> None:
    """A shape that is not tried for want of a word would have matched nothing."""
    texts = [text for file in sorted((CASES / "times").glob("*.txt")) for text, _ in blocks(file)]
    for needs, pattern, _ in shapes():
        for text in texts:
            for found in pattern.finditer(text):
                assert all(words.search(text) for words in needs), (found[0], pattern.pattern)


@given(
    st.text(st.characters(codec="utf-8"), min_size=1) | st.lists(st.sampled_from(PIECES), min_size=1).map(" ".join),
    ANCHORS,
)
def test_expressions_lie_apart_in_their_sentence_and_end_no_earlier_than_they_begin(
    sentence: str, anchor: date | None
) -> None:
    text = f"Monday. {sentence} May"
    span = Span(8, 8 + len(sentence))
    found = find_times(text, span, anchor)
    assert all(span.contains(mention.span) for mention in found)
    assert all(span.contains(mention.whole) and mention.whole.contains(mention.span) for mention in found)
    assert all(first.span.end <= second.span.start for first, second in pairwise(found))
    for period in [period for mention in found for period in (mention.base, mention.period)]:
        assert period.value
        assert period.start is None or period.end is None or period.start <= period.end


@pytest.mark.parametrize(
    "text",
    [
        "May " * 50_000,
        "1 " * 100_000,
        "on 1 May to " * 20_000,
        "the end of " * 20_000,
        "to have " * 20_000,
        "not " * 50_000,
        "twenty " * 50_000,
        "two to " * 50_000,
        "a year ago $ " * 20_000,
        "that day 1 May 2020 " * 10_000,
        "from 1 May 2020 to " * 10_000,
        "postponed a " * 20_000,
    ],
)
def test_hostile_sentences_take_seconds_at_most(text: str) -> None:
    before = time.process_time()
    find_times(text, Span(0, len(text)), PUBLISHED)
    assert time.process_time() - before < 5
