"""What a database says of its own schema, in a form in which two databases can be compared."""

import re

from tests.databases import Database

POSTGRESQL = (
    """SELECT 'column', table_name, column_name, data_type, character_maximum_length::text, is_nullable,
              coalesce(column_default, ''), is_generated, coalesce(generation_expression, '')
       FROM information_schema.columns WHERE table_schema = 'public'""",
    """SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid)
       FROM pg_constraint WHERE connamespace = 'public'::regnamespace""",
    "SELECT 'index', tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    """SELECT 'trigger', tgrelid::regclass::text, tgenabled::text, pg_get_triggerdef(oid)
       FROM pg_trigger WHERE NOT tgisinternal""",
    "SELECT 'function', proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
)


def schema(database: Database) -> set[str]:
    """Return one line for each column, constraint, index, trigger and function; Alembic's own table is left out."""
    if database.kind == "sqlite":
        rows = database.run("SELECT type, name, coalesce(sql, '') FROM sqlite_master")
        lines = {f"{kind} {name}: {part}" for kind, name, sql in rows for part in _parts(sql)}
    else:
        lines = {" ".join(map(str, row)) for query in POSTGRESQL for row in database.run(query)}
    return {line for line in lines if "alembic_version" not in line}


def _parts(sql: str) -> list[str]:
    """Return what a statement declares, part by part: the order of constraints means nothing."""
    sql = " ".join(re.sub(r'["\[\]]', "", sql).split())
    if not sql.startswith("CREATE TABLE"):
        return [sql]
    head, _, body = sql.partition("(")
    body, _, tail = body.rpartition(")")
    parts, depth = [""], 0
    for char in body:
        depth += (char == "(") - (char == ")")
        if char == "," and not depth:
            parts.append("")
        else:
            parts[-1] += char
    found = [part for whole in parts for part in _apart(whole.strip())]
    return [head.strip(), tail.strip(), *(re.sub(r"\s*([(),])\s*", r"\1", part).strip() for part in found)]


def _apart(declared: str) -> list[str]:
    """Return a column and the constraints that stand behind it as if they had been declared apart."""
    column, *constraints = re.split(r" (?=CONSTRAINT \w+ (?:REFERENCES|CHECK)\b)", declared)
    name = column.split(maxsplit=1)[0]
    return [
        column,
        *(re.sub(r"(CONSTRAINT \w+) REFERENCES", rf"\1 FOREIGN KEY({name}) REFERENCES", one) for one in constraints),
    ]


def plain_schema(database: Database) -> set[str]:
    """Return the schema without casts: PostgreSQL writes a check otherwise when it has read it once more."""
    return {re.sub(r"::(character varying|text)|[()\[\]]", "", line) for line in schema(database)}


def triggers(database: Database) -> set[str]:
    """Return the names of all triggers."""
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if database.kind == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    )
    return {name for (name,) in database.run(query)}
