"""The judge: runs Otter's test files against a student's notebook that lives in a sandbox.

Theory of operation. One judge serves one bundle for many submissions. It compiles the test files once, starts a
zygote once, and for each submission forks a sandbox, has it run the cells in order and, where a cell calls
`grader.check("q1")`, runs that question's cases at once on proxies of the student's names; what no cell checked is
checked at the end. The first result of a question stands. A case or a cell that ends the sandbox costs only itself:
a new sandbox replays the cells before it, answers finished checks from memory, and goes on with the next case.

Whatever goes wrong on this side of the wire is `JUDGE_ERROR`: the submission is listed as ungraded, never as a zero.
"""

import ast
import contextlib
import datetime as dt
import importlib
import io
import random
import re
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, TracebackType
from typing import Any

import msgspec
from otter.test_files.abstract_test import TestCase, TestCaseResult, TestFile
from otter.test_files.exception_test import ExceptionTestFile
from otter.test_files.ok_test import OKTestFile, run_doctest

from autograder import memory
from autograder.bundle import Bundle, QuestionSpec
from autograder.checks import CheckFailure
from autograder.engine.proxies import Environment, NotComparableError, StudentError
from autograder.engine.sandbox import Sandbox, SandboxFailure, Zygote, engine_sha256
from autograder.engine.wire import NotDataError
from autograder.errors import CourseError, IsolationError
from autograder.results import (
    CaseResult,
    CellResult,
    Diagnosis,
    Provenance,
    QuestionResult,
    Report,
    Status,
    Verdict,
)
from autograder.submissions import Cell, LoadedSubmission

MESSAGE_CHARS = 4_000
MAX_RESTARTS = 25
JUDGE_GRACE_S = 15.0  # what a test may compute on our side, beyond the case's own limit
CELL_OUTPUTS, CELL_OUTPUT_CHARS = 1_000, 8 << 20  # of one cell, pictures included
SETUP_S = 60.0
REPLAY_SEED = 0  # cells that draw numbers give the same ones when they are replayed
MIME_TYPES = {"text/plain", "text/html", "text/markdown", "text/latex", "image/png", "image/svg+xml"}
PRELOAD = ("numpy", "IPython", "matplotlib.pyplot", "matplotlib_inline.backend_inline")
PRELOAD_IF_NAMED = ("torch", "pandas", "scipy", "sklearn")


class Restart(Exception):  # noqa: N818 - control flow
    """The sandbox is gone; go on in a new one."""


class Enough(Exception):  # noqa: N818 - control flow
    """A case failed, and that is all that was asked."""


class JudgeTimeout(BaseException):  # noqa: N818 - must pass every `except Exception` of a test
    """A test ran too long on our side."""


class Test(msgspec.Struct, frozen=True):
    """One compiled test file."""

    spec: QuestionSpec
    code: CodeType
    is_ok: bool
    attribute_bases: frozenset[str]

    def load(self) -> TestFile:
        """A fresh Otter test file: module-level state of a test never crosses from one submission to the next."""
        if self.is_ok:
            env: dict[str, Any] = {}
            exec(self.code, env)
            file: TestFile = OKTestFile.from_spec(env["test"], path=self.spec.test_path)
        else:
            file = ExceptionTestFile._from_compiled_code(self.code, path=self.spec.test_path)
            file.source = self.spec.test_source
        return file


def compile_test(spec: QuestionSpec) -> Test:
    """Compiles a test file and finds its format from `OK_FORMAT`, or from what it defines."""
    tree = ast.parse(spec.test_source, spec.test_path)
    assigned = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    flag = assigned.get("OK_FORMAT")
    is_ok = bool(flag.value) if isinstance(flag, ast.Constant) else "test" in assigned
    sources = [tree]
    if is_ok:  # the cases are strings of doctests
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and ">>>" in node.value:
                code = "\n".join(re.findall(r"^\s*(?:>>>|\.\.\.) ?(.*)$", node.value, re.M))
                with contextlib.suppress(SyntaxError):
                    sources.append(ast.parse(code))
    bases = {
        node.value.id
        for source in sources
        for node in ast.walk(source)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    }
    return Test(spec, compile(tree, spec.test_path, "exec"), is_ok, frozenset(bases))


class Graded(msgspec.Struct, frozen=True):
    """The report of a submission, and the outputs of its cells by index for the executed notebook."""

    report: Report
    outputs: dict[int, list[dict[str, Any]]]


class Judge:
    """Grades submissions against one bundle. A context manager: it owns a zygote and a private folder.

    Args:
        bundle: what to grade with.
        back_end: "auto", "namespaces" or "process".
        python: the student's interpreter; None is this one.
        pictures: draw the figures of the notebook; False when nobody keeps the outputs.

    Raises:
        IsolationError: no sandbox can be made here.
    """

    def __init__(
        self,
        bundle: Bundle,
        back_end: str = "auto",
        python: str | None = None,
        pictures: bool = True,
    ) -> None:
        self.bundle = bundle
        self.pictures = pictures
        self.home = Path(tempfile.mkdtemp(prefix="autograder-judge-"))  # mode 0700
        self.tests: dict[str, Test | str] = {}  # a string: why the file cannot be used
        text = " ".join([*bundle.packages, *(q.test_source for q in bundle.questions)])
        packages = [*PRELOAD, *(p for p in PRELOAD_IF_NAMED if re.search(rf"\b{p}\b", text))]
        self.zygote = Zygote(packages, back_end, python)
        for name in packages:  # now, not in the time of the first student whose answer needs it
            with contextlib.suppress(ImportError):
                importlib.import_module(name)
        self._unpack()
        for spec in bundle.questions:
            try:
                self.tests[spec.name] = compile_test(spec)
            except SyntaxError as e:
                self.tests[spec.name] = f"{spec.test_path}: line {e.lineno}: {e.msg}"

    def _unpack(self) -> None:
        """Puts the answer key and the files that tests read where the judge alone can reach them."""
        for name, data in (self.bundle.files | self.bundle.judge_path).items():
            path = self.home / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        sys.path.insert(0, str(self.home))

    def __enter__(self) -> "Judge":
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Ends the zygote, forgets the bundle's modules and removes the private folder."""
        self.zygote.close()
        memory.forget()  # no value of this bundle's reference outlives it
        with contextlib.suppress(ValueError):
            sys.path.remove(str(self.home))
        for name, module in list(sys.modules.items()):
            if str(getattr(module, "__file__", None) or "").startswith(str(self.home)):
                del sys.modules[name]
        shutil.rmtree(self.home, ignore_errors=True)

    def grade(self, loaded: LoadedSubmission, submission: str, student: str, only: str | None = None) -> Graded:
        """Runs and judges one submission. Errors of ours come back as an ungraded report.

        Args:
            only: judge this question alone, up to the first case that fails: all that a mutant is asked.
        """
        started = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        began = time.monotonic()
        run = Run(self, loaded, only)
        status, reason, message = Status.GRADED, "", ""
        try:
            run.run()
        except IsolationError as e:
            status, reason, message = Status.UNGRADED, "isolation", str(e)
        except Exception:
            status, reason = Status.UNGRADED, "judge-error"
            message = f"the grader failed: {traceback.format_exc(limit=-3)}"[:MESSAGE_CHARS]
        questions = run.question_results() if status is Status.GRADED else ()
        broken = [c for q in questions for c in q.cases if c.verdict is Verdict.JUDGE_ERROR]
        if broken:
            status, reason = Status.UNGRADED, "judge-error"
            message = f"a test could not be run: {broken[0].name}: {broken[0].message}"[:MESSAGE_CHARS]
        possible = sum(q.possible for q in questions)
        if status is Status.GRADED and possible == 0:
            status, reason = Status.UNGRADED, "no-points"
            message = f"the tests of {self.bundle.name} are worth 0 points in all; give their cases points"
        graded = status is Status.GRADED
        report = Report(
            submission=submission,
            student=student,
            assignment=self.bundle.name,
            title=self.bundle.title,
            status=status,
            total=sum(q.points for q in questions) if graded else 0.0,
            possible=possible,
            reason=reason,
            message=message,
            questions=questions,
            cells=tuple(run.failed_cells.values()),
            notes=(*loaded.notes, *run.notes),
            provenance=self.provenance(loaded.sha256, started, time.monotonic() - began),
        )
        return Graded(report, run.outputs)

    def provenance(self, submission_sha256: str, started: str, wall_s: float) -> Provenance:
        """What every report of this judge says about how it was made."""
        import otter

        return Provenance(
            submission_sha256=submission_sha256,
            bundle_sha256=self.bundle.sha256,
            engine_sha256=engine_sha256(),
            isolation=self.zygote.back_end,
            missing_protections=self.zygote.missing,
            limits={k: float(v) for k, v in msgspec.structs.asdict(self.bundle.limits).items()},
            versions=self.zygote.versions | {"otter": otter.__version__},
            seed=self.bundle.seed,
            started=started,
            wall_s=wall_s,
        )


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

    def __init__(self, judge: Judge, loaded: LoadedSubmission, only: str | None) -> None:
        self.judge = judge
        self.bundle = judge.bundle
        self.limits = judge.bundle.limits
        self.loaded = loaded
        self.cells = [c for c in loaded.cells if c.kind == "code" and not _ignored(c)]
        self.only = only
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
        for name, test in judge.tests.items():
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
            self.sandbox = self.judge.zygote.fork(self.limits, self.bundle.seed or REPLAY_SEED, self.judge.pictures)
            self.sandbox.ends = self.ends
            self.sandbox.on_check = self.check
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
                self.judge.zygote.retire(self.sandbox)

    def attempt(self) -> None:
        """One sandbox's worth of work."""
        try:
            self.sandbox.start_clock(SETUP_S)  # nothing of the student's runs yet
            official = self.bundle.files_for_students()  # as in Otter, they win over what was handed in
            own = {n: d for n, d in self.loaded.files.items() if not any(_clash(n, o) for o in official)}
            self.sandbox.request("files", official | own)
            self.sandbox.start_clock(self.limits.cell_s)
        except SandboxFailure as failure:
            raise IsolationError(f"the sandbox ended before the first cell: {failure.message}") from None
        for cell in self.cells:
            if cell.index not in self.skip:
                self.run_cell(cell)
            for name in _metadata_checks(cell):
                self.check_after(name, cell.index)
        for name in self.questions:
            self.check_after(name, None)

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


def reseed(seed: int) -> None:
    """Seeds Python, NumPy and torch, as far as they are loaded."""
    random.seed(seed)
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed(seed)
    torch: Any = sys.modules.get("torch")
    if torch is not None:  # `torch.manual_seed` also queues a seed, and a stack trace, for a GPU that is not in use
        (torch.manual_seed if torch.cuda.is_initialized() else torch.default_generator.manual_seed)(seed)


def clean_outputs(claim: Any) -> list[dict[str, Any]]:
    """Notebook outputs rebuilt from what the sandbox claims; whatever is not well-formed is dropped."""
    outputs: list[dict[str, Any]] = []
    left = CELL_OUTPUT_CHARS
    for out in claim[:CELL_OUTPUTS] if type(claim) is list else ():
        if type(out) is not dict:
            continue
        left -= sum(len(v) for v in _texts(out))
        if left < 0:
            break
        kind = out.get("output_type")
        if kind == "stream" and type(out.get("text")) is str:
            outputs.append({"output_type": "stream", "name": "stdout", "text": out["text"]})
        elif kind == "error" and all(type(out.get(k)) is str for k in ("ename", "evalue")):
            traceback_lines = out.get("traceback")
            lines = [t for t in traceback_lines if type(t) is str] if type(traceback_lines) is list else []
            outputs.append({"output_type": "error", "ename": out["ename"], "evalue": out["evalue"], "traceback": lines})
        elif kind in ("display_data", "execute_result") and type(out.get("data")) is dict:
            data = {k: v for k, v in out["data"].items() if k in MIME_TYPES and type(v) is str}
            if data:
                clean: dict[str, Any] = {"output_type": kind, "data": data, "metadata": {}}
                if kind == "execute_result":
                    count = out.get("execution_count")
                    clean["execution_count"] = count if type(count) is int else None
                outputs.append(clean)
    return outputs


def _texts(value: Any) -> Iterator[str]:
    """All strings in an output, one of which may be very long."""
    if type(value) is str:
        yield value
    elif type(value) is dict or type(value) is list:
        for part in value.values() if type(value) is dict else value:
            yield from _texts(part)


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
