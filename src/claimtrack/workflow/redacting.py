"""Taking the words of evidence away where the law asks for it; who did it and why stays, and the history verifies."""

from sqlalchemy.orm import Session

from claimtrack.domain.ids import Kind, public_id
from claimtrack.domain.words import checked
from claimtrack.store import history, redactions, tracked
from claimtrack.store.tables import EvidenceRow
from claimtrack.workflow import events, review, rights
from claimtrack.workflow.act import Act

MAX_REASON = 1_000
"""Code points of the longest reason; it is shown wherever the words would stand."""


def redact_evidence(session: Session, evidence_id: int, reason: str, act: Act) -> tuple[EvidenceRow, bool]:
    """Take the address, the words and the note of a link away, in its row and in the history of its claim.

    Returns:
        The row, and whether anything was left to take away: a link that is redacted already stays as it is.

    Raises:
        UnknownIdError: there is no such evidence.
        InvalidDataError: the reason is empty or too long.
        NotAllowedError: it takes an admin.
        StaleVersionError: the claim is not at the version that the actor saw.
    """
    rights.check(session, act, "redact")
    act.check_person("redact")
    why = checked(reason, "reason", MAX_REASON)
    row = redactions.get_evidence(session, evidence_id)
    claim = tracked.get_claim(session, row.claim_id)
    review.check_version(session, claim, act)
    session.refresh(row)  # now that the claim is locked
    if row.redacted_at is not None:
        return row, False
    review.touch(session, claim, act)
    name = public_id(Kind.EVIDENCE, row.id)
    stream = public_id(Kind.CLAIM, claim.id)
    found = [
        event.seq
        for event in history.of_streams(session, [stream], ["evidence"])
        if event.details.get("evidence") == name and event.seq is not None
    ]
    redactions.empty_evidence(row, act.by, act.now, why)
    for seq in found:
        redactions.empty_event(session, seq)
    stays = {  # so that the history can tell these still, when the event that told them is empty
        "stance": row.stance.value,
        "sha256": row.sha256,
        "article": public_id(Kind.ARTICLE, row.article_id) if row.article_id else None,
    }
    events.note(session, claim, "redact", act, evidence=name, reason=why, redacted=found, **stays)
    return row, True
