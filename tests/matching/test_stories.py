import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.matching import Statement
from claimtrack.matching.stories import ENOUGH, affinity, names_of


def test_the_names_of_an_article_are_those_of_its_sentences_and_speakers() -> None:
    found = names_of(
        [
            Statement("The port of Oslo hired Marta Lind on Monday", speaker="Jonas Aas"),
            Statement("Workers left in June", speaker="a witness"),
        ]
    )
    assert found == {"oslo", "marta", "lind", "jona", "aa"}
    assert names_of([]) == frozenset()


@pytest.mark.parametrize(
    ("names", "share"),
    [
        ("ulmet veldt korsa tarn hask", 1.0),
        ("ulmet veldt", 1.0),  # few names, all of them shared
        ("ulmet oslo", 0.75),
        ("ulmet oslo bern rome", 0.25),
        ("ulmet veldt oslo bern rome paris", 0.5),
        ("oslo bern rome paris", 0.0),
        ("oslo bern", 0.5),
        ("", 1.0),  # nothing is known: it may be the same story
    ],
)
def test_articles_that_share_names_tell_one_story(names: str, share: float) -> None:
    article = frozenset("ulmet veldt korsa tarn hask".split())
    assert affinity(article, frozenset(names.split())) == share
    assert affinity(frozenset(names.split()), article) == share


SOME = st.frozensets(st.sampled_from("ulmet veldt korsa tarn hask oslo bern".split()))


@given(SOME, SOME)
def test_affinity_is_a_share_and_the_same_from_both_sides(one: frozenset[str], other: frozenset[str]) -> None:
    found = affinity(one, other)
    assert 0.0 <= found <= 1.0
    assert affinity(one, one) == 1.0
    assert affinity(other, one) == found
    assert found == 1.0 or len(one & other) < ENOUGH
