"""Support: a way to the ground, to people, and to those whose job it is to listen."""

from selfkind_desktop.ui.pages.support.page import SupportPage

__all__ = ["SupportPage"]
