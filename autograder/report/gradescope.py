"""Gradescope's results.json, through Otter's own classes."""

from typing import Any

from otter.run.run_autograder.autograder_config import AutograderConfig
from otter.test_files import GradingResults
from otter.test_files.abstract_test import TestCase, TestCaseResult, TestFile

from autograder.report.text import visible
from autograder.results import QuestionResult, Report, Status

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
        TestCaseResult(case, f"{MARKS[c.passed]}\n{visible(c.message)}".strip(), c.passed)
        for case, c in zip(cases, q.cases, strict=True)
    ]
    return file


def gradescope_results(report: Report, otter_config: dict[str, Any]) -> dict[str, Any]:
    """The content of results.json for one submission.

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
    known = {k: v for k, v in otter_config.items() if k in AutograderConfig().get_user_config()}
    results = GradingResults([_question(q) for q in report.questions])
    out: dict[str, Any] = results.to_gradescope_dict(AutograderConfig(known))
    return out
