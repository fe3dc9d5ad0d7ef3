"""`claimtrack match`."""

import sys
from collections.abc import Iterable, Iterator
from time import monotonic
from typing import TypeVar

import click

from claimtrack.cli.errors import json_text
from claimtrack.cli.options import as_json
from claimtrack.cli.output import clear_count
from claimtrack.cli.semantic import encoder, semantic

_T = TypeVar("_T")


@click.command()
@click.argument("claims", metavar="CLAIMS.jsonl")
@click.argument("queries", metavar="QUERIES.jsonl")
@click.option("--top", type=click.IntRange(1, 1000), default=20, show_default=True, help="How many claims a query.")
@semantic
@as_json
def match(claims: str, queries: str, top: int, *, semantic: bool | None, as_json: bool) -> None:
    """Rank the claims for each query, one JSON line a query; needs no project.

    Both files hold a JSON object a line: {"id", "text"} and, if there is one, "context" (a headline, a speaker). One
    of them may be - for standard input.
    """
    from claimtrack.formats.rows import read_rows  # noqa: PLC0415 - keeps help quick
    from claimtrack.matching import matcher, rank  # noqa: PLC0415 - keeps help quick

    del as_json  # JSON lines are the only form
    if claims == queries == "-":
        raise click.UsageError("Only one of CLAIMS.jsonl and QUERIES.jsonl can be standard input.")
    rows, asked = read_rows(claims), read_rows(queries)
    encode = encoder(wanted=semantic)
    name = matcher(semantic=bool(encode))
    for found in _counted(rank(rows, asked, top, encode), len(asked)):
        line = {
            "id": found.id,
            "ranked": found.ranked,
            "scores": [round(score, 6) for score in found.scores],
            "relation": [relation.value for relation in found.relations],
            "matcher": name,
        }
        click.echo(json_text(line, ascii_only=True))  # in ASCII, so that any id gets through any pipe


def _counted(items: Iterable[_T], total: int) -> Iterator[_T]:
    """Count along on stderr once a second, where somebody is looking and the lines go elsewhere."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield from items
        return
    told = monotonic()
    for count, item in enumerate(items, start=1):
        yield item
        if monotonic() - told >= 1:
            told = monotonic()
            click.echo(f"\r{count} of {total} queries", nl=False, err=True)
    clear_count()
