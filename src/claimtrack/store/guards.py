"""Triggers and the search table: what the models cannot say. Each text is the same in the first migration."""

from sqlalchemy import DDL, event

from claimtrack.store.tables import Table

APPEND_ONLY = ("history_event", "verdict")
KEYS = {"history_event": "seq", "verdict": "id"}


def sqlite_guards() -> list[str]:
    """Return the statements that make a SQLite database refuse rewriting."""
    found = []
    for table in APPEND_ONLY:
        for verb in ("UPDATE", "DELETE"):
            found.append(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
        # INSERT OR REPLACE walks past the other two, so an existing key is refused as well.
        key = KEYS[table]
        found.append(
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key}) "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )
    found.append(
        "CREATE VIRTUAL TABLE claim_search USING fts5("
        "claim_id UNINDEXED, document, tokenize = 'porter unicode61 remove_diacritics 2')"
    )
    return found


def postgresql_guards() -> list[str]:
    """Return the statements that make a PostgreSQL database refuse rewriting."""
    found = [
        "CREATE FUNCTION claimtrack_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
    ]
    for table in APPEND_ONLY:
        found += [
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION claimtrack_append_only()",
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION claimtrack_append_only()",
            f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_no_change",
            f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_no_truncate",
        ]
    found += [
        "CREATE TABLE claim_search (claim_id bigint PRIMARY KEY, document text NOT NULL, "
        "vector tsvector GENERATED ALWAYS AS (to_tsvector('english', document)) STORED)",
        "CREATE INDEX ix_claim_search_vector ON claim_search USING gin (vector)",
    ]
    return found


def _listen() -> None:
    for dialect, statements in (("sqlite", sqlite_guards()), ("postgresql", postgresql_guards())):
        for statement in statements:
            ddl = DDL(statement.replace("%", "%%")).execute_if(dialect=dialect)
            event.listen(Table.metadata, "after_create", ddl)


_listen()
