"""What stands with one claim: where it is said, what was decided, what it is linked to."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from claimtrack.domain.article import headline
from claimtrack.domain.claim import WorthReason
from claimtrack.domain.ids import Kind, public_id
from claimtrack.domain.span import Quote
from claimtrack.domain.tracked import LinkRecord, MentionRecord, Reservations, VerdictRecord
from claimtrack.store.articles import lines_of
from claimtrack.store.batches import batches
from claimtrack.store.labels import labels_of
from claimtrack.store.tables import Article, ArticleVersion, Claim, ClaimLink, Mention, Outlet, VerdictRow


def reservations_of(session: Session, claim_id: int) -> Reservations:
    """Return the words that weaken a claim, deny something in it or tie it to something else."""
    row = session.execute(select(Claim.hedges, Claim.negations, Claim.conditions).where(Claim.id == claim_id)).one()
    return Reservations(
        hedges=_quotes(row.hedges),
        negations=None if row.negations is None else _quotes(row.negations),
        conditions=None if row.conditions is None else _quotes(row.conditions),
    )


def _quotes(kept: Iterable[dict[str, Any]]) -> tuple[Quote, ...]:
    return tuple(Quote(**quote) for quote in kept)


def mentions_of(session: Session, claim_id: int, merged: Iterable[int] = ()) -> list[MentionRecord]:
    """Return where a claim occurs, first mention first, and then where those that were `merged` into it do."""
    query = (
        select(Mention, ArticleVersion, Article.url, Outlet.name)
        .join(ArticleVersion, ArticleVersion.id == Mention.version_id)
        .join(Article, Article.id == ArticleVersion.article_id)
        .outerjoin(Outlet, Outlet.id == Article.outlet_id)
        .order_by(Mention.claim_id != claim_id, Mention.claim_id, Mention.ordinal)
    )
    claims = [claim_id, *sorted(set(merged) - {claim_id})]
    return [
        MentionRecord(
            claim=public_id(Kind.CLAIM, mention.claim_id),
            article=public_id(Kind.ARTICLE, version.article_id),
            article_version=version.number,
            url=url,
            outlet=outlet,
            published=version.published,
            title=version.title,
            quote=Quote(mention.start, mention.end, mention.exact),
            prefix=mention.prefix,
            suffix=mention.suffix,
            attribution=mention.attribution,
            extractor=mention.extractor,
            extractor_version=mention.extractor_version,
            wording=mention.wording,
            worth=mention.worth,
            worth_reasons=tuple(WorthReason(**reason) for reason in mention.worth_reasons or ()),
        )
        for batch in batches(claims)
        for mention, version, url, outlet in session.execute(query.where(Mention.claim_id.in_(batch)))
    ]


def verdicts_of(session: Session, claim_id: int) -> list[VerdictRecord]:
    """Return every verdict a claim ever had, oldest first."""
    query = (
        select(VerdictRow, Claim.verdict_id)
        .join(Claim, Claim.id == VerdictRow.claim_id)
        .where(VerdictRow.claim_id == claim_id)
        .order_by(VerdictRow.number)
    )
    return [
        VerdictRecord(
            row.number,
            row.verdict,
            row.rationale,
            row.by,
            row.at,
            row.override,
            row.id == in_force,
            row.approved_by,
        )
        for row, in_force in session.execute(query)
    ]


def links_of(session: Session, claim_id: int, merged: Iterable[int] = ()) -> list[LinkRecord]:
    """Return the links from and to a claim and those that were `merged` into it, ended ones too."""
    found: list[ClaimLink] = []
    for batch in batches(sorted({claim_id, *merged})):
        query = select(ClaimLink).where(or_(ClaimLink.claim_id.in_(batch), ClaimLink.other_id.in_(batch)))
        found += session.scalars(query)
    found = sorted(set(found), key=lambda link: link.id)
    labels = labels_of(session, (end for link in found for end in (link.claim_id, link.other_id)))
    return [
        LinkRecord(labels[link.claim_id], labels[link.other_id], link.kind, link.by, link.at, link.ended_at)
        for link in found
    ]


def sentence_of(session: Session, claim_id: int) -> tuple[str, int, int] | None:
    """Return the sentence that holds a claim's first quote, and where in it the quote starts and ends."""
    query = (
        select(Mention.start, Mention.end, ArticleVersion.text, ArticleVersion.sentences)
        .join(ArticleVersion, ArticleVersion.id == Mention.version_id)
        .where(Mention.claim_id == claim_id, Mention.ordinal == 1)
    )
    row = session.execute(query).first()
    if row is None:
        return None
    start, end, text, sentences = row
    within = next(((first, last) for first, last in sentences if first <= start and end <= last), (start, end))
    return text[within[0] : within[1]], start - within[0], end - within[0]


def headline_of(session: Session, claim_id: int) -> str | None:
    """Return the headline in the text that a claim was first found in, whatever title the article was given."""
    query = (
        select(ArticleVersion.text, ArticleVersion.lines)
        .join(Mention, ArticleVersion.id == Mention.version_id)
        .where(Mention.claim_id == claim_id, Mention.ordinal == 1)
    )
    row = session.execute(query).first()
    return headline(row.text, lines_of(row.lines)) if row else None
