"""Claims: finding, listing and adding them. What a reader gets is a frozen record, never a row."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from claimtrack.domain.claim import Modality
from claimtrack.domain.due import Due, DueKind
from claimtrack.domain.ids import Kind, public_id
from claimtrack.domain.span import Quote
from claimtrack.domain.states import OPEN_STATES, RejectReason, Resolution, State, Verdict
from claimtrack.domain.tracked import ClaimRecord, LinkRecord, MentionRecord, VerdictRecord, status_of
from claimtrack.errors import InvalidDataError, UnknownIdError
from claimtrack.store import search
from claimtrack.store.tables import (
    Article,
    ArticleVersion,
    Claim,
    ClaimLink,
    EvidenceRow,
    Mention,
    Outlet,
    VerdictRow,
)


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims a list shows; None means any. `status` is a state, a verdict, a resolution, or `rejected`."""

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


def speaker_key(name: str | None) -> str | None:
    """Return the form in which speakers are compared: no case, no accents, single spaces."""
    return " ".join(search.folded(name).casefold().split()) or None if name else None


def _status(status: str) -> ColumnElement[bool]:
    wanted = status.strip().lower().replace(" ", "_").replace("-", "_")
    if wanted in set(Verdict):
        return VerdictRow.verdict == Verdict(wanted)
    if wanted in set(State):
        return Claim.state == State(wanted)
    if wanted in set(Resolution):
        return Claim.resolution == Resolution(wanted)
    if wanted == "rejected":
        return Claim.reject_reason.is_not(None)
    known = [*State, *Verdict, *Resolution, "rejected"]
    raise InvalidDataError(f"{status!r} is not a status. Choose one of: {', '.join(map(str, known))}.")


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _mentioned_in(article: int) -> ColumnElement[bool]:
    mentioned = select(Mention.claim_id).join(ArticleVersion).where(ArticleVersion.article_id == article)
    return or_(Claim.article_id == article, Claim.id.in_(mentioned.scalar_subquery()))


def _said_by(speaker: str) -> ColumnElement[bool]:
    return Claim.speaker_key.like(f"%{_escaped(speaker_key(speaker) or '')}%", escape="\\")


def _conditions(session: Session, wanted: ClaimFilter) -> list[ColumnElement[bool]]:
    day = func.coalesce(Claim.wake_on, Claim.due_latest, Claim.due_review_by)
    asked: list[tuple[object, Callable[[], ColumnElement[bool]]]] = [
        (wanted.state, lambda: Claim.state == wanted.state),
        (wanted.status, lambda: _status(wanted.status or "")),
        (wanted.modality, lambda: Claim.modality == wanted.modality),
        (wanted.speaker, lambda: _said_by(wanted.speaker or "")),
        (wanted.article, lambda: _mentioned_in(wanted.article or 0)),
        (wanted.due_before, lambda: day < wanted.due_before),
        (wanted.search, lambda: search.matches(session, wanted.search or "")),
        (wanted.open or None, lambda: Claim.state.in_(sorted(OPEN_STATES))),
        (wanted.ids, lambda: Claim.id.in_(wanted.ids or ())),
        (wanted.assignee, lambda: Claim.assignee == wanted.assignee),
    ]
    return [condition() for value, condition in asked if value is not None]


# What a list does not show is not read for it: these columns are the longest of a claim.
_UNLISTED = {"times", "hedges", "context", "headline", "fingerprint", "speaker_key", "published", "rule"}


def _records(conditions: Sequence[ColumnElement[bool]]) -> Select[Any]:
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
            evidence.label("evidence"),
            mentions.label("mentions"),
        )
        .select_from(Claim)
        .outerjoin(VerdictRow, VerdictRow.id == Claim.verdict_id)
        .outerjoin(first, and_(first.claim_id == Claim.id, first.ordinal == 1))
        .where(*conditions)
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
    )


def find_claims(
    session: Session, wanted: ClaimFilter | None = None, *, limit: int | None = None, offset: int = 0
) -> list[ClaimRecord]:
    """Return the claims that fit, in the order of their ids."""
    query = _records(_conditions(session, wanted or ClaimFilter())).order_by(Claim.id)
    return [_record(row) for row in session.execute(query.limit(limit).offset(offset or None))]


def count_claims(session: Session, wanted: ClaimFilter | None = None) -> int:
    """Return how many claims fit."""
    query = select(func.count()).select_from(Claim).outerjoin(VerdictRow, VerdictRow.id == Claim.verdict_id)
    return session.scalar(query.where(*_conditions(session, wanted or ClaimFilter()))) or 0


def get_record(session: Session, claim_id: int) -> ClaimRecord:
    """Return one claim.

    Raises:
        UnknownIdError: there is no such claim.
    """
    found = find_claims(session, ClaimFilter(ids=(claim_id,)))
    if not found:
        raise UnknownIdError(public_id(Kind.CLAIM, claim_id), "claimtrack list")
    return found[0]


def get_claim(session: Session, claim_id: int) -> Claim:
    """Return one claim's row for a change, locked where the database locks rows.

    Raises:
        UnknownIdError: there is no such claim.
    """
    claim = session.scalar(select(Claim).where(Claim.id == claim_id).with_for_update(of=Claim))
    if claim is None:
        raise UnknownIdError(public_id(Kind.CLAIM, claim_id), "claimtrack list")
    return claim


def get_claims(session: Session, claim_ids: Iterable[int]) -> dict[int, Claim]:
    """Return the rows of several claims by id, unlocked."""
    rows = session.scalars(select(Claim).where(Claim.id.in_(list(claim_ids))))
    return {claim.id: claim for claim in rows}


def find_verdict(session: Session, claim: Claim) -> Verdict | None:
    """Return the verdict in force."""
    if claim.verdict_id is None:
        return None
    return session.scalar(select(VerdictRow.verdict).where(VerdictRow.id == claim.verdict_id))


def quotes_of(session: Session, claim_ids: Iterable[int]) -> dict[int, str]:
    """Return the first quote of each claim that has one."""
    query = select(Mention.claim_id, Mention.exact).where(Mention.claim_id.in_(list(claim_ids)), Mention.ordinal == 1)
    return {row.claim_id: row.exact for row in session.execute(query)}


def claims_of_article(session: Session, article_id: int) -> list[Claim]:
    """Return the rows of all claims first found in an article."""
    return list(session.scalars(select(Claim).where(Claim.article_id == article_id).order_by(Claim.id)))


def mentions_of(session: Session, claim_id: int) -> list[MentionRecord]:
    """Return where a claim occurs, first mention first."""
    query = (
        select(Mention, ArticleVersion, Outlet.name)
        .join(ArticleVersion, ArticleVersion.id == Mention.version_id)
        .join(Article, Article.id == ArticleVersion.article_id)
        .outerjoin(Outlet, Outlet.id == Article.outlet_id)
        .where(Mention.claim_id == claim_id)
        .order_by(Mention.ordinal)
    )
    return [
        MentionRecord(
            article=public_id(Kind.ARTICLE, version.article_id),
            article_version=version.number,
            outlet=outlet,
            published=version.published,
            title=version.title,
            quote=Quote(mention.start, mention.end, mention.exact),
            prefix=mention.prefix,
            suffix=mention.suffix,
            attribution=mention.attribution,
            extractor=mention.extractor,
            extractor_version=mention.extractor_version,
        )
        for mention, version, outlet in session.execute(query)
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
        VerdictRecord(row.number, row.verdict, row.rationale, row.by, row.at, row.override, row.id == in_force)
        for row, in_force in session.execute(query)
    ]


def links_of(session: Session, claim_id: int) -> list[LinkRecord]:
    """Return the links from and to a claim, ended ones too."""
    query = select(ClaimLink).where(or_(ClaimLink.claim_id == claim_id, ClaimLink.other_id == claim_id))
    return [
        LinkRecord(
            claim=public_id(Kind.CLAIM, link.claim_id),
            other=public_id(Kind.CLAIM, link.other_id),
            kind=link.kind,
            by=link.by,
            at=link.at,
            ended=link.ended_at,
        )
        for link in session.scalars(query.order_by(ClaimLink.id))
    ]


def due_for_waking(session: Session, today: date) -> list[int]:
    """Return the ids of waiting claims whose day has come."""
    query = (
        select(Claim.id).where(Claim.state == State.WAITING, Claim.wake_on <= today).order_by(Claim.wake_on, Claim.id)
    )
    return list(session.scalars(query))


def settled_on_or_before(session: Session, today: date) -> list[int]:
    """Return the ids of settled claims that have a date to look again and have reached it."""
    query = (
        select(Claim.id).where(Claim.state == State.SETTLED, Claim.wake_on <= today).order_by(Claim.wake_on, Claim.id)
    )
    return list(session.scalars(query))


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


def find_by_fingerprint(session: Session, fingerprints: Iterable[str]) -> dict[str, list[Claim]]:
    """Return the rows of tracked claims by the fingerprint of their quote, oldest first."""
    query = select(Claim).where(Claim.fingerprint.in_(set(fingerprints)), Claim.state != State.CLOSED)
    found: dict[str, list[Claim]] = {}
    for claim in session.scalars(query.order_by(Claim.id)):
        found.setdefault(claim.fingerprint, []).append(claim)
    return found
