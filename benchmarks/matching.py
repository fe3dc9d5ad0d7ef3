"""How fast and how well new passages find the tracked claims they touch, beside other search engines in the same run.

`OMP_NUM_THREADS=1 python benchmarks/matching.py [--claims 10000 100000] [--data FOLDER] [--texts FOLDER]` prints, for
each size and on SQLite and PostgreSQL, what an article of 40 passages takes: its candidates alone, and with the
comparison that `claimtrack ingest` makes of them; and what it takes to add an article's claims. `--data` names a
folder of annotated sets (CLAIMTRACK_EVAL_DATA by default) on which each engine's ranking is scored, `--keep` one whose
databases are used again. It is no test: a busy machine is slow.
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.orm import Session

import corpus
import peers
from claimtrack.extraction import extract
from claimtrack.matching import MatchPolicy, Passage, passages
from claimtrack.reading import read
from claimtrack.settings import Settings
from claimtrack.store import sessions
from claimtrack.workflow import claims, index, related
from claimtrack.workflow.act import Act
from databases import filled, new_claim
from quality import print_quality

BUDGETS = (50_000, 20_000)
PASSAGES = 40
NEW = 1_000_000_000
"""From this number on articles are new: no tracked claim is from them."""
BARS = {"with features 50k": 800, "with features 20k": 400, "add 40 claims": 50}

Times = dict[str, float]
"""Milliseconds by what took them."""


def asked_of(at: int, tracked: int) -> list[Passage]:
    """Return the passages of a new article that tells one of the stories."""
    told = corpus.article(NEW + at, tracked, PASSAGES + 10)
    body = [words for words, _ in told.sentences]
    paragraphs = "\n\n".join(" ".join(body[start : start + 4]) for start in range(0, len(body), 4))
    article = read(paragraphs.encode(), source=f"{at}.txt", published=told.published, title=told.headline)
    return passages(article, extract(article, plain=True))[0][:PASSAGES]


def median(act: Callable[[int], object], runs: int) -> float:
    """Return the median time of an act in milliseconds; the first is not counted, it warms up."""
    found = []
    for at in range(runs + 1):
        begun = time.perf_counter()
        act(at)
        found.append(1000 * (time.perf_counter() - begun))
    return statistics.median(found[1:])


def asking(session: Session, asked: Sequence[list[Passage]], runs: int) -> Times:
    """Return what candidates alone take, and with features, at each budget."""
    found = {}
    for budget in BUDGETS:
        policy = MatchPolicy(budget=budget)

        def compare(at: int, policy: MatchPolicy = policy) -> None:
            session.expunge_all()  # each article is taken in by a session of its own
            related.compare_all(session, 0, asked[at], [], policy)

        name = f"{budget // 1000}k"
        found[f"candidates {name}"] = median(lambda at, p=policy: related.candidates(session, asked[at], p), runs)
        found[f"with features {name}"] = median(compare, runs)
    return found


def adding(settings: Settings, tracked: int, runs: int) -> Times:
    """Return what it takes to add an article's 40 claims and commit.

    First their rows and both indexes; then one by one, as `claimtrack add` does, with history and a look for
    duplicates.
    """
    act = Act(by="benchmark", now=datetime.now(UTC))

    def told(at: int) -> corpus.Told:
        # Others every time, because a kept database has those of the run before.
        return corpus.article(2 * NEW + time.time_ns() + at, tracked, PASSAGES)

    def add_all(at: int) -> None:
        article = told(at)
        with sessions.writing(settings) as session:
            rows = [new_claim(words, speaker, article) for words, speaker in article.sentences]
            session.add_all(rows)
            session.flush()
            index.add_claims(session, rows)

    def add_each(at: int) -> None:
        with sessions.writing(settings) as session:
            for words, speaker in told(at).sentences:
                claims.add(session, words, "https://x.example", act, speaker=speaker)

    return {"add 40 claims": median(add_all, runs), "add 40 by hand": median(add_each, runs)}


def measured(kind: str, folder: Path, tracked: int, given: argparse.Namespace) -> tuple[Times, list[list[int]]]:
    """Return the times on a database of that kind, and the best ten claims for every passage that was asked."""
    asked = [asked_of(at, tracked) for at in range(given.runs + 1)]
    with filled(kind, folder, tracked, given.texts) as settings:
        with sessions.reading(settings) as session:
            times = asking(session, asked, given.runs)
            best = [found[:10] for one in asked for found in related.candidates(session, one, MatchPolicy())]
        times |= adding(settings, tracked, given.runs)
    return times, best


def of_peers(tracked: int, given: argparse.Namespace) -> dict[str, float | str]:
    """Return the milliseconds each peer takes for the same passages, fifty claims for each, or why it takes none."""
    texts = [
        f"{words} {told.headline}" for told in corpus.articles(tracked, given.texts) for words, _ in told.sentences
    ]
    found: dict[str, float | str] = {}
    for name in peers.MAKERS:
        begun = time.perf_counter()
        search = peers.make(name, texts)
        if isinstance(search, str):
            found[name] = search
            continue
        made = time.perf_counter() - begun
        runs = min(given.runs, 2) if name == "rank-bm25" else given.runs
        asked = [[passage.statement.text for passage in asked_of(at, tracked)] for at in range(runs + 1)]
        found[name] = median(lambda at, s=search, a=asked: s(a[at], 50), runs)
        print(f"{name}: index of {tracked:,} claims made in {made:.0f} s", flush=True)
        del search
    return found


def print_speed(folder: Path, tracked: int, given: argparse.Namespace, before: dict[str, Times]) -> None:
    """Measure one size, print its table, and remember its times for the next."""
    found, best = {}, {}
    for kind in given.databases:
        found[kind], best[kind] = measured(kind, folder, tracked, given)
    others = of_peers(tracked, given) if given.peers else {}
    mark = others.get("tantivy")
    print(f"\n{tracked:,} claims, one article of {PASSAGES} passages, median of {given.runs}, milliseconds")
    print(f"{'':<12} {'':<18} {'ms':>8} {'bar':>6} {'x tantivy':>10} {'x smaller':>10}")
    for kind, times in found.items():
        for what, value in times.items():
            beside = f"{value / mark:.1f}" if isinstance(mark, float) and not what.startswith("add") else ""
            grown = f"{value / before[kind][what]:.1f}" if kind in before else ""
            print(f"{kind:<12} {what:<18} {value:>8.0f} {BARS.get(what, ''):>6} {beside:>10} {grown:>10}")
        before[kind] = times
    for name, value in others.items():
        print(f"{name:<12} {'candidates':<18} " + (value if isinstance(value, str) else f"{value:>8.0f}"))
    if len(best) > 1:
        one, other = best.values()
        same = sum(a == b for a, b in zip(one, other, strict=True))
        print(f"the same ten claims in the same order on both databases: {same} of {len(one)} passages")


def main() -> None:
    """Make the databases, ask them, print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--databases", nargs="+", default=["sqlite", "postgresql"], choices=["sqlite", "postgresql"])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--texts", type=Path, help="A folder with JSON lines whose texts are tracked as well.")
    parser.add_argument("--keep", type=Path, help="A folder for the databases; those in it are used again.")
    parser.add_argument("--no-peers", dest="peers", action="store_false")
    parser.add_argument("--data", type=Path, default=os.environ.get("CLAIMTRACK_EVAL_DATA"))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = given.keep or Path(place)
        folder.mkdir(parents=True, exist_ok=True)
        before: dict[str, Times] = {}
        for tracked in given.claims:
            print_speed(folder, tracked, given, before)
    if given.data:
        print_quality(Path(given.data), others=given.peers)


if __name__ == "__main__":
    main()
