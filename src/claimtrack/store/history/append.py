"""Writing the log: what is hashed of an event, and how it is chained to the one before.

An event's header is the RFC 8785 form of its facts and of the hash before it; the header holds only a salted hash of
the body, so that a body could be taken away without breaking the chain.
"""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import rfc8785
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from claimtrack.domain.history import HistoryEvent
from claimtrack.errors import IntegrityError
from claimtrack.store.batches import batches
from claimtrack.store.tables import HistoryRow, LogHead

FORMAT = 2
"""The version of the headers; those of the first do not name the event before in their stream."""

_QUEUE = "claimtrack.history"


def record(session: Session, event: HistoryEvent) -> None:
    """Queue an event; `seal` writes it at the end of the transaction."""
    session.info.setdefault(_QUEUE, []).append(event)


def queued(session: Session) -> tuple[HistoryEvent, ...]:
    """Return the events of the transaction so far, oldest first."""
    return tuple(session.info.get(_QUEUE, ()))


def stamp(at: datetime) -> str:
    """Return a time as it is hashed."""
    return f"{at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='microseconds')}Z"


def _body(event: HistoryEvent) -> bytes:
    found: dict[str, Any] = {"from": event.source, "to": event.target, "note": event.note, **event.details}
    return rfc8785.dumps({key: value for key, value in found.items() if value is not None})


def _header(event: HistoryEvent, seq: int, at: datetime, previous: bytes, in_stream: int, commitment: bytes) -> bytes:
    return rfc8785.dumps(
        {
            "v": FORMAT,
            "seq": seq,
            "stream": event.stream,
            "version": event.version,
            "event": event.event,
            "by": event.by,
            "at": stamp(at),
            "prev": previous.hex(),
            "prev_in_stream": in_stream,
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
    newest = _newest(session, {event.stream for event in queue})
    for event in queue:
        head.size += 1
        # Two clocks must not make the log run backwards.
        head.last_at = max(event.at, head.last_at)
        body, salt = _body(event), secrets.token_bytes(16)
        commitment = hashlib.sha256(salt + body).digest()
        header = _header(event, head.size, head.last_at, head.hash, newest.get(event.stream, 0), commitment)
        newest[event.stream] = head.size
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


def _newest(session: Session, streams: Iterable[str]) -> dict[str, int]:
    """Return the number of the newest event of each stream that has any."""
    newest: dict[str, int] = {}
    for some in batches(streams):
        query = select(HistoryRow.stream, func.max(HistoryRow.seq)).where(HistoryRow.stream.in_(some))
        newest |= dict(session.execute(query.group_by(HistoryRow.stream)).all())
    return newest
