"""One submission on its way through sandboxes: its cells, the questions that they check, the cases of each question.

A case or a cell that ends the sandbox costs only itself: a new sandbox replays the cells before it, answers finished
checks from memory, and goes on with the next case.
"""

import contextlib
import io
import json
import random
import re
import signal
import sys
import time
import traceback
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from otter.test_files.abstract_test import TestCase, TestCaseResult, TestFile
from otter.test_files.ok_test import run_doctest

from autograder.checks import CheckFailure
from autograder.engine.outputs import clean_outputs
from autograder.engine.proxies import Environment, NotComparableError, StudentError
from autograder.engine.sandbox import Sandbox, SandboxFailure
from autograder.engine.testfiles import Test
from autograder.engine.wire import NotDataError
from autograder.errors import CourseError, IsolationError, PendingMark
from autograder.results import CaseResult, CellResult, Diagnosis, QuestionResult, Verdict
from autograder.submissions import Cell, LoadedSubmission

if TYPE_CHECKING:
    from autograder.engine.judge import Judge

MESSAGE_CHARS = 4_000
ANSWER_CHARS = 2_000  # of the value that an exam's question was answered with
MAX_RESTARTS = 25
JUDGE_GRACE_S = 15.0  # what a test may compute on our side, beyond the case's own limit
SETUP_S = 60.0
REPLAY_SEED = 0  # cells that draw numbers give the same ones when they are replayed


class Restart(Exception):  # noqa: N818 - control flow
    """The sandbox is gone; go on in a new one."""


class Enough(Exception):  # noqa: N818 - control flow
    """A case failed, and that is all that was asked."""


class JudgeTimeout(BaseException):  # noqa: N818 - must pass every `except Exception` of a test
    """A test ran too long on our side."""


class Progress:
    """What is known of one question so far."""

    def __init__(self, file: TestFile, test: Test) -> None:
        self.file = file
        self.test = test
        self.cases: list[CaseResult] = []
        self.cell: int | None = None

    @property
    def done(self) -> bool:
        return len(self.cases) == len(self.file.test_cases)

    def public(self) -> list[list[Any]]:
        """The public cases, as the student's cell may see them."""
        return [[c.name, c.passed, c.message] for c in self.cases if not c.hidden]


class Run:
    """One submission on its way through sandboxes."""

    def __init__(
        self,
        judge: "Judge",
        loaded: LoadedSubmission,
        only: str | None,
        tests: Mapping[str, Test | str],
        answers: bool = False,
    ) -> None:
        self.judge = judge
        self.bundle = judge.bundle
        self.limits = judge.bundle.limits
        self.loaded = loaded
        self.cells = [c for c in loaded.cells if c.kind == "code" and not _ignored(c)]
        self.only = only
        self.pictures = judge.pictures
        self.questions: dict[str, Progress] = {}
        self.broken: dict[str, str] = {}  # question → why its test file cannot be used
        self.skip: set[int] = set()  # cells that ended a sandbox
        self.failed_cells: dict[int, CellResult] = {}
        self.outputs: dict[int, list[dict[str, Any]]] = {}
        self.ran: dict[int, bool] = {}  # cell → did it fail, the first time
        self.notes: list[str] = []
        self.restarts = 0
        self.case_failed = False
        self.current_cell: int | None = None
        self.ends = time.monotonic() + self.limits.total_s
        self.sandbox: Sandbox = None  # type: ignore[assignment]  # set by run
        self.answers: dict[str, str] | None = {} if answers else None
        for name, test in tests.items():
            try:
                if isinstance(test, str):
                    raise ValueError(test)
                with self.on_our_side():
                    file = test.load()
                if only in (None, file.name):
                    self.questions[file.name] = Progress(file, test)
            except Exception as e:
                self.broken[name] = f"{type(e).__name__}: {e}"

    def run(self) -> None:
        """Cells, then what no cell checked, in as many sandboxes as it takes."""
        while True:
            self.open()
            try:
                self.attempt()
                return
            except Enough:
                self.give_up()
                return
            except Restart:
                self.restarts += 1
                if self.restarts > MAX_RESTARTS or time.monotonic() >= self.ends:
                    self.give_up()
                    return
            finally:
                self.close()

    def open(self) -> None:
        """A fresh sandbox."""
        self.sandbox = self.judge.zygote.fork(self.limits, self.bundle.seed or REPLAY_SEED, self.pictures)
        self.sandbox.ends = self.ends
        self.sandbox.on_check = self.check

    def close(self) -> None:
        """Ends the sandbox."""
        self.judge.zygote.retire(self.sandbox)

    def hand_out(self) -> None:
        """Puts the files that lie beside the notebook into the sandbox."""
        try:
            self.sandbox.start_clock(SETUP_S)  # nothing of the student's runs yet
            official = self.bundle.files_for_students()  # as in Otter, they win over what was handed in
            own = {n: d for n, d in self.loaded.files.items() if not any(_clash(n, o) for o in official)}
            self.sandbox.request("files", official | own)
            self.sandbox.start_clock(self.limits.cell_s)
        except SandboxFailure as failure:
            raise IsolationError(f"the sandbox ended before the first cell: {failure.message}") from None

    def attempt(self) -> None:
        """One sandbox's worth of work."""
        self.hand_out()
        for cell in self.cells:
            if cell.index not in self.skip:
                self.run_cell(cell)
            for name in _metadata_checks(cell):
                self.check_after(name, cell.index)
        for name in self.questions:
            self.check_after(name, None)
        if self.answers is not None:
            self.sandbox.new_case()
            self.sandbox.start_clock(self.limits.case_s)
            env = Environment(self.sandbox, self.bundle.aliases)
            for name in self.questions:
                self.answers[name] = answer_text(env, name)

    def run_cell(self, cell: Cell) -> None:
        """Runs one cell; what it prints and how it failed are kept the first time."""
        seeded = not cell.source.startswith("%%")
        seed = self.bundle.seed if seeded else None
        self.current_cell, self.case_failed = cell.index, False
        self.sandbox.start_clock(self.limits.cell_s)
        variable = self.bundle.seed_variable if seed is not None else None
        try:
            reply = self.sandbox.request("cell", plain=(cell.source, seed, variable))
        except SandboxFailure as failure:
            if not self.case_failed:  # the cell itself ended the sandbox
                self.skip.add(cell.index)
                self.failed_cells[cell.index] = CellResult(
                    index=cell.index,
                    verdict=failure.verdict,
                    source=cell.source[:MESSAGE_CHARS],
                    error=f"{failure.message}; the cell was skipped and the ones after it were run",
                )
            raise Restart from None
        finally:
            self.current_cell = None
        self.keep_outputs(cell, reply[1])

    def keep_outputs(self, cell: Cell, result: Any) -> None:
        """Takes a cell's outputs from the sandbox's claim, if they are well-formed."""
        result = result if type(result) is dict else {}
        failed = result.get("failed") is True
        if cell.index in self.ran:
            if self.ran[cell.index] != failed:
                self.notes.append(f"cell {cell.index + 1} behaved differently when it was run again")
            return
        self.ran[cell.index] = failed
        outputs = clean_outputs(result.get("outputs"))
        self.outputs[cell.index] = outputs
        if failed:
            error = next((o for o in reversed(outputs) if o["output_type"] == "error"), None)
            printed = "".join(o["text"] for o in outputs if o["output_type"] == "stream")
            self.failed_cells[cell.index] = CellResult(
                index=cell.index,
                verdict=Verdict.MEMORY if result.get("memory") is True else Verdict.ERROR,
                source=cell.source[:MESSAGE_CHARS],
                error=f"{error['ename']}: {error['evalue']}"[:MESSAGE_CHARS] if error else "the cell failed",
                traceback="\n".join(error["traceback"])[:MESSAGE_CHARS] if error else "",
                output=printed[:MESSAGE_CHARS],
            )

    # -- questions ----------------------------------------------------------------------------------------------------

    def check(self, name: str) -> list[list[Any]] | None:
        """`grader.check(name)` in a cell; None when there is no such question."""
        progress = self.find(name)
        if progress is None:
            return [] if name in self.broken else None
        if not progress.done:
            if progress.cell is None and not progress.cases:
                progress.cell = self.current_cell
            self.judge_question(progress)
        return progress.public()

    def check_after(self, name: str, cell: int | None) -> None:
        progress = self.find(name)
        if progress is not None and not progress.done:
            if cell is not None and not progress.cases:
                progress.cell = cell
            self.judge_question(progress)

    def find(self, name: str) -> Progress | None:
        """The question a check means: Otter looks for the file `name.py`, results go by the name in the file."""
        for progress in self.questions.values():
            if name == Path(progress.test.spec.test_path).stem:
                return progress
        return self.questions.get(name)

    def judge_question(self, progress: Progress) -> None:
        """Runs the cases that have no result yet."""
        while not progress.done:
            case = progress.file.test_cases[len(progress.cases)]
            result = self.judge_case(progress, case)
            progress.cases.append(result)
            if self.only and not result.passed:
                raise Enough
            if self.sandbox.failure is not None:
                self.case_failed = True
                raise Restart

    def judge_case(self, progress: Progress, case: TestCase) -> CaseResult:
        """The verdict on one case."""
        began = time.monotonic()
        sandbox = self.sandbox
        sandbox.new_case()
        sandbox.start_clock(self.limits.case_s)
        env = Environment(sandbox, self.bundle.aliases, progress.test.attribute_bases)
        verdict, message, diagnosis = Verdict.PASS, "", None
        try:
            with self.on_our_side():
                if progress.test.is_ok:
                    passed, text = run_doctest(f"{progress.file.name} {len(progress.cases)}", case.body, env)
                    if not passed:
                        verdict, message = self.doctest_verdict(env, text)
                else:
                    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
                        case.body.call_func(env)
        except JudgeTimeout:
            if sandbox.calling_back:
                sandbox.fail(Verdict.TIMEOUT, "stopped: the code called a function of the test that ran too long")
            verdict, message = (
                Verdict.JUDGE_ERROR,
                f"the test itself ran longer than {self.limits.case_s:g} s",
            )
        except Exception as e:
            verdict, message, diagnosis = self.exception_verdict(progress, env, e)
        if sandbox.failure is not None:  # whatever the test made of it
            verdict, message = sandbox.failure.verdict, sandbox.failure.message
        elif verdict in (Verdict.FAIL, Verdict.ERROR) and env.missing:
            verdict = Verdict.MISSING
            names = ", ".join(f"`{n}`" for n in dict.fromkeys(env.missing))
            message = f"{names} is not defined: the cell that defines it is missing, failed, or uses another name"
        return CaseResult(
            name=case.name,
            hidden=case.hidden,
            verdict=verdict,
            points=float(case.points or 0) if verdict is Verdict.PASS else 0.0,
            possible=float(case.points or 0),
            message=_clip(message),
            success_message=case.success_message,
            failure_message=case.failure_message,
            diagnosis=diagnosis if verdict is Verdict.FAIL else None,
            wall_s=time.monotonic() - began,
        )

    def exception_verdict(
        self, progress: Progress, env: Environment, e: Exception
    ) -> tuple[Verdict, str, Diagnosis | None]:
        """What an exception that came out of a test function means."""
        where = self.test_line(progress, e)
        if isinstance(e, StudentError):
            text = f"your code raised {type(e).__name__}: {e}\n{where}\n{e.traceback_text}"
            return Verdict.ERROR, text.strip(), None
        if isinstance(e, CheckFailure):
            return Verdict.FAIL, str(e), e.diagnosis
        if isinstance(e, PendingMark):
            return Verdict.PENDING, str(e), None
        if isinstance(e, AssertionError):
            return Verdict.FAIL, str(e) if str(e) else f"this does not hold: {where}", None
        if isinstance(e, NotComparableError):
            return Verdict.FAIL, f"{e}\n{where}", None
        if isinstance(e, CourseError | NotDataError | ImportError | SyntaxError | MemoryError):
            return Verdict.JUDGE_ERROR, f"{type(e).__name__}: {e} ({where})", None
        return Verdict.ERROR, f"{type(e).__name__}: {e}\n{where}", None

    def test_line(self, progress: Progress, e: Exception) -> str:
        """The line of the test file that failed."""
        lines = progress.test.spec.test_source.splitlines()
        path = progress.test.spec.test_path
        numbers = [f.lineno for f in traceback.extract_tb(e.__traceback__) if f.filename == path and f.lineno]
        return lines[numbers[-1] - 1].strip() if numbers and numbers[-1] <= len(lines) else ""

    def doctest_verdict(self, env: Environment, text: str) -> tuple[Verdict, str]:
        """What the report of a failed doctest means."""
        if "NotDataError" in text or re.search(r"^\s*(ModuleNotFoundError|ImportError): ", text, re.M):
            return (Verdict.ERROR if env.errors else Verdict.JUDGE_ERROR), text
        return (Verdict.ERROR if env.errors else Verdict.FAIL), text

    @contextlib.contextmanager
    def on_our_side(self) -> Iterator[None]:
        """Test code runs in the judge's folder, from the same random state, and not forever."""

        def stop(*_: object) -> None:
            raise JudgeTimeout

        reseed(REPLAY_SEED)
        seconds = min(self.limits.case_s, max(0.0, self.ends - time.monotonic())) + JUDGE_GRACE_S
        old = signal.signal(signal.SIGALRM, stop)
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            with contextlib.chdir(self.judge.home):
                yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, old)

    def give_up(self) -> None:
        """No time or no patience left: the remaining cases get their verdict without being run."""
        if time.monotonic() >= self.ends:
            verdict = Verdict.TIMEOUT
            message = f"not run: the submission used up its {self.limits.total_s:g} s"
        else:
            verdict = Verdict.SKIPPED
            message = f"not run: the code had ended the process {MAX_RESTARTS} times"
        for progress in self.questions.values():
            for case in progress.file.test_cases[len(progress.cases) :]:
                progress.cases.append(
                    CaseResult(
                        name=case.name,
                        hidden=case.hidden,
                        verdict=verdict,
                        points=0.0,
                        possible=float(case.points or 0),
                        message=message,
                        success_message=case.success_message,
                        failure_message=case.failure_message,
                    )
                )

    def question_results(self) -> tuple[QuestionResult, ...]:
        """Scores by Otter's own rules, over our verdicts."""
        results = []
        for name, progress in self.questions.items():
            file = progress.file
            file.test_case_results = [
                TestCaseResult(test_case=case, message=result.message, passed=result.passed)
                for case, result in zip(file.test_cases, progress.cases, strict=True)
            ]
            results.append(
                QuestionResult(
                    name=name,
                    points=float(file.score),
                    possible=float(file.possible),
                    cases=tuple(progress.cases),
                    all_or_nothing=file.all_or_nothing,
                    checked_in_cell=progress.cell,
                    title=progress.test.spec.title,
                    answer=(self.answers or {}).get(name, ""),
                )
            )
        for name, why in self.broken.items():
            case = CaseResult(
                name=f"{name} (test file)",
                hidden=True,
                verdict=Verdict.JUDGE_ERROR,
                points=0.0,
                possible=0.0,
                message=why,
            )
            results.append(QuestionResult(name=name, points=0.0, possible=0.0, cases=(case,)))
        return tuple(results)


def answer_text(env: Environment, name: str) -> str:
    """The value of a student's name as JSON; nothing when there is none, or when it is no plain data."""
    try:
        value = env.student(name)
        return json.dumps(value.tolist() if is_array(value) else value, ensure_ascii=False)[:ANSWER_CHARS]
    except (KeyError, TypeError, ValueError, StudentError, SandboxFailure, RecursionError):
        return ""


def is_array(value: object) -> bool:
    """Whether the wire made a NumPy array, NumPy scalar or tensor of it."""
    return type(value).__module__.partition(".")[0] in ("numpy", "torch") and hasattr(value, "tolist")


def reseed(seed: int) -> None:
    """Seeds Python, NumPy and torch, as far as they are loaded."""
    random.seed(seed)
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed(seed)
    torch: Any = sys.modules.get("torch")
    if torch is not None:  # `torch.manual_seed` also queues a seed, and a stack trace, for a GPU that is not in use
        (torch.manual_seed if torch.cuda.is_initialized() else torch.default_generator.manual_seed)(seed)


def _clip(text: str) -> str:
    return text if len(text) <= MESSAGE_CHARS else text[:MESSAGE_CHARS] + " …"


def _ignored(cell: Cell) -> bool:
    """Otter's `otter_ignore` tag."""
    tags, config = cell.metadata.get("tags"), cell.metadata.get("otter")
    return (isinstance(tags, list) and "otter_ignore" in tags) or (
        isinstance(config, dict) and bool(config.get("ignore"))
    )


def _clash(a: str, b: str) -> bool:
    """Whether two paths cannot lie in one folder, or are the same."""
    return a == b or a.startswith(f"{b}/") or b.startswith(f"{a}/")


def _metadata_checks(cell: Cell) -> list[str]:
    """Questions that the cell's metadata asks to check after it."""
    config = cell.metadata.get("otter")
    names = config.get("tests") if isinstance(config, dict) else None
    return [n for n in names if isinstance(n, str)] if isinstance(names, list) else []
