"""Who information comes from in the end."""

import pytest

from claimtrack.workflow import origins

GROUPS = {"wire.example": "Wire Group", "Coast Post": "Wire Group"}


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://paper.example/story", "paper.example"),
        ("https://WWW.Paper.example:443/story", "paper.example"),
        ("http://m.paper.example./story", "paper.example"),
        ("https://amp.paper.example/x?y#z", "paper.example"),
        ("https://wire.example/1", "Wire Group"),
        ("https://news.wire.example/1", "Wire Group"),
        ("https://notwire.example/1", "notwire.example"),
        ("https://[::1]/x", "::1"),
        ("https://[broken", "https://[broken"),
        ("an interview", "an interview"),
    ],
)
def test_an_address_is_its_host(url: str, expected: str) -> None:
    assert origins.of_url(url, GROUPS) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Quay  Courier", "quay courier"), ("COAST pöst", "Wire Group"), ("coast post", "Wire Group")],
)
def test_an_outlet_is_its_name_or_its_group(name: str, expected: str) -> None:
    assert origins.of_outlet(name, GROUPS) == expected
