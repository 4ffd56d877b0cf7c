"""Hidden tests of q4."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree, require
from reference.generative.flows import Flow
from reference.generative.flows import flow_log_prob as reference_log_prob
from reference.generative.flows import invertible_1x1 as reference_mix
from reference.generative.flows import planar_flow as reference_planar
from reference.misconceptions import misconceptions_of


def drive(log_prob, x, scale, shift, wide=False):
    """Density of z ↦ scale · sinh(z) + shift for each entry, of Gaussian or (`wide`) logistic noise."""

    def per_sample(values):
        return values.reshape(len(x), -1).sum(axis=1)

    def inverse_fn(x):
        return np.arcsinh((np.asarray(x) - shift) / scale)

    def logdet_fn(x):
        return per_sample(-np.log(scale**2 + (np.asarray(x) - shift) ** 2) / 2)

    def base_log_prob(z):
        z = np.asarray(z)
        if wide:
            return per_sample(-z - 2 * np.logaddexp(0, -z))
        return per_sample(-(z**2) / 2 - np.log(2 * np.pi) / 2)

    return log_prob(x, inverse_fn, logdet_fn, base_log_prob)


def logdet_at_z(x, inverse_fn, logdet_fn, base_log_prob):
    return base_log_prob(inverse_fn(x)) + logdet_fn(inverse_fn(x))


def pushed_by_w(z, w, u, b):
    """w and u in each other's place."""
    return reference_planar(z, u, w, b)


def slope_of_sigmoid(z, w, u, b):
    h = np.tanh(z @ w + b)
    return Flow(reference_planar(z, w, u, b).y, np.log(np.abs(1 + (w @ u) * h * (1 - h))))


def inverse_sign(z, w, u, b):
    y, logdet = reference_planar(z, w, u, b)
    return Flow(y, -logdet)


def samples_counted(x, W):
    y, logdet = reference_mix(x, W)
    return Flow(y, logdet * len(x))


DENSITY = [
    m.through(drive)
    for m in (
        *misconceptions_of(reference_log_prob),
        Misconception(
            "T10.3/logdet_at_z", "The determinant is that of f at x, where the way back begins.", logdet_at_z
        ),
    )
]
PLANAR = (
    *misconceptions_of(reference_planar),
    Misconception("T10.3/w_u_swapped", "w is where a point lies, u is where it goes.", pushed_by_w),
    Misconception("T10.3/slope_of_sigmoid", "The slope of tanh is 1 − tanh².", slope_of_sigmoid),
    Misconception("T10.3/inverse_sign", "Asked is the log-determinant of the way forth, z → z′.", inverse_sign),
)
MIX = (
    *misconceptions_of(reference_mix),
    Misconception(
        "T10.3/samples_counted", "Each sample has a log-determinant of its own: pixels of one.", samples_counted
    ),
)


def check_density(flow_log_prob, cases):
    require(flow_log_prob, "flow_log_prob")
    agree(
        lambda *a: drive(flow_log_prob, *a),
        lambda x, scale, shift, wide=False: drive(reference_log_prob, x, scale, shift, wide),
        cases,
        mutants=DENSITY,
        name="flow_log_prob",
    )


@test_case(
    name="densities of stretched noise",
    points=0.5,
    hidden=True,
    failure_message="Where is the density of the noise taken, and is the log-determinant of the way back added or subtracted?",
)
def test_hidden_density(flow_log_prob):
    rng = np.random.default_rng(41)
    cases = [
        (2 * rng.normal(size=shape), scale, shift)
        for shape, scale, shift in (((5,), 2.0, 1.0), ((4, 3), 0.5, -2.0), ((2, 2), 3.0, 0.5), ((5,), 0.7, -1.0))
    ]
    cases += [(rng.normal(size=(3, 2)), 1.5, 0.0, True), (np.asfortranarray(rng.normal(size=(3, 2))), 1.5, 0.0, True)]
    check_density(flow_log_prob, cases)


def pushes(*sizes):
    rng = np.random.default_rng(42)
    for N, D in sizes:
        for dtype in ("float64", "float32"):
            z, w, u = rng.normal(size=(N, D)), rng.normal(size=D), rng.normal(size=D)
            along = w @ u  # at least −0.8, so that the flow can be undone
            u = u if along > -0.8 else u * 0.8 / -along
            yield *(part.astype(dtype) for part in (z, w, u)), float(rng.normal())


@test_case(
    name="planar flows",
    points=1,
    hidden=True,
    failure_message="Compare with the determinant of I + u (1 − tanh²) wᵀ for one point: np.linalg.slogdet.",
)
def test_hidden_planar(planar_flow):
    cases = list(pushes((4, 3), (2, 5), (3, 2), (4, 3), (6, 7)))
    z, w, u, b = cases[0]
    cases.append((np.asfortranarray(-z), w, u, b))
    agree(planar_flow, reference_planar, cases, mutants=PLANAR)


@test_case(
    name="one dimension, no push, pushes that squeeze, points far away",
    points=0.5,
    hidden=True,
    failure_message="With u = 0 nothing happens. Far away tanh is flat: there space is moved, not stretched.",
)
def test_hidden_planar_edges(planar_flow):
    rng = np.random.default_rng(43)
    z, w = rng.normal(size=(5, 3)), np.array([1.0, -2.0, 0.5])
    cases = [*pushes((4, 1)), (z, w, 0 * w, 0.3), (z, w, -0.17 * w, 0.0), (40 * z, w, 0.5 * w, 2.0), (z, w, w, -1.0)]
    agree(planar_flow, reference_planar, cases, mutants=PLANAR)


def mixtures(*sizes):
    rng = np.random.default_rng(44)
    for shape in sizes:
        for dtype in ("float64", "float32"):
            yield rng.normal(size=shape).astype(dtype), rng.normal(size=(shape[1], shape[1])).astype(dtype)


@test_case(
    name="channels mixed",
    points=0.5,
    hidden=True,
    failure_message="y = W x at each pixel. How many blocks W has the matrix of the whole picture?",
)
def test_hidden_mixtures(invertible_1x1):
    cases = list(mixtures((2, 3, 4, 5), (3, 2, 2, 7), (1, 4, 3, 2), (2, 3, 4, 5)))
    cases.append(tuple(np.asfortranarray(part) for part in cases[0]))
    agree(invertible_1x1, reference_mix, cases, mutants=MIX)


@test_case(
    name="one channel, one pixel, mirrors, small determinants",
    points=0.5,
    hidden=True,
    failure_message="A determinant may be negative, and so small that it is 0 for a computer: np.linalg.slogdet.",
)
def test_hidden_mixture_edges(invertible_1x1):
    rng = np.random.default_rng(45)
    x, W = rng.normal(size=(2, 3, 2, 5)), rng.normal(size=(3, 3))
    mirror = np.array([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 3.0]])
    cases = [
        *mixtures((3, 1, 2, 4), (4, 5, 1, 1)),
        (x, mirror),
        (x, W * np.sign(np.linalg.det(W)) * -1),
        (x, W * 1e-110),
    ]
    agree(invertible_1x1, reference_mix, cases, mutants=MIX)
