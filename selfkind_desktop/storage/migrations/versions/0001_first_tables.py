"""The first tables: devices, entries, pauses, check-ins, reminders and a copy of the settings.

Written out in full and never changed again: a revision knows nothing of today's tables.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "devices",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("created", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_devices"),
    )
    _stamped(
        "entries",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
    )
    _stamped(
        "pauses",
        sa.Column("practice", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.Column("end", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("before", sa.Integer()),
        sa.Column("after", sa.Integer()),
        sa.Column(
            "entry", sa.String(), sa.ForeignKey("entries.id", name="fk_pauses_entry", ondelete="SET NULL")
        ),
        indexed="entry",
    )
    _stamped(
        "check_ins",
        sa.Column("mood", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("pause", sa.String()),
        indexed="pause",
    )
    _stamped(
        "reminders",
        sa.Column("due", sa.String(), nullable=False),
        sa.Column("answered", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer()),
    )
    op.create_table(
        "settings",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("updated", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_settings"),
        sa.ForeignKeyConstraint(["origin"], ["devices.id"], name="fk_settings_origin"),
    )


def _stamped(table: str, *columns: sa.Column[Any], indexed: str | None = None) -> None:
    """A table of things that happened at a moment."""
    op.create_table(
        table,
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("created", sa.String(), nullable=False),
        sa.Column("updated", sa.String(), nullable=False),
        sa.Column("deleted", sa.String()),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.ForeignKeyConstraint(["origin"], ["devices.id"], name=f"fk_{table}_origin"),
    )
    op.create_index(f"ix_{table}_at", table, ["at", "id"])
    op.create_index(f"ix_{table}_day", table, ["day"])
    if indexed:
        op.create_index(f"ix_{table}_{indexed}", table, [indexed])
