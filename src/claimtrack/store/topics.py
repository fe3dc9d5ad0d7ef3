"""Topics and the claims that have them."""

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import ColumnElement, Select, delete, func, insert, select, text
from sqlalchemy.orm import Session

from claimtrack.domain.topics import topic_key
from claimtrack.errors import UnknownTopicError
from claimtrack.store.batches import batches
from claimtrack.store.tables import Claim
from claimtrack.store.topic_tables import ClaimTopic, Topic

NAMED = 12
"""Topics that are named where somebody asks for one that is not there."""

_NAME = text("INSERT INTO topic (key, name) VALUES (:key, :name) ON CONFLICT (key) DO NOTHING")


def find(session: Session, keys: Iterable[str]) -> dict[str, int]:
    """Return the numbers of the topics that are there, by their keys."""
    found: dict[str, int] = {}
    for batch in batches(sorted(set(keys))):
        rows = session.execute(select(Topic.key, Topic.id).where(Topic.key.in_(batch)))
        found |= {row.key: row.id for row in rows}
    return found


def name(session: Session, topics: Mapping[str, str]) -> dict[int, str]:
    """Return topics given as key and name: their numbers, and their names as they were first written.

    Those that are new are made.
    """
    if not topics:
        return {}
    known = find(session, topics)
    # Sorted, so that two writers meet the same rows in the same order and cannot deadlock.
    if missing := sorted(topics.keys() - known.keys()):
        session.execute(_NAME, [{"key": key, "name": topics[key]} for key in missing])
    found: dict[int, str] = {}
    for batch in batches(sorted(topics)):
        rows = session.execute(select(Topic.id, Topic.name).where(Topic.key.in_(batch)).order_by(Topic.key))
        found |= {row.id: row.name for row in rows}
    return found


def give(session: Session, claims: Collection[int], topics: Collection[int]) -> None:
    """Write that claims have topics which they had not."""
    rows = [{"claim_id": claim, "topic_id": topic} for claim in claims for topic in topics]
    if rows:
        session.execute(insert(ClaimTopic), rows)


def take_away(session: Session, claim: int, topics: Collection[int]) -> None:
    """Write that a claim has topics no more."""
    for batch in batches(topics):
        session.execute(delete(ClaimTopic).where(ClaimTopic.claim_id == claim, ClaimTopic.topic_id.in_(batch)))


def of_claim(session: Session, claim: int) -> dict[str, str]:
    """Return the topics of a claim by their keys, in the order of these."""
    query = select(Topic.key, Topic.name).join(ClaimTopic, ClaimTopic.topic_id == Topic.id)
    found = {row.key: row.name for row in session.execute(query.where(ClaimTopic.claim_id == claim))}
    return dict(sorted(found.items()))


def of_article(session: Session, article: int) -> set[str]:
    """Return the keys of the topics that claims first found in an article have."""
    query = select(Topic.key).join(ClaimTopic, ClaimTopic.topic_id == Topic.id)
    return set(session.scalars(query.join(Claim, Claim.id == ClaimTopic.claim_id).where(Claim.article_id == article)))


def names() -> ColumnElement[str]:
    """Return the names of the topics of a row of `Claim`, one a line, null where it has none; see `read_names`."""
    query = select(func.aggregate_strings(Topic.name, "\n")).join(ClaimTopic, ClaimTopic.topic_id == Topic.id)
    return query.where(ClaimTopic.claim_id == Claim.id).correlate(Claim).scalar_subquery()


def read_names(joined: str | None) -> tuple[str, ...]:
    """Return what `names` found, in the order of the keys; databases join them in any order."""
    return tuple(sorted(joined.split("\n"), key=topic_key)) if joined else ()


def having(topic: str) -> Select[int]:
    """Return the query for the numbers of the claims that have a topic, given by its name."""
    number = select(Topic.id).where(Topic.key == topic_key(topic)).scalar_subquery()
    return select(ClaimTopic.claim_id).where(ClaimTopic.topic_id == number)


def check_known(session: Session, topic: str | None) -> None:
    """Refuse the name of a topic that is not there; a list by it would say that there is nothing.

    Raises:
        UnknownTopicError: there is no such topic.
    """
    if topic is None or find(session, [topic_key(topic)]):
        return
    known = list(session.scalars(select(Topic.name).order_by(Topic.key).limit(NAMED + 1)))
    raise UnknownTopicError(topic, known[:NAMED], more=len(known) > NAMED)
