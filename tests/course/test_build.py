"""From a master to a student folder and a bundle: what is in them, what is not, and every refusal."""

import ast
import base64
import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile

import nbformat
import pytest
from nbclient import NotebookClient
from otter.test_files.exception_test import ExceptionTestFile

from autograder.bundle import load_bundle
from autograder.course import course
from autograder.course.build import build_assignment, build_course
from autograder.course.new import new_assignment
from autograder.engine.judge.testfiles import compile_test
from autograder.errors import BuildError, CourseError, UsageError
from autograder.grading.one import grade_one
from tests.conftest import NAMES, ROOT

MASTER, HIDDEN = "assignments/means/means.py", "assignments/means/hidden/q1.py"
TOML = "assignments/means/assignment.toml"


@pytest.fixture
def means(tmp_path):
    """A course with one small assignment, `means`, straight from the template."""
    new_assignment(tmp_path, "means")
    return tmp_path


def build(root, **options):
    (assignment,) = course.load_course(root).select(["means"])
    return build_assignment(assignment, root / "dist", **options)


def edit(root, file, old, new):
    path = root / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def cells(path):
    return [c.source for c in nbformat.read(path, as_version=4).cells if c.cell_type == "code"]


# -- what a build gives -----------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_official_solutions_earn_everything_and_untouched_notebooks_nothing_hidden(built, name):
    made = built[name]  # the build refuses anything else
    assert made.questions >= 4
    assert 10 <= made.points <= 30


def test_the_template_builds_and_proves(means):
    made = build(means, stock=True, grade=grade_one)
    assert (made.questions, made.points) == (1, 4.0)
    assert sorted(p.name for p in made.student.iterdir()) == ["means.ipynb", "requirements.txt", "tests"]
    assert (made.student / "requirements.txt").read_text() == "otter-grader>=7,<8\nnumpy\n"
    with zipfile.ZipFile(made.student_zip) as z:
        assert z.namelist() == ["means/means.ipynb", "means/requirements.txt", "means/tests/means/q1.py"]


def test_builds_are_the_same_byte_for_byte(means):
    first = build(means, stock=True)
    before = [first.bundle.read_bytes(), first.stock.read_bytes(), (first.student / "means.ipynb").read_bytes()]
    second = build(means, stock=True)
    assert before == [
        second.bundle.read_bytes(),
        second.stock.read_bytes(),
        (second.student / "means.ipynb").read_bytes(),
    ]


def test_a_failed_build_leaves_the_old_one_and_no_litter(means):
    made = build(means)
    before = made.bundle.read_bytes()
    edit(means, MASTER, "# points: 4", "# points: 5")
    with pytest.raises(BuildError, match="the cases are worth 4 points, the question 5"):
        build(means)
    assert made.bundle.read_bytes() == before
    assert [p.name for p in (means / "dist").iterdir()] == ["means"]


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_students_see_no_hidden_test_no_answer_and_no_key(built, name):
    everything = b"\n".join(p.read_bytes() for p in built[name].student.rglob("*") if p.is_file())
    for word in (b"import reference", b"from reference", b"autograder.checks", b"# SOLUTION", b"hidden=True"):
        assert word not in everything
    with zipfile.ZipFile(built[name].bundle) as z:
        hidden = [n for n in z.namelist() if n.startswith("tests/")]
        assert any(b"hidden=True" in z.read(n) for n in hidden)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_student_notebook_runs_in_stock_jupyter_with_stock_otter(built, name, tmp_path, kernels):
    """Every check fails on the untouched notebook and passes once the official answers are in."""
    folder = tmp_path / "student"
    subprocess.run(["cp", "-r", str(built[name].student), str(folder)], check=True)
    with zipfile.ZipFile(built[name].bundle) as z:
        solved = nbformat.reads(z.read("judge/solution.ipynb").decode(), as_version=4)
    results = []
    for notebook in (nbformat.read(folder / f"{name}.ipynb", as_version=4), solved):
        NotebookClient(notebook, timeout=120, allow_errors=True, resources={"metadata": {"path": folder}}).execute()
        checks = [c for c in notebook.cells if c.cell_type == "code" and c.source.startswith("grader.check(")]
        results.append([o["data"]["text/plain"] for c in checks for o in c.outputs])
    before, after = results
    assert len(before) == len(after) >= 4
    assert all("results: All test cases passed!" in text for text in after)
    assert all("passed" not in text.partition("\n")[0] for text in before)


@pytest.mark.parametrize(
    "name", ["means.ipynb", "means (1).ipynb", ""], ids=["as it is", "renamed", "no file, as in Colab"]
)
def test_the_student_notebook_alone_checks_answers_in_stock_jupyter(means, tmp_path, name, kernels):
    edit(means, TOML, "[limits]", 'files = ["data/one.csv"]\n\n[limits]')
    (means / "assignments/means/data").mkdir()
    (means / "assignments/means/data/one.csv").write_text("1,2\n")
    notebook = nbformat.read(build(means).student / "means.ipynb", as_version=4)
    folder = tmp_path / "alone"
    folder.mkdir()
    if name:
        nbformat.write(notebook, folder / name)
    (place,) = (i for i, c in enumerate(notebook.cells) if c.source.startswith("grader.check("))
    for answer in ("X.mean(axis=1)", "X.mean(axis=0)"):
        right = f"column_means = lambda X: {answer}\nprint(open('data/one.csv').read())"
        notebook.cells[place:place] = [nbformat.v4.new_code_cell(c) for c in (right, 'grader.check("q1")')]
    NotebookClient(notebook, timeout=120, allow_errors=True, resources={"metadata": {"path": folder}}).execute()
    checks = [c for c in notebook.cells if c.source.startswith('grader.check("q1")')]
    said = [c.outputs[-1]["data"]["text/plain"] for c in checks]
    assert ["All test cases passed!" in text for text in said] == [True, False, False]


def test_a_notebook_says_its_points_and_packages_and_brings_nothing_but_what_students_get(means):
    edit(means, TOML, "[limits]", 'files = ["one.csv", "large.bin"]\n\n[limits]')
    (means / "assignments/means/one.csv").write_text("1,2\n")
    (means / "assignments/means/large.bin").write_bytes(bytes(2 << 20))
    made = build(means)
    facts, bring, *_ = nbformat.read(made.student / "means.ipynb", as_version=4).cells
    assert "**means**, 4 points. q1 (Mean): 4." in facts.source
    assert "`numpy`" in facts.source
    assert "Put beside this notebook: `large.bin`." in facts.source
    files = zipfile.ZipFile(io.BytesIO(base64.b64decode(re.search(r'_bring\("(.*?)"', bring.source)[1])))
    got = {name: files.read(name) for name in files.namelist()}
    assert got == {name: (made.student / name).read_bytes() for name in ("one.csv", "tests/means/q1.py")}


def test_what_a_notebook_brings_replaces_no_file_but_its_own_public_tests(means, tmp_path, monkeypatch, capsys):
    edit(means, TOML, "[limits]", 'files = ["one.csv"]\n\n[limits]')
    (means / "assignments/means/one.csv").write_text("1,2\n")
    _, bring, *_ = nbformat.read(build(means).student / "means.ipynb", as_version=4).cells
    monkeypatch.chdir(tmp_path)
    others = {"tests/q1.py": "the grader's own\n", "one.csv": "another's\n", "tests/means/q1.py": "of last year\n"}
    (tmp_path / "tests/means").mkdir(parents=True)
    for name, text in others.items():
        (tmp_path / name).write_text(text)
    exec(bring.source, {})
    kept = {name for name, text in others.items() if (tmp_path / name).read_text() == text}
    assert kept == {"tests/q1.py", "one.csv"}
    assert capsys.readouterr().out.startswith("one.csv is not as this notebook brings it, and was left alone")


def test_two_assignments_in_one_folder_check_each_by_its_own_public_tests(means, tmp_path, kernels):
    shutil.copytree(means / "assignments/means", means / "assignments/sums")
    master = means / "assignments/sums/means.py"
    text = master.read_text().replace("column_means", "column_sums").replace(" / len(X)", "")
    text = text.replace("[2.0, 4.0]", "[4.0, 8.0]").replace("# points: 4", "# points: 1")
    master.rename(master.with_name("sums.py")).write_text(text)
    (means / "assignments/sums/hidden/q1.py").unlink()
    folder = tmp_path / "one folder"
    folder.mkdir()
    said = {}
    for name, right in (("means", "column_means = lambda X: X.mean(axis=0)"), ("sums", "column_sums = sum")):
        made = build_course(means, [name], means / "dist")[0]
        notebook = nbformat.read(made.student / f"{name}.ipynb", as_version=4)
        nbformat.write(notebook, folder / f"{name} (1).ipynb")  # as a browser calls the second download
        notebook.cells += [nbformat.v4.new_code_cell(c) for c in (right, 'grader.check("q1")', "grader._notebook")]
        NotebookClient(notebook, timeout=120, allow_errors=True, resources={"metadata": {"path": folder}}).execute()
        said[name] = [c.outputs[-1]["data"]["text/plain"] for c in notebook.cells[-2:]]
    passed = "q1 results: All test cases passed!"
    assert said == {name: [passed, f"'{name} (1).ipynb'"] for name in ("means", "sums")}


@pytest.mark.slow
def test_stock_otter_run_accepts_the_stock_zip(means):
    made = build(means, stock=True)
    with zipfile.ZipFile(made.bundle) as z:
        (means / "solved.ipynb").write_bytes(z.read("judge/solution.ipynb"))
    done = subprocess.run(
        [sys.executable, "-m", "otter", "run", "-a", str(made.stock), "-o", str(means), "--no-logo", "solved.ipynb"],
        cwd=means, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONWARNINGS": "ignore"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    tests = json.loads((means / "results.json").read_text())["tests"]
    assert sum(t.get("score", 0) for t in tests) == sum(t.get("max_score", 0) for t in tests) == 4


MESSAGE = r"""The \underline{mean} is $\frac{1}{N}\sum_i x_i$; "axis 0", it's said.
See {{ the }} notes \n \\ 100 %."""


@pytest.mark.parametrize("key", ["failure_message", "success_message"])
def test_messages_of_public_cases_survive_as_they_were_written(means, key):
    quoted = "".join(f"\n  {line}" for line in MESSAGE.splitlines())
    edit(means, MASTER, "points: 1\n", f"points: 1\n{key}: |{quoted}\n")
    made = build(means, stock=True, grade=grade_one)
    (spec,) = load_bundle(made.bundle).questions
    case = compile_test(spec).load().test_cases[0]
    assert (case.name, getattr(case, key), case.points, case.hidden) == ("a small matrix", MESSAGE, 1, False)
    public = (made.student / "tests" / "means" / "q1.py").read_text()
    assert ExceptionTestFile.from_string(public, path="q1.py").test_cases[0].name == "a small matrix"


def test_a_case_whose_config_is_its_message_alone_keeps_it(means):
    edit(means, MASTER, 'name: "a small matrix"\npoints: 1\n', 'failure_message: "a \\"b\\""\n')
    edit(means, HIDDEN, "points=3", "points=3")
    (spec,) = load_bundle(build(means).bundle).questions
    case = compile_test(spec).load().test_cases[0]
    assert (case.name, case.failure_message, case.hidden) == ("small", 'a "b"', False)


def test_a_folder_of_files_ships_nothing_that_systems_leave_behind(means):
    folder = means / "assignments" / "means" / "data"
    litter = [".DS_Store", ".ipynb_checkpoints/a-checkpoint.ipynb", "__pycache__/x.pyc", "Thumbs.db", "sub/._a.csv"]
    for name in ["a.csv", "sub/b.csv", *litter]:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("1")
    edit(means, "assignments/means/assignment.toml", "about =", 'files = ["data"]\nabout =')
    made = build(means)
    assert sorted(load_bundle(made.bundle).files) == ["data/a.csv", "data/sub/b.csv"]
    shipped = [p.relative_to(made.student).as_posix() for p in made.student.rglob("*") if p.is_file()]
    assert sorted(n for n in shipped if n.startswith("data")) == ["data/a.csv", "data/sub/b.csv"]


# -- refusals ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (MASTER, "# points: 4", "# points: -1", "q1: points: expected a number of at least 0, got -1"),
        (MASTER, "# points: 4", "# points: many", "expected a number of at least 0, got 'many'"),
        (MASTER, "# points: 4", "", "needs `name` and `points`"),
        (MASTER, "# name: q1", "# name: 'q 1'", "question name: expected letters, digits, _, - and ., got 'q 1'"),
        (MASTER, "# name: q1", "# name: q2", r"hidden/q1.py: is for 'q1', but the master has no such question: q2"),
        (MASTER, "def test_public_small(", "test = (", "a test cell needs a test function"),
        (MASTER, "# %%\nimport numpy as np", "# %% [raw]\n# # ASSIGNMENT CONFIG\n# name: x\n", "belong in assignment.toml"),
        (HIDDEN, "agree(column_means", "agree(((column_means", "line 2[0-9]: "),
        (HIDDEN, "import numpy as np", "import nump as np", "cannot be loaded: ModuleNotFoundError"),
        (HIDDEN, "import numpy as np", "from __future__ import annotations", "`from __future__` cannot be used"),
        (HIDDEN, "points=3", "points=2", "the cases are worth 3 points, the question 4"),
        (HIDDEN, "points=3", "points=-3", "the cases are worth -2 points"),
        (HIDDEN, "test_hidden_random", "test_public_small", "test_public_small is defined twice"),
        (HIDDEN, '"random matrices"', '"a small matrix"', "two cases have the same name"),
        (HIDDEN, "hidden=True, ", "", "a case has no hidden=True; public cases are test cells of the master"),
        (MASTER, "points: 1\n", "points: 1\nhidden: true\n", r"is hidden; hidden tests belong in hidden/<question>.py"),
        (MASTER, "points: 1\n", "points: 1\nfailure_message: 5\n", r"failure_message: expected text, found 5"),
        (HIDDEN, "import numpy as np", "import nump as np", r"hidden/q1.py: q1: line 3: the tests cannot be loaded"),
        (MASTER, "def test_public_small(column_means):", "def test_public_small(column_means=nowhere):",
         r"means.py: q1: the tests cannot be loaded: NameError"),
        (MASTER, "points: 1\n", "points 1\n", "a TEST CONFIG needs lines `key: value`"),
    ],
)  # fmt: skip
def test_mistakes_of_an_author_are_named_with_their_file(means, file, old, new, message):
    edit(means, file, old, new)
    with pytest.raises(BuildError, match=message) as failure:
        build(means)
    assert str(failure.value).startswith(str(means / "assignments" / "means"))


def test_two_questions_of_one_name_are_refused(means):
    text = (means / MASTER).read_text()
    start = text.index("# %% [raw]\n# # BEGIN QUESTION")
    (means / MASTER).write_text(text + "\n" + text[start:])
    with pytest.raises(BuildError, match="two questions are called 'q1'"):
        build(means)


def test_a_master_without_questions_is_refused(means):
    (means / MASTER).write_text("# %% [markdown]\n# Nothing.\n")
    (means / HIDDEN).unlink()
    edit(means, "assignments/means/assignment.toml", "[questions.q1]", "[other]")
    text = (means / "assignments/means/assignment.toml").read_text()
    (means / "assignments/means/assignment.toml").write_text(text[: text.index("[other]")])
    with pytest.raises(BuildError, match="expected at least one `# BEGIN QUESTION`"):
        build(means)


def test_a_question_without_tests_is_refused(means):
    text = (means / MASTER).read_text()
    start, end = text.index("# %% [raw]\n# # BEGIN TESTS"), text.index("# %% [raw]\n# # END QUESTION")
    (means / MASTER).write_text(text[:start] + text[end:])
    (means / HIDDEN).unlink()
    with pytest.raises(BuildError, match="q1: has neither public nor hidden tests"):
        build(means)


def test_a_line_of_the_hidden_tests_in_the_student_folder_is_a_leak(means):
    settings = means / "assignments/means/assignment.toml"
    settings.write_text('files = ["notes.txt"]\n' + settings.read_text())
    (means / "assignments/means/notes.txt").write_text("hint:\n    return X.mean(axis=0)\n")
    with pytest.raises(BuildError, match=r"notes.txt of the student folder shows a line .*'return X.mean\(axis=0\)'"):
        build(means)


def test_an_answer_in_a_data_file_is_a_leak(means):
    settings = means / "assignments/means/assignment.toml"
    settings.write_text('files = ["notes.bin"]\n' + settings.read_text())
    (means / "assignments/means/notes.bin").write_bytes(b"\x00return X.sum(axis=0) / len(X)\x00")
    with pytest.raises(BuildError, match=r"notes.bin of the student folder shows"):
        build(means)


def test_a_solution_that_fails_its_own_hidden_test_is_refused(means):
    edit(means, MASTER, "X.sum(axis=0) / len(X)", "X.sum(axis=0) / (len(X) + (len(X) == 7))")
    with pytest.raises(BuildError, match="the official solution fails q1, case 'random matrices'"):
        build(means, grade=grade_one)


def test_the_first_cell_that_did_not_run_is_shown_when_the_solution_fails(means):
    edit(means, MASTER, "return X.sum(axis=0)", "return X.sum(axis=0")
    with pytest.raises(BuildError) as e:
        build(means, grade=grade_one)
    assert "the official solution fails q1" in str(e.value)
    assert "did not run: SyntaxError" in str(e.value)
    assert "\n    def column_means(X):" in str(e.value)


def test_a_public_test_that_imports_what_students_lack_is_refused(means):
    edit(means, MASTER, "    import numpy as np\n", "    import numpy as np\n    from scipy import stats\n")
    with pytest.raises(BuildError, match=r"means.py: q1: a public test imports 'scipy', which students may lack"):
        build(means)
    edit(means, TOML, 'packages = ["numpy"]', 'packages = ["numpy", "scipy.stats"]')
    assert build(means).questions == 1


@pytest.mark.parametrize("pasted", ["assert column_means( CASE )[0] == 1234", "`assert column_means(CASE)[0]==1234`"])
def test_a_hidden_assertion_pasted_into_visible_text_is_a_leak(means, pasted):
    edit(means, HIDDEN, "    agree(column_means", "    assert column_means(CASE)[0] == 1234\n    agree(column_means")
    edit(means, MASTER, "# ## Question 1: the mean\n", f"# ## Question 1: the mean\n# {pasted}\n")
    with pytest.raises(BuildError, match=r"means.ipynb of the student folder shows an assertion of a hidden test"):
        build(means)


@pytest.mark.parametrize(
    ("hidden", "pasted"),
    [
        ("agree(\n        column_means, REF, CASES)", "We call agree(column_means, REF, CASES) on your function."),
        ("agree(column_means, REF, [('a',)])", '`agree(column_means, REF, [("a",)])`'),
        ("with raises(ValueError, match='axis'):\n        column_means(3)", "`raises( ValueError, match = 'axis' )`"),
    ],
)
def test_a_check_of_a_hidden_test_pasted_into_visible_text_is_a_leak(means, hidden, pasted):
    """The words of `autograder.checks` assert as `assert` does."""
    edit(means, HIDDEN, "    agree(column_means", f"    {hidden}\n    agree(column_means")
    edit(means, HIDDEN, "from autograder.checks import ", "from autograder.checks import raises, ")
    edit(means, MASTER, "# ## Question 1: the mean\n", f"# ## Question 1: the mean\n# {pasted}\n")
    with pytest.raises(BuildError, match=r"means.ipynb of the student folder shows an assertion of a hidden test"):
        build(means)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("points: 1\n", "points: 1\nhidden: true\n", "q1, cell 9: test_public_small: is hidden"),
        ("# points: 4", "# points: four", "cell 3: q1: points: expected a number"),
    ],
)
def test_an_error_of_the_master_names_question_and_cell(means, old, new, said):
    """Cells are counted from 1, all of them, as VS Code shows them."""
    edit(means, MASTER, old, new)
    with pytest.raises(BuildError, match=said):
        build(means)


def test_a_misconception_that_nobody_defines_is_refused(means):
    edit(means, TOML, "misconceptions = []", 'misconceptions = ["rowz"]')
    with pytest.raises(BuildError, match=r"assignment.toml: questions.q1.misconceptions: .* defines 'rowz'"):
        build(means)


@pytest.mark.parametrize("settings", ['np.errstate(all="raise")', "warnings.catch_warnings()"])
def test_settings_around_a_call_that_do_not_reach_the_students_code_are_refused(means, settings):
    block = f"    with {settings}:\n        column_means(np.ones((2, 2)))\n    agree(column_means"
    edit(means, HIDDEN, "    agree(column_means", block)
    with pytest.raises(BuildError, match=r"q1, test_hidden_random: `\w+` around a call of the student's function"):
        build(means)


def test_starter_code_that_raises_is_a_warning(means):
    edit(means, MASTER, "import numpy as np\n\n# %% [raw]", "import numpy as np\n# %%\nX = Y\n\n# %% [raw]")
    (warning,) = build(means, grade=grade_one).warnings
    assert "students meet an error before they begin" in warning
    assert "NameError: name 'Y' is not defined" in warning


def test_a_markdown_master_without_raw_cells_hears_how_they_are_written(means):
    (means / MASTER).rename(means / MASTER.replace(".py", ".md")).write_text("# BEGIN QUESTION\nname: q1\n")
    with pytest.raises(BuildError, match="`<!-- #raw -->` and `<!-- #endraw -->`"):
        build(means)


COMPARES = """@test_case(name="random matrices", points=3, hidden=True)
def test_hidden_functions(column_means):
    assert column_means.__closure__ is None and column_means(np.ones((2, 3))).shape == (3,)
"""


def compares_handles(root):
    path = root / HIDDEN
    path.write_text(path.read_text().split("from autograder")[0] + COMPARES)


def test_a_test_that_no_judge_can_run_is_refused_with_what_to_write_instead(means):
    compares_handles(means)
    with pytest.raises(BuildError) as e:
        build(means, grade=grade_one)
    for part in (
        "q1, case 'random matrices': the test",
        "the function 'column_means'",
        'inside = "fallback"',
        "docs/writing-tests.md",
    ):
        assert part in str(e.value)


def test_such_a_test_may_run_beside_the_students_code_where_the_assignment_says_so(means):
    compares_handles(means)
    edit(means, TOML, "[limits]", 'inside = "fallback"\n\n[limits]')
    made = build(means, grade=grade_one)
    answer = means / "answer.py"
    answer.write_text("import numpy as np\n\ndef column_means(X):\n    return X.mean(axis=0)\n")
    report = grade_one(made.bundle, answer)
    assert [(c.passed, c.inside) for c in report.questions[0].cases if c.hidden] == [(True, True)]


def test_a_test_that_imports_the_answer_key_is_refused_there_too(means):
    edit(means, HIDDEN, "    agree(column_means", "    assert column_means.__closure__ is None\n    agree(column_means")
    edit(means, TOML, "[limits]", 'inside = "fallback"\n\n[limits]')
    with pytest.raises(BuildError, match="does not import the answer key"):
        build(means, grade=grade_one)


def test_an_unknown_mode_is_refused(means):
    edit(means, TOML, "[limits]", 'inside = "sometimes"\n\n[limits]')
    with pytest.raises(CourseError, match=r"inside.*sometimes|sometimes.*inside"):
        build(means)


def test_hidden_points_for_the_untouched_notebook_are_refused(means):
    edit(means, HIDDEN, "    agree(column_means", "    return\n    agree(column_means")
    edit(means, MASTER, "# # BEGIN SOLUTION\n# %%\n", "# # BEGIN SOLUTION\n# %%\nfirst = 1  # SOLUTION\n")
    with pytest.raises(BuildError, match="the untouched notebook earns the hidden points of q1"):
        build(means, grade=grade_one)


def test_a_new_course_gets_a_readme_a_workflow_and_what_git_leaves_alone(means):
    assert "autograder verify" in (means / ".github/workflows/verify.yml").read_text()
    assert "autograder grade means downloads" in (means / "README.md").read_text()
    assert {"dist/", "grades/", "exam.key"} <= set((means / ".gitignore").read_text().split())


def test_a_course_that_is_there_keeps_its_own_files(tmp_path):
    (tmp_path / "README.md").write_text("mine")
    new_assignment(tmp_path, "first")
    (tmp_path / ".gitignore").unlink()
    new_assignment(tmp_path, "second")
    assert (tmp_path / "README.md").read_text() == "mine"
    assert not (tmp_path / ".gitignore").exists()


def test_a_new_assignment_needs_a_free_and_plain_name(means):
    with pytest.raises(UsageError, match="exists already"):
        new_assignment(means, "means")
    with pytest.raises(UsageError, match="expected letters, digits, _ and -, got '../x'"):
        new_assignment(means, "../x")


def unnamed_wrappers(path):
    """Calls of `agree` whose reference is a function of the test file's own, so that reports would show its name."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    own = {d.name for d in ast.walk(tree) if isinstance(d, ast.FunctionDef)}
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "agree" and len(call.args) > 1:
            student, reference = map(ast.unparse, call.args[:2])
            shown = isinstance(call.args[1], ast.Lambda) or (reference in own and reference != student)
            if shown and not any(k.arg == "name" for k in call.keywords):
                yield f"{path.name}:{call.lineno}: agree({student}, {reference[:20]})"


def test_reports_call_a_function_by_the_students_name_and_not_by_the_tests():
    files = [*(ROOT / "assignments").glob("*/hidden/*.py"), *(ROOT / "assignments/exams/bank").glob("*/hidden/*.py")]
    assert len(files) > 100
    assert [found for path in sorted(files) for found in unnamed_wrappers(path)] == []
