"""The contract of an answer, as students always read it: which rule is broken, in words that give nothing away."""

import numpy as np
import pytest

from autograder.checks import CheckFailure, agree, as_like, require

W = np.arange(1.0, 7.0).reshape(2, 3)


class Telling:
    """An object whose class could be called after what a test passed."""


def contract(student, expected, *case, **options):
    with pytest.raises(CheckFailure) as caught:
        agree(student, expected, [case], name="f", **options)
    return caught.value.contract


@pytest.mark.parametrize(
    ("student", "words"),
    [
        (lambda x: x[:, :1], "f: expected shape (2, 3), got (2, 1)"),
        (
            lambda x: x / 0,
            "f: 6 of 6 values are inf or nan where a finite number is expected, the first at index (0, 0)",
        ),
        (lambda x: x.__iadd__(x), "f: it changed its argument 1, `x`; work on a copy and return the result"),
        (lambda x: None, "f: expected an array of shape (2, 3), got None (is a return missing?)"),
    ],
)
def test_a_broken_contract_is_said_in_words_for_everybody(student, words):
    with np.errstate(all="ignore"):
        assert contract(student, lambda x: 2 * x, W) == words


def test_a_dtype_is_part_of_it_where_it_is_graded():
    words = contract(lambda x: x.astype(float), lambda x: x, W.astype("float32"), check_dtype=True)
    assert words == "f: expected dtype float32, got float64: keep the dtype of the input"


def test_a_wrong_value_breaks_no_contract():
    assert contract(lambda x: 3 * x, lambda x: 2 * x, W) == ""


def test_keys_that_are_expected_are_not_told():
    words = contract(lambda x: {"a": 1}, lambda x: {"secret": 1}, W)
    assert words == "f: the keys of the dict are not those expected"


def test_a_class_of_the_notebook_is_not_named():
    words = contract(lambda x: Telling(), lambda x: x, W)
    kinds = "a function, a generator, an instance of a class"
    assert words == f"f: expected an array of shape {W.shape}, got an object that is not plain data ({kinds})"


def test_a_shape_cannot_be_a_letter_to_the_student():
    words = contract(lambda x: np.empty((0, 123_456_789)), lambda x: x, W)
    assert words.endswith("got (…)")


def test_what_is_not_defined_is_a_contract():
    with pytest.raises(CheckFailure) as caught:
        require(None, "f")
    assert caught.value.contract == "`f` is not defined: run the cell that defines it, and keep its name"


@pytest.mark.parametrize(
    ("answer", "form"),
    [
        ([[1, 2, 3], [4, 5, 6]], W),
        ((W, "more"), W),
        (W.astype("float32"), W),
        (([1.0, 2.0], np.array(3.0)), (np.zeros(2), 0.0)),
        ({"w": [1, 2]}, {"w": np.zeros(2)}),
    ],
)
def test_an_accepted_answer_can_be_computed_with(answer, form):
    made = as_like(answer, form)
    pairs = [(made, form)]
    pairs = (
        zip(made, form, strict=True)
        if type(form) is tuple
        else [(made["w"], form["w"])]
        if type(form) is dict
        else pairs
    )
    for got, like in pairs:
        assert np.shape(got) == np.shape(like)
        assert np.asarray(0.5 * got).dtype.kind == "f"
        assert type(got) is np.ndarray or np.ndim(got) == 0


def test_a_tensor_can_be_computed_with():
    torch = pytest.importorskip("torch")
    assert type(as_like(torch.tensor(W), W)) is np.ndarray
    assert as_like([1.0, 2.0], torch.zeros(2)).tolist() == [1.0, 2.0]


def test_another_shape_is_refused_before_anything_is_computed():
    with pytest.raises(CheckFailure, match="dw: expected shape") as caught:
        as_like(W[:, :1], W, "dw")
    assert caught.value.contract == "dw: expected shape (2, 3), got (2, 1)"
