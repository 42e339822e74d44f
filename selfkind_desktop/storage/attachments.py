"""Which media belong to which entry or letter, in their order."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, delete, func, select

from selfkind_desktop.storage import schema
from selfkind_desktop.storage.rows import insert_many

COLUMN = "media"
"""The column that `attached` adds to a query."""


def attached(owners: Table) -> ColumnElement[Any]:
    """A column with the media of each row, as a JSON list; `media_of` reads it."""
    table = schema.ATTACHMENTS
    in_order = (
        select(table.c.medium)
        .where(table.c.owner == owners.c.id)
        .order_by(table.c.position)
        .correlate(owners)
    ).subquery()
    return select(func.json_group_array(in_order.c.medium)).scalar_subquery().label(COLUMN)


def media_of(written: str) -> tuple[str, ...]:
    """The ids in a column that `attached` made."""
    return tuple(json.loads(written))


def attach(connection: Connection, owner: str, media: Sequence[str]) -> None:
    """Let exactly these media belong to an entry or letter."""
    table = schema.ATTACHMENTS
    query = select(table.c.medium).where(table.c.owner == owner).order_by(table.c.position)
    if tuple(connection.execute(query).scalars()) == tuple(media):
        return
    connection.execute(delete(table).where(table.c.owner == owner))
    attach_many(connection, [(owner, media)])


def attach_many(connection: Connection, owned: Iterable[tuple[str, Sequence[str]]]) -> None:
    """Attach media to entries or letters that have none yet."""
    rows = [
        {"owner": owner, "position": position, "medium": medium}
        for owner, media in owned
        for position, medium in enumerate(media)
    ]
    insert_many(connection, schema.ATTACHMENTS, rows)
