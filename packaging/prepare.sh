#!/usr/bin/env bash
# Makes this checkout ready on a machine where nothing is: a Python, .venv, the packages, the system libraries of Qt.
#
#   packaging/prepare.sh app       what the program needs
#   packaging/prepare.sh dev       that, and what tests and checks need
#   packaging/prepare.sh freeze    that, and what builds the frozen program
#   packaging/prepare.sh screen    a virtual screen, if one can be had; never fails
#
# Everything stays inside .venv, except system packages, which are installed only where root or a password-free sudo
# allows it; elsewhere the one command that installs them is printed.
set -euo pipefail
cd "$(dirname "$0")/.."

# Without compiled byte code every start costs about four times as much.
unset PYTHONDONTWRITEBYTECODE
readonly venv=.venv
readonly oldest='(3, 11)'

say() { printf '%s\n' "$*" >&2; }
give_up() { say "$*"; exit 1; }

# --- system packages ---------------------------------------------------------------------------------------------

package_manager() {
  local tool
  for tool in apt-get dnf pacman; do
    if command -v "$tool" >/dev/null 2>&1; then echo "$tool"; return; fi
  done
}

install_command() {
  case $(package_manager) in
  apt-get) echo "apt-get install -y --no-install-recommends $*" ;;
  dnf) printf 'dnf install -y'; printf " '%s'" "$@"; echo ;;
  pacman) echo "pacman -S --needed --noconfirm $*" ;;
  esac
}

as_root() {
  if [[ $(id -u) == 0 ]]; then "$@"; else sudo -n "$@"; fi
}

may_install() {
  [[ -n $(package_manager) ]] || return 1
  [[ $(id -u) == 0 ]] || sudo -n true 2>/dev/null
}

install_quietly() {
  case $(package_manager) in
  apt-get) as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" ;;
  dnf) as_root dnf install -y -q "$@" ;;
  pacman) as_root pacman -S --needed --noconfirm "$@" ;;
  esac
}

renew_lists() {
  case $(package_manager) in
  apt-get) as_root apt-get update -qq ;;
  dnf) as_root dnf makecache -q ;;
  pacman) as_root pacman -Sy ;;
  esac
}

# The second try: with renewed lists, since those of a fresh machine are empty, and without names that this release does
# not know, since what they hold mostly comes along with another one.
install_what_is_known() {
  renew_lists
  [[ $(package_manager) == apt-get ]] || { install_quietly "$@"; return; }
  local package known=()
  for package in "$@"; do
    apt-get install --simulate -qq "$package" >/dev/null && known+=("$package")
  done
  [[ ${#known[@]} -gt 0 ]] && install_quietly "${known[@]}"
}

# Installs system packages, or fails.
install() {
  may_install || return 1
  say "Installing system packages: $*"
  local log
  log=$(mktemp)
  if install_quietly "$@" >"$log" 2>&1 || install_what_is_known "$@" >>"$log" 2>&1; then
    rm -f "$log"
  else
    tail -n 5 "$log" >&2
    rm -f "$log"
    return 1
  fi
}

sudo_hint() {
  if [[ $(id -u) == 0 ]]; then install_command "$@"; else echo "sudo $(install_command "$@")"; fi
}

# --- Python ------------------------------------------------------------------------------------------------------

# A Python that is new enough and can make virtual environments. Each candidate is really started: a version manager's
# shim exists for versions that it then refuses to start.
find_python() {
  local candidate
  for candidate in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
    if "$candidate" -c "import sys, venv, ensurepip; sys.exit(sys.version_info < $oldest)" >/dev/null 2>&1; then
      echo "$candidate"
      return
    fi
  done
  return 1
}

venv_packages() {
  case $(package_manager) in
  apt-get) echo python3 python3-venv ;;
  dnf) echo python3 ;;
  pacman) echo python ;;
  esac
}

make_venv() {
  "$venv/bin/python" -c "import sys; sys.exit(sys.version_info < $oldest)" 2>/dev/null && return
  local python packages
  read -r -a packages <<<"$(venv_packages)"
  if ! python=$(find_python); then
    [[ ${#packages[@]} -gt 0 ]] && install "${packages[@]}" || true
    python=$(find_python) || give_up "Selfkind needs Python 3.11 or newer with its venv module, and found none." \
      "${packages:+An administrator installs it with: $(sudo_hint "${packages[@]}")}"
  fi
  say "Making $venv with $("$python" --version 2>&1)"
  "$python" -m venv --clear "$venv"
}

# --- Python packages ---------------------------------------------------------------------------------------------

pip_install() {
  "$venv/bin/python" -m pip --disable-pip-version-check install -qq --constraint packaging/constraints.txt "$@"
}

install_packages() {
  local groups=()
  case $1 in
  dev) groups=(--group dev) ;;
  freeze) groups=(--group dev --group freeze) ;;
  esac
  say "Installing Python packages into $venv (the first time takes a minute or two)"
  # The build backend and what it needs are installed like the rest, so that running this again needs no network.
  pip_install pip hatchling editables &&
    pip_install "${groups[@]}" --no-build-isolation --editable . ||
    give_up "The Python packages could not be installed; what pip said is above. Is the network there?"
}

# --- the system libraries of Qt ----------------------------------------------------------------------------------

# What the loader misses for the parts of Qt that Selfkind loads: asked of the loader, not of a package database.
missing_libraries() {
  local qt
  qt=$("$venv/bin/python" -c 'import importlib.util as u; print(u.find_spec("PySide6").submodule_search_locations[0])')/Qt
  local part parts=()
  for part in lib/libQt6{Core,Gui,Widgets,DBus,Network,Svg}.so.6 \
    plugins/platforms/libq{xcb,offscreen,wayland}.so plugins/xcbglintegrations/*.so plugins/iconengines/*.so; do
    for part in "$qt"/$part; do [[ -e $part ]] && parts+=("$part"); done
  done
  ldd "${parts[@]}" 2>/dev/null | awk '/not found/ && $1 !~ /^libQt6/ { print $1 }' | sort -u
}

# The package that holds a library. Debian's names follow from the library's own (libX11.so.6 -> libx11-6) but for
# a few; Fedora installs by library name; Arch needs a table.
package_of() {
  local library=$1 name version
  name=${library%%.so.*} version=${library##*.so.}
  case $(package_manager) in
  apt-get)
    case $name in
    libglib-2.0 | libgthread-2.0) echo libglib2.0-0 ;;
    libz) echo zlib1g ;;
    libbrotli*) echo libbrotli1 ;;
    *[0-9]) name=${name//_/-}; echo "${name,,}-$version" ;;
    *) name=${name//_/-}; echo "${name,,}$version" ;;
    esac ;;
  dnf) if [[ $(getconf LONG_BIT) == 64 ]]; then echo "$library()(64bit)"; else echo "$library"; fi ;;
  pacman)
    case $name in
    libEGL | libGL | libGLX | libOpenGL) echo libglvnd ;;
    libX11*) echo libx11 ;;
    libxkbcommon-x11) echo libxkbcommon-x11 ;;
    libxkbcommon) echo libxkbcommon ;;
    libxcb-cursor) echo xcb-util-cursor ;;
    libxcb-icccm) echo xcb-util-wm ;;
    libxcb-image) echo xcb-util-image ;;
    libxcb-keysyms) echo xcb-util-keysyms ;;
    libxcb-render-util) echo xcb-util-renderutil ;;
    libxcb-util) echo xcb-util ;;
    libxcb*) echo libxcb ;;
    libdbus-1) echo dbus ;;
    libglib-2.0 | libgthread-2.0) echo glib2 ;;
    libfreetype) echo freetype2 ;;
    libfontconfig) echo fontconfig ;;
    libwayland-*) echo wayland ;;
    libz) echo zlib ;;
    libbrotli*) echo brotli ;;
    libstdc++ | libgcc_s) echo gcc-libs ;;
    esac ;;
  esac
}

# Text needs a font as much as a library; only small machines have none. With names: whether these are among them.
has_font() {
  QT_QPA_PLATFORM=offscreen QT_LOGGING_RULES='*=false' "$venv/bin/python" -c '
import sys
from PySide6.QtGui import QFontDatabase, QGuiApplication
app = QGuiApplication([])
found = set(QFontDatabase.families())
sys.exit(not found or not found.issuperset(sys.argv[1:]))' "$@" 2>/dev/null
}

# The fonts that the pictures of the design are drawn with, for tests and pictures alone.
check_design_fonts() {
  has_font Inter Vollkorn && return
  case $(package_manager) in
  apt-get) install fonts-inter fonts-vollkorn ;;
  dnf) install rsms-inter-fonts ;;
  pacman) install inter-font ;;
  *) false ;;
  esac || say "Without the fonts Inter and Vollkorn, texts are measured in the fonts that are here."
}

font_package() {
  case $(package_manager) in
  apt-get) echo fonts-dejavu-core ;;
  dnf) echo dejavu-sans-fonts ;;
  pacman) echo ttf-dejavu ;;
  esac
}

check_qt() {
  [[ $(uname -s) == Linux ]] || return 0
  local libraries packages=() library
  libraries=$(missing_libraries)
  if [[ -n $libraries ]]; then
    for library in $libraries; do packages+=("$(package_of "$library")"); done
    read -r -a packages <<<"$(printf '%s\n' "${packages[@]}" | sort -u | tr '\n' ' ')"
    install "${packages[@]}" || true
    libraries=$(missing_libraries)
    [[ -z $libraries ]] || give_up "Qt lacks system libraries here: ${libraries//$'\n'/ }" \
      "${packages:+$'\n'An administrator installs them with: $(sudo_hint "${packages[@]}")}"
  fi
  has_font || { [[ -n $(font_package) ]] && install "$(font_package)"; } ||
    say "No font was found on this machine, so text may stay invisible."
}

# --- a desktop without a screen ----------------------------------------------------------------------------------

# command:package pairs
screen_tools() {
  case $(package_manager) in
  apt-get) echo Xvfb:xvfb xkbcomp:x11-xkb-utils dbus-daemon:dbus-daemon ;;
  dnf) echo Xvfb:xorg-x11-server-Xvfb xkbcomp:xkbcomp dbus-daemon:dbus-daemon ;;
  pacman) echo Xvfb:xorg-server-xvfb xkbcomp:xorg-xkbcomp dbus-daemon:dbus ;;
  *) echo Xvfb: dbus-daemon: ;;
  esac
}

desktop_tools() {
  screen_tools
  case $(package_manager) in
  apt-get) echo openbox:openbox xfce4-panel:xfce4-panel dunst:dunst at-spi-bus-launcher:at-spi2-core ;;
  dnf | pacman) echo openbox:openbox xfce4-panel:xfce4-panel dunst:dunst at-spi-bus-launcher:at-spi2-core ;;
  *) echo openbox: xfce4-panel: dunst: at-spi-bus-launcher: ;;
  esac
}

have_tools() {
  local tool PATH=$PATH:/usr/libexec:/usr/lib:/usr/lib/at-spi2-core
  for tool in "$@"; do command -v "${tool%%:*}" >/dev/null || return 1; done
}

check_tools() {
  local tools packages=() tool
  read -r -a tools <<<"$(tr '\n' ' ' <<<"$*")"
  have_tools "${tools[@]}" && return
  for tool in "${tools[@]}"; do [[ -n ${tool#*:} ]] && packages+=("${tool#*:}"); done
  [[ ${#packages[@]} -gt 0 ]] && install "${packages[@]}" && have_tools "${tools[@]}" && return
  packages_hint=${packages:+$(sudo_hint "${packages[@]}")}
  return 1
}

# -----------------------------------------------------------------------------------------------------------------

case ${1:-app} in
app | dev | freeze)
  make_venv
  install_packages "$1"
  check_qt
  if [[ $1 != app && $(uname -s) == Linux ]]; then
    check_tools "$(desktop_tools)" ||
      say "The tests in a real desktop are left out: they need more programs. ${packages_hint:-}"
    check_design_fonts
  fi
  if [[ $1 == freeze && $(uname -s) == Linux ]]; then
    check_tools objdump:binutils || give_up "Freezing needs objdump. ${packages_hint:-}"
  fi
  ;;
screen) check_tools "$(screen_tools)" || true ;;
*) give_up "usage: packaging/prepare.sh app|dev|freeze|screen" ;;
esac
