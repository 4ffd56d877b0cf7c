"""Gradescope's results.json, through Otter's own classes."""

from typing import Any

from otter.run.run_autograder.autograder_config import AutograderConfig
from otter.test_files import GradingResults
from otter.test_files.abstract_test import TestCase, TestCaseResult, TestFile

from autograder.report.text import INSIDE, line, stand_in, visible
from autograder.results import CaseResult, QuestionResult, Report, Status

SWITCHES = ("show_hidden", "show_all_public", "show_stdout", "force_public_test_summary", "warn_missing_pdf")
WAITS, MARKED = "… A person will give these points", "A person gave these points"
MARKS = {True: "✅ Test case passed", False: "❌ Test case failed"}


class _Question(TestFile):
    """A question that was judged already."""

    @classmethod
    def from_file(cls, path: str) -> "_Question":
        raise NotImplementedError

    @classmethod
    def from_metadata(cls, s: Any, path: str) -> "_Question":
        raise NotImplementedError

    def run(self, global_environment: dict[str, Any]) -> None:
        """Nothing: it was run by the judge."""


def _question(q: QuestionResult) -> _Question:
    cases = [TestCase(c.name, None, c.hidden, c.possible, c.success_message, c.failure_message) for c in q.cases]
    file = _Question(q.name, f"tests/{q.name}.py", cases, q.all_or_nothing)
    file.test_case_results = [
        TestCaseResult(case, _message(c), c.passed) for case, c in zip(cases, q.cases, strict=True)
    ]
    if q.with_reference or any(c.marked for c in q.cases):  # people give parts of the points
        file.update_score(q.points)
    return file


def _message(c: CaseResult) -> str:
    """Otter's own first line, then ours. Otter shows it to students for public cases, else under show_hidden only."""
    d = c.diagnosis
    likely = f"{d.heading}: {line(d.message, 500)}{'' if d.derived else f' ({line(d.key)})'}" if d else ""
    mark = WAITS if c.pending else MARKED if c.marked else MARKS[c.passed]
    return "\n".join(filter(None, (mark, INSIDE if c.inside else "", visible(c.message), likely)))


def gradescope_results(report: Report, otter_config: dict[str, Any]) -> dict[str, Any]:
    """The content of results.json for one submission.

    Ungradable: 0 points and, visibly, why. Ungraded: visibly our fault and no score at all, so that Gradescope
    records none.

    Args:
        otter_config: the bundle's otter_config.json; unknown keys are ignored.
    """
    if report.status is not Status.GRADED:
        ours = report.status is Status.UNGRADED
        text = (
            "This submission could not be graded. The fault is not yours; your instructor has been told."
            if ours
            else visible(report.message)
        )
        test = {"name": "Not graded", "visibility": "visible", "status": "failed", "output": text}
        return {"tests": [test]} if ours else {"tests": [test], "score": 0}
    # Otter indexes with some of them, so that a 1 or a "yes" would end in a TypeError. It skips keys it does not know.
    switches = {k: bool(otter_config[k]) for k in SWITCHES if k in otter_config}
    results = GradingResults([_question(q) for q in report.questions])
    notes = [
        *report.adjustments,
        *report.notes,
        *(f"{q.name}: {stand_in(q)}" for q in report.questions if q.with_reference),
    ]
    notes += [
        f"{q.name}: {line(text, 400)}"  # once a cause: Otter shows students nothing of a hidden case
        for q in report.questions
        for text in dict.fromkeys(c.contract for c in q.cases if c.hidden and not c.passed and c.contract)
    ]
    inside = [q.name for q in report.questions if any(c.inside for c in q.cases)]
    if inside:
        notes.append(f"{', '.join(inside)}: tests ran beside the student's code; they could have been tampered with")
    if notes:
        results.set_output("\n".join(line(note, 500) for note in notes))
    # What the questions count is decided once (Bundle.counted), and read from the report here.
    config = {k: v for k, v in (otter_config | switches).items() if k not in ("points_possible", "score_threshold")}
    out: dict[str, Any] = results.to_gradescope_dict(AutograderConfig(config))
    if report.adjustments:
        out["score"] = report.total
    return out
