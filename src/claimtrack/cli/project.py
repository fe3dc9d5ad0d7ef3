"""`claimtrack init`."""

from pathlib import Path

import click

from claimtrack.cli.options import as_json
from claimtrack.cli.output import print_json, say
from claimtrack.errors import ClaimtrackError, ConflictError
from claimtrack.settings import CONFIG, DATABASE, PROJECT, TEMPLATE, Settings, database_url


@click.command()
@click.argument("directory", type=click.Path(path_type=Path), default=".")
@click.option("--db", "url", metavar="URL", help="Use this database instead of a file in the project.")
@as_json
@click.pass_context
def init(ctx: click.Context, directory: Path, url: str | None, *, as_json: bool) -> None:
    """Make a project in DIRECTORY (here by default).

    It is a folder .claimtrack with the database and the desk's policy, claimtrack.toml. Doing it twice changes
    nothing.
    """
    from claimtrack.domain.duepolicy import as_comments  # noqa: PLC0415 - keeps help quick
    from claimtrack.matching import MatchPolicy  # noqa: PLC0415 - keeps help quick
    from claimtrack.store.upgrade import upgrade  # noqa: PLC0415 - keeps help quick

    folder = directory / PROJECT
    named = url or ctx.find_root().obj.get("db")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        config = folder / CONFIG
        if not config.exists():
            config.write_text(TEMPLATE.format(floor=MatchPolicy().floor, due=as_comments()), "utf-8")
    except OSError as error:
        raise ClaimtrackError(f"No project can be made in {directory}: {error.strerror}.") from error
    database = database_url(named or str(folder / DATABASE))
    settings = Settings(database=database, project=folder)
    before, after, _ = upgrade(settings)
    if before is not None and before != after:
        raise ConflictError(f"There was a database at revision {before} already; it is at {after} now.")
    if as_json:
        print_json({"project": str(folder.resolve()), "database": settings.place, "new": before is None})
    elif before is None:
        say(f"Made a project in {folder.resolve()}. Take articles in with: claimtrack ingest FILE --published DATE")
        if named:
            say("Its database is elsewhere: set CLAIMTRACK_DB to that URL, or give --db with each command.")
    else:
        say(f"There is a project in {folder.resolve()} already; nothing was changed.")
