"""Assignments are proved beside each other, and nothing of it depends on which process did."""

import msgspec
import pytest

from autograder.course.course import load_course
from autograder.course.new import new_assignment
from autograder.errors import CourseError
from autograder.proof.course import Options, prove_course

NAMES = ["means", "sums"]


@pytest.fixture
def two(tmp_path):
    """A course of two assignments from the template; a wrong answer of the second states a score that it has not."""
    for name in NAMES:
        new_assignment(tmp_path, name)
    (wrong,) = (tmp_path / "solutions" / "sums" / "rejected").glob("*.py")
    wrong.write_text(wrong.read_text().replace("scores = { q1 = 0 }", "scores = { q1 = 3.5 }"))
    return tmp_path


def prove(root, jobs, **told):
    assignments = load_course(root).select(NAMES)
    found = prove_course(assignments, Options(root / "solutions", root / "dist", jobs=jobs), **told)
    return [msgspec.structs.replace(proof, notebook_s=0.0) for proof in found]


@pytest.mark.slow
def test_proofs_are_the_same_in_one_process_and_in_two(two):
    told, reports = [], []
    together = prove(two, 2, on_proof=lambda proof: told.append(proof.assignment), on_report=reports.append)
    assert together == prove(two, 1)
    assert [proof.assignment for proof in together] == NAMES
    assert together[0].gaps == ()
    assert any("expected 3.5 points" in gap for gap in together[1].gaps)
    assert sorted(told) == NAMES
    assert reports
    assert all(report.provenance.isolation for report in reports)


def test_an_assignment_that_cannot_be_built_ends_all_with_its_message(two):
    (two / "assignments" / "sums" / "hidden" / "q1.py").write_text("def f(:")
    with pytest.raises(CourseError, match=r"sums.*q1\.py"):
        prove(two, 2)
