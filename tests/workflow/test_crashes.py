"""Processes that are killed, and many at once: claims and their index agree, nothing is there twice, nobody is stuck.

CLAIMTRACK_KILLS says how many processes are killed (4); 50 take some minutes.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from claimtrack.domain.states import Resolution
from claimtrack.settings import Settings
from claimtrack.store import checks, sessions
from claimtrack.store.tables import Article, Claim, RevisitItem
from claimtrack.workflow import claims, index, review
from claimtrack.workflow.act import Act
from tests.databases import Database, Templates
from tests.workflow import ingesting

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("CLAIMTRACK_KILLS", "4"))
STORIES_OF_A_RUN = 4
"""Stories at most that a process takes in before it is killed."""


def assert_sound(settings: Settings) -> None:
    with sessions.reading(settings) as session:
        assert [check for check in checks.check_all(session) if not check.ok] == []


def told(settings: Settings) -> tuple[Counter[str], Counter[tuple[str, str | None]], list[str]]:
    """Return the claims, the items by claim and passage, and the articles."""
    with sessions.reading(settings) as session:
        texts = Counter(session.scalars(select(Claim.text)))
        items = select(Claim.text, RevisitItem.passage).join(Claim, Claim.id == RevisitItem.claim_id)
        pairs = Counter((row.text, row.passage) for row in session.execute(items))
        return texts, pairs, sorted(url for url in session.scalars(select(Article.url)) if url)


def kill_one(settings: Settings, stories: int, chance: random.Random) -> int:
    """Start a process, kill it at a random moment after its first commit, and return how many commits it told of."""
    command = [sys.executable, "-m", "tests.workflow.ingesting", settings.database, str(stories)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        count = 0
        for _ in range(chance.randint(1, STORIES_OF_A_RUN)):
            count += bool(process.stdout.readline())
        time.sleep(chance.random() * 0.1)
        process.send_signal(signal.SIGKILL)
        count += len(process.stdout.readlines())
        assert (process.wait(), process.stderr.read()) == (-signal.SIGKILL, "")
    return count


@pytest.fixture
def undisturbed(templates: Templates, tmp_path: Path) -> Iterator[Database]:
    """Give a second database, in which nobody is killed."""
    made = templates.clone(tmp_path / "undisturbed.db")
    yield made
    templates.drop(made)


def test_what_is_killed_loses_nothing_and_leaves_nothing_half_done(settings: Settings, undisturbed: Database) -> None:
    chance = random.Random(11)  # noqa: S311 - moments, not secrets
    stories = KILLS * STORIES_OF_A_RUN * 2
    committed = 0
    for _ in range(KILLS):
        committed += kill_one(settings, stories, chance)
        assert_sound(settings)
        # What was told is there; the last commit may have come before it could be told.
        assert committed <= len(told(settings)[2])
    ingesting.take_in(settings, stories)
    ingesting.take_in(undisturbed.settings, stories)
    assert_sound(settings)
    assert told(settings) == told(undisturbed.settings)
    assert told(settings)[1], "there are items to compare"
    assert max(told(settings)[1].values()) == 1


WRITERS, ACTS, SECONDS = 4, 8, 60
WORDS = (
    "alder birch cedar dogwood elm fir gorse hazel ivy juniper kelp larch maple nettle oak poplar quince rowan".split()
)


def write(settings: Settings, number: int, act: Act) -> int:
    """Add claims in words that all writers share, reword, close and restore them; return the number of transactions."""
    chance = random.Random(number)  # noqa: S311 - texts, not secrets
    for at in range(ACTS):
        with sessions.writing(settings) as session:
            for _ in range(3):
                # New words every time, the same ones for all writers at about the same time.
                words = [f"{word}{at}" for word in chance.sample(WORDS, 12)]
                claim = claims.add(session, f"The {' '.join(words)}", "https://x.example", act)
            number_of = claim.id
        with sessions.writing(settings) as session:
            claims.edit(session, number_of, act, text=f"The {' '.join(chance.sample(WORDS, 12))} {at}")
        with sessions.writing(settings) as session:
            review.close(session, number_of, Resolution.RETRACTED, act)
        with sessions.writing(settings) as session:
            review.restore(session, number_of, replace(act, note="Not that one"))
    return ACTS * 4


def test_four_who_write_at_once_do_not_block_each_other(settings: Settings, ann: Act) -> None:
    with ThreadPoolExecutor(WRITERS + 1) as pool:
        writers = [pool.submit(write, settings, number, ann) for number in range(WRITERS)]
        while not all(writer.done() for writer in writers):
            after = 0
            while numbers := _reindexed(settings, after):  # and one who makes the index anew meanwhile
                after = numbers[-1]
        assert [writer.result(SECONDS) for writer in writers] == [ACTS * 4] * WRITERS
    assert_sound(settings)


def _reindexed(settings: Settings, after: int) -> list[int]:
    with sessions.writing(settings) as session:
        return index.reindex(session, after)
