"""The first screen of a pause: how is it right now, for whoever wants to say."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from selfkind_desktop.domain.practice import Words
from selfkind_desktop.domain.records import Mood
from selfkind_desktop.ui.pause_page import PausePage, still_circle
from selfkind_desktop.ui.pause_stage import Stage
from selfkind_desktop.ui.style import button
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.mood_row import MoodRow

_FACES_WIDTH = 460
_BEAT_MS = 450
"""How long a chosen face is seen before the pause goes on; another tap meanwhile corrects it."""


class ArrivingPage(PausePage):
    """Asks once; a tap goes on by itself, and *Go on* without one is just as fine.

    Signals:
        arrived: on to the practice.
        end_pressed: the person would rather not.
    """

    arrived = Signal()
    end_pressed = Signal()

    def __init__(self, appearance: Appearance, note: str = "") -> None:
        """Make the screen.

        Args:
            appearance: how things look.
            note: small words above the buttons.
        """
        moods = MoodRow(appearance)
        stage = Stage(
            appearance, shape=still_circle(appearance), extra=moods, extra_width=_FACES_WIDTH, largest=200
        )
        go_on, end = button("", "main"), button("", "quiet")
        super().__init__(appearance, stage, (go_on, end), go_on, note)
        go_on.setText(self.tr("Go on"))
        end.setText(self.tr("End here"))
        end.setToolTip(self.tr("End here (Esc)"))
        question = self.tr("How is it right now?")
        stage.say(Words((question,)))
        self._moods = moods
        moods.setAccessibleName(question)
        moods.setAccessibleDescription(self.tr("Choosing goes on by itself. It can be left out."))
        self._beat = QTimer(self)
        self._beat.setSingleShot(True)
        self._beat.setTimerType(Qt.TimerType.CoarseTimer)
        self._beat.setInterval(_BEAT_MS)
        self._beat.timeout.connect(self._leave)
        moods.chosen.connect(self._wait_a_moment)
        go_on.clicked.connect(self._leave)
        end.clicked.connect(self._give_up)

    @property
    def mood(self) -> Mood | None:
        """What was chosen."""
        return None if self._moods.value is None else Mood(self._moods.value)

    def halt(self) -> None:
        """Wait for nothing any more."""
        self._beat.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The digits choose a face from anywhere on this screen."""
        if Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_5:
            self._moods.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def _wait_a_moment(self) -> None:
        self._beat.start()

    def _leave(self) -> None:
        self._beat.stop()
        self.arrived.emit()

    def _give_up(self) -> None:
        self._beat.stop()
        self.end_pressed.emit()
