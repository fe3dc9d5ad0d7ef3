"""`claimtrack db`."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click

from claimtrack.cli.errors import DAMAGED
from claimtrack.cli.options import as_json, database, start
from claimtrack.cli.output import clear_count, print_json, say, styled, write
from claimtrack.domain.ids import Kind, public_id
from claimtrack.errors import InvalidDataError
from claimtrack.settings import Settings


@click.group()
def db() -> None:
    """Upgrade, check, back up and restore the database."""


@db.command()
@as_json
@database
@click.pass_context
def upgrade(ctx: click.Context, *, as_json: bool) -> None:
    """Bring the database to this version's form; a SQLite file is backed up first."""
    from claimtrack.store.upgrade import upgrade as bring_up  # noqa: PLC0415 - keeps help quick

    before, after, saved = bring_up(start(ctx).settings)
    if as_json:
        print_json({"before": before, "after": after, "backup": str(saved) if saved else None})
    elif before == after:
        say(f"The database is at revision {after} already.")
    else:
        say(f"The database is at revision {after} now." + (f" The one before is kept as {saved}." if saved else ""))


@db.command()
@as_json
@database
@click.pass_context
def check(ctx: click.Context, *, as_json: bool) -> None:
    """Check the file, the indexes and the history; exit code 7 if anything is wrong."""
    from claimtrack.store import sessions  # noqa: PLC0415 - keeps help quick
    from claimtrack.store.checks import check_all  # noqa: PLC0415 - keeps help quick

    run = start(ctx)
    with sessions.reading(run.settings) as session:
        found = check_all(session)
    ok = all(item.ok for item in found)
    if as_json:
        print_json(
            {
                "ok": ok,
                "checks": [{"name": item.name, "ok": item.ok, "detail": item.detail} for item in found],
            }
        )
    else:
        for item in found:
            write(
                f"{styled('ok  ', 'green') if item.ok else styled('FAIL', 'red')}  {item.name}: {styled(item.detail)}"
            )
    if not ok:
        ctx.exit(DAMAGED)


@db.command()
@as_json
@database
@click.pass_context
def reindex(ctx: click.Context, *, as_json: bool) -> None:
    """Index all claims anew, so that new articles find them.

    Needed when claimtrack says that another version or matcher made the index. Others may go on working meanwhile; what
    is cut short can be run again.
    """
    from claimtrack.store import sessions  # noqa: PLC0415 - keeps help quick
    from claimtrack.workflow import index  # noqa: PLC0415 - keeps help quick

    settings = start(ctx).settings
    done = sum(_batches(settings))
    with sessions.writing(settings) as session:
        indexed = index.close_reindex(session)
    if as_json:
        print_json({"claims": done, "indexed": indexed})
    else:
        say(f"{done:,} claims looked at, {indexed:,} are in the matching index.")


def _batches(settings: Settings) -> Iterator[int]:
    """Index all claims, some in each transaction, and count along on stderr where somebody is looking."""
    from claimtrack.store import sessions, tracked  # noqa: PLC0415 - keeps help quick
    from claimtrack.workflow import index  # noqa: PLC0415 - keeps help quick

    with sessions.reading(settings) as session:
        newest = tracked.newest(session)
    after, watched = 0, sys.stderr.isatty()
    try:
        while after < newest:
            with sessions.writing(settings) as session:
                numbers = index.reindex(session, after)
            if not numbers:
                break
            after = numbers[-1]
            if watched:
                click.echo(f"\r{public_id(Kind.CLAIM, after)} of {newest}", nl=False, err=True)
            yield len(numbers)
    finally:
        if watched:
            clear_count()


def _file(settings: Settings, server_tool: str) -> Path:
    path = settings.sqlite_file
    if path is None:
        raise InvalidDataError(f"This is for SQLite files. For PostgreSQL use its own tool: {server_tool}")
    return path


@db.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
@as_json
@database
@click.pass_context
def backup(ctx: click.Context, file: Path | None, *, as_json: bool) -> None:
    """Copy the database to FILE while others go on working.

    Without FILE the copy lies beside the database, with the time in its name.
    """
    from claimtrack.store import backup as copies  # noqa: PLC0415 - keeps help quick
    from claimtrack.store.engine import check_sqlite_file  # noqa: PLC0415 - keeps help quick

    run = start(ctx)
    path = _file(run.settings, "pg_dump --format=custom --file=claimtrack.dump DATABASE")
    check_sqlite_file(path, writes=False)
    target = file or path.with_name(f"{path.stem}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.db")
    copies.copy(path, target)
    if as_json:
        print_json({"backup": str(target.resolve()), "bytes": target.stat().st_size})
    else:
        say(f"Backed up to {target} ({target.stat().st_size:,} bytes).")


@db.command()
@click.argument("role")
@click.option("--print", "only_print", is_flag=True, help="Print the statements, and change nothing.")
@as_json
@database
@click.pass_context
def grant(ctx: click.Context, role: str, *, only_print: bool, as_json: bool) -> None:
    """Let a PostgreSQL role work with the database, and do no more.

    Run it as the owner of the tables. ROLE, which owns nothing, can then read and add to the history, but neither
    change it nor take its guards off. `db upgrade` grants the same on what it adds.
    """
    from claimtrack.store import roles  # noqa: PLC0415 - keeps help quick

    found = roles.grant(start(ctx).settings, role, only_print=only_print)
    if as_json:
        print_json({"role": role, "granted": not only_print, "statements": found})
    elif only_print:
        for statement in found:
            write(f"{statement};")
    else:
        say(f"{role} can work with this database now.")


@db.command()
@click.argument("file", type=click.Path(path_type=Path))
@as_json
@database
@click.pass_context
def restore(ctx: click.Context, file: Path, *, as_json: bool) -> None:
    """Put a backup in the database's place; what was there is kept beside it."""
    from claimtrack.store import backup as copies  # noqa: PLC0415 - keeps help quick

    path = _file(start(ctx).settings, "pg_restore --dbname=DATABASE claimtrack.dump")
    kept = path.with_name(f"{path.stem}-before-restore-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.db")
    there = path.exists()
    copies.restore(file, path, kept)
    if as_json:
        print_json({"restored": str(path), "kept": str(kept) if there else None})
    else:
        say(f"Restored {file}." + (f" What was there is kept as {kept}." if there else ""))
