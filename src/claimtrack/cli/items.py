"""Revisit items for people: the new passage where it stands, beside what the claim was quoted from, and why."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from claimtrack.cli.output import facts, labelled, paragraph, styled, write
from claimtrack.domain.revisit import Cause, ItemState, Reason, ReasonKind
from claimtrack.domain.tracked import RevisitRecord


def reason_words(item: RevisitRecord) -> str:
    """Return why an item was raised, in words."""
    apart = {ReasonKind.SCORE, ReasonKind.OTHER_PASSAGE}
    parts = [reason_in_words(reason, item.cause) for reason in item.why if reason.kind not in apart]
    return "; ".join(parts) or ("similar words" if item.passage else item.cause.value.replace("_", " "))


_LINKS = {
    ReasonKind.WAITS_FOR: "which it waits for",
    ReasonKind.DEPENDS_ON: "which it depends on",
    ReasonKind.CONTRADICTS: "which contradicts it",
}


_FORMS = {
    ReasonKind.VERBATIM: "word for word",
    ReasonKind.MEANING: "likeness of meaning: {0.value:.2f}",
    ReasonKind.EVIDENCE: "new evidence: {0.new}",
    ReasonKind.OPINION: "a second opinion differs: {0.new}, not {0.old}",
}


def reason_in_words(reason: Reason, cause: Cause | None) -> str:
    """Return one reason in words, as fits the cause of its item."""
    name = reason.kind.value
    if reason.kind in _LINKS:
        return f"{_LINKS[reason.kind]}: {f'{reason.old} -> ' if reason.old else 'linked when '}{reason.new}"
    if reason.kind in _FORMS:
        return _FORMS[reason.kind].format(reason)
    if reason.shared:
        return f"same {name}: {', '.join(reason.shared)}"
    if cause is Cause.DUE and reason.kind is ReasonKind.DATE:
        return f"its day has come: {reason.old}"
    if reason.kind is ReasonKind.NEGATION and reason.old != reason.new:
        denies = ("the claim", "the passage") if reason.old == "negative" else ("the passage", "the claim")
        return f"{denies[0]} denies what {denies[1]} says"
    if cause is Cause.SOURCE_CORRECTION and reason.kind is ReasonKind.WORDS:
        return f"its article no longer has: {reason.old}"
    if reason.old is None and reason.new is None:
        return name
    if reason.old == reason.new:
        return f"same {name}: {reason.old}"
    return f"{name}: {reason.old or 'none'} -> {reason.new or 'none'}"


def label(item: RevisitRecord) -> str:
    """Return what an item suggests, or else what raised it."""
    return item.relation.value if item.relation else item.cause.value.replace("_", " ")


def where(article: str | None, outlet: str | None, published: date | None) -> str:
    """Return when and by whom an article was published, and its id."""
    return ", ".join(part for part in (str(published) if published else None, outlet, article) if part)


def in_its_place(item: RevisitRecord) -> str | None:
    """Return the passage marked inside what stands around it; a stroke stands where a line ends."""
    if item.passage is None:
        return None
    return _marked(item.before, item.passage.text, item.after)


def _marked(before: str, words: str, after: str) -> str:
    lines = f"{before}[[{words}]]{after}".splitlines()
    return " / ".join(line.strip() for line in lines if line.strip())


def write_groups(items: Sequence[RevisitRecord]) -> None:
    """Print items that stand together by claim: the claim once, with its old quote, and each item below it."""
    for _, group in groupby(items, key=lambda item: item.claim):
        found = list(group)
        first = found[0]
        labelled([(first.claim, "bold"), (first.claim_status, "cyan")], first.claim_text)
        if first.old:
            origin = where(first.old.article, first.old.outlet, first.old.published)
            says_so = first.claim_text.rstrip(".").casefold() == first.old.quote.text.casefold()
            paragraph(f"from {origin}" if says_so else f"from {origin}: “{first.old.quote.text}”")
        for item in found:
            write_short(item)
        write()


def write_short(item: RevisitRecord) -> None:
    """Print one item of a list: what it suggests, the passage in its place, and why."""
    words = label(item) if item.score is None else f"{label(item)} {item.score:.2f}"
    state = "" if item.state is ItemState.OPEN else f" ({standing(item)})"
    place = where(item.article, item.outlet, item.published)
    origin = ", ".join(part for part in (item.other.id if item.other else None, place) if part)
    labelled([(item.id, "bold"), (words, "yellow")], f"{origin}{state}", "  ")
    if item.other:
        paragraph(item.other.text, "      ")
    if placed := in_its_place(item):
        paragraph(placed, "      ")
    paragraph(f"why: {reason_words(item)}", "      ")


def standing(item: RevisitRecord) -> str:
    """Return where an item stands, in words."""
    if item.resolution:
        return f"resolved as {item.resolution.value}"
    if item.snoozed_until:
        return f"snoozed until {item.snoozed_until}"
    if item.state is not ItemState.BELOW:
        return item.state.value
    # Not by the floor that is set now: it may have been another one when the article came in.
    outdone = any(reason.kind is ReasonKind.OTHER_PASSAGE for reason in item.why)
    return "another passage of the article stands for it" if outdone else "below the floor"


def write_item(item: RevisitRecord) -> None:
    """Print one item whole: both sides in their articles, the reasons, and the parts of the score."""
    labelled([(item.id, "bold"), (standing(item), "cyan"), (label(item), "yellow")], "")
    facts([("claim", _claim(item.claim, item.claim_status, item.claim_text))])
    if item.other:
        facts([("other", _claim(item.other.id, item.other.status, item.other.text))])
    if old := item.old:
        _side(
            f"Before: {where(old.article, old.outlet, old.published)}", f"{old.before}[[{old.quote.text}]]{old.after}"
        )
    if item.passage:
        origin = where(item.article, item.outlet, item.published)
        _side(f"Now: {origin}", f"{item.before}[[{item.passage.text}]]{item.after}")
    write()
    facts(
        [
            ("why", reason_words(item)),
            ("score", f"{item.score:.2f}" if item.score is not None else None),
            ("parts", _parts(item)),
            ("note", item.note),
        ]
    )


def _claim(name: str, status: str, text: str) -> str:
    return f"{name} ({status}): {text}"


def _side(title: str, text: str) -> None:
    write()
    write(styled(title, "bold"))
    for line in text.splitlines():
        if line.strip():
            paragraph(line.strip())


def _parts(item: RevisitRecord) -> str | None:
    parts = [f"{reason.old} {reason.value:.2f}" for reason in item.why if reason.value is not None and reason.old]
    return ", ".join(parts) or None
