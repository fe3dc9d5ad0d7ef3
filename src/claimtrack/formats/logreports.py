"""What verifying the history found, checkpoints of it, and checked proofs, as JSON documents."""

from collections.abc import Sequence

from claimtrack.domain.history import LogReport
from claimtrack.domain.proof import Story
from claimtrack.formats.checkpoints import Checkpoint
from claimtrack.formats.documents import Json, history_event
from claimtrack.formats.notes import encoded


def log_report(found: LogReport) -> Json:
    """Return what verifying the log found."""
    return {
        "ok": found.ok,
        "events": found.events,
        "head": found.head,
        "root": encoded(found.root),
        "problems": list(found.problems),
    }


def checkpoint(found: Checkpoint) -> Json:
    """Return a checkpoint without its signatures."""
    return {"origin": found.origin, "size": found.size, "root": encoded(found.root)}


def checked_proof(claim: str, found: Checkpoint, signed_by: Sequence[str], story: Story, *, complete: bool) -> Json:
    """Return what a proof shows; of one that does not hold, the events up to where it breaks."""
    return {
        "ok": story.problem is None,
        "claim": claim,
        "complete": complete and story.problem is None,
        "checkpoint": checkpoint(found) | {"signed_by": list(signed_by)},
        "events": [history_event(event) for event in story.events],
        "problem": story.problem,
    }
