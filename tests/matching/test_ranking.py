from collections.abc import Sequence

import pytest

from claimtrack.domain.revisit import Relation
from claimtrack.errors import InvalidDataError
from claimtrack.matching import Index, Ranking, rank
from claimtrack.matching.ranking import Encode
from claimtrack.matching.reranking import MEANING, OTHER_FIGURES

CLAIMS = [
    ("bridge", "The Linden Street bridge will reopen in June", "Harbour bridge to reopen"),
    ("cost", "The repairs of the bridge cost 4.2 million euros", ""),
    ("ferry", "The ferry to Sula Island leaves at noon", ""),
]


def only(
    claims: list[tuple[str, str, str]], text: str, context: str = "", top: int = 20, encode: Encode | None = None
) -> Ranking:
    (found,) = rank(claims, [("q", text, context)], top, encode)
    return found


def test_claims_come_in_the_order_of_the_index_but_for_other_figures() -> None:
    index = Index()
    for claim in CLAIMS:
        index.add(*claim)
    text = "The bridge repairs cost 5.1 million euros"
    found = only(CLAIMS, text, "Ferry")
    searched = dict(index.search(text, "Ferry"))
    assert found.ranked == ("cost", "bridge", "ferry") == tuple(searched)
    best = searched["cost"]
    assert found.scores == (1.0 - OTHER_FIGURES, searched["bridge"] / best, searched["ferry"] / best)
    assert found.relations == (Relation.UPDATES, Relation.RELATED, Relation.RELATED)


FOUR = "4 grey swans sleep beside Sula pier tonight, gulls watching"
MANY = "Many grey swans sleep beside Sula pier tonight, gulls watching noisily"


@pytest.mark.parametrize("others", [1, 30])
def test_a_claim_with_another_figure_goes_behind_one_that_has_hardly_fewer_words(others: int) -> None:
    claims = [*((f"four {at}", FOUR, "") for at in range(others)), ("many", MANY, "")]
    assert only(claims, "grey swans sleep", top=1).ranked == ("four 0",)
    assert only(claims, "9 grey swans sleep", top=1).ranked == ("many",)


def test_a_claim_of_the_same_meaning_comes_first_and_each_text_is_encoded_once() -> None:
    pytest.importorskip("numpy", reason="NumPy is not installed")
    asked: list[str] = []

    def encode(texts: Sequence[str]) -> list[bytes]:
        asked.extend(texts)
        return [b"\1\0" * 192 if "swans" in text else b"\0\1" * 192 for text in texts]

    claims = [("four", FOUR, ""), ("gulls", "The pier is full of gulls", ""), ("ferry", "The ferry sails", "")]
    text = "At Sula pier gulls are watching the birds"
    assert only(claims, text).ranked == ("four", "gulls")
    found = only(claims, text, encode=encode)
    assert found.ranked == ("gulls", "four")
    assert found.scores[0] > MEANING > found.scores[1] == 1 - MEANING
    assert asked == [text, FOUR, claims[1][1]]
    queries = [("a", text, ""), ("b", text, ""), ("c", "geese", "")]
    asked.clear()
    assert [ranking.ranked for ranking in rank(claims, queries, 1, encode)] == [("gulls",), ("gulls",), ()]
    assert asked == [text, FOUR, claims[1][1], text, "geese"]


def test_tags_and_links_of_a_post_are_read() -> None:
    found = only(CLAIMS, "#SulaIsland https://bridge.example/repairs")
    assert found.ranked == ("ferry",)


def test_the_top_is_cut_without_changing_the_rest() -> None:
    whole = only(CLAIMS, "The bridge repairs cost 5.1 million euros")
    first = only(CLAIMS, "The bridge repairs cost 5.1 million euros", top=1)
    assert (first.ranked, first.scores, first.relations) == (
        whole.ranked[:1],
        whole.scores[:1],
        whole.relations[:1],
    )


def test_every_query_is_answered_in_order_even_by_nothing() -> None:
    queries = [("a", "swans", ""), ("b", "", ""), ("a", "the ferry", "")]
    assert [(found.id, found.ranked) for found in rank(CLAIMS, queries, 5)] == [
        ("a", ()),
        ("b", ()),
        ("a", ("ferry",)),
    ]
    assert [found.ranked for found in rank([], queries, 5)] == [(), (), ()]
    assert list(rank(CLAIMS, [], 5)) == []


def test_a_claim_that_stands_there_twice_counts_once() -> None:
    assert only([*CLAIMS, CLAIMS[2]], "the ferry") == only(CLAIMS, "the ferry")


@pytest.mark.parametrize("other", [("ferry", "The ferry sank", ""), ("ferry", CLAIMS[2][1], "Another headline")])
def test_two_claims_of_one_id_are_refused(other: tuple[str, str, str]) -> None:
    with pytest.raises(InvalidDataError, match="Two different claims have the id 'ferry'"):
        only([*CLAIMS, other], "the ferry")
