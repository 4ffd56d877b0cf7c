"""Answers with known scores: `solutions/<assignment>/{accepted,partial,rejected}/*.py`.

A file is jupytext percent text with a TOML header:

    # /// solution
    # why = "Takes only the worst class."
    # scores = { q2 = 1.0 }
    # fails = { q2 = ["random scores"] }
    # misconception = { q2 = "T2.2/max_only" }
    # unnamed = { q3 = "why nothing can be said of it" }
    # ///
    # %% q2
    def multiclass_hinge(...): ...

Cells marked with a question replace the official answer of that question; the official solution fills the rest. An
answer that is the official one but for a line or two says so, and has no cell:

    # [[change]]
    # question = "q2"
    # old = "margins.sum(axis=1)"
    # new = "margins.max(axis=1)"

`old` stands in the official answer exactly once; changes of one question are made in their order.
"""

import re
from pathlib import Path
from typing import Any

import msgspec

from autograder.cells import answer_of, fill_in
from autograder.errors import CourseError

KINDS = ("accepted", "partial", "rejected")
_HEADER = re.compile(r"^# /// solution[ \t]*\n((?:^#.*\n)*?)^# ///[ \t]*$", re.M)
_CELL = re.compile(r"^# %%[ \t]*(.*)$", re.M)


class Change(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One place in which an answer differs from the official one."""

    question: str
    old: str
    new: str


class Header(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a solution file says about itself."""

    why: str
    scores: dict[str, float] = {}
    fails: dict[str, list[str]] = {}
    misconception: dict[str, str] = {}
    unnamed: dict[str, str] = {}  # question → why its report says nothing but "wrong"
    change: tuple[Change, ...] = ()


class Solution(msgspec.Struct, frozen=True):
    """One file of the corpus."""

    path: Path
    kind: str  # accepted, partial or rejected
    header: Header
    answers: dict[str, tuple[str, ...]]  # question → sources of its cells

    @property
    def name(self) -> str:
        return f"{self.kind}/{self.path.name}"

    @property
    def questions(self) -> set[str]:
        """The questions that it answers itself."""
        return {*self.answers, *(change.question for change in self.header.change)}

    def fill(self, solved: Any) -> Any:
        """The solved notebook with these answers in place of the official ones.

        Raises:
            CourseError: an answer to a question that there is not, or a change of what does not stand there once.
        """
        answers = dict(self.answers)
        for number, change in enumerate(self.header.change, start=1):
            sources = answers.get(change.question) or tuple(
                c.source for c in solved.cells if c.cell_type == "code" and answer_of(c) == change.question
            )
            found = sum(source.count(change.old) for source in sources)
            if found != 1 or not change.old:
                raise CourseError(
                    f"{self.path}: change {number}: expected `old` once in the official answer of {change.question}, "
                    f"found it {found} times: {change.old!r}"
                )
            answers[change.question] = tuple(source.replace(change.old, change.new) for source in sources)
        try:
            return fill_in(solved, answers)
        except CourseError as e:
            raise CourseError(f"{self.path}: {e}") from None


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
    if not answers and not header.change:
        raise CourseError(f"{path}: expected at least one cell `# %% q1` or one `[[change]]`, found none")
    for both in answers.keys() & {change.question for change in header.change}:
        raise CourseError(f"{path}: {both}: expected a cell or changes of the official answer, found both")
    return Solution(path, path.parent.name, header, {q: tuple(s) for q, s in answers.items()})


def read_corpus(folder: Path) -> list[Solution]:
    """All solutions of one assignment, accepted first."""
    return [read_solution(p) for kind in KINDS for p in sorted((folder / kind).glob("*.py"))]
