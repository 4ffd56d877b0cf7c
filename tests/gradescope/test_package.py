"""The zip that staff upload: what is in it, and that pip installs the wheel."""

import json
import re
import shutil
import subprocess
import sys
import zipfile
from importlib import metadata

import pytest

from autograder.gradescope import wheel
from autograder.gradescope.package import package
from tests.conftest import ROOT
from tests.support.grading import SQUARE, TOTAL, make_zip


@pytest.fixture
def made(tmp_path):
    return package(make_zip(tmp_path / "hw.zip", {"q1": SQUARE, "q2": TOTAL}), tmp_path / "hw-gradescope.zip")


def test_scripts_are_executable_at_the_root_and_the_bundle_is_as_it_was(made, tmp_path):
    with zipfile.ZipFile(made.path) as z:
        modes = {i.filename: i.external_attr >> 16 for i in z.infolist()}
        assert {n for n, mode in modes.items() if mode & 0o111} == {"setup.sh", "run_autograder"}
        assert z.read("bundle.zip") == (tmp_path / "hw.zip").read_bytes()
        assert b"@" not in z.read("setup.sh").replace(b'"$@"', b"")


def test_every_dependency_is_pinned_to_what_is_here(made):
    with zipfile.ZipFile(made.path) as z:
        lines = z.read("requirements.txt").decode().splitlines()
    assert f"numpy=={metadata.version('numpy')}" in lines
    assert f"otter-grader=={metadata.version('otter-grader')}" in lines
    assert f"nbconvert=={metadata.version('nbconvert')}" in lines, "an extra of otter-grader"
    assert all(re.fullmatch(r"[a-z0-9-]+==[\w.]+", line) for line in lines)
    assert not [line for line in lines if line.startswith(("torch", "pytest", "judged-notebooks"))]
    assert made.warnings == ()


def test_what_tests_import_is_there_with_torch_from_the_index_without_cuda(tmp_path):
    made = package(make_zip(tmp_path / "hw.zip", {"q1": f"import torch\nimport sklearn\n{SQUARE}"}), tmp_path / "o.zip")
    with zipfile.ZipFile(made.path) as z:
        first, *lines = z.read("requirements.txt").decode().splitlines()
    assert first.startswith("--extra-index-url")
    assert f"scikit-learn=={metadata.version('scikit-learn')}" in lines
    assert made.memory_mb > 768


def test_what_is_not_installed_here_is_said(tmp_path):
    made = package(make_zip(tmp_path / "hw.zip", {"q1": f"import nowhere_to_be_found\n{SQUARE}"}), tmp_path / "o.zip")
    assert [w.split(":")[0] for w in made.warnings] == ["nowhere-to-be-found"]


def test_the_same_sources_give_the_same_bytes(made, tmp_path):
    assert package(tmp_path / "hw.zip", tmp_path / "again.zip").path.read_bytes() == made.path.read_bytes()


def test_pip_installs_the_wheel_and_it_runs(tmp_path):
    name, data = wheel.own_wheel()
    (tmp_path / name).write_bytes(data)
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--target", tmp_path / "site"]
    subprocess.run([*pip, tmp_path / name], check=True, cwd=tmp_path)
    installed = {p.relative_to(tmp_path / "site") for p in (tmp_path / "site" / "autograder").rglob("*.py")}
    assert {p.relative_to(ROOT) for p in (ROOT / "autograder").rglob("*.py")} == installed
    code = "import sys, json; sys.path.insert(0, 'site'); import autograder.gradescope.run as r; print(json.dumps(r.__file__))"
    said = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True, capture_output=True, text=True).stdout
    assert json.loads(said).startswith(str(tmp_path))


@pytest.mark.parametrize("script", ["setup.sh", "run_autograder"])
def test_the_scripts_are_bash(script):
    subprocess.run(["bash", "-n", ROOT / "autograder" / "gradescope" / script], check=True)


def test_an_image_whose_python_is_too_old_says_so_and_installs_nothing_into_it(made, tmp_path):
    """`apt-get` gives nothing newer here."""
    with zipfile.ZipFile(made.path) as z:
        z.extractall(tmp_path / "source")
    (tmp_path / "bin").mkdir()
    for name, body in {"apt-get": "exit 0", "add-apt-repository": "exit 0", "python3": "exit 1"}.items():
        (tmp_path / "bin" / name).write_text(f"#!/bin/bash\n{body}\n")
        (tmp_path / "bin" / name).chmod(0o755)
    variables = {"PATH": str(tmp_path / "bin"), "AUTOGRADER_ROOT": str(tmp_path)}
    bash = shutil.which("bash")
    done = subprocess.run([bash, tmp_path / "source" / "setup.sh"], env=variables, capture_output=True, text=True)
    assert done.returncode == 1
    assert "or later with venv: choose a newer base image" in done.stderr
