"""Proofs that hold without the database: made from it, and checked by whoever has the key."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from claimtrack.domain import proof
from claimtrack.domain.ids import Kind, public_id
from claimtrack.domain.proof import Story
from claimtrack.errors import IntegrityError, InvalidDataError
from claimtrack.formats import checkpoints, notes, proofs, signing
from claimtrack.formats.checkpoints import Checkpoint
from claimtrack.formats.signing import SigningKey, VerifierKey
from claimtrack.store import claims
from claimtrack.store.history import proving
from claimtrack.workflow import checkpoints as keeping
from claimtrack.workflow.checkpoints import Kept


def prove(session: Session, claim_id: int, by: SigningKey | Kept) -> dict[str, Any]:
    """Return the proof of a claim up to a checkpoint that was kept, or up to now, signed for the purpose.

    What is signed for it says which event of the claim is the newest, so that the last ones cannot be left out either.

    Raises:
        UnknownIdError: there is no such claim.
        IntegrityError: the history does not verify, or is not that of the checkpoint.
        InvalidDataError: the claim is newer than the checkpoint.
    """
    claims.get_record(session, claim_id)
    name = public_id(Kind.CLAIM, claim_id)
    if isinstance(by, SigningKey):
        found = keeping.unsigned(session, by.name)
        events = proving.prove(session, name, found.size)
        note = by.sign(replace(found, newest=(name, events[-1].index + 1)).text)
        return proofs.write(name, notes.write(note), events)
    report, _ = keeping.verify(session, [by])
    if not report.ok:
        raise IntegrityError(f"There is no proof of {name} by that checkpoint: {report.problems[0]}.")
    events = proving.prove(session, name, by.checkpoint.size)
    if not events:
        raise InvalidDataError(f"{name} is newer than that checkpoint. Make another: claimtrack log checkpoint FILE")
    return proofs.write(name, notes.write(by.note), events)


@dataclass(frozen=True, slots=True)
class Checked:
    """What a proof shows: of which claim, up to which checkpoint, signed by whom, and its story.

    It is `complete` where those who signed say that no event of the claim follows the last one, up to the checkpoint.
    """

    claim: str
    checkpoint: Checkpoint
    signed_by: tuple[str, ...]
    story: Story

    @property
    def complete(self) -> bool:
        """Tell whether no event of the claim up to the checkpoint can be missing."""
        return self.checkpoint.newest is not None and self.checkpoint.newest[0] == self.claim


def check(written: bytes, source: str, keys: Sequence[VerifierKey]) -> Checked:
    """Check a proof, without any database.

    Raises:
        InvalidDataError: it is no proof.
        IntegrityError: none of the keys has signed it.
    """
    claim, note_bytes, events = proofs.read(written, source)
    note = notes.read(note_bytes, source)
    checkpoint = checkpoints.of_note(note, source)
    names = tuple(signing.signers(note, keys, source))
    if not names:
        wanted = " or ".join(key.name for key in keys)
        raise IntegrityError(f"{source}: it is not signed by {wanted}, so it proves nothing. Ask who made it.")
    of, newest = checkpoint.newest or (claim, None)
    story = proof.check(claim, events, checkpoint.size, checkpoint.root, newest if of == claim else None)
    return Checked(claim, checkpoint, names, story)
