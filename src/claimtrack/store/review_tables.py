"""The tables of second pairs of eyes: verdicts submitted for approval, and opinions given beside a verdict."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from claimtrack.domain.states import Verdict
from claimtrack.store.tables import Table


class Submission(Table):
    """A verdict as somebody put it forward, never changed; `claim.submission_id` names the one that waits."""

    __tablename__ = "submission"
    __table_args__ = (UniqueConstraint("claim_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"))
    number: Mapped[int]
    verdict: Mapped[Verdict]
    rationale: Mapped[str | None]
    override: Mapped[str | None]
    look_again: Mapped[date | None]
    by: Mapped[str]
    at: Mapped[datetime]


class Opinion(Table):
    """A second opinion, never changed: the verdict that somebody else would give, and what it was given beside.

    `blind` tells that it was given without seeing that. It decides nothing.
    """

    __tablename__ = "opinion"
    __table_args__ = (
        UniqueConstraint("claim_id", "number"),
        CheckConstraint("(verdict_id IS NULL) <> (submission_id IS NULL)", name="beside_one"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"))
    number: Mapped[int]
    verdict: Mapped[Verdict]
    rationale: Mapped[str | None]
    by: Mapped[str]
    at: Mapped[datetime]
    blind: Mapped[bool]
    verdict_id: Mapped[int | None] = mapped_column(ForeignKey("verdict.id"))
    submission_id: Mapped[int | None] = mapped_column(ForeignKey("submission.id"))
