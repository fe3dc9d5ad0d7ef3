"""Proposing that claims which say nearly the same are one. Nothing is merged here: that is for a person."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from claimtrack.domain.claim import Modality
from claimtrack.domain.ids import Kind, public_id
from claimtrack.domain.states import State
from claimtrack.formats.documents import reason
from claimtrack.matching import ANALYSIS_VERSION, Likeness, Statement, likeness
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

    What somebody keeps apart is not proposed again while both say the same as then. A pair that is alike no more,
    because a claim was edited, waits for nobody from then on. The histories of both claims tell each change.
    """
    rarity = nearby.Rarity(session)
    keys = _to_write(session, [claim for claim in claims if claim.state is not State.CLOSED], rarity)
    # Both sides locked, and looked at again: whoever writes a pair, or edits a claim, comes before or after. One that
    # is in somebody's hands is left to `dedupe`: other claims are locked already, and two would wait for each other.
    rows = tracked.lock_free_claims(session, {number for key in keys for number in key})
    known = duplicates.pairs_of(session, rows)
    said = _said(rows.values())
    rarity.learn(term for statement in said.values() for term in statement.stems)
    fresh = []
    for key in keys:
        if not said.keys() >= set(key):
            continue
        newer, older = rows[key[0]], rows[key[1]]
        pair, like = known.get(key), likeness(said[newer.id], said[older.id], rarity)
        if pair.wordings != _wordings(newer, older) if pair else like.is_close:
            pair = pair or ClaimPair(claim_id=newer.id, older_id=older.id, alike=False)
            session.add(pair)
            _write(session, pair, (newer, older), like, act)
            fresh += [pair] if pair.alike else []
    session.flush()
    return fresh


def near(session: Session, claim_id: int, **changes: Any) -> set[int]:  # noqa: ANN401 - columns
    """Return the ids of the claims whose pairs with one `propose` would write, once it is open and has those values.

    Whoever is going to change it locks them with it, in the order of their ids.
    """
    drafts = [
        Claim(
            **({name: getattr(claim, name) for name in _READ} | {key: changes[key] for key in _READ & changes.keys()})
        )
        for claim in tracked.get_claims(session, [claim_id]).values()
    ]
    found = _to_write(session, drafts, nearby.Rarity(session))
    return {number for key in found for number in key} - {claim_id}


_READ = frozenset("id article_id headline modality polarity published speaker state text times".split())
"""Columns that a comparison reads."""

BEARS_ON_PAIRS = frozenset({"text", "speaker", "modality"})
"""Of these, those that a person edits."""


def _to_write(session: Session, asked: Sequence[Claim], rarity: nearby.Rarity) -> list[tuple[int, int]]:
    """Return the pairs (newer claim, older claim) that are new, or are not for what their claims say by now."""
    known = duplicates.pairs_of(session, [claim.id for claim in asked])
    seen = {key: pair.wordings for key, pair in known.items()}
    found: dict[tuple[int, int], None] = {}
    for compared in _compare(session, asked, known, rarity) if asked else ():
        for newer, older, _ in _chosen(compared, known):
            if seen.get((newer.id, older.id)) != _wordings(newer, older):
                found[newer.id, older.id] = None
    return list(found)


@dataclass(frozen=True, slots=True)
class Step:
    """What one step of `dedupe` did: the last claim that it compared, None when there are no more; how many; pairs."""

    last: int | None
    compared: int
    proposed: int


def step(session: Session, after: int, act: Act) -> Step:
    """Compare the next claims behind the one numbered `after` with all others; run again, it finds nothing new."""
    ids = duplicates.next_claims(session, after, BATCH)
    rows = tracked.get_claims(session, ids)
    found = propose(session, list(rows.values()), act)
    return Step(ids[-1] if ids else None, len(ids), len(found))


_Compared = list[tuple[Claim, Claim, Likeness]]
"""Newer claim, older claim, and how alike they are."""


def _compare(session: Session, asked: Sequence[Claim], known: Pairs, rarity: nearby.Rarity) -> Iterator[_Compared]:
    """Yield each claim compared with those that may be alike, and with those that it has a pair with already."""
    others = nearby.find(session, asked, rarity)
    for newer, older in known:
        for number, other in ((newer, older), (older, newer)):
            if number in others:
                others[number].add(other)
    rows = tracked.get_claims(session, {number for found in others.values() for number in found})
    rows |= {claim.id: claim for claim in asked}
    said = _said(rows.values()) | {claim.id: of_claim(claim, claim.text) for claim in asked}
    rarity.learn(term for statement in said.values() for term in statement.stems)
    for claim in asked:
        pairs = [sorted((claim.id, other), reverse=True) for other in sorted(others[claim.id]) if other in said]
        yield [(rows[new], rows[old], likeness(said[new], said[old], rarity)) for new, old in pairs]


def _said(rows: Iterable[Claim]) -> dict[int, Statement]:
    """Return what the claims say that are not closed."""
    return {claim.id: of_claim(claim, claim.text) for claim in rows if claim.state is not State.CLOSED}


def _chosen(compared: _Compared, known: Pairs) -> _Compared:
    """Return what to write down: the closest few, and what became of the pairs that there are."""
    there = [one for one in compared if (one[0].id, one[1].id) in known]
    new = [one for one in compared if (one[0].id, one[1].id) not in known and one[2].is_close]
    new.sort(key=lambda one: (-one[2].score, one[1].id))
    return there + new[: max(0, MOST - sum(one[2].is_close for one in there))]


def _write(session: Session, pair: ClaimPair, both: tuple[Claim, Claim], like: Likeness, act: Act) -> None:
    """Write down what became of a pair, in the histories of both claims too."""
    was_alike, was = pair.alike, f"kept apart by {pair.apart_by}" if pair.apart_by else None
    pair.score, pair.alike, pair.wordings = like.score, like.is_close, _wordings(*both)
    pair.why = [reason(why) for why in (*like.against, *like.differences)]
    pair.matcher, pair.created_at = MATCHER, act.now
    if pair.alike:  # of claims that say something else the question is another one
        pair.apart_by = pair.apart_at = pair.note = None
        tell(session, both, "alike", act.by_machine(), score=pair.score, was=was)
    elif was_alike:
        tell(session, both, "alike_no_more", act.by_machine(), score=pair.score, why=pair.why or None)


def tell(session: Session, both: tuple[Claim, Claim], event: str, act: Act, **facts: Any) -> None:  # noqa: ANN401 - JSON
    """Note in the histories of two claims, both locked, what became of them as a pair."""
    for own, other in (both, both[::-1]):
        events.note(session, own, event, act, other=public_id(Kind.CLAIM, other.id), **facts)


def _wordings(newer: Claim, older: Claim) -> str:
    """Return a hash of all that `likeness` reads of two claims."""
    read = [
        [claim.text, claim.speaker, claim.polarity.value, claim.modality is Modality.FORWARD_LOOKING, claim.times]
        for claim in (newer, older)
    ]
    return hashlib.sha256(json.dumps(read, sort_keys=True).encode()).hexdigest()
