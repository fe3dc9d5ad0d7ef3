"""Every error a user can meet: what happened, then what to do next.

The command line maps classes to exit codes and a web page maps them to status codes; nothing else lives here.
"""

from collections.abc import Iterable, Sequence
from typing import ClassVar


class ClaimtrackError(Exception):
    """Something the user can read, understand and act on."""

    slug: ClassVar[str] = "error"
    """Last part of the problem type under RFC 9457."""

    def __init__(self, message: str) -> None:
        """Keep the message; it is shown as it stands."""
        super().__init__(message)
        self.message = message

    def facts(self) -> dict[str, str | int | list[str]]:
        """Return what a script may want besides the message (RFC 9457 extension members)."""
        return {}


# --- not there -------------------------------------------------------------------------------------------


class NotFoundError(ClaimtrackError):
    """A name that stands for nothing."""

    slug = "not-found"


class UnknownIdError(NotFoundError):
    """An id that no row has."""

    def __init__(self, public_id: str, look_with: str, there: str = "") -> None:
        """Name the id and the command that lists what there is, or say what is `there`."""
        super().__init__(f"There is no {public_id} here. {there or 'See what there is with'}: {look_with}")
        self.public_id = public_id

    def facts(self) -> dict[str, str | int | list[str]]:
        """Return the id asked for."""
        return {"id": self.public_id}


class UnknownTopicError(NotFoundError):
    """A topic that no claim was ever given."""

    def __init__(self, topic: str, known: Sequence[str], *, more: bool = False) -> None:
        """Name the topic, and topics that there are."""
        there = f"There are: {', '.join(known)}{' and more' if more else ''}." if known else "There are none yet."
        super().__init__(f"There is no topic {topic!r} here. {there} Give one with: claimtrack edit C-7 --topic NAME")
        self.topic = topic

    def facts(self) -> dict[str, str | int | list[str]]:
        """Return the topic asked for."""
        return {"topic": self.topic}


class NoProjectError(NotFoundError):
    """No database was named and none was found."""

    def __init__(self, start: str) -> None:
        """Say where was looked and how to make a project."""
        super().__init__(
            f"No claimtrack project in {start} or above it. "
            "Make one with: claimtrack init, or name a database with --db URL or CLAIMTRACK_DB."
        )


# --- refused by the rules --------------------------------------------------------------------------------


_TYPED_AS = {
    "submit": "claimtrack submit {} VERDICT",
    "return": "claimtrack return {} --note TEXT",
    "settle": "claimtrack mark {} VERDICT",
    "wake": "claimtrack mark {} pending",
    "duplicate": "claimtrack merge {} --into C-9",
}
_NOT_TYPED = frozenset({"propose", "add"})
"""Moves of a claim that is there for which the command line has no command."""


def _typed(event: str, label: str) -> str:
    """Return a move with the command that does it, where that has another name."""
    command = _TYPED_AS.get(event)
    return f"{event} ({command.format(label)})" if command else event


class MoveNotAllowedError(ClaimtrackError):
    """An event that the claim's state does not allow."""

    slug = "invalid-transition"

    def __init__(self, label: str, status: str, event: str, allowed: Iterable[str], way: str = "") -> None:
        """Say where the claim stands, which moves are open to it, and a `way` to the one that was wanted."""
        self.allowed = sorted(allowed)
        choices = ", ".join(_typed(event, label) for event in self.allowed if event not in _NOT_TYPED) or "nothing"
        super().__init__(f"{label} is {status}, so it cannot: {event}. From there it can: {choices}.{way and ' '}{way}")

    def facts(self) -> dict[str, str | int | list[str]]:
        """Return the moves that are allowed."""
        return {"allowed": self.allowed}


class InvalidDataError(ClaimtrackError):
    """Input that cannot be taken as it is."""

    slug = "invalid-data"


class MissingReasonError(InvalidDataError):
    """A move without the fact that it needs."""

    slug = "incomplete-record"


class EvidenceRuleError(InvalidDataError):
    """A verdict that the linked evidence does not carry yet."""

    slug = "evidence-rule"

    def __init__(self, label: str, verdict: str, lacks: str, remedy: str) -> None:
        """Say what is missing and the command that adds it."""
        super().__init__(f"{label} cannot be marked {verdict} yet: {lacks}. {remedy}")


class FourEyesError(InvalidDataError):
    """A verdict that takes a second person."""

    slug = "four-eyes"


class SpanMismatchError(InvalidDataError):
    """A quote that is not the text at its place."""

    slug = "span-mismatch"

    def __init__(self, start: int, end: int, expected: str, found: str) -> None:
        """Show both texts, cut short."""
        super().__init__(
            f"The quote {expected[:60]!r} is not what the article has at {start}-{end}: {found[:60]!r}. "
            "Take the quote from the article's text again."
        )


class UnreadableError(InvalidDataError):
    """A source that is not a news text."""

    slug = "unreadable"

    def __init__(self, source: str, why: str) -> None:
        """Name the source; `why` says what is wrong and what to do."""
        super().__init__(f"{source}: {why}")
        self.source = source
        self.why = why

    def facts(self) -> dict[str, str | int | list[str]]:
        """Return the source that was refused."""
        return {"source": self.source}


class NoFileError(UnreadableError, NotFoundError):
    """A file that is not there."""

    slug = "not-found"

    def __init__(self, source: str, what: str = "There is no such file") -> None:
        """Name the source, and say `what` is not there where that is no single file."""
        super().__init__(source, f"{what}. Check the spelling, and the folder you are in.")


def unopened(source: str, error: OSError) -> UnreadableError:
    """Return why a file could not be opened: it is not there, or what the system said."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return NoFileError(source)
    return UnreadableError(
        source, f"It cannot be read ({error.strerror or error}). Check the path and its permissions."
    )


class InvalidLineError(InvalidDataError):
    """A line of a JSONL file that cannot be read."""

    def __init__(self, source: str, line: int, why: str) -> None:
        """Name the file and the line, counted from 1."""
        super().__init__(f"{source}, line {line}: {why}. Mend that line and run the command again.")
        self.source = f"{source}, line {line}"
        self.why = f"{why}. Mend that line and run the command again."
        self.line = line

    def facts(self) -> dict[str, str | int | list[str]]:
        """Return the line number."""
        return {"line": self.line}


class BrokenExportError(InvalidDataError):
    """A line of an export that is not as it was written."""

    slug = "broken-export"

    def __init__(self, source: str, line: int, why: str) -> None:
        """Name the file and the line, counted from 1."""
        super().__init__(f"{source}, line {line}: {why}. Nothing was imported; export the project again.")
        self.line = line

    def facts(self) -> dict[str, str | int | list[str]]:
        """Return the line number."""
        return {"line": self.line}


class InvalidDocumentError(InvalidDataError):
    """A document that breaks its schema."""

    slug = "schema"

    def __init__(self, schema: str, pointer: str, reason: str) -> None:
        """Name the schema, the place (JSON Pointer) and the reason."""
        super().__init__(f"Not a valid {schema} document at {pointer or '/'}: {reason}")


# --- not installed ---------------------------------------------------------------------------------------


class SemanticUnavailableError(ClaimtrackError):
    """What compares meanings was asked for and is not there."""

    slug = "semantic-unavailable"

    def __init__(self, why: str) -> None:
        """Say why, and how to get it."""
        self.why = why
        super().__init__(
            f"Meanings cannot be compared: {why}. Get what it takes with: "
            "python -m pip install 'claimtrack[semantic]' (in a clone: '.[semantic]'), or go on without it."
        )


class TimestampUnavailableError(ClaimtrackError):
    """A time stamp was asked for, and what reads them is not installed."""

    slug = "timestamp-unavailable"

    def __init__(self) -> None:
        """Say how to get it."""
        super().__init__(
            "Time stamps cannot be read: rfc3161-client is not installed. Get it with: "
            "python -m pip install 'claimtrack[timestamp]' (in a clone: '.[timestamp]'), or go on without a time stamp."
        )


# --- elsewhere -------------------------------------------------------------------------------------------


class NetworkError(ClaimtrackError):
    """A server that cannot be reached, or that answers with something else than was asked for."""

    slug = "network"


class ToolMissingError(ClaimtrackError):
    """A program of PostgreSQL's that is needed and not there."""

    slug = "tool-missing"

    def __init__(self, tool: str, why: str, package: str = "the client programs of PostgreSQL") -> None:
        """Name the program, say what is wrong, and what to install."""
        self.tool = tool
        super().__init__(f"This takes {tool}, and {why}. Install {package}, or put a newer one on PATH.")


# --- not allowed -----------------------------------------------------------------------------------------


class NotAllowedError(ClaimtrackError):
    """An act that whoever acts has no right to."""

    slug = "not-allowed"


# --- two at once -----------------------------------------------------------------------------------------


class ConflictError(ClaimtrackError):
    """Somebody else was first."""

    slug = "conflict"


class StaleVersionError(ConflictError):
    """A claim or a user changed since it was looked at."""

    slug = "stale-version"

    def __init__(self, label: str, expected: int, current: int, last_change: str, look: str = "") -> None:
        """Say who changed what, and how to `look` again."""
        super().__init__(
            f"{label} is at version {current}, not {expected}: {last_change}. "
            f"Nothing was changed. Look again with: {look or f'claimtrack show {label}'}"
        )
        self.current = current

    def facts(self) -> dict[str, str | int | list[str]]:
        """Return the version that it has now."""
        return {"current_version": self.current}


class DatabaseBusyError(ConflictError):
    """Another process holds the database."""

    slug = "busy"


class DeadlockError(DatabaseBusyError):
    """Two writers waited for each other, and the database gave this one up; tried again, it goes through."""


# --- the database ----------------------------------------------------------------------------------------


class DatabaseError(ClaimtrackError):
    """A database that cannot be used as it is."""

    slug = "database"


class SchemaMismatchError(DatabaseError):
    """A database of another version of claimtrack."""

    slug = "schema-mismatch"


class IntegrityError(ClaimtrackError):
    """Stored facts that contradict each other."""

    slug = "integrity"
