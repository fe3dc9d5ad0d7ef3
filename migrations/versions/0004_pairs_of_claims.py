"""Keep which claims say nearly the same, and who keeps two of them apart.

A revision stands alone: it imports nothing from claimtrack, so that it still runs when the models have moved on. No
pair is made up for the claims that are here: `claimtrack dedupe` compares them.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "claim_pair",
        sa.Column("claim_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("older_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("why", sa.JSON(), nullable=False),
        sa.Column("alike", sa.Boolean(), nullable=False),
        sa.Column("wordings", sa.String(length=64), nullable=False),
        sa.Column("matcher", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("apart_by", sa.Text(), nullable=True),
        sa.Column("apart_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.CheckConstraint("older_id < claim_id", name=op.f("ck_claim_pair_older_is_older")),
        sa.CheckConstraint("(apart_by IS NULL) = (apart_at IS NULL)", name=op.f("ck_claim_pair_apart_by_somebody")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_claim_pair_claim_id_claim")),
        sa.ForeignKeyConstraint(["older_id"], ["claim.id"], name=op.f("fk_claim_pair_older_id_claim")),
        sa.PrimaryKeyConstraint("claim_id", "older_id", name=op.f("pk_claim_pair")),
    )
    op.create_index(op.f("ix_claim_pair_older_id"), "claim_pair", ["older_id"], unique=False)
    op.create_index("ix_claim_pair_score_claim_id", "claim_pair", ["score", "claim_id"], unique=False)


def downgrade() -> None:
    message = "what reviewers keep apart would be lost; restore a backup instead"
    raise NotImplementedError(message)
