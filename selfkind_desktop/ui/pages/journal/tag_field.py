"""The tags of an entry: chips to take away, and a place to type the next one."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.announce import announce
from selfkind_desktop.ui.widgets.chip import Chip
from selfkind_desktop.ui.widgets.flow import FlowLayout

_LONGEST = 60


class TagField(QWidget):
    """Tags in the order they were given.

    Return, a comma or leaving the field adds what was typed; Backspace in the empty field takes the last one
    away; a tag is taken away by pressing it.

    Signals:
        changed(tuple): the tags, as they are now.
    """

    changed = Signal(object)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._tags: list[str] = []
        self.setAccessibleName(self.tr("Tags"))
        self._row = FlowLayout(self)
        self._field = _Field(self)
        self._field.setPlaceholderText(self.tr("Add a tag"))
        self._field.setAccessibleName(self.tr("Add a tag"))
        self._field.setMaxLength(_LONGEST)
        self._field.setFixedWidth(appearance.px(130))
        self._field.finished.connect(self._take)
        self._field.erased.connect(self._take_last_away)
        self._field.textEdited.connect(self._split)
        self._row.addWidget(self._field)
        self._chips: list[Chip] = []
        appearance.changed.connect(lambda: self._field.setFixedWidth(appearance.px(130)))

    @property
    def tags(self) -> tuple[str, ...]:
        """Without `#`."""
        return tuple(self._tags)

    def show_tags(self, tags: Iterable[str]) -> None:
        """Show these; nothing is emitted."""
        self._tags = list(tags)
        self._field.clear()
        self._lay_out()

    def suggest(self, tags: Sequence[str]) -> None:
        """Offer these while somebody types."""
        completer = QCompleter(list(tags), self._field)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchStartsWith)
        completer.activated.connect(self._take)
        self._field.setCompleter(completer)

    def _split(self, text: str) -> None:
        if "," in text:
            self._take()

    def _take(self, *_completed: str) -> None:
        known = {tag.casefold() for tag in self._tags}
        new = []
        for word in self._field.text().split(","):
            tag = " ".join(word.strip().lstrip("#").split())
            if tag and tag.casefold() not in known:
                known.add(tag.casefold())
                new.append(tag)
        self._field.clear()
        if new:
            self._tags += new
            self._lay_out()
            self.changed.emit(self.tags)

    def _take_last_away(self) -> None:
        if self._tags:
            self._take_away(len(self._tags) - 1)

    def _take_away(self, number: int) -> None:
        tag = self._tags.pop(number)
        self._lay_out()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self.tr("Tag {tag} taken away.").format(tag=tag))
        self.changed.emit(self.tags)

    def _lay_out(self) -> None:
        for chip in self._chips:
            self._row.removeWidget(chip)
            chip.deleteLater()
        self._row.removeWidget(self._field)
        self._chips = []
        for number, tag in enumerate(self._tags):
            chip = Chip(f"#{tag}", checkable=False)
            chip.setToolTip(self.tr("Take the tag away"))
            chip.setAccessibleName(self.tr("Take the tag {tag} away").format(tag=tag))
            chip.clicked.connect(lambda _=False, number=number: self._take_away(number))
            self._chips.append(chip)
            self._row.addWidget(chip)
            chip.show()
        self._row.addWidget(self._field)
        for before, after in pairwise([*self._chips, self._field]):
            QWidget.setTabOrder(before, after)
        self.updateGeometry()


class _Field(QLineEdit):
    finished = Signal()
    erased = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finished.emit()
        elif event.key() == Qt.Key.Key_Backspace and not self.text():
            self.erased.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.finished.emit()
