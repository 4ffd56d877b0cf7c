"""Helpers that many tests share: stock-shaped zips from test sources, notebooks from cells, a judge in this process."""

import atexit
import functools
import gc
import json
import tempfile
import zipfile
from pathlib import Path
from unittest import mock

import nbformat

from autograder.bundle import load_bundle
from autograder.engine.judge.judge import Judge
from autograder.engine.judge.zygote import Zygote
from autograder.engine.sandbox.kernel import use_huge_pages
from autograder.submissions import find_submissions, load_submission
from tests.support.speed import scaled_limits

SQUARE = """
OK_FORMAT = False
from otter.test_files import test_case
import numpy as np
name = "q1"
points = 4

@test_case(name="public", points=1)
def test_public(square):
    assert square(2) == 4, "square(2) should be 4"

@test_case(name="random", points=2, hidden=True, failure_message="Check negative numbers.")
def test_random(square):
    for x in (-3, -1.5, 0, 7):
        assert square(x) == x * x

@test_case(name="arrays", points=1, hidden=True)
def test_arrays(square):
    x = np.arange(3.0)
    assert np.allclose(square(x), [0, 1, 4])
    assert np.array_equal(x, np.arange(3.0)), "changed its input"
"""

TOTAL = """
OK_FORMAT = True
test = {
    "name": "q2",
    "points": [1, 2],
    "suites": [{"type": "doctest", "scored": True, "setup": "", "teardown": "", "cases": [
        {"code": ">>> total([1, 2, 3])\\n6", "hidden": False, "locked": False},
        {"code": ">>> all(total([n, n]) == 2 * n for n in range(5))\\nTrue\\n>>> abs(total([0.1] * 10) - 1) < 1e-9\\nTrue",
         "hidden": True, "locked": False},
    ]}],
}
"""

GOOD = {
    "q1": "import numpy as np\ndef square(x):\n    return x * x",
    "q2": "def total(xs):\n    s = 0\n    for x in xs:\n        s += x\n    return s",
}
CHECKED = [
    "import otter\ngrader = otter.Notebook('x.ipynb')",
    GOOD["q1"],
    "grader.check('q1')",
    GOOD["q2"],
    "grader.check('q2')",
]


def make_zip(
    path: Path,
    tests: dict[str, str],
    config: dict | None = None,
    files: dict[str, bytes] | None = None,
    members: dict[str, str] | None = None,
) -> Path:
    """A zip of the shape that `otter generate` writes; `members` are what a bundle of ours has beside that."""
    with zipfile.ZipFile(path, "w") as z:
        z.writestr("otter_config.json", json.dumps({"lang": "python", **(config or {})}))
        for name, source in tests.items():
            z.writestr(f"tests/{name}.py", source)
        for name, data in (files or {}).items():
            z.writestr(f"files/{name}", data)
        for name, text in (members or {}).items():
            z.writestr(name, text)
    return path


def course_members(answers: dict[str, str], requires: dict[str, list[str]], before: list[str] | None = None) -> dict:
    """Manifest and solved notebook of a bundle: the cells `before`, then the official answer of each question."""
    marks = {q: {"autograder": {"question": q, "role": "answer"}} for q in answers}
    cells = [nbformat.v4.new_code_cell(c) for c in before or ()]
    cells += [nbformat.v4.new_code_cell(source, metadata=marks[q]) for q, source in answers.items()]
    manifest = {"format": 1, "name": "hw", "title": "Homework", "disclosure": "full", "packages": ["numpy"]}
    questions = {q: {"title": "", "points": 1, "requires": requires.get(q, [])} for q in answers}
    manifest |= {"questions": questions, "aliases": {}, "limits": {}, "seed": None}
    solved = nbformat.writes(nbformat.v4.new_notebook(cells=cells))
    return {"bundle.json": json.dumps(manifest), "judge/solution.ipynb": solved}


def make_notebook(path: Path, cells: list[str]) -> Path:
    """A notebook with code cells."""
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(c, id=f"cell-{i}") for i, c in enumerate(cells)]
    )
    nbformat.write(notebook, path)
    return path


class SharedZygote(Zygote):
    """A zygote that serves all graders of this process which preload the same packages on the same back end."""

    def close(self):
        """Stays for the next grader; `end` is its end."""

    def end(self):
        super().close()


@functools.cache
def shared_zygote(packages, back_end):
    """Started once: the imports of a zygote cost more than most tests."""
    zygote = SharedZygote(list(packages), back_end)
    atexit.register(zygote.end)
    gc.freeze()  # this process is the judge that forks for each submission: as in `Judge.warm_up`
    use_huge_pages()
    return zygote


def judge_with_shared_zygote(bundle, back_end="auto", **options):
    """A judge whose zygote serves others of this process, too."""
    with mock.patch(
        "autograder.engine.judge.judge.Zygote", lambda packages, *args: shared_zygote(tuple(packages), args[0])
    ):
        return Judge(bundle, back_end, **options)


class Grader:
    """A judge for one set of test files; in mode "never", for what is judged inside says nothing of the judge."""

    def __init__(self, tests=None, config=None, files=None, limits=None, back_end="auto", members=None, inside="never"):
        import msgspec

        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name) / "autograder.zip"
        make_zip(path, tests or {"q1": SQUARE, "q2": TOTAL}, config, files, members)
        bundle = load_bundle(path).with_inside(inside)
        quick = {"cell_s": 3.0, "case_s": 2.0, "total_s": 30.0, "memory_bytes": 512 << 20, **(limits or {})}
        self.limits = msgspec.structs.replace(bundle.limits, **scaled_limits(quick))
        self.judge = judge_with_shared_zygote(msgspec.structs.replace(bundle, limits=self.limits), back_end)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.judge.close()
        self.folder.cleanup()

    def graded(self, cells, only=None):
        """Report and outputs for a notebook made of `cells`; `only` one question is judged."""
        path = make_notebook(Path(self.folder.name) / "submission.ipynb", cells)
        submission = find_submissions([path])[0]
        loaded = load_submission(submission)
        with mock.patch("autograder.engine.judge.judge.stopped", return_value=False):  # an attack would run twice
            return self.judge.grade(loaded, submission.id, submission.student, only=only, limits=self.limits)

    def report(self, cells, only=None):
        return self.graded(cells, only).report

    def scores(self, cells):
        """Points per question."""
        return {q.name: q.points for q in self.report(cells).questions}

    def verdicts(self, cells):
        """Verdicts per question, in the order of the cases."""
        return {q.name: [c.verdict.value for c in q.cases] for q in self.report(cells).questions}


FULL = {"q1": 4.0, "q2": 3.0}
ZERO = {"q1": 0.0, "q2": 0.0}
