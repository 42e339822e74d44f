"""What an entry said before: look, compare with now, bring back."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from selfkind_desktop.domain.forms import Form
from selfkind_desktop.domain.journal import Entry, Revision
from selfkind_desktop.domain.moment import Moment
from selfkind_desktop.ui.pages.journal.passages import differing, in_words
from selfkind_desktop.ui.pages.journal.past import PastDialog, Row
from selfkind_desktop.ui.pages.journal.text import count_words
from selfkind_desktop.ui.pages.journal.when import day_and_time
from selfkind_desktop.ui.style import button
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.announce import announce


class HistoryDialog(PastDialog):
    """Revisions of one entry.

    Args:
        appearance: how things look.
        entry: as it is now.
        form: its form, if it has one.
        now: for "Yesterday".
        parent: the window it belongs to.

    Signals:
        wanted(str): bring back the words of the revision with this id.
    """

    wanted = Signal(str)

    def __init__(
        self,
        appearance: Appearance,
        entry: Entry,
        form: Form | None,
        now: Moment,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            appearance,
            self.tr("Earlier words"),
            self.tr("What this entry said before. Looking changes nothing."),
            (self.tr("When the words were kept"), self.tr("Compared with now")),
            parent,
        )
        self.setObjectName("history-dialog")
        self._entry, self._form, self._now = entry, form, now
        self._revisions: dict[str, Revision] = {}
        self._bring = button(self.tr("Bring these words back"), "main")
        self._bring.clicked.connect(lambda: self.wanted.emit(self.key))
        close = button(self.tr("Close"), "quiet")
        close.clicked.connect(self.reject)
        self.foot.addWidget(self._bring)
        self.foot.addWidget(close)
        self.picked.connect(self._show)

    def show_revisions(self, revisions: Sequence[Revision]) -> None:
        """List these, newest first."""
        self._revisions = {revision.id: revision for revision in revisions}
        rows = [Row(each.id, day_and_time(each.at, self._now), self._detail(each)) for each in revisions]
        self.show_rows(
            rows,
            self.tr("Nothing earlier yet. When you change what you wrote, the words before are kept here."),
        )

    def _detail(self, revision: Revision) -> str:
        texts = (revision.text, *(part.text for part in revision.parts))
        count = sum(count_words(text) for text in texts)
        return self.tr("1 word") if count == 1 else self.tr("{count} words").format(count=count)

    def _show(self, key: str) -> None:
        revision = self._revisions.get(key)
        self._bring.setVisible(revision is not None)
        if revision is None:
            return
        shown = differing(revision, self._entry, self._form)
        self.reading.show_passages(shown)
        self.say(in_words(shown))
        announce(self.told, self.told.text())
