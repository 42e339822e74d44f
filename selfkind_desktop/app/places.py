"""tmp"""

from typing import Any


class Places:
    def __init__(self, companion: Any) -> None:
        self.c = companion
        self.panel = None

    def tell_of_config(self, *a: Any) -> None: ...
    def greet(self, wanted: str) -> None: ...
    def show_outlook(self) -> None:
        if self.panel:
            self.panel.content.show_outlook(self.c.outlook, (5, 10, 30, 60))

    def keep_drafts(self) -> None: ...
    def close_all(self) -> None: ...
    def tell_not_kept(self, e: Any) -> None: ...
    def tell_trouble(self, e: Any) -> None: ...
    def open(self, page: str = "") -> None: ...
    def write(self) -> None: ...
    def show_crash(self, d: str) -> None:
        print(d)

    def toggle_panel(self) -> None:
        from PySide6.QtGui import QCursor
        from selfkind_desktop.ui.tray_panel import TrayPanel, PanelContent
        from selfkind_desktop.desktop.blending import blends

        if not self.panel:
            self.panel = TrayPanel(
                self.c.appearance,
                PanelContent(self.c.appearance, self.c.commands, self.c.clock),
                blended=blends("xcb"),
            )
        self.show_outlook()
        self.panel.open_near(QCursor.pos())
