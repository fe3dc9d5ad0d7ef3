import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.reading.canonical import (
    BIDI_CONTROLS,
    LINE_ENDS,
    NO_BREAK_SPACES,
    SOFT_HYPHEN,
    ZERO_WIDTH,
    canonical,
    canonical_line,
)

SPECIAL = st.sampled_from(
    ZERO_WIDTH + SOFT_HYPHEN + BIDI_CONTROLS + NO_BREAK_SPACES + LINE_ENDS + "\n\0\x1b\x85 e\u0301\ud83d\ude00"
)
TEXTS = st.text(st.one_of(SPECIAL, st.characters(codec=None)))


@pytest.mark.parametrize(
    ("given_text", "wanted"),
    [
        ("one\r\ntwo\rthree\u2028four\u2029five\x85six", "one\ntwo\nthree\nfour\nfive\nsix"),
        ("a\r\n\r\nb", "a\n\nb"),
        ("a\r\0\nb", "a\nb"),
        ("page\fpage\vline", "page\npage\nline"),
        ("\ufeffNUL\0, zero\u200bwidth\u200d, soft\u00adhyphen, \u202ebidi\u202c", "NUL, zerowidth, softhyphen, bidi"),
        ("1\u00a0May, 7\u202fa.m., 4\u20075", "1 May, 7 a.m., 4 5"),
        ("cafe\u0301", "caf\u00e9"),
        ("bell\a and escape\x1b[31m", "bell and escape[31m"),
        ("tab\tstays,  two blanks stay \n\n\n ", "tab\tstays,  two blanks stay \n\n\n "),
        ("pair \ud83d\ude00, half \ud83d.", "pair \U0001f600, half \ufffd."),
        ("“curly” – ‘quotes’ … 🚢", "“curly” – ‘quotes’ … 🚢"),
    ],
)
def test_known_forms(given_text: str, wanted: str) -> None:
    assert canonical(given_text) == wanted


@given(TEXTS)
def test_a_canonical_text_is_its_own_canonical_text(text: str) -> None:
    once = canonical(text)
    assert canonical(once) == once


@given(TEXTS)
def test_a_canonical_text_can_be_stored_and_hashed(text: str) -> None:
    made = canonical(text)
    made.encode("utf-8")
    assert not set(made) & set(ZERO_WIDTH + SOFT_HYPHEN + BIDI_CONTROLS + NO_BREAK_SPACES + LINE_ENDS + "\0")
    assert unicodedata.is_normalized("NFC", made)


@given(st.text(st.characters(categories=["L", "Nd", "P", "Zs"], exclude_characters=NO_BREAK_SPACES)))
def test_nothing_else_is_changed(text: str) -> None:
    assert canonical(text) == unicodedata.normalize("NFC", text)


def test_a_line_is_one_line_of_bounded_length() -> None:
    assert canonical_line("  Ferry\r\n stops\u00a0 ") == "Ferry stops"
    assert canonical_line("a" * 600) == "a" * 500
