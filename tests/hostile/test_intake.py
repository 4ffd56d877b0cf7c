"""What a student hands in beside a notebook is graded or refused; it never leaves a submission ungraded."""

import pytest

from autograder.results import Status
from autograder.submissions import find_submissions, load_submission
from tests.support.grading import CHECKED, FULL, make_notebook

BESIDE = {
    "35 MB": {f"{i}.bin": bytes(1 << 20) for i in range(35)},
    "one file of 20 MB": {"video.mp4": bytes(20 << 20)},
    "one file as large as fits": {"data.bin": bytes(15 << 20)},
    "deep folders": {"d/" * i + "x.csv": b"x" for i in range(1, 45)},
    "2,000 files": {f"{i % 9}/{i}.csv": b"x" for i in range(1_990)},
    "odd names": {"\x01\n;=x.csv": b"x", "\u202e" * 60: b"x", "-rf": b"x", "~": b"x"},
}


@pytest.mark.parametrize("files", BESIDE.values(), ids=BESIDE)
def test_whatever_lies_beside_a_notebook_it_is_graded(grader, tmp_path, files):
    for name, data in files.items():
        path = tmp_path / "ann" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    make_notebook(tmp_path / "ann" / "hw.ipynb", CHECKED)
    (found,) = find_submissions([tmp_path])
    report = grader.judge.grade(load_submission(found), found.id, found.student).report
    assert report.status is Status.GRADED, report.message
    assert {q.name: q.points for q in report.questions} == FULL
