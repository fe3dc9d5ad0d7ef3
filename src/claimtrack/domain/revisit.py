"""Why a tracked claim should be looked at again."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from claimtrack.domain.span import Span


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
    DEPENDENCY = "dependency"
    EXTERNAL_FACTCHECK = "external_factcheck"
    MANUAL = "manual"


class ItemState(StrEnum):
    """Where an item stands; `below` is kept without asking: under the floor, or another passage stands for it."""

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
    WAITS_FOR = "waits_for"
    DEPENDS_ON = "depends_on"
    CONTRADICTS = "contradicts"
    EVIDENCE = "evidence"
    SCORE = "score"
    MEANING = "meaning"
    OTHER_PASSAGE = "other_passage"
    OPINION = "opinion"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: what both share, or what the claim has (`old`) and the passage has (`new`).

    `shared` holds names or words in the claim's spelling; `value` is set for a part of the score, and for the
    likeness of two meanings (-1.0 to 1.0). Of a linked claim `old` is the status that it had, `new` the one that it
    has come to. Of evidence `new` is its id and its stance. Of an opinion `new` is its verdict and whose it is, and
    `old` the verdict that it differs from.
    """

    kind: ReasonKind
    old: str | None = None
    new: str | None = None
    shared: tuple[str, ...] = ()
    value: float | None = None


def around(window: str | None, place: Span, body: Iterable[Span], room: int) -> tuple[str, str]:
    """Return what stands before and after a place in the body of its article, `room` code points at most.

    `window` begins `room` before the place, or where the text does; `body` are the lines of the body. Other lines are
    left out. What is cut is cut between words and has dots there.
    """
    if not window:
        return "", ""
    first = max(0, place.start - room)
    last = first + len(window)
    before, after = "", ""
    for line in body:
        if first < line.end and line.start < place.start:
            words = window[max(line.start - first, 0) : min(line.end, place.start) - first]
            before += words if line.start >= first else f"… {words.partition(' ')[2]}"
            before += "\n" if line.end <= place.start else ""
        if place.end < line.end and line.start < last:
            words = window[max(line.start, place.end) - first : line.end - first]
            after += "\n" if line.start >= place.end else ""
            after += words if line.end <= last else f"{words.rpartition(' ')[0]} …"
    return before, after


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reviewer made of a passage that was suggested with that score (0.0 to 1.0) and relation."""

    score: float
    relation: Relation
    resolution: ItemResolution
