"""A submission that was stopped by a limit of time on a busy machine is judged once more, alone, before it counts.

Waiting for a processor is not counted (clock.py), but a busy machine also makes work itself slower: shared caches, two
threads of one core, a hypervisor that gives its processors to others. Of the second run nothing counts but cases that
the first has no answer for. So student code gains nothing from being stopped on purpose: a case that passed or failed
stands, and the sandbox of the second run knows no more than that of the first.

It happens once for a submission, where processors were waited for, and before the second judgement with official
answers (second.py) of anybody: a class of endless loops takes twice its time at most.
"""

from collections.abc import Mapping, Sequence

from autograder.results import CaseResult, CellResult, Report, Status, Verdict

BUSY = 0.1  # part of its time that a submission waited for a processor
UNANSWERED = (Verdict.MISSING, Verdict.ERROR, Verdict.SKIPPED)  # where a cell was stopped


def stopped(report: Report) -> bool:
    """Whether a report waits for this: something was stopped, on a busy machine, for the first time."""
    made = report.provenance
    late = any(c.verdict is Verdict.TIMEOUT for q in report.questions for c in q.cases) or bool(_late(report.cells))
    return late and report.status is Status.GRADED and made.judged == 1 and made.waited_s >= BUSY * made.wall_s


def better(
    first: Report, cases: Mapping[str, Sequence[CaseResult]], cells: Sequence[CellResult]
) -> dict[str, list[CaseResult]]:
    """The cases that count: those of the second run where the first was stopped and the second was not.

    Args:
        cases: of the second run.
        cells: of the second run, that failed.
    """
    redo = {Verdict.TIMEOUT, *(UNANSWERED if _late(first.cells) - _late(cells) else ())}
    return {
        q.name: [
            new if old.verdict in redo and new.verdict is not Verdict.TIMEOUT else old
            for old, new in zip(q.cases, cases[q.name], strict=True)
        ]
        for q in first.questions
    }


def _late(cells: Sequence[CellResult]) -> set[int]:
    return {c.index for c in cells if c.verdict is Verdict.TIMEOUT}
