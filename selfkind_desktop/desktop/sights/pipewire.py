"""Finds in the output of `pw-dump` who records sound, films, or shares the screen."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from selfkind_desktop.desktop.sights.port import Still, Then
from selfkind_desktop.desktop.sights.tools import Tools


@dataclass(frozen=True, slots=True)
class Streams:
    """What goes through PipeWire now.

    Attributes:
        microphone: a program records sound, other than what comes out of the loudspeakers; None where
            sound does not go through PipeWire.
        camera: a camera films for somebody.
        screen: a picture source that is no camera runs, which is how compositors hand out the screen.
    """

    microphone: bool | None
    camera: bool
    screen: bool


def streams(dump: bytes) -> Streams | None:
    """Read the output of `pw-dump`; None where it is something else."""
    try:
        objects = json.loads(dump)
    except ValueError:
        return None
    if not isinstance(objects, list):
        return None
    recorded = camera = screen = has_sound = False
    for kind, running, properties in _nodes(objects):
        has_sound = has_sound or "Audio" in kind
        if not running:
            continue
        if kind == "Stream/Input/Audio" and not _listens_to_output(properties):
            recorded = True
        elif kind == "Video/Source" and _is_camera(properties):
            camera = True
        elif kind == "Video/Source":
            screen = True
    return Streams(recorded if has_sound else None, camera, screen)


class PipeWire:
    """Runs `pw-dump` once for all who ask at the same time."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._waiting: list[Callable[[Streams | None], None]] = []

    def ask(self, then: Callable[[Streams | None], None]) -> None:
        """Read all streams; `then` gets them, or None."""
        self._waiting.append(then)
        if len(self._waiting) == 1:
            self._tools.run(("pw-dump",), self._tell)

    def _tell(self, said: bytes | None) -> None:
        found = None if said is None else streams(said)
        waiting, self._waiting = self._waiting, []
        for then in waiting:
            then(found)


class PipeWireSight(Still[bool]):
    """One thing that PipeWire knows."""

    name = "PipeWire"

    def __init__(self, pipewire: PipeWire, which: Callable[[Streams], bool | None]) -> None:
        """Know what to look for.

        Args:
            pipewire: reads the streams.
            which: picks the answer.
        """
        self._pipewire = pipewire
        self._which = which

    def ask(self, then: Then[bool]) -> None:
        """Read it."""
        self._pipewire.ask(lambda found: then(None if found is None else self._which(found)))


def _nodes(objects: list[Any]) -> Iterator[tuple[str, bool, dict[str, Any]]]:
    for thing in objects:
        info = thing.get("info") if isinstance(thing, dict) else None
        if not isinstance(info, dict) or thing.get("type") != "PipeWire:Interface:Node":
            continue
        properties = info.get("props")
        if isinstance(properties, dict):
            yield str(properties.get("media.class", "")), info.get("state") == "running", properties


def _is_camera(properties: dict[str, Any]) -> bool:
    name = str(properties.get("node.name", ""))
    return "device.api" in properties or name.startswith(("v4l2", "libcamera"))


def _listens_to_output(properties: dict[str, Any]) -> bool:
    """Whether it is a level meter or a recording of the loudspeakers."""
    said = (properties.get("stream.monitor"), properties.get("stream.capture.sink"))
    return any(str(value).lower() in ("true", "1") for value in said)
