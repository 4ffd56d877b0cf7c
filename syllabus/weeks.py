"""The weeks of the course: their topics, what they build on, what is due in them.

A topic builds on those whose functions its own functions call (helpers left out), and on those that weeks.toml adds
where no function calls another. A week builds on the earlier weeks of these topics.
"""

import ast
import datetime as dt
import functools
import re
from pathlib import Path
from typing import NamedTuple

import msgspec

from autograder.course.course import Assignment
from autograder.course.toml import read_toml
from reference.lectures.mechanics import COURSE, schedule
from syllabus import curriculum
from syllabus.curriculum import ROOT

PLAN = Path(__file__).with_suffix(".toml")
BESIDES = 0  # the number of what is in no week


class WeekSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[[weeks]]` of weeks.toml."""

    short: str
    about: str
    topics: tuple[str, ...]
    quiz: str = ""


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """weeks.toml."""

    first: dt.date
    hand_in_days: int
    weeks: tuple[WeekSettings, ...]
    builds_on: dict[str, tuple[str, ...]]


class Week(NamedTuple):
    """One week; number 0 is what stands besides the weeks."""

    no: int
    title: str
    short: str
    about: str
    date: dt.date | None
    keywords: tuple[str, ...]
    topics: tuple[str, ...]
    quiz: str = ""

    @property
    def page(self):
        return f"week-{self.no:02}.html" if self.no else "besides.html"

    @property
    def name(self):
        return f"Week {self.no}" if self.no else "Besides"


@functools.cache
def settings():
    """weeks.toml, read once."""
    return read_toml(PLAN, Settings)


def weeks(first=None):
    """The weeks in their order, and last what is besides them.

    Args:
        first: the day of the first lecture; else that of weeks.toml.
    """
    plan = settings()
    days = schedule(first or plan.first)
    found = [
        Week(day.no, day.title, week.short, week.about, day.date, day.keywords, week.topics, week.quiz)
        for day, week in zip(days, plan.weeks, strict=True)
    ]
    placed = {key for week in found for key in week.topics}
    rest = tuple(key for key in curriculum.topics() if key not in placed)
    about = "Classical ways to find structure without labels: named in the course's catalogue, part of no week."
    return [*found, Week(BESIDES, "Besides the weeks", "Besides the weeks", about, None, (), rest)]


@functools.cache
def week_of(topic):
    """The number of a topic's week."""
    return next((no for no, week in enumerate(settings().weeks, 1) if topic in week.topics), BESIDES)


# -- what builds on what -----------------------------------------------------------------------------------------------


@functools.cache
def calls():
    """Function → functions of other files that it, or a helper of its file, calls; names as in `curriculum`."""
    found = {}
    for path in sorted((ROOT / "reference").glob("*/[!_]*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        imported = {}
        for node in tree.body:
            if isinstance(node, ast.ImportFrom) and re.match(r"reference\.[a-z]", node.module or ""):
                unit, _, topic = node.module.removeprefix("reference.").partition(".")
                imported |= {a.asname or a.name: f"{unit}/{topic}.{a.name}" for a in node.names}
        own = {n.name: n for n in tree.body if isinstance(n, ast.FunctionDef | ast.ClassDef)}
        for name in own:
            seen, waiting, used = set(), [name], set()
            while waiting:
                one = waiting.pop()
                if one in seen:
                    continue
                seen.add(one)
                names = {n.id for n in ast.walk(own[one]) if isinstance(n, ast.Name)}
                used |= {imported[n] for n in names & imported.keys()}
                waiting += names & own.keys()
            found[f"{path.parent.name}/{path.stem}.{name}"] = used
    return found


@functools.cache
def builds_on(topic):
    """The topics of earlier weeks that a topic builds on, in the curriculum's order; besides the weeks: of all."""
    # a helper without a mistake of its own, such as `one_hot`, is no lesson
    of_function = {f.name: key for key, t in curriculum.topics().items() for f in t.functions if f.keys}
    called = {of_function.get(g) for f in curriculum.topics()[topic].functions for g in calls().get(f.name, ())}
    wanted = called | set(settings().builds_on.get(topic, ()))
    mine = week_of(topic) or len(settings().weeks) + 1
    return tuple(key for key in curriculum.topics() if key in wanted and 0 < week_of(key) < mine)


def week_builds_on(week):
    """Earlier topic → the topics of this week that need it."""
    found = {}
    for topic in week.topics:
        for earlier in builds_on(topic):
            found.setdefault(earlier, []).append(topic)
    return {key: found[key] for key in curriculum.topics() if key in found}


def edges(all_weeks):
    """Week number → the earlier weeks that it builds on, without those that these build on themselves."""
    direct = {w.no: {week_of(key) for key in week_builds_on(w)} for w in all_weeks if w.no}
    reach = {}
    for no in sorted(direct):
        reach[no] = direct[no].union(*(reach[e] for e in direct[no]))
    return {no: sorted(e for e in ahead if not any(e in reach[o] for o in ahead)) for no, ahead in direct.items()}


# -- what is due -------------------------------------------------------------------------------------------------------


def weeks_of(assignment: Assignment):
    """The numbers of the weeks whose topics an assignment asks about; those of its unit where it names no topic."""
    unit = assignment.settings.unit
    listed = {k.partition("/")[0] for q in assignment.questions.values() for k in q.misconceptions}
    of_unit = {key for key in curriculum.topics() if curriculum.unit_of(key) == unit}
    return sorted({week_of(key) for key in (listed & of_unit) or of_unit})


def due(assignment, all_weeks):
    """The day on which an assignment is due; None of one besides the weeks."""
    last = max(weeks_of(assignment))
    date = {w.no: w.date for w in all_weeks}[last]
    return date and date + dt.timedelta(days=settings().hand_in_days)


def project_days(first):
    """What the project asks for, and when."""
    moved = first - schedule()[0].date
    return {"the entry form": COURSE["entry_form_due"] + moved, "the choice of a paper": COURSE["paper_due"] + moved}
