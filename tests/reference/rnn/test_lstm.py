"""LSTM and GRU against torch's layers and autograd, with the worked numbers."""

import numpy as np
import pytest

from reference.misconceptions import misconceptions_of
from reference.rnn import lstm
from tests.reference.conftest import Backend
from tests.reference.mutants import alike, declared_in

torch = pytest.importorskip("torch")

B, T, D, H = 2, 5, 3, 4
NAMES = ("W_ih", "W_hh", "b_ih", "b_hh")


def draw(xp, *shapes, seed=0, dtype="float64"):
    rng = np.random.default_rng(seed)
    return [xp.asarray(rng.normal(size=shape), dtype=dtype) for shape in shapes]


def weights(xp, rows, dtype="float64"):
    return draw(xp, (rows * H, D), (rows * H, H), (rows * H,), (rows * H,), seed=1, dtype=dtype)


def states(xp, n, dtype="float64"):
    return draw(xp, (B, D), *[(B, H)] * n, seed=2, dtype=dtype)


def load(cell, xp, arrays, suffix=""):
    """A module of torch's with our weights."""
    names = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
    state = {n + suffix: torch.tensor(xp.to_numpy(a)) for n, a in zip(names, arrays, strict=True)}
    cell.load_state_dict(state)
    return cell


def tensors(xp, *arrays):
    return [torch.tensor(xp.to_numpy(a), requires_grad=True) for a in arrays]


def close(xp, ours, theirs):
    np.testing.assert_allclose(xp.to_numpy(ours), theirs.detach().numpy(), rtol=1e-8, atol=1e-12)


def all_ones(xp, rows):
    """Every pre-activation is 1.5: weights 1, x = 1, h = ½; c = 2."""
    one, none = xp.asarray(np.ones((rows, 1))), xp.asarray(np.zeros(rows))
    return *(xp.asarray([[v]]) for v in (1.0, 0.5, 2.0)), one, one, none, none


@pytest.mark.parametrize(
    ("cell", "rows", "h", "c"), [("lstm_cell", 4, 0.803554, 2.375175), ("lstm_cell_1997", 3, 0.810786, 2.740026)]
)
def test_the_worked_cells(xp, cell, rows, h, c):
    state = getattr(lstm, cell)(*all_ones(xp, rows))
    assert [float(s[0, 0]) for s in state] == pytest.approx([h, c], abs=5e-7)


def test_the_published_value_without_the_last_tanh(xp):
    (m,) = misconceptions_of(lstm.lstm_cell, "T6.4/no_tanh_c")
    assert float(m.mutant(*all_ones(xp, 4)).h[0, 0]) == pytest.approx(1.941883, abs=5e-7)


def test_the_cell_is_torchs(xp):
    x, h, c = states(xp, 2)
    theirs = load(torch.nn.LSTMCell(D, H, dtype=torch.float64), xp, weights(xp, 4))
    expected = theirs(*tensors(xp, x), tuple(tensors(xp, h, c)))
    for ours, other in zip(lstm.lstm_cell(x, h, c, *weights(xp, 4)), expected, strict=True):
        close(xp, ours, other)


def test_an_open_forget_gate_gives_the_cell_of_1997(xp):
    """σ(1000) is 1: with such a bias the two cells agree."""
    x, h, c = states(xp, 2)
    three = [xp.to_numpy(w) for w in weights(xp, 3)]
    four = [np.concatenate([w[:H], np.zeros_like(w[:H]), w[H:]]) for w in three]
    four[2][H : 2 * H] = 1000
    for ours, other in zip(
        lstm.lstm_cell_1997(x, h, c, *map(xp.asarray, three)),
        lstm.lstm_cell(x, h, c, *map(xp.asarray, four)),
        strict=True,
    ):
        np.testing.assert_allclose(xp.to_numpy(ours), xp.to_numpy(other), rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("steps", [1, T])
def test_sequences_are_torchs(xp, steps):
    (X,), (_, h, c) = draw(xp, (B, steps, D)), states(xp, 2)
    layer = load(torch.nn.LSTM(D, H, batch_first=True, dtype=torch.float64), xp, weights(xp, 4), "_l0")
    out, (last_h, last_c) = layer(*tensors(xp, X), tuple(a[None] for a in tensors(xp, h, c)))
    ours = lstm.lstm_forward(X, (h, c), dict(zip(NAMES, weights(xp, 4), strict=True)))
    close(xp, ours.H, out)
    close(xp, ours.state.h, last_h[0])
    close(xp, ours.state.c, last_c[0])


def test_no_step_leaves_the_start_state(xp):
    (X,), (_, h, c) = draw(xp, (B, 0, D)), states(xp, 2)
    out = lstm.lstm_forward(X, (h, c), dict(zip(NAMES, weights(xp, 4), strict=True)))
    assert tuple(out.H.shape) == (B, 0, H)
    np.testing.assert_array_equal(xp.to_numpy(out.state.c), xp.to_numpy(c))


def test_gradients_are_autograds(xp):
    x, h, c, dh, dc = states(xp, 4)
    leaves = tensors(xp, x, h, c, *weights(xp, 4))
    cell = torch.nn.LSTMCell(D, H, dtype=torch.float64)
    names = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
    new_h, new_c = torch.func.functional_call(
        cell, dict(zip(names, leaves[3:], strict=True)), (leaves[0], (leaves[1], leaves[2]))
    )
    torch.autograd.backward([new_h, new_c], [torch.tensor(xp.to_numpy(d)) for d in (dh, dc)])
    for ours, leaf in zip(lstm.lstm_backward_cell(x, h, c, *weights(xp, 4), dh, dc), leaves, strict=True):
        close(xp, ours, leaf.grad)


def test_gru_is_torchs(xp):
    x, h = states(xp, 1)
    theirs = load(torch.nn.GRUCell(D, H, dtype=torch.float64), xp, weights(xp, 3))
    close(xp, lstm.gru_cell(x, h, *weights(xp, 3)), theirs(*tensors(xp, x, h)))


@pytest.mark.parametrize(("D", "H"), [(64, 128), (1, 1), (3, 7)])
def test_counts_are_torchs(D, H):
    assert lstm.lstm_param_count(D, H) == sum(p.numel() for p in torch.nn.LSTM(D, H).parameters())
    assert lstm.lstm_param_count(D, H, two_biases=False) == lstm.lstm_param_count(D, H) - 4 * H


def test_extreme_gates_stay_finite(xp):
    x, h, c = states(xp, 2)
    wide = [1e3 * w for w in weights(xp, 4)]
    grads = lstm.lstm_backward_cell(x, h, c, *wide, h, c)
    assert all(np.isfinite(xp.to_numpy(a)).all() for a in (*lstm.lstm_cell(x, h, c, *wide), *grads))


def test_float32_stays_float32(xp):
    x, h, c = states(xp, 2, dtype="float32")
    out = (
        *lstm.lstm_cell(x, h, c, *weights(xp, 4, "float32")),
        *lstm.lstm_cell_1997(x, h, c, *weights(xp, 3, "float32")),
        lstm.gru_cell(x, h, *weights(xp, 3, "float32")),
        *lstm.lstm_backward_cell(x, h, c, *weights(xp, 4, "float32"), h, c),
    )
    assert {a.dtype for a in out} == {x.dtype}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda xp, x, h, c: lstm.lstm_cell(x, h, c, *weights(xp, 3)), r"W_ih: expected shape \(4H, D\) = \(16, 3\)"),
        (lambda xp, x, h, c: lstm.lstm_cell_1997(x, h, c, *weights(xp, 4)), r"W_ih: expected shape \(3H, D\)"),
        (lambda xp, x, h, c: lstm.lstm_cell(x, h, c[:, :1], *weights(xp, 4)), r"c: expected shape \(B, H\) = \(2, 4\)"),
        (lambda xp, x, h, c: lstm.gru_cell(x[:1, :], h, *weights(xp, 3)), r"h: expected shape \(B, H\) = \(1, 4\)"),
        (lambda xp, x, h, c: lstm.lstm_param_count(0, 3), "D: expected a number of at least 1, got 0"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    x, h, c = states(xp, 2)
    with pytest.raises(ValueError, match=message):
        call(xp, x, h, c)


# -- mistakes ----------------------------------------------------------------------------------------------------------

NP = Backend("numpy")
CASES = {
    "lstm_cell": [(*states(NP, 2), *weights(NP, 4))],
    "lstm_cell_1997": [(*states(NP, 2), *weights(NP, 3))],
    "lstm_forward": [(*draw(NP, (B, T, D)), tuple(states(NP, 2)[1:]), dict(zip(NAMES, weights(NP, 4), strict=True)))],
    "lstm_backward_cell": [(*states(NP, 2), *weights(NP, 4), *states(NP, 4)[3:])],
    "gru_cell": [(*states(NP, 1), *weights(NP, 3))],
    "lstm_param_count": [(3, 7), (3, 7, False)],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(lstm, name), CASES[name]) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(lstm)
    assert {m.function for m in mine} == set(CASES)
    listed = "gate_order g_sigmoid h_from_old_c no_tanh_c f_on_input one_bias"
    assert {f"T6.4/{key}" for key in listed.split()} <= {m.key for m in mine}
