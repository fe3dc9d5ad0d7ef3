"""Checkpoints of the history: made once the whole of it verifies, kept elsewhere, and compared with it later."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from claimtrack.domain.history import LogReport
from claimtrack.errors import IntegrityError
from claimtrack.formats import checkpoints, notes, signing
from claimtrack.formats.checkpoints import Checkpoint
from claimtrack.formats.notes import Note
from claimtrack.formats.signing import SigningKey, VerifierKey
from claimtrack.store import history
from claimtrack.workflow import logfiles, stamping


@dataclass(frozen=True, slots=True)
class Kept:
    """A checkpoint that was kept in a file, its note, and which of the keys asked about have signed it.

    `stamped` is the time by which it was there, where that was asked for. `fault` says what is wrong with its
    signatures or its time stamp.
    """

    source: str
    note: Note
    checkpoint: Checkpoint
    signed_by: tuple[str, ...] = ()
    stamped: datetime | None = None
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """A kept checkpoint, and what is wrong with it or with the log beside it; None where they agree."""

    kept: Kept
    problem: str | None = None


def make(session: Session, key: SigningKey) -> tuple[Checkpoint, Note]:
    """Return a checkpoint of the history as it is now, signed.

    Raises:
        IntegrityError: the history does not verify, so that nobody should sign for it.
    """
    made = unsigned(session, key.name)
    return made, key.sign(made.text)


def unsigned(session: Session, origin: str) -> Checkpoint:
    """Return a checkpoint of the history as it is now, for a log of that name.

    Raises:
        IntegrityError: the history does not verify, so that nobody should sign for it.
    """
    report = history.verify(session)
    if not report.ok:
        raise IntegrityError(
            f"The history does not verify, so there is no checkpoint of it: {report.problems[0]}. "
            "See all that is wrong with: claimtrack log verify"
        )
    return Checkpoint(origin, report.events, report.root)


def read(source: str, keys: Sequence[VerifierKey], authority: bytes | None = None) -> Kept:
    """Return the checkpoint in a file; where there are keys, one of them has to have signed it.

    Where there is an `authority`, certificates in PEM, the time stamp beside the file has to be by it.

    Raises:
        InvalidDataError: the file, or its stamp, holds no such thing.
    """
    content = logfiles.read(source, notes.MAX_BYTES)
    note = notes.read(content, source)
    kept = Kept(source, note, checkpoints.of_note(note, source))
    try:
        if keys:
            kept = replace(kept, signed_by=_signers(note, keys, source))
        if authority is not None:
            kept = replace(kept, stamped=stamping.verify(source, content, authority))
    except IntegrityError as error:
        kept = replace(kept, fault=error.message.removesuffix("."))
    return kept


def _signers(note: Note, keys: Sequence[VerifierKey], source: str) -> tuple[str, ...]:
    names = tuple(signing.signers(note, keys, source))
    if not names:
        raise IntegrityError(f"{source}: none of its signatures is by {' or '.join(key.name for key in keys)}")
    return names


def verify(session: Session, kept: Sequence[Kept]) -> tuple[LogReport, list[Compared]]:
    """Verify the history, and compare it with checkpoints of it that were kept; the report has the problems of both."""
    report = history.verify(session, {one.checkpoint.size for one in kept})
    compared = [Compared(one, one.fault or _difference(one, report)) for one in kept]
    problems = [one.problem for one in compared if one.problem]
    return replace(report, problems=(*report.problems, *problems)), compared


def _difference(kept: Kept, report: LogReport) -> str | None:
    size, root = kept.checkpoint.size, report.roots.get(kept.checkpoint.size)
    if root is None and report.ok:
        return (
            f"{kept.source} is of {size} events, and the log has {report.events}: its newest were cut off, "
            "or it is another log"
        )
    if root is None:
        return f"{kept.source} is of {size} events, and the log is whole only up to event {report.events}"
    if root != kept.checkpoint.root:
        return f"{kept.source}: the first {size} events are not those that it was made of"
    return None
