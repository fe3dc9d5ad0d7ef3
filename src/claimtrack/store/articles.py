"""Articles, their versions and their outlets."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased, joinedload, undefer

from claimtrack.domain.article import Article as ReadArticle
from claimtrack.domain.article import Line
from claimtrack.domain.claim import Extraction
from claimtrack.domain.ids import Kind, public_id
from claimtrack.domain.span import Span
from claimtrack.domain.tracked import ArticleRecord
from claimtrack.errors import UnknownIdError
from claimtrack.store import cells
from claimtrack.store.batches import batches
from claimtrack.store.searchwords import folded
from claimtrack.store.tables import Article, ArticleVersion, Claim, Outlet, RejectedCandidate

INTAKE = 0x436C546B, 1
"""The lock under which PostgreSQL lets one writer at a time take articles in."""

MAX_KEY = 500
"""Code points by which outlets are told apart; an index of PostgreSQL holds no more than some 2,700 bytes."""


def hold_intake(session: Session) -> None:
    """Wait until nobody else takes an article in, and keep it so until this transaction ends.

    Two writers at once would not see each other's articles, and would take the same one in twice.
    """
    if session.get_bind().dialect.name == "postgresql":  # SQLite has one writer at a time anyway
        session.execute(select(func.pg_advisory_xact_lock(*INTAKE)))


def find_outlet(session: Session, name: str, now: datetime) -> Outlet:
    """Return the outlet of that name, making it when it is new; case and accents do not matter."""
    key = outlet_key(name)
    outlet = session.scalar(select(Outlet).where(Outlet.key == key))
    if outlet is None:
        outlet = Outlet(name=name.strip(), key=key, created_at=now)
        session.add(outlet)
    return outlet


def outlet_key(name: str) -> str:
    """Return the form in which outlets are compared: no case, no accents, single spaces."""
    return " ".join(folded(name).split())[:MAX_KEY]


def renew_outlet_keys(session: Session) -> None:
    """Fold the names of outlets as they are folded now; one that would be another's stays as it is."""
    outlets = session.scalars(select(Outlet).order_by(Outlet.id)).all()
    taken = {outlet.key for outlet in outlets}
    for outlet in outlets:
        key = outlet_key(outlet.name)
        if key not in taken:
            outlet.key = key
            taken.add(key)
    session.flush()


def find_by_url(session: Session, url: str) -> Article | None:
    """Return the article at that address."""
    return session.scalar(select(Article).where(Article.url == url))


def find_same(session: Session, sha256: str, url: str | None) -> Article | None:
    """Return the article whose newest version has this text: the one at `url`, if there is one, and no other.

    Where nothing is at `url` yet, it is one without an address; where none is given, any.
    """
    newest = aliased(ArticleVersion)
    numbers = select(func.max(newest.number)).where(newest.article_id == Article.id).correlate(Article)
    query = (
        select(Article)
        .join(ArticleVersion, ArticleVersion.article_id == Article.id)
        .where(ArticleVersion.text_sha256 == sha256, ArticleVersion.number == numbers.scalar_subquery())
        .order_by(Article.id)
        .limit(1)
    )
    if url is not None:
        there = find_by_url(session, url) is not None
        query = query.where(Article.url == url if there else Article.url.is_(None))
    return session.scalar(query)


def newest_version(session: Session, article_id: int, *, whole: bool = False) -> ArticleVersion:
    """Return the newest version of an article; `whole` loads its text and lines as well.

    Raises:
        UnknownIdError: there is no such article.
    """
    query = (
        select(ArticleVersion)
        .where(ArticleVersion.article_id == article_id)
        .order_by(ArticleVersion.number.desc())
        .limit(1)
        .options(joinedload(ArticleVersion.article).joinedload(Article.outlet))
    )
    if whole:
        query = query.options(
            undefer(ArticleVersion.text), undefer(ArticleVersion.lines), undefer(ArticleVersion.sentences)
        )
    found = session.scalar(query)
    if found is None:
        raise _unknown(session, article_id)
    return found


def _unknown(session: Session, article_id: int) -> UnknownIdError:
    newest = session.scalar(select(func.max(Article.id)))
    name = public_id(Kind.ARTICLE, article_id)
    if newest is None:
        return UnknownIdError(name, "claimtrack ingest FILE", "No article is; take one in")
    return UnknownIdError(name, f"claimtrack show {public_id(Kind.ARTICLE, newest)}", "The newest article is")


def newest_versions(session: Session, article_ids: Iterable[int]) -> dict[int, ArticleVersion]:
    """Return the newest version of several articles, whole, by the article's number."""
    found: dict[int, ArticleVersion] = {}
    for batch in batches(sorted(set(article_ids))):
        # Versions of one article are added one after the other, so the newest has the highest id.
        newest = select(func.max(ArticleVersion.id)).where(ArticleVersion.article_id.in_(batch))
        query = (
            select(ArticleVersion)
            .where(ArticleVersion.id.in_(newest.group_by(ArticleVersion.article_id)))
            .options(joinedload(ArticleVersion.article).joinedload(Article.outlet))
            .options(undefer(ArticleVersion.text), undefer(ArticleVersion.lines), undefer(ArticleVersion.sentences))
        )
        found |= {version.article_id: version for version in session.scalars(query)}
    return found


def hashes(session: Session, article_id: int) -> frozenset[str]:
    """Return the SHA-256 of the bytes and the texts of every version of an article."""
    rows = session.execute(
        select(ArticleVersion.text_sha256, ArticleVersion.raw_sha256).where(ArticleVersion.article_id == article_id)
    )
    return frozenset(value for row in rows for value in row)


def add_article(session: Session, now: datetime, url: str | None) -> Article:
    """Add an article that is not here yet."""
    article = Article(url=url, created_at=now)
    session.add(article)
    return article


def learn_outlet(session: Session, article: Article, name: str | None, now: datetime) -> None:
    """Keep who published an article, unless that is known already."""
    if name and article.outlet_id is None:
        article.outlet = find_outlet(session, name, now)


def add_version(
    session: Session, article: Article, read: ReadArticle, extraction: Extraction, number: int, now: datetime
) -> ArticleVersion:
    """Add a version with its text, bytes, lines, and the candidates that were set aside."""
    version = ArticleVersion(
        article=article,
        number=number,
        title=read.title,
        author=read.author,
        published=read.published,
        published_from=read.published_from,
        language=read.language,
        media_type=read.media_type,
        source=read.source,
        text=read.text,
        text_sha256=read.sha256,
        raw=read.raw,
        raw_sha256=read.raw_sha256,
        lines=[[line.span.start, line.span.end, line.kind.value] for line in extraction.lines],
        sentences=[[span.start, span.end] for span in extraction.sentences],
        extractor=extraction.extractor,
        extractor_version=extraction.version,
        ingested_at=now,
    )
    session.add(version)
    session.flush()  # claims, mentions and items point at the version's id
    session.add_all(
        RejectedCandidate(version_id=version.id, start=item.quote.start, end=item.quote.end, reason=item.reason)
        for item in extraction.rejected
    )
    return version


def lines_of(kept: object) -> tuple[Line, ...]:
    """Return the lines of a version from the form in which they are kept; what cannot be read is left out."""
    return cells.lines(kept)


def get_article(session: Session, article_id: int) -> ArticleRecord:
    """Return one article in its newest version.

    Raises:
        UnknownIdError: there is no such article.
    """
    version = newest_version(session, article_id, whole=True)
    article = version.article
    claims = session.scalars(select(Claim.id).where(Claim.article_id == article_id).order_by(Claim.id))
    rejected = session.scalars(
        select(RejectedCandidate)
        .where(RejectedCandidate.version_id == version.id)
        .order_by(RejectedCandidate.start, RejectedCandidate.id)
    )
    return ArticleRecord(
        id=public_id(Kind.ARTICLE, article_id),
        version=version.number,
        title=version.title,
        outlet=article.outlet.name if article.outlet else None,
        author=version.author,
        published=version.published,
        published_from=version.published_from,
        url=article.url,
        source=version.source,
        language=version.language,
        text=version.text,
        sha256=version.text_sha256,
        raw_sha256=version.raw_sha256,
        extractor=version.extractor,
        extractor_version=version.extractor_version,
        ingested=version.ingested_at,
        lines=lines_of(version.lines),
        claims=tuple(public_id(Kind.CLAIM, number) for number in claims),
        rejected=tuple((Span(item.start, item.end), item.reason) for item in rejected),
    )
