"""A whole term as docs/running-a-course.md runs it: 120 students, 14 assignments, 10 quizzes, a project in pairs, a final.

The guide says every command; week 3 stands for all weeks. Played here is what is not the course's: students, a platform
that says when they handed in, a person who marks. What the final grades must be is computed here, too, by trying all ways
to place late days.
"""

import csv
import io
import itertools
import json
import re
import shutil
import sys
from datetime import UTC, datetime, timedelta

import nbformat
import pytest

from autograder.cells import answer_of
from autograder.cli.app import main
from tests.conftest import ROOT
from tests.exam.conftest import write_question
from tests.support import postgres
from tests.test_walkthrough import blocks

GUIDE = ROOT / "docs" / "running-a-course.md"
WEEKS, QUIZZES, STUDENTS = range(1, 15), (*range(2, 6), *range(7, 13)), [f"s{i:03}" for i in range(1, 121)]
DAY = timedelta(days=1)
MASTER = '''# %% [raw]
# # BEGIN QUESTION
# name: q1
# points: 2
# %% [markdown]
# Write `scaled(x)`: WEEK times x.
# %% [raw]
# # BEGIN SOLUTION
# %%
def scaled(x):
    return WEEK * x  # SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: a number
points: 1
""" # END TEST CONFIG
def test_public_number(scaled):
    assert scaled(0) == 0
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
# %% [raw]
# # BEGIN QUESTION
# name: q2
# points: 2
# %% [markdown]
# Write `shifted(x)`: x + WEEK.
# %% [raw]
# # BEGIN SOLUTION
# %%
def shifted(x):
    return x + WEEK  # SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: a sum
points: 1
""" # END TEST CONFIG
def test_public_sum(shifted):
    assert shifted(0) == WEEK
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
'''
HIDDEN = {
    "q1": "from otter.test_files import test_case\n\n@test_case(name='many', points=1, hidden=True)\n"
    "def test_hidden_many(scaled):\n    assert [scaled(x) for x in (2, -3)] == [2 * WEEK, -3 * WEEK]\n",
    "q2": "from otter.test_files import test_case\n\n@test_case(name='more', points=1, hidden=True)\n"
    "def test_hidden_more(shifted):\n    assert [shifted(x) for x in (2, -3)] == [2 + WEEK, WEEK - 3]\n",
}
RIGHT = {"q1": "def scaled(x):\n    return x * float(WEEK)", "q2": "def shifted(x):\n    return x + WEEK"}
WRONG = {
    "q1": "def scaled(x):\n    return 0",
    "q2": "def shifted(x):\n    return WEEK",
}  # the public test takes it: 1 of 2
BANK = {
    "plus": '# type: number\n# points: 2\n# %% tags=["variant"]\ndef variant(rng):\n'
    "    return {'a': int(rng.integers(100, 1000)), 'b': int(rng.integers(100, 1000))}\n\n"
    "def answer(v):\n    return v['a'] + v['b']\n\ndef mistakes(v):\n    return {'minus': ('Add.', v['a'] - v['b'])}\n"
    "# %% [markdown]\n# What is {{ a }} + {{ b }}?",
    "twice": '# type: number\n# points: 1\n# %% tags=["variant"]\ndef variant(rng):\n'
    "    return {'n': int(rng.integers(100, 1000))}\n\ndef answer(v):\n    return 2 * v['n']\n\n"
    "def mistakes(v):\n    return {'once': ('Twice.', v['n'])}\n# %% [markdown]\n# What is 2 * {{ n }}?",
    "why": "# type: text\n# points: 3\n# %% tags=[\"variant\"]\ndef solution(v):\n    return 'The data changed.'\n"
    "# %% [markdown]\n# Why?",
}
TEXTS = {3.0: "Because the **data** changed.", 1.0: "Because it changed.", 0.0: "I do not know."}


def closes(work):
    """When a work of week n closes: on the n-th Monday at noon, UTC+2 or +1 as Berlin's clocks go."""
    week = 15 if work == "final" else int(work[-2:])
    local = datetime(2026, 10, 12, 12) + timedelta(weeks=week - 1)
    return local, local.replace(tzinfo=UTC) - timedelta(hours=2 if local < datetime(2026, 10, 25) else 1)


def works(kind, numbers):
    return [f"{kind}-{n:02}" for n in numbers]


def earned(student, work):
    """The points that a student's answers earn, by what they are made to be; None: nothing was handed in."""
    i, n = int(student[1:]), int(work[-2:]) if work[-1].isdigit() else 15
    level = (37 * i + 11 * n * n) % 10  # the higher the better
    if work == "project":
        return float(10 + (i - 1) // 2 % 21)
    if level == 0 and work != "final":
        return None
    if work.startswith("hw"):
        return {"q1": 2.0 if level > 3 else 1.0, "q2": 2.0 if level > 5 else 1.0}
    found = {"plus": 2.0 if level > 4 else 0.0, "twice": 1.0 if level > 2 else 0.0}
    return found | ({"why": [0.0, 1.0, 3.0][i % 3]} if work == "final" else {})


def late(student, work):
    """Days after the closing time. The first has more late work than late days."""
    i, n = int(student[1:]), int(work[-2:])
    return 1 if work.startswith("hw") and ((i == 1 and n % 3 == 1) or (i % 3 == 0 and n == i % 14 + 1)) else 0


def parts(student, kind, numbers, possible):
    for work in works(kind, numbers):
        points = earned(student, work)
        yield (0.0 if points is None else sum(points.values()) / possible), points is not None and late(student, work)


def final_grade(student):
    """The rules of the guide by trying everything: part of the whole, and whether it passes."""
    homework = list(parts(student, "hw", WEEKS, 4))
    lates = [i for i, (_, days) in enumerate(homework) if days]
    best = 0.0
    for spent in itertools.chain.from_iterable(itertools.combinations(lates, k) for k in range(4)):
        after = sorted(p * (0.9 if i in lates and i not in spent else 1) for i, (p, _) in enumerate(homework))
        best = max(best, sum(after[2:]) / (len(after) - 2))
    quizzes = sorted(p for p, _ in parts(student, "quiz", QUIZZES, 3))
    exam = sum(earned(student, "final").values()) / 6
    mean = sum(quizzes[1:]) / (len(quizzes) - 1)
    whole = 0.20 * best + 0.15 * mean + 0.30 * earned(student, "project") / 30 + 0.35 * exam
    return whole, whole >= 0.5 and exam >= 0.3


class Term:
    """A course's folder, and the commands of the guide that ran in it."""

    def __init__(self, folder, monkeypatch, capsys):
        self.folder, self.monkeypatch, self.capsys = folder, monkeypatch, capsys
        monkeypatch.chdir(folder)
        self.blocks = list(blocks(re.sub(r"^```sh (\S+)$", r"```sh write=\1", GUIDE.read_text(), flags=re.M)))

    def run(self, line, status=(0,)):
        words = [w.strip('"') for w in re.findall(r'"[^"]*"|\S+', line)]
        self.monkeypatch.setattr(sys, "argv", words)
        with pytest.raises(SystemExit) as end:
            main()
        said = self.capsys.readouterr()
        assert (end.value.code or 0) in status, f"{line}\n{said.out}\n{said.err}"
        return said.out

    def lines(self, *marks):
        """The commands of the guide's blocks with such a mark, block by block."""
        return [source.splitlines() for kind, _, mark, source in self.blocks if kind == "sh" and mark in marks]

    def write_course(self):
        """What the guide takes as made: 14 assignments, 10 quizzes, a final; rules as it writes them."""
        for week in WEEKS:
            place = self.folder / "assignments" / f"hw-{week:02}"
            (place / "hidden").mkdir(parents=True)
            (place / "assignment.toml").write_text(f'title = "Homework {week}"\npackages = []\n')
            (place / f"hw-{week:02}.py").write_text(MASTER.replace("WEEK", str(week)))
            self.write_hidden(week, wrong=week == 3)
        bank = self.folder / "assignments" / "exams" / "bank"
        for name, body in BANK.items():
            write_question(bank, name, body)
        for name in (*works("quiz", QUIZZES), "final"):
            local, _ = closes(name)
            use = ("plus", "twice", "why") if name == "final" else ("plus", "twice")
            title = "Final" if name == "final" else f"Quiz {int(name[-2:])}"
            (bank.parent / name).mkdir()
            (bank.parent / name / "exam.toml").write_text(
                f'title = "{title}"\nabout = "A short one."\n[policy]\ncloses = {local.isoformat()}\n'
                'time_zone = "Europe/Berlin"\n' + "".join(f'[[questions]]\nuse = "{q}"\n' for q in use)
            )
        rules = [source for _, action, name, source in self.blocks if name == "course.toml"]
        more = [
            f"[grades.works.{w}]\ncloses = {closes(w)[0].isoformat()}\n" for w in works("hw", WEEKS) if w != "hw-03"
        ]
        assert f"closes = {closes('hw-03')[0].isoformat()}" in rules[1]
        (self.folder / "course.toml").write_text("".join([*rules, *more]))
        stricter = rules[0].replace("minimum = 0.3", "minimum = 0.9")
        (self.folder / "stricter.toml").write_text("".join([stricter, rules[1], *more]))
        pairs = [f"{s},Name{s} Family{s},{s}@x.edu,p{(int(s[1:]) + 1) // 2}\n" for s in STUDENTS]
        (self.folder / "roster.csv").write_text("id,name,email,group\n" + "".join(pairs))
        (self.folder / "inbox").mkdir()
        (self.folder / "upload").mkdir()

    def write_hidden(self, week, wrong):
        """Hidden tests; a wrong one asks for more than the text says."""
        for name, text in HIDDEN.items():
            path = self.folder / "assignments" / f"hw-{week:02}" / "hidden" / f"{name}.py"
            more = "    assert type(scaled(2)) is int\n" if wrong and name == "q1" else ""
            path.write_text(text.replace("WEEK", str(week)) + more)

    def times(self, work, came):
        lines = [f"{student},{time.isoformat()}\n" for student, time in came.items()]
        (self.folder / "inbox" / f"{work}.csv").write_text("student,time\n" + "".join(lines))

    def hand_in(self, work):
        """What students hand in: as they were handed it out, with answers."""
        place, came, made = self.folder / "inbox" / work, {}, {}
        place.mkdir()
        given = self.folder / "dist" / work / "student" / f"{work}.ipynb"
        for student in STUDENTS:
            points = earned(student, work)
            if points is None:
                continue
            came[student] = closes(work)[1] + (DAY * late(student, work) if "-" in work else 0 * DAY) - DAY / 2
            if work.startswith("hw"):
                key = tuple(points.values())
                if key not in made:
                    made[key] = self.solved(given, points, work)
                text = made[key]
            else:
                text = self.sat(work, student, points)
            (place / f"{student}.ipynb").write_text(text)
        self.times(work, came)

    def solved(self, path, points, work):
        notebook = nbformat.read(path, as_version=4)
        for cell in notebook.cells:
            if (question := answer_of(cell)) in points:
                cell.source = (RIGHT if points[question] == 2 else WRONG)[question].replace("WEEK", str(int(work[-2:])))
        return nbformat.writes(notebook)

    def sat(self, exam, student, points):
        """Reads the numbers of the sheet, as a student does."""
        notebook = nbformat.read(self.folder / f"dist/exams/{exam}/students/{exam}-{student}.ipynb", as_version=4)
        asked = [re.search(r"What is (\d+ [+*] \d+)", cell.source) for cell in notebook.cells]
        sums = iter([m[1] for m in asked if m])
        for cell in notebook.cells:
            question = answer_of(cell)
            if question == "why":
                cell.source = TEXTS[points["why"]]
            elif question in points:
                a, op, b = next(sums).split()
                right = int(a) + int(b) if op == "+" else int(a) * int(b)
                cell.source = f"{question} = {right if points[question] else right + 7}"
        return nbformat.writes(notebook)

    def canvas(self, work):
        column = {"hw": "Homework", "qu": "Quiz", "fi": "Final"}[work[:2]] + (
            f" {int(work[-2:])}" if "-" in work else ""
        )
        rows = "".join(f'"Family{s}, Name{s}",{1000 + i},{s},,\n' for i, s in enumerate(STUDENTS))
        head = f"Student,ID,SIS User ID,Section,{column} (55)\n"
        (self.folder / "canvas.csv").write_text(head + "    Points Possible,,,,4\n" + rows)

    def week(self, lines, number):
        """Runs week 3's lines for another week; what is of a quiz only where there is one."""
        for line in lines:
            if "quiz" not in line or number in QUIZZES:
                if "export" in line:
                    self.canvas(re.search(r"(hw|quiz)-\d\d", line)[0].replace("03", f"{number:02}"))
                yield self.run(re.sub(r"(hw|quiz)-03", rf"\1-{number:02}", line).replace(' 3"', f' {number}"'))

    def finals(self):
        rows = json.loads(self.run("autograder gradebook final --json"))["rows"]
        return {r["id"]: (r["final"]["part"], r["final"]["passed"]) for r in rows}


@pytest.fixture
def server():
    if postgres.programs() is None:
        yield None
        return
    with postgres.cluster() as url:
        yield postgres.database(url)


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_a_term_of_120_students_goes_as_its_guide_says(tmp_path, monkeypatch, capsys, server):
    term = Term(tmp_path, monkeypatch, capsys)
    term.write_course()
    hand_out, *after = term.lines("week")
    start, *rest = term.lines(None)
    (mended,) = term.lines("after=the-test-is-mended")
    ill, asked, alike, project, final_out, final_in, end = rest
    for line in start:
        term.run(line)
    for number in WEEKS:
        list(term.week(hand_out, number))
        for kind in ("hw", "quiz") if number in QUIZZES else ("hw",):
            term.hand_in(f"{kind}-{number:02}")
    judge(term, after)
    happened(term, ill, mended, asked, alike)
    finish(term, project, final_out, final_in, end)
    if server is not None:
        again(term, server, start, after, ill, project, final_in, end)


def judge(term, after):
    for number in WEEKS:
        for lines in after:
            said = list(term.week(lines, number))
        assert any(f"of {len(STUDENTS)} are shown" in text for text in said)
        exported = list(csv.DictReader(io.StringIO((term.folder / f"upload/hw-{number:02}.csv").read_text())))
        assert len(exported) == len(STUDENTS) + 1


def happened(term, ill, mended, asked, alike):
    """Illness, a wrong test, a question, a look at what is alike."""
    for line in ill:
        term.run(line)
    before = points_of(term, "hw-03")
    term.write_hidden(3, wrong=False)
    for line in mended:
        term.run(line)
    after = points_of(term, "hw-03")
    gained = {s for s in STUDENTS if (p := earned(s, "hw-03")) and p["q1"] == 2 and after[s] > before[s]}
    assert gained == {s for s in STUDENTS if (p := earned(s, "hw-03")) and p["q1"] == 2}
    assert "hw-03" in "".join(map(term.run, asked))
    for line in alike:
        term.run(line)


def points_of(term, work):
    rows = json.loads(term.run(f"autograder gradebook show {work} --json"))["rows"]
    return {r["id"]: r["standings"][work]["points"] for r in rows}


def finish(term, project, final_out, final_in, end):
    lines = [f"{s};{earned(s, 'project'):g}\n" for s in STUDENTS[::2]]
    (term.folder / "project.csv").write_text("student;points\n" + "".join(lines))
    for line in (*project, *final_out):
        term.run(line)
    term.hand_in("final")
    for line in final_in:
        term.run(line)
    mark(term)
    said = [term.run(line) for line in end]
    assert "would fail" in said[1]
    assert "All is as it was written." in said[3]
    found = term.finals()
    expected = {s: final_grade(s) for s in STUDENTS}
    assert {s: round(part, 9) for s, (part, _) in found.items()} == {s: round(p, 9) for s, (p, _) in expected.items()}
    assert {s for s, (_, ok) in found.items() if ok} == {s for s, (_, ok) in expected.items() if ok}
    assert 0 < sum(ok for _, ok in expected.values()) < len(STUDENTS)


def mark(term):
    """One mark for each group of equal answers."""
    groups = json.loads(term.run("autograder gradebook mark list final why --json"))
    assert len(groups) == 3
    for _ in groups:
        text = term.run("autograder gradebook mark next final why").partition("names what changed")[0]
        (code,) = [g["code"] for g in groups if g["code"] in text]
        items = " --item 1" if "data" in text else " --item 2" if "it changed" in text else ""
        term.run(f"autograder gradebook mark give final why {code}{items}")


def again(term, server, start, after, ill, project, final_in, end):
    """The same gradebook in the other database: what was judged is kept in grades/, so no code runs again."""
    sqlite = term.finals()
    term.monkeypatch.setenv("AUTOGRADER_DB", server)
    term.monkeypatch.setenv("AUTOGRADER_FILES", str(term.folder / "files"))
    shutil.rmtree(term.folder / "backup")
    for line in (line for line in start if " key" not in line):
        term.run(line)
    for number in WEEKS:
        for lines in after:
            list(term.week(lines, number))
    for line in (*ill, *project, *final_in):
        term.run(line)
    mark(term)
    for line in end:
        term.run(line)
    assert term.finals() == sqlite
