"""What can go wrong with the files, told apart so that a person hears one clear sentence.

Nothing here imports SQL or cryptography: the waiting program can show a sentence without loading either.
"""

# Each name is a plain statement of what happened; a suffix would only blur it.
# ruff: noqa: N818

import errno
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import ClassVar


class Trouble(StrEnum):
    """A name for each kind of trouble, stable enough to cross a pipe between two processes."""

    VAULT_MISSING = "vault-missing"
    VAULT_DAMAGED = "vault-damaged"
    VAULT_NEWER = "vault-newer"
    VAULT_EXISTS = "vault-exists"
    SLOT_MISSING = "slot-missing"
    KEY_STORE_UNAVAILABLE = "key-store-unavailable"
    KEY_MISSING = "key-missing"
    KEY_WRONG = "key-wrong"
    LOCKED = "locked"
    PASSPHRASE_WRONG = "passphrase-wrong"
    RECOVERY_CODE_MISTYPED = "recovery-code-mistyped"
    RECOVERY_CODE_WRONG = "recovery-code-wrong"
    TOO_SOON = "too-soon"
    LAST_WAY = "last-way"
    MEMORY_FULL = "memory-full"
    DATABASE_MISSING = "database-missing"
    DATABASE_DAMAGED = "database-damaged"
    DATABASE_NEWER = "database-newer"
    LOG_DAMAGED = "log-damaged"
    BACKUP_FAILED = "backup-failed"
    BACKUP_DAMAGED = "backup-damaged"
    UPDATE_FAILED = "update-failed"
    DISK_FULL = "disk-full"
    NOT_WRITABLE = "not-writable"
    DISK_TROUBLE = "disk-trouble"
    BUSY = "busy"
    FORMAT_UNKNOWN = "format-unknown"
    ARCHIVE_DAMAGED = "archive-damaged"
    ARCHIVE_TOO_LARGE = "archive-too-large"
    FILE_UNREADABLE = "file-unreadable"
    NAME_TAKEN = "name-taken"
    EXPORT_FOREIGN = "export-foreign"
    EXPORT_CUT = "export-cut"
    EXPORT_DAMAGED = "export-damaged"
    EXPORT_NEWER = "export-newer"
    EXPORT_LOCKED = "export-locked"
    EXPORT_PASSPHRASE = "export-passphrase"


BACKUP_HELPS = (
    Trouble.VAULT_MISSING,
    Trouble.VAULT_DAMAGED,
    Trouble.KEY_MISSING,
    Trouble.KEY_WRONG,
    Trouble.DATABASE_MISSING,
    Trouble.DATABASE_DAMAGED,
)
"""What going back to a backup can mend."""

SENTENCES: dict[Trouble, str] = {
    Trouble.VAULT_MISSING: (
        "The key file {file} is not beside your data. Nothing was changed: put {file} back into its "
        "folder, and Selfkind opens again."
    ),
    Trouble.VAULT_DAMAGED: (
        "The key file {file} is damaged, so Selfkind left everything as it is. An undamaged copy of it, as "
        "in a backup, opens your journal again."
    ),
    Trouble.VAULT_NEWER: (
        "The key file {file} comes from a newer Selfkind. Nothing was changed: update Selfkind, and your "
        "data opens again."
    ),
    Trouble.VAULT_EXISTS: ("There is a key file {file} already, so Selfkind left it as it is."),
    Trouble.SLOT_MISSING: (
        "The key file {file} was not made for opening on this computer. Nothing was changed."
    ),
    Trouble.KEY_STORE_UNAVAILABLE: (
        "This computer’s key store does not answer right now. Your data is safe: unlock the key store, "
        "then try again."
    ),
    Trouble.KEY_MISSING: (
        "This computer’s key store no longer holds the key that {file} asks for. Your data is untouched "
        "and opens again once the key is back."
    ),
    Trouble.KEY_WRONG: (
        "The key in this computer’s key store does not fit {file}. Your data is untouched and opens with "
        "the key it was made with."
    ),
    Trouble.LOCKED: ("Your journal is locked. Your passphrase or your recovery code opens it."),
    Trouble.PASSPHRASE_WRONG: (
        "This passphrase does not open your journal. All of it is safe: look at small and capital letters, "
        "and at the keyboard’s language, then try again."
    ),
    Trouble.RECOVERY_CODE_MISTYPED: (
        "Something slipped while typing the recovery code. Nothing was changed: compare it with your copy, "
        "then try again."
    ),
    Trouble.RECOVERY_CODE_WRONG: (
        "This recovery code is typed well, and does not open your journal. All of it is safe: perhaps you "
        "made a newer code since."
    ),
    Trouble.TOO_SOON: (
        "After several tries in a row there is a short wait before the next one. Your data is untouched."
    ),
    Trouble.LAST_WAY: (
        "This is the last way to open your journal, so Selfkind kept it. Choose another way first."
    ),
    Trouble.MEMORY_FULL: (
        "There is not enough free memory to open {file} just now. Close something else, then try again."
    ),
    Trouble.DATABASE_MISSING: (
        "{file} is not in its folder. Put it back, or put a backup in its place, and Selfkind goes on "
        "from there."
    ),
    Trouble.DATABASE_DAMAGED: (
        "{file} is damaged, so your journal cannot be read from it. Selfkind left it as it is. Your key is "
        "fine, and a backup can take its place."
    ),
    Trouble.DATABASE_NEWER: (
        "{file} comes from a newer Selfkind and is untouched. Update Selfkind, and it opens again."
    ),
    Trouble.LOG_DAMAGED: (
        "Some of what was written just before Selfkind last stopped can no longer be read. Everything before "
        "it is there, and opens in a moment; what is left of the rest is kept as {file}."
    ),
    Trouble.BACKUP_FAILED: (
        "A copy of {file} did not pass its check and was thrown away. Your data and older backups are as "
        "they were."
    ),
    Trouble.BACKUP_DAMAGED: (
        "The backup {file} is damaged, so Selfkind left everything as it is. An older backup may be whole."
    ),
    Trouble.UPDATE_FAILED: (
        "{file} could not be brought up to this version. It is as it was, and the version that wrote it "
        "can still open it."
    ),
    Trouble.DISK_FULL: (
        "The disk is full, so {file} could not be saved just now. What was saved before is safe: make a "
        "little room, then try again."
    ),
    Trouble.NOT_WRITABLE: (
        "Selfkind may not write to {file} or its folder. What is there is untouched: allow writing, then "
        "try again."
    ),
    Trouble.DISK_TROUBLE: (
        "The disk reported a problem with {file}. What was saved before is untouched: check the disk and "
        "its free space, then try again."
    ),
    Trouble.BUSY: ("Another program is using {file} right now. Nothing was changed: try again in a moment."),
    Trouble.FORMAT_UNKNOWN: (
        "Selfkind does not recognize {file} as a journal that it can read. Nothing was changed: choose the "
        "file or folder just as the other program exported it."
    ),
    Trouble.ARCHIVE_DAMAGED: (
        "The file {file} is damaged or cut short, so nothing was taken from it. Copy or export it once more, "
        "then try again."
    ),
    Trouble.ARCHIVE_TOO_LARGE: (
        "The file {file} holds more than Selfkind can safely read at once, so nothing was taken from it. "
        "Exporting a part of the journal at a time helps."
    ),
    Trouble.FILE_UNREADABLE: (
        "The file {file} cannot be read just now. Nothing was changed: see that it is still there and may be "
        "read, then try again."
    ),
    Trouble.NAME_TAKEN: ("There is a {file} already, and it was left as it is. Choose another name."),
    Trouble.EXPORT_FOREIGN: ("{file} is not an export that Selfkind made. Nothing was changed."),
    Trouble.EXPORT_CUT: (
        "{file} ends too early, as after a copy or download that broke off. Nothing was changed: copy it "
        "again, or take another copy of it."
    ),
    Trouble.EXPORT_DAMAGED: (
        "{file} is damaged: something in it is not what Selfkind wrote. Nothing was changed: another copy "
        "of it can still be whole."
    ),
    Trouble.EXPORT_NEWER: (
        "{file} comes from a newer Selfkind. Nothing was changed: update Selfkind, and it can be taken in."
    ),
    Trouble.EXPORT_LOCKED: ("{file} is locked with the passphrase that it was exported with."),
    Trouble.EXPORT_PASSPHRASE: (
        "That passphrase does not open {file}. The file itself is whole and nothing was changed, so another "
        "try costs nothing."
    ),
}
"""The English sentence for each trouble; the ui translates it before it fills in `{file}`."""


class StorageError(Exception):
    """Something kept Selfkind from reading or writing its files; they are as they were.

    Args:
        file: the file it happened to; only its name is kept, since a path may name a person.
        detail: for the log; never any private text.
    """

    code: ClassVar[Trouble]

    def __init__(self, file: Path | str = "", detail: str = "") -> None:
        self.file = Path(file).name
        self.detail = detail
        super().__init__(self.file, detail)

    def __str__(self) -> str:
        return ": ".join(part for part in (self.code.value, self.file, self.detail) if part)

    @property
    def sentence(self) -> str:
        """One sentence or two for a person, in English."""
        return self.tell(lambda text: text)

    def tell(self, translate: Callable[[str], str]) -> str:
        """The sentence in another language.

        Args:
            translate: gets the English sentence with `{file}` in it and gives it back translated.
        """
        return translate(SENTENCES[self.code]).replace("{file}", self.file)


class VaultMissing(StorageError):
    """There is a database but no vault beside it."""

    code = Trouble.VAULT_MISSING


class VaultDamaged(StorageError):
    """The vault cannot be read, or its check sum does not fit."""

    code = Trouble.VAULT_DAMAGED


class VaultNewer(StorageError):
    """The vault is whole, of a version that this program does not know."""

    code = Trouble.VAULT_NEWER


class VaultExists(StorageError):
    """A new vault was asked for where there is one."""

    code = Trouble.VAULT_EXISTS


class SlotMissing(StorageError):
    """The vault is whole but has no slot of the kind that was asked for."""

    code = Trouble.SLOT_MISSING


class KeyStoreUnavailable(StorageError):
    """The keeper of the device key cannot be asked."""

    code = Trouble.KEY_STORE_UNAVAILABLE


class KeyMissing(StorageError):
    """The keeper of the device key was asked and has none."""

    code = Trouble.KEY_MISSING


class KeyWrong(StorageError):
    """The vault is whole, and the key does not open it."""

    code = Trouble.KEY_WRONG


class Locked(StorageError):
    """This computer keeps no key of the vault: somebody has to type a secret."""

    code = Trouble.LOCKED


class PassphraseWrong(StorageError):
    """The vault is whole, and the passphrase does not open it."""

    code = Trouble.PASSPHRASE_WRONG


class RecoveryCodeMistyped(StorageError):
    """What was typed is no recovery code; `detail` is the number of the first group that slipped, from 1."""

    code = Trouble.RECOVERY_CODE_MISTYPED

    @property
    def group(self) -> int:
        """The group that cannot be right, from 1; 0 where that cannot be said."""
        return int(self.detail) if self.detail.isdecimal() else 0


class RecoveryCodeWrong(StorageError):
    """What was typed is a recovery code, and not this vault's."""

    code = Trouble.RECOVERY_CODE_WRONG


class TooSoon(StorageError):
    """Several wrong tries in a row; `detail` is how many seconds to wait."""

    code = Trouble.TOO_SOON

    @property
    def seconds(self) -> int:
        """How long to wait."""
        return int(self.detail) if self.detail.isdecimal() else 1


class LastWay(StorageError):
    """Without this slot nobody could open the vault in everyday life."""

    code = Trouble.LAST_WAY


class MemoryFull(StorageError):
    """The memory that Argon2id asks for is not to be had."""

    code = Trouble.MEMORY_FULL


class DatabaseMissing(StorageError):
    """The vault says that there was a database, and there is none."""

    code = Trouble.DATABASE_MISSING


class DatabaseDamaged(StorageError):
    """The database does not decrypt with its own key, is cut short, or is malformed."""

    code = Trouble.DATABASE_DAMAGED


class DatabaseNewer(StorageError):
    """The database has a schema that this program does not know."""

    code = Trouble.DATABASE_NEWER


class LogDamaged(StorageError):
    """What was written last before a crash is not all there any more; told once, then the database opens."""

    code = Trouble.LOG_DAMAGED


class BackupFailed(StorageError):
    """A copy of the database could not be made, or did not pass its check."""

    code = Trouble.BACKUP_FAILED


class BackupDamaged(StorageError):
    """A copy that was whole once cannot be read, or no longer passes its check."""

    code = Trouble.BACKUP_DAMAGED


class UpdateFailed(StorageError):
    """A migration failed; its transaction was undone."""

    code = Trouble.UPDATE_FAILED


class DiskFull(StorageError):
    """No room, or no quota, for a write."""

    code = Trouble.DISK_FULL


class NotWritable(StorageError):
    """Permissions, a read-only disk, or something else in the way of a file."""

    code = Trouble.NOT_WRITABLE


class DiskTrouble(StorageError):
    """The disk answered with an error of another kind."""

    code = Trouble.DISK_TROUBLE


class Busy(StorageError):
    """Another process holds the database for longer than we wait."""

    code = Trouble.BUSY


class FormatUnknown(StorageError):
    """A file from elsewhere looks like nothing that we can read."""

    code = Trouble.FORMAT_UNKNOWN


class ArchiveDamaged(StorageError):
    """A file from elsewhere looks like something that we can read, and is cut short or malformed."""

    code = Trouble.ARCHIVE_DAMAGED


class ArchiveTooLarge(StorageError):
    """Reading a file from elsewhere would take more memory than is safe."""

    code = Trouble.ARCHIVE_TOO_LARGE


class FileUnreadable(StorageError):
    """A file from elsewhere is gone, or may not be read."""

    code = Trouble.FILE_UNREADABLE


class NameTaken(StorageError):
    """Something has the name already that a new file or folder was to get."""

    code = Trouble.NAME_TAKEN


class ExportForeign(StorageError):
    """A file that was to be taken in is none of our exports."""

    code = Trouble.EXPORT_FOREIGN


class ExportCut(StorageError):
    """An export has a beginning and no end."""

    code = Trouble.EXPORT_CUT


class ExportDamaged(StorageError):
    """An export is there in full length, and something in it was changed."""

    code = Trouble.EXPORT_DAMAGED


class ExportNewer(StorageError):
    """An export has a format or a schema that this program does not know."""

    code = Trouble.EXPORT_NEWER


class ExportLocked(StorageError):
    """An export asks for its passphrase."""

    code = Trouble.EXPORT_LOCKED


class ExportPassphraseWrong(StorageError):
    """An export is whole, and the passphrase does not open it."""

    code = Trouble.EXPORT_PASSPHRASE


_CLASSES: dict[Trouble, type[StorageError]] = {kind.code: kind for kind in StorageError.__subclasses__()}
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_REFUSED = {
    errno.EACCES,
    errno.EPERM,
    errno.EROFS,
    errno.ENOTDIR,
    errno.EISDIR,
    errno.ENOENT,
    errno.EEXIST,
}


def error_of(code: str, file: str = "", detail: str = "") -> StorageError:
    """The error that another process described by its `code`, `file` and `detail`.

    Raises:
        ValueError: there is no such code.
    """
    return _CLASSES[Trouble(code)](file, detail)


def error_of_system(error: OSError, file: Path) -> StorageError:
    """What the system's refusal of a file means for a person."""
    detail = errno.errorcode.get(error.errno or 0, type(error).__name__)
    if error.errno in _FULL:
        return DiskFull(file, detail)
    if error.errno in _REFUSED:
        return NotWritable(file, detail)
    return DiskTrouble(file, detail)
