"""The course's plan, read from its code: lecture → function → oracle → question → misconceptions, for every topic.

    make curriculum      writes docs/curriculum.md but for its head, lists what is missing

What is where: titles and written reasons in curriculum.toml beside this file; lectures in docstrings (a function's,
else its module's); a function's topics in the keys of its misconceptions; its oracle in the first line of the test
module that mirrors its own; questions in the `misconceptions` of assignment.toml, in the `topics` and `misconceptions`
of the bank, and in what hidden tests and questions import from `reference`. Milestones come from
reference/lectures/history.py, their functions from curriculum.toml, which also says where each thing that the lectures
only name is asked, or why nowhere.
"""

import ast
import functools
import importlib
import inspect
import re
import sys
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from autograder.course.course import load_course
from autograder.exam.questions.question import read_question
from autograder.exam.sheets.exam import question_files
from autograder.files import write_atomic
from reference.lectures.history import Milestone, milestones
from reference.misconceptions import misconceptions_of

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/curriculum.md"
BANK = "assignments/exams/bank"
PLAN = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
COLUMNS = ("lectures", "functions", "oracle", "questions", "misconceptions")
LECTURE = re.compile(r"\b\d{3}_[0-9a-f]{16}\.txt\b")
BUILT = 14  # the last unit that the answer key has
HEAD = "<!-- From here on `make curriculum` writes this page: change the code, or syllabus/curriculum.toml. -->\n"


class Function(NamedTuple):
    """A public function or class of the answer key, results left out."""

    name: str  # linear/hinge.multiclass_hinge
    lectures: tuple[str, ...]
    keys: tuple[str, ...]  # of its misconceptions

    @property
    def file(self):
        return f"{self.name.rpartition('.')[0]}.py"

    @property
    def short(self):
        return self.name.rpartition(".")[2]


class Topic(NamedTuple):
    """What there is of a topic; an empty column is a gap, or has a reason."""

    key: str
    title: str
    lectures: tuple[str, ...]
    functions: tuple[Function, ...]
    oracle: tuple[str, ...]
    questions: tuple[str, ...]
    misconceptions: tuple[str, ...]

    def reason(self, column):
        """Why a column is empty, as curriculum.toml says."""
        return PLAN["reasons"].get(f"{self.key} {column}", "")

    @property
    def empty(self):
        return [column for column in COLUMNS if not getattr(self, column)]


@functools.cache
def functions():
    """All public functions of the answer key by name."""
    found = {}
    for path in sorted((ROOT / "reference").glob("*/[!_]*.py")):
        module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
        for name, one in vars(module).items():
            result = inspect.isclass(one) and not misconceptions_of(one)  # a class of results; `Value` is none
            if name.startswith("_") or getattr(one, "__module__", "") != module.__name__ or result or not callable(one):
                continue
            lectures = LECTURE.findall(inspect.getdoc(one) or "") or LECTURE.findall(module.__doc__ or "")
            label = f"{path.parent.name}/{path.stem}.{name}"
            found[label] = Function(label, tuple(dict.fromkeys(lectures)), tuple(m.key for m in misconceptions_of(one)))
    return found


def used_by(path):
    """The functions of the answer key that a file of tests, or a question, names."""
    text = path.read_text(encoding="utf-8")  # not its syntax tree: a question may be a template
    modules, found = {}, set()
    for unit, _, topic, names in re.findall(r"from reference\.(\w+)(\.(\w+))? import (\([^)]*\)|[^\n]+)", text):
        for name, _, alias in re.findall(r"(\w+)( as (\w+))?", names.partition("#")[0]):
            if topic:
                found.add(f"{unit}/{topic}.{name}")
            else:
                modules[alias or name] = f"{unit}/{name}"
    found |= {f"{modules[m]}.{n}" for m, n in re.findall(r"\b(\w+)\.(\w+)", text) if m in modules}
    return found & functions().keys()


def unit_of(topic):
    """The number of a topic's unit: 2 of T2.6."""
    return int(topic[1:].partition(".")[0])


class Question(NamedTuple):
    """A question of an assignment or of the bank."""

    name: str
    topics: frozenset
    functions: frozenset
    path: Path = ROOT


@functools.cache
def bank():
    """Name → question of the bank."""
    return {name: read_question(path, ROOT) for name, path in sorted(question_files(ROOT / BANK).items())}


@functools.cache
def questions():
    """All questions of the course."""
    found = []
    for assignment in load_course(ROOT).select(None):
        for name, path in sorted(assignment.hidden.items()):
            settings = assignment.questions.get(name)
            topics = {key.partition("/")[0] for key in (settings.misconceptions if settings else ())}
            found.append(
                Question(f"{assignment.name} {name}", frozenset(topics), frozenset(used_by(path)), assignment.master)
            )
    for name, q in bank().items():
        path = q.path
        files = [path, *([q.hidden] if q.hidden else [])]
        topics = {*q.header.topics, *(key.partition("/")[0] for key in q.header.misconceptions)}
        found.append(Question(name, frozenset(topics), frozenset().union(*map(used_by, files)), path))
    return tuple(found)


def oracle_of(function):
    """What the tests of a function's module compare with: the first line of their docstring."""
    unit, _, topic = function.file.removesuffix(".py").partition("/")
    return first_line(ROOT / f"tests/reference/{unit}/test_{topic}.py")


@functools.cache
def first_line(path):
    """The first paragraph of a module's docstring; nothing where there is no module."""
    text = (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "") if path.exists() else ""
    return " ".join(text.partition("\n\n")[0].split())


@functools.cache
def topics():
    """Key → topic, in the order of curriculum.toml."""
    by_topic = defaultdict(list)
    for function in functions().values():
        own = {key.partition("/")[0] for key in function.keys} or {PLAN["helpers"].get(function.name, "")}
        for topic in own:
            by_topic[topic].append(function)
    found = {}
    for unit in PLAN["units"]:
        for key, title in unit["topics"].items():
            mine = by_topic[key]
            keys = {k.partition("/")[2] for f in mine for k in f.keys if k.startswith(f"{key}/")}
            found[key] = Topic(
                key, title,
                tuple(sorted({lecture for f in mine if f.keys for lecture in f.lectures})),
                tuple(mine),
                tuple(dict.fromkeys(filter(None, map(oracle_of, mine)))),
                tuple(q.name for q in questions() if key in q.topics),
                tuple(sorted(keys)),
            )  # fmt: skip
    return found


def unused():
    """Functions that no question names: those with mistakes of their own, and so something to ask for."""
    asked = {name for q in questions() for name in q.functions}
    return [f for f in functions().values() if f.keys and f.name not in asked]


# -- milestones, and what the lectures only name -----------------------------------------------------------------------


class Row(NamedTuple):
    """A milestone of the lectures, with the functions that curriculum.toml gives it and the questions that use them."""

    milestone: Milestone
    lectures: tuple[str, ...]
    functions: tuple[Function, ...]
    questions: tuple[Question, ...]

    @property
    def when(self):
        year = self.milestone.year
        return f"{-year} BC" if year < 0 else str(year)

    @property
    def unit(self):
        return unit_of(self.milestone.topic) if self.milestone.topic in topics() else 1

    @property
    def empty(self):
        """Keys of the reasons for its empty cells."""
        cells = {"lectures": self.lectures, "function": self.functions, "question": self.questions}
        return {column: f"{self.when} {self.milestone.who}, {column}" for column, cell in cells.items() if not cell}


def rows():
    """The table of milestones, oldest first."""
    found = []
    for milestone in milestones():
        names = PLAN["milestones"].get(milestone.topic, [])
        mine = tuple(functions()[name] for name in names if name in functions())
        asked = tuple(q for q in questions() if milestone.topic in q.topics and q.functions & set(names))
        lectures = dict.fromkeys(lecture for f in mine for lecture in f.lectures)
        found.append(Row(milestone, tuple(lectures) or LECTURE.findall(milestones.__doc__), mine, asked))
    return found


def _of_lectures(units):
    """Gaps among milestones and among what the lectures name, and the reasons that they need."""
    found, needed = [], set()
    for row in rows():
        needed |= set(row.empty.values())
        if row.unit in units:
            found += [f"milestone {key}: none" for key in row.empty.values() if key not in PLAN["reasons"]]
    known = {name for names in PLAN["milestones"].values() for name in names}
    found += [f"[milestones] {name}: no such function" for name in sorted(known - functions().keys())]
    found += [
        f"[milestones] {key}: no such milestone" for key in PLAN["milestones"].keys() - {m.topic for m in milestones()}
    ]
    names = {q.name for q in questions()}
    for thing, places in PLAN["asked"].items():
        for place in places:
            if place not in names | topics().keys():
                found.append(f"[asked] {thing}: no question or topic {place}")
            elif place in topics() and unit_of(place) in units and not topics()[place].questions:
                found.append(f"[asked] {thing}: {place} has no question")
    return found, needed


def gaps(units=range(BUILT + 1)):
    """What is neither there nor has a reason in these units, and reasons that nothing needs any more."""
    found, needed = _of_lectures(units)
    for key, topic in topics().items():
        needed |= {f"{key} {column}" for column in topic.empty}
        if unit_of(key) in units:
            found += [f"{key} {topic.title}: no {column}" for column in topic.empty if not topic.reason(column)]
    folders = {PLAN["units"][number].get("folder") for number in units}
    for function in unused():
        needed.add(function.name)
        if function.name.partition("/")[0] in folders and function.name not in PLAN["reasons"]:
            found.append(f"{function.name}: no question asks for it")
    return found + _unknown(needed)


def _unknown(needed):
    """Names that curriculum.toml lacks, and what stands in it for nothing."""
    helpers = {f.name for f in functions().values() if not f.keys}
    known = {key.partition("/")[0] for f in functions().values() for key in f.keys}
    known |= {topic for q in questions() for topic in q.topics} | set(PLAN["helpers"].values())
    return [
        *(f"{key}: expected a title in [units.topics], found none" for key in sorted(known - topics().keys())),
        *(f"{name}: expected its topic in [helpers], found none" for name in sorted(helpers - PLAN["helpers"].keys())),
        *(f"[helpers] {name}: has misconceptions, or is gone" for name in sorted(PLAN["helpers"].keys() - helpers)),
        *(f"[reasons] {name}: not needed any more" for name in PLAN["reasons"] if name not in needed),
    ]


# -- the page ----------------------------------------------------------------------------------------------------------


def page():
    """docs/curriculum.md: what is written by hand, and the units."""
    parts = [PAGE.read_text(encoding="utf-8").partition(HEAD)[0], HEAD, _milestones(), _named()]
    for number, unit in enumerate(PLAN["units"]):
        where = f"`reference/{unit['folder']}/`" if unit.get("folder") else "no folder yet"
        parts.append(f"\n## Unit {number} · {unit['title']}\n\n{unit['weeks']}, {where}\n")
        parts += [_topic(topics()[key]) for key in unit["topics"]]
    parts.append("\n## Functions that no question names\n\n")
    open_ones = defaultdict(list)
    for function in unused():
        open_ones[function.file, PLAN["reasons"].get(function.name, "no question yet")].append(f"`{function.short}`")
    parts += [f"- `{file}`: {', '.join(names)}: {why}\n" for (file, why), names in open_ones.items()]
    return "".join(parts)


def _link(text, path):
    """A link from the page to a file of the repository."""
    return f"[{text}](../{path.relative_to(ROOT).as_posix()})"


def _milestones():
    """The lectures' table of milestones, with what stands for each here."""
    lines = [
        "\n## Milestones\n\n",
        "The table of the lectures. `milestone_order` and `milestone_match` ask for year and name of any row; the last "
        "column asks for what the row invented.\n\n",
        "| Year | Who | What | Lectures | Function | Question |\n|---|---|---|---|---|---|\n",
    ]
    for row in rows():
        cells = {
            "lectures": ", ".join(f"[`{name}`](sources.md)" for name in row.lectures),
            "function": ", ".join(_link(f"`{f.short}`", ROOT / "reference" / f.file) for f in row.functions),
            "question": ", ".join(_link(q.name, q.path) for q in row.questions),
        }
        cells |= {column: PLAN["reasons"].get(key, "none yet") for column, key in row.empty.items()}
        known = (row.when, row.milestone.who, row.milestone.what)
        lines.append(f"| {' | '.join([*map(str, known), cells['lectures'], cells['function'], cells['question']])} |\n")
    return "".join(lines)


def _named():
    """Where each thing that the lectures only name is asked, and which of them nowhere."""
    lines = ["\n## What the lectures name in passing, and where it is asked\n\n"]
    paths = {q.name: q.path for q in questions()}
    for thing, places in PLAN["asked"].items():
        links = [
            _link(place, paths[place]) if place in paths else _anchor(place) if place in topics() else place
            for place in places
        ]
        lines.append(f"- {thing}: {', '.join(links)}\n")
    lines.append("\n## What the lectures name and no task asks\n\n")
    lines += [f"- {thing}: {why}\n" for thing, why in PLAN["unasked"].items()]
    return "".join(lines)


def _anchor(key):
    """A link to the heading of a topic, as GitHub names it."""
    heading = re.sub(r"[^\w -]", "", f"{key} {topics()[key].title}".lower()).replace(" ", "-")
    return f"[{key}](#{heading})"


def _topic(topic):
    """A topic as a heading and a line a column."""
    lines = [f"\n### {topic.key} {topic.title}\n\n"]
    if len(topic.empty) == len(COLUMNS) and not topic.reason("functions"):
        return lines[0] + "In the lectures, and not in the answer key yet.\n"
    files = defaultdict(list)
    for function in topic.functions:
        files[function.file].append(f"`{function.short}`")
    columns = {
        "lectures": ", ".join(f"`{name}`" for name in topic.lectures),
        "functions": "; ".join(f"`{file}`: {', '.join(names)}" for file, names in files.items()),
        "oracle": " ".join(topic.oracle),
        "questions": ", ".join(topic.questions),
        "misconceptions": ", ".join(f"`{name}`" for name in topic.misconceptions),
    }
    for column, text in columns.items():
        lines.append(f"- {column.capitalize()}: {text or topic.reason(column) or 'none yet'}\n")
    return "".join(lines)


def main():
    """Writes the page; 1 when something is missing in a unit that is complete, the rest is listed."""
    write_atomic(PAGE, page())
    missing, rest = gaps(PLAN["complete"]), gaps()
    print("\n".join(rest) or f"{PAGE.relative_to(ROOT)}: units 0 to {BUILT} have everything")
    if rest:
        print(f"{len(rest)} open in units 0 to {BUILT}, {len(missing)} of them in units that are complete")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
