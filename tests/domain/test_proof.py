"""Proofs whose paths lead to the root, and which are still not such as claimtrack makes."""

import hashlib
import json
from typing import Any

import pytest

from claimtrack.domain.merkle import leaf_hash, paths
from claimtrack.domain.proof import ProvedEvent, Story, check

FACTS: dict[str, Any] = {"v": 2, "stream": "C-7", "event": "note", "by": "ann", "at": "2026-03-02T09:30:00.000000Z"}
SALT = b"salt"


def proved(*headers: object, body: bytes = b"{}") -> tuple[list[ProvedEvent], int, bytes]:
    """Return the events with such headers as a log of their own, its size and its root."""
    written = [json.dumps(header).encode() for header in headers]
    root, found = paths([leaf_hash(header) for header in written], range(len(written)))
    made = [ProvedEvent(at, header, tuple(found[at]), SALT, body) for at, header in enumerate(written)]
    return made, len(made), root


def header(seq: int, before: int, body: bytes = b"{}", **facts: Any) -> dict[str, Any]:
    hashed = hashlib.sha256(SALT + body).hexdigest()
    return FACTS | {"seq": seq, "prev_in_stream": before, "version": 1, "body_sha256": hashed} | facts


def test_events_that_follow_each_other_hold() -> None:
    story = check("C-7", *proved(header(1, 0), header(2, 1), header(3, 2, version=2)))
    assert story.problem is None
    assert [(event.seq, event.version) for event in story.events] == [(1, 1), (2, 1), (3, 2)]


@pytest.mark.parametrize(
    ("headers", "problem"),
    [
        ([header(1, 1)], "before event 1 is left out"),
        ([header(1, 0), header(2, 0)], "before event 2 is left out"),
        ([header(1, 0), header(2, 2)], "before event 2 is left out"),
        ([header(1, 0), header(2, 1), header(3, 1)], "before event 3 is left out"),
        ([header(1, 0, v=1)], "event 1 was written by a claimtrack that could not yet prove its events"),
        ([header(1, 0), header(1, 0)], "event 2 is not one of C-7"),
        ([header(1, 0, stream="C-8")], "event 1 is not one of C-7"),
        ([header(1, 0, at="yesterday")], "is not such as claimtrack writes"),
        ([header(1, 0) | {"version": "x"}], "is not such as claimtrack writes"),
        ([header(1, 0) | {"version": None}], "is not such as claimtrack writes"),
        ([header(1, 0) | {"v": None}], "is not such as claimtrack writes"),
        ([7], "is not such as claimtrack writes"),
        ([[]], "is not such as claimtrack writes"),
    ],
)
def test_events_that_do_not_are_told(headers: list[Any], problem: str) -> None:
    story = check("C-7", *proved(*headers))
    assert problem in (story.problem or "")


@pytest.mark.parametrize("body", [b"[]", b"7", b"no JSON", b"\xff", b'{"redacted": 7}'])
def test_a_body_that_is_none_is_told(body: bytes) -> None:
    story = check("C-7", *proved(header(1, 0, body, event="redact"), body=body))
    assert "is not such as claimtrack writes" in (story.problem or "")


def test_the_last_ones_cannot_be_left_out_where_somebody_vouches_for_the_newest() -> None:
    events, size, root = proved(header(1, 0), header(2, 1), header(3, 2))
    assert check("C-7", events, size, root, newest=3).problem is None
    assert check("C-7", events[:2], size, root).problem is None
    assert check("C-7", events[:2], size, root, newest=3).problem == "what became of C-7 up to event 3 is left out"


def test_a_body_needs_an_event_that_took_it_away() -> None:
    events, size, root = proved(header(1, 0), header(2, 1))
    gone = [ProvedEvent(0, events[0].header, events[0].path), events[1]]
    assert check("C-7", gone, size, root).problem == "event 1: its body is not there, and no event says who redacted it"


def test_a_size_that_no_log_has_proves_nothing() -> None:
    events, _, root = proved(header(1, 0))
    assert check("C-7", events, 0, root) == Story((), "event 1 is not in the log that was signed, or was changed")
    assert check("C-7", events, 2**63, root).problem is not None
