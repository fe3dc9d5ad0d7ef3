"""`claimtrack eval`: figures in 80 columns, one document for scripts, and refusals that say why."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from claimtrack.cli import main
from claimtrack.formats import schemas
from tests.cli.conftest import Outcome
from tests.evaluation import made


def evaluate(*args: str) -> Outcome:
    result = CliRunner().invoke(main, ["eval", *args])
    return Outcome(result.exit_code, result.stdout, result.stderr)


@pytest.fixture
def gold(tmp_path: Path) -> str:
    made.write(tmp_path, "harbour/1", made.TEXT, made.ferry())
    return str(made.write(tmp_path, "harbour/2", made.TEXT, made.ferry()))


def test_extract_prints_one_document(gold: str) -> None:
    found = evaluate("extract", "--gold", gold, "--plain", "--misses", "--json").json("evaluation")
    assert (found["task"], found["unit"], found["units"]) == ("extract", "article", 2)
    assert found["figures"]["grounding"]["value"] == 1
    recall = found["figures"]["claims.core_recall"]
    assert (recall["right"], recall["of"], recall["value"]) == (6, 6, 1)
    assert [item["article"] for item in found["misses"]] == ["harbour/1", "harbour/2"]
    assert "misses" not in evaluate("extract", "--gold", gold, "--plain", "--json").json("evaluation")


def test_extract_prints_a_table_for_people(gold: str) -> None:
    facts = made.ferry()
    facts["claims"].append(made.claim(made.TEXT, "C04", "It is a lovely boat"))
    made.write(Path(gold), "harbour/2", made.TEXT, facts)
    found = evaluate("extract", "--gold", gold, "--plain", "--misses")
    assert found.code == 0, found.err
    assert "core claims found                          0.857    0.750 - 1.000  6 / 7" in found.out
    assert "harbour/2: 1 missed" in found.out
    assert "missed C04 asserted_fact\n    It is a lovely boat" in found.out
    assert max(map(len, found.out.splitlines())) <= 80
    assert "without the language model" in found.err


def test_what_an_annotation_holds_does_not_speak_to_the_terminal(tmp_path: Path) -> None:
    facts = made.ferry()
    facts["claims"].append(made.claim(made.TEXT, "C04\x1b[2J", "It is a lovely boat"))
    people = facts["claims"].pop(1)["quote"]
    facts["not_claims"].append(people | {"code": "\x1b]0;gone\x07"})
    gold = made.write(tmp_path, "harbour/1", made.TEXT, facts)
    found = evaluate("extract", "--gold", str(gold), "--plain", "--misses")
    assert found.code == 0, found.err
    assert "\x1b" not in found.out
    assert "\x07" not in found.out
    assert "missed C04\ufffd[2J asserted_fact" in found.out
    assert "\n\ufffd]0;gone\ufffd  " in found.out


def test_what_is_not_there_or_is_no_gold_is_said(tmp_path: Path) -> None:
    missing = evaluate("extract", "--gold", str(tmp_path / "none"), "--json")
    assert (missing.code, missing.out) == (4, "")
    schemas.check("error", json.loads(missing.err))
    assert evaluate("extract", "--gold", str(tmp_path)).code == 6
    assert evaluate("extract").code == 2


TEXT = "The port said on Tuesday that the ferry will sail until May."
SETS: dict[str, dict[str, Any]] = {
    "attribution": {
        "text": TEXT,
        "attributions": [
            {
                "source": made.place(TEXT, "The port"),
                "cue": made.place(TEXT, "said"),
                "content": [made.place(TEXT, "the ferry will sail until May")],
            }
        ],
    },
    "times": {
        "text": TEXT,
        "dct": "2026-03-05",
        "timex": [
            made.place(TEXT, "Tuesday") | {"value": "2026-03-03"},
            made.place(TEXT, "May") | {"value": "2026-05"},
        ],
    },
    "lines": {"lines": made.lines(f"body: {TEXT}", "boilerplate: Share this article")},
    "sentences": {"text": TEXT, "sentences": [made.place(TEXT, TEXT)]},
    "future": {"text": TEXT, "dct": "2026-03-05", "future": True},
    "article": {"html": f"<html><body><article><p>{TEXT}</p></article></body></html>", "articleBody": TEXT},
    "worth": {"text": TEXT, "label": 1},
    "match": {"text": TEXT, "doc": "a", "relevant": ["other"]},
}


@pytest.mark.parametrize("task", SETS)
def test_each_set_gives_a_table_and_a_document(tmp_path: Path, task: str) -> None:
    other = {"id": "other", "doc": "b", "relevant": []}
    rows = [{"id": "one"} | SETS[task]]
    if task == "match":
        rows.append(SETS[task] | other)
    made.rows(tmp_path / "dev.jsonl", *rows)
    found = evaluate(task, "--gold", str(tmp_path), "--json").json("evaluation")
    assert (found["task"], found["units"]) == (task, 1)
    first = next(iter(found["figures"].values()))
    assert first["value"] == 1
    shown = evaluate(task, "--gold", str(tmp_path / "dev.jsonl"))
    assert shown.code == 0, shown.err
    assert first["words"] in shown.out
    assert max(map(len, shown.out.splitlines())) <= 80


@pytest.mark.parametrize("task", SETS)
def test_no_set_an_empty_one_and_a_bad_row(tmp_path: Path, task: str) -> None:
    assert evaluate(task, "--gold", str(tmp_path / "none")).code == 4
    assert evaluate(task, "--gold", str(tmp_path)).code == 6
    (tmp_path / "dev.jsonl").touch()
    assert evaluate(task, "--gold", str(tmp_path)).code == 6
    (tmp_path / "dev.jsonl").write_text('{"id": "one"}\n')
    bad = evaluate(task, "--gold", str(tmp_path), "--json")
    assert (bad.code, bad.out) == (6, "")
    assert json.loads(bad.err)["line"] == 1


def test_units_are_counted_in_words(tmp_path: Path) -> None:
    queries = [
        {"id": name, "text": TEXT, "doc": name, "relevant": other} for name, other in (("a", ["b"]), ("b", ["a"]))
    ]
    made.rows(tmp_path / "dev.jsonl", *queries)
    assert evaluate("match", "--gold", str(tmp_path)).out.startswith("match: 2 queries, ")
    german = "Die Behörde teilte am Montag mit, dass die Brücke im Mai wieder geöffnet wird und bleibt."
    made.rows(tmp_path / "dev.jsonl", *[{"id": name, "text": german, "future": False} for name in "ab"])
    found = evaluate("future", "--gold", str(tmp_path))
    assert found.out.startswith("future: 2 sentences, ")
    assert "2 sentences were refused, such as a: " in found.err


def test_stories_are_matched(tmp_path: Path) -> None:
    claims = [{"id": "C01", "standalone": TEXT, "level": "core"}]
    for name in ("1.json", "2.json"):
        (tmp_path / name).write_text(json.dumps({"claims": claims}))
    link = {"claim": "2/C01", "earlier": "1/C01", "relation": "repeats", "strength": "strong"}
    facts = {"articles_in_order": [{"article": 1}, {"article": 2}], "earlier_documents": {}}
    (tmp_path / "links.json").write_text(json.dumps(facts | {"articles": {"2": {"links": [link]}}}))
    found = evaluate("match", "--gold", str(tmp_path), "--json").json("evaluation")
    assert (found["unit"], found["figures"]["match.map5"]["value"]) == ("article", 1)
    assert found["tables"]["relation"]["repeats"]["repeats"] == 1
    shown = evaluate("match", "--gold", str(tmp_path))
    assert "only alike" in shown.out
    assert max(map(len, shown.out.splitlines())) <= 80


def test_the_revisit_queue_is_measured_on_stories(tmp_path: Path) -> None:
    made.harbour(tmp_path)
    found = evaluate("revisit", "--gold", str(tmp_path), "--json").json("evaluation")
    assert (found["unit"], found["figures"]["revisit.recall"]["value"]) == ("story", 1)
    shown = evaluate("revisit", "--gold", str(tmp_path))
    assert "harbour" in shown.out
    assert max(map(len, shown.out.splitlines())) <= 80
    assert evaluate("revisit", "--gold", str(tmp_path / "none")).code == 4
    (tmp_path / "empty").mkdir()
    assert evaluate("revisit", "--gold", str(tmp_path / "empty")).code == 6


def test_help_imports_no_evaluation() -> None:
    program = (
        "import sys\n"
        "from claimtrack.cli import main\n"
        "try:\n    main({arguments!r})\n"
        "except SystemExit:\n    pass\n"
        "print([name for name in sys.modules if name.startswith('claimtrack.evaluation')], file=sys.stderr)"
    )
    for arguments in (["--help"], ["eval", "--help"], ["eval", "extract", "--help"]):
        done = subprocess.run(
            [sys.executable, "-c", program.format(arguments=arguments)], capture_output=True, text=True, check=True
        )
        assert done.stderr.splitlines()[-1] == "[]"
