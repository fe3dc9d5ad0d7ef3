"""Keep what claims mean beside them, and how near that brings a passage.

A revision stands alone: it imports nothing from claimtrack, so that it still runs when the models have moved on. No
vector is made here: each is made when it is first needed.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "claim_vector",
        sa.Column("claim_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("text_sha256", sa.String(length=64), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_claim_vector_claim_id_claim")),
        sa.PrimaryKeyConstraint("claim_id", name=op.f("pk_claim_vector")),
    )
    op.add_column("revisit_item", sa.Column("nearness", sa.Double(), nullable=True))


def downgrade() -> None:
    message = "the order in which reviewers saw the items would be lost; restore a backup instead"
    raise NotImplementedError(message)
