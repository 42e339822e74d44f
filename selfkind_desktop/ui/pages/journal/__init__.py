"""The journal: write, find again, lose nothing."""

from selfkind_desktop.ui.pages.journal.page import JournalPage

__all__ = ["JournalPage"]
