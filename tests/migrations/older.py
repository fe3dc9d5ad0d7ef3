"""Databases as an older version left them."""

from collections.abc import Callable, Iterable

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from claimtrack.shipped import shipped
from claimtrack.store import engine as engines
from tests.databases import Database


def at_revision(database: Database, revision: str, fill: Callable[[Connection], None]) -> Database:
    """Bring an empty database to a revision and fill it."""
    config = Config()
    config.set_main_option("script_location", str(shipped("migrations")).replace("%", "%%"))
    engine = engines.open_engine(database.url, writes=True, migrates=True)
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        fill(connection)
        connection.commit()
    engine.dispose()
    return database


def inserting(statements: Iterable[str]) -> Callable[[Connection], None]:
    """Return what carries out statements just as they are: a colon in them names no parameter."""

    def fill(connection: Connection) -> None:
        for statement in statements:
            connection.execute(text(statement.replace(":", "\\:")))

    return fill
