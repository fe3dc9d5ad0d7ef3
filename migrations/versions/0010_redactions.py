"""Let the words of evidence be taken away where the law asks for it: its hash, who did it and why stay.

A revision stands alone: it imports nothing from claimtrack, so that it still runs when the models have moved on. The
history stays append-only, but for one change: the body of an event may be emptied, and nothing else of it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

KEPT = ("seq", "stream", "version", "event", "by", "at", "header", "hash")


def upgrade() -> None:
    op.add_column("evidence", sa.Column("redacted_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("evidence", sa.Column("redacted_by", sa.Text(), nullable=True))
    op.add_column("evidence", sa.Column("redacted_why", sa.Text(), nullable=True))
    if op.get_bind().dialect.name == "sqlite":
        same = " AND ".join(f"NEW.{name} IS OLD.{name}" for name in KEPT)
        op.execute("DROP TRIGGER history_event_no_update")
        op.execute(
            "CREATE TRIGGER history_event_no_update BEFORE UPDATE ON history_event "
            f"WHEN NOT ({same} AND NEW.salt = x'' AND NEW.body = x'') "
            "BEGIN SELECT RAISE(ABORT, 'history_event is append-only'); END"
        )
        return
    same = " AND ".join(f'NEW."{name}" IS NOT DISTINCT FROM OLD."{name}"' for name in KEPT)
    op.execute(
        "CREATE FUNCTION claimtrack_redact_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF TG_OP = 'UPDATE' AND {same} AND NEW.salt = ''::bytea AND NEW.body = ''::bytea "
        "THEN RETURN NEW; END IF; RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
    )
    op.execute("DROP TRIGGER history_event_no_change ON history_event")
    op.execute(
        "CREATE TRIGGER history_event_no_change BEFORE UPDATE OR DELETE ON history_event "
        "FOR EACH ROW EXECUTE FUNCTION claimtrack_redact_only()"
    )
    op.execute("ALTER TABLE history_event ENABLE ALWAYS TRIGGER history_event_no_change")


def downgrade() -> None:
    message = "who redacted what would be lost; restore a backup instead"
    raise NotImplementedError(message)
