"""A small course with an exam of one question of each type; nothing of the real course is needed."""

import msgspec
import nbformat
import pytest

from autograder.exam.sheets.build import build_exam, sheet_notebook
from autograder.exam.sheets.exam import load_exam, sample_sheet
from autograder.exam.sheets.manifest import open_sheets
from autograder.exam.sheets.template import make_template
from autograder.handin.keys import ExamKey
from autograder.handin.roster import Student
from autograder.submissions import find_submissions

QUESTIONS = {
    "total": """
# type: number
# points: 2
# %% tags=["variant"]
def variant(rng):
    return {"a": int(rng.integers(100, 1000)), "b": int(rng.integers(100, 1000)) / 7}

def answer(v):
    return v["a"] + v["b"]

def mistakes(v):
    return {"minus": ("Add, do not subtract.", v["a"] - v["b"])}

def difficulty(v):
    return v["a"] / 100
# %% [markdown]
# What is {{ a }} + {{ b | neat }}?
""",
    "size": """
# type: number
# points: 1
# units: {B: 1, KiB: 1024}
# digits: 3
# %% tags=["variant"]
def variant(rng):
    return {"n": int(rng.integers(3, 50))}

def answer(v):
    return 1000 * v["n"]
# %% [markdown]
# How large are {{ n }} blocks of 1000 bytes?
""",
    "pick": """
# type: choice
# points: 1
# right: ["a part of AI"]
# wrong: {"the whole of AI": "There is more to AI.", "no AI": "It is.", "a robot": "No."}
# %% [markdown]
# Machine learning is …
""",
    "picks": """
# type: multiple
# points: 2
# right: ["sigmoid", "tanh"]
# wrong: ["mean squared error", "Adam"]
# %% [markdown]
# Which are activation functions?
""",
    "grid": """
# type: matrix
# points: 4
# %% tags=["variant"]
def variant(rng):
    return {"A": rng.integers(-9, 10, size=(2, 2)).tolist()}

def answer(v):
    return [[2 * x for x in row] for row in v["A"]]

def accept(v):
    return v["A"][0][1] != v["A"][1][0]
# %% [markdown]
# Twice ${{ A | tex }}$?
""",
    "slope": """
# type: symbolic
# points: 2
# symbols: {x: [0.5, 2.0]}
# %% tags=["variant"]
def variant(rng):
    return {"n": int(rng.integers(2, 6))}

def answer(v):
    return f"{v['n']} * x**{v['n'] - 1}"
# %% [markdown]
# The derivative of $x^{ {{ n }} }$?
""",
    "why": """
# type: text
# points: 3
# %% tags=["variant"]
def solution(v):
    return "Because the data changed."
# %% [markdown]
# Why?
""",
    "scale": """
# type: code
# points: 3
# %% tags=["variant"]
def variant(rng):
    return {"k": int(rng.integers(2, 9))}
# %% [markdown]
# Write `scale(x)`: {{ k }} times `x`.
# %% [raw]
# # BEGIN SOLUTION
# %%
def scale(x):
    return {{ k }} * x  # SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
\""" # BEGIN TEST CONFIG
name: a number comes back
points: 1
\""" # END TEST CONFIG
def test_public_number(scale):
    assert isinstance(scale(1), (int, float)), "expected a number"
# %% [raw]
# # END TESTS
""",
}
HIDDEN = """from otter.test_files import test_case

@test_case(name="ten", points=2, hidden=True)
def test_hidden_ten(scale):
    assert scale(10) == 10 * VARIANT["k"]
"""


def write_question(folder, name, body, hidden=""):
    """A question file from what follows its name."""
    head, _, rest = body.strip("\n").partition("\n# %%")
    text = f"# %% [raw]\n# # BEGIN QUESTION\n# name: {name}\n{head.strip()}\n# %%{rest}\n# %% [raw]\n# # END QUESTION\n"
    lines = text.split("\n")
    at = lines.index("# # BEGIN QUESTION") + 1
    while not lines[at].startswith("# %%"):  # the header is a comment in a comment, as jupytext writes raw cells
        lines[at] = f"# {lines[at]}" if not lines[at].startswith("# # ") else lines[at]
        at += 1
    (folder / "hidden").mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.py").write_text("\n".join(lines))
    if hidden:
        (folder / "hidden" / f"{name}.py").write_text(hidden)


def write_course(root, settings="", names=tuple(QUESTIONS)):
    """A course with the exam `trial`."""
    bank = root / "assignments" / "exams" / "bank"
    for name, body in QUESTIONS.items():
        write_question(bank, name, body, HIDDEN if name == "scale" else "")
    folder = root / "assignments" / "exams" / "trial"
    folder.mkdir(parents=True)
    items = "".join(f'[[questions]]\nuse = "{n}"\n' for n in names)
    (folder / "exam.toml").write_text(f'title = "Trial"\nabout = "A short one."\n{settings}\n{items}')
    return root


class Desk:
    """An exam, its key, its class and its notebooks."""

    def __init__(self, root, tmp, students=6):
        self.exam = load_exam(root, "trial")
        self.key = ExamKey(bytes(range(32)))
        self.tmp = tmp
        self.students = [Student(f"s{i}", f"Name{i} Family{i}", f"s{i}@uni.edu") for i in range(students)]
        self.built = build_exam(self.exam, self.key, self.students, tmp / "built")
        self.sheets = open_sheets(self.exam, self.key, self.built.manifest)
        self.template = make_template(self.exam, tmp / "template", sample_sheet(self.exam))

    def notebook(self, student, solved=True):
        """The notebook of a student."""
        return sheet_notebook(self.exam, self.template, self.key, self.sheets[student], student, solved=solved)

    def hand_in(self, notebooks, folder="in"):
        """Submissions from file name → notebook."""
        place = self.tmp / folder
        place.mkdir(exist_ok=True)
        for name, notebook in notebooks.items():
            nbformat.write(notebook, place / f"{name}.ipynb")
        return find_submissions([place])

    def kind(self, student, question):
        """What is right for a student."""
        return next(q.kind for q in self.sheets[student].questions if q.name == question)


def answer(notebook, question, source):
    """Replaces an answer cell."""
    for cell in notebook.cells:
        if cell.metadata.get("autograder") == {"question": question, "role": "answer"}:
            cell.source = source
            return notebook
    raise KeyError(question)


@pytest.fixture(scope="session")
def trial(tmp_path_factory):
    """The course with one question of each type."""
    return write_course(tmp_path_factory.mktemp("course"))


@pytest.fixture(scope="session")
def desk(trial, tmp_path_factory):
    return Desk(trial, tmp_path_factory.mktemp("desk"))


def encoded(x):
    return msgspec.json.encode(x)
