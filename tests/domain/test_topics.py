"""Names of topics: what is one name, and what is none."""

import pytest

from claimtrack.domain.topics import MAX_TOPIC, MOST_TOPICS, by_key, topic_key, topic_name
from claimtrack.errors import InvalidDataError


def test_case_spaces_and_forms_of_a_character_do_not_matter() -> None:
    assert topic_name("  The\tharbour \n works ") == "The harbour works"
    assert len({topic_key(name) for name in ("Straße 12", "STRASSE  12", "ｓｔｒａｓｓｅ １２", "stra\u00dfe 12")}) == 1
    assert topic_key("Cafe\u0301") == topic_key("CAF\u00c9")
    assert topic_key("Harbour") != topic_key("Harbours")


def test_each_topic_counts_once_as_it_is_written_first() -> None:
    assert by_key(["Harbour", "HARBOUR ", "Budget", "harbour"]) == {"harbour": "Harbour", "budget": "Budget"}


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "empty"),
        (" \n ", "empty"),
        ("x" * (MAX_TOPIC + 1), "longer than 100"),
        ("\ufdfa" * 10, "longer than 100"),  # eighteen letters each
        ("a\x00b", "no text"),
        ("a\ud800", "no text"),
    ],
)
def test_what_is_no_name_is_refused(name: str, why: str) -> None:
    with pytest.raises(InvalidDataError, match=f"The topic .*{why}"):
        topic_name(name)


def test_the_longest_name_is_taken() -> None:
    assert topic_name("x" * MAX_TOPIC) == "x" * MAX_TOPIC


def test_there_are_not_more_than_anybody_would_give() -> None:
    names = [f"Topic {number}" for number in range(MOST_TOPICS)]
    assert len(by_key([*names, *names])) == MOST_TOPICS
    with pytest.raises(InvalidDataError, match=r"more than 20 topics\. Give those"):
        by_key([*names, "One more"])
