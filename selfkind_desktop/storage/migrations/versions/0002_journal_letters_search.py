"""The journal in full, letters, media, phrases, what was imported, and the full-text index of the entries.

Written out in full and never changed again: a revision knows nothing of today's tables.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_SLOTS = 64
"""Places in time that a minute has."""


def upgrade() -> None:
    """Make `entries` anew with a place in time for each, then the other tables, then the index."""
    _entries()
    _entry_tags()
    _revisions()
    _letters()
    _media()
    _phrases()
    _imports()
    _search()


def _entries() -> None:
    op.create_table(
        "new_entries",
        sa.Column("number", sa.Integer(), nullable=False),
        *_shared(),
        *_stamp(),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("parts", sa.Text(), nullable=False),
        sa.Column("before", sa.Integer()),
        sa.Column("after", sa.Integer()),
        sa.Column("words_before", sa.Text(), nullable=False),
        sa.Column("words_after", sa.Text(), nullable=False),
        sa.Column("tags", sa.Text(), nullable=False),
        sa.Column("consent", sa.String(), nullable=False),
        sa.Column("starred", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_entries"),
        sa.UniqueConstraint("id", name="uq_entries_id"),
        _origin("entries"),
    )
    connection = op.get_bind()
    old = connection.exec_driver_sql("SELECT id, at FROM entries ORDER BY at, id").fetchall()
    columns = "id, created, updated, deleted, origin, at, zone, day, kind, text"
    for number, entry in _places(old):
        connection.exec_driver_sql(
            f"INSERT INTO new_entries (number, {columns}, title, parts, words_before, words_after, tags,"
            f" consent, starred) SELECT ?, {columns}, '', '[]', '[]', '[]', '[]', 'if-i-look', 0"
            " FROM entries WHERE id = ?",
            (number, entry),
        )
    op.drop_table("entries")
    # References to `entries` mean the new table by its name.
    op.rename_table("new_entries", "entries")
    op.create_index("ix_entries_at", "entries", ["at", "id"])
    op.create_index("ix_entries_day", "entries", ["day"])
    op.create_index("ix_entries_deleted", "entries", ["deleted"])


def _places(old: Sequence[Any]) -> Iterator[tuple[int, str]]:
    """The minute since 1970 that an entry was begun in, times the slots, or the next free number."""
    last = None
    for entry, at in old:
        number = int(datetime.fromisoformat(at).timestamp() // 60) * _SLOTS
        last = number if last is None or number > last else last + 1
        yield last, entry


def _entry_tags() -> None:
    op.create_table(
        "entry_tags",
        sa.Column("entry", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("entry", "folded", name="pk_entry_tags"),
        sa.ForeignKeyConstraint(["entry"], ["entries.id"], name="fk_entry_tags_entry", ondelete="CASCADE"),
    )
    op.create_index("ix_entry_tags_folded", "entry_tags", ["folded", "entry"])


def _revisions() -> None:
    op.create_table(
        "revisions",
        *_shared(),
        sa.Column("entry", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("parts", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_revisions"),
        _origin("revisions"),
        sa.ForeignKeyConstraint(["entry"], ["entries.id"], name="fk_revisions_entry", ondelete="CASCADE"),
    )
    op.create_index("ix_revisions_entry", "revisions", ["entry", "at"])


def _letters() -> None:
    _stamped(
        "letters",
        sa.Column("voice", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("stationery", sa.String(), nullable=False),
        sa.Column("answers", sa.String()),
        sa.Column("sealed", sa.String()),
        sa.Column("arrives", sa.String()),
        sa.Column("surprise_first", sa.String()),
        sa.Column("surprise_last", sa.String()),
        sa.Column("occasion", sa.String()),
        sa.Column("arrived", sa.String()),
        sa.Column("opened", sa.String()),
    )
    op.create_index("ix_letters_answers", "letters", ["answers"])


def _media() -> None:
    op.create_table(
        "media_data",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_media_data"),
    )
    _stamped(
        "media",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("alt", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["sha256"], ["media_data.sha256"], name="fk_media_sha256"),
    )
    op.create_index("ix_media_sha256", "media", ["sha256"])
    op.create_table(
        "attachments",
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("medium", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("owner", "position", name="pk_attachments"),
        sa.ForeignKeyConstraint(["medium"], ["media.id"], name="fk_attachments_medium", ondelete="CASCADE"),
    )
    op.create_index("ix_attachments_medium", "attachments", ["medium"])


def _phrases() -> None:
    _stamped(
        "phrases",
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("source", sa.String()),
        sa.Column("in_pauses", sa.Boolean(), nullable=False),
    )


def _imports() -> None:
    _stamped(
        "imports",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("undone", sa.String()),
    )
    op.create_table(
        "imported",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("external", sa.String(), nullable=False),
        sa.Column("collection", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("row", sa.String(), nullable=False),
        sa.Column("batch", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("source", "external", "collection", "position", name="pk_imported"),
        sa.ForeignKeyConstraint(["batch"], ["imports.id"], name="fk_imported_batch", ondelete="CASCADE"),
    )
    op.create_index("ix_imported_batch", "imported", ["batch"])
    op.create_index("ix_imported_row", "imported", ["row"])


def _search() -> None:
    indexed = ("kind", "title", "text", "parts", "tags")
    changed = " OR ".join(f"old.{column} IS NOT new.{column}" for column in ("number", *indexed))
    forget = "DELETE FROM entry_search WHERE rowid = old.number;"
    learn = f"INSERT INTO entry_search (rowid, {', '.join(indexed)})"
    words = (
        "{0}number, {0}kind, {0}title, {0}text,"
        " (SELECT group_concat(value ->> 'text', char(10)) FROM json_each({0}parts)),"
        " (SELECT group_concat(value, ' ') FROM json_each({0}tags))"
    )
    of_new = f"{learn} VALUES ({words.format('new.')});"
    for statement in (
        f"CREATE VIRTUAL TABLE entry_search USING fts5({', '.join(indexed)},"
        " content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')",
        f"{learn} SELECT {words.format('entries.')} FROM entries ORDER BY number",
        f"CREATE TRIGGER entry_search_new AFTER INSERT ON entries BEGIN {of_new} END",
        f"CREATE TRIGGER entry_search_gone AFTER DELETE ON entries BEGIN {forget} END",
        f"CREATE TRIGGER entry_search_changed AFTER UPDATE ON entries WHEN {changed}"
        f" BEGIN {forget} {of_new} END",
    ):
        op.get_bind().exec_driver_sql(statement)


def _stamped(table: str, *columns: sa.Column[Any] | sa.ForeignKeyConstraint) -> None:
    """A table of things that happened at a moment."""
    op.create_table(
        table,
        *_shared(),
        *_stamp(),
        *columns,
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        _origin(table),
    )
    op.create_index(f"ix_{table}_at", table, ["at", "id"])
    op.create_index(f"ix_{table}_day", table, ["day"])


def _shared() -> list[sa.Column[Any]]:
    return [
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("created", sa.String(), nullable=False),
        sa.Column("updated", sa.String(), nullable=False),
        sa.Column("deleted", sa.String()),
        sa.Column("origin", sa.String(), nullable=False),
    ]


def _stamp() -> list[sa.Column[Any]]:
    return [
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
    ]


def _origin(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["origin"], ["devices.id"], name=f"fk_{table}_origin")
