import io
import json
import os
import random
import stat
import subprocess
import unicodedata
import zipfile

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder import archive
from autograder.errors import SubmissionError, UsageError
from autograder.files import file_stem
from autograder.submissions import Submission, find_submissions, load_submission, read
from tests.support.speed import scaled

OTTER = "hw01_2024_09_18T15_21_34_567890.zip"  # the name that grader.export() gives


def cell(source, kind="code", **more):
    return {"cell_type": kind, "id": "a", "metadata": {}, "source": source, **more}


def notebook(*cells, **more):
    made = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": list(cells or [cell("x = 1")])}
    return json.dumps(made | more).encode()


def format_3(**more):
    code = {"cell_type": "code", "input": "x = 1", "language": "python", "outputs": [], "metadata": {}} | more
    return {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": [code], "metadata": {}}]}


GOOD = notebook()


def zipped(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in members.items():
            z.writestr(name, data)
    return out.getvalue()


def link(name, target="/etc/passwd"):
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return {info: target}


def write(folder, files):
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def load(path, **options):
    return load_submission(Submission("s", "s", path), **options)


def refusal(path, **options):
    with pytest.raises(SubmissionError) as e:
        load(path, **options)
    assert path.name in str(e.value), "the message must name the file"
    return e.value.reason


# -- finding ----------------------------------------------------------------------------------------------------------

LAYOUTS = {
    "files": (["ann.IPYNB", "bob.py", "cy.zip"], ["ann", "bob", "cy"]),
    "folders": (["ann/hw.ipynb", "ann/data.csv", "bob/work/hw.py"], ["ann", "bob"]),
    "folder without a notebook": (["ann/hw.ipynb", "bob/hw.docx"], ["ann", "bob"]),
    "wrong type": (["ann.ipynb", "bob.pdf"], ["ann", "bob.pdf"]),
    "Otter exports": ([OTTER, OTTER.replace("18T", "19T")], [OTTER[:-4], OTTER.replace("18T", "19T")[:-4]]),
    "Canvas": (
        ["doejane_1111_222_hw.ipynb", "müllermax_LATE_113_224_hw-1.ipynb", f"o_neill_7_8_{OTTER}"],
        ["doejane", "müllermax (late)", "o_neill"],
    ),
    "Moodle, flat": (["Jane Doe_12_assignsubmission_file_hw.ipynb"], ["Jane Doe"]),
    "Moodle, folders": (
        ["Jane Doe_12_assignsubmission_file/hw.ipynb", "Max Müller_13_assignsubmission_file_/a_1_2_b.py"],
        ["Jane Doe", "Max Müller"],
    ),
    "beside": (
        ["ann.ipynb", "grades.csv", "README.md", ".x.ipynb", "__MACOSX/a.ipynb", ".ipynb_checkpoints/ann.ipynb"],
        ["ann"],
    ),
}


@pytest.mark.parametrize(("names", "students"), LAYOUTS.values(), ids=LAYOUTS)
def test_a_folder_gives_one_submission_a_student(tmp_path, names, students):
    write(tmp_path, dict.fromkeys(names, GOOD))
    assert sorted(s.student for s in find_submissions([tmp_path])) == students


def test_a_gradescope_export_gives_sid_else_email_else_name_of_all_who_handed_in(tmp_path):
    text = """\
submission_1:
  :submitters:
  - :name: Jane Doe
    :sid: '0471'
    :email: jane@x.edu
  :created_at: 2024-09-18 15:21:34.567890000 Z
  :score: !ruby/object:BigDecimal 18:0.1e2
submission_2:
  :submitters:
  - :sid:
    :email: ann@x.edu
  - :name: Bob
"""
    files = {"submission_metadata.yml": text.encode(), "submission_1/hw.ipynb": GOOD, "submission_2/hw.pdf": b"%PDF"}
    found = find_submissions([write(tmp_path, files)])
    assert {s.student: s.path.name for s in found} == {"0471": "submission_1", "ann@x.edu+Bob": "submission_2"}


@pytest.mark.parametrize("text", ["a: [", "a: 2024-13-01", "- 1", "submission_1: {':submitters': 3}", "\xff"])
def test_without_readable_gradescope_names_the_folder_names_the_student(tmp_path, text):
    write(tmp_path, {"submission_metadata.yml": text.encode("latin-1"), "submission_1/hw.ipynb": GOOD})
    assert [s.student for s in find_submissions([tmp_path])] == ["submission_1"]


@pytest.mark.parametrize(
    "names",
    [
        ["ann_1_11_hw.ipynb", "müller_2_12_hw.py", f"zoe_3_13_{OTTER}"],
        [f"{n}_1_assignsubmission_file/hw.{t}" for n, t in (("ann", "ipynb"), ("müller", "py"), ("zoe", "zip"))],
    ],
    ids=["Canvas", "Moodle"],
)
def test_a_zip_of_a_class_gives_each_student_their_own_file(tmp_path, names):
    own = {
        "ann": notebook(cell("ann")),
        "müller": "müller".encode(),
        "zoe": zipped({"hw.ipynb": notebook(cell("zoe"))}),
    }
    path = tmp_path / "submissions.zip"
    path.write_bytes(zipped(dict(zip(names, own.values(), strict=True))))
    found = find_submissions([path])
    assert {s.student: load_submission(s).cells[0].source for s in found} == {n: n for n in own}


FORGED = {
    "Canvas names": {"ann_1_11_hw.ipynb": GOOD, "bob_2_12_hw.ipynb": GOOD},
    "Moodle folders": {f"{n}_1_assignsubmission_file/hw.ipynb": GOOD for n in ("ann", "bob")},
}


@pytest.mark.parametrize("members", FORGED.values(), ids=FORGED)
@pytest.mark.parametrize("place", ["in a folder", "beside another", "in a zip of a class"])
def test_a_students_zip_is_never_read_as_a_class(tmp_path, members, place):
    """Its member names would be grades for others."""
    files = {"eve_3_13_hw.zip": zipped(members), "ann_1_11_hw.ipynb": GOOD}
    paths = [tmp_path / "in"]
    if place == "in a zip of a class":
        write(tmp_path, {"in": zipped(files)})
        paths = [(tmp_path / "in").rename(tmp_path / "class.zip")]
    else:
        write(tmp_path / "in", files)
        paths = sorted(paths[0].iterdir()) if place == "beside another" else paths
    found = find_submissions(paths)
    assert [s.student for s in found] == ["ann", "eve"]
    with pytest.raises(SubmissionError) as e:
        load_submission(found[1])
    assert e.value.reason == "several-notebooks"


def test_a_zip_of_a_class_loses_nobody(tmp_path):
    members = {f"s{i}_{i}_1_hw.ipynb": GOOD for i in range(2_500)} | {"zoe_9_9_hw.docx": b"x", "grades.csv": b""}
    path = write(tmp_path, {"class.zip": zipped(members)}) / "class.zip"
    ignored = []
    found = find_submissions([path], ignored.append)
    assert len(found) == 2_501
    assert found[-1].student == "zoe"
    assert [p.name for p in ignored] == ["grades.csv"]
    assert load_submission(found[0]).cells[0].source == "x = 1"


def test_one_student_of_a_large_class_is_read_without_the_others(tmp_path, monkeypatch):
    members = {"ann_1_1_hw.ipynb": GOOD} | {f"s{i}_{i}_1_hw.ipynb": notebook(cell("#" * 999)) for i in range(9)}
    path = write(tmp_path, {"class.zip": zipped(members)}) / "class.zip"
    monkeypatch.setattr(archive, "MAX_ZIP_BYTES", len(GOOD) + 10)
    assert load_submission(find_submissions([path])[0]).cells[0].source == "x = 1"


TWINS = {
    "case": ["ann.ipynb", "Ann.ipynb"],
    "normal form": ["m\u00fcller.ipynb", "mu\u0308ller.ipynb"],
    "width": ["ann.ipynb", "\uff41nn.ipynb"],
    "zero width": ["ann.ipynb", "a\u200bnn.ipynb"],
    "late": ["ann.ipynb", "ann (late).ipynb"],
    "Canvas": ["ann.ipynb", "ann_1_11_hw.ipynb"],
    "type": ["ann.ipynb", "ann.py"],
    "type and folder": ["ann.ipynb", "ann/hw.ipynb"],
}


@pytest.mark.parametrize("names", TWINS.values(), ids=TWINS)
def test_two_files_that_claim_a_student_are_both_listed_and_say_so(tmp_path, names):
    write(tmp_path, dict.fromkeys([*names, "zoe.ipynb"], GOOD))
    found = find_submissions([tmp_path])
    twins, (zoe,) = [s for s in found if s.student != "zoe"], [s for s in found if s.student == "zoe"]
    assert len({unicodedata.normalize("NFKC", s.id).casefold() for s in twins}) == 2
    for s in twins:
        (note,) = load_submission(s).notes
        assert note.startswith("2 files say that they are ")
        assert repr(s.path.name) in note
    assert zoe.notes == ()


@pytest.mark.parametrize("name", ["readme.ipynb", "README.py", "otter_export.zip", "readme.zip"])
def test_whatever_can_be_graded_gets_a_row(tmp_path, name):
    write(tmp_path, {name: GOOD, "ann.ipynb": GOOD})
    assert name in [s.path.name for s in find_submissions([tmp_path])]


def test_what_is_no_submission_is_said(tmp_path):
    write(
        tmp_path, {"ann.ipynb": GOOD, "README.md": b"", ".hw.ipynb": GOOD, "__MACOSX/x": b"", "empty/grades.csv": b""}
    )
    ignored = []
    find_submissions([tmp_path], ignored.append)
    assert [p.name for p in ignored] == [".hw.ipynb", "README.md", "empty"]


def test_folders_deeper_than_any_recursion_are_read(tmp_path):
    place = tmp_path / "ann"
    place.mkdir()
    here = os.open(place, os.O_RDONLY)
    for i in range(500):
        name = "d" * (200 if i % 2 else 1)
        os.mkdir(name, dir_fd=here)
        here, old = os.open(name, os.O_RDONLY, dir_fd=here), here
        os.close(old)
    os.close(here)
    write(tmp_path, {"ann/hw.ipynb": GOOD})
    try:
        (found,) = find_submissions([tmp_path])
        assert load_submission(found).cells[0].source == "x = 1"
    finally:
        subprocess.run(["/bin/rm", "-rf", place], check=True)


def test_a_link_among_the_files_of_a_class_is_refused_alone(tmp_path):
    path = tmp_path / "class.zip"
    path.write_bytes(zipped({"ann_1_11_hw.ipynb": GOOD} | link("bob_2_12_hw.ipynb")))
    ann, bob = find_submissions([path])
    assert load_submission(ann).cells[0].source == "x = 1"
    with pytest.raises(SubmissionError, match=r"bob_2_12_hw\.ipynb is a link") as e:
        load_submission(bob)
    assert e.value.reason == "unreadable"


def test_ids_stay_unique_where_numbers_and_case_would_collide(tmp_path):
    write(tmp_path, dict.fromkeys(["1/x.ipynb", "2/x.ipynb", "3/x-2.ipynb", "4/X.ipynb", "5/x?.ipynb"], GOOD))
    found = find_submissions(sorted(tmp_path.iterdir()))
    assert len({s.id.lower() for s in found}) == len({s.path for s in found}) == 5


SLUGS = {
    "../../etc/passwd": "etc-passwd",
    "a\\b:c": "a-b-c",
    "=1+1\n": "1-1",
    "...": "submission",
    "": "submission",
    "<b>Zoë O'Neill</b>": "b-Zoë-O-Neill-b",
    "李 明": "李-明",
    unicodedata.normalize("NFD", "Müller"): "Müller",
}


@pytest.mark.parametrize("text", SLUGS)
def test_an_id_is_safe_as_a_file_name_in_any_script(text):
    assert file_stem(text) == SLUGS[text]
    long = file_stem("李" * 200 + text)
    assert len(long.encode()) <= 133
    assert long != file_stem("李" * 200 + text + "2")


def test_a_file_name_that_is_not_utf8_gives_a_student_that_a_report_can_hold(tmp_path):
    name = os.fsdecode(b"zo\xeb.ipynb")
    (tmp_path / name).write_bytes(b"")
    (found,) = find_submissions([tmp_path])
    assert (found.id, found.student) == ("zo", "zo?")
    with pytest.raises(SubmissionError) as e:
        load_submission(found)
    assert "zo?.ipynb" in msgspec.json.decode(msgspec.json.encode(str(e.value)))


@pytest.mark.parametrize("files", [None, {}, {"README.md": b"x"}, {"grades.csv": b"x", ".hidden.ipynb": GOOD}])
def test_a_path_without_submissions_is_an_error_of_the_command(tmp_path, files):
    path = tmp_path / "handed-in"
    if files is not None:
        path.mkdir()
        write(path, files)
    with pytest.raises(UsageError, match="handed-in: (no such file|expected notebooks)"):
        find_submissions([path])


# -- refusals ---------------------------------------------------------------------------------------------------------

DEFLATED = zipped({"hw.ipynb": bytes(range(256)) * 9})
REFUSED = [
    ("empty-file", "a.ipynb", b""),
    ("empty-file", "a.ipynb", b" \r\n\t"),
    ("empty-file", "a.zip", b""),
    ("unsupported-type", "a.pdf", b"%PDF-1.7"),
    ("unsupported-type", "a.docx", zipped({"word/document.xml": b"<w/>"})),
    ("not-a-notebook", "a.ipynb", b"%PDF-1.7"),
    ("not-a-notebook", "a.ipynb", zipped({"hw.ipynb": GOOD})),
    ("not-a-notebook", "a.ipynb", b"\n<!DOCTYPE html><html></html>"),
    ("not-a-notebook", "a.ipynb", b"[1]"),
    ("not-a-notebook", "a.ipynb", b'{"cells": {}}'),
    ("not-a-notebook", "a.ipynb", b'{"nbformat": 4, "worksheets": []}'),
    ("not-utf8", "a.ipynb", notebook(cell("§")).replace(rb"\u00a7", b"\xe4")),
    ("not-utf8", "a.py", "# Lösung\nx = 1".encode("latin-1")),
    ("truncated", "a.ipynb", GOOD[:-9]),
    ("truncated", "a.ipynb", GOOD[: GOOD.index(b"= 1")]),
    ("bad-json", "a.ipynb", GOOD.replace(b'"cells":', b'"cells"=')),
    ("bad-json", "a.ipynb", b"<<<<<<< HEAD\n".replace(b"<", b"=") + GOOD),
    ("bad-json", "a.ipynb", b'{"cells": ' + b"[" * 200_000 + b"]" * 200_000 + b"}"),
    ("no-code", "a.ipynb", notebook(cell("only text", "markdown"), cell(" \n"))),
    ("no-code", "a.ipynb", json.dumps({"cells": []}).encode()),
    ("no-code", "a.py", b"# %% [markdown]\n# text\n"),
    ("corrupt-zip", "a.zip", b"no zip at all"),
    ("corrupt-zip", "a.zip", zipped({"hw.ipynb": GOOD})[:-30]),
    ("corrupt-zip", "a.zip", DEFLATED[:60] + bytes(20) + DEFLATED[80:]),
    ("corrupt-zip", "a.zip", DEFLATED.replace(b"PK\1\2\x14\3\x14", b"PK\1\2\x14\3\xff")),  # a zip version to come
    ("encrypted-zip", "a.zip", zipped({"hw.ipynb": GOOD}).replace(b"PK\1\2\x14\3\x14\0\0", b"PK\1\2\x14\3\x14\0\1")),
    ("no-notebook-in-zip", "a.zip", zipped({})),
    ("no-notebook-in-zip", "a.zip", zipped({"report.pdf": b"%PDF"})),
    ("no-notebook-in-zip", "a.zip", zipped({"one.py": b"x = 1", "two.py": b"x = 2"})),
    ("no-notebook-in-zip", "a.zip", zipped(link("hw.ipynb"))),
    ("no-notebook-in-zip", "a.zip", zipped({"__MACOSX/._hw.ipynb": GOOD, ".ipynb_checkpoints/hw.ipynb": GOOD})),
    ("several-notebooks", "a.zip", zipped({"one.ipynb": GOOD, "two.ipynb": GOOD})),
    ("not-utf8", "a.zip", zipped({"hw.py": b"\xff"})),
    ("zip-bomb", "a.zip", zipped({"hw.ipynb": GOOD, "zeros.csv": bytes(65 << 20)})),
    ("zip-bomb", "a.zip", zipped({f"{i}.csv": b"" for i in range(2001)})),
    ("too-heavy", "a.ipynb", notebook(*[cell("x")] * 5_001)),
    ("too-heavy", "a.py", b"# %%\nx = 1\n" * 5_001),
    ("too-heavy", "a.ipynb", notebook(cell("x", metadata={"a": [[]] * 60_000}))),
    ("too-heavy", "a.ipynb", notebook(metadata={"otter": {str(i): i for i in range(120_000)}})),
    ("too-heavy", "a.ipynb", notebook(cell("x", metadata={"a": json.loads("[" * 70 + "]" * 70)}))),
    ("too-heavy", "a.ipynb", json.dumps({"nbformat": 3, "worksheets": [{"cells": []}] * 6_000}).encode()),
    *(
        ("zip-slip", "a.zip", zipped({"hw.ipynb": GOOD, name: b"x"}))
        for name in ("../x.py", "d/../../x.py", "/etc/x.py", "C:/x.py", "..\\x.py", "\\\\host\\x.py")
    ),
]


@pytest.mark.parametrize(("reason", "name", "data"), REFUSED, ids=[f"{i}-{r[0]}" for i, r in enumerate(REFUSED)])
def test_a_bad_file_is_refused_with_its_reason_and_its_name(tmp_path, reason, name, data):
    path = write(tmp_path, {name: data}) / name
    assert refusal(path) == reason
    assert [s.path for s in find_submissions([path])] == [path], "it stays in the list of the class"


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda p: None, "unreadable"),
        (lambda p: os.mkfifo(p), "unreadable"),
        (lambda p: p.mkdir(), "no-notebook-in-zip"),
        (lambda p: p.symlink_to(write(p.parent, {"other.ipynb": GOOD}) / "other.ipynb"), "unreadable"),
        (lambda p: p.symlink_to(write(p.parent / "other", {"hw.ipynb": GOOD})), "unreadable"),
        (lambda p: p.symlink_to(p), "unreadable"),
    ],
    ids=["missing", "fifo", "folder", "link to a file", "link to a folder", "link to itself"],
)
def test_what_is_no_regular_file_is_refused(tmp_path, make, reason):
    make(tmp_path / "ann.ipynb")
    assert refusal(tmp_path / "ann.ipynb") == reason


@pytest.mark.parametrize(
    ("limit", "name", "data", "reason"),
    [
        ("MAX_FILE_BYTES", "a.ipynb", notebook(cell("x" * 5000)), "too-large"),
        ("MAX_ZIP_BYTES", "a.zip", zipped({"hw.ipynb": random.Random(0).randbytes(5000)}), "too-large"),
        ("MAX_FILE_BYTES", "a.zip", zipped({"hw.ipynb": GOOD, "a.csv": b"x" * 5000}), "zip-bomb"),
        ("MAX_ZIP_BYTES", "a.zip", zipped({"hw.ipynb": GOOD, "a.csv": b"x" * 3000, "b.csv": b"x" * 3000}), "zip-bomb"),
        ("MAX_ZIP_BYTES", "ann/hw.csv", bytes(5000), "too-large"),
    ],
)
def test_sizes_are_capped(tmp_path, monkeypatch, limit, name, data, reason):
    monkeypatch.setattr(archive, limit, 4000)
    write(tmp_path, {name: data})
    assert refusal(tmp_path / name.split("/")[0]) == reason


@pytest.mark.timeout(scaled(20))
def test_a_notebook_cut_inside_a_long_output_is_refused_at_once(tmp_path):
    data = notebook(cell("x", outputs=['<a href="x">' * 200_000]))[:-50]
    assert refusal(write(tmp_path, {"a.ipynb": data}) / "a.ipynb") == "truncated"


def test_a_notebook_that_names_another_assignment_is_refused(tmp_path):
    path = tmp_path / "a.ipynb"
    for name in ("pooling", None, 5):
        path.write_bytes(notebook(metadata={"otter": {"assignment_name": name}}))
        assert load(path, assignment="pooling").cells[0].source == "x = 1"
    path.write_bytes(notebook(metadata={"otter": {"assignment_name": "backprop"}}))
    assert refusal(path, assignment="pooling") == "wrong-assignment"


# -- what is read -----------------------------------------------------------------------------------------------------

ODD = notebook(cell("x = 1", metadata={"tags": 5}), metadata={"kernelspec": 5})
READ = {
    "plain": ("a.ipynb", GOOD, ["x = 1"], ""),
    "byte-order mark": ("a.ipynb", b"\xef\xbb\xbf" + GOOD, ["x = 1"], "byte-order mark"),
    "UTF-16": ("a.ipynb", GOOD.decode().encode("utf-16"), ["x = 1"], "UTF-16"),
    "format 3": ("a.ipynb", json.dumps(format_3()).encode(), ["x = 1"], "format 3"),
    "format 3, odd metadata": ("a.ipynb", json.dumps(format_3(metadata=5)).encode(), ["x = 1"], "format 3"),
    "numbers that are none": ("a.ipynb", notebook(cell("'NaN'", outputs=[float("nan"), -float("inf")])), ["'NaN'"], ""),
    "no format": ("a.ipynb", json.dumps({"cells": [cell("x = 1")]}).encode(), ["x = 1"], "did not say its format"),
    "lines": ("a.ipynb", notebook(cell(["x = 1\n", "y = 2"])), ["x = 1\ny = 2"], ""),
    "damaged cells": ("a.ipynb", notebook(5, cell(7), cell("x = 1"), cell("y", "poem")), ["x = 1"], "3 damaged cells"),
    "odd metadata": ("a.ipynb", ODD, ["x = 1"], ""),
    "half an emoji": ("a.ipynb", notebook(cell("x = '\ud83d'"), cell("'😀'")), ["x = '?'", "'😀'"], ""),
    "script": ("a.py", "x = 'ä'\n\ny = 2".encode(), ["x = 'ä'\n\ny = 2"], ""),
    "percent script": ("a.py", b"# %%\nx = 1\n\n# %% [markdown]\n# text\n", ["x = 1", "text"], ""),
    "zip": ("a.zip", zipped({"hw.ipynb": GOOD, "notes.txt": b"n"} | link("passwd")), ["x = 1"], ""),
    "zipped script": ("a.zip", zipped({"w/hw.py": b"x = 1", "w/__init__.py": b"", "tests/q1.py": b""}), ["x = 1"], ""),
    "copies": (
        "a.zip",
        zipped({"hw.ipynb": GOOD, "hw (1).ipynb": b"", "hw-Copy1.ipynb": b""}),
        ["x = 1"],
        "graded was 'hw.ipynb'",
    ),
}


@pytest.mark.parametrize(("name", "data", "sources", "note"), READ.values(), ids=READ)
def test_what_can_be_saved_is_read_and_repairs_are_noted(tmp_path, name, data, sources, note):
    loaded = load(write(tmp_path, {name: data}) / name)
    assert [c.source for c in loaded.cells] == sources
    assert [c.index for c in loaded.cells] == list(range(len(sources)))
    assert (note in " ".join(loaded.notes)) if note else loaded.notes == ()


@pytest.mark.parametrize("named", [{"pooling.ipynb": GOOD}, {"b.ipynb": notebook(metadata={"name": "pooling"})}])
def test_of_several_notebooks_the_one_of_the_assignment_is_read(tmp_path, named):
    path = write(tmp_path, {"a.zip": zipped({"first.ipynb": notebook(cell("no"))} | named)}) / "a.zip"
    assert load(path, assignment="pooling").cells[0].source == "x = 1"
    assert refusal(path, assignment="backprop") == "several-notebooks"


@pytest.mark.parametrize("kind", ["folder", "zip", "zip in a folder"])
def test_files_beside_the_notebook_lie_beside_it_again(tmp_path, kind):
    files = {"hw/hw.ipynb": GOOD, "hw/data/a.csv": b"1", "hw/util.py": b"y = 2", "other/b.csv": b"2", "hw/hw.pdf": b""}
    if kind == "folder":
        write(tmp_path / "ann", files)
        (tmp_path / "ann" / "hw" / "key.csv").symlink_to("/etc/passwd")
        (tmp_path / "ann" / "hw" / "etc").symlink_to("/etc")
    else:
        write(tmp_path, {"ann/x.zip" if "folder" in kind else "ann": zipped(files)})
    path = tmp_path / "ann" if "folder" in kind else (tmp_path / "ann").rename(tmp_path / "ann.zip")
    assert load(path).files == {"data/a.csv": b"1", "util.py": b"y = 2"}


def test_files_that_no_disk_can_hold_are_left_out_with_a_note(tmp_path):
    files = {"hw.ipynb": GOOD, "a": b"", "a/b.csv": b"1", "x" * 256: b"", "d/" * 600 + "x": b""}
    loaded = load(write(tmp_path, {"a.zip": zipped(files)}) / "a.zip")
    assert loaded.files == {"a/b.csv": b"1"}
    (note,) = loaded.notes
    assert note.startswith("3 files beside the notebook were left out ('a', 'd/d/")


BESIDE = {
    "many": {f"{i}.csv": b"" for i in range(1_200)},
    "large": {f"{i}.csv": b"x" * (1 << 20) for i in range(35)},
    "deep": {"d/" * i + "x.csv": b"x" for i in range(40)},
    "one too large": {"small.csv": b"x", "video.mp4": bytes(17 << 20)},
}


@pytest.mark.parametrize("files", BESIDE.values(), ids=BESIDE)
def test_what_lies_beside_a_notebook_fits_the_sandbox_and_the_rest_is_named(tmp_path, files):
    write(tmp_path / "ann", {"hw.ipynb": GOOD} | files)
    loaded = load(tmp_path / "ann")
    assert loaded.files
    assert len(loaded.files) <= read.MAX_BESIDE_FILES
    assert sum(map(len, loaded.files.values())) <= read.MAX_BESIDE_BYTES
    assert max(n.count("/") for n in loaded.files) < read.MAX_BESIDE_DEPTH
    left = files.keys() - loaded.files.keys()
    assert left
    assert f"{len(left)} files beside the notebook were left out" in loaded.notes[0]
    assert any(repr(n[:60]) in loaded.notes[0] for n in left)


def test_the_hash_tells_notebooks_and_the_files_beside_them_apart(tmp_path):
    handed_in = [{}, {"a.csv": b"1"}, {"a.csv": b"2"}, {"b.csv": b"1"}, {"hw.ipynb": notebook(cell("y = 2"))}]
    paths = [write(tmp_path / str(i), {"hw.ipynb": GOOD} | files) for i, files in enumerate(handed_in)]
    hashes = [load(p).sha256 for p in paths]
    assert len(set(hashes)) == len(hashes)
    assert hashes == [load(p).sha256 for p in paths]


# -- fuzz -------------------------------------------------------------------------------------------------------------

KEYS = st.sampled_from(["cells", "nbformat", "metadata", "source", "worksheets"])
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters())
JSON = st.recursive(LEAVES, lambda v: st.lists(v, max_size=3) | st.dictionaries(KEYS, v, max_size=3), max_leaves=8)
SEEDS = [GOOD, json.dumps(format_3()).encode(), zipped({"hw.ipynb": GOOD}), b"# %%\nx = 1\n# %% [md]\n# t"]


@st.composite
def cut_and_pasted(draw):
    """A good file with a slice replaced by random bytes."""
    data = draw(st.sampled_from(SEEDS))
    start = draw(st.integers(0, len(data)))
    return data[:start] + draw(st.binary(max_size=8)) + data[start + draw(st.integers(0, 8)) :]


@st.composite
def one_value_replaced(draw):
    """A good notebook with one value, at any depth, replaced by random JSON."""
    node = data = json.loads(draw(st.sampled_from(SEEDS[:2])))
    while True:
        key = draw(st.sampled_from(sorted(node) if isinstance(node, dict) else range(len(node))))
        if not node[key] or not isinstance(node[key], dict | list) or draw(st.booleans()):
            node[key] = draw(JSON)
            return json.dumps(data).encode()
        node = node[key]


@pytest.mark.parametrize("suffix", [".ipynb", ".py", ".zip"])
@pytest.mark.parametrize(
    "made",
    [st.binary(max_size=200), JSON.map(lambda v: json.dumps(v).encode()), cut_and_pasted(), one_value_replaced()],
    ids=["bytes", "json", "cut", "replaced"],
)
def test_any_bytes_are_read_or_refused(tmp_path_factory, made, suffix):
    path = tmp_path_factory.mktemp("fuzz") / f"handed-in{suffix}"

    @settings(max_examples=60, deadline=None, database=None)
    @given(made)
    def check(data):
        path.write_bytes(data)
        (found,) = find_submissions([path])
        try:
            cells = load_submission(found).cells
        except SubmissionError as e:
            refused = (e.reason, str(e))
            assert all(refused), "a reason and a message"
        else:
            assert cells
            assert msgspec.json.encode([c.source for c in cells]), "no report can hold it"

    check()
