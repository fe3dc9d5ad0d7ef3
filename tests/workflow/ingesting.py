"""A process of its own that takes stories in, one transaction each, for a test that kills it.

`python -m tests.workflow.ingesting URL COUNT` prints the number of each story once it is committed.
"""

import random
import sys
from datetime import date, timedelta

from claimtrack.domain.article import Article
from claimtrack.domain.claim import Extraction
from claimtrack.settings import Settings
from claimtrack.store import sessions
from claimtrack.workflow import ingest
from claimtrack.workflow.act import Act
from claimtrack.workflow.desk import Desk
from tests.builders import NOW, a_story

PLACES = "harbour bridge tunnel ferry museum library airport market station canal".split()


def story(at: int) -> tuple[Article, Extraction]:
    """Return a story that goes on with what earlier ones told: the same places, other figures."""
    chance = random.Random(at)  # noqa: S311 - the same story every time, not a secret
    one, other = chance.sample(PLACES, 2)
    return a_story(
        f"[The repairs of the Linden {one} cost {chance.randint(2, 99)} million euros], the city council said.",
        f"[The Linden {other} will not reopen before May {chance.randint(1, 28)}], the council said on day {at}.",
        f"[{chance.randint(20, 900)} people work at the {one} of Linden], according to the port.",
        title=f"Works in Linden, part {at}",
        url=f"https://radio.example/{at}",
        published=date(2026, 3, 2) + timedelta(days=at),
    )


def take_in(settings: Settings, count: int) -> None:
    """Take so many stories in, from the first on; those that are here already stay as they are."""
    desk, act = Desk(), Act(by="ann", now=NOW)
    for at in range(count):
        with sessions.writing(settings) as session:
            found = ingest.take_in(session, *story(at), act, desk)
        if found.status == "new":
            print(at, flush=True)  # noqa: T201 - the test reads along


if __name__ == "__main__":
    take_in(Settings(database=sys.argv[1], by="ann"), int(sys.argv[2]))
