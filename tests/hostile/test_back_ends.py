"""The attacks again: with a uid for each submission, and as an ordinary user with and without isolation.

What is marked `judge_side` runs with full isolation (as all attacks do when this folder is tested) and here with none, in
`process`: what holds in both is no merit of a back end, and those between are spared it.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

USER = 64_321  # nobody's: what `kill(-1)` reaches without isolation is its own
FILES = sorted(set(Path(__file__).parent.glob("test_*.py")) - {Path(__file__)})
PARTS = 5  # so that no test of this file takes a minute


@pytest.fixture
def open_folder():
    """A folder that another user can reach and write."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o777)
        yield folder


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize(("uid", "inner"), [(0, "uid"), (USER, "namespaces"), (USER, "process")])
def test_the_attacks_fail_as_well(uid, inner, part, open_folder):
    if os.geteuid() != 0:
        pytest.skip("only root can become another user")
    folder = open_folder
    command = [
        *(sys.executable, str(Path(__file__).with_name("elsewhere.py")), str(uid)),
        *(sys.executable, "-m", "pytest", "-n", "0", "-p", "no:cacheprovider", f"--basetemp={folder}/inner"),
        *("--back-end", inner, *map(str, FILES[part::PARTS])),
        *(("-m", "not judge_side") if inner != "process" else ()),
    ]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")}
    done = subprocess.run(
        command, cwd=ROOT, env={**environment, "HOME": str(folder), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert " passed" in done.stdout
