"""`claimtrack db`."""

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from claimtrack.cli import copies
from claimtrack.cli.errors import DAMAGED
from claimtrack.cli.options import as_json, database, start
from claimtrack.cli.output import clear_count, print_json, say, styled, write
from claimtrack.domain.ids import Kind, public_id
from claimtrack.errors import ClaimtrackError, ToolMissingError
from claimtrack.settings import Settings

if TYPE_CHECKING:
    from claimtrack.store.checks import Check


@click.group()
def db() -> None:
    """Upgrade, check, back up and restore the database."""


@db.command()
@click.option("--no-backup", is_flag=True, help="Upgrade without a backup, as where there is no pg_dump.")
@as_json
@database
@click.pass_context
def upgrade(ctx: click.Context, *, no_backup: bool, as_json: bool) -> None:
    """Bring the database to this version's form; it is backed up first.

    A SQLite file is copied beside itself, a PostgreSQL database dumped by pg_dump into the project's folder or this
    one. The upgrade happens in one transaction: when it fails, the database is as it was.
    """
    from claimtrack.store.upgrade import upgrade as bring_up  # noqa: PLC0415 - keeps help quick

    try:
        before, after, saved = bring_up(start(ctx).settings, saves=not no_backup)
    except ToolMissingError as error:
        raise ClaimtrackError(
            f"{error.message} To upgrade without a backup: claimtrack db upgrade --no-backup"
        ) from error
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
def doctor(ctx: click.Context, *, as_json: bool) -> None:
    """Look for every kind of damage, and say what to do about it; exit code 7 if there is any.

    Reads all there is, also of a damaged database, and writes nothing: pages, schema, triggers, references, every row,
    texts against their hashes, quotes against their texts, both indexes against the claims, and the history. A large
    database takes minutes; db check takes the quick half of it.
    """
    from claimtrack.store.doctor import examine  # noqa: PLC0415 - keeps help quick

    found = []
    for item in examine(start(ctx).settings):
        found.append(item)
        if not as_json:
            _show(item)
    _close(ctx, found, as_json=as_json)


@db.command()
@as_json
@database
@click.pass_context
def check(ctx: click.Context, *, as_json: bool) -> None:
    """Check the file, the indexes and the history; exit code 7 if anything is wrong.

    This is the quick half of db doctor, for every day: no text is read again.
    """
    from claimtrack.store import sessions  # noqa: PLC0415 - keeps help quick
    from claimtrack.store.checks import check_all  # noqa: PLC0415 - keeps help quick

    run = start(ctx)
    with sessions.reading(run.settings) as session:
        found = check_all(session)
    if not as_json:
        for item in found:
            _show(item)
    _close(ctx, found, as_json=as_json)


def _show(item: "Check") -> None:
    write(f"{styled('ok  ', 'green') if item.ok else styled('FAIL', 'red')}  {item.name}: {styled(item.detail)}")


def _close(ctx: click.Context, found: Sequence["Check"], *, as_json: bool) -> None:
    ok = all(item.ok for item in found)
    if as_json:
        shown = [{"name": item.name, "ok": item.ok, "detail": item.detail} for item in found]
        print_json({"ok": ok, "checks": shown})
    if not ok:
        ctx.exit(DAMAGED)


@db.command()
@click.option("--search", "searching", is_flag=True, help="Make the search box anew instead, in one transaction.")
@as_json
@database
@click.pass_context
def reindex(ctx: click.Context, *, searching: bool, as_json: bool) -> None:
    """Index all claims anew, so that new articles find them.

    Needed when claimtrack says that another version or matcher made the index. Others may go on working meanwhile; what
    is cut short can be run again.
    """
    from claimtrack.store import sessions  # noqa: PLC0415 - keeps help quick
    from claimtrack.workflow import index  # noqa: PLC0415 - keeps help quick

    settings = start(ctx).settings
    if searching:
        _remake_search(settings, as_json=as_json)
        return
    done = sum(_batches(settings))
    with sessions.writing(settings) as session:
        indexed = index.close_reindex(session)
    if as_json:
        print_json({"claims": done, "indexed": indexed})
    else:
        say(f"{done:,} claims looked at, {indexed:,} are in the matching index.")


def _remake_search(settings: Settings, *, as_json: bool) -> None:
    from claimtrack.store import search, sessions  # noqa: PLC0415 - keeps help quick

    with sessions.writing(settings) as session:
        known = search.remake(session)
    if as_json:
        print_json({"claims": known, "indexed": known})
    else:
        say(f"{known:,} claims can be searched for.")


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


for command in (copies.backup, copies.restore, copies.copy):
    db.add_command(command)
