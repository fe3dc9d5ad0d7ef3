"""How well "nearly the same" (see `claimtrack.matching.alike`) agrees with what people said of pairs of texts.

`python benchmarks/same.py FOLDER` reads two annotated sets, where FOLDER has them: `headline_similarity_sts` (pairs
`a` and `b` with a `score` from 0 to 5), and `revisit_ecbplus` (sentences with their `doc` and, as `relevant`, those
that report the same event). Words weigh by how rare they are in the set.
"""

import sys
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

from claimtrack.evaluation.rows import Row, read_rows
from claimtrack.matching import Statement, idf, likeness

HEADLINES, EVENTS = "headline_similarity_sts", "revisit_ecbplus"


def _weights(statements: list[Statement]) -> Callable[[str], float]:
    df: dict[str, int] = {}
    for statement in statements:
        for term in statement.stems:
            df[term] = df.get(term, 0) + 1
    return lambda term: idf(len(statements), df.get(term, 0))


def _rows(folder: Path) -> list[Row]:
    files = [file for file in sorted(folder.glob("*.jsonl*")) if not file.name.startswith("vclaims")]
    return [row for file in files for row in read_rows(file, dict)]


def print_headlines(folder: Path) -> None:
    """Print how people graded the pairs that count as close."""
    rows = _rows(folder)
    pairs = [(Statement(str(row["a"])), Statement(str(row["b"]))) for row in rows]
    weight = _weights([side for pair in pairs for side in pair])
    close = [
        row["score"] for row, (one, other) in zip(rows, pairs, strict=True) if likeness(one, other, weight).is_close
    ]
    print(f"{folder.name}: {len(rows)} pairs, {len(close)} count as close")
    for least in (4, 3.5):
        enough = sum(score >= least for score in close)
        print(f"  graded {least} or more: {enough} ({enough / max(1, len(close)):.0%})")


def print_events(folder: Path) -> None:
    """Print how many close pairs from different articles report the same event."""
    rows = _rows(folder)
    statements = [Statement(str(row["text"])) for row in rows]
    weight = _weights(statements)
    found = verbatim = same = 0
    for (row, one), (other_row, other) in combinations(zip(rows, statements, strict=True), 2):
        # Most pairs share too few words to be alike, and counting these is quick.
        if row["doc"] == other_row["doc"] or len(one.stems & other.stems) * 2 < len(one.stems | other.stems):
            continue
        if likeness(one, other, weight).is_close:
            found += 1
            verbatim += one.normalized == other.normalized
            same += str(other_row["id"]) in row["relevant"] or str(row["id"]) in other_row["relevant"]
    print(f"{folder.name}: {len(rows)} sentences, {found} pairs from different articles count as close")
    print(f"  word for word: {verbatim}; annotated as the same event: {same}")


def main() -> None:
    """Print what the sets in the folder tell."""
    if len(sys.argv) != 2:  # noqa: PLR2004 - the folder alone
        sys.exit("usage: python benchmarks/same.py FOLDER")
    for name, tell in ((HEADLINES, print_headlines), (EVENTS, print_events)):
        folder = Path(sys.argv[1]) / name
        if folder.is_dir():
            tell(folder)
        else:
            print(f"{name} is not in {folder.parent}")


if __name__ == "__main__":
    main()
