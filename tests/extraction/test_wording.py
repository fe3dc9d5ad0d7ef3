"""Small parts of extraction: names, quotes, views."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.domain.span import Span
from claimtrack.extraction.nominal import is_nominal, nominal_start
from claimtrack.extraction.quotecut import tidied
from claimtrack.extraction.speakers import Listed, normalized
from claimtrack.extraction.view import View, without


def span_of(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


@pytest.mark.parametrize(
    ("source", "before", "name"),
    [
        ("Ida Moss", [], "Ida Moss"),
        ("the mayor of Ulmet, Jory Halden", [], "Jory Halden"),
        ("Linn Ottaker, a spokeswoman for Korsa", [], "Linn Ottaker"),
        ("Halden", ["Jory Halden", "Ida Moss"], "Jory Halden"),
        ("Halden", ["Ida Moss"], "Halden"),
        ("halden", ["Jory Halden", "Ida Halden", "Halden"], "Ida Halden"),
        ("Halden", ["the old halden"], "Halden"),
        ("The agency", ["Orlund Water Agency"], "Orlund Water Agency"),
        ("the agency", [], "agency"),
        ("the Ministry of Rural Affairs", [], "Ministry of Rural Affairs"),
        ("she", ["Ida Moss"], None),
        ("They", [], None),
        (" ", [], None),
    ],
)
def test_speakers_are_listed_under_their_fullest_name(source: str, before: list[str], name: str | None) -> None:
    assert normalized(source, Listed(before)) == name


@pytest.mark.parametrize(
    ("words", "quote"),
    [
        ("“the pier is shut”", "the pier is shut"),
        ("it is “shut for good”", "it is “shut for good”"),
        ("“shut” and “broken”", "“shut” and “broken”"),
        ("it is shut,”", "it is shut"),
        ("“it is shut", "it is shut"),
        ("it is shut, (", "it is shut"),
        ('"it is shut"', "it is shut"),
        ('they "hid" nothing', 'they "hid" nothing'),
        ("12 officers", "12 officers"),
        ("”", "”"),
    ],
)
def test_quotes_are_cut_without_marks_that_lost_their_partner(words: str, quote: str) -> None:
    text = f"Moss said: {words} yesterday"
    assert tidied(text, span_of(text, words)).text == quote


@given(st.text(st.sampled_from("a “”\"'‘’«»,.(:"), min_size=1, max_size=30))
def test_a_cut_quote_stands_in_the_text(words: str) -> None:
    quote = tidied(words, Span(0, len(words)))
    quote.check(words)


def test_a_view_keeps_the_places_of_what_it_shows() -> None:
    text = "The pier, she said, is shut"
    pieces = without(text, Span(0, len(text)), [span_of(text, ", she said,")])
    view = View.of(text, pieces)
    assert view.text == "The pier, is shut."
    assert view.span(0, len(view.text)) == Span(0, len(text))
    assert view.span(view.text.index("is"), len(view.text)).of(text) == "is shut"
    assert View.of("Shut.", [Span(0, 5)]).text == "Shut."


@pytest.mark.parametrize(
    ("stretch", "nominal"),
    [
        ("the mayor of Ulmet", True),
        ("she", True),
        ("her husband", True),
        ("she left", False),
        ("the mayor who left", False),
        ("the mayor was", False),
        ("on Monday", False),
        ("24 hours later than", False),
        ("2025", False),
        ("", False),
    ],
)
def test_noun_phrases_are_told_by_their_words(stretch: str, nominal: bool) -> None:
    assert is_nominal(stretch) is nominal


def test_an_apposition_belongs_to_the_name_before_it() -> None:
    before = "The pier is safe, its owner, Ida Moss, "
    assert nominal_start(before) == before.index("its owner")
    assert nominal_start(before, apart=True) == before.index("Ida")
