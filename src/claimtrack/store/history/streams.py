"""The events of several things at once, and things of which the log tells and that are not there."""

import re
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from claimtrack.domain.ids import Kind, public_id
from claimtrack.domain.replay.told import Told
from claimtrack.store.account_tables import Account
from claimtrack.store.history.chain import AnyRow, json_object
from claimtrack.store.tables import Claim, HistoryRow

_NUMBERED = re.compile(r"([CU])-([1-9][0-9]{0,17})")
_TABLES = {Kind.CLAIM: Claim.id, Kind.USER: Account.id}


def told_of(session: Session, kind: Kind, numbers: Sequence[int]) -> Iterator[tuple[int, Told]]:
    """Yield each event of several things, with the number of its thing, oldest first."""
    names = {public_id(kind, number): number for number in numbers}
    columns = (HistoryRow.stream, HistoryRow.event, HistoryRow.by, HistoryRow.version, HistoryRow.body)
    query = select(*columns).where(HistoryRow.stream.in_(names)).order_by(HistoryRow.seq)
    for row in session.execute(query):
        yield names[row.stream], Told(row.event, row.by, row.version, json_object(row.body) or {})


def missing(session: Session, rows: Iterable[AnyRow]) -> list[str]:
    """Return the names of the claims and users of which rows of the log tell and that the database has not."""
    streams = dict.fromkeys(row.stream for row in rows)
    found: dict[Kind, list[int]] = {kind: [] for kind in _TABLES}
    for name in streams:
        if match := _NUMBERED.fullmatch(name):
            found[Kind(match[1])].append(int(match[2]))
    gone: list[str] = []
    for kind, numbers in found.items():
        if numbers:
            there = set(session.scalars(select(_TABLES[kind]).where(_TABLES[kind].in_(numbers))))
            gone += [public_id(kind, number) for number in numbers if number not in there]
    return gone
