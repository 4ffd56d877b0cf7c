"""What the exams cover, as far as students may know before: units, topics, kinds of questions and points, no text."""

from collections import defaultdict
from typing import NamedTuple

from autograder.exam.sheets.exam import exam_folders, load_exam
from syllabus import curriculum
from syllabus.curriculum import ROOT
from syllabus.weeks import week_of

KINDS = {
    "number": "a number",
    "choice": "one choice",
    "multiple": "several choices",
    "matrix": "a vector or matrix",
    "symbolic": "an expression",
    "text": "a text",
    "rubric": "a text that people mark",
    "code": "code",
}


class Part(NamedTuple):
    """One question of a sheet: a pool asks one of several, and tells of all of them."""

    points: float
    kinds: tuple[str, ...]
    units: tuple[int, ...]


class Covered(NamedTuple):
    """An exam."""

    name: str
    title: str
    about: str
    weight: float
    minutes: int | None
    points: float
    parts: tuple[Part, ...]
    topics: tuple[str, ...]

    @property
    def units(self):
        """Unit → points; those of a pool over several units are shared evenly."""
        found = defaultdict(float)
        for part in self.parts:
            for unit in part.units:
                found[unit] += part.points / len(part.units)
        return dict(sorted(found.items()))

    @property
    def kinds(self):
        """Kind → points, the most first."""
        found = defaultdict(float)
        for part in self.parts:
            for kind in part.kinds:
                found[kind] += part.points / len(part.kinds)
        return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))

    @property
    def weeks(self):
        """The numbers of the weeks whose topics it may ask about, in one list."""
        return sorted({week_of(key) for key in self.topics})


def covered(name):
    """What one exam covers."""
    exam = load_exam(ROOT, name)
    settings = exam.settings
    parts, topics = [], set()
    for item in settings.questions:
        questions = [exam.questions[used] for used in item.names]
        keys = {key.partition("/")[0] for q in questions for key in (*q.header.topics, *q.header.misconceptions)}
        topics |= keys
        parts.append(
            Part(
                item.choose * (item.points or questions[0].header.points),
                tuple(dict.fromkeys(KINDS[q.header.type] for q in questions)),
                tuple(sorted({curriculum.unit_of(key) for key in keys})),
            )
        )
    known = tuple(key for key in curriculum.topics() if key in topics)
    minutes = settings.policy.duration_min
    return Covered(
        name, settings.title, settings.about, settings.weight, minutes, exam.points, tuple(parts), known
    )  # fmt: skip


def all_exams():
    """All exams of the course by name."""
    return {name: covered(name) for name in sorted(exam_folders(ROOT))}
