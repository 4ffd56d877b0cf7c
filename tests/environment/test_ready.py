"""Before the first submission: what is missing is said once, with the command that mends it."""

import sys

import msgspec
import pytest

from autograder.bundle import Environment, load_bundle
from autograder.environment import ready as module
from autograder.environment.ready import ready
from autograder.environment.requirements import wanted
from autograder.errors import BundleError
from autograder.grading.batch import Batch
from autograder.results import Status
from autograder.submissions import find_submissions
from tests.cli.test_cli import autograder
from tests.support.grading import CHECKED, SQUARE, TOTAL, course_members, make_notebook, make_zip

IMPORTS = "    import seaborn_xyz\n"


def hand_in(folder, *cells):
    folder.mkdir(exist_ok=True)
    paths = [make_notebook(folder / f"s{i}.ipynb", [cell, *CHECKED]) for i, cell in enumerate(cells)]
    return find_submissions(paths)


def bundle(tmp_path, test=SQUARE, **members):
    return make_zip(
        tmp_path / "hw.zip", {"q1": test, "q2": TOTAL}, members={n.replace("_", "."): t for n, t in members.items()}
    )


def test_a_package_that_a_test_lacks_is_one_error_before_anything_is_graded(tmp_path):
    test = SQUARE.replace("    assert square(2)", f"{IMPORTS}    import skimage.data\n    assert square(2)")
    hand_in(tmp_path / "in", *["x = 1"] * 3)
    done = autograder("grade", bundle(tmp_path, test), tmp_path / "in", "--out", tmp_path / "out")
    assert done.returncode == 2
    assert "tests import seaborn_xyz (tests/q1.py), skimage (tests/q1.py), which the Python that judges" in done.stderr
    assert f"{sys.executable} -m pip install scikit-image seaborn-xyz" in done.stderr
    assert not (tmp_path / "out").exists()


def test_what_a_test_does_without_or_the_bundle_brings_is_not_missing(tmp_path):
    test = f"try:\n{IMPORTS}except ImportError:\n    pass\nimport helper, package.part\n" + SQUARE
    path = make_zip(tmp_path / "hw.zip", {"q1": test}, files={"helper.py": b"", "package/part.py": b""})
    assert ready(load_bundle(path)).python is None


def test_what_notebooks_lack_is_one_sentence_and_they_are_graded(tmp_path):
    found = hand_in(tmp_path / "in", "import sklearn_xyz", "import sklearn_xyz, evil_xyz", "import numpy, json")
    said = []
    reports = Batch(bundle(tmp_path), found, tmp_path / "out", jobs=1, pages=False, say=said.append).run()
    assert [r.status for r in reports] == [Status.GRADED] * 3
    (sentence,) = said
    assert "sklearn_xyz (2 of 3 submissions), evil_xyz (1 of 3 submissions)" in sentence
    assert [r.provenance.lacking for r in reports] == [("sklearn_xyz",), ("evil_xyz", "sklearn_xyz"), ()]


IN_TORCH = "def square(x):\n    import torch\n    return x * x"
LOADED = "import sys\ndef square(x):\n    return x * x if 'tor' + 'ch' in sys.modules else None"


def test_what_several_notebooks_import_is_in_every_sandbox_from_the_start(tmp_path):
    path, found = bundle(tmp_path), hand_in(tmp_path / "in", IN_TORCH, IN_TORCH, LOADED)
    assert ready(load_bundle(path), found).common == ("torch",)
    reports = Batch(path, found, tmp_path / "out", jobs=1, pages=False).run()
    assert [r.questions[0].points for r in reports] == [4, 4, 4]


def test_what_one_notebook_or_one_in_hundreds_imports_is_its_own_to_wait_for(tmp_path):
    path, found = bundle(tmp_path), hand_in(tmp_path / "in", IN_TORCH, IN_TORCH, LOADED, "import numpy")
    assert ready(load_bundle(path), found[1:]).common == ()
    assert ready(load_bundle(path), found[:2] + found[3:] * 198).common == ("torch",)
    assert ready(load_bundle(path), found[:2] + found[3:] * 199).common == ()


def test_a_name_that_only_a_student_says_is_in_no_command(tmp_path):
    said = []
    ready(load_bundle(bundle(tmp_path)), hand_in(tmp_path / "in", "import evil_xyz, skimage.data"), said.append)
    assert said[0].count("evil") == 1
    assert "-m pip install scikit-image;" in said[0]


def test_after_a_package_was_installed_who_imports_it_is_graded_again(tmp_path, monkeypatch):
    found = hand_in(tmp_path / "in", "import sklearn_xyz", "x = 1")
    run = lambda: Batch(bundle(tmp_path), found, tmp_path / "out", jobs=1, pages=False).run()  # noqa: E731
    before = run()
    assert run() == before
    here = module.Ready(None, {}, module.holds(None))
    monkeypatch.setattr("autograder.grading.batch.ready", lambda *args, **options: here)
    after = run()
    assert after[0] != before[0]
    assert after[1] == before[1]


def test_a_course_package_that_students_lack_fails_the_build_with_the_command(tmp_path):
    autograder("new", "means", cwd=tmp_path)
    path = tmp_path / "assignments/means/assignment.toml"
    path.write_text(path.read_text().replace('packages = ["numpy"]', 'packages = ["numpy", "seaborn_xyz.plots"]'))
    done = autograder("build", "means", cwd=tmp_path)
    assert done.returncode == 2
    assert "means: packages: seaborn_xyz: " in done.stderr
    assert f"{sys.executable} -m pip install seaborn-xyz" in done.stderr


@pytest.fixture
def installs(monkeypatch, tmp_path):
    """Counts installations; each gives this interpreter."""
    made = []
    monkeypatch.setattr(module, "installed", lambda wanted, base, say: made.append(wanted) or sys.executable)
    return made


def test_a_stock_zips_requirements_stay_where_nothing_is_missing(tmp_path, installs):
    path = bundle(tmp_path, requirements_txt="numpy\nsklearn-xyz\n")
    assert ready(load_bundle(path), hand_in(tmp_path / "in", "import numpy, json")).python is None
    assert installs == []


@pytest.mark.parametrize(
    ("requirements", "cells", "install"),
    [
        ("sklearn-xyz", ["import sklearn_xyz", *["x = 1"] * 3], False),  # one does not choose for all
        ("sklearn-xyz", ["import sklearn_xyz"], False),  # nor where there is no other
        ("other", ["x = '''\\nimport typo_xyz\\n'''"] * 3, False),  # nobody imports it
        ("other", ["import usual_xyz"] * 2 + ["x = 1"] * 2, False),  # half
        ("other", ["import usual_xyz"] * 3 + ["x = 1"] * 2, True),  # most need it, under whatever name
    ],
)
def test_a_stock_zips_requirements_are_installed_where_they_help(tmp_path, installs, requirements, cells, install):
    path = bundle(tmp_path, requirements_txt=requirements)
    assert (ready(load_bundle(path), hand_in(tmp_path / "in", *cells)).python == sys.executable) is install
    assert ready(load_bundle(path), hand_in(tmp_path / "in", *cells), install=False).python is None


def test_what_the_bundles_own_modules_lack_is_installed(tmp_path, installs):
    path = make_zip(
        tmp_path / "hw.zip", {"q1": SQUARE}, files={"a.py": b"import b_xyz"}, members={"requirements.txt": "other"}
    )
    assert ready(load_bundle(path), hand_in(tmp_path / "in", "x = 1")).python == sys.executable


@pytest.mark.parametrize(("listed", "install"), [("seaborn-xyz", True), ("other", False)])
def test_what_tests_lack_in_the_students_process_is_installed_where_it_is_listed(tmp_path, installs, listed, install):
    test = SQUARE.replace("    assert square(2)", f"{IMPORTS}    assert square(2)")
    found = load_bundle(bundle(tmp_path, test, requirements_txt=listed)).with_inside("always")
    assert (ready(found).python == sys.executable) is install


@pytest.mark.parametrize("broken", ["requirements.txt", "environment.yml"])
def test_a_stock_zips_list_that_cannot_be_had_costs_one_sentence(tmp_path, monkeypatch, broken):
    def installed(wanted, base, say):
        raise BundleError("requirements.txt, line 1: no such package")

    monkeypatch.setattr(module, "installed", installed)
    text = {"requirements.txt": "other", "environment.yml": "a: ["}[broken]
    path = bundle(tmp_path, **{broken.replace(".", "_"): text})
    said, found = [], hand_in(tmp_path / "in", *["import usual_xyz"] * 3)
    assert ready(load_bundle(path), found, said.append).python is None
    assert said[0].startswith(broken)
    assert said[0].endswith(f"students' code runs in {sys.executable} instead")
    assert "usual_xyz (3 of 3 submissions)" in said[1]


def test_without_an_environment_its_file_may_be_none(tmp_path):
    path = bundle(tmp_path, environment_yml="a: [")
    said, found = [], hand_in(tmp_path / "in", *["import usual_xyz"] * 3)
    assert ready(load_bundle(path), found, said.append, install=False).python is None
    assert len(said) == 1


def test_an_assignments_environment_that_cannot_be_had_is_an_error(tmp_path, monkeypatch):
    def installed(wanted, base, say):
        raise BundleError("requirements.txt, line 1: no such package")

    monkeypatch.setattr(module, "installed", installed)
    ours = msgspec.structs.replace(load_bundle(bundle(tmp_path)), environment=Environment())
    with pytest.raises(BundleError, match="no such package"):
        ready(ours)


def test_the_list_is_read_once_for_all_names(tmp_path, monkeypatch):
    read = []
    monkeypatch.setattr(module, "wanted", lambda bundle: read.append(1) or wanted(bundle))
    cells = "\n".join(f"import a{i}_xyz" for i in range(50))
    ready(load_bundle(bundle(tmp_path, requirements_txt="other")), hand_in(tmp_path / "in", cells))
    assert len(read) <= 2


def test_an_assignments_environment_is_always_used(tmp_path, installs):
    members = course_members({"q1": "square = lambda x: x * x"}, {})
    members["bundle.json"] = members["bundle.json"].replace('"seed": null', '"seed": null, "environment": {}')
    path = make_zip(tmp_path / "hw.zip", {"q1": SQUARE}, members={**members, "requirements.txt": "tqdm\n"})
    assert ready(load_bundle(path)).python == sys.executable
    assert [line.text for line in installs[0].lines] == ["tqdm", "numpy"]


def test_an_interpreter_that_somebody_keeps_must_hold_what_a_sandbox_needs(tmp_path):
    members = course_members({"q1": "square = lambda x: x * x"}, {})
    bare = '"environment": {"python": "/usr/bin/python3"}'
    members["bundle.json"] = members["bundle.json"].replace('"seed": null', f'"seed": null, {bare}')
    path = make_zip(tmp_path / "hw.zip", {"q1": SQUARE}, members=members)
    with pytest.raises(BundleError, match=r"/usr/bin/python3 lacks what a sandbox needs .*pip install .*msgspec"):
        ready(load_bundle(path))
