"""Claims and their company as a reader gets them out of a store: frozen, with public ids, no database behind them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from claimtrack.domain.article import Line
from claimtrack.domain.claim import Modality, Polarity, WorthReason
from claimtrack.domain.due import Due
from claimtrack.domain.evidence import Priority, Stance
from claimtrack.domain.revisit import Cause, ItemResolution, ItemState, Reason, Relation
from claimtrack.domain.span import Quote, Span
from claimtrack.domain.states import RejectReason, Resolution, State, Verdict


def status_of(
    state: State,
    verdict: Verdict | None = None,
    resolution: Resolution | None = None,
    target: str | None = None,
    wake_on: date | None = None,
    reject_reason: RejectReason | None = None,
) -> str:
    """Return the one label that a person sees; computed from the facts, never stored."""
    if state is State.SETTLED and verdict:
        return verdict.value
    if state is State.CLOSED:
        if reject_reason:
            return f"rejected ({reject_reason.value})"
        if resolution:
            by = "by" if resolution is Resolution.SUPERSEDED else "of"
            return f"{resolution.value} {by} {target}" if target else resolution.value
    if state is State.WAITING and wake_on:
        return f"waiting until {wake_on.isoformat()}"
    return state.value.replace("_", " ")


@dataclass(frozen=True, slots=True)
class ClaimLabel:
    """A claim as one line on the page of something else shows it."""

    id: str
    status: str
    text: str


@dataclass(frozen=True, slots=True)
class ClaimRecord:
    """One tracked claim with all that a list shows. Times are aware UTC.

    `worth` is None where the claim was never scored. `speaker_hint` is whom a pronoun as speaker may mean.
    """

    id: str
    version: int
    state: State
    status: str
    verdict: Verdict | None
    text: str
    quote: Quote | None
    article: str | None
    source: str | None
    modality: Modality
    polarity: Polarity
    attributed: bool
    speaker: str | None
    cue: str | None
    due: Due | None
    wake_on: date | None
    watch: str | None
    criteria: str | None
    priority: Priority
    assignee: str | None
    confidence: float
    flags: tuple[str, ...]
    evidence: int
    mentions: int
    created: datetime
    updated: datetime
    worth: float | None = None
    worth_reasons: tuple[WorthReason, ...] = ()
    speaker_hint: str | None = None
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundClaim:
    """A claim that was searched for, with how well it fits, 0 to 1, and where the words stand.

    `places` are those in the text of each name: `text`, `quote`, `speaker`, `headline`. They are code points of that
    text itself, also those in the quote. `found_in` names the texts that together have all the words.
    """

    claim: ClaimRecord
    score: float
    headline: str | None
    found_in: tuple[str, ...]
    places: Mapping[str, tuple[Span, ...]]


@dataclass(frozen=True, slots=True)
class Reservations:
    """The words that weaken a claim, deny something in it or tie it to something else, as they were found.

    `negations` and `conditions` are None where nobody has looked for them.
    """

    hedges: tuple[Quote, ...] = ()
    negations: tuple[Quote, ...] | None = None
    conditions: tuple[Quote, ...] | None = None


@dataclass(frozen=True, slots=True)
class MentionRecord:
    """One occurrence of a claim in a version of an article; `claim` is the one whose words it has.

    `wording` is the stand-alone wording found there, with its edits, as a document; None where none was kept.
    """

    claim: str
    article: str
    article_version: int
    url: str | None
    outlet: str | None
    published: date | None
    title: str | None
    quote: Quote
    prefix: str
    suffix: str
    attribution: dict[str, Any] | None
    extractor: str
    extractor_version: str
    wording: dict[str, Any] | None = None
    worth: float | None = None
    worth_reasons: tuple[WorthReason, ...] = ()


@dataclass(frozen=True, slots=True)
class VerdictRecord:
    """One verdict; `in_force` tells whether it is the one that holds.

    `by` gave it; `approved_by` approved it, where it was submitted.
    """

    number: int
    verdict: Verdict
    rationale: str | None
    by: str
    at: datetime
    override: str | None
    in_force: bool
    approved_by: str | None = None


@dataclass(frozen=True, slots=True)
class SubmissionRecord:
    """One verdict that was submitted; `waits` tells whether it is the one to approve or return now."""

    number: int
    verdict: Verdict
    rationale: str | None
    by: str
    at: datetime
    override: str | None
    look_again: date | None
    waits: bool


@dataclass(frozen=True, slots=True)
class OpinionRecord:
    """One second opinion, and the verdict that it was given beside.

    That one was `given` by `given_by`, and stands in the verdict or the submission of that number.
    """

    claim: str
    number: int
    verdict: Verdict
    rationale: str | None
    by: str
    at: datetime
    blind: bool
    given: Verdict
    given_by: str
    beside: Literal["verdict", "submission"]
    beside_number: int

    @property
    def agrees(self) -> bool:
        """Tell whether both come to the same verdict."""
        return self.verdict is self.given


@dataclass(frozen=True, slots=True)
class Redaction:
    """Who took words away, when, and why."""

    by: str
    at: datetime
    why: str


@dataclass(frozen=True, slots=True)
class EvidenceRecord:
    """One link between a claim and what bears on it.

    Of one that was redacted the address, the words and the note are gone; the hash of a file stays.
    """

    id: str
    claim: str
    stance: Stance
    url: str | None
    file: str | None
    sha256: str | None
    article: str | None
    title: str | None
    quote: str | None
    note: str | None
    origin: str
    by: str
    at: datetime
    redacted: Redaction | None = None


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words in an article, who published them when, and what stands before and after them."""

    article: str
    outlet: str | None
    published: date | None
    quote: Quote
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class RevisitRecord:
    """One request to look at a claim again, and why.

    `article` is what raised it, with its `outlet` and the day on which it was `published`; `before` and `after` stand
    around its passage. `old` is what the claim was first quoted from, None where it was added by hand. `other` is the
    claim that raised it, where it hangs on another one.
    """

    id: str
    claim: str
    claim_text: str
    claim_status: str
    old: Excerpt | None
    cause: Cause
    other: ClaimLabel | None
    article: str | None
    outlet: str | None
    published: date | None
    passage: Quote | None
    before: str
    after: str
    relation: Relation | None
    score: float | None
    why: tuple[Reason, ...]
    state: ItemState
    snoozed_until: date | None
    resolution: ItemResolution | None
    note: str | None
    created: datetime


@dataclass(frozen=True, slots=True)
class LinkRecord:
    """One link from a claim to another; an ended link stays, with the time of its end."""

    claim: ClaimLabel
    other: ClaimLabel
    kind: str
    by: str
    at: datetime
    ended: datetime | None


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """One article in its newest version."""

    id: str
    version: int
    title: str | None
    outlet: str | None
    author: str | None
    published: date | None
    published_from: str | None
    url: str | None
    source: str
    language: str
    text: str
    sha256: str
    raw_sha256: str
    extractor: str
    extractor_version: str
    ingested: datetime
    lines: tuple[Line, ...]
    claims: tuple[str, ...]
    rejected: tuple[tuple[Span, str], ...]
