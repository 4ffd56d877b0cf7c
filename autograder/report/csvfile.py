"""scores.csv: one row a submission, safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Sequence

from autograder.report.text import line, number, stand_ins
from autograder.results import Report, Status

COLUMNS = ("submission", "student", "status", "total", "possible")
FORMULA = tuple("=+-@\t\r\n＝＋－＠")  # what makes a spreadsheet calculate, in both widths
DIGITS = 6  # more than any points need; a third of a point still sums to one


def safe(text: str, cap: int = 200) -> str:
    """Text on one line that a spreadsheet does not run as a formula."""
    plain = line(text, cap)
    return "'" + plain if text.startswith(FORMULA) or plain.startswith(FORMULA) else plain


def scores_csv(reports: Sequence[Report]) -> str:
    """The class as CSV: an ungraded submission has empty scores, an ungradable one a total of 0.

    A last column `notes` says which questions were judged with the course's own answer to an earlier one, if any were.
    """
    questions = list(dict.fromkeys(q.name for r in reports for q in r.questions))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    notes = any(map(stand_ins, reports))
    writer.writerow([*COLUMNS, *map(safe, questions), *(["notes"] if notes else [])])
    for r in reports:
        points = {q.name: number(q.points, DIGITS) for q in r.questions} if r.status is Status.GRADED else {}
        total = "" if r.status is Status.UNGRADED else number(r.total, DIGITS)
        writer.writerow(
            [
                safe(r.submission),
                safe(r.student),
                r.status.value,
                total,
                number(r.possible, DIGITS),
                *(points.get(q, "") for q in questions),
                *([safe("; ".join(stand_ins(r)))] if notes else []),
            ]
        )
    return out.getvalue()
