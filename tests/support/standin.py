"""A batch without students and judges: reports are ready, what is measured is what the parent does with them."""

import contextlib
import random
from concurrent.futures import Future
from pathlib import Path

from autograder.environment.ready import Ready
from autograder.files import write_atomic
from autograder.grading import batch, worker
from autograder.grading.batch import Batch
from autograder.grading.pages import report_path
from autograder.results import CaseResult, QuestionResult, Report, Status, Verdict
from autograder.submissions import Submission
from tests.support.grading import SQUARE, TOTAL, make_zip


def submissions(count):
    """So many people; there is no file."""
    return [Submission(f"student-{i:06d}", f"Student {i:06d}", Path("in") / f"s{i}.ipynb") for i in range(count)]


def ready_report(submission):
    """The same for the same submission, another for nearly every other."""
    rng = random.Random(submission.id)
    questions = []
    for q in range(5):
        verdicts = [rng.choice([Verdict.PASS, Verdict.PASS, Verdict.FAIL]) for _ in range(4)]
        cases = [
            CaseResult(
                name=f"case {i}", hidden=i > 1, verdict=v, points=float(v is Verdict.PASS), possible=1.0,
                message="" if v is Verdict.PASS else f"expected {rng.random()}, got {rng.random()}",
            )
            for i, v in enumerate(verdicts)
        ]  # fmt: skip
        questions.append(
            QuestionResult(name=f"q{q}", points=sum(c.points for c in cases), possible=4.0, cases=tuple(cases))
        )
    return Report(
        submission=submission.id, student=submission.student, assignment="stand-in", status=Status.GRADED,
        total=sum(q.points for q in questions), possible=20.0, questions=tuple(questions),
    )  # fmt: skip


class Pool:
    """Takes tasks as the real one does and has done them at once.

    Args:
        out: where the JSON reports go; None: nowhere.
    """

    def __init__(self, out=None, judge=ready_report):
        self.out, self.judge = out, judge

    def submit(self, function, submission, *args):
        assert function is worker.grade
        path = report_path(self.out, submission.id) if self.out else None
        if path and path.exists():
            data = path.read_bytes()
        else:
            data = self.judge(submission).to_json()
            if path:
                write_atomic(path, data)
        future = Future()
        future.set_result(data)
        return future


@contextlib.contextmanager
def standing_in(pool):
    """Within it, a batch hands its tasks to this pool and starts no process."""
    workers, ready = batch.workers, batch.ready
    batch.workers = lambda *args: contextlib.nullcontext(pool)
    batch.ready = lambda *args, **more: Ready(None)
    try:
        yield
    finally:
        batch.workers, batch.ready = workers, ready


def grade(folder, count, *, kept=None, judge=ready_report, **options):
    """The reports of a class of stand-ins."""
    bundle = folder / "hw.zip"
    if not bundle.exists():
        make_zip(bundle, {"q1": SQUARE, "q2": TOTAL})
    with standing_in(Pool(kept, judge)):
        return Batch(bundle, submissions(count), folder / "out", jobs=1, **options).run()
