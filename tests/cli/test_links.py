"""`claimtrack link`, `unlink` and `wait --for` as a reviewer uses them."""

import pytest

from tests.cli.conftest import FIRST, Desk, DeskAfter

EVENT = """Title: Two ships for the ferry
Published: 2026-03-09
Outlet: Harbour Radio
URL: https://radio.example/ships

The Norvik ferry company will order two ships once the Linden Street bridge reopens, director Ida Brandt said.
"""


def accept_three(desk: Desk) -> None:
    desk.ingest(FIRST, EVENT)
    desk("accept", "C-1", "C-2", "C-4")


@pytest.fixture
def told(desk_after: DeskAfter) -> Desk:
    """Return a desk with three claims on a bridge, and a promise that waits for it: C-4."""
    return desk_after(accept_three)


def test_a_promise_waits_for_another_claim_and_wakes(told: Desk) -> None:
    named = told("link", "C-4")
    assert "C-1  pending  The Linden Street bridge will reopen" in named.out
    assert "claimtrack link C-4 --waits-for C-1" in named.err
    (waiting,) = told("wait", "C-4", "--for", "C-1", "--json").json("claim")
    assert (waiting["state"], waiting["watch"]) == ("waiting", "C-1 is settled")
    (link,) = told("link", "C-4", "--json").json("link")
    assert (link["claim"], link["kind"], link["other"], link["other_status"]) == ("C-4", "waits_for", "C-1", "pending")
    told("mark", "C-1", "confirmed", "--evidence", "https://report.example/1")
    page = told("show", "C-4", "--json").json("claim-whole")
    assert page["state"] == "pending"
    item = next(one for one in page["revisit"] if one["other"])
    assert (item["other"], item["cause"]) == ("C-1", "dependency")
    assert item["why"] == [{"kind": "waits_for", "old": "pending", "new": "confirmed"}]
    listed = told("revisit", "list", "C-4").out
    assert "dependency  C-1" in listed
    assert "why: which it waits for: pending -> confirmed" in listed
    assert "which it waits for" in told("show", item["id"]).out
    shown = told("show", "C-1").out
    assert "waited for by  C-4  pending" in shown
    assert told("log", "verify", "--json").json("log-report")["ok"]


def test_links_are_shown_from_both_sides_and_ended(told: Desk) -> None:
    told("link", "C-2", "--depends-on", "C-1", "--contradicts", "C-4", "--note", "see the budget")
    assert "depends on  C-1  pending" in told("link", "C-2").out
    assert "depended on by  C-2" in told("link", "C-1").out
    assert "contradicts  C-2" in told("link", "C-4").out
    told("unlink", "C-2", "--depends-on", "C-1")
    assert "depends on (ended " in told("show", "C-2").out
    events = [event["event"] for event in told("history", "C-1", "--json").json("history-event")]
    assert events[-2:] == ["link", "unlink"]


def test_links_of_merged_claims_name_the_one_that_they_are_of(told: Desk) -> None:
    told("link", "C-2", "--depends-on", "C-1")
    told("merge", "C-2", "--into", "C-3")
    told("merge", "C-3", "--into", "C-4")
    assert "depends on (through C-2)  C-1" in told("link", "C-4").out
    assert "depended on by  C-2" in told("show", "C-1").out
    assert "depends on (through C-2)  C-1" in told("show", "C-4").out


def test_what_a_link_does_besides_is_said(told: Desk) -> None:
    told("mark", "C-1", "confirmed", "--evidence", "https://report.example/1")
    assert "Besides: asks about C-2 (R-" in told("link", "C-2", "--depends-on", "C-1").err
    assert "may have come: claimtrack show C-1" in told("link", "C-4").err
    told("wait", "C-4", "--for", "C-2")
    assert "Besides: woke C-4" in told("unlink", "C-4", "--waits-for", "C-2").err


def test_what_cannot_be_linked_is_said(told: Desk) -> None:
    assert told("link", "C-2", "--depends-on", "C-99").code == 4
    assert told("link", "C-99").code == 4
    assert told("link", "C-2", "--depends-on", "C-2").code == 6
    assert told("unlink", "C-2").code == 6
    assert told("unlink", "C-2", "--depends-on", "C-1").code == 6
    assert told("link", "C-2", "--depends-on", "C-1", "--expect-version", "9").code == 5
    assert told("link", "C-2", "--depends-on", "E-1").code == 2
    assert "linked to no other claim" in told("link", "C-2").err
