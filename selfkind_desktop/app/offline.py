"""What the command line can do while no program runs. The lock is held meanwhile: one writer at a time.

Each function returns None where a program has begun to run in the meantime: then that one is to be asked.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from selfkind_desktop.app.clock import SystemClock
from selfkind_desktop.app.ids import new_id
from selfkind_desktop.app.lengths import no_length
from selfkind_desktop.app.unlock import unlock_here
from selfkind_desktop.desktop.instance import claim
from selfkind_desktop.desktop.remote import Reply
from selfkind_desktop.domain import schedule
from selfkind_desktop.domain.quiet import quiet_for
from selfkind_desktop.domain.records import CheckIn, Mood, Place
from selfkind_desktop.domain.settings import Setting
from selfkind_desktop.paths import Paths
from selfkind_desktop.storage.config_file import ConfigFile
from selfkind_desktop.storage.state_file import StateFile
from selfkind_desktop.storage.unfinished import finish_restore, is_being_erased

if TYPE_CHECKING:
    from selfkind_desktop.app.backup_commands import BackupCommands
from selfkind_desktop.storage.vault_glance import asks_for_secret


def check_in(paths: Paths, mood: int) -> Reply | None:
    """Keep a check-in."""

    def act() -> Reply:
        if asks_for_secret(paths.vault):
            return Reply(
                False,
                sentence="Your journal is locked and Selfkind is not running, so nothing was kept. Open "
                "Selfkind with your passphrase; then a check-in is kept again, from here too.",
            )
        from selfkind_desktop.storage.store import Store

        clock = SystemClock()
        key = unlock_here(paths.vault, paths.key_file)
        store = Store.open(paths.database, key, clock)
        try:
            store.check_ins.add(CheckIn(new_id(), clock.now().stamp(), Mood(mood), Place.COMMAND))
        finally:
            store.close()
        return Reply(True, "Noted. Thank you for looking.")

    return alone(paths, act)


def quiet(paths: Paths, how_long: str) -> Reply | None:
    """Hold reminders back from the next start on, or let them come again."""

    def act() -> Reply:
        now = SystemClock().now()
        try:
            asked = quiet_for(how_long, now)
        except ValueError:
            return Reply(False, sentence=no_length(how_long))
        file = StateFile(paths.state_file)
        state = file.load() or schedule.State(seed=int.from_bytes(new_id().encode()[:4]))
        rhythm = ConfigFile(paths.config_file).load().settings.rhythm
        file.save(schedule.kept_quiet(rhythm, state, now, asked))
        return Reply(True)

    return alone(paths, act)


def choose(paths: Paths, setting: Setting[Any], value: object) -> Reply | None:
    """Change a setting."""

    def act() -> Reply:
        file = ConfigFile(paths.config_file)
        file.save(file.load().settings.having(setting, value), setting)
        return Reply(True)

    return alone(paths, act)


def back_up(paths: Paths, file: str) -> Reply | None:
    """Make a backup."""
    return alone(paths, lambda: _backups(paths).back_up(file))


def restore(paths: Paths, file: str, *, yes: bool) -> Reply | None:
    """Put a backup in the place of what is here."""
    return alone(paths, lambda: _backups(paths).restore(file, yes=yes))


def backups(paths: Paths) -> Reply:
    """Which backups there are; only looked at, so a program may run."""
    return _backups(paths).list()


def _backups(paths: Paths) -> "BackupCommands":
    from selfkind_desktop.app.backup_commands import BackupCommands

    return BackupCommands(paths)


def alone(paths: Paths, act: Callable[[], Reply]) -> Reply | None:
    """Do something while no program runs, and none can begin."""
    instance = claim(paths.run)
    if instance is None:
        return None
    try:
        if is_being_erased(paths.data):
            from selfkind_desktop.app.deletion import finish

            finish(paths)
        finish_restore(paths.data)
        return act()
    finally:
        instance.close()
