"""Question files: text, parameters and answer of one exam question, and what is drawn from it for one student.

A file is a percent notebook (jupytext), in the folder `questions/` of an exam or in `assignments/exams/bank/`:

    # %% [raw]
    # # BEGIN QUESTION
    # name: gate_bias
    # type: number
    # points: 2
    # integer: true
    # %% tags=["variant"]
    def variant(rng):                      # parameters, drawn with a NumPy generator
        m = int(rng.integers(2, 7))
        return {"m": m, "k": int(rng.integers(1, m + 1))}

    def answer(v):                         # what is right for them
        return -v["k"]

    def mistakes(v):                       # named wrong answers; none may be right: else it is redrawn
        return {"T1.3/bias_sign": ("A threshold t is a bias of -t.", v["k"])}
    # %% [markdown]
    # Which bias makes a unit with {{ m }} inputs of weight 1 fire iff at least {{ k }} are on?
    # %% [raw]
    # # END QUESTION

Further functions: `options(v)` → {"right": [...], "wrong": [...]} (choice), `accept(v)` → bool (redraw rule),
`difficulty(v)` → number, `solution(v)` → text for people. Text and starter code are Jinja templates over the
parameters; tests find them in `VARIANT`. Hidden tests of a code question lie in `hidden/<name>.py` beside the file;
their `mutants()` gives the wrong functions that the header's `misconceptions` lists.
"""

import hashlib
import inspect
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal

import jupytext
import msgspec
import yaml

from autograder.course.course import importable
from autograder.course.rubric import Criterion
from autograder.errors import CourseError

FUNCTIONS = ("variant", "answer", "mistakes", "options", "accept", "difficulty", "solution")
_BLOCK = re.compile(r"^#\s*(BEGIN|END)\s+(QUESTION|SOLUTION|TESTS)\b(.*)", re.S)
Type = Literal["number", "choice", "multiple", "matrix", "symbolic", "text", "rubric", "code"]


class Header(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The YAML of a BEGIN QUESTION cell."""

    name: str
    type: Type
    points: float
    title: str = ""
    topics: tuple[str, ...] = ()  # entries of the curriculum, such as "T1.3"; for people
    integer: bool = False
    rtol: float = 5e-4
    atol: float = 5e-4
    digits: int = 0
    units: dict[str, float] = {}  # accepted unit → its size in the first one
    low: float = -1e300
    high: float = 1e300
    show_shape: bool = True
    symbols: dict[str, tuple[float, float]] = {}  # symbol → the interval it is compared on
    right: tuple[str, ...] = ()
    wrong: tuple[str, ...] | dict[str, str] = ()  # or wrong option → what it shows
    rubric: tuple[Criterion, ...] = ()
    lines: int = 10  # room on paper
    misconceptions: tuple[str, ...] = ()  # of a code question: what its hidden tests name; `verify` proves it


class Question(msgspec.Struct, frozen=True):
    """A question file; `root` is the course's folder, importable while it is drawn."""

    path: Path
    root: Path
    header: Header
    cells: tuple[Any, ...]  # between BEGIN and END, without the variant cell
    functions: dict[str, Callable[..., Any]]
    hidden: Path | None
    source: str  # all that decides what is drawn

    @property
    def name(self) -> str:
        return self.header.name

    def fail(self, message: str) -> CourseError:
        return CourseError(f"{self.path}: {self.name}: {message}")


def read_question(path: Path, root: Path) -> Question:
    """The question in `path`; `root` is the course's folder, importable for its variant cell.

    Raises:
        CourseError: no BEGIN QUESTION cell, a wrong key, a missing function.
    """
    try:
        source = path.read_text(encoding="utf-8")
        notebook = jupytext.reads(source, fmt="py:percent")
    except Exception as e:
        raise CourseError(f"{path}: cannot be read as a percent notebook: {e}") from None
    header, cells, code, inside = None, [], "", False
    for cell in notebook.cells:
        match = _BLOCK.match(cell.source) if cell.cell_type == "raw" else None
        if match and match[2] == "QUESTION":
            if match[1] == "BEGIN" and header is not None:
                raise CourseError(f"{path}: has two BEGIN QUESTION cells; one question a file")
            inside = match[1] == "BEGIN"
            header = _header(path, match[3]) if inside else header
        elif inside and cell.cell_type == "code" and "variant" in cell.metadata.get("tags", []):
            code = cell.source
        elif inside:
            cells.append(cell)
    if header is None:
        raise CourseError(f"{path}: expected a raw cell `# BEGIN QUESTION` with name, type and points, found none")
    if header.name != path.stem:
        raise CourseError(f"{path}: name: expected {path.stem!r}, the name of the file, got {header.name!r}")
    hidden = path.parent / "hidden" / path.name
    question = Question(
        path, root, header, tuple(cells), _functions(path, code, source, root), hidden if hidden.is_file() else None,
        source + (hidden.read_text(encoding="utf-8") if hidden.is_file() else ""),
    )  # fmt: skip
    _check(question)
    return question


def _header(path: Path, text: str) -> Header:
    try:
        data = yaml.safe_load(re.sub(r"^#\s?", "", text, flags=re.M)) or {}
        return msgspec.convert(data, Header, strict=True)
    except (yaml.YAMLError, msgspec.ValidationError) as e:
        raise CourseError(f"{path}: BEGIN QUESTION: {e}") from None


def _functions(path: Path, code: str, source: str, root: Path) -> dict[str, Callable[..., Any]]:
    """What the variant cell defines: the instructor's own code, run in this process."""
    namespace: dict[str, Any] = {"__name__": f"question_{path.stem}"}
    with importable(root):
        try:
            lines = source[: max(0, source.find(code))].count("\n")  # so that tracebacks name the file's lines
            exec(compile("\n" * lines + code, str(path), "exec"), namespace)
        except Exception as e:
            raise CourseError(f"{path}: variant cell: {type(e).__name__}: {e}") from None
    return {name: namespace[name] for name in FUNCTIONS if inspect.isfunction(namespace.get(name))}


def _check(q: Question) -> None:
    """What a question of each type must have."""
    h = q.header
    if not re.fullmatch(r"[A-Za-z_]\w*", h.name):
        raise q.fail(f"name: expected a Python name, got {h.name!r}: students assign their answer to it")
    if h.points <= 0:
        raise q.fail(f"points: expected a number above 0, got {h.points:g}")
    if h.type in ("number", "matrix", "symbolic") and "answer" not in q.functions:
        raise q.fail(f"type {h.type}: expected a function `answer(v)` in the cell tagged `variant`")
    if h.type == "symbolic" and not h.symbols:
        raise q.fail("symbols: expected {x: [low, high], …}")
    if any(not low < high for low, high in h.symbols.values()):
        raise q.fail("symbols: expected an interval [low, high] with low < high for each")
    if h.type in ("choice", "multiple") and not (h.right or "options" in q.functions):
        raise q.fail(f"type {h.type}: expected `right` and `wrong` options, or a function `options(v)`")
    if h.type == "rubric" and abs(sum(c.points for c in h.rubric) - h.points) > 1e-9:
        raise q.fail(f"rubric: the criteria are worth {sum(c.points for c in h.rubric):g} points, not {h.points:g}")
    if h.type == "code" and not any(_BLOCK.match(c.source) and "SOLUTION" in c.source for c in q.cells):
        raise q.fail("type code: expected a BEGIN SOLUTION cell")
    if h.type != "code" and not any(c.cell_type == "markdown" for c in q.cells):
        raise q.fail("expected a markdown cell with the question")


def fingerprint(questions: Mapping[str, Question]) -> str:
    """A hash of all that decides what is drawn."""
    digest = hashlib.sha256()
    for name in sorted(questions):
        digest.update(f"{name}\0{questions[name].source}\0".encode())
    return digest.hexdigest()
