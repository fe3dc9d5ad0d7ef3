"""How fast time expressions are found: characters a second on news-like text and on text made to be slow.

`python benchmarks/times.py [FILE...] [--runs 5]` reads the files, or the articles in `seeds/` without any, line by line
as extraction does, and prints a table. News should go at 300,000 characters a second or more on one core. It is no
test: a busy machine is slow.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from claimtrack.domain.span import Span
from claimtrack.extraction.sentences import split_sentences
from claimtrack.extraction.times import TimeMention, find_times

SEEDS = Path(__file__).parents[1] / "seeds"
PUBLISHED = date(2026, 3, 3)
BAR = 300
HOSTILE = ("May ", "1 ", "on 1 May to ", "twenty ", "a year ago $ ", "that day 1 May 2020 ", "postponed a ", "not ")
LENGTH = 200_000


def read(text: str) -> int:
    """Find the times of a text, sentence by sentence, and return how many there are."""
    found: list[TimeMention] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            for sentence in split_sentences(text, Span(start, start + len(line))):
                found += find_times(text, sentence, PUBLISHED, earlier=found)
        start += len(line) + 1
    return len(found)


def seconds(work: Callable[[], int], runs: int) -> float:
    """Return the median seconds of processor time."""
    times = []
    for _ in range(runs):
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return statistics.median(times)


def row(name: str, text: str, bar: int, runs: int) -> None:
    """Print how fast one text is read."""
    speed = len(text) / seconds(lambda: read(text), runs) / 1000
    print(f"{name:<24} {len(text):>10} {read(text):>7} {speed:>9.0f} {bar:>5}")


def main() -> None:
    """Read what is given, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    files = given.files or sorted(SEEDS.rglob("*.txt"))
    news = "\n".join(file.read_text("utf-8") for file in files)
    news *= max(1, LENGTH // max(len(news), 1))
    read(news)  # the patterns are compiled once
    print(f"{'text':<24} {'characters':>10} {'times':>7} {'kchar/s':>9} {'over':>5}")
    row("news", news, BAR, given.runs)
    for piece in HOSTILE:
        row(f"{piece.strip()} …", piece * (LENGTH // len(piece)), BAR, 1)


if __name__ == "__main__":
    main()
