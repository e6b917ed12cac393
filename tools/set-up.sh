#!/usr/bin/env bash
# Sets this checkout up: system libraries that Qt needs, a Python that is new enough, .venv, the program in it.
# A second run takes no time. `make` calls it; it can also be run alone.
#
#   tools/set-up.sh run     what the program needs
#   tools/set-up.sh work    that, and what testing and checking need
set -euo pipefail
cd "$(dirname "$0")/.."

purpose=${1:-run}
case $purpose in
  run) target="." ;;
  work) target=".[work]" ;;
  *) printf 'Usage: %s run|work\n' "$0" >&2; exit 2 ;;
esac

say() { printf '%s\n' "$*"; }
stop() { printf '%s\n' "$*" >&2; exit 1; }

# The shared libraries that Qt's core, window, PDF and print parts load, each with its Debian and Ubuntu package.
LIBRARIES='
libEGL.so.1 libegl1
libGL.so.1 libgl1
libX11.so.6 libx11-6
libX11-xcb.so.1 libx11-xcb1
libcups.so.2 libcups2
libdbus-1.so.3 libdbus-1-3
libfontconfig.so.1 libfontconfig1
libfreetype.so.6 libfreetype6
libglib-2.0.so.0 libglib2.0-0
libgthread-2.0.so.0 libglib2.0-0
libxcb.so.1 libxcb1
libxcb-cursor.so.0 libxcb-cursor0
libxcb-glx.so.0 libxcb-glx0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-image.so.0 libxcb-image0
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-randr.so.0 libxcb-randr0
libxcb-render.so.0 libxcb-render0
libxcb-render-util.so.0 libxcb-render-util0
libxcb-shape.so.0 libxcb-shape0
libxcb-shm.so.0 libxcb-shm0
libxcb-sync.so.1 libxcb-sync1
libxcb-util.so.1 libxcb-util1
libxcb-xfixes.so.0 libxcb-xfixes0
libxcb-xkb.so.1 libxcb-xkb1
libxkbcommon.so.0 libxkbcommon0
libxkbcommon-x11.so.0 libxkbcommon-x11-0
'

# Installs packages where apt is there and we may; otherwise names them and goes on (returns 1).
apt_install() {
  if ! command -v apt-get >/dev/null; then
    say "There is no apt here. Install what these Debian packages hold, then run this again: $*"
    return 1
  fi
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      say "There is no sudo here. As root, run: apt-get install $*"
      return 1
    fi
    as_root=(sudo)
    [ -t 0 ] || as_root=(sudo -n)
  fi
  say "Installing with apt: $*"
  local apt=(${as_root[@]+"${as_root[@]}"} env DEBIAN_FRONTEND=noninteractive apt-get -q -y)
  if ! { "${apt[@]}" update && "${apt[@]}" install --no-install-recommends "$@"; } >&2 </dev/null; then
    say "apt could not install them, so they are left out for now: $*"
    return 1
  fi
}

install_libraries() {
  [ "$(uname -s)" = Linux ] || return 0
  local ldconfig known missing=() library package
  ldconfig=$(PATH="$PATH:/sbin:/usr/sbin" command -v ldconfig) || {
    say "There is no ldconfig here, so the system libraries that Qt needs are not checked."
    return 0
  }
  known=$("$ldconfig" -p)
  while read -r library package; do
    [ -n "$library" ] || continue
    case $known in *"$library "*) continue ;; esac
    case " ${missing[*]-} " in *" $package "*) ;; *) missing+=("$package") ;; esac
  done <<<"$LIBRARIES"
  [ ${#missing[@]} -eq 0 ] || apt_install "${missing[@]}" || true
}

# Prints the first Python that is new enough; $1 is what it must be able to import besides.
find_python() {
  local candidate
  for candidate in python3.13 python3.12 python3.11 python3; do
    if "$candidate" -c "import sys; sys.version_info >= (3, 11) or sys.exit(1); import $1" >/dev/null 2>&1; then
      command -v "$candidate"
      return
    fi
  done
  return 1
}

make_environment() {
  if [ -d .venv ] && .venv/bin/python -c 'import pip' >/dev/null 2>&1; then
    return
  fi
  local python version
  if ! python=$(find_python "ensurepip, venv"); then
    if python=$(find_python sys); then
      version=$("$python" -c 'import sys; print("python%d.%d" % sys.version_info[:2])')
      apt_install "$version-venv" || apt_install python3-venv || true
    else
      apt_install python3 python3-venv || true
      find_python sys >/dev/null || apt_install python3.11 python3.11-venv || true
    fi
    python=$(find_python "ensurepip, venv") ||
      stop "Python 3.11 or newer with its venv module is needed and was not found. Install it and run this again."
  fi
  say "Making .venv with $python"
  rm -rf .venv
  "$python" -m venv .venv
}

# The stamp says what is installed and where the checkout stood; a moved or changed checkout installs again.
install_program() {
  local stamp=.venv/set-up wanted
  wanted="$PWD $(cat setup.cfg pyproject.toml | cksum)"
  if [ "$(cat "$stamp-work" 2>/dev/null)" = "$wanted" ]; then return; fi
  if [ "$(cat "$stamp-$purpose" 2>/dev/null)" = "$wanted" ]; then return; fi
  say "Installing the program and what it needs into .venv (the first time takes a few minutes)"
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --editable "$target"
  printf '%s\n' "$wanted" >"$stamp-$purpose"
}

install_libraries
make_environment
install_program
