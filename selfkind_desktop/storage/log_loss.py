"""Whether the log of a crash lost something: SQLite takes a damaged log for a shorter one, and says nothing.

What was committed is told by the log's index, which a killed program leaves beside it (after a power cut it
is older than the log, never newer). Where there is none, a commit behind the place where the log stops being
readable tells it: each one was safely on the disk before the next was begun.
"""

import contextlib
import shutil
import struct
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher

from selfkind_desktop.storage import cipher
from selfkind_desktop.storage.errors import LogDamaged, error_of_system
from selfkind_desktop.storage.files import log_of
from selfkind_desktop.storage.vault import DatabaseKey

# https://www.sqlite.org/walformat.html
_LOG_HEAD = 32
_FRAME_HEAD = 24
_PAGE = 4096
_FRAME = _FRAME_HEAD + _PAGE
_SALT = slice(16, 24)
_INDEX = struct.Struct("=IIIBBHII8s8s8s")
_INDEX_VERSION = 3007000
_BACKFILLED = 2 * _INDEX.size


@dataclass(frozen=True, slots=True)
class _Index:
    """What SQLite knows of a log.

    Attributes:
        frames: how many are committed.
        home: how many of them are in the database itself already.
        salt: the mark of this round of the log.
    """

    frames: int
    home: int
    salt: bytes


def check_log(path: Path, key: DatabaseKey, now: datetime) -> None:
    """Look at the log that a crash left; two looks for a file where there was none.

    A damaged one is kept under a clear name, and what can be read of it stays in force: the next time the
    database opens.

    Raises:
        LogDamaged: something that was written last is not there any more.
        StorageError: the database cannot be read, or the damaged log not be kept.
    """
    log = log_of(path)
    known = _index_of(path)
    if not _size(log) and known is None:
        return
    with contextlib.closing(cipher.connect(path, key, mode="ro")) as connection:
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlcipher.Error as error:
            cipher.tell(error, path)
            raise
        found = _index_of(path)
    readable = 0 if found is None else found.frames
    if not _is_lost(log, known, found, readable):
        return
    if known is not None and readable < known.home:
        readable = 0  # the database itself is newer than what can be read of the log
    aside = path.with_name(f"selfkind-damaged-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}.db-wal")
    try:
        _cut(log, readable, aside)
        path.with_name(f"{path.name}-shm").unlink(missing_ok=True)
    except OSError as error:
        raise error_of_system(error, aside) from error
    if known is None or known.home < known.frames:
        raise LogDamaged(aside, f"{readable} frames left")


def _is_lost(log: Path, known: _Index | None, found: _Index | None, readable: int) -> bool:
    if known is not None and known.frames:
        if found is not None and found.salt == known.salt:
            return readable < known.frames
        return not _head_is_whole(log)
    return _size(log) > _LOG_HEAD and (not _head_is_whole(log) or _has_commit_behind(log, readable))


def _has_commit_behind(log: Path, readable: int) -> bool:
    """Whether a whole commit, and the beginning of another one, lie behind what can be read."""
    with log.open("rb") as file:
        salt = file.read(_LOG_HEAD)[_SALT]
        committed = False
        file.seek(_LOG_HEAD + readable * _FRAME)
        while len(head := file.read(_FRAME_HEAD)) == _FRAME_HEAD:
            if head[8:16] == salt:
                if committed:
                    return True
                committed = head[4:8] != bytes(4)
            file.seek(_PAGE, 1)
    return False


def _head_is_whole(log: Path) -> bool:
    try:
        with log.open("rb") as file:
            head = file.read(_LOG_HEAD)
    except FileNotFoundError:
        return False
    if len(head) < _LOG_HEAD:
        return False
    order = ">" if head[3] & 1 else "<"
    return head[24:] == struct.pack(">II", *_check_sum(struct.unpack(f"{order}6I", head[:24])))


def _check_sum(words: tuple[int, ...]) -> tuple[int, int]:
    one = two = 0
    for first, second in zip(words[::2], words[1::2], strict=True):
        one = (one + first + two) & 0xFFFFFFFF
        two = (two + second + one) & 0xFFFFFFFF
    return one, two


def _index_of(path: Path) -> _Index | None:
    """None where there is none, or where it was not written to the end."""
    with contextlib.suppress(OSError, struct.error):
        with path.with_name(f"{path.name}-shm").open("rb") as file:
            data = file.read(_BACKFILLED + 4)
        head = data[: _INDEX.size]
        version, _, _, is_there, _, _, frames, _, _, salt, summed = _INDEX.unpack(head)
        words = struct.unpack("=10I", head[:40])
        if version == _INDEX_VERSION and is_there and struct.pack("=II", *_check_sum(words)) == summed:
            (home,) = struct.unpack("=I", data[_BACKFILLED:])
            return _Index(frames, home, salt)
    return None


def _cut(log: Path, frames: int, aside: Path) -> None:
    """Keep a log elsewhere, and leave so much of it."""
    if not log.exists():
        aside.touch()
        return
    if not frames:
        log.replace(aside)
        return
    shutil.copyfile(log, aside)
    with log.open("r+b") as file:
        file.truncate(_LOG_HEAD + frames * _FRAME)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
