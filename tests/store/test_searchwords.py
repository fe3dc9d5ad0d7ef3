"""Words with their places: folding that both databases share, and the way back into the text as it was written."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claimtrack.store import searchwords
from claimtrack.store.searchwords import WORD, folded, found_in, places_in, stem_of, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Türkiye", "TÜRKIYE"),
        ("Türkiye", "turkiye"),
        ("İstanbul", "istanbul"),
        ("ISTANBUL", "ıstanbul"),
        ("Sævland", "Saevland"),
        ("Ørsted", "orsted"),
        ("Łódź", "Lodz"),
        ("Straße", "STRASSE"),
        ("Þórshöfn", "Thorshofn"),
        ("ﬁn", "fin"),
        ("Zoe\u0308", "Zoë"),
        ("O’Brien", "O'Brien"),
    ],
)
def test_ways_to_write_a_word_are_one(one: str, other: str) -> None:
    assert folded(one) == folded(other)
    assert words_of(one) == words_of(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor's office", ["the", "mayor", "office"]),
        ("Türkiye’s 40,000 ferries", ["turkiye", "40000", "ferries"]),
        ("10.5% of 1.200.000", ["10·5", "of", "1·200·000"]),
        ("the U.S. and us, at 5 p.m.", ["the", "us", "and", "us", "at", "5", "pm"]),
        ("O'Brien won't co-operate", ["o", "brien", "won", "t", "co", "operate"]),
        ("under_score F16 ", ["under", "score", "f16"]),
        ("a\x00b \ud800 🌉 ' \" * - ( :", ["a", "b"]),
        ("", []),
    ],
)
def test_a_text_is_taken_apart(text: str, expected: list[str]) -> None:
    assert words_of(text) == expected


def test_forms_of_a_word_share_their_stem_and_numbers_are_their_own() -> None:
    assert stem_of("reopening") == stem_of("reopens")
    assert stem_of("2026") == "2026"


def test_a_word_of_no_end_is_cut() -> None:
    assert len(words_of("x" * 5_000)[0]) == 200
    assert len(words_of("a " * 30_000)) == 10_000


@given(st.text(st.characters(), max_size=60))
@example("Zoe\u0308s Straße")
@example("ﬃ½ ﷺ™")
@example("a\u0301\u0302 'sİ's")
def test_a_place_leads_back_to_the_word_in_the_text(text: str) -> None:
    place, last = places_in(text), 0
    for match in found_in(text):
        start, end = place(*match.span(1))
        assert 0 <= start < end <= len(text)
        assert start >= last - 1  # one character may hold the end of a word and the beginning of the next
        assert WORD.search(folded(text[start:end])), "the words at the place"
        last = end


@given(st.text(st.characters(), max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert words_of(folded(text)) == words_of(text)


def test_a_mark_behind_its_letter_is_part_of_the_word() -> None:
    text = "Zoe\u0308 said"
    (first, _) = found_in(text)
    assert text.__getitem__(slice(*places_in(text)(*first.span(1)))) == "Zoe\u0308"
    assert unicodedata.combining("\u0308")


def test_a_text_is_cut_before_anything_is_done_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []

    def counted(text: str) -> str:
        read.append(len(text))
        return folded(text)

    monkeypatch.setattr(searchwords, "folded", counted)
    text = "é " * 30_000
    assert len(words_of(text)) == len(list(found_in(text))) == 10_000
    assert len(list(found_in(text, 100))) == 50
    assert read == [20_000, 20_000, 100]
    with pytest.raises(IndexError):
        places_in(text, 100)(100, 101)
