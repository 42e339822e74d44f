"""What was found in a file, and how the person wants it brought in."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from selfkind_desktop.ui.importing.mapping import MoodChoice, TagChoices
from selfkind_desktop.ui.importing.missed import MissedList
from selfkind_desktop.ui.importing.values import Preview, Wishes
from selfkind_desktop.ui.importing.words import (
    day_in_words,
    days_in_words,
    entries_in_words,
    heading_of,
    known_in_words,
    media_in_words,
    note_in_words,
)
from selfkind_desktop.ui.style import label
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.card import Card
from selfkind_desktop.ui.widgets.chip import Segmented
from selfkind_desktop.ui.widgets.fields import ComboBox


class PreviewPane(QWidget):
    """Counts, first entries, moods, tags, zone, and what has no place here; nothing is kept yet.

    Args:
        appearance: how things look.
        preview: what was found.
    """

    def __init__(self, appearance: Appearance, preview: Preview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._preview = preview
        self._moods: list[MoodChoice] = []
        self._tags: TagChoices | None = None
        self._zone: ComboBox | None = None
        self._both: Segmented | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)
        self._add_found()
        self._add_differing()
        if preview.zone:
            self._add_zone(preview.zones)
        if preview.moods:
            self._add_moods()
        if preview.tags:
            self._add_tags()
        self._add_rest()
        self._column.addStretch(1)

    @property
    def wishes(self) -> Wishes:
        """How the person wants it."""
        return Wishes(
            {mood.name: mood.value for mood in self._moods},
            self._tags.value if self._tags is not None else {},
            self._zone.currentText() if self._zone is not None else "",
            self._both is not None and self._both.value == "both",
        )

    def _card(self, title: str, hint: str = "") -> QVBoxLayout:
        card = Card()
        card.body.addWidget(label(title, "eyebrow"))
        if hint:
            card.body.addWidget(label(hint, "small"))
        self._column.addWidget(card)
        return card.body

    def _add_found(self) -> None:
        preview = self._preview
        card = Card("sage" if preview.has_something else "sand")
        card.body.addWidget(label(heading_of(preview), "heading"))
        if days := days_in_words(preview.first, preview.last):
            card.body.addWidget(label(days, "muted"))
        if preview.media:
            with_them = self.tr("With {media}.").format(media=media_in_words(preview.media))
            card.body.addWidget(label(with_them, "muted"))
        if preview.known:
            card.body.addWidget(label(known_in_words(preview.known), "muted"))
        self._column.addWidget(card)
        if preview.glimpses:
            body = self._card(self.tr("How it begins"))
            for glimpse in preview.glimpses:
                title = glimpse.title or self.tr("(without words)")
                text = self.tr("{day} · {title}").format(day=day_in_words(glimpse.day), title=title)
                body.addWidget(label(text))

    def _add_differing(self) -> None:
        if not self._preview.differing:
            return
        count = entries_in_words(self._preview.differing)
        body = self._card(
            self.tr("Here already, with other words"),
            self.tr("{entries} read differently there. Nothing is ever merged.").format(entries=count),
        )
        self._both = Segmented(
            [("mine", self.tr("Keep what is here")), ("both", self.tr("Keep both"))],
            name=self.tr("Here already, with other words"),
        )
        body.addWidget(self._both)

    def _add_zone(self, zones: Sequence[str]) -> None:
        body = self._card(
            self.tr("Time zone"),
            self.tr("This file does not say where you were. Each entry stays on its day and at its hour."),
        )
        self._zone = ComboBox()
        self._zone.setAccessibleName(self.tr("Time zone"))
        self._zone.addItems(list(zones) or [self._preview.zone])
        self._zone.setCurrentText(self._preview.zone)
        body.addWidget(self._zone)

    def _add_moods(self) -> None:
        body = self._card(
            self.tr("Moods"),
            self.tr("Which of these five comes nearest? A mood that is left out is only that."),
        )
        for mood in self._preview.moods:
            choice = MoodChoice(self._appearance, mood)
            self._moods.append(choice)
            body.addWidget(choice)

    def _add_tags(self) -> None:
        body = self._card(self.tr("Tags"), self.tr("Untick what you don’t need; rename what you like."))
        self._tags = TagChoices(self._appearance, self._preview.tags)
        body.addWidget(self._tags)

    def _add_rest(self) -> None:
        preview = self._preview
        if preview.notes:
            body = self._card(self.tr("What has no place here"))
            for note in preview.notes:
                body.addWidget(label(note_in_words(note)))
        if preview.missed:
            body = self._card(self.tr("What cannot be read"), self.tr("Everything else comes in without it."))
            body.addWidget(MissedList(self._appearance, preview.missed))
