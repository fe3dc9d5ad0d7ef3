"""Runs revisions on a connection handed over by claimtrack, or on CLAIMTRACK_DB for developers."""

import os
from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection, text

import claimtrack.store.guards  # noqa: F401 - triggers and search table belong to the metadata
from claimtrack.settings import database_url
from claimtrack.store.engine import open_engine
from claimtrack.store.tables import Table
from claimtrack.store.types import UtcDateTime

LOCK = 0x436C546B


def include_name(name: str | None, kind: str, _parents: object) -> bool:
    """Leave out what the models do not describe: the search table and FTS5's shadow tables."""
    return not (kind == "table" and name is not None and name.startswith("claim_search"))


def render_item(kind: str, item: Any, _context: object) -> str | Literal[False]:  # noqa: ANN401 - Alembic's own type
    """Write our time type as plain SQLAlchemy, so that a revision stands alone."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UtcDateTime) else False


def run(connection: Connection) -> None:
    """Run the revisions in the transaction that is open, and refuse to leave orphans behind."""
    sqlite = connection.dialect.name == "sqlite"
    if not sqlite:
        connection.execute(text("SET LOCAL lock_timeout = '30s'"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    context.configure(
        connection=connection,
        target_metadata=Table.metadata,
        include_name=include_name,
        render_item=render_item,
        render_as_batch=sqlite,
        compare_server_default=True,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()
        if sqlite and connection.execute(text("PRAGMA foreign_key_check")).first():
            message = "the revision would leave rows without their parents; nothing was changed"
            raise RuntimeError(message)


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    engine = open_engine(database_url(os.environ["CLAIMTRACK_DB"]), writes=True, migrates=True)
    with engine.connect() as opened:
        run(opened)
        opened.commit()
