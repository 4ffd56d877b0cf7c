"""What is refused before anything runs: imports that students lack, settings that miss their code, unknown keys."""

import ast
import sys
from collections.abc import Iterator, Sequence

from autograder.bundle import tree
from autograder.course.course import Assignment
from autograder.course.master import Master
from autograder.errors import nearest

# They change the process that enters them: the test's, while the student's code runs in another.
LOCAL = {"errstate", "seterr", "catch_warnings", "simplefilter", "filterwarnings", "warns", "printoptions"}


def check_imports(assignment: Assignment, master: Master, question: str, public: str) -> None:
    """A public test imports what students have: the standard library, otter, the packages and files of the assignment.

    Raises:
        BuildError: the question, the module, and where to list it.
    """
    files = {n.split("/")[0].removesuffix(".py") for f in assignment.settings.files for n in _members(assignment, f)}
    packages = {p.split(".")[0] for p in assignment.settings.packages}
    known = {"otter", *files, *packages}
    for name in _imported(ast.parse(public)):
        if name not in known and name not in sys.stdlib_module_names:
            raise master.fail(
                f"{question}: a public test imports {name!r}, which students may lack: it is neither in the standard "
                f"library nor in `packages` or `files` of assignment.toml ({nearest(name, sorted(packages))})"
            )


def _members(assignment: Assignment, name: str) -> Iterator[str]:
    yield from tree(assignment.folder / name, name)


def _imported(module: ast.Module) -> Iterator[str]:
    """The first part of each name that a test file imports, wherever it does."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def check_settings(master: Master, question: str, source: str) -> None:
    """No test relies on NumPy's or Python's settings for warnings around a call of the student's function.

    Raises:
        BuildError: the question, the test, the line, and what to write instead.
    """
    for function in ast.parse(source).body:
        if not isinstance(function, ast.FunctionDef) or not function.decorator_list:
            continue
        names = {a.arg for a in function.args.args}
        for node in ast.walk(function):
            if isinstance(node, ast.With) and names & _names(node.body):
                for call in [n for item in node.items for n in ast.walk(item.context_expr) if isinstance(n, ast.Call)]:
                    if (called := ast.unparse(call.func).split(".")[-1]) in LOCAL:
                        raise master.fail(
                            f"{question}, {function.name}: `{called}` around a call of the student's function does "
                            "nothing: that function runs in another process. Compare its result, or have the notebook "
                            "set it in a cell of its own"
                        )


def _names(nodes: Sequence[ast.AST]) -> set[str]:
    return {n.id for node in nodes for n in ast.walk(node) if isinstance(n, ast.Name)}


def check_misconceptions(assignment: Assignment, master: Master, answer_key: str) -> None:
    """Every key that assignment.toml lists is written in the hidden tests or in the answer key.

    Args:
        answer_key: its sources.

    Raises:
        BuildError: the question and the key.
    """
    texts = answer_key + "\n".join(
        p.read_text(encoding="utf-8") for p in sorted((assignment.folder / "hidden").glob("*.py"))
    )
    for question, settings in assignment.questions.items():
        for name in settings.misconceptions:
            # A course may put its unit before the key: what follows the last `/` stands between quotes somewhere.
            if not any(f"{quote}{key}{quote}" in texts for key in (name, name.split("/")[-1]) for quote in "\"'"):
                raise master.fail(
                    f"questions.{question}.misconceptions: no hidden test and no file of the answer key defines "
                    f"{name!r} (a Misconception with that key)",
                    assignment.folder / "assignment.toml",
                )
