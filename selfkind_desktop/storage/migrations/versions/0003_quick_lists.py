"""Indexes that keep lists quick in a journal of many years: the trash, what is starred, tags with counts.

Written out in full and never changed again: a revision knows nothing of today's tables.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make two indexes anew and add one; no row changes."""
    op.drop_index("ix_entries_deleted", "entries")
    op.create_index("ix_entries_deleted", "entries", ["deleted"], sqlite_where=sa.text("deleted IS NOT NULL"))
    op.create_index("ix_entries_starred", "entries", ["number"], sqlite_where=sa.text("starred = 1"))
    op.drop_index("ix_entry_tags_folded", "entry_tags")
    op.create_index("ix_entry_tags_folded", "entry_tags", ["folded", "name", "entry"])
