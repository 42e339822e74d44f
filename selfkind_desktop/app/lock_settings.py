"""The section of Settings that says when the journal locks, kept true."""

from PySide6.QtCore import QObject

from selfkind_desktop.app.choices import Choices
from selfkind_desktop.app.locking import Locking
from selfkind_desktop.desktop.lookout import Lookout
from selfkind_desktop.domain.settings import BY_KEY
from selfkind_desktop.domain.surroundings import Sense
from selfkind_desktop.ui.pages.settings.lock import LockSection
from selfkind_desktop.ui.theme import Appearance

_ROUGH = "Wayland"
"""The way to see the idle time that only tells of absences."""


class LockSettings(QObject):
    """Connects the section with whoever acts on it; it lives as long as the section."""

    def __init__(self, appearance: Appearance, choices: Choices, locking: Locking, lookout: Lookout) -> None:
        self.section = LockSection(appearance)
        super().__init__(self.section)
        self._choices = choices
        self._locking = locking
        self._lookout = lookout
        self.section.bindings.chosen.connect(lambda key, value: choices.choose(BY_KEY[key], value))
        self.section.lock_requested.connect(locking.lock)
        choices.changed.connect(self._show_choices)
        locking.changed.connect(self._show_can_lock)
        lookout.checked.connect(self._show_desktop)
        locking.look()
        self._show_choices()
        self._show_can_lock()

    def _show_choices(self, _keys: frozenset[str] = frozenset()) -> None:
        self.section.bindings.show_settings(self._choices.settings)

    def _show_can_lock(self) -> None:
        self.section.show_can_lock(self._locking.can_lock)

    def _show_desktop(self) -> None:
        ways = {sighting.sense: sighting.way for sighting in self._lookout.sightings}
        self.section.show_desktop(
            idle=ways.get(Sense.IDLE) is not None,
            roughly=ways.get(Sense.IDLE) == _ROUGH,
            session=ways.get(Sense.LOCK) is not None,
        )
