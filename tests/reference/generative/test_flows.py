"""Flows against autograd's Jacobians, torch's transformed distributions, round trips and the worked numbers."""

import math

import numpy as np
import pytest

from reference.generative import flows
from reference.misconceptions import misconceptions_of
from tests.reference.draws import NP, close, draw, published, to_torch, unchanged
from tests.reference.mutants import alike, declared_in

torch = pytest.importorskip("torch")
dist = torch.distributions

N, D, C = 3, 5, 2
MASK = [True, False, True, False, False]


def s_fn(x):
    """A net that mixes its inputs: every output feels every input."""
    return 0.3 * (x * x + 2 * x + _sum(x))


def t_fn(x):
    return x * x * x - _sum(x) + 0.7


def _sum(x):
    return x[:, 0:1] + 2 * x[:, 1:2] - x[:, 2:3] + 0.5 * x[:, 3:4] + x[:, 4:5]


def normal(z):
    """log N(z; 0, 1) of one number, in the library of z."""
    return -z * z / 2 - math.log(2 * math.pi) / 2


def logarithm(xp):
    """x = e^z for x of `xp`."""
    from reference._array import namespace

    return [lambda x: namespace(x).log(x), lambda x: -namespace(x).log(x), normal]


def line():
    """x = 3z + 1."""
    return [lambda x: (x - 1) / 3, lambda x: 0 * x - math.log(3), normal]


def test_the_worked_densities(xp):
    published(xp, flows.flow_log_prob(xp.asarray([2.0]), *logarithm(xp)), [-1.852312])
    published(xp, flows.flow_log_prob(xp.asarray([4.0]), *line()), [-2.517551])


@pytest.mark.parametrize(("key", "expected"), [("no_jacobian", -1.159165), ("sign", -0.466018)])
def test_mistakes_give_their_published_numbers(xp, key, expected):
    (m,) = misconceptions_of(flows.flow_log_prob, f"T10.3/{key}")
    published(xp, m.mutant(xp.asarray([2.0]), *logarithm(xp)), [expected])


def test_densities_are_torchs_and_integrate_to_one(xp):
    x = np.linspace(0.05, 9, N)
    close(xp, flows.flow_log_prob(xp.asarray(x), *logarithm(xp)), dist.LogNormal(0.0, 1.0).log_prob(torch.tensor(x)))
    close(
        xp,
        flows.flow_log_prob(xp.asarray(x), *line()),
        dist.Normal(*torch.tensor([1.0, 3.0]).double()).log_prob(torch.tensor(x)),
    )
    grid, step = np.linspace(-40, 40, 4001, retstep=True)
    assert np.exp(flows.flow_log_prob(grid, *line())).sum() * step == pytest.approx(1, rel=1e-9)


def jacobians(call, x):
    """log|det| of y by x, one a sample."""
    x = torch.tensor(x)
    J = [torch.autograd.functional.jacobian(lambda row: call(row[None])[0][0].reshape(-1), row) for row in x]
    return np.array([float(torch.linalg.slogdet(j.reshape(row.numel(), -1))[1]) for j, row in zip(J, x, strict=True)])


def layers(xp, wrap):
    """Each layer of rows as a function of its input alone."""
    mask = wrap(np.array(MASK))
    w, u = (wrap(a) for a in draw(NP, (D,), (D,), seed=2))
    return {
        "forward": lambda x: flows.affine_coupling_forward(x, mask, s_fn, t_fn),
        "inverse": lambda x: flows.affine_coupling_inverse(x, mask, s_fn, t_fn),
        "additive": lambda x: flows.additive_coupling(x, mask, t_fn),
        "planar": lambda x: flows.planar_flow(x, w, 0.3 * u, 0.1),
    }


def wrapped(xp):
    return lambda a: xp.asarray(a, dtype=a.dtype)


@pytest.mark.parametrize("name", ["forward", "inverse", "additive", "planar"])
def test_log_determinants_are_those_of_autograds_jacobian(xp, name):
    (x,) = draw(xp, (N, D))
    ours = layers(xp, wrapped(xp))[name](x)
    expected = jacobians(layers(xp, torch.tensor)[name], xp.to_numpy(x))
    close(xp, ours.logdet, expected, rtol=1e-8, atol=1e-10)


def test_coupling_layers_invert_each_other_and_keep_the_mask(xp):
    (x,) = draw(xp, (N, D))
    both = layers(xp, wrapped(xp))
    y, there = both["forward"](x)
    back, again = both["inverse"](y)
    close(xp, back, xp.to_numpy(x), rtol=1e-8, atol=1e-10)
    close(xp, there + again, np.zeros(N))
    np.testing.assert_array_equal(xp.to_numpy(y)[:, MASK], xp.to_numpy(x)[:, MASK])


@pytest.mark.parametrize("all_of", [True, False])
def test_a_mask_that_keeps_all_or_nothing(xp, all_of):
    (x,) = draw(xp, (N, D))
    mask = xp.asarray([all_of] * D, dtype="bool")
    y, logdet = flows.affine_coupling_forward(x, mask, s_fn, t_fn)
    if all_of:
        close(xp, y, xp.to_numpy(x))
        close(xp, logdet, np.zeros(N))
    else:  # s and t see zeros
        close(xp, y, xp.to_numpy(x) + 0.7)


def test_the_worked_planar_flow(xp):
    z, w, u = xp.asarray([[0.2, 0.4]]), xp.asarray([1.0, 2.0]), xp.asarray([0.5, -0.3])
    y, logdet = flows.planar_flow(z, w, u, 0.1)
    np.testing.assert_allclose(xp.to_numpy(y), [[0.6002, 0.1599]], atol=5e-5)
    published(xp, logdet, [-0.0365811])


def test_a_planar_flow_at_the_edge_of_invertibility(xp):
    z, w = draw(xp, (N, 2))[0], xp.asarray([1.0, 0.0])
    assert np.isfinite(xp.to_numpy(flows.planar_flow(z, w, -w, 0.0).logdet)).all()
    with pytest.raises(
        ValueError, match="w, u: expected wᵀu of at least −1, else the flow cannot be inverted, got -1.5"
    ):
        flows.planar_flow(z, w, -1.5 * w, 0.0)


def image_layers(xp, wrap):
    scale, bias, W = (
        wrap(a) for a in (np.array([-2.0, 0.5]), np.array([1.0, 3.0]), np.array([[0.5, 2.0], [1.0, -1.0]]))
    )
    return {"actnorm": lambda x: flows.actnorm(x, scale, bias), "conv": lambda x: flows.invertible_1x1(x, W)}


@pytest.mark.parametrize("name", ["actnorm", "conv"])
def test_layers_of_images_have_autograds_jacobian(xp, name):
    (x,) = draw(xp, (N, C, 2, 3))
    ours = image_layers(xp, wrapped(xp))[name](x)
    expected = jacobians(image_layers(xp, torch.tensor)[name], xp.to_numpy(x))
    close(xp, ours.logdet, expected, rtol=1e-8)


def test_a_1x1_convolution_is_torchs(xp):
    x, W = draw(xp, (N, C, 2, 3), (C, C))
    tx, tW = to_torch(xp, x, W)
    close(xp, flows.invertible_1x1(x, W).y, torch.nn.functional.conv2d(tx, tW[:, :, None, None]))


def test_an_empty_batch_stays_empty(xp):
    x, W = draw(xp, (0, C, 2, 3), (C, C))
    assert flows.invertible_1x1(x, W).logdet.shape == (0,)
    assert layers(xp, wrapped(xp))["forward"](draw(xp, (0, D))[0]).y.shape == (0, D)


def test_float32_stays_float32_and_arguments_as_they_are(xp):
    x, w, images, W = draw(xp, (N, D), (D,), (N, C, 2, 3), (C, C), dtype="float32")
    mask = xp.asarray(MASK, dtype="bool")
    out = [*unchanged(xp, lambda a, m: flows.affine_coupling_forward(a, m, s_fn, t_fn), [x, mask])]
    out += [*flows.affine_coupling_inverse(x, mask, s_fn, t_fn), *flows.additive_coupling(x, mask, t_fn)]
    out += [*unchanged(xp, lambda z, a: flows.planar_flow(z, a, a, 0.1), [x, w])]
    out += [*unchanged(xp, flows.invertible_1x1, [images, W]), *flows.actnorm(images, w[:2], w[:2])]
    assert {a.dtype for a in out} == {x.dtype}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda x, m: flows.affine_coupling_forward(x, m[:2], s_fn, t_fn), r"mask: expected shape \(D,\) = \(5,\)"),
        (lambda x, m: flows.additive_coupling(x[0, :], m, t_fn), r"x: expected 2 axes \(N, D\), got shape \(5,\)"),
        (lambda x, m: flows.planar_flow(x, x[0, :2], x[0, :], 0.0), r"w: expected shape \(D,\) = \(5,\), got \(2,\)"),
        (lambda x, m: flows.planar_flow(x, x[0, :], x[0, :2], 0.0), r"u: expected shape \(D,\) = \(5,\), got \(2,\)"),
        (lambda x, m: flows.actnorm(x, x, x), r"x: expected 4 axes \(N, C, H, W\), got shape \(3, 5\)"),
        (lambda x, m: flows.actnorm(x[None, None, :, :], x[0, :1] * 0, x[0, :1]), "scale: expected no 0"),
        (lambda x, m: flows.invertible_1x1(x[None, None, :, :], x[:1, :1] * 0), "W: expected an invertible matrix"),
        (lambda x, m: flows.invertible_1x1(x[None, None, :, :], x), r"W: expected shape \(C, C\) = \(1, 1\)"),
        (
            lambda x, m: flows.flow_log_prob(x, lambda x: x, lambda x: x[:, 0], normal),
            r"base_log_prob\(z\): expected shape \(N,\) = \(3,\), got \(3, 5\)",
        ),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(*draw(xp, (N, D)), xp.asarray(MASK, dtype="bool"))


def test_masks_are_booleans(xp):
    with pytest.raises(TypeError, match="mask: expected booleans"):
        flows.additive_coupling(*draw(xp, (N, D)), xp.asarray([1.0] * D), t_fn)


X, w, IMAGES, W = draw(NP, (N, D), (D,), (N, C, 2, 3), (C, C))
M = np.array(MASK)
CASES = {
    "flow_log_prob": [(np.array([2.0, 3.0]), *logarithm(NP))],
    "affine_coupling_forward": [(X, M, s_fn, t_fn)],
    "affine_coupling_inverse": [(X, M, s_fn, t_fn)],
    "additive_coupling": [(X, M, t_fn)],
    "planar_flow": [(X, w, 0.3 * np.flip(w), 0.1)],
    "actnorm": [(IMAGES, np.array([-2.0, 0.5]), np.array([1.0, 3.0])), (IMAGES, np.array([1.5, 1.5]), np.zeros(2))],
    "invertible_1x1": [(IMAGES, W)],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(flows, name), CASES[name]) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(flows)
    assert {m.function for m in mine} == set(CASES)
    listed = "no_jacobian sign det_not_log coupling_leak hw_factor inverse_order"
    assert {f"T10.3/{key}" for key in listed.split()} <= {m.key for m in mine}
