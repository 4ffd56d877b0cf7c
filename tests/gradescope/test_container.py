"""A Gradescope container, emulated: its tree in a folder, root without the right to make namespaces, run_autograder."""

import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from autograder.gradescope import run
from autograder.gradescope.package import package
from autograder.lms.gradescope import Submitted, our_failure, read_submitted
from tests.conftest import ROOT
from tests.support.grading import CHECKED, SQUARE, TOTAL, make_notebook, make_zip

METADATA = {
    "id": 1, "created_at": "2026-11-21T10:00:00.000000-08:00", "submission_method": "upload", "previous_submissions": [],
    "users": [{"email": "ada@uni.edu", "id": 7, "name": "Ada Adler"}],
    "assignment": {"total_points": "20.0", "id": 3, "title": "Homework", "group_submission": False},
}  # fmt: skip
READS = """
import glob, os
found = []
for place in {places!r}:
    for name in [place, *glob.glob(place + '/**', recursive=True)]:
        try:
            if os.path.isfile(name):
                found.append(open(name, 'rb').read(4))
        except OSError:
            pass
if found:
    def square(x):
        return x * x
"""


class Container:
    """The tree below /autograder, and what runs in it."""

    def __init__(self, folder):
        self.root = Path(folder) / "autograder"
        (self.root / "submission").mkdir(parents=True)
        (self.root / "results").mkdir()
        zipped = package(make_zip(Path(folder) / "hw.zip", {"q1": SQUARE, "q2": TOTAL}), Path(folder) / "gs.zip").path
        shutil.unpack_archive(zipped, self.root / "source")
        self.script = self.root / "run_autograder"  # Gradescope puts it there
        shutil.copy(self.root / "source" / "run_autograder", self.script)
        (self.root / "submission_metadata.json").write_text(json.dumps(METADATA))
        home = self.root.parent / "home"  # of the interpreter
        (home / "bin").mkdir(parents=True)
        (home / "bin" / "python").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
        (home / "bin" / "python").chmod(0o755)
        self.variables = {"AUTOGRADER_ROOT": str(self.root), "AUTOGRADER_HOME": str(home)}

    def hand_in(self, cells):
        for path in (self.root / "submission").iterdir():
            path.unlink()
        make_notebook(self.root / "submission" / "hw.ipynb", cells)

    def run(self):
        """results.json after run_autograder, as Docker starts it: root, without CAP_SYS_ADMIN."""
        result = self.root / "results" / "results.json"
        result.unlink(missing_ok=True)
        opened = [sys.executable, str(ROOT / "tests" / "hostile" / "elsewhere.py"), "0"]
        closed = [shutil.which("setpriv"), "--bounding-set=-sys_admin", "--inh-caps=-sys_admin"]
        done = subprocess.run(
            [*opened, *closed, "/bin/bash", str(self.script)], cwd=self.root, capture_output=True, text=True, check=False,
            env={**os.environ, **self.variables},
        )  # fmt: skip
        self.said = done.stdout + done.stderr
        return json.loads(result.read_text())


@pytest.fixture(scope="module")
def container():
    if os.geteuid() != 0 or shutil.which("setpriv") is None:
        pytest.skip("a container's root is emulated by root, with setpriv")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        yield Container(folder)


def scores(results):
    return {t["name"]: (t["score"], t["max_score"]) for t in results["tests"] if "score" in t}


def shown(results):
    """What students see."""
    tests = [t for t in results["tests"] if t.get("visibility", "visible") != "hidden"]
    return json.dumps([results.get("output"), tests])


@pytest.mark.slow
def test_a_right_submission_has_full_marks_with_a_uid_of_its_own(container):
    container.hand_in(CHECKED)
    results = container.run()
    assert scores(results) == {"q1": (4.0, 4.0), "q2": (3.0, 3.0)}, container.said
    assert results["extra_data"]["isolation"] == "uid"
    assert results["stdout_visibility"] == "hidden"
    assert "counts 20 points, this one 7" in container.said


@pytest.mark.slow
def test_a_wrong_submission_loses_its_points_and_students_see_nothing_hidden(container):
    container.hand_in(["def square(x):\n    return abs(x) * 2", *CHECKED[3:4]])
    results = container.run()
    assert scores(results) == {"q1": (1.0, 4.0), "q2": (3.0, 3.0)}, container.said
    assert "Check negative numbers" not in shown(results)
    assert "random" not in shown(results)


@pytest.mark.slow
def test_a_submission_that_ends_its_process_keeps_its_other_points(container):
    container.hand_in(["def square(x):\n    import os\n    os._exit(3)", *CHECKED[3:4]])
    assert scores(container.run()) == {"q1": (0.0, 4.0), "q2": (3.0, 3.0)}, container.said


@pytest.mark.slow
def test_an_unreadable_submission_is_a_visible_zero(container):
    container.hand_in(CHECKED)
    (container.root / "submission" / "hw.ipynb").write_text("<!DOCTYPE html><html>Sign in to continue</html>")
    results = container.run()
    assert results["score"] == 0, container.said
    assert results["extra_data"]["status"] == "ungradable"
    assert "Sign in" in shown(results) or "web page" in shown(results)


@pytest.mark.slow
def test_nobody_but_root_reads_the_tests_or_writes_the_results(container):
    container.hand_in([READS.format(places=[str(container.root / "source"), str(container.root / "results")])])
    assert scores(container.run())["q1"][0] == 0, container.said
    for name in ("source", "results"):  # where the kernel has no Landlock, the modes alone hold
        assert stat.S_IMODE((container.root / name).stat().st_mode) == 0o700
    container.hand_in([READS.format(places=[sys.prefix + "/pyvenv.cfg"])])  # the attack works where reading is allowed
    assert scores(container.run())["q1"][0] == 4.0, container.said


@pytest.mark.slow
def test_our_failure_has_no_score(container):
    container.hand_in(CHECKED)
    bundle = container.root / "source" / "bundle.zip"
    kept = bundle.read_bytes()
    bundle.write_bytes(b"damaged")
    try:
        results = container.run()
    finally:
        bundle.write_bytes(kept)
    assert "score" not in results
    assert not scores(results)
    assert "costs no points" in shown(results)
    assert "bundle.zip" not in shown(results)
    assert "cannot be opened" in json.dumps(results), "staff see why"


@pytest.mark.slow
def test_an_interpreter_that_does_not_start_has_no_score_either(container, tmp_path):
    before, container.variables = container.variables, container.variables | {"AUTOGRADER_HOME": str(tmp_path)}
    try:
        results = container.run()
    finally:
        container.variables = before
    assert set(results) == {"output"}


def test_no_results_with_a_failure_of_ours_has_a_score():
    assert "score" not in json.dumps(our_failure("why"))


def test_metadata_that_nobody_can_read_refuses_no_submission():
    for data in (b"", b"{", b"[1]", b'{"users": 3}', b"\xff"):
        assert read_submitted(data) == Submitted()
    assert (read_submitted(json.dumps(METADATA).encode()).label, Submitted().label) == ("ada@uni.edu", "submission")
    assert read_submitted(json.dumps(METADATA).encode()).worth == 20.0
    assert Submitted().worth is None


@pytest.mark.parametrize(("limit", "allowed"), [("805306368", 402653184), ("max", 2 << 30), ("1", 128 << 20)])
def test_a_submission_has_half_of_the_containers_memory(tmp_path, limit, allowed):
    (tmp_path / "memory.max").write_text(limit + "\n")
    assert run.allowed_bytes(2 << 30, (tmp_path / "none", tmp_path / "memory.max")) == allowed
