"""Keep verdicts that are submitted for approval, who approved one, and second opinions.

A revision stands alone: it imports nothing from claimtrack, so that it still runs when the models have moved on. No
claim of a database that is here is submitted, because nothing could submit one.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

VERDICTS = ("confirmed", "partly_confirmed", "refuted", "disputed", "unverifiable")
SUBMITTED = "(state = 'submitted') = (submission_id IS NOT NULL)"
DECIDES = "event IN ('settle', 'submit', 'approve', 'return', 'opinion')"
SAME = "id = NEW.id OR (claim_id = NEW.claim_id AND number = NEW.number)"


def upgrade() -> None:
    op.create_table(
        "submission",
        *_numbered("submission"),
        sa.Column("override", sa.Text(), nullable=True),
        sa.Column("look_again", sa.Date(), nullable=True),
    )
    op.create_table(
        "opinion",
        *_numbered("opinion"),
        sa.Column("blind", sa.Boolean(), nullable=False),
        sa.Column("verdict_id", sa.Integer(), nullable=True),
        sa.Column("submission_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("(verdict_id IS NULL) <> (submission_id IS NULL)", name=op.f("ck_opinion_beside_one")),
        sa.ForeignKeyConstraint(["verdict_id"], ["verdict.id"], name=op.f("fk_opinion_verdict_id_verdict")),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_opinion_submission_id_submission")),
    )
    op.add_column("verdict", sa.Column("approved_by", sa.Text(), nullable=True))
    sqlite = op.get_bind().dialect.name == "sqlite"
    _name_the_submission(sqlite=sqlite)
    for table in ("submission", "opinion"):
        for statement in _sqlite_guards(table) if sqlite else _postgresql_guards(table):
            op.execute(statement)
    decides = sa.text(DECIDES)
    op.create_index(
        "ix_history_event_event_seq", "history_event", ["event", "seq"], sqlite_where=decides, postgresql_where=decides
    )


def _numbered(table: str) -> list[sa.schema.SchemaItem]:
    """Return what both tables have: a verdict that somebody named, numbered within its claim."""
    verdict = sa.Enum(*VERDICTS, native_enum=False, create_constraint=True, length=32, name="verdict")
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("verdict", verdict, nullable=False),
        sa.Column("rationale", sa.Text(), nullable=True),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f(f"fk_{table}_claim_id_claim")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("claim_id", "number", name=op.f(f"uq_{table}_claim_id_number")),
    ]


def _name_the_submission(*, sqlite: bool) -> None:
    """Let a claim name the submission that waits, while it is submitted and only then."""
    if sqlite:
        # With its constraints behind the column, so that the table need not be built anew.
        op.execute(
            "ALTER TABLE claim ADD COLUMN submission_id INTEGER "
            "CONSTRAINT fk_claim_submission_id_submission REFERENCES submission (id) "
            f"CONSTRAINT ck_claim_submitted_has_submission CHECK ({SUBMITTED})"
        )
        return
    op.add_column("claim", sa.Column("submission_id", sa.Integer(), nullable=True))
    op.create_foreign_key(op.f("fk_claim_submission_id_submission"), "claim", "submission", ["submission_id"], ["id"])
    op.create_check_constraint(op.f("ck_claim_submitted_has_submission"), "claim", SUBMITTED)


def _sqlite_guards(table: str) -> list[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    there = f"EXISTS (SELECT 1 FROM {table} WHERE {SAME})"
    return [
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}",
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {there} {refuse}",
    ]


def _postgresql_guards(table: str) -> list[str]:
    refuse = "EXECUTE FUNCTION claimtrack_append_only()"
    return [
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {refuse}",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {refuse}",
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_no_change",
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_no_truncate",
    ]


def downgrade() -> None:
    message = "who submitted and approved a verdict would be lost; restore a backup instead"
    raise NotImplementedError(message)
