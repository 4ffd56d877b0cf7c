"""The course's site: a page a week, exams, functions, the student notebooks. No network, no script, no answer.

    python -m syllabus           writes dist/course/

Students see titles, formulas, promises of functions, and which units an exam asks about. No hidden test, solution,
misconception or text of a question is on a page; tests/syllabus looks that none gets there.
"""

import functools
import importlib
import io
import shutil
import tempfile
from collections import defaultdict
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple

from fontTools import subset
from fontTools.ttLib import TTFont
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from autograder.course.build import build_assignment
from autograder.course.course import course_settings, load_course
from autograder.course.master import read_master
from reference.lectures.mechanics import WEIGHTS
from syllabus import curriculum
from syllabus.arcs import in_words, week_map
from syllabus.curriculum import ROOT
from syllabus.exams import KINDS, all_exams
from syllabus.text import described, lessons
from syllabus.weeks import builds_on, due, edges, project_days, week_builds_on, week_of, weeks, weeks_of

HERE = Path(__file__).parent
FONT = "STIXTwoMath-Regular.ttf"  # SIL Open Font License 1.1, which its name table holds; ziamath brings it
# What browsers make of x, h and μ, which a page has as plain letters, and the letters themselves.
LETTERS = [*range(0x20, 0x7F), *range(0x1D434, 0x1D468), 0x210E, *range(0x1D6E2, 0x1D71C)]
PROJECT, FINAL = "project", "final"


class Assignment(NamedTuple):
    """What pages say of an assignment."""

    name: str
    title: str
    about: str
    unit: int
    points: str
    questions: tuple
    weeks: tuple[int, ...]
    due: object
    notebook_kb: int


class Line(NamedTuple):
    """Something that is due: on the page of its week, and in the list of weeks; notebooks are counted there."""

    html: Markup
    short: str = ""


# -- the notebooks -----------------------------------------------------------------------------------------------------


@functools.cache  # of the tool's folder once, not for each assignment
def changed_at(folder):
    """When the newest file of a folder was written."""
    return max(p.stat().st_mtime for p in folder.rglob("*") if p.is_file() and p.suffix != ".pyc")


def student_build(assignment, out):
    """The folder with `student/` and the zip of an assignment, built unless there is one younger than its sources.

    `autograder build` proves what it builds, and people grade with it; what is built here is not proved and lies apart.
    """
    changed = max(changed_at(assignment.folder), changed_at(ROOT / "autograder"))
    kept = out / ".students"
    for built in (out / assignment.name, kept / assignment.name):
        handout = built / f"{assignment.name}-student.zip"
        if handout.exists() and handout.stat().st_mtime > changed:
            return built
    return build_assignment(assignment, kept).student.parent


def write_notebooks(assignments, out, site):
    """Copies what students get, and returns name → size of the notebook in kB."""
    (site / "notebooks").mkdir()
    sizes = {}
    for one in assignments:
        built = student_build(one, out)
        notebook = site / "notebooks" / f"{one.name}.ipynb"
        shutil.copyfile(built / "student" / notebook.name, notebook)
        shutil.copyfile(built / f"{one.name}-student.zip", site / "notebooks" / f"{one.name}-student.zip")
        sizes[one.name] = round(notebook.stat().st_size / 1000)
    return sizes


def about(assignment, all_weeks, size):
    """An assignment for the pages."""
    points = read_master(assignment).points
    known = curriculum.topics()
    questions = []
    for name in points:
        settings = assignment.questions.get(name)
        keys = {key.partition("/")[0] for key in (settings.misconceptions if settings else ())}
        title = (settings.title if settings else "") or name
        questions.append(SimpleNamespace(name=name, title=title, topics=[key for key in known if key in keys]))
    settings = assignment.settings
    numbers = tuple(no for no in weeks_of(assignment) if no)
    return Assignment(
        assignment.name, settings.title, settings.about, settings.unit, f"{sum(points.values()):g}",
        tuple(questions), numbers, due(assignment, all_weeks), size,
    )  # fmt: skip


# -- the pages ---------------------------------------------------------------------------------------------------------


def day(date):
    """Wednesday 13 November 2024."""
    return f"{date:%A} {date.day} {date:%B} {date.year}"


@functools.cache
def templates():
    """The pages' templates."""
    found = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    found.filters["day"] = day
    return found


def function_pages():
    """The functions of each unit, by file, and name → (page, id, short name)."""
    grouped = defaultdict(lambda: defaultdict(list))
    topics_of = defaultdict(list)
    for key, topic in curriculum.topics().items():
        for f in topic.functions:
            topics_of[f.name].append(key)
    links = {}
    for label in curriculum.functions():
        module, _, short = label.rpartition(".")
        function = getattr(importlib.import_module(f"reference.{module.replace('/', '.')}"), short)
        said = described(label, function)
        if not said.promise:
            continue  # a check of arguments: nothing that a student writes
        folder, _, file = module.partition("/")
        page, at = f"functions-{folder}.html", f"{file}.{short}"
        links[label] = SimpleNamespace(page=page, id=at, short=short)
        grouped[folder][file].append(SimpleNamespace(id=at, short=short, said=said, topics=topics_of[label]))
    pages = []
    for folder, files in grouped.items():
        of_topics = [curriculum.unit_of(key) for functions in files.values() for f in functions for key in f.topics]
        number = min(of_topics, default=len(curriculum.PLAN["units"]))
        pages.append(
            (
                number,
                SimpleNamespace(
                    page=f"functions-{folder}.html", title=title_of(folder, number), files=[*sorted(files.items())]
                ),
            )
        )
    return [page for _, page in sorted(pages, key=lambda pair: (pair[0], pair[1].page))], links


def title_of(folder, number):
    """What a folder of the answer key is called: as the unit that names it, else as that of its topics if free."""
    units = curriculum.PLAN["units"]
    for unit in units:
        if unit.get("folder") == folder:
            return unit["title"]
    free = number < len(units) and "folder" not in units[number]
    return units[number]["title"] if free else folder.capitalize()


def lines_due(all_weeks, assignments, quizzes, days):
    """Week number → what is due from its lecture until the day before the next one."""
    found = defaultdict(list)
    numbered = [week for week in all_weeks if week.no]
    for week in numbered:
        if week.quiz:
            quiz = quizzes[week.quiz]
            found[week.no].append(
                Line(_link(f"exams.html#{quiz.name}", quiz.title, f", {day(week.date)}: {quiz.about}"), quiz.title)
            )

    def add(date, line):
        week = max((w for w in numbered if w.date <= date), key=lambda w: w.no, default=numbered[0])
        found[week.no].append(line)

    for a in assignments:
        if a.due:
            page = f"{numbered[max(a.weeks) - 1].page}#a-{a.name}"
            add(a.due, Line(_link(page, a.title, f", {day(a.due)}")))
    for what, date in days.items():
        add(date, Line(_link("exams.html#project", f"Project: {what}", f", {day(date)}"), f"project: {what}"))
    return found


def by_day(assignments):
    """Day → the assignments that are due on it."""
    found = defaultdict(list)
    for a in assignments:
        if a.due:
            found[a.due].append(a)
    return sorted(found.items())


def in_short(lines):
    """What is due, in a few words."""
    notebooks = sum(not line.short for line in lines)
    counted = [f"{notebooks} notebook{'s' if notebooks > 1 else ''} due"] if notebooks else []
    return [*(line.short for line in lines if line.short), *counted]


def _link(href, text, rest):
    return Markup(f'<a href="{escape(href)}">{escape(text)}</a>{escape(rest)}')


def build_site(out, first=None):
    """Writes the site to `out`/course and returns that folder; an interrupted build leaves the old one.

    Args:
        out: dist; where `autograder build` has its assignments.
        first: the day of the first lecture; else that of weeks.toml.
    """
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".course.", dir=out) as folder:
        site = Path(folder) / "course"
        site.mkdir()
        _write(site, out, first)
        target = out / "course"
        if target.exists():
            target.rename(Path(folder) / "old")
        site.rename(target)
    return target


def _write(site, out, first):
    all_weeks = weeks(first)
    numbered = [week for week in all_weeks if week.no]
    course = load_course(ROOT)
    sizes = write_notebooks(course.assignments.values(), out, site)
    assignments = [about(a, all_weeks, sizes[a.name]) for a in course.assignments.values()]
    assignments.sort(key=lambda a: (a.unit, a.weeks, a.title))
    exams = all_exams()
    days = project_days(numbered[0].date)
    dues = lines_due(all_weeks, assignments, exams, days)
    pages, links = function_pages()
    graph = edges(all_weeks)
    known = curriculum.topics()
    page_of = {week.no: week.page for week in all_weeks}
    practice = [e for e in exams.values() if not e.weight]
    common = {
        "course": course_settings(ROOT).title,
        "topics": {key: SimpleNamespace(title=t.title, page=page_of[week_of(key)]) for key, t in known.items()},
        "page_of": page_of,
        "here": "",
    }

    def write(name, template, **values):
        text = templates().get_template(template).render(**(common | {"here": name} | values))
        (site / name).write_text(text, encoding="utf-8")

    quizzes = [(week.no, exams[week.quiz]) for week in numbered if week.quiz]
    write(
        "index.html", "home.html.j2",
        weeks=all_weeks, map=week_map(numbered, graph), words=in_words(numbered, graph),
        in_short={week.no: in_short(dues[week.no]) for week in numbered},
        quizzes=len(quizzes), share=[f"{100 * weight:g}" for weight in WEIGHTS],
    )  # fmt: skip
    kinds = kinds_of_questions()
    for at, week in enumerate(all_weeks):
        mine = [a for a in assignments if week.no in a.weeks or (not week.no and not a.weeks)]
        before = defaultdict(list)
        for key in week_builds_on(week):
            before[week_of(key)].append(key)
        write(
            week.page, "week.html.j2",
            week=week, due=dues[week.no], working_on=by_day(mine), before=sorted(before.items()),
            after=[w.no for w in numbered if week.no and week.no in map(week_of, week_builds_on(w))],
            lessons=[lesson(key, known[key], mine, kinds[key], practice, links) for key in week.topics],
            assignments=mine,
            previous=all_weeks[at - 1] if at else None,
            next=all_weeks[at + 1] if at + 1 < len(all_weeks) else None,
        )  # fmt: skip
    units = {
        number: SimpleNamespace(
            title=unit["title"], weeks=sorted({week_of(key) for key in unit["topics"]}, key=lambda no: no or 99)
        )
        for number, unit in enumerate(curriculum.PLAN["units"])
    }
    write(
        "exams.html", "exams.html.j2",
        quizzes=quizzes, days={w.no: w.date for w in numbered}, final=exams[FINAL], project=exams[PROJECT],
        practice=practice, units=units, project_days=days,
    )  # fmt: skip
    write("functions.html", "functions.html.j2", pages=pages)
    for page in pages:
        write(page.page, "unit.html.j2", unit=page)
    shutil.copyfile(HERE / "templates" / "style.css", site / "style.css")
    write_font(site)


def lesson(key, topic, assignments, kinds, practice, links):
    """A topic on the page of its week."""
    asked = [(a, [q.title for q in a.questions if key in q.topics]) for a in assignments]
    return SimpleNamespace(
        key=key,
        title=topic.title,
        lesson=lessons()[key],
        needs=builds_on(key),
        asked=[(a, titles) for a, titles in asked if titles],
        kinds=kinds,
        practice=[e for e in practice if key in e.topics],
        functions=[links[f.name] for f in topic.functions if f.name in links],
    )


def kinds_of_questions():
    """Topic → the kinds of questions that the bank has for it."""
    found = defaultdict(set)
    for q in curriculum.bank().values():
        for key in {k.partition("/")[0] for k in (*q.header.topics, *q.header.misconceptions)}:
            found[key].add(KINDS[q.header.type])
    return defaultdict(list, {key: sorted(kinds, key=[*KINDS.values()].index) for key, kinds in found.items()})


def write_font(site):
    """The mathematical font, with the characters that the pages have: phones often have none."""
    import ziamath

    text = "".join(p.read_text(encoding="utf-8") for p in sorted(site.glob("*.html")))
    font = TTFont(Path(ziamath.__file__).parent / "fonts" / FONT, recalcTimestamp=False)
    options = subset.Options(layout_features=["*"], name_IDs=["*"], notdef_outline=True, glyph_names=False)
    options.drop_tables += ["FFTM"]
    chosen = subset.Subsetter(options)
    chosen.populate(unicodes={*map(ord, text), *LETTERS})
    chosen.subset(font)
    font.flavor = "woff2"
    data = io.BytesIO()
    font.save(data)
    (site / "formulas.woff2").write_bytes(data.getvalue())
