"""What is done with copies, off the main thread or from the command line; nothing here shows anything."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from selfkind_desktop.app.ids import new_id
from selfkind_desktop.app.unlock import unlock
from selfkind_desktop.app.vault_desk import VaultDesk
from selfkind_desktop.domain.backups import Contents, Reason
from selfkind_desktop.domain.progress import Progress, unheard
from selfkind_desktop.domain.secret import Secret
from selfkind_desktop.paths import Paths
from selfkind_desktop.storage import copies, package, raw_copy, restore
from selfkind_desktop.storage.atomic import write_atomically
from selfkind_desktop.storage.backup import write_backup
from selfkind_desktop.storage.backup_record import BackupRecord, load_record, save_record
from selfkind_desktop.storage.copies import Copy
from selfkind_desktop.storage.errors import (
    BackupDamaged,
    BackupFailed,
    DatabaseDamaged,
    KeyMissing,
    KeyStoreUnavailable,
    KeyWrong,
    Locked,
    NotWritable,
    SlotMissing,
    StorageError,
    Trouble,
    VaultDamaged,
    VaultMissing,
    error_of_system,
)
from selfkind_desktop.storage.files import is_there, log_of, second_copy_of, vault_of, vault_of_copy
from selfkind_desktop.storage.inside import contents_of, fingerprint, look_inside
from selfkind_desktop.storage.slots import ways
from selfkind_desktop.storage.vault import DatabaseKey, settled

_UNPACKED = ".incoming"
_BY_HAND = ".by-hand"
_VAULT_ONLY = (Trouble.VAULT_MISSING, Trouble.VAULT_DAMAGED)
_TYPED = (Locked, KeyMissing, KeyWrong, SlotMissing, KeyStoreUnavailable)
"""Why this computer cannot open a copy by itself: somebody has to type a passphrase or a code."""


@dataclass(frozen=True, slots=True)
class Place:
    """A database and its key."""

    path: Path
    key: DatabaseKey


@dataclass(frozen=True, slots=True)
class Opened:
    """A copy that was opened as a restore would, and passed its check.

    Attributes:
        source: the file that was chosen.
        database: the copy of the database; the same file, or what was unpacked from it.
        vault: what opens it from now on.
        key: its key.
        contents: what is inside.
        is_own: whether it belongs to the vault that is here.
    """

    source: Path
    database: Path
    vault: Path
    key: DatabaseKey
    contents: Contents
    is_own: bool


@dataclass(frozen=True, slots=True)
class Restored:
    """How a restore went.

    Attributes:
        before: the copy of how it was; None where that was damaged.
        aside: what the damaged file is called now; empty where there was none.
        contents: what was brought back.
        key: of what is here from now on.
    """

    before: Path | None
    aside: str
    contents: Contents
    key: DatabaseKey


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A restore that was only tried out.

    Attributes:
        made: when the copy was made.
        contents: what is inside.
        now: what there is now.
    """

    made: datetime
    contents: Contents
    now: Contents


class BackupWork:
    """Everything that can be done with copies. Each method takes its time; none belongs in the main thread.

    Args:
        paths: where everything is.
        now: the time, UTC.
        fetch_key: gets the key out of a vault with what this computer keeps.
    """

    def __init__(
        self,
        paths: Paths,
        now: Callable[[], datetime],
        fetch_key: Callable[[Path, Path], DatabaseKey] = unlock,
    ) -> None:
        self._paths = paths
        self._now = now
        self._fetch_key = fetch_key

    @property
    def record(self) -> BackupRecord:
        """What is remembered."""
        return load_record(self._paths.backup_record)

    def copies(self) -> list[Copy]:
        """The copies that lie here, the newest first."""
        return copies.copies(self._paths.backups)

    # Making copies

    def is_untouched(self) -> bool:
        """Whether nothing can have changed since the last copy, seen without opening anything."""
        return self.record.touched == self._touched() != 0

    def back_up(self, place: Place, second: Path | None = None, progress: Progress = unheard) -> Path | None:
        """Make the automatic copy of the day, and let older ones go; None where nothing has changed.

        Raises:
            StorageError: no copy could be made; the older ones are all there.
            Cancelled: `progress` said so.
        """
        seen = fingerprint(place.path, place.key)
        record = self.record
        if seen == record.fingerprint and any(copy.made == record.made for copy in self.copies()):
            self._remember(replace(record, touched=self._touched(), trouble=""))
            return None
        folder = self._paths.backups
        copies.clear_unfinished(folder)
        now = self._now().replace(microsecond=0)
        try:
            made = write_backup(place, folder, now, Reason.AUTOMATIC, lambda share: progress(share * 0.9))
        except StorageError as error:
            self._remember(replace(self.record, trouble=error.code.value))
            raise
        copies.rotate(folder, now, made)
        self.follow_vault()
        carried = self._carry(made, second, lambda share: progress(0.9 + share * 0.1))
        self._remember(
            replace(
                self.record,
                made=now,
                fingerprint=seen,
                touched=self._touched(),
                trouble="",
                carried=carried,
            )
        )
        return made

    def _carry(self, made: Path, second: Path | None, progress: Progress) -> bool | None:
        """Also to the second folder; a disk that is not there is no trouble, only worth saying."""
        if second is None:
            return None
        if not second.is_dir():
            return False
        (copy,) = [copy for copy in self.copies() if copy.path == made]
        try:
            carried = copies.carry(copy, second, progress)
            copies.rotate(second, copy.made, carried)
            copies.follow_vault(second, self._paths.vault)
        except StorageError:
            return False
        return True

    def follow_vault(self, second: Path | None = None) -> None:
        """Let the older copies open in the ways in which the vault opens now; no trouble where one cannot."""
        for folder in (self._paths.backups, second):
            if folder is not None:
                with contextlib.suppress(StorageError):
                    copies.follow_vault(folder, self._paths.vault)

    def back_up_to(self, place: Place, target: Path, progress: Progress = unheard) -> Path:
        """One file to carry away; into a folder under a name of its own.

        Raises:
            StorageError: it could not be made; a file that was there before is as it was.
            Cancelled: `progress` said so.
        """
        target = self._file_in(target)
        desk = self._paths.data / _BY_HAND
        package.clear(desk)
        try:
            copy = write_backup(place, desk, self._now(), Reason.BY_HAND, lambda share: progress(share * 0.7))
            package.pack(copy, target, lambda share: progress(0.7 + share * 0.3))
        finally:
            package.clear(desk)
        return target

    def copy_unopened(self, target: Path) -> Path:
        """One file without the key, so nothing in it is checked; only while nobody has the database open.

        Raises:
            Locked: a crash left words beside the database that only the key can bring into it.
            StorageError: it could not be made.
        """
        if not is_there(self._paths.database):
            raise BackupFailed(self._paths.database, "nothing there")
        if is_there(log_of(self._paths.database)) and log_of(self._paths.database).stat().st_size:
            raise Locked(self._paths.vault, "unfinished log")
        target = self._file_in(target)
        desk = self._paths.data / _BY_HAND
        package.clear(desk)
        try:
            copy = desk / "selfkind.db"
            desk.mkdir(mode=0o700, parents=True)
            write_atomically(vault_of_copy(copy), self._paths.vault.read_bytes())
            with self._paths.database.open("rb") as given, copy.open("xb") as taken:
                while piece := given.read(1 << 20):
                    taken.write(piece)
            package.pack(copy, target)
        except OSError as error:
            raise error_of_system(error, target) from error
        finally:
            package.clear(desk)
        return target

    def _file_in(self, target: Path) -> Path:
        if not target.is_dir():
            return target if package.is_package(target) else target.with_name(target.name + package.ENDING)
        stem = f"selfkind-{self._now():%Y-%m-%d}"
        found, number = target / f"{stem}{package.ENDING}", 2
        while found.exists():
            found, number = target / f"{stem}-{number}{package.ENDING}", number + 1
        return found

    # Looking inside

    def rehearse(self, place: Place, progress: Progress = unheard) -> Rehearsal | None:
        """Open the newest copy as a restore would, by its own vault, and count; None where there is no copy.

        Raises:
            StorageError: a restore would not have worked.
            Cancelled: `progress` said so.
        """
        newest = next(iter(self.copies()), None)
        if newest is None:
            return None
        try:
            key = place.key if ways(newest.vault).needs_secret else self._key_of(newest.vault)
            inside = look_inside(newest.path, key, progress)
        except StorageError:
            self._remember(replace(self.record, rehearsed=self._now(), sound=False))
            raise
        self._remember(replace(self.record, rehearsed=self._now(), sound=True))
        return Rehearsal(newest.made, inside, contents_of(place.path, place.key, mode="ro"))

    def open(
        self,
        source: Path,
        place: Place | None = None,
        secret: Secret | None = None,
        progress: Progress = unheard,
    ) -> Opened:
        """Open a copy from wherever it is, check all of it and count.

        Args:
            source: a copy of the database with its vault beside it, or one file of both.
            place: what is open here now; None where that is damaged or locked.
            secret: what was typed, for a copy that this computer cannot open by itself.
            progress: is told the share done.

        Raises:
            Locked: somebody has to type a passphrase or a recovery code.
            BackupDamaged: it is not whole.
            DatabaseNewer: it comes from a newer program.
            StorageError: what else is wrong; nothing was changed.
            Cancelled: `progress` said so.
        """
        self.let_go()
        database, vault = source, vault_of_copy(source)
        if package.is_package(source):
            database = package.unpack(source, self._paths.data / _UNPACKED, lambda share: progress(share / 4))
            vault = vault_of(database)
        elif not is_there(source):
            raise NotWritable(source, "not there")
        elif not is_there(vault):
            vault = vault_of(source) if is_there(vault_of(source)) else self._paths.vault
        is_own = vault == self._paths.vault or copies.same_vault(vault, self._paths.vault)
        key = place.key if place is not None and is_own else self._open_vault(vault, secret, source)
        contents = look_inside(database, key, lambda share: progress(0.25 + share * 0.75))
        keeps_vault = is_own and self._opens_here()
        return Opened(source, database, self._paths.vault if keeps_vault else vault, key, contents, is_own)

    def let_go(self) -> None:
        """Remove what was unpacked to be looked at."""
        package.clear(self._paths.data / _UNPACKED)

    def contents_now(self, place: Place) -> Contents:
        """What there is now."""
        return contents_of(place.path, place.key, mode="ro")

    def _open_vault(self, vault: Path, secret: Secret | None, source: Path) -> DatabaseKey:
        try:
            if secret is not None:
                return VaultDesk(self._paths.vault, self._paths.key_file).open_copy(vault, secret)
            return self._key_of(vault)
        except _TYPED as error:
            raise Locked(source, error.detail) from error
        except (VaultDamaged, VaultMissing) as error:
            raise BackupDamaged(source, str(error)) from error

    def _key_of(self, vault: Path) -> DatabaseKey:
        if not is_there(vault):
            raise VaultMissing(vault)  # or a new one would be made there
        return self._fetch_key(vault, self._paths.key_file)

    def _opens_here(self) -> bool:
        try:
            ways(self._paths.vault)
        except StorageError:
            return False
        return True

    # Restoring

    def restore(self, opened: Opened, place: Place | None = None, progress: Progress = unheard) -> Restored:
        """Put a copy in the place of what is there, which is kept; nobody may have the database open.

        Args:
            opened: what was looked at.
            place: what was open here until now; None where it could not be opened.
            progress: is told the share done; cancelling is possible until the last moment before the change.

        Raises:
            StorageError: nothing was changed, or the next start finishes it.
            Cancelled: `progress` said so.
        """
        data = self._paths.data
        before, aside = None, ""
        if is_there(self._paths.database):
            before = self._keep_present(place, lambda share: progress(share * 0.5))
            if before is None:
                aside = f"selfkind-damaged-{self._now():%Y%m%dT%H%M%SZ}"
        vault = self._vault_for(opened)
        raw_copy.let_go_of_files()
        try:
            restore.replace_with(
                data, opened.database, vault, aside, lambda share: progress(0.5 + share * 0.5)
            )
        finally:
            self._forget_vault()
            self.let_go()
        if before is not None:
            copies.rotate(self._paths.backups, self._now(), before)
        self._remember(replace(self.record, fingerprint="", touched=0))
        key = opened.key if opened.is_own else self._key_here(opened.key)
        return Restored(before, f"{aside}.db" if aside else "", opened.contents, key)

    def _key_here(self, key: DatabaseKey) -> DatabaseKey:
        """The key with the id that this computer has for what came from another one."""
        try:
            return self._key_of(self._paths.vault)
        except StorageError:
            return settled(self._paths.vault, DatabaseKey(key.secret, ""), new_id)

    def _keep_present(self, place: Place | None, progress: Progress) -> Path | None:
        """A checked copy of what is there now; None where it is too damaged for that."""
        if place is None:
            return None
        try:
            return write_backup(place, self._paths.backups, self._now(), Reason.BEFORE_RESTORE, progress)
        except (BackupFailed, DatabaseDamaged):
            return None

    def _vault_for(self, opened: Opened) -> Path:
        """The vault that comes with a copy; this computer gets a way into it where it had one until now."""
        if opened.vault == self._paths.vault or not self._wants_own_way(opened.vault):
            return opened.vault
        vault = self._paths.data / f"{_UNPACKED}.vault.json"
        write_atomically(vault, opened.vault.read_bytes())
        VaultDesk(vault, self._paths.key_file).set_device(opened.key)
        return vault

    def _wants_own_way(self, vault: Path) -> bool:
        """Not where a passphrase was chosen here: whoever restores something has not asked for less."""
        try:
            if ways(self._paths.vault).needs_secret:
                return False
        except StorageError:
            pass
        try:
            self._key_of(vault)
        except StorageError:
            return True
        return False

    def _forget_vault(self) -> None:
        vault = self._paths.data / f"{_UNPACKED}.vault.json"
        for each in (vault, second_copy_of(vault)):
            with contextlib.suppress(OSError):
                each.unlink(missing_ok=True)

    def mend_vault(self, trouble: StorageError) -> bool:
        """Put the copy of the vault that opens the database back, where only the vault is the matter.

        Nothing is lost then, not even what was written since that copy.
        """
        if trouble.code not in _VAULT_ONLY:
            return False
        for copy in self.copies():
            with contextlib.suppress(StorageError):
                self._adopt(copy.vault, self._key_of(copy.vault))
                return True
        return False

    def mend_vault_with(self, trouble: StorageError, opened: Opened) -> DatabaseKey | None:
        """As `mend_vault`, where a person typed what opens a backup of this journal; gives the key then."""
        if trouble.code not in _VAULT_ONLY:
            return None
        try:
            self._adopt(opened.vault, opened.key)
            return self._key_here(opened.key)
        except StorageError:
            return None

    def _adopt(self, vault: Path, key: DatabaseKey) -> None:
        from selfkind_desktop.storage import cipher, vault_file

        cipher.schema_revision(self._paths.database, key)
        vault_file.adopt(self._paths.vault, vault)

    # Remembering

    def _touched(self) -> int:
        newest = 0
        for file in (self._paths.database, log_of(self._paths.database)):
            with contextlib.suppress(OSError):
                told = file.stat()
                newest = max(newest, told.st_mtime_ns if told.st_size else 0)
        return newest

    def _remember(self, record: BackupRecord) -> None:
        with contextlib.suppress(OSError):
            save_record(self._paths.backup_record, record)
