"""What ships, and what must not be written anywhere."""

import re
import subprocess
from pathlib import Path

import pytest

import claimtrack.shipped
from claimtrack.errors import ClaimtrackError
from claimtrack.shipped import shipped
from tests.house.code import CHECKOUT

# Written in pieces, so that this file does not hold what it looks for.
FORBIDDEN = [
    "../" + "shared",
    "/" + "work" + "/",
    "pypi" + ".org/simple",
    "pytho" + "nhosted",
    "--index" + "-url",
    "--trusted" + "-host",
    "BEGIN " + "PRIVATE KEY",
]


@pytest.mark.parametrize("name", ["migrations", "schemas", "seeds"])
def test_the_data_folders_are_found(name: str) -> None:
    assert any(path.is_file() for path in shipped(name).rglob("*"))


def a_package(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make `folder` hold the package, as far as `shipped` can tell."""
    package = folder / "claimtrack"
    package.mkdir(parents=True)
    monkeypatch.setattr(claimtrack.shipped, "__file__", str(package / "shipped.py"))
    return package


def test_a_wheel_has_them_beside_the_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = a_package(tmp_path / "site-packages", monkeypatch)
    (package / "schemas").mkdir()
    assert shipped("schemas") == package / "schemas"


def test_a_checkout_has_them_at_the_top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_package(tmp_path / "src", monkeypatch)
    (tmp_path / "schemas").mkdir()
    (tmp_path / "pyproject.toml").touch()
    assert shipped("schemas") == tmp_path / "schemas"


def test_a_folder_that_happens_to_have_the_name_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_package(tmp_path / "lib" / "site-packages", monkeypatch)
    (tmp_path / "lib" / "schemas").mkdir()
    (tmp_path / "schemas").mkdir()
    with pytest.raises(ClaimtrackError, match="installed without its schemas"):
        shipped("schemas")


def tracked() -> list[Path]:
    """Return the files that git tracks, or skip where there is no git."""
    try:
        done = subprocess.run(["git", "ls-files", "-z"], cwd=CHECKOUT, capture_output=True, check=True)  # noqa: S607 - the git that is there
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not in a git checkout")
    return [CHECKOUT / name for name in done.stdout.decode().split("\0") if name and (CHECKOUT / name).is_file()]


def test_no_file_names_a_place_of_its_makers() -> None:
    wrong = {
        (path.relative_to(CHECKOUT).as_posix(), word)
        for path in tracked()
        for word in FORBIDDEN
        if word.encode() in path.read_bytes()
    }
    assert wrong == set()


def test_no_file_is_large_or_left_over() -> None:
    for path in tracked():
        assert path.stat().st_size < 500_000, path
        assert not re.search(r"\.(orig|rej|pyc|log|bak|dump|sqlite3?|db-wal)$", path.name), path
