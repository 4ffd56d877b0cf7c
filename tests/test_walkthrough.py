"""An instructor's whole day: the guides, followed literally in an empty folder by somebody who installed the wheel.

The guides say every command. What is not theirs is played here: students who fill in the notebook that was handed out,
platforms that export what they handed in, a person who marks, and what a course has in other formats.
"""

import csv
import html
import json
import os
import re
import zipfile

import nbformat
import pytest

from autograder.cells import answer_of
from tests.conftest import ROOT
from tests.importers.masters import NBGRADER
from tests.support.masters import MASTERS, write_master
from tests.support.wheels import install_wheel, run_in

GUIDE = ROOT / "docs" / "writing-assignments.md"
Q1, Q2 = "def column_means(X):\n    return X.mean(axis=0)", "def centre(X):\n    return X - column_means(X)"
GRADEBOOK = """Student,ID,SIS User ID,SIS Login ID,Section
    Points Possible,,,,
"Sonada, Ada",1000,s1,asonada,A
"Ek, Bo",1001,s2,bek,A
"Roe, Cy",1002,s3,croe,B
"""
PARTICIPANTS = (
    "Identifier,Full name,Email address\nParticipant 1000,Ada Sonada,a@x.edu\nParticipant 1001,Bo Ek,b@x.edu\n"
)
GRADESCOPE = "First Name,Last Name,SID,Email,Role\nAda,Sonada,1000,a@x.edu,Student\nBo,Ek,1001,b@x.edu,Student\n"
METADATA = "submission_1:\n  :submitters:\n  - :name: Ada Sonada\n    :email: a@x.edu\n    :sid: '1000'\n"
CELLS = [
    ("otter", "# BEGIN QUESTION\nname: q1\npoints: 2"), ("otter", "# BEGIN SOLUTION"),
    ("{python}", "square = lambda x: x * x  # SOLUTION"), ("otter", "# END SOLUTION"), ("otter", "# BEGIN TESTS"),
    ("{python}", "assert square(3) == 9"), ("otter", "# END TESTS"), ("otter", "# END QUESTION"),
]  # fmt: skip
MOODLE = {"Ada Sonada_1000": "right", "Bo Ek_1001": "wrong"}
QMD = "---\ntitle: Lab 3\n---\n\n" + "".join(f"```{kind}\n{source}\n```\n\n" for kind, source in CELLS)


def blocks(text):
    """(language, action, file, source) of every fenced block."""
    for match in re.finditer(r"^```(\w+)(?: (write|append)=(\S+))?\n(.*?)^```$", text, re.M | re.S):
        yield match[1], match[2], match[3], match[4]


class Day:
    """A course's folder, and the commands of the guides that ran in it."""

    def __init__(self, folder, installed):
        self.folder, self.said = folder, {}
        self.environment = {"PATH": f"{installed}:{os.environ['PATH']}"}

    def run(self, line, status=0):
        done = run_in(["env", *line.split()], self.folder, **self.environment)
        assert done.returncode == status, f"{line}\n{done.stdout}\n{done.stderr}"
        self.said[line] = done.stdout
        return done.stdout

    def follow(self, guide):
        """Writes the files and runs the commands of a guide; returns the commands."""
        commands = []
        for language, action, name, source in blocks((ROOT / "docs" / guide).read_text()):
            if action:
                path = self.folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("w" if action == "write" else "a") as file:
                    file.write(source)
            elif language == "sh":
                for line in source.splitlines():
                    self.run(line.replace(" --pdf", ""))
                    commands.append(line)
        return commands

    def scores(self, out):
        """The rows of a class, by the platform's id."""
        return {r["lms_id"]: r for r in csv.DictReader((self.folder / out / "scores.csv").open())}

    def handed_in(self, **answers):
        """The student notebook as it was handed out, with answers."""
        notebook = nbformat.read(self.folder / "dist/means/student/means.ipynb", as_version=4)
        for cell in notebook.cells:
            if answer_of(cell) in answers:
                cell.source = answers[answer_of(cell)]
        return nbformat.writes(notebook)

    def export(self, name, files):
        """What a platform lets an instructor download."""
        with zipfile.ZipFile(self.folder / name, "w") as z:
            for member, data in files.items():
                z.writestr(member, data)


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_an_instructors_whole_day(tmp_path):
    installed = install_wheel(tmp_path / "env")
    course = tmp_path / "course"
    course.mkdir()
    where = run_in([installed / "python", "-c", "import autograder; print(autograder.__file__)"], course).stdout
    assert where.startswith(str(installed.parent))
    day = Day(course, installed)
    write_and_grade(day)
    collect(day)
    mark(day)
    bring(day)
    examine(day)


def write_and_grade(day):
    """docs/writing-assignments.md: from `new` to a graded class, and a question that people mark."""
    assert len(day.follow("writing-assignments.md")) == 7
    said = "".join(day.said.values())
    assert "2/2" in said
    folder = day.folder / "grades" / "reports"
    reports = {p.stem: json.loads(p.read_text()) for p in folder.glob("*.json")}
    totals = {n: (r["total"], r["possible"]) for n, r in reports.items()}
    assert totals == {"ada": (9.0, 9.0), "bob": (4.0, 9.0), "cleo": (5.0, 9.0)}
    said_to_cleo = (folder / "cleo.html").read_text()
    assert "own q1 in place of yours, because yours is wrong" in html.unescape(said_to_cleo)
    assert "Each column has a mean of its own." in (folder / "bob.html").read_text()
    assert (day.folder / "dist" / "means" / "means-stock.zip").exists()


def collect(day):
    """docs/collecting.md: exports of three platforms as they were downloaded, each with its class list."""
    text = "No number, because the sum is divided by 0."
    right, wrong = day.handed_in(q1=Q1, q2=Q2, q3=text), day.handed_in(q1="def column_means(X):\n    return X", q3="0")
    names = "sonadaada_1000_50000_means.ipynb", "sonadaada_1000_50001_means-1.ipynb", "ekbo_LATE_1001_50002_means.ipynb"
    day.export("canvas.zip", dict(zip(names, (wrong, right, wrong), strict=True)))
    moodle = {f"{who}_assignsubmission_file/means (1).ipynb": text for who, text in MOODLE.items()}
    day.export("moodle.zip", {member: right if text == "right" else wrong for member, text in moodle.items()})
    day.export("gradescope.zip", {"export/submission_metadata.yml": METADATA, "export/submission_1/means.ipynb": right})
    for name, rows in (("gradebook", GRADEBOOK), ("participants", PARTICIPANTS), ("roster", GRADESCOPE)):
        (day.folder / f"{name}.csv").write_text(rows)
    day.follow("collecting.md")
    for platform, members in (("canvas", 3), ("moodle", 2), ("gradescope", 2)):
        rows = day.scores(f"collected/{platform}")
        assert len(rows) == members
        ada = rows["1000"]
        assert (ada["name"], ada["q1"], ada["q2"], ada["q3"], ada["total"], ada["waiting"]) == (
            "Ada Sonada", "4", "5", "", "", "4",
        )  # fmt: skip
        assert rows["1001"]["attempt"] == ("none" if platform == "gradescope" else "1")
    canvas = day.scores("collected/canvas")
    assert (canvas["1001"]["late"], canvas["1002"]["attempt"], canvas["1002"]["total"]) == ("yes", "none", "")
    assert f"graded was '{names[1]}', not '{names[0]}'" in canvas["1000"]["notes"]


def mark(day):
    """A person fills in the table and runs the same command; the page answers the student's question."""
    path = day.folder / "collected" / "canvas" / "marking.csv"
    rows = list(csv.DictReader(path.open()))
    assert {r["criterion"] for r in rows} == {"says that the sum is divided by 0", "language"}
    for row in rows:
        row |= (
            {"points": row["possible"], "comment": "Well said."} if row["student"] == "Ada Sonada" else {"points": "0"}
        )
    with path.open("w", newline="") as file:
        table = csv.DictWriter(file, rows[0])
        table.writeheader()
        table.writerows(rows)
    day.run(next(line for line in day.said if "canvas.zip" in line))
    rows = day.scores("collected/canvas")
    assert (rows["1000"]["total"], rows["1000"]["q3"]) == ("13", "4")
    assert rows["1002"]["total"] == ""
    (page,) = (day.folder / "collected/canvas/reports").glob("sonadaada*.html")
    said = html.unescape(page.read_text())
    for words in ("Well said.", "No number, because the sum is divided by 0.", "sonadaada_1000_50001_means-1.ipynb"):
        assert words in said


def bring(day):
    """docs/importing.md: masters of Otter Assign and a course of nbgrader become assignments that grade."""
    write_master(MASTERS["ok"], day.folder / "hw01.ipynb")
    (day.folder / "lab03.qmd").write_text(QMD)
    write_master(NBGRADER, day.folder / "nbgrader-course" / "source" / "ps1" / "problem1.ipynb")
    day.follow("importing.md")
    assert {p.name for p in (day.folder / "imported/assignments").iterdir()} == {"lab03", "ok", "ps1"}
    solved = zipfile.ZipFile(day.folder / "dist/lab03/lab03.zip").read("judge/solution.ipynb")
    (day.folder / "lab").mkdir()
    (day.folder / "lab/ada.ipynb").write_bytes(solved)
    day.run("autograder grade dist/lab03/lab03.zip lab --out collected/lab03")
    (row,) = csv.DictReader((day.folder / "collected/lab03/scores.csv").open())
    assert (row["total"], row["possible"]) == ("2", "2")


def examine(day):
    """docs/exams.md: an exam that is built, handed in, signed for and graded by a class list."""
    day.follow("exams.md")
    rows = {r["student"]: r for r in csv.DictReader((day.folder / "grades/midterm/scores.csv").open())}
    assert {s: r["name"] for s, r in rows.items()} == {"s1": "Ada Lovelace", "s2": "Alan Turing", "s3": "Grace Hopper"}
    assert "handed in the notebook of Ada Lovelace" in (day.folder / "grades/midterm/integrity.csv").read_text()
    assert "Ada Lovelace (s1)" in (day.folder / "grades/midterm/reports/midterm-s1.html").read_text()


def test_the_guide_states_the_real_defaults():
    from autograder.limits import Limits

    text = GUIDE.read_text()
    units = {"memory_bytes": (1 << 30, "GiB"), "output_bytes": (1 << 20, "MiB"), "file_bytes": (1 << 20, "MiB")}
    units["message_bytes"] = (1 << 20, "MiB")
    for key in Limits.__struct_fields__:
        size, unit = units.get(key, (1, ""))
        assert f"`{key}` {getattr(Limits(), key) / size:g} {unit}".strip() in text
