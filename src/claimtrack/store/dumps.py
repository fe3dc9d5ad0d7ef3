"""Dumps of a PostgreSQL database, made by pg_dump and compared with the database, and the way back."""

import hashlib
import re
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from sqlalchemy import Connection, text

from claimtrack.errors import ClaimtrackError, ConflictError, DatabaseError, NotFoundError
from claimtrack.settings import Settings
from claimtrack.store import clients, roles
from claimtrack.store.backup import free_name
from claimtrack.store.engine import open_engine
from claimtrack.store.faults import in_words

MAGIC = b"PGDMP"
_COPY = re.compile(rb"COPY (?:\S+\.)?(\S+) \((.*)\) FROM stdin;\n")
_BLOCK = 1 << 20
_OURS = "alembic_version", "history_event", "log_head"
"""Tables without which a dump is none of a claimtrack database."""


_STILL = (
    "DO $$ BEGIN IF (SELECT encode(hash, 'hex') FROM {head}) IS DISTINCT FROM '{hash}' THEN "
    "RAISE EXCEPTION 'somebody wrote while what was there was being saved'; END IF; END $$;"
)


def save(connection: Connection, target: Path) -> None:
    """Dump a database as a connection sees it, read the dump back, and compare each table's rows byte by byte.

    Raises:
        NotFoundError: the folder of `target` is not there.
        ClaimtrackError: `target` exists, or cannot be written.
        ToolMissingError: there is no pg_dump, or it is older than the server.
        DatabaseError: pg_dump failed, or wrote something else than what is there.
    """
    if target.exists():
        raise ConflictError(f"{target} exists already. Choose another name, or move it away first.")
    if not target.parent.is_dir():
        raise NotFoundError(f"No backup was made at {target}: there is no folder {target.parent}. Make it first.")
    programs = clients.find(connection)
    snapshot = str(connection.scalar(text("SELECT pg_export_snapshot()")))
    partial = target.with_name(f".{target.name}.partial")
    partial.unlink(missing_ok=True)
    try:
        partial.touch(mode=0o600)
        programs.run(
            "pg_dump", "--format=custom", "--no-password", "--lock-wait-timeout=30s",
            f"--snapshot={snapshot}", f"--file={partial}",
        )  # fmt: skip
        _compare(connection, programs, partial)
        partial.rename(target)
    except OSError as error:
        raise ClaimtrackError(f"No backup was made at {target}: {error}") from error
    finally:
        partial.unlink(missing_ok=True)


def _compare(connection: Connection, programs: clients.Clients, dump: Path) -> None:
    for setting in ("TimeZone = 'UTC'", "DateStyle = 'ISO'", "extra_float_digits = 1", "synchronize_seqscans = off"):
        connection.exec_driver_sql(f"SET LOCAL {setting}")
    wanted = set(_tables(connection))
    with programs.reading("pg_restore", "--data-only", "--file=-", str(dump)) as script:
        for name, columns, written in _copied(script):
            if name in wanted:
                wanted.remove(name)
                if written != _hash_of(connection, name, columns):
                    raise DatabaseError(
                        f"The dump of {name} is not what the table holds. No backup was made; try again."
                    )
    if wanted:
        raise DatabaseError(f"The dump lacks {', '.join(sorted(wanted))}. No backup was made; try again.")


def _tables(connection: Connection) -> list[str]:
    query = text("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
    return list(connection.execute(query).scalars())


def _copied(script: IO[bytes]) -> Iterator[tuple[str, str, bytes]]:
    """Yield each table that a script fills: its name, its columns, and the SHA-256 of its rows as they are written."""
    for line in script:
        if begun := _COPY.fullmatch(line):
            found = hashlib.sha256()
            for row in script:
                if row == b"\\.\n":
                    break
                found.update(row)
            yield begun[1].decode().strip('"'), begun[2].decode(), found.digest()


def _hash_of(connection: Connection, table: str, columns: str) -> bytes:
    found = hashlib.sha256()
    driver = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f'COPY "{table}" ({columns}) TO STDOUT') as rows:  # type: ignore[union-attr] # psycopg's
        for block in rows:
            found.update(block)
    return found.digest()


def check_file(path: Path) -> None:
    """Refuse a file that is no dump in pg_dump's own format.

    Raises:
        NotFoundError: there is no such file.
        DatabaseError: it is none.
    """
    wanted = "Name a backup made by: claimtrack db backup"
    if not path.exists():
        raise NotFoundError(f"There is no backup at {path}. {wanted}")
    try:
        with path.open("rb") as file:
            head = file.read(len(MAGIC))
    except OSError as error:
        raise DatabaseError(f"{path} cannot be read: {error.strerror}. {wanted}") from error
    if head != MAGIC:
        raise DatabaseError(f"{path} is no dump of PostgreSQL's. {wanted}")


def restore(settings: Settings, dump: Path, kept: Path, *, force: bool) -> Path | None:
    """Put what a dump holds into a server's database, in one transaction: on a failure it is as it was.

    What was there is dumped to `kept` first, and who could work with it can work with what is restored.

    Returns:
        `kept`, where anything was there.

    Raises:
        ConflictError: the database holds something, and `force` is not given.
        DatabaseError: the dump is damaged or no claimtrack's, or the tables are another role's.
    """
    check_file(dump)
    engine = open_engine(settings.database, writes=False)
    try:
        with in_words(settings), engine.connect() as connection:
            programs, there = clients.find(connection), _tables(connection)
            if there and not force:
                raise ConflictError(
                    "The database is not empty. Restore into a new one, or let the backup take its place with --force: "
                    "what is there is dumped first."
                )
            working = roles.working(connection) if "log_head" in there else []
            drops = _drops(connection)
            if there:
                save(connection, kept)
    finally:
        engine.dispose()
    _run(programs, dump, drops)
    _grant(settings, working)
    return kept if there else None


def _drops(connection: Connection) -> str:
    """Return the statements that empty the schema of what claimtrack or another program made in it.

    Raises:
        DatabaseError: some of it is another role's.
    """
    foreign = text(
        "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = current_schema()::regnamespace "
        "AND NOT pg_has_role(relowner, 'USAGE') LIMIT 1"
    )
    if name := connection.scalar(foreign):
        raise DatabaseError(f"The table {name} belongs to another role. Restore as the role that owns the tables.")
    schema = str(connection.scalar(text("SELECT quote_ident(current_schema())")))
    tables = text("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = current_schema()")
    functions = text(
        "SELECT p.oid::regprocedure::text FROM pg_proc p WHERE p.pronamespace = current_schema()::regnamespace "
        "AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')"
    )
    found = ["SET lock_timeout = '30s';"]
    if connection.scalar(text("SELECT to_regclass('log_head')")) is not None:
        head = connection.execute(text("SELECT encode(hash, 'hex') FROM log_head")).scalar()
        found += [f"LOCK TABLE {schema}.log_head;", _STILL.format(head=f"{schema}.log_head", hash=head)]
    found += [f"DROP TABLE {schema}.{name} CASCADE;" for name in connection.execute(tables).scalars()]
    found += [f"DROP FUNCTION {name} CASCADE;" for name in connection.execute(functions).scalars()]
    return "\n".join(found)


def _run(programs: clients.Clients, dump: Path, drops: str) -> None:
    with tempfile.TemporaryFile() as script:
        script.write(drops.encode() + b"\n")
        filled = set()
        with programs.reading("pg_restore", "--no-owner", "--no-acl", "--no-comments", "--file=-", str(dump)) as made:
            for line in made:
                script.write(line)
                if begun := _COPY.fullmatch(line):
                    filled.add(begun[1].decode().strip('"'))
        if missing := sorted(set(_OURS) - filled):
            raise DatabaseError(
                f"{dump} is no dump of a claimtrack database: it has no {missing[0]}. Nothing was restored."
            )
        script.seek(0)
        programs.run(
            "psql", "--no-psqlrc", "--quiet", "--no-password", "--single-transaction", "--set=ON_ERROR_STOP=1",
            "--file=-", source=script,
        )  # fmt: skip


def _grant(settings: Settings, working: list[str]) -> None:
    if not working:
        return
    engine = open_engine(settings.database, writes=True)
    try:
        with in_words(settings), engine.begin() as connection:
            for role in working:
                for statement in roles.statements(connection, role):
                    connection.exec_driver_sql(statement.replace("%", "%%"))
    finally:
        engine.dispose()


def name_for(settings: Settings, what: str) -> Path:
    """Return where a dump goes that nobody named: into the project's folder, or this one, with the time in its name."""
    database = re.sub(r"[^A-Za-z0-9_-]", "_", settings.place.rpartition("/")[2]) or "claimtrack"
    folder = settings.project or Path.cwd()
    return free_name(folder / f"{database}-{what}{datetime.now(UTC):%Y%m%dT%H%M%SZ}.dump")
