"""Whether the versions of articles stand in the database as the log tells, and their texts and bytes with them."""

import hashlib
from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from claimtrack.domain.ids import Kind, public_id
from claimtrack.domain.replay.article import ToldArticle, version_name
from claimtrack.domain.replay.told import Facts, Things, differences
from claimtrack.store.history.chain import AnyRow
from claimtrack.store.history.streams import told_of
from claimtrack.store.tables import Article, ArticleVersion

_BATCH = 50
_COLUMNS = (
    *(ArticleVersion.article_id, ArticleVersion.number, ArticleVersion.title, ArticleVersion.author),
    *(ArticleVersion.published, ArticleVersion.published_from, ArticleVersion.text_sha256, ArticleVersion.raw_sha256),
    *(ArticleVersion.extractor, ArticleVersion.extractor_version, ArticleVersion.text, ArticleVersion.raw),
)


def problems(session: Session) -> Iterator[str]:
    """Yield in words where articles differ from what the log tells, or from their own hashes."""
    last = 0
    while True:
        query = select(Article.id).where(Article.id > last).order_by(Article.id).limit(_BATCH)
        numbers = session.scalars(query).all()
        if not numbers:
            return
        yield from _batch_problems(session, numbers)
        last = numbers[-1]


def _batch_problems(session: Session, numbers: Sequence[int]) -> Iterator[str]:
    told = {number: ToldArticle() for number in numbers}
    for number, event in told_of(session, Kind.ARTICLE, numbers):
        told[number].take_in(event)
    stored: dict[int, Things] = {number: {} for number in numbers}
    query = select(*_COLUMNS).where(ArticleVersion.article_id.in_(numbers))
    for row in session.execute(query.order_by(ArticleVersion.article_id, ArticleVersion.number)):
        stored[row.article_id][version_name(row.number)] = _facts(row)
        if hashlib.sha256(row.text.encode()).hexdigest() != row.text_sha256:
            yield f"{public_id(Kind.ARTICLE, row.article_id)}, version {row.number}: its text was changed"
        if hashlib.sha256(row.raw).hexdigest() != row.raw_sha256:
            yield f"{public_id(Kind.ARTICLE, row.article_id)}, version {row.number}: its bytes were changed"
    for number in numbers:
        name = public_id(Kind.ARTICLE, number)
        yield from (f"{name}: {problem}" for problem in differences(told[number].versions, stored[number]))


def _facts(row: AnyRow) -> Facts:
    return {
        "title": row.title,
        "author": row.author,
        "published": row.published.isoformat() if row.published else None,
        "published_from": row.published_from,
        "sha256": row.text_sha256,
        "raw_sha256": row.raw_sha256,
        "extractor": row.extractor,
        "extractor_version": row.extractor_version,
    }
