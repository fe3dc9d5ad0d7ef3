"""Making claims: from an extractor's proposal or by hand, and changing their wording."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from claimtrack.domain.article import Article
from claimtrack.domain.claim import ExtractedClaim, Extraction, Modality, Polarity
from claimtrack.domain.due import DAY_BY_HAND, Due, DueKind
from claimtrack.domain.evidence import Priority
from claimtrack.domain.ids import Kind, public_id
from claimtrack.domain.states import MOVES, Event, Role, State
from claimtrack.domain.words import checked
from claimtrack.errors import InvalidDataError
from claimtrack.formats import documents
from claimtrack.formats.extraction import edit as edit_of
from claimtrack.formats.extraction import timex
from claimtrack.matching import fingerprint, headline_of, speaker_of
from claimtrack.store import claims, tracked
from claimtrack.store.tables import ArticleVersion, Claim
from claimtrack.workflow import duplicates, events, evidence, index, mentions, policy, repeats, review, rights, topics
from claimtrack.workflow.act import Act

BY_HAND = "by hand"
MAX_TEXT, MAX_SPEAKER, MAX_SOURCE = 5_000, 500, 2_000
"""Code points of the longest claim, name of a speaker, and source."""

_DERIVED = {"fingerprint", "speaker_key"}
"""Columns that follow from others, so that the history need not name them."""


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


def _row(article: Article, found: ExtractedClaim, extraction: Extraction, article_id: int, act: Act) -> Claim:
    said, speaker = found.attribution, speaker_of(found)
    return Claim(
        state=MOVES[Event.PROPOSE].target,
        article_id=article_id,
        text=found.text,
        headline=headline_of(article, extraction.lines),
        fingerprint=fingerprint(found.quote.text),
        modality=found.modality,
        polarity=found.polarity,
        attributed=found.attributed,
        speaker=speaker,
        speaker_key=claims.speaker_key(speaker),
        cue=said.cue.text if said and said.cue else None,
        priority=Priority.NORMAL,
        published=article.published,
        times=[timex(extraction.times[at]) for at in found.times],
        hedges=[documents.quote(hedge) for hedge in found.hedges],
        negations=[documents.quote(negation) for negation in found.negations],
        conditions=[documents.quote(condition) for condition in found.conditions],
        context=[documents.quote(context) for context in found.context],
        flags=list(found.flags),
        confidence=found.confidence,
        rule=found.rule,
        created_at=act.now,
        updated_at=act.now,
        worth_rank=claims.worth_rank(found.worth),
        **_due_columns(found.due),
    )


def propose(
    session: Session,
    article: Article,
    version: ArticleVersion,
    extraction: Extraction,
    found: Sequence[ExtractedClaim],
    act: Act,
) -> list[Claim]:
    """Propose what an extractor found; the history keeps every initial value.

    What one article says twice is one claim with two mentions.
    """
    machine = act.by_machine()
    groups = repeats.within(extraction, article, found)
    rows = [_row(article, item, extraction, version.article_id, act) for item, _ in groups]
    session.add_all(rows)
    session.flush()  # mentions, topics and history need the ids
    filed = topics.file(session, rows, article.topics)
    for row, (item, again) in zip(rows, groups, strict=True):
        mentions.add(session, row, version, item, article.text, 1, machine)
        _begin(session, row, Event.PROPOSE, machine, **_as_found(item), topics=filed or None, run_by=act.by)
        for ordinal, other in enumerate(again, start=2):
            mentions.add_again(session, row, version, other, article.text, ordinal, machine)
    session.flush()  # the index reads the quotes
    index.add_claims(session, rows)
    return rows


def _as_found(found: ExtractedClaim) -> dict[str, Any]:
    """Return what the history keeps of a claim as it was found, besides its columns."""
    return {
        "quote": documents.quote(found.quote),
        "edits": [edit_of(item) for item in found.edits] or None,
        "worth": found.worth,
        "speaker_hint": found.attribution.source_hint if found.attribution else None,
    }


def _begin(session: Session, claim: Claim, event: Event, act: Act, **details: Any) -> None:  # noqa: ANN401 - JSON
    facts = {
        "text": claim.text,
        "modality": claim.modality.value,
        "polarity": claim.polarity.value,
        "speaker": claim.speaker,
        "cue": claim.cue,
        "attributed": claim.attributed,
        "article": public_id(Kind.ARTICLE, claim.article_id) if claim.article_id else None,
        "source": claim.source_url,
        "published": documents.day(claim.published),
        "due": documents.due(claims.due_of(claim)),
        "flags": claim.flags or None,
        "priority": claim.priority.value,
        "confidence": claim.confidence,
        "rule": claim.rule,
        **details,
    }
    stream = public_id(Kind.CLAIM, claim.id)
    events.record(session, act, stream, event.value, claim.version, facts, after=claim.state)


def _line(text: str, what: str, limit: int) -> str:
    """Return text on one line, checked."""
    return checked(" ".join(text.split()), what, limit)


def _due(act: Act, latest: date | None) -> Due | None:
    if latest is None:
        return None
    return Due(
        kind=DueKind.STATED,
        phrase=None,
        earliest=min(act.now.date(), latest),
        latest=latest,
        review_by=None,
        rule=DAY_BY_HAND,
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
    filed: Sequence[str] = (),
) -> Claim:
    """Add a claim by hand; it is pending at once, because a person chose it. `source` is an address.

    Raises:
        InvalidDataError: there is no text or no source, or one of them or a topic is too long or no text.
    """
    text, source = _line(text, "claim", MAX_TEXT), checked(source, "source", MAX_SOURCE)
    source = evidence.address(source) if evidence.is_address(source) else source
    speaker = _line(speaker, "speaker", MAX_SPEAKER) if speaker and speaker.strip() else None
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
    _begin(session, claim, Event.ADD, act, topics=topics.file(session, [claim], filed) or None)
    index.add_claims(session, [claim])
    duplicates.propose(session, [claim], act)
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
    filed: Sequence[str] = (),
    unfiled: Sequence[str] = (),
    four_eyes: Collection[Priority] = (),
) -> Claim:
    """Change the stand-alone wording or another of the reviewer's fields; the quote is never touched.

    Old and new values go into the history, so that no edit is lost. A claim that waits for its own due day then
    waits for the new one. `filed` are topics to give, `unfiled` to take away. `four_eyes` are the priorities of which
    a verdict takes two people: to take a claim out of them takes an editor.

    Raises:
        InvalidDataError: nothing would change, or a value cannot be.
        StaleVersionError: the claim is not at the version that the actor saw.
        NotAllowedError: the priority is one that only an editor may take away.
    """
    given = {"text": text, "speaker": speaker, "modality": modality}
    told = {name: value for name, value in given.items() if value is not None}
    tracked.lock_claims(session, {claim_id, *(duplicates.near(session, claim_id, **told) if told else ())})
    claim = tracked.get_claim(session, claim_id)
    review.check_version(session, claim, act)
    two = policy.four_eyes(session, four_eyes) if priority is not None else ()
    if claim.priority in two and priority not in two:
        rights.require(session, act, Role.EDITOR, f"take {public_id(Kind.CLAIM, claim_id)} out of four-eyes")
    wanted = _wanted(claim, text, speaker, due, priority, modality)
    changed = {name: (getattr(claim, name), value) for name, value in wanted.items() if getattr(claim, name) != value}
    shown = {name: both for name, both in changed.items() if name not in _DERIVED}
    had, has = topics.change(session, claim, filed, unfiled) if filed or unfiled else ((), ())
    if not shown and had == has:
        label = public_id(Kind.CLAIM, claim_id)
        raise InvalidDataError(f"Nothing to change: {label} says so already. Give --text, --speaker, --due or another.")
    for name, (_, value) in changed.items():
        setattr(claim, name, value)
    review.touch(session, claim, act.again())
    changes: dict[str, Any] = {name: {"old": _plain(old), "new": _plain(new)} for name, (old, new) in shown.items()}
    if had != has:
        changes["topics"] = {"old": list(had), "new": list(has)}
    events.note(session, claim, "edit", act, changes=changes)
    index.refresh_claim(session, claim)
    if duplicates.BEARS_ON_PAIRS & changed.keys():
        duplicates.propose(session, [claim], act)
    return claim


def _wanted(
    claim: Claim,
    text: str | None,
    speaker: str | None,
    due: date | None,
    priority: Priority | None,
    modality: Modality | None,
) -> dict[str, Any]:
    """Return the columns of an edit with their new values."""
    wanted: dict[str, Any] = {}
    if text is not None:
        wanted["text"] = _line(text, "wording", MAX_TEXT)
        if claim.article_id is None:  # there is no quote: the wording is what it is known again by
            wanted["fingerprint"] = fingerprint(wanted["text"])
    if speaker is not None:
        wanted["speaker"] = _line(speaker, "speaker", MAX_SPEAKER)
        wanted |= {"speaker_key": claims.speaker_key(wanted["speaker"]), "attributed": True}
    if priority is not None:
        wanted["priority"] = priority
    if modality is not None:
        wanted["modality"] = modality
    if due is not None:
        wanted |= _new_due(claim, due)
        if claim.state is State.WAITING and claim.wake_on and claim.wake_on == _own_day(claim):
            wanted["wake_on"] = due  # it waits for its own day, so that it waits for the new one
    return wanted


def _own_day(claim: Claim) -> date | None:
    due = claims.due_of(claim)
    return due.wake_on if due else None


def _new_due(claim: Claim, latest: date) -> dict[str, Any]:
    """Return the due window up to a day that a person names; what the article says of it (its words) stays."""
    earliest = min(claim.due_earliest, latest) if claim.due_earliest else None
    return {
        "due_kind": DueKind.STATED,
        "due_earliest": earliest,
        "due_latest": latest,
        "due_review_by": None,
        "due_rule": DAY_BY_HAND,
    }


def _plain(value: Any) -> str | None:  # noqa: ANN401 - any column's value
    return None if value is None else str(value)
