"""One invitation at a time, the way the person chose, and the next way where one fails."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QSignalSpy

from selfkind_desktop.app.choices import Choices
from selfkind_desktop.app.invitations import Given, Invitations
from selfkind_desktop.desktop.notifications import WhyNot
from selfkind_desktop.domain.check_ins import DayEdge
from selfkind_desktop.domain.records import Answer, Mood
from selfkind_desktop.domain.rhythm import RhythmKind
from selfkind_desktop.domain.settings import REMINDER_WAY, RHYTHM_KIND, ReminderWay
from tests.fakes import FakeClock
from tests.unit.app.conftest import FakeCard, FakeNotifier


@pytest.fixture
def card() -> FakeCard:
    return FakeCard()


@pytest.fixture
def notifier() -> FakeNotifier:
    return FakeNotifier()


@pytest.fixture
def invitations(
    choices: Choices, clock: FakeClock, card: FakeCard, notifier: FakeNotifier
) -> Iterator[Invitations]:
    invitations = Invitations(clock, choices, lambda: card, lambda: notifier)
    yield invitations
    invitations.withdraw()
    invitations.deleteLater()


@pytest.fixture
def answers(invitations: Invitations) -> list[Given]:
    kept: list[Given] = []
    invitations.answered.connect(kept.append)
    return kept


def faded(invitations: Invitations) -> None:
    """Let the time pass after which an invitation goes by itself."""
    timer = invitations.findChild(QTimer)
    assert timer.isActive()
    timer.stop()
    timer.timeout.emit()


def test_by_default_the_card_and_nothing_else(
    invitations: Invitations, card: FakeCard, notifier: FakeNotifier
) -> None:
    invitations.offer()
    assert card.shows == "invitation"
    assert (card.minutes, card.delays, card.seconds) == (2, (5, 10, 30, 60), 45)
    assert card.offers_later_today
    assert notifier.offer is None
    assert invitations.is_showing


def test_near_the_end_of_the_hours_the_card_offers_what_still_fits(
    invitations: Invitations, card: FakeCard, clock: FakeClock
) -> None:
    clock.advance(hours=8, minutes=52)
    invitations.offer()
    assert card.delays == (5,)
    assert not card.offers_later_today


@pytest.mark.parametrize(
    ("click", "answer", "minutes"),
    [
        (lambda card: card.begun.emit(), Answer.BEGUN, None),
        (lambda card: card.declined.emit(), Answer.DECLINED, None),
        (lambda card: card.expired.emit(), Answer.EXPIRED, None),
        (lambda card: card.postponed.emit(30), Answer.POSTPONED, 30),
    ],
)
def test_each_answer_of_the_card(
    invitations: Invitations,
    card: FakeCard,
    clock: FakeClock,
    answers: list[Given],
    click: object,
    answer: Answer,
    minutes: int | None,
) -> None:
    offered = clock.now().stamp()
    invitations.offer()
    clock.advance(20)
    click(card)
    later_at = None if minutes is None else clock.now().later(minutes=minutes).at
    assert answers == [Given(answer, offered, "card", later_at, minutes)]
    assert card.shows == ""
    assert not invitations.is_showing


def test_later_today_is_an_instant_and_its_distance(
    invitations: Invitations, card: FakeCard, clock: FakeClock, answers: list[Given]
) -> None:
    invitations.offer()
    card.later_today.emit()
    assert answers[0].answer is Answer.POSTPONED
    assert answers[0].later_at == clock.now().at + timedelta(minutes=answers[0].minutes)
    assert answers[0].minutes > 90


def test_later_today_where_the_day_ended_meanwhile_is_not_now(
    invitations: Invitations, card: FakeCard, clock: FakeClock, answers: list[Given]
) -> None:
    invitations.offer()
    clock.advance(hours=10)
    card.later_today.emit()
    assert [given.answer for given in answers] == [Answer.DECLINED]


def test_a_second_click_is_no_second_answer(
    invitations: Invitations, card: FakeCard, answers: list[Given]
) -> None:
    invitations.offer()
    card.begun.emit()
    card.begun.emit()
    card.expired.emit()
    invitations.decline()
    assert len(answers) == 1


def test_answers_from_elsewhere_count_the_same(
    invitations: Invitations, card: FakeCard, answers: list[Given]
) -> None:
    for act in (invitations.begin, invitations.decline, lambda: invitations.postpone(10)):
        invitations.offer()
        act()
    assert [given.answer for given in answers] == [Answer.BEGUN, Answer.DECLINED, Answer.POSTPONED]
    assert card.shows == ""


# --- notifications ---


def test_a_notification_in_place_of_the_card(
    invitations: Invitations, choices: Choices, card: FakeCard, notifier: FakeNotifier, answers: list[Given]
) -> None:
    choices.choose(REMINDER_WAY, ReminderWay.NOTIFICATION)
    invitations.offer()
    assert card.shows == ""
    assert notifier.offer is not None
    assert notifier.offer.later_minutes == 10
    notifier.postponed.emit(10)
    assert [(given.answer, given.way) for given in answers] == [(Answer.POSTPONED, "notification")]
    assert notifier.offer is None


def test_where_no_notification_comes_up_the_card_takes_over(
    invitations: Invitations, choices: Choices, card: FakeCard, notifier: FakeNotifier, answers: list[Given]
) -> None:
    choices.choose(REMINDER_WAY, ReminderWay.NOTIFICATION)
    invitations.offer()
    notifier.failed.emit(WhyNot.NO_SERVER)
    assert card.shows == "invitation"
    card.declined.emit()
    assert [(given.answer, given.way) for given in answers] == [(Answer.DECLINED, "card")]


def test_a_notification_whose_end_nobody_tells_fades_all_the_same(
    invitations: Invitations, choices: Choices, answers: list[Given]
) -> None:
    choices.choose(REMINDER_WAY, ReminderWay.NOTIFICATION)
    invitations.offer()
    faded(invitations)
    assert [given.answer for given in answers] == [Answer.EXPIRED]


def test_both_and_whichever_is_answered_takes_the_other_along(
    invitations: Invitations, choices: Choices, card: FakeCard, notifier: FakeNotifier, answers: list[Given]
) -> None:
    choices.choose(REMINDER_WAY, ReminderWay.BOTH)
    invitations.offer()
    assert card.shows == "invitation"
    assert notifier.offer is not None
    notifier.begun.emit()
    assert card.shows == ""
    assert notifier.offer is None
    assert [(given.answer, given.way) for given in answers] == [(Answer.BEGUN, "card+notification")]


@pytest.mark.parametrize("end", ["expired", "failed"])
def test_with_both_a_notification_that_goes_early_leaves_the_card(
    invitations: Invitations,
    choices: Choices,
    card: FakeCard,
    notifier: FakeNotifier,
    answers: list[Given],
    end: str,
) -> None:
    choices.choose(REMINDER_WAY, ReminderWay.BOTH)
    invitations.offer()
    if end == "expired":
        notifier.expired.emit()
    else:
        notifier.failed.emit(WhyNot.GONE)
    assert card.shows == "invitation"
    assert answers == []
    card.declined.emit()
    assert [given.answer for given in answers] == [Answer.DECLINED]


# --- only the tray ---


def test_only_the_tray_shows_nothing_and_fades_late(
    invitations: Invitations, choices: Choices, card: FakeCard, notifier: FakeNotifier, answers: list[Given]
) -> None:
    choices.choose(REMINDER_WAY, ReminderWay.TRAY)
    invitations.offer()
    assert invitations.is_showing
    assert card.shows == ""
    assert notifier.offer is None
    assert invitations.findChild(QTimer).interval() == 600_000
    faded(invitations)
    assert [(given.answer, given.way) for given in answers] == [(Answer.EXPIRED, "tray")]


# --- another way is chosen while one shows ---


def test_another_way_takes_over_at_once_and_counts_as_the_same_invitation(
    invitations: Invitations,
    choices: Choices,
    card: FakeCard,
    notifier: FakeNotifier,
    clock: FakeClock,
    answers: list[Given],
) -> None:
    offered = clock.now().stamp()
    invitations.offer()
    clock.advance(5)
    choices.choose(REMINDER_WAY, ReminderWay.NOTIFICATION)
    invitations.show_again()
    assert card.shows == ""
    assert notifier.offer is not None
    assert answers == []
    notifier.declined.emit()
    assert answers == [Given(Answer.DECLINED, offered, "notification")]


def test_another_way_shows_nothing_where_nothing_was_showing(
    invitations: Invitations, choices: Choices, card: FakeCard, notifier: FakeNotifier
) -> None:
    choices.choose(REMINDER_WAY, ReminderWay.BOTH)
    invitations.show_again()
    assert card.shows == ""
    assert notifier.offer is None


# --- only to see ---


@pytest.mark.parametrize("click", ["begun", "declined", "expired"])
def test_one_that_is_only_there_to_be_seen_counts_for_nothing(
    invitations: Invitations, card: FakeCard, answers: list[Given], click: str
) -> None:
    invitations.offer(only_to_see=True)
    assert card.shows == "invitation"
    assert not invitations.is_showing
    getattr(card, click).emit()
    assert card.shows == ""
    assert answers == []


def test_a_real_one_takes_the_place_of_one_to_be_seen_and_never_the_other_way_round(
    invitations: Invitations, card: FakeCard, answers: list[Given]
) -> None:
    invitations.offer(only_to_see=True)
    invitations.offer()
    invitations.offer(only_to_see=True)
    assert invitations.is_showing
    card.declined.emit()
    assert [given.answer for given in answers] == [Answer.DECLINED]


def test_what_an_invitation_looks_like_in_the_tray_can_be_seen(
    invitations: Invitations, choices: Choices, answers: list[Given]
) -> None:
    shown = QSignalSpy(invitations.tried_in_tray)
    choices.choose(REMINDER_WAY, ReminderWay.TRAY)
    invitations.offer(only_to_see=True)
    faded(invitations)
    assert [shown.at(number)[0] for number in range(shown.count())] == [True, False]
    assert answers == []


# --- the question whether fewer would be kinder ---


@pytest.mark.parametrize("fewer", [True, False])
def test_the_question_has_two_answers(
    invitations: Invitations, card: FakeCard, answers: list[Given], fewer: bool
) -> None:
    softened = QSignalSpy(invitations.softened)
    invitations.ask_softening()
    assert card.shows == "question"
    card.softened.emit(fewer)
    assert [softened.at(number) for number in range(softened.count())] == [[fewer]]
    assert card.shows == ""
    assert answers == []


@pytest.mark.parametrize(
    ("act", "kept"),
    [("begin", [Answer.BEGUN]), ("decline", []), ("postpone", [Answer.POSTPONED])],
)
def test_whoever_answers_the_question_from_elsewhere_has_answered_it(
    invitations: Invitations, card: FakeCard, answers: list[Given], act: str, kept: list[Answer]
) -> None:
    softened = QSignalSpy(invitations.softened)
    invitations.ask_softening()
    getattr(invitations, act)(*([10] if act == "postpone" else []))
    assert [softened.at(number) for number in range(softened.count())] == [[False]]
    assert [given.answer for given in answers] == kept
    assert {given.way for given in answers} <= {"card"}
    assert card.shows == ""


# --- closed because of something else ---


def test_closed_as_an_answer_tells_what_to_keep_and_asks_nobody(
    invitations: Invitations, card: FakeCard, clock: FakeClock, answers: list[Given]
) -> None:
    offered = clock.now().stamp()
    invitations.offer()
    assert invitations.close_as(Answer.BEGUN) == Given(Answer.BEGUN, offered, "card")
    assert card.shows == ""
    assert answers == []
    assert invitations.close_as(Answer.BEGUN) is None
    invitations.offer(only_to_see=True)
    assert invitations.close_as(Answer.BEGUN) is None
    assert card.shows == ""


def test_the_card_is_built_once_and_only_when_needed(choices: Choices, clock: FakeClock) -> None:
    built: list[FakeCard] = []

    def build() -> FakeCard:
        built.append(FakeCard())
        return built[-1]

    invitations = Invitations(clock, choices, build, FakeNotifier)
    assert built == []
    invitations.prepare()
    invitations.offer()
    invitations.withdraw()
    assert len(built) == 1


def test_with_fixed_times_later_today_is_offered_in_the_evening_too(
    invitations: Invitations, choices: Choices, card: FakeCard, clock: FakeClock
) -> None:
    choices.choose(RHYTHM_KIND, RhythmKind.FIXED)
    clock.advance(hours=11)
    invitations.offer()
    assert card.offers_later_today


# --- how the morning and the evening are ---


def test_a_check_in_is_one_tap_and_no_invitation_to_pause(
    invitations: Invitations, card: FakeCard, answers: list[Given]
) -> None:
    checked_in = QSignalSpy(invitations.checked_in)
    invitations.ask(DayEdge.BEDTIME)
    assert (card.shows, card.seconds, invitations.asking) == ("bedtime", 45, DayEdge.BEDTIME)
    assert not invitations.is_showing
    card.checked_in.emit(4)
    assert [checked_in.at(number) for number in range(checked_in.count())] == [
        [Mood.ALL_RIGHT, DayEdge.BEDTIME]
    ]
    assert [(each.answer, each.way, each.edge) for each in answers] == [
        (Answer.BEGUN, "bedtime:card", DayEdge.BEDTIME)
    ]
    assert invitations.asking is None
    assert card.shows == "bedtime", "it stays a little, to say thanks"
    card.checked_in.emit(1)
    assert len(answers) == 1


@pytest.mark.parametrize("answer", ["declined", "expired"])
def test_a_check_in_may_be_passed_over(
    invitations: Invitations, card: FakeCard, answers: list[Given], answer: str
) -> None:
    checked_in = QSignalSpy(invitations.checked_in)
    invitations.ask(DayEdge.MORNING)
    getattr(card, answer).emit()
    assert [(each.answer.value, each.way) for each in answers] == [(answer, "morning:card")]
    assert card.shows == ""
    assert checked_in.count() == 0


def test_a_check_in_as_a_notification_opens_today(
    invitations: Invitations, choices: Choices, notifier: FakeNotifier, answers: list[Given]
) -> None:
    choices.choose(REMINDER_WAY, ReminderWay.NOTIFICATION)
    wanted = QSignalSpy(invitations.look_wanted)
    invitations.ask(DayEdge.MORNING)
    assert notifier.offer is not None
    assert notifier.offer.title == "How is this morning, if you like to look?"
    assert notifier.offer.later == ""
    notifier.begun.emit()
    assert wanted.count() == 1
    assert [each.way for each in answers] == ["morning:notification"]


def test_a_check_in_that_no_notification_can_show_comes_as_a_card(
    invitations: Invitations, choices: Choices, card: FakeCard, notifier: FakeNotifier
) -> None:
    choices.choose(REMINDER_WAY, ReminderWay.NOTIFICATION)
    invitations.ask(DayEdge.MORNING)
    notifier.failed.emit(WhyNot.NO_SERVER)
    assert card.shows == "morning"


def test_a_face_in_the_panel_answers_too(
    invitations: Invitations, card: FakeCard, answers: list[Given]
) -> None:
    invitations.answered_elsewhere()
    assert answers == []
    invitations.ask(DayEdge.BEDTIME)
    invitations.answered_elsewhere()
    assert [each.answer for each in answers] == [Answer.BEGUN]
    assert card.shows == ""


def test_another_way_chosen_meanwhile_asks_the_same_there(
    invitations: Invitations, choices: Choices, card: FakeCard, notifier: FakeNotifier
) -> None:
    invitations.ask(DayEdge.BEDTIME)
    choices.choose(REMINDER_WAY, ReminderWay.NOTIFICATION)
    invitations.show_again()
    assert card.shows == ""
    assert notifier.offer is not None
    assert invitations.asking is DayEdge.BEDTIME
