"""An entry of this day in an earlier year, because the person said that it may come back."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from selfkind_desktop.domain.journal import Entry
from selfkind_desktop.ui.pages.journal.text import title_and_excerpt
from selfkind_desktop.ui.style import button, label
from selfkind_desktop.ui.widgets.card import Card
from selfkind_desktop.ui.widgets.flow import FlowLayout


class OnThisDayCard(QWidget):
    """Hidden until there is such an entry.

    Signals:
        read_requested(str): open the entry with this id.
        put_away(): not today.
    """

    read_requested = Signal(str)
    put_away = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        card = Card("plum")
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 12)  # here, so that nothing of it stays while it is hidden
        around.addWidget(card)
        self._entry = ""
        self._when = label(role="eyebrow", ink="plum")
        self._title = label(role="heading")
        self._excerpt = label(role="muted")
        read = button(self.tr("Read it"))
        read.clicked.connect(lambda: self.read_requested.emit(self._entry))
        away = button(self.tr("Not now"), "quiet")
        away.clicked.connect(self._put_away)
        answers = FlowLayout()
        answers.addWidget(read)
        answers.addWidget(away)
        for each in (self._when, self._title, self._excerpt):
            card.body.addWidget(each)
        card.body.addSpacing(8)
        card.body.addLayout(answers)
        self.hide()

    def show_entry(self, entry: Entry | None, today: date) -> None:
        """Offer this one; nothing if there is none."""
        self.setVisible(entry is not None)
        if entry is None:
            return
        self._entry = entry.id
        years = today.year - entry.stamp.day.year
        self._when.setText(
            self.tr("On this day, a year ago")
            if years == 1
            else self.tr("On this day, {years} years ago").format(years=years)
        )
        title, excerpt = title_and_excerpt(entry)
        self._title.setText(title)
        self._excerpt.setText(excerpt)
        self._excerpt.setVisible(bool(excerpt))

    def _put_away(self) -> None:
        self.hide()
        self.put_away.emit()
