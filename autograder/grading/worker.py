"""One worker process of a batch: a judge of its own, and the reports that it writes as it finishes them."""

import contextlib
import ctypes
import functools
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

import msgspec

from autograder.bundle import Bundle, QuestionSpec, load_bundle
from autograder.engine.judge.answers import NewInputsError, Seen, seen
from autograder.engine.judge.context import Context
from autograder.engine.judge.judge import OUR_FAILURE, Graded, Judge, Ungraded, judged_twice
from autograder.engine.judge.looks import Look
from autograder.engine.judge.record import Record, Spent, Stage
from autograder.engine.judge.rejudged import Before, Cases, judge_question, packed_answers, read_before, rejudged
from autograder.engine.judge.zygote import engine_sha256
from autograder.errors import SubmissionError
from autograder.files import encodable, write_atomic
from autograder.grading.marks import unmarked
from autograder.grading.pages import (
    answers_path,
    report_path,
    shown_path,
    write_gradescope,
    write_notebook,
    write_pages,
)
from autograder.grading.shown import work_of, written
from autograder.report.work import Work
from autograder.results import Inside, Provenance, Report, Status
from autograder.submissions import LoadedSubmission, Submission, load_submission, read_submission

PR_SET_PDEATHSIG = 1
WARM_FROM = 4  # submissions a judge, from which computing what the reference gives beforehand pays
AGAIN_BYTES = 32 << 20  # of answers that are judged again in one go, but for a single larger one
ANSWER_CHARS = 20_000  # of an answer in a report; pages and marking.csv show less


class Part(msgspec.Struct, frozen=True):
    """What is wanted of a submission of the course's own.

    Args:
        questions: these alone; None: all.
        names: say why its answers are wrong.
    """

    questions: frozenset[str] | None = None
    names: bool = True


class Job(msgspec.Struct, frozen=True):
    """What every worker of a batch needs to know."""

    bundle_path: str
    out: str
    back_end: str
    fresh: bool
    scratch: str  # the parent removes it, however the workers end
    pages: bool  # HTML, notebooks and Gradescope files beside the JSON reports
    secret: tuple[str, ...]  # no sandbox may show these
    inside: Inside | None  # another mode than the bundle's
    slowness: float  # of this machine (limits.py)
    python: str | None  # the student's interpreter; None: this one
    environment: str  # SHA-256 of what that holds
    lacking: dict[str, tuple[str, ...]]  # submission → packages that it imports and does not get
    parts: dict[str, Part]  # submissions of which not everything is wanted
    keep: bool  # what student code answers is written to `answers/`
    before: dict[str, tuple[str, str]]  # submission → files of an earlier report and of its answers, judged again
    common: tuple[str, ...]  # packages that every sandbox begins with
    warm: bool  # so many submissions that the judge computes what the reference gives before the first


class Looked(msgspec.Struct, frozen=True):
    """Of submissions that are judged again: reports, and of others a question that must be judged first."""

    made: dict[str, Report]
    asks: dict[str, str]


class Worker:
    """One worker process: a bundle, and a judge that starts when it is first needed.

    All that reads a submission, judges it and writes its report runs in a fork with limits (engine/judge/child.py).
    """

    def __init__(self, job: Job) -> None:
        self.job = job
        self.out = Path(job.out)
        self.bundle: Bundle = load_bundle(Path(job.bundle_path)).with_inside(job.inside)
        # by which every reading of a submission chooses the same notebook
        self.reading: dict[str, Any] = {
            "assignment": self.bundle.assignment_name, "given": self.bundle.handed_out(),
        }  # fmt: skip
        self.given = self.bundle.untouched_cells()
        self._judge: Judge | None = None
        # of questions that were judged again: by digest of answers, and what the notebook says
        self.looks: dict[bytes, tuple[Look, ...]] = {}
        self.judged: dict[tuple[bytes, tuple[str, ...]], Cases] = {}

    @property
    def judge(self) -> Judge:
        """The judge of this worker's bundle."""
        if self._judge is None:
            self._judge = Judge(
                self.bundle, self.job.back_end, self.job.python, pictures=self.job.pages, slow=self.job.slowness,
                common=self.job.common,
            )  # fmt: skip
            self._judge.zygote.refuse_exposed(map(Path, self.job.secret))
            if self.job.warm:
                self._judge.warm_up()
        return self._judge

    def part(self, submission: Submission) -> Part:
        """What is wanted of it."""
        return self.job.parts.get(submission.id, Part())

    def grade(self, submission: Submission, sheet: tuple[QuestionSpec, ...] | None) -> bytes:
        """The report of one submission as JSON, without its second judgement; its files are written."""
        bundle = self.bundle if sheet is None else self.bundle.with_questions(sheet)
        if not self.job.fresh and (kept := self.kept(submission, bundle)) is not None:
            return kept

        def work(context: Context, record: Record, plain: bool) -> bytes:
            try:
                loaded = load_submission(submission, **self.reading)
            except SubmissionError as e:
                blank = blank_report(bundle, submission, Status.UNGRADABLE, e.reason, str(e))
                return self.write(bundle, blank, None, {}, submission)
            graded = self.judge.judge(context, loaded, record, submission.id, submission.student)
            record.tell(Stage("writing"))
            if context.keep_frames:
                data = packed_answers(context, loaded, record, self.seen)
                write_atomic(answers_path(self.out, submission.id), data)
            report = msgspec.structs.replace(graded.report, handed_in=loaded.came(submission))
            return self.write(bundle, report, None if plain else loaded, {} if plain else graded.outputs, submission)

        return self._in_child(submission, bundle, sheet, work)

    @functools.cached_property
    def seen(self) -> Seen:
        """Digests of the bundle."""
        return seen(self.bundle, self.job.environment)

    def again(self, submissions: Sequence[Submission]) -> list[bytes]:
        """Reports of earlier judgements, judged again on what student code answered then; none where it must run."""
        sizes = {s.id: _size(Path(self.job.before[s.id][1])) for s in submissions}
        return [data for part in in_parts(submissions, sizes) for data in self._again(part)]

    def _again(self, submissions: Sequence[Submission]) -> list[bytes]:
        made: dict[str, Report] = {}
        with self.judge.surroundings() as context:
            left = {}
            for s in submissions:
                with contextlib.suppress(NewInputsError, OSError, msgspec.DecodeError):
                    report, answers = (Path(path).read_bytes() for path in self.job.before[s.id])
                    old = unmarked(Report.from_json(report))
                    left[s.id] = read_before(context, old, answers, self.seen)
            while left:
                try:  # in a child: it looks for names in students' cells
                    looked = functools.partial(self.look, context, left)
                    found = self.judge.in_child(looked, context, Record(context.limits.total_s))
                except Ungraded:
                    break
                done = msgspec.msgpack.decode(found, type=Looked)
                made |= done.made
                left = {name: left[name] for name in done.asks}
                for key, (name, question) in {left[n].key(q): (n, q) for n, q in done.asks.items()}.items():
                    cases = self.judge_question(question, left[name])
                    self.looks[key] = cases.looks
                    self.judged[key, cases.saw] = cases
        for name in made:
            answers_path(self.out, name).unlink(missing_ok=True)  # of a run that was broken off
        return [self.write(self.bundle, made[s.id], None, {}, s) for s in submissions if s.id in made]

    def look(self, context: Context, left: Mapping[str, Before], record: Record) -> bytes:
        """What can be made of these with all that is judged so far, as a packed `Looked`."""
        made, asks = {}, {}
        for name, before in left.items():

            def judged(question: str, before: Before = before) -> Cases:
                key = before.key(question)
                found = self.judged.get((key, before.saw(self.looks.get(key, ()))))
                if found is None:
                    raise LookupError(question)
                return found

            try:
                made[name] = rejudged(context, before, judged)
            except NewInputsError:
                pass
            except LookupError as e:
                asks[name] = e.args[0]
            record.tell(Spent(0.0))  # it is at work
        return msgspec.msgpack.encode(Looked(made, asks))

    def judge_question(self, name: str, before: Before) -> Cases:
        """The cases of a question by what was answered in them."""
        with self.judge.surroundings() as context:

            def work(record: Record) -> bytes:
                return msgspec.msgpack.encode(judge_question(context, name, before, record))

            try:
                data = self.judge.in_child(work, context, Record(context.limits.total_s))
            except Ungraded as e:
                return Cases(new=str(e))
        return msgspec.msgpack.decode(data, type=Cases)

    def once_more(self, submission: Submission, first: Report, sheet: tuple[QuestionSpec, ...] | None) -> bytes:
        """The report after a submission that was stopped on a busy machine was judged again; its files are written."""
        bundle = self.bundle if sheet is None else self.bundle.with_questions(sheet)
        before = Graded(first, {})
        try:
            loaded = read_submission(submission, **self.reading)
            part = self.part(submission)
            with self.judge.surroundings(sheet=sheet, among=part.questions, names=part.names) as context:
                after = self.judge.once_more(context, loaded, before)
            if after.report.questions != first.questions:  # of two runs: the answers of neither are those of all cases
                answers_path(self.out, submission.id).unlink(missing_ok=True)
                report = msgspec.structs.replace(after.report, handed_in=first.handed_in)
                return self.write(bundle, report, loaded, after.outputs, submission)
        except Exception as e:  # the first result stands
            note = f"{OUR_FAILURE} ({e})"
            before = Graded(msgspec.structs.replace(first, notes=(*first.notes, note)), {})
        data = judged_twice(before).report.to_json()
        write_atomic(report_path(self.out, submission.id), data)
        return data

    def settle(self, submission: Submission, first: Report) -> bytes:
        """The report after its second judgement; its files are written again."""
        outputs = self.outputs(submission.id)
        try:
            loaded = read_submission(submission, **self.reading)
            with self.judge.surroundings(among=self.part(submission).questions) as context:
                report = self.judge.settled(context, loaded, first)
            data = self.write(self.bundle, report, loaded, outputs, submission)
        except Exception as e:  # the first result stands
            report = msgspec.structs.replace(first, unsettled=(), notes=(*first.notes, f"{OUR_FAILURE} ({e})"))
            data = self.write(self.bundle, report, None, {}, submission)
        if not report.by_people:
            shown_path(self.out, submission.id).unlink(missing_ok=True)
        return data

    def mark(self, submission: Submission, report: Report) -> bytes:
        """The report with marks of people, as it is given; its files are written again."""
        loaded = None
        with contextlib.suppress(SubmissionError, RuntimeError):
            loaded = read_submission(submission, **self.reading)
        return self.write(self.bundle, report, loaded, self.outputs(submission.id), submission)

    def show(self, submission: Submission, report: Report) -> bytes:
        """Writes the student's pages by a report that is not kept."""
        with contextlib.suppress(SubmissionError, RuntimeError):
            loaded = read_submission(submission, **self.reading)
            self.write_shown(self.bundle, report, loaded, self.outputs(submission.id), submission)
        return b""

    def outputs(self, name: str) -> dict[int, list[dict[str, Any]]]:
        """What the cells of a submission showed, as an earlier judgement left it; nothing when that is not known."""
        with contextlib.suppress(OSError, msgspec.DecodeError):
            return msgspec.json.decode(shown_path(self.out, name).read_bytes(), type=dict[int, list[dict[str, Any]]])
        return {}

    def _in_child(
        self,
        submission: Submission,
        bundle: Bundle,
        sheet: tuple[QuestionSpec, ...] | None,
        work: Callable[[Context, Record, bool], bytes],
    ) -> bytes:
        """What `work` makes in a fork of this process; when the fork fails, a report that says so."""
        part = self.part(submission)
        with self.judge.surroundings(
            sheet=sheet, among=part.questions, names=part.names, keep_frames=self.job.keep
        ) as context:
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
        return self.write(bundle, blank, None, {}, submission)

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
        needed = report.unsettled or report.by_people
        if needed and self.job.pages and not shown_path(self.out, submission.id).exists():
            complete = False
        if not complete or report.status is not Status.GRADED:
            return None
        if made.environment != self.job.environment:
            return None
        if made.lacking != self.job.lacking.get(submission.id, ()):  # a package has been installed since, or removed
            return None
        try:
            loaded = read_submission(submission, **self.reading)
        except (SubmissionError, RuntimeError):
            return None
        if made.submission_sha256 != loaded.sha256:
            return None
        named = msgspec.structs.replace(report, student=submission.student, handed_in=loaded.came(submission))
        if named != report and not report.unsettled:  # a class list came, or another
            if self.job.pages and not needed:  # what the pages show of the notebook is not kept: once more
                return None
            return self.write(bundle, named, loaded, self.outputs(submission.id), submission)
        return named.to_json()

    def shown(
        self,
        report: Report,
        loaded: LoadedSubmission | None,
        outputs: dict[int, list[dict[str, Any]]],
        submission: Submission,
    ) -> Work:
        """What the pages show beside the verdicts."""
        file = loaded.file if loaded else encodable(PurePosixPath(submission.member or submission.path.name).name)
        more: dict[str, Any] = {"file": file, "contact": self.bundle.contact}
        if loaded is None:
            return Work(**more)
        manual = self.bundle.manual
        return work_of(self.given, report.questions, loaded.cells, outputs, manual, notebook=True, **more)

    def write(
        self,
        bundle: Bundle,
        report: Report,
        loaded: LoadedSubmission | None,
        outputs: dict[int, list[dict[str, Any]]],
        submission: Submission,
    ) -> bytes:
        """Writes all files of one submission, the JSON report last: it is what resume looks at."""
        lacking = self.job.lacking.get(report.submission, ())
        made = msgspec.structs.replace(report.provenance, lacking=lacking, environment=self.job.environment)
        report = msgspec.structs.replace(report, provenance=made)
        if self.job.pages:
            report = self.write_shown(bundle, report, loaded, outputs, submission)
            if report.unsettled or report.by_people:
                write_atomic(shown_path(self.out, report.submission), msgspec.json.encode(outputs))
        data = report.to_json()
        write_atomic(report_path(self.out, report.submission), data)
        return data

    def write_shown(
        self,
        bundle: Bundle,
        report: Report,
        loaded: LoadedSubmission | None,
        outputs: dict[int, list[dict[str, Any]]],
        submission: Submission,
    ) -> Report:
        """Writes pages, notebook and Gradescope's file; the report with what was written as answers to people."""
        work = self.shown(report, loaded, outputs, submission)
        on_pages = report
        if loaded is not None and bundle.manual:  # the pages show the cells
            on_pages = _with_answers(report, dict.fromkeys(bundle.manual, ""))
            report = _with_answers(report, {q: written(work, q)[:ANSWER_CHARS] for q in bundle.manual})
        write_pages(self.out, on_pages, bundle.disclosure, work)
        write_gradescope(self.out, report, bundle.config)
        if loaded is not None:
            write_notebook(self.out, report, bundle.disclosure, loaded.notebook, outputs)
        return report


def _size(path: Path) -> int:
    with contextlib.suppress(OSError):  # who has none runs
        return path.stat().st_size
    return 0


def in_parts(submissions: Sequence[Submission], sizes: Mapping[str, int]) -> Iterator[list[Submission]]:
    """Submissions whose answers are in memory together: students choose how large these are."""
    part: list[Submission] = []
    size = 0
    for s in submissions:
        if part and size + sizes[s.id] > AGAIN_BYTES:
            yield part
            part, size = [], 0
        part.append(s)
        size += sizes[s.id]
    if part:
        yield part


def _with_answers(report: Report, answers: Mapping[str, str]) -> Report:
    """The report with what was written as answers to some questions."""
    questions = [
        msgspec.structs.replace(q, answer=answers[q.name]) if q.name in answers else q for q in report.questions
    ]
    return msgspec.structs.replace(report, questions=tuple(questions))


def blank_report(bundle: Bundle, submission: Submission, status: Status, reason: str, message: str) -> Report:
    """A report without results, for a submission that was not judged."""
    return Report(
        submission=submission.id,
        student=submission.student,
        assignment=bundle.name,
        title=bundle.title,
        status=status,
        total=0.0,
        possible=bundle.counted(0.0, bundle.possible)[1],
        handed_in=submission.handed_in,
        reason=reason,
        message=message,
        provenance=Provenance(bundle_sha256=bundle.sha256, engine_sha256=engine_sha256()),
    )


_worker: Worker | None = None


def start(job: Job) -> None:
    """Runs once in each worker process."""
    global _worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what Ctrl-C means
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    tempfile.tempdir = job.scratch
    _worker = Worker(job)


def grade(submission: Submission, sheet: tuple[QuestionSpec, ...] | None) -> bytes:
    """`Worker.grade` in this process."""
    assert _worker is not None
    return _worker.grade(submission, sheet)


def grade_apart(submission: Submission, sheet: tuple[QuestionSpec, ...] | None, lacking: tuple[str, ...]) -> bytes:
    """`Worker.grade` of a submission that came from another machine, with what that knows of it."""
    assert _worker is not None
    _worker.job.lacking[submission.id] = lacking
    return _worker.grade(submission, sheet)


def keep(submission: Submission, sheet: tuple[QuestionSpec, ...] | None) -> bytes:
    """`Worker.kept` in this process; b"" when nothing was."""
    assert _worker is not None
    bundle = _worker.bundle if sheet is None else _worker.bundle.with_questions(sheet)
    return _worker.kept(submission, bundle) or b""


def again(submissions: Sequence[Submission]) -> list[bytes]:
    """`Worker.again` in this process."""
    assert _worker is not None
    return _worker.again(submissions)


def once_more(submission: Submission, first: bytes, sheet: tuple[QuestionSpec, ...] | None) -> bytes:
    """`Worker.once_more` in this process."""
    assert _worker is not None
    return _worker.once_more(submission, Report.from_json(first), sheet)


def mark(submission: Submission, report: bytes) -> bytes:
    """`Worker.mark` in this process."""
    assert _worker is not None
    return _worker.mark(submission, Report.from_json(report))


def show(submission: Submission, report: bytes) -> bytes:
    """`Worker.show` in this process."""
    assert _worker is not None
    return _worker.show(submission, Report.from_json(report))


def settle(submission: Submission, first: bytes) -> bytes:
    """`Worker.settle` in this process."""
    assert _worker is not None
    return _worker.settle(submission, Report.from_json(first))
