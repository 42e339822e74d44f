"""Settings: copies of everything, and the way back to one."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from selfkind_desktop.domain.settings import BACKUP_DAILY, BACKUP_FOLDER
from selfkind_desktop.ui.backups.values import BackupFacts
from selfkind_desktop.ui.pages.settings.bindings import Bindings
from selfkind_desktop.ui.pages.settings.section import Section
from selfkind_desktop.ui.style import button, label
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.announce import announce
from selfkind_desktop.ui.widgets.flow import FlowLayout
from selfkind_desktop.ui.widgets.progress_line import ProgressLine
from selfkind_desktop.ui.widgets.settings_row import SettingsRow
from selfkind_desktop.ui.widgets.switch import Switch


class BackupSection(Section):
    """Backups: by themselves, by hand, rehearsed, brought back.

    Attributes:
        bindings: what is chosen here.

    Signals:
        backup_wanted(): one file, now.
        rehearsal_wanted(): try a restore out.
        look_wanted(): show the backups there are.
        cancel_wanted(): stop what is being done.
    """

    backup_wanted = Signal()
    rehearsal_wanted = Signal()
    look_wanted = Signal()
    cancel_wanted = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__("backups", self.tr("Backups"), parent=parent)
        self.bindings = Bindings(self)
        name = self.tr("Back up by itself, once a day")
        switch = Switch(appearance, name)
        self.bindings.switch(BACKUP_DAILY, switch)
        self._last = self.add_row(name, "", switch)
        now = button(self.tr("Back up now…"))
        now.clicked.connect(self.backup_wanted)
        self.add_row(
            self.tr("One file to carry away"),
            self.tr(
                "Everything you keep here, encrypted as it is. It opens with the passphrase or recovery "
                "code of today; those that are kept here follow when you change it."
            ),
            now,
        )
        self._second = self._second_place()
        rehearse = button(self.tr("Rehearse"))
        rehearse.clicked.connect(self.rehearsal_wanted)
        self._rehearsed = self.add_row(self.tr("Would it come back?"), "", rehearse)
        look = button(self.tr("Look at backups…"))
        look.clicked.connect(self.look_wanted)
        self.add_row(
            self.tr("Go back to a backup"),
            self.tr("You see what is inside before anything changes, and how it is now is kept."),
            look,
        )
        self._buttons = (now, rehearse, look)
        self._doing = self._progress(appearance)
        self.add(self._doing, "")
        self.set_relevant(self._doing, is_relevant=False)

    def _second_place(self) -> SettingsRow:
        both = QWidget()
        flow = FlowLayout(both, spacing=8)
        choose = button(self.tr("Choose a folder…"))
        choose.clicked.connect(self._choose_folder)
        self._none = button(self.tr("No second place"), "link")
        self._none.clicked.connect(lambda: self.bindings.choose(BACKUP_FOLDER, ""))
        flow.addWidget(choose)
        flow.addWidget(self._none)
        both.setAccessibleName(self.tr("A second place"))
        self.bindings.on_show(lambda settings: self._none.setVisible(bool(settings[BACKUP_FOLDER])))
        return self.add_row(self.tr("A second place"), "", both)

    def _progress(self, appearance: Appearance) -> QWidget:
        place = QWidget()
        self._said = label(role="muted")
        self._line = ProgressLine(appearance)
        self._stop = button(self.tr("Stop"))
        self._stop.clicked.connect(self.cancel_wanted)
        row = FlowLayout(spacing=8)
        row.addWidget(self._stop)
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 12, 0, 12)
        column.setSpacing(8)
        column.addWidget(self._said)
        column.addWidget(self._line)
        column.addLayout(row)
        return place

    def show_facts(self, facts: BackupFacts) -> None:
        """Say how things stand."""
        self._last.set_description(facts.last)
        self._rehearsed.set_description(facts.rehearsed)
        self._second.set_description(facts.second)

    def show_doing(self, what: str) -> None:
        """Something is being done; the buttons wait."""
        self._say(what)
        self._line.set_value(0)
        self._line.show()
        self._stop.show()
        self._let(False)

    def show_share(self, share: float) -> None:
        """How far it is."""
        self._line.set_value(share)

    def show_done(self, sentence: str) -> None:
        """It ended; an empty sentence where there is nothing to say."""
        self._say(sentence)
        self._line.hide()
        self._stop.hide()
        self._let(True)

    def _say(self, sentence: str) -> None:
        self._said.setText(sentence)
        self.set_relevant(self._doing, is_relevant=bool(sentence))
        if sentence:
            announce(self._said, sentence)

    def _let(self, can: bool) -> None:
        for each in self._buttons:
            each.setEnabled(can)

    def _choose_folder(self) -> None:
        chooser = QFileDialog(self, self.tr("A second place for backups"))
        chooser.setFileMode(QFileDialog.FileMode.Directory)
        chooser.setOption(QFileDialog.Option.ShowDirsOnly)
        chooser.fileSelected.connect(lambda path: self.bindings.choose(BACKUP_FOLDER, path))
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()


def ask_where(parent: QWidget, name: str, ending: str, chosen: Callable[[str], None]) -> None:
    """Ask for a file to write; `chosen(path)` is called unless the person thinks better of it."""
    chooser = QFileDialog(parent, parent.tr("Back up now"))
    chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    chooser.setFileMode(QFileDialog.FileMode.AnyFile)
    chooser.setDefaultSuffix(ending.removeprefix("."))
    chooser.setNameFilter(parent.tr("Backups") + f" (*{ending})")
    chooser.selectFile(name)
    chooser.fileSelected.connect(chosen)
    chooser.finished.connect(chooser.deleteLater)
    chooser.open()
