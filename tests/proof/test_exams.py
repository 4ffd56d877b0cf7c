"""The proof of exams: groups of questions, and code questions through the judge."""

import pytest

from autograder.errors import UsageError
from autograder.proof.exams import exam_groups, verify_exams
from tests.exam.conftest import write_course, write_question
from tests.proof.test_variants import HIDDEN, SOUND

CODE = SOUND["scale"]


@pytest.fixture
def course(tmp_path):
    """An exam of three sound questions; the bank has more."""
    write_course(tmp_path, names=("total", "scale", "pick"))
    bank = tmp_path / "assignments" / "exams" / "bank"
    for path in bank.rglob("*.py"):
        path.unlink()
    for name, body in SOUND.items():
        write_question(bank, name, body, HIDDEN if name == "scale" else "")
    return tmp_path


def test_questions_are_grouped_by_exam_and_the_rest_of_the_bank_comes_last(course):
    assert {g.name: set(g.questions) for g in exam_groups(course, None)} == {
        "trial": {"total", "scale", "pick"},
        "in no exam": {"picks", "grid", "slope", "why"},
    }
    assert [g.name for g in exam_groups(course, ["trial"])] == ["trial"]
    with pytest.raises(UsageError, match="no exam 'trail'"):
        exam_groups(course, ["trail"])


@pytest.mark.slow
def test_sound_questions_have_no_gap(course):
    named = []
    proofs = verify_exams(exam_groups(course, None), course, draws=20, jobs=1, on_question=named.append)
    assert [p.gaps for p in proofs] == [(), ()]
    assert [len(p.questions) for p in proofs] == [3, 4]
    assert set(named) == set(SOUND)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("body", "hidden", "messages"),
    [
        (
            CODE.replace("return {{ k }} * x  # SOLUTION", "return {{ 2 * (k // 2) }} * x  # SOLUTION"),
            HIDDEN,
            [f"scale: official answer: numbers, with {{'k': {k}}}: FAIL: " for k in (3, 5, 7)],
        ),
        (
            CODE.replace("return {{ k }} * x  # SOLUTION", "return {{ k }} * x"),
            HIDDEN,
            ["scale: untouched notebook: earns points for numbers, with {'k': "],
        ),
    ],
    ids=["official answer wrong on odd k", "the notebook hands the answer out"],
)
def test_what_the_judge_finds_is_a_gap(course, body, hidden, messages):
    assert body != CODE
    write_question(course / "assignments" / "exams" / "bank", "scale", body, hidden)
    (group,) = exam_groups(course, ["trial"])
    (proof,) = verify_exams([group], course, draws=5, jobs=1)
    for message in messages:
        assert message in "\n".join(proof.gaps)
