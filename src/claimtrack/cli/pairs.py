"""How a pair of claims that say nearly the same is put in words."""

from claimtrack.domain.duplicates import PairRecord, PairState
from claimtrack.domain.revisit import Reason, ReasonKind

_SAID_BY = "said by {old} there, by {new} here"


def pair_words(pair: PairRecord) -> str:
    """Return in what a newer claim ("here") differs from an older one ("there"), and what became of the pair."""
    told = "; ".join(map(_differs, pair.why)) or "the same words in other forms"
    if pair.state is PairState.APART:
        note = f" ({pair.note})" if pair.note else ""
        return f"{told}; kept apart by {pair.by}{note}"
    return told if pair.state is PairState.PROPOSED else f"{told}; {pair.state.value}"


def _differs(reason: Reason) -> str:
    if reason.kind is ReasonKind.VERBATIM:
        return "word for word"
    if reason.kind is ReasonKind.SPEAKER:
        return _SAID_BY.format(old=reason.old, new=reason.new)
    sides = (("only there", reason.old), ("only here", reason.new))
    label = "" if reason.kind is ReasonKind.WORDS else f"{reason.kind.value}, "
    return "; ".join(f"{label}{side}: {words}" for side, words in sides if words)
