"""How pairs of claims that say nearly the same are put in words."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from claimtrack.cli.options import Run
from claimtrack.cli.output import counted, labelled, say, styled, write
from claimtrack.domain.duplicates import PairRecord, PairState
from claimtrack.domain.ids import Kind, public_id
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


def write_pairs(pairs: Sequence[PairRecord]) -> None:
    """Print pairs under the older claim, in the order of each one's closest, so that a claim is looked at once."""
    order = {name: at for at, name in reversed(list(enumerate(pair.older for pair in pairs)))}
    groups = groupby(sorted(pairs, key=lambda pair: order[pair.older]), key=lambda pair: pair.older)
    for at, (_, group) in enumerate(groups):
        if at:
            write()
        _write_group(list(group))


def _write_group(pairs: list[PairRecord]) -> None:
    first = pairs[0]
    labelled([(first.older, "bold"), (first.older_status, "cyan")], first.older_text)
    for pair in pairs:
        labelled([(pair.claim, "bold"), (pair.claim_status, "cyan")], pair.claim_text, "  ")
        labelled([(f"{pair.score:.2f}", "yellow")], pair_words(pair), "      ")
    waiting = [pair.claim for pair in pairs if pair.state is PairState.PROPOSED]
    if waiting:
        write(styled(f"  claimtrack merge {' '.join(waiting)} --into {first.older}", "dim"))
        write(styled(f"  or, if they are two: claimtrack dedupe apart {waiting[0]} {first.older}", "dim"))


def say_what_stays(run: Run, claims: Iterable[int]) -> None:
    """Say how many unanswered items stay on claims that were merged, and where they are."""
    from claimtrack.store import revisits, sessions  # noqa: PLC0415 - keeps help quick

    with sessions.reading(run.settings) as session:
        left = revisits.count_unanswered(session, claims)
    for number, count in left.items():
        name = public_id(Kind.CLAIM, number)
        say(f"{counted(count, 'item')} of {name} still to answer: claimtrack revisit list {name}")
