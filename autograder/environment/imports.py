"""What tests and notebooks import, by their text alone, and what an interpreter does not find."""

import ast
import doctest
import functools
import importlib.util
import itertools
import json
import re
import subprocess
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from importlib.machinery import PathFinder
from pathlib import Path, PurePosixPath

from autograder.archive import unzip
from autograder.engine.judge.zygote import SCRIPT
from autograder.engine.sandbox.zygote import own_path
from autograder.errors import AutograderError
from autograder.submissions.decode import kind_of
from autograder.submissions.find import files_in
from autograder.submissions.submission import Part, Submission

# Possessive and bounded: a student chooses the text, and `from aaaa…` may not be tried at each of its letters.
NAMES = r"(?:from[ \t]+(\w++)[\w.]*+[ \t]+import\b|import[ \t]+(\w[\w., \t]{0,1000}))"
STATEMENT = re.compile(rf"[ \t]*{NAMES}")
ANYWHERE = re.compile(rf'(?:^|["\n;]|\\n)[ \t]*{NAMES}'.encode())  # in a script, or in the JSON of a notebook
WRITTEN = re.compile(rb"%%(?:writefile|file)[ \t]+(?:-a[ \t]+)?(\w+)\.py")
MOST = 16 << 20  # bytes of a submission that are looked at
MOST_PARSED = 4 << 20  # bytes of a notebook, without pictures, that are read as JSON in this process; some 100 MB
PICTURE = re.compile(rb'"(?:[A-Za-z0-9+/=]|\\n){1000,}+"')  # base64
MOST_FILES = 100  # and files; each may be a zip
MOST_NAMES, LONGEST = 200, 60  # of a submission; no package that a course uses has a longer name
TEXTS = (".ipynb", ".py")
ABSENT = """
import importlib.util, json, runpy, sys
sys.path[:] = runpy.run_path(sys.argv[1])["own_path"]()
def found(name):
    try:
        return importlib.util.find_spec(name) is not None
    except (ImportError, ValueError):
        return False
print(json.dumps([name for name in json.load(sys.stdin) if not found(name)]))
"""


def by_test(source: str) -> set[str]:
    """Packages that a test file needs; what it imports in a `try` it can do without.

    >>> sorted(by_test("import a.b\\ntry:\\n  import c\\nexcept ImportError: pass\\nx = '>>> from d import e'"))
    ['a', 'd']
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # it is refused, with its reason, when it is run
        return set()
    found = set(_needed(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and ">>>" in node.value:
            for example in _examples(node.value):
                found |= by_test(example)
    return found


def _needed(node: ast.AST) -> Iterator[str]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (alias.name.split(".")[0] for alias in child.names)
        elif isinstance(child, ast.ImportFrom) and child.module and not child.level:
            yield child.module.split(".")[0]
        elif not isinstance(child, ast.Try):
            yield from _needed(child)


def _examples(text: str) -> list[str]:
    try:
        return [example.source for example in doctest.DocTestParser().get_examples(text)]
    except ValueError:
        return []


def by_cell(source: str) -> set[str]:
    """Packages that a cell or script imports, not in a `try`: line by line, because cells are no Python.

    >>> sorted(by_cell("%time\\nimport a.b as c, d\\ntry:\\n  import e\\nexcept: 0\\ndef f():\\n  from g.h import i"))
    ['a', 'd', 'g']
    """
    return _few(_statements(source))


def _statements(source: str) -> Iterator[str]:
    around: list[tuple[int, bool]] = []  # indentation of the blocks that a line is in, and whether they are a `try`
    for line in source.splitlines():
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        indent = len(line) - len(line.lstrip())
        while around and around[-1][0] >= indent:
            around.pop()
        if not any(guarded for _, guarded in around):
            match = STATEMENT.match(text)
            yield from _named(*match.groups()) if match else ()
        if text.endswith(":"):
            around.append((indent, text == "try:"))


def _named(first: str | None, several: str | None) -> Iterator[str]:
    """The packages of an import statement: `from first import`, `import several`."""
    if first:
        yield first
    yield from (part.split()[0].split(".")[0] for part in (several or "").split(",") if part.split())


def _few(names: Iterable[str], but: Collection[str] = ()) -> set[str]:
    """The first names that may be packages: a student can write millions."""
    found: set[str] = set()
    for name in names:
        if len(name) <= LONGEST and name not in but:
            found.add(name)
        if len(found) == MOST_NAMES:
            break
    return found


def roughly(submission: Submission) -> set[str]:
    """Packages that a submission may import and does not bring itself: its files are searched as they are."""
    files = dict(_texts(submission))
    matches = (m for data in files.values() for m in ANYWHERE.finditer(data))
    parts = ([part.decode("utf-8", "replace") if part else None for part in m.groups()] for m in matches)
    return _few((name for first, several in parts for name in _named(first, several)), _brought(files))


def exactly(submission: Submission) -> set[str]:
    """Packages that its cells import and that it does not bring itself; slower. Where a notebook is too large to read
    here, those that `roughly` finds."""
    files = {n: PICTURE.sub(b'""', data) for n, data in _texts(submission)}
    if any(len(data) > MOST_PARSED for data in files.values()):
        return roughly(submission)
    return _few((found for name, data in files.items() for found in _of_file(name, data)), _brought(files))


def _brought(files: Mapping[str, bytes]) -> set[str]:
    """Modules that lie beside the notebook, or that a cell writes."""
    beside = {part.removesuffix(".py") for name in files for part in PurePosixPath(name).parts}
    return beside | {m.decode() for data in files.values() for m in WRITTEN.findall(data)}


def _of_file(name: str, data: bytes) -> set[str]:
    """What the code cells of a notebook, or a script, import."""
    text = data.decode("utf-8", "replace")
    if kind_of(name) == ".py":
        return by_cell(text)
    try:
        cells = json.loads(text)["cells"]
        sources = [c["source"] for c in cells if c["cell_type"] == "code"]
        return set().union(*(by_cell(s if isinstance(s, str) else "".join(s)) for s in sources))
    except (ValueError, TypeError, KeyError, RecursionError):  # an older format, or none: its report says so
        return set()


def _texts(submission: Submission) -> Iterator[tuple[str, bytes]]:
    """Notebooks and scripts of a submission, file by file, as far as they can be read without trouble."""
    left = MOST
    for path, member in itertools.islice(_files(submission), MOST_FILES):
        if left <= 0:
            return
        try:
            found = _read(path, member, left)
        except (AutograderError, OSError):
            continue
        left -= sum(map(len, found.values()))
        yield from ((name, data) for name, data in found.items() if kind_of(name) in TEXTS)


def _files(submission: Submission) -> Iterator[tuple[Path, str | None]]:
    """Where its files lie: a file, or a zip and the member."""
    for part in submission.parts or (Part(submission.path, submission.member),):
        if part.member is None and part.path.is_dir() and not part.path.is_symlink():
            yield from ((path, None) for path in files_in(part.path) if kind_of(path.name) in (*TEXTS, ".zip"))
        else:
            yield part.path, part.member


def _read(path: Path, member: str | None, most: int) -> dict[str, bytes]:
    """A file, or what a zip holds."""
    if member is not None:
        found = unzip(path, {member}, most)
    elif path.is_symlink() or not path.is_file() or path.stat().st_size > most:
        return {}
    else:
        found = {path.name: path.read_bytes()}
    ((name, data),) = found.items() or [("", b"")]
    return unzip(data, None, most) if kind_of(name) == ".zip" else found


def absent_here(names: Iterable[str]) -> set[str]:
    """Which packages this process, the judge's, does not find."""
    return {name for name in names if name not in sys.modules and not _found(name)}


def _found(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except (ImportError, ValueError):
        return False


def absent(python: str | None, names: Iterable[str]) -> set[str]:
    """Which packages, none of the library, students' code does not find: a sandbox's path is the interpreter's own.

    Args:
        python: the student's interpreter; None is this one.
    """
    if python is None:
        path = own_path()
        return {name for name in names if PathFinder.find_spec(name, path) is None}
    return set(_absent(python, frozenset(names)))


@functools.lru_cache(maxsize=64)
def _absent(python: str, names: frozenset[str]) -> list[str]:
    done = subprocess.run(
        [python, "-I", "-c", ABSENT, str(SCRIPT)],
        input=json.dumps(sorted(names)), cwd="/", capture_output=True, text=True, check=True,
    )  # fmt: skip
    found: list[str] = json.loads(done.stdout)
    return found
