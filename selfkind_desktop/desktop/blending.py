"""Whether the desktop blends windows, so that they may have see-through corners and shadows."""

from selfkind_desktop.desktop.x11_wire import X11, X11Error


def blends(platform_name: str) -> bool:
    """Whether a window may be see-through.

    Args:
        platform_name: Qt's name of the platform, for example "xcb" or "wayland".
    """
    if platform_name != "xcb":
        return True
    try:
        with X11() as server:
            # Whoever composes the screen owns this selection (EWMH, "Compositing Managers").
            return bool(server.owner(f"_NET_WM_CM_S{server.screen}".encode()))
    except X11Error:
        return False
