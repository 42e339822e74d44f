"""Which media belong to which entry or letter, in their order."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, delete, exists, func, select, update

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


def attach(connection: Connection, owner: str, media: Sequence[str], now: datetime) -> bool:
    """Let exactly these media belong to an entry or letter; what nobody holds any more goes to the trash.

    Returns:
        whether anything changed.
    """
    table = schema.ATTACHMENTS
    query = select(table.c.medium).where(table.c.owner == owner).order_by(table.c.position)
    held = tuple(connection.execute(query).scalars())
    if held == tuple(media):
        return False
    connection.execute(delete(table).where(table.c.owner == owner))
    attach_many(connection, [(owner, media)])
    _trash(connection, set(held) - set(media), now)
    _bring_back(connection, set(media) - set(held), now)
    return True


def attach_many(connection: Connection, owned: Iterable[tuple[str, Sequence[str]]]) -> None:
    """Attach media to entries or letters that have none yet."""
    rows = [
        {"owner": owner, "position": position, "medium": medium}
        for owner, media in owned
        for position, medium in enumerate(media)
    ]
    insert_many(connection, schema.ATTACHMENTS, rows)


def let_go(connection: Connection, owners: Select[Any], now: datetime) -> None:
    """Let nothing belong to entries or letters that go for good; what nobody else holds goes to the trash."""
    table = schema.ATTACHMENTS
    held = set(connection.execute(select(table.c.medium).where(table.c.owner.in_(owners))).scalars())
    connection.execute(delete(table).where(table.c.owner.in_(owners)))
    _trash(connection, held, now)


def is_held() -> ColumnElement[bool]:
    """Whether a row of `media` belongs to anything."""
    return exists().where(schema.ATTACHMENTS.c.medium == schema.MEDIA.c.id)


def _trash(connection: Connection, media: set[str], now: datetime) -> None:
    if media:
        table = schema.MEDIA
        change = update(table).where(table.c.id.in_(media), table.c.deleted.is_(None), ~is_held())
        connection.execute(change.values(deleted=now, updated=now))


def _bring_back(connection: Connection, media: set[str], now: datetime) -> None:
    if media:
        table = schema.MEDIA
        change = update(table).where(table.c.id.in_(media), table.c.deleted.is_not(None))
        connection.execute(change.values(deleted=None, updated=now))
