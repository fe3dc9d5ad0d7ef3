"""How near the passages of a new article come to claims by what both mean; it puts items in order, and no more.

Vectors are made when they are first needed: those of the claims that an article asks about, kept beside them in the
article's transaction.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from claimtrack.domain.revisit import Reason, ReasonKind
from claimtrack.errors import SemanticUnavailableError
from claimtrack.matching import Pair, Passage, load_encoder
from claimtrack.matching.reranking import nearness
from claimtrack.matching.semantic import cosines
from claimtrack.store import duplicates, vectors

MOST = 100
"""Pairs of one article that are compared, those of the highest scores; a story has some thirty.

No more than twice as many texts go through the model while other writers wait, which takes a second or two.
"""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike a passage and a claim are in what they mean, and how near that brings them."""

    cosine: float
    nearness: float

    @property
    def reason(self) -> Reason:
        """Return it as a reviewer reads it."""
        return Reason(ReasonKind.MEANING, value=self.cosine)


@dataclass(frozen=True, slots=True)
class Alike:
    """The likeness of the pairs of an article that were compared, and what somebody should know about it."""

    likenesses: Mapping[tuple[int, str], Likeness] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    def of(self, pair: Pair[Passage]) -> Likeness | None:
        """Return the likeness of a pair."""
        return self.likenesses.get(_key(pair))


def _key(pair: Pair[Passage]) -> tuple[int, str]:
    return pair.claim, pair.passage.fingerprint


def compare(session: Session, pairs: Sequence[Pair[Passage]]) -> Alike:
    """Compare passages and claims, and keep the vectors of claims that had none for their present wording.

    Nothing is compared where the model is missing or fails: the order of the scores is an order, too.
    """
    best = sorted(pairs, key=lambda pair: -pair.comparison.score)[:MOST]
    try:
        return Alike(_measured(session, best) if best else {})
    except SemanticUnavailableError as error:
        warning = (
            f"Meanings were not compared: {error.why}. The items are in the order of their scores. Get what it takes "
            "with: python -m pip install 'claimtrack[semantic]' (in a clone: '.[semantic]'), "
            "or set semantic = false in claimtrack.toml."
        )
        return Alike(warnings=(warning,))


def _measured(session: Session, pairs: Sequence[Pair[Passage]]) -> dict[tuple[int, str], Likeness]:
    encoder = load_encoder()
    read = duplicates.texts(session, {pair.claim for pair in pairs})
    wordings = {number: found.text for number, found in read.items()}
    known = vectors.find(session, wordings)
    missing = sorted(wordings.keys() - known.keys())
    passages = {pair.passage.fingerprint: pair.passage.quote.text for pair in pairs}
    made = encoder.encode([*passages.values(), *(wordings[number] for number in missing)])
    said, new = dict(zip(passages, made, strict=False)), dict(zip(missing, made[len(passages) :], strict=True))
    vectors.put(session, {number: (wordings[number], vector) for number, vector in new.items()})
    known |= new
    found: dict[tuple[int, str], Likeness] = {}
    for pair in pairs:
        (cosine,) = cosines(said[pair.passage.fingerprint], [known[pair.claim]])
        found[_key(pair)] = Likeness(cosine, nearness(pair.comparison.score, cosine))
    return found
