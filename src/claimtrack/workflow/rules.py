"""What a verdict has to meet before it is settled, submitted or approved, and who may go past it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from claimtrack.domain.evidence import Evidence, what_is_missing
from claimtrack.domain.ids import Kind, public_id
from claimtrack.domain.states import Role, State, Verdict
from claimtrack.domain.words import given
from claimtrack.errors import ClaimtrackError, EvidenceRuleError, FourEyesError, InvalidDataError
from claimtrack.store import evidence
from claimtrack.store.tables import Claim
from claimtrack.workflow import origins, rights
from claimtrack.workflow.act import Act
from claimtrack.workflow.desk import Desk

EVIDENCE, FOUR_EYES = "evidence", "four_eyes"
"""The rules that an override may go past, as the history names them."""

_PAST = {EVIDENCE: "settle against the evidence rule", FOUR_EYES: "settle what takes two people"}

_REMEDY = {
    Verdict.CONFIRMED: "Add one: claimtrack evidence add {label} URL --stance supports",
    Verdict.REFUTED: "Add one: claimtrack evidence add {label} URL --stance refutes",
    Verdict.DISPUTED: "Add it: claimtrack evidence add {label} URL --stance supports|refutes",
    Verdict.PARTLY_CONFIRMED: "Add evidence, and say which part with --note TEXT.",
    Verdict.UNVERIFIABLE: "Say so with --note TEXT --look-again 2026-12-31.",
}


@dataclass(frozen=True, slots=True)
class Put:
    """A verdict as somebody puts it forward.

    `look_again` is the day on which `tick` asks about it again. `override` is the reason for going past a rule.
    """

    verdict: Verdict
    rationale: str | None
    look_again: date | None = None
    override: str | None = None

    def __post_init__(self) -> None:
        """Refuse a reason that the history cannot keep; a blank one is none."""
        object.__setattr__(self, "override", given(self.override, "reason for the override"))


def check_day(put: Put, act: Act) -> None:
    """Refuse to look again at what could not be verified on a day that is no more to come.

    Raises:
        InvalidDataError: the day is not after today.
    """
    if put.verdict is Verdict.UNVERIFIABLE and put.look_again is not None and put.look_again <= act.now.date():
        raise InvalidDataError(f"{put.look_again.isoformat()} is no day to look again: it has to be after today.")


def lacking(session: Session, claim: Claim, put: Put, desk: Desk) -> EvidenceRuleError | None:
    """Return what the evidence rule still asks for, None where it is met."""
    records = evidence.of_claim(session, claim.id)
    lacks = what_is_missing(
        put.verdict,
        [Evidence(record.stance, record.origin) for record in records],
        own_origins=origins.of_claim(session, claim, desk.outlets),
        priority=claim.priority,
        note=put.rationale,
        look_again=put.look_again is not None,
        policy=desk.evidence,
    )
    if not lacks:
        return None
    label = public_id(Kind.CLAIM, claim.id)
    return EvidenceRuleError(label, put.verdict.value, lacks, _REMEDY[put.verdict].format(label=label))


def takes_two(claim: Claim, verdict: Verdict, desk: Desk) -> FourEyesError | None:
    """Return what to do where one person alone must not settle a claim, None where one may."""
    if claim.priority not in desk.four_eyes:
        return None
    label = public_id(Kind.CLAIM, claim.id)
    steps = [f"claimtrack submit {label} {verdict.value}"]
    if claim.state is not State.IN_REVIEW:
        steps.insert(0, f"claimtrack take {label}")
    return FourEyesError(
        f"{label} cannot be settled by one person: claims of {claim.priority.value} priority take two here. "
        f"Submit the verdict, and somebody else approves it: {', then '.join(steps)}"
    )


def went_past(session: Session, put: Put, act: Act, broken: Mapping[str, ClaimtrackError | None]) -> list[str]:
    """Return which of the broken rules the override goes past; without one they are refused.

    Raises:
        NotAllowedError: an override takes an editor.
    """
    names = [name for name, error in broken.items() if error]
    if put.override is not None:
        rights.require(session, act, Role.EDITOR, _PAST[FOUR_EYES if FOUR_EYES in names else EVIDENCE])
        return names
    for error in broken.values():
        if error:
            raise error
    return []
