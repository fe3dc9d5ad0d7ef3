import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.matching import Statement, affinity, names_of
from claimtrack.matching.stories import ENOUGH


def test_the_names_of_an_article_are_those_of_its_sentences_and_speakers() -> None:
    found = names_of(
        [
            Statement("The port of Oslo hired Marta Lind on Monday", speaker="Jonas Aas"),
            Statement("Workers left in June", speaker="a witness"),
        ]
    )
    assert found == {"oslo", "marta", "lind", "jona", "aa"}
    assert names_of([]) == frozenset()


def names(text: str) -> frozenset[str]:
    return frozenset(text.split())


@pytest.mark.parametrize(
    ("article", "other", "expected"),
    [
        ("oslo lind aas moe ek", "oslo lind aas moe", 1.0),
        ("oslo lind aas moe ek", "oslo lind aas moe ek sula", 1.0),
        ("oslo lind", "oslo lind aas moe ek", 2 / ENOUGH),
        ("oslo lind", "oslo bergen", 1 / 2),
        ("oslo", "oslo", 1.0),
        ("oslo", "bergen", 0.0),
        ("oslo", "", 1.0),
        ("", "bergen", 0.0),
    ],
)
def test_the_names_in_common_tell_one_story(article: str, other: str, expected: float) -> None:
    assert affinity(names(article), {"A-1": names(other)}) == {"A-1": pytest.approx(expected)}


SOME = st.frozensets(st.sampled_from("oslo lind aas moe ek sula".split()))


@given(SOME, st.dictionaries(st.integers(), SOME))
def test_affinity_is_a_share_and_an_article_tells_its_own_story(
    article: frozenset[str], others: dict[int, frozenset[str]]
) -> None:
    found = affinity(article, others)
    assert found.keys() == others.keys()
    assert all(0.0 <= share <= 1.0 for share in found.values())
    assert affinity(article, {"self": article}) == {"self": 1.0}
