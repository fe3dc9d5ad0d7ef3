import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.matching import terms
from claimtrack.matching.posts import as_prose


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ferry sunk https://quay.example/a?b=1#c today", "Ferry sunk today"),
        ("See www.quay.example/x or pic.twitter.com/0eJt for it", "See or for it"),
        ("#SulaIsland ferry", "SulaIsland Sula Island ferry"),
        ("#BRIDGEOpens2026", "BRIDGEOpens2026 BRIDGE Opens 2026"),
        ("said @harbour_watch", "said harbour_watch harbour watch"),
        ("#ferry and @quay", "ferry and quay"),
        ("a swan (no. 3) for $5", "a swan (no. 3) for $5"),
    ],
)
def test_links_go_and_tags_come_apart(text: str, words: str) -> None:
    assert " ".join(as_prose(text).split()) == words


def test_a_tag_finds_what_its_words_find() -> None:
    assert set(terms("the Sula island")) <= set(terms(as_prose("#SulaIsland")))


@given(st.text(alphabet="abc ÄÖ.,!?'1"))
def test_text_without_tags_and_links_stays_as_it_is(text: str) -> None:
    assert as_prose(text) == text


@given(st.text(alphabet="#@_aA1 ."))
def test_no_letter_is_lost(text: str) -> None:
    assert {char for char in text if char.isalnum()} == {char for char in as_prose(text) if char.isalnum()}
