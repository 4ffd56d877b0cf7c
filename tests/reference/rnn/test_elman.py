"""The Elman network against torch's layer and autograd, with the worked numbers."""

import numpy as np
import pytest

from reference.misconceptions import misconceptions_of
from reference.rnn import elman
from tests.reference.mutants import alike, declared_in

torch = pytest.importorskip("torch")

B, T, D, H = 2, 5, 3, 4  # pairwise different: a swapped axis raises
SHAPES = {"W_ih": (H, D), "W_hh": (H, H), "b_ih": (H,), "b_hh": (H,)}
TORCH = {"W_ih": "weight_ih_l0", "W_hh": "weight_hh_l0", "b_ih": "bias_ih_l0", "b_hh": "bias_hh_l0"}


def draw(xp, *shapes, seed=0, dtype="float64"):
    rng = np.random.default_rng(seed)
    return [xp.asarray(rng.normal(size=shape), dtype=dtype) for shape in shapes]


def parameters(xp, seed=1, dtype="float64"):
    return dict(zip(SHAPES, draw(xp, *SHAPES.values(), seed=seed, dtype=dtype), strict=True))


def by_torch(xp, X, h0, params):
    """torch's layer with the same weights, and the leaves that autograd fills."""
    layer = torch.nn.RNN(X.shape[2], h0.shape[1], batch_first=True, dtype=torch.float64)
    layer.load_state_dict({TORCH[name]: torch.tensor(xp.to_numpy(w)) for name, w in params.items()})
    leaves = [torch.tensor(xp.to_numpy(a), requires_grad=True) for a in (X, h0)]
    out, last = layer(leaves[0], leaves[1][None])
    return out, last[0], [*leaves, *(getattr(layer, TORCH[name]) for name in SHAPES)]


def close(xp, ours, theirs, tol=1e-8):
    np.testing.assert_allclose(xp.to_numpy(ours), theirs.detach().numpy(), rtol=tol, atol=1e-12)


def scalars(xp):
    """w = ½, u = 1, x = (1, 0, 0)."""
    one, half, none = (xp.asarray(v) for v in ([[1.0]], [[0.5]], [0.0]))
    return xp.asarray([[[1.0], [0.0], [0.0]]]), xp.asarray([[0.0]]), dict(W_ih=one, W_hh=half, b_ih=none, b_hh=none)


def test_the_worked_states(xp):
    H, h = elman.rnn_forward(*scalars(xp))
    np.testing.assert_allclose(xp.to_numpy(H).ravel(), [0.761594, 0.363399, 0.179726], atol=5e-7)
    assert float(h[0, 0]) == float(H[0, 2, 0])


def test_the_worked_gradient_through_two_steps(xp):
    _, cache = elman.rnn_forward(*scalars(xp), return_cache=True)
    dX = elman.rnn_backward(cache, xp.asarray([[[0.0], [0.0], [1.0]]])).dX
    h1 = 0.7615941559557649
    assert float(dX[0, 0, 0]) == pytest.approx(0.209976 * (1 - h1**2), abs=5e-7)  # ∂h₃/∂h₁ times the slope at h₁


@pytest.mark.parametrize("steps", [1, T])
def test_states_are_torchs(xp, steps):
    (X, h0), params = draw(xp, (B, steps, D), (B, H)), parameters(xp)
    out, last, _ = by_torch(xp, X, h0, params)
    ours = elman.rnn_forward(X, h0, params)
    close(xp, ours.H, out)
    close(xp, ours.h, last)


@pytest.mark.parametrize("batch", [1, B])
def test_gradients_are_autograds(xp, batch):
    (X, h0, dH), params = draw(xp, (batch, T, D), (batch, H), (batch, T, H)), parameters(xp)
    out, _, leaves = by_torch(xp, X, h0, params)
    out.backward(torch.tensor(xp.to_numpy(dH)))
    grads = elman.rnn_backward(elman.rnn_forward(X, h0, params, return_cache=True)[1], dH)
    for ours, leaf in zip(grads, leaves, strict=True):
        close(xp, ours, leaf.grad)


@pytest.mark.parametrize("k", [1, 2, 3, T])
def test_truncated_gradients_are_those_of_a_detached_state(xp, k):
    (X, h0, dH), params = draw(xp, (B, T, D), (B, H), (B, T, H)), parameters(xp)
    layer = torch.nn.RNN(D, H, batch_first=True, dtype=torch.float64)
    layer.load_state_dict({TORCH[name]: torch.tensor(xp.to_numpy(w)) for name, w in params.items()})
    x, h, loss = torch.tensor(xp.to_numpy(X)), torch.tensor(xp.to_numpy(h0))[None], 0
    for start in range(0, T, k):
        out, h = layer(x[:, start : start + k], h.detach())
        loss = loss + (out * torch.tensor(xp.to_numpy(dH))[:, start : start + k]).sum()
    loss.backward()
    ours = elman.truncated_bptt(elman.rnn_forward(X, h0, params, return_cache=True)[1], dH, k)
    for name in SHAPES:
        close(xp, getattr(ours, f"d{name}"), getattr(layer, TORCH[name]).grad)


def test_no_step_leaves_the_start_state(xp):
    (X, h0), params = draw(xp, (B, 0, D), (B, H)), parameters(xp)
    out, cache = elman.rnn_forward(X, h0, params, return_cache=True)
    assert tuple(out.H.shape) == (B, 0, H)
    np.testing.assert_array_equal(xp.to_numpy(out.h), xp.to_numpy(h0))
    grads = elman.rnn_backward(cache, out.H)
    assert tuple(grads.dX.shape) == (B, 0, D)
    assert float(abs(xp.to_numpy(grads.dW_hh)).sum()) == 0


def test_saturated_states_stay_finite(xp):
    (X, h0), params = draw(xp, (B, T, D), (B, H)), parameters(xp)
    out, cache = elman.rnn_forward(1e3 * X, h0, params, return_cache=True)
    grads = elman.rnn_backward(cache, out.H)
    assert all(np.isfinite(xp.to_numpy(a)).all() for a in (*out, *grads))


def test_float32_stays_float32(xp):
    (X, h0), params = draw(xp, (B, T, D), (B, H), dtype="float32"), parameters(xp, dtype="float32")
    out, cache = elman.rnn_forward(X, h0, params, return_cache=True)
    assert {a.dtype for a in (*out, *elman.rnn_backward(cache, out.H))} == {X.dtype}


def test_the_arguments_are_left_alone(xp):
    (X, h0), params = draw(xp, (B, T, D), (B, H)), parameters(xp)
    before = [xp.to_numpy(a).copy() for a in (X, h0, *params.values())]
    out, cache = elman.rnn_forward(X, h0, params, return_cache=True)
    elman.truncated_bptt(cache, out.H, 2)
    for a, b in zip((X, h0, *params.values()), before, strict=True):
        np.testing.assert_array_equal(xp.to_numpy(a), b)


@pytest.mark.parametrize(
    ("shapes", "message"),
    [
        (((B, T, D), (3, H)), r"h0: expected shape \(B, H\) = \(2, 4\), got \(3, 4\)"),
        (((B, T, 2), (B, H)), r"W_ih: expected shape \(H, D\) = \(4, 2\), got \(4, 3\)"),
        (((B, D), (B, H)), r"X: expected 3 axes \(B, T, D\)"),
        (((0, T, D), (0, H)), "x: expected at least one sample"),
    ],
)
def test_shapes_that_do_not_fit_are_refused(xp, shapes, message):
    with pytest.raises(ValueError, match=message):
        elman.rnn_forward(*draw(xp, *shapes), parameters(xp))


def test_a_cut_needs_at_least_one_step(xp):
    (X, h0), params = draw(xp, (B, T, D), (B, H)), parameters(xp)
    out, cache = elman.rnn_forward(X, h0, params, return_cache=True)
    with pytest.raises(ValueError, match="k: expected at least 1 step, got 0"):
        elman.truncated_bptt(cache, out.H, 0)


# -- mistakes ----------------------------------------------------------------------------------------------------------


def square(xp):
    """A batch as large as the sequence is long: who mixes the axes up is not stopped by a shape."""
    return (*draw(xp, (T, T, D), (T, H)), parameters(xp))


def cached(xp):
    X, h0, params = square(xp)
    return elman.rnn_forward(X, h0, params, return_cache=True)[1], draw(xp, (T, T, H), seed=3)[0]


CASES = {
    "rnn_cell": lambda xp: [(*draw(xp, (B, D), (B, H)), *parameters(xp).values())],
    "rnn_forward": lambda xp: [square(xp)],
    "rnn_backward": lambda xp: [cached(xp)],
    "truncated_bptt": lambda xp: [(*cached(xp), 3)],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    from tests.reference.conftest import Backend

    assert alike(getattr(elman, name), CASES[name](Backend("numpy"))) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(elman)
    assert {m.function for m in mine} == set(CASES)
    listed = "no_carry wrong_prev deriv_pre overwrite time_first"
    assert {f"T6.1/{key}" for key in listed.split()} <= {m.key for m in mine}


def test_old_weights_are_not_what_a_mistake_needs(xp):
    """The derivative from the state, taken as if it were the net input, has its own value."""
    (mutant,) = misconceptions_of(elman.rnn_backward, "T6.1/deriv_pre")
    _, cache = elman.rnn_forward(*scalars(xp), return_cache=True)
    wrong = mutant.mutant(cache, xp.asarray([[[0.0], [0.0], [1.0]]])).dX
    h = np.tanh([0.761594, 0.363399, 0.179726])
    assert float(wrong[0, 0, 0]) == pytest.approx(0.25 * np.prod(1 - h**2), abs=5e-6)
