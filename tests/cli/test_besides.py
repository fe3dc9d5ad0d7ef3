"""What a command did besides what was asked for is said."""

import json

from tests.cli.conftest import FIRST, SECOND, Desk

REPORT = ["--evidence", "https://report.example/1"]


def linked(desk: Desk) -> Desk:
    desk.ingest(FIRST)
    desk("accept", "C-1", "C-2", "C-3")
    desk("wait", "C-1", "--for", "C-2")
    desk("link", "C-3", "--depends-on", "C-2")
    return desk


def test_settling_says_what_woke_and_what_is_asked_about(desk: Desk) -> None:
    outcome = linked(desk)("mark", "C-2", "confirmed", *REPORT)
    assert outcome.out.startswith("C-2  confirmed")
    items = {item["claim"]: item["id"] for item in desk("revisit", "list", "--json").json()}
    assert outcome.err == f"Besides: woke C-1; asks about C-1 ({items['C-1']}), C-3 ({items['C-3']}).\n"
    assert desk("reopen", "C-2", "--reason", "error").err.startswith("Besides: asks about C-1 (")


def test_in_json_nothing_is_said_besides(desk: Desk) -> None:
    outcome = linked(desk)("mark", "C-2", "confirmed", *REPORT, "--json")
    assert (json.loads(outcome.out)[0]["status"], outcome.err) == ("confirmed", "")


def test_reaffirming_names_its_answers_and_sets_a_day(story: Desk) -> None:
    story("mark", "C-2", "confirmed", *REPORT)
    story.ingest(SECOND)
    (item,) = [found["id"] for found in story("revisit", "list", "C-2", "--json").json()]
    outcome = story("reaffirm", "C-2", "--look-again", "2100-01-31")
    assert outcome.err == f"Besides: answered {item}.\n"
    assert "2100-01-31" in story("history", "C-2").out
    assert story("tick", "--now", "2100-01-31").out == "due to look at again: C-2\n"


def test_an_item_that_was_named_is_nothing_besides(story: Desk) -> None:
    story("mark", "C-2", "confirmed", *REPORT)
    story.ingest(SECOND)
    (item,) = [found["id"] for found in story("revisit", "list", "C-2", "--json").json()]
    assert story("revisit", "resolve", item, "--as", "no_change").err == ""


def test_the_reason_that_was_recorded_is_said(story: Desk) -> None:
    story("mark", "C-2", "confirmed", *REPORT)
    assert "reopened for: error." in story("mark", "C-2", "pending").err
    story("mark", "C-2", "confirmed")
    assert story("mark", "C-2", "pending", "--reason", "appeal").err == ""


def test_a_waiting_claim_waits_for_its_new_day(story: Desk) -> None:
    story("accept", "C-1")
    story("wait", "C-1")
    outcome = story("edit", "C-1", "--due", "2026-07-01")
    assert (outcome.out.split("  ")[1], outcome.err) == ("waiting until 2026-07-01", "")
    changes = story("history", "C-1", "--json").json()[-1]["details"]["changes"]
    assert changes["wake_on"] == {"old": "2026-06-12", "new": "2026-07-01"}


def test_a_day_of_another_kind_stays_and_is_told(story: Desk) -> None:
    story("accept", "C-1")
    story("wait", "C-1", "--until", "2026-05-05")
    outcome = story("edit", "C-1", "--due", "2026-07-01")
    assert "waiting until 2026-05-05" in outcome.out
    assert "C-1 still waits until 2026-05-05. To move that day as well: claimtrack mark C-1 pending" in outcome.err


def test_a_day_that_a_reviewer_set_is_not_stated(story: Desk) -> None:
    story("edit", "C-1", "--due", "2026-07-01")
    assert "set by a reviewer: 2026-06-12 to 2026-07-01; the article says “on 12 June 2026”" in " ".join(
        story("show", "C-1").out.split()
    )
    assert "2026-07-01 (set by a reviewer)" in " ".join(story("report", "due", "--days", "3000").out.split())
    found = story("report", "due", "--days", "3000", "--json").json()
    assert [claim["stated"] for part in ("overdue", "today", "coming") for claim in found[part]] == [False]


def test_ticking_says_what_is_due_already(story: Desk) -> None:
    assert story("tick", "--now", "2026-06-11").err == "Nothing is due.\n"
    told = story("tick", "--now", "2026-06-12").err
    assert told == "Nothing new is due; 1 claim is due already: claimtrack report due\n"


def test_evidence_that_asks_again_is_named(story: Desk) -> None:
    story("mark", "C-2", "confirmed", *REPORT)
    for number, stance in ((2, "refutes"), (3, "context")):
        story("evidence", "add", "C-2", f"https://report.example/{number}", "--stance", stance)
    (item,) = story("revisit", "list", "C-2", "--json").json("revisit-item")
    assert [why["new"] for why in item["why"]] == ["E-2 refutes", "E-3 context"]
    assert "why: new evidence: E-2 refutes; new evidence: E-3 context" in story("revisit", "list", "C-2").out
    assert story("log", "verify").code == 0
