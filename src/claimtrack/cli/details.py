"""The details of a history event as words: what stands there as JSON is read by a person here."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Any

from claimtrack.cli.items import reason_in_words
from claimtrack.domain.due import Due, DueKind
from claimtrack.domain.revisit import Cause, Reason, ReasonKind
from claimtrack.domain.tracked import Redaction


def detail_words(name: str, value: Any, cause: str | None = None) -> str:  # noqa: ANN401 - JSON
    """Return one detail in words; `cause` is that of the event. What stands there in another form is listed."""
    with suppress(KeyError, TypeError, ValueError):
        if name == "why" and isinstance(value, list):
            return "; ".join(_reason(item, cause) for item in value)
        if name == "edits":
            return "; ".join(map(edit_words, value))
        if name == "due":
            return due_line(_due(value))
        if name == "quote" and isinstance(value, dict):
            return f"“{value['text']}” at {value['start']}-{value['end']}"
    return _listed(value)


def _listed(value: Any) -> str:  # noqa: ANN401 - JSON
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ", ".join(f"{key} {_listed(part)}" for key, part in value.items() if part is not None)
    if isinstance(value, list):
        apart = "; " if any(isinstance(part, dict) for part in value) else ", "
        return apart.join(map(_listed, value)) or "none"
    return "none" if value is None else str(value)


def redacted_words(found: Redaction | None) -> str | None:
    """Return who took words away, when, and why."""
    return f"by {found.by} on {found.at:%Y-%m-%d}: {found.why}" if found else None


def edit_words(edit: Mapping[str, Any]) -> str:
    """Return what was done to the quote so that it can be read alone."""
    added = edit["added"].strip()
    done = f"{added} to “{edit['words']}”" if added else f"“{edit['words']}” left out"
    origin = f"from the article at {edit['from']['start']}" if edit["from"] else "by rule"
    return f"{done} ({origin}, {edit['rule']})"


def due_line(due: Due) -> str:
    """Return when a claim can be checked, who says so, and in which words."""
    window = f"{due.earliest or '...'} to {due.latest or '...'}" if due.earliest or due.latest else "open"
    if due.by_hand:
        return f"set by a reviewer: {window}" + (f"; the article says “{due.phrase}”" if due.phrase else "")
    said = f" from “{due.phrase}”" if due.phrase else ""
    policy = f"; look again by {due.review_by} (policy {due.rule})" if due.review_by else f" (rule {due.rule})"
    return f"{due.kind.value}: {window}{said}{policy}"


def _due(value: Mapping[str, Any]) -> Due:
    days = {name: date.fromisoformat(day) if (day := value.get(name)) else None for name in _DAYS}
    return Due(DueKind(value["kind"]), value.get("phrase"), rule=value["rule"], trigger=value.get("trigger"), **days)


_DAYS: Sequence[str] = ("earliest", "latest", "review_by")


def _reason(value: Mapping[str, Any], cause: str | None) -> str:
    reason = Reason(
        ReasonKind(value["kind"]),
        value.get("old"),
        value.get("new"),
        tuple(value.get("shared", ())),
        value.get("value"),
    )
    return reason_in_words(reason, Cause(cause) if cause else None)
