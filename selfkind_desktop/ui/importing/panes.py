"""The steps around the preview: choosing a file, waiting, and what came of it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout, QWidget

from selfkind_desktop.ui.importing.missed import MissedList
from selfkind_desktop.ui.importing.values import Outcome
from selfkind_desktop.ui.importing.words import outcome_in_words
from selfkind_desktop.ui.style import button, label
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.announce import announce
from selfkind_desktop.ui.widgets.button import Button
from selfkind_desktop.ui.widgets.card import Card
from selfkind_desktop.ui.widgets.flow import FlowLayout
from selfkind_desktop.ui.widgets.progress_line import ProgressLine


def dropped_path(event: QDropEvent) -> str:
    """The one file or folder that is being dropped; empty where it is none or several."""
    urls = event.mimeData().urls()
    return urls[0].toLocalFile() if len(urls) == 1 else ""


class ChoosePane(QWidget):
    """Which file or folder.

    Signals:
        chosen(path: str): this one.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.file = button(self.tr("Choose a file…"), "main")
        self.file.clicked.connect(lambda: self._choose(QFileDialog.FileMode.ExistingFile))
        folder = button(self.tr("Choose a folder…"))
        folder.clicked.connect(lambda: self._choose(QFileDialog.FileMode.Directory))
        both = FlowLayout(spacing=8)
        both.addWidget(self.file)
        both.addWidget(folder)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        intro = self.tr(
            "Your words from another program can live here too. Selfkind looks first and shows you what it "
            "found; nothing is kept before you say so, and every import can be undone."
        )
        column.addWidget(label(intro))
        card = Card("sand")
        card.body.setSpacing(12)
        card.body.addWidget(label(self.tr("Drop a file or folder here, or choose one."), "strong"))
        card.body.addLayout(both)
        column.addWidget(card)
        known = self.tr(
            "Selfkind reads its own exports, Daylio (CSV and .daylio), Day One (JSON zip), jrnl, "
            "RedNotebook, Mini Diary, Journiv, Diarium (JSON), and plain Markdown or text files."
        )
        column.addWidget(label(known, "muted"))
        column.addStretch(1)

    def _choose(self, mode: QFileDialog.FileMode) -> None:
        chooser = QFileDialog(self, self.tr("Bring words in"))
        chooser.setFileMode(mode)
        if mode is QFileDialog.FileMode.Directory:
            chooser.setOption(QFileDialog.Option.ShowDirsOnly)
        chooser.fileSelected.connect(self.chosen)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One file or folder may be dropped."""
        if dropped_path(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """It is taken as if it had been chosen."""
        event.acceptProposedAction()
        self.chosen.emit(dropped_path(event))


class WaitPane(QWidget):
    """How far it is."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._what = label(role="heading")
        self._how_far = label(role="muted")
        self._hint = label(role="small")
        self._line = ProgressLine(appearance)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(12)
        for widget in (self._what, self._line, self._how_far, self._hint):
            column.addWidget(widget)
        column.addStretch(1)

    def begin(self, what: str, hint: str) -> None:
        """Say what is being done; nothing of it is yet."""
        self._what.setText(what)
        self._hint.setText(hint)
        self._how_far.setText("")
        self._line.set_value(0)
        announce(self._what, what)

    def show_share(self, share: float, how_far: str) -> None:
        """How far it is, as a share and in words."""
        self._line.set_value(share)
        self._how_far.setText(how_far)


class PassphrasePane(QWidget):
    """An export that was closed with a passphrase.

    Signals:
        given(passphrase: str): this one.
    """

    given = Signal(str)

    def __init__(self, name: str, problem: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QLineEdit()
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setAccessibleName(self.tr("Passphrase"))
        self.edit.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.edit.returnPressed.connect(self.give)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(12)
        column.addWidget(label(self.tr("{file} is closed with a passphrase.").format(file=name), "heading"))
        column.addWidget(label(self.tr("It is the one you chose when you made the export."), "muted"))
        column.addWidget(self.edit)
        if problem:
            said = label(problem, ink="peach")
            column.addWidget(said)
            announce(said, problem)
        column.addStretch(1)

    def give(self) -> None:
        """Try what was typed, if anything was."""
        if self.edit.text():
            self.given.emit(self.edit.text())


class OutcomePane(QWidget):
    """What came of it.

    Signals:
        save_wanted(path: str, text: str): the list of what could not be taken, to this file.
    """

    save_wanted = Signal(str, str)

    def __init__(self, appearance: Appearance, outcome: Outcome, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(16)
        self.said = label(outcome_in_words(outcome), "heading")
        column.addWidget(self.said)
        where = self.tr("You find them in the journal, on the days they were written.")
        self._where = label(where, "muted")
        column.addWidget(self._where)
        self._where.setVisible(bool(outcome.entries))
        self.missed: MissedList | None = None
        if outcome.missed:
            card = Card("peach")
            card.body.addWidget(label(self.tr("What could not be taken"), "eyebrow"))
            self.missed = MissedList(appearance, outcome.missed, saves=True)
            self.missed.save_wanted.connect(self.save_wanted)
            card.body.addWidget(self.missed)
            column.addWidget(card)
        column.addStretch(1)
        announce(self.said, self.said.text())

    def say(self, text: str) -> None:
        """Say what became of it since."""
        self.said.setText(text)
        self._where.hide()
        announce(self.said, text)


class SentencePane(QWidget):
    """One sentence, where there is nothing to show."""

    def __init__(self, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        said = label(sentence, "heading")
        column.addWidget(said)
        column.addStretch(1)
        announce(said, sentence)


def footer(*buttons: Button) -> QWidget:
    """Buttons at the bottom of the window, wrapping where there is no room."""
    place = QWidget()
    flow = FlowLayout(place, spacing=8)
    for each in buttons:
        flow.addWidget(each)
    return place
