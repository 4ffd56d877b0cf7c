"""An exam on disk, and the sheet of one student: which questions, in which order, with which numbers.

    assignments/exams/<name>/exam.toml           or, in a folder of exams, assignments/exams/quizzes/<name>/exam.toml
    assignments/exams/<name>/questions/*.py      question files (../questions/) of one exam,
    assignments/exams/bank/<unit>/*.py           of all; folders as you like, a question is known by its file's name

A sheet follows from the exam's key, the exam's name and the student's id alone (HMAC): nothing of it has to be stored.
Each question has a random stream of its own, so a change to one question leaves the others as they were.
"""

import hashlib
import hmac
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any

import msgspec
import numpy as np

from autograder.course.course import Disclosure
from autograder.course.exams import EXAMS, by_name, exam_folders
from autograder.course.toml import read_toml
from autograder.errors import CourseError, UsageError, nearest
from autograder.exam.questions.draw import Drawn, draw
from autograder.exam.questions.question import Question, fingerprint, read_question
from autograder.handin.keys import ExamKey
from autograder.handin.policy import Policy
from autograder.limits import Limits

BANK = "bank"


class Item(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[[questions]]`: one question, or `choose` of a `pool`."""

    use: str = ""
    pool: tuple[str, ...] = ()
    choose: Annotated[int, msgspec.Meta(ge=1)] = 1
    points: Annotated[float, msgspec.Meta(gt=0)] | None = None  # of each; else what the question file says

    @property
    def names(self) -> tuple[str, ...]:
        return (self.use,) if self.use else self.pool


class ExamSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """exam.toml."""

    title: Annotated[str, msgspec.Meta(min_length=1)]
    questions: tuple[Item, ...]
    about: str = ""
    weight: Annotated[float, msgspec.Meta(ge=0, le=1)] = 0.0  # share of the course's grade
    packages: tuple[str, ...] = ("numpy",)
    shuffle: bool = True  # the order of the questions
    disclosure: Disclosure = "none"  # an exam says nothing about hidden cases until the instructor changes it
    contact: str = ""  # where a student objects; else that of course.toml
    class_mean: bool = False  # students' reports tell it
    policy: Policy = Policy()
    limits: Limits = Limits()


class Sheet(msgspec.Struct, frozen=True):
    """What one student (or one printed version) is asked."""

    exam: str
    student: str
    questions: tuple[Drawn, ...]
    digest: str = ""  # HMAC of all that is on it, answers included; in the token, in the manifest, on paper

    @property
    def points(self) -> float:
        return sum(q.points for q in self.questions)


class Exam(msgspec.Struct, frozen=True, dict=True):
    """An exam or quiz of a course."""

    name: str
    root: Path
    folder: Path
    settings: ExamSettings
    questions: dict[str, Question]

    @property
    def points(self) -> float:
        """What every student can earn."""
        items = self.settings.questions
        return sum(i.choose * (i.points or self.questions[i.names[0]].header.points) for i in items)

    @cached_property
    def fingerprint(self) -> str:
        """Changes when the exam does: a manifest of other questions is not used for grading."""
        settings = msgspec.json.encode(self.settings.questions, order="deterministic")
        return hashlib.sha256(fingerprint(self.questions).encode() + settings).hexdigest()

    def sheet(self, key: ExamKey, student: str) -> Sheet:
        """The sheet of a student.

        Raises:
            CourseError: a question cannot be drawn; the message names question, student and seed.
        """
        seed = key.variant_seed(self.name, student)
        rng = np.random.default_rng(_stream(seed, "order"))
        drawn: list[Drawn] = []
        for item in self.settings.questions:
            names = list(item.names)
            chosen = [names[i] for i in sorted(rng.permutation(len(names))[: item.choose])] if item.pool else names
            for name in chosen:
                try:
                    drawn.append(draw(self.questions[name], _stream(seed, name), item.points))
                except CourseError as e:
                    raise CourseError(f"{e} (student {student!r})") from None
        if self.settings.shuffle:
            drawn = [drawn[i] for i in rng.permutation(len(drawn))]
        # keyed: from a plain hash, a student could try which letters are right
        text = msgspec.json.encode((self.name, student, drawn), order="deterministic")
        return Sheet(self.name, student, tuple(drawn), hmac.digest(key.subkey("sheet"), text, "sha256").hex())


def sample_sheet(exam: Exam) -> Sheet:
    """A sheet with every question, pools included, for nobody."""
    drawn = []
    for item in exam.settings.questions:
        drawn += [draw(exam.questions[name], 0, item.points) for name in item.names]
    return Sheet(exam.name, "sample", tuple(drawn))


def _stream(seed: int, label: str) -> int:
    """An independent seed for one purpose."""
    return int.from_bytes(hashlib.sha256(f"{seed}\0{label}".encode()).digest()[:16], "big")


def question_files(place: Path) -> dict[str, Path]:
    """The question files in `place` and its folders by name.

    Raises:
        CourseError: two of one name.
    """
    return by_name((p.stem, p) for p in place.rglob("*.py") if p.parent.name != "hidden")


def load_exam(root: Path, name: str) -> Exam:
    """The exam `name` of the course in `root`.

    Raises:
        UsageError: there is none of that name.
        CourseError: wrong settings, an empty pool, an unknown question.
    """
    root = root.resolve()
    folders = exam_folders(root)
    if name not in folders:
        raise UsageError(f"no exam {name!r} in {root / EXAMS}; {nearest(name, folders)}")
    folder = folders[name]
    path = folder / "exam.toml"
    settings = read_toml(path, ExamSettings)
    _check_items(path, settings)
    files = question_files(root / EXAMS / BANK) | question_files(folder / "questions")
    questions: dict[str, Question] = {}
    for used in dict.fromkeys(n for item in settings.questions for n in item.names):
        if used not in files:
            hint = nearest(used, files, f"expected {folder / 'questions' / used}.py")
            raise CourseError(f"{path}: questions: no question {used!r}; {hint}")
        questions[used] = read_question(files[used], root)
    for item in settings.questions:
        for used in item.names:
            q = questions[used]
            if item.points is not None and q.header.type in ("code", "rubric") and item.points != q.header.points:
                raise CourseError(
                    f"{path}: questions: {used}: points: its cases are worth {q.header.points:g}, not {item.points:g}; "
                    "points of code and rubric questions are set in their files"
                )
        worth = {item.points or questions[n].header.points for n in item.names}
        if len(worth) > 1:
            raise CourseError(
                f"{path}: questions: the pool {', '.join(item.pool)} has questions of {sorted(worth)} points; "
                "give the pool `points`, so that every student can earn the same"
            )
    return Exam(name, root, folder, settings, questions)


def _check_items(path: Path, settings: ExamSettings) -> None:
    """Each item names something, and no question comes twice."""
    if not settings.questions:
        raise CourseError(f"{path}: questions: expected at least one `[[questions]]`, found none")
    seen: set[str] = set()
    for number, item in enumerate(settings.questions, 1):
        where = f"{path}: questions: number {number}"
        if bool(item.use) == bool(item.pool):
            raise CourseError(f"{where}: expected either `use` or a `pool` that is not empty")
        if item.choose > len(item.names):
            raise CourseError(f"{where}: choose = {item.choose}, but the pool has {len(item.names)}")
        for name in item.names:
            if name in seen:
                raise CourseError(f"{where}: {name!r} is used twice; a student could get it two times")
            seen.add(name)


def spread(sheets: Mapping[str, Sheet]) -> dict[str, Any]:
    """How alike the sheets are: for each question the number of different ones and the range of difficulty.

    `total` is the difficulty of whole sheets, weighted by points, relative to its mean.
    """
    by_question: dict[str, list[Drawn]] = {}
    for sheet in sheets.values():
        for q in sheet.questions:
            by_question.setdefault(q.name, []).append(q)
    rows = {}
    for name, drawn in by_question.items():
        levels = sorted(q.difficulty for q in drawn)
        different = len({msgspec.json.encode((q.params, q.kind), order="deterministic") for q in drawn})
        rows[name] = {
            "sheets": len(drawn), "different": different,
            "easiest": levels[0], "median": float(np.median(levels)), "hardest": levels[-1],
        }  # fmt: skip
    mean = {name: float(np.mean([q.difficulty for q in drawn])) or 1.0 for name, drawn in by_question.items()}
    totals = [sum(q.points * q.difficulty / mean[q.name] for q in s.questions) / s.points for s in sheets.values()]
    return {"questions": rows, "easiest_sheet": min(totals), "hardest_sheet": max(totals)}
