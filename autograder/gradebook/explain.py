"""A final grade in words: from the weights down to the cases that cost points."""

from collections.abc import Iterator

from autograder.gradebook.database import Book
from autograder.gradebook.queries import Row, Standing
from autograder.results import Report


def explained(book: Book, row: Row) -> Iterator[str]:
    """Lines, the result first.

    Raises:
        CourseError: a report is gone or damaged.
    """
    who = f"{row.name} ({row.id})" if row.name else row.id
    placed = {}
    if row.final is None:
        yield f"{who}: no final grade: course.toml has no [grades.categories], or nothing in them was handed in"
    else:
        days = f", {row.final.days} late days spent" if row.final.days else ""
        yield f"{who}: {100 * row.final.part:.2f} %, {'passed' if row.final.passed else 'not passed'}{days}"
        for c in row.final.categories:
            placed.update({p.work: p for p in c.works})
            short = "" if c.met else ", less than its minimum"
            yield f"  {c.name}: {100 * c.part:.2f} % at {100 * c.share:.2f} % of the grade{short}"
            for p in c.works:
                more = " (dropped: does not count)" if p.dropped else ""
                spent = f" with {p.days} late day{'s' if p.days > 1 else ''}" if p.days else ""
                yield f"    {p.work}: {100 * p.part:.2f} %{spent}{more}"
    for name, standing in row.standings.items():
        yield ""
        yield from _work(book, name, standing)


def _work(book: Book, name: str, s: Standing) -> Iterator[str]:
    if s.excused:
        yield f"{name}: excused, does not count"
        return
    yield f"{name}: {s.points:g} of {s.possible:g}" + (f" ({s.waits})" if s.waits else "")
    for line in s.lines:
        yield f"  {line}"
    if not s.report:
        return
    report = Report.from_json(book.blobs.get(s.report))
    made = report.provenance
    by = f"bundle {made.bundle_sha256[:12]}, engine {made.engine_sha256[:12]}" if made.engine_sha256 else ""
    points = f"{report.total:g} of {report.possible:g} before lateness"
    yield f"  attempt {s.attempt}: {points}; {by or report.handed_in.file}"
    for q in report.questions:
        if q.full:
            continue
        yield f"    {q.name}: {q.points:g} of {q.possible:g}"
        for case in q.cases:
            if case.passed:
                continue
            why = case.diagnosis.message if case.diagnosis else case.contract or case.failure_message or ""
            told = " (waits for a person)" if case.pending else " (a person's mark)" if case.marked else ""
            yield f"      {case.name}: {case.verdict.value}{told}" + (f": {why}" if why else "")
