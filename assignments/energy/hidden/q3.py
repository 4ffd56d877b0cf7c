"""Hidden tests of q3."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Case, Misconception, agree
from reference.energy import rbm
from reference.misconceptions import misconceptions_of


def no_hidden_bias(v, W, b, c):
    return rbm.rbm_free_energy(v, W, b, 0 * c)


def hidden_mean(v, W, b, c):
    return -(v @ b) - np.logaddexp(0, v @ W + c).mean(axis=1)


def overflowing(v, W, b, c):
    with np.errstate(all="ignore"):
        return -(v @ b) - np.log(1 + np.exp(v @ W + c)).sum(axis=1)


def from_the_data(v0, u_h, u_v, W, b, c, k=1):
    """Every step begins at the data: only the last uniforms matter."""
    return rbm.rbm_cd_gradient(v0, u_h[k - 1 : k], u_v[k - 1 : k], W, b, c)


UP = misconceptions_of(rbm.rbm_p_h_given_v)
DOWN = misconceptions_of(rbm.rbm_p_v_given_h)
FREE = (
    *misconceptions_of(rbm.rbm_free_energy),
    Misconception(
        "T11.4/hidden_bias_forgotten", "The hidden biases are a part of F, within the logarithm.", no_hidden_bias
    ),
    Misconception("T11.4/hidden_mean", "F sums over the hidden units, it does not average.", hidden_mean),
    Misconception("T11.4/overflow", "e to the power of 1000 is infinite, log(1 + e^1000) is 1000.", overflowing),
)
CD = (
    *misconceptions_of(rbm.rbm_cd_gradient),
    Misconception(
        "T11.4/from_the_data", "Each step of the chain goes on from the v that was drawn before.", from_the_data
    ),
)

SIZES = ((3, 4, 2), (2, 3, 3), (5, 2, 6), (1, 3, 4), (3, 4, 2))  # N, V, H


def machines(seed, *sizes):
    rng = np.random.default_rng(seed)
    for N, V, H in sizes:
        for dtype in ("float64", "float32"):
            W, b, c = (rng.normal(size=shape).astype(dtype) for shape in ((V, H), V, H))
            yield rng, (rng.uniform(size=(N, V)) < 0.5).astype(dtype), W, b, c


@test_case(
    name="one layer, the other given",
    points=0.5,
    hidden=True,
    failure_message="Which axis of W belongs to which layer, and whose bias is whose?",
)
def test_hidden_conditionals(rbm_p_h_given_v, rbm_p_v_given_h):
    up = [(v, W, b, c) for _, v, W, b, c in machines(31, *SIZES)]
    v, W, b, c = up[0]
    up.append((np.asfortranarray(1 - v), np.asfortranarray(W), b, c))
    agree(rbm_p_h_given_v, rbm.rbm_p_h_given_v, up, mutants=UP)
    down = []
    for rng, v, W, b, c in machines(32, *SIZES):
        h = rng.uniform(size=(len(v), len(c))).astype(v.dtype)
        down += [(h, W, b, c), (np.asfortranarray((h < 0.5).astype(v.dtype)), np.asfortranarray(W), b, c)]
    agree(rbm_p_v_given_h, rbm.rbm_p_v_given_h, down, mutants=DOWN)


@test_case(
    name="free energies",
    points=1,
    hidden=True,
    failure_message="Sum e to the power of −E over all hidden states of a small machine, and compare with e to the power of −F.",
)
def test_hidden_free(rbm_free_energy):
    cases = [(v, W, b, c) for _, v, W, b, c in machines(33, *SIZES)]
    v, W, b, c = cases[0]
    cases.append((np.asfortranarray(1 - v), np.asfortranarray(W), b, c))
    for array in cases[-1][:2]:
        array.flags.writeable = False
    agree(rbm_free_energy, rbm.rbm_free_energy, cases, mutants=FREE)


@test_case(
    name="sums of a thousand",
    points=0.5,
    hidden=True,
    failure_message="What is e to the power of 1000, and what is log(1 + e^1000)?",
)
def test_hidden_large(rbm_free_energy, rbm_p_h_given_v):
    cases = []
    for _, v, W, b, c in machines(34, (3, 2, 4), (2, 3, 3)):
        level = np.array([1000, -1000, 500, 0])[: len(c)].astype(c.dtype)
        cases += [(v, W, b, c + level), (v, 700 * W, b, c)]
    agree(rbm_free_energy, rbm.rbm_free_energy, cases, mutants=FREE)
    agree(rbm_p_h_given_v, rbm.rbm_p_h_given_v, cases, mutants=UP)


def chains(seed, *sizes, k=1):
    for rng, v, W, b, c in machines(seed, *sizes):
        u_h = [rng.uniform(size=(len(v), len(c))).astype(v.dtype) for _ in range(k)]
        u_v = [rng.uniform(size=v.shape).astype(v.dtype) for _ in range(k)]
        yield v, u_h, u_v, W, b, c


@test_case(
    name="one step of dreaming",
    points=1,
    hidden=True,
    failure_message="What is drawn and what stays a probability? Which phase is subtracted, and what is averaged?",
)
def test_hidden_one_step(rbm_cd_gradient):
    cases = [Case(*chain) for chain in chains(35, *SIZES, (6, 3, 3))]
    v, u_h, u_v, W, b, c = next(chains(36, (4, 5, 3)))
    half = np.asfortranarray(0.7 * v + 0.1)  # data that are probabilities
    cases.append(Case(half, u_h, u_v, np.asfortranarray(W), b, c))
    half.flags.writeable = False
    agree(rbm_cd_gradient, rbm.rbm_cd_gradient, cases, mutants=CD)


@test_case(
    name="longer dreams",
    points=1,
    hidden=True,
    failure_message="Each of the k steps draws h from the v that was drawn before, with its own u. The first phase stays at the data.",
)
def test_hidden_chain(rbm_cd_gradient):
    cases = [Case(*chain, 3) for chain in chains(37, *SIZES, k=3)]
    cases += [Case(*chain, k=2) for chain in chains(38, (4, 3, 3), (2, 5, 4), k=2)]
    cases += [Case(*chain, k=1) for chain in chains(39, (4, 3, 5))]
    agree(rbm_cd_gradient, rbm.rbm_cd_gradient, cases, mutants=CD)
