"""What is right, how points are split, how a wrong answer is named."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.checks import CheckFailure
from autograder.course.rubric import Criterion
from autograder.errors import PendingMark
from autograder.exam.questions.kinds.base import Mistake
from autograder.exam.questions.kinds.choice import Choice
from autograder.exam.questions.kinds.kind import load
from autograder.exam.questions.kinds.manual import Manual
from autograder.exam.questions.kinds.matrix import Matrix
from autograder.exam.questions.kinds.number import Number
from autograder.exam.questions.kinds.symbolic import Symbolic
from tests.exam.conftest import encoded


def points(kind, value, total=1.0):
    """What a value earns."""
    earned = 0.0
    for case in kind.cases(total):
        try:
            case.check(value)
            earned += case.points
        except (CheckFailure, AssertionError):
            pass
    return earned


def test_a_number_is_right_within_the_larger_of_both_tolerances():
    assert points(Number(expected=1000.0), 1000.4) == 1
    assert points(Number(expected=1000.0), 1000.6) == 0
    assert points(Number(expected=0.0), 4e-4) == 1


def test_significant_digits_decide_where_they_are_asked_for():
    kind = Number(expected=0.123456, digits=3)
    assert points(kind, 0.123) == points(kind, 0.1234) == 1
    assert points(kind, 0.12) == points(kind, 0.124) == 0


def test_a_whole_number_is_right_or_wrong():
    assert points(Number(expected=50_240, integer=True), 50_241) == 0
    assert Number(expected=1_179_648, integer=True).key_text() == "1179648"


def test_one_share_for_each_right_letter_and_one_back_for_each_wrong_one():
    kind = Choice(options=("a", "b", "c", "d"), letters="AC", many=True)
    assert [points(kind, v, 2.0) for v in ("AC", "A", "AB", "ABC", "", "ABCD", "BD")] == [2, 1, 0, 1, 0, 0, 0]


def test_each_entry_of_a_matrix_counts():
    kind = Matrix(expected=[[1, 2], [3, 4]])
    assert points(kind, [[1, 2], [3, 5]], 4.0) == 3
    assert points(kind, [[1, 2]], 4.0) == 0


@given(st.integers(1, 60), st.integers(1, 80))
def test_the_parts_of_a_question_add_up_to_exactly_its_points(entries, halves):
    shares = [c.points for c in Matrix(expected=[0.0] * entries).cases(halves / 2)]
    assert sum(shares) == halves / 2  # Otter refuses a rounding error above
    assert min(shares) > 0


def test_a_shape_that_is_not_shown_is_part_of_the_answer():
    kind = Matrix(expected=[[1, 2], [3, 4]], show_shape=False)
    assert kind.parse([[1, 2, 3]]) == [[1, 2, 3]]
    assert points(kind, [[1, 2, 3]]) == points(kind, [[1, 2], [3, 4], [5, 6]]) == points(kind, 1) == 0
    assert points(kind, [[1, 2]]) == 0.5


def test_a_wrong_answer_is_named_when_one_mistake_gives_it():
    kind = Number(expected=3.0, mistakes=(Mistake("T/sign", "Look at the sign.", -3.0), Mistake("T/x", "Other.", 9.0)))
    with pytest.raises(CheckFailure) as e:
        kind.require(-3)
    assert (e.value.diagnosis.key, e.value.diagnosis.message) == ("T/sign", "Look at the sign.")
    with pytest.raises(CheckFailure) as e:
        kind.require(5)
    assert e.value.diagnosis is None


def test_a_message_never_holds_the_right_answer():
    with pytest.raises(CheckFailure) as e:
        Number(expected=1234.5).require(7)
    assert "1234" not in str(e.value)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (Number(expected=math.nan), "nan"),
        (Number(expected=2.0, low=3.0), "outside"),
        (Number(expected=2.0, mistakes=(Mistake("k", "m", 2.0003),)), "'k' gives the right answer"),
        (
            Number(expected=2.0, mistakes=(Mistake("k", "m", 3.0), Mistake("l", "n", 3.0))),
            "'k' and 'l' give the same answer",
        ),
        (Number(expected=2.5, integer=True), "whole number"),
        (Choice(options=("a", "a"), letters="A"), "two options are the same"),
        (Choice(options=("a", "b"), letters="AB"), "one right option, got 2"),
        (Choice(options=("a",), letters="A"), "fewer than two"),
        (Matrix(expected=[[1.0, math.inf]]), "no finite numbers"),
        (Matrix(expected=[[1.0], [2.0, 3.0]]), "different lengths"),
        (Symbolic(expected="x +* 2", symbols={"x": (0, 1)}), "not in form"),
        (Symbolic(expected="2y", symbols={"x": (0, 1)}), "not in form"),
        (Manual(rubric=()), "no rubric"),
    ],
)
def test_what_cannot_be_asked_is_refused(kind, said):
    assert said in kind.problem()


def test_an_expression_counts_when_it_is_equal():
    kind = Symbolic(expected="2*x*(1-x)", symbols={"x": (0.1, 0.9)})
    assert points(kind, "2x - 2x^2") == 1
    assert points(kind, "2x - x^2") == 0
    assert points(kind, "2x - ") == 0


def test_an_undecided_expression_waits_for_a_person(monkeypatch):
    monkeypatch.setattr(Symbolic, "verdict", lambda self, a, b: "undecided")
    with pytest.raises(PendingMark, match="a person"):
        Symbolic(expected="x", symbols={"x": (0, 1)}).require("x")


def test_a_text_waits_for_a_person():
    kind = Manual(rubric=(Criterion("threats", 2), Criterion("experiment", 1)))
    assert [(c.name, c.points) for c in kind.cases(3)] == [("threats", 2), ("experiment", 1)]
    for case in kind.cases(3):
        with pytest.raises(PendingMark):
            case.check("text")


KINDS = [
    Number(expected=1.5, units={"B": 1}), Choice(options=("a", "b"), letters="B"), Matrix(expected=[1.0, 2.0]),
    Symbolic(expected="x", symbols={"x": (0, 1)}), Manual(rubric=(Criterion("a", 1),)),
]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS, ids=lambda k: type(k).__name__)
def test_a_kind_comes_back_from_its_text(kind):
    assert load(encoded(kind).decode()) == kind


@pytest.mark.parametrize("kind", KINDS[:4], ids=lambda k: type(k).__name__)
def test_the_right_answer_earns_everything(kind):
    assert kind.problem() is None
    assert points(kind, kind.answer_value(), 3.0) == pytest.approx(3.0)


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_a_number_far_from_the_answer_never_counts(expected, given_):
    kind = Number(expected=expected)
    far = abs(given_ - expected) > max(6e-4 * abs(expected), 6e-4)
    assert (points(kind, given_) == 0) or not far
