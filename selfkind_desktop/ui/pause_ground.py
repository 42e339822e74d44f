"""Steady ground: what is behind "Too much?"."""

from PySide6.QtCore import QObject, Signal

from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.domain.practice import Alternative, Practice, Words
from selfkind_desktop.domain.practice_plan import untimed
from selfkind_desktop.domain.session import Session
from selfkind_desktop.ui.pause_page import PausePage, still_circle
from selfkind_desktop.ui.pause_playing import PlayingPage
from selfkind_desktop.ui.pause_stage import Stage
from selfkind_desktop.ui.style import button
from selfkind_desktop.ui.theme import Appearance


class ChoicesPage(PausePage):
    """What next? The least demanding answer comes first and has the focus; none is better than another.

    Signals:
        stop_pressed: end here.
        smaller_pressed: only the way back.
        gently_pressed: on with the pause.
        support_pressed: see where help is.
    """

    stop_pressed = Signal()
    smaller_pressed = Signal()
    gently_pressed = Signal()
    support_pressed = Signal()

    def __init__(self, appearance: Appearance) -> None:
        stage = Stage(appearance, shape=still_circle(appearance), largest=200)
        stop, smaller, gently, support = (button("") for _ in range(4))
        super().__init__(appearance, stage, (stop, smaller, gently, support), stop)
        stop.setText(self.tr("Stop here"))
        smaller.setText(self.tr("Something smaller"))
        smaller.setToolTip(self.tr("Only the few words that lead back"))
        gently.setText(self.tr("Go on gently"))
        support.setText(self.tr("Support"))
        support.setToolTip(self.tr("People to reach, and crisis lines"))
        stop.clicked.connect(self.stop_pressed)
        smaller.clicked.connect(self.smaller_pressed)
        gently.clicked.connect(self.gently_pressed)
        support.clicked.connect(self.support_pressed)
        stage.say(Words((self.tr("What would be kind now?"),), self.tr("Each of these is fine.")))


class SteadyGround(QObject):
    """Plays the grounding practice without a clock, then asks what next.

    Signals:
        turned: another screen is to be shown; carries the `PausePage`.
        stop_pressed: end here.
        smaller_pressed: only the way back.
        gently_pressed: on with the pause.
        support_pressed: see where help is.
    """

    turned = Signal(object)
    stop_pressed = Signal()
    smaller_pressed = Signal()
    gently_pressed = Signal()
    support_pressed = Signal()

    def __init__(
        self,
        appearance: Appearance,
        clock: Clock,
        practice: Practice | None,
        without: frozenset[Alternative],
        parent: QObject,
    ) -> None:
        """Prepare it; `begin` shows the first screen.

        Args:
            appearance: how things look.
            clock: as the session wants it.
            practice: what helps to find ground; None goes on to the choices at once.
            without: what the person would rather do without.
            parent: as Qt has it.
        """
        super().__init__(parent)
        self._appearance, self._clock = appearance, clock
        self._plan = untimed(practice, without) if practice is not None else None
        self._pages: list[PausePage] = []
        self.title = self._plan.title if self._plan is not None else ""

    def begin(self) -> None:
        """Show the first screen."""
        if self._plan is None:
            self._ask()
            return
        session = Session(self._plan, self._clock.monotonic)
        page = PlayingPage(self._appearance, self._clock, session, end_text=self.tr("Stop here"))
        page.completed.connect(self._ask)
        page.end_pressed.connect(self.stop_pressed)
        self._pages.append(page)
        self.turned.emit(page)
        page.begin()

    def leave(self) -> None:
        """It is behind the person: let go of its screens, and of itself."""
        for one in (*self._pages, self):
            one.deleteLater()

    def _ask(self) -> None:
        page = ChoicesPage(self._appearance)
        page.stop_pressed.connect(self.stop_pressed)
        page.smaller_pressed.connect(self.smaller_pressed)
        page.gently_pressed.connect(self.gently_pressed)
        page.support_pressed.connect(self.support_pressed)
        self._pages.append(page)
        self.turned.emit(page)
