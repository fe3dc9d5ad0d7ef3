"""PostgreSQL's own programs, pg_dump and its kin: where they are, and how they are run without a password in sight."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Connection, text

from claimtrack.errors import DatabaseError, ToolMissingError

LONGEST_SECONDS = 6 * 3600
"""A program that is not done by then is ended: nobody waits for ever for a server that hangs."""

_ASKED_SECONDS = 20
_LOOPBACK = frozenset({"", "localhost", "127.0.0.1", "::1"})
_VERSION = re.compile(r"\(PostgreSQL\) (\d+)")


@dataclass(frozen=True, slots=True)
class Clients:
    """The folder of the programs that fit a server, and the environment in which they reach it."""

    folder: Path
    reach: Mapping[str, str]

    def path(self, name: str) -> str:
        """Return where a program is.

        Raises:
            ToolMissingError: it is not beside the others.
        """
        found = self.folder / name
        if not found.is_file():
            raise ToolMissingError(name, f"there is none beside {self.folder / 'pg_dump'}")
        return str(found)

    def run(self, name: str, *arguments: str, source: IO[bytes] | None = None) -> None:
        """Run a program to its end.

        Raises:
            DatabaseError: it failed, or took too long; with its own words.
        """
        try:
            done = subprocess.run(  # noqa: S603 - a program of PostgreSQL's, without a shell
                [self.path(name), *arguments],
                stdin=source or subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                env=self.environment(),
                timeout=LONGEST_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise DatabaseError(f"{name} was not done after {LONGEST_SECONDS // 3600} hours and was ended.") from error
        if done.returncode:
            raise failed(name, done.stderr)

    @contextmanager
    def reading(self, name: str, *arguments: str) -> Iterator[IO[bytes]]:
        """Give what a program writes, while it runs.

        Raises:
            DatabaseError: it failed.
        """
        with (
            tempfile.TemporaryFile() as complaint,
            subprocess.Popen(  # noqa: S603 - a program of PostgreSQL's, without a shell
                [self.path(name), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=complaint,
                env=self.environment(),
            ) as child,
        ):
            try:
                yield child.stdout  # type: ignore[misc] # asked for above
                if child.wait(_ASKED_SECONDS):
                    complaint.seek(0)
                    raise failed(name, complaint.read())
            finally:
                child.kill()

    def environment(self) -> dict[str, str]:
        """Return the environment of a child: of ours nothing that leads to another server."""
        ours = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        return {**ours, **self.reach, "LC_ALL": "C", "PGTZ": "UTC"}


def failed(name: str, complaint: bytes) -> DatabaseError:
    """Return what a program says of its failure, in one line."""
    lines = [line.strip() for line in complaint.decode(errors="replace").splitlines() if line.strip()]
    said = next((line for line in lines if "error" in line.lower()), lines[0] if lines else "it gave no reason")
    return DatabaseError(f"{name} failed: {said.removeprefix(f'{name}: ').removeprefix('error: ')[:500]}")


def find(connection: Connection) -> Clients:
    """Return the programs that fit the server of a connection: those on PATH, or beside the server.

    An older pg_dump cannot read a newer server, so that each that is found is asked for its version.

    Raises:
        ToolMissingError: there are none, or only older ones.
    """
    server = connection.connection.driver_connection.info  # type: ignore[union-attr] # psycopg's
    wanted = server.server_version // 10_000
    versions = {folder: _version_of(folder / "pg_dump") for folder in _folders(connection, server.host)}
    # The nearest one: what a newer one writes may be more than an older server takes back.
    if fit := [folder for folder in versions if versions[folder] >= wanted]:
        return Clients(min(fit, key=versions.__getitem__), _reach(server))
    newest = max(versions.values(), default=0)
    why = f"the newest that is installed is of version {newest}, older than the server ({wanted})"
    raise ToolMissingError("pg_dump", why if newest else "there is none", f"that of PostgreSQL {wanted}")


def _folders(connection: Connection, host: str) -> Iterator[Path]:
    if found := shutil.which("pg_dump"):
        yield Path(found).parent
    debian = Path("/usr/lib/postgresql")
    yield from sorted((folder / "bin" for folder in debian.glob("*")), reverse=True)
    # Only a server on this machine can know where programs of this machine are.
    if host in _LOOPBACK or host.startswith("/"):
        yield from _beside_server(connection)


def _beside_server(connection: Connection) -> Iterable[Path]:
    query = text("SELECT setting FROM pg_config WHERE name = 'BINDIR'")
    allowed = text(
        "SELECT has_function_privilege('pg_config()', 'EXECUTE') AND has_table_privilege('pg_config', 'SELECT')"
    )
    return [Path(str(connection.scalar(query)))] if connection.scalar(allowed) else []


def _version_of(program: Path) -> int:
    """Return the main version of a program, 0 for one that is not there or does not run."""
    if not program.is_file():
        return 0
    try:
        done = subprocess.run(  # noqa: S603 - asks for its version only
            [str(program), "--version"], capture_output=True, timeout=_ASKED_SECONDS, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return 0
    found = _VERSION.search(done.stdout.decode(errors="replace"))
    return int(found[1]) if found else 0


def _reach(server: Any) -> dict[str, str]:  # noqa: ANN401 - psycopg's own
    """Return the environment in which libpq reaches the server that we reached, as whom we are.

    Nothing of it stands on a command line, which every user of the machine can read.
    """
    from psycopg.pq import Conninfo  # noqa: PLC0415 - only there with PostgreSQL

    named = {
        option.keyword.decode(): option.envvar.decode()
        for option in Conninfo.get_defaults()
        if option.envvar is not None
    }
    given: dict[str, str] = server.get_parameters()
    found = {named[key]: value for key, value in given.items() if key in named}
    if server.password:
        found["PGPASSWORD"] = server.password
    return {**found, "PGAPPNAME": "claimtrack", "PGCONNECT_TIMEOUT": "10"}
