"""Why a tracked claim should be looked at again."""

from dataclasses import dataclass
from enum import StrEnum


class Relation(StrEnum):
    """What a new passage seems to do to an older claim: a suggestion, never a decision."""

    REPEATS = "repeats"
    UPDATES = "updates"
    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    RELATED = "related"


class Cause(StrEnum):
    """What raised the item."""

    NEW_ARTICLE = "new_article"
    DUE = "due"
    STALE = "stale"
    EVIDENCE_CHANGED = "evidence_changed"
    SOURCE_CORRECTION = "source_correction"
    CONTRADICTION = "contradiction"
    EXTERNAL_FACTCHECK = "external_factcheck"
    MANUAL = "manual"


class ItemState(StrEnum):
    """Where an item stands; `below` was seen but lies under the floor, so it asks for nothing."""

    OPEN = "open"
    SNOOZED = "snoozed"
    RESOLVED = "resolved"
    BELOW = "below"


class ItemResolution(StrEnum):
    """What a reviewer made of an item."""

    NO_CHANGE = "no_change"
    REPEATS = "repeats"
    UPDATES = "updates"
    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    REOPENED = "reopened"
    NOT_RELATED = "not_related"
    UNSURE = "unsure"


class ReasonKind(StrEnum):
    """The kinds of *why* that an item may give."""

    VERBATIM = "verbatim"
    NAMES = "names"
    NUMBER = "number"
    DATE = "date"
    NEGATION = "negation"
    TENSE = "tense"
    SPEAKER = "speaker"
    WORDS = "words"
    SCORE = "score"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: what both share, or what the claim has (`old`) and the passage has (`new`).

    `shared` holds names or words in the claim's spelling; `value` is set for a part of the score (0.0 to 1.0).
    """

    kind: ReasonKind
    old: str | None = None
    new: str | None = None
    shared: tuple[str, ...] = ()
    value: float | None = None
