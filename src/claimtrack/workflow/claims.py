"""Making claims: from an extractor's proposal or by hand, and changing their wording."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from claimtrack.domain.article import Article
from claimtrack.domain.claim import ExtractedClaim, Extraction, Modality, Polarity
from claimtrack.domain.due import Due, DueKind, Timex
from claimtrack.domain.evidence import Priority
from claimtrack.domain.history import HistoryEvent
from claimtrack.domain.ids import Kind, public_id
from claimtrack.domain.states import MOVES, Event
from claimtrack.errors import InvalidDataError
from claimtrack.formats.documents import quote
from claimtrack.formats.extraction import attribution, timex
from claimtrack.matching import fingerprint
from claimtrack.store import claims, history
from claimtrack.store.tables import ArticleVersion, Claim, Mention
from claimtrack.workflow import index, review
from claimtrack.workflow.act import Act

BY_HAND = "by hand"
MAX_TEXT = 5_000
"""Code points of the longest claim."""


def _due_columns(due: Due | None) -> dict[str, Any]:
    if due is None:
        return {"due_kind": None}
    return {
        "due_kind": due.kind,
        "due_phrase": due.phrase,
        "due_earliest": due.earliest,
        "due_latest": due.latest,
        "due_review_by": due.review_by,
        "due_rule": due.rule,
        "due_trigger": due.trigger,
    }


def _row(article: Article, found: ExtractedClaim, times: Sequence[Timex], article_id: int, act: Act) -> Claim:
    said = found.attribution
    speaker = (said.normalized or (said.source.text if said.source else None)) if said else None
    return Claim(
        state=MOVES[Event.PROPOSE].target,
        article_id=article_id,
        text=found.text,
        headline=article.title,
        fingerprint=fingerprint(found.quote.text),
        modality=found.modality,
        polarity=found.polarity,
        attributed=found.attributed,
        speaker=speaker,
        speaker_key=claims.speaker_key(speaker),
        cue=said.cue.text if said and said.cue else None,
        priority=Priority.NORMAL,
        published=article.published,
        times=[timex(times[at]) for at in found.times],
        hedges=[quote(hedge) for hedge in found.hedges],
        context=[quote(context) for context in found.context],
        flags=list(found.flags),
        confidence=found.confidence,
        rule=found.rule,
        created_at=act.now,
        updated_at=act.now,
        **_due_columns(found.due),
    )


def add_mention(
    session: Session,
    claim_id: int,
    version: ArticleVersion,
    found: ExtractedClaim,
    text: str,
    ordinal: int,
    act: Act,
) -> Mention:
    """Add an occurrence of a claim in a version of an article.

    Raises:
        SpanMismatchError: the quote is not what the text has at its place.
    """
    found.quote.check(text)
    prefix, suffix = found.quote.context(text)
    mention = Mention(
        claim_id=claim_id,
        version_id=version.id,
        ordinal=ordinal,
        start=found.quote.start,
        end=found.quote.end,
        exact=found.quote.text,
        prefix=prefix,
        suffix=suffix,
        attribution=attribution(found.attribution) if found.attribution else None,
        extractor=version.extractor,
        extractor_version=version.extractor_version,
        created_at=act.now,
    )
    session.add(mention)
    return mention


def propose(
    session: Session,
    article: Article,
    version: ArticleVersion,
    extraction: Extraction,
    found: Sequence[ExtractedClaim],
    act: Act,
) -> list[Claim]:
    """Propose what an extractor found; the history keeps every initial value."""
    machine = act.by_machine()
    rows = [_row(article, item, extraction.times, version.article_id, act) for item in found]
    session.add_all(rows)
    session.flush()  # mentions and history need the ids
    for row, item in zip(rows, found, strict=True):
        add_mention(session, row.id, version, item, article.text, 1, machine)
        _begin(session, row, Event.PROPOSE, machine, quote=quote(item.quote), run_by=act.by)
    session.flush()  # the index reads the quotes
    index.add_claims(session, rows)
    return rows


def _begin(session: Session, claim: Claim, event: Event, act: Act, **details: Any) -> None:  # noqa: ANN401 - JSON
    due = claims.due_of(claim)
    facts = {
        "text": claim.text,
        "modality": claim.modality.value,
        "polarity": claim.polarity.value,
        "speaker": claim.speaker,
        "cue": claim.cue,
        "article": public_id(Kind.ARTICLE, claim.article_id) if claim.article_id else None,
        "source": claim.source_url,
        "due": {"kind": due.kind.value, "phrase": due.phrase, "rule": due.rule} if due else None,
        "priority": claim.priority.value,
        "confidence": claim.confidence,
        "rule": claim.rule,
        **details,
    }
    history.record(
        session,
        HistoryEvent(
            stream=public_id(Kind.CLAIM, claim.id),
            event=event.value,
            by=act.by,
            at=act.now,
            version=claim.version,
            target=claim.state.value,
            note=act.note,
            details={key: value for key, value in facts.items() if value is not None},
        ),
    )


def _checked(text: str, what: str) -> str:
    text = " ".join(text.split())
    if not text:
        raise InvalidDataError(f"The {what} is empty. Write what is claimed, in one sentence.")
    if len(text) > MAX_TEXT:
        raise InvalidDataError(f"The {what} is longer than {MAX_TEXT} characters. Track each claim for itself.")
    if "\x00" in text or any("\ud800" <= char <= "\udfff" for char in text):
        raise InvalidDataError(f"The {what} holds characters that are no text. Write it again.")
    return text


def _due(act: Act, day: date | None) -> Due | None:
    if day is None:
        return None
    return Due(
        kind=DueKind.STATED,
        phrase=None,
        earliest=act.now.date(),
        latest=day,
        review_by=None,
        rule="by_hand/1",
    )


def add(
    session: Session,
    text: str,
    source: str,
    act: Act,
    *,
    speaker: str | None = None,
    due: date | None = None,
    modality: Modality = Modality.ASSERTED_FACT,
    priority: Priority = Priority.NORMAL,
) -> Claim:
    """Add a claim by hand; it is pending at once, because a person chose it. `source` is an address.

    Raises:
        InvalidDataError: there is no text.
    """
    text = _checked(text, "claim")
    claim = Claim(
        state=MOVES[Event.ADD].target,
        source_url=source,
        text=text,
        fingerprint=fingerprint(text),
        modality=Modality.FORWARD_LOOKING if due else modality,
        polarity=Polarity.AS_QUOTED,
        attributed=speaker is not None,
        speaker=speaker,
        speaker_key=claims.speaker_key(speaker),
        priority=priority,
        published=act.now.date(),
        times=[],
        hedges=[],
        context=[],
        flags=[],
        confidence=1.0,
        rule=BY_HAND,
        created_at=act.now,
        updated_at=act.now,
        **_due_columns(_due(act, due)),
    )
    session.add(claim)
    session.flush()  # the history names the claim's id
    _begin(session, claim, Event.ADD, act)
    index.add_claims(session, [claim])
    return claim


def edit(
    session: Session,
    claim_id: int,
    act: Act,
    *,
    text: str | None = None,
    speaker: str | None = None,
    due: date | None = None,
    priority: Priority | None = None,
    modality: Modality | None = None,
) -> Claim:
    """Change the stand-alone wording or another of the reviewer's fields; the quote is never touched.

    Old and new values go into the history, so that no edit is lost.

    Raises:
        InvalidDataError: nothing would change.
        StaleVersionError: the claim is not at the version that the actor saw.
    """
    claim = claims.get_claim(session, claim_id)
    review.check_version(session, claim, act)
    wanted: dict[str, Any] = {}
    if text is not None:
        wanted["text"] = _checked(text, "wording")
    if speaker is not None:
        wanted["speaker"] = _checked(speaker, "speaker")
    if priority is not None:
        wanted["priority"] = priority
    if modality is not None:
        wanted["modality"] = modality
    if due is not None:
        wanted |= {"due_kind": DueKind.STATED, "due_latest": due, "due_rule": "by_hand/1"}
    changed = {name: (getattr(claim, name), value) for name, value in wanted.items() if getattr(claim, name) != value}
    if not changed:
        label = public_id(Kind.CLAIM, claim_id)
        raise InvalidDataError(f"Nothing to change: {label} says so already. Give --text, --speaker, --due or another.")
    for name, (_, value) in changed.items():
        setattr(claim, name, value)
    claim.speaker_key = claims.speaker_key(claim.speaker)
    review.touch(session, claim, act.again())
    review.note_event(
        session,
        claim,
        "edit",
        act,
        changes={name: {"old": _plain(old), "new": _plain(new)} for name, (old, new) in changed.items()},
    )
    index.refresh_claim(session, claim)
    return claim


def _plain(value: Any) -> str | None:  # noqa: ANN401 - any column's value
    return None if value is None else str(value)
