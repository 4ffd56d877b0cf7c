"""One case of a question: its test runs on our side, on the student's values; what comes out is a verdict.

Whose failure it is, is decided by where an exception was raised and by whether data of the student's had come by then,
never by its text. A test that imports what is not there, that hands over what cannot be sent, or that breaks before it
has seen any data is at fault itself: JUDGE_ERROR. Everything else that goes wrong is the verdict on the answer.
"""

import contextlib
import dis
import errno
import gc
import io
import json
import random
import re
import signal
import sys
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

import msgspec
from otter.test_files.abstract_test import TestCase

import autograder
from autograder.checks import CheckFailure, evidence
from autograder.engine.judge.clock import Budget, Clock
from autograder.engine.judge.context import Context
from autograder.engine.judge.environment import Environment
from autograder.engine.judge.exceptions import StudentError, crash
from autograder.engine.judge.handles import Handle, NotComparableError, describe
from autograder.engine.judge.looks import look_at
from autograder.engine.judge.sandbox import Sandbox, SandboxFailure, files_limit
from autograder.engine.judge.sharing import Shared
from autograder.engine.judge.testfiles import Question, run_doctest
from autograder.engine.judge.trusted import UnsendableError
from autograder.engine.wire.limits import NotDataError
from autograder.errors import CourseError, PendingMark
from autograder.files import encodable
from autograder.results import CaseResult, Diagnosis, Verdict

MESSAGE_CHARS = 4_000
CONTRACT_CHARS = 1_000
ANSWER_CHARS = 2_000  # of the value that an exam's question was answered with
JUDGE_GRACE_S = 15.0  # what a test may compute on our side, beyond the case's own limit
TEST_SEED = 0  # test code draws the same numbers for everybody
NO_SPACE = re.compile(rf"\[Errno ({errno.EFBIG}|{errno.ENOSPC}|{errno.EDQUOT})\]")
ABOUT_WARNINGS = re.compile(r"catch_warnings\(record|\.warns\(|assertWarns|(?:simplefilter|filterwarnings)\(['\"]error")
PACKAGE = str(Path(autograder.__file__).parent)
IMPORTS = {dis.opmap[name] for name in ("IMPORT_NAME", "IMPORT_FROM")}


UNTESTED = {
    *(Verdict.MISSING, Verdict.TIMEOUT, Verdict.MEMORY, Verdict.FILES),
    *(Verdict.CRASH, Verdict.SKIPPED, Verdict.PROTOCOL),
}
NO_VALUE = "the answer is an object that cannot be compared with a value: return plain data"
TOO_LARGE = "judging this answer needed more memory than a judge may use"
MEDDLED = "stopped: the code meddled with what runs it"


class Found(NamedTuple):
    """What came of a case."""

    verdict: Verdict
    message: str = ""  # for staff
    diagnosis: Diagnosis | None = None
    contract: str = ""  # what students always see (see results.py)


class Judged(NamedTuple):
    """The verdict on one case.

    Args:
        result: its diagnosis is that of a check without evidence.
        answer: the value that it was judged by, as JSON, where it is kept.
        calls: what the checks in it say about explanations.
    """

    result: CaseResult
    answer: str
    calls: list[evidence.Evidence]


class JudgeTimeout(BaseException):  # noqa: N818 - must pass every `except Exception` of a test
    """A test ran too long on our side."""


def judge_case(context: Context, sandbox: Sandbox, question: Question, number: int, budget: Budget) -> Judged:
    """The verdict on one case.

    Args:
        number: of the case, from 0.
        budget: what the submission has left.
    """
    began = time.monotonic()
    case: TestCase = question.file.test_cases[number]
    sandbox.new_case()
    gc.collect()  # what exceptions of the case before hold: large values, and this case's memory
    sandbox.start_clock(context.limits.case_s, "case_s", budget)
    clock = sandbox.clock
    bundle = context.bundle
    env = Environment(sandbox, bundle.aliases, question.test.attributes, bundle.stock, bundle.modules())
    seconds = min(context.limits.case_s, max(0.0, budget.left_s)) + JUDGE_GRACE_S
    found = Found(Verdict.PASS)
    calls: list[evidence.Evidence] = []
    try:
        with on_our_side(context.folder, seconds, clock), evidence.collected(context.names) as calls:
            try:
                reserved = {*context.bundle.files, *context.bundle.judge_path}
                env.shared = Shared(
                    question.test.spec.test_source, reserved, env.meet, context.bundle.stock, sandbox.files_left
                )
                with env.begun():
                    if question.test.is_ok:
                        name = f"{question.file.name} {number}"
                        passed, text, raised = run_doctest(name, case.body, env, JudgeTimeout)
                        for e in raised:
                            note_beyond(env, e)
                        if not passed:
                            found = _of_doctest(env, text, raised)
                    else:
                        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
                            case.body.call_func(env)
            except (JudgeTimeout, KeyboardInterrupt):
                raise
            except BaseException as e:  # SystemExit of `argparse`, what `pytest.raises` raises
                note_beyond(env, e)
                found = _of_exception(question, env, e)
        if sandbox.operations and ABOUT_WARNINGS.search(question.alone(number)[0]):
            env.meet("looks at warnings, which stay with the notebook's code: test what it returns or raises")
    except JudgeTimeout:
        if sandbox.calling_back:
            sandbox.fail(Verdict.TIMEOUT, "stopped: the code called a function of the test that ran too long")
        elif reached := clock.reached():
            sandbox.fail(Verdict.TIMEOUT, reached)
        elif sandbox.values_came:
            found = Found(Verdict.TIMEOUT, "stopped: judging this answer took too long; is it far too large?")
        else:
            found = Found(Verdict.JUDGE_ERROR, f"the test itself ran longer than {context.limits.case_s:g} s")
    finally:
        env.undo()
        beyond = sandbox.beyond
        sandbox.new_case()  # no cell calls a function of this test
    if sandbox.failure is not None:  # whatever the test made of it
        found, beyond = Found(sandbox.failure.verdict, sandbox.failure.message), None
    elif found.verdict in (Verdict.FAIL, Verdict.ERROR) and (absent := question.not_bound(number, env.missing)):
        found = Found(Verdict.MISSING, look_at(sandbox, "missing", *absent))
    if calls:  # the name that all calls of the question allow comes later
        found = found._replace(diagnosis=None)
    result = result_of(case, found, time.monotonic() - began)
    if beyond is not None and (beyond.sure or not result.passed):
        result = msgspec.structs.replace(result, beyond=clip(beyond.what))
    keep = context.keep_answers and case.hidden
    return Judged(result, answer_text(env, question.test.spec.name) if keep else "", calls)


def result_of(case: TestCase, found: Found, wall_s: float = 0.0) -> CaseResult:
    """The result of a case."""
    verdict, message, diagnosis, contract = found
    if verdict in UNTESTED and not contract:
        contract = MEDDLED if verdict is Verdict.PROTOCOL else message
    possible = float(case.points or 0)
    return CaseResult(
        name=case.name,
        hidden=case.hidden,
        verdict=verdict,
        points=possible if verdict is Verdict.PASS else 0.0,
        possible=possible,
        message=clip(message),
        contract=clip(contract, CONTRACT_CHARS),
        success_message=case.success_message,
        failure_message=case.failure_message,
        diagnosis=diagnosis if verdict is Verdict.FAIL else None,
        wall_s=wall_s,
    )


def _of_exception(question: Question, env: Environment, e: BaseException) -> Found:
    """What an exception that came out of a test function means."""
    where, said = _test_line(question, e), e.problem if isinstance(e, CheckFailure) else _text(e)
    if isinstance(e, StudentError):
        text = f"your code raised {type(e).__name__}: {said}\n{where}\n{e.traceback_text}"
        if isinstance(e, OSError) and NO_SPACE.match(said):
            space = f"Files: {files_limit(env.sandbox.limits)}"
            return Found(Verdict.FILES, f"{text.strip()}\n{space}", contract=space)
        return Found(Verdict.ERROR, text.strip(), contract=_crash(e, env.sandbox))
    if isinstance(e, CheckFailure):
        cause = e.__cause__  # of an answer that a misconception explains, as a rule
        raised = _crash(cause, env.sandbox) if isinstance(cause, StudentError) else ""
        return Found(Verdict.FAIL, said, e.diagnosis, e.contract or raised)
    if isinstance(e, PendingMark):
        return Found(Verdict.PENDING, said)
    if isinstance(e, AssertionError):
        return Found(Verdict.FAIL, said or f"this does not hold: {where}")
    if isinstance(e, NotComparableError):
        return Found(Verdict.FAIL, f"{said}\n{where}", contract=NO_VALUE)
    if is_ours(e, env.sandbox.values_came):
        return Found(Verdict.JUDGE_ERROR, f"{type(e).__name__}: {said} ({where})")
    if isinstance(e, MemoryError):
        return Found(Verdict.MEMORY, f"{TOO_LARGE}\n{where}", contract=TOO_LARGE)
    return Found(Verdict.ERROR, f"{type(e).__name__}: {said}\n{where}")


def _crash(error: StudentError, sandbox: Sandbox) -> str:
    return crash(error, lambda number, text: look_at(sandbox, "line", str(number), text))


def note_beyond(env: Environment, e: BaseException) -> None:
    """Takes note where an exception says that code of ours, or of a library, could not do with a handle."""
    if isinstance(e, AssertionError | StudentError | NotComparableError):
        return
    steps = [step.tb_frame for step in _steps(e.__traceback__)]
    frames = [frame for frame in steps if not frame.f_code.co_filename.startswith(PACKAGE)]
    if not frames:
        return
    last = frames[-1]
    module = dict.get(last.f_globals, "__name__")
    own = dict.values(last.f_locals) if isinstance(last.f_locals, dict) else ()  # of an Environment: no student's
    handles = [value for value in own if issubclass(type(value), Handle)]
    if handles and last is not steps[0] and type(module) is str and module.split(".")[0] in sys.modules:
        what = f"hands {describe(handles[0])} to `{module}.{last.f_code.co_name}`"
        env.meet(f"{what}, which needs the object itself: hand it plain data", sure=False)
    elif type(e) is TypeError and isinstance(e.__context__, StudentError):  # `except` with a handle
        env.meet(
            "catches an exception class of the notebook: catch the built-in class that it derives from", sure=False
        )


def _text(e: BaseException) -> str:
    """What an exception says; nothing where a value of the student's in it cannot be made text."""
    try:
        return str(e)
    except Exception:
        return ""


def is_ours(e: BaseException, values_came: bool) -> bool:
    """Whether a test, and not the answer, is at fault for an exception of ours."""
    if isinstance(e, CourseError | UnsendableError):
        return True
    if isinstance(e, ImportError | SyntaxError) and _by_a_statement(e.__traceback__):
        return True
    return isinstance(e, NotDataError | ImportError | SyntaxError | MemoryError) and not values_came


def _by_a_statement(tb: TracebackType | None) -> bool:
    """Whether it was raised by an `import` statement, or by compiling a test: not by `import_module(answer)`."""
    frames = [(step.tb_frame, step.tb_lasti) for step in _steps(tb)]
    if frames and dict.get(frames[-1][0].f_globals, "__name__") == "doctest":  # an example that is no Python
        return True
    for frame, at in reversed(frames):
        if frame.f_code.co_code[at] not in IMPORTS:
            return False
        if frame.f_code.co_name != "<module>" or frame.f_code.co_filename.startswith("<doctest "):
            return True
    return False  # a module that was imported: by a statement, too?


def _steps(tb: TracebackType | None) -> Iterator[TracebackType]:
    while tb is not None:
        yield tb
        tb = tb.tb_next


def _of_doctest(env: Environment, text: str, raised: list[BaseException]) -> Found:
    """What the report of a failed doctest means."""
    if any(is_ours(e, env.sandbox.values_came) for e in raised if not isinstance(e, StudentError)):
        return Found(Verdict.JUDGE_ERROR, text)
    if any(isinstance(e, MemoryError) and not isinstance(e, StudentError) for e in raised):
        return Found(Verdict.MEMORY, text, contract=TOO_LARGE)
    own = next((e for e in raised if isinstance(e, StudentError)), None)
    contract = _crash(own, env.sandbox) if own is not None else ""
    return Found(Verdict.ERROR if env.errors else Verdict.FAIL, text, contract=contract)


def _test_line(question: Question, e: BaseException) -> str:
    """The line of the test file that failed."""
    lines = question.test.spec.test_source.splitlines()
    path = question.test.spec.test_path
    numbers = [f.lineno for f in traceback.extract_tb(e.__traceback__) if f.filename == path and f.lineno]
    return lines[numbers[-1] - 1].strip() if numbers and numbers[-1] <= len(lines) else ""


@contextlib.contextmanager
def on_our_side(folder: Path, seconds: float, student: Clock | None = None) -> Iterator[None]:
    """Test code runs in the judge's folder, from the same random state, and not forever.

    Args:
        seconds: what both parts may take together, not counting what they wait for a processor.
        student: the clock of the student's part, where there is one.
    """
    clock = student or Clock([], "", seconds)

    def stop(*_: object) -> None:
        left = clock.left_for_test(seconds)
        if not left:
            raise JudgeTimeout
        signal.setitimer(signal.ITIMER_REAL, left)

    reseed(TEST_SEED)
    old = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, min(seconds, clock.limit_s))
    try:
        with contextlib.chdir(folder):
            yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, old)


def answer_text(env: Environment, name: str) -> str:
    """The value that a test got for a student's name, as JSON; nothing when it asked for none, or got no plain data."""
    try:
        value = env.given[name]
        text = json.dumps(value.tolist() if is_array(value) else value, ensure_ascii=False)
        return encodable(text[:ANSWER_CHARS])
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


def clip(text: str, limit: int = MESSAGE_CHARS) -> str:
    """Text for a report: UTF-8, and not too long."""
    return encodable(text if len(text) <= limit else text[:limit] + " …")
