"""Hidden tests of q5."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree, require
from reference.generative.flows import Flow
from reference.generative.flows import affine_coupling_forward as reference_forward
from reference.generative.flows import affine_coupling_inverse as reference_inverse
from reference.misconceptions import misconceptions_of


def drive(layer, x, mask, strength=1.0, turn=0.0):
    """A coupling layer whose nets look at every entry, and say something of every entry."""
    D = x.shape[1]
    A, C = (np.sin(np.arange(D * D).reshape(D, D) * step + 1 + turn) for step in (1.3, 0.7))

    def s_fn(kept):
        kept = np.asarray(kept)
        return (strength * np.tanh(kept @ A + 0.4)).astype(kept.dtype)

    def t_fn(kept):
        kept = np.asarray(kept)
        return (kept @ C + np.cos(turn + kept[:, ::-1])).astype(kept.dtype)

    return layer(x, mask, s_fn, t_fn)


def shifted_first(x, mask, s_fn, t_fn):
    """(x₂ + t) eˢ."""
    kept = np.where(mask, x, 0)
    s = np.where(mask, 0, s_fn(kept))
    return Flow(np.where(mask, x, (x + t_fn(kept)) * np.exp(s)), s.sum(axis=1))


def log_forgotten(x, mask, s_fn, t_fn):
    """The product of the scales: an exponential too many."""
    y, logdet = reference_inverse(x, mask, s_fn, t_fn)
    return Flow(y, np.exp(logdet))


def back_inverted(y, mask, s_fn, t_fn):
    return reference_inverse(y, ~mask, s_fn, t_fn)


def back_counted(y, mask, s_fn, t_fn):
    kept = np.where(mask, y, 0)
    return Flow(reference_inverse(y, mask, s_fn, t_fn).y, -np.asarray(s_fn(kept)).sum(axis=1))


FORTH = misconceptions_of(reference_forward)
BACK = misconceptions_of(reference_inverse)
SAME = {m.key: m for m in FORTH}
FORWARD = [
    m.through(drive)
    for m in (*FORTH, Misconception("T10.3/shifted_first", "First the factor eˢ, then t is added.", shifted_first))
]
INVERSE = [
    m.through(drive)
    for m in (
        *BACK,
        Misconception("T10.3/mask_inverted", SAME["T10.3/mask_inverted"].message, back_inverted),
        Misconception("T10.3/unchanged_counted", SAME["T10.3/unchanged_counted"].message, back_counted),
        Misconception("T10.3/det_not_log", SAME["T10.3/det_not_log"].message, log_forgotten),
    )
]


def check(layer, reference, name, mutants, cases):
    require(layer, name)
    agree(
        lambda *a: drive(layer, *a),
        lambda x, mask, strength=1.0, turn=0.0: drive(reference, x, mask, strength, turn),
        cases,
        mutants=mutants,
        name=name,
    )


def batches(*masks):
    rng = np.random.default_rng(51)
    for i, mask in enumerate(masks):
        for dtype in ("float64", "float32"):
            x = rng.normal(size=(3 + i % 3, len(mask))).astype(dtype)
            yield x, np.array([stays == "1" for stays in mask]), float(rng.uniform(0.3, 1.2)), float(i)


SOME = "10", "01", "1101", "00110", "010", "10"
EDGES = "111", "00", "0", "1", "0000001"


def far(cases):
    """Other numbers, another memory order, and nets that stretch a lot."""
    x, mask, *_ = cases[0]
    cases += [(np.asfortranarray(1 - x), mask, 0.5, 2.0), (4 * x, mask, -6.0, 0.5), (x, mask, 8.0)]
    return cases


@test_case(
    name="forth",
    points=1.5,
    hidden=True,
    failure_message="Which entries stay, what do the nets read, and which entries count in the log-determinant?",
)
def test_hidden_forth(affine_coupling_forward):
    check(affine_coupling_forward, reference_forward, "affine_coupling_forward", FORWARD, far(list(batches(*SOME))))


@test_case(
    name="forth, when all stays or nothing does",
    points=0.5,
    hidden=True,
    failure_message="Where all entries stay the layer does nothing. Where none stays the nets read zeros.",
)
def test_hidden_forth_edges(affine_coupling_forward):
    check(affine_coupling_forward, reference_forward, "affine_coupling_forward", FORWARD, list(batches(*EDGES)))


@test_case(
    name="back",
    points=1.5,
    hidden=True,
    failure_message="Undo the last step first. Send a result of your forward function back: is it x, and do the log-determinants sum to 0?",
)
def test_hidden_back(affine_coupling_inverse):
    check(affine_coupling_inverse, reference_inverse, "affine_coupling_inverse", INVERSE, far(list(batches(*SOME))))


@test_case(
    name="back, when all stays or nothing does",
    points=0.5,
    hidden=True,
    failure_message="Where all entries stay the layer does nothing. Where none stays the nets read zeros.",
)
def test_hidden_back_edges(affine_coupling_inverse):
    check(affine_coupling_inverse, reference_inverse, "affine_coupling_inverse", INVERSE, list(batches(*EDGES)))
