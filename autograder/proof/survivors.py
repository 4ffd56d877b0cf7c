"""Which mutants of the official answers no hidden test fails."""

import copy
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import msgspec
import nbformat

from autograder.bundle import load_bundle
from autograder.cells import answer_of
from autograder.engine.judge.judge import Judge
from autograder.engine.judge.needed import judged_by, needed_cells
from autograder.environment.ready import ready
from autograder.grading.pool import cores
from autograder.proof.mutants import mutants_of
from autograder.results import Report, Status
from autograder.submissions import find_submissions, load_submission

SLOW = 4.0  # times the official answer: a mutant that takes longer hangs


class Trial(msgspec.Struct, frozen=True):
    """One mutant of the notebook: the cell `cell` of `question` has another source."""

    question: str
    cell: int
    name: str
    source: str

    @property
    def key(self) -> str:
        """How `equivalent-mutants.toml` calls it."""
        return f"{self.question}: {self.name}"


def trials_of(solved: Any) -> list[Trial]:
    """All mutants of the answers in a solved notebook."""
    found = []
    for i, cell in enumerate(solved.cells):
        question = answer_of(cell) if cell.cell_type == "code" else None
        if question:
            found += [Trial(question, i, m.name, m.source) for m in mutants_of(cell.source)]
    return found


class _Prover:
    """One worker process: a judge, and the solved notebook, of which it runs what a question needs."""

    def __init__(self, bundle_path: Path, solved: Any, back_end: str, python: str | None) -> None:
        self.bundle = load_bundle(bundle_path)
        self.solved = solved
        self.folder = tempfile.TemporaryDirectory(prefix="autograder-mutants-", ignore_cleanup_errors=True)
        self.judge = Judge(self.bundle, back_end, python, pictures=False)
        self.judge.warm_up()
        self.tests = {spec.name: spec.test_source for spec in self.bundle.questions}
        self.question = ""  # whose mutants are tried, with its limits and the cells that it needs
        self.limits = self.bundle.limits
        self.cells: list[int] = []

    def report(self, trial: Trial | None) -> Report:
        notebook = copy.deepcopy(self.solved)
        if trial is not None:
            notebook.cells[trial.cell].source = trial.source
        notebook.cells = [notebook.cells[i] for i in self.cells]
        path = Path(self.folder.name) / "mutant.ipynb"
        nbformat.write(notebook, path)
        loaded = load_submission(find_submissions([path])[0])
        return self.judge.grade(loaded, "mutant", "mutant", only=self.question, limits=self.limits).report

    def turn_to(self, question: str) -> None:
        """The next mutants are of this question; its official answer sets how long one may take."""
        self.question, self.limits = question, self.bundle.limits
        wanted = judged_by(self.tests[question])
        self.cells = needed_cells(self.solved.cells, wanted, lambda cell: answer_of(cell) == question)
        began = time.monotonic()
        official = self.report(None)
        if official.status is not Status.GRADED or official.total != official.possible:
            raise RuntimeError(f"{question}: the official answer fails: {official.message}")
        longest = max(2.0, SLOW * (time.monotonic() - began))
        quick = {k: min(getattr(self.limits, k), longest) for k in ("cell_s", "case_s")}
        self.limits = msgspec.structs.replace(self.limits, **quick)

    def survives(self, trial: Trial) -> bool:
        """Whether no case fails."""
        if trial.question != self.question:
            self.turn_to(trial.question)
        report = self.report(trial)
        return report.status is not Status.GRADED or report.total == report.possible


_prover: _Prover | None = None


def _start(bundle_path: Path, solved: Any, back_end: str, python: str | None) -> None:
    global _prover
    _prover = _Prover(bundle_path, solved, back_end, python)


def _survives(trial: Trial) -> bool:
    assert _prover is not None
    return _prover.survives(trial)


def survivors(bundle_path: Path, solved: Any, *, jobs: int, back_end: str = "auto") -> tuple[int, list[str]]:
    """The number of mutants of a solved notebook, and the keys of those that no test of their question fails.

    Args:
        bundle_path: the assignment's bundle.
        solved: the solved notebook, its answers marked.
        jobs: worker processes; 0 is one per core.
    """
    jobs = jobs or cores()
    bundle = load_bundle(bundle_path)
    work = [trial for trial in trials_of(solved) if trial.question not in bundle.manual]
    python = ready(bundle).python
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _start, (bundle_path, solved, back_end, python))
    with pool:
        alive = list(pool.map(_survives, work, chunksize=max(1, min(16, len(work) // (4 * jobs)))))
    return len(work), [trial.key for trial, survived in zip(work, alive, strict=True) if survived]
