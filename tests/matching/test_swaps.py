import time

import pytest

from claimtrack.matching import Statement, swaps


def pair(claim: str, passage: str) -> tuple[Statement, Statement]:
    """Return two statements as they are compared, the passage first."""
    return Statement(passage), Statement(claim)


@pytest.mark.parametrize(
    ("claim", "passage", "other"),
    [
        ("The mayor of Varna will resign", "The mayor of Burgas will resign", True),
        ("The mayor of Varna will resign", "The mayor will resign", False),
        ("A visit by Pedro Berg to Oslo", "A visit by Prime Minister Berg to Oslo", False),
        ("Shares of Nordbank fell", "Shares of Sudbank fell", True),
    ],
)
def test_another_name_in_its_place(claim: str, passage: str, other: bool) -> None:
    assert swaps.has_other_names(*pair(claim, passage)) is other


@pytest.mark.parametrize(
    ("claim", "passage", "turned"),
    [
        ("Norway beat Chile in the final", "Chile beat Norway in the final", True),
        ("The envoy Lind met Berg in Oslo", "In Oslo the envoy Lind met Berg", False),
        ("The envoy Lind praised Berg", "The envoy Berg was praised by Lind", False),
        ("The envoy Lind praised Berg", "The envoy Lind praised Berg again", False),
    ],
)
def test_the_same_names_the_other_way_round(claim: str, passage: str, turned: bool) -> None:
    assert swaps.has_turned(*pair(claim, passage)) is turned


@pytest.mark.parametrize(
    ("claim", "passage", "opposite"),
    [
        ("Prices will rise", "Prices will fall", True),
        ("The court convicted him", "The court acquitted him", True),
        ("Most voters agree", "Few voters agree", True),
        ("Prices rose", "Prices increased", False),
        ("Prices rose", "Prices, which fell in May, rose", False),
    ],
)
def test_opposite_words(claim: str, passage: str, opposite: bool) -> None:
    assert swaps.has_opposites(*pair(claim, passage)) is opposite


@pytest.mark.parametrize(
    ("claim", "passage", "denies"),
    [
        ("The pier is safe", "The pier is unsafe", True),
        ("The pier is unsafe", "The pier is safe", True),
        ("The pier is unsafe", "The pier is unsafe at night", False),
        ("The pier has one crane", "The pier has none", False),
    ],
)
def test_a_prefix_denies(claim: str, passage: str, denies: bool) -> None:
    assert swaps.has_denying_prefix(*pair(claim, passage)) is denies


@pytest.mark.parametrize(
    ("claim", "passage", "known", "other"),
    [
        ("They won 2-1", "They won 3-1", set(), True),
        ("They won 2-1", "They won 2-1 after 90 minutes", set(), False),
        ("About 60 came", "62 came", {60.0}, False),
        ("They won", "They won 3-1", set(), False),
    ],
)
def test_other_numbers(claim: str, passage: str, known: set[float], other: bool) -> None:
    assert swaps.has_other_numbers(*pair(claim, passage), frozenset(known)) is other


@pytest.mark.parametrize("piece", ["A ", "A.", "in A ", "unsafe safe ", "5 6 "])
def test_a_hostile_text_takes_no_time(piece: str) -> None:
    both = pair((piece * 100_000)[:100_000], (piece * 100_000)[1:100_000])
    start = time.process_time()
    swaps.has_other_names(*both)
    swaps.has_turned(*both)
    swaps.has_opposites(*both)
    swaps.has_denying_prefix(*both)
    swaps.has_other_numbers(*both, frozenset())
    assert time.process_time() - start < 5
