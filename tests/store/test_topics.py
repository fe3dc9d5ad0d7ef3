"""Claims and items by topic, speaker and day: what fits, what is counted, and that no table is read through."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from claimtrack.domain.revisit import Relation
from claimtrack.domain.topics import by_key
from claimtrack.errors import UnknownTopicError
from claimtrack.store import claims, queue, ranked, search, searchquery, topics, tracked
from claimtrack.store.batches import BATCH
from claimtrack.store.claims import ClaimFilter
from claimtrack.store.queue import ItemFilter
from claimtrack.workflow.act import Act
from claimtrack.workflow.desk import Desk
from tests.builders import NOW, a_claim_row
from tests.databases import Database
from tests.store.test_queue import an_item
from tests.workflow.conftest import Bench


def file(session: Session, claim: int, *names: str) -> None:
    topics.give(session, [claim], topics.name(session, by_key(names)))


def fitting(session: Session, **wanted: Any) -> list[str]:
    found = [claim.id for claim in claims.find_claims(session, ClaimFilter(**wanted))]
    assert claims.count_claims(session, ClaimFilter(**wanted)) == len(found)
    return found


def test_a_topic_keeps_the_name_that_was_written_first(session: Session) -> None:
    for number in (1, 2):
        a_claim_row(session)
        file(session, number, ("Harbour", "HARBOUR")[number - 1], "budget")
    assert claims.get_record(session, 1).topics == claims.get_record(session, 2).topics == ("budget", "Harbour")
    assert topics.of_claim(session, 2) == {"budget": "budget", "harbour": "Harbour"}


def test_claims_by_topic_speaker_and_day(session: Session) -> None:
    for day in (1, 2, 3):
        a_claim_row(session, published=date(2026, 3, day), speaker="Åse Sæther", speaker_key="ase saether")
    a_claim_row(session)
    file(session, 1, "Harbour")
    file(session, 3, "Harbour", "Budget")
    file(session, 4, "Budget")
    assert fitting(session, topic="HARBOUR ") == ["C-1", "C-3"]
    assert fitting(session, topic="budget") == ["C-3", "C-4"]
    assert fitting(session, topic="Swans") == []
    assert fitting(session, since=date(2026, 3, 2)) == ["C-2", "C-3"]
    assert fitting(session, until=date(2026, 3, 2)) == ["C-1", "C-2"]
    assert fitting(session, since=date(2026, 3, 2), until=date(2026, 3, 2)) == ["C-2"]
    assert fitting(session, topic="harbour", speaker="saether", until=date(2026, 3, 2)) == ["C-1"]


def test_a_search_has_the_same_filters_and_counts_without_them(session: Session) -> None:
    for day in (1, 2, 3):
        a_claim_row(session, text=f"Pier {day} is shut.", published=date(2026, 3, day))
    search.index(session, [1, 2, 3])
    file(session, 2, "Harbour")
    query = searchquery.read("pier")
    found = ranked.find_ranked(session, query, ClaimFilter(topic="harbour"))
    assert ([one.claim.id for one in found.found], found.total) == (["C-2"], 1)
    assert ranked.count_found(session, query) == 3
    assert ranked.count_found(session, query, ClaimFilter(since=date(2026, 3, 2))) == 2


def test_items_by_topic_speaker_relation_and_day(session: Session) -> None:
    bench = Bench(session, Act(by="ann", now=NOW), Desk())
    bench.tell("[The old pier of the town is shut].", published=date(2026, 3, 1), url="https://a.example/1")
    bench.tell("Nothing of it.", published=date(2026, 4, 10), url="https://a.example/2")
    bench.tell("Nothing of it.", "Nor here.", published=None, url="https://a.example/3")
    a_claim_row(session, speaker="Jo", speaker_key="jo")
    found = tracked.get_claims(session, [1, 2])
    one, other = found[1], found[2]
    file(session, 1, "Harbour")
    dated = an_item(session, one, Relation.UPDATES, version_id=2, passage_fingerprint="a")
    raised = datetime(2026, 4, 20, 23, 59, tzinfo=UTC)
    undated = an_item(session, other, version_id=3, passage_fingerprint="b", created_at=raised)
    without = an_item(session, other, None, created_at=raised)

    def fits(**wanted: Any) -> set[str]:
        found = {item.id for item in queue.find_items(session, wanted=ItemFilter(**wanted))}
        assert queue.count_items(session, wanted=ItemFilter(**wanted))[0] == len(found)
        return found

    assert fits() == {dated, undated, without}
    assert fits(topic="harbour") == {dated}
    assert fits(speaker="JO") == {undated, without}
    assert fits(relation=Relation.RELATED) == {undated}
    assert fits(since=date(2026, 4, 10)) == {dated, undated, without}
    assert fits(since=date(2026, 4, 11)) == {undated, without}
    assert fits(until=date(2026, 4, 10)) == {dated}
    assert fits(until=date(2026, 4, 9)) == set()
    assert fits(since=date(2026, 4, 20), until=date(2026, 4, 20)) == {undated, without}
    assert fits(until=date(2026, 4, 19), speaker="jo") == set()


def test_a_topic_that_is_not_there_is_no_empty_list(session: Session) -> None:
    topics.check_known(session, None)
    with pytest.raises(UnknownTopicError, match="There are none yet"):
        topics.check_known(session, "Harbour")
    topics.name(session, by_key(["Harbour"]))
    topics.check_known(session, "HARBOUR")
    with pytest.raises(UnknownTopicError, match=r"no topic 'Harbor' here\. There are: Harbour"):
        topics.check_known(session, "Harbor")
    topics.name(session, by_key(f"Topic {number:02}" for number in range(20)))
    with pytest.raises(UnknownTopicError, match=r"Topic 00, .* and more\."):
        topics.check_known(session, "Harbor")


def test_any_number_of_topics_is_named_in_statements_that_every_database_takes(session: Session) -> None:
    sent: list[int] = []
    # Of a statement that is carried out for many rows, each takes its own parameters.
    event.listen(
        session.connection(), "before_cursor_execute", lambda *told: sent.append(0 if told[5] else len(told[3]))
    )
    many = {f"topic {number:04}": f"Topic {number:04}" for number in range(2_500)}
    assert sorted(topics.name(session, many).values()) == sorted(many.values())
    topics.take_away(session, 1, range(2_500))
    assert BATCH <= max(sent) <= BATCH + 1


@pytest.mark.parametrize(
    ("query", "index"),
    [
        ("SELECT claim_id FROM claim_topic WHERE topic_id = 3", "ix_claim_topic_topic_id_claim_id"),
        ("SELECT topic_id FROM claim_topic WHERE claim_id = 3", "PRIMARY KEY"),
        ("SELECT id FROM claim WHERE published >= '2026-01-01' AND published <= '2026-02-01'", "ix_claim_published_id"),
    ],
)
def test_nothing_is_read_through(query: str, index: str, sqlite_database: Database) -> None:
    plan = " ".join(str(row[-1]) for row in sqlite_database.run(f"EXPLAIN QUERY PLAN {query}"))
    assert index in plan
    assert "SCAN" not in plan
