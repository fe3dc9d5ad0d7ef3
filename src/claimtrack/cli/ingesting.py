"""Reading for the commands that take articles, and what they say about each."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal, TypeVar

import click

from claimtrack.cli.errors import unexpected
from claimtrack.cli.options import Run
from claimtrack.cli.output import clear_count, counted, labelled, paragraph
from claimtrack.domain.article import Article
from claimtrack.errors import UnreadableError
from claimtrack.reading import MAX_BYTES, read
from claimtrack.reading.jsonl import looks_like_records
from claimtrack.store import sessions
from claimtrack.workflow import ingest as taking_in
from claimtrack.workflow.act import Act
from claimtrack.workflow.desk import Desk
from claimtrack.workflow.ingest import Ingested

_T = TypeVar("_T")


def progress(items: Iterable[_T]) -> Iterator[_T]:
    """Count along on stderr, where somebody is looking."""
    if not sys.stderr.isatty():
        yield from items
        return
    for count, item in enumerate(items, start=1):
        yield item
        click.echo(f"\r{count} read", nl=False, err=True)
    clear_count()


def read_one(source: str, form: str, **options: Any) -> Article:  # noqa: ANN401 - title, outlet, published, url
    """Read one article from a file or from standard input (`-`).

    Raises:
        UnreadableError: it cannot be read, is no news text, or holds one article a line.
    """
    if source == "-":
        raw = sys.stdin.buffer.read(MAX_BYTES + 1)
    else:
        try:
            with Path(source).open("rb") as file:
                raw = file.read(MAX_BYTES + 1)
        except OSError as error:
            raise UnreadableError(source, f"it cannot be read ({error.strerror})") from error
    name = "standard input" if source == "-" else source
    if form == "auto" and (source.lower().endswith(".jsonl") or looks_like_records(raw.partition(b"\n")[0])):
        why = f"extract takes one article, this holds one article a line. Take them in with: claimtrack ingest {source}"
        raise UnreadableError(name, why)
    kind: Literal["auto", "text", "html"] = "html" if form == "html" else "text" if form == "text" else "auto"
    return read(raw, source=name, format=kind, **options)


def take_in(run: Run, article: Article, desk: Desk, *, plain: bool) -> Ingested:
    """Take one article in, in one transaction of its own; extraction happens before it, so that nobody waits for it."""
    from claimtrack.extraction import extract  # noqa: PLC0415 - only for what is new

    with sessions.reading(run.settings) as session:
        known = taking_in.find_unchanged(session, article)
    if known is not None:
        return known
    try:
        extraction = extract(article, plain=plain, due=desk.due)
    except Exception as error:
        # The text is untrusted: what breaks on one article must not keep the others out.
        if os.environ.get("CLAIMTRACK_DEBUG"):
            raise
        return taking_in.refused(article.source, unexpected(error))
    act = Act(by=run.settings.by, now=run.now)
    with sessions.writing(run.settings) as session:
        return taking_in.take_in(session, article, extraction, act, desk)


NAMED = 12
"""Claims that are named one by one; a list of hundreds helps nobody."""


def _names(claims: Sequence[str]) -> str:
    rest = len(claims) - NAMED
    return ", ".join(claims[:NAMED]) + (f" and {rest} more" if rest > 0 else "")


def describe(result: Ingested) -> None:
    """Print what became of one source."""
    if result.status == "refused":
        labelled([("refused", "red")], f"{result.source}: {result.reason or ''}")
        return
    labelled([(result.status.replace("_", " "), "green"), (result.id or "", "bold")], result.source)
    if result.status == "unchanged":
        return
    parts = [counted(len(result.claims), "claim proposed"), counted(result.set_aside, "stretch set aside")]
    if result.mentions:
        parts.append(f"said again: {_names(tuple(dict.fromkeys(mention.claim for mention in result.mentions)))}")
    paragraph("; ".join(parts))
    if result.revisit:
        touched = counted(len(result.touched), "claim")
        paragraph(f"touches {touched}: {_names(result.touched)}  (claimtrack revisit list)")
    if result.below:
        paragraph(f"{counted(result.below, 'match')} kept below the floor  (claimtrack revisit list --all)")
