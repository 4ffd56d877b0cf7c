"""The files of a graded exam: pages, scores.csv, index.html, integrity.csv."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from autograder.analysis.page import section
from autograder.analysis.statistics import Split, statistics_of
from autograder.exam.grading.identity import ExamFinding
from autograder.exam.sheets.exam import ExamSettings
from autograder.files import write_atomic
from autograder.grading.earlier import CHANGES, read_changes
from autograder.grading.pages import COUNTING, finish_pages, moved, write_pages
from autograder.report.classpage import Finding, class_page
from autograder.report.csvfile import safe, scores_csv
from autograder.report.work import Work
from autograder.results import Report


def write_results(
    out: Path,
    reports: Sequence[Report],
    findings: Sequence[ExamFinding],
    works: Mapping[str, Work],
    settings: ExamSettings,
    splits: Sequence[Split] = (),
) -> None:
    """All pages and tables.

    Args:
        splits: who got which variant.
    """
    for report in (r for r in reports if not r.handed_in.nothing):
        name = report.submission
        write_atomic(out / "reports" / f"{name}.json", report.to_json())
        write_pages(out, report, settings.disclosure, works[name])
    finish_pages(out, reports, mean=settings.class_mean)
    write_atomic(out / "scores.csv", scores_csv(reports))
    links = {r.submission: f"staff/{r.submission}.html" for r in reports if not r.handed_in.nothing}
    files = {n: n for n in ("scores.csv", "integrity.csv", "marking.csv")}
    files |= {CHANGES: CHANGES} if (out / CHANGES).exists() else {}
    told = [Finding(f.kind, f.text) for f in findings]
    statistics = section(statistics_of(reports, COUNTING, splits), links=links)
    page = class_page(reports, links, findings=told, files=files, moved=moved(read_changes(out)), statistics=statistics)
    write_atomic(out / "index.html", page)
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(["kind", "student", "other", "submission", "questions", "what was found"])
    for f in findings:
        row = [f.kind, f.student, f.other, f.submission, " ".join(f.questions), f.text]
        table.writerow([safe(cell, 500) for cell in row])
    write_atomic(out / "integrity.csv", text.getvalue())
