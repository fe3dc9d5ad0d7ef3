"""A reviewer's decision that two claims that look alike are two, and taking that back."""

from sqlalchemy.orm import Session

from claimtrack.domain.ids import Kind, public_id
from claimtrack.errors import InvalidDataError
from claimtrack.store import duplicates, tracked
from claimtrack.store.pair_table import ClaimPair
from claimtrack.store.tables import Claim
from claimtrack.workflow import events, review
from claimtrack.workflow.act import Act


def keep_apart(session: Session, one: int, other: int, act: Act) -> ClaimPair:
    """Keep two claims apart; they are not proposed as one again while both wordings stay.

    Raises:
        NotFoundError: they were never proposed as one.
        InvalidDataError: they are kept apart already.
    """
    pair = _pair(session, one, other, act, "keep claims apart")
    if pair.apart_by is not None:
        raise InvalidDataError(f"{_label(one)} and {_label(other)} are kept apart already, by {pair.apart_by}.")
    pair.apart_by, pair.apart_at, pair.note = act.by, act.now, act.note
    _note(session, pair, "keep_apart", act)
    return pair


def ask_again(session: Session, one: int, other: int, act: Act) -> ClaimPair:
    """Take back that two claims are kept apart; whether they are one is open again.

    Raises:
        NotFoundError: they were never proposed as one.
        InvalidDataError: they are not kept apart.
    """
    pair = _pair(session, one, other, act, "ask about claims again")
    if pair.apart_by is None:
        raise InvalidDataError(f"{_label(one)} and {_label(other)} are not kept apart, so there is nothing to undo.")
    pair.apart_by = pair.apart_at = pair.note = None
    _note(session, pair, "ask_again", act)
    return pair


def _label(claim: int) -> str:
    return public_id(Kind.CLAIM, claim)


def _pair(session: Session, one: int, other: int, act: Act, verb: str) -> ClaimPair:
    """Load a pair with both claims locked."""
    act.check_person(verb)
    tracked.lock_claims(session, [one, other])
    review.check_version(session, tracked.get_claim(session, one), act)
    tracked.get_claim(session, other)  # says so where there is none
    return duplicates.get_row(session, one, other)


def _note(session: Session, pair: ClaimPair, event: str, act: Act) -> None:
    for own, other in ((pair.claim_id, pair.older_id), (pair.older_id, pair.claim_id)):
        claim: Claim = tracked.get_claim(session, own)
        events.note(session, claim, event, act, other=_label(other), score=pair.score)
