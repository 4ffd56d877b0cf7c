"""The tool as users install it: a wheel in an environment of its own."""

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

from tests.conftest import ROOT

LEFT_OUT = shutil.ignore_patterns(
    "autograder-*", "_editable*", "judged_notebooks*", "torch", "nvidia*", "triton", "playwright"
)


def run_in(command, folder, **variables):
    """Runs a command in a folder, without this repository on its path."""
    environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1", **variables}
    environment.pop("PYTHONPATH", None)
    return subprocess.run(
        [*map(str, command)], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def make_wheel(folder):
    """The wheel of this repository, made off-line by the build back end that is installed."""
    pip = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", folder, ROOT]
    done = run_in(pip, folder)
    assert done.returncode == 0, done.stderr
    (wheel,) = Path(folder).glob("*.whl")
    return wheel


def install_wheel(folder):
    """A fresh environment with the wheel in it; its dependencies are this interpreter's. Returns `bin`."""
    assert run_in([sys.executable, "-m", "venv", "--without-pip", folder], folder.parent).returncode == 0
    python = folder / "bin" / "python"
    wheel = make_wheel(folder)
    pip = [sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-deps", wheel]
    done = run_in(pip, folder)
    assert done.returncode == 0, done.stderr
    site = Path(run_in([python, "-c", "import site; print(site.getsitepackages()[0])"], folder).stdout.strip())
    shutil.copytree(sysconfig.get_path("purelib"), site, ignore=LEFT_OUT, copy_function=link, dirs_exist_ok=True)
    return folder / "bin"


def link(source, target):
    """A hard link, a copy on another disk: the sandbox shows what lies in the environment, and follows no link out."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
