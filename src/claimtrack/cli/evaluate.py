"""`claimtrack eval`: how well extraction and matching do on annotated data; needs no project."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from claimtrack.cli.options import as_json

_F = TypeVar("_F", bound=Callable[..., Any])

_PLAIN = click.option("--plain", is_flag=True, help="Measure extraction without the language model.")


def _gold(help_text: str) -> Callable[[_F], _F]:
    """Add `--gold`."""
    return click.option("--gold", type=click.Path(path_type=Path), metavar="PATH", required=True, help=help_text)


@click.group("eval")
def evaluate() -> None:
    """Measure extraction and matching on annotated data; needs no project.

    Each command prints its figures with 95 % intervals: a bootstrap over articles (or queries, or pages) with a fixed
    seed, so that the same data give the same figures.
    """


@evaluate.command("extract")
@_gold("Folder with annotated articles, or with one story of them.")
@_PLAIN
@click.option("--misses", is_flag=True, help="Also list, article by article, what was missed and what was wrong.")
@as_json
def evaluate_extract(gold: Path, *, plain: bool, misses: bool, as_json: bool) -> None:
    """Measure the extractor on annotated articles.

    An emitted claim hits an annotated one when they share half of their union, or when it holds the whole of that one
    and no other. Core claims have to be found; what hits an optional claim is neither right nor wrong; everything else
    is wrong, and what lies in a stretch marked as no claim is a must-not hit.
    """
    from claimtrack.cli.evaluate_print import counted_along, document, print_misses, print_table  # noqa: PLC0415
    from claimtrack.cli.output import print_json  # noqa: PLC0415
    from claimtrack.evaluation.extraction import evaluate_extraction  # noqa: PLC0415

    report = evaluate_extraction(gold, plain=plain, watch=counted_along)
    if as_json:
        print_json(document(report.evaluation, gold, report.misses if misses else None))
        return
    print_table(report.evaluation)
    if misses:
        print_misses(report.misses)
