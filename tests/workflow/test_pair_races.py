"""Claims that say nearly the same, compared and edited at the same moment."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy.orm import Session

from claimtrack.settings import Settings
from claimtrack.store import duplicates, sessions
from claimtrack.store.duplicates import PairFilter
from claimtrack.workflow import claims
from claimtrack.workflow import duplicates as finding
from claimtrack.workflow.act import Act
from tests.workflow.test_races import SECONDS, assert_sound

LIGHT = "The lighthouse on Gull Island was painted in red and white stripes last summer"
TWIN = LIGHT.replace("was painted", "was then painted")
OTHER = "The brewery in the old town has doubled its production of dark beer since spring"
NEARLY = OTHER.replace("has doubled", "has now doubled")


@pytest.fixture
def two(settings: Settings, ann: Act) -> Settings:
    """Return the settings of a database with two claims that have nothing in common."""
    with sessions.writing(settings) as session:
        for text in (LIGHT, OTHER):
            claims.add(session, text, "https://desk.example", ann)
    return settings


def overlapping(settings: Settings, first: Callable[[Session], object], second: Callable[[Session], object]) -> None:
    """Carry the second act out while the first one is done and not yet committed."""
    done = threading.Event()

    def before() -> None:
        with sessions.writing(settings) as session:
            first(session)
            done.set()
            time.sleep(0.5)  # the second one waits for a lock, or goes past it

    def after() -> None:
        done.wait(SECONDS)
        with sessions.writing(settings) as session:
            second(session)

    with ThreadPoolExecutor(2) as pool:
        for run in [pool.submit(before), pool.submit(after)]:
            run.result(SECONDS)


def proposed(settings: Settings) -> list[tuple[str, str]]:
    with sessions.reading(settings) as session:
        return [(pair.claim, pair.older) for pair in duplicates.find_pairs(session, PairFilter())]


def test_both_sides_of_a_pair_are_edited_at_once(two: Settings, ann: Act) -> None:
    overlapping(
        two,
        lambda session: claims.edit(session, 2, ann, text=TWIN),
        lambda session: claims.edit(session, 1, ann, text=NEARLY),
    )
    assert proposed(two) == [], "neither is what the other was"
    assert_sound(two)


def test_two_compare_all_claims_at_once(two: Settings, ann: Act, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched, sessions.writing(two) as session:
        patched.setattr(finding, "propose", lambda *_: [])  # as a claim from before pairs were
        claims.edit(session, 2, ann, text=TWIN)
    assert proposed(two) == []
    overlapping(two, lambda session: finding.step(session, 0, ann), lambda session: finding.step(session, 1, ann))
    assert proposed(two) == [("C-2", "C-1")]
    assert_sound(two)
