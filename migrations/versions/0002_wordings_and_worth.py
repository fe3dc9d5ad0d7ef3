"""Keep with each mention its stand-alone wording and its worth, order claims by it, and keep what they deny.

A revision stands alone: it imports nothing from claimtrack, so that it still runs when the models have moved on. What
is here already was never scored: it has rank 1001, behind all that was. What it denies and what it is tied to was
never looked for: that is null, not none. Nothing is made up for it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Plain ADD COLUMN: a table that is built anew loses its triggers.
    op.add_column("mention", sa.Column("wording", sa.JSON(), nullable=True))
    op.add_column("mention", sa.Column("worth", sa.Double(), nullable=True))
    op.add_column("mention", sa.Column("worth_reasons", sa.JSON(), nullable=True))
    op.add_column("claim", sa.Column("worth_rank", sa.Integer(), server_default=sa.text("1001"), nullable=False))
    op.add_column("claim", sa.Column("negations", sa.JSON(), nullable=True))
    op.add_column("claim", sa.Column("conditions", sa.JSON(), nullable=True))
    op.create_index("ix_claim_state_worth_rank_id", "claim", ["state", "worth_rank", "id"], unique=False)
    op.create_index("ix_claim_worth_rank_id", "claim", ["worth_rank", "id"], unique=False)


def downgrade() -> None:
    message = "wordings and scores would be lost; restore a backup instead"
    raise NotImplementedError(message)
