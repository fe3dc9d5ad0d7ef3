"""Proofs of what became of one claim: its events, each with its way up to the root of a log that somebody signed."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from claimtrack.domain.history import HistoryEvent
from claimtrack.domain.merkle import leaf_hash, root_from

_TIME = "%Y-%m-%dT%H:%M:%S.%fZ"
_LINKED = 2
"""The first version of headers that name the event before in their stream."""


@dataclass(frozen=True, slots=True)
class ProvedEvent:
    """An event as it was hashed, its place in the log counted from 0, and its path; no salt and body if redacted."""

    index: int
    header: bytes
    path: tuple[bytes, ...]
    salt: bytes | None = None
    body: bytes | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """The events of a proof in words, and what is wrong with the proof; the events are to be trusted if nothing is."""

    events: tuple[HistoryEvent, ...]
    problem: str | None = None


def check(claim: str, events: Sequence[ProvedEvent], size: int, root: bytes, newest: int | None = None) -> Story:
    """Tell whether all events stand in the log of that size and root, and follow each other as those of one claim do.

    `newest` is the number of the last of them, where somebody vouches for that. A body that is not there has to be
    accounted for by an event that redacted it.
    """
    told: list[HistoryEvent] = []
    redacted: set[int] = set()
    try:
        for event in events:
            told.append(_read(claim, event, size, root, told[-1] if told else None))
            redacted |= set(told[-1].details.get("redacted", ())) if told[-1].event == "redact" else set()
        if told and newest not in {None, told[-1].seq}:
            return Story(tuple(told), f"what became of {claim} up to event {newest} is left out")
        missing = [event.index + 1 for event in events if event.body is None and event.index + 1 not in redacted]
        if missing:
            return Story(tuple(told), f"event {missing[0]}: its body is not there, and no event says who redacted it")
        return Story(tuple(told), None if told else "it has no events")
    except _BrokenError as broken:
        return Story(tuple(told), str(broken))
    except (LookupError, TypeError, ValueError, AttributeError, RecursionError):
        return Story(tuple(told), f"event {len(told) + 1} of it is not such as claimtrack writes")


class _BrokenError(Exception):
    """What is wrong with a proof, in words."""


def _read(claim: str, event: ProvedEvent, size: int, root: bytes, before: HistoryEvent | None) -> HistoryEvent:
    number = event.index + 1
    if root_from(leaf_hash(event.header), event.index, size, event.path) != root:
        raise _BrokenError(f"event {number} is not in the log that was signed, or was changed")
    header = json.loads(event.header.decode())
    if (header["seq"], header["stream"]) != (number, claim):
        raise _BrokenError(f"event {number} is not one of {claim} at that place")
    body = _body(event, header)
    found = HistoryEvent(
        stream=claim,
        event=str(header["event"]),
        by=str(header["by"]),
        at=datetime.strptime(header["at"], _TIME).replace(tzinfo=UTC),
        version=int(header["version"]),
        source=body.pop("from", None),
        target=body.pop("to", None),
        note=body.pop("note", None),
        details=body,
        seq=number,
    )
    if header["v"] < _LINKED:
        raise _BrokenError(f"event {number} was written by a claimtrack that could not yet prove its events")
    if header["prev_in_stream"] != (before.seq if before else 0):
        raise _BrokenError(f"an event of {claim} before event {number} is left out")
    return found


def _body(event: ProvedEvent, header: Mapping[str, Any]) -> dict[str, Any]:
    if event.body is None or event.salt is None:
        return {"redacted": True}
    if hashlib.sha256(event.salt + event.body).hexdigest() != header["body_sha256"]:
        raise _BrokenError(f"event {event.index + 1}: its body was changed")
    found = json.loads(event.body.decode())
    if not isinstance(found, dict):
        raise TypeError
    return found
