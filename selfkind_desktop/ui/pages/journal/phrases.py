"""The phrases: kind sentences that may come back in pauses."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QTextEdit, QWidget

from selfkind_desktop.domain.journal import Phrase
from selfkind_desktop.domain.moment import Moment
from selfkind_desktop.domain.phrases import LONGEST
from selfkind_desktop.ui.pages.journal.past import PastDialog, Row
from selfkind_desktop.ui.pages.journal.when import short_day
from selfkind_desktop.ui.style import button, label
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.notice import NoticeBar
from selfkind_desktop.ui.widgets.settings_row import SettingsRow
from selfkind_desktop.ui.widgets.switch import Switch

_SAVE_AFTER_MS = 700


class PhrasesDialog(PastDialog):
    """Phrases in a list; one of them to reword, to hold back from pauses, or to remove.

    Args:
        appearance: how things look.
        now: for the day on which one was kept.
        parent: the window it belongs to.

    Signals:
        changed(Phrase): it reads like this now.
        added(): a new one, please; answered with `begin`.
        removed(str): put the phrase with this id into the trash.
        restored(str): take it out again.
    """

    changed = Signal(object)
    added = Signal()
    removed = Signal(str)
    restored = Signal(str)

    def __init__(self, appearance: Appearance, now: Moment, parent: QWidget | None = None) -> None:
        super().__init__(
            appearance,
            self.tr("Phrases"),
            self.tr("Sentences that are kind to you. Pauses may show them among their words."),
            (self.tr("Phrases"), self.tr("The phrase")),
            parent,
        )
        self.setObjectName("phrases-dialog")
        self._now = now
        self._phrases: dict[str, Phrase] = {}
        self._shown = ""
        self._removed = ""
        self._soon = QTimer(self, singleShot=True, interval=_SAVE_AFTER_MS)
        self._soon.timeout.connect(self.flush)
        self.reading.hide()
        self._make_fields(appearance)
        self._make_foot(appearance)
        self.picked.connect(self._show)

    def _make_fields(self, appearance: Appearance) -> None:
        self.words = QTextEdit()
        self.words.setAcceptRichText(False)
        self.words.setTabChangesFocus(True)
        self.words.setAccessibleName(self.tr("The phrase"))
        self.words.setMaximumHeight(appearance.px(140))
        self.words.textChanged.connect(self._typed)
        self._hint = label(role="small")
        self._in_pauses = Switch(appearance, self.tr("May appear in pauses"))
        self._in_pauses.toggled.connect(self._switched)
        self.card.body.addWidget(self.words, 1)
        self.card.body.addWidget(self._hint)
        self.card.body.addWidget(SettingsRow(self.tr("May appear in pauses"), "", self._in_pauses))
        self.card.body.addStretch(1)

    def _make_foot(self, appearance: Appearance) -> None:
        self.notice = NoticeBar(appearance, tone="sand")
        self.notice.acted.connect(self._take_back)
        self.body.insertWidget(2, self.notice)
        add = button(self.tr("Add a phrase"), "main")
        add.clicked.connect(self.added)
        self._remove = button(self.tr("Remove it"))
        self._remove.clicked.connect(self._remove_shown)
        close = button(self.tr("Close"), "quiet")
        close.clicked.connect(self.reject)
        for each in (add, self._remove, close):
            self.foot.addWidget(each)

    def show_phrases(self, phrases: Sequence[Phrase]) -> None:
        """List these, newest first."""
        self._phrases = {phrase.id: phrase for phrase in phrases}
        self._list()

    def begin(self, phrase: Phrase) -> None:
        """Write a new one. It is kept once it has a word."""
        self.flush()
        self._phrases = {phrase.id: phrase, **self._phrases}
        self._list()
        self.rows.setCurrentRow(0)
        self.words.setFocus()

    def flush(self) -> None:
        """Tell at once what was typed last."""
        self._soon.stop()
        phrase = self._phrases.get(self._shown)
        text = " ".join(self.words.toPlainText().split())
        if phrase is not None and text and text != phrase.text and len(text) <= LONGEST:
            self._take(replace(phrase, text=text))

    def _take(self, phrase: Phrase) -> None:
        self._phrases[phrase.id] = phrase
        row = list(self._phrases).index(phrase.id)
        self.rows.item(row).setText("\n".join(self._row(phrase)[1:]))
        self.changed.emit(phrase)

    def _list(self) -> None:
        rows = [Row(*self._row(phrase)) for phrase in self._phrases.values()]
        self.show_rows(
            rows, self.tr("None yet. In an entry, mark a kind sentence with Ctrl+Shift+P, or add one here.")
        )

    def _row(self, phrase: Phrase) -> tuple[str, str, str]:
        day = short_day(phrase.stamp.day, self._now.day())
        detail = day if phrase.in_pauses else self.tr("{day} · not in pauses").format(day=day)
        return phrase.id, phrase.text or self.tr("A new phrase"), detail

    def _show(self, key: str) -> None:
        if key != self._shown:
            self.flush()
        phrase = self._phrases.get(key)
        self._remove.setVisible(phrase is not None)
        if phrase is None:
            self._shown = ""
            return
        if key == self._shown:
            return
        self._shown = key
        self.say("")
        self.words.blockSignals(True)
        self.words.setPlainText(phrase.text)
        self.words.blockSignals(False)
        self._in_pauses.setChecked(phrase.in_pauses)
        self._tell_length()

    def _typed(self) -> None:
        self._tell_length()
        self._soon.start()

    def _tell_length(self) -> None:
        over = len(self.words.toPlainText()) - LONGEST
        self._hint.setText(
            self.tr("A little long for a pause: {over} characters too many.").format(over=over)
            if over > 0
            else ""
        )
        self._hint.setVisible(over > 0)

    def _switched(self, is_on: bool) -> None:
        self.flush()
        phrase = self._phrases.get(self._shown)
        if phrase is not None and phrase.in_pauses != is_on:
            self._take(replace(phrase, in_pauses=is_on))

    def _remove_shown(self) -> None:
        self.flush()
        self._removed = self._shown
        self._phrases.pop(self._shown, None)
        self._shown = ""
        self._list()
        self.notice.set_notice(self.tr("The phrase is gone from here."), self.tr("Undo"))
        self.rows.setFocus()
        self.removed.emit(self._removed)

    def _take_back(self) -> None:
        self.notice.set_notice("")
        self.restored.emit(self._removed)

    def closeEvent(self, event: QCloseEvent) -> None:
        """What was typed is kept."""
        self.flush()
        super().closeEvent(event)

    def done(self, result: int) -> None:
        """What was typed is kept."""
        self.flush()
        super().done(result)
