"""Invitations as notifications of the desktop: one port, several ways, the first that works is used."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from selfkind_desktop.desktop.notifications.chain import NotifierChain
from selfkind_desktop.desktop.notifications.nowhere import NowhereNotifier
from selfkind_desktop.desktop.notifications.plyer_way import PlyerNotifier, in_flatpak
from selfkind_desktop.desktop.notifications.port import (
    Notifier,
    Offer,
    Way,
    WhyNot,
    kind_offer,
    kind_question,
)

if TYPE_CHECKING:
    from selfkind_desktop.desktop.bus import Bus

__all__ = ["Notifier", "NotifierChain", "Offer", "Way", "WhyNot", "kind_offer", "kind_question", "notifier"]


def notifier(session: "Bus | None", icon: str = "", parent: QObject | None = None) -> NotifierChain:
    """The ways of this system, best first.

    Args:
        session: the session bus; None where there is no D-Bus.
        icon: a name of the icon theme or the path of a picture (an .ico on Windows).
        parent: who owns it.
    """
    ways: list[Notifier] = []
    probe = None
    if session is not None:
        from selfkind_desktop.desktop.notifications.dbus import DBusNotifier

        ways.append(DBusNotifier(session, icon))
        if not (sys.platform == "linux" and in_flatpak()):
            probe = _probe(session)
    ways += [PlyerNotifier(probe, icon), NowhereNotifier()]
    return NotifierChain(ways, parent)


def _probe(session: "Bus") -> Callable[[Callable[[WhyNot | None], None]], None]:
    """Whether plyer's messages would arrive: its tools take the same bus and hide their failures."""
    from selfkind_desktop.desktop.notifications.dbus import ask_server

    return lambda then: ask_server(session, then)
