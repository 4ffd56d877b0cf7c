"""What a policy makes of a student's attempts: which one is kept, what part of its points counts, and why.

Lengths of time are absolute (UTC): a day is 24 hours when clocks change, too. An attempt is late by its distance from
the deadline, the earlier of the closing time and the end of the individual time. At the deadline is on time; within the
grace costs nothing; after it each 24 hours begun since the deadline costs one step. Fractions of a second do not count.

Attempts are counted in the order handed in, late or not, so that no extension can push out another attempt. Where one
attempt is looked at, a later time never scores more and an extension never less; with `keep = "best"` that holds for
all together. With `keep = "last"` a student who hands in a worse file later gets the worse file, if it still counts.
"""

import math
from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from autograder.handin.keys import canonical_id
from autograder.handin.policy import Extension, Policy

DAY_S = 86_400
DIGITS = 9  # 1 - 7 * 0.1 is 0.3 and not 0.29999999999999993


class Attempt(NamedTuple):
    """One submission of a student.

    Args:
        time, started: by the clock of the collecting side, with a time zone; None when not known.
        points, possible: before anything is deducted.
    """

    time: datetime | None
    started: datetime | None
    points: float
    possible: float


class Decision(NamedTuple):
    """What counts.

    Args:
        kept: index into the attempts; None when none counts.
        factor: 0 to 1; the part of its points that counts.
        points: of the kept attempt times `factor`; 0 when none counts.
        lines: one sentence for each decision that changed the score or could not be taken.
    """

    kept: int | None
    factor: float
    points: float
    lines: tuple[str, ...]


class _Limits(NamedTuple):
    """The times of one student, in UTC."""

    closes: datetime | None
    duration: timedelta | None  # None: no individual time


class _Verdict(NamedTuple):
    """One attempt under one set of limits."""

    factor: float | None  # None: does not count
    deadline: datetime | None = None
    late_s: int = 0
    individual: bool = False  # the deadline is the end of the individual time

    @property
    def share(self) -> float:
        return self.factor or 0.0


def decide(policy: Policy, student: str, groups: Collection[str], attempts: Sequence[Attempt]) -> Decision:
    """The attempt that is kept under a checked policy, and the part of its points that counts.

    Args:
        groups: of the student, as in the class list.
        attempts: in the order handed in; when all times are known, by time.

    Raises:
        CourseError: an empty student id or group.
        ValueError: a time without a time zone.
    """
    attempts = [Attempt(_utc(a.time), _utc(a.started), a.points, a.possible) for a in attempts]
    who, teams = canonical_id(student), {canonical_id(g, "group") for g in groups}
    mine = [e for e in policy.extensions if e.is_for(who, teams)]
    limits = _limits(policy, mine)
    order = list(range(len(attempts)))
    if all(a.time for a in attempts):
        order.sort(key=lambda i: attempts[i].time or datetime.min)  # `or` for the type checker only
    name = {i: f"Attempt {n}" if len(order) > 1 else "The submission" for n, i in enumerate(order, 1)}
    lines = []
    counted: dict[int, _Verdict] = {}
    for number, i in enumerate(order, 1):
        verdict = _judge(policy, limits, attempts[i])
        if number > policy.attempts:
            allowed = "the first counts" if policy.attempts == 1 else f"the first {policy.attempts} count"
            lines.append(f"{name[i]} does not count: only {allowed}.")
        elif verdict.factor is None:
            days = _count(policy.late.hard_stop_days, "day") if policy.late else ""
            rule = f"late work is accepted for {days} only" if days else "late work is not accepted"
            lines.append(f"{name[i]} does not count: it came {_after(policy, verdict)}; {rule}.")
        else:
            counted[i] = verdict
    if not counted:
        return Decision(None, 0.0, 0.0, (*lines, *([] if attempts else ["Nothing was handed in."])))
    score = {i: attempts[i].points * v.share for i, v in counted.items()}
    relative = {i: score[i] / (attempts[i].possible or 1) for i in counted}
    kept = max(counted, key=lambda i: relative[i]) if policy.keep == "best" else list(counted)[-1]
    if len(set(relative.values())) > 1:
        others = ", ".join(f"{name[i]}: {score[i]:.6g}" for i in counted if i != kept)
        lines.append(
            f"{name[kept]} is kept, the {policy.keep} of those that count: {score[kept]:.6g} points ({others})."
        )
    lines += _explain(policy, mine, attempts[kept], counted[kept], name[kept])
    return Decision(kept, counted[kept].share, score[kept], tuple(lines))


def _utc(time: datetime | None) -> datetime | None:
    """Times of one zone are subtracted by the clock on the wall; in UTC it is time that passed."""
    if time is not None and time.tzinfo is None:
        raise ValueError(f"expected a time with a time zone, got {time}")
    return None if time is None else time.astimezone(UTC)


def _limits(policy: Policy, extensions: Iterable[Extension]) -> _Limits:
    """The closing time and the duration of a student with these extensions."""
    mine = list(extensions)
    if not mine:
        return _Limits(policy.instant(policy.closes), policy.duration if policy.duration_min is not None else None)
    extra = timedelta(minutes=sum(e.extra_min for e in mine))
    factor = max((e.factor for e in mine), default=1.0)
    whole = policy.duration or timedelta()
    closes = [t for t in (policy.instant(c) for c in (policy.closes, *(e.closes for e in mine))) if t]
    return _Limits(
        max(closes) + extra + (factor - 1) * whole if closes else None,
        whole * factor + extra if policy.duration_min is not None else None,
    )


def _judge(policy: Policy, limits: _Limits, attempt: Attempt) -> _Verdict:
    """Whether an attempt counts, and with what part of its points."""
    deadline, individual = limits.closes, False
    if limits.duration is not None and attempt.started is not None:
        opens = policy.instant(policy.opens)
        end = (max(attempt.started, opens) if opens else attempt.started) + limits.duration
        individual = deadline is None or end < deadline
        deadline = end if individual else deadline
    if attempt.time is None or deadline is None:
        return _Verdict(1.0)
    late_s = math.floor((attempt.time - deadline).total_seconds())
    if late_s <= 60 * policy.grace_min:
        return _Verdict(1.0, deadline, late_s, individual)
    days = math.ceil(late_s / DAY_S)
    if policy.late is None or days > policy.late.hard_stop_days:
        return _Verdict(None, deadline, late_s, individual)
    return _Verdict(max(0.0, round(1 - policy.late.per_day * days, DIGITS)), deadline, late_s, individual)


def _explain(
    policy: Policy, extensions: Sequence[Extension], attempt: Attempt, verdict: _Verdict, name: str
) -> list[str]:
    """What was decided about the attempt that is kept."""
    if attempt.time is None:
        timed = policy.closes or policy.duration_min
        return [f"No trusted time is known for {_low(name)}: it counts as on time."] if timed else []
    lines = []
    opens = policy.instant(policy.opens)
    if opens and attempt.time < opens:
        lines.append(f"{name} came before the opening time, {_clock(policy, opens)}: check clock and time zone.")
    if policy.duration_min and attempt.started is None:
        lines.append(f"No start is known for {_low(name)}: the individual time was not checked.")
    if verdict.share < 1:
        assert policy.late
        steps = _count(math.ceil(verdict.late_s / DAY_S), "late day")
        lines.append(
            f"{name} came {_after(policy, verdict)}: {steps} at {policy.late.per_day:.6g} of the points each, so "
            f"{attempt.points:.6g} points become {attempt.points * verdict.share:.6g}."
        )
    elif verdict.late_s > 0 and (policy.late is None or policy.late.per_day > 0):
        grace = _span(round(60 * policy.grace_min))
        lines.append(f"{name} came {_after(policy, verdict)}, within the grace of {grace}: nothing is deducted.")
    without = _judge(policy, _limits(policy, []), attempt) if extensions else verdict
    if without.share < verdict.share:
        what = " and ".join(_describe(policy, e) for e in extensions)
        instead = "would not count" if without.factor is None else f"would keep {without.share:.6g} of its points"
        lines.append(f"An extension counts ({what}): without it {_low(name)} {instead}.")
    return lines


def _describe(policy: Policy, e: Extension) -> str:
    """An extension in words."""
    closes = policy.instant(e.closes)
    parts = [
        f"{_span(round(60 * e.extra_min))} more" if e.extra_min else "",
        f"{e.factor:.6g} times the duration" if e.factor > 1 else "",
        f"open until {_clock(policy, closes)}" if closes else "",
    ]
    return f"{'group ' + e.group if e.group else e.student}: {', '.join(p for p in parts if p)}"


def _after(policy: Policy, verdict: _Verdict) -> str:
    """How late, and after what."""
    assert verdict.deadline
    what = "end of the individual time" if verdict.individual else "closing time"
    return f"{_span(verdict.late_s)} after the {what}, {_clock(policy, verdict.deadline)}"


def _clock(policy: Policy, time: datetime) -> str:
    """A time as the exam's students read it."""
    local = time.astimezone(policy.zone) if policy.zone else time
    return f"{local:%Y-%m-%d %H:%M:%S %Z}"


def _span(seconds: int) -> str:
    """A length of time in its two largest units.

    >>> _span(90_061), _span(7_200), _span(0)
    ('1 d 1 h', '2 h', '0 s')
    """
    parts = []
    for unit, size in (("d", DAY_S), ("h", 3600), ("min", 60), ("s", 1)):
        number, seconds = divmod(seconds, size)
        if number:
            parts.append(f"{number} {unit}")
    return " ".join(parts[:2]) or "0 s"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _low(name: str) -> str:
    return name[0].lower() + name[1:]
