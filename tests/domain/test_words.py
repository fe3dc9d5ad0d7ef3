"""Words that people give: what is refused, and what is left of the rest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.domain.words import checked, is_text
from claimtrack.domain.words import given as given_words
from claimtrack.errors import InvalidDataError


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("", "The note is empty"),
        (" \n\t", "The note is empty"),
        ("x" * 11, "longer than 10 characters"),
        ("a\x00b", "no text"),
        ("half \ud83d", "no text"),
        ("\udcff", "no text"),
    ],
)
def test_what_is_refused(words: str, why: str) -> None:
    with pytest.raises(InvalidDataError, match=why):
        checked(words, "note", 10)


def test_white_space_around_does_not_count() -> None:
    assert checked(f"  {'x' * 10}\n", "note", 10) == "x" * 10
    assert given_words(None, "note") is given_words("  ", "note") is None
    assert given_words(" why ", "note") == "why"


@given(st.text(st.characters()))
def test_text_is_what_utf8_and_every_database_can_hold(words: str) -> None:
    try:
        holds = b"\0" not in words.encode()
    except UnicodeEncodeError:
        holds = False
    assert is_text(words) is holds
