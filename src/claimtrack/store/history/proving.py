"""The events of one stream with their paths in the tree over the log."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from claimtrack.domain.merkle import leaf_hash, paths
from claimtrack.domain.proof import ProvedEvent
from claimtrack.store.history.chain import headers, is_emptied
from claimtrack.store.tables import HistoryRow


def prove(session: Session, stream: str, size: int) -> list[ProvedEvent]:
    """Return the events of a stream such as C-7 among the first `size` of the log, oldest first.

    All headers are read once, and only the paths are kept.
    """
    columns = (HistoryRow.seq, HistoryRow.header, HistoryRow.salt, HistoryRow.body)
    query = select(*columns).where(HistoryRow.stream == stream, HistoryRow.seq <= size).order_by(HistoryRow.seq)
    rows = session.execute(query).all()
    _, found = paths(map(leaf_hash, headers(session, size)), [row.seq - 1 for row in rows])
    return [
        ProvedEvent(
            index=row.seq - 1,
            header=row.header,
            path=tuple(found[row.seq - 1]),
            salt=None if is_emptied(row) else row.salt,
            body=None if is_emptied(row) else row.body,
        )
        for row in rows
    ]
