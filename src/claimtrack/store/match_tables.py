"""The tables of the matching index. They are made from the claims, and can be made anew."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, PrimaryKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from claimtrack.store.tables import Table


class MatchTerm(Table):
    """A term of the matching index and the number of claims that have it."""

    __tablename__ = "match_term"

    id: Mapped[int] = mapped_column(primary_key=True)
    term: Mapped[str] = mapped_column(unique=True)
    df: Mapped[int]


class MatchPosting(Table):
    """The weight of a term in a claim, a whole number, never touched again when the corpus grows."""

    __tablename__ = "match_posting"
    __table_args__ = (
        # With the weight in it, so that PostgreSQL reads the index alone; SQLite keeps the row there anyway.
        PrimaryKeyConstraint("term_id", "claim_id", postgresql_include=["w"]),
        Index("ix_match_posting_claim_id", "claim_id"),
        {"sqlite_with_rowid": False},
    )

    term_id: Mapped[int] = mapped_column(ForeignKey("match_term.id"), autoincrement=False)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), autoincrement=False)
    w: Mapped[float]


class MatchStat(Table):
    """How many claims the matching index holds, and which matcher and version of its analysis made it."""

    __tablename__ = "match_stat"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    claims: Mapped[int]
    analysis_version: Mapped[int]
    matcher: Mapped[str] = mapped_column(server_default="lexical")
