"""Triggers and the search table: what the models cannot say. Each text is the same in the revisions."""

from sqlalchemy import Connection, MetaData

import claimtrack.store.account_tables
import claimtrack.store.match_tables
import claimtrack.store.pair_table
import claimtrack.store.review_tables
import claimtrack.store.topic_tables
import claimtrack.store.vectors  # noqa: F401 - these are tables of the metadata too
from claimtrack.store.tables import NAMING, Table

APPEND_ONLY = ("history_event", "verdict", "submission", "opinion")
REDACTABLE = "history_event"
_NUMBERED = "id = NEW.id OR (claim_id = NEW.claim_id AND number = NEW.number)"
SAME = {
    "history_event": "seq = NEW.seq",
    "verdict": _NUMBERED,
    "submission": _NUMBERED,
    "opinion": _NUMBERED,
}
"""Which rows a new one would replace: one condition for each unique key."""
KEPT = ("seq", "stream", "version", "event", "by", "at", "header", "hash")
"""What of an event stays for ever; salt and body may be emptied together, where the law asks for it."""
SQLITE_SEARCH = "CREATE VIRTUAL TABLE claim_search USING fts5(words, stems, tokenize = 'ascii')"
"""The rowid is the claim's id. The words come taken apart; this tokenizer leaves letters beyond ASCII alone."""
POSTGRESQL_REFUSE = (
    "CREATE FUNCTION claimtrack_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
)
_KEPT_ON_POSTGRESQL = " AND ".join(f'NEW."{name}" IS NOT DISTINCT FROM OLD."{name}"' for name in KEPT)
POSTGRESQL_REDACT = (
    "CREATE FUNCTION claimtrack_redact_only() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN IF TG_OP = 'UPDATE' AND {_KEPT_ON_POSTGRESQL} AND NEW.salt = ''::bytea AND NEW.body = ''::bytea "
    "THEN RETURN NEW; END IF; RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
)
POSTGRESQL_SEARCH = "CREATE TABLE claim_search (rowid bigint PRIMARY KEY, vector tsvector NOT NULL)"
POSTGRESQL_SEARCH_INDEX = "CREATE INDEX ix_claim_search_vector ON claim_search USING gin (vector)"


def sqlite_guards() -> list[str]:
    """Return the statements that make a SQLite database refuse rewriting."""
    return [statement for table in APPEND_ONLY for statement in _sqlite_triggers(table)] + [SQLITE_SEARCH]


def _sqlite_triggers(table: str) -> list[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    # INSERT OR REPLACE walks past the other two, so an existing key is refused as well.
    there = f"EXISTS (SELECT 1 FROM {table} WHERE {SAME[table]})"  # noqa: S608 - names from this module
    same = " AND ".join(f"NEW.{name} IS OLD.{name}" for name in KEPT)
    redacts = f"WHEN NOT ({same} AND NEW.salt = x'' AND NEW.body = x'') " if table == REDACTABLE else ""
    return [
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {redacts}{refuse}",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}",
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {there} {refuse}",
    ]


def postgresql_guards() -> list[str]:
    """Return the statements that make a PostgreSQL database refuse rewriting."""
    triggers = [statement for table in APPEND_ONLY for statement in _postgresql_triggers(table)]
    return [POSTGRESQL_REFUSE, POSTGRESQL_REDACT, *triggers, POSTGRESQL_SEARCH, POSTGRESQL_SEARCH_INDEX]


def _postgresql_triggers(table: str) -> list[str]:
    refuse = "EXECUTE FUNCTION claimtrack_append_only()"
    guard = "EXECUTE FUNCTION claimtrack_redact_only()" if table == REDACTABLE else refuse
    return [
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {guard}",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {refuse}",
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_no_change",
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_no_truncate",
    ]


def make_all(connection: Connection) -> None:
    """Make all that the models and this module say, in a database that has nothing yet: what revisions have to make."""
    # Of a copy: tables that were made on a server once leave out what was added to them there by itself.
    tables = MetaData(naming_convention=NAMING)
    for table in Table.metadata.tables.values():
        table.to_metadata(tables)
    tables.create_all(connection)
    for statement in sqlite_guards() if connection.dialect.name == "sqlite" else postgresql_guards():
        connection.exec_driver_sql(statement.replace("%", "%%") if connection.dialect.name != "sqlite" else statement)
