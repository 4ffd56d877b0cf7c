"""The form of an answer: what is accepted, and what the student is told else."""

import contextlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.exam.questions import forms

UNITS = {"B": 1, "KiB": 1024}


@pytest.mark.parametrize("value", [3, 3.0, np.int64(3), np.float32(3), np.array(3)])
def test_a_number_may_be_of_any_numeric_type(value):
    assert forms.number(value) == 3.0


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (..., "not answered yet"), (None, "not answered yet"), (True, "True or False"), ("3", "got text"),
        (float("nan"), "finite"), (float("inf"), "finite"), (10**400, "finite"), (3 + 0j, "complex"), ([3], "a list"),
        (object(), "something else"),
    ],
)  # fmt: skip
def test_what_is_no_number_is_refused_in_words(value, said):
    with pytest.raises(AssertionError, match=said):
        forms.number(value)


@pytest.mark.parametrize(
    ("text", "bytes_"), [("2 KiB", 2048), ("2KiB", 2048), ("1.5e3 B", 1500), ("−3 B", -3), ("7", 7)]
)
def test_a_unit_scales_the_number(text, bytes_):
    assert forms.number(text, units=UNITS) == bytes_


@pytest.mark.parametrize(("text", "said"), [("2 MB", "unknown unit 'MB'; use one of B, KiB"), ("1,5 KiB", "decimal point"), ("B", "a unit"), ("1.2.3 B", "is not a number")])  # fmt: skip
def test_a_wrong_unit_is_named(text, said):
    with pytest.raises(AssertionError, match=said):
        forms.number(text, units=UNITS)


def test_a_whole_number_is_wanted_where_the_question_says_so():
    assert forms.number(4.0, integer=True) == 4
    with pytest.raises(AssertionError, match="whole number"):
        forms.number(4.5, integer=True)


@pytest.mark.parametrize("value", ["AC", "c, a", ["A", "C"], ("C", "A"), "A; C", "(a) (c)"])
def test_letters_may_be_written_in_many_ways(value):
    assert forms.choice(value, "ABCD", many=True) == "AC"


@pytest.mark.parametrize(
    ("value", "many", "said"),
    [("E", False, "from A to D, got 'E'"), ("AB", False, "one letter, got 2"), ("", False, "empty"), ("AA", True, "twice"), (1, False, "got something else"), ("x" * 500, True, "long text")],
)  # fmt: skip
def test_wrong_letters_are_named(value, many, said):
    with pytest.raises(AssertionError, match=said):
        forms.choice(value, "ABCD", many)


def test_no_letter_at_all_is_an_answer_where_several_may_be_chosen():
    assert forms.choice("", "ABCD", many=True) == ""


def test_a_matrix_may_be_an_array_or_lists():
    for value in (
        [[1, 2], [3, 4]],
        ((1, 2), (3, 4)),
        np.array([[1, 2], [3, 4]]),
        [np.array([1, 2]), [3, np.float64(4)]],
    ):
        assert forms.matrix(value, (2, 2)) == [[1.0, 2.0], [3.0, 4.0]]


@pytest.mark.parametrize(
    ("value", "said"),
    [([[1, 2]], r"expected shape \(2, 2\), got \(1, 2\)"), ([[1], [2, 3]], "different lengths"), ([], "empty list"), ([[["1"]]], "got text"), (3, r"got \(\)")],
)  # fmt: skip
def test_a_matrix_of_another_form_is_refused(value, said):
    with pytest.raises(AssertionError, match=said):
        forms.matrix(value, (2, 2))


def test_brackets_nested_without_end_are_refused():
    value = []
    value.append(value)
    with pytest.raises(AssertionError, match="nested too deeply"):
        forms.matrix(value)


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.complex_numbers() | st.binary(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner) | st.tuples(inner, inner),
)


@given(plain)
def test_every_value_has_the_form_or_is_refused(value):
    for check in (
        forms.number, lambda v: forms.number(v, units=UNITS), lambda v: forms.choice(v, "ABC"), forms.matrix, forms.text,
    ):  # fmt: skip
        with contextlib.suppress(AssertionError):  # pytest.raises would ask for one
            check(value)
