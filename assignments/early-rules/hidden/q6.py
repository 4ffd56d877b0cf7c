"""Hidden tests of q6."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree, as_like
from reference.misconceptions import misconceptions_of
from reference.neurons.hebb import hebb_fit as reference_hebb
from reference.neurons.hebb import oja_update as reference_oja


def hebb_and_length(w, x, eta):
    moved = w + eta * (w @ x) * x
    return moved / np.linalg.norm(moved)


OJA_MUTANTS = [
    *misconceptions_of(reference_oja),
    Misconception("T1.8/normalised", "Oja's decay −η y² w holds the length near 1; it does not set it to 1 in each step.",
                  hebb_and_length),
]  # fmt: skip


@test_case(
    name="random patterns",
    points=1,
    hidden=True,
    failure_message="Each pattern adds η·x·y, whatever the weights are by then.",
)
def test_hidden_patterns(hebb_fit):
    # several patterns that are not orthogonal: on the two of the notebook an error term changes nothing
    rng = np.random.default_rng(21)
    cases = []
    for n, d in ((7, 3), (2, 5), (11, 2), (4, 1)):
        for t, order in (("float64", "C"), ("float32", "C"), ("float64", "F")):
            X, Y = np.asarray(rng.normal(size=(n, d)), t, order=order), rng.normal(size=n).astype(t)
            X.flags.writeable = Y.flags.writeable = order == "C"
            cases.append((X, Y, np.float64(0.3) if order == "F" else 0.5))
    cases.append((cases[0][0][::-1] + 1, cases[0][1].copy(), 0.5))  # the same shapes, other numbers
    agree(hebb_fit, reference_hebb, cases, mutants=misconceptions_of(reference_hebb), check_dtype=False)


@test_case(
    name="patterns of minus one and one",
    points=0.5,
    hidden=True,
    failure_message="Which weights grow, which shrink, when input and output agree?",
)
def test_hidden_binary(hebb_fit):
    rng = np.random.default_rng(25)
    cases = [(rng.choice([-1.0, 1.0], size=(n, d)), rng.choice([-1.0, 1.0], size=n), 0.25) for n, d in ((6, 4), (3, 7))]
    agree(hebb_fit, reference_hebb, cases, mutants=misconceptions_of(reference_hebb), check_dtype=False)


@test_case(
    name="random steps of Oja",
    points=1,
    hidden=True,
    failure_message="Which terms have y once, and which have it twice?",
)
def test_hidden_oja(oja_update):
    rng = np.random.default_rng(22)
    cases = [
        (rng.normal(size=d).astype(t), rng.normal(size=d).astype(t), 0.2)
        for d in (2, 5, 1, 3)
        for t in ("float64", "float32")
    ]
    for w, x, _ in cases[1::2]:
        w.flags.writeable = x.flags.writeable = False
    agree(oja_update, reference_oja, cases, mutants=OJA_MUTANTS, check_dtype=False)


def walk(step, w, X, eta):
    """The weights after each of the inputs."""
    path = []
    for x in X:
        w = as_like(step(w, x, eta), w)
        path.append(w)
    return path


@test_case(
    name="twelve inputs in a row",
    points=0.5,
    hidden=True,
    failure_message="Watch the length of w: it should come closer to 1.",
)
def test_hidden_walk(oja_update):
    rng = np.random.default_rng(23)
    cases = [(rng.normal(size=d), rng.normal(size=(12, d)), 0.1) for d in (2, 3)]
    student = None if oja_update is None else lambda *a: walk(oja_update, *a)
    mutants = [m.through(walk) for m in OJA_MUTANTS]
    agree(student, lambda *a: walk(reference_oja, *a), cases, mutants=mutants, check_dtype=False, name="oja_update")
