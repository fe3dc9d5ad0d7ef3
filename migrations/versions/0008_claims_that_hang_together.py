"""Let an item say which other claim raised it, and let claims that hang on another raise items.

A revision stands alone: it imports nothing from claimtrack, so that it still runs when the models have moved on. The
table of items has no triggers, and nothing points at it, so that SQLite may build it anew.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

CAUSES = (
    "new_article", "due", "stale", "evidence_changed", "source_correction", "contradiction", "dependency",
    "external_factcheck", "manual",
)  # fmt: skip
CHECK = f"cause IN ({', '.join(repr(cause) for cause in CAUSES)})"
COLUMNS = (
    "id", "claim_id", "cause", "version_id", "start", '"end"', "passage", "passage_fingerprint", "relation", "score",
    "why", "matcher", "state", "snoozed_until", "resolution", "note", "decided_by", "decided_at", "created_at",
    "nearness",
)  # fmt: skip
TABLE = f"""CREATE TABLE revisit_item_new (
    id INTEGER NOT NULL,
    claim_id INTEGER NOT NULL,
    cause VARCHAR(32) NOT NULL,
    version_id INTEGER,
    start INTEGER,
    "end" INTEGER,
    passage TEXT,
    passage_fingerprint VARCHAR(64),
    relation VARCHAR(32),
    score DOUBLE,
    why JSON NOT NULL,
    matcher TEXT,
    state VARCHAR(32) NOT NULL,
    snoozed_until DATE,
    resolution VARCHAR(32),
    note TEXT,
    decided_by TEXT,
    decided_at DATETIME,
    created_at DATETIME NOT NULL,
    nearness DOUBLE,
    other_id INTEGER,
    CONSTRAINT pk_revisit_item PRIMARY KEY (id),
    CONSTRAINT uq_revisit_item_passage_fingerprint_claim_id UNIQUE (passage_fingerprint, claim_id),
    CONSTRAINT fk_revisit_item_claim_id_claim FOREIGN KEY(claim_id) REFERENCES claim (id),
    CONSTRAINT fk_revisit_item_other_id_claim FOREIGN KEY(other_id) REFERENCES claim (id),
    CONSTRAINT fk_revisit_item_version_id_article_version FOREIGN KEY(version_id) REFERENCES article_version (id),
    CONSTRAINT ck_revisit_item_cause CHECK ({CHECK}),
    CONSTRAINT ck_revisit_item_relation
        CHECK (relation IN ('repeats', 'updates', 'supports', 'contradicts', 'related')),
    CONSTRAINT ck_revisit_item_itemstate CHECK (state IN ('open', 'snoozed', 'resolved', 'below')),
    CONSTRAINT ck_revisit_item_itemresolution CHECK (resolution IN ('no_change', 'repeats', 'updates', 'supports',
        'contradicts', 'reopened', 'not_related', 'unsure'))
)"""


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _build_anew()
        return
    op.add_column("revisit_item", sa.Column("other_id", sa.Integer(), nullable=True))
    op.create_foreign_key(op.f("fk_revisit_item_other_id_claim"), "revisit_item", "claim", ["other_id"], ["id"])
    op.drop_constraint(op.f("ck_revisit_item_cause"), "revisit_item", type_="check")
    op.create_check_constraint(op.f("ck_revisit_item_cause"), "revisit_item", CHECK)


def _build_anew() -> None:
    names = ", ".join(COLUMNS)
    op.execute(TABLE)
    op.execute(f"INSERT INTO revisit_item_new ({names}) SELECT {names} FROM revisit_item")
    op.execute("DROP TABLE revisit_item")
    op.execute("ALTER TABLE revisit_item_new RENAME TO revisit_item")
    op.create_index("ix_revisit_item_claim_id_state", "revisit_item", ["claim_id", "state"], unique=False)
    op.create_index("ix_revisit_item_state_created_at", "revisit_item", ["state", "created_at"], unique=False)
    op.create_index(op.f("ix_revisit_item_version_id"), "revisit_item", ["version_id"], unique=False)


def downgrade() -> None:
    message = "which claim raised an item would be lost; restore a backup instead"
    raise NotImplementedError(message)
