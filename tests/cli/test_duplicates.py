"""`claimtrack dedupe` and `claimtrack merge` as a reviewer uses them."""

from tests.cli.conftest import FIRST, Desk

COPY = (
    FIRST.replace("Quay Courier", "Harbour Radio")
    .replace("courier.example", "radio.example")
    .replace("so far", "up to now")
    .replace("60 workers are employed", "60 workers are now employed")
)


def claims(desk: Desk) -> list[str]:
    found = desk.ingest(FIRST, COPY)
    return [f"{pair['claim']} {pair['other']}" for pair in found[1]["alike"]]


def test_a_pair_is_found_listed_and_merged(desk: Desk) -> None:
    (pair,) = claims(desk)
    newer, older = pair.split()
    (listed,) = desk("dedupe", "list", "--json").json("claim-pair")
    assert (listed["claim"], listed["older"], listed["state"]) == (newer, older, "proposed")
    shown = desk("dedupe", "list").out
    assert f"claimtrack merge {newer} --into {older}" in shown
    assert "only here" in shown
    assert desk("dedupe", "list", "C-1" if older != "C-1" else "C-2", "--json").json("claim-pair") == []
    (merged,) = desk("merge", newer, "--into", older, "--json").json("claim")
    assert merged["status"] == f"duplicate of {older}"
    assert desk("dedupe", "list", "--json").json("claim-pair") == []
    assert [one["state"] for one in desk("dedupe", "list", "--all", "--json").json("claim-pair")] == ["merged"]
    events = [event["event"] for event in desk("history", older, "--json").json("history-event")]
    assert events[-1] == "merge"
    (back,) = desk("restore", newer, "--note", "they are two", "--json").json("claim")
    assert back["status"] == "pending"
    assert [one["state"] for one in desk("dedupe", "list", "--json").json("claim-pair")] == ["proposed"]
    assert desk("log", "verify", "--json").json("log-report")["ok"]


def test_the_queue_has_the_pairs_that_wait(desk: Desk) -> None:
    (pair,) = claims(desk)
    newer, older = pair.split()
    (waiting,) = desk("queue", "--json").json("queue")["alike"]
    assert (waiting["claim"], waiting["older"]) == (newer, older)
    shown = desk("queue").out
    assert "Perhaps the same: 1 pair" in shown
    assert f"  claimtrack merge {newer} --into {older}\n" in shown
    assert f"claimtrack dedupe apart {newer} {older}\n" in shown
    desk("dedupe", "apart", older, newer)
    assert desk("queue", "--json").json("queue")["alike"] == []
    assert "Perhaps the same: 0 pairs" in desk("queue").out


def test_a_pair_is_kept_apart_and_that_is_undone(desk: Desk) -> None:
    (pair,) = claims(desk)
    newer, older = pair.split()
    (kept,) = desk("dedupe", "apart", older, newer, "--note", "other sites", "--json").json("claim-pair")
    assert (kept["state"], kept["by"], kept["note"]) == ("apart", "ann", "other sites")
    assert "kept apart by ann (other sites)" in desk("dedupe", "list", "--all").out
    assert desk("dedupe", "--json").json("dedupe") == {"compared": 5, "proposed": 0, "waiting": 0}
    (asked,) = desk("dedupe", "apart", newer, older, "--undo", "--json").json("claim-pair")
    assert asked["state"] == "proposed"
    assert desk("dedupe", "--json").json("dedupe")["waiting"] == 1


def test_what_cannot_be_done_is_said(desk: Desk) -> None:
    claims(desk)
    assert desk("dedupe", "apart", "C-1", "C-2").code == 4
    assert desk("dedupe", "apart", "C-1", "C-99").code == 4
    assert desk("merge", "C-1", "--into", "C-1").code == 6
    assert desk("merge", "C-1", "--into", "C-99").code == 4
    assert desk("dedupe", "list", "C-99").code == 4
    assert desk("dedupe", "--after", "A-1").code == 2
    assert desk("merge", "C-1", "--into", "C-2", "--expect-version", "7").code == 5


def test_a_claim_is_merged_into_the_one_that_stands(desk: Desk) -> None:
    (pair,) = claims(desk)
    newer, older = pair.split()
    desk("merge", newer, "--into", older)
    other = next(name for name in ("C-1", "C-2", "C-3") if name != older)
    refused = desk("merge", other, "--into", newer)
    assert refused.code == 6
    assert f"{newer} is closed itself. Name {older}, which stands for it" in refused.err


def test_dedupe_goes_on_behind_a_claim(desk: Desk) -> None:
    claims(desk)
    assert desk("dedupe", "--after", "C-2", "--json").json("dedupe")["compared"] == 3


def test_the_page_of_a_claim_tells_where_it_is_said(desk: Desk) -> None:
    (pair,) = claims(desk)
    newer, older = pair.split()
    assert "Perhaps the same (1)" in desk("show", older).out
    (waiting,) = desk("show", older, "--json").json("claim-whole")["alike"]
    assert waiting["claim"] == newer
    desk("merge", newer, "--into", older)
    shown = desk("show", older).out
    assert "2 articles from 1 origin" in shown  # the second is nearly the same text
    assert "in the words of " + newer in shown
    assert "a copy of A-1" in shown
    assert f"Stands for (1)\n  {newer}  “" in shown
    whole = desk("show", older, "--json").json("claim-whole")
    assert [(mention["claim"], mention["article"]) for mention in whole["mentions"]] == [(older, "A-1"), (newer, "A-2")]
    assert whole["merged"] == [newer]
    assert [place["copy_of"] for place in whole["spread"]["places"]] == [None, "A-1"]
    assert (whole["spread"]["origins"], whole["alike"]) == (1, [])
