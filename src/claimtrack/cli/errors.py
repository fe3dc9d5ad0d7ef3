"""Errors as words on stderr and as exit codes."""

import io
import json
import os
import re
import sys
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

import click

from claimtrack.cli.streams import drop, is_unprinted, make_ready
from claimtrack.errors import (
    ClaimtrackError,
    ConflictError,
    IntegrityError,
    InvalidDataError,
    NetworkError,
    NotFoundError,
)

MOST_SHOWN = 300
"""Code points of an unexpected error's own words that are shown; they may quote an article."""

FAILED, USAGE, FINDINGS, NOT_FOUND, CONFLICT, INVALID, DAMAGED, UNREACHED, INTERRUPTED = 1, 2, 3, 4, 5, 6, 7, 8, 130
UNREAD = 141
"""The exit code where nobody reads on, as of a program that the signal SIGPIPE ends."""

_CODES: tuple[tuple[type[ClaimtrackError], int], ...] = (
    (NotFoundError, NOT_FOUND),
    (ConflictError, CONFLICT),
    (InvalidDataError, INVALID),
    (IntegrityError, DAMAGED),
    (NetworkError, UNREACHED),
)


def exit_code(error: ClaimtrackError) -> int:
    """Return the exit code of the contract for an error."""
    return next((code for kind, code in _CODES if isinstance(error, kind)), FAILED)


def _title(error: ClaimtrackError) -> str:
    return error.slug.replace("-", " ").capitalize()


def tell(error: ClaimtrackError, *, as_json: bool) -> None:
    """Write an error to stderr: a sentence, or an RFC 9457 object."""
    if as_json:
        from claimtrack.formats.documents import problem  # noqa: PLC0415 - only when something went wrong

        document = problem(error.slug, _title(error), error.message, error.facts())
        click.echo(json_text(document), err=True)
    else:
        click.echo(f"Error: {printable(error.message)}", err=True)


def unexpected(error: Exception) -> str:
    """Return in words that an error is one of ours."""
    what = f"{type(error).__name__}: {error}"[:MOST_SHOWN]
    return (
        f"claimtrack failed in a way it should not ({what}). What was not finished was not stored. "
        "Please report it with what CLAIMTRACK_DEBUG=1 shows."
    )


def printable(text: str) -> str:
    """Return `text` without control characters, which could speak to the terminal; lines and tabs stay."""
    return "".join(char if char in "\n\t" or char.isprintable() or char == "\xa0" else "\ufffd" for char in text)


_UNSEEN = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Characters that JSON lets through and a terminal obeys or a stream cannot hold; escaped they mean the same."""


def json_text(document: object, *, indent: int | None = None, ascii_only: bool = False) -> str:
    """Return a JSON document that is safe to print: what could speak to the terminal is escaped."""
    text = json.dumps(document, ensure_ascii=ascii_only, indent=indent)
    return _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _usage(error: click.ClickException, *, as_json: bool) -> int:
    if as_json:
        from claimtrack.formats.documents import problem  # noqa: PLC0415 - keeps help quick

        document = problem("usage", "Usage", error.format_message(), {})
        click.echo(json_text(document), err=True)
    else:
        shown = io.StringIO()
        error.show(shown)  # it repeats what was typed
        click.echo(printable(shown.getvalue()), nl=False, err=True)
    return error.exit_code


def run(command: Callable[[], Any], args: Sequence[str]) -> int:
    """Run a command and return its exit code; no error leaves without words, unless nobody reads them."""
    as_json = "--json" in args
    if not make_ready():
        tell(ClaimtrackError(NOWHERE), as_json=as_json)
        return FAILED
    try:
        return _run(command, args, as_json=as_json)
    except (BrokenPipeError, SystemExit):
        # The reader of our output went away, as `| head` does, and that is no error of ours. click lets every other
        # error through; where a pipe is closed it exits by itself.
        drop()
        return UNREAD


NOWHERE = "Nothing was done, because standard output is closed. Send it to a file, or to /dev/null if nobody reads it."


def _tell_unprinted(error: Exception, *, as_json: bool) -> int:
    """Say that the output could not be written; it may be stderr that cannot."""
    why = getattr(error, "strerror", None) or str(error)
    message = f"The output cannot be written: {why}. What the command had stored before that stays stored."
    with suppress(OSError):
        tell(ClaimtrackError(message), as_json=as_json)
    drop()
    return FAILED


def _run(command: Callable[[], Any], args: Sequence[str], *, as_json: bool) -> int:
    debug = "--debug" in args or bool(os.environ.get("CLAIMTRACK_DEBUG"))
    try:
        result = command()
        sys.stdout.flush()  # here, where it can still be said what went wrong
    except ClaimtrackError as error:
        if debug:
            click.echo(printable(traceback.format_exc()), err=True)
        tell(error, as_json=as_json)
        return exit_code(error)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as error:
        return _usage(error, as_json=as_json)
    except (KeyboardInterrupt, click.Abort):
        click.echo("Interrupted; what was not finished was not stored.", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        raise
    except Exception as error:
        if is_unprinted(error):
            return _tell_unprinted(error, as_json=as_json)
        if debug:
            raise
        tell(ClaimtrackError(unexpected(error)), as_json=as_json)
        return FAILED
    return result if isinstance(result, int) else 0
