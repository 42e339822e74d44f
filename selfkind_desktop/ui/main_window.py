"""The main window: a rail of places, and the page of the one that is open."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QIcon, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from selfkind_desktop.ui.pages.focusing import can_stop, first_stop
from selfkind_desktop.ui.style import label, set_ground
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.tray_icon import tray_icon
from selfkind_desktop.ui.widgets.nav_rail import NavRail
from selfkind_desktop.ui.widgets.notice import NoticeBar

_SIZE = QSize(1180, 760)
_LEAST = QSize(680, 480)
_LARGEST = 1.4
_PAGE_LEAST = 380
"""Width at 100 % text that a page needs beside the rail's names."""

_SCREEN_SHARE = 0.92
"""At most so much of the screen is taken at first."""


class PageName(StrEnum):
    """The places of the rail, in its order. The last two are always at its foot."""

    TODAY = "today"
    JOURNAL = "journal"
    LETTERS = "letters"
    SUPPORT = "support"
    SETTINGS = "settings"


_FOOT = (PageName.SUPPORT, PageName.SETTINGS)
_ALWAYS = (PageName.SUPPORT,)
"""What can be seen while everything else is covered."""

_LOCK = "lock"

PageMaker = Callable[[], QWidget]
"""Makes a page, with everything it needs and all its signals connected, when it is first visited."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A kind sentence above the page.

    Attributes:
        text: the sentence.
        action: what its button says; no button if empty.
        act: what the button does.
    """

    text: str
    action: str = ""
    act: Callable[[], None] | None = None


class MainWindow(QWidget):
    """Rail and pages. It makes pages when they are first visited, and never puts private text into its title.

    Signals:
        visited(PageName): a page came to the front, or the window came back with it.
        left(): the window was closed or hidden; nothing of it can be seen.
        notice_put_away(key: str): the person has read a notice.
        quit_requested(): Ctrl+Q.
        lock_requested(): Ctrl+L, or the lock at the foot of the rail.
    """

    visited = Signal(object)
    left = Signal()
    notice_put_away = Signal(str)
    quit_requested = Signal()
    lock_requested = Signal()

    def __init__(
        self,
        appearance: Appearance,
        makers: Mapping[PageName, PageMaker],
        *,
        demo: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make the window without any page.

        Args:
            appearance: how things look.
            makers: how each page is made; only these places are offered.
            demo: whether everything shown is made up; the window then says so.
            parent: as Qt has it.
        """
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("main-window")
        self.setWindowTitle(self.tr("Selfkind"))
        self.setWindowIcon(QIcon(tray_icon("waiting")))
        set_ground(self, "paper")
        self._appearance = appearance
        self._makers = makers
        self._pages: dict[PageName, QWidget] = {}
        self._focus: dict[PageName, QWidget] = {}
        self._current: PageName | None = None
        self._cover: QWidget | None = None
        self._notices: dict[str, Notice] = {}
        self._rail = NavRail(appearance, self)
        self._rail.chosen.connect(lambda key: self.open_page(PageName(key)))
        self._rail.acted.connect(self.lock_requested)
        self._notice_place = QWidget(self)
        self._notice = NoticeBar(appearance, self._notice_place)
        self._stack = QStackedWidget(self)
        self._notice.acted.connect(self._act)
        self._notice.closed.connect(self._put_notice_away)
        self._lay_out(demo)
        self._add_places()
        self._add_keys()
        appearance.changed.connect(self._share_room)
        self.resize(self._first_size())
        self.setMinimumSize(_LEAST)

    def _lay_out(self, demo: bool) -> None:
        page = QVBoxLayout()
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        if demo:
            page.addWidget(self._ribbon())
        around = QVBoxLayout(self._notice_place)
        around.setContentsMargins(40, 16, 40, 0)
        around.addWidget(self._notice)
        self._notice_place.hide()
        page.addWidget(self._notice_place)
        page.addWidget(self._stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._rail)
        row.addLayout(page, 1)

    def _ribbon(self) -> QWidget:
        ribbon = QFrame()
        ribbon.setObjectName("demo-ribbon")
        set_ground(ribbon, "sand")
        row = QHBoxLayout(ribbon)
        row.setContentsMargins(40, 8, 40, 8)
        row.addWidget(label(self.tr("Made-up data: this is a demo."), role="small", ink="plum"))
        return ribbon

    def _add_places(self) -> None:
        names = {
            PageName.TODAY: self.tr("Today"),
            PageName.JOURNAL: self.tr("Journal"),
            PageName.LETTERS: self.tr("Letters"),
            PageName.SUPPORT: self.tr("Support"),
            PageName.SETTINGS: self.tr("Settings"),
        }
        for name in self._offered:
            self._rail.add_item(name, names[name], name, "bottom" if name in _FOOT else "top")
        self._rail.add_action(_LOCK, self.tr("Lock"), "lock")
        self.offer_lock(False)

    def _add_keys(self) -> None:
        places = [(f"Ctrl+{number}", name) for number, name in enumerate(self._offered, start=1)]
        places += [("Ctrl+,", PageName.SETTINGS), ("F1", PageName.SUPPORT)]
        acts = [(key, partial(self.open_page, name)) for key, name in places if name in self._makers]
        for key, act in (
            *acts,
            ("Ctrl+Q", self.quit_requested.emit),
            ("Ctrl+W", self.close),
            ("Ctrl+L", self.lock_requested.emit),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(act)

    def _first_size(self) -> QSize:
        room = self.screen().availableSize() * _SCREEN_SHARE
        wanted = _SIZE * min(_LARGEST, self._appearance.scale)
        return wanted.boundedTo(room).expandedTo(_LEAST)

    # Pages

    @property
    def _offered(self) -> tuple[PageName, ...]:
        return tuple(name for name in PageName if name in self._makers)

    @property
    def current(self) -> PageName | None:
        """The page that is open; None until one was."""
        return self._current

    def page(self, name: PageName) -> QWidget | None:
        """A page, if it was made already."""
        return self._pages.get(name)

    def open_page(self, name: PageName) -> QWidget:
        """Open a page, made at its first visit; the focus goes where it was there.

        Raises:
            KeyError: this place is not offered.
        """
        before = self.current
        if before is not None and before is not name:
            self._remember_focus(before)
        page = self._page_to_show(name)
        self._current = name
        self._stack.setCurrentWidget(page)
        self._rail.select(name)
        if before is not None and before is not name:
            self._restore_focus(name, page)
        if self.isVisible():
            self.visited.emit(name)
        return page

    def _page_to_show(self, name: PageName) -> QWidget:
        if self._cover is not None and name not in _ALWAYS:
            return self._cover
        page = self._pages.get(name)
        if page is None:
            page = self._makers[name]()
            self._pages[name] = page
            self._add_to_stack(page)
        return page

    def _add_to_stack(self, page: QWidget) -> None:
        self._stack.addWidget(page)
        # Qt puts what comes later in front; the notice stands above every page.
        last_place = self._rail.findChildren(QAbstractButton)[-1]
        self.setTabOrder(last_place, self._notice.action)
        self.setTabOrder(self._notice.action, self._notice.close_button)

    def cover(self, cover: QWidget) -> None:
        """Show this in place of all pages but Support, and destroy them, until `uncover`."""
        self._cover = cover
        self._add_to_stack(cover)
        if self._current is not None:
            self._stack.setCurrentWidget(self._page_to_show(self._current))
        if self._stack.currentWidget() is cover and (start := first_stop(cover)) is not None:
            start.setFocus(Qt.FocusReason.OtherFocusReason)
        for name in [name for name in self._pages if name not in _ALWAYS]:
            self._focus.pop(name, None)
            self._destroy(self._pages.pop(name))

    def uncover(self) -> None:
        """Offer every page again, and open the one that was chosen."""
        cover, self._cover = self._cover, None
        if self._current is not None:
            self._stack.setCurrentWidget(self._page_to_show(self._current))
            if self.isVisible():
                self.visited.emit(self._current)
        if cover is not None:
            self._destroy(cover)

    def _destroy(self, page: QWidget) -> None:
        self._stack.removeWidget(page)
        page.hide()
        page.deleteLater()

    def show_rail(self, shown: bool) -> None:
        """Leave the rail out where only words are wanted."""
        self._rail.setVisible(shown)

    def offer_lock(self, is_offered: bool) -> None:
        """Show the lock in the rail only where it has a meaning."""
        self._rail.show_item(_LOCK, is_offered)

    def _remember_focus(self, name: PageName) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and self._stack.isAncestorOf(focused):
            self._focus[name] = focused

    def _restore_focus(self, name: PageName, page: QWidget) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and self._rail.isAncestorOf(focused):
            # Who walks the rail stays on it.
            return
        remembered = self._focus.pop(name, None)
        if remembered is None or not isValid(remembered) or not can_stop(remembered):
            remembered = first_stop(page)
        if remembered is not None:
            remembered.setFocus(Qt.FocusReason.OtherFocusReason)

    # Notices

    def show_notice(self, key: str, notice: Notice) -> None:
        """Say something above the page until it is put away, withdrawn, or replaced under the same key.

        Args:
            key: what it is about; of several notices the latest shows, and the others wait behind it.
            notice: what is said.
        """
        self._notices.pop(key, None)
        self._notices[key] = notice
        self._show_latest()

    def withdraw_notice(self, key: str) -> None:
        """What this notice was about is over."""
        if self._notices.pop(key, None) is not None:
            self._show_latest()

    def _show_latest(self) -> None:
        latest = next(reversed(self._notices.values()), None)
        self._notice_place.setVisible(latest is not None)
        if latest is None:
            self._notice.set_notice("")
        else:
            self._notice.set_notice(latest.text, latest.action)

    def _act(self) -> None:
        key, notice = next(reversed(self._notices.items()))
        self.withdraw_notice(key)
        self.notice_put_away.emit(key)
        if notice.act is not None:
            notice.act()

    def _put_notice_away(self) -> None:
        key, _ = self._notices.popitem()
        self.notice_put_away.emit(key)
        self._show_latest()

    # Room

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the page would get too narrow for its words, the rail's names go first."""
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        self._rail.set_compact(self.width() - self._rail.whole_width < self._appearance.px(_PAGE_LEAST))

    # Coming and going

    def showEvent(self, event: QShowEvent) -> None:
        """The page that is open can be seen again."""
        super().showEvent(event)
        current = self.current
        if current is not None and not event.spontaneous():
            if self.focusWidget() is None:
                self._restore_focus(current, self._page_to_show(current))
            self.visited.emit(current)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing hides the window; what happens to the program is not decided here."""
        super().closeEvent(event)
        self.left.emit()
