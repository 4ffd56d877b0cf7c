"""Text from students on its way to a page: visible, harmless, bounded. Escaping itself is Jinja's."""

import base64
import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from autograder.results import QuestionResult, Report, Status

ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-_])")
# Controls but tab and newline, and what has no width: a name or a line must look like what it is. The joiners U+200C
# and U+200D stay, because Persian and Hindi names and emoji need them.
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)
MARKS = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"  # on any letter
STACKED = re.compile(f"({MARKS}{{3}}){MARKS}+")


def visible(text: object, cap: int = 20_000) -> str:
    """`text` as a reader should see it, at most `cap` characters of it.

    Terminal colours are dropped, a carriage return keeps what was printed last on its line (progress bars), other
    control and direction characters become U+FFFD, and at most three marks stand on one letter.

    >>> visible("\\x1b[31mred\\x1b[0m 10%\\r100%\\u202e!")
    '100%\ufffd!'
    """
    whole = str(text)
    plain = ANSI.sub("", whole[:cap])
    if "\r" in plain:
        plain = "\n".join(_printed(line) for line in plain.replace("\r\n", "\n").split("\n"))
    shown = STACKED.sub(r"\1", UNSEEN.sub("\ufffd", plain))
    return shown + (" …" if len(whole) > cap else "")


def _printed(line: str) -> str:
    """What a terminal still shows of a line with carriage returns."""
    return next((part for part in reversed(line.split("\r")) if part), "")


def line(text: object, cap: int = 200) -> str:
    """`visible` text on one line.

    >>> line(" two\\n lines ")
    'two lines'
    """
    return " ".join(visible(text, cap).split())


def inline(text: object, cap: int = 2000) -> Markup:
    """Escaped `visible` text whose `back-quoted` parts are code."""
    parts = re.split(r"`([^`\n]+)`", visible(text, cap))
    return Markup("").join(Markup("<code>{}</code>").format(p) if i % 2 else escape(p) for i, p in enumerate(parts))


def href(path: str) -> str:
    """A relative file path as a link, quoted so that no part of a file name is read as a scheme or a query.

    >>> href("staff/a b#1.html"), href("javascript:alert(1)")
    ('staff/a%20b%231.html', 'javascript%3Aalert%281%29')
    """
    return quote(path.lstrip("/"), safe="/")


def number(x: float, digits: int = 2) -> str:
    """Points as people write them.

    >>> number(2.0), number(1 / 3), number(1234567.5), number(-0.0)
    ('2', '0.33', '1234567.5', '0')
    """
    return f"{round(x, digits) + 0.0:.{digits}f}".rstrip("0").rstrip(".")


def listed(names: Sequence[str]) -> str:
    """Names as people list them, on one line.

    >>> listed(["q1"]), listed(["q1", "q2", "q3"])
    ('q1', 'q1, q2 and q3')
    """
    *most, last = (line(name, 80) for name in names)
    return f"{', '.join(most)} and {last}" if most else last


def stand_in(q: QuestionResult) -> str:
    """Whose earlier answers a question was judged with, in words; nothing when it was the student's own."""
    if not q.with_reference:
        return ""
    wrong = "yours is wrong" if len(q.with_reference) == 1 else "yours are wrong"
    own = f"Judged with the course's own {listed(q.with_reference)} in place of yours, because {wrong}."
    return f"{own} The points are from that judgement; the tests below ran with your own."


def in_means(report: Report) -> bool:
    """Whether the figures of a class count the decided questions of a report."""
    return report.status is Status.GRADED and not report.handed_in.whose


def which(report: Report) -> str:
    """Which of a person's attempts and files counts, and which do not; nothing where there was one."""
    came = report.handed_in
    if not came.others:
        return came.why
    more = f" and {len(came.others) - 10} more" if len(came.others) > 10 else ""
    files = f"graded was {came.file[:80]!r}, not {', '.join(repr(n[:80]) for n in came.others[:10])}{more}"
    return "; ".join(filter(None, (came.why, files)))


def class_notes(reports: Iterable[Report]) -> list[str]:
    """Over whom the figures of a class are, and what they do not count: marks that are not given, files of nobody, who
    handed in nothing. Each report is a submission; a group's has a row for each member."""
    graded = waiting = decided = strangers = absent = left = 0
    points, names = 0.0, []
    for r in reports:
        if in_means(r):
            graded, decided, waiting, points = (
                graded + 1, decided + r.decided, waiting + (r.pending > 0), points + r.pending,
            )  # fmt: skip
        strangers += bool(r.handed_in.whose)
        absent += r.handed_in.nothing
        left += r.status is not Status.GRADED and not r.handed_in.nothing
        names += [line(r.person, 60)] if r.handed_in.nothing and absent <= 10 else []
    notes = []
    if graded and (strangers or absent or left):
        notes.append(f"All figures are over the {graded} graded submissions{' of the list' if absent else ''}.")
    if waiting:
        notes.append(
            f"{waiting} of {graded} graded submissions wait for a person ({number(points)} points): means and "
            f"percentages are over the {decided} that are decided."
        )
    if strangers:
        many = "files are" if strangers > 1 else "file is"
        notes.append(f"{strangers} {many} nobody's in the class list; the means leave them out.")
    if absent:
        some = ", ".join(names) + (" …" if absent > 10 else "")
        notes.append(
            f"{absent} of the class list handed in nothing: {some}. They have no score; the means leave them out."
        )
    return notes


def points_of(report: Report) -> str:
    """A total as tables show it: nothing decided is no 0, and what waits may still be added.

    `5…` are 5 points so far.
    """
    if report.status is Status.UNGRADED or report.handed_in.nothing:
        return "–"
    return f"{number(report.total)}{'…' if report.pending else ''}"


def stand_ins(report: Report) -> list[str]:
    """The same of all questions of a report, for staff, in short."""
    questions = [q for q in report.questions if q.with_reference]
    return [f"{line(q.name, 80)} judged with the course's own {listed(q.with_reference)}" for q in questions]


INSIDE = "This test ran beside the student's code: it could have been tampered with."


def insides(report: Report) -> list[str]:
    """How many tests of each question ran beside the student's code, for staff."""
    counts = {q.name: sum(c.inside for c in q.cases) for q in report.questions}
    said = "ran beside the student's code"
    return [f"{line(name, 80)}: {n} {'test' if n == 1 else 'tests'} {said}" for name, n in counts.items() if n]


def moment(iso: str) -> str:
    """A time of day as people read it; text that is none, as it is.

    >>> moment("2026-11-21T06:30:00Z"), moment("soon")
    ('2026-11-21 06:30 UTC', 'soon')
    """
    try:
        when = dt.datetime.fromisoformat(iso)
    except ValueError:
        return line(iso, 40)
    return when.strftime("%Y-%m-%d %H:%M") + (f" {when.tzname()}" if when.tzinfo else "")


def limit_texts(limits: Mapping[str, float]) -> dict[str, str]:
    """Each limit by name and number; `limits` as in a report's provenance.

    >>> limit_texts({"cell_s": 10.0, "case_s": 6.0, "total_s": 60.0})["time"]
    'time: 10 s a cell, 6 s a test, 60 s in all'
    """
    seconds = {"cell_s": "a cell", "case_s": "a test", "total_s": "in all"}
    times = [f"{number(limits[name])} s {what}" for name, what in seconds.items() if name in limits]
    sizes = {"memory": "memory_bytes", "files": "file_bytes", "output": "output_bytes"}
    texts = {"time": f"time: {', '.join(times)}"} if times else {}
    texts |= {name: f"{name}: {number(limits[key] / 2**20)} MiB" for name, key in sizes.items() if key in limits}
    return texts | ({"processes": f"processes: {number(limits['processes'])}"} if "processes" in limits else {})


@cache
def templates() -> Environment:
    """The page templates: every value is escaped."""
    env = Environment(
        loader=PackageLoader("autograder.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters |= {"visible": visible, "line": line, "inline": inline, "points": number, "href": href}
    env.filters |= {"moment": moment, "listed": listed, "which": which, "points_of": points_of}
    return env


def render(name: str, **values: Any) -> str:
    """The page `name` with `values`."""
    return templates().get_template(name).render(**values)


def script(name: str) -> tuple[Markup, str]:
    """A script of ours to put into a page, and the source expression that lets a browser run it and no other."""
    source = (files("autograder.report") / "templates" / name).read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
    return Markup(source), f"'sha256-{digest}'"
