"""What is remembered about copies between two starts; nothing private, so it is a small plain file."""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from selfkind_desktop.storage.atomic import write_atomically


@dataclass(frozen=True, slots=True)
class BackupRecord:
    """What is remembered.

    Attributes:
        made: when the newest automatic copy passed its check, UTC.
        fingerprint: what the database was like then (`inside.fingerprint`).
        touched: when its file was last written then, in nanoseconds: an untouched one need not be opened.
        trouble: the code of what kept the last try from working; empty where it worked.
        carried: whether the copy lies in the second folder too; None where there is no such folder.
        rehearsed: when a restore was last rehearsed, UTC.
        sound: whether it would have worked.
    """

    made: datetime | None = None
    fingerprint: str = ""
    touched: int = 0
    trouble: str = ""
    carried: bool | None = None
    rehearsed: datetime | None = None
    sound: bool = True


def load_record(path: Path) -> BackupRecord:
    """What is remembered; nothing where there is no such file, or none that can be read."""
    try:
        told = json.loads(path.read_bytes())
        for name in ("made", "rehearsed"):
            told[name] = None if told[name] is None else datetime.fromisoformat(told[name]).astimezone(UTC)
        return BackupRecord(**told)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return BackupRecord()


def save_record(path: Path, record: BackupRecord) -> None:
    """Remember it.

    Raises:
        OSError: the disk is full or may not be written.
    """
    told = asdict(record)
    for name in ("made", "rehearsed"):
        told[name] = None if told[name] is None else told[name].isoformat()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_atomically(path, json.dumps(told, indent=1).encode())
