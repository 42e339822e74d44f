"""The panel beside the tray, and the small window that stands for the tray where there is none."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QRect, QTimer, Signal
from PySide6.QtGui import QCursor, QGuiApplication

from selfkind_desktop.desktop.blending import blends
from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.domain.outlook import Standing
from selfkind_desktop.ui.commands import Commands
from selfkind_desktop.ui.pages.values import NextPause
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.tray_panel import PanelContent, StatusWindow, TrayPanel


class Panels(QObject):
    """Both, each built when first needed; they show the same things.

    Args:
        appearance: how things look.
        commands: what can be asked from here.
        clock: the time.
        next_pause: how things stand now.
        card_area: where an invitation shows; empty where none does.

    Signals:
        opened(): one of them comes up; somebody may need the store soon.
        check_in(Mood): a face was chosen.
        postponed(int), declined(): answers to the invitation that is showing.
    """

    opened = Signal()
    check_in = Signal(object)
    postponed = Signal(int)
    declined = Signal()

    def __init__(
        self,
        appearance: Appearance,
        commands: Commands,
        clock: Clock,
        next_pause: Callable[[], NextPause],
        card_area: Callable[[], QRect] = QRect,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._commands = commands
        self._clock = clock
        self._next_pause = next_pause
        self._card_area = card_area
        self._panel: TrayPanel | None = None
        self._status: StatusWindow | None = None
        self._contents: list[PanelContent] = []
        self._note = ""

    def toggle_panel(self) -> None:
        """Open the panel beside the pointer, which is on the tray icon; or close it."""
        if self._panel is None:
            blended = blends(QGuiApplication.platformName())
            self._panel = TrayPanel(self._appearance, self._content(), blended=blended)
        if self._panel.isVisible():
            self._panel.hide()
            return
        if self._panel.was_just_left:
            return  # the same click closed it
        self.show_outlook()
        self._panel.open_near(QCursor.pos(), self._card_area())
        self.opened.emit()

    def stand_in_for_tray(self) -> None:
        """Show the small window: this desktop has no tray."""
        if self._status is None:
            self._status = StatusWindow(self._appearance, self._content())
        self.show_outlook()
        self._status.show()

    def tray_is_back(self) -> None:
        """The tray takes over again."""
        if self._status is not None:
            self._status.hide()

    @property
    def is_standing_in(self) -> bool:
        """Whether the small window is there in place of the tray."""
        return self._status is not None and self._status.isVisible()

    def show_outlook(self) -> None:
        """Say how things stand."""
        next_pause = self._next_pause()
        for content in self._contents:
            content.show_outlook(next_pause.outlook, next_pause.postponements)
        if next_pause.outlook.standing is Standing.OFFERED and self._panel is not None:
            # A turn later the card is there; it must not lie over what somebody is about to click.
            QTimer.singleShot(0, self._panel, self._panel.raise_)

    def show_note(self, sentence: str) -> None:
        """Say what is wrong, in one sentence; nothing if empty."""
        self._note = sentence
        for content in self._contents:
            content.show_note(sentence)

    def close(self) -> None:
        """The program ends."""
        for window in (self._panel, self._status):
            if window is not None:
                window.hide()
                window.deleteLater()

    def _content(self) -> PanelContent:
        content = PanelContent(self._appearance, self._commands, self._clock)
        content.check_in.connect(self.check_in)
        content.postponed.connect(self.postponed)
        content.declined.connect(self.declined)
        content.show_note(self._note)
        self._contents.append(content)
        return content
