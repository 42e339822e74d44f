"""A look at the start whether a restore was interrupted; the rest is loaded only if one was."""

from pathlib import Path

MARKER = "restoring.json"


def finish_restore(data: Path) -> None:
    """Finish a restore that a crash or a power cut interrupted; one look for a file where none was.

    Raises:
        StorageError: the disk does not take it; the next time goes on from there.
    """
    if (data / MARKER).exists():
        from selfkind_desktop.storage.restore import finish

        finish(data)


ERASING = "deleting.json"


def is_being_erased(data: Path) -> bool:
    """Whether everything was to be deleted, and something is left of it."""
    return (data / ERASING).exists()
