"""What became of a whole project that was copied, restored, exported or imported, as JSON tells it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from claimtrack.domain.contents import Moved, TableDigest
from claimtrack.domain.history import LogReport
from claimtrack.formats.exported import stamp
from claimtrack.formats.logreports import log_report

Json = dict[str, Any]


def copied(source: str, target: str, tables: Iterable[TableDigest], log: LogReport) -> Json:
    """Return what was copied from one database to another."""
    return {
        "from": source,
        "to": target,
        "tables": [{"name": one.name, "rows": one.rows, "sha256": one.sha256} for one in tables],
        "events": log.events,
        "head": log.head,
    }


def moved(file: str, found: Moved, exported: datetime | None = None) -> Json:
    """Return what an export wrote, or what an import took in that was `exported` then."""
    when = {"exported": stamp(exported)} if exported else {}
    return {"file": file, **when, "rows": dict(found.rows), "events": found.events, "head": found.head}


def restored(place: str, kept: str | None, log: LogReport | None) -> Json:
    """Return what became of a restore; `kept` is where that is which was there before."""
    return {"restored": place, "kept": kept, "log": log_report(log) if log else None}
