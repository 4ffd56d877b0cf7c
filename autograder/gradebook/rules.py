"""`[grades]` of course.toml: what counts how much, and until when each work is taken.

[grades]
late_days = 4                        # over the term; each moves one deadline by 24 hours
per_work = 2                         # so many for one work
pass_at = 0.5
groups = ["project-*"]               # what groups hand in together; all but exams, where nothing is said

[grades.categories.quizzes]          # weights.py says what else stands here
weight = 20
works = ["quiz-*"]
drop = 1

[grades.policy]                      # of every work: as `[policy]` of exam.toml (handin/policy.py)
time_zone = "Europe/Berlin"
attempts = 100
keep = "last"
late = { per_day = 0.1, hard_stop_days = 3 }

[grades.works.perceptron]            # what is other there
closes = 2026-10-20T12:00:00

What counts of an exam, its own exam.toml says (`[policy]`).
"""

from pathlib import Path
from typing import Annotated, Any

import msgspec

from autograder.course.course import CourseSettings, course_settings
from autograder.course.exams import exam_folders
from autograder.course.toml import read_toml
from autograder.errors import CourseError
from autograder.gradebook.weights import Category, fits
from autograder.handin.policy import Policy, check_policy


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[grades]`; see the head of this file."""

    late_days: Annotated[int, msgspec.Meta(ge=0, le=1000)] = 0
    per_work: Annotated[int, msgspec.Meta(ge=0, le=366)] = 366
    pass_at: Annotated[float, msgspec.Meta(ge=0, le=1)] = 0.0
    categories: dict[str, Category] = {}
    groups: tuple[str, ...] = ("*",)
    policy: dict[str, Any] = {}
    works: dict[str, dict[str, Any]] = {}
    exams: dict[str, Policy] = {}  # of the course, not of the file

    def policy_of(self, work: str) -> Policy:
        """Of one work: an exam's own; else its own keys before those of all."""
        if work in self.exams:
            return self.exams[work]
        return msgspec.convert({"attempts": 1000, **self.policy, **self.works.get(work, {})}, Policy, strict=False)

    def shared(self, work: str) -> bool:
        """Whether a group hands it in together."""
        return work not in self.exams and fits(work, self.groups)

    def category_of(self, work: str) -> str:
        """The first category that a work belongs to; "" for none."""
        return next((name for name, category in self.categories.items() if category.holds(work)), "")


def read_rules(root: Path) -> Rules:
    """The rules of the course in `root`.

    Raises:
        CourseError: a wrong key or value.
    """
    return _checked(course_settings(root).grades, root / "course.toml", root)


def rules_in(path: Path, root: Path) -> Rules:
    """The rules of another course.toml, for the exams of the course in `root`."""
    return _checked(read_toml(path, CourseSettings).grades, path, root)


class _Timed(msgspec.Struct, frozen=True):
    """What is read of exam.toml."""

    policy: Policy = Policy()


def _checked(raw: dict[str, Any], path: Path, root: Path) -> Rules:
    """The table as rules."""
    folders = exam_folders(root)
    try:
        if "exams" in raw:
            raise msgspec.ValidationError("Object contains unknown field `exams`")
        rules = msgspec.convert(raw, Rules)
    except msgspec.ValidationError as e:
        raise CourseError(f"{path}: grades: {e}") from None
    if twice := sorted(folders.keys() & rules.works.keys()):
        own = folders[twice[0]] / "exam.toml"
        raise CourseError(f"{path}: grades.works.{twice[0]}: it is an exam; its times stand in [policy] of {own}")
    for name in ("", *rules.works):
        where = f"grades.works.{name}" if name else "grades.policy"
        try:
            policy = rules.policy_of(name)
        except msgspec.ValidationError as e:
            raise CourseError(f"{path}: {where}: {e}") from None
        own_late = "late" in rules.works.get(name, {})
        if not policy.closes and not own_late:  # said of all works, also of those that never close
            policy = msgspec.structs.replace(policy, late=None)
        check_policy(policy, Path(f"{path}: {where}"))
    exams = {name: read_toml(folder / "exam.toml", _Timed).policy for name, folder in folders.items()}
    for name, policy in exams.items():
        check_policy(policy, folders[name] / "exam.toml")
    return msgspec.structs.replace(rules, exams=exams)
