"""The person's choices while the program runs: one place that reads, changes, keeps and announces them."""

from collections.abc import Mapping
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from selfkind_desktop.domain.settings import BY_KEY, Setting, Settings
from selfkind_desktop.storage.config_file import ConfigFile

T = TypeVar("T")


class Choices(QObject):
    """Settings that take effect at once.

    Signals:
        changed(frozenset[str]): the keys whose value changed.
        not_kept(OSError): a change holds for now, but could not be written to the disk.
    """

    changed = Signal(object)
    not_kept = Signal(object)

    def __init__(self, file: ConfigFile, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = file
        self._settings = settings

    @property
    def settings(self) -> Settings:
        """All values in force."""
        return self._settings

    def __getitem__(self, setting: Setting[T]) -> T:
        """The value in force for one setting."""
        return self._settings[setting]

    def choose(self, setting: Setting[T], value: T) -> bool:
        """Make one choice, keep it and tell everyone.

        Returns:
            Whether it is on the disk; it holds in any case.
        """
        return self.choose_all({setting.key: value})

    def choose_all(self, values: Mapping[str, Any]) -> bool:
        """Make several choices at once, with one announcement.

        Returns:
            Whether they are on the disk; they hold in any case.
        """
        differing = {key: value for key, value in values.items() if self._settings[BY_KEY[key]] != value}
        if not differing:
            return True
        kept = True
        for key, value in differing.items():
            self._settings = self._settings.having(BY_KEY[key], value)
        try:
            self._file.save(self._settings, *(BY_KEY[key] for key in differing))
        except OSError as error:
            kept = False
            self.not_kept.emit(error)
        self.changed.emit(frozenset(differing))
        return kept
