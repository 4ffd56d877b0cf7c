"""The judge: runs Otter's test files against a student's notebook that lives in a sandbox.

Theory of operation. One judge serves one bundle for many submissions. It compiles and loads the test files once,
starts a zygote once, and for each submission forks itself: the fork has limits that its parent enforces (child.py), and
nothing that happens in it reaches the next submission. The fork asks the zygote for a sandbox, has it run the cells in
order and, where a cell calls `grader.check("q1")`, judges that question's cases at once on proxies of the student's
names; what no cell checked is checked at the end (replay.py). The first result of a question stands. A case or a cell
that ends the sandbox, or the fork, costs only itself: another one replays the cells before it, answers finished checks
from the record (record.py), and goes on with the next case.

Whatever goes wrong on this side of the wire is `JUDGE_ERROR`: the submission is listed as ungraded, never as a zero.
Once data of the student's is involved, it is the verdict on that data.
"""

import contextlib
import gc
import importlib
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

import msgspec
import nbformat

from autograder.bundle import Bundle, QuestionSpec
from autograder.checks import remembered, remote
from autograder.engine.judge.again import better, stopped
from autograder.engine.judge.ahead import may_run_inside
from autograder.engine.judge.cases import JUDGE_GRACE_S, MESSAGE_CHARS, JudgeTimeout, on_our_side
from autograder.engine.judge.child import Child, Death
from autograder.engine.judge.clock import used_up
from autograder.engine.judge.context import Context
from autograder.engine.judge.environment import Engine
from autograder.engine.judge.imports import KNOWN, PRELOAD
from autograder.engine.judge.inside import Inside
from autograder.engine.judge.library import look_through_handles
from autograder.engine.judge.official import SOLVED, PinError
from autograder.engine.judge.record import Failed, Finished, Record, Stage
from autograder.engine.judge.replay import SETUP_S, Replay, blank_case
from autograder.engine.judge.reports import first_report, question_results, ungraded_report
from autograder.engine.judge.second import Group, groups_of, improved, not_again, replay_again
from autograder.engine.judge.testfiles import Question, Questions, Test, compile_test
from autograder.engine.judge.zygote import Zygote, engine_sha256
from autograder.engine.sandbox import kernel
from autograder.limits import Limits, slowness
from autograder.results import QuestionResult, Report, Status
from autograder.submissions import Cell, LoadedSubmission

MEMORY_BYTES = 1 << 30  # what judging one submission may take beside 6 messages of full size: read, decoded, compared
SLACK_S = 5.0  # from the judge's own alarm to its end by force
OUR_FAILURE = "the grader failed; this is not your fault"


class Graded(msgspec.Struct, frozen=True):
    """The report of a submission, and the outputs of its cells by index for the executed notebook."""

    report: Report
    outputs: dict[int, list[dict[str, Any]]]


class Again(msgspec.Struct, frozen=True):
    """What came of a second judgement."""

    questions: tuple[QuestionResult, ...] = ()
    problem: str = ""


class Ungraded(Exception):  # noqa: N818 - an outcome
    """Judging a submission ended without a result, and no case or cell of it is to blame.

    Args:
        reason: isolation, judge-error, or died.
        stage: reading, judging or writing.
    """

    def __init__(self, reason: str, stage: str, message: str) -> None:
        super().__init__(message)
        self.reason, self.stage = reason, stage

    def told(self) -> tuple[str, str]:
        """Reason and message of the report."""
        if self.reason == "isolation":
            return "isolation", str(self)
        return "judge-error", f"the grader failed: {self}"[:MESSAGE_CHARS]


class Judge:
    """Grades submissions against one bundle. A context manager: it owns a zygote and a private folder.

    Args:
        bundle: what to grade with.
        back_end: "auto", "namespaces", "uid" or "process".
        python: the student's interpreter; None is this one.
        pictures: draw the figures of the notebook; False when nobody keeps the outputs.
        slow: how slow this machine is (limits.py); 0 measures it.
        common: packages that everybody knows that judge and sandboxes begin with beside those that the bundle names.

    Raises:
        IsolationError: no sandbox can be made here.
    """

    def __init__(
        self,
        bundle: Bundle,
        back_end: str = "auto",
        python: str | None = None,
        pictures: bool = True,
        slow: float = 0.0,
        common: Iterable[str] = (),
    ) -> None:
        remote.engine = Engine()
        self.bundle = bundle
        self.pictures = pictures
        self.slowness = slow or slowness()
        self.home = Path(tempfile.mkdtemp(prefix="autograder-judge-"))  # mode 0700
        self.leaving: Child | None = None  # the process of the submission before, which cleans up
        text = " ".join([*bundle.packages, *common, *(q.test_source for q in bundle.questions)])
        packages = [*PRELOAD, *(p for p in KNOWN if re.search(rf"\b{p}\b", text))]
        self.zygote = Zygote(packages, back_end, python)
        self.zygote.refuse_exposed([self.home])
        for name in packages:  # now, not in the time of the first student whose answer needs it
            with contextlib.suppress(ImportError):
                importlib.import_module(name)
        look_through_handles()
        torch = sys.modules.get("torch")
        if torch is not None:  # a fork of a process that computed with several threads hangs
            torch.set_num_threads(1)
        self._unpack(self.home)
        sys.path.insert(0, str(self.home))
        self.tests: dict[QuestionSpec, Test] = {}  # compiled once: what a function gave is remembered by its code
        self.questions = self.load(bundle.questions)
        self.tests = {q.test.spec: q.test for q in self.questions.usable.values()}
        self.needed: dict[str, frozenset[str]] | None = None
        self.needed = self.needs()
        engine_sha256()  # these are computed once, not in every fork
        may_run_inside(bundle)
        with contextlib.suppress(ImportError):
            importlib.import_module("readline")  # doctest's debugger wants it

    def _unpack(self, folder: Path) -> None:
        """Puts the answer key and the files that tests read where the judge alone can reach them."""
        for name, data in (self.bundle.files | self.bundle.judge_path).items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)

    def load(self, specs: tuple[QuestionSpec, ...]) -> Questions:
        """Compiles and loads test files."""
        usable: dict[str, Question] = {}
        broken: dict[str, str] = {}
        for spec in specs:
            try:
                test = self.tests.get(spec) or compile_test(spec)
                with on_our_side(self.home, JUDGE_GRACE_S):
                    file = test.load()
                usable[file.name] = Question(test, file)
            except SyntaxError as e:
                broken[spec.name] = f"{spec.test_path}: line {e.lineno}: {e.msg}"
            except (Exception, JudgeTimeout) as e:
                broken[spec.name] = f"{spec.test_path}: {type(e).__name__}: {e}"
        return Questions(usable, broken)

    def __enter__(self) -> "Judge":
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Ends the zygote, forgets the bundle's modules and removes the private folder."""
        self.rest()
        self.zygote.close()
        remembered.forget()  # no value of this bundle's reference outlives it
        with contextlib.suppress(ValueError):
            sys.path.remove(str(self.home))
        for name, module in list(sys.modules.items()):
            if str(getattr(module, "__file__", None) or "").startswith(str(self.home)):
                del sys.modules[name]
        shutil.rmtree(self.home, ignore_errors=True)

    def warm_up(self) -> None:
        """Judges the course's own solution in this process, so that its forks know what the reference gives.

        Tests and imported modules of the course are the only code that runs here; what tests keep is loaded afresh.
        """
        if cells := self.solved():
            gc.freeze()  # each case collects garbage: not among all that was ever imported
            with contextlib.suppress(Exception), self.surroundings(pictures=False) as context:
                Replay(context, cells, {}, Record(context.limits.total_s)).run()
            self.questions = self.load(self.bundle.questions)
        gc.collect()
        gc.freeze()
        kernel.use_huge_pages()

    def solved(self) -> list[Cell]:
        """The cells of the course's own solution, where the bundle has it."""
        if SOLVED not in self.bundle.judge_path:
            return []
        notebook = nbformat.reads(self.bundle.judge_path[SOLVED].decode(), as_version=4)
        return [Cell(c.cell_type, c.source, dict(c.metadata), i) for i, c in enumerate(notebook.cells)]

    def needs(self) -> dict[str, frozenset[str]] | None:
        """Question → cases that the course's own answers need judged inside; None where nothing tells."""
        if self.bundle.inside != "fallback" or not (cells := self.solved()):
            return None
        with self.surroundings(pictures=False) as context:

            def work(record: Record) -> bytes:
                Replay(context, cells, {}, record).run()
                return msgspec.msgpack.encode({q: [c.name for c in cs if c.beyond] for q, cs in record.cases.items()})

            try:
                data = self.in_child(work, context, Record(context.limits.total_s))
            except Ungraded:
                return {}
            return msgspec.msgpack.decode(data, type=dict[str, frozenset[str]])

    # -- one submission -----------------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def surroundings(
        self,
        *,
        only: str | None = None,
        among: frozenset[str] | None = None,
        sheet: tuple[QuestionSpec, ...] | None = None,
        limits: Limits | None = None,
        pictures: bool | None = None,
        names: bool = True,
        keep_frames: bool = False,
    ) -> Iterator[Context]:
        """What one submission is judged in: its questions, and a folder of its own for the code of tests."""
        questions = self.questions if sheet is None else self.load(sheet)
        if only is not None:
            among = frozenset((only,))
        if among is not None:
            usable = {name: q for name, q in questions.usable.items() if name in among}
            questions = Questions(usable, {n: why for n, why in questions.broken.items() if n in among})
        folder = Path(tempfile.mkdtemp(prefix="work-", dir=self.home))
        try:
            for name in {n.split("/")[0] for n in self.bundle.judge_path}:
                (folder / name).symlink_to(self.home / name)
            for name, data in self.bundle.files.items():
                with contextlib.suppress(OSError):  # a file of the answer key's name
                    (folder / name).parent.mkdir(parents=True, exist_ok=True)
                    (folder / name).write_bytes(data)
            yield Context(
                bundle=self.bundle if sheet is None else self.bundle.with_questions(sheet),
                limits=limits or self.bundle.limits.on(self.slowness),
                slowness=1.0 if limits else self.slowness,
                questions=questions,
                zygote=self.zygote,
                folder=folder,
                only=only,
                pictures=self.pictures if pictures is None else pictures,
                names=names and only is None,
                keep_answers=sheet is not None,
                keep_frames=keep_frames,
                needed=self.needed,
            )
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def grade(
        self,
        loaded: LoadedSubmission,
        submission: str,
        student: str,
        only: str | None = None,
        sheet: tuple[QuestionSpec, ...] | None = None,
        limits: Limits | None = None,
    ) -> Graded:
        """Runs and judges one submission, second judgement included. Errors of ours come back as an ungraded report.

        Args:
            only: judge this question alone, up to the first case that fails: all that a mutant is asked.
            sheet: questions of this student alone, instead of the bundle's (an exam); the values that they were
                answered with are in the report.
            limits: others than the bundle's.
        """
        with self.surroundings(only=only, sheet=sheet, limits=limits) as context:

            def work(record: Record) -> bytes:
                return msgspec.msgpack.encode(self.judge(context, loaded, record, submission, student))

            try:
                data = self.in_child(work, context, Record(context.limits.total_s))
            except Ungraded as e:
                return Graded(ungraded_report(context, loaded, submission, student, *e.told()), {})
            graded = msgspec.msgpack.decode(data, type=Graded)
            if only is None and stopped(graded.report):
                graded = self.once_more(context, loaded, graded)
            return Graded(self.settled(context, loaded, graded.report), graded.outputs)

    def judge(
        self, context: Context, loaded: LoadedSubmission, record: Record, submission: str, student: str
    ) -> Graded:
        """The first judgement of a submission, from where the record stands; to be called in a child."""
        record.tell(Stage("judging"))
        beside = Inside(context, loaded.files, record)
        replay = Replay(context, loaded.cells, loaded.files, record, beside=beside)
        replay.run()
        report = first_report(context, loaded, record, submission, student)
        return Graded(report, replay.outputs.by_cell)

    def once_more(self, context: Context, loaded: LoadedSubmission, first: Graded) -> Graded:
        """A submission that was stopped on a busy machine, judged again (again.py)."""
        report, record = first.report, Record(context.limits.total_s)

        def work(record: Record) -> bytes:
            return msgspec.msgpack.encode(self.judge(context, loaded, record, report.submission, report.student))

        try:
            second = msgspec.msgpack.decode(self.in_child(work, context, record), type=Graded)
        except Ungraded:
            return judged_twice(first)
        cases = better(report, record.cases, second.report.cells)
        if second.report.status is not Status.GRADED or all(list(q.cases) == cases[q.name] for q in report.questions):
            return judged_twice(first)
        record.cases = cases
        report = first_report(context, loaded, record, report.submission, report.student)
        return judged_twice(Graded(report, second.outputs))

    def in_child(self, work: Callable[[Record], bytes], context: Context, record: Record) -> bytes:
        """What `work` makes in a fork of this process; in another one, when it died of a case or a cell.

        Raises:
            Ungraded: it failed, or died of something else.
        """
        allowance = MEMORY_BYTES + 6 * context.limits.message_bytes
        while True:
            self.rest()
            forks, child = record.forks, Child(lambda: work(record), self.zygote.bury, record, allowance)
            try:
                end = child.follow(lambda: _patience(context, record))
            except Death as death:
                end = None
                try:
                    allowed_s = _patience(context, record)
                    record.died(death.verdict, str(death), allowed_s, lambda *args: blank_case(context, record, *args))
                except LookupError:
                    raise Ungraded("died", record.stage, str(death)) from None
            finally:
                self.zygote.forks += record.forks - forks  # the next sandbox gets another uid
                self.leaving = child
            if isinstance(end, Finished):
                return end.data
            if isinstance(end, Failed):
                raise Ungraded(end.reason, record.stage, end.message)

    def rest(self) -> None:
        """Waits until nothing of the last submission is left."""
        if self.leaving is not None:
            self.leaving.wait()
            self.leaving = None

    # -- the second judgement -----------------------------------------------------------------------------------------

    def settled(self, context: Context, loaded: LoadedSubmission, report: Report) -> Report:
        """The report after its second judgement (second.py), where it waits for one."""
        groups = groups_of(context.bundle, report.questions) if report.unsettled else []
        report = msgspec.structs.replace(report, unsettled=())
        left_s = context.limits.total_s - report.provenance.counted_s
        first = report
        for group in groups:
            if left_s <= 0:
                report = not_again(report, group, used_up(context.limits.total_s))
                continue
            record = Record(left_s)

            def work(record: Record, group: Group = group) -> bytes:
                try:
                    replay_again(context, loaded, first, group, record)
                except PinError as e:
                    return msgspec.msgpack.encode(Again(problem=str(e)))
                return msgspec.msgpack.encode(Again(question_results(context.questions, record)))

            try:
                again = msgspec.msgpack.decode(self.in_child(work, context, record), type=Again)
            except Ungraded:
                again = Again(problem=OUR_FAILURE)
            left_s = record.left_s
            if again.problem:
                report = not_again(report, group, again.problem)
            else:
                report = improved(context.bundle, report, group, again.questions)
        return report


def judged_twice(graded: Graded) -> Graded:
    """The same, and its report says so."""
    report = graded.report
    provenance = msgspec.structs.replace(report.provenance, judged=2)
    return Graded(msgspec.structs.replace(report, provenance=provenance), graded.outputs)


def _patience(context: Context, record: Record) -> float:
    """How long a child may take to tell the next thing."""
    limits = context.limits
    if record.inside:
        return limits.total_s + limits.case_s + SETUP_S + SLACK_S
    if record.case is not None:
        return limits.case_s + JUDGE_GRACE_S + SLACK_S
    if record.cell is not None:
        return limits.cell_s + SLACK_S
    return SETUP_S + SLACK_S
