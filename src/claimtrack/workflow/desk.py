"""The desk's policy, as claimtrack.toml sets it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace

from claimtrack.domain.duepolicy import DuePolicy, due_policy
from claimtrack.domain.evidence import EvidencePolicy, Priority
from claimtrack.domain.narrowing import Narrowing, narrowing
from claimtrack.errors import InvalidDataError
from claimtrack.matching import MatchPolicy
from claimtrack.settings import LISTED, WORDED, Settings


@dataclass(frozen=True, slots=True)
class Desk:
    """How much evidence a verdict needs, what is compared and asked about, when to look again, who shares an origin.

    `four_eyes` are the priorities of which one person submits a verdict and another approves it. `semantic` lets what
    texts mean decide on the order of what it asks about.
    """

    evidence: EvidencePolicy = field(default_factory=EvidencePolicy)
    four_eyes: frozenset[Priority] = frozenset()
    matching: MatchPolicy = field(default_factory=MatchPolicy)
    due: DuePolicy = field(default_factory=DuePolicy)
    narrowing: Narrowing = field(default_factory=Narrowing)
    outlets: Mapping[str, str] = field(default_factory=dict)
    semantic: bool = False


def _known(section: str, values: Mapping[str, object], known: set[str]) -> None:
    unknown = sorted(set(values) - known)
    if unknown:
        raise InvalidDataError(
            f"claimtrack.toml: {section}.{unknown[0]} is not a setting. Known are: {', '.join(sorted(known))}."
        )


def _checked(matching: MatchPolicy, given: Mapping[str, object]) -> MatchPolicy:
    """Return the policy with its numbers checked; a floor that is set takes what is kept below it along."""
    for name in ("passages", "candidates", "budget"):
        if not isinstance(getattr(matching, name), int):
            raise InvalidDataError(f"claimtrack.toml: revisit.{name} must be a whole number.")
        if getattr(matching, name) < 1:
            raise InvalidDataError(
                f"claimtrack.toml: revisit.{name} must be 1 or more; with {getattr(matching, name)} "
                "no claim would be found again."
            )
    for name in ("floor", "below", "within"):
        if getattr(matching, name) > 1:
            raise InvalidDataError(f"claimtrack.toml: revisit.{name} is a share and cannot be above 1.")
    if matching.below <= matching.floor:
        return matching
    if "below" in given:
        raise InvalidDataError("claimtrack.toml: revisit.below cannot be above revisit.floor.")
    return replace(matching, below=matching.floor)


def _four_eyes(given: object) -> frozenset[Priority]:
    known = ", ".join(Priority)
    if not isinstance(given, list | tuple):
        raise InvalidDataError(
            f"claimtrack.toml: policy.four_eyes must be a list of priorities ({known}), "
            f'such as ["high"], not {given!r}.'
        )
    for one in given:
        if one not in list(Priority):
            raise InvalidDataError(f"claimtrack.toml: policy.four_eyes: {one!r} is no priority. Known are: {known}.")
    return frozenset(map(Priority, given))


def desk_of(settings: Settings) -> Desk:
    """Return the policy in force.

    Raises:
        InvalidDataError: a setting is unknown or out of range.
    """
    _known("policy", settings.policy, {item.name for item in fields(EvidencePolicy)} | LISTED)
    _known("revisit", settings.revisit, {item.name for item in fields(MatchPolicy)} | WORDED)
    if any(value < 0 for value in (*settings.policy.values(), *settings.revisit.values())):
        raise InvalidDataError("claimtrack.toml: a setting cannot be below zero.")
    return Desk(
        evidence=replace(EvidencePolicy(), **settings.policy),
        four_eyes=_four_eyes(settings.four_eyes),
        matching=_checked(replace(MatchPolicy(), **settings.revisit), settings.revisit),
        due=due_policy(settings.due),
        narrowing=narrowing(settings.narrowing),
        outlets=settings.outlets,
        semantic=settings.semantic,
    )
