"""The table of claims that look like one another; it is no part of the claims themselves."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from claimtrack.store.tables import Table


class ClaimPair(Table):
    """Two claims that say nearly the same. Whether the one stands for both is decided by closing the other."""

    __tablename__ = "claim_pair"
    __table_args__ = (
        CheckConstraint("older_id < claim_id", name="older_is_older"),
        CheckConstraint("(apart_by IS NULL) = (apart_at IS NULL)", name="apart_by_somebody"),
        Index("ix_claim_pair_score_claim_id", "score", "claim_id"),
    )

    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), primary_key=True, autoincrement=False)
    older_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), primary_key=True, autoincrement=False, index=True)
    score: Mapped[float]
    why: Mapped[list[Any]]
    alike: Mapped[bool]
    # SHA-256 of what was compared: whoever keeps two claims apart has seen these wordings, and no others.
    wordings: Mapped[str] = mapped_column(String(64))
    matcher: Mapped[str]
    created_at: Mapped[datetime]
    apart_by: Mapped[str | None]
    apart_at: Mapped[datetime | None]
    note: Mapped[str | None]
