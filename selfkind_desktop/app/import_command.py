"""`selfkind import`: through the running program where there is one, else alone; in the same words."""

import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from getpass import getpass
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from selfkind_desktop.app.clock import SystemClock
from selfkind_desktop.app.ids import new_id
from selfkind_desktop.app.import_source import ImportSource, source_of
from selfkind_desktop.app.offline import alone
from selfkind_desktop.app.unlock import unlock_here
from selfkind_desktop.desktop.remote import Reply
from selfkind_desktop.domain.progress import unheard
from selfkind_desktop.domain.records import Mood
from selfkind_desktop.paths import Paths
from selfkind_desktop.storage.store import Store
from selfkind_desktop.ui.importing.values import Outcome, Preview, Wishes
from selfkind_desktop.ui.importing.words import (
    days_in_words,
    heading_of,
    missed_as_text,
    note_in_words,
    outcome_in_words,
    undone_in_words,
)

OK, TROUBLE, USAGE = 0, 1, 2
_ASK_AGAIN = 0.3
"""Seconds between two looks at how far the running program is."""

Reach = Callable[[str, Mapping[str, object]], Reply | None]
Write = Callable[[str], object]


class UsageError(Exception):
    """What was asked makes no sense; the text says why."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks.

    Attributes:
        path: the file or folder; None to undo.
        dry_run: only look.
        format: the key of the format that it must be; empty for any.
        zone: for a source without one; empty for that of this computer.
        moods: ours for some of theirs.
        undo: the id of the import to take back; empty to bring in.
        passphrase: of an export of our own.
    """

    path: Path | None = None
    dry_run: bool = False
    format: str = ""
    zone: str = ""
    moods: Mapping[str, int] = field(default_factory=dict)
    undo: str = ""
    passphrase: str = field(default="", repr=False)

    def as_args(self) -> dict[str, object]:
        """As JSON values for the running program."""
        return {
            "path": str(self.path) if self.path is not None else "",
            "format": self.format,
            "zone": self.zone,
            "moods": dict(self.moods),
            "undo": self.undo,
            "passphrase": self.passphrase,
        }


def asked_of(
    path: str | None, *, dry_run: bool, format_key: str, zone: str, moods: Sequence[str], undo: str
) -> Asked:
    """Read the command line.

    Raises:
        UsageError: something of it makes no sense.
    """
    if bool(path) == bool(undo):
        raise UsageError("Name one file or folder to bring in, or --undo and the import to take back.")
    if zone:
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError):
            raise UsageError(f"There is no time zone {zone}. One is called Europe/Berlin.") from None
    return Asked(
        Path(path).absolute() if path else None,
        dry_run,
        format_key,
        zone,
        dict(_mood(mood) for mood in moods),
        undo,
    )


def run(paths: Paths, asked: Asked, reach: Reach, say: Write, complain: Write) -> int:
    """Do it.

    Args:
        paths: the home.
        asked: what.
        reach: asks the running program; None where there is none.
        say: takes a line for the person.
        complain: takes a line about what could not be done.

    Returns:
        An exit code.

    Raises:
        StorageError: it could not be done; nothing was changed.
    """
    asked = _with_passphrase(asked)
    if asked.dry_run and asked.path is not None:
        return _look(asked, say, complain)
    reply = reach("import", asked.as_args())
    if reply is not None and reply.ok:
        reply = _wait(reach, complain)
    elif reply is None:
        reply = alone(paths, lambda: _alone(paths, asked)) or Reply(
            False, sentence="Selfkind is just starting or ending. Try again in a moment."
        )
    if not reply.ok:
        complain(reply.sentence)
        return TROUBLE
    result = reply.result if isinstance(reply.result, dict) else {}
    for line in result.get("said", ()):
        say(str(line))
    for line in result.get("missed", ()):
        complain(str(line))
    return OK


def result_of(outcome: Outcome, batch_id: str) -> dict[str, object]:
    """What came in, as JSON values."""
    said = [outcome_in_words(outcome)]
    if batch_id and outcome.has_something:
        said.append(f"To take it back: selfkind import --undo {batch_id}")
    return {"said": said, "missed": missed_as_text(outcome.missed).splitlines()}


def result_of_undo(gone: int, kept: int) -> dict[str, object]:
    """What was taken back, as JSON values."""
    return {"said": [undone_in_words(gone, kept)]}


def wrong_format(preview: Preview, wanted: str) -> str:
    """Why a file is not taken that is of another format; empty if it is the one."""
    if not wanted or preview.program == wanted:
        return ""
    return f"{preview.name} is of the format {preview.program}, not {wanted}. Nothing was changed."


def _look(asked: Asked, say: Write, complain: Write) -> int:
    source = _source(asked)
    try:
        preview = source.look(unheard)
    finally:
        source.close()
    if problem := wrong_format(preview, asked.format):
        complain(problem)
        return TROUBLE
    say(heading_of(preview))
    if days := days_in_words(preview.first, preview.last):
        say(days)
    for mood in preview.moods:
        ours = asked.moods.get(mood.name, mood.guess)
        say(f"mood {mood.name!r}, {mood.count} ×: {int(ours) if ours is not None else 'left out'}")
    if preview.tags:
        say(f"{len(preview.tags)} tags")
    for note in preview.notes:
        say(note_in_words(note))
    if preview.missed:
        complain(missed_as_text(preview.missed))
    say("Nothing was changed: this was only a look.")
    return OK


def _alone(paths: Paths, asked: Asked) -> Reply:
    clock = SystemClock()
    source = None if asked.path is None else _source(asked)
    store: Store | None = None
    try:
        if source is not None:
            preview = source.look(unheard)
            if problem := wrong_format(preview, asked.format):
                return Reply(False, sentence=problem)
            source.read(wishes_of(preview, asked.moods), unheard)
        store = Store.open(paths.database, unlock_here(paths.vault, paths.key_file), clock)
        if source is None:
            undone = store.imports.undo(asked.undo)
            return Reply(True, result_of_undo(undone.gone, undone.kept))
        batch_id, outcome, _ = source.take(store, unheard)
        return Reply(True, result_of(outcome, batch_id))
    finally:
        if store is not None:
            store.close()
        if source is not None:
            source.close()


def wishes_of(preview: Preview, moods: Mapping[str, int]) -> Wishes:
    """The guesses, but for what was asked otherwise."""
    guessed = {mood.name: mood.guess for mood in preview.moods}
    return Wishes({**guessed, **{name: Mood(mood) for name, mood in moods.items()}})


def _with_passphrase(asked: Asked) -> Asked:
    """Ask for the passphrase of an export of our own, where a person can be asked."""
    from selfkind_desktop.exchange.own.opening import is_locked, is_ours

    if asked.path is None or not is_ours(asked.path) or not is_locked(asked.path) or not sys.stdin.isatty():
        return asked
    return replace(asked, passphrase=getpass(f"Passphrase of {asked.path.name}: "))


def _source(asked: Asked) -> ImportSource:
    assert asked.path is not None
    return source_of(asked.path, SystemClock(), new_id, asked.zone, asked.passphrase or None)


def _wait(reach: Reach, complain: Write) -> Reply:
    """Ask the running program how far it is until it is done; Ctrl+C stops it there."""
    told = -1
    try:
        while True:
            reply = reach("import-status", {})
            if reply is None:
                return Reply(False, sentence="Selfkind has ended meanwhile. Nothing was changed.")
            result = reply.result if isinstance(reply.result, dict) else {}
            if not reply.ok or not result.get("going"):
                return reply
            percent = int(float(result.get("share", 0)) * 100)
            if percent >= told + 10 and sys.stderr.isatty():
                told = percent
                complain(f"{percent} %")
            time.sleep(_ASK_AGAIN)  # noqa: TID251  # the program in whose window it runs tells nobody by itself
    except KeyboardInterrupt:
        reach("import-cancel", {})
        return Reply(False, sentence="Stopped. Nothing was changed.")


def _mood(text: str) -> tuple[str, int]:
    name, _, number = text.rpartition("=")
    if not name or number not in {"1", "2", "3", "4", "5"}:
        raise UsageError(f"{text}: a mood is given as NAME=1, up to NAME=5 for the best.")
    return name, int(number)
