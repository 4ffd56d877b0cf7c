"""What must never be on the site: lines of tests, solutions, mistakes, answers and questions, as a reader would see them."""

import ast
import importlib
import inspect
import re

from autograder.course.course import load_course
from autograder.course.master import read_master
from autograder.exam.questions.question import read_question
from syllabus import curriculum
from syllabus.curriculum import ROOT
from syllabus.text import described

SHORTEST = 24  # characters: what is shorter is said by chance


def squeezed(text):
    """Text without white space: pages break lines elsewhere."""
    return re.sub(r"\s+", "", text)


def code_of(path):
    """The lines of a module that are code: docstrings are promises, and on the site."""
    source = path.read_text(encoding="utf-8")
    lines = source.splitlines()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node) is not None:
            said = node.body[0]
            lines[said.lineno - 1 : said.end_lineno] = [""] * (said.end_lineno - said.lineno + 1)
    return [line for line in lines if not line.lstrip().startswith(("def ", "class ", "import ", "from "))]


def strings_of(path):
    """The texts in a module: messages of mistakes, options, answers."""
    return [
        n.value
        for n in ast.walk(ast.parse(path.read_text()))
        if isinstance(n, ast.Constant) and isinstance(n.value, str)
    ]


def gathered():
    """Where from → texts."""
    course = load_course(ROOT)
    bank = curriculum.bank().values()
    own = [read_question(p, ROOT) for p in sorted((ROOT / "assignments/exams").glob("*/questions/*.py"))]
    mistakes = sorted((ROOT / "reference").glob("*/mistakes/[!_]*.py"))
    hidden = [*sorted((ROOT / "assignments").rglob("hidden/*.py"))]
    return {
        "hidden tests": [line for path in hidden for line in path.read_text().splitlines()],
        "solutions": [line for a in course.select(None) for line in read_master(a).removed],
        "answer key": [line for p in sorted((ROOT / "reference").glob("*/[!_]*.py")) for line in code_of(p)],
        "mistakes": [line for p in mistakes for line in code_of(p)] + [s for p in mistakes for s in strings_of(p)],
        "questions": [line for q in (*bank, *own) for cell in q.cells for line in cell.source.splitlines()],
        "answers": [line.removeprefix("#") for q in (*bank, *own) for line in q.source.splitlines()],
    }


def promised():
    """What functions promise and how they are called: that is public."""
    texts = []
    for label in curriculum.functions():
        module, _, name = label.rpartition(".")
        function = getattr(importlib.import_module(f"reference.{module.replace('/', '.')}"), name)
        if function.__doc__:
            texts += [inspect.getdoc(function).partition(">>>")[0], described(label, function).call]
    return squeezed("\n".join(texts))


def secrets():
    """Squeezed secret → where from."""
    found, public = {}, promised()
    for where, texts in gathered().items():
        for text in texts:
            if len(bare := squeezed(text)) >= SHORTEST and bare not in public:
                found.setdefault(bare, where)
    return found
