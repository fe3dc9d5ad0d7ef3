"""The append-only log: what is hashed, how it is chained, and how it is verified.

An event's header is the RFC 8785 form of its facts and of the hash before it; the header holds only a salted hash of
the body, so that a body could be taken away without breaking the chain.
"""

import hashlib
import json
import secrets
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import rfc8785
from sqlalchemy import select
from sqlalchemy.orm import Session

from claimtrack.domain.history import HistoryEvent, LogReport
from claimtrack.domain.ids import Kind, public_id
from claimtrack.errors import IntegrityError
from claimtrack.store.tables import Claim, HistoryRow, LogHead

GENESIS = bytes(32)
_QUEUE = "claimtrack.history"
_BATCH = 500
MAX_PROBLEMS = 20


def record(session: Session, event: HistoryEvent) -> None:
    """Queue an event; `seal` writes it at the end of the transaction."""
    session.info.setdefault(_QUEUE, []).append(event)


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
    head = session.scalar(select(LogHead).where(LogHead.id == 1).with_for_update())
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
    body = json.loads(row.body)
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


def last_of(session: Session, stream: str) -> HistoryEvent | None:
    """Return the newest event of a stream."""
    query = select(HistoryRow).where(HistoryRow.stream == stream).order_by(HistoryRow.seq.desc()).limit(1)
    row = session.scalar(query)
    return _event(row) if row else None


def _rows(session: Session) -> Iterator[HistoryRow]:
    last = 0
    while rows := session.scalars(
        select(HistoryRow).where(HistoryRow.seq > last).order_by(HistoryRow.seq).limit(_BATCH)
    ).all():
        yield from rows
        last = rows[-1].seq
        session.expunge_all()


def _row_problem(row: HistoryRow, expected: int, previous: bytes) -> str | None:
    if row.seq != expected:
        return f"event {expected} is missing: the next one is {row.seq}"
    if hashlib.sha256(row.header).digest() != row.hash:
        return f"event {row.seq}: its header was changed"
    try:
        header = json.loads(row.header)
    except ValueError:
        return f"event {row.seq}: its header is not JSON"
    if header.get("prev") != previous.hex():
        return f"event {row.seq}: it does not follow event {row.seq - 1}"
    if hashlib.sha256(row.salt + row.body).hexdigest() != header.get("body_sha256"):
        return f"event {row.seq}: its body was changed"
    shown = (row.seq, row.stream, row.version, row.event, row.by, _stamp(row.at))
    hashed = tuple(header.get(key) for key in ("seq", "stream", "version", "event", "by", "at"))
    return None if shown == hashed else f"event {row.seq}: its columns differ from what was hashed"


def _state_problems(session: Session, states: dict[str, str], versions: dict[str, int]) -> list[str]:
    problems = []
    for number, state, version in session.execute(select(Claim.id, Claim.state, Claim.version).order_by(Claim.id)):
        stream = public_id(Kind.CLAIM, number)
        logged = states.pop(stream, None)
        if logged != state.value:
            problems.append(f"{stream} is {state.value}, but the log says {logged or 'nothing of it'}")
        elif versions[stream] != version:
            problems.append(f"{stream} is at version {version}, but the log says {versions[stream]}")
    problems += [f"{stream} is in the log, but not in the database" for stream in states]
    return problems


def _cut(problems: Sequence[str]) -> tuple[str, ...]:
    left = len(problems) - MAX_PROBLEMS
    return (*problems[:MAX_PROBLEMS], f"and {left} more") if left > 0 else tuple(problems)


def verify(session: Session) -> LogReport:
    """Recompute every event and compare the head and all claims' states with what the log says."""
    problems: list[str] = []
    states: dict[str, str] = {}
    versions: dict[str, int] = {}
    previous, count = GENESIS, 0
    for count, row in enumerate(_rows(session), start=1):  # noqa: B007 - the last count is the log's length
        if found := _row_problem(row, count, previous):
            problems.append(found)
            break
        previous = row.hash
        if row.stream.startswith(Kind.CLAIM.value):
            versions[row.stream] = row.version
            if target := json.loads(row.body).get("to"):
                states[row.stream] = target
    head = session.get(LogHead, 1)
    if head is None:
        problems.append("the log has no head row")
    elif not problems and (head.size, head.hash) != (count, previous):
        problems.append(f"the head says {head.size} events, and the log has {count} that end otherwise")
    if not problems:
        problems += _state_problems(session, states, versions)
    return LogReport(events=count, head=previous.hex(), problems=_cut(problems))
