"""How long commands take, as a person waits for them: a new process each, on a project with many claims.

`python benchmarks/commands.py [--claims 10000] [--runs 5]` prints a table with the median and the slowest run of each
command, beside the time it should stay under. It is no test: a busy machine is slow.
"""

import argparse
import hashlib
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from claimtrack.domain.article import Article
from claimtrack.extraction import extract
from claimtrack.settings import Settings, database_url
from claimtrack.store import sessions
from claimtrack.store.upgrade import upgrade
from claimtrack.workflow import ingest
from claimtrack.workflow.act import Act
from claimtrack.workflow.desk import Desk

SPEAKERS = "ministry council agency board union mayor company office court harbour".split()
NOUNS = "bridge pump school ferry turbine road depot clinic cable archive dam tower".split()
VERBS = "close repair sell move open test inspect insure paint lease".split()
SYLLABLES = "ul kor han mar tes vel dra in so bre lun fa gor pil ze wen".split()
CLAIMS_OF_AN_ARTICLE = 10


def place(random_: random.Random) -> str:
    """Return the name of an invented place."""
    return "".join(random_.choices(SYLLABLES, k=3)).title()


def text(random_: random.Random, sentences: int) -> str:
    """Return an article of invented sentences about five places, each of which claims something."""
    places = [place(random_) for _ in range(5)]
    return "\n".join(
        f"The {random_.choice(SPEAKERS)} of {random_.choice(places)} said that it will {random_.choice(VERBS)} "
        f"{random_.randint(2, 900)} {random_.choice(NOUNS)}s in {random_.choice(places)} "
        f"by {random_.randint(1, 28)} May."
        for _ in range(sentences)
    )


def articles(claims: int) -> Iterator[Article]:
    """Yield articles that together make so many claims."""
    random_ = random.Random(7)  # noqa: S311 - the same articles every time, not a secret
    for at in range(claims // CLAIMS_OF_AN_ARTICLE):
        made = text(random_, CLAIMS_OF_AN_ARTICLE)
        digest = hashlib.sha256(made.encode()).hexdigest()
        yield Article(
            text=made,
            sha256=digest,
            raw=made.encode(),
            raw_sha256=digest,
            source=f"{at}.txt",
            title=f"Plans for {place(random_)}",
            outlet=f"Gazette {at % 20}",
            published=date(2026, 1, 1) + timedelta(days=at % 90),
        )


def fill(settings: Settings, claims: int) -> float:
    """Take the articles in and return the seconds it took for each."""
    desk, act = Desk(), Act(by="benchmark", now=datetime.now(UTC))
    begun, count = time.perf_counter(), 0
    for article in articles(claims):
        extraction = extract(article, plain=True)
        with sessions.writing(settings) as session:
            ingest.take_in(session, article, extraction, act, desk)
        count += 1
    return (time.perf_counter() - begun) / max(count, 1)


def timed(args: list[str], folder: Path, runs: int) -> tuple[float, float]:
    """Return the median and the slowest time of a command in seconds."""
    found = []
    for _ in range(runs):
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-m", "claimtrack", *args], cwd=folder, check=True, capture_output=True)  # noqa: S603 - our own command
        found.append(time.perf_counter() - begun)
    return statistics.median(found), max(found)


def main() -> None:
    """Make the project, run the commands, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / ".claimtrack").mkdir()
        settings = Settings(database=database_url(str(folder / ".claimtrack" / "claimtrack.db")))
        upgrade(settings)
        each = fill(settings, given.claims)
        print(
            f"{given.claims} claims; taking one article of {CLAIMS_OF_AN_ARTICLE} in: {1000 * each:.0f} ms on average"
        )
        print(f"{'command':<34} {'median s':>9} {'slowest':>9} {'under':>7}")
        for words, bar in (("--help", 0.25), ("list", 1.0), ("list --json", 1.0), ("list --search pump", 1.0),
                           ("queue", 1.0), ("report open", 2.0), ("show C-7", 1.0)):  # fmt: skip
            median, slowest = timed(words.split(), folder, given.runs)
            print(f"claimtrack {words:<23} {median:>9.2f} {slowest:>9.2f} {bar:>7}")
        times = []
        for at in range(given.runs):
            (folder / f"new-{at}.txt").write_text(text(random.Random(at), 25), "utf-8")  # noqa: S311 - as above
            times.append(timed(["ingest", f"new-{at}.txt", "--published", "2026-04-20"], folder, 1)[0])
        print(f"claimtrack {'ingest (500 words)':<23} {statistics.median(times):>9.2f} {max(times):>9.2f} {3.0:>7}")


if __name__ == "__main__":
    main()
