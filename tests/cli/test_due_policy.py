"""The desk's own days to look again, as a user sets them."""

import json
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claimtrack.cli import main
from claimtrack.domain.duepolicy import DEFAULTS

STORY = "Published: 2026-03-02\n\nThe council said that the old pool will soon open to all swimmers.\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a project with one article beside it, and go there."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CLAIMTRACK_DB", raising=False)
    assert run("init").exit_code == 0
    Path("story.txt").write_text(STORY, "utf-8")
    return tmp_path


def run(*args: str) -> Result:
    return CliRunner().invoke(main, list(args))


def configure(project: Path, text: str) -> None:
    (project / ".claimtrack" / "claimtrack.toml").write_text(text, "utf-8")


def test_init_writes_the_table_as_comments(project: Path) -> None:
    written = (project / ".claimtrack" / "claimtrack.toml").read_text("utf-8")
    section = written.partition("[due]")[2].partition("\n[")[0]
    rows = "\n".join(line.removeprefix("# ") for line in section.splitlines() if " = " in line)
    assert tomllib.loads(rows) == {row.value: value for row, value in DEFAULTS.items()}
    assert tomllib.loads(written)["due"] == {}


def test_ingest_takes_the_projects_table_and_says_that_it_was_the_desk(project: Path) -> None:
    configure(project, '[due]\nsoon = "P10D"\n')
    assert run("ingest", "--plain", "story.txt").exit_code == 0
    (claim,) = json.loads(run("list", "--json").stdout)
    assert (claim["due"]["review_by"], claim["due"]["rule"]) == ("2026-03-12", "soon/desk")


def test_extract_needs_no_project_and_takes_the_defaults(project: Path) -> None:
    configure(project, '[due]\nsoon = "P10D"\n')
    (claim,) = json.loads(run("extract", "--plain", "--json", "story.txt").stdout)["claims"]
    assert (claim["due"]["review_by"], claim["due"]["rule"]) == ("2026-06-02", "soon/1")


@pytest.mark.parametrize("line", ['soon = "3 months"', "soon = 3", 'soon = "P0D"'])
def test_a_bad_value_is_named_with_what_is_allowed(project: Path, line: str) -> None:
    configure(project, f"[due]\n{line}\n")
    outcome = run("ingest", "--plain", "story.txt")
    assert outcome.exit_code == 6
    assert "claimtrack.toml: due.soon must be an ISO 8601 duration" in outcome.stderr
    assert '"P3M"' in outcome.stderr


def test_every_list_shows_a_day_of_policy_with_a_question_mark_and_never_as_overdue(project: Path) -> None:
    configure(project, '[due]\nsoon = "P10D"\n')
    assert run("ingest", "--plain", "story.txt").exit_code == 0
    assert run("accept", "C-1").exit_code == 0
    for waiting in (False, True):
        if waiting:
            assert run("wait", "C-1").exit_code == 0
        for command in (
            ["list"],
            ["queue"],
            ["report", "open"],
            ["report", "due"],
            ["report", "due", "--format", "csv"],
        ):
            assert "2026-03-12?" in run(*command).stdout, command
        lines = run("report", "due").stdout.splitlines()
        assert "overdue 0, look again 1" in lines[0]
        assert "look again 2026-03-12? (policy)" in lines[-1]
