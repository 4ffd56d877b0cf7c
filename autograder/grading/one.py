"""One submission, judged in this process."""

from collections.abc import Callable
from pathlib import Path

from autograder.bundle import load_bundle
from autograder.engine.judge.judge import Judge
from autograder.environment.ready import ready
from autograder.results import Report
from autograder.submissions import find_submissions, load_submission


def grade_one(
    bundle_path: Path, notebook: Path, back_end: str = "auto", say: Callable[[str], None] = lambda text: None
) -> Report:
    """The report of one notebook: the build's own check."""
    bundle = load_bundle(bundle_path)
    submission = find_submissions([notebook])[0]
    with Judge(bundle, back_end, ready(bundle, [submission], say).python) as judge:
        return judge.grade(load_submission(submission), submission.id, submission.student).report
