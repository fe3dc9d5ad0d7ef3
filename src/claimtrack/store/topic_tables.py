"""The tables of topics: people give them to claims, and take them away again."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from claimtrack.store.tables import Table


class Topic(Table):
    """A topic as it was first written, and the key by which names are compared."""

    __tablename__ = "topic"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]


class ClaimTopic(Table):
    """A topic that a claim has now; who gave or took one stands in the history of the claim."""

    __tablename__ = "claim_topic"
    __table_args__ = (
        Index("ix_claim_topic_topic_id_claim_id", "topic_id", "claim_id"),
        {"sqlite_with_rowid": False},
    )

    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), primary_key=True, autoincrement=False)
    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id"), primary_key=True, autoincrement=False)
