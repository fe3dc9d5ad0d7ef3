"""Spans and quotes over any text there can be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.domain.span import CONTEXT, Quote, Span
from claimtrack.errors import SpanMismatchError


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(st.integers(0, 50))
    return Span(start, draw(st.integers(start + 1, 60)))


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, Span]:
    text = draw(st.text(min_size=1, max_size=120))
    start = draw(st.integers(0, len(text) - 1))
    return text, Span(start, draw(st.integers(start + 1, len(text))))


@given(texts_with_spans())
def test_a_cut_quote_is_the_text_at_its_place(drawn: tuple[str, Span]) -> None:
    text, span = drawn
    quote = Quote.cut(text, span.start, span.end)
    quote.check(text)
    assert quote.text == span.of(text) == quote.of(text)
    assert len(quote) == len(quote.text)
    assert quote.span == span
    assert type(quote.span) is Span


@given(texts_with_spans())
def test_prefix_quote_and_suffix_lie_side_by_side(drawn: tuple[str, Span]) -> None:
    text, span = drawn
    quote = Quote.cut(text, span.start, span.end)
    prefix, suffix = quote.context(text)
    assert prefix + quote.text + suffix in text
    assert len(prefix) == min(CONTEXT, span.start)
    assert len(suffix) == min(CONTEXT, len(text) - span.end)


@given(texts_with_spans(), st.text(min_size=1, max_size=3))
def test_a_quote_of_a_changed_text_is_refused(drawn: tuple[str, Span], inserted: str) -> None:
    text, span = drawn
    changed = text[: span.start] + inserted + text[span.start :]
    quote = Quote.cut(text, span.start, span.end)
    if span.of(changed) != quote.text:
        with pytest.raises(SpanMismatchError, match=f"{span.start}-{span.end}"):
            quote.check(changed)


def test_a_quote_past_the_end_is_refused() -> None:
    with pytest.raises(SpanMismatchError, match=r"'ferry' is not what the article has at 4-9: 'fer'"):
        Quote(4, 9, "ferry").check("The fer")


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 2), (-1, 4), (-4, -1)])
def test_a_span_holds_something(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="0 <= start < end"):
        Span(start, end)


@given(spans(), spans())
def test_overlap_is_sharing_a_code_point(one: Span, other: Span) -> None:
    shared = set(range(one.start, one.end)) & set(range(other.start, other.end))
    union = set(range(one.start, one.end)) | set(range(other.start, other.end))
    assert one.overlaps(other) is other.overlaps(one) is bool(shared)
    assert one.contains(other) is (set(range(other.start, other.end)) == shared)
    assert one.iou(other) == pytest.approx(len(shared) / len(union))


def test_spans_sort_by_place() -> None:
    assert sorted([Span(5, 9), Span(0, 9), Span(0, 2)]) == [Span(0, 2), Span(0, 9), Span(5, 9)]
