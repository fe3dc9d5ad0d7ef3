"""The tables of people's work: articles, claims, verdicts, evidence, revisit items. Nothing here is ever deleted."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Date,
    Enum,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy import text as sql
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from claimtrack.domain.article import LineKind
from claimtrack.domain.claim import Modality, Polarity
from claimtrack.domain.due import DueKind
from claimtrack.domain.evidence import Priority, Stance
from claimtrack.domain.revisit import Cause, ItemResolution, ItemState, Relation
from claimtrack.domain.states import RejectReason, Resolution, State, Verdict
from claimtrack.store.types import UtcDateTime

UNSCORED = 1_001
"""Rank of a claim whose worth nobody has told."""

DECIDES = "event IN ('settle', 'submit', 'approve', 'return', 'opinion')"
"""The events by which people come to a verdict, as a condition in SQL."""

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def checked_enum(kind: type[StrEnum]) -> Enum:
    """Return the column type of a closed list: text, with a check."""
    return Enum(
        kind,
        native_enum=False,
        create_constraint=True,
        length=32,
        name=kind.__name__.lower(),
        values_callable=lambda members: [member.value for member in members],
    )


class Table(DeclarativeBase):
    """What every table shares: named constraints, aware times, enums as checked text."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {
        str: Text,
        datetime: UtcDateTime,
        date: Date,
        list[Any]: JSON,
        dict[str, Any]: JSON,
        bytes: LargeBinary,
    } | {
        kind: checked_enum(kind)
        for kind in (
            State,
            Verdict,
            Resolution,
            RejectReason,
            Modality,
            Polarity,
            DueKind,
            Priority,
            Stance,
            Cause,
            ItemState,
            ItemResolution,
            Relation,
            LineKind,
        )
    }


class Outlet(Table):
    """Who publishes articles."""

    __tablename__ = "outlet"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    key: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]


class Article(Table):
    """An article as an address; its texts are versions."""

    __tablename__ = "article"

    id: Mapped[int] = mapped_column(primary_key=True)
    outlet_id: Mapped[int | None] = mapped_column(ForeignKey("outlet.id"), index=True)
    url: Mapped[str | None] = mapped_column(unique=True)
    created_at: Mapped[datetime]

    outlet: Mapped[Outlet | None] = relationship()


class ArticleVersion(Table):
    """One text of an article: canonical text, the bytes it was made from, both hashes, and how it was read."""

    __tablename__ = "article_version"
    __table_args__ = (UniqueConstraint("article_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))
    number: Mapped[int]
    title: Mapped[str | None]
    author: Mapped[str | None]
    published: Mapped[date | None]
    published_from: Mapped[str | None]
    language: Mapped[str]
    media_type: Mapped[str]
    source: Mapped[str]
    text: Mapped[str] = mapped_column(deferred=True)
    text_sha256: Mapped[str] = mapped_column(String(64), index=True)
    raw: Mapped[bytes] = mapped_column(deferred=True)
    raw_sha256: Mapped[str] = mapped_column(String(64))
    lines: Mapped[list[Any]] = mapped_column(deferred=True)
    sentences: Mapped[list[Any]] = mapped_column(deferred=True)
    extractor: Mapped[str]
    extractor_version: Mapped[str]
    below_floor: Mapped[int] = mapped_column(default=0)
    ingested_at: Mapped[datetime]

    article: Mapped[Article] = relationship()


class RejectedCandidate(Table):
    """A stretch that the extractor set aside, kept with its reason."""

    __tablename__ = "rejected_candidate"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("article_version.id"), index=True)
    start: Mapped[int]
    end: Mapped[int]
    reason: Mapped[str]


class Claim(Table):
    """A tracked claim. Only `workflow.review.move` changes its state."""

    __tablename__ = "claim"
    __table_args__ = (
        CheckConstraint("(state = 'settled') = (verdict_id IS NOT NULL)", name="settled_has_verdict"),
        CheckConstraint("(state = 'submitted') = (submission_id IS NOT NULL)", name="submitted_has_submission"),
        CheckConstraint("target_id IS NULL OR target_id <> id", name="target_is_another"),
        Index("ix_claim_state_id", "state", "id"),
        # The days that a claim asks for: the index alone answers what is due.
        Index("ix_claim_state_days", "state", "wake_on", "due_latest", "due_review_by"),
        # What is to be looked at first, in one state and in all: neither is sorted when it is asked for.
        Index("ix_claim_state_worth_rank_id", "state", "worth_rank", "id"),
        Index("ix_claim_worth_rank_id", "worth_rank", "id"),
        Index("ix_claim_published_id", "published", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column()
    state: Mapped[State]
    verdict_id: Mapped[int | None] = mapped_column(ForeignKey("verdict.id", use_alter=True))
    resolution: Mapped[Resolution | None]
    reject_reason: Mapped[RejectReason | None]
    target_id: Mapped[int | None] = mapped_column(ForeignKey("claim.id"), index=True)
    article_id: Mapped[int | None] = mapped_column(ForeignKey("article.id"), index=True)
    source_url: Mapped[str | None]
    text: Mapped[str]
    headline: Mapped[str | None]
    fingerprint: Mapped[str] = mapped_column(String(64), index=True)
    modality: Mapped[Modality]
    polarity: Mapped[Polarity]
    attributed: Mapped[bool]
    speaker: Mapped[str | None]
    speaker_key: Mapped[str | None] = mapped_column(index=True)
    cue: Mapped[str | None]
    due_kind: Mapped[DueKind | None]
    due_phrase: Mapped[str | None]
    due_earliest: Mapped[date | None]
    due_latest: Mapped[date | None]
    due_review_by: Mapped[date | None]
    due_rule: Mapped[str | None]
    due_trigger: Mapped[str | None]
    wake_on: Mapped[date | None]
    watch: Mapped[str | None]
    criteria: Mapped[str | None]
    priority: Mapped[Priority]
    assignee: Mapped[str | None]
    published: Mapped[date | None]
    times: Mapped[list[Any]]
    hedges: Mapped[list[Any]]
    context: Mapped[list[Any]]
    flags: Mapped[list[Any]]
    confidence: Mapped[float]
    rule: Mapped[str]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    # Highest worth first, in thousandths; 1001 is not scored. No null, which databases sort in different ways.
    worth_rank: Mapped[int] = mapped_column(default=UNSCORED, server_default=sql(str(UNSCORED)))
    negations: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    conditions: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    submission_id: Mapped[int | None] = mapped_column(ForeignKey("submission.id", use_alter=True))

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it from the class

    article: Mapped[Article | None] = relationship()


class Mention(Table):
    """A claim's occurrence in a version of an article: TextQuote and TextPosition selector, and who says it there."""

    __tablename__ = "mention"
    __table_args__ = (
        UniqueConstraint("claim_id", "version_id", "start"),
        UniqueConstraint("claim_id", "ordinal"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("article_version.id"), index=True)
    ordinal: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    exact: Mapped[str]
    prefix: Mapped[str]
    suffix: Mapped[str]
    attribution: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    extractor: Mapped[str]
    extractor_version: Mapped[str]
    created_at: Mapped[datetime]
    wording: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    worth: Mapped[float | None]
    worth_reasons: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))

    version: Mapped[ArticleVersion] = relationship()


class VerdictRow(Table):
    """One verdict, never changed; `claim.verdict_id` names the one in force.

    `by` is who gave it, `approved_by` who else approved it, if it was submitted.
    """

    __tablename__ = "verdict"
    __table_args__ = (UniqueConstraint("claim_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"))
    number: Mapped[int]
    verdict: Mapped[Verdict]
    rationale: Mapped[str | None]
    override: Mapped[str | None]
    by: Mapped[str]
    at: Mapped[datetime]
    approved_by: Mapped[str | None]


class EvidenceRow(Table):
    """One link between a claim and what bears on it."""

    __tablename__ = "evidence"

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), index=True)
    stance: Mapped[Stance]
    url: Mapped[str | None]
    file_name: Mapped[str | None]
    sha256: Mapped[str | None] = mapped_column(String(64))
    article_id: Mapped[int | None] = mapped_column(ForeignKey("article.id"), index=True)
    title: Mapped[str | None]
    quote: Mapped[str | None]
    note: Mapped[str | None]
    origin: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]
    redacted_at: Mapped[datetime | None]
    redacted_by: Mapped[str | None]
    redacted_why: Mapped[str | None]


class RevisitItem(Table):
    """A request to look at a claim again. It never changes the claim by itself."""

    __tablename__ = "revisit_item"
    __table_args__ = (
        UniqueConstraint("passage_fingerprint", "claim_id"),
        Index("ix_revisit_item_claim_id_state", "claim_id", "state"),
        Index("ix_revisit_item_state_created_at", "state", "created_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"))
    cause: Mapped[Cause]
    version_id: Mapped[int | None] = mapped_column(ForeignKey("article_version.id"), index=True)
    start: Mapped[int | None]
    end: Mapped[int | None]
    passage: Mapped[str | None]
    passage_fingerprint: Mapped[str | None] = mapped_column(String(64))
    relation: Mapped[Relation | None]
    score: Mapped[float | None]
    why: Mapped[list[Any]]
    matcher: Mapped[str | None]
    state: Mapped[ItemState]
    snoozed_until: Mapped[date | None]
    resolution: Mapped[ItemResolution | None]
    note: Mapped[str | None]
    decided_by: Mapped[str | None]
    decided_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    nearness: Mapped[float | None]
    other_id: Mapped[int | None] = mapped_column(ForeignKey("claim.id"))


class ClaimLink(Table):
    """A link from one claim to another; it can end, it is never deleted."""

    __tablename__ = "claim_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), index=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), index=True)
    kind: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class HistoryRow(Table):
    """One event of the log: the exact bytes hashed, and columns to look it up by."""

    __tablename__ = "history_event"
    __table_args__ = (
        Index("ix_history_event_stream_seq", "stream", "seq"),
        # The few events that a report on reviewers counts; the condition has to stand in the query as it stands here.
        Index("ix_history_event_event_seq", "event", "seq", sqlite_where=sql(DECIDES), postgresql_where=sql(DECIDES)),
    )

    seq: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    stream: Mapped[str]
    version: Mapped[int]
    event: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]
    header: Mapped[bytes]
    hash: Mapped[bytes]
    salt: Mapped[bytes]
    body: Mapped[bytes]


class LogHead(Table):
    """The one row that every writing transaction locks last."""

    __tablename__ = "log_head"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    size: Mapped[int]
    hash: Mapped[bytes]
    last_at: Mapped[datetime]
