"""`claimtrack user`, and what the other commands do once there are users."""

import pytest

from tests.cli.conftest import FIRST, Desk


@pytest.fixture
def team(story: Desk) -> Desk:
    """Return a desk with an admin, ann, and a viewer, vic."""
    story("user", "add", "ann", "--role", "admin")
    story("user", "add", "vic", "--role", "viewer")
    return story


def test_a_project_without_users_says_who_may_what(desk: Desk) -> None:
    told = desk("user", "list")
    assert told.out == ""
    assert "whoever can open this database may do everything" in told.err
    assert desk("user", "list", "--json").json() == []


def test_the_first_user_changes_who_may_act_and_is_told_so(story: Desk) -> None:
    told = story("user", "add", "ann", "--role", "admin", by="root")
    assert told.code == 0
    assert "From now on only users may change anything here." in told.err
    assert "go on with --by ann" in told.err
    refused = story("accept", "C-1", by="root")
    assert refused.code == 1
    assert "root is no user of this project" in refused.err
    assert story("accept", "C-1", by="ann").code == 0
    assert "From now on" not in story("user", "add", "bob", "--role", "editor").err


def test_users_are_listed_with_what_they_may_do(team: Desk) -> None:
    assert team("user", "list").out.split() == (
        "role name U-1 admin 0 tokens ann U-2 viewer 0 tokens vic".split()  # a table, whatever its columns
    )
    team("user", "disable", "vic", "--note", "left the desk")
    found = team("user", "list", "--json").json("user")
    assert [(one["name"], one["role"], bool(one["disabled"])) for one in found] == [
        ("ann", "admin", False),
        ("vic", "viewer", True),
    ]
    (*_, last) = team("history", "U-2", "--json").json("history-event")
    assert (last["event"], last["by"], last["note"]) == ("user_disable", "ann", "left the desk")
    assert team("user", "enable", "vic", "--json").json("user")["disabled"] is None


def test_a_role_decides_and_can_be_changed(team: Desk) -> None:
    refused = team("accept", "C-1", by="vic")
    assert refused.code == 1
    assert "vic is viewer here, and may not accept: that takes reviewer, editor or admin" in refused.err
    assert "claimtrack user role vic" in refused.err
    assert team("show", "C-1", by="vic").code == 0
    assert team("user", "role", "vic", "reviewer").code == 0
    assert team("accept", "C-1", by="vic").code == 0


def test_a_viewer_takes_no_article_in(team: Desk) -> None:
    name = team.write("again.txt", FIRST.replace("Harbour", "Old"))
    refused = team("ingest", "--plain", name, by="vic")
    assert (refused.code, refused.out) == (1, "")
    assert "vic is viewer here, and may not ingest" in refused.err


def test_a_token_says_who_acts_and_is_then_needed(team: Desk) -> None:
    made = team("user", "token", "ann", "--days", "30", "--label", "laptop")
    secret = made.out.strip()
    assert secret.startswith("ct_")
    assert "shown once" in made.err
    refused = team("accept", "C-1")
    assert refused.code == 1
    assert "ann acts with a token only" in refused.err
    assert team("accept", "C-1", by=None, token=secret).code == 0
    assert team("history", "C-1", "--json").json()[-1]["by"] == "ann"
    assert "is that of ann, not of vic" in team("accept", "C-2", by="vic", token=secret).err
    listed = team("user", "token", "ann", "--list")
    assert "holds" in listed.out
    assert "laptop" in listed.out
    assert secret not in listed.out
    revoked = team("user", "token", "ann", "--revoke", "1", by=None, token=secret)
    assert "ann has no other, and acts by name" in revoked.err
    assert team("accept", "C-2").code == 0


def test_a_token_as_json_holds_the_secret_once(team: Desk) -> None:
    made = team("user", "token", "vic", "--json").json("token")
    assert made["secret"].startswith("ct_")
    (listed,) = team("user", "token", "vic", "--list", "--json").json("token")
    assert listed == {key: value for key, value in made.items() if key != "secret"}


def test_what_is_wrong_is_said(team: Desk, subtests: pytest.Subtests) -> None:
    for args, code, why in (
        (("user", "add", "ann", "--role", "editor"), 5, "There is a user ann already"),
        (("user", "role", "eve", "editor"), 4, "There is no user 'eve' here"),
        (("user", "role", "ann", "viewer"), 6, "the only admin"),
        (("user", "add", "  ", "--role", "viewer"), 6, "name of who acts is empty"),
        (("user", "token", "vic", "--revoke", "9"), 4, "vic has no token 9"),
        (("user", "token", "vic", "--list", "--days", "3"), 2, "go alone"),
        (("history", "U-9"), 4, "There is no U-9 here"),
        (("show", "U-1"), 6, "claimtrack history U-1"),
    ):
        with subtests.test(" ".join(args)):
            told = team(*args)
            assert told.code == code
            assert why in told.err


def test_a_broken_token_is_refused_before_anything_is_done(team: Desk) -> None:
    broken = "swordfish"
    refused = team("accept", "C-1", by=None, token=broken)
    assert refused.code == 6
    assert "CLAIMTRACK_TOKEN holds no token" in refused.err
    assert broken not in refused.err
