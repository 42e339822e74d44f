"""The screen on which a practice is played: its words, its breath, and Back, Go on and End here."""

from PySide6.QtCore import Qt, QTimer, Signal

from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.domain.practice import Words
from selfkind_desktop.domain.session import Session, View
from selfkind_desktop.ui.pause_breath import Breath
from selfkind_desktop.ui.pause_page import PausePage
from selfkind_desktop.ui.pause_stage import Stage
from selfkind_desktop.ui.pause_words import plain_text
from selfkind_desktop.ui.style import button
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.announce import announce
from selfkind_desktop.ui.widgets.button import Button

_BEAT_MS = 500
"""How often the slow lines move on while somebody can see them."""


class PlayingPage(PausePage):
    """Plays a session.

    Signals:
        viewed: there is something new to see; carries the `View`.
        completed: the session came to its end.
        end_pressed: the person wants to end here.
    """

    viewed = Signal(object)
    completed = Signal()
    end_pressed = Signal()

    def __init__(
        self,
        appearance: Appearance,
        clock: Clock,
        session: Session,
        *,
        note: str = "",
        end_text: str = "",
        adrift: bool = False,
    ) -> None:
        """Prepare the screen; `begin` starts the session.

        Args:
            appearance: how things look.
            clock: the clock of the session.
            session: what to play.
            note: small words that are there with the first text.
            end_text: what the button that ends it says; "End here" if empty.
            adrift: let the circle drift where the practice has no rhythm of its own.
        """
        stage = Stage(appearance)
        back, go_on, end = button(""), button("", "main"), button("", "quiet")
        super().__init__(appearance, stage, (back, go_on, end), go_on, note)
        self._back = back
        self._name_buttons(go_on, end, end_text)
        self._session = session
        self._line = -1
        self._begun = self._seen = False
        self._breath = Breath(appearance, clock, session, stage, adrift=adrift)
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.setTimerType(Qt.TimerType.PreciseTimer)
        self._next.timeout.connect(self.look)
        self._beat = QTimer(self)
        self._beat.setInterval(_BEAT_MS)
        self._beat.timeout.connect(self.look)
        back.clicked.connect(self.back)
        go_on.clicked.connect(self.go_on)
        end.clicked.connect(self.end_pressed)
        self._keep_room()
        appearance.changed.connect(self.look)

    def _name_buttons(self, go_on: Button, end: Button, end_text: str) -> None:
        self._back.setText(self.tr("Back"))
        go_on.setText(self.tr("Go on"))
        go_on.setAccessibleDescription(self.tr("Enter goes on. Space pauses."))
        end.setText(end_text or self.tr("End here"))
        end.setToolTip(self.tr("End here (Esc)") if not end_text else end_text + " " + self.tr("(Esc)"))

    @property
    def session(self) -> Session:
        """What it plays."""
        return self._session

    @property
    def breath(self) -> Breath:
        """Its shape."""
        return self._breath

    # What the person does

    def begin(self) -> None:
        """Start, or go on after `halt`."""
        self._begun = True
        self._session.start()
        self._session.resume()
        self.look()

    def go_on(self) -> None:
        """The next text; from a paused session, on from where it is."""
        if self._session.paused:
            self._session.resume()
        else:
            self._session.go_on()
        self.look()

    def back(self) -> None:
        """The text before."""
        self._session.back()
        self.look()

    def toggle_pause(self) -> None:
        """Stop the clock, or let it go on."""
        if self._session.ended is not None:
            return
        if self._session.paused:
            self._session.resume()
            announce(self, self.tr("Going on"))
        else:
            self._session.pause()
            announce(self, self.paused_text())
        self.look()

    def halt(self) -> None:
        """Stop the clock and every timer: the person is elsewhere, or done."""
        if self._session.ended is None:
            self._session.pause()
        self._rest()

    def reworded(self, *, at_once: bool = True) -> None:
        """The session has other words from now on; in this line too, or from the next one on."""
        if at_once:
            self._line = -1
        self._keep_room()
        self.look()

    def paused_text(self) -> str:
        """What is said while the clock stands still."""
        return self.tr("Paused. Take your time.")

    # What is seen

    def set_seen(self, seen: bool) -> None:
        """Tell whether anybody can see it. Unseen, only the next change of text is waited for."""
        if seen != self._seen:
            self._seen = seen
            self.look()

    def look(self) -> None:
        """Look at the clock and show what there is to see now."""
        if not self._begun:
            return
        view = self._session.tick()
        if view.finished:
            self._begun = False
            self._rest()
            self.completed.emit()
            return
        if view.line != self._line:
            self._show_text(view)
        self._back.setEnabled(view.can_go_back)
        self._breath.show(view, seen=self._seen)
        self.viewed.emit(view)
        self._wait(view)

    def _show_text(self, view: View) -> None:
        if self._line >= 0:
            self.drop_note()
        self._line = view.line
        words = Words(view.say, view.quiet)
        self.stage.words.show_words(words, fade=not self._appearance.reduced_motion)
        announce(self.stage.words, plain_text(words))

    def _keep_room(self) -> None:
        plan = self._session.plan
        self.stage.set_texts([line.words for step in plan.steps for line in step.lines])

    def _wait(self, view: View) -> None:
        change = self._session.next_change(phases=self._seen and self._breath.speaks)
        if change is None:
            self._next.stop()
        else:
            # a little late rather than a little early, so that one look is enough
            self._next.start(round(change * 1000) + 5)
        moving = self._seen and not view.paused and (view.timed or self._breath.speaks)
        if moving and not self._beat.isActive():
            self._beat.start()
        elif not moving:
            self._beat.stop()

    def _rest(self) -> None:
        self._next.stop()
        self._beat.stop()
        self._breath.rest()
