"""The docs say what the code does: generated parts are current, and every command they name is there."""

import re
from importlib import util
from pathlib import Path
from types import ModuleType

import click
import pytest

from claimtrack.cli import main
from tests.house.code import CHECKOUT

PAGES = sorted([*(CHECKOUT / "docs").glob("*.md"), *CHECKOUT.glob("*.md")])


@pytest.fixture
def generate() -> ModuleType:
    """Return docs/generate.py, which is a script and no module of the package."""
    spec = util.spec_from_file_location("generate", CHECKOUT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_generated_parts_are_current(generate: ModuleType) -> None:
    assert generate.run(check=True) == 0


def test_a_stale_part_is_found_and_mended(
    generate: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for file, _ in generate.PARTS.values():
        text = (CHECKOUT / "docs" / file).read_text("utf-8")
        (tmp_path / file).write_text(text.replace("accept", "swallow"), "utf-8")
    monkeypatch.setattr(generate, "DOCS", tmp_path)
    assert generate.run(check=True) == 1
    assert "docs/review-states.md is out of date. Run: python docs/generate.py" in capsys.readouterr().err
    assert generate.run(check=False) == 0
    assert generate.run(check=True) == 0


def test_what_is_written_by_hand_stays(generate: ModuleType) -> None:
    page = "above\n<!-- begin generated: x (python docs/generate.py) -->old<!-- end generated: x -->\nbelow"
    new = generate.rewritten(page, "x", "new")
    assert new.startswith("above\n")
    assert new.endswith("\nbelow")
    assert "new" in new
    assert "old" not in new
    with pytest.raises(ValueError, match="no place for y"):
        generate.rewritten(page, "y", "new")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_named_is_there(page: Path) -> None:
    context = click.Context(main)
    code = re.findall(r"```.*?```|`[^`]+`", page.read_text("utf-8"), re.DOTALL)
    named = re.findall(r"(?:^|[`$|]\s*)claimtrack ((?:[a-z]+(?:-[a-z]+)* ?)+)", "\n".join(code), re.MULTILINE)
    for words in named:
        name, *rest = words.split()
        command = main.get_command(context, name)
        assert command is not None, f"claimtrack {name}"
        if rest and isinstance(command, click.Group):
            assert command.get_command(context, rest[0]) is not None, f"claimtrack {name} {rest[0]}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_linked_is_there(page: Path) -> None:
    text = page.read_text("utf-8")
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text):
        if "://" not in target:
            assert (page.parent / target).exists(), target
