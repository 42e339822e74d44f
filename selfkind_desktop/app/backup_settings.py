"""The section of Settings about backups, kept true."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from selfkind_desktop.app.backups import Backups
from selfkind_desktop.app.choices import Choices
from selfkind_desktop.app.keeper import Keeper
from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.domain.settings import BACKUP_DAILY, BACKUP_FOLDER, BY_KEY
from selfkind_desktop.paths import Paths
from selfkind_desktop.storage.errors import StorageError, error_of
from selfkind_desktop.ui.backups.section import BackupSection, ask_where
from selfkind_desktop.ui.backups.values import BackupFacts
from selfkind_desktop.ui.backups.words import compared, inside, when
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.trouble import sentence_of

if TYPE_CHECKING:
    from selfkind_desktop.app.backup_work import Place, Rehearsal

_ENDING = ".selfkind-backup"


class BackupSettings(QObject):
    """Connects the section with whoever acts on it; it lives as long as the section.

    Args:
        appearance: how things look.
        clock: for times in words.
        choices: what is chosen.
        backups: does it.
        keeper: knows what keeps it from being done.
        paths: where everything is.
        look: opens the list of backups.
        open_section: opens another section of Settings.
    """

    def __init__(
        self,
        appearance: Appearance,
        clock: Clock,
        choices: Choices,
        backups: Backups,
        keeper: Keeper,
        paths: Paths,
        look: Callable[[], None],
        open_section: Callable[[str], None],
    ) -> None:
        self.section = BackupSection(appearance)
        super().__init__(self.section)
        self._appearance = appearance
        self._clock = clock
        self._choices = choices
        self._backups = backups
        self._keeper = keeper
        self._paths = paths
        self._open_section = open_section
        section = self.section
        section.bindings.chosen.connect(lambda key, value: choices.choose(BY_KEY[key], value))
        section.backup_wanted.connect(self._back_up)
        section.rehearsal_wanted.connect(self._rehearse)
        section.look_wanted.connect(look)
        section.cancel_wanted.connect(self._stop)
        choices.changed.connect(self._refresh)
        backups.changed.connect(self._refresh)
        backups.going.progressed.connect(section.show_share)
        backups.going.failed.connect(lambda error: section.show_done(sentence_of(error)))
        backups.going.cancelled.connect(self._cancelled)
        section.bindings.show_settings(choices.settings)
        self._refresh()

    # How things stand

    def _refresh(self, _keys: frozenset[str] = frozenset()) -> None:
        self.section.bindings.show_settings(self._choices.settings)
        self.section.show_facts(BackupFacts(self._last(), self._rehearsed(), self._second()))

    def _last(self) -> str:
        record = self._backups.record
        if record.trouble:
            why = sentence_of(error_of(record.trouble, self._paths.database.name))
            return self.tr("The last one could not be made. {why}").format(why=why)
        if record.made is not None:
            at = when(record.made, self._clock.now())
            return self.tr("Last backup: {when}, verified.").format(when=at)
        if not self._choices[BACKUP_DAILY]:
            return self.tr("No backup is made by itself.")
        return self.tr("The first one is made at a quiet moment, once there is something to keep.")

    def _rehearsed(self) -> str:
        record = self._backups.record
        if record.rehearsed is None:
            return self.tr(
                "Selfkind opens the newest backup as going back would, and counts what is inside. "
                "It does so once a month by itself."
            )
        at = when(record.rehearsed, self._clock.now())
        if record.sound:
            return self.tr("Rehearsed {when}: the newest backup opened, and all of it was whole.").format(
                when=at
            )
        return self.tr("Rehearsed {when}: the newest backup did not open. A new one helps.").format(when=at)

    def _second(self) -> str:
        folder = self._choices[BACKUP_FOLDER]
        if not folder:
            return self.tr("On an external disk, for example: each automatic backup is laid there too.")
        name = Path(folder).name
        carried = self._backups.record.carried
        if carried is False:
            return self.tr("{folder} was not there, or took nothing, when the last backup was made.").format(
                folder=name
            )
        if carried:
            return self.tr("In {folder} too, and read back.").format(folder=name)
        return self.tr("From the next backup on in {folder} too.").format(folder=name)

    # What is asked for

    def _back_up(self) -> None:
        if not self._can_open():
            return
        from selfkind_desktop.storage.slots import ways

        try:
            there = ways(self._paths.vault)
            only_here = not (there.passphrase or there.recovery)
        except StorageError:
            only_here = False
        if not only_here:
            self._ask_where()
            return
        from selfkind_desktop.ui.backups.only_here import OnlyHereDialog

        dialog = OnlyHereDialog(self._appearance, self.section.window())
        dialog.code_wanted.connect(lambda: self._open_section("privacy"))
        dialog.anyway.connect(self._ask_where)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _ask_where(self) -> None:
        name = f"selfkind-{self._clock.now().local:%Y-%m-%d}{_ENDING}"
        ask_where(self.section, name, _ENDING, self.back_up_to)

    def back_up_to(self, path: str) -> None:
        """Write one file there."""
        self.section.show_doing(self.tr("Copying everything and checking the copy…"))
        self._backups.with_place(lambda place: self._backups.back_up_to(place, Path(path), self._backed_up))

    def _backed_up(self, made: Path) -> None:
        said = self.tr("{file} is written. It was opened again, and all of it is whole.")
        self.section.show_done(said.format(file=made.name))

    def _rehearse(self) -> None:
        if not self._can_open():
            return
        self.section.show_doing(self.tr("Opening the newest backup…"))
        self._backups.with_place(self._begin_rehearsal)

    def _begin_rehearsal(self, place: "Place") -> None:
        if self._backups.record.made is None:
            # Nothing to open yet: the copy of the day comes first.
            self._backups.back_up(place, lambda _made: self._backups.rehearse(place, self._rehearsal_done))
            return
        self._backups.rehearse(place, self._rehearsal_done)

    def _rehearsal_done(self, rehearsal: "Rehearsal | None") -> None:
        if rehearsal is None:
            self.section.show_done(self.tr("There is no backup yet."))
            return
        said = self.tr("The backup of {when} would come back: {inside} {compared}")
        self.section.show_done(
            said.format(
                when=when(rehearsal.made, self._clock.now()),
                inside=inside(rehearsal.contents),
                compared=compared(rehearsal.contents, rehearsal.now),
            )
        )

    def _cancelled(self) -> None:
        if not self._backups.is_waiting:
            self.section.show_done("")

    def _stop(self) -> None:
        if self._backups.going.is_going:
            self._backups.cancel()
        else:
            self.section.show_done("")

    def _can_open(self) -> bool:
        """Say why not, where the journal cannot be opened."""
        if self._keeper.trouble is not None:
            self.section.show_done(sentence_of(self._keeper.trouble))
        return self._keeper.trouble is None
