"""What lies in the trash: look, put back, or let it go now."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from selfkind_desktop.domain.forms import Form
from selfkind_desktop.domain.journal import KEPT_IN_TRASH, EntryKind, Thrown
from selfkind_desktop.domain.moment import Moment
from selfkind_desktop.ui.pages.journal.passages import passages
from selfkind_desktop.ui.pages.journal.past import PastDialog, Row
from selfkind_desktop.ui.pages.journal.text import title_and_excerpt
from selfkind_desktop.ui.pages.journal.when import short_day
from selfkind_desktop.ui.style import button, label
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.announce import announce


class TrashDialog(PastDialog):
    """Entries in the trash.

    Args:
        appearance: how things look.
        forms: the guided forms.
        now: for the day on which something leaves.
        parent: the window it belongs to.

    Signals:
        back_wanted(str): put the entry with this id back.
        emptied(): let go of everything that is listed, for good.
    """

    back_wanted = Signal(str)
    emptied = Signal()

    def __init__(
        self,
        appearance: Appearance,
        forms: Mapping[EntryKind, Form],
        now: Moment,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            appearance,
            self.tr("Trash"),
            self.tr("Entries stay here for {days} days. Then they are gone.").format(days=KEPT_IN_TRASH.days),
            (self.tr("Entries in the trash"), self.tr("What it says")),
            parent,
        )
        self.setObjectName("trash-dialog")
        self._forms, self._now = forms, now
        self._thrown: dict[str, Thrown] = {}
        self._warning = label()
        self._back = button(self.tr("Put it back"), "main")
        self._empty = button(self.tr("Empty the trash…"))
        self._for_good = button(self.tr("Let them go for good"))
        self._keep = button(self.tr("Keep them"), "main")
        self._close = button(self.tr("Close"), "quiet")
        for each in (self._warning, self._back, self._keep, self._for_good, self._empty, self._close):
            self.foot.addWidget(each)
        self._back.clicked.connect(lambda: self.back_wanted.emit(self.key))
        self._empty.clicked.connect(lambda: self._ask(True))
        self._keep.clicked.connect(lambda: self._ask(False))
        self._for_good.clicked.connect(self.emptied)
        self._close.clicked.connect(self.reject)
        self.picked.connect(self._show)
        self._ask(False)

    def show_thrown(self, thrown: Sequence[Thrown]) -> None:
        """List these, the last that came there first."""
        self._thrown = {each.entry.id: each for each in thrown}
        rows = [Row(each.entry.id, self._title(each), self._leaves(each)) for each in thrown]
        self.show_rows(rows, self.tr("The trash is empty."))
        self._ask(False)

    def _title(self, thrown: Thrown) -> str:
        title, excerpt = title_and_excerpt(thrown.entry)
        return title or excerpt or self.tr("An empty page")

    def _leaves(self, thrown: Thrown) -> str:
        today = self._now.day()
        day = max(today, Moment(thrown.since + KEPT_IN_TRASH, self._now.zone).day())
        return self.tr("Leaves: {day}").format(day=short_day(day, today))

    def _show(self, key: str) -> None:
        thrown = self._thrown.get(key)
        if thrown is None:
            return
        entry = thrown.entry
        written = short_day(entry.stamp.day, self._now.day())
        self.say(self.tr("Written: {day}").format(day=written))
        self.reading.show_passages(passages(entry, self._forms.get(entry.kind)))

    def _ask(self, asks: bool) -> None:
        """Whether it really is to be empty; the person may have pressed in passing."""
        count = len(self._thrown)
        self._warning.setText(
            self.tr("This entry, its earlier words and its pictures will be gone for good.")
            if count == 1
            else self.tr(
                "These {count} entries, with their earlier words and pictures, will be gone for good."
            ).format(count=count)
        )
        for each in (self._warning, self._keep, self._for_good):
            each.setVisible(asks)
        self._for_good.setText(
            self.tr("Let it go for good") if count == 1 else self.tr("Let them go for good")
        )
        self._keep.setText(self.tr("Keep it") if count == 1 else self.tr("Keep them"))
        self._back.setVisible(bool(count) and not asks)
        self._empty.setVisible(bool(count) and not asks)
        self._close.setVisible(not asks)
        self.rows.setEnabled(not asks)
        if asks:
            self._keep.setFocus()
            announce(self._warning, self._warning.text())
        elif self.isVisible():
            (self.rows if count else self._close).setFocus()
