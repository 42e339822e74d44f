"""The one place where controls and settings meet: out go choices, in come values, and neither echoes."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from selfkind_desktop.domain.settings import Setting, Settings
from selfkind_desktop.ui.widgets.chip import Segmented
from selfkind_desktop.ui.widgets.fields import ComboBox, SpinBox
from selfkind_desktop.ui.widgets.switch import Switch

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


class Bindings(QObject):
    """Connects controls with settings.

    Signals:
        chosen(str, object): the person chose this value for the setting with this key.
        shown(): other values are shown now.
    """

    chosen = Signal(str, object)
    shown = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = Settings()
        self._showing = False
        self._shows: list[Callable[[Settings], None]] = []

    @property
    def settings(self) -> Settings:
        """The values that are shown."""
        return self._settings

    def show_settings(self, settings: Settings) -> None:
        """Show these values; nothing is emitted but `shown`."""
        self._settings = settings
        self._showing = True
        try:
            for show in self._shows:
                show(settings)
        finally:
            self._showing = False
        self.shown.emit()

    def choose(self, setting: Setting[T], value: T) -> None:
        """The person chose; the same value again is no choice, nor is what a control says while it is set."""
        if self._showing or self._settings[setting] == value:
            return
        self._settings = self._settings.having(setting, value)
        self.chosen.emit(setting.key, value)
        self.shown.emit()

    def on_show(self, show: Callable[[Settings], None]) -> None:
        """Call this whenever values are to be shown, and once now."""
        self._shows.append(show)
        showing, self._showing = self._showing, True
        show(self._settings)
        self._showing = showing

    # The usual controls

    def switch(self, setting: Setting[bool], switch: Switch) -> None:
        """A switch for yes or no."""
        switch.toggled.connect(lambda on: self.choose(setting, on))
        self._show_with(setting, switch.setChecked)

    def number(self, setting: Setting[int], box: SpinBox) -> None:
        """A field for a number; a number counts once it is typed to its end."""
        box.setKeyboardTracking(False)
        box.valueChanged.connect(lambda value: self.choose(setting, value))
        self._show_with(setting, box.setValue)

    def words(self, setting: Setting[E], row: Segmented) -> None:
        """A few choices side by side; their keys are the values of the enum."""
        kind = type(setting.default)
        row.chosen.connect(lambda key: self.choose(setting, kind(key)))
        self._show_with(setting, lambda value: row.set_value(value.value))

    def numbers(self, setting: Setting[int], row: Segmented) -> None:
        """A few numbers side by side; their keys are the numbers as text."""
        row.chosen.connect(lambda key: self.choose(setting, int(key)))
        self._show_with(setting, lambda value: row.set_value(str(value)))

    def one_of(self, setting: Setting[str], box: ComboBox) -> None:
        """A list whose data are the values; a value that is not in it is shown as the first."""
        box.activated.connect(lambda _index: self.choose(setting, str(box.currentData())))
        self._show_with(setting, lambda value: box.setCurrentIndex(max(0, box.findData(value))))

    def _show_with(self, setting: Setting[T], show: Callable[[T], Any]) -> None:
        self.on_show(lambda settings: show(settings[setting]))
