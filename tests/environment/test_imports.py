"""What tests and notebooks import, by their text."""

import json
import sys
import time
import zipfile

import pytest

from autograder.engine.judge.imports import imported
from autograder.environment import imports
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


# With `(\w+)[\w.]*`, the first took hours: four times as long for twice as many letters.
LONG = {
    "one name": "\nfrom " + "a" * 1_000_000,
    "dots": "\nfrom " + "a." * 500_000,
    "blanks": "\nfrom" + " " * 1_000_000,
    "a list": "\nimport " + "a, " * 350_000,
    "a list of names": "\nimport " + ", ".join(f"a{i}" for i in range(120_000)),
    "statements": "\nimport a" * 110_000,
}


@pytest.mark.parametrize("find", ["roughly", "exactly", "imported"])
@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_a_long_text_is_searched_in_the_time_that_its_length_takes(tmp_path, find, text):
    path = make_notebook(tmp_path / "hw.ipynb", [text])
    find_in = {"roughly": roughly, "exactly": exactly, "imported": lambda _: imported([text], [])}[find]
    start = time.process_time()
    assert len(find_in(submission(path))) <= 200
    assert time.process_time() - start < 5


def test_a_submission_names_200_packages_at_most_and_none_with_a_long_name(tmp_path):
    names = [f"aaa{i}" for i in range(5000)]
    path = make_notebook(tmp_path / "hw.ipynb", [f"import {'b' * 61}", *(f"import {name}" for name in names)])
    for find in (roughly, exactly):
        assert len(find(submission(path))) == 200
        assert find(submission(path)) <= {*names}


def test_the_zips_in_a_folder_are_read_one_by_one_within_one_budget(tmp_path, monkeypatch):
    monkeypatch.setattr(imports, "MOST", 10_000)
    for i in range(5):
        with zipfile.ZipFile(tmp_path / f"{i}.zip", "w", zipfile.ZIP_DEFLATED) as z:
            z.writestr(f"a{i}.py", f"import b{i}\n".ljust(4_000))
    assert roughly(Submission("ada", "ada", tmp_path)) == {"b0", "b1"}  # the third would be too much


def test_no_more_than_so_many_files_are_read(tmp_path, monkeypatch):
    monkeypatch.setattr(imports, "MOST_FILES", 3)
    for i in range(5):
        (tmp_path / f"a{i}.py").write_text(f"import b{i}")
    assert roughly(Submission("ada", "ada", tmp_path)) == {"b0", "b1", "b2"}


def test_a_notebook_that_is_large_without_its_pictures_is_not_parsed_in_this_process(tmp_path, monkeypatch):
    """16 MiB of JSON may need gigabytes as Python's objects; a picture is one string, and no reason to guess."""
    parsed, loads = [], json.loads
    path = make_notebook(tmp_path / "hw.ipynb", ["import aaa\nx = 1"])
    monkeypatch.setattr(imports.json, "loads", lambda text: parsed.append(len(text)) or loads(text))
    picture = path.read_text().replace(
        '"outputs": []', '"outputs": [{"data": {"image/png": "%s"}}]' % ("A" * 5_000_000)
    )
    path.write_text(picture)
    assert exactly(submission(path)) == {"aaa"}
    assert len(parsed) == 1
    assert parsed[0] < 10_000
    path.write_text(picture.replace('"image/png": "', '"text": [' + "[]," * 1_500_000 + '"'))
    assert exactly(submission(path)) == {"aaa"}
    assert len(parsed) == 1
