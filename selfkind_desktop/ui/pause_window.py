"""The window in which a pause is taken."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QKeyEvent, QScreen, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from selfkind_desktop.domain.content_table import ContentError
from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.domain.practice import Alternative, Practice
from selfkind_desktop.domain.practice_plan import Plan, plan, untimed
from selfkind_desktop.domain.records import Mood, PauseEnd
from selfkind_desktop.domain.session import Session, View
from selfkind_desktop.ui.pause_arriving import ArrivingPage
from selfkind_desktop.ui.pause_footer import WayOut
from selfkind_desktop.ui.pause_frame import PauseFrame
from selfkind_desktop.ui.pause_keys import PauseKeys
from selfkind_desktop.ui.pause_outcome import Outcome, PauseOptions
from selfkind_desktop.ui.pause_page import PausePage
from selfkind_desktop.ui.pause_playing import PlayingPage
from selfkind_desktop.ui.pause_words import plain_text
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.announce import announce

if TYPE_CHECKING:
    from selfkind_desktop.ui.pause_closing import ClosingPage
    from selfkind_desktop.ui.pause_ground import SteadyGround

__all__ = ["Outcome", "PauseOptions", "PauseWindow"]


class PauseWindow(PauseFrame):
    """Plays one pause, from its first screen to its last, and tells what became of it.

    It deletes itself when it is closed. Closing it in any way ends the pause; nothing asks.

    Signals:
        checked_in_before: the `Mood` chosen before, once, as soon as it is certain.
        line_changed: what the sentence for later says now, at most a second after it was typed.
        support_requested: the person wants to see where help is.
        letter_requested: read the letter with this id; the window has closed.
        finished: the `Outcome`; once, and the last of the signals of the pause itself.
    """

    checked_in_before = Signal(object)
    line_changed = Signal(str)
    support_requested = Signal()
    letter_requested = Signal(str)
    finished = Signal(object)

    def __init__(
        self,
        appearance: Appearance,
        clock: Clock,
        practice: Practice,
        minutes: int,
        *,
        grounding: Callable[[], Practice],
        options: PauseOptions | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Prepare the first screen; `begin` shows it.

        Args:
            appearance: how things look; it is prepared here if it is not yet.
            clock: its monotonic hand paces the practice.
            practice: what to play.
            minutes: one of its lengths, or 0 for a pause without a clock, in which only the person goes on
                (a hard moment).
            grounding: loads the practice behind "Too much?" when it is first needed. Where it raises
                `ContentError` or `OSError`, the person gets to the choices behind it at once.
            options: how the person likes it.
            parent: as Qt has it.

        Raises:
            ValueError: the practice does not come in this length.
        """
        appearance.prepare()
        super().__init__(appearance, parent)
        self._appearance, self._clock = appearance, clock
        self._practice, self._minutes = practice, minutes
        self._options = options or PauseOptions()
        self._without = self._options.without
        self._load_grounding = grounding
        self._session = Session(self._planned(), clock.monotonic)
        self._before: Mood | None = None
        self._letter = ""
        self._outcome: Outcome | None = None
        self._page: PausePage | None = None
        self._arriving: ArrivingPage | None = None
        self._playing: PlayingPage | None = None
        self._ground: SteadyGround | None = None
        self._left: PausePage | None = None
        self._closing: ClosingPage | None = None
        self.setWindowFlag(Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Selfkind")
        self._keys = PauseKeys(self)
        self._listen()
        # Whoever hears `finished` may let go of the window while Qt is still closing it.
        self._kept: PauseWindow | None = self

    # Coming and going

    def begin(self, screen: QScreen | None = None) -> None:
        """Show it, with the focus, and begin.

        Args:
            screen: where; the primary one if None.
        """
        self.fit_into(screen)
        if self._asks_before:
            self._arrive()
        else:
            self._play()
        if self._options.full_screen:
            self.showFullScreen()
        else:
            self.show()
        self.raise_()
        self.activateWindow()

    def look(self) -> None:
        """Look at the clock and show what there is to see now; for whoever knows that time has passed."""
        if isinstance(self._page, PlayingPage):
            self._page.look()

    def flush(self) -> None:
        """Tell at once what was typed last."""
        if self._closing is not None:
            self._closing.flush()

    def offer_letter(self, letter_id: str) -> None:
        """Offer, at the end, a letter that was sealed for a hard day."""
        self._letter = letter_id

    def _read_letter(self) -> None:
        self.close()
        self.letter_requested.emit(self._letter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys work also while nothing has the focus."""
        if self._page is not None and self.focusWidget() is None:
            self._page.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """However it closes, the pause ends kindly here."""
        self._finish()
        super().closeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody may see it again."""
        super().showEvent(event)
        self._be_seen()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody sees it."""
        super().hideEvent(event)
        self._be_seen()

    def changeEvent(self, event: QEvent) -> None:
        """Minimized, nobody sees it either."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self._be_seen()

    # The way through

    @property
    def _asks_before(self) -> bool:
        return self._options.check_in and self._minutes > 0

    def _arrive(self) -> None:
        self._arriving = ArrivingPage(self._appearance, self._practice.caution)
        self._arriving.arrived.connect(self._play)
        self._arriving.end_pressed.connect(self.close)
        self._turn_to(self._arriving)

    def _play(self) -> None:
        self._tell_before()
        if self._playing is None:
            note = "" if self._asks_before else self._practice.caution
            page = self._playing = PlayingPage(
                self._appearance, self._clock, self._session, note=note, adrift=not self._minutes
            )
            page.viewed.connect(self._show_view)
            page.completed.connect(self._close_kindly)
            page.end_pressed.connect(self._end_here)
        self._turn_to(self._playing)
        self._playing.begin()

    def _end_here(self) -> None:
        self._session.end(PauseEnd.ENDED_HERE)
        self._close_kindly()

    def _close_kindly(self) -> None:
        if self._closing is None:
            from selfkind_desktop.ui.pause_closing import ClosingPage

            end = self._session.ended or PauseEnd.ENDED_HERE
            self._closing = ClosingPage(
                self._appearance,
                end,
                hard=not self._minutes,
                check_in=self._options.check_in,
                letter=bool(self._letter),
            )
            self._closing.letter_wanted.connect(self._read_letter)
            self._closing.line_changed.connect(self.line_changed)
            self._closing.done.connect(self.close)
        self._turn_to(self._closing)

    def _finish(self) -> None:
        """Tell what became of it, once."""
        if self._outcome is not None:
            return
        self._tell_before()
        self._session.end(PauseEnd.TOO_MUCH if self._ground is not None else PauseEnd.ENDED_HERE)
        self._leave()
        self.flush()
        closing = self._closing
        self._outcome = Outcome(
            practice=self._practice.key,
            minutes=self._minutes,
            seconds=self._session.practiced,
            end=self._session.ended or PauseEnd.ENDED_HERE,
            before=self._before,
            after=closing.mood if closing is not None else None,
            line=closing.line if closing is not None else "",
        )
        self.finished.emit(self._outcome)

    def _tell_before(self) -> None:
        if self._before is None and self._arriving is not None and self._arriving.mood is not None:
            self._before = self._arriving.mood
            self.checked_in_before.emit(self._before)

    # Too much

    def _find_ground(self) -> None:
        if self._ground is not None:
            return
        from selfkind_desktop.ui.pause_ground import SteadyGround

        self._left = self._page
        ground = self._ground = SteadyGround(
            self._appearance, self._clock, self._grounding(), self._without, self
        )
        ground.turned.connect(self._turn_to)
        ground.stop_pressed.connect(self._stop_being_too_much)
        ground.smaller_pressed.connect(self._go_smaller)
        ground.gently_pressed.connect(self._go_on_gently)
        ground.support_pressed.connect(self._ask_for_support)
        ground.begin()

    def _grounding(self) -> Practice | None:
        try:
            return self._load_grounding()
        except (ContentError, OSError):
            # the way out must work in an installation that does not
            return None

    def _stand_firm(self) -> None:
        """Leave the steady ground again."""
        if self._ground is not None:
            self._ground.leave()
            self._ground = None

    def _stop_being_too_much(self) -> None:
        self._tell_before()
        self._session.end(PauseEnd.TOO_MUCH)
        self._stand_firm()
        self._close_kindly()

    def _go_smaller(self) -> None:
        self._stand_firm()
        if self._closing is not None:
            self._close_kindly()
            return
        self._session.start()
        self._session.shorten()
        self._play()

    def _go_on_gently(self) -> None:
        self._stand_firm()
        if self._left is self._playing:
            self._play()
        elif self._left is not None:
            self._turn_to(self._left)

    def _ask_for_support(self) -> None:
        # a window that covers the screen would cover the help as well
        if self.isFullScreen():
            self.showNormal()
        self.support_requested.emit()

    # What is seen

    def _turn_to(self, page: PausePage) -> None:
        self._leave()
        self._page = page
        self._keys.set_playing(isinstance(page, PlayingPage))
        self._show_frame()
        self.show_page(page)
        page.take_focus()
        if not isinstance(page, PlayingPage):
            announce(page.stage.words, plain_text(page.stage.words.words))
        self._be_seen()

    def _leave(self) -> None:
        """Let nothing go on behind the screen of now."""
        if isinstance(self._page, PlayingPage):
            self._page.halt()
        elif self._arriving is not None:
            self._arriving.halt()

    def _show_frame(self) -> None:
        """Heading and foot, for screens that do not renew them."""
        away = self._ground is not None
        choosing = away and not isinstance(self._page, PlayingPage)
        self.set_heading(self._ground.title if self._ground is not None else self._session.plan.title)
        self.foot.show_offers(())
        self.foot.show_progress(None)
        self.foot.show_return(away and not choosing)
        shaken = away or self._session.ended is PauseEnd.TOO_MUCH
        way = WayOut.SUPPORT if shaken else WayOut.TOO_MUCH
        self.foot.show_way_out(WayOut.NONE if choosing else way)

    def _show_view(self, view: View) -> None:
        if view.paused and self._playing is not None:
            self.set_heading(self._playing.paused_text())
        elif view.timed:
            self.set_heading(
                self.tr("{title} · {step} of {count}").format(
                    title=self._session.plan.title, step=view.step + 1, count=view.count
                )
            )
        else:
            self.set_heading(
                self.tr("{title} · {part}").format(title=self._session.plan.title, part=view.title)
            )
        self.foot.show_progress(view.progress if view.timed else None, paused=view.paused)
        self.foot.show_offers(self._offers(view))

    def _be_seen(self) -> None:
        if isinstance(self._page, PlayingPage):
            self._page.set_seen(self.isVisible() and not self.isMinimized())

    # Another way

    def _planned(self) -> Plan:
        if not self._minutes:
            return untimed(self._practice, self._without, self._options.phrases)
        return plan(self._practice, self._minutes, self._without, self._options.phrases)

    def take_phrases(self, phrases: Sequence[str]) -> None:
        """Show the person's own sentences among the words that are still to come."""
        if self._session.ended is not None or (self._playing is not None and self._session.tick().line):
            return  # words that are on their way stay as they are
        self._options = replace(self._options, phrases=phrases)
        if self._playing is None:
            self._session = Session(self._planned(), self._clock.monotonic)
        else:
            self._session.reword(self._planned())
            self._playing.reworded(at_once=False)

    def _offers(self, view: View) -> list[Alternative]:
        """What this step could do without."""
        lines = [line for step in self._session.plan.steps for line in step.lines]
        wanted = set(lines[view.line].others)
        if view.pacer is not None and view.pacer.guides:
            wanted.add(Alternative.BREATH)
            if view.pacer.hold or view.pacer.rest:
                wanted.add(Alternative.HOLD)
        return [kind for kind in Alternative if kind in wanted - self._without]

    def _go_another_way(self, without: Alternative) -> None:
        if self._playing is None:
            return
        self._without |= {without}
        self._session.reword(self._planned())
        self._playing.reworded()

    # Keys and corners

    def _listen(self) -> None:
        keys, foot = self._keys, self.foot
        keys.back.connect(self._key_back)
        keys.go_on.connect(self._key_go_on)
        keys.space.connect(self._key_space)
        keys.end.connect(self._key_end)
        keys.too_much.connect(self._find_ground)
        foot.too_much.connect(self._find_ground)
        foot.support_pressed.connect(self._ask_for_support)
        foot.return_pressed.connect(self._go_on_gently)
        foot.pause_pressed.connect(self._toggle_pause)
        foot.another_way.connect(self._go_another_way)

    def _key_back(self) -> None:
        if isinstance(self._page, PlayingPage):
            self._page.back()

    def _key_go_on(self) -> None:
        if isinstance(self._page, PlayingPage):
            self._page.go_on()

    def _key_space(self) -> None:
        """Space presses the button that was walked to; on *Go on*, where the focus begins, it pauses."""
        focus = QApplication.focusWidget()
        if isinstance(focus, QAbstractButton) and self._page is not None and focus is not self._page.main:
            focus.click()
        else:
            self._toggle_pause()

    def _toggle_pause(self) -> None:
        if self._page is self._playing and self._playing is not None:
            self._playing.toggle_pause()

    def _key_end(self) -> None:
        """Esc: out of whatever this is, one screen nearer to the desktop."""
        if self._ground is not None:
            self._stop_being_too_much()
        elif self._page is self._playing:
            self._end_here()
        else:
            self.close()
