"""Which mood and which tag becomes what."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from selfkind_desktop.domain.records import Mood
from selfkind_desktop.ui.importing.values import MoodFound, TagFound
from selfkind_desktop.ui.importing.words import times_in_words
from selfkind_desktop.ui.pages.find_field import FindField
from selfkind_desktop.ui.pages.finding import matches
from selfkind_desktop.ui.style import button, label
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.beside import Beside
from selfkind_desktop.ui.widgets.chip import Chip
from selfkind_desktop.ui.widgets.mood_row import MoodRow

_SHOWN = 12
"""So many tags at once; the others are found by typing."""


class MoodChoice(QWidget):
    """One mood of the other program, and which of our five it becomes, or none."""

    def __init__(self, appearance: Appearance, mood: MoodFound, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = mood.name
        name = label(mood.name or self.tr("(without a name)"), "strong")
        often = label(times_in_words(mood.count), "small")
        self.faces = MoodRow(
            appearance, compact=True, name=self.tr("“{mood}” becomes").format(mood=mood.name)
        )
        self.faces.set_value(mood.guess)
        self.out = Chip(self.tr("Leave out"))
        self.out.setAccessibleName(self.tr("Leave out “{mood}”").format(mood=mood.name))
        self.out.setChecked(mood.guess is None)
        self.faces.chosen.connect(lambda _mood: self.out.setChecked(False))
        self.out.toggled.connect(self._left_out)
        self._guess = mood.guess or Mood.IN_BETWEEN
        said, choice = QWidget(), QWidget()
        words = QVBoxLayout(said)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        words.addWidget(name)
        words.addWidget(often)
        row = QHBoxLayout(choice)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.faces)
        row.addWidget(self.out)
        beside = Beside(self, comfort=140)
        beside.setContentsMargins(0, 4, 0, 4)
        beside.addWidget(said)
        beside.addWidget(choice)

    @property
    def value(self) -> Mood | None:
        """What it becomes; None: it is left out."""
        chosen = self.faces.value
        return None if chosen is None or self.out.isChecked() else Mood(chosen)

    def _left_out(self, is_out: bool) -> None:
        if is_out:
            self.faces.clear()
        elif self.faces.value is None:
            self.faces.set_value(self._guess)


class TagChoices(QWidget):
    """Every tag: whether it comes in, and as what. Thousands are found by typing, never scrolled through."""

    def __init__(
        self, appearance: Appearance, tags: Sequence[TagFound], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._tags = tuple(tags)
        self._names = {tag.name: tag.name for tag in tags}
        self._is_out = dict.fromkeys(self._names, False)
        self._rows = [_TagRow(self) for _ in range(min(_SHOWN, len(tags)))]
        self._find = FindField(appearance, self.tr("Find a tag…"), self.tr("Find a tag"))
        if len(tags) <= _SHOWN:
            self._find.hide()
        self._find.textChanged.connect(lambda _text: self._show())
        self._more = label(role="small")
        take, leave = button(self.tr("Take all"), "link"), button(self.tr("Leave all out"), "link")
        take.setProperty("edge", "start")
        take.clicked.connect(lambda: self._all(out=False))
        leave.clicked.connect(lambda: self._all(out=True))
        both = QHBoxLayout()
        both.setSpacing(8)
        both.addWidget(take)
        both.addWidget(leave)
        both.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._find)
        for row in self._rows:
            column.addWidget(row)
            row.tick.toggled.connect(lambda is_in, row=row: self._tick(row, is_in))
            row.edit.textEdited.connect(lambda text, row=row: self._rename(row, text))
        column.addWidget(self._more)
        column.addLayout(both)
        self._show()

    @property
    def value(self) -> dict[str, str]:
        """What each tag comes in as; empty: it is left out."""
        return {name: "" if self._is_out[name] else as_ for name, as_ in self._names.items()}

    def _show(self) -> None:
        query = self._find.text()
        found = [tag for tag in self._tags if matches(tag.name, query)]
        for row in self._rows:
            row.hide()
        for row, tag in zip(self._rows, found, strict=False):
            row.show_tag(tag, self._names[tag.name], is_in=not self._is_out[tag.name])
            row.show()
        more = len(found) - len(self._rows)
        if not found:
            self._more.setText(self.tr("No tag has these letters."))
        else:
            count = QLocale().toString(more)
            self._more.setText(self.tr("And {count} more: type to find one.").format(count=count))
        self._more.setVisible(more > 0 or not found)

    def _tick(self, row: "_TagRow", is_in: bool) -> None:
        self._is_out[row.name] = not is_in
        row.edit.setEnabled(is_in)

    def _rename(self, row: "_TagRow", text: str) -> None:
        self._names[row.name] = text.strip().lstrip("#").strip()

    def _all(self, *, out: bool) -> None:
        self._is_out = dict.fromkeys(self._names, out)
        self._show()


class _TagRow(QWidget):
    """One tag: a tick, and what it is called here."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.name = ""
        self.tick = QCheckBox()
        self.edit = QLineEdit()
        row = Beside(self, comfort=160)
        row.addWidget(self.tick)
        row.addWidget(self.edit)

    def show_tag(self, tag: TagFound, as_: str, *, is_in: bool) -> None:
        """Show this one; nothing is told."""
        self.name = tag.name
        text = self.tr("{tag}, {times}").format(tag=tag.name, times=times_in_words(tag.count))
        for field in (self.tick, self.edit):
            field.blockSignals(True)
        self.tick.setText(text.replace("&", "&&"))
        self.tick.setChecked(is_in)
        self.edit.setText(as_)
        self.edit.setEnabled(is_in)
        for field in (self.tick, self.edit):
            field.blockSignals(False)
        self.edit.setAccessibleName(self.tr("“{tag}” comes in as").format(tag=tag.name))
