"""`claimtrack redact` as an admin uses it."""

from tests.cli.conftest import Desk


def test_every_page_says_redacted(story: Desk) -> None:
    story(
        "evidence", "add", "C-1", "https://whistle.example/jane", "--stance", "supports", "--quote", "Jane Roe saw it"
    )
    done = story("redact", "E-1", "--reason", "order of the court", "--json").json("evidence")
    assert (done["url"], done["quote"], done["redacted"]["reason"]) == (None, None, "order of the court")
    for page in (("show", "C-1"), ("show", "E-1"), ("evidence", "list"), ("history", "C-1")):
        told = story(*page)
        assert "redacted" in told.out
        assert "Jane" not in told.out
        assert "whistle" not in told.out
    assert "redacted by ann" in story("show", "C-1").out
    (whole,) = story("show", "C-1", "--json").json("claim-whole")["evidence"]
    assert whole == done
    assert story("log", "verify").code == 0
    assert "redacted before; nothing was changed" in story("redact", "E-1", "--reason", "again").err


def test_a_reason_is_needed(story: Desk) -> None:
    story("evidence", "add", "C-1", "https://whistle.example/jane", "--stance", "supports")
    assert story("redact", "E-1").code == 2
    assert story("redact", "E-1", "--reason", " ").code == 6
    assert story("redact", "E-7", "--reason", "order").code == 4
