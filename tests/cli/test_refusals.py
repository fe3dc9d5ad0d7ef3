"""Bad input: a clear sentence, the right exit code, nothing half-written."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from claimtrack import extraction
from claimtrack.cli import main
from claimtrack.formats import schemas
from tests.cli.conftest import FIRST, SECOND, Desk, Outcome
from tests.databases import Database


def _run(*args: str) -> Outcome:
    result = CliRunner().invoke(main, args)
    return Outcome(result.exit_code, result.stdout, result.stderr)


@pytest.mark.parametrize(
    ("command", "code", "words"),
    [
        (["show", "C-99"], 4, "There is no C-99 here"),
        (["show", "A-9"], 4, "There is no A-9 here"),
        (["accept", "C-99"], 4, "There is no C-99 here"),
        (["history", "C-99"], 4, "There is no C-99"),
        (["revisit", "resolve", "R-9", "--as", "unsure"], 4, "There is no R-9 here"),
        (["evidence", "list", "C-99"], 4, "There is no C-99"),
        (["release", "C-1"], 1, "C-1 is proposed, so it cannot: release. From there it can: accept, close, reject."),
        (
            ["wait", "C-1"],
            1,
            "it cannot: wait. From there it can: accept, close, reject. Accept it first: claimtrack accept C-1",
        ),
        (["accept", "C-1", "--expect-version", "9"], 5, "C-1 is at version 1, not 9"),
        (["accept", "C-1", "C-2", "--expect-version", "1"], 6, "one claim at a time"),
        (["accept", "A-1"], 2, "names an article, but a claim is wanted"),
        (["accept", "nonsense"], 2, "Ids look like"),
        (["wait", "C-1", "--until", "soon"], 2, "Write it as 2026-01-31"),
        (["list", "--status", "true"], 6, "'true' is not a status"),
        (["mark", "C-1", "true"], 2, "Invalid value"),
        (["reject", "C-1"], 2, "--reason"),
        (["evidence", "add", "C-1", "no-such-file", "--stance", "supports"], 4, "no file here"),
        (["evidence", "add", "C-1", "https://", "--stance", "supports"], 6, "not a whole address"),
        (["evidence", "add", "C-1", "A-9", "--stance", "supports"], 4, "There is no A-9"),
        (["edit", "C-1"], 6, "Nothing to change"),
        (["close", "C-1", "--as", "duplicate"], 6, "--of C-2"),
        (["close", "C-1", "--as", "duplicate", "--of", "C-1"], 6, "cannot stand for"),
        (["add", "  ", "--source", "https://x.example"], 6, "is empty"),
        (["show", "A-9"], 4, "The newest article is: claimtrack show A-1"),
        (["merge", "C-1", "--into", "C-1"], 6, "C-1 cannot stand for itself"),
        (["wait", "C-2", "--until", "2026-01-31", "C-3"], 1, "Accept it first: claimtrack accept C-2"),
        (["dedupe", "--json", "list"], 2, "claimtrack dedupe list --json"),
        (["dedupe", "--after", "C-1", "list"], 2, "--after goes with claimtrack dedupe alone"),
    ],
)
def test_a_refusal_says_why_and_changes_nothing(story: Desk, command: list[str], code: int, words: str) -> None:
    before = story("log", "verify", "--json").json("log-report")
    found = story(*command)
    assert (found.code, found.out) == (code, "")
    assert words in found.err
    assert story("log", "verify", "--json").json("log-report") == before


def test_one_unknown_id_leaves_the_others_alone(story: Desk) -> None:
    assert story("accept", "C-1", "C-2", "C-99").code == 4
    assert {claim["state"] for claim in story("list", "--json").json("claim")} == {"proposed"}


def test_under_json_an_error_is_a_problem_object(story: Desk) -> None:
    found = story("accept", "C-1", "--expect-version", "9", "--json")
    problem = json.loads(found.err)
    schemas.check("error", problem)
    assert (found.code, problem["current_version"]) == (5, 1)
    usage = json.loads(story("accept", "--json").err)
    schemas.check("error", usage)


BAD_FILES = {
    "binary.txt": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "PNG|binary"),
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\t\n", "empty|nothing"),
    "unknown.txt": (b"The B\x81rgermeister said that the town will pay.", "UTF-8"),
    "huge.txt": (b"The council said it will pay.\n" * 210_000, "5 MB|5,000,000|larger"),
}


def test_what_cannot_be_read_is_named_and_the_rest_goes_in(desk: Desk) -> None:
    names = [desk.write(name, raw) for name, (raw, _) in BAD_FILES.items()]
    names += [desk.write("good.txt", FIRST), str(desk.folder / "missing.txt")]
    found = desk("ingest", "--plain", "--json", *names)
    assert found.code == 6
    articles = json.loads(found.out)["articles"]
    assert [article["status"] for article in articles] == ["refused"] * 5 + ["new", "refused"]
    for article, (name, (_, why)) in zip(articles, BAD_FILES.items(), strict=False):
        assert article["source"].endswith(name)
        assert any(word in article["reason"] for word in why.split("|")), article["reason"]
    assert len(desk("list", "--json").json("claim")) == 3


def test_a_note_names_what_it_is_about_where_several_come_in(desk: Desk) -> None:
    story = FIRST.split("\n\n", 1)[1]
    names = [desk.write("undated.txt", story), desk.write("dated.txt", f"Date: 2026-03-02\n\n{story} It is shut.")]
    (note,) = [line for line in desk("ingest", "--plain", *names).err.splitlines() if "No publication date" in line]
    assert note.startswith(f"Note: {names[0]}: No publication date")
    (alone,) = [line for line in desk("ingest", "--plain", names[0]).err.splitlines() if "No publication" in line]
    assert alone.startswith("Note: No publication date")


def test_what_is_passed_over_is_said(desk: Desk) -> None:
    row = json.dumps({"text": FIRST.split("\n\n", 1)[1], "published": "2026-03-02", "headline": "Bridge"})
    desk.write("articles.jsonl", row)
    desk.write("scan.pdf", b"%PDF")
    found = desk("ingest", "--plain", "--json", str(desk.folder))
    notes = found.json("ingest")["notes"]
    assert [line for line in found.err.splitlines() if "read" in line] == [f"Note: {note}" for note in notes]
    assert ["1 .pdf" in notes[0], "not read: headline." in notes[1]] == [True, True]


def test_what_is_not_there_is_not_found(desk: Desk) -> None:
    missing = str(desk.folder / "missing.txt")
    for command in (
        ["extract", missing],
        ["ingest", missing],
        ["ingest", missing, str(desk.folder / "none-*.txt")],
        ["ingest", missing, desk.write("good.txt", FIRST)],
        ["match", missing, missing],
        ["extract", f"{desk.write('good.txt', FIRST)}/below.txt"],
    ):
        found = desk(*command)
        assert found.code == 4, found
        assert "Check the spelling" in (found.out + found.err).replace("\n         ", " ")
    problem = json.loads(desk("extract", missing, "--json").err)
    schemas.check("error", problem)
    assert problem["source"] == missing
    assert desk("extract", str(desk.folder)).code == 6
    assert desk("ingest", missing, desk.write("blank.txt", " ")).code == 6


def test_a_broken_line_is_named_and_the_others_go_in(desk: Desk) -> None:
    good = json.dumps({"text": FIRST.split("\n\n", 1)[1], "published": "2026-03-02", "title": "Bridge"})
    name = desk.write("articles.jsonl", f"{good}\n{{broken\n")
    found = desk("ingest", "--plain", "--json", name)
    assert found.code == 6
    first, second = json.loads(found.out)["articles"]
    assert (first["status"], second["status"]) == ("new", "refused")
    assert "line 2" in second["source"]


def test_a_broken_row_to_match_is_named(desk: Desk) -> None:
    good, bad = desk.write("a.jsonl", '{"id": 1, "text": "one"}'), desk.write("b.jsonl", '{"id": 1, "text": "a"}\nno')
    found = desk("match", good, bad, "--json")
    assert found.code == 6
    assert "b.jsonl, line 2" in found.err


def test_a_missing_date_is_said(desk: Desk) -> None:
    text = FIRST.replace("Published: 2026-03-02\n", "").replace("on 12 June 2026", "soon")
    found = desk("ingest", "--plain", desk.write("undated.txt", text))
    assert found.code == 0
    assert "--published" in found.err


def test_a_folder_without_a_project_says_how_to_make_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CLAIMTRACK_DB", raising=False)
    found = _run("list")
    assert found.code == 4
    assert "claimtrack init" in found.err


def test_init_makes_a_project_that_is_found_from_below(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CLAIMTRACK_DB", raising=False)
    monkeypatch.chdir(tmp_path)
    assert _run("init", "--json").json("project")["new"] is True
    assert (tmp_path / ".claimtrack" / "claimtrack.toml").is_file()
    assert "already" in _run("init").err
    (tmp_path / "deep" / "er").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "deep" / "er")
    assert _run("list", "--json").json() == []


def test_a_setting_that_is_none_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CLAIMTRACK_DB", raising=False)
    monkeypatch.chdir(tmp_path)
    _run("init")
    config = tmp_path / ".claimtrack" / "claimtrack.toml"
    for text, words in (
        ("[policy]\nindependant = 1\n", "independant is not a setting"),
        ("[policy]\nindependent = 'one'\n", "must be a number"),
        ("[policy\n", "cannot be read"),
        ("llm = 1\n", "[llm] must be a table"),
        ("[revisit]\nfloors = 0.3\n", "revisit.floors is not a setting"),
        ("[revisit]\nwindow = 'years'\n", "ISO 8601"),
        ("[due]\nsoon = 3\n", "ISO 8601"),
        *((f"[revisit]\n{name} = 0\n", f"{name} must be 1 or more") for name in ("candidates", "passages", "budget")),
    ):
        config.write_text(text, "utf-8")
        told = set()
        for command in (["mark", "C-1", "confirmed"], ["list"], ["log", "verify"], ["tick"], ["queue", "--json"]):
            found = _run(*command)
            assert (found.code, found.out) == (6, "")
            told.add(json.loads(found.err)["detail"] if "--json" in command else found.err[len("Error: ") : -1])
        assert [words in told.pop(), told] == [True, set()]


def test_a_matcher_that_is_not_there_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CLAIMTRACK_DB", raising=False)
    monkeypatch.chdir(tmp_path)
    _run("init")
    config = tmp_path / ".claimtrack" / "claimtrack.toml"
    for name, words in (("'vectors'", "There are: lexical"), ("7", "must be a name"), ("''", "must be a name")):
        config.write_text(f"[revisit]\nmatcher = {name}\n", "utf-8")
        found = _run("add", "The bridge is shut", "--source", "https://x.example")
        assert (found.code, words in found.err) == (6, True), found.err
    config.write_text("[revisit]\nmatcher = 'lexical'\nfloor = 0.3\n", "utf-8")
    assert _run("add", "The bridge is shut", "--source", "https://x.example").code == 0


def test_a_text_file_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("These are my notes, not a database.\n", "utf-8")
    for command in (["list"], ["accept", "C-1"], ["db", "upgrade"], ["log", "verify"]):
        found = _run("--db", str(path), *command)
        assert found.code == 1
        assert "is not a database file" in found.err
    assert path.read_text("utf-8") == "These are my notes, not a database.\n"


def test_a_newer_database_says_update(sqlite_database: Database) -> None:
    path = sqlite_database.settings.sqlite_file
    assert path is not None
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    for command in (["list"], ["db", "upgrade"]):
        found = _run("--db", str(path), *command)
        assert found.code == 1
        assert "newer claimtrack" in found.err


def test_a_read_only_database_is_read_but_not_written(sqlite_database: Database) -> None:
    path = sqlite_database.settings.sqlite_file
    assert path is not None
    path.chmod(0o444)
    assert _run("--db", str(path), "list", "--json").json() == []
    found = _run("--db", str(path), "add", "A claim.", "--source", "https://x.example")
    assert found.code == 1
    assert "is read-only" in found.err


def test_one_article_that_breaks_leaves_the_others_in(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = extraction.extract

    def breaks(article: Any, **options: Any) -> Any:
        if "swan" in article.text:
            raise RuntimeError("\x1b[31mno")
        return whole(article, **options)

    monkeypatch.setattr(extraction, "extract", breaks)
    names = [desk.write(f"{at}.txt", text) for at, text in enumerate((FIRST, "The swan said that it is cold.", SECOND))]
    outcome = desk("ingest", "--plain", "--json", *names)
    assert outcome.code == 6
    articles = json.loads(outcome.out)["articles"]
    assert [item["status"] for item in articles] == ["new", "refused", "new"]
    assert "failed in a way it should not (RuntimeError" in articles[1]["reason"]


def test_an_address_describes_one_article(desk: Desk) -> None:
    names = [desk.write("a.txt", FIRST), desk.write("b.txt", SECOND)]
    outcome = desk("ingest", *names, "--url", "https://paper.example/1")
    assert outcome.code == 2
    assert "describe one article" in outcome.err
    assert desk("list", "--json").json() == []


@pytest.mark.parametrize("day", ["20260102", "2026-1-2", "9999-12-31", "0001-01-01"])
def test_days_have_one_form_and_lie_near(story: Desk, day: str) -> None:
    outcome = story("wait", "C-1", "--until", day)
    assert outcome.code == 2
    assert day in outcome.err


def test_the_same_evidence_is_there_once(story: Desk) -> None:
    saved = story.write("saved.txt", "The council paid the bill.")
    story.ingest(SECOND)
    for at, source in enumerate((["https://a.example/1"], [saved], ["A-2", "--quote", "60 workers"]), start=1):
        command = ["evidence", "add", "C-1", *source, "--stance", "context", "--note", "seen", "--json"]
        first, again = story(*command), story(*command)
        assert (again.out, again.code, first.err) == (first.out, 0, "")
        assert again.err == f"This is there already as E-{at}. Nothing was changed.\n"
    assert story("show", "C-1", "--json").json("claim-whole")["version"] == 4
    other = story(
        "evidence", "add", "C-1", "https://a.example/1", "--stance", "context", "--note", "no", "--title", "T"
    )
    assert other.err == "This is there already as E-1. Not stored: the note and title given now.\n"
    assert story("evidence", "add", "C-1", saved, "--stance", "context", "--expect-version", "1").code == 5
    for more in (["--stance", "supports"], ["--stance", "context", "--quote", "They paid"]):
        assert story("evidence", "add", "C-1", "https://a.example/1", *more).err == ""
    assert len(story("evidence", "list", "C-1", "--json").json("evidence")) == 5


def test_words_that_an_article_does_not_say_are_no_evidence(story: Desk) -> None:
    outcome = story("evidence", "add", "C-1", "A-1", "--stance", "context", "--quote", "never said")
    assert outcome.code == 6
    assert "A-1 does not say 'never said'" in outcome.err
    assert story("evidence", "add", "C-1", "A-1", "--stance", "context", "--quote", "The repairs have cost").code == 0


@pytest.mark.parametrize("source", ["https://news.courier.example/copy", "https://www.courier.example/x"])
def test_the_same_house_is_no_second_origin(story: Desk, source: str) -> None:
    assert story("mark", "C-2", "confirmed", "--evidence", source).code == 6
    own = story.write("saved.txt", FIRST)
    assert story("mark", "C-2", "confirmed", "--evidence", own).code == 6
    assert story("mark", "C-2", "confirmed", "--evidence", "https://other.example/x").code == 0


def test_a_closed_claim_stands_for_nothing(story: Desk) -> None:
    assert story("reject", "C-1", "--reason", "opinion").code == 0
    outcome = story("close", "C-2", "--as", "duplicate", "--of", "C-1")
    assert outcome.code == 6
    assert "C-1 is closed itself" in outcome.err


def test_the_machines_name_cannot_be_put_on(story: Desk) -> None:
    outcome = story(
        "--by", "claim\u200btrack", "mark", "C-1", "unverifiable", "--note", "n", "--look-again", "2100-01-01"
    )
    assert outcome.code == 6
    assert "leaves that to people" in outcome.err


def test_a_day_set_by_policy_is_called_so(desk: Desk) -> None:
    desk.ingest(
        "Published: 2026-03-02\n\nThe council said that the old pool will soon open to all swimmers.\n"
        "The council said that the new pool will open by 1 May 2026.\n"
    )
    desk("accept", "C-1", "C-2")
    outcome = desk("wait", "C-1", "C-2")
    assert outcome.code == 0
    assert "C-1 states no day: 2026-06-02 is set by policy (soon/1)." in outcome.err
    assert "C-2" not in outcome.err


def test_the_same_text_with_another_date_says_that_nothing_changed(story: Desk) -> None:
    outcome = story("ingest", story.write("again.txt", FIRST), "--published", "2026-03-09", "--json")
    assert outcome.code == 0
    assert json.loads(outcome.out)["articles"][0]["status"] == "unchanged"
    assert "A-1 is here already and stays as it is; this time it came with another date." in outcome.err


def test_json_holds_nothing_that_a_terminal_obeys(story: Desk) -> None:
    story("add", "The pool\u202e is\x9b31m shut", "--source", "https://a.example/1")
    outcome = story("list", "--json")
    assert "\\u202e" in outcome.out
    assert not {"\u202e", "\x9b"} & set(outcome.out)
    assert any("pool\u202e" in claim["text"] for claim in json.loads(outcome.out))


def test_a_page_behind_the_last_says_so(story: Desk) -> None:
    story("evidence", "add", "C-1", "https://a.example/1", "--stance", "context")
    for command, noun in ((["list"], "claim"), (["list", "--open"], "claim"), (["evidence", "list"], "link")):
        outcome = story(*command, "--offset", "1000")
        assert (outcome.code, outcome.out) == (0, "")
        assert outcome.err == f"No {noun} is left behind the first 1000.\n"
    assert "No claim fits." in story("list", "--status", "refuted", "--offset", "1000").err


def test_a_refused_move_names_commands_that_can_be_typed(story: Desk) -> None:
    story("accept", "C-1")
    story("wait", "C-1")
    found = story("wait", "C-1", "--until", "2100-01-01")
    assert found.err.endswith(
        "From there it can: close, settle (claimtrack mark C-1 VERDICT), take, wake (claimtrack mark C-1 pending).\n"
    )
    problem = json.loads(story("wait", "C-1", "--until", "2100-01-01", "--json").err)
    assert problem["allowed"] == ["close", "settle", "take", "wake"]
    story("take", "C-1")
    assert "submit (claimtrack submit C-1 VERDICT)" in story("take", "C-1").err
    story("mark", "C-2", "confirmed", "--evidence", "https://report.example/1")
    assert "duplicate (claimtrack merge C-2 --into C-9)" in story("take", "C-2").err


def test_an_article_without_a_date_is_said_to_have_none(desk: Desk) -> None:
    name = desk.write("undated.txt", "The council said that the pool will open soon.\n")
    desk("ingest", "--plain", name)
    desk("accept", "C-1")
    assert "C-1 says no date of its own, and its article, A-1, has none to count from." in desk("wait", "C-1").err


def test_a_superseded_claim_names_what_stands_for_it(story: Desk) -> None:
    (claim,) = story("close", "C-1", "--as", "superseded", "--of", "C-2", "--json").json("claim")
    assert claim["status"] == "superseded by C-2"


def test_what_is_no_backup_is_told_so(sqlite_database: Database, tmp_path: Path) -> None:
    notes, missing = tmp_path / "notes.txt", tmp_path / "missing.db"
    notes.write_text("My notes on the harbour.\n", "utf-8")
    for command, code, words in (
        (["restore", str(missing)], 4, "Name a backup made by: claimtrack db backup"),
        (["restore", str(notes)], 1, "Name a backup made by: claimtrack db backup"),
        (["backup", str(tmp_path / "none" / "x.db")], 4, "there is no folder"),
    ):
        found = _run("--db", sqlite_database.url, "db", *command)
        assert (found.code, words in found.err, "init" in found.err) == (code, True, False)
