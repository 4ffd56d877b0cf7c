"""A submission is a person: what exports say is one person's is one row, and the right one of their notebooks is graded."""

import io
import json
import os
import zipfile

import nbformat
import pytest

from autograder.errors import SubmissionError
from autograder.submissions import find_submissions, load_submission
from tests.submissions.test_submissions import GOOD, cell, notebook, write, zipped
from tests.support.speed import scaled

SETUP = "import otter\ngrader = otter.Notebook('lab.ipynb')"
CHECKS = ["grader.check('q1')", "grader.check('q2')"]
NAMED = {"otter": {"assignment_name": "lab"}}


def lab(*answers, **metadata):
    """A notebook of two questions."""
    cells = [cell(s) for pair in zip(answers, CHECKS, strict=True) for s in pair]
    return notebook(cell(SETUP), *cells, metadata=metadata)


BLANK = lab("square = ...", "def total(xs):\n    ...")
DONE = lab("square = 4", "def total(xs):\n    return sum(xs)")
HALF = lab("square = 5", "def total(xs):\n    ...")
HELPER = notebook(cell("x = 1"), cell("y = 2"), cell("z = 3"))


def people(folder, **options):
    return {s.student: s for s in find_submissions([folder], **options)}


def graded(submission, **options):
    """The sources of code that were graded, and the note that says which file they were in."""
    loaded = load_submission(submission, **options)
    return [c.source for c in loaded.cells], " ".join(loaded.notes)


def sources(data):
    return [c["source"] for c in json.loads(data)["cells"]]


EXPORTS = {
    "Canvas": (
        {
            "doejane_12360_700001_helper.py": b"x = 1",
            "doejane_12360_700002_lab.ipynb": DONE,
            "doejane_12360_700003_lab.pdf": b"%PDF",
            "müllermax_LATE_12361_700009_lab.ipynb": HALF,
            "poe_12362_700010_essay.docx": b"x",
            "roe_12363_text.html": b"<p>my answer",
            "index.html": b"",
        },
        {"doejane": 1, "müllermax (late)": 1, "poe": 0, "roe": 0},
    ),
    "Moodle": (
        {
            "Ada Doe_12_assignsubmission_file/lab.ipynb": DONE,
            "Ada Doe_12_assignsubmission_file/data/a.csv": b"1",
            "Ada Doe_12_assignsubmission_onlinetext/onlinetext.html": b"<p>hello",
            "Bo Ek_13_assignsubmission_onlinetext/onlinetext.html": b"<p>hello",
        },
        {"Ada Doe": 1, "Bo Ek": 0},
    ),
    "Moodle, flat": (
        {
            "Ada Doe_12_assignsubmission_file_lab.ipynb": DONE,
            "Ada Doe_12_assignsubmission_onlinetext_onlinetext.html": b"<p>hello",
            "Bo Ek_13_onlinetext_text.html": b"<p>hello",
        },
        {"Ada Doe": 1, "Bo Ek": 0},
    ),
    "Blackboard": (
        {
            "Lab 1_ada_attempt_2026-11-20-10-00-00_lab.ipynb": HALF,
            "Lab 1_ada_attempt_2026-11-20-10-00-00.txt": b"Name: Ada",
            "Lab 1_ada_attempt_2026-11-21-10-00-00_lab.ipynb": DONE,
            "Lab 1_ada_attempt_2026-11-21-10-00-00.txt": b"Name: Ada",
            "Lab 1_bo_attempt_2026-11-21-10-00-00.txt": b"Name: Bo",
        },
        {"ada": 1, "bo": 0},
    ),
    "Gradescope": (
        {
            "export/submission_metadata.yml": b"submission_1:\n  :submitters:\n  - :sid: '047'\n"
            b"submission_2:\n  :submitters:\n  - :name: Bo\nsubmission_3:\n  :submitters:\n  - :name: Cy\n",
            "export/submission_1/lab.ipynb": DONE,
            "export/submission_1/helper.py": b"x = 1",
            "export/submission_1/tests/q1.py": b"",
            "export/submission_2/lab.pdf": b"%PDF",
        },
        {"047": 1, "Bo": 0, "Cy": 0},
    ),
}


@pytest.mark.parametrize("form", ["folder", "zip", "zip made on Windows"])
@pytest.mark.parametrize(("files", "expected"), EXPORTS.values(), ids=EXPORTS)
def test_everyone_in_an_export_has_one_row(tmp_path, files, expected, form):
    junk = {"__MACOSX/._x": b"", "Thumbs.db": b"", "desktop.ini": b"", ".DS_Store": b"", "._index.html": b""}
    if form == "folder":
        place = write(tmp_path / "in", files | junk)
    else:
        names = {n.replace("/", "\\"): d for n, d in (files | junk).items()} if "Windows" in form else files | junk
        place = write(tmp_path, {"export.zip": zipped(names)}) / "export.zip"
    found = people(place)
    assert found.keys() == expected.keys()
    for student, works in expected.items():
        if works:
            cells, _ = graded(found[student])
            assert cells in (sources(DONE), sources(HALF))
        else:
            with pytest.raises(SubmissionError) as e:
                load_submission(found[student])
            assert e.value.reason in ("no-notebook-in-zip", "unsupported-type", "nothing-handed-in")


@pytest.mark.parametrize("form", ["folder", "zip"])
def test_the_latest_attempt_that_was_worked_on_is_graded(tmp_path, form):
    files = {
        "ada_1_0900_lab.ipynb": HALF,
        "ada_1_1000_lab-1.ipynb": DONE,
        "ada_1_1001_lab-2.ipynb": BLANK,
        "ada_1_1002_helper-1.py": b"x = 2",
        "ada_1_0901_helper.py": b"x = 1",
        "bo_2_7_lab.ipynb": HALF,
    }
    place = write(tmp_path / "in", files)
    if form == "zip":
        place = write(tmp_path, {"class.zip": zipped(files)}) / "class.zip"
    loaded = load_submission(people(place)["ada"])
    assert [c.source for c in loaded.cells] == sources(DONE)
    assert loaded.files["helper.py"] == b"x = 2"
    (note,) = loaded.notes
    assert note.startswith("graded was 'lab-1.ipynb'; ignored: 'lab-2.ipynb', 'lab.ipynb'")


def test_two_people_of_one_name_are_two_rows(tmp_path):
    found = find_submissions([write(tmp_path, {"ada_1_5_lab.ipynb": DONE, "ada_2_6_lab.ipynb": HALF})])
    assert [s.id for s in found] == ["ada", "ada-2"]
    assert [graded(s)[0] for s in found] == [sources(DONE), sources(HALF)]
    assert all("2 people are called 'ada'" in s.notes[0] for s in found)


def test_another_name_with_the_same_number_is_no_part_of_a_submission(tmp_path):
    """Where people choose the names of files, nobody gets into the submission of another without a word."""
    found = find_submissions([write(tmp_path, {"ada_1_5_lab.ipynb": DONE, "eve_1_9_lab.ipynb": BLANK})])
    assert [s.student for s in found] == ["ada", "eve"]


def test_an_exam_keeps_every_attempt(tmp_path):
    files = {"ada_1_5_lab.ipynb": HALF, "ada_1_6_lab-1.ipynb": DONE, "ada_1_7_util.py": b"x = 1"}
    found = find_submissions([write(tmp_path, files)], attempts=True)
    assert [s.student for s in found] == ["ada", "ada"]
    assert sorted(graded(s)[0] for s in found) == sorted([sources(DONE), sources(HALF)])
    assert all(load_submission(s).files == {"util.py": b"x = 1"} for s in found)


@pytest.mark.parametrize(
    "files",
    [
        {"lab.ipynb": DONE, "tests/q1.py": b"test = {}", "utils/__init__.py": b"", "data/a.csv": b"1"},
        {"lab.ipynb": BLANK, "lab_ada.ipynb": DONE},
        {"lab (1).ipynb": BLANK, "lab.ipynb": DONE, "tests/q1.py": b""},
        {"lab.ipynb": notebook(cell("from tools import f"), *[cell(s) for s in sources(DONE)]), "tools/f.py": b"1"},
    ],
)
def test_a_students_own_folder_is_one_row(tmp_path, files):
    (found,) = find_submissions([write(tmp_path / "ada", files)])
    assert found.student == "ada"
    cells, _ = graded(found)
    assert cells[-4:] == sources(DONE)[-4:]


OTHER = notebook(cell("import pandas"), cell("df = 1"), cell("plot = 2"))


@pytest.mark.parametrize("sign", ["tests/q1.py", "utils/__init__.py", ".git/HEAD"])
def test_unrelated_notebooks_beside_tests_or_history_are_one_persons(tmp_path, sign):
    (found,) = find_submissions([write(tmp_path / "ada", {"lab.ipynb": DONE, "thesis.ipynb": OTHER, sign: b"x"})])
    assert (found.student, graded(found)[0]) == ("ada", sources(DONE))


@pytest.mark.parametrize(
    "files", [{"ann.ipynb": DONE, "bob.ipynb": HALF, "tests/q1.py": b""}, {"a.ipynb": DONE, "b.ipynb": OTHER}]
)
def test_notebooks_of_one_assignment_or_without_a_sign_stay_a_class(tmp_path, files):
    assert len(find_submissions([write(tmp_path / "in", files)])) == 2


@pytest.mark.parametrize("before", ["", "class/", "all/hw1/"])
def test_a_zip_of_a_folder_a_student_is_a_class_when_it_is_named_alone(tmp_path, before):
    files = {f"{before}ada/lab.ipynb": DONE, f"{before}ada/data/a.csv": b"1", f"{before}bo/sub/lab.ipynb": HALF}
    path = write(tmp_path, {"hw1.zip": zipped(files)}) / "hw1.zip"
    found = people(path)
    assert found.keys() == {"ada", "bo"}
    assert (graded(found["ada"])[0], graded(found["bo"])[0]) == (sources(DONE), sources(HALF))
    assert load_submission(found["ada"]).files == {"data/a.csv": b"1"}
    assert len(find_submissions([path, path])) == 2, "among others it is one submission each"


@pytest.mark.parametrize("names", [("a//lab.ipynb", "b//lab.ipynb"), ("./a/lab.ipynb", "b/lab.ipynb")])
def test_members_are_read_by_the_names_that_the_zip_gives_them(tmp_path, names):
    path = write(tmp_path, {"hw1.zip": zipped(dict(zip(names, (DONE, HALF), strict=True)))}) / "hw1.zip"
    found = people(path)
    assert [graded(found[who])[0] for who in ("a", "b")] == [sources(DONE), sources(HALF)]


@pytest.mark.parametrize(
    "files",
    [
        {"hw1/lab.ipynb": DONE, "hw2/x.ipynb": OTHER},
        {"old/lab.ipynb": HALF, "final/lab.ipynb": DONE},
        {"ada/lab.ipynb": DONE, "data/a.csv": b"1"},
        {"ada/lab.ipynb": DONE, "lab.ipynb": HALF},
    ],
)
def test_a_zip_of_one_persons_folders_is_one_submission(tmp_path, files):
    assert len(find_submissions([write(tmp_path, {"ada.zip": zipped(files)}) / "ada.zip"])) == 1


def test_in_a_class_folders_that_lie_beside_notebooks_are_nobody(tmp_path):
    files = {"ann.ipynb": DONE, "bob.ipynb": HALF, "tests/q1.py": b"", "cy/lab.ipynb": DONE, "cy/tests/q1.py": b""}
    ignored = []
    assert people(write(tmp_path, files), on_ignored=ignored.append).keys() == {"ann", "bob", "cy"}
    assert [p.name for p in ignored] == ["tests"]


def test_a_pipe_called_notebook_stops_nothing(tmp_path):
    write(tmp_path, {"tests/q1.py": b"", "lab_ada.ipynb": DONE})
    os.mkfifo(tmp_path / "lab.ipynb")
    assert people(tmp_path).keys() == {"lab", "lab_ada"}


# -- which notebook ---------------------------------------------------------------------------------------------------

COPIES = [
    "lab (1).ipynb", "lab(2).ipynb", "Copy of lab.ipynb", "Copy of Copy of lab.ipynb", "lab-Copy1.ipynb",
    "lab copy 2.ipynb", "lab - Copy (2).ipynb", "lab_final2.ipynb", "lab-2.ipynb", "Kopie von lab.ipynb",
    "lab (copy).ipynb", "lab-checkpoint.ipynb", "lab_ada.ipynb", "lab (1) (1).ipynb",
]  # fmt: skip


@pytest.mark.parametrize("name", COPIES)
@pytest.mark.parametrize("work_in", ["copy", "original"])
def test_of_a_notebook_and_its_copy_the_one_that_was_worked_on_is_graded(tmp_path, name, work_in):
    files = {"lab.ipynb": DONE, name: BLANK} if work_in == "original" else {"lab.ipynb": BLANK, name: DONE}
    (found,) = find_submissions([write(tmp_path / "in", {f"ada/{n}": d for n, d in files.items()})])
    cells, note = graded(found, assignment="lab")
    assert cells == sources(DONE)
    other = ({*files} - {n for n, d in files.items() if d == DONE}).pop()
    assert f"ignored: {other!r}" in note


def test_of_two_copies_alone_the_one_with_more_answers_is_graded(tmp_path):
    write(tmp_path / "in", {"ada/lab (1).ipynb": HALF, "ada/lab (2).ipynb": DONE})
    (found,) = find_submissions([tmp_path / "in"])
    assert graded(found)[0] == sources(DONE)


def test_the_notebook_that_was_handed_out_tells_what_was_worked_on(tmp_path):
    """An answer that looks empty is one; cells that came filled are none."""
    out = lab("square = 4", "total = 1")
    mine = lab("square = ...", "total = 1")
    write(tmp_path / "in", {"ada/lab.ipynb": out, "ada/lab_2.ipynb": mine})
    (found,) = find_submissions([tmp_path / "in"])
    assert graded(found)[0] == sources(out)
    assert graded(found, given=frozenset(sources(out)))[0] == sources(mine)


@pytest.mark.parametrize("metadata", [{}, NAMED])
def test_a_helper_notebook_lies_beside_the_graded_one(tmp_path, metadata):
    (found,) = find_submissions(
        [write(tmp_path / "in", {"ada/plot.ipynb": HELPER, "ada/x.ipynb": lab("square = 4", "total = 1", **metadata)})]
    )
    loaded = load_submission(found, assignment="lab")
    assert loaded.files == {"plot.ipynb": HELPER}
    assert loaded.notes == ("graded was 'x.ipynb'; beside it: 'plot.ipynb'",)


def test_a_notebook_of_another_assignment_is_not_graded(tmp_path):
    other = lab("a = 1", "b = 2", otter={"assignment_name": "hw9"})
    (found,) = find_submissions(
        [write(tmp_path / "in", {"ada/a.ipynb": other, "ada/b.ipynb": lab("x = 4", "y = ...")})]
    )
    assert graded(found, assignment="lab")[0] == sources(lab("x = 4", "y = ..."))


@pytest.mark.timeout(scaled(20))
@pytest.mark.parametrize(
    "text", ["x = ..." + " " * 400_000 + "y", "your code here" + " " * 400_000 + "\nx", "pass\n" * 80_000 + "x"]
)
def test_choosing_takes_one_pass_over_any_text(tmp_path, text):
    long = notebook(cell(SETUP), cell(text), cell(CHECKS[0]))
    (found,) = find_submissions([write(tmp_path / "in", {"ada/lab.ipynb": DONE, "ada/lab (1).ipynb": long})])
    assert graded(found)[0]


def test_a_damaged_notebook_beside_a_good_one_costs_nothing(tmp_path):
    (found,) = find_submissions([write(tmp_path / "in", {"ada/lab.ipynb": b"{", "ada/lab (1).ipynb": DONE})])
    cells, note = graded(found)
    assert cells == sources(DONE)
    assert "ignored: 'lab.ipynb'" in note


def test_works_of_two_people_in_one_zip_are_refused(tmp_path):
    """Alike, both worked on, under other names: whose is it?"""
    other = lab("square = 16", "def total(xs):\n    return 1")
    (found,) = find_submissions([write(tmp_path / "in", {"eve/ann.ipynb": DONE, "eve/bob.ipynb": other})])
    with pytest.raises(SubmissionError) as e:
        load_submission(found)
    assert e.value.reason == "several-notebooks"


def test_different_notebooks_that_nothing_tells_apart_are_refused_with_the_next_step(tmp_path):
    files = {"ada/one.ipynb": notebook(cell("x = 1")), "ada/two.ipynb": notebook(cell("y = 1"))}
    (found,) = find_submissions([write(tmp_path / "in", files)])
    with pytest.raises(SubmissionError, match="hand in the one to be graded") as e:
        load_submission(found)
    assert e.value.reason == "several-notebooks"


# -- forms of files ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["lab.ipynb.json", "lab.ipynb.txt", "lab.py.txt"])
@pytest.mark.parametrize("place", ["in/ada/", "in/ada_1_2_", "in/"])
def test_a_notebook_that_a_browser_renamed_is_read(tmp_path, name, place):
    write(tmp_path, {place + name: b"x = 1" if ".py" in name else GOOD})
    (found,) = find_submissions([tmp_path / "in"])
    assert found.student == ("lab" if place == "in/" else "ada")
    cells, note = graded(found)
    assert cells == ["x = 1"]
    assert "was read as" in note


def test_a_script_that_nbconvert_wrote_is_read_as_its_cells(tmp_path):
    from nbconvert import PythonExporter

    made = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_markdown_cell("# Title\ntext"),
            nbformat.v4.new_code_cell("x = 1\n\n\ndef f():\n    return 2"),
            nbformat.v4.new_code_cell("%matplotlib inline\ny = 3", execution_count=7),
        ]
    )
    text, _ = PythonExporter().from_notebook_node(made)
    (found,) = find_submissions([write(tmp_path / "in", {"ada.py": text.encode()})])
    loaded = load_submission(found)
    code = [c.source.strip() for c in loaded.cells]
    assert code[1] == "x = 1\n\n\ndef f():\n    return 2"
    assert code[2] == "get_ipython().run_line_magic('matplotlib', 'inline')\ny = 3"
    assert len(code) == 3


ENCODINGS = {
    "latin-1": "# -*- coding: latin-1 -*-\nx = 'äß'",
    "cp1252": "#!/usr/bin/env python\n# vim: set fileencoding=cp1252 :\nx = '€'",
    "shift_jis": "# coding=shift_jis\nx = '李'",
    "utf-8": "# -*- coding: utf-8 -*-\nx = '李'",
    "gb18030": "# coding: gb18030\nx = '明'",
}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_script_is_read_in_the_encoding_that_it_says(tmp_path, encoding):
    (found,) = find_submissions([write(tmp_path / "in", {"ada.py": ENCODINGS[encoding].encode(encoding)})])
    assert graded(found)[0] == [ENCODINGS[encoding]]


@pytest.mark.parametrize("said", [b"klingon", b"hex", b"punycode", b"ascii", b"undefined"])
def test_an_encoding_that_is_none_is_refused_by_its_name(tmp_path, said):
    (found,) = find_submissions([write(tmp_path / "in", {"ada.py": b"# coding: " + said + b"\nx = '\xe4'"})])
    with pytest.raises(SubmissionError, match=f"says that it is '{said.decode()}'.*save it again as UTF-8"):
        load_submission(found)


def test_zips_in_zips_are_opened_within_one_cap(tmp_path, monkeypatch):
    data = zipped({"w\\lab.ipynb": DONE, "w\\data.csv": b"1"})
    for _ in range(2):
        data = zipped({"inner.zip": data, "__MACOSX/._inner.zip": b""})
    (found,) = find_submissions([write(tmp_path, {"ada.zip": data}) / "ada.zip"])
    assert load_submission(found).files == {"data.csv": b"1"}
    write(tmp_path, {"ada.zip": zipped({"a.zip": zipped({"b.zip": data})})})
    with pytest.raises(SubmissionError, match="expected one notebook"):  # five deep
        load_submission(found)
    monkeypatch.setattr("autograder.archive.MAX_ZIP_BYTES", len(data) + 50)
    write(tmp_path, {"ada.zip": zipped({f"{i}.zip": zipped({"x.csv": bytes(400)}) for i in range(3)})})
    with pytest.raises(SubmissionError) as e:
        load_submission(found)
    assert e.value.reason == "zip-bomb"


@pytest.mark.parametrize("name", ["..\\lab.ipynb", "a\\..\\..\\x.csv", "\\\\host\\x.csv", "C:\\x.csv", "\\x.csv"])
def test_a_backslash_leads_nowhere(tmp_path, name):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        z.writestr("lab\\lab.ipynb", DONE)
        z.writestr(name, b"1")
    (found,) = find_submissions([write(tmp_path, {"ada.zip": out.getvalue()}) / "ada.zip"])
    with pytest.raises(SubmissionError) as e:
        load_submission(found)
    assert e.value.reason == "zip-slip"


def test_outputs_that_compress_well_are_no_bomb(tmp_path):
    printed = notebook(*[cell(s, outputs=["line\n" * 900_000]) for s in sources(DONE)])
    (found,) = find_submissions([write(tmp_path, {"ada.zip": zipped({"lab.ipynb": printed})}) / "ada.zip"])
    assert graded(found)[0] == sources(DONE)


def test_a_folder_whose_name_is_no_text_stops_nobody(tmp_path):
    write(tmp_path, {"ada.ipynb": DONE, os.fsdecode(b"b\xe9b") + "/lab.ipynb": HALF})
    assert len(find_submissions([tmp_path])) == 2


def test_work_beside_an_export_is_listed_too(tmp_path):
    metadata = b'submission_1:\n  :submitters:\n  - :name: Ada\n    :sid: "7"\n'
    export = {"export/submission_1/lab.ipynb": DONE, "export/submission_metadata.yml": metadata}
    write(tmp_path, {**export, "bob/lab.ipynb": HALF})
    assert set(people(tmp_path)) == {"7", "bob"}


def test_an_export_whose_members_begin_with_a_dot_is_read(tmp_path):
    metadata = b'submission_1:\n  :submitters:\n  - :name: Ada\n    :sid: "7"\n'
    files = {"./export/submission_metadata.yml": metadata, "./export/submission_1/lab.ipynb": DONE}
    found = people(write(tmp_path, {"export.zip": zipped(files)}) / "export.zip")
    assert graded(found["7"])[0] == sources(DONE)
