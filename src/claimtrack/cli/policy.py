"""`claimtrack policy`: the desk's rules for verdicts, and which of them hold."""

from typing import TYPE_CHECKING, Any

import click

from claimtrack.cli.history import show_event
from claimtrack.cli.options import acting_on, as_json, database, start
from claimtrack.cli.output import facts, print_json, say

if TYPE_CHECKING:
    from claimtrack.workflow.policy import KeptPolicy


_NAMES = {
    "independent": "links of another origin that confirmed and refuted need",
    "independent_high": "the same of high priority",
    "four_eyes": "two people for",
}


@click.group()
def policy() -> None:
    """The desk's rules for verdicts: how much evidence, and which claims take two people.

    They stand in [policy] of claimtrack.toml, which is found by where you stand. Once an admin has kept them in the
    database, they hold for everybody who works with it, wherever they stand, until an admin keeps others.
    """


def _document(rules: dict[str, Any], found: "KeptPolicy | None") -> dict[str, Any]:
    from claimtrack.formats import documents  # noqa: PLC0415 - keeps help quick

    kept = {"by": found.by, "at": documents.stamp(found.at), "note": found.note} if found else None
    return {"in_force": rules, "kept": kept}


@policy.command()
@as_json
@database
@click.pass_context
def show(ctx: click.Context, *, as_json: bool) -> None:
    """Show the rules that hold, and where they come from."""
    from claimtrack.store import sessions  # noqa: PLC0415 - keeps help quick
    from claimtrack.workflow import policy as rules  # noqa: PLC0415 - keeps help quick
    from claimtrack.workflow.desk import desk_of  # noqa: PLC0415 - keeps help quick

    run = start(ctx)
    own = desk_of(run.settings)
    with sessions.reading(run.settings) as session:
        found = rules.kept(session)
        held = rules.of_desk(rules.in_force(session, own))
    if as_json:
        print_json(_document(held, found))
        return
    facts([(_NAMES[name], _words(value)) for name, value in held.items()])
    if found is None:
        where = f"{run.settings.project}/claimtrack.toml" if run.settings.project else "the defaults; no file was found"
        say(f"From {where}. To let them hold wherever somebody stands: claimtrack policy keep")
    else:
        say(f"Kept in the database by {found.by} on {found.at:%Y-%m-%d}" + (f": {found.note}" if found.note else "."))
        if run.settings.project and rules.of_desk(own) != held:
            say("claimtrack.toml says otherwise. To let it hold, an admin runs: claimtrack policy keep")


def _words(value: object) -> str:
    return ", ".join(map(str, value)) or "no priority" if isinstance(value, list) else str(value)


@policy.command()
@acting_on
@as_json
@database
@click.pass_context
def keep(ctx: click.Context, note: str | None, *, as_json: bool) -> None:
    """Keep [policy] of claimtrack.toml in the database, so that it holds for everybody."""
    from claimtrack.store import sessions  # noqa: PLC0415 - keeps help quick
    from claimtrack.workflow import policy as rules  # noqa: PLC0415 - keeps help quick
    from claimtrack.workflow.desk import desk_of  # noqa: PLC0415 - keeps help quick

    run = start(ctx)
    with sessions.writing(run.settings) as session:
        rules.keep(session, desk_of(run.settings), run.act(note))
    with sessions.reading(run.settings) as session:
        found = rules.kept(session)
        held = rules.of_desk(rules.in_force(session, desk_of(run.settings)))
    if as_json:
        print_json(_document(held, found))
    else:
        say("Kept in the database. It holds for everybody from now on; see it with: claimtrack policy show")


@policy.command("history")
@as_json
@database
@click.pass_context
def show_history(ctx: click.Context, *, as_json: bool) -> None:
    """Show which rules were kept, when and by whom."""
    from claimtrack.formats import documents  # noqa: PLC0415 - keeps help quick
    from claimtrack.store import history, sessions  # noqa: PLC0415 - keeps help quick
    from claimtrack.workflow.policy import STREAM  # noqa: PLC0415 - keeps help quick

    run = start(ctx)
    with sessions.reading(run.settings) as session:
        events = history.of_stream(session, STREAM)
    if as_json:
        print_json([documents.history_event(event) for event in events])
        return
    for event in events:
        show_event(event)
    if not events:
        say("None was kept yet; claimtrack.toml holds. See: claimtrack policy show")
