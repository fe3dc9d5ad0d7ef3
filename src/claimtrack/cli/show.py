"""`claimtrack show`: one thing whole."""

import click

from claimtrack.cli.options import as_json, database, start
from claimtrack.cli.output import print_json
from claimtrack.domain.ids import WORDS, parse_any_id
from claimtrack.errors import InvalidDataError


@click.command()
@click.argument("thing", metavar="C-7|A-3|E-2|R-9")
@as_json
@database
@click.pass_context
def show(ctx: click.Context, thing: str, *, as_json: bool) -> None:
    """Show one thing whole.

    A claim is marked [[so]] inside its sentence, with who said it, when it is due and why, evidence and history.
    """
    from claimtrack.cli import pages  # noqa: PLC0415 - keeps help quick
    from claimtrack.store import sessions  # noqa: PLC0415 - keeps help quick

    kind, number = parse_any_id(f"C-{thing}" if thing.isdigit() else thing)
    if kind not in pages.PAGES:
        raise InvalidDataError(f"{thing} is {WORDS[kind]}. See: claimtrack user list, claimtrack history {thing}")
    run = start(ctx)
    with sessions.reading(run.settings) as session:
        page = pages.PAGES[kind](session, number, run.settings.outlets)
    if as_json:
        print_json(page.document())
    else:
        page.write()
