"""The files of a graded exam: pages, scores.csv, index.html, integrity.csv."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from autograder.exam.grading.identity import ExamFinding
from autograder.files import write_atomic
from autograder.report import class_page, scores_csv, student_page
from autograder.report.csvfile import safe
from autograder.results import Report


def write_results(out: Path, reports: Sequence[Report], findings: Sequence[ExamFinding], disclosure: str) -> None:
    """All pages and tables."""
    for report in reports:
        name = report.submission
        write_atomic(out / "reports" / f"{name}.json", report.to_json())
        page = student_page(report, audience="student", disclosure=disclosure, class_link=None)
        write_atomic(out / "reports" / f"{name}.html", page)
        page = student_page(report, audience="staff", disclosure="full", class_link="../index.html")
        write_atomic(out / "staff" / f"{name}.html", page)
    write_atomic(out / "scores.csv", scores_csv(reports))
    write_atomic(out / "index.html", class_page(reports, {r.submission: f"staff/{r.submission}.html" for r in reports}))
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(["kind", "student", "other", "submission", "questions", "what was found"])
    for f in findings:
        row = [f.kind, f.student, f.other, f.submission, " ".join(f.questions), f.text]
        table.writerow([safe(cell, 500) for cell in row])
    write_atomic(out / "integrity.csv", text.getvalue())
