"""Whether the desktop blends windows, so that they may have see-through corners and shadows."""

import ctypes
import ctypes.util
import sys


def blends(platform_name: str) -> bool:
    """Whether a window may be see-through.

    Args:
        platform_name: Qt's name of the platform, for example "xcb" or "wayland".
    """
    if platform_name != "xcb":
        return True
    return _x11_has_compositor()


def _x11_has_compositor() -> bool:
    """Whether a compositing manager owns its selection (EWMH, "Compositing Managers")."""
    name = ctypes.util.find_library("X11") if sys.platform != "win32" else None
    try:
        x11 = ctypes.CDLL(name or "libX11.so.6")
    except OSError:
        return False
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XDefaultScreen.argtypes = [ctypes.c_void_p]
    x11.XInternAtom.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
    x11.XInternAtom.restype = ctypes.c_ulong
    x11.XGetSelectionOwner.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
    x11.XGetSelectionOwner.restype = ctypes.c_ulong
    x11.XCloseDisplay.argtypes = [ctypes.c_void_p]
    display = x11.XOpenDisplay(None)
    if not display:
        return False
    try:
        atom = x11.XInternAtom(display, f"_NET_WM_CM_S{x11.XDefaultScreen(display)}".encode(), False)
        return bool(x11.XGetSelectionOwner(display, atom))
    finally:
        x11.XCloseDisplay(display)
