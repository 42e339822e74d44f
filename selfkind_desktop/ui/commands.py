"""Everything a person can ask from the tray, as one set of actions that menus and panels share."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from selfkind_desktop.domain.quiet import QuietFor
from selfkind_desktop.domain.records import Mood
from selfkind_desktop.ui.wording import mood_name


class Commands(QObject):
    """The actions of the tray.

    Signals:
        check_in(Mood): a mood was chosen from the menu.
        quiet(QuietFor): a length of quiet was chosen.
    """

    check_in = Signal(object)
    quiet = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.headline = QAction(self)
        self.headline.setEnabled(False)
        self.pause = QAction(self.tr("Pause now"), self)
        self.hard_moment = QAction(self.tr("Hard moment"), self)
        self.write = QAction(self.tr("Write"), self)
        self.letter = QAction(self.tr("Open your letter"), self)
        self.letter.setVisible(False)
        self.open = QAction(self.tr("Open Selfkind"), self)
        self.support = QAction(self.tr("Support"), self)
        self.settings = QAction(self.tr("Settings"), self)
        self.lock = QAction(self.tr("Lock"), self)
        self.lock.setVisible(False)
        self.leave = QAction(self.tr("Quit"), self)
        self._end_quiet = QAction(self.tr("End quiet"), self)
        self._end_quiet.triggered.connect(lambda: self.quiet.emit(QuietFor.OFF))

    def set_quiet(self, is_quiet: bool) -> None:
        """Offer to end quiet only while it is quiet."""
        self._end_quiet.setVisible(is_quiet)

    def fill(self, menu: QMenu) -> None:
        """Put the whole tray menu into `menu`."""
        menu.addAction(self.headline)
        menu.addSeparator()
        menu.addAction(self.letter)
        self.check_in_menu(menu)
        menu.addActions([self.pause, self.hard_moment, self.write])
        self.quiet_menu(menu)
        menu.addSeparator()
        menu.addActions([self.open, self.support, self.settings])
        menu.addSeparator()
        menu.addActions([self.lock, self.leave])

    def check_in_menu(self, parent: QMenu) -> QMenu:
        """The five moods as a submenu."""
        menu = parent.addMenu(self.tr("Check in"))
        for mood in Mood:
            menu.addAction(mood_name(mood)).triggered.connect(
                lambda _checked=False, mood=mood: self.check_in.emit(mood)
            )
        return menu

    def quiet_menu(self, parent: QMenu | QWidget) -> QMenu:
        """The lengths of quiet as a submenu, or as a menu of its own below a button."""
        if isinstance(parent, QMenu):
            menu = parent.addMenu(self.tr("Quiet for…"))
        else:
            menu = QMenu(self.tr("Quiet for…"), parent)
        menu.addAction(self._end_quiet)
        for choice, text in (
            (QuietFor.HALF_HOUR, self.tr("30 minutes")),
            (QuietFor.HOUR, self.tr("1 hour")),
            (QuietFor.TWO_HOURS, self.tr("2 hours")),
            (QuietFor.TOMORROW, self.tr("Until tomorrow")),
            (QuietFor.UNTIL_I_SAY, self.tr("Until I say")),
        ):
            menu.addAction(text).triggered.connect(
                lambda _checked=False, choice=choice: self.quiet.emit(choice)
            )
        return menu
