"""The second judgement: what builds on a failed question is judged once more, with the course's own answer to that one.

Theory of operation. `requires = ["q1"]` of q5 in assignment.toml says that q5 builds on q1. When q1 failed a case and
q5 lost points, the notebook runs once more, in a new sandbox where the names that the official answer of q1 defines are
*pinned*: bound before the first cell, after every cell and before every check. A function is pinned as a stub that
calls back; plain data is pinned by value. The official answers run beside it, in a sandbox of their own: the judge
carries arguments to them and results back. So their source is nowhere near the student's code, whatever a student
makes them do costs that sandbox and not the judge, and nothing of one submission reaches the next.

The stub tells student code what the course's function returns. Therefore of a second judgement only verdict, points
and named mistake of each case are kept: no output, no message, no failed cell. It counts when it earned more. The
required questions themselves keep their first results, and only names of failed required questions are pinned: one
that the official answer of another question defines, too, is the student's.

It runs in what is left of `total_s`. When it cannot be made, the first result stands and a note says so.
"""

import ast
import builtins
import contextlib
import io
import time
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NoReturn

import msgspec
import nbformat
from otter.test_files.abstract_test import TestCase

from autograder.corpus import answer_of
from autograder.engine.proxies import Environment, Handle, student_error
from autograder.engine.run import SETUP_S, Progress, Restart, Run
from autograder.engine.sandbox import SandboxFailure
from autograder.engine.wire import NotDataError, Packer
from autograder.results import CaseResult, QuestionResult, Verdict
from autograder.submissions import Cell, LoadedSubmission

if TYPE_CHECKING:
    from autograder.engine.judge import Judge

SOLVED = "solution.ipynb"  # in the bundle's folder judge/
UNDECIDED = (Verdict.PASS, Verdict.PENDING)  # not a mistake, or not yet


class PinError(Exception):
    """The course's own answers cannot stand in: our failure, never the student's."""


def judge_again(run: Run, results: tuple[QuestionResult, ...]) -> tuple[tuple[QuestionResult, ...], tuple[str, ...]]:
    """The results of a finished run, those that a second judgement improves replaced; and notes on what could not be.

    Never raises: whatever goes wrong leaves the first results.
    """
    judge = run.judge
    if not judge.bundle.requires or SOLVED not in judge.bundle.judge_path:
        return results, ()
    wrong = [q.name for q in results if any(c.verdict not in UNDECIDED for c in q.cases)]
    groups: dict[tuple[str, ...], list[str]] = {}
    for q in results:
        needed = all_required(judge.bundle.requires, q.name)
        failed = tuple(name for name in wrong if name in needed)
        if failed and q.points < q.possible:
            groups.setdefault(failed, []).append(q.name)
    better: dict[str, QuestionResult] = {}
    notes = []
    for failed, names in groups.items():
        try:
            better |= second_results(run, results, names, failed)
        except Exception as e:
            why = str(e) if isinstance(e, PinError) else "the grader failed; this is not your fault"
            notes.append(f"{', '.join(names)}: not judged with the course's own {', '.join(failed)}: {why}")
    return tuple(better.get(q.name, q) for q in results), tuple(notes)


def all_required(requires: Mapping[str, Sequence[str]], name: str) -> set[str]:
    """The questions that a question builds on, directly or not."""
    found: set[str] = set()
    left = list(requires.get(name, ()))
    while left:
        question = left.pop()
        if question not in found:
            found.add(question)
            left += requires.get(question, ())
    return found - {name}


def second_results(
    run: Run, results: tuple[QuestionResult, ...], names: Sequence[str], failed: tuple[str, ...]
) -> dict[str, QuestionResult]:
    """Question → its second result, for those of `names` that earn more with the official answers of `failed`.

    Raises:
        PinError: they cannot stand in.
    """
    if time.monotonic() >= run.ends:
        raise PinError(f"the submission used up its {run.limits.total_s:g} s")
    second = SecondRun(run, names, failed)
    second.run()
    found = {q.name: q for q in second.question_results()}
    if any(c.verdict is Verdict.JUDGE_ERROR for q in found.values() for c in q.cases):
        raise PinError("a test could not be run; this is not your fault")
    return {
        q.name: replaced(q, found[q.name], failed)
        for q in results
        if q.name in found and found[q.name].points > q.points
    }


def replaced(first: QuestionResult, second: QuestionResult, failed: tuple[str, ...]) -> QuestionResult:
    """The second result without what its code could have said: only what the judge decided is taken from it."""
    cases = tuple(
        msgspec.structs.replace(
            a,
            verdict=b.verdict,
            points=b.points,
            diagnosis=b.diagnosis,
            message=a.message if a.verdict is b.verdict else "",
        )
        for a, b in zip(first.cases, second.cases, strict=True)
    )
    return msgspec.structs.replace(first, points=second.points, cases=cases, with_reference=failed)


def defined_names(source: str) -> set[str]:
    """Names that a cell defines for others: by `def`, `class` or `=` at its top level, and without a `_` in front.

    >>> sorted(defined_names("import math\\na, _b = 1, 2\\ndef f(x):\\n    y = x"))
    ['a', 'f']
    """
    try:
        tree = ast.parse(source)
    except SyntaxError:  # magics
        return set()
    found: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            parts = [n for t in (node.targets if isinstance(node, ast.Assign) else [node.target]) for n in ast.walk(t)]
            found |= {n.id for n in parts if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    return {name for name in found if not name.startswith("_")}


class Neighbour(Environment):
    """The names of the official answers. Functions of the student's reach them as functions that call back."""

    def _foreign(self, x: Any) -> Any:
        if isinstance(x, Handle) and object.__getattribute__(x, "_env").sandbox is not self.sandbox and callable(x):
            return super()._foreign(lambda *args, **kwargs: x(*args, **kwargs))
        return super()._foreign(x)


class Official(Run):
    """The solved notebook as far as the last of some questions, in a sandbox without student code."""

    def __init__(self, judge: "Judge", questions: Sequence[str], ends: float) -> None:
        notebook = nbformat.reads(judge.bundle.judge_path[SOLVED].decode(), as_version=4)
        answers = [(answer_of(cell), cell.source) for cell in notebook.cells]
        last = max((i for i, (question, _) in enumerate(answers) if question in questions), default=-1)
        cells = tuple(Cell(c.cell_type, c.source, c.metadata, i) for i, c in enumerate(notebook.cells[: last + 1]))
        super().__init__(judge, LoadedSubmission(cells, {}, {}, "", (), None), None, {})
        self.pictures = False
        self.ends = ends
        names = {True: set[str](), False: set[str]()}
        for question, source in answers:
            if question is not None:
                names[question in questions] |= defined_names(source)
        self.names = sorted(names[True] - names[False])
        self.own = {i for i, (question, _) in enumerate(answers) if question in questions}
        self.env: Neighbour = None  # type: ignore[assignment]  # set by renew

    def attempt(self) -> None:
        """Runs the cells.

        Raises:
            PinError: the answer to one of the questions failed.
        """
        with contextlib.suppress(Restart):  # one of them ended the sandbox; whoever uses it is told
            super().attempt()
        if self.own & self.failed_cells.keys():
            raise PinError("the course's own answer could not be run; this is not your fault")
        self.renew()

    def renew(self) -> None:
        """What the sandbox may send for one cell or case begins anew."""
        self.sandbox.new_case()
        self.env = Neighbour(self.sandbox, self.bundle.aliases)

    def values(self) -> dict[str, Any]:
        """What the names are bound to: functions as handles, plain data as it is; classes and the like are left out."""
        self.sandbox.start_clock(SETUP_S)
        found = {}
        for name in self.names:
            with contextlib.suppress(KeyError):
                found[name] = self.env.student(name)
        return {name: value for name, value in found.items() if is_function(value) or is_plain(value)}


def is_function(value: Any) -> bool:
    """Whether it is a handle to a function, or to an object that is called like one."""
    return isinstance(value, Handle) and object.__getattribute__(value, "_kind") in ("function", "callable")


def is_plain(value: Any) -> bool:
    """Whether it crosses the wire by value, all of it."""
    try:
        Packer(_refuse).value(value)
    except NotDataError:
        return False
    return True


def _refuse(x: Any) -> NoReturn:
    raise NotDataError(f"a {type(x).__name__} is not plain data")


class SecondRun(Run):
    """Some questions of a finished run, judged with the official answers of `failed` in place of the student's."""

    def __init__(self, first: Run, names: Sequence[str], failed: tuple[str, ...]) -> None:
        tests = {name: first.questions[name].test for name in names}
        super().__init__(first.judge, first.loaded, None, tests)
        self.first = first
        self.failed = failed
        self.ends = first.ends
        self.pictures = False
        self.official: Official | None = None

    def hand_out(self) -> None:
        """The files of the notebook, and the pins."""
        super().hand_out()
        official = Official(self.judge, self.failed, self.ends)
        official.open()
        self.official = official
        official.attempt()
        pins = {name: self.stub(name, v) if is_function(v) else v for name, v in official.values().items()}
        self.renew()
        self.sandbox.start_clock(SETUP_S)
        self.sandbox.request("pin", pins)
        self.sandbox.pinned = dict(self.sandbox.callbacks)

    def close(self) -> None:
        """Ends both sandboxes."""
        super().close()
        if self.official is not None:
            self.official.close()
            self.official = None

    def renew(self) -> None:
        """What both sandboxes may send for one cell or case begins anew."""
        assert self.official is not None
        self.official.renew()
        self.sandbox.new_case()
        Environment(self.sandbox, self.bundle.aliases)  # from now on it encodes and decodes for the sandbox

    def run_cell(self, cell: Cell) -> None:
        """One cell; what it shows is of no interest."""
        self.renew()
        super().run_cell(cell)

    def judge_case(self, progress: Progress, case: TestCase) -> CaseResult:
        """The verdict on one case."""
        self.renew()
        return super().judge_case(progress, case)

    def check(self, name: str) -> list[list[Any]] | None:
        """`grader.check(name)` in a cell; other questions have their result."""
        return super().check(name) if self.find(name) is not None else self.first.check(name)

    def stub(self, name: str, function: Handle) -> Callable[..., Any]:
        """The function that stands in: nothing but its name is the course's."""

        def call(*args: Any, **kwargs: Any) -> Any:
            return self.call(name, function, args, kwargs)

        call.__name__ = name
        return call

    def call(self, name: str, function: Handle, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Calls an official function for student code: copies in, copies out, of an exception its built-in class alone.

        Raises:
            SandboxFailure: it needed more than a case may, and the student's sandbox is ended for it.
        """
        assert self.official is not None
        neighbour = self.official.sandbox
        neighbour.deadline = self.sandbox.deadline
        try:
            with contextlib.redirect_stdout(io.StringIO()):  # what functions of the student's print
                reply = neighbour.request("do", [function, *args], kwargs, plain=("call", True))
        except SandboxFailure as failure:
            if self.sandbox.failure is not None:  # in a function of the student's, which it called
                raise
            raise self.sandbox.fail(failure.verdict, f"{name} of the course: {failure.message}") from None
        except NotDataError:
            raise TypeError(f"the course's {name} takes plain data and functions") from None
        if reply[0] == "raise":
            mro = type(student_error(reply[1])).__mro__
            raise next(c for c in mro if vars(builtins).get(c.__name__) is c)(f"raised by the course's {name}")
        if not is_plain(reply[1]):
            raise TypeError(f"the course's {name} returns no plain data here")
        return reply[1]
