"""Who said it, and with which word."""

from dataclasses import dataclass
from enum import StrEnum

from claimtrack.domain.span import Quote, Span


class CueClass(StrEnum):
    """What a reporting word tells about the speaker's stance. A factive cue is never evidence."""

    NEUTRAL = "neutral"
    EMPHATIC = "emphatic"
    FACTIVE = "factive"
    INTENT = "intent"
    STANCE = "stance"
    NON_VERIDICAL = "non_veridical"
    DENIAL = "denial"
    FORECAST = "forecast"
    ESTIMATE = "estimate"
    ALLEGE = "allege"
    DIRECTIVE = "directive"
    HEARSAY = "hearsay"
    LABEL = "label"


@dataclass(frozen=True, slots=True)
class Attribution:
    """A claimant, the cue that reports them, and what they are reported to have said.

    `content` reaches from its first word to its last; `parts` are the stretches of it that are the claimant's, which
    leave out the frame where it stands in between. `source` is None where the article names nobody ("reportedly");
    `cue` is None for a transcript's label. `normalized` is the claimant's name as a reviewer would list it.
    `confidence` is the measured precision of `rule`.
    `source_hint` is whom a pronoun may mean: a suggestion for a person to check, never the claimant.
    """

    source: Quote | None
    cue: Quote | None
    content: Quote
    confidence: float
    normalized: str | None = None
    cue_class: CueClass = CueClass.NEUTRAL
    rule: str = ""
    parts: tuple[Span, ...] = ()
    source_hint: str | None = None
