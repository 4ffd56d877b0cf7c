"""The same scores as stock `otter run`, on honest submissions."""

import io
import zipfile

import nbformat
import pytest

from autograder.bundle import load_bundle
from tests.conftest import NAMES, ROOT
from tests.support.grading import judge_with_shared_zygote
from tests.support.masters import MASTERS, assign
from tests.support.parity import compare, corpus_notebooks, ours

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.usefixtures("blind_kernels")
def test_a_sample_of_the_corpus_scores_as_in_otter_run(built, name, tmp_path):
    notebooks = corpus_notebooks(built[name], ROOT / "solutions" / name, tmp_path, limit=3)
    with zipfile.ZipFile(built[name].bundle) as z:
        untouched = nbformat.read(io.StringIO(z.read("judge/student.ipynb").decode()), as_version=4)
    nbformat.write(untouched, tmp_path / "untouched.ipynb")
    notebooks["untouched"] = tmp_path / "untouched.ipynb"
    assert len(notebooks) >= 4
    differences, _, _ = compare(built[name].stock, notebooks)
    assert differences == []


WRONG = {
    "ok": [
        "def area(r): return 3 * r ** 2",
        "class Total:\n    value = 0\n    def add(self, x):\n        Total.value += x\n        return self",
    ],
    "exception": [
        "def standardise(X):\n    X -= X.mean(axis=0)\n    X /= X.std(axis=0)\n    return X",
        "def best(fn, items):\n    return fn(sorted(items)[0])",
    ],
    "metadata": ["answer = 42.0", "def hollow(n):\n    return np.ones((n, n))"],
}


@pytest.mark.parametrize("name", MASTERS)
def test_a_stock_otter_zip_is_graded_as_it_is(name, tmp_path):
    zip_path, solved, student = assign(name, tmp_path / "master")
    notebooks = {"solved": solved, "student": student}
    for i, wrong in enumerate(WRONG[name]):
        notebook = nbformat.read(solved, as_version=4)
        checks = [k for k, c in enumerate(notebook.cells) if "grader.check(" in c.source]
        notebook.cells.insert(checks[i], nbformat.v4.new_code_cell(wrong))
        notebooks[f"wrong-{i}"] = tmp_path / f"wrong-{i}.ipynb"
        nbformat.write(notebook, notebooks[f"wrong-{i}"])
    differences, _, _ = compare(zip_path, notebooks)
    assert differences == []
    with judge_with_shared_zygote(load_bundle(zip_path)) as judge:
        totals = {n: sum(ours(judge, p).values()) for n, p in notebooks.items()}
    assert totals["solved"] == sum({"ok": [4, 2, 2], "exception": [3, 2], "metadata": [1, 2]}[name])
    assert totals["student"] < totals["solved"]
    assert all(totals[f"wrong-{i}"] < totals["solved"] for i in range(len(WRONG[name])))
