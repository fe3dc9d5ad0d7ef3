"""`claimtrack match`: two files in, one line a query out; no project is needed."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from claimtrack.cli import main
from claimtrack.formats import schemas
from claimtrack.matching import ANALYSIS_VERSION, load_encoder, matcher, missing_packages, semantic
from tests.cli.conftest import Outcome

CLAIMS = [
    {"id": "C-1", "text": "The Linden Street bridge will reopen on 12 June 2026", "context": "Bridge to reopen"},
    {"id": "C-2", "text": "The repairs of the bridge have cost 4.2 million euros"},
    {"id": 3, "text": "The ferry to Sula Island leaves at noon", "context": None, "outlet": "Quay Courier"},
]
QUERIES = [
    {"id": "q1", "text": "The repairs of the bridge have cost 5.1 million euros", "note": {"any": ["thing"]}},
    {"id": "q2", "text": "The Linden Street bridge will not reopen on 12 June 2026"},
    {"id": "q3", "text": "Swans"},
]


def rows(*found: object) -> str:
    return "".join(json.dumps(row) + "\n" for row in found)


@pytest.fixture
def put(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str | bytes], str]:
    """Give a way to write a file, in a folder without a project."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CLAIMTRACK_DB", raising=False)

    def write(name: str, text: str | bytes) -> str:
        (tmp_path / name).write_bytes(text.encode() if isinstance(text, str) else text)
        return name

    return write


Put = Callable[[str, str | bytes], str]


def match(*args: str, stdin: str | bytes | None = None, choose: bool = True) -> Outcome:
    chosen = ["--no-semantic"] if choose else []
    result = CliRunner().invoke(main, ["match", *chosen, *args], input=stdin)
    return Outcome(result.exit_code, result.stdout, result.stderr)


def lines(found: Outcome) -> list[dict[str, Any]]:
    assert found.code == 0, found.err
    read = [json.loads(line) for line in found.out.splitlines()]
    for line in read:
        schemas.check("ranking", line)
        assert len(line["ranked"]) == len(line["scores"]) == len(line["relation"])
        assert line["scores"] == sorted(line["scores"], reverse=True)
    return read


def test_each_query_gets_a_line(put: Put) -> None:
    claims, queries = put("claims.jsonl", rows(*CLAIMS)), put("queries.jsonl", rows(*QUERIES))
    found = match(claims, queries, "--json")
    first, second, third = lines(found)
    assert found.err == ""
    assert (first["id"], first["ranked"], first["relation"]) == ("q1", ["C-2", "C-1"], ["updates", "related"])
    assert (second["id"], second["ranked"][0], second["relation"][0]) == ("q2", "C-1", "updates")
    assert third == {"id": "q3", "ranked": [], "scores": [], "relation": [], "matcher": f"bm25/{ANALYSIS_VERSION}"}
    assert match(claims, queries).out == found.out


def test_top_cuts_the_list(put: Put) -> None:
    claims, queries = put("claims.jsonl", rows(*CLAIMS)), put("queries.jsonl", rows(*QUERIES))
    assert [line["ranked"] for line in lines(match(claims, queries, "--top", "1", "--json"))] == [["C-2"], ["C-1"], []]
    assert match(claims, queries, "--top", "0").code == 2


def test_either_file_may_be_standard_input(put: Put) -> None:
    claims, queries = put("claims.jsonl", rows(*CLAIMS)), put("queries.jsonl", rows(*QUERIES))
    both = match(claims, queries, "--json").out
    assert match("-", queries, "--json", stdin=rows(*CLAIMS)).out == both
    assert match(claims, "-", "--json", stdin=rows(*QUERIES)).out == both
    refused = match("-", "-", stdin=rows(*CLAIMS))
    assert (refused.code, refused.out) == (2, "")
    assert "Only one of" in refused.err


def test_meanings_count_where_they_can_be_compared(put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    claims, queries = put("claims.jsonl", rows(*CLAIMS)), put("queries.jsonl", rows(*QUERIES))
    words = lines(match(claims, queries))
    monkeypatch.setattr(semantic, "find_spec", lambda _: None)
    load_encoder.cache_clear()
    assert lines(match(claims, queries, "--no-semantic")) == lines(match(claims, queries, choose=False)) == words
    refused = match(claims, queries, "--semantic", "--json")
    assert (refused.code, refused.out) == (1, "")
    problem = json.loads(refused.err)
    schemas.check("error", problem)
    assert "claimtrack[semantic]" in problem["detail"]


def test_a_line_says_what_put_its_claims_in_order(put: Put) -> None:
    if missing_packages():
        pytest.skip("claimtrack[semantic] is not installed")
    claims, queries = put("claims.jsonl", rows(*CLAIMS)), put("queries.jsonl", rows(*QUERIES))
    found = match(claims, queries, "--semantic")
    assert {line["matcher"] for line in lines(found)} == {matcher(semantic=True)}
    assert match(claims, queries, choose=False).out == found.out != match(claims, queries).out


def test_empty_files_are_no_error(put: Put) -> None:
    claims, queries = put("claims.jsonl", rows(*CLAIMS)), put("queries.jsonl", rows(*QUERIES))
    empty = put("empty.jsonl", " \n\r\n")
    assert [line["ranked"] for line in lines(match(empty, queries, "--json"))] == [[], [], []]
    assert lines(match(claims, empty, "--json")) == []
    assert lines(match(empty, empty, "--json")) == []


BAD = [
    (b"{no json", "it is not JSON"),
    (b'{"id": "x"}', 'it has no "text"'),
    (b'{"text": "x"}', 'it has no "id"'),
    (b'["x"]', "it is not an object"),
    (b'{"id": "x", "text": "\xff"}', "it is not UTF-8"),
]


@pytest.mark.parametrize(("line", "why"), BAD)
@pytest.mark.parametrize("claims_first", [True, False])
def test_a_bad_line_is_named_and_nothing_is_printed(put: Put, line: bytes, why: str, claims_first: bool) -> None:
    good = put("good.jsonl", rows(*CLAIMS))
    bad = put("bad.jsonl", rows(*QUERIES).encode() + b"\n" + line + b"\n" + rows(*CLAIMS).encode())
    found = match(*([bad, good] if claims_first else [good, bad]), "--json")
    assert (found.code, found.out) == (6, "")
    problem = json.loads(found.err)
    schemas.check("error", problem)
    assert problem["line"] == 5
    assert "bad.jsonl, line 5" in problem["detail"]
    assert why in problem["detail"]


def test_a_bad_line_of_standard_input_is_named(put: Put) -> None:
    found = match(put("claims.jsonl", rows(*CLAIMS)), "-", stdin="\n{")
    assert (found.code, found.out) == (6, "")
    assert "standard input, line 2" in found.err


def test_a_missing_file_is_named(put: Put) -> None:
    found = match(put("claims.jsonl", rows(*CLAIMS)), "gone.jsonl")
    assert (found.code, found.out) == (4, "")
    assert "gone.jsonl" in found.err
    assert match(".", "gone.jsonl").code == 6


def test_a_claim_may_stand_there_twice_but_an_id_may_not_mean_two(put: Put) -> None:
    queries = put("queries.jsonl", rows(*QUERIES, QUERIES[0]))
    twice = put("twice.jsonl", rows(*CLAIMS, CLAIMS[0]))
    found = lines(match(twice, queries, "--json"))
    assert [line["id"] for line in found] == ["q1", "q2", "q3", "q1"]
    assert found[0] == found[3]
    assert found[1]["ranked"].count("C-1") == 1
    two = put("two.jsonl", rows(*CLAIMS, {"id": "3", "text": "Another ferry"}))
    refused = match(two, queries)
    assert (refused.code, refused.out) == (6, "")
    assert "Two different claims have the id '3'" in refused.err


def test_any_id_and_any_text_gets_through(put: Put) -> None:
    text = "".join(map(chr, (0x1F692, 0x20, 0x202E, 0x0, 0x85, 0x2028))) + " the ferry"
    claims = put(
        "claims.jsonl", rows({"id": "\ud800\u202e\n", "text": text}, {"id": "long", "text": "ferry " * 50_000})
    )
    (found,) = lines(match(claims, put("queries.jsonl", rows({"id": "ü\x1b", "text": text})), "--json"))
    assert (found["id"], set(found["ranked"])) == ("ü\x1b", {"\ud800\u202e\n", "long"})
