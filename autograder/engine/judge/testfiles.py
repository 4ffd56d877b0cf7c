"""Otter's test files: compiled once for each bundle, executed once, and copied with the process that judges."""

import ast
import contextlib
import doctest
import functools
import io
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from textwrap import dedent
from types import CodeType, TracebackType
from typing import Any, TypeGuard

import msgspec
from otter.test_files.abstract_test import TestFile
from otter.test_files.exception_test import ExceptionTestFile
from otter.test_files.ok_test import OKTestFile
from otter.utils import hide_outputs

from autograder.bundle import QuestionSpec
from autograder.engine.judge.handles import Kind


class Test(msgspec.Struct, frozen=True):
    """One compiled test file."""

    spec: QuestionSpec
    code: CodeType
    is_ok: bool
    attributes: dict[str, list[str]]  # names before a dot, and those after it
    imports: frozenset[str]  # first parts of the names of modules

    def load(self) -> TestFile:
        """Otter's test file, made by running the code."""
        if self.is_ok:
            env: dict[str, Any] = {}
            exec(self.code, env)
            file: TestFile = OKTestFile.from_spec(_with_setup(env["test"]), path=self.spec.test_path)
        else:
            file = ExceptionTestFile._from_compiled_code(self.code, path=self.spec.test_path)
            file.source = self.spec.test_source
            for case in file.test_cases:
                case.body.test_func.__globals__.setdefault("type", Kind)
        return file


def _with_setup(test: dict[str, Any]) -> dict[str, Any]:
    """An OK test whose `setup` and `teardown` stand in its cases: Otter's loader takes none.

    Raises:
        ValueError: not the form of an OK test.
    """
    suites = test.get("suites") if isinstance(test, dict) else None
    if not isinstance(suites, list) or len(suites) != 1 or not isinstance(suites[0], dict):
        found = f"{len(suites)} of them" if isinstance(suites, list) else repr(suites)
        raise ValueError(f"suites: expected a list of one suite, found {found[:100]}")
    suite = suites[0]
    before, after = (_examples(key, suite.get(key) or "") for key in ("setup", "teardown"))
    if not before and not after:
        return test
    cases = [{**c, "code": "\n".join(filter(None, (before, dedent(c["code"]), after)))} for c in suite["cases"]]
    return {**test, "suites": [{**suite, "setup": "", "teardown": "", "cases": cases}]}


def _examples(key: str, code: Any) -> str:
    """Code as doctest examples, in which it may be written already."""
    if not isinstance(code, str):
        raise ValueError(f"suites: {key}: expected text, found {code!r}"[:200])
    code = dedent(code).strip("\n")
    if ">>>" in code or not code.strip():
        return code if code.strip() else ""
    lines = code.split("\n")
    starts = {
        n
        for node in ast.parse(code).body
        for n in [min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", ()))])]
    }
    return "\n".join(f"{'>>>' if i in starts else '...'} {text}" for i, text in enumerate(lines, 1))


class Question(msgspec.Struct, frozen=True):
    """A question that can be judged."""

    test: Test
    file: TestFile

    def not_bound(self, number: int, names: Iterable[str]) -> list[str]:
        """Those of `names` that a doctest does not bind itself, in an example that failed."""
        found = dict.fromkeys(names)
        with contextlib.suppress(SyntaxError):
            for node in ast.walk(ast.parse(_code_in(self.file.test_cases[number].body))) if self.test.is_ok else ():
                if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
                    found.pop(node.id, None)
        return list(found)

    def alone(self, number: int) -> tuple[str, int]:
        """What the student's process needs to run one case: the text, and the case's number among those in it.

        The other cases of a test file in exception format are left out of the text, as far as they can be found.
        """
        body, source = self.file.test_cases[number].body, self.test.spec.test_source
        if self.test.is_ok:
            return body, 0
        code = getattr(getattr(body, "test_func", None), "__code__", None)
        spans = _spans(source)
        wanted = code.co_firstlineno if code and code.co_filename == self.test.spec.test_path else 0
        if wanted not in spans or len(spans) != len(self.file.test_cases):
            return source, number
        lines = source.split("\n")
        for first, last in spans.items():
            if first != wanted:
                lines[first - 1 : last] = [""] * (last - first + 1)
        return "\n".join(lines), 0


class Questions(msgspec.Struct, frozen=True):
    """All questions of a submission, and why some of them cannot be judged."""

    usable: Mapping[str, Question]
    broken: Mapping[str, str]

    def find(self, name: str) -> str | None:
        """The question that a check means: Otter looks for the file `name.py`, results go by the name in the file."""
        for key, question in self.usable.items():
            if name == question.test.spec.name:
                return key
        return name if name in self.usable else None


@functools.lru_cache(maxsize=64)
def _spans(source: str) -> Mapping[int, int]:
    """First and last line of each case in a test file of exception format, decorator included."""
    return {
        min(d.lineno for d in node.decorator_list): node.end_lineno or 0
        for node in ast.parse(source).body
        if is_case(node)
    }


def is_case(node: ast.stmt) -> TypeGuard[ast.FunctionDef]:
    """Whether a statement of a test file in exception format is a case."""
    return isinstance(node, ast.FunctionDef) and any("test_case" in ast.dump(d) for d in node.decorator_list)


def examples_in(tree: ast.AST) -> Iterator[ast.Module]:
    """The code of each doctest in a test file (a case of OK format, or a function) where it is one piece of Python."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and ">>>" in node.value:
            with contextlib.suppress(SyntaxError):
                yield ast.parse(_code_in(node.value))


def _code_in(text: str) -> str:
    """The lines of code in a doctest."""
    return "\n".join(re.findall(r"^\s*(?:>>>|\.\.\.) ?(.*)$", text, re.M))


def compile_test(spec: QuestionSpec) -> Test:
    """Compiles a test file and finds its format from `OK_FORMAT`, or from what it defines."""
    tree = ast.parse(spec.test_source, spec.test_path)
    assigned = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    flag = assigned.get("OK_FORMAT")
    is_ok = bool(flag.value) if isinstance(flag, ast.Constant) else "test" in assigned
    sources = [tree, *examples_in(tree)]
    nodes = [node for source in sources for node in ast.walk(source)]
    attributes: dict[str, list[str]] = {}
    for node in nodes:
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            attributes.setdefault(node.value.id, []).append(node.attr)
    imports = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    imports |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    roots = frozenset(name.split(".")[0] for name in imports)
    return Test(spec, compile(tree, spec.test_path, "exec"), is_ok, attributes, roots)


class _Runner(doctest.DocTestRunner):
    """Otter's runner, and the exceptions that no example expected."""

    def __init__(self, stop: type[BaseException]) -> None:
        super().__init__(verbose=True)
        self.stop = stop
        self.unexpected: list[BaseException] = []

    def report_unexpected_exception(
        self,
        out: Any,
        test: doctest.DocTest,
        example: doctest.Example,
        exc_info: tuple[type[BaseException], BaseException, TracebackType],
    ) -> None:
        if isinstance(exc_info[1], self.stop):  # doctest swallows everything but KeyboardInterrupt
            raise exc_info[1]
        self.unexpected.append(exc_info[1])
        super().report_unexpected_exception(out, test, example, exc_info)


def run_doctest(
    name: str, text: str, env: dict[str, Any], stop: type[BaseException]
) -> tuple[bool, str, list[BaseException]]:
    """Otter's `run_doctest`: whether all examples hold, the runner's report if not, and what was raised.

    Args:
        stop: an exception that ends the test.
    """
    examples = [e for e in doctest.DocTestParser().parse(text, name) if isinstance(e, doctest.Example)]
    runner = _Runner(stop)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed), hide_outputs():
        runner.run(doctest.DocTest(examples, env, name, None, None, text), clear_globs=False)
    with (
        open(os.devnull, "w") as null,  # noqa: PTH123 - as Otter does
        contextlib.redirect_stdout(null),
        contextlib.redirect_stderr(null),
    ):
        result = runner.summarize(verbose=True)
    return (True, "", []) if result.failed == 0 else (False, printed.getvalue(), runner.unexpected)
