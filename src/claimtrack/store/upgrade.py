"""Schema versions: checking on opening, making and upgrading. Alembic is imported only to migrate."""

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, inspect, text
from sqlalchemy.orm import Session

from claimtrack.errors import DatabaseError, SchemaMismatchError
from claimtrack.matching.analysis import ANALYSIS_VERSION
from claimtrack.settings import Settings
from claimtrack.shipped import shipped
from claimtrack.store import backup, dumps, roles
from claimtrack.store.engine import APPLICATION_ID, check_sqlite_file, open_engine
from claimtrack.store.faults import in_words

HEAD = "0011"


def find_revision(connection: Connection) -> str | None:
    """Return the revision a database is at, None for one without any."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return revision


def check(connection: Connection, settings: Settings) -> None:
    """Refuse a database that is not ours or is of another version.

    Raises:
        DatabaseError: it is another program's database.
        SchemaMismatchError: it is older or newer than this claimtrack.
    """
    where = settings.sqlite_file or "The database"
    if connection.dialect.name == "sqlite":
        if not _is_ours(connection):
            raise DatabaseError(
                f"{where} is another program's database. Name the claimtrack.db of a project with --db."
            )
        revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    else:
        revision = find_revision(connection)
        if revision and not _is_ours(connection):
            raise DatabaseError(f"{where} is another program's database. Name another one with --db.")
    if revision is None:
        raise SchemaMismatchError(f"{where} has no claimtrack tables yet. Make them with: claimtrack db upgrade")
    if revision < HEAD:
        raise SchemaMismatchError(
            f"{where} is at revision {revision}, this claimtrack needs {HEAD}. Upgrade it with: claimtrack db upgrade"
        )
    if revision > HEAD:
        raise SchemaMismatchError(
            f"{where} was made by a newer claimtrack (revision {revision}, this one knows {HEAD}). "
            "Update claimtrack: python -m pip install --upgrade claimtrack"
        )


def upgrade(settings: Settings, *, saves: bool = True) -> tuple[str | None, str, Path | None]:
    """Bring a database to the newest revision; what is there is backed up first where it `saves`.

    Nobody can write between the backup and the upgrade, which happens in one transaction.

    Returns:
        The revision before (None for a new database), the one after, and the backup's path if one was made.

    Raises:
        SchemaMismatchError: the database is newer than this claimtrack.
        ToolMissingError: a server's database cannot be backed up, because pg_dump is not there or too old.
        DatabaseError: it is another program's database, or cannot be used.
    """
    from alembic import command  # noqa: PLC0415 - heavy, and needed only here
    from alembic.config import Config  # noqa: PLC0415 - keeps help quick

    saved: Path | None = None
    path = settings.sqlite_file
    if path is not None and path.exists() and path.stat().st_size:
        check_sqlite_file(path, writes=True)
    engine = open_engine(settings.database, writes=True, migrates=True)
    try:
        with in_words(settings), engine.connect() as connection:
            before = find_revision(connection)
            if not _is_ours(connection) and inspect(connection).get_table_names():
                raise DatabaseError(f"{path or 'The database'} holds tables of another program. Choose another one.")
            if before is not None and before > HEAD:
                check(connection, settings)
            if before == HEAD:
                return before, HEAD, None
            if saves and before is not None:
                saved = _save(connection, settings, before)
            config = Config()
            config.set_main_option("script_location", str(shipped("migrations")).replace("%", "%%"))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            if before is None:
                # Nothing was indexed yet, so that it is this version that will have done it all.
                connection.execute(text("UPDATE match_stat SET analysis_version = :now"), {"now": ANALYSIS_VERSION})
            _renew(connection)
            if path is None:
                roles.renew(connection)
            connection.commit()
    finally:
        engine.dispose()
    return before, HEAD, saved


def _save(connection: Connection, settings: Settings, before: str) -> Path:
    """Back a database up while nobody can write to it: the file beside itself, a server's into the project's folder."""
    path = settings.sqlite_file
    if path is not None:
        saved = backup.free_name(path.with_name(f"{path.name}.{before}.{datetime.now(UTC):%Y%m%dT%H%M%SZ}.bak"))
        backup.copy(path, saved)
        return saved
    quote = connection.dialect.identifier_preparer.quote
    tables = ", ".join(map(quote, inspect(connection).get_table_names()))
    connection.exec_driver_sql(f"LOCK TABLE {tables} IN EXCLUSIVE MODE")
    saved = dumps.name_for(settings, f"{before}-")
    dumps.save(connection, saved)
    return saved


def make_if_bare(settings: Settings) -> None:
    """Make the tables of a server's database that has none at all."""
    engine = open_engine(settings.database, writes=False)
    try:
        with in_words(settings), engine.connect() as connection:
            bare = not inspect(connection).get_table_names()
    finally:
        engine.dispose()
    if bare:
        upgrade(settings)


def _renew(connection: Connection) -> None:
    """Make anew what is worked out from names and texts: a revision, which stands alone, cannot know how."""
    from claimtrack.store import articles, claims, search  # noqa: PLC0415 - not needed to check a version

    with Session(connection) as session:
        articles.renew_outlet_keys(session)
        claims.renew_speaker_keys(session)
        search.fill(session)


def _is_ours(connection: Connection) -> bool:
    # Another program may number its Alembic revisions as we do.
    if connection.dialect.name == "sqlite":
        return bool(connection.execute(text("PRAGMA application_id")).scalar() == APPLICATION_ID)
    return inspect(connection).has_table("log_head")
