"""What people see: tables on a terminal, plain aligned text in a pipe, JSON for scripts."""

import os
import re
import shutil
import sys
import textwrap
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TextIO

import click

from claimtrack.cli.errors import json_text, printable
from claimtrack.domain.claim import WorthReason
from claimtrack.domain.duepolicy import look_day
from claimtrack.domain.span import Span
from claimtrack.domain.tracked import ClaimRecord

WIDTH, LEAST = 80, 30
COUNT = 40
"""Columns that a running count may take."""
HIGHLIGHT = ("bold", "underline")
_CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "cyan": "36", "underline": "4"}


def print_json(document: object) -> None:
    """Print one JSON document."""
    click.echo(json_text(document, indent=2 if sys.stdout.isatty() else None))


def say(message: str) -> None:
    """Talk to the person, on stderr."""
    click.echo(printable(message), err=True)


def _colours(stream: TextIO) -> bool:
    context = click.get_current_context(silent=True)
    refused = context is not None and context.find_root().obj and context.find_root().obj.get("no_color")
    return stream.isatty() and not refused and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def styled(text: str, *styles: str) -> str:
    """Return `text` safe to print, in the styles named, where standard output takes them."""
    text = printable(text)
    if not styles or not text or not _colours(sys.stdout):
        return text
    return f"\x1b[{';'.join(_CODES[style] for style in styles)}m{text}\x1b[0m"


def width() -> int:
    """Return the columns to write in: the terminal's, in a pipe 80, and what COLUMNS says wherever it is set."""
    if sys.stdout.isatty():
        return max(LEAST, shutil.get_terminal_size((WIDTH, 24)).columns)
    given = os.environ.get("COLUMNS", "")
    return max(LEAST, int(given)) if given.isdecimal() else WIDTH


def write(text: str = "") -> None:
    """Print a line that is safe already (see `styled`)."""
    click.echo(text)


def paragraph(text: str, indent: str = "  ", *styles: str) -> None:
    """Print text wrapped to the width, indented."""
    for line in printable(text).splitlines() or [""]:
        for part in textwrap.wrap(_glued(line), width(), initial_indent=indent, subsequent_indent=indent) or [""]:
            write(styled(part.replace(_GLUE, " "), *styles))


def facts(rows: Sequence[tuple[str, str | None]], indent: str = "  ") -> None:
    """Print labelled facts in two columns, leaving out those that are not there."""
    there = [(label, value) for label, value in rows if value]
    room = max((len(label) for label, _ in there), default=0)
    for label, value in there:
        wrapped = textwrap.wrap(printable(value), max(20, width() - room - len(indent) - 2)) or [""]
        for at, part in enumerate(wrapped):
            name = styled(label.ljust(room), "dim") if at == 0 else " " * room
            click.echo(f"{indent}{name}  {part}")


def labelled(
    labels: Sequence[tuple[str, str]],
    text: str,
    indent: str = "",
    *,
    hang: int | None = None,
    places: Sequence[Span] = (),
) -> None:
    """Print labels, each in its style ("" for none), and the text behind them, in which `places` stand out.

    Further lines are indented by `hang` columns, else so that they stand behind the first label.
    """
    lead = indent + "".join(f"{printable(words)}  " for words, _ in labels)
    below = " " * (len(indent) + len(labels[0][0]) + 2 if hang is None else hang)
    lines = _wrapped(text, lead, below)
    shown = "".join(f"{styled(words, *filter(None, [style]))}  " for words, style in labels)
    parts = [line[len(lead if at == 0 else below) :] for at, line in enumerate(lines)]
    for at, part in enumerate(_standing_out(parts, text, places) if places else parts):
        write(f"{indent}{shown}{part}".rstrip() if at == 0 else f"{below}{part}")


def _standing_out(parts: Sequence[str], text: str, places: Sequence[Span]) -> Iterator[str]:
    """Yield the parts that a text was wrapped into, its places in a style of their own.

    Wrapping changes white space only, so that a character is known by how many others stand before it.
    """
    marked = {at for place in places for at in range(place.start, place.end)}
    written = (at in marked for at, char in enumerate(printable(text)) if not char.isspace())
    for part in parts:
        kinds = [(char, not char.isspace() and next(written)) for char in part]
        runs = groupby(kinds, key=itemgetter(1))
        yield "".join(styled("".join(char for char, _ in run), *(HIGHLIGHT if hit else ())) for hit, run in runs)


def _wrapped(text: str, lead: str, below: str) -> list[str]:
    """Return lines of the width; addresses, paths and commands in brackets stay whole, so that they can be copied."""
    found = textwrap.wrap(
        _glued(printable(text)),
        width(),
        initial_indent=lead,
        subsequent_indent=below,
        break_long_words=False,
        break_on_hyphens=False,
    )
    # Where the first word does not fit behind the labels, textwrap leaves them out.
    lines = found if found and found[0].startswith(lead) else [lead, *found]
    return [line.replace(_GLUE, " ") for line in lines]


_COMMAND = re.compile(r"(?<=\()claimtrack [a-z][^()]*\)|(?<=: )claimtrack [a-z][^()]*\)")
_GLUE = "\ue000"
"""Stands for a space at which no line ends; no text that is printable has it."""


def _glued(text: str) -> str:
    return _COMMAND.sub(lambda found: found[0].replace(" ", _GLUE), text)


ENOUGH = 24
"""Columns that the last cell of a row needs to stand beside the others; with fewer it stands below them."""


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows whose last cell is wrapped to what room the others leave."""
    cells = [[printable(cell).replace("\n", " ") for cell in row] for row in (headings, *rows)]
    room = [max(len(row[at]) for row in cells) for at in range(len(headings) - 1)]
    for at, row in enumerate(cells):
        lead = "".join(f"{cell.ljust(size)}  " for cell, size in zip(row, room, strict=False))
        beside = width() - len(lead) >= ENOUGH
        lines = _wrapped(row[-1], lead, " " * len(lead)) if beside else [lead, *_wrapped(row[-1], "    ", "    ")]
        for line in lines:
            write(styled(line.rstrip(), *(["bold"] if at == 0 else [])))


def clear_count() -> None:
    """Take the count of `progress` off the line on stderr, without codes that a terminal may not know."""
    click.echo(f"\r{' ' * COUNT}\r", nl=False, err=True)


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, in the plural where it takes one; the first word is the noun."""
    word, _, rest = noun.partition(" ")
    plural = word if number == 1 else f"{word}es" if word.endswith(("s", "sh", "ch")) else f"{word}s"
    return f"{number} {plural} {rest}".rstrip()


def left_out(shown: int, total: int, what: str, offset: int = 0) -> None:
    """Say what a list did not show."""
    if shown + offset < total:
        say(f"{shown} of {total} {what}; more with --offset {offset + shown} or --limit {total}")


def none_left(noun: str, offset: int) -> None:
    """Say that a list is empty because all of it was left out at its beginning."""
    say(f"No {noun} is left behind the first {offset}.")


def narrowed(fit: int, of_all: int, noun: str, command: str) -> None:
    """Say how many the filters left out, and how to see those."""
    if fit < of_all:
        say(f"{fit} of {counted(of_all, noun)} fit; without the filters: {command}")


def speaker_words(claim: ClaimRecord) -> str:
    """Return who says it; whom a pronoun may mean has a question mark, because nobody has checked it."""
    if claim.speaker and claim.speaker_hint:
        return f"{claim.speaker} ({claim.speaker_hint}?)"
    return claim.speaker or ""


def score(worth: float | None) -> str:
    """Return a worth as lists show it."""
    return "" if worth is None else f"{worth:.2f}"


_REASONS = {
    "figure": "figure",
    "measure": "measure",
    "change": "comparison",
    "name": "name",
    "official": "official body",
    "date": "date",
    "event": "event",
    "dated_outlook": "outlook with a date",
    "outlook": "outlook",
    "named_speaker": "named speaker",
    "hedge": "hedge",
    "vague": "vague word",
    "opinion": "judgement",
    "address": "word to the listener",
    "needs_context": "open reference",
    "short": "few words",
}
_UNCOUNTED = {"short"}
_FEW = ("", "", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def worth_words(claim: ClaimRecord) -> str:
    """Return how much there is to check in a claim, and why, in one line; what speaks against it comes last."""
    if claim.worth is None:
        return "not scored"
    dated = any(item.code == "dated_outlook" for item in claim.worth_reasons)  # says that it is an outlook
    gains = [
        _reason(item) for item in claim.worth_reasons if item.points > 0 and not (dated and item.code == "outlook")
    ]
    losses = [_reason(item) for item in claim.worth_reasons if item.points < 0]
    why = ", ".join(gains) or "nothing in particular"
    return f"{claim.worth:.2f}: {why}" + (f"; less for {', '.join(losses)}" if losses else "")


def _reason(item: WorthReason) -> str:
    noun = _REASONS.get(item.code, item.code.replace("_", " "))
    if item.code in _UNCOUNTED:
        return noun
    if item.count == 1:
        return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
    number = _FEW[item.count] if item.count < len(_FEW) else str(item.count)
    first, _, rest = noun.partition(" ")
    if noun.startswith(("outlook", "word to")):
        return f"{number} {first}s {rest}".rstrip()
    return f"{number} {noun[:-1]}ies" if noun.endswith("y") else f"{number} {noun}s"


def due_words(claim: ClaimRecord) -> str:
    """Return when a claim can be checked, in few words; a day set by policy has a question mark."""
    return str(look_day(claim.due, claim.wake_on) or "")
