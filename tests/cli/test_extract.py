"""`claimtrack extract` needs no project and prints one document."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claimtrack.cli import main
from claimtrack.formats import schemas

STORY = "The port authority said on Tuesday that two cranes will arrive by 1 May.\nRead more: Cranes of the north\n"


def extract(*args: str, stdin: str | bytes = "") -> Result:
    return CliRunner().invoke(main, ["extract", *args], input=stdin)


@pytest.mark.parametrize("plain", [(), ("--plain",)])
def test_one_document_is_printed(plain: tuple[str, ...]) -> None:
    result = extract("-", "--published", "2026-03-03", "--json", *plain, stdin=STORY)
    assert result.exit_code == 0, result.stderr
    found = json.loads(result.stdout)
    schemas.check("extraction", found)
    assert found["article"]["published"] == "2026-03-03"
    assert [line["kind"] for line in found["lines"]] == ["body", "related_link"]
    (claim,) = found["claims"]
    assert claim["quote"]["text"] == "two cranes will arrive by 1 May"
    assert claim["attribution"]["source"]["text"] == "The port authority"
    assert claim["attribution"]["cue"]["text"] == "said"
    assert (claim["modality"], claim["due"]["kind"], claim["due"]["latest"]) == (
        "forward_looking",
        "stated",
        "2026-05-01",
    )
    assert [item["reason"] for item in found["rejected"]] == ["related_link"]
    for part in (claim["quote"], claim["attribution"]["source"], claim["attribution"]["cue"], *found["times"]):
        assert found["article"]["text"][part["start"] : part["end"]] == part["text"]
    assert ("low_confidence" in claim["flags"]) is bool(plain)
    assert ("without the language model" in result.stderr) is bool(plain)


def test_people_get_the_claims_in_words() -> None:
    result = extract("-", "--published", "2026-03-03", stdin=STORY)
    assert "“two cranes will arrive by 1 May”" in result.stdout
    assert "The port authority" in result.stdout
    assert "The port authority (said) \u00b7 forward looking \u00b7 due 2026-05-01 \u00b7 worth 0." in result.stdout
    assert "  read as  Two cranes will arrive by 1 May [2026]." in result.stdout.splitlines()
    assert "1 claim, 1 set aside (1 related link); each of them with --all" in result.stderr
    assert "Cranes of the north" not in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_the_wording_stands_below_the_quote_where_it_says_more() -> None:
    story = "Mayor Jory Halden said that the pier will soon be sold. He said that two boats will sail in May.\n"
    lines = extract("-", "--published", "2026-03-02", stdin=story).stdout.splitlines()
    at = next(number for number, line in enumerate(lines) if "two boats" in line)
    assert lines[at + 1] == "  read as  Two boats will sail in May [2026]."
    assert lines[at + 2].startswith("  He (Jory Halden?) (said)")
    assert sum("read as" in line for line in lines) == 1  # a capital and a stop alone tell nothing new
    assert any("due 2026-06-02?" in line for line in lines)  # policy, as the question mark says


def test_what_was_set_aside_is_shown_on_demand() -> None:
    result = extract("-", "--published", "2026-03-03", "--all", stdin=STORY)
    assert "related link  Read more: Cranes of the north" in result.stdout
    assert "--all" not in result.stderr


@pytest.mark.parametrize("named", [True, False])
def test_a_collection_is_for_ingest(named: bool, tmp_path: Path) -> None:
    raw = json.dumps({"text": STORY}) + "\n" + json.dumps({"text": STORY}) + "\n"
    path = tmp_path / "a.jsonl"
    path.write_text(raw, "utf-8")
    result = extract(str(path)) if named else extract("-", stdin=raw)
    assert (result.exit_code, result.stdout) == (6, "")
    assert "extract takes one article" in result.stderr
    assert f"claimtrack ingest {path if named else '-'}" in result.stderr


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "empty"),
        (b"\x00\x01\x02\xff" * 40, "binary data"),
        ("Die Behörde teilte am Montag mit, dass die Brücke im Mai wieder geöffnet wird.".encode(), "English"),
        (b"The caf\x81 said that it will open on Monday, at nine in the morning.", "UTF-8"),
    ],
)
def test_what_is_no_news_text_is_refused(raw: bytes, words: str) -> None:
    result = extract("-", "--json", stdin=raw)
    assert result.exit_code == 6
    assert words in json.loads(result.stderr)["detail"]
    assert result.stdout == ""


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    result = extract(str(tmp_path / "none.txt"))
    assert result.exit_code == 4
    assert "none.txt" in result.stderr
