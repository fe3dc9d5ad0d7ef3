"""`claimtrack export` and `claimtrack import`: a whole project as one file of JSON lines."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import click

from claimtrack.cli.options import as_json, database, start
from claimtrack.cli.output import counted, print_json, say
from claimtrack.domain.contents import Moved
from claimtrack.errors import ClaimtrackError, ConflictError, NotFoundError, unopened

FILE = click.argument("file", metavar="FILE.jsonl")


@click.command()
@FILE
@click.option("--all", "whole", is_flag=True, help="The whole project; there is nothing else to choose yet.")
@as_json
@database
@click.pass_context
def export(ctx: click.Context, file: str, *, whole: bool, as_json: bool) -> None:
    """Write a whole project to FILE.jsonl, one JSON object a line; `-` is standard output.

    Articles with their bytes, claims, verdicts, evidence, links, users and the whole history, so that claimtrack import
    makes the same project of it on any database. It is written as of one moment, while others go on working. What is
    made from claims, the indexes and vectors, is left out.
    """
    from claimtrack.formats import moves  # noqa: PLC0415 - keeps help quick
    from claimtrack.store import sessions  # noqa: PLC0415 - keeps help quick
    from claimtrack.workflow import archive  # noqa: PLC0415 - keeps help quick

    if not whole:
        raise click.UsageError("Say what to export: --all")
    if as_json and file == "-":
        raise click.UsageError("With --json the export needs a file: standard output has the report.")
    run = start(ctx)
    with sessions.reading(run.settings) as session, _target(file) as stream:
        moved = archive.write_out(session, stream.write, run.now)
    if as_json:
        print_json(moves.moved(file, moved))
        return
    say(f"Exported {_told(moved)}" + (f" to {file}." if file != "-" else "."))
    if moved.rows.get("account_token"):
        say("It holds the hashes of tokens, which work where it is imported too: keep it as you keep a backup.")


@contextmanager
def _target(file: str) -> Iterator[BinaryIO]:
    """Give what to write to; a file has its name only when it is whole, and replaces none."""
    if file == "-":
        yield sys.stdout.buffer
        return
    path = Path(file)
    if path.exists():
        raise ConflictError(f"{path} exists already. Choose another name, or move it away first.")
    if not path.parent.is_dir():
        raise NotFoundError(f"There is no folder {path.parent}. Make it first.")
    partial = path.with_name(f".{path.name}.partial")
    try:
        with partial.open("wb") as stream:
            yield stream
        partial.rename(path)
    except OSError as error:
        raise ClaimtrackError(f"{path} cannot be written: {error.strerror or error}. Nothing was exported.") from error
    finally:
        partial.unlink(missing_ok=True)


@click.command("import")
@FILE
@as_json
@database
@click.pass_context
def import_(ctx: click.Context, file: str, *, as_json: bool) -> None:
    """Make the project of FILE.jsonl in an empty database; `-` is standard input.

    All of it or nothing: every line is checked against its sum, every row against its table, texts against their
    hashes, and the history is verified. Refused where anything is in the database already. The indexes are made anew.
    """
    from claimtrack.formats import moves  # noqa: PLC0415 - keeps help quick
    from claimtrack.store import sessions  # noqa: PLC0415 - keeps help quick
    from claimtrack.workflow import archive  # noqa: PLC0415 - keeps help quick

    run = start(ctx)
    with _source(file) as (name, stream), sessions.filling(run.settings) as session:
        header, moved = archive.take_in(session, name, stream)
    if as_json:
        print_json(moves.moved(file, moved, header.exported))
        return
    say(f"Imported {_told(moved)}, exported {header.exported:%Y-%m-%d %H:%M} UTC. The history is whole.")


@contextmanager
def _source(file: str) -> Iterator[tuple[str, BinaryIO]]:
    if file == "-":
        yield "standard input", sys.stdin.buffer
        return
    try:
        stream = Path(file).open("rb")  # noqa: SIM115 - closed below, where it was opened
    except OSError as error:
        raise unopened(file, error) from error
    with stream:
        yield file, stream


def _told(moved: Moved) -> str:
    rows = moved.rows
    return (
        f"{counted(rows.get('article', 0), 'article')}, {counted(rows.get('claim', 0), 'claim')}, "
        f"{counted(rows.get('verdict', 0), 'verdict')} and {counted(moved.events, 'event')}"
    )
