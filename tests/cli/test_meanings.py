"""`[revisit] semantic` as a user meets it: off until asked for, seen in the reasons, and no bar where it is missing."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claimtrack.cli import main
from claimtrack.errors import SemanticUnavailableError
from claimtrack.formats import schemas
from claimtrack.matching import missing_packages
from claimtrack.workflow import meanings
from tests.cli.conftest import FIRST, SECOND


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a project with two articles beside it, and go there."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CLAIMTRACK_DB", raising=False)
    assert run("init").exit_code == 0
    Path("first.txt").write_text(FIRST, "utf-8")
    Path("second.txt").write_text(SECOND, "utf-8")
    return tmp_path


def run(*args: str) -> Result:
    return CliRunner().invoke(main, list(args))


def configure(project: Path, value: str) -> None:
    (project / ".claimtrack" / "claimtrack.toml").write_text(f"[revisit]\nsemantic = {value}\n", "utf-8")


def test_the_settings_that_init_writes_name_it_with_its_default(project: Path) -> None:
    assert "\n# semantic = false " in (project / ".claimtrack" / "claimtrack.toml").read_text("utf-8")


def test_an_item_says_how_alike_the_meanings_are(project: Path) -> None:
    if missing_packages():
        pytest.skip("claimtrack[semantic] is not installed")
    configure(project, "true")
    found = run("ingest", "--plain", "first.txt", "second.txt")
    assert (found.exit_code, "Meanings" in found.stderr) == (0, False)
    items = json.loads(run("revisit", "list", "--json").stdout)
    assert items
    for item in items:
        schemas.check("revisit-item", item)
        assert [why["value"] > 0.3 for why in item["why"] if why["kind"] == "meaning"] == [True]
    assert "likeness of meaning: 0." in " ".join(run("revisit", "list").stdout.split())
    assert "likeness of meaning: 0." in " ".join(run("show", items[0]["id"]).stdout.split())


@pytest.mark.parametrize("value", ["false", None])
def test_nothing_is_compared_unless_it_is_asked_for(
    project: Path, monkeypatch: pytest.MonkeyPatch, value: str | None
) -> None:
    if value:
        configure(project, value)
    monkeypatch.setattr(meanings, "load_encoder", lambda: pytest.fail("the model was loaded"))
    assert run("ingest", "--plain", "first.txt", "second.txt").exit_code == 0
    assert "meaning" not in run("revisit", "list", "--json").stdout


def test_ingest_goes_on_without_what_it_takes(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def load() -> None:
        raise SemanticUnavailableError("onnxruntime is not installed")

    configure(project, "true")
    monkeypatch.setattr(meanings, "load_encoder", load)
    found = run("ingest", "--plain", "first.txt", "second.txt")
    assert found.exit_code == 0
    assert "Meanings were not compared: onnxruntime is not installed." in " ".join(found.stderr.split())
    assert json.loads(run("revisit", "list", "--json").stdout)


@pytest.mark.parametrize("value", ["1", "'yes'", "[]"])
def test_any_other_value_is_refused(project: Path, value: str) -> None:
    configure(project, value)
    found = run("ingest", "--plain", "first.txt")
    assert (found.exit_code, "revisit.semantic must be true or false" in found.stderr) == (6, True)
