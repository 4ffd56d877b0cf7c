"""The whole suite of attacks again: with a uid for each submission, and as an ordinary user with and without isolation."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

USER = 64_321  # nobody's: what `kill(-1)` reaches without isolation is its own


@pytest.mark.timeout(600)
@pytest.mark.parametrize(("uid", "back_end"), [(0, "uid"), (USER, "namespaces"), (USER, "process")])
def test_the_attacks_fail_as_well(uid, back_end, tmp_path_factory):
    if os.geteuid() != 0:
        pytest.skip("only root can become another user")
    folder = tmp_path_factory.mktemp("basetemp")
    for path in (folder, *folder.parents[:2]):
        path.chmod(0o755)
    folder.chmod(0o777)
    command = [
        *(sys.executable, str(Path(__file__).with_name("elsewhere.py")), str(uid)),
        *(sys.executable, "-m", "pytest", "-n", "0", "-p", "no:cacheprovider", f"--basetemp={folder}/inner"),
        *("--back-end", back_end, str(Path(__file__).parent), f"--ignore={__file__}"),
    ]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")}
    done = subprocess.run(
        command, cwd=ROOT, env={**environment, "HOME": str(folder), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert " passed" in done.stdout
