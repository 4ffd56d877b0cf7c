"""`check_gradient`: which parameter, which index, which kind of mistake; and never the right value."""

import re
from collections import namedtuple

import numpy as np
import pytest
import torch

from autograder.checks import Case, CheckFailure, check_gradient, with_gradients
from autograder.errors import CourseError
from reference.misconceptions import Misconception

N, LAM = 7, 0.3
RNG = np.random.default_rng(3)
X, Y = RNG.normal(size=(N, 5)), RNG.normal(size=(N, 3))
W, B = RNG.normal(size=(5, 3)), RNG.normal(size=3)
CASE = (W, B, X, Y)
Grads = namedtuple("Grads", "dW db")


def loss(W, B, X, Y):
    return np.mean(np.sum((X @ W + B - Y) ** 2, axis=1)) + LAM * np.sum(W**2)


def penalty(W, B, X, Y):
    return 2 * LAM * W, None


def right(W, B, X, Y):
    """(dW, db)"""
    e = X @ W + B - Y
    return 2 / len(X) * X.T @ e + 2 * LAM * W, 2 / len(X) * e.sum(axis=0)


def square(W, B, X, Y):
    """A gradient of shape (5, 5)."""
    return X.T @ X / len(X) + np.triu(np.ones((5, 5)))


def failure(student, cases=(CASE,), expected=right, **options):
    options = {"names": ("W", "b"), "name": "f", "batch": lambda W, B, X, Y: len(X), "regulariser": penalty, **options}
    with pytest.raises(CheckFailure) as caught:
        check_gradient(student, cases, expected=expected, **options)
    return caught.value


def wrong_in(position, distort):
    """The right gradients, one of them distorted."""

    def student(*args):
        grads = list(right(*args))
        grads[position] = distort(grads[position], penalty(*args)[position], len(args[2]))
        return tuple(grads)

    return student


def accepts(student, expected=right, cases=(CASE,), **options):
    check_gradient(student, cases, expected=expected, **options)
    return True


KINDS = {  # the distortion of dW (with its penalty r and N samples), what the message says after the first index
    "sign": (lambda g, r, n: -g, "all values: the sign is flipped"),
    "twice": (lambda g, r, n: 2 * g, "all values: twice too large"),
    "half": (lambda g, r, n: g / 2, "all values: half of what is right"),
    "other factor": (lambda g, r, n: 5 * g, "all values are 5 times what is right"),
    "missing mean": (lambda g, r, n: n * g, "7 times too large, the size of the batch (a missing mean?)"),
    "missing mean of the data": (
        lambda g, r, n: n * (g - r) + r, "7 times too large, the size of the batch (a missing mean?)",
    ),
    "mean twice": (lambda g, r, n: g / n, "divided by 7, the size of the batch, once too often"),
    "mean of the data twice": (lambda g, r, n: (g - r) / n + r, "divided by 7, the size of the batch, once too often"),
    "no penalty": (lambda g, r, n: g - r, "the regulariser's term is missing, all the rest is right"),
    "penalty's sign": (lambda g, r, n: g - 2 * r, "the regulariser's term has the wrong sign, all the rest is right"),
    "half the penalty": (lambda g, r, n: g - r / 2, "the regulariser's term is half of what is right, all the rest is right"),
    "penalty twice": (lambda g, r, n: g + r, "the regulariser's term is twice too large, all the rest is right"),
    "penalty by N": (lambda g, r, n: g - r + r / n, "only the regulariser's term is wrong"),
    "nothing": (lambda g, r, n: 0 * g, "all yours are 0"),
    "just wrong": (lambda g, r, n: g**2 + 1, ""),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_the_kind_of_mistake_is_named(kind):
    distort, words = KINDS[kind]
    text = str(failure(wrong_in(0, distort)))
    shapes = "(5, 3) float64, (3,) float64, (7, 5) float64, (7, 3) float64"
    start = f"f with inputs of shape {shapes}: W: 15 of 15 values differ, the first at index (0, 0)"
    assert text == f"{start}{'; ' if words else ''}{words}. Right: b"


def test_a_transpose_is_named():
    text = str(failure(lambda *a: square(*a).T, expected=square, names=("H",), regulariser=None))
    assert text.endswith(
        "H: 20 of 25 values differ, the first at index (0, 1); it is the transpose of the right answer"
    )
    shape = str(failure(lambda *a: (right(*a)[0].T, right(*a)[1])))
    assert "W: expected shape (5, 3), got (3, 5) (is it transposed?)" in shape


def test_the_parameter_and_the_first_index_are_named():
    def student(*args):
        dW, db = right(*args)
        dW[3, 1] += 1
        dW[4, 0] += 1
        return dW, db

    assert "W: 2 of 15 values differ, the first at index (3, 1). Right: b" in str(failure(student))


@pytest.mark.parametrize("keep", [None, lambda dW, db: {"W": dW, "b": db}, Grads])
def test_all_parameters_are_judged_at_once_in_every_structure(keep):
    def expected(*args):
        return keep(*right(*args)) if keep else right(*args)

    def student(*args):
        dW, db = right(*args)
        return keep(dW * 9, db) if keep else (dW * 9, db)

    def hopeless(*args):
        dW, db = right(*args)
        return keep(dW * 9, db + 1) if keep else (dW * 9, db + 1)

    assert accepts(expected, expected)
    w, b = {None: ("W", "b"), Grads: ("dW", "db")}.get(keep, ("['W']", "['b']"))
    text = str(failure(student, expected=expected, regulariser=None))
    assert f"{w}: 15 of 15" in text
    assert text.endswith(f"Right: {b}")
    assert str(failure(hopeless, expected=expected, regulariser=None)).endswith(f"Wrong: {w}, {b}")


def test_the_contract_comes_first_and_names_the_parameter():
    text = str(failure(lambda *a: (right(*a)[0] * 2, right(*a)[1][:, None])))
    assert text.endswith("b: expected shape (3,), got (3, 1) (as many numbers, arranged differently)")
    assert "expected a tuple of 2, got an array of shape (5, 3)" in str(failure(lambda *a: right(*a)[0]))


def test_a_changed_input_fails():
    def student(W, B, X, Y):
        W *= 2
        return right(W / 2, B, X, Y)

    assert "it changed its argument 1, `W`" in str(failure(student))


def test_a_batch_of_two_is_not_mistaken_for_the_two_of_a_square():
    assert "twice too large" in str(failure(wrong_in(0, lambda g, r, n: 2 * g), [(W, B, X[:2], Y[:2])]))


def test_a_number_of_samples_may_be_given_as_it_is():
    assert "the size of the batch" in str(failure(wrong_in(1, lambda g, r, n: n * g), batch=N))
    assert "all values are 7 times" in str(failure(wrong_in(0, lambda g, r, n: n * g), batch=None, regulariser=None))


def test_no_message_shows_a_right_value():
    texts = [str(failure(wrong_in(0, distort))) for distort, _ in KINDS.values()]
    assert not re.search(r"\d\d\d|\d\.\d", " ".join(texts))  # shapes, counts and factors only


# -- against a loss ---------------------------------------------------------------------------------------------------


def test_the_right_gradient_passes_against_its_loss():
    check_gradient(right, [CASE], loss=loss, wrt=(0, 1))
    check_gradient(lambda *a: right(*a)[1], [CASE], loss=loss, wrt=(1,))


@pytest.mark.parametrize("kind", KINDS)
def test_a_loss_tells_the_kinds_of_mistakes_apart_too(kind):
    distort, words = KINDS[kind]
    text = str(failure(wrong_in(0, distort), expected=None, loss=loss, wrt=(0, 1)))
    assert words in text
    assert "W: 15 of 15 values differ" in text
    assert text.endswith("Right: b")


def test_the_structure_and_dtype_of_the_parameters_are_those_of_the_gradient():
    def model(params, x):
        return params["s"] ** 2 * float(sum(float((p**3).sum()) for p in params["layers"])) * x

    params = {"s": 2.0, "layers": (W.astype("float32"), torch.tensor(B))}

    def gradient(params, x):
        s, layers = params["s"], params["layers"]
        total = float(sum(float((p**3).sum()) for p in layers))
        return {"s": 2 * s * total * x, "layers": tuple(3 * x * s**2 * p**2 for p in layers)}

    def widened(params, x):
        right = gradient(params, x)
        return {**right, "layers": (right["layers"][0].astype(float), right["layers"][1])}

    check_gradient(gradient, [Case(params, 1.5)], loss=model)
    with pytest.raises(CheckFailure, match="value 1: expected dtype float32"):
        check_gradient(widened, [Case(params, 1.5)], loss=model, check_dtype=True)
    with pytest.raises(CheckFailure, match="expected a tuple of 2"):
        check_gradient(lambda p, x: {**gradient(p, x), "layers": 0.0}, [Case(params, 1.5)], loss=model)


def test_a_number_is_moved_alone_also_in_a_long_list():
    check_gradient(
        lambda w: [2 * (sum(w) - 59)] * len(w), [([1.0] * 60,)], loss=lambda w: (sum(w) - 59) ** 2, names=range(60)
    )


def test_the_loss_leaves_the_case_as_it_was():
    before = [a.copy() for a in CASE]
    check_gradient(right, [CASE], loss=loss, wrt=(0, 1))
    assert all(np.array_equal(a, b) for a, b in zip(before, CASE, strict=True))


def test_single_precision_is_compared_as_such():
    single = tuple(a.astype("float32") for a in CASE)
    check_gradient(lambda *a: tuple(g * np.float32(1 + 5e-5) for g in right(*a)), [single], loss=loss, wrt=(0, 1))
    with pytest.raises(CheckFailure):
        check_gradient(lambda *a: tuple(g * (1 + 5e-5) for g in right(*a)), [CASE], loss=loss, wrt=(0, 1))


def test_a_misconception_is_named():
    double = Misconception("t/double", "The lesson of t/double.", "f", lambda *a: tuple(2 * g for g in right(*a)))
    told = failure(lambda *a: tuple(g + g for g in right(*a)), mutants=[double])
    assert told.diagnosis.key == "t/double"


AUTHORS = {
    "neither": {"expected": None},
    "both": {"expected": right, "loss": loss},
    "a loss that is no number": {"loss": lambda *a: "no"},
    "a whole number as a parameter": {"loss": lambda n: n, "cases": [(3,)]},
    "whole numbers as a parameter": {"loss": lambda n: n.sum(), "cases": [(np.arange(3),)]},
    "no case": {"expected": right, "cases": []},
}


@pytest.mark.parametrize("mistake", AUTHORS)
def test_a_mistake_of_the_author_is_a_course_error(mistake):
    options = {"cases": [CASE], **AUTHORS[mistake]}
    with pytest.raises(CourseError):
        check_gradient(right, **options)


def test_a_loss_comes_with_the_gradient_of_each_tensor_and_zeros_where_none_arrives():
    torch = pytest.importorskip("torch")
    a, b = torch.tensor([1.0, 2.0]), torch.tensor([3.0, 4.0])
    value, da, db = with_gradients(lambda a, b, c: c * (a * b.detach()).sum(), a, b, 10)
    assert (float(value), da.tolist(), db.tolist()) == (110.0, [30.0, 40.0], [0.0, 0.0])
    assert not a.requires_grad


@pytest.mark.parametrize("loss", [lambda a: 3.0, lambda a: a.detach().sum(), lambda a: 2 * a])
def test_a_loss_without_a_graph_or_with_several_numbers_is_refused_with_what_is_missing(loss):
    torch = pytest.importorskip("torch")
    with pytest.raises(CheckFailure, match="backward\\(\\) cannot start") as e:
        with_gradients(loss, torch.ones(2))
    assert e.value.contract
