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
parameters; tests find them in `VARIANT`. Hidden tests of a code question lie in `hidden/<name>.py` beside the file.
"""

import contextlib
import hashlib
import inspect
import math
import random
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

import jinja2
import jupytext
import msgspec
import numpy as np
import yaml

from autograder.errors import CourseError
from autograder.exam.kinds import Choice, Criterion, Kind, Manual, Matrix, Mistake, Number, Symbolic

MAX_DRAWS = 2_000
MAX_TEXT = 20_000
FUNCTIONS = ("variant", "answer", "mistakes", "options", "accept", "difficulty", "solution")
_BLOCK = re.compile(r"^#\s*(BEGIN|END)\s+(QUESTION|SOLUTION|TESTS)\b(.*)", re.S)
Type = Literal["number", "choice", "multiple", "matrix", "symbolic", "text", "rubric", "code"]


class Header(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The YAML of a BEGIN QUESTION cell."""

    name: str
    type: Type
    points: float
    title: str = ""
    topics: tuple[str, ...] = ()  # entries of the curriculum, such as "T1.3"
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
    misconceptions: tuple[str, ...] = ()  # of a code question, for `verify`


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


class Drawn(msgspec.Struct, frozen=True):
    """A question as one student gets it."""

    name: str
    title: str
    points: float
    type: Type
    kind: Kind | None  # None: code
    params: dict[str, Any]
    difficulty: float
    solution: str  # for people


TEMPLATES = jinja2.Environment(undefined=jinja2.StrictUndefined, comment_start_string="{##", autoescape=False)  # noqa: S701 - Markdown


def _tex(value: Any) -> str:
    """A number, vector or matrix as LaTeX."""
    rows = np.asarray(value)
    if rows.ndim == 0:
        return neat(rows.item())
    if rows.ndim == 1:
        return "(" + ",\\, ".join(neat(x) for x in rows.tolist()) + ")"
    return "\\begin{pmatrix}" + r" \\ ".join(" & ".join(map(neat, r)) for r in rows.tolist()) + "\\end{pmatrix}"


def neat(x: Any) -> str:
    """A number as people write it: 2.0 is 2, 0.30000000000000004 is 0.3."""
    return f"{x:.10g}" if isinstance(x, float) else str(x)


TEMPLATES.filters |= {"tex": _tex, "neat": neat}


def render(text: str, values: Mapping[str, Any], where: str) -> str:
    """`text` with its `{{ … }}` filled in.

    Raises:
        CourseError: an undefined name, or a template that cannot be read.
    """
    if "{{" not in text and "{%" not in text:
        return text
    try:
        return TEMPLATES.from_string(text).render(values)
    except jinja2.TemplateError as e:
        raise CourseError(f"{where}: {e}; the parameters are: {', '.join(values) or 'none'}") from None


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


@contextlib.contextmanager
def importable(root: Path) -> Iterator[None]:
    """The course's answer key can be imported."""
    sys.path.insert(0, str(root))
    try:
        yield
    finally:
        sys.path.remove(str(root))


@contextlib.contextmanager
def random_streams(seed: int) -> Iterator[np.random.Generator]:
    """A generator for `variant(rng)`; Python's, NumPy's and torch's own streams start from the same seed.

    They are put back afterwards.
    """
    torch: Any = sys.modules.get("torch")
    before = (random.getstate(), np.random.get_state(), torch.random.get_rng_state() if torch else None)
    random.seed(seed)
    np.random.seed(seed % 2**32)
    if torch:
        torch.default_generator.manual_seed(seed % 2**63)
    try:
        yield np.random.default_rng(seed)
    finally:
        random.setstate(before[0])
        np.random.set_state(before[1])
        if torch:
            torch.random.set_rng_state(before[2])


def draw(q: Question, seed: int, points: float | None = None) -> Drawn:
    """The question for one student; what cannot be asked is drawn again, from the same stream.

    Raises:
        CourseError: nothing that can be asked came in MAX_DRAWS draws, or a function of the file raised.
    """
    problem = ""
    total = q.header.points if points is None else points
    with importable(q.root), random_streams(seed) as rng:
        for _ in range(MAX_DRAWS):
            params = _params(q, rng)
            try:
                if "accept" in q.functions and not _call(q, "accept", params):
                    problem = "accept(v) is never true"
                    continue
                kind = _kind(q, params, rng, total)
                problem = (kind.problem() if kind else None) or ""
            except msgspec.ValidationError as e:
                raise q.fail(f"answer(v): {e}") from None
            if not problem:
                break
        else:
            raise q.fail(f"no variant in {MAX_DRAWS} draws from seed {seed}: {problem}")
        level = float(_call(q, "difficulty", params)) if "difficulty" in q.functions else 1.0
        solution = str(_call(q, "solution", params)) if "solution" in q.functions else ""
    return Drawn(q.name, q.header.title, total, q.header.type, kind, params, level, solution)


def _call(q: Question, name: str, *args: Any) -> Any:
    try:
        return q.functions[name](*args)
    except Exception as e:
        raise q.fail(f"{name}(v) raised {type(e).__name__}: {e}") from e


def _params(q: Question, rng: np.random.Generator) -> dict[str, Any]:
    params = builtin(_call(q, "variant", rng)) if "variant" in q.functions else {}
    if not isinstance(params, dict) or not all(isinstance(k, str) and k.isidentifier() for k in params):
        raise q.fail("variant(rng): expected a dict of names to values")
    return params


def builtin(x: Any) -> Any:
    """`x` without NumPy and torch: numbers, text, lists and dicts."""
    if hasattr(x, "tolist"):
        return builtin(x.tolist())
    if isinstance(x, dict):
        return {k: builtin(v) for k, v in x.items()}
    return [builtin(v) for v in x] if isinstance(x, list | tuple) else x


def _kind(q: Question, v: dict[str, Any], rng: np.random.Generator, points: float) -> Kind | None:
    """What is right for these parameters."""
    h = q.header
    if h.type == "code":
        return None
    if h.type in ("text", "rubric"):
        rubric = h.rubric or (Criterion("answer", points),)
        return Manual(
            rubric=rubric, lines=h.lines, solution=str(_call(q, "solution", v)) if "solution" in q.functions else ""
        )
    if h.type in ("choice", "multiple"):
        return _options(q, v, rng)
    right = builtin(_call(q, "answer", v))
    named = builtin(_call(q, "mistakes", v)) if "mistakes" in q.functions else {}
    mistakes = tuple(m for key, entry in named.items() if _finite((m := _mistake(q, key, entry)).value))
    if h.type == "number":
        if isinstance(right, bool) or not isinstance(right, int | float):
            raise q.fail(f"answer(v): expected a number, got {right!r}")
        return Number(
            expected=float(right), mistakes=mistakes, integer=h.integer, rtol=h.rtol, atol=h.atol, digits=h.digits,
            units=h.units, low=h.low, high=h.high,
        )  # fmt: skip
    if h.type == "matrix":
        if not isinstance(right, list):
            raise q.fail(f"answer(v): expected an array, got {right!r}")
        return Matrix(expected=right, mistakes=mistakes, rtol=h.rtol, atol=h.atol, show_shape=h.show_shape)
    return Symbolic(expected=str(right), symbols=h.symbols, mistakes=mistakes)


def _mistake(q: Question, key: str, entry: Any) -> Mistake:
    if not (isinstance(entry, list) and len(entry) == 2 and isinstance(entry[0], str)):
        raise q.fail(f"mistakes(v): {key}: expected (message, wrong answer), got {entry!r}")
    return Mistake(key, *entry)


def _finite(value: Any) -> bool:
    """Whether a student could write it: an overflow is no answer."""
    if isinstance(value, list):
        return all(map(_finite, value))
    return not isinstance(value, float) or math.isfinite(value)


def _options(q: Question, v: dict[str, Any], rng: np.random.Generator) -> Choice:
    """The options in this student's order."""
    h = q.header
    given = builtin(_call(q, "options", v)) if "options" in q.functions else {"right": list(h.right), "wrong": h.wrong}
    if not isinstance(given, dict) or set(given) != {"right", "wrong"}:
        raise q.fail('options(v): expected {"right": [...], "wrong": [...]}')
    notes = given["wrong"] if isinstance(given["wrong"], dict) else {}
    entries = [(str(o), True) for o in given["right"]] + [(str(o), False) for o in given["wrong"]]
    order = [entries[i] for i in rng.permutation(len(entries))]
    letters = "".join(chr(ord("A") + i) for i, (_, right) in enumerate(order) if right)
    mistakes = tuple(
        Mistake(f"{q.name}/{chr(ord('a') + i)}", notes[text], chr(ord("A") + i))
        for i, (text, _) in enumerate(order) if text in notes
    )  # fmt: skip
    return Choice(options=tuple(t for t, _ in order), letters=letters, many=h.type == "multiple", mistakes=mistakes)


def fingerprint(questions: Mapping[str, Question]) -> str:
    """A hash of all that decides what is drawn."""
    digest = hashlib.sha256()
    for name in sorted(questions):
        digest.update(f"{name}\0{questions[name].source}\0".encode())
    return digest.hexdigest()
