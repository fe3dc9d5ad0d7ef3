"""Whom a pronoun that speaks may mean: a suggestion, and only where one candidate is near."""

import pytest

from claimtrack.extraction import extract
from claimtrack.extraction.names import find_names
from tests.extraction.articles import article


def hints(text: str) -> list[tuple[str, str | None]]:
    found = extract(article(text), plain=True).attributions
    return [(one.source.text, one.source_hint) for one in found if one.source and one.normalized is None]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Mayor Jory Halden said that the pier is shut. He said that it will open in May.", "Jory Halden"),
        ("“The pier is shut,” said Ida Moss, a teacher. “It will open in May,” she said.", "Ida Moss"),
        ("The pier is shut, a spokesman said. He said that it will open in May.", "spokesman"),
        ("The auditors said that the pier is shut. They said that it will open in May.", "auditors"),
        ("The harbour board said that the pier is shut. It said that boats will sail in May.", "harbour board"),
        ("Mayor Jory Halden opened the pier in 2020. “It will close in May,” he said.", "Jory Halden"),
        ("Dame Ida Moss met the mayor, Jory Halden. She said that the pier is shut.", None),
        ("Dame Ida Moss met Mr Jory Halden. She said that the pier is shut.", "Ida Moss"),
        ("Mayor Jory Halden met engineer Ida Moss. She said that the pier is shut.", None),
        ("The harbour board met. He said that the pier is shut.", None),
        ("Mayor Jory Halden left in May. Moss waited. He said that the pier is shut.", None),
        ("Mayor Jory Halden left. Boats came. Rain fell. Wind rose. He said that the pier is shut.", None),
        ("Mayor Jory Halden left. He told Halden that the pier is shut.", None),
        ("The harbour board paid. The port company left it. Sand came. It said that boats will sail in May.", None),
    ],
)
def test_a_hint_is_given_where_one_is_near(text: str, hint: str | None) -> None:
    assert hints(text)[-1:] in ([(source, hint)] for source in ("he", "she", "they", "it", "He", "She", "They", "It"))


def test_a_hint_is_never_the_speaker() -> None:
    found = extract(article("Mayor Jory Halden said that the pier is shut. He said it will open in May."), plain=True)
    said = found.claims[-1].attribution
    assert said
    assert (said.source and said.source.text, said.normalized, said.source_hint) == ("He", None, "Jory Halden")
    assert "pronoun_source" in found.claims[-1].flags
    assert said in found.attributions


@pytest.mark.parametrize(
    ("sentence", "name", "person", "heads"),
    [
        ("Mayor Jory Halden came.", "Jory Halden", True, {"mayor"}),
        ("The mayor of Ulmet, Jory Halden, came.", "Jory Halden", True, {"mayor"}),
        ("It was Ida Moss, 67, who came.", "Ida Moss", True, set()),
        ("Ida van der Moss, a nurse, came.", "Ida van der Moss", True, {"nurse"}),
        ("Finance Minister J. P. Moss came.", "J. P. Moss", True, {"minister"}),
        ("The National Audit Office’s report came.", "National Audit Office", False, {"office"}),
        ("The Ministry of Trade and Industry came.", "Ministry of Trade and Industry", False, {"ministry"}),
        ("Roos & Kelder Ltd. came.", "Roos & Kelder Ltd", False, {"company", "firm"}),
    ],
)
def test_names_are_told_by_what_stands_beside_them(sentence: str, name: str, person: bool, heads: set[str]) -> None:
    text = article(sentence)
    lines = extract(text, plain=True).lines
    assert [(found.quote.text, found.person, set(found.heads)) for found in find_names(text.text, lines)] == [
        (name, person, heads)
    ]


@pytest.mark.parametrize("sentence", ["Jory Halden came.", "Mill Street was wet.", "On Monday Ulmet slept.", "Pier 7."])
def test_what_could_be_anything_is_no_name(sentence: str) -> None:
    text = article(sentence)
    assert find_names(text.text, extract(text, plain=True).lines) == []
