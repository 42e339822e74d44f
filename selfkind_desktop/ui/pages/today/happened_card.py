"""What happened today, as a quiet list."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from selfkind_desktop.domain.emotions import Emotions
from selfkind_desktop.domain.moment import Clock, Stamp
from selfkind_desktop.domain.records import CheckIn, Mood
from selfkind_desktop.ui.pages.today.words import taken_words
from selfkind_desktop.ui.pages.values import TakenPause
from selfkind_desktop.ui.style import button, label
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.card import Card
from selfkind_desktop.ui.widgets.mood_row import paint_face
from selfkind_desktop.ui.wording import mood_name, time_of_day

_AT_FIRST = 4
_FEW = 2
_FACE = 22


class MoodMark(QWidget):
    """A small face that stands for a mood in a list."""

    def __init__(self, appearance: Appearance, mood: Mood, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._mood = mood
        self.setAccessibleName(mood_name(mood))
        self.setToolTip(mood_name(mood))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        appearance.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """A disc as high as a line of text."""
        side = self._appearance.px(_FACE)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """All of it."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The face."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(self.width() / 2, self.height() / 2)
        paint_face(painter, self._appearance.theme, self._mood, min(self.width(), self.height()) / 2 - 0.5)
        painter.end()


class HappenedCard(Card):
    """Pauses and check-ins of today, the latest first."""

    def __init__(
        self,
        appearance: Appearance,
        clock: Clock,
        emotions: Emotions,
        after_pause: str,
        parent: QWidget | None = None,
    ) -> None:
        """Make an empty list.

        Args:
            appearance: how things look.
            clock: for the zone that the person is in.
            emotions: labels of emotion words.
            after_pause: what is said below the list once a pause was taken, while there is room for it.
            parent: as Qt has it.
        """
        super().__init__("surface", parent)
        self._after_pause = label(after_pause, role="small")
        self._appearance = appearance
        self._clock = clock
        self._emotions = emotions
        self._things: Sequence[CheckIn | TakenPause] = ()
        self._is_open = False
        self._list = QWidget()
        self._rest = button("", "link")
        self._rest.clicked.connect(self._toggle)
        self.body.addWidget(label(self.tr("Today so far"), role="eyebrow"))
        self.body.addSpacing(4)
        self.body.addWidget(self._list)
        self.body.addWidget(self._rest, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addStretch(1)
        self.body.addWidget(self._after_pause)

    def show_things(self, happened: Sequence[CheckIn | TakenPause]) -> None:
        """Show what happened; given oldest first."""
        things = tuple(reversed(happened))
        if things != self._things:
            self._things = things
            self._fill()

    def _toggle(self) -> None:
        self._is_open = not self._is_open
        self._fill()

    def _fill(self) -> None:
        self.body.removeWidget(self._list)
        self._list.deleteLater()
        self._list = QWidget()
        self.body.insertWidget(2, self._list)
        grid = QGridLayout(self._list)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for row, thing in enumerate(self._things if self._is_open else self._things[:_AT_FIRST]):
            grid.addWidget(label(self._time(thing.stamp), role="small", wrap=False), row, 0)
            grid.addWidget(label(self._what(thing), role="body"), row, 1)
            grid.addWidget(self._faces(thing), row, 2, Qt.AlignmentFlag.AlignRight)
        paused = any(isinstance(thing, TakenPause) for thing in self._things)
        self._after_pause.setVisible(paused and len(self._things) <= _FEW)
        more = len(self._things) - _AT_FIRST
        self._rest.setVisible(more > 0)
        opened, closed = self.tr("Show fewer"), self.tr("Show {count} more").format(count=more)
        self._rest.setText(opened if self._is_open else closed)

    def _time(self, stamp: Stamp) -> str:
        return time_of_day(stamp.at.astimezone(self._clock.now().zone))

    def _what(self, thing: CheckIn | TakenPause) -> str:
        if isinstance(thing, TakenPause):
            span = taken_words(thing.pause.minutes, thing.pause.seconds)
            return self.tr("{practice} · {length}").format(practice=thing.title, length=span)
        if thing.words:
            return ", ".join(self._emotions.label(word) for word in thing.words)
        return mood_name(thing.mood)

    def _faces(self, thing: CheckIn | TakenPause) -> QWidget:
        if isinstance(thing, TakenPause):
            moods = (thing.pause.before, thing.pause.after)
        else:
            moods = (thing.mood, None)
        faces = QWidget()
        row = QHBoxLayout(faces)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        present = [mood for mood in moods if mood is not None]
        for place, mood in enumerate(present):
            if place:
                row.addWidget(label("→", role="small", wrap=False))
            row.addWidget(MoodMark(self._appearance, mood))
        if len(present) == 2:
            faces.setAccessibleName(
                self.tr("before: {before}, after: {after}").format(
                    before=mood_name(present[0]), after=mood_name(present[1])
                )
            )
        return faces
