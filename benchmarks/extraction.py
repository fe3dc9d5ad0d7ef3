"""How many articles of 780 words are taken apart in a second, the model's share of the time, and the memory at most.

`python benchmarks/extraction.py [FOLDER] [--articles 40] [--plain]` reads the texts of the folder, or the articles in
`seeds/` over and over without one, and prints a table. One core should do 10 articles a second or more, within 400 MB.
Processor time is counted, of all threads together; there is one unless OMP_NUM_THREADS asks for more. It is no test: a
busy machine is slow.
"""

import argparse
import resource
import sys
import time
from collections.abc import Iterator
from datetime import date
from itertools import cycle, islice
from pathlib import Path

from claimtrack.domain.article import Article
from claimtrack.extraction import extract
from claimtrack.extraction.lines import label_lines
from claimtrack.extraction.model import load_model
from claimtrack.extraction.utterances import find_utterances
from claimtrack.extraction.view import View
from claimtrack.reading import read

SEEDS = Path(__file__).parents[1] / "seeds"
PUBLISHED = date(2026, 3, 3)
WORDS = 780
BARS = {"articles a second": 10.0, "MB at most": 400.0}


def articles(folder: Path, count: int) -> Iterator[Article]:
    """Yield so many articles at most, those of the project's own again and again."""
    files = sorted(folder.rglob("*.txt"))
    for file in islice(cycle(files) if folder == SEEDS else files, count):
        yield read(file.read_bytes(), source=file.name, published=PUBLISHED)


def sentences(article: Article) -> list[str]:
    """Return what the model is given to parse of an article."""
    found = find_utterances(article.text, label_lines(article))
    return [View.of(article.text, item.report.content).text for item in found]


def main() -> None:
    """Take the articles apart, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=SEEDS)
    parser.add_argument("--articles", type=int, default=40)
    parser.add_argument("--plain", action="store_true")
    given = parser.parse_args()
    found = list(articles(given.folder, given.articles))
    if not found:
        parser.error(f"there are no texts in {given.folder}")
    extract(found[0], plain=given.plain)  # the model is loaded and the patterns are compiled once
    words, claims, whole, parsing = 0, 0, 0.0, 0.0
    for article in found:
        begun = time.process_time()
        claims += len(extract(article, plain=given.plain).claims)
        whole += time.process_time() - begun
        words += len(article.text.split())
        if not given.plain:
            texts = sentences(article)
            begun = time.process_time()
            list(load_model().pipe(texts, batch_size=len(texts)))
            parsing += time.process_time() - begun
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    figures = {
        "articles a second": words / WORDS / whole,
        "share of the model": parsing / whole,
        "MB at most": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit,
    }
    print(f"{len(found)} articles, {words / len(found):.0f} words and {claims / len(found):.1f} claims each")
    for name, value in figures.items():
        print(f"{name:<20} {value:>8.2f} {BARS.get(name, ''):>6}")


if __name__ == "__main__":
    main()
