"""Taking articles in, one after the other, and what the commands say about each."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

import click

from claimtrack.cli.errors import unexpected
from claimtrack.cli.options import Run
from claimtrack.cli.output import clear_count, counted, labelled, paragraph
from claimtrack.domain.article import Article
from claimtrack.domain.claim import Extraction
from claimtrack.errors import DeadlockError
from claimtrack.store import sessions
from claimtrack.workflow import ingest as taking_in
from claimtrack.workflow import rights
from claimtrack.workflow.act import Act
from claimtrack.workflow.desk import Desk
from claimtrack.workflow.ingest import Ingested

_T = TypeVar("_T")

TRIES = 5
"""How often an article is tried before somebody is told that others were in the way each time."""


def progress(items: Iterable[_T]) -> Iterator[_T]:
    """Count along on stderr, where somebody is looking."""
    if not sys.stderr.isatty():
        yield from items
        return
    for count, item in enumerate(items, start=1):
        yield item
        click.echo(f"\r{count} read", nl=False, err=True)
    clear_count()


def take_in(run: Run, article: Article, desk: Desk, *, plain: bool) -> Ingested:
    """Take one article in, in one transaction of its own; extraction happens before it, so that nobody waits for it."""
    from claimtrack.extraction import extract  # noqa: PLC0415 - only for what is new

    act = run.act()
    with sessions.reading(run.settings) as session:
        rights.check(session, act, "ingest")
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
    for _ in range(TRIES - 1):
        try:
            return _write(run, article, extraction, act, desk)
        except DeadlockError:
            # Which claims an article touches is found out on the way, so that it cannot lock them in their order.
            continue
    return _write(run, article, extraction, act, desk)


def _write(run: Run, article: Article, extraction: Extraction, act: Act, desk: Desk) -> Ingested:
    with sessions.writing(run.settings) as session:
        return taking_in.take_in(session, article, extraction, act, desk)


NAMED = 12
"""Claims that are named one by one; a list of hundreds helps nobody."""

_SOURCES = 3
"""Sources that a note names; the rest is counted."""


def _names(claims: Sequence[str]) -> str:
    rest = len(claims) - NAMED
    return ", ".join(claims[:NAMED]) + (f" and {rest} more" if rest > 0 else "")


def notes_of(results: Sequence[Ingested]) -> Iterator[str]:
    """Yield each warning once, with the sources that it is about where several came in."""
    about: dict[str, dict[str, None]] = {}
    for result in results:
        for warning in result.warnings:
            about.setdefault(warning, {})[result.source] = None
    for warning, found in about.items():
        sources = list(found)
        rest = f" and {len(sources) - _SOURCES} more" if len(sources) > _SOURCES else ""
        yield f"{', '.join(sources[:_SOURCES])}{rest}: {warning}" if len(results) > 1 else warning


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
    if result.alike:
        pairs = [f"{pair.claim} as {pair.other}" for pair in result.alike]
        paragraph(f"says nearly the same: {_names(pairs)}  (claimtrack dedupe list)")
    if result.below or result.left_out:
        kept = f"{counted(result.below, 'match')} kept without asking  (claimtrack revisit list --all)"
        paragraph(f"{kept}; {result.left_out} scored too little to be kept" if result.left_out else kept)
    if result.filtered:
        why = "too old, of other topics, or of people whom it does not name"
        paragraph(f"{counted(result.filtered, 'claim')} left out by the filters: {why}")
