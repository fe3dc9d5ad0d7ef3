"""Keep the topics that people give to claims, and find claims by the day on which they were published.

A revision stands alone: it imports nothing from claimtrack, so that it still runs when the models have moved on. The
claims that are here have no topic, because nobody has given them one.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "topic",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topic")),
        sa.UniqueConstraint("key", name=op.f("uq_topic_key")),
    )
    op.create_table(
        "claim_topic",
        sa.Column("claim_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("topic_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_claim_topic_claim_id_claim")),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_claim_topic_topic_id_topic")),
        sa.PrimaryKeyConstraint("claim_id", "topic_id", name=op.f("pk_claim_topic")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_claim_topic_topic_id_claim_id", "claim_topic", ["topic_id", "claim_id"], unique=False)
    op.create_index("ix_claim_published_id", "claim", ["published", "id"], unique=False)


def downgrade() -> None:
    message = "the topics that people gave would be lost; restore a backup instead"
    raise NotImplementedError(message)
