"""The bare PySide6 tray program that everything is measured against: an icon, a menu, nothing else."""

import sys

from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon

if __name__ == "__main__":
    app = QApplication(sys.argv)
    pixels = QPixmap(22, 22)
    pixels.fill()
    tray = QSystemTrayIcon(QIcon(pixels))
    menu = QMenu()
    menu.addAction("Quit", app.quit)
    tray.setContextMenu(menu)
    tray.setToolTip("Bare")
    tray.show()
    app.exec()
