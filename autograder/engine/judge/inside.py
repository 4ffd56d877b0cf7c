"""Cases that are judged *inside*: their test runs in the student's own process, as under stock Otter.

Theory of operation. A test may ask what no judge can do with stand-ins: compare two objects of the student's, subclass
a class of the notebook, hash an instance. `Sandbox.meet` takes note of it (so it does not matter what the test
catches), and the verdict that the case got on our side says nothing. In mode `fallback` such a case is judged once
more: another sandbox with the same limits runs the notebook up to where the question was checked, is given the text of
this case, runs it, and says whether it passed. Mode `always` judges every case so, `never` none.

What this is worth. Student code shares a process with the test, so it can make the case pass and read its text. It
gains that case and nothing else: the sandbox is made for one question, ends with it, and has the text of that
question's tests alone; no answer key, no other result. Public cases of a question never run in a process that has seen
a hidden one: their messages are shown to the student. What comes back is one bool and a text, capped. The report marks
the case.

Who is believed. A student can bring about the need (by an object that refuses to be compared). Where the bundle has
the official notebook, only the cases which that one needs are judged inside. A stock zip has none: there the report of
the class lists the cases that only some students needed.
"""

import dataclasses
import time
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from autograder.bundle import Bundle
from autograder.engine.judge.cases import Found, result_of
from autograder.engine.judge.context import Context
from autograder.engine.judge.record import Forked, InsideBegan, InsideEnded, Record
from autograder.engine.judge.replay import Place, Replay, Restart
from autograder.engine.judge.sandbox import Sandbox, SandboxFailure
from autograder.engine.judge.testfiles import Questions
from autograder.results import CaseResult, Verdict

TIMES = 4  # all that is judged inside may take so many times what a submission may
RESULT_BYTES = 1 << 20  # one bool and a text of 20,000 characters, each escaped
OWN = {"autograder"}  # no sandbox has it


def never_inside(bundle: Bundle) -> frozenset[str]:
    """Modules that no sandbox has: a test that imports one needs the judge."""
    key = {name.split("/")[0].removesuffix(".py") for name in (*bundle.judge_path, *bundle.key_files)}
    return frozenset(OWN | key)


class _Reached(Exception):  # noqa: N818 - control flow
    """The notebook has come to the check, and waits in it."""


class Inside:
    """What judges the cases of one submission inside.

    Args:
        files: what was handed in beside the notebook.
        record: of the judgement that asks.
    """

    def __init__(self, context: Context, files: Mapping[str, bytes], record: Record) -> None:
        self.questions = context.questions
        self.context = dataclasses.replace(context, questions=Questions({}, {}), pictures=False)  # it judges none
        self.files = files
        self.record = record
        self.replay: Replay | None = None
        self.seen_hidden = False

    def wants(self, question: str, result: CaseResult | None) -> bool:
        """Whether a case is judged inside: before it was judged on our side (None), and after."""
        mode = self.context.bundle.inside
        if mode == "never" or not self.possible(question):
            return False
        if mode == "always":
            return True
        needed = self.context.needed
        unusual = result is not None and needed is not None and result.name not in needed.get(question, ())
        return result is not None and bool(result.beyond) and not unusual

    def possible(self, question: str) -> bool:
        """Whether a test can run without the answer key."""
        return not never_inside(self.context.bundle) & self.questions.usable[question].test.imports

    def judge(self, question: str, number: int, place: Place, settled: Mapping[str, list[list[Any]]]) -> CaseResult:
        """The result of a case of a question that is judged at `place`."""
        began = time.monotonic()
        case = self.questions.usable[question].file.test_cases[number]
        self.record.tell(InsideBegan())
        try:
            sandbox = self.sandbox(question, place, settled, case.hidden)
            passed, message = self.run(sandbox, question, number)
            verdict = Verdict.PASS if passed else Verdict.FAIL
        except SandboxFailure as failure:
            verdict, message = failure.verdict, failure.message
            self.leave()
        took = time.monotonic() - began
        self.record.tell(InsideEnded(took))
        return msgspec.structs.replace(result_of(case, Found(verdict, message), took), inside=True)

    def sandbox(self, question: str, place: Place, settled: Mapping[str, list[list[Any]]], hidden: bool) -> Sandbox:
        """A sandbox in which the notebook has come to `place`: that of the case before, where it may be used again.

        Raises:
            SandboxFailure: the notebook did not come there.
        """
        if self.replay is not None and self.seen_hidden and not hidden:
            self.leave()
        if self.replay is None:
            self.open(question, place, settled)
            self.seen_hidden = False
        assert self.replay is not None
        self.seen_hidden |= hidden
        return self.replay.sandbox

    def open(self, question: str, place: Place, settled: Mapping[str, list[list[Any]]]) -> None:
        """A new sandbox, in which the notebook comes to `place`.

        Raises:
            SandboxFailure: it did not come there.
        """
        total_s = self.context.limits.total_s
        left = TIMES * total_s - self.record.inside_s
        if left <= 0:
            raise SandboxFailure(Verdict.TIMEOUT, f"not run: cases judged inside used up {TIMES * total_s:g} s")
        inner = Record(min(left, total_s))
        inner.skip, inner.files_left_out = set(self.record.skip), self.record.files_left_out
        self.replay = Replay(self.context, place.cells, self.files, inner)
        self.record.tell(Forked())
        self.replay.open()
        self.replay.sandbox.on_check = self.answer(self.replay, question, place, settled)
        try:
            self.replay.attempt()
        except _Reached:
            pass
        except Restart:
            failure = self.replay.sandbox.failure
            verdict, why = (failure.verdict, failure.message) if failure else (Verdict.CRASH, "it ended")
            text = f"the notebook did not come to this test when it was run again: {why}"
            raise SandboxFailure(verdict, text) from None

    def answer(
        self, replay: Replay, question: str, place: Place, settled: Mapping[str, list[list[Any]]]
    ) -> Callable[[str], list[list[Any]] | None]:
        """What checks of the notebook get, on its way to the one in which the question is judged."""
        names, seen = {question, self.questions.usable[question].test.spec.name}, 0

        def check(name: str) -> list[list[Any]] | None:
            nonlocal seen
            if name in names and replay.at == len(place.cells):
                seen += 1
                if seen == place.checks:
                    raise _Reached
            return settled.get(name, [] if name in self.questions.broken else None)

        return check

    def run(self, sandbox: Sandbox, question: str, number: int) -> tuple[bool, str]:
        """Whether the student's process says that the case passed, and what else it says.

        Raises:
            SandboxFailure: it says nothing of the kind, or nothing.
        """
        test = self.questions.usable[question]
        text, at = test.alone(number)
        name = f"{test.file.name} {number}" if test.test.is_ok else test.test.spec.test_path
        sandbox.new_case()
        sandbox.start_clock(self.context.limits.case_s, "case_s")
        sandbox.channel.left = RESULT_BYTES
        claim = sandbox.request("inside", plain=(test.test.is_ok, name, text, at))[1]
        if type(claim) is not dict or claim.keys() != {"passed", "message"}:
            raise sandbox.fail(Verdict.PROTOCOL, "stopped: the process that ran the test said no result")
        passed, message = claim["passed"], claim["message"]
        if type(passed) is not bool or type(message) is not str:
            raise sandbox.fail(Verdict.PROTOCOL, "stopped: the process that ran the test said no result")
        return passed, "" if passed else message

    def leave(self) -> None:
        """The sandbox is not used again."""
        if self.replay is not None:
            self.replay.close()
            self.replay = None
