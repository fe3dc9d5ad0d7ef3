"""Topics and the filters of lists as a person and a script see them: what is left out is counted and said."""

import json
from pathlib import Path

from tests.cli.conftest import FIRST, SECOND, Desk, Outcome


def filing(desk: Desk, text: str, *topics: str) -> None:
    """Take an article in with topics."""
    options = [part for topic in topics for part in ("--topic", topic)]
    desk("ingest", "--plain", "--json", desk.write("filed.txt", text), *options).json("ingest")


def test_topics_come_in_with_an_article_and_narrow_lists_down(desk: Desk) -> None:
    filing(desk, FIRST, "Harbour", "Roads")
    desk.ingest(SECOND)
    claims = desk("list", "--json").json("claim")
    filed = [claim["id"] for claim in claims if claim["topics"] == ["Harbour", "Roads"]]
    assert 0 < len(filed) < len(claims)
    listed = desk("list", "--topic", "HARBOUR")
    assert listed.err == f"{len(filed)} of {len(claims)} claims fit; without the filters: claimtrack list\n"
    assert [claim["id"] for claim in desk("list", "--topic", "harbour", "--json").json("claim")] == filed
    assert desk("list").err == ""
    assert "topics      Harbour, Roads" in desk("show", filed[0]).out
    assert desk("show", filed[0], "--json").json("claim-whole")["topics"] == ["Harbour", "Roads"]


def test_lists_by_the_day_of_publication(desk: Desk) -> None:
    desk.ingest(FIRST)
    desk.ingest(SECOND)
    claims = desk("list", "--json").json("claim")
    early = [claim["id"] for claim in claims if claim["article"] == "A-1"]
    found = desk("list", "--until", "2026-03-02", "--json").json("claim")
    assert [claim["id"] for claim in found] == early
    searched = desk("search", "bridge", "--since", "2026-04-20", "--speaker", "oyelaran")
    assert searched.err == "1 claim found.\nWithout the filters: 5 claims.\n"
    assert desk("search", "bridge").err == "5 claims found.\n"
    both = desk("list", "--search", "linden bridge", "--until", "2026-03-02")
    assert "1 of 2 claims fit; without the filters: claimtrack list --search 'linden bridge'\n" in both.err
    none = desk("list", "--since", "2027-01-01")
    assert none.err == f"No claim fits.\n0 of {len(claims)} claims fit; without the filters: claimtrack list\n"


def test_revisit_items_by_what_is_asked_for(desk: Desk) -> None:
    filing(desk, FIRST, "Harbour")
    desk.ingest(SECOND)
    items = desk("revisit", "list", "--json").json("revisit-item")
    assert len(items) > 1
    fit = [item["id"] for item in items if item["claim"] == "C-1"]
    asked = ("--relation", items[0]["relation"], "--topic", "harbour", "--since", "2026-04-20")
    listed = desk("revisit", "list", *asked, "--speaker", "OYELARAN")
    assert [name for name in (item["id"] for item in items) if name in listed.out] == fit
    assert listed.err == f"{len(fit)} of {len(items)} items fit; without the filters: claimtrack revisit list\n"
    none = desk("revisit", "list", "C-1", "--until", "2026-04-19")
    assert none.err.startswith("No item fits.\n0 of ")
    assert "without the filters: claimtrack revisit list C-1\n" in none.err
    assert desk("revisit", "list", "--speaker", "swan", "--json").json("revisit-item") == []


def test_a_topic_that_is_not_there_is_named(desk: Desk) -> None:
    filing(desk, FIRST, "Harbour")
    for command in (["list"], ["search", "bridge"], ["revisit", "list"]):
        refused = desk(*command, "--topic", "Harbor")
        assert (refused.code, refused.out) == (4, "")
        assert refused.err == (
            "Error: There is no topic 'Harbor' here. There are: Harbour. "
            "Give one with: claimtrack edit C-7 --topic NAME\n"
        )
    assert desk("ingest", "x.txt", "--topic", " ").code == 6


def test_topics_by_hand_stand_in_the_history(desk: Desk) -> None:
    added = desk("add", "The pier is shut.", "--source", "https://a.example/1", "--topic", "Harbour", "--json")
    assert added.json("claim")[0]["topics"] == ["Harbour"]
    desk("edit", "C-1", "--topic", "Budget", "--no-topic", "HARBOUR")
    assert "topics  Harbour -> Budget" in desk("history", "C-1").out
    desk("edit", "C-1", "--no-topic", "budget")
    assert "topics  Budget -> none" in desk("history", "C-1").out
    assert desk("log", "verify", "--json").json("log-report")["ok"]


def test_a_line_of_a_collection_names_its_topics(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "articles.jsonl"
    record = {"text": FIRST.partition("\n\n")[2], "published": "2026-03-02", "topics": ["Harbour"]}
    file.write_text(f"{json.dumps(record)}\n{json.dumps({**record, 'topics': 'Harbour'})}\n", "utf-8")
    desk("ingest", str(file), "--topic", "Roads")
    assert desk("list", "--json").json("claim")[0]["topics"] == ["Harbour", "Roads"]
    assert "line 2: topics is not a list of strings" in desk("ingest", str(file)).out


def test_what_an_article_is_compared_with_is_narrowed_down_and_counted(desk: Desk) -> None:
    filing(desk, FIRST, "Roads")

    def take_in(*options: str) -> Outcome:
        told = SECOND.replace("https://radio.example/bill", f"https://radio.example/{len(options)}/{options[-1:]}")
        path = desk.write("second.txt", told + f"It is told with {' '.join(options)}.\n")
        return desk("ingest", "--plain", path, *options)

    assert "left out by the filters" not in take_in("--topic", "Harbour").out
    narrow = take_in("--topic", "Harbour", "--same-topic")
    assert "left out by the filters: too old, of other topics, or of people" in narrow.out
    short = take_in("--within", "P1M", "--json").json("ingest")["articles"][0]
    wide = take_in("--within", "any", "--json").json("ingest")["articles"][0]
    assert (short["filtered"], wide["filtered"]) == (2, 0)
    assert not {"C-2", "C-3"} & set(short["touched"])
    refused = take_in("--within", "a month")
    assert refused.code == 6
    assert refused.err.startswith("Error: --within must be an ISO 8601 duration")
