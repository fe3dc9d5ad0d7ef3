"""Proposing that claims which say nearly the same are one. Nothing is merged here: that is for a person."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from claimtrack.domain.ids import Kind, public_id
from claimtrack.domain.states import State
from claimtrack.formats.documents import reason
from claimtrack.matching import ANALYSIS_VERSION, Likeness, likeness, normalized
from claimtrack.store import duplicates, tracked
from claimtrack.store.pair_table import ClaimPair
from claimtrack.store.tables import Claim
from claimtrack.workflow import events, nearby
from claimtrack.workflow.act import Act
from claimtrack.workflow.statements import of_claim

MATCHER = f"alike/1 terms/{ANALYSIS_VERSION}"

MOST = 3
"""Pairs that are proposed for one claim; the claims that it is most like."""

BATCH = 200
"""Claims that one step of `dedupe` compares."""

Pairs = dict[tuple[int, int], ClaimPair]
"""Pairs by (newer claim, older claim)."""


def propose(session: Session, claims: Sequence[Claim], act: Act) -> list[ClaimPair]:
    """Propose claims as one with those of other articles that say nearly the same; return the pairs to decide on.

    The claims are locked already, or made in this transaction. What somebody keeps apart is not proposed again while
    both wordings stay. A pair that is alike no more, because a wording was changed, waits for nobody from then on.
    """
    asked = [claim for claim in claims if claim.state is not State.CLOSED]
    known = duplicates.pairs_of(session, [claim.id for claim in asked])
    seen = {key: pair.wordings for key, pair in known.items()}
    fresh = []
    for claim, compared in _compare(session, asked, known):
        for newer, older, like in _chosen(compared, known):
            key, wordings = (newer.id, older.id), _wordings(newer, older)
            if seen.get(key) == wordings:
                continue
            seen[key] = wordings
            pair = known.setdefault(key, ClaimPair(claim_id=newer.id, older_id=older.id))
            session.add(pair)
            _write(pair, like, wordings, act)
            if pair.alike:
                fresh.append(pair)
                other = public_id(Kind.CLAIM, (older if claim is newer else newer).id)
                events.note(session, claim, "alike", act.by_machine(), other=other, score=pair.score)
    session.flush()
    return fresh


@dataclass(frozen=True, slots=True)
class Step:
    """What one step of `dedupe` did: the last claim that it compared, None when there are no more; how many; pairs."""

    last: int | None
    compared: int
    proposed: int


def step(session: Session, after: int, act: Act) -> Step:
    """Compare the next claims behind the one numbered `after` with all others; run again, it finds nothing new."""
    ids = duplicates.next_claims(session, after, BATCH)
    rows = tracked.lock_claims(session, ids)
    found = propose(session, list(rows.values()), act)
    return Step(ids[-1] if ids else None, len(ids), len(found))


_Compared = list[tuple[Claim, Claim, Likeness]]
"""Newer claim, older claim, and how alike they are."""


def _compare(session: Session, asked: Sequence[Claim], known: Pairs) -> Iterator[tuple[Claim, _Compared]]:
    """Yield each claim compared with those that may be alike, and with those that it has a pair with already."""
    rarity = nearby.Rarity(session)
    others = nearby.find(session, asked, rarity)
    for newer, older in known:
        for number, other in ((newer, older), (older, newer)):
            if number in others:
                others[number].add(other)
    rows = tracked.get_claims(session, {number for found in others.values() for number in found})
    rows |= {claim.id: claim for claim in asked}
    said = {number: of_claim(claim, claim.text) for number, claim in rows.items() if claim.state is not State.CLOSED}
    rarity.learn(term for statement in said.values() for term in statement.stems)
    for claim in asked:
        pairs = [sorted((claim.id, other), reverse=True) for other in sorted(others[claim.id]) if other in said]
        yield claim, [(rows[new], rows[old], likeness(said[new], said[old], rarity)) for new, old in pairs]


def _chosen(compared: _Compared, known: Pairs) -> _Compared:
    """Return what to write down: the closest few, and what became of the pairs that there are."""
    there = [one for one in compared if (one[0].id, one[1].id) in known]
    new = [one for one in compared if (one[0].id, one[1].id) not in known and one[2].is_close]
    new.sort(key=lambda one: (-one[2].score, one[1].id))
    return there + new[: max(0, MOST - sum(one[2].is_close for one in there))]


def _write(pair: ClaimPair, like: Likeness, wordings: str, act: Act) -> None:
    pair.score, pair.alike, pair.wordings = like.score, like.is_close, wordings
    pair.why = [reason(why) for why in (*like.against, *like.differences)]
    pair.matcher, pair.created_at = MATCHER, act.now
    if pair.alike:  # with another wording the question is another one
        pair.apart_by = pair.apart_at = pair.note = None


def _wordings(newer: Claim, older: Claim) -> str:
    return hashlib.sha256(f"{normalized(newer.text)}\n{normalized(older.text)}".encode()).hexdigest()
