"""PostgreSQL's own roles: one owns the tables, the others work with them and can take no guard off the history."""

from collections.abc import Iterable

from sqlalchemy import Connection, text

from claimtrack.errors import DatabaseError, InvalidDataError, NotFoundError, SchemaMismatchError
from claimtrack.settings import Settings
from claimtrack.store.engine import open_engine
from claimtrack.store.faults import in_words
from claimtrack.store.guards import APPEND_ONLY

_READ_ONLY = frozenset({"alembic_version"})
_EMPTIED = frozenset({"match_posting", "claim_search", "claim_topic", "claim_vector"})
"""Tables whose rows come and go: three are made from claims, and who gave or took a topic stands in the history."""

_TABLES = text("SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename")
_SEQUENCES = text("SELECT sequencename FROM pg_sequences WHERE schemaname = current_schema() ORDER BY sequencename")
_STANDING = text(
    "SELECT rolsuper AS super, EXISTS (SELECT FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace "
    "AND c.relkind IN ('r', 'p') AND pg_has_role(r.oid, c.relowner, 'MEMBER')) AS owns "
    "FROM pg_roles r WHERE rolname = :role"
)
_WORKING = text(
    "SELECT DISTINCT pg_get_userbyid(given.grantee) AS grantee FROM pg_class c, aclexplode(c.relacl) AS given "
    "WHERE c.oid = 'log_head'::regclass AND given.privilege_type = 'UPDATE' AND given.grantee <> 0 "
    "AND NOT pg_has_role(given.grantee, c.relowner, 'MEMBER') ORDER BY grantee"
)


def statements(connection: Connection, role: str) -> list[str]:
    """Return the statements that let a role work with the tables that are there, and do no more.

    What is append-only it can read and add to; of the rest it can delete only what comes and goes.
    """
    quote = connection.dialect.identifier_preparer.quote
    to = quote(role)
    schema = quote(connection.execute(text("SELECT current_schema()")).scalar_one())
    found = [
        f"GRANT USAGE ON SCHEMA {schema} TO {to}",
        f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {to}",
        f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM PUBLIC",
    ]
    tables = connection.execute(_TABLES).scalars()
    found += [f"GRANT {', '.join(_verbs(table))} ON {schema}.{quote(table)} TO {to}" for table in tables]
    found += [f"GRANT USAGE, SELECT ON SEQUENCE {schema}.{quote(name)} TO {to}" for name in _sequences(connection)]
    return found


def _verbs(table: str) -> Iterable[str]:
    yield "SELECT"
    if table in _READ_ONLY:
        return
    yield "INSERT"
    if table not in APPEND_ONLY:
        yield "UPDATE"
    if table in _EMPTIED:
        yield "DELETE"


def _sequences(connection: Connection) -> list[str]:
    return list(connection.execute(_SEQUENCES).scalars())


def grant(settings: Settings, role: str, *, only_print: bool = False) -> list[str]:
    """Let a role work with the database, or with `only_print` return the statements that would.

    Raises:
        InvalidDataError: the database is a SQLite file, or the role could take the guards off.
        NotFoundError: there is no such role.
        DatabaseError: the tables are another role's.
    """
    if settings.sqlite_file is not None:
        raise InvalidDataError("A SQLite file has no roles: whoever may write the file may write all of it.")
    engine = open_engine(settings.database, writes=not only_print)
    try:
        with in_words(settings), engine.begin() as connection:
            owner = _owner(connection)
            _check_standing(connection, role)
            found = statements(connection, role)
            if not only_print:
                _check_is(connection, owner)
                for statement in found:
                    connection.exec_driver_sql(statement.replace("%", "%%"))
            return found
    finally:
        engine.dispose()


def _check_standing(connection: Connection, role: str) -> None:
    standing = connection.execute(_STANDING, {"role": role}).one_or_none()
    if standing is None:
        raise NotFoundError(f"There is no role {role!r} on this server. Make it first: createuser {role}")
    if standing.super or standing.owns:
        what = "may do everything on this server" if standing.super else "owns tables of this database, or may"
        raise InvalidDataError(
            f"{role} {what}, and could take the guards off the history. Name a role that owns nothing: createuser NAME"
        )


def _owner(connection: Connection) -> str:
    """Return the role that owns the tables.

    Raises:
        SchemaMismatchError: there are none yet.
    """
    query = text("SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = to_regclass('log_head')")
    owner: str | None = connection.execute(query).scalar()
    if owner is None:
        raise SchemaMismatchError("The database has no claimtrack tables yet. Make them with: claimtrack db upgrade")
    return owner


def _check_is(connection: Connection, owner: str) -> None:
    if not connection.execute(text("SELECT pg_has_role(:owner, 'USAGE')"), {"owner": owner}).scalar():
        raise DatabaseError(f"Only {owner}, who owns the tables, can say who may work with them. Run it as that role.")


def working(connection: Connection) -> list[str]:
    """Return the roles that can work with the tables and do not own them."""
    return list(connection.execute(_WORKING).scalars())


def renew(connection: Connection) -> None:
    """Let the roles that could work with the tables before work with those that were added."""
    for role in working(connection):
        for statement in statements(connection, role):
            connection.exec_driver_sql(statement.replace("%", "%%"))
