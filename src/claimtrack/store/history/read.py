"""Reading the log, for whoever shows it or rests a decision on it."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from claimtrack.domain.history import HistoryEvent
from claimtrack.store.tables import DECIDES, HistoryRow

_BATCH = 500


def event_of(row: HistoryRow) -> HistoryEvent:
    """Return a row as the event that it holds."""
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
    return [event_of(row) for row in rows]


def newest(session: Session, stream: str) -> HistoryEvent | None:
    """Return the newest event of one stream."""
    query = select(HistoryRow).where(HistoryRow.stream == stream).order_by(HistoryRow.seq.desc()).limit(1)
    row = session.scalar(query)
    return event_of(row) if row else None


def of_streams(session: Session, streams: Collection[str], names: Collection[str]) -> list[HistoryEvent]:
    """Return the events of those names of several streams, oldest first."""
    wanted = select(HistoryRow).where(HistoryRow.stream.in_(streams), HistoryRow.event.in_(names))
    return [event_of(row) for row in session.scalars(wanted.order_by(HistoryRow.seq))]


@dataclass(frozen=True, slots=True)
class Decision:
    """One of the events by which people come to a verdict, and whether it went past a rule."""

    event: str
    by: str
    overrides: bool


def decisions(session: Session) -> Iterator[Decision]:
    """Yield the events by which people come to a verdict, those of one name together, oldest first."""
    query = select(HistoryRow.event, HistoryRow.by, HistoryRow.body).where(text(DECIDES))
    for row in session.execute(query.order_by(HistoryRow.event, HistoryRow.seq).execution_options(yield_per=_BATCH)):
        # The body is canonical JSON, in which nothing but a key looks like this.
        yield Decision(row.event, row.by, b'"override":' in row.body)


def maker_of(session: Session, stream: str, version: int) -> HistoryEvent | None:
    """Return the event that brought a stream to a version; later ones may name the same version."""
    query = select(HistoryRow).where(HistoryRow.stream == stream, HistoryRow.version == version)
    row = session.scalar(query.order_by(HistoryRow.seq).limit(1))
    return event_of(row) if row else None
