"""The whole walk of a claim, as a reviewer does it."""

import pytest

from tests.cli.conftest import FIRST, SECOND, Desk


def _claim(desk: Desk, words: str) -> str:
    found = [claim["id"] for claim in desk("list", "--json").json("claim") if words in claim["quote"]["text"]]
    assert len(found) == 1, f"{words}: {found}"
    name: str = found[0]
    return name


def test_an_article_goes_in_once(desk: Desk) -> None:
    first, again = desk.ingest(FIRST), desk.ingest(FIRST)
    assert [item["status"] for item in (*first, *again)] == ["new", "unchanged"]
    assert first[0]["id"] == again[0]["id"] == "A-1"
    assert len(first[0]["claims"]) == 3
    assert again[0]["claims"] == []
    assert desk("log", "verify", "--json").json("log-report")["events"] == 4


def test_confirming_needs_evidence(story: Desk) -> None:
    claim = _claim(story, "4.2 million")
    assert story("accept", claim).code == 0
    refused = story("mark", claim, "confirmed")
    assert refused.code == 6
    assert f"claimtrack evidence add {claim} URL --stance supports" in refused.err
    assert story("evidence", "add", claim, "https://audit.example/7", "--stance", "supports").code == 0
    marked = story("mark", claim, "confirmed", "--json").json("claim")[0]
    assert (marked["status"], marked["state"], marked["evidence"]) == ("confirmed", "settled", 1)
    assert story("reopen", claim, "--reason", "new_evidence").code == 0
    whole = story("show", claim, "--json").json("claim-whole")
    assert (whole["status"], whole["verdict"]) == ("pending", None)
    assert [verdict["in_force"] for verdict in whole["verdicts"]] == [False]
    events = [event["event"] for event in story("history", claim, "--json").json("history-event")]
    assert events == ["propose", "accept", "evidence", "settle", "reopen"]
    assert story("log", "verify", "--json").json("log-report")["ok"]


def test_the_next_article_brings_claims_back(story: Desk) -> None:
    promise, cost, workers = (_claim(story, words) for words in ("will reopen", "4.2 million", "60 workers"))
    assert story("mark", cost, "confirmed", "--evidence", "https://audit.example/7").code == 0
    article = story.ingest(SECOND)[0]
    assert [mention["claim"] for mention in article["mentions"]] == [workers]
    assert {promise, cost} <= set(article["touched"])
    items = story("revisit", "list", "--json").json("revisit-item")
    about = {item["claim"]: item for item in items}
    assert {"kind": "number", "old": "4.2 million euros", "new": "5.1 million euros"} in about[cost]["why"]
    assert any(reason["kind"] == "negation" for reason in about[promise]["why"])
    assert items[0]["claim"] == cost  # settled claims come first
    assert story("list", "--json", "--status", "confirmed").json("claim")[0]["id"] == cost  # nothing moved by itself


def test_answering_an_item_attaches_the_passage(story: Desk) -> None:
    promise = _claim(story, "will reopen")
    story("accept", promise)
    assert story("wait", promise).code == 0
    story.ingest(SECOND)
    item = next(i["id"] for i in story("revisit", "list", promise, "--json").json("revisit-item"))
    answered = story("revisit", "resolve", item, "--as", "contradicts", "--json").json("revisit-item")[0]
    assert (answered["state"], answered["resolution"]) == ("resolved", "contradicts")
    whole = story("show", promise, "--json").json("claim-whole")
    assert whole["state"] == "pending"
    assert [(e["stance"], e["article"]) for e in whole["evidence"]] == [("refutes", "A-2")]
    assert story("mark", promise, "refuted").code == 0
    refused = story("revisit", "resolve", item, "--as", "unsure")
    assert refused.code == 1


def test_answers_tell_how_good_the_queue_is(story: Desk) -> None:
    assert story("eval", "revisit", "--from-log").code == 6
    story.ingest(SECOND)
    items = {item["claim"]: item["id"] for item in story("revisit", "list", "--json").json("revisit-item")}
    promise, cost = _claim(story, "will reopen"), _claim(story, "4.2 million")
    story("revisit", "resolve", items[promise], "--as", "not_related")
    story("revisit", "resolve", items[cost], "--as", "updates")
    found = story("eval", "revisit", "--from-log", "--json").json("evaluation")
    assert (found["units"], found["figures"]["answers.related"]["value"]) == (2, 0.5)
    shown = story("eval", "revisit", "--from-log")
    assert "updates was right" in shown.out
    assert max(map(len, shown.out.splitlines())) <= 80
    assert story("eval", "revisit").code == 2
    assert story("eval", "revisit", "--from-log", "--gold", ".").code == 2


def test_waiting_ends_with_the_day(story: Desk) -> None:
    promise = _claim(story, "will reopen")
    story("accept", promise)
    waiting = story("wait", promise, "--json").json("claim")[0]
    assert waiting["status"] == "waiting until 2026-06-12"
    assert story("tick", "--now", "2026-06-11", "--json").json("tick") == {"woken": [], "due": [], "back": []}
    assert story("tick", "--now", "2026-06-12", "--json").json("tick")["woken"] == [promise]
    assert story("tick", "--now", "2026-06-12", "--json").json("tick")["woken"] == []
    assert story("list", "--state", "pending", "--json").json("claim")[0]["id"] == promise


def test_a_snoozed_item_comes_back(story: Desk) -> None:
    story.ingest(SECOND)
    item = story("revisit", "list", "--json").json("revisit-item")[0]["id"]
    snoozed = story("revisit", "snooze", item, "--until", "2027-01-01", "--json").json("revisit-item")[0]
    assert (snoozed["state"], snoozed["snoozed_until"]) == ("snoozed", "2027-01-01")
    assert item not in [i["id"] for i in story("revisit", "list", "--json").json("revisit-item")]
    assert story("tick", "--now", "2027-01-01", "--json").json("tick")["back"] == [item]


def test_several_items_are_answered_and_taken_back_together(story: Desk) -> None:
    story.ingest(SECOND)
    items = [item["id"] for item in story("revisit", "list", "--json").json("revisit-item")]
    assert len(items) >= 2
    answered = story("revisit", "resolve", *items, "--as", "not_related", "--json").json("revisit-item")
    assert {item["resolution"] for item in answered} == {"not_related"}
    assert story("revisit", "resolve", *items, "R-99", "--as", "unsure").code == 4
    again = story("revisit", "reopen", *items, "--json").json("revisit-item")
    assert [(item["id"], item["state"], item["resolution"]) for item in again] == [(i, "open", None) for i in items]
    put_off = story("revisit", "snooze", *items, "--days", "3", "--json").json("revisit-item")
    assert len({item["snoozed_until"] for item in put_off}) == 1
    assert story("revisit", "list", "--json").json("revisit-item") == []


@pytest.mark.parametrize("day", [[], ["--days", "3", "--until", "2099-01-01"], ["--days", "0"]])
def test_a_snooze_needs_one_day(story: Desk, day: list[str]) -> None:
    assert story("revisit", "snooze", "R-1", *day).code == 2


def test_a_changed_text_at_the_same_address_is_a_new_version(story: Desk) -> None:
    changed = FIRST.replace("the repairs have cost 4.2 million euros so far", "the repairs have cost 6 million euros")
    article = story.ingest(changed)[0]
    assert (article["status"], article["id"]) == ("new_version", "A-1")
    assert len(article["claims"]) == 1
    assert len(article["mentions"]) == 2
    causes = {item["claim"]: item["cause"] for item in story("revisit", "list", "--json").json("revisit-item")}
    assert causes[_claim(story, "4.2 million")] == "source_correction"
    assert story("show", "A-1", "--json").json("article")["version"] == 2


def test_rejected_words_are_not_proposed_again(story: Desk) -> None:
    workers = _claim(story, "60 workers")
    assert story("reject", workers, "--reason", "out_of_scope").code == 0
    article = story.ingest(FIRST.replace("Ferry timetable", "New ferry timetable"))[0]
    assert article["status"] == "new_version"
    assert article["claims"] == []
    assert story("list", "--status", "rejected", "--json").json("claim")[0]["id"] == workers


def test_a_claim_by_hand_is_pending_and_can_be_edited(desk: Desk) -> None:
    added = desk("add", "The mayor will resign by May.", "--source", "https://x.example/1", "--speaker", "Jo", "--json")
    claim = added.json("claim")[0]
    assert (claim["status"], claim["speaker"], claim["quote"]) == ("pending", "Jo", None)
    edited = desk("edit", "C-1", "--text", "The mayor will resign in May.", "--expect-version", "1", "--json")
    assert edited.json("claim")[0]["version"] == 2
    changes = desk("history", "C-1", "--json").json("history-event")[-1]["details"]["changes"]
    assert changes["text"] == {"old": "The mayor will resign by May.", "new": "The mayor will resign in May."}
    assert desk("list", "--search", "resign in", "--json").json("claim")[0]["id"] == "C-1"


def test_a_duplicate_is_closed_and_restored(story: Desk) -> None:
    closed = story("close", "C-1", "--as", "duplicate", "--of", "C-2", "--json").json("claim")[0]
    assert closed["status"] == "duplicate of C-2"
    assert story("restore", "C-1", "--reason", "another bridge", "--json").json("claim")[0]["status"] == "pending"


def test_reports_and_queue(story: Desk) -> None:
    opened = story("report", "open", "--json").json("report")
    assert (opened["total"], opened["counts"]) == (3, {"proposed": 3})
    due = story("report", "due", "--json").json("report")
    assert [claim["day"] for claim in due["overdue"]] == ["2026-06-12"]
    queue = story("queue", "--json").json("queue")
    assert (len(queue["triage"]), len(queue["due"])) == (3, 1)
    assert story("db", "check", "--json").json("check")["ok"]


def test_the_index_is_made_anew(story: Desk) -> None:
    assert story("db", "reindex", "--json").json("reindex") == {"claims": 3, "indexed": 3}
    assert story("db", "reindex").err == "3 claims looked at, 3 are in the matching index.\n"
