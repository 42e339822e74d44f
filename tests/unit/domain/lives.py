"""One life with the schedule, which watches over every promise that is made about invitations."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from selfkind_desktop.domain import check_ins, schedule
from selfkind_desktop.domain.check_ins import DayEdge
from selfkind_desktop.domain.moment import Moment
from selfkind_desktop.domain.records import Answer
from selfkind_desktop.domain.rhythm import Rhythm, RhythmKind
from selfkind_desktop.domain.schedule import Hold, LetGo, Offer, Quiet, State, Wait, decide
from selfkind_desktop.domain.surroundings import HoldReason, Surroundings
from selfkind_desktop.storage import state_file


@dataclass
class Life:
    """Plays one history and watches over the promises."""

    rhythm: Rhythm
    at: datetime
    zone: ZoneInfo
    state: State = field(default_factory=lambda: State(seed=7))
    around: Surroundings = field(default_factory=Surroundings)
    last_offer: datetime | None = None
    arrived_at: datetime | None = None
    let_go: LetGo | None = None
    clock_was_set: bool = False
    asked: dict[DayEdge, Moment] = field(default_factory=dict)
    last_asked: datetime | None = None
    closed: dict[str, bool] = field(default_factory=dict)

    @property
    def moment(self) -> Moment:
        return Moment(self.at, self.zone)

    def decide(self) -> schedule.Decision:
        before = self.state
        self.around = replace(self.around, arrived_at=self.arrived_at)
        verdict = decide(self.rhythm, before, self.moment, self.around)
        self.state, self.let_go = verdict.state, verdict.let_go
        self.check_survives_a_restart(before)
        self.check_next(verdict.decision)
        if isinstance(verdict.decision, Offer):
            self.check_offer(verdict.decision, before)
        return verdict.decision

    def check_survives_a_restart(self, before: State) -> None:
        """Nothing is lost in the file; what is equal is decided on equally, as `on_restart` sees."""
        if before != self.state:
            assert state_file.from_bytes(state_file.to_bytes(before)) == before

    def check_next(self, decision: schedule.Decision) -> None:
        """There is always a next one, after now, within the promised time; or nothing is ever allowed."""
        if isinstance(decision, Wait) and not decision.quiet:
            assert decision.until is None or decision.until > self.at
            next_at = self.state.next_at
            if next_at is None:
                assert self.never_allows()
            else:
                assert next_at > self.at
                assert next_at <= self.home_again() + timedelta(days=10), "long after the promised time"
            self.check_next_check_in(decision.until)
        if isinstance(decision, Hold):
            assert decision.due <= self.at < decision.until
            assert self.around.reasons(typing_lull=4, away_after=300)

    def home_again(self) -> datetime:
        """Now, or the end of the vacation."""
        if self.rhythm.back_on is None:
            return self.at
        return max(self.at, datetime.combine(self.rhythm.back_on, time.min, self.zone).astimezone(UTC))

    def check_next_check_in(self, until: datetime | None) -> None:
        """Where a check-in is chosen, it is looked at again within the day after the next."""
        some_time = self.rhythm.bedtime is not None and self.rhythm.quiet_hours is None
        soon = self.home_again() + timedelta(days=2, hours=2)
        assert not some_time or (until is not None and until <= soon)

    def never_allows(self) -> bool:
        if self.rhythm.kind is RhythmKind.FIXED:
            return self.rhythm.next_slot(self.at, self.zone, self.state.seed) is None
        if not any(self.rhythm.week):
            return True
        # A week says it all, so it is looked through once in each zone and not at every decision.
        if self.zone.key not in self.closed:
            self.closed[self.zone.key] = not self.ever_allows()
        return self.closed[self.zone.key]

    def ever_allows(self) -> bool:
        last = self.at + timedelta(days=9)
        days = (self.moment.local.date() + timedelta(days=number) for number in range(-1, 11))
        return any(
            start < last and end > self.at
            for day in days
            for start, end in self.rhythm.stretches(day, self.zone)
        )

    def check_offer(self, offer: Offer, before: State) -> None:
        assert before.quiet is None or (before.quiet.until is not None and self.at >= before.quiet.until)
        assert not self.around.reasons(typing_lull=4, away_after=300), "in a moment that does not suit"
        assert timedelta() <= self.at - offer.due < schedule.HOLD_FOR, "long past or not yet due"
        if offer.edge is not None:
            self.check_asked(offer.edge, before)
            return
        assert self.rhythm.allows(self.at, self.zone), "outside the person's hours"
        if self.last_asked is not None:
            assert self.at - self.last_asked >= check_ins.gap(self.rhythm), "in a burst with a check-in"
        if self.last_offer is not None and not before.postponed and not self.clock_was_set:
            gap = self.rhythm.least_gap(self.last_offer, self.zone)
            # Travel and a clock change move the hours themselves; a minute covers what rounding does.
            assert self.at - self.last_offer >= min(gap, timedelta(minutes=1)) - timedelta(seconds=1)
            if self.zone.key == before.zone:
                assert self.at - self.last_offer >= gap - timedelta(seconds=1), "too soon after the last one"
        self.last_offer = self.at
        self.clock_was_set = False

    def check_asked(self, edge: DayEdge, before: State) -> None:
        local, quiet = self.moment.local, self.rhythm.quiet_hours
        assert quiet is None or local.time() not in quiet, "in quiet hours"
        opening = check_ins.open_now(self.rhythm, before.edges, self.moment)
        assert opening is not None
        if edge is DayEdge.MORNING:
            assert self.rhythm.morning is not None
            assert local.time() in self.rhythm.morning, "outside the morning that was chosen"
            if self.around.idle_seconds is None:
                assert self.arrived_at is not None, "where nobody is known to be"
                assert self.arrived_at >= opening.start - timedelta(minutes=30), "long after somebody came"
        else:
            assert self.rhythm.bedtime is not None
            days = (local.date(), local.date() - timedelta(days=1))
            dues = [datetime.combine(day, self.rhythm.bedtime, self.zone).astimezone(UTC) for day in days]
            assert any(timedelta() <= self.at - due < schedule.HOLD_FOR for due in dues), "not at bedtime"
        last = self.asked.get(edge)
        if last is not None:
            assert self.at - last.at >= timedelta(hours=12), "twice a day"
            if last.zone.key == self.zone.key:
                # Bedtime just before the day starts anew may be held into it.
                early = timedelta(minutes=30) if edge is DayEdge.BEDTIME else timedelta()
                assert Moment(self.at - early, self.zone).day() > Moment(last.at - early, last.zone).day()
        if self.last_offer is not None and not self.clock_was_set:
            assert self.at - self.last_offer >= check_ins.gap(self.rhythm), "in a burst with a pause"
        self.asked[edge] = self.moment
        self.last_asked = self.at

    def live(self, name: str, value: object) -> None:
        getattr(self, "on_" + name.replace("-", "_"))(value)

    def on_timer(self, late: int) -> None:
        decision = self.decide()
        if isinstance(decision, Wait) and decision.until is not None:
            self.at = max(self.at, decision.until) + timedelta(seconds=late)
            self.decide()

    def on_hold(self, seconds: int) -> None:
        self.around = Surroundings(interruptions=frozenset({HoldReason.DO_NOT_DISTURB}))
        self.on_timer(0)
        self.at += timedelta(seconds=seconds)
        self.around = Surroundings()
        self.decide()

    def on_pass(self, seconds: int) -> None:
        self.at += timedelta(seconds=seconds)
        self.decide()

    def on_sleep(self, seconds: int) -> None:
        self.arrived_at = self.at + timedelta(seconds=seconds)
        self.on_pass(seconds)

    def on_set_clock(self, seconds: int) -> None:
        self.at += timedelta(seconds=seconds)
        self.clock_was_set = True
        self.asked.clear()
        self.last_asked = None
        self.decide()

    def on_travel(self, zone: str) -> None:
        self.zone = ZoneInfo(zone)
        self.decide()

    def on_look(self, around: Surroundings) -> None:
        self.around = around
        self.decide()

    def on_answer(self, how: str) -> None:
        if self.state.offered_at is None:
            return
        if how.isdigit():
            if int(how) in schedule.postponements(self.rhythm, self.moment):
                later = self.moment.later(minutes=int(how)).at
                self.state = schedule.answered(self.rhythm, self.state, Answer.POSTPONED, self.moment, later)
        elif how == "later":
            later_today = schedule.later_today(self.rhythm, self.moment)
            if later_today is not None:
                assert self.at < later_today
                assert self.rhythm.allows(later_today, self.zone)
                self.state = schedule.answered(
                    self.rhythm, self.state, Answer.POSTPONED, self.moment, later_today
                )
        else:
            self.state = schedule.answered(self.rhythm, self.state, Answer(how), self.moment)
        self.decide()

    def on_pause(self, seconds: int) -> None:
        self.at += timedelta(seconds=seconds)
        self.state = schedule.paused(self.rhythm, self.state, self.moment)
        # A pause of one's own counts: the next invitation keeps its distance from it too.
        self.last_offer = self.at
        self.clock_was_set = False
        self.decide()

    def on_quiet(self, minutes: int | None) -> None:
        quiet = (
            None
            if minutes == 0
            else Quiet()
            if minutes is None
            else Quiet(self.moment.later(minutes=minutes).at)
        )
        self.state = schedule.kept_quiet(self.rhythm, self.state, self.moment, quiet)
        self.decide()

    def on_restart(self, _: None) -> None:
        self.arrived_at = self.at
        kept = state_file.from_bytes(state_file.to_bytes(self.state))
        look = (self.moment, self.around)
        assert decide(self.rhythm, kept, *look) == decide(self.rhythm, self.state, *look)
        self.state = schedule.awakened(self.rhythm, kept, self.moment)
        self.decide()
