"""Evidence links."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from claimtrack.domain.evidence import Stance
from claimtrack.domain.ids import Kind, public_id
from claimtrack.domain.tracked import EvidenceRecord, Redaction
from claimtrack.errors import UnknownIdError
from claimtrack.store.tables import EvidenceRow


def _record(row: EvidenceRow) -> EvidenceRecord:
    return EvidenceRecord(
        id=public_id(Kind.EVIDENCE, row.id),
        claim=public_id(Kind.CLAIM, row.claim_id),
        stance=row.stance,
        url=row.url,
        file=row.file_name,
        sha256=row.sha256,
        article=public_id(Kind.ARTICLE, row.article_id) if row.article_id else None,
        title=row.title,
        quote=row.quote,
        note=row.note,
        origin=row.origin,
        by=row.by,
        at=row.at,
        redacted=Redaction(row.redacted_by or "", row.redacted_at, row.redacted_why or "") if row.redacted_at else None,
    )


def of_claim(session: Session, claim_id: int) -> list[EvidenceRecord]:
    """Return the evidence of one claim, oldest first."""
    query = select(EvidenceRow).where(EvidenceRow.claim_id == claim_id).order_by(EvidenceRow.id)
    return [_record(row) for row in session.scalars(query)]


def find_rows(session: Session, claim_id: int, stance: Stance, quote: str | None) -> list[EvidenceRow]:
    """Return the rows of a claim's links with that stance and that quote, oldest first."""
    query = select(EvidenceRow).where(EvidenceRow.claim_id == claim_id, EvidenceRow.stance == stance)
    return list(session.scalars(query.where(EvidenceRow.quote.is_not_distinct_from(quote)).order_by(EvidenceRow.id)))


def articles_linked(session: Session, claim_id: int) -> dict[int, str]:
    """Return the articles that are linked to a claim, in the order of the links, each with its origin."""
    query = select(EvidenceRow.article_id, EvidenceRow.origin).where(EvidenceRow.claim_id == claim_id)
    rows = session.execute(query.where(EvidenceRow.article_id.is_not(None)).order_by(EvidenceRow.id))
    return {article: origin for article, origin in rows if article is not None}


def find_all(
    session: Session, claim_id: int | None = None, *, limit: int | None = None, offset: int = 0
) -> tuple[list[EvidenceRecord], int]:
    """Return the evidence of one claim or of all, oldest first, and how much of it there is."""
    fits = [EvidenceRow.claim_id == claim_id] if claim_id is not None else []
    query = select(EvidenceRow).where(*fits).order_by(EvidenceRow.id).limit(limit).offset(offset or None)
    total = session.scalar(select(func.count()).select_from(EvidenceRow).where(*fits)) or 0
    return [_record(row) for row in session.scalars(query)], total


def get(session: Session, evidence_id: int) -> EvidenceRecord:
    """Return one link.

    Raises:
        UnknownIdError: there is no such evidence.
    """
    row = session.get(EvidenceRow, evidence_id)
    if row is None:
        raise UnknownIdError(public_id(Kind.EVIDENCE, evidence_id), "claimtrack evidence list")
    return _record(row)
