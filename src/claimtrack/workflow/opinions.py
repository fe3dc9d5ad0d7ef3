"""Second opinions: what somebody else makes of a claim, without having seen the verdict. They decide nothing."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from claimtrack.domain.accounts import actor_key
from claimtrack.domain.evidence import Stance
from claimtrack.domain.history import HistoryEvent
from claimtrack.domain.ids import Kind, public_id
from claimtrack.domain.revisit import Cause, Reason, ReasonKind
from claimtrack.domain.states import Event, State, Verdict
from claimtrack.domain.tracked import ClaimRecord, EvidenceRecord, MentionRecord, OpinionRecord, Reservations
from claimtrack.errors import MoveNotAllowedError, NotAllowedError, NotFoundError
from claimtrack.store import claims, company, duplicates, evidence, history, opinions, tracked
from claimtrack.store.tables import Claim
from claimtrack.workflow import asking, events, review, rights
from claimtrack.workflow.act import Act

_DID = {
    Event.SETTLE.value: "gave the verdict",
    Event.SUBMIT.value: "submitted the verdict",
    Event.RETURN.value: "returned what was submitted",
    Event.APPROVE.value: "approved the verdict",
    Event.REAFFIRM.value: "stood by the verdict",
    "opinion": "gave an opinion",
}
"""How somebody knows the verdict, by the event that says so."""

_ANEW = frozenset({Event.REOPEN.value, Event.RESTORE.value})
"""Events from which on a claim is looked at anew."""

_OPEN_TO_OPINIONS = frozenset({State.SUBMITTED, State.SETTLED})


@dataclass(frozen=True, slots=True)
class BlindLink:
    """Evidence as a blind reviewer sees it: neither who attached it, nor what they noted, because that may tell."""

    id: str
    stance: Stance
    where: str
    title: str | None
    quote: str | None
    origin: str


@dataclass(frozen=True, slots=True)
class BlindView:
    """A claim with all that bears on it, and nothing that says what was decided."""

    claim: ClaimRecord
    sentence: tuple[str, int, int] | None
    reservations: Reservations
    mentions: tuple[MentionRecord, ...]
    evidence: tuple[BlindLink, ...]


def view(session: Session, claim_id: int, act: Act) -> BlindView:
    """Return what a blind reviewer may see of a claim; nothing is recorded.

    Raises:
        MoveNotAllowedError: there is no verdict beside which an opinion could stand.
        NotAllowedError: the reviewer knows the verdict, or has no right to give one.
    """
    rights.check(session, act, "opinion")
    _check_open(session, tracked.get_claims(session, [claim_id]).get(claim_id), claim_id)
    check_blind(session, claim_id, act)
    merged = sorted(duplicates.merged_into(session, [claim_id]))
    return BlindView(
        claim=claims.get_record(session, claim_id),
        sentence=company.sentence_of(session, claim_id),
        reservations=company.reservations_of(session, claim_id),
        mentions=tuple(company.mentions_of(session, claim_id, merged)),
        evidence=tuple(
            BlindLink(link.id, link.stance, _where(link), link.title, link.quote, link.origin)
            for link in evidence.of_claim(session, claim_id)
        ),
    )


def _where(link: EvidenceRecord) -> str:
    return "redacted" if link.redacted else link.url or link.file or link.article or ""


def find_next(session: Session, act: Act) -> int:
    """Return the next claim that the reviewer can give a blind opinion on, first one that nobody has given one on.

    Raises:
        NotFoundError: there is none.
    """
    rights.check(session, act, "opinion")
    for given in (False, True):
        for number in opinions.find_open(session, act.by, given=given):
            if how_known(session, number, act.by) is None:
                return number
    raise NotFoundError(
        f"No claim is settled or submitted that {act.by} took no part in, so that there is nothing to review blind."
    )


def give(session: Session, claim_id: int, verdict: Verdict, act: Act, *, blind: bool) -> OpinionRecord:
    """Record an opinion beside the verdict in force or what is submitted; `act.note` is the rationale.

    Where a settled claim has another verdict, it is asked about; nothing else comes of it.

    Raises:
        MoveNotAllowedError: there is no verdict beside which it could stand.
        StaleVersionError: the claim is not at the version that the reviewer saw.
        NotAllowedError: the reviewer knows the verdict of which a blind opinion is asked, or has no right to give one.
        InvalidDataError: the machine is to do what only a person may do.
    """
    claim = tracked.get_claim(session, claim_id)
    look = f"claimtrack review {public_id(Kind.CLAIM, claim_id)} --blind" if blind else ""
    review.check_version(session, claim, act, look)
    rights.check(session, act, "opinion")
    act.check_person("give an opinion")
    _check_open(session, claim, claim_id)
    if blind:
        check_blind(session, claim_id, act)
    row = opinions.add(session, claim, verdict, act.note, act.by, act.now, blind=blind)
    found = opinions.of_claim(session, claim_id)[-1]
    events.note(
        session,
        claim,
        "opinion",
        act,
        opinion=row.number,
        verdict=verdict.value,
        blind=blind,
        beside=f"{found.beside} {found.beside_number}",
    )
    if claim.state is State.SETTLED and not found.agrees:
        _ask(session, claim, found, act)
    return found


def _ask(session: Session, claim: Claim, found: OpinionRecord, act: Act) -> None:
    told = f"{found.verdict.value} (opinion {found.number} by {found.by}{', blind' if found.blind else ''})"
    why = Reason(ReasonKind.OPINION, old=found.given.value, new=told)
    asking.ask(session, [asking.Question(claim, Cause.MANUAL, (why,))], act)


def check_blind(session: Session, claim_id: int, act: Act) -> None:
    """Refuse a blind review by somebody who has taken part in the verdict.

    Raises:
        NotAllowedError: it says how they did.
    """
    known = how_known(session, claim_id, act.by)
    if known is not None:
        label = public_id(Kind.CLAIM, claim_id)
        raise NotAllowedError(
            f"{known.by} {_DID[known.event]} on {label} on {known.at:%Y-%m-%d}, and cannot review it blind. "
            "Let somebody else do it. Another claim for you: claimtrack review --blind"
        )


def how_known(session: Session, claim_id: int, name: str) -> HistoryEvent | None:
    """Return the first act by which somebody took part in the verdict, since the claim was last looked at anew."""
    key, known = actor_key(name), None
    wanted = {*_DID, *_ANEW}
    for event in history.of_streams(session, [public_id(Kind.CLAIM, claim_id)], wanted):
        if event.event in _ANEW:
            known = None
        elif known is None and actor_key(event.by) == key:
            known = event
    return known


def _check_open(session: Session, claim: Claim | None, claim_id: int) -> None:
    """Refuse a claim that has no verdict beside which an opinion could stand."""
    if claim is None:
        claims.get_record(session, claim_id)  # says that there is none
    elif claim.state not in _OPEN_TO_OPINIONS:
        label = public_id(Kind.CLAIM, claim_id)
        allowed = [event.value for event in review.open_to(claim)]
        way = f"There is no verdict yet beside which an opinion could stand. See: claimtrack show {label}"
        raise MoveNotAllowedError(label, review.status_label(session, claim), "be reviewed", allowed, way)
