"""The way back to a backup: choose one, see what is inside, then decide; and back again."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from selfkind_desktop.ui.backups.values import CopyRow
from selfkind_desktop.ui.placing import place_over
from selfkind_desktop.ui.style import button, label, rule, set_ground
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.announce import announce
from selfkind_desktop.ui.widgets.button import Button
from selfkind_desktop.ui.widgets.card import Card
from selfkind_desktop.ui.widgets.flow import FlowLayout
from selfkind_desktop.ui.widgets.progress_line import ProgressLine

_WIDTH, _HEIGHT = 860, 600
_LIST_WIDTH, _LIST_MOST = 300, 500


class RestoreDialog(QWidget):
    """A window of its own. It shows how far things are and tells what the person asks.

    Args:
        appearance: how things look.
        ending: of the one-file backups.

    Signals:
        chosen(path: str): look into this one.
        secret_given(text: str): the passphrase or recovery code of the one that was chosen.
        restore_wanted(): put it in the place of what is here.
        undo_wanted(): go back to how it was.
        cancel_wanted(): stop what is being done.
        closed(): the person is done here.
    """

    chosen = Signal(str)
    secret_given = Signal(str)
    restore_wanted = Signal()
    undo_wanted = Signal()
    cancel_wanted = Signal()
    closed = Signal()

    def __init__(self, appearance: Appearance, ending: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._appearance = appearance
        self._ending = ending
        self._is_busy = False
        self.setWindowTitle(self.tr("Go back to a backup"))
        self.setObjectName("restore-dialog")
        set_ground(self, "paper")
        self._list = _Copies()
        self._list.setAccessibleName(self.tr("Backups"))
        self._list.currentItemChanged.connect(self._picked)
        self._make_panel()
        self._make_buttons()
        self._lay_out()
        self.setMinimumSize(appearance.px(360), appearance.px(320))
        self._show_only()

    # Building

    def _make_panel(self) -> None:
        self._title = label(role="heading")
        self._inside = label()
        self._compared = label(role="muted")
        self._hint = label(role="small")
        self._line = ProgressLine(self._appearance)
        self._secret = QLineEdit()
        self._secret.setEchoMode(QLineEdit.EchoMode.Password)
        self._secret.setMaxLength(1024)
        self._secret.setAccessibleName(self.tr("Passphrase or recovery code"))
        self._secret.returnPressed.connect(self._give)
        self._secret_name = label(self.tr("Passphrase or recovery code"), role="strong")
        self._secret_name.setBuddy(self._secret)
        self._problem = label(ink="peach")

    def _make_buttons(self) -> None:
        self._go = self._button(self.tr("Go back to this"), self.restore_wanted.emit, "main")
        self._open_secret = self._button(self.tr("Open it"), self._give, "main")
        self._undo = self._button(self.tr("Go back to how it was"), self.undo_wanted.emit)
        self._stop = self._button(self.tr("Stop"), self.cancel_wanted.emit)
        self._file = self._button(self.tr("Choose a file…"), self._choose_file)
        self._close = self._button(self.tr("Close"), self.close, "quiet")

    def _button(self, text: str, act: Callable[[], object], kind: str = "default") -> Button:
        made = button(text, kind)  # type: ignore[arg-type]
        made.clicked.connect(lambda: act())
        return made

    def _lay_out(self) -> None:
        self._empty = label(self.tr("There is no backup here yet."), role="muted")
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self._list, 1)
        left.addWidget(self._empty)
        files = FlowLayout(spacing=8)
        files.addWidget(self._file)
        left.addLayout(files)
        place = Card("sand", margin=12)
        place.body.addLayout(left, 1)
        place.setFixedWidth(min(self._appearance.px(_LIST_WIDTH), _LIST_MOST))
        card = Card()
        card.body.setSpacing(12)
        for each in (self._title, self._line, self._inside, self._compared, self._hint):
            card.body.addWidget(each)
        for other in (self._secret_name, self._secret, self._problem):
            card.body.addWidget(other)
        card.body.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(place)
        row.addWidget(card, 1)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        body = QVBoxLayout()
        body.setContentsMargins(24, 24, 24, 16)
        body.setSpacing(12)
        body.addWidget(label(self.tr("Go back to a backup"), role="title"))
        intro = self.tr(
            "Look into one; nothing changes by looking. How it is now is kept before anything does."
        )
        body.addWidget(label(intro, role="muted"))
        body.addLayout(row, 1)
        self._whole.addLayout(body, 1)
        self._whole.addWidget(rule())
        self._whole.addWidget(self._foot())

    def _foot(self) -> QWidget:
        foot = set_ground(QWidget(), "sand")
        answers = FlowLayout(foot, spacing=8)
        answers.setContentsMargins(24, 12, 24, 12)
        for each in (self._go, self._open_secret, self._undo, self._stop, self._close):
            answers.addWidget(each)
        return foot

    # What it shows

    def open(self) -> None:
        """Show it, in front."""
        if not self.isVisible():
            place_over(self, QSize(self._appearance.px(_WIDTH), self._appearance.px(_HEIGHT)))
        self.show()
        self.raise_()
        self.activateWindow()

    def show_copies(self, rows: Sequence[CopyRow], chosen: str = "") -> None:
        """The backups that lie here, the newest first; the chosen one is looked into."""
        self._list.blockSignals(True)
        self._list.clear()
        for row in rows:
            item = QListWidgetItem(f"{row.title}\n{row.detail}")
            item.setData(Qt.ItemDataRole.UserRole, row.path)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{row.title}, {row.detail}".replace("\n", ", "))
            self._list.addItem(item)
        paths = [row.path for row in rows]
        if chosen in paths:
            self._list.setCurrentRow(paths.index(chosen))
        self._list.blockSignals(False)
        self._list.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        if chosen in paths:
            self.chosen.emit(chosen)
        elif rows:
            self._say(self.tr("Which one?"), self.tr("Choose a backup, and you see what is inside."))
            self._list.setFocus()

    def show_looking(self, name: str) -> None:
        """A backup is being opened and checked."""
        self._say(self.tr("Looking inside…"), "", self.tr("All of {file} is checked.").format(file=name))
        self._show_only(self._line, self._stop, busy=True)

    def ask_secret(self, problem: str = "") -> None:
        """This computer cannot open it by itself."""
        told = self.tr(
            "Your passphrase or recovery code opens it. One from elsewhere opens with those it was made with."
        )
        self._say(self.tr("This backup is locked."), told)
        self._problem.setText(problem)
        self._show_only(self._secret_name, self._secret, self._problem, self._open_secret)
        self._secret.clear()
        self._secret.setFocus()
        if problem:
            announce(self._problem, problem)

    def show_preview(self, title: str, inside: str, compared: str, hint: str) -> None:
        """What is inside; the person decides."""
        self._say(title, inside, compared, hint)
        self._show_only(self._go)
        # Whoever walks through the list stays in it; a file from elsewhere has no row there.
        (self._go if self._list.currentItem() is None else self._list).setFocus()
        announce(self._inside, f"{inside} {compared}")

    def show_restoring(self) -> None:
        """It is being put in place."""
        kept = self.tr("How it is now is kept first. If you stop, nothing changes.")
        self._say(self.tr("Going back…"), "", kept)
        self._show_only(self._line, self._stop, busy=True)

    def show_share(self, share: float) -> None:
        """How far it is."""
        self._line.set_value(share)

    def show_done(self, inside: str, kept: str, *, can_undo: bool) -> None:
        """It is back."""
        self._say(self.tr("It is back."), inside, kept)
        self._show_only(*([self._undo] if can_undo else []))
        self._close.setFocus()
        announce(self._title, f"{self._title.text()} {inside}")

    def show_sentence(self, sentence: str) -> None:
        """Something went another way, and nothing was changed."""
        self._say(sentence, "")
        self._show_only()
        announce(self._title, sentence)

    # How

    def _say(self, title: str, inside: str, compared: str = "", hint: str = "") -> None:
        for place, text in (
            (self._title, title),
            (self._inside, inside),
            (self._compared, compared),
            (self._hint, hint),
        ):
            place.setText(text)
            place.setVisible(bool(text))

    def _show_only(self, *shown: QWidget, busy: bool = False) -> None:
        """Of what comes and goes; while something is done nothing else can be chosen."""
        self._is_busy = busy
        coming = (self._line, self._secret_name, self._secret, self._problem)
        for each in (*coming, self._go, self._open_secret, self._undo, self._stop):
            each.setVisible(each in shown)
        self._close.setVisible(not busy)
        self._list.setEnabled(not busy)
        self._file.setEnabled(not busy)
        if self._line in shown:
            self._line.set_value(0)
            self._stop.setFocus()

    def _picked(self, item: QListWidgetItem | None) -> None:
        if item is not None and not self._is_busy:
            self.chosen.emit(str(item.data(Qt.ItemDataRole.UserRole)))

    def _give(self) -> None:
        if self._secret.text():
            text = self._secret.text()
            self._secret.clear()
            self.secret_given.emit(text)

    def _choose_file(self) -> None:
        chooser = QFileDialog(self, self.tr("Choose a backup"))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.setNameFilter(self.tr("Backups") + f" (*{self._ending} *.db)")
        chooser.fileSelected.connect(self._file_chosen)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def _file_chosen(self, path: str) -> None:
        self._list.setCurrentRow(-1)
        self.chosen.emit(path)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc stops what is being done, and else closes."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._is_busy:
            self.cancel_wanted.emit()
        else:
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """What is being done stops; a secret that was typed is forgotten."""
        super().closeEvent(event)
        self._secret.clear()
        if self._is_busy:
            self.cancel_wanted.emit()
        self.closed.emit()


class _Copies(QListWidget):
    """A list whose rows wrap."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setProperty("choice", True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt makes the first row the current one here; whoever only passes by has chosen nothing."""
        before = self.blockSignals(True)
        super().focusInEvent(event)
        self.blockSignals(before)
