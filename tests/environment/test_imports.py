"""What tests and notebooks import, by their text."""

import sys
import zipfile

import pytest

from autograder.environment.imports import absent, by_cell, by_test, exactly, roughly
from autograder.submissions import Submission, find_submissions
from tests.support.grading import make_notebook


def submission(path):
    (found,) = find_submissions([path])
    return found


TESTS = {
    "a file": ("import a.b, c\nfrom d.e import f\nfrom . import g", {"a", "c", "d"}),
    "a function": ("def test():\n    import a", {"a"}),
    "a doctest": ('test = {"code": ">>> import a\\n>>> 1 + 1\\n2"}', {"a"}),
    "a try": ("try:\n    import a\nexcept ImportError:\n    a = None", set()),
    "no Python": ("import a\n!", set()),
}


@pytest.mark.parametrize(("source", "found"), TESTS.values(), ids=TESTS)
def test_what_a_test_needs(source, found):
    assert by_test(source) == found


CELLS = {
    "magics": ("%matplotlib inline\n!ls\nimport a as b, c.d as e", {"a", "c"}),
    "a comment": ("# import a\n'import b'", set()),
    "a try": ("try:\n    from google.colab import drive\nexcept ImportError:\n    pass\nimport a", {"a"}),
    "a function": ("def f():\n    from a import b", {"a"}),
}


@pytest.mark.parametrize(("source", "found"), CELLS.values(), ids=CELLS)
def test_what_a_cell_imports(source, found):
    assert by_cell(source) == found


CELL = "x = 1\nimport aaa\nfrom bbb.c import (d,\n  e)\ntry:\n    import ccc\nexcept ImportError: pass"


@pytest.mark.parametrize("kind", ["ipynb", "py", "zip"])
def test_every_form_of_a_submission_is_looked_at(tmp_path, kind):
    path = make_notebook(tmp_path / "hw.ipynb", [CELL])
    if kind == "py":
        path = tmp_path / "hw.py"
        path.write_text(CELL)
    if kind == "zip":
        with zipfile.ZipFile(tmp_path / "ada.zip", "w") as z:
            z.write(path, "hw.ipynb")
        path = tmp_path / "ada.zip"
    assert {"aaa", "bbb"} <= roughly(submission(path))
    assert exactly(submission(path)) == {"aaa", "bbb"}


def test_what_lies_beside_the_notebook_or_a_cell_writes_is_its_own(tmp_path):
    folder = tmp_path / "ada"
    folder.mkdir()
    (folder / "helper.py").write_text("")
    make_notebook(folder / "hw.ipynb", ["%%writefile other.py\nx = 1", "import helper, other, aaa"])
    assert roughly(Submission("ada", "ada", folder)) == {"aaa"}


def test_a_file_that_is_no_notebook_costs_nothing(tmp_path):
    (tmp_path / "hw.ipynb").write_text('{"cells": [' + "[" * 100_000 + '"import aaa')
    (tmp_path / "b.zip").write_bytes(b"PK\3\4 import aaa")
    assert [exactly(s) for s in find_submissions([tmp_path / "hw.ipynb", tmp_path / "b.zip"])] == [set(), set()]


def test_a_sandboxs_path_is_asked_not_this_processs(tmp_path, monkeypatch):
    (tmp_path / "only_here_xyz.py").write_text("")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path)])
    assert absent(None, {"only_here_xyz", "yaml", "numpy", "no_such_module_xyz"}) == {
        "only_here_xyz",
        "no_such_module_xyz",
    }
