"""Keep the weights of the matching index as whole numbers, beside its key on PostgreSQL, and name who made it.

A revision stands alone: it imports nothing from claimtrack, so that it still runs when the models have moved on. A
weight was a fraction; it is that of ten thousand now, so that sums are the same in whatever order they are made.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("match_stat", sa.Column("matcher", sa.Text(), server_default="lexical", nullable=False))
    op.execute("UPDATE match_posting SET w = round(w * 10000)")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE match_posting DROP CONSTRAINT pk_match_posting")
        op.execute(
            "ALTER TABLE match_posting ADD CONSTRAINT pk_match_posting PRIMARY KEY (term_id, claim_id) INCLUDE (w)"
        )


def downgrade() -> None:
    message = "rounded weights cannot be made whole again; restore a backup instead"
    raise NotImplementedError(message)
