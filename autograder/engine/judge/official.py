"""The course's own answers to some questions, alive in a sandbox of their own.

Code of a student's calls them through stubs (second.py): the judge carries arguments to them and results back. So their
source is nowhere near the student's code, and whatever a student makes them do costs that sandbox and not the judge.
"""

import ast
import builtins
import contextlib
import dataclasses
import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NoReturn

import nbformat

from autograder.cells import answer_of
from autograder.engine.judge.context import Context
from autograder.engine.judge.environment import Environment
from autograder.engine.judge.exceptions import student_error
from autograder.engine.judge.handles import Handle
from autograder.engine.judge.needed import needed_cells
from autograder.engine.judge.record import Forked, Record
from autograder.engine.judge.replay import SETUP_S, Replay, Restart
from autograder.engine.judge.sandbox import Sandbox, SandboxFailure
from autograder.engine.judge.testfiles import Questions
from autograder.engine.wire.codec import Packer
from autograder.engine.wire.limits import NotDataError
from autograder.submissions import Cell

SOLVED = "solution.ipynb"  # in the bundle's folder judge/


class PinError(Exception):
    """The course's own answers cannot stand in: our failure, never the student's."""


class Neighbour(Environment):
    """The names of the official answers. Functions of the student's reach them as functions that call back."""

    def _foreign(self, x: Any) -> Any:
        if isinstance(x, Handle) and object.__getattribute__(x, "_env").sandbox is not self.sandbox and callable(x):
            return super()._foreign(lambda *args, **kwargs: x(*args, **kwargs))
        return super()._foreign(x)


class Official:
    """The official answers of `questions`, which stand in for a student's: a companion of the student's replay."""

    def __init__(self, context: Context, questions: Sequence[str], record: Record) -> None:
        notebook = nbformat.reads(context.bundle.judge_path[SOLVED].decode(), as_version=4)
        answers = [(answer_of(c) if c.cell_type == "code" else None, c.source) for c in notebook.cells]
        last = max((i for i, (question, _) in enumerate(answers) if question in questions), default=-1)
        chosen = needed_cells(notebook.cells[: last + 1], set(), lambda cell: answer_of(cell) in questions)
        self.cells = [Cell("code", notebook.cells[i].source, notebook.cells[i].metadata, i) for i in chosen]
        self.context = dataclasses.replace(context, questions=Questions({}, {}), pictures=False)
        self.theirs = record
        names = {True: set[str](), False: set[str]()}
        self.classes: dict[str, list[str]] = {}  # that can stand in, with their methods
        for question, source in answers:
            if question is not None:
                names[question in questions] |= defined_names(source)
            if question in questions:
                self.classes |= plain_classes(source)
        self.names = sorted(names[True] - names[False])
        self.own = {i for i, (question, _) in enumerate(answers) if question in questions}
        self.replay: Replay | None = None
        self.env: Neighbour | None = None
        self.student: Sandbox | None = None
        self.instances: list[Handle] = []  # of the classes; student code knows them by their number

    def opened(self, sandbox: Sandbox) -> None:
        """Runs the official cells, and pins what they define in the student's sandbox.

        Raises:
            PinError: the answer to one of the questions failed, or the student's interpreter cannot hold it.
        """
        self.replay = Replay(self.context, self.cells, {}, self.record())
        self.theirs.tell(Forked())
        self.replay.open()
        with contextlib.suppress(Restart):  # one of them ended the sandbox; whoever uses it is told
            self.replay.attempt()
        if self.own & self.replay.record.failed_cells.keys():
            raise PinError("the course's own answer could not be run; this is not your fault")
        self.student = sandbox
        sandbox.beside = [self.replay.sandbox]
        self.renew(sandbox)
        values = self.values()
        pins = {name: self.stub(name, v) if is_function(v) else v for name, v in values.items() if not is_class(v)}
        classes = {name: [self.classes[name], *self.class_stubs(name, v)] for name, v in values.items() if is_class(v)}
        self.renew(sandbox)
        sandbox.start_clock(SETUP_S)
        reply = sandbox.request("pin", pins, classes)
        if reply[0] == "raise":
            raise PinError("the course's own answer needs a library that is older or missing here; not your fault")
        sandbox.pinned = dict(sandbox.callbacks)

    def record(self) -> Record:
        """A record of its own: how the official cells fare is nobody's report."""
        return Record(max(0.0, self.theirs.left_s))

    def renew(self, sandbox: Sandbox) -> None:
        """What both sandboxes may send for one cell or case begins anew."""
        assert self.replay is not None
        self.replay.sandbox.new_case()
        self.env = Neighbour(self.replay.sandbox, self.context.bundle.aliases)
        sandbox.new_case()
        Environment(sandbox, self.context.bundle.aliases)  # from now on it encodes and decodes for the sandbox

    def closed(self) -> None:
        """Ends the sandbox of the official answers."""
        if self.replay is not None:
            self.replay.close()
            self.replay = None

    def values(self) -> dict[str, Any]:
        """What the names are bound to: functions and plain classes as handles, plain data as it is, nothing else."""
        assert self.replay is not None
        assert self.env is not None
        self.replay.sandbox.start_clock(SETUP_S)
        found = {}
        for name in self.names:
            with contextlib.suppress(KeyError):
                found[name] = self.env.student(name)
        return {
            name: value
            for name, value in found.items()
            if is_function(value) or (name in self.classes and is_class(value)) or is_plain(value)
        }

    def stub(self, name: str, function: Handle) -> Callable[..., Any]:
        """The function that stands in: nothing but its name is the course's."""

        def call(*args: Any, **kwargs: Any) -> Any:
            return self.call(name, function, args, kwargs)

        call.__name__ = name
        return call

    def class_stubs(self, name: str, cls: Handle) -> tuple[Callable[..., int], Callable[..., Any]]:
        """What the class that stands in is made of: a function that makes an instance, and one that uses it."""
        methods = self.classes[name]

        def make(args: Sequence[Any], kwargs: Mapping[str, Any]) -> int:
            made = self.ask(name, "call", [cls, *args], kwargs)
            if not isinstance(made, Handle):
                raise TypeError(f"the course's {name} makes no object here")
            self.instances.append(made)
            return len(self.instances) - 1

        def use(number: int, attribute: str, given: Sequence[Any] | None) -> Any:
            if type(number) is not int or not 0 <= number < len(self.instances) or type(attribute) is not str:
                raise TypeError(f"not an object of the course's {name}")
            if given is None:
                if attribute.startswith("_"):  # what the class in the student's process refuses can be asked for anyway
                    raise AttributeError(attribute)
                return self.data(name, self.ask(name, "attr", [self.instances[number], attribute], {}))
            if attribute not in methods:
                raise AttributeError(attribute)
            bound = self.ask(name, "attr", [self.instances[number], attribute], {})
            return self.call(f"{name}.{attribute}", bound, *given)

        return make, use

    def call(self, name: str, function: Handle, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Calls an official function for student code: copies in, copies out."""
        return self.data(name, self.ask(name, "call", [function, *args], kwargs))

    def data(self, name: str, value: Any) -> Any:
        """What student code gets to see of a result: nothing but plain data."""
        if not is_plain(value):
            raise TypeError(f"the course's {name} returns no plain data here")
        return value

    def ask(self, name: str, operation: str, operands: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """One operation beside student code, which is told of an exception its built-in class alone.

        Raises:
            SandboxFailure: it needed more than a case may, and the student's sandbox is ended for it.
        """
        assert self.replay is not None
        assert self.student is not None
        neighbour = self.replay.sandbox
        neighbour.clock = self.student.clock
        try:
            with contextlib.redirect_stdout(io.StringIO()):  # what functions of the student's print
                reply = neighbour.request("do", list(operands), dict(kwargs), plain=(operation, True))
        except SandboxFailure as failure:
            if self.student.failure is not None:  # in a function of the student's, which it called
                raise
            raise self.student.fail(failure.verdict, f"{name} of the course: {failure.message}") from None
        except NotDataError:
            raise TypeError(f"the course's {name} takes plain data and functions") from None
        if reply[0] == "raise":
            mro = type(student_error(reply[1])).__mro__
            raise next(c for c in mro if vars(builtins).get(c.__name__) is c)(f"raised by the course's {name}")
        return reply[1]


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


def plain_classes(source: str) -> dict[str, list[str]]:
    """The classes at the top level of a cell that can stand in, with their public methods and `__call__`.

    Without bases and decorators: what a class gets from elsewhere, a stand-in would not have.

    >>> plain_classes("class A:\\n    def f(self): ...\\n    def _g(self): ...\\nclass B(A): ...")
    {'A': ['f']}
    """
    try:
        tree = ast.parse(source)
    except SyntaxError:  # magics
        return {}
    return {
        node.name: [
            part.name
            for part in node.body
            if isinstance(part, ast.FunctionDef) and (part.name == "__call__" or not part.name.startswith("_"))
        ]
        for node in tree.body
        if isinstance(node, ast.ClassDef)
        and not (node.bases or node.keywords or node.decorator_list)
        and not any(getattr(part, "decorator_list", None) for part in node.body)
    }


def is_class(value: Any) -> bool:
    """Whether it is a handle to a class."""
    return isinstance(value, Handle) and object.__getattribute__(value, "_kind") == "class"


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
