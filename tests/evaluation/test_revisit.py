"""The revisit queue against stories that go on: what must be looked at again is asked about, and not much besides."""

import json
from collections import Counter
from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from claimtrack.domain.ids import Kind, parse_id
from claimtrack.evaluation.comparing import Compared
from claimtrack.evaluation.gold import GoldArticle
from claimtrack.extraction import extract
from claimtrack.store import claims, sessions
from claimtrack.store.claims import ClaimFilter
from claimtrack.workflow import ingest
from claimtrack.workflow.act import Act
from claimtrack.workflow.desk import Desk
from tests.databases import Database

STORIES = ("accord", "rail", "jobs", "outage", "fire")

pytestmark = pytest.mark.usefixtures("model")


def told(database: Database, story: list[GoldArticle], links: dict[str, dict[str, object]]) -> Counter[str]:
    """Take the articles of one story in, and count what each raised against what it had to raise."""
    tracked: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for gold in story:
        number = gold.name.rpartition("/")[2]
        extraction = extract(gold.article)
        act = Act(by="ann", now=datetime.combine(gold.published, time(12), UTC))
        with sessions.writing(database.settings) as session:
            result = ingest.take_in(session, gold.article, extraction, act, Desk())
        wanted = {str(item["earlier"]) for item in links.get(number, {}).get("must_revisit", [])}  # type: ignore[attr-defined]
        extracted = {tracked[name] for name in wanted if name in tracked}
        touched = set(result.touched)
        counts["wanted"] += len(extracted)
        counts["right"] += len(extracted & touched)
        counts["touched"] += len(touched)
        counts["mentions"] += len(result.mentions)
        with sessions.reading(database.settings) as session:
            ids = tuple(parse_id(Kind.CLAIM, name) for name in result.claims)
            mine = {
                claim.quote.span: claim.id for claim in claims.find_claims(session, ClaimFilter(ids=ids)) if claim.quote
            }
        places = {mention.quote.span: mention.claim for mention in result.mentions} | mine
        for at, to in Compared.of(gold, extraction).hits.items():
            if name := places.get(extraction.claims[at].quote.span):
                tracked[f"{number}/{gold.claims[to].id}"] = name
    return counts


# These miss their floor since more of what must be looked at again is extracted. When they pass, that is an error too.
BEHIND = {
    "jobs": "claims of the same statistic touch each other: more than three are asked about for each right one",
    "outage": "a denial and what disproves it share too few words: 15 of 27 are asked about, not 60 in 100",
}


@pytest.mark.parametrize(
    "story",
    [
        pytest.param(story, marks=pytest.mark.xfail(reason=BEHIND[story], raises=AssertionError, strict=True))
        if story in BEHIND
        else story
        for story in STORIES
    ],
)
def test_a_story(sqlite_database: Database, gold: Path, annotated: list[GoldArticle], story: str) -> None:
    links = json.loads((gold / story / "links.json").read_text("utf-8"))["articles"]
    counts = told(sqlite_database, [article for article in annotated if article.name.startswith(f"{story}/")], links)
    print(story, dict(counts))  # noqa: T201 - shown with -s, for the docs
    assert counts["right"] >= 0.6 * counts["wanted"]
    assert counts["touched"] <= 3 * counts["right"]
