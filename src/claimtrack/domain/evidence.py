"""Evidence, and how much of it a verdict needs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from claimtrack.domain.states import Verdict


class Stance(StrEnum):
    """What a piece of evidence does to the claim."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    CONTEXT = "context"


class Priority(StrEnum):
    """How much hangs on a claim; a high one needs two independent links."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One link as the rule sees it.

    `origin` names who the information comes from in the end; two articles from one press release share it.
    """

    stance: Stance
    origin: str


@dataclass(frozen=True, slots=True)
class EvidencePolicy:
    """How many independent links a confirmed or refuted claim needs, by priority."""

    independent: int = 1
    independent_high: int = 2

    def needed(self, priority: Priority) -> int:
        """Return the number for `priority`."""
        return self.independent_high if priority is Priority.HIGH else self.independent


def _same(origin: str) -> str:
    """Return the form in which origins are compared: neither case nor spaces make another one."""
    return " ".join(origin.casefold().split())


_WANTED = {Verdict.CONFIRMED: Stance.SUPPORTS, Verdict.REFUTED: Stance.REFUTES}


def what_is_missing(
    verdict: Verdict,
    links: Iterable[Evidence],
    *,
    own_origins: Sequence[str],
    priority: Priority = Priority.NORMAL,
    note: str | None = None,
    look_again: bool = False,
    policy: EvidencePolicy | None = None,
) -> str | None:
    """Return in words what the evidence rule still asks for, or None when it is met.

    `own_origins` are those of the claim's own article, which never count as independent. `note` is the rationale
    and `look_again` tells whether a date to look again is set.
    """
    policy = policy or EvidencePolicy()
    links = tuple(links)
    if verdict in _WANTED:
        stance, needed = _WANTED[verdict], policy.needed(priority)
        origins = {_same(link.origin) for link in links if link.stance is stance} - {*map(_same, own_origins)}
        if len(origins) >= needed:
            return None
        of_one, own = "link" if needed == 1 else "links", own_origins[0] if own_origins else "unknown"
        return (
            f"it needs {needed} {of_one} that {'supports' if stance is Stance.SUPPORTS else 'refutes'} it "
            f"from another origin than its own article ({own}), and has {len(origins)}"
        )
    if verdict is Verdict.DISPUTED:
        lacking = {Stance.SUPPORTS, Stance.REFUTES} - {link.stance for link in links}
        sides = " and ".join(f"one that {stance.value} it" for stance in sorted(lacking))
        return f"disputed needs evidence on both sides, and lacks {sides}" if lacking else None
    if verdict is Verdict.PARTLY_CONFIRMED:
        if not any(link.stance is not Stance.CONTEXT for link in links):
            return "partly_confirmed needs one link that supports or refutes it"
        return None if note else "partly_confirmed needs a note that says which part"
    if not note:
        return "unverifiable needs a note that says what was searched"
    return None if look_again else "unverifiable needs a date to look again"
