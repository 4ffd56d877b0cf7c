"""Grades many submissions: worker processes, resume, atomic results.

Each worker owns a judge (and through it a zygote), which forks for each submission. The parent hands out one submission
per free worker, and when all are judged those that wait for a second judgement. When a worker dies, what was running is
graded again, one by one; a submission that takes a worker down twice is listed as ungraded.
Reports are written by the workers as they finish, each atomically, and are reused when submission, bundle and engine
are the same: a run that is interrupted goes on with the same command.
"""

import contextlib
import ctypes
import json
import os
import signal
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import msgspec

from autograder.bundle import Bundle, QuestionSpec, load_bundle
from autograder.engine.judge.context import Context
from autograder.engine.judge.judge import OUR_FAILURE, Judge, Ungraded
from autograder.engine.judge.record import Record, Stage
from autograder.engine.judge.zygote import engine_sha256
from autograder.errors import SubmissionError
from autograder.files import write_atomic
from autograder.intake import read_submission
from autograder.report import annotated_notebook, class_page, gradescope_results, scores_csv, student_page
from autograder.results import Provenance, Report, Status
from autograder.submissions import LoadedSubmission, Submission, load_submission

REFRESH_S = 2.0  # scores.csv and index.html while the batch runs
WARM_FROM = 4  # submissions a worker, from which computing what the reference gives beforehand pays
PR_SET_PDEATHSIG = 1


class Job(msgspec.Struct, frozen=True):
    """What every worker of a batch needs to know."""

    bundle_path: str
    out: str
    back_end: str
    fresh: bool
    scratch: str  # the parent removes it, however the workers end
    pages: bool  # HTML, notebooks and Gradescope files beside the JSON reports
    secret: tuple[str, ...]  # no sandbox may show these
    warm: bool  # so many submissions that the judge computes what the reference gives before the first


def report_path(out: Path, submission_id: str) -> Path:
    """Where the report of a submission lies."""
    return out / "reports" / f"{submission_id}.json"


def shown_path(out: Path, submission_id: str) -> Path:
    """What the cells of a submission showed, while it waits for its second judgement."""
    return out / "unsettled" / f"{submission_id}.json"


class Worker:
    """One worker process: a bundle, and a judge that starts when it is first needed.

    All that reads a submission, judges it and writes its report runs in a fork with limits (engine/judge/child.py).
    """

    def __init__(self, job: Job) -> None:
        self.job = job
        self.out = Path(job.out)
        self.bundle: Bundle = load_bundle(Path(job.bundle_path))
        self._judge: Judge | None = None

    @property
    def judge(self) -> Judge:
        """The judge of this worker's bundle."""
        if self._judge is None:
            self._judge = Judge(self.bundle, self.job.back_end, pictures=self.job.pages)
            self._judge.zygote.refuse_exposed(map(Path, self.job.secret))
            if self.job.warm:
                self._judge.warm_up()
        return self._judge

    def grade(self, submission: Submission, sheet: tuple[QuestionSpec, ...] | None) -> bytes:
        """The report of one submission as JSON, without its second judgement; its files are written."""
        bundle = self.bundle if sheet is None else self.bundle.with_questions(sheet)
        if not self.job.fresh and (kept := self.kept(submission, bundle)) is not None:
            return kept

        def work(context: Context, record: Record, plain: bool) -> bytes:
            try:
                loaded = load_submission(submission, assignment=bundle.assignment_name)
            except SubmissionError as e:
                blank = blank_report(bundle, submission, Status.UNGRADABLE, e.reason, str(e))
                return self.write(bundle, blank, None, {})
            graded = self.judge.judge(context, loaded, record, submission.id, submission.student)
            record.tell(Stage("writing"))
            return self.write(bundle, graded.report, None if plain else loaded, {} if plain else graded.outputs)

        return self._in_child(submission, bundle, sheet, work)

    def settle(self, submission: Submission, first: Report) -> bytes:
        """The report after its second judgement; its files are written again."""
        shown = shown_path(self.out, submission.id)
        outputs: dict[int, list[dict[str, Any]]] = {}
        with contextlib.suppress(OSError, msgspec.DecodeError):
            outputs = msgspec.json.decode(shown.read_bytes(), type=dict[int, list[dict[str, Any]]])
        try:
            loaded = read_submission(submission, assignment=self.bundle.assignment_name)
            with self.judge.surroundings() as context:
                report = self.judge.settled(context, loaded, first)
            data = self.write(self.bundle, report, loaded, outputs)
        except Exception as e:  # the first result stands
            report = msgspec.structs.replace(first, unsettled=(), notes=(*first.notes, f"{OUR_FAILURE} ({e})"))
            data = self.write(self.bundle, report, None, {})
        shown.unlink(missing_ok=True)
        return data

    def _in_child(
        self,
        submission: Submission,
        bundle: Bundle,
        sheet: tuple[QuestionSpec, ...] | None,
        work: Callable[[Context, Record, bool], bytes],
    ) -> bytes:
        """What `work` makes in a fork of this process; when the fork fails, a report that says so."""
        with self.judge.surroundings(sheet=sheet) as context:
            record = Record(context.limits.total_s)
            try:
                try:
                    return self.judge.in_child(lambda record: work(context, record, False), context, record)
                except Ungraded as e:
                    if e.stage != "writing":
                        raise
                    record.finished = None  # once more without what the notebook shows
                    return self.judge.in_child(lambda record: work(context, record, True), context, record)
            except Ungraded as e:
                if e.stage == "reading" and e.reason == "died":
                    text = f"{submission.path.name} takes more time or memory to read than any notebook: {e}"
                    blank = blank_report(bundle, submission, Status.UNGRADABLE, "too-heavy", text)
                else:
                    blank = blank_report(bundle, submission, Status.UNGRADED, *e.told())
        return self.write(bundle, blank, None, {})

    def kept(self, submission: Submission, bundle: Bundle) -> bytes | None:
        """The report of an earlier run, when it was made from the same submission, bundle and engine."""
        path = report_path(self.out, submission.id)
        try:
            data = path.read_bytes()
            report = Report.from_json(data)
        except (OSError, msgspec.DecodeError):
            return None
        made = report.provenance
        if (made.bundle_sha256, made.engine_sha256) != (bundle.sha256, engine_sha256()):
            return None
        complete = not self.job.pages or path.with_suffix(".html").exists()
        if report.unsettled and self.job.pages and not shown_path(self.out, submission.id).exists():
            complete = False
        if not complete or report.status is not Status.GRADED:
            return None
        try:
            loaded = read_submission(submission, assignment=bundle.assignment_name)
        except (SubmissionError, RuntimeError):
            return None
        return data if made.submission_sha256 == loaded.sha256 else None

    def write(
        self,
        bundle: Bundle,
        report: Report,
        loaded: LoadedSubmission | None,
        outputs: dict[int, list[dict[str, Any]]],
    ) -> bytes:
        """Writes all files of one submission, the JSON report last: it is what resume looks at."""
        name, disclosure = report.submission, bundle.disclosure
        if self.job.pages:
            page = student_page(report, audience="student", disclosure=disclosure, class_link=None)
            write_atomic(self.out / "reports" / f"{name}.html", page)
            page = student_page(report, audience="staff", disclosure="full", class_link="../index.html")
            write_atomic(self.out / "staff" / f"{name}.html", page)
            results = gradescope_results(report, bundle.config)
            write_atomic(self.out / "gradescope" / f"{name}.json", json.dumps(results, indent=2))
            if loaded is not None:
                notebook = annotated_notebook(loaded.notebook, outputs, report, disclosure)
                write_atomic(self.out / "notebooks" / f"{name}.ipynb", notebook)
            if report.unsettled:
                write_atomic(shown_path(self.out, name), msgspec.json.encode(outputs))
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


def _settle(submission: Submission, first: bytes) -> bytes:
    assert _worker is not None
    return _worker.settle(submission, Report.from_json(first))


class Task(msgspec.Struct, frozen=True):
    """A submission to judge; or, with its first report, to judge for the second time."""

    submission: Submission
    first: bytes = b""


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
        self.settling = False  # first judgements are made, second ones run

    def run(self) -> list[Report]:
        """Grades everything; the reports in the order of the submissions.

        Raises:
            IsolationError: no sandbox can be made here.
            KeyboardInterrupt: after the class files were written for what is done.
        """
        context = get_context("spawn")
        with tempfile.TemporaryDirectory(prefix="autograder-", ignore_cleanup_errors=True) as scratch:
            Path(scratch).chmod(0o711)  # the zygotes' folders in it must be reachable for other uids
            secret = {*self.options[:2], *(str(s.path.resolve().parent) for s in self.submissions)}
            warm = len(self.submissions) > WARM_FROM * self.jobs
            job = Job(*self.options, scratch, self.pages, tuple(sorted(secret)), warm)
            waiting = deque(Task(s) for s in self.submissions)
            attempts: dict[str, int] = {}
            try:
                while waiting:
                    pool = ProcessPoolExecutor(self.jobs, context, _start, (job,))
                    try:
                        with _one_thread():
                            self._drain(pool, waiting, attempts)
                            if not waiting and not self.settling:  # every first judgement is made
                                self.settling = True
                                attempts.clear()
                                waiting.extend(self._unsettled())
                                self._drain(pool, waiting, attempts)
                    finally:
                        _stop(pool)
            finally:
                self.write_class()
        return [self.reports[s.id] for s in self.submissions]

    def _unsettled(self) -> list[Task]:
        """What must be judged once more."""
        found = [(s, self.reports[s.id]) for s in self.submissions if self.reports[s.id].unsettled]
        return [Task(submission, report.to_json()) for submission, report in found]

    def _drain(self, pool: ProcessPoolExecutor, waiting: deque[Task], attempts: dict[str, int]) -> None:
        """Feeds one pool until nothing is left or a worker dies."""
        running: dict[Future[bytes], Task] = {}
        broken = False
        while (waiting and not broken) or running:
            while waiting and not broken and len(running) < self.jobs:
                suspect = any(t.submission.id in attempts for t in (waiting[0], *running.values()))
                if suspect and running:  # a suspect runs by itself: a death is its own
                    break
                task = waiting.popleft()
                if task.first:
                    future = pool.submit(_settle, task.submission, task.first)
                else:
                    future = pool.submit(_grade, task.submission, self.sheets.get(task.submission.id))
                running[future] = task
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                task = running.pop(future)
                try:
                    self._finish(Report.from_json(future.result()))
                except BrokenProcessPool:
                    broken = True
                    name = task.submission.id
                    attempts[name] = attempts.get(name, 0) + 1
                    if attempts[name] < 2:
                        waiting.append(task)
                    else:
                        self._finish(self._died(task))

    def _died(self, task: Task) -> Report:
        """The report of a submission that took a worker down twice."""
        message = "the grader's worker process died twice on this submission; look at it by hand"
        if not task.first:
            return blank_report(self.bundle, task.submission, Status.UNGRADED, "worker-died", message)
        first = Report.from_json(task.first)
        report = msgspec.structs.replace(first, unsettled=(), notes=(*first.notes, message))
        write_atomic(report_path(self.out, report.submission), report.to_json())
        return report

    def _finish(self, report: Report) -> None:
        again = report.submission in self.reports
        self.reports[report.submission] = report
        if self.on_report is not None and not again:
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


@contextlib.contextmanager
def _one_thread() -> Iterator[None]:
    """Workers that start in the block compute with one thread: there is one of them for each core, and they fork."""
    names = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
    before = {name: os.environ.get(name) for name in names}
    os.environ.update(dict.fromkeys(names, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


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
