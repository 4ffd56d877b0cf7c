"""Answers with known scores: `solutions/<assignment>/{accepted,partial,rejected}/*.py`.

A file is jupytext percent text with a TOML header:

    # /// solution
    # why = "Takes only the worst class."
    # scores = { q2 = 1.0 }
    # fails = { q2 = ["random scores"] }
    # misconception = { q2 = "T2.2/max_only" }
    # ///
    # %% q2
    def multiclass_hinge(...): ...

Cells marked with a question replace the official answer of that question; the official solution fills the rest.
"""

import re
from pathlib import Path

import msgspec

from autograder.errors import CourseError

KINDS = ("accepted", "partial", "rejected")
_HEADER = re.compile(r"^# /// solution[ \t]*\n((?:^#.*\n)*?)^# ///[ \t]*$", re.M)
_CELL = re.compile(r"^# %%[ \t]*(.*)$", re.M)


class Header(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a solution file says about itself."""

    why: str
    scores: dict[str, float] = {}
    fails: dict[str, list[str]] = {}
    misconception: dict[str, str] = {}


class Solution(msgspec.Struct, frozen=True):
    """One file of the corpus."""

    path: Path
    kind: str  # accepted, partial or rejected
    header: Header
    answers: dict[str, tuple[str, ...]]  # question → sources of its cells

    @property
    def name(self) -> str:
        return f"{self.kind}/{self.path.name}"


def read_solution(path: Path) -> Solution:
    """The solution in `path`.

    Raises:
        CourseError: no header, a key that does not exist, or a cell without a question.
    """
    text = path.read_text(encoding="utf-8")
    match = _HEADER.search(text)
    if match is None:
        raise CourseError(f"{path}: expected a header `# /// solution … # ///`, found none")
    toml = "\n".join(line.removeprefix("#").removeprefix(" ") for line in match[1].splitlines())
    try:
        header = msgspec.toml.decode(toml, type=Header)
    except msgspec.DecodeError as e:
        raise CourseError(f"{path}: header: {e}") from None
    answers: dict[str, list[str]] = {}
    parts = _CELL.split(text[match.end() :])
    for mark, source in zip(parts[1::2], parts[2::2], strict=True):
        question = mark.strip().split(" ")[0]
        if not question:
            raise CourseError(f"{path}: expected a question after `# %%`, as in `# %% q1`")
        answers.setdefault(question, []).append(source.strip("\n"))
    if not answers:
        raise CourseError(f"{path}: expected at least one cell `# %% q1`, found none")
    return Solution(path, path.parent.name, header, {q: tuple(s) for q, s in answers.items()})


def read_corpus(folder: Path) -> list[Solution]:
    """All solutions of one assignment, accepted first."""
    return [read_solution(p) for kind in KINDS for p in sorted((folder / kind).glob("*.py"))]
