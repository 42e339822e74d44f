"""One entry, open for writing."""

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDate, QLocale, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from selfkind_desktop.domain.journal import Entry
from selfkind_desktop.ui.pages.journal.paper import Paper
from selfkind_desktop.ui.pages.journal.text import count_words
from selfkind_desktop.ui.style import label, set_ground
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.flow import FlowLayout
from selfkind_desktop.ui.widgets.icon_button import IconButton
from selfkind_desktop.ui.wording import time_of_day

_SETTLED_MS = 400
"""Only after so long without a key "Saved" is said, so that it does not flicker while somebody types."""


class EditorPane(QWidget):
    """Date, text, and quietly how many words and whether they are kept.

    Signals:
        typed(str): the text of the open entry changed.
        left(): the text lost the focus or cannot be seen any more.
        trash_requested(): put the open entry into the trash.
        back_requested(): to the list.
    """

    typed = Signal(str)
    left = Signal()
    trash_requested = Signal()
    back_requested = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_ground(self, "surface")
        self._loading = False
        self._saved = ""
        self._back = IconButton(appearance, "back", self.tr("Back to the list"))
        self._back.clicked.connect(self.back_requested)
        self._back.hide()
        self._date = label(role="muted", wrap=False)
        self._state = label(role="muted", ink="sage", wrap=False)
        self._trash = IconButton(appearance, "trash", self.tr("Put into the trash"))
        self._trash.clicked.connect(self.trash_requested)
        self._words = label(role="small", wrap=False)
        self.paper = Paper(appearance)
        self.paper.setAccessibleName(self.tr("Entry"))
        self.paper.setPlaceholderText(self.tr("A single line is a fine beginning."))
        self.paper.textChanged.connect(self._text_changed)
        self.paper.left.connect(self.left)
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._settled.timeout.connect(self._say_saved)
        self._lay_out()

    def _lay_out(self) -> None:
        where = QWidget()
        flow = FlowLayout(where)
        flow.addWidget(self._date)
        flow.addWidget(self._state)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        where.setSizePolicy(policy)
        head = QHBoxLayout()
        head.setContentsMargins(40, 24, 24, 0)
        head.setSpacing(8)
        head.addWidget(self._back)
        head.addWidget(where, 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._trash, 0, Qt.AlignmentFlag.AlignTop)
        page = QHBoxLayout()
        page.setContentsMargins(40, 0, 24, 0)
        page.addWidget(self.paper)
        foot = QHBoxLayout()
        foot.setContentsMargins(40, 0, 24, 16)
        foot.addWidget(self._words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(page, 1)
        column.addLayout(foot)

    def set_narrow(self, narrow: bool) -> None:
        """Whether the list is not beside it."""
        self._back.setVisible(narrow)

    def show_entry(self, entry: Entry, text: str) -> None:
        """Open an entry with this text, which may be newer than the entry's own."""
        self._loading = True
        self.paper.show_text(text)
        self._loading = False
        self._date.setText(_when(entry.stamp.at.astimezone(ZoneInfo(entry.stamp.zone))))
        self._count()
        self.show_state("")

    def show_state(self, saved: str) -> None:
        """Say quietly how it stands with keeping: at once if there is nothing to say."""
        self._saved = saved
        if saved:
            self._settled.start()
        else:
            self._settled.stop()
            self._state.setText("")

    def _say_saved(self) -> None:
        self._state.setText(self.tr("· {state}").format(state=self._saved))

    def _text_changed(self) -> None:
        if self._loading:
            return
        self._count()
        self.show_state("")
        self.typed.emit(self.paper.toPlainText())

    def _count(self) -> None:
        count = count_words(self.paper.toPlainText())
        self._words.setText(
            self.tr("1 word") if count == 1 else self.tr("{count} words").format(count=count) if count else ""
        )

    def hideEvent(self, event: QHideEvent) -> None:
        """What cannot be seen any more wants to be kept."""
        super().hideEvent(event)
        self._settled.stop()
        self.left.emit()


def _when(local: datetime) -> str:
    date = QLocale().toString(QDate(local.year, local.month, local.day), QLocale.FormatType.LongFormat)
    return f"{date} · {time_of_day(local)}"
