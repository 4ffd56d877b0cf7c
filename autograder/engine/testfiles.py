"""Otter's test files, compiled once for each bundle and loaded afresh for each submission."""

import ast
import contextlib
import re
from types import CodeType
from typing import Any

import msgspec
from otter.test_files.abstract_test import TestFile
from otter.test_files.exception_test import ExceptionTestFile
from otter.test_files.ok_test import OKTestFile

from autograder.bundle import QuestionSpec


class Test(msgspec.Struct, frozen=True):
    """One compiled test file."""

    spec: QuestionSpec
    code: CodeType
    is_ok: bool
    attribute_bases: frozenset[str]

    def load(self) -> TestFile:
        """A fresh Otter test file: module-level state of a test never crosses from one submission to the next."""
        if self.is_ok:
            env: dict[str, Any] = {}
            exec(self.code, env)
            file: TestFile = OKTestFile.from_spec(env["test"], path=self.spec.test_path)
        else:
            file = ExceptionTestFile._from_compiled_code(self.code, path=self.spec.test_path)
            file.source = self.spec.test_source
        return file


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
    sources = [tree]
    if is_ok:  # the cases are strings of doctests
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and ">>>" in node.value:
                code = "\n".join(re.findall(r"^\s*(?:>>>|\.\.\.) ?(.*)$", node.value, re.M))
                with contextlib.suppress(SyntaxError):
                    sources.append(ast.parse(code))
    bases = {
        node.value.id
        for source in sources
        for node in ast.walk(source)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    }
    return Test(spec, compile(tree, spec.test_path, "exec"), is_ok, frozenset(bases))
