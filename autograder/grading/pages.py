"""Where the files of a graded class lie, and what is written there, each file atomically."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

from autograder.analysis.page import section
from autograder.analysis.statistics import statistics_of
from autograder.files import write_atomic
from autograder.grading.earlier import CHANGES, Change, read_changes
from autograder.grading.store import Reports
from autograder.report.classpage import STATIC, class_page
from autograder.report.csvfile import scores_csv
from autograder.report.gradescope import gradescope_results
from autograder.report.later import class_mean, filled, in_order, siblings
from autograder.report.notebook import annotated_notebook
from autograder.report.student import student_page
from autograder.report.text import number
from autograder.report.work import Work
from autograder.results import Report

COUNTING = "the attempts that count"  # a results folder has no others


def report_path(out: Path, submission_id: str) -> Path:
    """Where the report of a submission lies."""
    return out / "reports" / f"{submission_id}.json"


def shown_path(out: Path, submission_id: str) -> Path:
    """What the cells of a submission showed, while its pages may be written again: it waits for its second judgement,
    or people mark a part of it."""
    return out / "shown" / f"{submission_id}.json"


def answers_path(out: Path, submission_id: str) -> Path:
    """What student code answered in the cases of a submission, until a gradebook has taken it."""
    return out / "answers" / f"{submission_id}.bin"


def names_of(submission_id: str) -> tuple[str, ...]:
    """All files of one submission in a results folder; the JSON report last: it is what resume looks at."""
    kinds = ("reports/{}.html", "staff/{}.html", "gradescope/{}.json", "notebooks/{}.ipynb", "shown/{}.json")
    return tuple(kind.format(submission_id) for kind in (*kinds, "answers/{}.bin", "reports/{}.json"))


def write_pages(out: Path, report: Report, disclosure: str, work: Work) -> None:
    """The pages of one submission, for its student and for staff."""
    page = student_page(report, audience="student", disclosure=disclosure, class_link=None, work=work)
    write_atomic(out / "reports" / f"{report.submission}.html", page)
    page = student_page(report, audience="staff", disclosure="full", class_link="../index.html", work=work)
    write_atomic(out / "staff" / f"{report.submission}.html", page)


def write_gradescope(out: Path, report: Report, config: dict[str, Any]) -> None:
    """What Gradescope reads of one submission."""
    results = gradescope_results(report, config)
    write_atomic(out / "gradescope" / f"{report.submission}.json", json.dumps(results, indent=2))


def write_notebook(
    out: Path, report: Report, disclosure: str, notebook: Any, outputs: dict[int, list[dict[str, Any]]]
) -> None:
    """The submission with its outputs, and verdicts below its checks."""
    text = annotated_notebook(notebook, outputs, report, disclosure)
    write_atomic(out / "notebooks" / f"{report.submission}.ipynb", text)


def finish_pages(out: Path, reports: Sequence[Report], *, mean: bool) -> None:
    """What pages can say when the class is graded: who comes before and after; with `mean`, how the class did."""
    ordered = (
        reports.in_order() if isinstance(reports, Reports) else in_order({r.submission: r for r in reports}.values())
    )
    told = class_mean(reports) if mean else ""
    before: Report | None = None
    handed_in = chain((r for r in ordered if not r.handed_in.nothing), [None])
    for report, after in pairwise(handed_in):
        assert report is not None
        _fill(out / "staff" / f"{report.submission}.html", "siblings", siblings(before, after))
        _fill(out / "reports" / f"{report.submission}.html", "class-mean", told)
        before = report


def _fill(path: Path, place: str, content: str) -> None:
    try:
        page = path.read_text(encoding="utf-8")
    except OSError:  # somebody took the page away; it is written again with the next grading
        return
    changed = filled(page, place, content)
    if changed != page:
        write_atomic(path, changed)


class _Paths(Mapping[str, str]):
    """Submission → a path of its, made when it is asked for."""

    def __init__(self, form: str, holds: Callable[[str, str], bool]) -> None:
        self.form, self.holds = form, holds

    def __getitem__(self, name: str) -> str:
        path = self.form.format(name)
        if not self.holds(name, path):
            raise KeyError(name)
        return path

    def __iter__(self) -> Iterator[str]:
        raise TypeError("these paths are asked for one by one")

    def __len__(self) -> int:
        raise TypeError("these paths are asked for one by one")


def write_class(out: Path, reports: Sequence[Report], *, page: bool, ended: bool) -> None:
    """scores.csv and, with `page`, index.html; its statistics, which cost the most, only when the run has `ended`."""
    if len(reports) <= STATIC:  # a class that fits in memory is read once, not for each figure
        reports = list(reports)
    write_atomic(out / "scores.csv", scores_csv(reports))
    if page:
        nothing = {r.submission for r in reports if r.handed_in.nothing}
        links = _Paths("staff/{}.html", lambda name, _: name not in nothing)
        notebooks = _Paths("notebooks/{}.ipynb", lambda _, path: (out / path).exists())
        ordered = reports.in_order() if isinstance(reports, Reports) else None
        files = {name: name for name in ("scores.csv", "marking.csv", CHANGES) if (out / name).exists()}
        told = moved(read_changes(out))
        statistics = section(statistics_of(reports, COUNTING), links=links) if ended else ""
        page_text = class_page(
            reports, links, notebooks=notebooks, files=files, moved=told, statistics=statistics, ordered=ordered
        )
        write_atomic(out / "index.html", page_text)


def moved(found: Sequence[Change]) -> dict[str, list[str]]:
    """Who gained and who lost by the last change, for the class page."""
    if not found:
        return {}
    told: dict[str, list[str]] = {"gained": [], "lost": [], "as before": []}
    for c in sorted(found, key=lambda c: -abs(c.now - c.before)):
        word = "gained" if c.now > c.before else "lost" if c.now < c.before else "as before"
        told[word].append(f"{c.student} {number(c.before)} → {number(c.now)}")
    return told
