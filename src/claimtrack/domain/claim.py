"""Claims as an extractor finds them in one article."""

from dataclasses import dataclass
from enum import StrEnum

from claimtrack.domain.article import Line
from claimtrack.domain.attribution import Attribution
from claimtrack.domain.due import Due, Timex
from claimtrack.domain.span import Quote, Span


class Modality(StrEnum):
    """In which way a claim is put. Nothing planned, hoped or hypothetical is ever an asserted fact."""

    ASSERTED_FACT = "asserted_fact"
    REPORTED = "reported"
    FORWARD_LOOKING = "forward_looking"
    OPINION = "opinion"
    BACKGROUND = "background"


class Polarity(StrEnum):
    """Whether the source stands by the quoted words or says that they are false."""

    AS_QUOTED = "as_quoted"
    DENIED = "denied"


class EditKind(StrEnum):
    """What was done to the quote so that it can be read alone."""

    CONTEXT = "context"
    DENIAL = "denial"
    DATE = "date"
    EXPANSION = "expansion"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit of the wording: `added` stands at code point `at` of it, and `words` are those that it is about.

    A `mark` adds nothing: `words` is the quotation mark without a partner that was left out there, with a space that
    would be doubled. `source` is the place in the article that the added words are taken from, None where a rule gives
    them; `rule` names it with its version.
    """

    kind: EditKind
    at: int
    words: str
    added: str
    source: Quote | None
    rule: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a reader needs to find out whom or what `words` of a claim mean: the claim itself does not tell."""

    words: tuple[Quote, ...]
    previous: Quote | None
    heading: Quote | None
    title: str | None


@dataclass(frozen=True, slots=True)
class WorthReason:
    """One part of a claim's worth: what was found, as a short code, how often, and the points that it gives."""

    code: str
    count: int
    points: float


@dataclass(frozen=True, slots=True)
class ExtractedClaim:
    """One claim: verbatim quote, stand-alone wording, and all that the article tells about it.

    `times` are indexes into `Extraction.times`. `context` are slices needed to read the quote: a shared subject, a
    fronted date, a condition. `hedges`, `negations` and `conditions` are the words of the quote and its context that
    weaken it, deny something or tie it to something else. `attributed` may be true without a source ("reportedly").
    `flags` are short codes such as `needs_context` or `low_confidence`; `confidence` is 0.0 to 1.0. `edits` lead from
    the quote to `text`, and `needs_context` is what a reader needs where they do not suffice. `worth`, 0.0 to 1.0,
    orders what is to be looked at first and hides nothing; None means not scored.
    """

    quote: Quote
    text: str
    modality: Modality
    attributed: bool
    attribution: Attribution | None
    sentence: Span
    hedges: tuple[Quote, ...] = ()
    negations: tuple[Quote, ...] = ()
    conditions: tuple[Quote, ...] = ()
    times: tuple[int, ...] = ()
    due: Due | None = None
    context: tuple[Quote, ...] = ()
    polarity: Polarity = Polarity.AS_QUOTED
    confidence: float = 0.5
    flags: tuple[str, ...] = ()
    rule: str = ""
    edits: tuple[Edit, ...] = ()
    needs_context: Surroundings | None = None
    worth: float | None = None
    worth_reasons: tuple[WorthReason, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejected:
    """A stretch that looked like a claim and was set aside, with the reason as a short code."""

    quote: Quote
    reason: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that an extractor found in one article, in text order."""

    lines: tuple[Line, ...]
    sentences: tuple[Span, ...]
    attributions: tuple[Attribution, ...]
    times: tuple[Timex, ...]
    claims: tuple[ExtractedClaim, ...]
    rejected: tuple[Rejected, ...]
    extractor: str
    version: str
    warnings: tuple[str, ...] = ()
