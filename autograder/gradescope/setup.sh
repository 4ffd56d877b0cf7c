#!/usr/bin/env bash
# Runs once, as root, when Gradescope builds the image. What fails here is shown to staff, before any student.
set -euo pipefail
umask 022
root="${AUTOGRADER_ROOT:-/autograder}"
home="${AUTOGRADER_HOME:-/opt/judged-notebooks}" # students' code runs with this interpreter: everybody may read it

# The versions in requirements.txt are those of Python @VERSION@: an earlier one may not have them.
find_python() {
    for python in @PYTHON@ python3.11 python3.12 python3.13 python3.14 python3; do
        if "$python" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info[:3] < (@TUPLE@))' 2>/dev/null; then
            return 0
        fi
    done
    return 1
}

if ! find_python; then
    apt-get update
    apt-get install -y --no-install-recommends python3-venv || true
fi
if ! find_python; then # an Ubuntu with an older one
    apt-get install -y --no-install-recommends software-properties-common
    add-apt-repository -y ppa:deadsnakes/ppa
    apt-get install -y --no-install-recommends @PYTHON@ @PYTHON@-venv
fi
if ! find_python; then
    echo "This image has no Python @VERSION@ or later with venv: choose a newer base image." >&2
    exit 1
fi
"$python" -m venv "$home"
"$home/bin/python" -I -m pip install --no-cache-dir --disable-pip-version-check -r "$root/source/requirements.txt"
"$home/bin/python" -I -m pip install --no-cache-dir --disable-pip-version-check --no-deps "$root"/source/judged_notebooks-*.whl
chmod -R go= "$root/source" # the tests and the answer key
"$home/bin/python" -I -m autograder.gradescope.run --ready "$root"
