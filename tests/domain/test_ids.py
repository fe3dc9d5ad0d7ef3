"""Ids as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.domain.ids import Kind, parse_any_id, parse_id, public_id
from claimtrack.errors import InvalidDataError


@given(kind=st.sampled_from(Kind), number=st.integers(0, 10**18 - 1))
def test_an_id_reads_back(kind: Kind, number: int) -> None:
    written = public_id(kind, number)
    assert parse_any_id(written) == (kind, number)
    assert parse_id(kind, written.lower()) == number
    assert parse_id(kind, written.replace("-", "")) == number
    assert parse_id(kind, f" {number} ") == number


@given(st.text(max_size=30))
def test_anything_is_an_id_or_refused_in_words(written: str) -> None:
    try:
        found = parse_any_id(written)
    except InvalidDataError as error:
        assert error.message.endswith("Ids look like A-3, C-7, E-2 or R-9.")  # noqa: PT017 - both outcomes are fine
    else:
        assert parse_any_id(public_id(*found)) == found


@pytest.mark.parametrize("written", ["", "C", "C-", "C--7", "C-7 C-8", "X-7", "7-C", "C-７", "C-1234567890123456789"])
def test_what_is_no_id(written: str) -> None:
    with pytest.raises(InvalidDataError, match="is not an id"):
        parse_any_id(written)


def test_an_id_of_another_kind_is_refused() -> None:
    with pytest.raises(InvalidDataError, match="'A-3' names an article, but a claim is wanted, such as C-1"):
        parse_id(Kind.CLAIM, "A-3")
