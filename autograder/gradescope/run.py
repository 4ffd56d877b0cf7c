"""One submission in Gradescope's container: `python -m autograder.gradescope.run /autograder`.

The judge is root, and each submission has a uid of its own: a container has no user namespaces to give. The bundle, the
results and the judge's own folder are closed to that uid; Landlock and seccomp hold where the kernel has them.
"""

import argparse
import contextlib
import json
import sys
import time
import traceback
from pathlib import Path
from typing import Any

import msgspec

from autograder.bundle import Bundle, load_bundle
from autograder.engine.judge.judge import Judge
from autograder.engine.sandbox.processes import BACK_ENDS
from autograder.environment.ready import ready
from autograder.errors import AutograderError, SubmissionError
from autograder.files import write_atomic
from autograder.gradescope.package import BUNDLE
from autograder.grading.worker import blank_report
from autograder.lms.gradescope import RESULTS, SOURCE, SUBMISSION, SUBMITTED, our_failure, read_submitted
from autograder.report.gradescope import gradescope_results
from autograder.results import Report, Status
from autograder.submissions import Submission, read_submission

CGROUPS = (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"))
LEAST_BYTES = 128 << 20


def allowed_bytes(asked: int, cgroups: tuple[Path, ...] = CGROUPS) -> int:
    """Memory of a submission: what the bundle says, and at most half of the container's, where the judge lives, too."""
    for path in cgroups:
        with contextlib.suppress(OSError, ValueError):  # "max": no limit
            return min(asked, max(LEAST_BYTES, int(path.read_text()) // 2))
    return asked


def bundle_in(root: Path) -> Bundle:
    """The bundle of a container, with limits that fit it; nobody but root may read it from now on."""
    source = root / SOURCE
    source.chmod(0o700)
    bundle = load_bundle(source / BUNDLE)
    limits = msgspec.structs.replace(bundle.limits, memory_bytes=allowed_bytes(bundle.limits.memory_bytes))
    return msgspec.structs.replace(bundle, limits=limits)


def graded(root: Path, back_end: str = "auto") -> dict[str, Any]:
    """The content of results.json for the submission below `root`.

    Args:
        root: /autograder.
        back_end: how student code is shut in; "auto" is `namespaces` where the container may make them, else `uid`.

    Raises:
        AutograderError, OSError, RuntimeError: ours; no student's zero.
    """
    began = time.monotonic()
    (root / RESULTS).parent.mkdir(parents=True, exist_ok=True)
    (root / RESULTS).parent.chmod(0o700)
    bundle = bundle_in(root)
    submitted = read_submitted(_read(root / SUBMITTED))
    submission = Submission(id="submission", student=submitted.label, path=root / SUBMISSION)
    report = _report(bundle, submission, back_end)
    if submitted.worth not in (None, report.possible) and report.status is Status.GRADED:
        print(f"Gradescope's assignment counts {submitted.worth:g} points, this one {report.possible:g}")
    made = report.provenance
    said = {"stdout_visibility": "hidden", "execution_time": round(time.monotonic() - began, 1)}
    said["extra_data"] = {
        "status": report.status.value, "reason": report.reason, "isolation": made.isolation,
        "bundle_sha256": made.bundle_sha256, "engine_sha256": made.engine_sha256, "created_at": submitted.created_at,
    }  # fmt: skip
    if report.status is Status.UNGRADED:
        print(report.message)
        return said | our_failure(report.message)
    return said | gradescope_results(report, bundle.config)


def _report(bundle: Bundle, submission: Submission, back_end: str) -> Report:
    try:
        loaded = read_submission(submission, assignment=bundle.assignment_name, given=bundle.handed_out())
    except SubmissionError as e:
        return blank_report(bundle, submission, Status.UNGRADABLE, e.reason, str(e))
    python = ready(bundle, [submission], print).python
    with Judge(bundle, back_end, python, pictures=False) as judge:
        judge.zygote.refuse_exposed([submission.path.parent / SOURCE])
        return judge.grade(loaded, submission.id, submission.student).report


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def main() -> None:
    """Writes results.json whatever happens: a failure of ours has no score."""
    parser = argparse.ArgumentParser(description="Grades the submission in a Gradescope container.")
    parser.add_argument("root", type=Path, help="/autograder")
    parser.add_argument("--ready", action="store_true", help="only install and check what grading needs")
    parser.add_argument("--isolation", default="auto", choices=["auto", *BACK_ENDS[:2]])
    asked = parser.parse_args()
    if asked.ready:
        try:
            ready(bundle_in(asked.root), say=print)
        except AutograderError as e:
            sys.exit(f"autograder: {e}")
        return
    try:
        results = graded(asked.root, asked.isolation)
    except Exception as e:
        traceback.print_exc()
        results = our_failure(f"{type(e).__name__}: {e}")
    write_atomic(asked.root / RESULTS, json.dumps(results, indent=2))


if __name__ == "__main__":
    main()
