"""Linking claims, so that what becomes of one brings back the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from claimtrack.domain.due import DueKind
from claimtrack.domain.ids import Kind, public_id
from claimtrack.domain.links import RESTS, LinkKind
from claimtrack.domain.states import State
from claimtrack.errors import InvalidDataError
from claimtrack.matching import MatchPolicy
from claimtrack.store import claims, duplicates, links, matchers, tracked
from claimtrack.store.tables import Claim
from claimtrack.workflow import chains, events, review
from claimtrack.workflow.act import Act

SUGGESTED = 3
"""Claims that are named as what an event may be told by."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link as a reviewer asks for it: how the claim at hand hangs on the other."""

    kind: LinkKind
    other: int


def _words(claim: int, link: Link) -> str:
    return f"{public_id(Kind.CLAIM, claim)} {link.kind.value.replace('_', ' ')} {public_id(Kind.CLAIM, link.other)}"


def _load(session: Session, claim_id: int, wanted: Sequence[Link], act: Act, verb: str) -> dict[int, Claim]:
    """Return the rows of the claim and of those it is linked to, locked."""
    act.check_person(f"{verb} claims")
    if not wanted:
        raise InvalidDataError("Say what it hangs on: --waits-for C-2, --depends-on C-2 or --contradicts C-2.")
    numbers = [claim_id, *(link.other for link in wanted)]
    chains.lock(session, numbers)
    rows = {number: tracked.get_claim(session, number) for number in dict.fromkeys(numbers)}
    review.check_version(session, rows[claim_id], act)
    return rows


def link(session: Session, claim_id: int, wanted: Sequence[Link], act: Act) -> None:
    """Link a claim to others; where one of them has come to a result already, that is asked about at once.

    Raises:
        InvalidDataError: a claim would be linked to itself, to one that is closed, twice, or in a circle.
        StaleVersionError: the claim is not at the version that the actor saw.
    """
    rows = _load(session, claim_id, wanted, act, "link")
    for one in wanted:
        _check(session, rows, claim_id, one)
        _check_is_to_come(session, rows, claim_id, one)
        links.add(session, claim_id, one.other, one.kind, act.by, act.now)
        session.flush()  # the next one is checked against it
    review.touch(session, rows[claim_id], act.again())
    for one in wanted:
        _note(session, rows, claim_id, one, "link", act)
        _tell_at_once(session, rows, claim_id, one, act)


def _check(session: Session, rows: dict[int, Claim], claim_id: int, wanted: Link) -> None:
    name, other = public_id(Kind.CLAIM, claim_id), public_id(Kind.CLAIM, wanted.other)
    if claim_id == wanted.other:
        raise InvalidDataError(f"{name} cannot be linked to itself. Name another claim.")
    for number in (claim_id, wanted.other):
        if rows[number].state is State.CLOSED:
            closed = public_id(Kind.CLAIM, number)
            stands = duplicates.standing_for(session, [number])[number]
            way = f"Name {public_id(Kind.CLAIM, stands)}, which stands for it" if stands != number else "Name another"
            status = review.status_label(session, rows[number])
            raise InvalidDataError(f"{closed} is closed ({status}). {way}, or bring it back: restore {closed}")
    if links.find(session, claim_id, wanted.other, wanted.kind):
        raise InvalidDataError(f"{_words(claim_id, wanted)} already. Nothing was changed.")
    if wanted.kind in RESTS and claim_id in links.rests_on(session, [wanted.other]):
        raise InvalidDataError(
            f"{other} rests on {name} already, so that {name} cannot rest on {other}: "
            f"both would wait for each other. See: claimtrack link {other}"
        )


def _check_is_to_come(session: Session, rows: dict[int, Claim], claim_id: int, wanted: Link) -> None:
    result = review.outcome(session, rows[wanted.other])
    if wanted.kind is LinkKind.WAITS_FOR and result.is_result:
        name, other = public_id(Kind.CLAIM, claim_id), public_id(Kind.CLAIM, wanted.other)
        raise InvalidDataError(
            f"{other} is {result.status} already, so that there is nothing to wait for. "
            f"If what becomes of {name} hangs on it: claimtrack link {name} --depends-on {other}"
        )


def _note(session: Session, rows: dict[int, Claim], claim_id: int, wanted: Link, event: str, act: Act) -> None:
    """Note in both histories that a link began or ended."""
    facts = {"link": wanted.kind.value, "of": public_id(Kind.CLAIM, claim_id)}
    facts["other"] = public_id(Kind.CLAIM, wanted.other)
    for number in sorted({claim_id, wanted.other}):
        events.note(session, rows[number], event, act, **facts)


def _tell_at_once(session: Session, rows: dict[int, Claim], claim_id: int, wanted: Link, act: Act) -> None:
    """Ask about a claim whose other has come to a result before they were linked."""
    ends = [(claim_id, wanted.other)]
    if wanted.kind is LinkKind.CONTRADICTS:
        ends.append((wanted.other, claim_id))
    for number, other in ends:
        result = review.outcome(session, rows[other])
        if result.is_result:
            hanging = chains.Hanging(rows[number], (wanted.kind,), waits=False)
            review.tell(session, other, [hanging], None, result, act)


def unlink(session: Session, claim_id: int, wanted: Sequence[Link], act: Act) -> None:
    """End links of a claim; they stay on record. A claim that waited for nothing else wakes.

    Raises:
        InvalidDataError: there is no such link.
        StaleVersionError: the claim is not at the version that the actor saw.
    """
    rows = _load(session, claim_id, wanted, act, "unlink")
    ended: list[tuple[int, Link]] = []
    for one in wanted:
        found = links.find(session, claim_id, one.other, one.kind)
        if found is None:
            name = public_id(Kind.CLAIM, claim_id)
            raise InvalidDataError(f"There is no running link {_words(claim_id, one)}. See: claimtrack link {name}")
        found.ended_at = act.now
        ended.append((found.claim_id, Link(one.kind, found.other_id)))
    review.touch(session, rows[claim_id], act.again())
    for first, one in ended:
        _note(session, rows, first, one, "unlink", act)
    _wake_idle(session, rows[claim_id], wanted, act)


def _wake_idle(session: Session, claim: Claim, ended: Sequence[Link], act: Act) -> None:
    """Wake a claim that waited for nothing but what it is no longer linked to: no day and no event would."""
    watches = {_watch(one.other) for one in ended if one.kind is LinkKind.WAITS_FOR}
    idle = claim.state is State.WAITING and claim.wake_on is None and claim.watch in watches
    if idle and not links.of_kind(session, claim.id, LinkKind.WAITS_FOR):
        review.wake(session, claim.id, "unlinked", act.again())


def _watch(other: int) -> str:
    return f"{public_id(Kind.CLAIM, other)} is settled"


def wait_for(
    session: Session,
    claim_id: int,
    other: int,
    act: Act,
    *,
    until: date | None = None,
    watch: str | None = None,
    criteria: str | None = None,
) -> Claim:
    """Put a claim aside until another is settled, or until a day, whichever comes first.

    Raises:
        InvalidDataError: the other has come to a result already, or the two cannot be linked.
        MoveNotAllowedError: the claim cannot wait.
    """
    wanted = Link(LinkKind.WAITS_FOR, other)
    rows = _load(session, claim_id, [wanted], act, "link")
    _check_is_to_come(session, rows, claim_id, wanted)
    if not links.find(session, claim_id, other, LinkKind.WAITS_FOR):
        link(session, claim_id, [wanted], act)
        act = act.again()
    return review.wait(session, claim_id, act, until=until, watch=watch or _watch(other), criteria=criteria)


def suggest(session: Session, claim_id: int) -> list[int]:
    """Return the ids of claims that may tell of the event that a claim waits for, the best first."""
    claim = claims.get_record(session, claim_id)
    if claim.due is None or claim.due.kind is not DueKind.EVENT:
        return []
    words = claim.due.trigger or claim.due.phrase
    if not words:
        return []
    asked = [matchers.Words(words)]
    linked = links.rests_on(session, [claim_id]) | {claim_id}
    found = matchers.of(session, MatchPolicy()).candidates(session, asked, SUGGESTED + len(linked))
    return [one.claim for one in found if one.claim not in linked][:SUGGESTED]
