"""A pause from its first screen to its last, as a person at the keyboard meets it."""

import gc
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from selfkind_desktop.domain.content_table import ContentError
from selfkind_desktop.domain.practice import PACERS, Alternative, Line, PauseKind, Practice, Step, Words
from selfkind_desktop.domain.records import Mood, PauseEnd
from selfkind_desktop.ui.pause_line import GrowingLine
from selfkind_desktop.ui.pause_window import Outcome, PauseOptions, PauseWindow
from selfkind_desktop.ui.pause_words import PauseWords
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.breathing import BreathingCircle, TextPacer
from tests.fakes import FakeClock

# the offscreen platform has no other windows to be raised above
pytestmark = pytest.mark.qt_log_ignore(r"This plugin does not support (raise|propagateSizeHints)")

Key = Qt.Key

PRACTICE = Practice(
    key="test.small",
    title="A small pause",
    purpose="For a test.",
    kind=PauseKind.SOOTHE,
    needs=("calm",),
    minutes=(1, 2),
    posture="",
    caution="Leave at any word.",
    steps=(
        Step(
            "Here",
            (
                Line(Words(("Here is a hard moment.",), "It counts.")),
                Line(
                    Words(("Rest a hand on your heart.",)),
                    alternatives=((Alternative.TOUCH, Words(("Let the chair carry you.",))),),
                ),
            ),
            pacer=PACERS["slow"],
        ),
        Step("Back", (Line(Words(("Here is the room again.",))),), closing=True),
    ),
)
GROUND = Practice(
    key="grounding",
    title="Steady ground",
    purpose="A way out.",
    kind=PauseKind.SOOTHE,
    needs=(),
    minutes=(),
    posture="",
    caution="",
    steps=(
        Step("Stop", (Line(Words(("You can stop now.",))),)),
        Step("Look", (Line(Words(("Look around the room.",))),), closing=True),
    ),
)


class Visit:
    """A person in front of a pause window."""

    def __init__(self, window: PauseWindow, clock: FakeClock, qtbot: QtBot) -> None:
        self.window, self.clock, self.qtbot = window, clock, qtbot
        self.outcomes: list[Outcome] = []
        self.moods: list[Mood] = []
        self.lines: list[str] = []
        self.support = 0
        window.finished.connect(self.outcomes.append)
        window.checked_in_before.connect(self.moods.append)
        window.line_changed.connect(self.lines.append)
        window.support_requested.connect(self._count_support)

    def _count_support(self) -> None:
        self.support += 1

    def press(self, *keys: Qt.Key) -> None:
        """Press keys where the focus is."""
        for key in keys:
            self.qtbot.keyClick(QApplication.focusWidget() or self.window, key)
            QApplication.processEvents()

    def wait(self, seconds: float) -> None:
        """Let time pass, looking as often as the window itself would."""
        while seconds > 0:
            passed = min(seconds, 2.0)
            self.clock.advance(passed)
            self.window.look()
            seconds -= passed

    def click(self, text: str) -> None:
        """Press the visible button of this name."""
        button = next(
            one for one in self.window.findChildren(QAbstractButton) if one.isVisible() and one.text() == text
        )
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        QApplication.processEvents()

    @property
    def buttons(self) -> list[str]:
        """The names of the buttons that can be seen."""
        return [
            one.text() for one in self.window.findChildren(QAbstractButton) if one.isVisible() and one.text()
        ]

    @property
    def focus(self) -> str:
        """What the focused control says."""
        focus = self.window.focusWidget()
        return focus.text() if isinstance(focus, QAbstractButton) else type(focus).__name__

    @property
    def said(self) -> str:
        """The large words."""
        return next(
            one.words.say[0]
            for one in self.window.findChildren(PauseWords)
            if one.isVisible() and one.words.say
        )

    @property
    def texts(self) -> str:
        """Everything that can be read."""
        return "\n".join(one.text() for one in self.window.findChildren(QLabel) if one.isVisible())

    @property
    def shape(self) -> QWidget | None:
        """The circle or the pacer in words, whichever can be seen."""
        kinds = (BreathingCircle, TextPacer)
        return next(
            (one for kind in kinds for one in self.window.findChildren(kind) if one.isVisible()), None
        )

    def timers(self) -> list[QTimer]:
        """The timers that run."""
        return [one for one in self.window.findChildren(QTimer) if one.isActive()]


Open = Callable[..., Visit]


@pytest.fixture
def opened(look: Appearance, qtbot: QtBot) -> Iterator[Open]:
    """Opens a pause; what is still open at the end of the test is closed."""
    visits: list[Visit] = []

    def opening(
        minutes: int = 1,
        *,
        practice: Practice = PRACTICE,
        grounding: Callable[[], Practice] = lambda: GROUND,
        motion: str = "reduced",
        **options: object,
    ) -> Visit:
        look.apply("light", motion=motion)  # type: ignore[arg-type]
        clock = FakeClock()
        window = PauseWindow(
            look,
            clock,
            practice,
            minutes,
            grounding=grounding,
            options=PauseOptions(**options),  # type: ignore[arg-type]
        )
        visit = Visit(window, clock, qtbot)
        visits.append(visit)
        window.begin()
        qtbot.waitUntil(window.isActiveWindow)
        return visit

    yield opening
    for visit in visits:
        if isValid(visit.window):
            visit.window.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


# --- the way through ----------------------------------------------------------------------------------------


def test_the_keyboard_alone_completes_a_pause(opened: Open) -> None:
    visit = opened()
    assert visit.said == "How is it right now?"
    assert visit.focus == "Go on"
    visit.press(Key.Key_Return)
    assert visit.said == "Here is a hard moment."
    assert visit.focus == "Go on"
    visit.wait(4)
    visit.press(Key.Key_Return, Key.Key_Return, Key.Key_Return)
    assert visit.said == "This time was for you."
    assert visit.focus == "Done"
    visit.press(Key.Key_Return)
    assert visit.outcomes == [Outcome("test.small", 1, 4.0, PauseEnd.COMPLETED, None, None, "")]


def test_it_goes_on_by_itself_to_the_end(opened: Open) -> None:
    visit = opened(check_in=False)
    seen = [visit.said]
    for _ in range(30):
        visit.wait(2)
        if visit.said != seen[-1]:
            seen.append(visit.said)
    assert seen == [
        "Here is a hard moment.",
        "Rest a hand on your heart.",
        "Here is the room again.",
        "This time was for you.",
    ]
    visit.window.close()
    assert visit.outcomes[0].seconds == pytest.approx(60)


def test_faces_before_and_after_are_told(opened: Open, qtbot: QtBot) -> None:
    visit = opened()
    visit.press(Key.Key_2)
    qtbot.waitUntil(lambda: visit.said == "Here is a hard moment.")
    assert visit.moods == [Mood.HARD]
    visit.press(Key.Key_Escape)
    visit.press(Key.Key_Tab)  # round to the faces
    while visit.focus not in ("Very hard",):
        visit.press(Key.Key_Tab)
    visit.press(Key.Key_4)
    visit.press(Key.Key_Escape)
    (outcome,) = visit.outcomes
    assert (outcome.before, outcome.after) == (Mood.HARD, Mood.ALL_RIGHT)
    assert visit.moods == [Mood.HARD]


def test_a_second_tap_corrects_the_first(opened: Open, qtbot: QtBot) -> None:
    visit = opened()
    visit.press(Key.Key_1, Key.Key_5)
    qtbot.waitUntil(lambda: visit.said == "Here is a hard moment.")
    assert visit.moods == [Mood.GOOD]


def test_without_check_ins_nobody_asks(opened: Open) -> None:
    visit = opened(check_in=False)
    assert visit.said == "Here is a hard moment."
    visit.press(Key.Key_Escape)
    assert "How is it now?" not in visit.texts
    assert "A sentence for later, if you like" in visit.texts


def test_arrows_and_backspace_walk_through_the_text(opened: Open) -> None:
    visit = opened(check_in=False)
    visit.press(Key.Key_Right)
    assert visit.said == "Rest a hand on your heart."
    visit.press(Key.Key_Left)
    assert visit.said == "Here is a hard moment."
    visit.press(Key.Key_Right, Key.Key_Right, Key.Key_Backspace)
    assert visit.said == "Rest a hand on your heart."


def test_where_reading_goes_left_so_do_the_arrows(opened: Open, qapp: QApplication) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        visit = opened(check_in=False)
        visit.press(Key.Key_Left)
        assert visit.said == "Rest a hand on your heart."
        visit.press(Key.Key_Right)
        assert visit.said == "Here is a hard moment."
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_space_pauses_and_goes_on(opened: Open) -> None:
    visit = opened(check_in=False)
    visit.press(Key.Key_Space)
    assert "Paused. Take your time." in visit.texts
    visit.wait(600)
    assert visit.said == "Here is a hard moment."
    visit.press(Key.Key_Space)
    assert "Paused. Take your time." not in visit.texts
    visit.wait(2)
    visit.window.close()
    assert visit.outcomes[0].seconds == pytest.approx(2)


def test_space_presses_the_button_that_was_walked_to(opened: Open) -> None:
    visit = opened(check_in=False)
    visit.press(Key.Key_Tab)
    assert visit.focus == "End here"
    visit.press(Key.Key_Space)
    assert visit.said == "Stopping here is fine."


def test_go_on_after_a_rest_takes_up_where_it_was(opened: Open) -> None:
    visit = opened(check_in=False)
    visit.press(Key.Key_Space, Key.Key_Return)
    assert visit.said == "Here is a hard moment."
    assert "Paused. Take your time." not in visit.texts


def test_the_computer_slept_and_the_words_waited(opened: Open) -> None:
    visit = opened(check_in=False)
    visit.wait(6)
    visit.clock.advance(hours=8)
    visit.window.look()
    assert visit.said == "Here is a hard moment."
    visit.window.close()
    assert visit.outcomes[0].seconds == pytest.approx(6)


def test_own_phrases_appear_where_there_is_room_for_them(opened: Open) -> None:
    first = PRACTICE.steps[0]
    lines = (replace(first.lines[0], phrases=True), *first.lines[1:])
    practice = replace(PRACTICE, steps=(replace(first, lines=lines), PRACTICE.steps[1]))
    visit = opened(check_in=False, practice=practice, phrases=("I can be slow today.",))
    assert "I can be slow today." in visit.texts
    assert "*" not in visit.texts


# --- a way out everywhere -----------------------------------------------------------------------------------


def test_esc_on_the_first_screen_is_enough(opened: Open) -> None:
    visit = opened()
    visit.press(Key.Key_Escape)
    assert visit.outcomes == [Outcome("test.small", 1, 0.0, PauseEnd.ENDED_HERE, None, None, "")]


def test_esc_ends_kindly_and_again_leaves(opened: Open) -> None:
    visit = opened(check_in=False)
    visit.wait(3)
    visit.press(Key.Key_Escape)
    assert visit.said == "Stopping here is fine."
    visit.press(Key.Key_Escape)
    (outcome,) = visit.outcomes
    assert (outcome.end, outcome.seconds) == (PauseEnd.ENDED_HERE, pytest.approx(3))


@pytest.mark.parametrize("steps", [0, 1, 2])
def test_closing_the_window_anywhere_ends_here(opened: Open, steps: int) -> None:
    visit = opened()
    visit.press(*[Key.Key_Return] * steps)
    visit.window.close()
    (outcome,) = visit.outcomes
    assert outcome.end is PauseEnd.ENDED_HERE
    visit.window.close()
    assert len(visit.outcomes) == 1


def test_closing_the_window_keeps_the_face(opened: Open) -> None:
    visit = opened()
    visit.press(Key.Key_3)
    visit.window.close()
    assert visit.moods == [Mood.IN_BETWEEN]
    assert visit.outcomes[0].before is Mood.IN_BETWEEN


@pytest.mark.parametrize("key", [Key.Key_T, Key.Key_F1])
def test_too_much_leads_to_steady_ground_and_back(opened: Open, key: Qt.Key) -> None:
    visit = opened(check_in=False)
    visit.wait(4)
    visit.press(key)
    assert visit.said == "You can stop now."
    visit.clock.advance(40)
    visit.press(Key.Key_Return, Key.Key_Return)
    assert visit.said == "What would be kind now?"
    visit.click("Go on gently")
    assert visit.said == "Here is a hard moment."
    assert visit.focus == "Go on"
    visit.wait(2)
    visit.window.close()
    (outcome,) = visit.outcomes
    assert (outcome.end, outcome.seconds) == (PauseEnd.ENDED_HERE, pytest.approx(6))


def test_too_much_by_mistake_is_one_step_back(opened: Open) -> None:
    visit = opened()
    visit.press(Key.Key_T)
    visit.click("Back to the pause")
    assert visit.said == "How is it right now?"


def test_something_smaller_only_leads_back(opened: Open) -> None:
    visit = opened(check_in=False)
    visit.press(Key.Key_T, Key.Key_Return, Key.Key_Return)
    visit.click("Something smaller")
    assert visit.said == "Here is the room again."
    visit.press(Key.Key_Return)
    assert visit.said == "This time was for you."
    visit.window.close()
    assert visit.outcomes[0].end is PauseEnd.COMPLETED


@pytest.mark.parametrize("way", ["choice", "button", "esc"])
def test_stopping_counts_and_asks_nothing_more(opened: Open, way: str) -> None:
    visit = opened()
    visit.press(Key.Key_Return, Key.Key_T)
    if way == "choice":
        visit.press(Key.Key_Return, Key.Key_Return)
        assert visit.focus == "Stop here"
        visit.press(Key.Key_Return)
    elif way == "button":
        visit.click("Stop here")
    else:
        visit.press(Key.Key_Escape)
    assert visit.said == "You can leave it here."
    assert "How is it now?" not in visit.texts
    assert visit.buttons == ["Done", "Support"]
    visit.press(Key.Key_Return)
    assert visit.outcomes[0].end is PauseEnd.TOO_MUCH


def test_support_is_one_press_away_and_the_pause_stays(opened: Open) -> None:
    visit = opened(check_in=False)
    visit.press(Key.Key_T)
    visit.click("Support")
    assert visit.support == 1
    visit.press(Key.Key_Return, Key.Key_Return)
    visit.click("Support")
    assert visit.support == 2
    assert not visit.outcomes


def test_closing_the_window_on_steady_ground(opened: Open) -> None:
    visit = opened(check_in=False)
    visit.press(Key.Key_T)
    visit.window.close()
    assert visit.outcomes[0].end is PauseEnd.TOO_MUCH


@pytest.mark.parametrize("error", [OSError(), ContentError("grounding.toml", 1, "broken")])
def test_the_way_out_works_where_the_installation_does_not(opened: Open, error: Exception) -> None:
    def broken() -> Practice:
        raise error

    visit = opened(check_in=False, grounding=broken)
    visit.press(Key.Key_T)
    assert visit.said == "What would be kind now?"
    visit.press(Key.Key_Return)
    assert visit.said == "You can leave it here."


def test_too_much_is_seen_and_reachable_on_every_screen(opened: Open) -> None:
    visit = opened()
    for _ in ("arriving", "first text", "second", "last", "closing"):
        walked = set()
        while visit.focus not in walked:
            walked.add(visit.focus)
            visit.press(Key.Key_Tab)
        assert "Too much?" in walked
        visit.press(Key.Key_F1)
        assert visit.said == "You can stop now."
        visit.click("Back to the pause")
        visit.press(Key.Key_Return)
    assert visit.outcomes[0].end is PauseEnd.COMPLETED


# --- a hard moment ------------------------------------------------------------------------------------------


def test_a_hard_moment_begins_with_its_words_and_waits(opened: Open) -> None:
    visit = opened(minutes=0)
    assert visit.said == "Here is a hard moment."
    for _ in range(60):
        visit.clock.advance(120)
        visit.window.look()
    assert visit.said == "Here is a hard moment."
    visit.press(Key.Key_Return, Key.Key_Return, Key.Key_Return)
    assert visit.said == "You stayed with yourself in this."
    visit.window.close()
    (outcome,) = visit.outcomes
    assert (outcome.minutes, outcome.end, outcome.seconds) == (0, PauseEnd.COMPLETED, pytest.approx(7200))


def test_a_hard_moment_shows_no_time(opened: Open) -> None:
    timed = opened(check_in=False)
    assert "1 of 2" in timed.texts
    timed.window.close()
    hard = opened(minutes=0)
    assert " of " not in hard.texts
    assert not any(one.isVisible() for one in hard.window.findChildren(QWidget) if "Pause (" in one.toolTip())


# --- another way --------------------------------------------------------------------------------------------


def test_another_way_changes_the_words_at_once(opened: Open) -> None:
    visit = opened(check_in=False)
    visit.press(Key.Key_Right)
    visit.window.foot.another_way.emit(Alternative.TOUCH)
    assert visit.said == "Let the chair carry you."
    visit.press(Key.Key_Left, Key.Key_Right)
    assert visit.said == "Let the chair carry you."


def test_only_what_the_step_has_is_offered(opened: Open) -> None:
    visit = opened(check_in=False)
    another = next(one for one in visit.window.findChildren(QAbstractButton) if one.text() == "Another way")
    assert another.toolTip() == "Without the breath"
    visit.press(Key.Key_Right)
    assert another.toolTip() == "Without touch, Without the breath"
    visit.press(Key.Key_Right)
    assert not another.isVisible()


def test_one_other_way_is_one_press(opened: Open) -> None:
    visit = opened(check_in=False, motion="full")
    circle = visit.shape
    assert isinstance(circle, BreathingCircle)
    assert circle.word == "breathe in"
    visit.click("Another way")
    assert circle.word == ""
    assert "Another way" not in visit.buttons


# --- the breath ---------------------------------------------------------------------------------------------


def test_reduced_motion_tells_the_breath_in_words(opened: Open) -> None:
    visit = opened(check_in=False)
    pacer = visit.shape
    assert isinstance(pacer, TextPacer)
    assert pacer.word == "breathe in"
    visit.wait(6)
    assert pacer.word == "breathe out"
    assert not [one for one in visit.timers() if one.interval() < 100 and not one.isSingleShot()]


def test_the_circle_moves_with_the_breath(opened: Open) -> None:
    visit = opened(check_in=False, motion="full")
    circle = visit.shape
    assert isinstance(circle, BreathingCircle)
    visit.wait(4.9)
    visit.qtbot.waitUntil(lambda: circle.level > 0.95)
    visit.wait(4.9)
    visit.qtbot.waitUntil(lambda: circle.level < 0.05)
    visit.press(Key.Key_Space)
    assert not circle.is_moving


def test_unseen_only_the_next_text_is_waited_for(opened: Open) -> None:
    visit = opened(check_in=False, motion="full")
    assert len(visit.timers()) > 1
    visit.window.hide()
    (timer,) = visit.timers()
    assert timer.isSingleShot()
    assert timer.remainingTime() > 10_000
    visit.window.show()
    assert len(visit.timers()) > 1


def test_minimized_nothing_moves(opened: Open) -> None:
    visit = opened(minutes=0, motion="full")
    assert visit.timers()
    visit.window.showMinimized()
    assert not visit.timers()
    visit.window.showNormal()
    assert visit.timers()


def test_nothing_runs_on_the_last_screen(opened: Open) -> None:
    visit = opened(check_in=False, motion="full")
    visit.press(Key.Key_Escape)
    visit.qtbot.waitUntil(lambda: not visit.timers())


# --- the sentence for later ---------------------------------------------------------------------------------


def line_of(visit: Visit) -> GrowingLine:
    return visit.window.findChild(GrowingLine)  # type: ignore[return-value]


def test_the_line_is_told_while_typing_and_at_the_end(opened: Open, qtbot: QtBot) -> None:
    visit = opened(check_in=False)
    visit.press(Key.Key_Escape)
    line_of(visit).setFocus()
    qtbot.keyClicks(line_of(visit), "Too tired, and that is allowed")
    assert visit.lines == []
    qtbot.waitUntil(lambda: visit.lines == ["Too tired, and that is allowed"], timeout=1000)
    qtbot.keyClicks(line_of(visit), " today")
    visit.press(Key.Key_Return)
    assert visit.lines[-1] == "Too tired, and that is allowed today"
    assert visit.outcomes[0].line == "Too tired, and that is allowed today"


def test_letters_are_text_in_the_line_and_f1_is_the_way_out(opened: Open, qtbot: QtBot) -> None:
    visit = opened(check_in=False)
    visit.press(Key.Key_Escape)
    line_of(visit).setFocus()
    qtbot.keyClicks(line_of(visit), "t o")
    assert line_of(visit).line == "t o"
    visit.press(Key.Key_F1)
    assert visit.lines == ["t o"]
    assert visit.said == "You can stop now."
    visit.click("Back to the pause")
    assert line_of(visit).line == "t o"


def test_closing_the_window_keeps_the_last_letter(opened: Open, qtbot: QtBot) -> None:
    visit = opened(check_in=False)
    visit.press(Key.Key_Escape)
    qtbot.keyClicks(line_of(visit), "ok")
    visit.window.close()
    assert visit.lines == ["ok"]
    assert visit.outcomes[0].line == "ok"


def test_whoever_keeps_drafts_can_ask_for_the_line(opened: Open, qtbot: QtBot) -> None:
    visit = opened(check_in=False)
    visit.press(Key.Key_Escape)
    qtbot.keyClicks(line_of(visit), "half a th")
    visit.window.flush()
    assert visit.lines == ["half a th"]


# --- for everybody ------------------------------------------------------------------------------------------


class Reader:
    """A screen reader that remembers what it was told to say."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def isActive(self) -> bool:  # noqa: N802
        return True

    def updateAccessibility(self, event: QAccessibleEvent) -> None:  # noqa: N802
        self.heard.append(event.message())  # type: ignore[attr-defined]


def test_readers_hear_each_text_and_each_phase_once(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = Reader()
    monkeypatch.setattr("selfkind_desktop.ui.widgets.announce.QAccessible", reader)
    visit = opened()
    visit.press(Key.Key_Return)
    visit.wait(12)
    visit.press(Key.Key_Right, Key.Key_Space)
    assert reader.heard == [
        "How is it right now?",
        "Here is a hard moment.\nIt counts.",
        "breathe in",
        "breathe out",
        "breathe in",
        "Rest a hand on your heart.",
        "Paused. Take your time.",
    ]


def test_every_control_has_a_name(opened: Open) -> None:
    visit = opened()
    for keys in ([], [Key.Key_Return], [Key.Key_T], [Key.Key_Return, Key.Key_Return], [Key.Key_Escape]):
        visit.press(*keys)
        controls: Sequence[QWidget] = [
            one
            for one in visit.window.findChildren(QWidget)
            if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        assert controls
        for one in controls:
            assert QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name), one


def test_reading_and_tab_follow_the_eye(opened: Open) -> None:
    visit = opened(check_in=False)
    visit.press(Key.Key_Right)
    assert visit.buttons == ["Back", "Go on", "End here", "Another way", "Too much?"]
    walked = []
    while "Go on" not in walked:
        visit.press(Key.Key_Tab)
        walked.append(visit.focus)
    assert walked == ["End here", "Another way", "", "Too much?", "Back", "Go on"]


def test_the_way_out_tells_its_keys(opened: Open) -> None:
    visit = opened()
    out = next(one for one in visit.window.findChildren(QAbstractButton) if one.text() == "Too much?")
    assert "F1" in out.toolTip()
    assert "F1" in out.accessibleDescription()


def test_the_title_tells_nobody_anything(opened: Open) -> None:
    assert opened().window.windowTitle() == "Selfkind"


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("size", [(1180, 655), (1366, 768), (3840, 2160), (760, 560)])
def test_nothing_is_cut_off_or_covered(
    opened: Open, look: Appearance, size: tuple[int, int], percent: int
) -> None:
    visit = opened()
    look.apply("light", percent, "reduced")
    visit.window.resize(*size)
    for keys in ([], [Key.Key_Return], [Key.Key_Right], [Key.Key_Escape]):
        visit.press(*keys)
        QApplication.processEvents()
        words = next(
            one for one in visit.window.findChildren(PauseWords) if one.isVisible() and one.words.say
        )
        assert words.sizeHint().height() <= words.height()
        stage = words.parentWidget()
        assert words.geometry().bottom() < stage.height()
        for one in visit.window.findChildren(QAbstractButton):
            if one.isVisible():
                assert one.width() >= one.sizeHint().width() - 1  # a column shared out in whole pixels


def test_what_gets_the_focus_can_be_seen(opened: Open, look: Appearance) -> None:
    visit = opened()
    look.apply("light", 200, "reduced")
    visit.window.resize(1000, 640)
    visit.press(Key.Key_Return, Key.Key_Escape)
    assert line_of(visit).visibleRegion().isEmpty()
    while visit.focus != "GrowingLine":
        visit.press(Key.Key_Tab)
    assert line_of(visit).visibleRegion().boundingRect() == line_of(visit).rect()


# --- coming and going ---------------------------------------------------------------------------------------


def test_it_takes_most_of_a_small_screen_and_no_more(opened: Open) -> None:
    visit = opened()
    room = visit.window.screen().availableGeometry()
    assert visit.window.width() <= room.width()
    assert visit.window.height() <= round(room.height() * 0.9)


def test_full_screen_makes_room_for_support(opened: Open) -> None:
    visit = opened(check_in=False, full_screen=True)
    assert visit.window.isFullScreen()
    visit.press(Key.Key_T)
    visit.click("Support")
    assert not visit.window.isFullScreen()


def test_whoever_hears_the_end_may_let_go_of_the_window(look: Appearance, qtbot: QtBot) -> None:
    held = [PauseWindow(look, FakeClock(), PRACTICE, 1, grounding=lambda: GROUND)]
    ends: list[PauseEnd] = []

    def let_go(outcome: Outcome) -> None:
        ends.append(outcome.end)
        held.clear()
        gc.collect()

    held[0].finished.connect(let_go)
    held[0].begin()
    qtbot.waitExposed(held[0])
    held[0].close()
    QApplication.processEvents()
    assert ends == [PauseEnd.ENDED_HERE]


def test_an_unknown_length_is_refused(look: Appearance) -> None:
    with pytest.raises(ValueError, match="7 minutes"):
        PauseWindow(look, FakeClock(), PRACTICE, 7, grounding=lambda: GROUND)
