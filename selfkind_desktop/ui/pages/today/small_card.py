"""Something small for today, and something else for those who would rather."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from selfkind_desktop.domain.today import Idea, Today
from selfkind_desktop.ui.style import button, label
from selfkind_desktop.ui.widgets.announce import announce
from selfkind_desktop.ui.widgets.card import Card
from selfkind_desktop.ui.widgets.flow import FlowLayout


class SmallCard(Card):
    """An idea that leads into a practice.

    Signals:
        begun(str): begin the practice with this key.
    """

    begun = Signal(str)

    def __init__(self, words: Today, titles: Mapping[str, str], parent: QWidget | None = None) -> None:
        """Make the card.

        Args:
            words: where the ideas come from.
            titles: the name of each practice, by key; an idea whose practice is not there is passed over.
            parent: as Qt has it.
        """
        super().__init__("surface", parent)
        self._words = words
        self._titles = titles
        self._day: date | None = None
        self._further = 0
        self._idea: Idea | None = None
        self._title = label(role="heading")
        self._line = label(role="muted")
        self._practice = label(role="small")
        begin = button(self.tr("Begin"))
        begin.clicked.connect(self._begin)
        self._else = button(self.tr("Something else"), "quiet")
        self._else.clicked.connect(self._show_other)
        actions = QWidget()
        flow = FlowLayout(actions)
        flow.addWidget(begin)
        flow.addWidget(self._else)
        self.body.addWidget(label(self.tr("Something small for today"), role="eyebrow"))
        self.body.addWidget(self._title)
        self.body.addWidget(self._line)
        self.body.addWidget(self._practice)
        self.body.addStretch(1)
        self.body.addSpacing(8)
        self.body.addWidget(actions)

    def show_day(self, day: date) -> None:
        """Show the idea of a day; the same day changes nothing."""
        if day != self._day:
            self._day, self._further = day, 0
            self._show_idea()

    def _show_other(self) -> None:
        self._further += 1
        self._show_idea()
        announce(self, f"{self._title.text()}. {self._line.text()}")

    def _show_idea(self) -> None:
        if self._day is None:
            return
        usable = [idea for idea in self._words.ideas if idea.practice in self._titles]
        self.setVisible(bool(usable))
        if not usable:
            return
        while (idea := self._words.idea(self._day, self._further)).practice not in self._titles:
            self._further += 1
        self._idea = idea
        self._else.setVisible(len(usable) > 1)
        self._title.setText(idea.title)
        self._line.setText(idea.line)
        self._practice.setText(self._titles[idea.practice])

    def _begin(self) -> None:
        if self._idea is not None:
            self.begun.emit(self._idea.practice)
