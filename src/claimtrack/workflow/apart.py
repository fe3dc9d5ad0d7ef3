"""A reviewer's decision that two claims that look alike are two, and taking that back."""

from sqlalchemy.orm import Session

from claimtrack.domain.ids import Kind, public_id
from claimtrack.errors import InvalidDataError
from claimtrack.store import duplicates, tracked
from claimtrack.store.pair_table import ClaimPair
from claimtrack.workflow import duplicates as finding
from claimtrack.workflow import review
from claimtrack.workflow.act import Act


def keep_apart(session: Session, one: int, other: int, act: Act) -> ClaimPair:
    """Keep two claims apart; they are not proposed as one again while both say what they say now.

    Raises:
        NotFoundError: they were never proposed as one.
        InvalidDataError: they are kept apart already, or are merged.
    """
    pair = _pair(session, one, other, act, "keep claims apart")
    _check_two(session, one, other)
    if pair.apart_by is not None:
        raise InvalidDataError(f"{_label(one)} and {_label(other)} are kept apart already, by {pair.apart_by}.")
    pair.apart_by, pair.apart_at, pair.note = act.by, act.now, act.note
    review.touch(session, tracked.get_claim(session, one), act)
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
    review.touch(session, tracked.get_claim(session, one), act)
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


def _check_two(session: Session, one: int, other: int) -> None:
    """Refuse claims of which one stands for the other, or another one for both."""
    stands = duplicates.standing_for(session, [one, other])
    if stands[one] == stands[other]:
        merged = [number for number in (one, other) if stands[number] != number]
        names, into = " and ".join(map(_label, merged)), _label(stands[one])
        verb, back = ("is", "it") if len(merged) == 1 else ("are", "one")
        raise InvalidDataError(
            f"{names} {verb} merged into {into}. Bring {back} back first: "
            f'claimtrack restore {_label(merged[0])} --note "why"'
        )


def _note(session: Session, pair: ClaimPair, event: str, act: Act) -> None:
    both = tracked.get_claim(session, pair.claim_id), tracked.get_claim(session, pair.older_id)
    finding.tell(session, both, event, act, score=pair.score)
