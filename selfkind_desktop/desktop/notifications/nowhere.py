"""The way of last resort: it shows nothing, and says so."""

from PySide6.QtCore import QTimer

from selfkind_desktop.desktop.notifications.port import Notifier, Offer, Way, WhyNot


class NowhereNotifier(Notifier):
    """Fails at once, so that the caller shows the invitation in its own window."""

    @property
    def way(self) -> Way:
        """Never usable, and no name to list it by."""
        return Way("", usable=False, why_not=WhyNot.NOTHING_HERE)

    def check(self) -> None:
        """Nothing to find out."""
        QTimer.singleShot(0, self, self.checked.emit)

    def show(self, offer: Offer) -> None:
        """Fail."""
        QTimer.singleShot(0, self, lambda: self.failed.emit(WhyNot.NOTHING_HERE))

    def withdraw(self) -> None:
        """There is nothing to take away."""
