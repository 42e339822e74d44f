"""Settings: everything one can choose, in effect at once."""

from selfkind_desktop.ui.pages.settings.page import SettingsPage

__all__ = ["SettingsPage"]
