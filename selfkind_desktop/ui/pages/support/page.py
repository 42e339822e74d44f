"""The page of support. It needs no database: it works while locked, and when something else is broken."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from selfkind_desktop.domain.support import Passage, Support
from selfkind_desktop.ui.pages.support.lines_card import LinesCard
from selfkind_desktop.ui.style import button, label
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.card import Card
from selfkind_desktop.ui.widgets.columns import Columns
from selfkind_desktop.ui.widgets.page_frame import PageFrame


class SupportPage(PageFrame):
    """The ground first, then people.

    Signals:
        grounding_requested(): begin the grounding practice now.
        country_chosen(str): the person chose a country (its code), or none of them (empty).
        link_requested(str): open this address (tel: or https:); nothing is opened here.
    """

    grounding_requested = Signal()
    country_chosen = Signal(str)
    link_requested = Signal(str)

    def __init__(self, appearance: Appearance, support: Support, parent: QWidget | None = None) -> None:
        super().__init__(appearance, parent)
        self.setObjectName("support")
        self._lines = LinesCard(support)
        self._lines.country_chosen.connect(self.country_chosen)
        self._lines.link_requested.connect(self.link_requested)
        self.body.setSpacing(4)
        self.body.addWidget(label(support.opening.title, role="title"))
        for paragraph in support.opening.paragraphs:
            self.body.addWidget(label(paragraph, role="muted"))
        self.body.addSpacing(20)
        self.body.addWidget(self._ground_card())
        self.body.addSpacing(12)
        cards = Columns(appearance, (1, 1), narrow=680)
        for card in (
            self._lines,
            _passages(support.reach, support.numbers),
            _passages(support.seek),
            _passages(support.first, support.about),
        ):
            cards.addWidget(card)
        self.body.addLayout(cards)
        self.add_end()

    def show_country(self, code: str) -> None:
        """Show the lines of a country; no signal."""
        self._lines.show_country(code)

    def _ground_card(self) -> Card:
        card = Card("sage")
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(label(self.tr("A way back to the ground"), role="heading"))
        words.addWidget(
            label(self.tr("Eyes open, a few slow steps, no need to feel anything."), role="muted")
        )
        begin = button(self.tr("Begin"), "main")
        begin.setAccessibleName(self.tr("Begin grounding"))
        begin.clicked.connect(self.grounding_requested)
        self._begin = begin
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addLayout(words, 1)
        row.addWidget(begin)
        card.body.addLayout(row)
        return card


def _passages(*passages: Passage) -> Card:
    card = Card()
    for number, passage in enumerate(passages):
        if number:
            card.body.addSpacing(16)
        card.body.addWidget(label(passage.title, role="heading"))
        for paragraph in passage.paragraphs:
            card.body.addWidget(label(paragraph))
        for point in passage.points:
            card.body.addLayout(_point(point))
    card.body.addStretch(1)
    return card


def _point(text: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    dot = label("•", ink="sage", wrap=False)
    dot.setAccessibleName(" ")
    words = QVBoxLayout()
    words.addWidget(dot)
    words.addStretch(1)
    row.addLayout(words)
    row.addWidget(label(text), 1)
    return row
