import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.errors import InvalidDataError
from claimtrack.reading.urls import host_of, normalize_url


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("HTTPS://Paper.Example/Story#comments", "https://paper.example/Story"),
        ("http://paper.example", "http://paper.example/"),
        ("http://paper.example:80/a", "http://paper.example/a"),
        ("https://paper.example:8443/a", "https://paper.example:8443/a"),
        ("https://paper.example/a?utm_source=x&id=7&UTM_medium=y", "https://paper.example/a?id=7"),
        ("https://paper.example/a?utm_source=x", "https://paper.example/a"),
        ("https://paper.example/a?b=%20c&d", "https://paper.example/a?b=%20c&d"),
        ("https://[2001:DB8::1]/a", "https://[2001:db8::1]/a"),
        ("  https://zeitung.example/größe ", "https://zeitung.example/größe"),
    ],
)
def test_one_spelling(url: str, wanted: str) -> None:
    assert normalize_url(url) == wanted


@pytest.mark.parametrize(
    "url",
    [
        "",
        "paper.example/story",
        "ftp://paper.example/story",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://",
        "https:///story",
        "https://ann:secret@paper.example/",
        "https://paper.example:99999/",
        "https://paper.example/a b",
        "https://paper.example/\nHost: x",
        "https://[::1",
        "https://paper.example/" + "a" * 2000,
    ],
)
def test_no_web_address(url: str) -> None:
    with pytest.raises(InvalidDataError) as caught:
        normalize_url(url)
    assert "secret" not in caught.value.message


@given(st.builds("https://{}.example/{}?{}#{}".format, *[st.text(max_size=12)] * 4))
def test_normalising_twice_changes_nothing(url: str) -> None:
    with contextlib.suppress(InvalidDataError):
        once = normalize_url(url)
        assert normalize_url(once) == once


def test_a_host_stands_for_an_outlet_without_www() -> None:
    assert host_of("https://www.paper.example/a") == "paper.example"
