"""How evaluations are shown: a table in 80 columns for people, a document for scripts."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar

import click

from claimtrack.cli.output import clear_count, paragraph, say, styled, write
from claimtrack.evaluation.counting import LEVEL, SEED, Figure
from claimtrack.evaluation.misses import Misses
from claimtrack.evaluation.outcome import Evaluation

_T = TypeVar("_T")

_NAME, _VALUE, _INTERVAL = 40, 8, 15
_SHORT = {
    "asserted_fact": "fact",
    "forward_looking": "future",
    "right each": "right/a",
    "touched each": "touched/a",
}
_PLURALS = {"query": "queries", "story": "stories"}
_ROWS = {"similar_but_unrelated": "only alike"}


def counted_along(items: Iterable[_T], total: int | None) -> Iterator[_T]:
    """Count along on stderr once a second, where somebody is looking."""
    if not sys.stderr.isatty():
        yield from items
        return
    told = monotonic()
    shown = False
    for count, item in enumerate(items, start=1):
        yield item
        if monotonic() - told >= 1:
            told, shown = monotonic(), True
            click.echo(f"\r{count}{f' of {total}' if total else ''} done", nl=False, err=True)
    if shown:
        clear_count()


def document(evaluation: Evaluation, path: Path, misses: Sequence[Misses] | None = None) -> dict[str, Any]:
    """Return an evaluation as a JSON document."""
    found: dict[str, Any] = {
        "task": evaluation.task,
        "data": str(path),
        "subject": evaluation.subject,
        "unit": evaluation.unit,
        "units": evaluation.units,
        "bootstrap": {"resamples": evaluation.resamples, "seed": SEED, "level": LEVEL},
        "figures": {figure.key: _figure(figure) for figure in evaluation.figures},
        "tables": {name: {row: dict(cells) for row, cells in rows.items()} for name, rows in evaluation.tables.items()},
        "notes": list(evaluation.notes),
    }
    if misses is not None:
        found["misses"] = [_plain(asdict(article)) for article in misses]
    return found


def _plain(value: Any) -> Any:  # noqa: ANN401 - JSON
    """Return tuples as the lists that JSON has."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, tuple | list) else value


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "words": figure.words.strip(),
        "value": _rounded(figure.value),
        "low": _rounded(figure.low),
        "high": _rounded(figure.high),
        "right": _rounded(figure.right),
        "of": _rounded(figure.of),
    }


def _rounded(number: float | None) -> float | None:
    return None if number is None else int(number) if float(number).is_integer() else round(number, 6)


def print_table(evaluation: Evaluation) -> None:
    """Print the figures, the tables and the notes."""
    unit = evaluation.unit if evaluation.units == 1 else _PLURALS.get(evaluation.unit, f"{evaluation.unit}s")
    head = f"{evaluation.task}: {evaluation.units} {unit}, {evaluation.subject}"
    write(styled(head, "bold"))
    write(f"{'':{_NAME}}{'':>{_VALUE}}  {'95 % interval':>{_INTERVAL}}")
    for figure in evaluation.figures:
        write(_line(figure))
    for name, rows in evaluation.tables.items():
        if rows:
            write()
            _print_rows(name, rows)
    for note in evaluation.notes:
        say(f"Note: {note}")


def _line(figure: Figure) -> str:
    name = f"{styled(figure.words):{_NAME}}"
    if figure.value is None:
        return f"{name}{'-':>{_VALUE}}".rstrip()
    between = "" if figure.low is None or figure.high is None else f"{_number(figure.low)} - {_number(figure.high)}"
    counts = "" if figure.right is None or figure.of is None else _counts(figure.right, figure.of)
    return f"{name}{_number(figure.value):>{_VALUE}}  {between:>{_INTERVAL}}  {counts}".rstrip()


def _number(value: float) -> str:
    return f"{value:.3f}" if value < 10 else f"{value:.1f}" if value < 10_000 else f"{value:,.0f}"  # noqa: PLR2004 - what fits the column


def _counts(right: float, of: float) -> str:
    """Return the counts behind a share, where they are counts."""
    return f"{right:.0f} / {of:.0f}" if float(right).is_integer() and float(of).is_integer() else ""


def _print_rows(name: str, rows: Mapping[str, Mapping[str, int]]) -> None:
    columns = list(next(iter(rows.values())))
    room = max(len(_ROWS.get(row, row)) for row in rows) + 2
    title = name.replace("_", " ")
    wide = max(len(_SHORT.get(column, column)) for column in columns) + 2
    heads = "".join(f"{_SHORT.get(column, column):>{wide}}" for column in columns)
    write(f"{styled(f'{title:{room}}', 'bold')}{heads}")
    for row, cells in rows.items():
        # A row may be a code out of the annotation, which may hold anything.
        write(styled(f"{_ROWS.get(row, row):{room}}") + "".join(f"{cells[column]:>{wide}}" for column in columns))


def print_misses(found: Sequence[Misses]) -> None:
    """Print what was missed and what was wrong in each article."""
    for article in found:
        write()
        sums = f"{len(article.missed)} missed, {len(article.wrong)} wrong, {len(article.differs)} told otherwise"
        write(styled(f"{article.article}: {sums}", "bold"))
        for missed in article.missed:
            write(f"{styled('missed', 'yellow')} {styled(f'{missed.id} {missed.modality}')}")
            paragraph(missed.text, "    ")
            for text in missed.emitted:
                paragraph(f"emitted: {text}", "      ")
            for reason, text in missed.set_aside:
                paragraph(f"set aside ({reason}): {text}", "      ")
        for wrong in article.wrong:
            why = wrong.code or wrong.standing.replace("_", " ")
            near = f", touches {' '.join(wrong.touches)}" if wrong.touches else ""
            write(f"{styled('wrong', 'red')} {styled(f'{why}, put as {wrong.modality} by {wrong.rule}{near}')}")
            paragraph(wrong.text, "    ")
        for item in article.differs:
            write(f"{styled('differs', 'cyan')} {styled(f'{item.id} {item.what}: {item.found}, not {item.wanted}')}")
            paragraph(item.text, "    ")
