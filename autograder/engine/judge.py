"""The judge: runs Otter's test files against a student's notebook that lives in a sandbox.

Theory of operation. One judge serves one bundle for many submissions. It compiles the test files once, starts a
zygote once, and for each submission forks a sandbox, has it run the cells in order and, where a cell calls
`grader.check("q1")`, runs that question's cases at once on proxies of the student's names; what no cell checked is
checked at the end. The first result of a question stands. A case or a cell that ends the sandbox costs only itself:
a new sandbox replays the cells before it, answers finished checks from memory, and goes on with the next case.

Whatever goes wrong on this side of the wire is `JUDGE_ERROR`: the submission is listed as ungraded, never as a zero.
"""

import contextlib
import datetime as dt
import importlib
import re
import shutil
import sys
import tempfile
import time
import traceback
from pathlib import Path
from types import TracebackType
from typing import Any

import msgspec

from autograder import memory
from autograder.bundle import Bundle, QuestionSpec
from autograder.engine.pins import judge_again
from autograder.engine.run import MESSAGE_CHARS, Run
from autograder.engine.sandbox import Zygote, engine_sha256
from autograder.engine.testfiles import Test, compile_test
from autograder.errors import IsolationError
from autograder.results import Provenance, Report, Status, Verdict
from autograder.submissions import LoadedSubmission

PRELOAD = ("numpy", "IPython", "matplotlib.pyplot", "matplotlib_inline.backend_inline")
PRELOAD_IF_NAMED = ("torch", "pandas", "scipy", "sklearn")


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

    def grade(
        self,
        loaded: LoadedSubmission,
        submission: str,
        student: str,
        only: str | None = None,
        sheet: tuple[QuestionSpec, ...] | None = None,
    ) -> Graded:
        """Runs and judges one submission. Errors of ours come back as an ungraded report.

        Args:
            only: judge this question alone, up to the first case that fails: all that a mutant is asked.
            sheet: questions of this student alone, instead of the bundle's (an exam); the values that they were
                answered with are in the report.
        """
        started = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        began = time.monotonic()
        tests = self.tests if sheet is None else {spec.name: compile_test(spec) for spec in sheet}
        run = Run(self, loaded, only, tests, answers=sheet is not None)
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
        if status is Status.GRADED and only is None and sheet is None:
            questions, more = judge_again(run, questions)
            run.notes.extend(more)
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
