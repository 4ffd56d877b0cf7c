"""`[policy]` of exam.toml: when an exam is open, what a late submission costs, which attempt counts, who has longer.

    [policy]
    opens = 2026-12-14T09:00:00                     # local times are those of time_zone; an offset may be given instead
    closes = 2026-12-14T12:00:00
    time_zone = "Europe/Berlin"
    duration_min = 120                              # from a student's own start, where it is known
    grace_min = 5                                   # as late as this costs nothing
    late = { per_day = 0.10, hard_stop_days = 3 }   # without it nothing counts after the grace
    attempts = 1                                    # the first so many count, in the order handed in
    keep = "best"                                   # or "last"; of those that count

    [[policy.extensions]]
    student = "s017"                                # or group = "B"
    factor = 1.5                                    # times the duration; or extra_min = 30, or closes = …

`decisions.py` applies it.
"""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo, available_timezones

import msgspec

from autograder.errors import CourseError, nearest
from autograder.handin.keys import canonical_id

KEEP = ("best", "last")
MAX_MIN = 525_600  # a year
MAX_FACTOR = 10


class Late(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What lateness costs: `per_day` of the earned points for each 24 hours begun; after the stop nothing counts."""

    per_day: Annotated[float, msgspec.Meta(ge=0, le=1)]
    hard_stop_days: Annotated[int, msgspec.Meta(ge=1, le=366)]


class Extension(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """More time for a student or a group. Several for one student add up: minutes add, the largest factor and the
    latest `closes` count.

    Args:
        extra_min: added to the closing time and to the duration.
        closes: a later closing time.
        factor: multiplies the duration (that of the window, when none is set); the window closes as much later.
    """

    student: str = ""
    group: str = ""
    extra_min: float = 0.0
    closes: datetime | None = None
    factor: float = 1.0

    def is_for(self, student: str, groups: Collection[str]) -> bool:
        """Whether it is for this student, a member of these groups; all in canonical form."""
        return canonical_id(self.student) == student if self.student else canonical_id(self.group, "group") in groups


class Policy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[policy]` of exam.toml; see the head of this file. `check_policy` says whether its parts fit together."""

    opens: datetime | None = None
    closes: datetime | None = None
    time_zone: str = ""
    duration_min: Annotated[float, msgspec.Meta(gt=0, le=MAX_MIN)] | None = None
    grace_min: Annotated[float, msgspec.Meta(ge=0, le=MAX_MIN)] = 0.0
    late: Late | None = None
    attempts: Annotated[int, msgspec.Meta(ge=1)] = 1
    keep: str = "best"
    extensions: tuple[Extension, ...] = ()

    @property
    def zone(self) -> ZoneInfo | None:
        """Of local times; None when none was named."""
        return ZoneInfo(self.time_zone) if self.time_zone else None

    def instant(self, time: datetime | None) -> datetime | None:
        """A time of the file in UTC, where hours have one length all year."""
        return None if time is None else (time if time.tzinfo else time.replace(tzinfo=self.zone)).astimezone(UTC)

    @property
    def duration(self) -> timedelta | None:
        """What a factor multiplies: the individual time, or that from `opens` to `closes`."""
        if self.duration_min is not None:
            return timedelta(minutes=self.duration_min)
        opens, closes = self.instant(self.opens), self.instant(self.closes)
        return closes - opens if opens and closes else None


def check_policy(
    policy: Policy, path: Path, students: Collection[str] | None = None, groups: Collection[str] | None = None
) -> None:
    """Refuses a policy whose parts do not fit together.

    Args:
        path: of exam.toml, for the messages.
        students, groups: all there are, when the class list is known; extensions must name one of them.

    Raises:
        CourseError: names file, key, what was expected and what was found.
    """
    where = f"{path}: policy"
    if policy.keep not in KEEP:
        raise CourseError(f"{where}.keep: expected {' or '.join(KEEP)}, found {policy.keep!r}")
    _check_zone(policy, where)
    _check_time(policy, f"{where}.opens", policy.opens)
    _check_time(policy, f"{where}.closes", policy.closes)
    opens, closes = policy.instant(policy.opens), policy.instant(policy.closes)
    if opens and closes and closes <= opens:
        raise CourseError(f"{where}.closes: expected a time after `opens` ({policy.opens}), found {policy.closes}")
    if policy.late and not closes and not policy.duration_min:
        raise CourseError(f"{where}.late: nothing can be late without `closes` or `duration_min`; add one of them")
    for number, extension in enumerate(policy.extensions, 1):
        name = extension.student or extension.group
        _check_extension(policy, extension, f"{where}.extensions: number {number} ({name!r})")
        _check_known(extension, f"{where}.extensions: number {number}", students, groups)


def _check_zone(policy: Policy, where: str) -> None:
    try:
        found = policy.zone
    except (KeyError, ValueError, OSError):  # not there, a path, a folder of zones
        hint = nearest(policy.time_zone, available_timezones(), "expected a name such as 'Europe/Berlin'")
        raise CourseError(f"{where}.time_zone: there is no time zone {policy.time_zone!r}; {hint}") from None
    times = [policy.opens, policy.closes, *(e.closes for e in policy.extensions)]
    if found is None and (local := [t for t in times if t and not t.tzinfo]):
        raise CourseError(
            f"{where}.time_zone: expected a name such as 'Europe/Berlin', found none; {local[0]} is a local time"
        )


def _check_time(policy: Policy, where: str, time: datetime | None) -> None:
    """A local time must come once: clocks that are put forward skip an hour, those put back repeat one."""
    if time is None or time.tzinfo:
        return
    first, second = (time.replace(tzinfo=policy.zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() != second.utcoffset():
        back = first.astimezone(UTC).astimezone(policy.zone)
        comes = "twice" if back.replace(tzinfo=None) == time else "not at all"
        raise CourseError(
            f"{where}: {time} comes {comes} in {policy.time_zone}, where the clocks change; "
            f"expected another time, or one with its offset, such as {first.isoformat()}"
        )


def _check_extension(policy: Policy, e: Extension, where: str) -> None:
    if bool(e.student) == bool(e.group):
        raise CourseError(f"{where}: expected either `student` or `group`")
    if not 0 <= e.extra_min <= MAX_MIN:
        raise CourseError(f"{where}: extra_min: expected 0 to {MAX_MIN} minutes, found {e.extra_min:g}")
    if not 1 <= e.factor <= MAX_FACTOR:
        raise CourseError(
            f"{where}: factor: expected 1 to {MAX_FACTOR} (1.5 is half as long again), found {e.factor:g}"
        )
    if e.extra_min == 0 and e.factor == 1 and e.closes is None:
        raise CourseError(f"{where}: expected `extra_min`, `factor` or `closes`, found none: it extends nothing")
    if e.factor > 1 and policy.duration is None:
        raise CourseError(f"{where}: factor: there is nothing to multiply; add `duration_min`, or `opens` and `closes`")
    if e.extra_min and not policy.closes and not policy.duration_min:
        raise CourseError(f"{where}: extra_min: there is nothing to extend; add `closes` or `duration_min`")
    _check_time(policy, f"{where}: closes", e.closes)
    closes, later = policy.instant(policy.closes), policy.instant(e.closes)
    if later and not (closes and later > closes):
        raise CourseError(
            f"{where}: closes: expected a time after the exam's `closes` ({policy.closes}), found {e.closes}"
        )


def _check_known(e: Extension, where: str, students: Collection[str] | None, groups: Collection[str] | None) -> None:
    what, name, known = ("student", e.student, students) if e.student else ("group", e.group, groups)
    names = {canonical_id(k, what) for k in known or ()}
    if known is not None and canonical_id(name, what) not in names:
        hint = nearest(name, names, f"the class list has {len(names)} {what}s")
        raise CourseError(f"{where}: {what}: there is no {what} {name!r}; {hint}")
