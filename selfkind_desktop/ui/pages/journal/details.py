"""What belongs to an entry beside its words: how it was before and after, and whether it may come back."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from selfkind_desktop.domain.journal import Consent, Entry
from selfkind_desktop.domain.records import Mood
from selfkind_desktop.ui.style import button, label
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.card import Card
from selfkind_desktop.ui.widgets.chip import Segmented
from selfkind_desktop.ui.widgets.mood_row import MoodRow


class Details(Card):
    """Every one of them may stay as it is.

    Signals:
        changed(): the person chose something.
    """

    changed = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__("sand", parent, margin=16)
        self._before = _Feeling(appearance, self.tr("How it was before writing"))
        self._after = _Feeling(appearance, self.tr("How it is now"))
        for feeling in (self._before, self._after):
            feeling.changed.connect(self.changed)
            self.body.addWidget(feeling)
        self._consent = Segmented(
            [
                (Consent.MAY_COME_BACK, self.tr("May come back")),
                (Consent.IF_I_LOOK, self.tr("Only if I look")),
                (Consent.NEVER, self.tr("Never")),
            ],
            name=self.tr("May this entry be shown again, on this day in another year?"),
        )
        self._consent.chosen.connect(lambda _key: self.changed.emit())
        self.body.addSpacing(4)
        self.body.addWidget(label(self._consent.accessibleName(), role="small"))
        self.body.addWidget(self._consent)

    def show_entry(self, entry: Entry) -> None:
        """Show what an entry has; nothing is emitted."""
        self._before.show_mood(entry.before)
        self._after.show_mood(entry.after)
        self._consent.set_value(entry.consent)

    def taken_over(self, entry: Entry) -> Entry:
        """The entry with what is chosen here."""
        return replace(
            entry,
            before=self._before.mood,
            after=self._after.mood,
            consent=Consent(self._consent.value),
        )


class _Feeling(QWidget):
    """Five faces, and a way to take the choice back."""

    changed = Signal()

    def __init__(self, appearance: Appearance, name: str) -> None:
        super().__init__()
        self._row = MoodRow(appearance, compact=True, name=name)
        self._row.chosen.connect(self._chosen)
        self._clear = button(self.tr("Leave it out"), "quiet")
        self._clear.setAccessibleName(self.tr("{question}: leave it out").format(question=name))
        self._clear.clicked.connect(self._take_back)
        faces = QHBoxLayout()
        faces.setContentsMargins(0, 0, 0, 0)
        faces.setSpacing(12)
        faces.addWidget(self._row)
        faces.addWidget(self._clear)
        faces.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label(name, role="small"))
        column.addLayout(faces)

    @property
    def mood(self) -> Mood | None:
        return None if self._row.value is None else Mood(self._row.value)

    def show_mood(self, mood: Mood | None) -> None:
        self._row.set_value(mood)
        self._clear.setEnabled(mood is not None)

    def _chosen(self, _mood: int) -> None:
        self._clear.setEnabled(True)
        self.changed.emit()

    def _take_back(self) -> None:
        self._row.clear()
        self._clear.setEnabled(False)
        self._row.setFocus()
        self.changed.emit()
