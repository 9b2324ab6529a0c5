#!/bin/sh
# See that Pango's libraries are here, which PDF needs: install them where we may, or say how.
# Without them all but PDF is built, so nothing here stops make.
set -eu
PACKAGES="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
missing=""
for name in pango-1.0 pangoft2-1.0 harfbuzz-subset; do
    "${PYTHON:-python3}" -c "import ctypes.util, sys; sys.exit(ctypes.util.find_library('$name') is None)" ||
        missing="$missing $name"
done
[ -n "$missing" ] || exit 0
if ! command -v apt-get >/dev/null 2>&1; then
    echo "PDF needs Pango and HarfBuzz-Subset, which this system lacks; docs/install.md says how to get them." >&2
    exit 0
fi
if [ "$(id -u)" = 0 ]; then
    sudo=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    sudo="sudo -n"
else
    echo "PDF needs some libraries. Run: sudo apt-get install $PACKAGES" >&2
    exit 0
fi
echo "Installing what PDF needs: $PACKAGES"
# shellcheck disable=SC2086 - the words are separate packages
if ! { $sudo apt-get update -qq &&
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $PACKAGES >/dev/null; }; then
    echo "That failed, so PDF will not be made. Run: sudo apt-get install $PACKAGES" >&2
fi
