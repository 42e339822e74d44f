"""A section of settings: a title, and rows in a card, each of which can be found."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from selfkind_desktop.ui.pages.finding import matches
from selfkind_desktop.ui.style import label, rule
from selfkind_desktop.ui.widgets.card import Card
from selfkind_desktop.ui.widgets.settings_row import SettingsRow


class Section(QWidget):
    """A title and its rows.

    Attributes:
        key: what links to it say.
        title: what it is called.
    """

    def __init__(self, key: str, title: str, intro: str = "", parent: QWidget | None = None) -> None:
        """Make an empty section.

        Args:
            key: what links to it say.
            title: what it is called.
            intro: a sentence below the title.
            parent: as Qt has it.
        """
        super().__init__(parent)
        self.key = key
        self.title = title
        self.setAccessibleName(title)
        self._items: list[_Item] = []
        self._query = ""
        self._card = Card(margin=24)
        self._card.body.setContentsMargins(24, 8, 24, 8)
        self._card.body.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 0)
        column.setSpacing(4)
        column.addWidget(label(title, role="heading"))
        if intro:
            column.addWidget(label(intro, role="muted"))
        column.addSpacing(8)
        column.addWidget(self._card)

    def add_row(self, name: str, description: str, control: QWidget) -> SettingsRow:
        """Add a setting."""
        row = SettingsRow(name, description, control)
        self.add(row, f"{name} {description}")
        return row

    def add(self, widget: QWidget, words: str) -> None:
        """Add anything that is found by these words."""
        item = _Item(widget, words)
        item.line.setVisible(bool(self._items))
        self._items.append(item)
        self._card.body.addWidget(item)

    def set_relevant(self, widget: QWidget, is_relevant: bool) -> None:
        """Show a part only where it has a meaning."""
        for item in self._items:
            if item.widget is widget and item.is_relevant != is_relevant:
                item.is_relevant = is_relevant
                self._arrange()

    def show_matching(self, query: str) -> bool:
        """Show only what matches; returns whether anything does."""
        self._query = query
        self._arrange()
        return not self.isHidden()

    def _arrange(self) -> None:
        whole = matches(self.title, self._query)
        shown = [
            item for item in self._items if item.is_relevant and (whole or matches(item.words, self._query))
        ]
        for item in self._items:
            _set_visible(item, item in shown)
        for number, item in enumerate(shown):
            _set_visible(item.line, number > 0)
        _set_visible(self, bool(shown))


def _set_visible(widget: QWidget, is_visible: bool) -> None:
    """Only where it changes something: each change lays out the page."""
    if widget.isHidden() == is_visible:
        widget.setVisible(is_visible)


class _Item(QWidget):
    def __init__(self, widget: QWidget, words: str) -> None:
        super().__init__()
        self.widget = widget
        self.words = words
        self.is_relevant = True
        self.line = rule()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.line)
        column.addWidget(widget)


def padded(*widgets: QWidget, spacing: int = 4) -> QWidget:
    """Widgets below each other, with the room of a row around them."""
    place = QWidget()
    column = QVBoxLayout(place)
    column.setContentsMargins(0, 12, 0, 12)
    column.setSpacing(spacing)
    for widget in widgets:
        column.addWidget(widget)
    return place
