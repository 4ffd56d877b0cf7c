"""One submission on its way through sandboxes: its cells, the questions that they check, what no cell checked.

A case or a cell that ends the sandbox costs only itself: a new sandbox replays the cells before it, answers finished
checks from the record, and goes on with the next case.
"""

import dataclasses
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import msgspec

from autograder.engine.judge.answers import Frames
from autograder.engine.judge.cases import MESSAGE_CHARS, Found, Judged, clip, judge_case, result_of
from autograder.engine.judge.clock import used_up
from autograder.engine.judge.context import Context
from autograder.engine.judge.imports import imported
from autograder.engine.judge.outputs import Outputs, clean_outputs
from autograder.engine.judge.record import (
    AnswersKept,
    CaseBegan,
    CaseEnded,
    CellBegan,
    CellEnded,
    CellSkipped,
    Checked,
    FilesLeftOut,
    Forked,
    Record,
    Restarted,
    Spent,
    Unwarmed,
    ValuesCame,
)
from autograder.engine.judge.sandbox import Sandbox, SandboxFailure, files_limit
from autograder.engine.wire.limits import NotDataError
from autograder.errors import IsolationError
from autograder.results import CaseResult, CellResult, Verdict
from autograder.submissions import Cell
from autograder.submissions.submission import cell_numbers

MAX_RESTARTS = 25
MAX_CHECKS = 20  # of one question that are judged
SETUP_S = 60.0
LIMITS = {"memory": Verdict.MEMORY, "files": Verdict.FILES}  # what a failed cell ran into, as it claims
REPLAY_SEED = 0  # cells that draw numbers give the same ones when they are replayed


class Restart(Exception):  # noqa: N818 - control flow
    """The sandbox is gone; go on in a new one."""


class Enough(Exception):  # noqa: N818 - control flow
    """A case failed, and that is all that was asked."""


class Companion(Protocol):
    """What stands beside the sandbox during a replay (the course's own answers, in the second judgement)."""

    def opened(self, sandbox: Sandbox) -> None:
        """A new sandbox has its files; no cell was run yet."""

    def renew(self, sandbox: Sandbox) -> None:
        """A cell or a case begins."""

    def closed(self) -> None:
        """The sandbox has ended."""


@dataclasses.dataclass(frozen=True)
class Place:
    """Where in a notebook a question is judged: in the last of `cells`, at its check number `checks`; or after them.

    Args:
        cells: code cells, in order.
        checks: how many checks of the question there are up to here in the last cell; 0: after it.
    """

    cells: Sequence[Cell]
    checks: int


class Beside(Protocol):
    """Judges cases beside the student's code (see inside.py)."""

    def wants(self, question: str, result: CaseResult | None) -> bool:
        """Whether the next case of a question is judged there: before it was judged here, and after."""

    def judge(self, question: str, number: int, place: Place, settled: Mapping[str, list[list[Any]]]) -> CaseResult:
        """The result of a case."""

    def leave(self) -> None:
        """The question is judged."""


class Replay:
    """Runs the cells of a submission and judges the questions of its context, from where the record stands.

    Args:
        cells: the code cells.
        files: what was handed in beside the notebook.
        settled: check → public cases, of questions that are not judged here.
        companion: is told of each sandbox.
        beside: judges what cannot be judged here.
        points_alone: nothing but the results of the questions is wanted; cells after the last of them are not run.
    """

    def __init__(
        self,
        context: Context,
        cells: Sequence[Cell],
        files: Mapping[str, bytes],
        record: Record,
        settled: Mapping[str, list[list[Any]]] | None = None,
        companion: Companion | None = None,
        beside: Beside | None = None,
        points_alone: bool = False,
    ) -> None:
        self.context = context
        self.numbers = cell_numbers(cells)
        self.cells = [c for c in cells if c.kind == "code" and not _ignored(c)]
        self.files = files
        wanted = imported((c.source for c in self.cells), context.bundle.packages)
        self.imports = [name for name in wanted if name not in context.zygote.versions]
        self.record = record
        self.settled = settled or {}
        self.companion = companion
        self.beside = beside
        self.points_alone = points_alone and not context.bundle.stock  # where the last check decides, as in Otter
        self.at = 0  # how many of the cells were run, or left out
        self.asked: Counter[str] = Counter()  # checks in the cell at work
        self.outputs = Outputs()
        self.case_failed = False
        self.sandbox: Sandbox = None  # type: ignore[assignment]  # set by open

    def run(self) -> None:
        """Cells, then what no cell checked, in as many sandboxes as it takes."""
        while self.record.restarts <= MAX_RESTARTS and not self.record.over:
            self.open()
            try:
                self.attempt()
                return
            except Enough:
                break
            except Restart:
                self.record.tell(Restarted())
            finally:
                self.close()
        self.give_up()

    def open(self) -> None:
        """A fresh sandbox."""
        self.record.tell(Forked())
        context = self.context
        self.sandbox = context.zygote.fork(context.limits, context.bundle.seed or REPLAY_SEED, context.pictures)
        self.sandbox.cells = {self.numbers[c.index]: c.source for c in self.cells if c.index in self.numbers}
        self.sandbox.failed_cells = self.record.failed_cells
        self.sandbox.on_check = self.check
        self.sandbox.on_values = lambda: self.record.tell(ValuesCame())

    def close(self) -> None:
        """Ends the sandbox."""
        self.context.zygote.retire(self.sandbox)
        if self.companion is not None:
            self.companion.closed()

    def hand_out(self) -> None:
        """Puts the files that lie beside the notebook into the sandbox."""
        official = self.context.bundle.files_for_students()  # as in Otter, they win over what was handed in
        own = {n: d for n, d in self.files.items() if not any(_clash(n, o) for o in official)}
        try:
            self.place(official)
        except SandboxFailure as failure:
            if self.record.over:  # the submission's time, which a student can spend to the instant
                raise Restart from None
            raise IsolationError(f"the sandbox ended before the first cell: {failure.message}") from None
        if self.imports and not self.record.unwarmed:
            self.warm()
        if own and not self.record.files_left_out:
            try:
                self.place(own)
            except (SandboxFailure, NotDataError) as e:
                self.record.tell(FilesLeftOut(f"the files beside the notebook were left out: {e}"))
                raise Restart from None

    def warm(self) -> None:
        """Loads what the notebook imports, before any file or code of the student's is there."""
        self.sandbox.start_clock(SETUP_S)
        try:
            self.sandbox.request("warm", plain=(self.imports, self.context.bundle.seed or REPLAY_SEED))
        except SandboxFailure:
            self.record.tell(Unwarmed())
            raise Restart from None

    def place(self, files: Mapping[str, bytes]) -> None:
        """Writes files into the sandbox, in messages of an allowed size."""
        self.sandbox.start_clock(SETUP_S)  # nothing of the student's runs yet
        batch: dict[str, bytes] = {}
        size = 0
        for name, data in files.items():
            if batch and size + len(data) > self.context.limits.message_bytes // 2:
                self.sandbox.request("files", batch)
                batch, size = {}, 0
            batch[name] = data
            size += len(data)
        self.sandbox.request("files", batch)

    def attempt(self) -> None:
        """One sandbox's worth of work."""
        self.at = 0
        self.asked.clear()
        self.hand_out()
        if self.companion is not None:
            self.companion.opened(self.sandbox)
        for cell in self.cells:
            if self.points_alone and all(map(self.done, self.context.questions.usable)):
                return
            self.at += 1
            if cell.index not in self.record.skip:
                self.run_cell(cell)
            for name in _metadata_checks(cell):
                self.check_after(name, cell.index)
        for name in self.context.questions.usable:
            self.judge_question(name)

    def run_cell(self, cell: Cell) -> None:
        """Runs one cell; what it prints and how it failed are kept the first time."""
        if self.companion is not None:
            self.companion.renew(self.sandbox)
        bundle = self.context.bundle
        seed = bundle.seed if not cell.source.startswith("%%") else None
        variable = bundle.seed_variable if seed is not None else None
        self.case_failed = False
        self.asked.clear()
        number = self.numbers.get(cell.index, 0)
        self.record.tell(CellBegan(cell.index, clip(cell.source), number))
        self.sandbox.start_clock(self.context.limits.cell_s, "cell_s", self.record)
        try:
            try:
                reply = self.sandbox.request("cell", plain=(cell.source, seed, variable, number))
            except NotDataError as e:  # the cell, or what a check in it shows, is larger than a message may be
                raise self.sandbox.fail(Verdict.ERROR, f"stopped: {e}") from None
        except SandboxFailure as failure:
            if not self.case_failed:  # the cell itself ended the sandbox
                text = f"{failure.message}; the cell was skipped and the ones after it were run"
                problem = CellResult(
                    index=cell.index,
                    number=number,
                    verdict=failure.verdict,
                    source=clip(cell.source),
                    error=clip(text),
                )
                self.record.tell(CellSkipped(problem))
            raise Restart from None
        finally:
            self.take_note()
        self.asked.clear()
        self.keep_outputs(cell, reply[1])

    def take_note(self) -> None:
        """Of what the cell or case at work has taken so far."""
        clock = self.sandbox.clock
        self.record.tell(Spent(*clock.spend()))

    def keep_outputs(self, cell: Cell, result: Any) -> None:
        """Takes a cell's outputs from the sandbox's claim, if they are well-formed."""
        result = result if type(result) is dict else {}
        failed = result.get("failed") is True
        outputs = clean_outputs(result.get("outputs"))
        self.outputs.keep(cell.index, outputs)
        problem = None
        if failed and cell.index not in self.record.ran:
            error = next((o for o in reversed(outputs) if o["output_type"] == "error"), None)
            verdict = LIMITS.get(str(result.get("limit")), Verdict.ERROR)
            more = f"\nFiles: {files_limit(self.context.limits)}" if verdict is Verdict.FILES else ""
            printed = "".join(o["text"] for o in outputs if o["output_type"] == "stream")
            problem = CellResult(
                index=cell.index,
                number=self.numbers.get(cell.index, 0),
                verdict=verdict,
                source=clip(cell.source),
                error=(f"{error['ename']}: {error['evalue']}"[:MESSAGE_CHARS] if error else "the cell failed") + more,
                traceback="\n".join(error["traceback"])[:MESSAGE_CHARS] if error else "",
                output=printed[:MESSAGE_CHARS],
            )
        self.record.tell(CellEnded(cell.index, failed, problem))

    # -- questions ----------------------------------------------------------------------------------------------------

    def check(self, name: str) -> list[list[Any]] | None:
        """`grader.check(name)` in a cell; None when there is no such question."""
        question = self.context.questions.find(name)
        if question is None:
            return [] if name in self.context.questions.broken else self.settled.get(name)
        self.asked[question] += 1
        cell = self.record.cell
        if cell is not None and self.counts(question, (cell.index, self.asked[question])):
            self.record.tell(Checked(question, cell.index, self.asked[question]))
        if not self.done(question):
            self.take_note()
            self.judge_question(question)
        return self.record.public(question)

    def counts(self, question: str, check: tuple[int, int]) -> bool:
        """Whether a check, of a cell, decides: the first; of a stock zip the last, as in Otter, and so each anew."""
        if not self.record.cases.get(question):
            return True
        seen = self.record.checks.get(question, set())
        return self.context.bundle.stock and self.done(question) and len(seen) < MAX_CHECKS and check not in seen

    def check_after(self, name: str, cell: int) -> None:
        """A check that the cell's metadata ask for."""
        question = self.context.questions.find(name)
        if question is not None and not self.done(question):
            if not self.record.cases.get(question):
                self.record.tell(Checked(question, cell))
            self.judge_question(question)

    def done(self, question: str) -> bool:
        """Whether all cases of a question have their result."""
        cases = self.context.questions.usable[question].file.test_cases
        return len(self.record.cases.get(question, ())) == len(cases)

    def judge_question(self, name: str) -> None:
        """Runs the cases that have no result yet."""
        self.sandbox.new_question()
        try:
            self.judge_cases(name)
        finally:
            if self.beside is not None:
                self.beside.leave()

    def judge_cases(self, name: str) -> None:
        """The cases of a question, one by one."""
        while not self.done(name):
            if self.companion is not None:
                self.companion.renew(self.sandbox)
            number = len(self.record.cases.get(name, ()))
            self.record.tell(CaseBegan(name))
            judged = self.judge_case(name, number)
            self.take_note()
            self.record.tell(CaseEnded(name, judged.result, judged.answer))
            self.record.calls.setdefault(name, {})[number] = judged.calls
            if self.context.only and not judged.result.passed:
                raise Enough
            if self.sandbox.failure is not None:
                self.case_failed = True
                raise Restart

    def judge_case(self, name: str, number: int) -> Judged:
        """One case, here or beside the student's code."""
        beside, judged = self.beside, None
        if beside is None or not beside.wants(name, None):
            judged = self.judge_here(name, number)
            if beside is None or not beside.wants(name, judged.result):
                return judged
        settled = dict(self.settled)
        for key, question in self.context.questions.usable.items():
            if key in self.record.cases:
                settled[key] = settled[question.test.spec.name] = self.record.public(key)
        place = Place(self.cells[: self.at], self.asked[name])
        beyond = "" if judged is None else judged.result.beyond
        self.take_note()
        self.sandbox.clock.pause()  # what runs beside has limits of its own
        inside = beside.judge(name, number, place, settled)
        self.sandbox.clock.resume()
        return Judged(msgspec.structs.replace(inside, beyond=beyond), "", [])

    def judge_here(self, name: str, number: int) -> Judged:
        """One case on this side; what student code answers in it is kept, where that is asked."""
        question = self.context.questions.usable[name]
        if not self.context.keep_frames:
            return judge_case(self.context, self.sandbox, question, number, self.record)
        frames = Frames()
        self.sandbox.channel.listener = frames
        try:
            judged = judge_case(self.context, self.sandbox, question, number, self.record)
        finally:
            self.sandbox.channel.listener = None
        if (data := frames.packed(self.sandbox.failure)) is not None:
            self.record.tell(AnswersKept(name, judged.result.name, data))
        return judged

    def give_up(self) -> None:
        """No time or no patience left: the remaining cases get their verdict without being run."""
        if self.record.over:
            verdict = Verdict.TIMEOUT
            message = f"not run: {used_up(self.context.limits.total_s)}"
        else:
            verdict = Verdict.SKIPPED
            message = f"not run: the code had ended the process {MAX_RESTARTS} times"
        for name, question in self.context.questions.usable.items():
            done = len(self.record.cases.get(name, ()))
            for case in question.file.test_cases[done:]:
                self.record.tell(CaseEnded(name, result_of(case, Found(verdict, message))))


def blank_case(context: Context, record: Record, question: str, verdict: Verdict, why: str) -> CaseResult:
    """The result of the next case of a question, which was not judged to its end."""
    cases = context.questions.usable[question].file.test_cases
    return result_of(cases[len(record.cases.get(question, ()))], Found(verdict, why))


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
    """Questions that the cell's metadata asks to check after it: Otter's, or one that nbgrader grades by running it."""
    config, graded = cell.metadata.get("otter"), cell.metadata.get("nbgrader")
    names = config.get("tests") if isinstance(config, dict) else None
    found = [n for n in names if isinstance(n, str)] if isinstance(names, list) else []
    if isinstance(graded, dict) and graded.get("grade") is True and graded.get("solution") is not True:
        found += [graded["grade_id"]] if isinstance(graded.get("grade_id"), str) else []
    return found
