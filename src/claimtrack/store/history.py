"""The append-only log: what is hashed, how it is chained, and how it is verified.

An event's header is the RFC 8785 form of its facts and of the hash before it; the header holds only a salted hash of
the body, so that a body could be taken away without breaking the chain.
"""

import hashlib
import json
import secrets
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import rfc8785
from sqlalchemy import select
from sqlalchemy.orm import Session

from claimtrack.domain.history import HistoryEvent, LogReport
from claimtrack.domain.ids import Kind, public_id
from claimtrack.domain.states import State
from claimtrack.errors import IntegrityError
from claimtrack.store.tables import Claim, HistoryRow, LogHead, VerdictRow

GENESIS = bytes(32)
_QUEUE = "claimtrack.history"
_BATCH = 500
MAX_PROBLEMS = 20


def record(session: Session, event: HistoryEvent) -> None:
    """Queue an event; `seal` writes it at the end of the transaction."""
    session.info.setdefault(_QUEUE, []).append(event)


def queued(session: Session) -> tuple[HistoryEvent, ...]:
    """Return the events of the transaction so far, oldest first."""
    return tuple(session.info.get(_QUEUE, ()))


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _body(event: HistoryEvent) -> bytes:
    found: dict[str, Any] = {"from": event.source, "to": event.target, "note": event.note, **event.details}
    return rfc8785.dumps({key: value for key, value in found.items() if value is not None})


def _header(event: HistoryEvent, seq: int, at: datetime, previous: bytes, commitment: bytes) -> bytes:
    return rfc8785.dumps(
        {
            "v": 1,
            "seq": seq,
            "stream": event.stream,
            "version": event.version,
            "event": event.event,
            "by": event.by,
            "at": _stamp(at),
            "prev": previous.hex(),
            "body_sha256": commitment.hex(),
        }
    )


def seal(session: Session) -> None:
    """Append the queued events to the chain, holding the head row's lock.

    Raises:
        IntegrityError: the log has lost its head row.
    """
    queue: list[HistoryEvent] = session.info.pop(_QUEUE, [])
    if not queue:
        return
    locked = select(LogHead).where(LogHead.id == 1).with_for_update()
    head = session.scalar(locked.execution_options(populate_existing=True))
    if head is None:
        raise IntegrityError("The log has no head row. Restore a backup with: claimtrack db restore FILE")
    for event in queue:
        head.size += 1
        # Two clocks must not make the log run backwards.
        head.last_at = max(event.at, head.last_at)
        body, salt = _body(event), secrets.token_bytes(16)
        commitment = hashlib.sha256(salt + body).digest()
        header = _header(event, head.size, head.last_at, head.hash, commitment)
        head.hash = hashlib.sha256(header).digest()
        session.add(
            HistoryRow(
                seq=head.size,
                stream=event.stream,
                version=event.version,
                event=event.event,
                by=event.by,
                at=head.last_at,
                header=header,
                hash=head.hash,
                salt=salt,
                body=body,
            )
        )
    session.flush()


def _event(row: HistoryRow) -> HistoryEvent:
    body: dict[str, Any] = json.loads(row.body) if row.body else {"redacted": True}
    return HistoryEvent(
        stream=row.stream,
        event=row.event,
        by=row.by,
        at=row.at,
        version=row.version,
        source=body.pop("from", None),
        target=body.pop("to", None),
        note=body.pop("note", None),
        details=body,
        seq=row.seq,
    )


def of_stream(session: Session, stream: str) -> list[HistoryEvent]:
    """Return the events of one stream such as C-7, oldest first."""
    rows = session.scalars(select(HistoryRow).where(HistoryRow.stream == stream).order_by(HistoryRow.seq))
    return [_event(row) for row in rows]


def of_streams(session: Session, streams: Collection[str], names: Collection[str]) -> list[HistoryEvent]:
    """Return the events of those names of several streams, oldest first."""
    wanted = select(HistoryRow).where(HistoryRow.stream.in_(streams), HistoryRow.event.in_(names))
    return [_event(row) for row in session.scalars(wanted.order_by(HistoryRow.seq))]


def maker_of(session: Session, stream: str, version: int) -> HistoryEvent | None:
    """Return the event that brought a stream to a version; later ones may name the same version."""
    query = select(HistoryRow).where(HistoryRow.stream == stream, HistoryRow.version == version)
    row = session.scalar(query.order_by(HistoryRow.seq).limit(1))
    return _event(row) if row else None


def _rows(session: Session) -> Iterator[HistoryRow]:
    last = 0
    while rows := session.scalars(
        select(HistoryRow).where(HistoryRow.seq > last).order_by(HistoryRow.seq).limit(_BATCH)
    ).all():
        yield from rows
        last = rows[-1].seq
        session.expunge_all()


def _object(written: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(written)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _is_emptied(row: HistoryRow) -> bool:
    return not row.body and not row.salt


def _row_problem(row: HistoryRow, expected: int, previous: bytes) -> str | None:
    if row.seq != expected:
        return f"event {expected} is missing: the next one is {row.seq}"
    if hashlib.sha256(row.header).digest() != row.hash:
        return f"event {row.seq}: its header was changed"
    header = _object(row.header)
    if header is None:
        return f"event {row.seq}: its header is not JSON"
    if header.get("prev") != previous.hex():
        return f"event {row.seq}: it does not follow event {row.seq - 1}"
    if _is_emptied(row):
        pass  # whether somebody redacted it, a later event says
    elif hashlib.sha256(row.salt + row.body).hexdigest() != header.get("body_sha256"):
        return f"event {row.seq}: its body was changed"
    elif _object(row.body) is None:
        return f"event {row.seq}: its body is not JSON"
    shown = (row.seq, row.stream, row.version, row.event, row.by, _stamp(row.at))
    hashed = tuple(header.get(key) for key in ("seq", "stream", "version", "event", "by", "at"))
    return None if shown == hashed else f"event {row.seq}: its columns differ from what was hashed"


_Verdict = tuple[str | None, str | None, str | None, str]
"""A verdict, its rationale, the reason it was settled against the evidence rule, and who gave it."""


@dataclass(slots=True)
class _Logged:
    """What the log says of one claim."""

    stands: str | None = None
    version: int = 0
    closed_as: tuple[str | None, str | None] = (None, None)
    verdicts: list[_Verdict] = field(default_factory=list)

    def take_in(self, row: HistoryRow) -> None:
        body = {} if _is_emptied(row) else json.loads(row.body)
        self.version = row.version
        self.stands = body.get("to", self.stands)
        if body.get("to"):
            self.closed_as = (None, None)
        if body.get("to") == State.CLOSED.value:
            self.closed_as = (body.get("resolution") or body.get("reason"), body.get("target"))
        if body.get("to") == State.SETTLED.value:
            self.verdicts.append((body.get("verdict"), body.get("note"), body.get("override"), row.by))


def _claim_problems(session: Session, logged: dict[str, _Logged]) -> list[str]:
    problems = []
    verdicts: dict[int, list[_Verdict]] = {}
    newest: dict[int, int] = {}
    for row in session.scalars(select(VerdictRow).order_by(VerdictRow.claim_id, VerdictRow.number)):
        verdicts.setdefault(row.claim_id, []).append((row.verdict.value, row.rationale, row.override, row.by))
        newest[row.claim_id] = row.id
    columns = (Claim.id, Claim.state, Claim.version, Claim.verdict_id)
    for claim in session.execute(
        select(*columns, Claim.resolution, Claim.reject_reason, Claim.target_id).order_by(Claim.id)
    ):
        stream, state = public_id(Kind.CLAIM, claim.id), claim.state.value
        says = logged.pop(stream, _Logged())
        closed_as = claim.resolution or claim.reject_reason
        target = public_id(Kind.CLAIM, claim.target_id) if claim.target_id else None
        if says.stands != state:
            problems.append(f"{stream} is {state}, but the log says {says.stands or 'nothing of it'}")
        elif says.version != claim.version:
            problems.append(f"{stream} is at version {claim.version}, but the log says {says.version}")
        elif says.closed_as != (closed_as.value if closed_as else None, target):
            problems.append(f"{stream}: the way it was closed is not the one that the log has")
        elif says.verdicts != verdicts.get(claim.id, []):
            problems.append(f"{stream}: its verdicts are not those that the log has")
        elif claim.verdict_id not in {None, newest.get(claim.id)}:
            problems.append(f"{stream}: the verdict in force is not its newest")
    problems += [f"{stream} is in the log, but not in the database" for stream in logged]
    return problems


def _cut(problems: Sequence[str]) -> tuple[str, ...]:
    left = len(problems) - MAX_PROBLEMS
    return (*problems[:MAX_PROBLEMS], f"and {left} more") if left > 0 else tuple(problems)


def verify(session: Session) -> LogReport:
    """Recompute every event and compare the head, all claims' states and all verdicts with what the log says."""
    problems: list[str] = []
    logged: dict[str, _Logged] = {}
    previous, count = GENESIS, 0
    emptied: set[int] = set()
    try:
        for row in _rows(session):
            if found := _row_problem(row, count + 1, previous):
                problems.append(found)
                break
            previous, count = row.hash, row.seq
            emptied |= {row.seq} if _is_emptied(row) else set()
            if row.event == "redact" and not _is_emptied(row):
                emptied -= set(json.loads(row.body).get("redacted", ()))
            if row.stream.startswith(Kind.CLAIM.value):
                logged.setdefault(row.stream, _Logged()).take_in(row)
        problems += [f"event {seq}: its body was taken away, and nobody redacted it" for seq in sorted(emptied)]
        head = session.get(LogHead, 1)
        if head is None:
            problems.append("the log has no head row")
        elif not problems and (head.size, head.hash) != (count, previous):
            problems.append(f"the head says {head.size} events, and the log has {count} that end otherwise")
        if not problems:
            problems += _claim_problems(session, logged)
    except (LookupError, TypeError, ValueError) as error:
        # SQLite lets anybody write anything into a typed column.
        problems.append(f"a row after event {count} holds what does not belong there: {error}")
    return LogReport(events=count, head=previous.hex(), problems=_cut(problems))
