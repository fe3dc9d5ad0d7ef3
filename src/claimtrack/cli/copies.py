"""`claimtrack db backup`, `db restore` and `db copy`."""

import sys
from dataclasses import replace
from pathlib import Path

import click

from claimtrack.cli.errors import DAMAGED
from claimtrack.cli.options import as_json, database, start
from claimtrack.cli.output import clear_count, counted, print_json, say, table
from claimtrack.errors import ConflictError
from claimtrack.settings import Settings, database_url


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
@as_json
@database
@click.pass_context
def backup(ctx: click.Context, file: Path | None, *, as_json: bool) -> None:
    """Back the database up to FILE while others go on working, and compare the backup with it.

    A SQLite file is copied by SQLite's own backup, a PostgreSQL database dumped by pg_dump. Without FILE the copy lies
    beside the SQLite file, the dump in the project's folder or this one, with the time in its name.
    """
    from claimtrack.store import safekeeping  # noqa: PLC0415 - keeps help quick

    made = safekeeping.back_up(start(ctx).settings, file)
    if as_json:
        print_json({"backup": str(made.resolve()), "bytes": made.stat().st_size})
    else:
        say(f"Backed up to {made} ({made.stat().st_size:,} bytes).")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Also where the database holds something; that is kept.")
@as_json
@database
@click.pass_context
def restore(ctx: click.Context, file: Path, *, force: bool, as_json: bool) -> None:
    """Put a backup in the database's place, and verify its history; exit code 7 if that was changed.

    A database that holds anything is only replaced with --force, and kept: a SQLite file beside itself, a PostgreSQL
    database as a dump. Restore a dump as the role that owns the tables.
    """
    from claimtrack.formats import moves  # noqa: PLC0415 - keeps help quick
    from claimtrack.store import safekeeping  # noqa: PLC0415 - keeps help quick

    settings = start(ctx).settings
    done = safekeeping.put_back(settings, file, force=force)
    if as_json:
        print_json(moves.restored(settings.place, str(done.kept) if done.kept else None, done.log))
    else:
        say(f"Restored {file}." + (f" What was there is kept as {done.kept}." if done.kept else ""))
        if done.log is None:
            say("It is of an older revision. Next: claimtrack db upgrade, then: claimtrack log verify")
        elif done.log.ok:
            say(f"Its history is whole: {counted(done.log.events, 'event')}.")
        else:
            say(f"Its history was changed: {done.log.problems[0]}. Look for more with: claimtrack db doctor")
    if done.log is not None and not done.log.ok:
        ctx.exit(DAMAGED)


@click.command()
@click.argument("source", metavar="SRC")
@click.argument("target", metavar="DST")
@as_json
def copy(source: str, target: str, *, as_json: bool) -> None:
    """Copy a whole project from SRC into the empty database DST, each a SQLite file or a postgresql:// URL.

    So a desk moves from SQLite to PostgreSQL, or back. SRC is read as of one moment, while others go on working; what
    they do after it is not copied. Both ends are compared table by table, and the history is verified at DST, before
    anything is stored there. Run it as the role that owns the tables of DST. Users' tokens come along.
    """
    from claimtrack.formats import moves  # noqa: PLC0415 - keeps help quick
    from claimtrack.store import copying, sessions  # noqa: PLC0415 - keeps help quick

    plain = Settings(database="", by="")
    there, here = (replace(plain, database=database_url(name)) for name in (source, target))
    if there.database == here.database:
        raise ConflictError("SRC and DST are the same database. Name an empty one to copy into.")
    watched = sys.stderr.isatty()

    def told(name: str, rows: int) -> None:
        if watched:
            clear_count()
            click.echo(f"\r{name}: {rows:,}", nl=False, err=True)

    with sessions.reading(there) as session, sessions.filling(here) as filled:
        done = copying.copy(session, filled, told)
    if watched:
        clear_count()
    if as_json:
        print_json(moves.copied(there.place, here.place, done.tables, done.log))
        return
    table(
        ("table", "rows", "SHA-256"), [(one.name, f"{one.rows:,}", one.sha256[:16]) for one in done.tables if one.rows]
    )
    say(f"Copied; both ends hold the same, and the history is whole ({counted(done.log.events, 'event')}).")
