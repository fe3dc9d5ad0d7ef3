"""Walking the chain: each event recomputed from its bytes, in order, in memory for a batch of them."""

import hashlib
import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session, aliased

from claimtrack.domain.merkle import Tree, leaf_hash
from claimtrack.store.history.append import FORMAT, stamp
from claimtrack.store.tables import HistoryRow

AnyRow = Row[*tuple[Any, ...]]
"""A row of some columns."""

GENESIS = bytes(32)
"""What stands before the first event."""

_BATCH = 1_000
_OLDER = aliased(HistoryRow)
_IN_STREAM = select(func.max(_OLDER.seq)).where(_OLDER.stream == HistoryRow.stream, _OLDER.seq < HistoryRow.seq)
_COLUMNS = (
    *(HistoryRow.seq, HistoryRow.stream, HistoryRow.version, HistoryRow.event, HistoryRow.by, HistoryRow.at),
    *(HistoryRow.header, HistoryRow.hash, HistoryRow.salt, HistoryRow.body),
    func.coalesce(_IN_STREAM.scalar_subquery(), 0).label("in_stream"),
)


def batches(session: Session) -> Iterator[Sequence[AnyRow]]:
    """Yield all rows of the log in their order, some at a time."""
    last = 0
    while True:
        query = select(*_COLUMNS).where(HistoryRow.seq > last).order_by(HistoryRow.seq).limit(_BATCH)
        rows = session.execute(query).all()
        if not rows:
            return
        yield rows
        last = rows[-1].seq


def headers(session: Session, size: int) -> Iterator[bytes]:
    """Yield the header bytes of the first `size` events, in their order."""
    for last in range(0, size, _BATCH):
        query = select(HistoryRow.header).where(HistoryRow.seq > last, HistoryRow.seq <= min(size, last + _BATCH))
        yield from session.scalars(query.order_by(HistoryRow.seq))


def json_object(written: bytes) -> dict[str, Any] | None:
    """Return the JSON object that bytes hold, None where they hold none."""
    try:
        found = json.loads(written.decode())
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def is_emptied(row: AnyRow) -> bool:
    """Tell whether the body of an event was taken away."""
    return not row.body and not row.salt


@dataclass(slots=True)
class Chain:
    """The chain as far as it was walked: its newest hash, and the tree over it with its root at each size asked for."""

    sizes: Collection[int] = ()
    head: bytes = GENESIS
    tree: Tree = field(default_factory=Tree)
    format: int = 1
    roots: dict[int, bytes] = field(default_factory=dict)
    emptied: set[int] = field(default_factory=set)
    """The numbers of the events whose body was taken away, and of which no later event says that it was redacted."""

    def __post_init__(self) -> None:
        """Note the root of the empty log, if it is asked for."""
        self._note_root()

    def take_in(self, row: AnyRow) -> str | None:
        """Go on with the next row; return what is wrong with it, and leave the chain as it is then."""
        if problem := self._problem(row):
            return problem
        self.head = row.hash
        self.tree.append(leaf_hash(row.header))
        self._note_root()
        if is_emptied(row):
            self.emptied.add(row.seq)
        elif row.event == "redact":
            self.emptied -= set((json_object(row.body) or {}).get("redacted", ()))
        return None

    def _note_root(self) -> None:
        if self.tree.size in self.sizes:
            self.roots[self.tree.size] = self.tree.root()

    def _problem(self, row: AnyRow) -> str | None:
        if row.seq != self.tree.size + 1:
            return f"event {self.tree.size + 1} is missing: the next one is {row.seq}"
        if hashlib.sha256(row.header).digest() != row.hash:
            return f"event {row.seq}: its header was changed"
        header = json_object(row.header)
        if header is None:
            return f"event {row.seq}: its header is not JSON"
        if header.get("prev") != self.head.hex():
            return f"event {row.seq}: it does not follow event {row.seq - 1}"
        if is_emptied(row):
            pass  # whether somebody redacted it, a later event says
        elif hashlib.sha256(row.salt + row.body).hexdigest() != header.get("body_sha256"):
            return f"event {row.seq}: its body was changed"
        elif json_object(row.body) is None:
            return f"event {row.seq}: its body is not JSON"
        shown = (row.seq, row.stream, row.version, row.event, row.by, stamp(row.at))
        hashed = tuple(header.get(key) for key in ("seq", "stream", "version", "event", "by", "at"))
        if shown != hashed:
            return f"event {row.seq}: its columns differ from what was hashed"
        return self._problem_of_stream(row, header)

    def _problem_of_stream(self, row: AnyRow, header: dict[str, Any]) -> str | None:
        """Compare with the event before in the stream, which the first headers did not name."""
        if header.get("v") not in range(self.format, FORMAT + 1):
            return f"event {row.seq}: its header is of another version than can stand there"
        self.format = header["v"]
        if header.get("prev_in_stream") != (row.in_stream if self.format > 1 else None):
            return f"event {row.seq}: it does not follow the event before of {row.stream}"
        return None
