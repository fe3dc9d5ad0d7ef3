"""Proofs as JSON documents, the schema `log-proof`. One comes from anywhere, so reading it is strict and bounded."""

import binascii
import json
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

from claimtrack.domain.proof import ProvedEvent
from claimtrack.errors import InvalidDataError
from claimtrack.formats.notes import decoded, encoded

FORMAT = "claimtrack-proof/1"
MAX_BYTES = 50_000_000
"""Bytes of the longest proof."""

MAX_EVENTS = 100_000
_MAX_PATH = 63
_HASH = 32


def write(claim: str, note: bytes, events: Sequence[ProvedEvent]) -> dict[str, Any]:
    """Return the proof of a claim up to a checkpoint, the note of which stands in it."""
    return {
        "format": FORMAT,
        "claim": claim,
        "checkpoint": note.decode(),
        "events": [
            {
                "index": event.index,
                "header": event.header.decode(),
                "salt": event.salt.hex() if event.salt is not None else None,
                "body": event.body.decode() if event.body is not None else None,
                "path": [encoded(part) for part in event.path],
            }
            for event in events
        ],
    }


def read(written: bytes, source: str) -> tuple[str, bytes, list[ProvedEvent]]:
    """Return the claim, the note and the events of a proof; whether they hold is for `domain.proof` to tell.

    Raises:
        InvalidDataError: it is no such document.
    """
    try:
        found = json.loads(written, parse_constant=_refuse)
        if found["format"] != FORMAT:
            raise _no_proof(source)
        claim, note, events = found["claim"], found["checkpoint"], found["events"]
        if not (isinstance(claim, str) and isinstance(note, str) and isinstance(events, list)):
            raise _no_proof(source)
        if len(events) > MAX_EVENTS:
            raise InvalidDataError(f"{source} has more than {MAX_EVENTS:,} events, which no proof of one claim has.")
        return claim, note.encode(), [_event(event) for event in events]
    except (LookupError, TypeError, ValueError, AttributeError, RecursionError):
        raise _no_proof(source) from None


def _refuse(_constant: str) -> NoReturn:
    message = "no number"
    raise ValueError(message)


def _no_proof(source: str) -> InvalidDataError:
    return InvalidDataError(f"{source} is no proof, or was damaged. Take the file that claimtrack log prove wrote.")


def _event(found: Mapping[str, Any]) -> ProvedEvent:
    index, path, salt, body = found["index"], found["path"], found["salt"], found["body"]
    if type(index) is not int or index < 0 or len(path) > _MAX_PATH or (salt is None) is not (body is None):
        message = "no place, no path, or half a body"
        raise ValueError(message)
    return ProvedEvent(
        index=index,
        header=found["header"].encode(),
        path=tuple(map(_hash, path)),
        salt=None if salt is None else binascii.unhexlify(salt),
        body=None if body is None else body.encode(),
    )


def _hash(written: str) -> bytes:
    found = decoded(written)
    if found is None or len(found) != _HASH:
        message = "no hash"
        raise ValueError(message)
    return found
