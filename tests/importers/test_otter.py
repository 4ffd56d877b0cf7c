"""Otter Assign masters as assignments: what is carried, what is said, and the same scores as stock `otter run`."""

import contextlib
import shutil

import jupytext
import nbformat
import pytest

from autograder.bundle import load_bundle
from autograder.course.build import build_assignment
from autograder.course.course import load_course
from autograder.engine.judge.judge import Judge
from autograder.grading.one import grade_one
from autograder.importers import find_sources, import_source
from autograder.importers.draft import ImportRefusedError
from tests.importers.masters import EVERY, EXCEPTIONS
from tests.support.masters import MASTERS, assign_file, code, ok, question, raw, text, write_master
from tests.support.parity import ours, stock


def imported(master, root):
    """The draft of a master, written to a course at `root`."""
    (source,) = find_sources([master])
    draft = import_source(source)
    draft.write(root / "assignments")
    return draft


def one(tmp_path, cells, name="hw"):
    return imported(write_master(cells, tmp_path / "in" / f"{name}.ipynb"), tmp_path / "course")


def refused(tmp_path, cells):
    with pytest.raises(ImportRefusedError) as caught:
        one(tmp_path, cells)
    assert not (tmp_path / "course" / "assignments").exists() or not any((tmp_path / "course/assignments").iterdir())
    return str(caught.value)


@pytest.fixture
def every(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "data.csv").write_text("a,b\n")
    (tmp_path / "in" / "secret.csv").write_text("a\n")
    return write_master(EVERY, tmp_path / "in" / "every.ipynb")


def scores(zip_path, notebooks):
    """Notebook → question → points, by our judge; Otter has nobody who marks."""
    bundle = load_bundle(zip_path)
    with Judge(bundle, pictures=False) as judge:
        found = {name: ours(judge, path) for name, path in notebooks.items()}
    return {name: {q: n for q, n in own.items() if q not in bundle.manual} for name, own in found.items()}


WRONG = {
    "every": "x = 2.0\ndef square(x): return 256\ntotal = 6\nfirst = 'b'",
    "noisy": "def square(x):\n    print('working')\n    return x * x",
    "exceptions": "def double(x): return x + 1\nname = ''",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", ["every", "exceptions", *MASTERS])
def test_an_imported_master_scores_as_in_otter_run(name, every, tmp_path):
    cells = {"every": EVERY, "exceptions": EXCEPTIONS, **MASTERS}[name]
    master = write_master(cells, tmp_path / "in" / f"{name}.ipynb")
    draft = imported(master, tmp_path / "course")
    assignment = load_course(tmp_path / "course").assignments[draft.name]
    built = build_assignment(assignment, tmp_path / "dist", grade=grade_one)
    zip_path, solved, student = assign_file(master)
    notebooks = {"solved": solved, "student": student}
    for key, wrong in WRONG.items():
        notebook = nbformat.read(solved, as_version=4)
        for k in reversed([k for k, c in enumerate(notebook.cells) if "grader.check(" in c.source]):
            notebook.cells.insert(k, code(wrong))
        notebooks[key] = tmp_path / f"{key}.ipynb"
        nbformat.write(notebook, notebooks[key])
    expected = {key: stock(zip_path, path) for key, path in notebooks.items()}
    assert scores(built.bundle, notebooks) == expected
    assert sum(expected["student"].values()) < sum(expected["solved"].values())


def test_points_and_messages_stay(every, tmp_path):
    draft = imported(every, tmp_path / "course")
    assert draft.points == {"q1": 15, "q2": 1.5, "q3": 3, "q6.1": 1, "7a": 1}
    master = (tmp_path / "course/assignments/every/every.py").read_text()
    assert '# name: "q1"\n# points: 15\n# export: true\n# all_or_nothing: true' in master
    assert 'success_message: "It\'s \\"right\\""' in master
    assert 'name: "kind"\npoints: 2' in master
    hidden = tmp_path / "course/assignments/every/hidden"
    assert {p.stem for p in hidden.iterdir()} == {"q1", "q3", "q6.1", "7a"}
    assert "points=3, hidden=True" in (hidden / "q3.py").read_text()
    assert "square(16)" not in master


def test_settings_and_files_are_carried_and_the_rest_is_listed(every, tmp_path):
    draft = imported(every, tmp_path / "course")
    settings = load_course(tmp_path / "course").assignments["every"].settings
    assert (settings.seed, settings.seed_variable, settings.files) == (42, "rng_seed", ("data.csv",))
    assert (settings.grader_files, settings.packages, settings.inside) == (("secret.csv",), ("numpy",), "fallback")
    said = "\n".join(map(str, draft.notes))
    for part in (
        "q2: an answer that people mark (`manual: true`), 1.5 points, has no rubric",
        "q4: an answer that people mark (`manual: true`) has no points",
        "q5: has no tests",
        "requirements: ['numpy']",
        "value 7",
    ):
        assert part in said


def test_files_of_the_grader_are_not_handed_out(every, tmp_path):
    imported(every, tmp_path / "course")
    assignment = load_course(tmp_path / "course").assignments["every"]
    built = build_assignment(assignment, tmp_path / "dist")
    assert (built.student / "data.csv").exists()
    assert not (built.student / "secret.csv").exists()
    assert set(load_bundle(built.bundle).files) == {"data.csv", "secret.csv"}


def test_lines_that_are_ignored_and_hidden_tests_reach_nobody(every, tmp_path):
    imported(every, tmp_path / "course")
    built = build_assignment(load_course(tmp_path / "course").assignments["every"], tmp_path / "dist")
    handed_out = "".join(p.read_text() for p in built.student.rglob("*") if p.is_file())
    assert "seen by nobody" not in handed_out
    assert "square(16)" not in handed_out
    assert "_Points:_" not in handed_out


def test_an_ok_case_without_calls_of_the_notebook_becomes_a_plain_function(tmp_path):
    cells = question("q1", 1, "x", "x = 2 # SOLUTION", [ok("isinstance(x, int) and x > 1", value="True")])
    one(tmp_path, cells)
    master = (tmp_path / "course/assignments/hw/hw.py").read_text()
    assert "def test_q1_1(env):\n    x = env[\"x\"]\n    assert repr(isinstance(x, int) and x > 1) == 'True'" in master


def test_of_two_test_functions_of_one_name_the_last_counts_as_in_otter(tmp_path):
    draft = one(tmp_path, EXCEPTIONS)
    assert draft.points == {"q1": 6, "q2": 1}
    assert "q2: two tests are called test_it" in "\n".join(map(str, draft.notes))
    assert (tmp_path / "course/assignments/hw/hw.py").read_text().count("def test_it(") == 1


def test_a_comment_with_the_word_hidden_hides_a_test_only_as_otter_does(tmp_path):
    one(tmp_path, EXCEPTIONS)
    hidden = (tmp_path / "course/assignments/hw/hidden/q1.py").read_text()
    assert "def test_text(env)" in hidden
    assert "def test_layer" in hidden


@pytest.mark.parametrize("suffix", [".py", ".md", ".qmd"])
def test_masters_that_are_text_can_be_imported(suffix, tmp_path):
    path = tmp_path / f"hw{suffix}"
    if suffix == ".qmd":
        fence = "```otter\n{}\n```\n\n"
        parts = [fence.format("# BEGIN QUESTION\nname: q1"), fence.format("# BEGIN SOLUTION"), "```{python}\n"]
        parts += ["x = 2 # SOLUTION\n```\n\n", fence.format("# END SOLUTION"), fence.format("# BEGIN TESTS")]
        parts += ["```{python}\nassert x == 2\n```\n\n", fence.format("# END TESTS"), fence.format("# END QUESTION")]
        path.write_text("---\ntitle: HW\n---\n\n" + "".join(parts))
    else:
        cells = question("q1", 1, "x", "x = 2 # SOLUTION", ["assert x == 2"])
        jupytext.write(nbformat.v4.new_notebook(cells=[c.copy() for c in cells]), path)
    assert imported(path, tmp_path / "course").points == {"q1": 1}
    assert build_assignment(load_course(tmp_path / "course").assignments["hw"], tmp_path / "dist").points == 1


def test_a_config_file_beside_the_master_is_read(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "config.yml").write_text("name: lab\ntests:\n  ok_format: false\n")
    cells = [raw("# ASSIGNMENT CONFIG\nconfig_file: config.yml"), *EXCEPTIONS[1:]]
    assert one(tmp_path, cells).name == "lab"


def test_a_picture_in_a_text_cell_keeps_the_master_a_notebook(tmp_path):
    picture = text("![p](attachment:p.png)")
    picture.attachments = {"p.png": {"image/png": "aGk="}}
    one(tmp_path, [picture, *question("q1", 1, "x", "x = 2 # SOLUTION", [ok("x", value="2")])])
    master = nbformat.read(tmp_path / "course/assignments/hw/hw.ipynb", as_version=4)
    assert master.cells[0].attachments == picture.attachments


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ([raw("# BEGIN SOLUTION"), code("x = 1")], "outside a question (cell number 1)"),
        (
            [raw("# BEGIN QUESTION\nname: q1"), raw("# BEGIN TESTS"), code("x ==")],
            "question q1 contains invalid Python",
        ),
        (
            [text("```\nBEGIN QUESTION\nname: q1\n```")],
            "cell 1 begins a question in the format of Otter before version",
        ),
        ([raw("# BEGIN QUESTION\nname: q1\nmanual: true"), raw("# END QUESTION")], "no question with tests"),
        (question("q1", "[1, 2]", "x", "x = 2", [ok("x", value="2")]), "q1: Error in question q1: length of 'points'"),
        ([raw("# ASSIGNMENT CONFIG\nfiles: [no.csv]"), *MASTERS["metadata"][1:]], "no.csv, which does not exist"),
    ],
)
def test_what_cannot_be_imported_is_said_with_its_place_and_nothing_is_written(cells, message, tmp_path):
    assert message in refused(tmp_path, cells)


def test_r_and_r_markdown_are_refused(tmp_path):
    path = write_master([code("x <- 1")], tmp_path / "r.ipynb")
    path.write_text(path.read_text().replace('"language": "python"', '"language": "R"'))
    (tmp_path / "hw.Rmd").write_text("text")
    for name, message in (("r.ipynb", "is written in r"), ("hw.Rmd", "R Markdown cannot be imported")):
        with pytest.raises(ImportRefusedError, match=message):
            imported(tmp_path / name, tmp_path / "course")


def test_an_assignment_that_exists_is_not_replaced(tmp_path):
    one(tmp_path, MASTERS["ok"])
    with contextlib.suppress(OSError):
        shutil.rmtree(tmp_path / "in" / "dist")
    with pytest.raises(ImportRefusedError, match="exists; move it away"):
        one(tmp_path, MASTERS["ok"])


def test_what_people_mark_in_otter_waits_for_a_person(every, tmp_path):
    draft = imported(every, tmp_path / "course")
    made = build_assignment(
        load_course(tmp_path / "course").assignments[draft.name], tmp_path / "dist", grade=grade_one
    )
    report = grade_one(made.bundle, made.student / "every.ipynb")
    assert (report.pending, {q.name for q in report.questions if q.pending}) == (1.5, {"q2"})
    assert made.points == 15 + 1.5 + 3 + 1 + 1
