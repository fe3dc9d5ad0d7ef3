"""`claimtrack match`."""

import json

import click

from claimtrack.cli.options import as_json


@click.command()
@click.argument("claims", metavar="CLAIMS.jsonl")
@click.argument("queries", metavar="QUERIES.jsonl")
@click.option("--top", type=click.IntRange(1, 1000), default=20, show_default=True, help="How many claims a query.")
@as_json
def match(claims: str, queries: str, top: int, *, as_json: bool) -> None:
    """Rank the claims for each query, one JSON line a query; needs no project.

    Both files hold a JSON object a line: {"id", "text"} and, if there is one, "context" (a headline, a speaker). One
    of them may be - for standard input.
    """
    from claimtrack.formats.rows import read_rows  # noqa: PLC0415 - keeps help quick
    from claimtrack.matching import rank  # noqa: PLC0415

    del as_json  # JSON lines are the only form
    for found in rank(read_rows(claims), read_rows(queries), top):
        click.echo(
            json.dumps(
                {
                    "id": found.id,
                    "ranked": list(found.ranked),
                    "scores": [round(score, 6) for score in found.scores],
                    "relation": [relation.value for relation in found.relations],
                },
                ensure_ascii=False,
            )
        )
