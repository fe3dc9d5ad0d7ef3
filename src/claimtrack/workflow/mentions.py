"""Occurrences of claims in articles, each with its event in the claim's history."""

from sqlalchemy.orm import Session

from claimtrack.domain.claim import ExtractedClaim
from claimtrack.domain.ids import Kind, public_id
from claimtrack.formats.documents import quote, worth_reasons
from claimtrack.formats.extraction import attribution, wording
from claimtrack.store.tables import ArticleVersion, Claim, Mention
from claimtrack.workflow import events
from claimtrack.workflow.act import Act


def add(
    session: Session,
    claim: Claim,
    version: ArticleVersion,
    found: ExtractedClaim,
    text: str,
    ordinal: int,
    act: Act,
) -> None:
    """Add an occurrence of a claim in a version of an article.

    Raises:
        SpanMismatchError: the quote is not what the text has at its place.
    """
    found.quote.check(text)
    prefix, suffix = found.quote.context(text)
    session.add(
        Mention(
            claim_id=claim.id,
            version_id=version.id,
            ordinal=ordinal,
            start=found.quote.start,
            end=found.quote.end,
            exact=found.quote.text,
            prefix=prefix,
            suffix=suffix,
            attribution=attribution(found.attribution) if found.attribution else None,
            extractor=version.extractor,
            extractor_version=version.extractor_version,
            created_at=act.now,
            wording=wording(found),
            worth=found.worth,
            worth_reasons=None if found.worth is None else worth_reasons(found.worth_reasons),
        )
    )


def add_again(
    session: Session,
    claim: Claim,
    version: ArticleVersion,
    found: ExtractedClaim,
    text: str,
    ordinal: int,
    act: Act,
    *,
    stands: Claim | None = None,
) -> None:
    """Add a later occurrence of a claim that is locked already, and note it in its history.

    `stands` is the claim that stands for it, where it is a duplicate; that one's history tells it too.

    Raises:
        SpanMismatchError: the quote is not what the text has at its place.
    """
    add(session, claim, version, found, text, ordinal, act)
    place = {
        "article": public_id(Kind.ARTICLE, version.article_id),
        "article_version": version.number,
        "quote": quote(found.quote),
    }
    events.note(session, claim, "mention", act.by_machine(), **place)
    if stands is not None and stands.id != claim.id:
        of = public_id(Kind.CLAIM, claim.id)
        events.note(session, stands, "mention", act.by_machine(), other=of, **place)
