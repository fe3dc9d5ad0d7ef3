"""`claimtrack history`."""

import click

from claimtrack.cli.options import as_json, database, start
from claimtrack.cli.output import facts, labelled, print_json
from claimtrack.domain.history import HistoryEvent
from claimtrack.domain.ids import Kind, parse_any_id, parse_id, public_id
from claimtrack.errors import InvalidDataError


@click.command()
@click.argument("thing", metavar="C-7|A-3|U-1")
@as_json
@database
@click.pass_context
def history(ctx: click.Context, thing: str, *, as_json: bool) -> None:
    """Show everything that happened to one claim, article or user, oldest first."""
    from claimtrack.formats import documents  # noqa: PLC0415 - keeps help quick
    from claimtrack.store import accounts, articles, claims, sessions  # noqa: PLC0415 - keeps help quick
    from claimtrack.store import history as log_of  # noqa: PLC0415 - keeps help quick

    kind, number = (Kind.CLAIM, parse_id(Kind.CLAIM, thing)) if thing.isdigit() else parse_any_id(thing)
    if kind not in {Kind.CLAIM, Kind.ARTICLE, Kind.USER}:
        raise InvalidDataError(
            f"{thing} has no history of its own; it is in that of its claim. See: claimtrack show {thing}"
        )
    run = start(ctx)
    with sessions.reading(run.settings) as session:
        if kind is Kind.CLAIM:
            claims.get_record(session, number)
        elif kind is Kind.ARTICLE:
            articles.newest_version(session, number)
        else:
            accounts.check_known(session, number)
        events = log_of.of_stream(session, public_id(kind, number))
    if as_json:
        print_json([documents.history_event(event) for event in events])
        return
    for event in events:
        show_event(event)


def show_event(event: HistoryEvent) -> None:
    """Print one event: a line, and its details below."""
    from claimtrack.cli.details import detail_words  # noqa: PLC0415 - keeps help quick

    way = f"  {event.source or 'new'} -> {event.target}" if event.target else ""
    labels = [(f"{event.seq:>6}", ""), (f"{event.at:%Y-%m-%d %H:%M} UTC", ""), (event.event, "bold")]
    labelled(labels, f"by {event.by}{way}", hang=10)
    rows: list[tuple[str, str | None]] = [("note", event.note)]
    for name, value in event.details.items():
        if name == "changes":
            rows += [
                (field, f"{detail_words(field, change['old'])} -> {detail_words(field, change['new'])}")
                for field, change in value.items()
            ]
        else:
            rows.append((name, detail_words(name, value, event.details.get("cause"))))
    facts(rows, "          ")
