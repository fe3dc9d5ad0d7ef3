"""Reads the case files in which a line of text stands over indented lines that tell what is found in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

CASES = Path(__file__).parents[1] / "cases" / "extraction"


def blocks(file: Path) -> Iterator[tuple[str, list[str]]]:
    """Return each text of a file with what is wanted of it; an empty line parts one from the next."""
    for block in file.read_text("utf-8").rstrip("\n").split("\n\n"):
        text, *wanted = block.split("\n")
        yield text, [line.removeprefix("    ") for line in wanted]


def each_case(folder: str) -> pytest.MarkDecorator:
    """Run a test of `text` and `wanted` for each text of each file in a folder."""
    found, names = [], []
    for file in sorted((CASES / folder).glob("*.txt")):
        for at, case in enumerate(blocks(file), start=1):
            found.append(case)
            names.append(f"{file.stem}-{at}")
    return pytest.mark.parametrize(("text", "wanted"), found, ids=names)
