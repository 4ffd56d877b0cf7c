"""Clipping and the bound on gradients through time, against torch, autograd and the worked numbers."""

import numpy as np
import pytest

from reference.misconceptions import misconceptions_of
from reference.rnn import gradients
from tests.reference.conftest import Backend
from tests.reference.mutants import alike, declared_in

torch = pytest.importorskip("torch")

T, H = 5, 3


def draw(xp, *shapes, seed=0, dtype="float64"):
    rng = np.random.default_rng(seed)
    return [xp.asarray(rng.normal(size=shape), dtype=dtype) for shape in shapes]


def run(W, h, T):
    """The states of a tanh net without inputs, torch."""
    states = []
    for t in range(T):
        h = torch.tanh((W if W.ndim == 2 else W[t]) @ h)
        states.append(h)
    return torch.stack(states)


@pytest.mark.parametrize("shape", [(H, H), (T, H, H)])
def test_the_product_is_autograds_jacobian(xp, shape):
    W, h0 = (torch.tensor(xp.to_numpy(a)) for a in draw(xp, shape, (H,)))
    expected = torch.autograd.functional.jacobian(lambda h: run(W, h, T)[-1], h0)
    ours = gradients.jacobian_product(xp.asarray(W.numpy()), xp.asarray(run(W, h0, T).numpy()))
    np.testing.assert_allclose(xp.to_numpy(ours), expected.numpy(), rtol=1e-8, atol=1e-12)


def test_the_worked_product_over_two_steps(xp):
    """w = ½, states 0.363399 and 0.179726."""
    product = gradients.jacobian_product(xp.asarray([[0.5]]), xp.asarray([[0.363399], [0.179726]]))
    assert float(product[0, 0]) == pytest.approx(0.209976, abs=5e-7)


def test_no_step_is_the_identity(xp):
    W, hs = draw(xp, (H, H), (0, H))
    np.testing.assert_array_equal(xp.to_numpy(gradients.jacobian_product(W, hs)), np.eye(H))


@pytest.mark.parametrize("seed", range(5))
def test_no_product_is_longer_than_the_bound(xp, seed):
    W, h0 = (torch.tensor(xp.to_numpy(a)) for a in draw(xp, (H, H), (H,), seed=seed))
    product = gradients.jacobian_product(xp.asarray(W.numpy()), xp.asarray(run(W, h0, T).numpy()))
    bound = float(gradients.gradient_norm_bound(xp.asarray(W.numpy()), 1.0, T))
    assert np.linalg.norm(xp.to_numpy(product), 2) <= bound * (1 + 1e-12)


def test_the_bound_of_a_diagonal_matrix(xp):
    W = xp.asarray([[0.5, 0.0], [0.0, -2.0]])
    assert float(gradients.gradient_norm_bound(W, 0.25, 3)) == pytest.approx(0.125, rel=1e-9)
    assert float(gradients.gradient_norm_bound(W, 0.25, 0)) == 1


@pytest.mark.parametrize("max_norm", [0.0, 0.5, 2.0, 1e3])
def test_clipping_is_torchs(xp, max_norm):
    grads = draw(xp, (2, 3), (5,), (1,))
    parameters = [torch.nn.Parameter(torch.tensor(xp.to_numpy(g))) for g in grads]
    for p in parameters:
        p.grad = p.detach().clone()
    norm = torch.nn.utils.clip_grad_norm_(parameters, max_norm)
    ours = gradients.clip_grad_norm(grads, max_norm)
    assert float(ours.total_norm) == pytest.approx(float(norm), rel=1e-9)
    for g, p in zip(ours.grads, parameters, strict=True):
        np.testing.assert_allclose(xp.to_numpy(g), p.grad.numpy(), rtol=1e-9, atol=1e-12)


def test_the_worked_clipping(xp):
    grads, norm = gradients.clip_grad_norm([xp.asarray([3.0, 4.0]), xp.asarray([12.0])], 6.5)
    assert float(norm) == 13
    np.testing.assert_allclose(np.concatenate([xp.to_numpy(g) for g in grads]), [1.5, 2, 6], rtol=1e-7)


def test_the_published_values_of_clipping_each_tensor(xp):
    (m,) = misconceptions_of(gradients.clip_grad_norm, "T6.5/per_tensor")
    grads = m.mutant([xp.asarray([3.0, 4.0]), xp.asarray([12.0])], 6.5).grads
    np.testing.assert_allclose(np.concatenate([xp.to_numpy(g) for g in grads]), [3, 4, 6.5], rtol=1e-6)


def test_values_are_cut_as_torch_does(xp):
    (g,) = draw(xp, (4, 3))
    p = torch.nn.Parameter(torch.tensor(xp.to_numpy(g)))
    p.grad = p.detach().clone()
    torch.nn.utils.clip_grad_value_([p], 0.4)
    (ours,) = gradients.clip_grad_value([g], 0.4)
    np.testing.assert_array_equal(xp.to_numpy(ours), p.grad.numpy())


def test_float32_stays_float32_and_arguments_as_they_are(xp):
    grads = draw(xp, (2, 3), (5,), dtype="float32")
    before = [xp.to_numpy(g).copy() for g in grads]
    out = [*gradients.clip_grad_norm(grads, 0.1).grads, *gradients.clip_grad_value(grads, 0.1)]
    assert {g.dtype for g in out} == {grads[0].dtype}
    for g, b in zip(grads, before, strict=True):
        np.testing.assert_array_equal(xp.to_numpy(g), b)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda W, hs: gradients.jacobian_product(W, hs[:, :2]), r"Ws: expected shape \(H, H\) = \(2, 2\)"),
        (lambda W, hs: gradients.gradient_norm_bound(W[:2, :], 1.0, 2), r"W_hh: expected shape \(H, H\) = \(2, 2\)"),
        (lambda W, hs: gradients.gradient_norm_bound(W, -1.0, 2), "gamma: expected a number of at least 0, got -1.0"),
        (lambda W, hs: gradients.clip_grad_norm([], 1.0), "grads: expected at least one array, got none"),
        (lambda W, hs: gradients.clip_grad_norm([W], -1.0), "max_norm: expected a number of at least 0"),
        (lambda W, hs: gradients.clip_grad_value([W], float("nan")), "v: expected a number of at least 0, got nan"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(*draw(xp, (H, H), (T, H)))


NP = Backend("numpy")
CASES = {
    "jacobian_product": [tuple(draw(NP, (T, H, H), (T, H)))],
    "gradient_norm_bound": [(draw(NP, (H, H))[0], 0.25, 3)],
    "clip_grad_norm": [([np.array([3.0, 4.0]), np.array([12.0])], 6.5), ([np.array([0.3, 0.4])], 6.5)],
    "clip_grad_value": [([np.array([3.0, -4.0, 0.2])], 1.5)],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(gradients, name), CASES[name], absent=("T6.5/mutate",)) == []


def test_changed_gradients_are_seen():
    (m,) = misconceptions_of(gradients.clip_grad_norm, "T6.5/mutate")
    grads = [np.array([3.0, 4.0])]
    m.mutant(grads, 1.0)
    assert grads[0].tolist() != [3.0, 4.0]


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(gradients)
    assert {m.function for m in mine} == set(CASES)
    listed = "per_tensor always_scale sum_not_root spectral mutate"
    assert {f"T6.5/{key}" for key in listed.split()} <= {m.key for m in mine}
