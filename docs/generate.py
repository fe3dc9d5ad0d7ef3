"""Writes what the code knows best: the table of moves and the command line in the docs, and the schema of exports.

`python docs/generate.py` writes them, `python docs/generate.py --check` exits with 1 when one is out of date. A part
stands between two comments that name it; everything else in a page is written by hand and left alone.
"""

import difflib
import json
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import click

from claimtrack.cli import main
from claimtrack.domain.rights import LEAST
from claimtrack.domain.states import MOVES, Event, Role, State
from claimtrack.formats.archive_schema import schema_of
from claimtrack.store import contents

DOCS = Path(__file__).parent
WIDTH = 100


def moves() -> str:
    """Return the table of moves."""
    lines = ["| event | from | to | least role | needs |", "|---|---|---|---|---|"]
    for event, move in MOVES.items():
        sources = ", ".join(map(_words, move.sources)) or "–"
        lines.append(
            f"| {event.value} | {sources} | {_words(move.target)} | {move.least_role.value} | {move.guards or '–'} |"
        )
    return "\n".join(lines)


def rights() -> str:
    """Return the table of the least role for each event that moves no claim."""
    lines = ["| least role | events |", "|---|---|"]
    for role in Role:
        events = sorted(event for event, least in LEAST.items() if least is role and event not in set(Event))
        lines += [f"| {role.value} | {', '.join(events).replace('_', ' ')} |"] if events else []
    return "\n".join(lines)


def _words(state: State) -> str:
    return state.value.replace("_", " ")


def _commands(command: click.Command, path: str, above: click.Context | None = None) -> Iterator[tuple[str, str]]:
    """Return each command with its help, in the order in which the help lists them."""
    settings = {**command.context_settings, "terminal_width": WIDTH}
    context = click.Context(command, info_name=path.rsplit(maxsplit=1)[-1], parent=above, **settings)
    yield path, command.get_help(context)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            if found is not None and not found.hidden:
                yield from _commands(found, f"{path} {name}", context)


def commands() -> str:
    """Return the help of every command, one section each."""
    sections = []
    for path, text in _commands(main, "claimtrack"):
        level = "#" * min(len(path.split()) + 1, 4)
        sections.append(f"{level} {path}\n\n```text\n{text.rstrip()}\n```")
    return "\n\n".join(sections)


PARTS: dict[str, tuple[str, Callable[[], str]]] = {
    "moves": ("review-states.md", moves),
    "rights": ("review-states.md", rights),
    "commands": ("cli.md", commands),
}


def export_line() -> str:
    """Return the schema of a line of an export."""
    shapes = [contents.shape_of(table) for table in contents.by_hand()]
    return json.dumps(schema_of(shapes), indent=2) + "\n"


FILES: dict[str, Callable[[], str]] = {"schemas/export-line.schema.json": export_line}
CHECKOUT = DOCS.parent


def rewritten(page: str, name: str, content: str) -> str:
    """Return a page with one part put in the place of the old one.

    Raises:
        ValueError: the page has no place for it.
    """
    begin, end = f"<!-- begin generated: {name} (python docs/generate.py) -->", f"<!-- end generated: {name} -->"
    head, found_begin, rest = page.partition(begin)
    _, found_end, tail = rest.partition(end)
    if not (found_begin and found_end):
        message = f"no place for {name}: write {begin} and {end} on lines of their own"
        raise ValueError(message)
    return f"{head}{begin}\n\n{content}\n\n{end}{tail}"


def run(*, check: bool) -> int:
    """Write every part, or with `check` only say which are out of date; return the exit code."""
    stale = 0
    for name, path, make in _written():
        old = path.read_text("utf-8") if path.exists() else ""
        new = make(old)
        if new == old:
            continue
        stale += 1
        if check:
            changes = difflib.unified_diff(old.splitlines(), new.splitlines(), name, "as it should be", "", "", 1)
            click.echo("\n".join(changes))
            click.echo(f"{name} is out of date. Run: python docs/generate.py", err=True)
        else:
            path.write_text(new, "utf-8")
    return 1 if check and stale else 0


def _written() -> Iterator[tuple[str, Path, Callable[[str], str]]]:
    """Yield each file by its name, where it is, and what makes it new from what it was."""
    for part, (file, make) in PARTS.items():
        yield f"docs/{file}", DOCS / file, partial(_renewed, part, make)
    for name, make in FILES.items():
        yield name, CHECKOUT / name, partial(_replaced, make)


def _renewed(part: str, make: Callable[[], str], old: str) -> str:
    return rewritten(old, part, make())


def _replaced(make: Callable[[], str], _old: str) -> str:
    return make()


if __name__ == "__main__":
    sys.exit(run(check="--check" in sys.argv[1:]))
