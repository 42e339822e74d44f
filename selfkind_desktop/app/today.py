"""Fills the page of today and does what is asked there."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from selfkind_desktop import assets
from selfkind_desktop.app.choices import Choices
from selfkind_desktop.app.ids import new_id
from selfkind_desktop.app.keeper import Keeper
from selfkind_desktop.app.put_off import PutOff
from selfkind_desktop.domain.content import load_emotions, load_today
from selfkind_desktop.domain.journal import Entry
from selfkind_desktop.domain.moment import Clock, Moment
from selfkind_desktop.domain.on_this_day import chosen, same_days
from selfkind_desktop.domain.practice import Practice
from selfkind_desktop.domain.records import CheckIn, Mood, Place
from selfkind_desktop.domain.settings import JOURNAL_ON_THIS_DAY
from selfkind_desktop.storage.errors import StorageError
from selfkind_desktop.ui.pages.today.page import TodayPage
from selfkind_desktop.ui.pages.values import NextPause, TakenPause, TodayRecords
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.trouble import sentence_of

if TYPE_CHECKING:
    from selfkind_desktop.storage.store import Store

_AWAY = timedelta(days=14)
"""After so long without anything the greeting says welcome back."""

_CURRENT = timedelta(minutes=30)
"""A check-in shows its face for so long; after that the faces are fresh."""


class TodayPlace(QObject):
    """The page of today with its records.

    Args:
        appearance: how things look.
        clock: the time.
        keeper: where the records are.
        practices: what can be practiced.
        next_pause: how things stand now.
        choices: whether an entry of this day in another year may be shown.
        put_off: whether it was not wanted today.
    """

    def __init__(
        self,
        appearance: Appearance,
        clock: Clock,
        keeper: Keeper,
        practices: tuple[Practice, ...],
        next_pause: Callable[[], NextPause],
        choices: Choices,
        put_off: PutOff,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._keeper = keeper
        self._titles = {practice.key: practice.title for practice in practices}
        self._next_pause = next_pause
        self._choices = choices
        self._put_off = put_off
        folder = assets.path("content", "en")
        self.page = TodayPage(
            appearance,
            clock,
            load_today(folder / "today.toml"),
            load_emotions(folder / "emotions.toml"),
            self._titles,
        )
        self.page.checked_in.connect(self._check_in)
        self.page.check_in_words_changed.connect(self._reword)
        self.page.this_day_put_away.connect(lambda: put_off.put_off(clock.now().day()))
        self.page.undo_requested.connect(
            lambda record: keeper.keep(lambda store: store.check_ins.delete(record))
        )

    def refresh(self) -> None:
        """Show what is true now."""
        self.show_outlook()
        moment = self._clock.now()
        looks_back = self._choices[JOURNAL_ON_THIS_DAY] and not self._put_off.is_on(moment.day())

        def read(store: "Store") -> TodayRecords:
            records = _records(store, moment, self._titles)
            return replace(records, came_back=_came_back(store, records.today) if looks_back else None)

        self._keeper.ask(read, self.page.show_records, self.page)

    def show_outlook(self) -> None:
        """Show how things stand with the next pause."""
        self.page.show_next_pause(self._next_pause())

    def show_trouble(self, trouble: StorageError | None) -> None:
        """Say why the records cannot be shown, or show them again."""
        if trouble is not None:
            self.page.show_unavailable(sentence_of(trouble))
        # What cannot be written can often be read.
        self.refresh()

    def _check_in(self, mood: Mood, words: tuple[str, ...]) -> None:
        check_in = CheckIn(new_id(), self._clock.now().stamp(), Mood(mood), Place.TODAY, words)
        self._keeper.keep(lambda store: store.check_ins.add(check_in))

    def _reword(self, record: str, words: tuple[str, ...]) -> None:
        self._keeper.keep(lambda store: store.check_ins.reword(record, words))


def _records(store: "Store", moment: Moment, titles: dict[str, str]) -> TodayRecords:
    """What the store says about today; called in the worker."""
    today = moment.day()
    check_ins = store.check_ins.on_days(today, today)
    pauses = store.pauses.on_days(today, today)
    happened: list[CheckIn | TakenPause] = [one for one in check_ins if one.pause is None]
    happened += [TakenPause(pause, titles.get(pause.practice, pause.practice)) for pause in pauses]
    latest = check_ins[-1] if check_ins else None
    shows = latest is not None and latest.pause is None and moment.at - latest.stamp.at < _CURRENT
    last_day = _last_day_before(store, today)
    return TodayRecords(
        today=today,
        current=latest if shows else None,
        kind_days=frozenset(store.kind_days(today - timedelta(days=6), today)),
        happened=tuple(sorted(happened, key=lambda one: one.stamp.at)),
        first_time=last_day is None and not happened,
        returning=last_day is not None and not happened and today - last_day >= _AWAY,
        letters=tuple(letter.id for letter in store.letters.arrived() if letter.opened is None),
    )


def _came_back(store: "Store", today: date) -> Entry | None:
    return chosen(store.entries.came_back(same_days(today)), today)


def _last_day_before(store: "Store", today: date) -> date | None:
    newest = (
        record
        for collection in (store.pauses, store.entries, store.check_ins)
        for record in collection.newest(8)
        if record.stamp.day < today
    )
    return max((record.stamp.day for record in newest), default=None)
