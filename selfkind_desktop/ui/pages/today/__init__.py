"""Today: how one arrives, what comes next, and what was."""

from selfkind_desktop.ui.pages.today.page import TodayPage

__all__ = ["TodayPage"]
