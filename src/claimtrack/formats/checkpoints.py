"""Checkpoints: the size and the root of a log at one time, as the text of a signed note (C2SP tlog-checkpoint)."""

import re
from dataclasses import dataclass

from claimtrack.errors import InvalidDataError
from claimtrack.formats.notes import Note, decoded, encoded

_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")
_MOST = 2**63 - 1
_ROOT = 32
_LINES = 3
_NEWEST = re.compile(r"newest ([A-Z]-[1-9][0-9]{0,17}) ([1-9][0-9]{0,18})")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The first `size` events of a log, by the root of the tree over them; `origin` names the log.

    `newest` is a claim and the number of the newest of these events that is of it: one line more, which whoever signs
    for a proof vouches for.
    """

    origin: str
    size: int
    root: bytes
    newest: tuple[str, int] | None = None

    @property
    def text(self) -> str:
        """Return it as the text of a note."""
        more = "newest {} {}\n".format(*self.newest) if self.newest else ""
        return f"{self.origin}\n{self.size}\n{encoded(self.root)}\n{more}"


def of_note(note: Note, source: str) -> Checkpoint:
    """Return the checkpoint in a note; further lines of its text, of which nothing is known, are passed over.

    Raises:
        InvalidDataError: it holds none.
    """
    lines = note.text.removesuffix("\n").split("\n")
    origin, size, root = lines[:_LINES] if len(lines) >= _LINES else ("", "", "")
    found = decoded(root)
    fits = _SIZE.fullmatch(size) is not None and int(size) <= _MOST
    if "" in lines or not fits or found is None or len(found) != _ROOT:
        raise InvalidDataError(
            f"{source} is a signed note, but no checkpoint. Take the file that claimtrack log checkpoint wrote."
        )
    newest = next(filter(None, map(_NEWEST.fullmatch, lines[_LINES:])), None)
    return Checkpoint(origin, int(size), found, (newest[1], int(newest[2])) if newest else None)
