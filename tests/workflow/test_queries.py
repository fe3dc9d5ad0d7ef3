"""How many statements a page or an act takes: as many for three claims as for three hundred."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from claimtrack.domain.duepolicy import Wait
from claimtrack.domain.evidence import Stance
from claimtrack.domain.narrowing import Narrowing
from claimtrack.domain.states import State
from claimtrack.store import claims, queue, ranked, searchquery
from claimtrack.store import evidence as stored
from claimtrack.store.claims import ClaimFilter
from claimtrack.workflow import evidence, ingest, report, whole
from claimtrack.workflow.desk import Desk
from tests.builders import NOW, a_story
from tests.workflow.conftest import ELSEWHERE, Bench, counted

FEW, MANY = 3, 300
PLACES = ("harbour", "bridge", "tunnel", "ferry", "museum", "library", "airport", "market", "station", "canal")


def fill(bench: Bench, first: int, last: int) -> None:
    """Take in an article of one claim for each number, each claim with evidence, an item and a second mention."""
    for start in range(first, last, 50):
        numbers = range(start, min(start + 50, last))
        told = [f"[The {PLACES[n % 10]} of ward {n} will cost the town {n} million euros]." for n in numbers]
        bench.tell(*told, url=f"https://a.example/{start}", title=f"Notes {start}")
        bench.tell(*told, "More later.", url=f"https://b.example/{start}", title=f"More notes {start}")
    for claim in claims.find_claims(bench.session, ClaimFilter(state=State.PROPOSED)):
        number = int(claim.id[2:])
        if claim.evidence == 0:
            evidence.attach(bench.session, number, ELSEWHERE, Stance.SUPPORTS, bench.act, desk=bench.desk)
    bench.seal()


Look = Callable[[Session, Bench], object]
ITEMS = queue.ItemFilter(topic="Harbour", speaker="council", since=NOW.date(), until=NOW.date())
PAGES: dict[str, Look] = {
    "list": lambda s, b: claims.find_claims(s),
    "list --limit": lambda s, b: claims.find_claims(s, limit=50),
    "list --sort worth": lambda s, b: claims.find_claims(s, limit=50, by="worth"),
    "list --open --search": lambda s, b: claims.find_claims(s, ClaimFilter(open=True, search="ward")),
    "search": lambda s, b: ranked.find_ranked(s, searchquery.read("ward")),
    "list --article": lambda s, b: claims.find_claims(s, ClaimFilter(article=1)),
    "count": lambda s, b: claims.count_claims(s, ClaimFilter(speaker="x")),
    "queue": lambda s, b: report.queue(s, "ann", b.act.now, None),
    "report open": lambda s, b: report.open_report(s, b.act.now),
    "report due": lambda s, b: report.due_report(s, b.act.now),
    "revisit list": lambda s, b: queue.find_items(s),
    "revisit list --topic --speaker --since": lambda s, b: queue.find_items(s, wanted=ITEMS),
    "revisit list --topic --speaker --since, counted": lambda s, b: queue.count_items(s, wanted=ITEMS),
    "list --topic --since": lambda s, b: claims.find_claims(s, ClaimFilter(topic="Harbour", since=NOW.date())),
    "search --topic --until": lambda s, b: ranked.find_ranked(s, searchquery.read("ward"), ClaimFilter(topic="x")),
    "evidence list": lambda s, b: stored.find_all(s),
    "show C-1": lambda s, b: whole.claim(s, 1),
    "show A-1": lambda s, b: whole.article(s, 1),
}


def looked_at(session: Session, bench: Bench) -> dict[str, Counter[str]]:
    found = {}
    for name, look in PAGES.items():
        session.expire_all()
        with counted(session) as statements:
            look(session, bench)
        found[name] = statements
    return found


def test_a_page_takes_as_many_queries_for_many_claims_as_for_few(
    session: Session, bench: Bench, subtests: pytest.Subtests
) -> None:
    fill(bench, 1, 1 + FEW)
    few = looked_at(session, bench)
    fill(bench, 1 + FEW, 1 + MANY)
    assert claims.count_claims(session) == MANY
    many = looked_at(session, bench)
    for name, statements in few.items():
        with subtests.test(name):
            assert many[name] == statements
            assert statements.total() <= 12, statements
            assert set(statements) <= {"SELECT", "WITH"}


def test_taking_an_article_in_takes_as_many_among_many_claims_as_among_few(session: Session, bench: Bench) -> None:
    taking_in_takes_as_many(session, bench, bench.desk)


def test_filters_take_as_many_among_many_claims_as_among_few(session: Session, bench: Bench) -> None:
    narrow = Narrowing(Wait.parse("P1Y"), same_topic=True)
    taking_in_takes_as_many(session, bench, replace(bench.desk, narrowing=narrow))


def taking_in_takes_as_many(session: Session, bench: Bench, desk: Desk) -> None:
    def take_in(at: str) -> Counter[str]:
        session.expunge_all()
        article, extraction = a_story(
            "[The bridge of ward 1 will cost the town 1 million euros].",
            "The ferry of ward 3 will cost the town 7 million euros by now.",
            f"[The swans of {at} have moved to the other bank].",
            title=f"Notes of {at}",
            url=f"https://c.example/{at}",
        )
        with counted(session) as statements:
            article = replace(article, topics=("Harbour",))
            found = ingest.take_in(session, article, extraction, bench.act, desk)
            bench.seal()
        assert (len(found.claims), len(found.mentions)) == (1, 1)
        return statements

    fill(bench, 1, 1 + FEW)
    take_in("before")  # the outlet and the words are known from here on
    few = take_in("morning")
    fill(bench, 1 + FEW, 1 + MANY)
    many = take_in("evening")
    # The number of weak matches is written only where there are some.
    assert abs(many.pop("UPDATE") - few.pop("UPDATE")) <= 1
    assert many - few == Counter()
    assert few["SELECT"] <= 30


def test_an_article_of_many_claims_takes_as_many_as_one_of_few(session: Session, bench: Bench) -> None:
    """But for the search, which looks each passage up for itself."""

    def take_in(first: int, last: int) -> Counter[str]:
        told = [f"[The {PLACES[n % 10]} of ward {n} will cost the town {n} million euros]." for n in range(first, last)]
        with counted(session) as statements:
            bench.tell(*told, url=f"https://a.example/{first}")
        return Counter({verb: number for verb, number in statements.items() if verb != "WITH"})

    take_in(1, 4)
    few = take_in(4, 7)
    many = take_in(7, 307)
    assert many.pop("SELECT") - few.pop("SELECT") <= 3, "IN lists are cut at a thousand terms"
    assert many - few == Counter()


def test_a_new_version_of_many_claims_takes_as_many_as_one_of_few(session: Session, bench: Bench) -> None:
    def change(first: int, last: int) -> Counter[str]:
        told = [f"[The {PLACES[n % 10]} of ward {n} will cost the town {n} million euros]." for n in range(first, last)]
        bench.tell(*told, url=f"https://a.example/{first}")
        half = told[: len(told) // 2]
        with counted(session) as statements:
            found = bench.tell(*half, "The rest is withdrawn.", url=f"https://a.example/{first}")
        assert (len(found.mentions), len(found.revisit)) == (len(half), len(told) - len(half))
        return Counter({verb: number for verb, number in statements.items() if verb != "WITH"})

    change(1, 5)
    few = change(5, 9)
    many = change(9, 109)
    assert many.pop("SELECT") - few.pop("SELECT") <= 3, "IN lists are cut at a thousand terms"
    assert many - few == Counter()
