"""A large class in a gradebook: the answers of a small one that was graded, each under many names, every file its own."""

from collections import defaultdict
from datetime import UTC, datetime

import msgspec
import nbformat
from sqlalchemy import insert

from autograder.engine.judge.answers import Answers
from autograder.gradebook.models import Attempt, HandedInBy, Person, Run, Work
from autograder.gradebook.packing import pack_text
from autograder.results import Report

CAME = datetime(2026, 10, 20, 12, tzinfo=UTC)


def fill(book, work, graded, count):
    """A class of `count`.

    Args:
        graded: of each of the small class its report and answers.
    """
    rows = defaultdict(list)
    rows[Work] = [{"id": 1, "name": work}]
    for n in range(1, count + 1):
        report, answers = graded[n % len(graded)]
        own = f"{n:064x}"
        answers = msgspec.msgpack.decode(answers, type=Answers)
        cells = {**answers.cells, max(answers.cells) + 1: f"# {n}"}
        answers = msgspec.structs.replace(answers, submission=own, cells=cells)
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in cells.values()])
        report = Report.from_json(report)
        made = msgspec.structs.replace(report.provenance, submission_sha256=own)
        report = msgspec.structs.replace(report, submission=f"s{n}.{n}", student=f"Student {n}", provenance=made)
        kept = book.blobs.put(report.without_times().to_json())
        rows[Person].append({"id": n, "key": f"s{n}", "name": f"Student {n}"})
        content = pack_text(book.blobs, "notebook.ipynb", nbformat.writes(notebook))
        rows[Attempt].append({"id": n, "work_id": 1, "label": "", "content": content, "taken": CAME})
        rows[HandedInBy].append({"attempt_id": n, "person_id": n})
        rows[Run].append(
            {
                "attempt_id": n, "bundle": made.bundle_sha256, "engine": made.engine_sha256, "report": kept,
                "answers": book.blobs.put(msgspec.msgpack.encode(answers)), "status": report.status.value,
                "total": report.total, "possible": report.possible, "pending": 0.0, "made": CAME,
            }
        )  # fmt: skip
    with book.writing() as session:
        for model, own in rows.items():
            session.execute(insert(model), own)
