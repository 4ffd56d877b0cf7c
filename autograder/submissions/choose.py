"""Which of the files of a person is the work: the notebook that differs from the one that was handed out.

By the assignment that a notebook names, its checks, what was filled in, the attempt, and last its name. What that does
not decide is refused, never guessed.
"""

import re
from collections.abc import Collection, Mapping
from itertools import combinations
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from autograder.errors import SubmissionError
from autograder.submissions.decode import base_name, decode, kind_of
from autograder.submissions.notebook import read_notebook

MOST = 30  # notebooks of one person
CHECK = re.compile(r"\bgrader\s*\.\s*(check|check_all|export)\s*\(")
EMPTY = re.compile(  # what a handout leaves for a student to fill in; possessive: one pass
    r"""(^|[=:(,]|\breturn\b)[ \t]*+\.\.\.[ \t]*+\)?+[ \t]*+(?:\#.*)?$
    | raise[ ]NotImplementedError
    | ^[ \t]*+pass\s*+\Z
    | your[ ]code[ ]here[^\n]*+\s*+\Z""",
    re.M | re.X | re.I,
)


class _Notebook(NamedTuple):
    """What speaks for and against a notebook."""

    name: str
    cells: frozenset[str]  # sources of code
    named: int  # 3 by its metadata, 2 the name stands in it, 1 it does not say, 0 it is another assignment's
    checks: bool  # it asks the grader
    order: str  # later attempts compare greater
    said: str | None = None  # the assignment that its metadata name


def choose(
    files: Mapping[str, bytes], orders: Mapping[str, str], assignment: str | None, given: Collection[str]
) -> tuple[str, set[str]]:
    """The file to grade, and the notebooks that are older, untouched or copies of it.

    Args:
        files: all that the person handed in.
        orders: when each came, where the platform says; later compare greater.
        assignment: the name that the notebook may carry.
        given: sources of the code cells that were handed out; empty when nobody knows them.

    Raises:
        SubmissionError: none, or several that nothing tells apart.
    """
    notebooks = [n for n in files if kind_of(n) == ".ipynb"]
    if not notebooks:
        return _script(files, assignment), set()
    if len(notebooks) == 1:
        return notebooks[0], set()
    if len(notebooks) > MOST:
        raise _several(notebooks)
    read = [_read(n, files[n], orders.get(n, ""), assignment) for n in notebooks]
    known = [n for n in read if n is not None]
    if not known:
        return _by_name(notebooks, assignment), set()
    chosen = _chosen(known, assignment, frozenset(given))
    others = [n for n in known if n is not chosen]
    versions = {n.name for n in others if n.order != chosen.order or _family([n, chosen]) or _alike([n, chosen])}
    return chosen.name, versions | ({*notebooks} - {n.name for n in known})


def _chosen(known: list[_Notebook], assignment: str | None, given: frozenset[str]) -> _Notebook:
    left = [n for n in known if n.named] or known
    if given:  # helpers have no cell of the one that was handed out
        most = max(len(n.cells & given) for n in left)
        left = [n for n in left if 2 * len(n.cells & given) >= most]
    elif any(n.checks for n in left):
        left = [n for n in left if n.checks]
    else:
        best = max(n.named for n in left)
        left = [n for n in left if n.named == best]
    done = _done(left, given)
    left = [n for n in left if done[n.name]] or left
    newest = max(n.order for n in left)
    left = [n for n in left if n.order == newest]
    if len(left) == 1:
        return left[0]
    ahead = [n for n in left if done[n.name] == max(done[m.name] for m in left)]
    if _alike(left) and len(ahead) == 1:
        return ahead[0]
    if _family(left) or (_alike(left) and len({n.cells for n in left}) == 1):
        if not any(done.values()):  # each cell looks as if it waited: the one with more in it
            done = {n.name: sum(map(len, n.cells)) for n in left}
        return min(left, key=lambda n: (-done[n.name], base_name(n.name) != assignment, len(n.name), n.name))
    best = max(n.named for n in left)
    for some in ([n for n in left if n.named == best], [n for n in left if base_name(n.name) == assignment]):
        if len(some) == 1:
            return some[0]
    raise _several([n.name for n in left])


def _done(notebooks: list[_Notebook], given: frozenset[str]) -> dict[str, int]:
    """How many cells of each notebook are filled in, among those that were not handed out or are not in all."""
    common = given or (frozenset.intersection(*(n.cells for n in notebooks)) if len(notebooks) > 1 else frozenset())
    return {n.name: sum(bool(given) or not EMPTY.search(c) for c in n.cells - common) for n in notebooks}


def one_work(files: Mapping[str, bytes]) -> bool:
    """Whether notebooks are one person's: versions of one by name and content, of which one alone was worked on."""
    names = [_Notebook(n, frozenset(), 1, False, "") for n in files]
    if not 1 < len(files) <= MOST or not _family(names):
        return False
    read = [n for name, data in files.items() if (n := _read(name, data, "", None)) is not None]
    return len(read) == len(files) and _alike(read) and sum(map(bool, _done(read, frozenset()).values())) == 1


def one_assignment(files: Mapping[str, bytes]) -> bool:
    """Whether notebooks are of the same assignment: all by its name in their metadata, or by a check or most of their
    cells that they share."""
    read = {n: _read(n, data, "", None) for n, data in files.items()}
    known = [n for n in read.values() if n is not None]
    if len(known) < len(read) or len(known) < 2:
        return False
    shared = frozenset.intersection(*(n.cells for n in known))
    said = {n.said for n in known}
    if len(said) == 1 and None not in said:
        return True
    return len(said - {None}) < 2 and (any(CHECK.search(c) for c in shared) or _alike(known))


def unrelated(files: Mapping[str, bytes]) -> bool:
    """Whether no two of these notebooks are of the same assignment."""
    if not 1 < len(files) <= MOST or any(_read(n, data, "", None) is None for n, data in files.items()):
        return False
    return not any(one_assignment({a: files[a], b: files[b]}) for a, b in combinations(files, 2))


def _family(notebooks: list[_Notebook]) -> bool:
    """Whether their names are those of copies in one folder: `lab`, `lab (1)`, `Copy of lab`, `lab_final2`."""
    if len({PurePosixPath(n.name).parent for n in notebooks}) > 1:
        return False
    names = [base_name(n.name).casefold() for n in notebooks]
    first = min(names, key=len)
    return all(n.startswith(first) and not n[len(first) : len(first) + 1].isalnum() for n in names)


def _alike(notebooks: list[_Notebook]) -> bool:
    """Whether half of the cells of each are in all of them, and enough of them to mean something."""
    common = frozenset.intersection(*(n.cells for n in notebooks))
    return len(common) >= 2 and 2 * len(common) >= max(len(n.cells) for n in notebooks)


def _read(name: str, data: bytes, order: str, assignment: str | None) -> _Notebook | None:
    """None for what cannot be read."""
    try:
        found = read_notebook(name, decode(name, data)[0])
    except SubmissionError:
        return None
    cells = frozenset(c.source.strip() for c in found.cells if c.kind == "code" and c.source.strip())
    said = assignment_of(found.metadata)
    if said is None or assignment is None:
        named = 2 if assignment and f'"{assignment}"'.encode() in data else 1
    else:
        named = 3 if said == assignment else 0
    return _Notebook(name, cells, named, any(CHECK.search(c) for c in cells), order, said)


def assignment_of(metadata: Mapping[str, Any]) -> str | None:
    """The assignment that a notebook's metadata name."""
    otter = metadata.get("otter")
    name = otter.get("assignment_name") if isinstance(otter, dict) else None
    return name if isinstance(name, str) else None


def _by_name(notebooks: list[str], assignment: str | None) -> str:
    """Of notebooks of which none can be read, the one whose error is told."""
    return min(notebooks, key=lambda n: (base_name(n) != assignment, len(n), n))


def _script(files: Mapping[str, bytes], assignment: str | None) -> str:
    """The script that is meant, where there is no notebook."""
    scripts = [
        n
        for n in files
        if kind_of(n) == ".py" and not n.endswith("__init__.py") and "tests" not in PurePosixPath(n).parts[:-1]
    ]
    if len(scripts) > 1:
        named = [n for n in scripts if base_name(n) == assignment]
        asks = [n for n in scripts if CHECK.search(files[n].decode("utf-8", "replace"))]
        scripts = next((found for found in (named, asks) if len(found) == 1), scripts)
    if len(scripts) == 1:
        return scripts[0]
    what = ", ".join(sorted(files)[:5]) or "nothing"
    raise SubmissionError(
        "no-notebook-in-zip", f"expected one notebook (.ipynb), found {what}; hand in the notebook itself"
    )


def _several(names: list[str]) -> SubmissionError:
    return SubmissionError(
        "several-notebooks",
        f"expected one notebook, found {len(names)}: {', '.join(sorted(names)[:5])}; hand in the one to be graded "
        "(for graders: a zip of a whole class is unpacked first, and its folder is given to `grade`)",
    )
