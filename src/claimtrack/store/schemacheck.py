"""Is the schema the one that this claimtrack makes, guards included?

SQLite keeps the statements that made it, which are compared with those that make an empty database now. PostgreSQL
keeps what it understood of them, which Alembic compares with the tables; the guards are looked at one by one.
"""

import re
from collections.abc import Iterator
from functools import cache

from sqlalchemy import Connection, create_engine, text

from claimtrack.store import contents, guards
from claimtrack.store.tables import Table

_POSTGRESQL_TRIGGERS = text(
    "SELECT c.relname AS relation, tgname AS name, tgenabled::text AS enabled, pg_get_triggerdef(t.oid) AS made "
    "FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid "
    "WHERE NOT tgisinternal AND c.relnamespace = current_schema()::regnamespace"
)
_FUNCTION = re.compile(r"CREATE FUNCTION (\w+)\(\).*?\$\$(.*)\$\$", re.DOTALL)
_MADE = re.compile(r"CREATE TRIGGER (\w+) (.*?) ON (\w+) (.*)")


def differences(connection: Connection) -> Iterator[str]:
    """Yield what is missing or otherwise than this version makes it; what others added beside it is left alone."""
    if connection.dialect.name == "sqlite":
        yield from _on_sqlite(connection)
    else:
        yield from _on_postgresql(connection)


def guard_differences(connection: Connection) -> Iterator[str]:
    """Yield which triggers are missing, were changed or turned off, or were added to our tables."""
    if connection.dialect.name == "sqlite":
        there, wanted = _triggers(_schema(connection)), _triggers(_as_made())
    else:
        there, wanted = _postgresql_triggers(connection), _postgresql_wanted()
    for name in sorted(wanted.keys() - there.keys()):
        yield f"the {_called(name)} is missing"
    for name in sorted(there.keys() - wanted.keys()):
        yield f"there is a {_called(name)} that claimtrack did not make"
    for name in sorted(wanted.keys() & there.keys()):
        if there[name] != wanted[name]:
            yield f"the {_called(name)} was changed or turned off"


def _called(name: str) -> str:
    return name if name.startswith("function ") else f"trigger {name}"


def _schema(connection: Connection) -> dict[tuple[str, str], tuple[str, frozenset[str]]]:
    """Return for each thing of SQLite's schema its table and the parts of the statement that made it."""
    rows = connection.execute(text("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master"))
    return {(kind, name): (table, frozenset(_parts(sql))) for kind, name, table, sql in rows}


@cache
def _as_made() -> dict[tuple[str, str], tuple[str, frozenset[str]]]:
    engine = create_engine("sqlite://")
    try:
        with engine.begin() as connection:
            guards.make_all(connection)
            return _schema(connection)
    finally:
        engine.dispose()


def _triggers(schema: dict[tuple[str, str], tuple[str, frozenset[str]]]) -> dict[str, object]:
    ours = {table.name for table in contents.all_tables()}
    return {name: parts for (kind, name), (table, parts) in schema.items() if kind == "trigger" and table in ours}


def _on_sqlite(connection: Connection) -> Iterator[str]:
    there = _schema(connection)
    for (kind, name), (_, wanted) in sorted(_as_made().items()):
        if kind == "trigger":
            continue
        if (kind, name) not in there:
            yield f"the {kind} {name} is missing"
            continue
        found = there[kind, name][1]
        if found != wanted:
            wrong = sorted((found ^ wanted) - {""})
            yield f"the {kind} {name} is otherwise: {'; '.join(wrong)[:200]}"


def _parts(sql: str) -> Iterator[str]:
    """Yield what a statement declares, part by part: the order of columns and constraints means nothing here."""
    sql = " ".join(re.sub(r'["\[\]]', "", sql).split())
    if not sql.startswith("CREATE TABLE"):
        yield sql
        return
    head, _, body = sql.partition("(")
    body, _, tail = body.rpartition(")")
    yield head.strip()
    yield tail.strip()
    depth, part = 0, ""
    for char in body:
        depth += (char == "(") - (char == ")")
        if char == "," and not depth:
            yield from _apart(part.strip())
            part = ""
        else:
            part += char
    yield from _apart(part.strip())


def _apart(declared: str) -> Iterator[str]:
    """Yield a column, and the constraints that stand behind it as if they had been declared by themselves."""
    column, *constraints = re.split(r" (?=CONSTRAINT \w+ (?:REFERENCES|CHECK)\b)", declared)
    yield _tight(column)
    name = column.partition(" ")[0]
    for constraint in constraints:
        yield _tight(re.sub(r"(CONSTRAINT \w+) REFERENCES", rf"\1 FOREIGN KEY({name}) REFERENCES", constraint))


def _tight(part: str) -> str:
    return re.sub(r"\s*([(),])\s*", r"\1", part).strip()


def _on_postgresql(connection: Connection) -> Iterator[str]:
    from alembic.autogenerate import compare_metadata  # noqa: PLC0415 - heavy, and needed only here
    from alembic.migration import MigrationContext  # noqa: PLC0415 - the same

    ours = {table.name for table in contents.all_tables()}
    context = MigrationContext.configure(
        connection,
        opts={
            "autogenerate_plugins": ["alembic.autogenerate.*", "alembic.ext.checkconstraint_byname"],
            "compare_server_default": True,
            "include_name": lambda name, kind, _parents: kind != "table" or name in ours,
        },
    )
    for found in compare_metadata(context, Table.metadata):
        step = found[0] if isinstance(found, list) else found
        yield " ".join(str(part) for part in step if part is not None)[:200]
    search = "SELECT count(*) FROM pg_indexes WHERE schemaname = current_schema() AND indexname = :name"
    if not connection.scalar(text(search), {"name": "ix_claim_search_vector"}):
        yield "the index ix_claim_search_vector is missing"
    unchecked = (
        "SELECT conrelid::regclass || ' ' || conname FROM pg_constraint "
        "WHERE NOT convalidated AND connamespace = current_schema()::regnamespace ORDER BY 1"
    )
    for name in connection.execute(text(unchecked)).scalars():
        yield f"the constraint {name} was never checked"


def _postgresql_triggers(connection: Connection) -> dict[str, object]:
    ours = {table.name for table in contents.all_tables()}
    rows = connection.execute(_POSTGRESQL_TRIGGERS).all()
    found: dict[str, object] = {row.name: _of_trigger(row.made, row.enabled) for row in rows if row.relation in ours}
    functions = text("SELECT proname, prosrc FROM pg_proc WHERE pronamespace = current_schema()::regnamespace")
    bodies = {name: body.strip() for name, body in connection.execute(functions).all()}
    return found | {f"function {name}": bodies[name] for name in _functions() if name in bodies}


def _of_trigger(made: str, enabled: str) -> tuple[str, ...]:
    """Return what a trigger does: the order of its events and the schema of its table mean nothing."""
    found = _MADE.match(re.sub(r"\b\w+\.(?=\w)", "", made))
    if found is None:
        return (made, enabled)
    when = " ".join(sorted(found[2].replace(" OR ", " ").split()))
    return (when, found[3], found[4], enabled)


def _postgresql_wanted() -> dict[str, object]:
    statements = guards.postgresql_guards()
    found: dict[str, object] = {}
    for statement in statements:
        if made := _MADE.match(statement):
            always = any(part.endswith(f"ENABLE ALWAYS TRIGGER {made[1]}") for part in statements)
            found[made[1]] = _of_trigger(statement, "A" if always else "O")
    return found | {f"function {name}": body for name, body in _functions().items()}


def _functions() -> dict[str, str]:
    """Return the functions that guards call, by name."""
    made = (_FUNCTION.match(statement) for statement in guards.postgresql_guards())
    return {found[1]: found[2].strip() for found in made if found}
