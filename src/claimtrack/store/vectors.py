"""What claims mean, as vectors beside them: made from their words when they are first needed, never for all.

A vector says of which words it is, so that one of older words is never used. Like the postings it can be thrown away.
"""

import hashlib
from collections.abc import Mapping

from sqlalchemy import ColumnElement, ForeignKey, LargeBinary, String, cast, delete, func, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from claimtrack.matching.semantic import DIMENSIONS, MODEL, Vector
from claimtrack.store.batches import batches
from claimtrack.store.tables import Table


class ClaimVector(Table):
    """The meaning of a claim's wording; `text_sha256` is that of the wording."""

    __tablename__ = "claim_vector"

    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), primary_key=True, autoincrement=False)
    model: Mapped[str]
    text_sha256: Mapped[str] = mapped_column(String(64))
    vector: Mapped[bytes]


# SQLite keeps in a column what it is given, so that a file from elsewhere may have other things there than bytes.
_BYTES = cast(ClaimVector.vector, LargeBinary)


def _sha256(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()


def find(session: Session, wordings: Mapping[int, str]) -> dict[int, Vector]:
    """Return the vectors of claims by id, given their wordings; one of other words or of no use is not among them."""
    found: dict[int, Vector] = {}
    for batch in batches(sorted(wordings)):
        query = select(ClaimVector.claim_id, ClaimVector.text_sha256, _BYTES.label("vector"))
        rows = session.execute(query.where(ClaimVector.claim_id.in_(batch), ClaimVector.model == MODEL, ~_useless()))
        found |= {row.claim_id: row.vector for row in rows if row.text_sha256 == _sha256(wordings[row.claim_id])}
    return found


def put(session: Session, made: Mapping[int, tuple[str, Vector]]) -> None:
    """Keep the vectors of claims by id, each with the wording that it is of, in the place of what was there."""
    # In the order of their ids, so that two writers meet the same rows in the same order and cannot deadlock.
    rows = [
        {"claim": number, "model": MODEL, "sha256": _sha256(words), "vector": vector}
        for number, (words, vector) in sorted(made.items())
    ]
    if rows:
        session.execute(_PUT, rows)


_PUT = text(
    "INSERT INTO claim_vector (claim_id, model, text_sha256, vector) VALUES (:claim, :model, :sha256, :vector) "
    "ON CONFLICT (claim_id) DO UPDATE SET "
    "model = excluded.model, text_sha256 = excluded.text_sha256, vector = excluded.vector"
)


def _useless() -> ColumnElement[bool]:
    return func.length(_BYTES) != DIMENSIONS


def count(session: Session) -> tuple[int, int]:
    """Return how many vectors there are, and how many of them are of no use."""
    useless = func.count().filter(ClaimVector.model == MODEL, _useless())
    found, bad = session.execute(select(func.count(), useless).select_from(ClaimVector)).one()
    return found, bad


def drop_useless(session: Session) -> None:
    """Throw away vectors that are none; they are made anew when they are needed."""
    session.execute(delete(ClaimVector).where(ClaimVector.model == MODEL, _useless()))
