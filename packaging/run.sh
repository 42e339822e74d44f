#!/usr/bin/env bash
# Starts Selfkind from this checkout; where there is no display, shows its main job on a virtual screen instead.
set -euo pipefail
cd "$(dirname "$0")/.."
unset PYTHONDONTWRITEBYTECODE
python=.venv/bin/python

# Asked of the display itself: DISPLAY may well name a screen that is gone.
has_display() {
  [[ $(uname -s) == Linux ]] || return 0
  case ${QT_QPA_PLATFORM:-} in
  offscreen* | minimal*) return 1 ;;
  vnc* | linuxfb* | eglfs*) return 0 ;;
  esac
  [[ -n ${WAYLAND_DISPLAY:-} && -S ${XDG_RUNTIME_DIR:-}/$WAYLAND_DISPLAY ]] && return 0
  [[ ${WAYLAND_DISPLAY:-} == /* && -S $WAYLAND_DISPLAY ]] && return 0
  [[ -n ${DISPLAY:-} ]] && "$python" -I -S -c '
import ctypes, sys
x11 = ctypes.CDLL("libX11.so.6")
x11.XOpenDisplay.restype = ctypes.c_void_p
sys.exit(not x11.XOpenDisplay(None))' 2>/dev/null
}

if has_display; then
  exec "$python" -m selfkind_desktop "$@"
fi
packaging/prepare.sh screen
exec "$python" packaging/show_headless.py "$@"
