"""Make the search table anew, so that both databases find the same claims by the same words.

A revision stands alone: it imports nothing from claimtrack, so that it still runs when the models have moved on. What
is searched for is made from the claims, and whoever upgrades fills the table again.
"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("DROP TABLE claim_search")
    if op.get_bind().dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE claim_search USING fts5(words, stems, tokenize = 'ascii')")
    else:
        op.execute("CREATE TABLE claim_search (rowid bigint PRIMARY KEY, vector tsvector NOT NULL)")
        op.execute("CREATE INDEX ix_claim_search_vector ON claim_search USING gin (vector)")


def downgrade() -> None:
    message = "the words of the older search table are not kept; restore a backup instead"
    raise NotImplementedError(message)
