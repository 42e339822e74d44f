"""Keeps the schedule's state in a small plain file, so that a restart or a crash continues it.

The waiting program reads it at its start; nothing in it is private.
"""

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from selfkind_desktop.domain.check_ins import Asked, DayEdge, EdgeState, Waiting
from selfkind_desktop.domain.schedule import Quiet, State
from selfkind_desktop.storage.atomic import write_atomically

_VERSION = 1
_UNUSABLE = (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError)
"""What reading something that is no state of ours can raise."""

_INSTANTS = ("next_at", "planned_at", "offered_at", "anchor")


class StateFile:
    """The file of the schedule's state.

    Args:
        path: where it is; the folder is made when first written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> State | None:
        """The state as it was kept; None where there is none, or none that can be read.

        A state that cannot be read costs one planned time and nothing else, so it is simply planned again.
        """
        try:
            return from_bytes(self._path.read_bytes())
        except (OSError, *_UNUSABLE):
            return None

    def save(self, state: State) -> None:
        """Keep the state, whole or not at all.

        Raises:
            OSError: the disk is full or the folder cannot be written; the last state stays.
        """
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomically(self._path, to_bytes(state))


def to_bytes(state: State) -> bytes:
    """The state as the file has it."""
    return json.dumps(_to_data(state), indent=1).encode()


def from_bytes(content: bytes) -> State:
    """The state that a file holds.

    Raises:
        ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError: it holds something
            else.
    """
    return _from_data(json.loads(content))


def _to_data(state: State) -> dict[str, Any]:
    data = {each.name: getattr(state, each.name) for each in fields(state)}
    for name in _INSTANTS:
        data[name] = _text(data[name])
    if state.quiet is not None:
        data["quiet"] = {"until": _text(state.quiet.until)}
    data["edges"] = _edges_to_data(state.edges)
    return {"version": _VERSION, **data}


def _edges_to_data(edges: EdgeState) -> dict[str, Any]:
    waiting = edges.waiting
    return {
        "asked": [[each.edge, each.day.isoformat(), _text(each.at), each.shown] for each in edges.asked],
        "waiting": None if waiting is None else [waiting.edge, _text(waiting.at), waiting.held],
        "showing": edges.showing,
    }


def _edges_from_data(data: Mapping[str, Any] | None) -> EdgeState:
    # A file written before there were check-ins has none.
    if data is None:
        return EdgeState()
    waiting, showing = data["waiting"], data["showing"]
    return EdgeState(
        tuple(
            Asked(DayEdge(edge), date.fromisoformat(day), _certain(at), bool(shown))
            for edge, day, at, shown in data["asked"]
        ),
        None if waiting is None else Waiting(DayEdge(waiting[0]), _certain(waiting[1]), bool(waiting[2])),
        None if showing is None else DayEdge(showing),
    )


def _certain(text: str) -> datetime:
    instant = _instant(text)
    if instant is None:
        raise ValueError("an instant is missing")
    return instant


def _from_data(data: Mapping[str, Any]) -> State:
    if data["version"] != _VERSION:
        raise ValueError("another version")
    quiet = data["quiet"]
    return State(
        seed=int(data["seed"]),
        postponed=bool(data["postponed"]),
        zone=str(data["zone"]),
        held=bool(data["held"]),
        quiet=None if quiet is None else Quiet(_instant(quiet["until"])),
        passed_over=int(data["passed_over"]),
        softening_offered=bool(data["softening_offered"]),
        edges=_edges_from_data(data.get("edges")),
        **{name: _instant(data[name]) for name in _INSTANTS},
    )


def _text(instant: datetime | None) -> str | None:
    return None if instant is None else instant.astimezone(UTC).isoformat()


def _instant(text: str | None) -> datetime | None:
    if text is None:
        return None
    instant = datetime.fromisoformat(text)
    if instant.utcoffset() is None:
        raise ValueError("an instant needs its zone")
    return instant.astimezone(UTC)
