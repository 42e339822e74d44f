"""The window in which words from other programs come in: look first, then decide, undo at any time."""

from collections.abc import Callable

from PySide6.QtCore import QLocale, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from selfkind_desktop.ui.importing.panes import (
    ChoosePane,
    OutcomePane,
    PassphrasePane,
    SentencePane,
    WaitPane,
    dropped_path,
    footer,
)
from selfkind_desktop.ui.importing.preview import PreviewPane
from selfkind_desktop.ui.importing.values import Outcome, Preview
from selfkind_desktop.ui.importing.words import counts_in_words, undone_in_words
from selfkind_desktop.ui.pages.focusing import first_stop
from selfkind_desktop.ui.placing import place_over
from selfkind_desktop.ui.style import button, label, rule, set_ground
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.button import Button, Kind
from selfkind_desktop.ui.widgets.page_frame import PageFrame

_WIDTH, _HEIGHT = 680, 640


class ImportDialog(QWidget):
    """A window of its own, so that one can go on writing meanwhile. It shows a step and tells what was asked.

    Args:
        appearance: how things look.

    Signals:
        chosen(path: str): look into this file or folder.
        passphrase_given(passphrase: str): of the file that was looked at.
        import_wanted(Wishes): bring it in.
        cancel_wanted(): stop what is being done.
        undo_wanted(): take back what just came in.
        save_wanted(path: str, text: str): the list of what could not be taken, to this file.
        closed(): the person is done here.
    """

    chosen = Signal(str)
    passphrase_given = Signal(str)
    import_wanted = Signal(object)
    cancel_wanted = Signal()
    undo_wanted = Signal()
    save_wanted = Signal(str, str)
    closed = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._appearance = appearance
        self._is_busy = False
        self._total = 0
        self._wait: WaitPane | None = None
        self._outcome: OutcomePane | None = None
        self.setWindowTitle(self.tr("Bring words in"))
        self.setObjectName("import-dialog")
        self.setAcceptDrops(True)
        set_ground(self, "paper")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._frame: QWidget | None = None
        self._foot: QWidget | None = None
        self.setMinimumWidth(appearance.px(360))
        self.show_choosing()

    def open(self) -> None:
        """Show it, in front."""
        if self.isVisible():
            self.raise_()
        else:
            place_over(self, QSize(self._appearance.px(_WIDTH), self._appearance.px(_HEIGHT)))
            self.show()
        self.activateWindow()

    @property
    def is_busy(self) -> bool:
        """Whether something is being done that closing would stop."""
        return self._is_busy

    # Steps

    def show_choosing(self) -> None:
        """Which file or folder."""
        pane = ChoosePane()
        pane.chosen.connect(self.chosen)
        self._show(pane, self._button(self.tr("Cancel"), self.close, "quiet"))
        pane.file.setFocus()

    def show_looking(self, name: str) -> None:
        """A file is being read, to see what is in it."""
        self._show_waiting(
            self.tr("Looking into {file}…").format(file=name), self.tr("Nothing is kept by looking.")
        )

    def ask_passphrase(self, name: str, problem: str = "") -> None:
        """The file is closed with a passphrase.

        Args:
            name: of the file.
            problem: what was wrong with the passphrase before, or empty.
        """
        pane = PassphrasePane(name, problem)
        pane.given.connect(self.passphrase_given)
        go = self._button(self.tr("Go on"), pane.give, "main")
        self._show(pane, go, self._another(), self._button(self.tr("Cancel"), self.close, "quiet"))
        pane.edit.setFocus()

    def show_preview(self, preview: Preview) -> None:
        """What was found; the person decides."""
        pane = PreviewPane(self._appearance, preview)
        cancel = self._button(self.tr("Cancel"), self.close, "quiet")
        if not preview.has_something:
            self._show(pane, self._another(), cancel)
            return
        go = self._button(
            self._bring_in(preview),
            lambda: self.import_wanted.emit(pane.wishes),
            "main",
        )
        self._show(pane, go, self._another(), cancel)
        go.setFocus()

    def show_importing(self, total: int) -> None:
        """It is coming in.

        Args:
            total: how many things there are.
        """
        self._show_waiting(
            self.tr("Bringing it in…"),
            self.tr("You can go on writing meanwhile. If you stop, nothing of it is kept."),
        )
        self._total = total

    def show_undoing(self) -> None:
        """It is being taken back."""
        self._show_waiting(self.tr("Taking it back…"), self.tr("What you changed since stays here."))

    def show_share(self, share: float) -> None:
        """How far it is."""
        if self._wait is None:
            return
        how_far = ""
        if self._total:
            locale = QLocale()
            so_far = locale.toString(round(share * self._total))
            how_far = self.tr("{so_far} of {total}").format(so_far=so_far, total=locale.toString(self._total))
        self._wait.show_share(share, how_far)

    def show_outcome(self, outcome: Outcome) -> None:
        """It is in."""
        pane = self._outcome = OutcomePane(self._appearance, outcome)
        pane.save_wanted.connect(self.save_wanted)
        done = self._button(self.tr("Done"), self.close, "main")
        buttons = [done]
        if outcome.has_something:
            buttons.append(self._button(self.tr("Undo this import"), self.undo_wanted.emit))
        self._show(pane, *buttons, self._another())
        done.setFocus()

    def show_undone(self, gone: int, kept: int) -> None:
        """It was taken back."""
        self.show_sentence(undone_in_words(gone, kept))

    def show_sentence(self, sentence: str) -> None:
        """Something went another way, and this is why."""
        self._show(
            SentencePane(sentence), self._another(), self._button(self.tr("Close"), self.close, "quiet")
        )

    def say_saved(self, name: str, problem: str = "") -> None:
        """The list of what could not be taken was saved, or why not."""
        if self._outcome is not None and self._outcome.missed is not None:
            self._outcome.missed.say(problem or self.tr("Saved as {file}.").format(file=name))

    # How

    def _show_waiting(self, what: str, hint: str) -> None:
        wait = WaitPane(self._appearance)
        stop = self._button(self.tr("Stop"), self.cancel_wanted.emit)
        self._show(wait, stop)
        self._wait, self._is_busy, self._total = wait, True, 0
        wait.begin(what, hint)
        stop.setFocus()

    def _show(self, pane: QWidget, *buttons: Button) -> None:
        self._is_busy, self._wait = False, None
        if not isinstance(pane, OutcomePane):
            self._outcome = None
        frame = PageFrame(self._appearance)
        frame.body.addWidget(label(self.tr("Bring words in"), "title"))
        frame.body.addWidget(pane, 1)
        foot = set_ground(QWidget(), "sand")
        inside = QVBoxLayout(foot)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(rule())
        row = footer(*buttons)
        row.setContentsMargins(40, 12, 40, 12)
        inside.addWidget(row)
        for old in (self._frame, self._foot):
            if old is not None:
                old.hide()
                old.deleteLater()
        self._frame, self._foot = frame, foot
        self._column.addWidget(frame, 1)
        self._column.addWidget(foot)
        if self.isVisible():
            frame.show()
            foot.show()
        first = first_stop(foot)
        if first is not None:
            first.setFocus()

    def _button(self, text: str, act: Callable[[], object], kind: Kind = "default") -> Button:
        made = button(text, kind)
        made.clicked.connect(lambda: act())
        return made

    def _bring_in(self, preview: Preview) -> str:
        if preview.more:
            return self.tr("Bring in what is new")
        counts = counts_in_words(preview.entries, preview.check_ins)
        return self.tr("Bring in {counts}").format(counts=counts)

    def _another(self) -> Button:
        return self._button(self.tr("Choose another…"), self.show_choosing)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc stops what is being done, and else closes."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._is_busy:
            self.cancel_wanted.emit()
        else:
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """What is being done stops; what came in stays."""
        super().closeEvent(event)
        if self._is_busy:
            self.cancel_wanted.emit()
        self.closed.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One file or folder may be dropped anywhere, unless something is being done."""
        if not self._is_busy and dropped_path(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look into it."""
        event.acceptProposedAction()
        self.chosen.emit(dropped_path(event))
