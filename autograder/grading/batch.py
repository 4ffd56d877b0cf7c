"""Grades many submissions: worker processes, resume, atomic results.

Each worker owns a judge (and through it a zygote), which forks for each submission. The parent hands out one submission
per free worker, and when all are judged those that wait for a second judgement. When a worker dies, what was running is
graded again, one by one; a submission that takes a worker down twice is listed as ungraded.
Reports are written by the workers as they finish, each atomically, and are reused when submission, bundle and engine
are the same: a run that is interrupted goes on with the same command.
"""

import contextlib
import os
import tempfile
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, as_completed, wait
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import msgspec

from autograder.bundle import QuestionSpec, load_bundle
from autograder.environment.ready import ready
from autograder.files import write_atomic
from autograder.grading import worker
from autograder.grading.cluster import Cluster
from autograder.grading.earlier import earlier_scores, write_changes
from autograder.grading.marking import Marking
from autograder.grading.pages import finish_pages, report_path, shown_path, write_class
from autograder.grading.pool import cores, workers
from autograder.grading.store import Store
from autograder.grading.worker import WARM_FROM, Job, Part
from autograder.limits import slowness
from autograder.results import Inside, Report, Status
from autograder.submissions import Submission

REFRESH_S = 2.0  # scores.csv and index.html while the batch runs,
REFRESH_TIMES = 10  # and not before so many times what the last took: a tenth of the time at most
CHUNK = 50  # submissions that a worker judges again in one go


class Task(msgspec.Struct, frozen=True):
    """A submission to judge; or, with its report so far, to judge for the second time, or to write with its marks.

    Args:
        alone: it was stopped on a busy machine.
        marked: its report holds all that people gave.
        shown: its report is for its pages alone.
        kept: only the report of an earlier run is asked for: what has none is judged elsewhere.
    """

    submission: Submission
    first: bytes = b""
    alone: bool = False
    marked: bool = False
    shown: bool = False
    kept: bool = False


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
        inside: whether tests may run beside the student's code; None: as the bundle says.
        class_mean: students' reports tell the mean of the class; None: as the bundle says.
        sheets: submission → its own questions, where each student has others (an exam).
        rows: the reports that the class's files list, of those that are there; None: all, and they stay on disk.
        people: marks of people are read from `out/marking.csv` and from `marks`, and what waits is written there.
        marks: another table of them.
        shown: a report → as the student's pages show it, by marks that are kept elsewhere; None: as it is.
        on_report: called in the parent with each finished report.
        parts: submissions of which not everything is wanted, and what is.
        say: told in one sentence what notebooks import and do not get, and that something is installed.
        install: False: no environment, whatever the bundle asks for.
        keep: write what student code answers in each case, too, so that it can be judged again without being run.
        before: submission → files of an earlier report and of its answers: student code runs only where a case asks
            what it was not asked then.
        elsewhere: first judgements are made by its workers; what follows them, and what cannot be sent, here.
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
        inside: Inside | None = None,
        class_mean: bool | None = None,
        sheets: Mapping[str, tuple[QuestionSpec, ...]] | None = None,
        rows: Callable[[Sequence[Report]], Sequence[Report]] | None = None,
        people: bool = False,
        marks: Path | None = None,
        shown: Callable[[Report], Report | None] | None = None,
        parts: Mapping[str, Part] | None = None,
        on_report: Callable[[Report], None] | None = None,
        say: Callable[[str], None] = lambda text: None,
        install: bool = True,
        keep: bool = False,
        before: Mapping[str, tuple[Path, Path]] | None = None,
        elsewhere: Cluster | None = None,
    ) -> None:
        self.keep = keep
        self.before = {name: (str(report), str(answers)) for name, (report, answers) in (before or {}).items()}
        self.bundle = load_bundle(bundle_path).with_inside(inside)
        self.inside = inside
        self.class_mean = self.bundle.class_mean if class_mean is None else class_mean
        self.sheets = sheets or {}
        self.submissions = list(submissions)
        self.out = out
        self.jobs = max(1, min(jobs or cores(), len(self.submissions)))
        self.options = (str(bundle_path.resolve()), str(out.resolve()), back_end, fresh)
        self.pages = pages
        self.rows = rows or (lambda reports: reports)
        self.parts = dict(parts or {})
        self.on_report = on_report
        self.say, self.install = say, install
        self.marking = Marking(out, marks, self.rows, say) if people else None
        self.store = Store(s.id for s in self.submissions)
        self.refresh_at = 0.0
        self.shown = shown
        # what is left when every first judgement is made
        self.elsewhere = elsewhere
        self.phases = [
            *([self._elsewhere] if elsewhere else []),
            self._stopped,
            self._unsettled,
            self._marked,
            self._shown,
        ]

    def run(self) -> Sequence[Report]:
        """Grades everything; the reports in the order of the submissions, each read when it is asked for.

        Raises:
            CourseError: a mark that fits nothing.
            BundleError: a test or the course needs a package that is not there, or that cannot be installed.
            IsolationError: no sandbox can be made here.
            KeyboardInterrupt: after the class files were written for what is done.
        """
        before = earlier_scores(self.out) if self.pages else {}
        found = ready(self.bundle, self.submissions, self.say, install=self.install)
        with tempfile.TemporaryDirectory(prefix="autograder-", ignore_cleanup_errors=True) as scratch:
            Path(scratch).chmod(0o711)  # the zygotes' folders in it must be reachable for other uids
            places = (p for s in self.submissions for p in (s.path, *(part.path for part in s.parts)))
            # resolve() raises at a link to itself
            secret = {*self.options[:2], *(str(Path(os.path.realpath(p)).parent) for p in places)}
            warm = len(self.submissions) > WARM_FROM * self.jobs
            self.job = job = Job(
                *self.options, scratch, self.pages, tuple(sorted(secret)), self.inside, slowness(), found.python,
                found.environment, found.lacking, self.parts, self.keep, self.before, found.common, warm,
            )  # fmt: skip
            again = [s for s in self.submissions if s.id in self.before]
            waiting = deque(self._first())
            attempts: dict[str, int] = {}
            try:
                while again or waiting or self.phases:
                    with workers(self.jobs, worker.start, job) as pool:
                        broken = self._judge_again(pool, again)
                        waiting.extend(Task(s) for s in again if s.id not in self.store)
                        again = []
                        broken = broken or self._drain(pool, waiting, attempts)
                        while self.phases and not waiting:
                            attempts.clear()
                            waiting.extend(self.phases.pop(0)())
                            if not broken:
                                broken = self._drain(pool, waiting, attempts)
                with contextlib.suppress(OSError):
                    shown_path(self.out, "").parent.rmdir()
            finally:
                write_changes(self.out, before, self.rows(self.store.reports()))
                self.write_class(ended=True)
                if self.pages:
                    finish_pages(self.out, self.rows(self.store.reports()), mean=self.class_mean)
        return self.store.reports()

    def _first(self) -> list[Task]:
        """What is asked of this machine's workers first."""
        if self.elsewhere is None:
            return [Task(s) for s in self.submissions if s.id not in self.before]
        found = [s for s in self.submissions if report_path(self.out, s.id).exists()]
        return [] if self.job.fresh else [Task(s, kept=True) for s in found]

    def _elsewhere(self) -> list[Task]:
        """What could not be judged elsewhere, when all else was."""
        assert self.elsewhere is not None
        left = [(s, self.sheets.get(s.id)) for s in self.submissions if s.id not in self.store]
        return [Task(s) for s in self.elsewhere.judge(self.bundle, self.job, left, self._finish)] if left else []

    def _judge_again(self, pool: ProcessPoolExecutor, submissions: Sequence[Submission]) -> bool:
        """Reports by what student code answered before, as far as they can be made; whether a worker died."""
        size = max(1, min(CHUNK, len(submissions) // self.jobs))
        parts = [submissions[i : i + size] for i in range(0, len(submissions), size)]
        try:
            for done in as_completed([pool.submit(worker.again, part) for part in parts]):
                for data in done.result():
                    self._finish(Report.from_json(data))
        except BrokenProcessPool:
            return True
        return False

    def _stopped(self) -> list[Task]:
        """What was stopped on a busy machine."""
        return [Task(self.submissions[i], r.to_json(), alone=True) for i, r in self.store.flagged("stopped")]

    def _unsettled(self) -> list[Task]:
        """What must be judged once more."""
        return [Task(self.submissions[i], r.to_json()) for i, r in self.store.flagged("unsettled")]

    def _marked(self) -> list[Task]:
        """What people have marked, or marked otherwise, since it was written."""
        if self.marking is None or not (self.marking.tables or any(self.store.flagged("by_people"))):
            return []
        before = list(self.store.reports())
        after = self.marking.given(self.bundle, self.submissions, before)
        changed = [(s, r) for s, old, r in zip(self.submissions, before, after, strict=True) if r != old]
        return [Task(submission, report.to_json(), marked=True) for submission, report in changed]

    def _shown(self) -> list[Task]:
        """What pages show otherwise than the reports have it."""
        if self.shown is None or not self.pages:
            return []
        known = zip(self.submissions, self.store.reports(), strict=True)
        return [Task(s, new.to_json(), shown=True) for s, r in known if (new := self.shown(r)) is not None]

    def _drain(self, pool: ProcessPoolExecutor, waiting: deque[Task], attempts: dict[str, int]) -> bool:
        """Feeds one pool until nothing is left or a worker dies; whether one died."""
        running: dict[Future[bytes], Task] = {}
        broken = False
        while (waiting and not broken) or running:
            while waiting and not broken and len(running) < self.jobs:
                suspect = any(t.alone or t.submission.id in attempts for t in (waiting[0], *running.values()))
                if suspect and running:  # a suspect runs by itself: a death is its own
                    break
                task = waiting.popleft()
                sheet = self.sheets.get(task.submission.id)
                if task.kept:
                    future = pool.submit(worker.keep, task.submission, sheet)
                elif task.alone:
                    future = pool.submit(worker.once_more, task.submission, task.first, sheet)
                elif task.marked:
                    future = pool.submit(worker.mark, task.submission, task.first)
                elif task.shown:
                    future = pool.submit(worker.show, task.submission, task.first)
                elif task.first:
                    future = pool.submit(worker.settle, task.submission, task.first)
                else:
                    future = pool.submit(worker.grade, task.submission, sheet)
                running[future] = task
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                task = running.pop(future)
                try:
                    if data := future.result():
                        self._finish(Report.from_json(data))
                except BrokenProcessPool:
                    broken = True
                    name = task.submission.id
                    attempts[name] = attempts.get(name, 0) + 1
                    if attempts[name] < 2:
                        waiting.append(task)
                    elif not task.shown:  # else its pages stay as they were
                        self._finish(self._died(task))
        return broken

    def _died(self, task: Task) -> Report:
        """The report of a submission that took a worker down twice."""
        message = "the grader's worker process died twice on this submission; look at it by hand"
        if not task.first:
            return worker.blank_report(self.bundle, task.submission, Status.UNGRADED, "worker-died", message)
        first = Report.from_json(task.first)
        left = first.unsettled if task.alone else ()  # its second judgement may still come
        report = msgspec.structs.replace(first, unsettled=left, notes=(*first.notes, message))
        write_atomic(report_path(self.out, report.submission), report.to_json())
        return report

    def _finish(self, report: Report) -> None:
        if self.store.put(report) and self.on_report is not None:
            self.on_report(report)
        if time.monotonic() > self.refresh_at:
            self.write_class()

    def write_class(self, *, ended: bool = False) -> None:
        """scores.csv and index.html for what is done so far; with statistics when the run has `ended`."""
        if not (done := self.store.reports()):
            return
        began = time.monotonic()
        write_class(self.out, self.rows(done), page=self.pages, ended=ended)
        ready_at = time.monotonic()
        self.refresh_at = ready_at + max(REFRESH_S, REFRESH_TIMES * (ready_at - began))
