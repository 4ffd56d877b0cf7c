"""The Jordan network against a loop of single numbers and autograd, with the worked numbers."""

import math

import numpy as np
import pytest

from reference.misconceptions import misconceptions_of
from reference.rnn import jordan
from tests.reference.conftest import Backend
from tests.reference.mutants import alike, declared_in

torch = pytest.importorskip("torch")

B, T, D, H, O = 2, 5, 3, 4, 7  # noqa: E741 - the lecture's letter
SHAPES = ((B, T, D), (B, O), (H, D), (H, O), (H,), (O, H), (O,))


def draw(xp, shapes=SHAPES, seed=0, dtype="float64"):
    rng = np.random.default_rng(seed)
    return [xp.asarray(rng.normal(size=shape) / 2, dtype=dtype) for shape in shapes]


def scalars(xp):
    """h = tanh(x + ½ y_prev), y = 2h, x = (1, 0, 0)."""
    one, half, two, none = (xp.asarray(v) for v in ([[1.0]], [[0.5]], [[2.0]], [0.0]))
    return xp.asarray([[[1.0], [0.0], [0.0]]]), xp.asarray([[0.0]]), one, half, none, two, none


def test_the_worked_outputs(xp):
    Y = jordan.jordan_rnn_forward(*scalars(xp)).Y
    np.testing.assert_allclose(xp.to_numpy(Y).ravel(), [1.523188, 1.284030, 1.132540], atol=5e-7)


def test_an_elman_net_with_the_same_weights_gives_the_published_others(xp):
    (mutant,) = misconceptions_of(jordan.jordan_rnn_forward, "T6.2/elman")
    Y = mutant.mutant(*scalars(xp)).Y
    np.testing.assert_allclose(xp.to_numpy(Y).ravel(), [1.523188, 0.726799, 0.359452], atol=5e-7)


@pytest.mark.parametrize("mu", [0.0, 0.3, 1.0])
def test_outputs_are_those_of_a_loop_over_single_numbers(xp, mu):
    X, y0, W_xh, W_yh, b_h, W_hy, b_y = map(xp.to_numpy, draw(xp))
    expected = np.zeros((B, T, O))
    for n in range(B):
        y, s = y0[n].tolist(), [0.0] * O
        for t in range(T):
            s = [y[k] + mu * s[k] for k in range(O)]
            h = [
                math.tanh(b_h[j] + math.fsum(W_xh[j] * X[n, t]) + math.fsum(W_yh[j, k] * s[k] for k in range(O)))
                for j in range(H)
            ]
            y = [b_y[k] + math.fsum(W_hy[k, j] * h[j] for j in range(H)) for k in range(O)]
            expected[n, t] = y
    ours = jordan.jordan_rnn_forward(*draw(xp), mu)
    np.testing.assert_allclose(xp.to_numpy(ours.Y), expected, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(xp.to_numpy(ours.H) @ W_hy.T + b_y, expected, rtol=1e-9, atol=1e-12)


def test_autograd_flows_through_the_outputs():
    arguments = [a.requires_grad_() for a in draw(Backend("torch"))]
    assert torch.autograd.gradcheck(lambda *a: jordan.jordan_rnn_forward(*a, 0.3).Y, arguments)


def test_no_step_gives_no_output(xp):
    X, *rest = draw(xp)
    out = jordan.jordan_rnn_forward(X[:, :0, :], *rest)
    assert (tuple(out.H.shape), tuple(out.Y.shape)) == ((B, 0, H), (B, 0, O))


def test_float32_stays_float32_and_saturation_finite(xp):
    X, *rest = draw(xp, dtype="float32")
    out = jordan.jordan_rnn_forward(1e3 * X, *rest, 0.5)
    assert out.Y.dtype == X.dtype
    assert np.isfinite(xp.to_numpy(out.Y)).all()


@pytest.mark.parametrize(
    ("at", "shape", "message"),
    [
        (0, (B, D), r"X: expected 3 axes \(B, T, D\)"),
        (1, (3, O), r"y0: expected shape \(B, O\) = \(2, 7\), got \(3, 7\)"),
        (3, (H, H), r"W_yh: expected shape \(H, O\) = \(4, 7\), got \(4, 4\)"),
        (6, (H,), r"b_y: expected shape \(O,\) = \(7,\), got \(4,\)"),
    ],
)
def test_shapes_that_do_not_fit_are_refused(xp, at, shape, message):
    shapes = [*SHAPES[:at], shape, *SHAPES[at + 1 :]]
    with pytest.raises(ValueError, match=message):
        jordan.jordan_rnn_forward(*draw(xp, shapes))


def test_every_mistake_differs_from_the_reference_and_from_the_others():
    square = ((B, T, D), (B, H), (H, D), (H, H), (H,), (H, H), (H,))  # as many outputs as hidden units: Elman's fits
    assert alike(jordan.jordan_rnn_forward, [(*draw(Backend("numpy"), square), 0.3)]) == []


def test_every_listed_mistake_has_a_mutant():
    assert {f"T6.2/{key}" for key in ("elman", "current_y", "no_init", "mu_on_y")} <= {
        m.key for m in declared_in(jordan)
    }
