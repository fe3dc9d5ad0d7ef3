import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.domain.accounts import actor_key, actor_name, new_token, token_digest, whose_token
from claimtrack.errors import InvalidDataError


@pytest.mark.parametrize("name", ["ann", "Ann Oyelaran", "Ødegård", "安", "a.b-c_d", "x" * 200])
def test_a_token_says_whose_it_is(name: str) -> None:
    assert whose_token(new_token(name)) == name


@given(st.text(min_size=1, max_size=50))
def test_any_name_that_can_act_comes_back(words: str) -> None:
    try:
        name = actor_name(words)
    except InvalidDataError:
        return
    assert whose_token(new_token(name)) == name


def test_no_two_tokens_are_alike_and_spaces_around_one_do_not_matter() -> None:
    one, other = new_token("ann"), new_token("ann")
    assert token_digest(one) != token_digest(other)
    assert token_digest(f" {one}\n") == token_digest(one)
    assert whose_token(f" {one}\n") == "ann"


WRONG = ("", "ann", "ct_", "ct_.x", "ct_YW5u.short", "ct_YW5u", f"ct_{'!' * 8}.{'a' * 43}", f"ct__w.{'a' * 43}")


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_no_token_is_refused_without_being_shown(wrong: str) -> None:
    with pytest.raises(InvalidDataError, match="holds no token") as refused:
        whose_token(wrong)
    assert len(wrong) < 3 or wrong not in refused.value.message


def test_names_that_look_alike_are_one() -> None:
    assert actor_name("a\u200bnn\u202e") == "ann"
    assert actor_key("ＡＮＮ") == actor_key("Ann") == "ann"
    assert actor_key("STRASSE") == actor_key("Straße")
