"""Grades many submissions: worker processes, resume, atomic results.

Each worker owns a judge (and through it a zygote). The parent hands out one submission per free worker. When a worker
dies, what was running is graded again, one by one; a submission that takes a worker down twice is listed as ungraded.
Reports are written by the workers as they finish, each atomically, and are reused when submission, bundle and engine
are the same: a run that is interrupted goes on with the same command.
"""

import ctypes
import json
import os
import signal
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import msgspec

from autograder.bundle import Bundle, QuestionSpec, load_bundle
from autograder.engine.judge import Graded, Judge
from autograder.engine.sandbox import engine_sha256
from autograder.errors import SubmissionError
from autograder.files import write_atomic
from autograder.report import annotated_notebook, class_page, gradescope_results, scores_csv, student_page
from autograder.results import Provenance, Report, Status
from autograder.submissions import LoadedSubmission, Submission, load_submission

REFRESH_S = 2.0  # scores.csv and index.html while the batch runs
PR_SET_PDEATHSIG = 1


class Job(msgspec.Struct, frozen=True):
    """What every worker of a batch needs to know."""

    bundle_path: str
    out: str
    back_end: str
    fresh: bool
    scratch: str  # the parent removes it, however the workers end
    pages: bool  # HTML, notebooks and Gradescope files beside the JSON reports


def report_path(out: Path, submission_id: str) -> Path:
    """Where the report of a submission lies."""
    return out / "reports" / f"{submission_id}.json"


class Worker:
    """One worker process: a bundle, and a judge that starts when it is first needed."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.out = Path(job.out)
        self.common: Bundle = load_bundle(Path(job.bundle_path))
        self.bundle = self.common
        self.judge: Judge | None = None

    def grade(self, submission: Submission, sheet: tuple[QuestionSpec, ...] | None) -> bytes:
        """The report of one submission as JSON; its files are written."""
        self.bundle = self.common if sheet is None else self.common.with_questions(sheet)
        try:
            loaded = load_submission(submission, assignment=self.bundle.assignment_name)
        except SubmissionError as e:
            report = self.blank(submission, Status.UNGRADABLE, e.reason, str(e))
            return self.write(report, None, {})
        if not self.job.fresh and (kept := self.kept(submission, loaded)) is not None:
            return kept
        if self.judge is None:
            self.judge = Judge(self.common, self.job.back_end, pictures=self.job.pages)
        self.judge.bundle = self.bundle
        graded: Graded = self.judge.grade(loaded, submission.id, submission.student, sheet=sheet)
        return self.write(graded.report, loaded, graded.outputs)

    def blank(self, submission: Submission, status: Status, reason: str, message: str) -> Report:
        """A report without results."""
        return blank_report(self.bundle, submission, status, reason, message)

    def kept(self, submission: Submission, loaded: LoadedSubmission) -> bytes | None:
        """The report of an earlier run, when it was made from the same submission, bundle and engine."""
        path = report_path(self.out, submission.id)
        try:
            data = path.read_bytes()
            report = Report.from_json(data)
        except (OSError, msgspec.DecodeError):
            return None
        made = (
            report.provenance.submission_sha256,
            report.provenance.bundle_sha256,
            report.provenance.engine_sha256,
        )
        same = made == (loaded.sha256, self.bundle.sha256, engine_sha256())
        complete = not self.job.pages or path.with_suffix(".html").exists()
        return data if same and complete and report.status is Status.GRADED else None

    def write(self, report: Report, loaded: LoadedSubmission | None, outputs: dict[int, list[dict[str, Any]]]) -> bytes:
        """Writes all files of one submission, the JSON report last: it is what resume looks at."""
        name, disclosure = report.submission, self.bundle.disclosure
        if self.job.pages:
            page = student_page(report, audience="student", disclosure=disclosure, class_link=None)
            write_atomic(self.out / "reports" / f"{name}.html", page)
            page = student_page(report, audience="staff", disclosure="full", class_link="../index.html")
            write_atomic(self.out / "staff" / f"{name}.html", page)
            results = gradescope_results(report, self.bundle.config)
            write_atomic(self.out / "gradescope" / f"{name}.json", json.dumps(results, indent=2))
            if loaded is not None:
                notebook = annotated_notebook(loaded.notebook, outputs, report, disclosure)
                write_atomic(self.out / "notebooks" / f"{name}.ipynb", notebook)
        data = report.to_json()
        write_atomic(report_path(self.out, name), data)
        return data


def blank_report(bundle: Bundle, submission: Submission, status: Status, reason: str, message: str) -> Report:
    """A report without results, for a submission that was not judged."""
    return Report(
        submission=submission.id,
        student=submission.student,
        assignment=bundle.name,
        title=bundle.title,
        status=status,
        total=0.0,
        possible=bundle.possible,
        reason=reason,
        message=message,
        provenance=Provenance(bundle_sha256=bundle.sha256, engine_sha256=engine_sha256()),
    )


_worker: Worker | None = None


def _start(job: Job) -> None:
    """Runs once in each worker process."""
    global _worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what Ctrl-C means
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    tempfile.tempdir = job.scratch
    _worker = Worker(job)


def _grade(submission: Submission, sheet: tuple[QuestionSpec, ...] | None) -> bytes:
    assert _worker is not None
    return _worker.grade(submission, sheet)


class Batch:
    """A class to grade.

    Args:
        bundle_path: the bundle or stock Otter zip.
        submissions: what to grade.
        out: the results folder; made when it is not there.
        jobs: worker processes; 0 is one per core.
        back_end: "auto", "namespaces" or "process".
        fresh: grade again what an earlier run has graded.
        pages: write HTML pages, notebooks and Gradescope files.
        sheets: submission → its own questions, where each student has others (an exam).
        on_report: called in the parent with each finished report.
    """

    def __init__(
        self,
        bundle_path: Path,
        submissions: Sequence[Submission],
        out: Path,
        *,
        jobs: int = 0,
        back_end: str = "auto",
        fresh: bool = False,
        pages: bool = True,
        sheets: Mapping[str, tuple[QuestionSpec, ...]] | None = None,
        on_report: Callable[[Report], None] | None = None,
    ) -> None:
        self.bundle = load_bundle(bundle_path)
        self.sheets = sheets or {}
        self.submissions = list(submissions)
        self.out = out
        cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
        self.jobs = max(1, min(jobs or cores, len(self.submissions)))
        self.options = (str(bundle_path.resolve()), str(out.resolve()), back_end, fresh)
        self.pages = pages
        self.on_report = on_report
        self.reports: dict[str, Report] = {}
        self.refreshed = 0.0

    def run(self) -> list[Report]:
        """Grades everything; the reports in the order of the submissions.

        Raises:
            IsolationError: no sandbox can be made here.
            KeyboardInterrupt: after the class files were written for what is done.
        """
        waiting = deque(self.submissions)
        attempts: dict[str, int] = {}
        context = get_context("spawn")
        with tempfile.TemporaryDirectory(prefix="autograder-", ignore_cleanup_errors=True) as scratch:
            Path(scratch).chmod(0o711)  # `uid`: the sandboxes' folders in it belong to others
            job = Job(*self.options, scratch, self.pages)
            try:
                while waiting:
                    pool = ProcessPoolExecutor(self.jobs, context, _start, (job,))
                    try:
                        self._drain(pool, waiting, attempts)
                    finally:
                        _stop(pool)
            finally:
                self.write_class()
        return [self.reports[s.id] for s in self.submissions]

    def _drain(self, pool: ProcessPoolExecutor, waiting: deque[Submission], attempts: dict[str, int]) -> None:
        """Feeds one pool until nothing is left or a worker dies."""
        running: dict[Future[bytes], Submission] = {}
        broken = False
        while (waiting and not broken) or running:
            while waiting and not broken and len(running) < self.jobs:
                suspect = any(s.id in attempts for s in (waiting[0], *running.values()))
                if suspect and running:  # a suspect runs by itself: a death is its own
                    break
                submission = waiting.popleft()
                sheet = self.sheets.get(submission.id)
                running[pool.submit(_grade, submission, sheet)] = submission
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                submission = running.pop(future)
                try:
                    self._finish(Report.from_json(future.result()))
                except BrokenProcessPool:
                    broken = True
                    attempts[submission.id] = attempts.get(submission.id, 0) + 1
                    if attempts[submission.id] < 2:
                        waiting.append(submission)
                        continue
                    message = "the grader's worker process died twice on this submission; look at it by hand"
                    self._finish(blank_report(self.bundle, submission, Status.UNGRADED, "worker-died", message))

    def _finish(self, report: Report) -> None:
        self.reports[report.submission] = report
        if self.on_report is not None:
            self.on_report(report)
        if time.monotonic() - self.refreshed > REFRESH_S:
            self.write_class()

    def write_class(self) -> None:
        """scores.csv and index.html for what is done so far."""
        done = [self.reports[s.id] for s in self.submissions if s.id in self.reports]
        if not done:
            return
        write_atomic(self.out / "scores.csv", scores_csv(done))
        if self.pages:
            links = {r.submission: f"staff/{r.submission}.html" for r in done}
            write_atomic(self.out / "index.html", class_page(done, links))
        self.refreshed = time.monotonic()


def _stop(pool: ProcessPoolExecutor) -> None:
    """Ends the pool's processes now: they hold nothing that is not on disk."""
    processes = list((pool._processes or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.terminate()
    for process in processes:
        process.join(5)
        if process.is_alive():
            process.kill()
