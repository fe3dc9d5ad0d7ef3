"""Articles that are one text, and the agencies that articles name as their source."""

import pytest

from claimtrack.matching.copies import (
    MOST,
    agency_in_dateline,
    agency_named,
    agency_signing,
    is_copy,
    text_prints,
)

STORY = [f"The harbour office counted {number} ferries at pier {number} in the morning." for number in range(10)]
OTHER = [f"The museum of the sea showed {number} visitors the bones of whale {number}." for number in range(10)]


def copied(one: list[str], other: list[str]) -> bool:
    found = is_copy(text_prints(one), text_prints(other))
    assert found is is_copy(text_prints(other), text_prints(one))
    return found


@pytest.mark.parametrize(
    "other",
    [
        STORY,
        STORY[:5],
        STORY[::-1],
        STORY[:6] + OTHER[:4],
        STORY + OTHER,
        [line.upper() for line in STORY],
        STORY[:1],
        STORY[3:5],
        [line.replace("harbour office", "port") for line in STORY],
    ],
    ids=["whole", "cut", "turned", "another end", "with more", "in capitals", "a note", "two lines", "edited"],
)
def test_a_copy_has_half_of_the_words_or_more(other: list[str]) -> None:
    assert copied(STORY, other)


@pytest.mark.parametrize(
    "other",
    [OTHER, STORY[:3] + OTHER[:4], STORY[:1] + OTHER[:1], [], ["More soon."]],
    ids=["another story", "three of seven", "one of two", "nothing", "too little"],
)
def test_what_shares_little_is_no_copy(other: list[str]) -> None:
    assert not copied(STORY, other)


def test_of_very_long_texts_the_same_part_is_compared() -> None:
    lines = [f"The harbour office counted {number} ferries at pier {number}." for number in range(MOST)]
    assert len(text_prints(lines)) == MOST
    assert copied(lines, lines[::-1])


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("LONDON (Reuters) - The bridge is shut.", "Reuters"),
        ("NEW DELHI, March 2 (PTI) — The bridge is shut.", "PTI"),
        ("Paris (AFP) – The bridge is shut.", "Agence France-Presse"),
        ("KESTREL, March 2 /Meridian Wire/ -- The bridge is shut.", "Meridian Wire"),
        ("KESTREL (Meridian Wire): The bridge is shut.", "Meridian Wire"),
        ("The council (a body of twelve) - and the mayor - agreed.", None),
        ("He told the agency (Reuters) that the bridge is shut.", None),
        ("LONDON - The bridge is shut.", None),
        ("", None),
    ],
)
def test_a_dateline_names_its_agency(line: str, agency: str | None) -> None:
    assert agency_in_dateline(line) == agency


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("— AFP", "Agence France-Presse"),
        ("Source: Xinhua", "Xinhua"),
        ("(The Associated Press)", "Associated Press"),
        ("He said so to Reuters.", None),
        ("Apple", None),
        ("ap", None),
    ],
)
def test_a_line_of_its_own_signs_an_article(line: str, agency: str | None) -> None:
    assert agency_signing(line) == agency


@pytest.mark.parametrize(
    ("byline", "agency"),
    [
        ("By Ines Varga, Reuters", "Reuters"),
        ("Associated Press", "Associated Press"),
        ("By Reut Ersson", None),
        ("Agenda staff", None),
    ],
)
def test_a_byline_names_an_agency(byline: str, agency: str | None) -> None:
    assert agency_named(byline) == agency
