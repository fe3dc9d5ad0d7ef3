"""The demo, with and without the language model: it has to tell its whole story in both."""

import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claimtrack.cli import main
from claimtrack.extraction.model import ModelUnavailableError


@pytest.fixture(params=["model", "plain"])
def told(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Result:
    """Run the demo in a folder of its own, with an environment that names another database."""
    if request.param == "plain":

        def missing() -> None:
            raise ModelUnavailableError("no model here")

        monkeypatch.setattr("claimtrack.extraction.pipeline.load_model", missing)
    monkeypatch.setenv("CLAIMTRACK_DB", str(tmp_path / "mine.db"))
    return CliRunner().invoke(main, ["demo", "--dir", str(tmp_path / "demo")])


def test_the_whole_story_is_told(told: Result, tmp_path: Path) -> None:
    assert told.exit_code == 0, told.output
    commands = re.findall(r"^\$ claimtrack ([a-z]+(?: [a-z]+)?)", told.stdout, re.MULTILINE)
    assert {"init", "list", "report open", "log verify"} <= set(commands)
    assert sum(command.startswith("ingest") for command in commands) == 6
    for words in (
        "cannot be marked confirmed yet",  # no verdict without evidence
        "said again: C-2",  # a repeat
        "60 filter units -> 45 filter units",  # an update with a changed figure
        "contradicts C-9, attached as",  # a contradiction
        "woken: C-3",  # a promise that waited
        "(exit code 6)",
        "2 refuted",
        "The history is whole.",
    ):
        assert words in told.output, words
    assert not (tmp_path / "mine.db").exists()
    assert os.environ["CLAIMTRACK_DB"] == str(tmp_path / "mine.db")


def test_it_ends_with_the_report_of_what_is_open(told: Result) -> None:
    report = told.stdout.partition("$ claimtrack report open")[2]
    assert re.search(r"^Open claims on \d{4}-\d\d-\d\d: \d\d$", report, re.MULTILINE)


def test_a_folder_that_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("mine")
    result = CliRunner().invoke(main, ["demo", "--dir", str(tmp_path)])
    assert result.exit_code == 1
    assert "is there already" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["note.txt"]


README = Path(__file__).parents[2] / "README.md"


@pytest.mark.parametrize("told", ["model"], indirect=True)
@pytest.mark.usefixtures("model")
def test_the_readme_shows_what_it_prints(told: Result) -> None:
    shown = README.read_text("utf-8").partition("A part of what it prints:\n\n```text\n")[2].partition("```")[0]
    steps = re.split(r"\n\n(?=\$ )", shown.strip())
    assert len(steps) > 5
    assert [step for step in steps if f"\n{step}\n" not in told.output] == []
