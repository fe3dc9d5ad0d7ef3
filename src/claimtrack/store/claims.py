"""Claims as lists show them: what a reader gets is a frozen record, never a row."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select, text
from sqlalchemy.orm import Session, aliased

from claimtrack.domain.claim import Modality, WorthReason
from claimtrack.domain.due import Due, DueKind
from claimtrack.domain.ids import Kind, public_id
from claimtrack.domain.span import Quote
from claimtrack.domain.states import OPEN_STATES, RejectReason, Resolution, State, Verdict
from claimtrack.domain.tracked import ClaimRecord, status_of
from claimtrack.errors import InvalidDataError, UnknownIdError
from claimtrack.store import search, topics
from claimtrack.store.review_tables import Submission
from claimtrack.store.searchquery import Query, read
from claimtrack.store.searchwords import folded
from claimtrack.store.tables import UNSCORED, ArticleVersion, Claim, EvidenceRow, Mention, VerdictRow


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims a list shows; None means any. `status` is a state, a verdict, a resolution, or `rejected`.

    `since` and `until` are the first and the last day of publication. `submitted_by` are the claims that somebody has
    submitted and that wait, `submitted_not_by` those that others have.
    """

    state: State | None = None
    status: str | None = None
    modality: Modality | None = None
    speaker: str | None = None
    article: int | None = None
    due_before: date | None = None
    search: str | None = None
    open: bool = False
    ids: tuple[int, ...] | None = None
    assignee: str | None = None
    topic: str | None = None
    since: date | None = None
    until: date | None = None
    submitted_by: str | None = None
    submitted_not_by: str | None = None


MAX_KEY = 300
"""Code points by which speakers are told apart; an index of PostgreSQL holds no more than some 2,700 bytes."""


def speaker_key(name: str | None) -> str | None:
    """Return the form in which speakers are compared: no case, no accents, single spaces."""
    return " ".join(folded(name).split())[:MAX_KEY].strip() or None if name else None


def renew_speaker_keys(session: Session) -> None:
    """Fold the names of speakers as they are folded now."""
    there = session.execute(select(Claim.speaker, Claim.speaker_key).where(Claim.speaker.is_not(None)).distinct()).all()
    renewed = [{"name": name, "old": old, "new": new} for name, old in there if (new := speaker_key(name)) != old]
    if renewed:
        # By the old key too, because that has an index.
        update = "UPDATE claim SET speaker_key = :new WHERE speaker_key = :old AND speaker = :name"
        session.execute(text(update), renewed)


def _status(status: str) -> ColumnElement[bool]:
    wanted = status.strip().lower().replace(" ", "_").replace("-", "_")
    if wanted in set(Verdict):
        held = select(VerdictRow.id).where(VerdictRow.id == Claim.verdict_id, VerdictRow.verdict == Verdict(wanted))
        return and_(Claim.state == State.SETTLED, held.correlate(Claim).exists())
    if wanted in set(State):
        return Claim.state == State(wanted)
    if wanted in set(Resolution):
        return and_(Claim.state == State.CLOSED, Claim.resolution == Resolution(wanted))
    if wanted == "rejected":
        return and_(Claim.state == State.CLOSED, Claim.reject_reason.is_not(None))
    known = [*State, *Verdict, *Resolution, "rejected"]
    raise InvalidDataError(f"{status!r} is not a status. Choose one of: {', '.join(map(str, known))}.")


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _mentioned_in(article: int) -> ColumnElement[bool]:
    mentioned = select(Mention.claim_id).join(ArticleVersion).where(ArticleVersion.article_id == article)
    return or_(Claim.article_id == article, Claim.id.in_(mentioned.scalar_subquery()))


def said_by(speaker: str) -> Select[int]:
    """Return the query for the numbers of the claims of a speaker, given by a part of the name."""
    # Of the index alone, which is a small part of the table.
    return select(Claim.id).where(Claim.speaker_key.like(f"%{_escaped(speaker_key(speaker) or '')}%", escape="\\"))


# The day a claim asks for: the one a reviewer set, else the one the article states, else the one policy sets.
_day = func.coalesce(Claim.wake_on, Claim.due_latest, Claim.due_review_by)

Order = Literal["id", "day", "worth"]
_ORDERS: dict[Order, tuple[Any, ...]] = {
    "id": (Claim.id,),
    "day": (_day, Claim.id),
    "worth": (Claim.worth_rank, Claim.id),
}


def _submitted(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    there = select(Submission.id).where(Submission.id == Claim.submission_id, condition)
    return and_(Claim.state == State.SUBMITTED, there.correlate(Claim).exists())


def _conditions(wanted: ClaimFilter) -> list[ColumnElement[bool]]:
    by = func.lower(Submission.by)
    asked: list[tuple[object, Callable[[], ColumnElement[bool]]]] = [
        (wanted.state, lambda: Claim.state == wanted.state),
        (wanted.status, lambda: _status(wanted.status or "")),
        (wanted.modality, lambda: Claim.modality == wanted.modality),
        (wanted.speaker, lambda: Claim.id.in_(said_by(wanted.speaker or ""))),
        (wanted.article, lambda: _mentioned_in(wanted.article or 0)),
        (wanted.due_before, lambda: _day < wanted.due_before),
        (wanted.open or None, lambda: Claim.state.in_(sorted(OPEN_STATES))),
        (wanted.ids, lambda: Claim.id.in_(wanted.ids or ())),
        (wanted.assignee, lambda: Claim.assignee == wanted.assignee),
        (wanted.topic, lambda: Claim.id.in_(topics.having(wanted.topic or ""))),
        (wanted.since, lambda: Claim.published >= wanted.since),
        (wanted.submitted_by, lambda: _submitted(by == (wanted.submitted_by or "").lower())),
        (wanted.submitted_not_by, lambda: _submitted(by != (wanted.submitted_not_by or "").lower())),
        (wanted.until, lambda: Claim.published <= wanted.until),
    ]
    return [condition() for value, condition in asked if value is not None]


def chosen(session: Session, wanted: ClaimFilter, query: Query | None = None) -> Select[int]:
    """Return the query for the numbers of the claims that fit; `query` takes the place of the words in `wanted`."""
    conditions = _conditions(wanted)
    if query is None and wanted.search is not None:
        query = read(wanted.search)
    return select(Claim.id).where(*conditions) if query is None else search.matching(session, query, *conditions)


# What a list does not show is not read for it: these columns are the longest of a claim.
_UNLISTED = {
    *("times", "hedges", "negations", "conditions", "context", "headline", "fingerprint"),
    *("speaker_key", "published", "rule", "worth_rank"),
}


def worth_rank(worth: float | None) -> int:
    """Return the place of a worth in the order of what is looked at first: 0 for all, 1001 for not scored."""
    return UNSCORED if worth is None else 1_000 - round(1_000 * worth)


def _hint(first: Any) -> ColumnElement[Any]:  # noqa: ANN401 - an aliased table
    hint: ColumnElement[Any] = first.attribution["source_hint"].as_string()
    return hint


def _records() -> Select[Any]:
    first = aliased(Mention, name="first")
    evidence = select(func.count()).where(EvidenceRow.claim_id == Claim.id).correlate(Claim).scalar_subquery()
    mentions = select(func.count()).where(Mention.claim_id == Claim.id).correlate(Claim).scalar_subquery()
    return (
        select(
            *(column for column in Claim.__table__.columns if column.name not in _UNLISTED),
            VerdictRow.verdict.label("verdict"),
            first.start.label("quote_start"),
            first.end.label("quote_end"),
            first.exact.label("quote_text"),
            first.worth.label("worth"),
            first.worth_reasons.label("worth_reasons"),
            # A speaker whom a person has named since is no pronoun any more.
            case((Claim.speaker == first.attribution[("source", "text")].as_string(), _hint(first)), else_=None).label(
                "speaker_hint"
            ),
            evidence.label("evidence"),
            mentions.label("mentions"),
            topics.names().label("topics"),
        )
        .select_from(Claim)
        .outerjoin(VerdictRow, VerdictRow.id == Claim.verdict_id)
        .outerjoin(first, and_(first.claim_id == Claim.id, first.ordinal == 1))
    )


def due_of(row: Any) -> Due | None:  # noqa: ANN401 - a claim or a row with its columns
    """Return the due window of a claim row."""
    if row.due_kind is None:
        return None
    return Due(
        kind=DueKind(row.due_kind),
        phrase=row.due_phrase,
        earliest=row.due_earliest,
        latest=row.due_latest,
        review_by=row.due_review_by,
        rule=row.due_rule or "",
        trigger=row.due_trigger,
    )


def _record(row: Any) -> ClaimRecord:  # noqa: ANN401 - SQLAlchemy's untyped row
    target = public_id(Kind.CLAIM, row.target_id) if row.target_id else None
    quote = Quote(row.quote_start, row.quote_end, row.quote_text) if row.quote_start is not None else None
    return ClaimRecord(
        id=public_id(Kind.CLAIM, row.id),
        version=row.version,
        state=row.state,
        status=status_of(row.state, row.verdict, row.resolution, target, row.wake_on, row.reject_reason),
        verdict=row.verdict,
        text=row.text,
        quote=quote,
        article=public_id(Kind.ARTICLE, row.article_id) if row.article_id else None,
        source=row.source_url,
        modality=row.modality,
        polarity=row.polarity,
        attributed=row.attributed,
        speaker=row.speaker,
        cue=row.cue,
        due=due_of(row),
        wake_on=row.wake_on,
        watch=row.watch,
        criteria=row.criteria,
        priority=row.priority,
        assignee=row.assignee,
        confidence=row.confidence,
        flags=tuple(row.flags),
        evidence=row.evidence,
        mentions=row.mentions,
        created=row.created_at,
        updated=row.updated_at,
        worth=row.worth,
        worth_reasons=tuple(WorthReason(**reason) for reason in row.worth_reasons or ()),
        speaker_hint=row.speaker_hint,
        topics=topics.read_names(row.topics),
    )


def find_claims(
    session: Session,
    wanted: ClaimFilter | None = None,
    *,
    limit: int | None = None,
    offset: int = 0,
    by: Order = "id",
) -> list[ClaimRecord]:
    """Return the claims that fit, in the order of their ids, of the days that they ask for, or of their worth.

    Of the same worth, the oldest comes first; what was never scored comes last.
    """
    # Chosen first and read then, so that an index may choose and only what is shown is read.
    page = _page(session, wanted or ClaimFilter(), by).limit(limit).offset(offset or None).subquery()
    query = _records().join(page, page.c[0] == Claim.id).order_by(*_ORDERS[by])
    return [_record(row) for row in session.execute(query)]


def _page(session: Session, wanted: ClaimFilter, by: Order) -> Select[int]:
    numbers = chosen(session, wanted)
    if wanted.search is None:
        return numbers.order_by(*_ORDERS[by])
    if by == "id":  # which is the order of the search table, so that it need not read all it finds
        return numbers.order_by(*numbers.selected_columns)
    return select(Claim.id).where(Claim.id.in_(numbers.scalar_subquery())).order_by(*_ORDERS[by])


def count_claims(session: Session, wanted: ClaimFilter | None = None) -> int:
    """Return how many claims fit."""
    numbers = chosen(session, wanted or ClaimFilter())
    return session.scalar(numbers.with_only_columns(func.count(), maintain_column_froms=True)) or 0


def get_record(session: Session, claim_id: int) -> ClaimRecord:
    """Return one claim.

    Raises:
        UnknownIdError: there is no such claim.
    """
    found = find_claims(session, ClaimFilter(ids=(claim_id,)))
    if not found:
        raise UnknownIdError(public_id(Kind.CLAIM, claim_id), "claimtrack list")
    return found[0]


def count_by_status(session: Session) -> dict[str, int]:
    """Return how many claims have each state, verdict or way of being closed."""
    query = (
        select(Claim.state, VerdictRow.verdict, Claim.resolution, Claim.reject_reason, func.count())
        .outerjoin(VerdictRow, VerdictRow.id == Claim.verdict_id)
        .group_by(Claim.state, VerdictRow.verdict, Claim.resolution, Claim.reject_reason)
    )
    counts: dict[str, int] = {}
    for state, verdict, resolution, reason, number in session.execute(query):
        label = _count_label(state, verdict, resolution, reason)
        counts[label] = counts.get(label, 0) + number
    return counts


def _count_label(
    state: State, verdict: Verdict | None, resolution: Resolution | None, reason: RejectReason | None
) -> str:
    if verdict:
        return verdict.value
    if reason:
        return "rejected"
    return resolution.value if resolution else state.value
