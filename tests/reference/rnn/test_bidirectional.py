"""Bidirectional nets against torch's layer and its packed sequences, with the worked numbers."""

import numpy as np
import pytest

from reference.misconceptions import misconceptions_of
from reference.rnn import bidirectional
from tests.reference.conftest import Backend
from tests.reference.mutants import alike, declared_in

torch = pytest.importorskip("torch")

B, T, D, H = 3, 5, 2, 4
SHAPES = {"W_ih": (H, D), "W_hh": (H, H), "b_ih": (H,), "b_hh": (H,)}
TORCH = {"W_ih": "weight_ih_l0", "W_hh": "weight_hh_l0", "b_ih": "bias_ih_l0", "b_hh": "bias_hh_l0"}


def draw(xp, shape=(B, T, D), dtype="float64"):
    rng = np.random.default_rng(0)
    X = xp.asarray(rng.normal(size=shape), dtype=dtype)
    return X, *({n: xp.asarray(rng.normal(size=s), dtype=dtype) for n, s in SHAPES.items()} for _ in range(2))


def layer(xp, fwd, bwd):
    made = torch.nn.RNN(D, H, batch_first=True, bidirectional=True, dtype=torch.float64)
    states = {TORCH[n]: w for n, w in fwd.items()} | {f"{TORCH[n]}_reverse": w for n, w in bwd.items()}
    made.load_state_dict({name: torch.tensor(xp.to_numpy(w)) for name, w in states.items()})
    return made


def scalars(xp, xs):
    """h = tanh(x + ½ h′) in both directions."""
    p = {n: xp.asarray(v) for n, v in dict(W_ih=[[1.0]], W_hh=[[0.5]], b_ih=[0.0], b_hh=[0.0]).items()}
    return xp.asarray(np.reshape(xs, (1, -1, 1))), p, p


WORKED = [[0.761594, 0.674144], [0.363399, -0.363399], [-0.674144, -0.761594]]


def test_the_worked_states(xp):
    H, h = bidirectional.bidirectional_rnn(*scalars(xp, [1.0, 0.0, -1.0]))
    np.testing.assert_allclose(xp.to_numpy(H)[0], WORKED, atol=5e-7)
    np.testing.assert_allclose(xp.to_numpy(h).ravel(), [-0.674144, 0.674144], atol=5e-7)


def test_the_worked_states_of_a_shorter_sequence(xp):
    H = bidirectional.bidirectional_rnn(*scalars(xp, [1.0, 0.0, 1.0]), xp.ints([2])).H
    np.testing.assert_allclose(xp.to_numpy(H)[0], [[0.761594, 0.761594], [0.363399, 0], [0, 0]], atol=5e-7)


@pytest.mark.parametrize(
    ("key", "xs", "lengths", "row"),
    [
        ("not_flipped_back", [1.0, 0.0, -1.0], None, [0.761594, -0.761594]),
        ("reverse_padding", [1.0, 0.0, 1.0], [2], [0.761594, 0.827987]),
    ],
)
def test_mistakes_give_their_published_numbers(xp, key, xs, lengths, row):
    (m,) = misconceptions_of(bidirectional.bidirectional_rnn, f"T6.3/{key}")
    H = m.mutant(*scalars(xp, xs), None if lengths is None else xp.ints(lengths)).H
    np.testing.assert_allclose(xp.to_numpy(H)[0, 0], row, atol=5e-7)


@pytest.mark.parametrize("shape", [(B, T, D), (1, 1, D)])
def test_states_are_torchs(xp, shape):
    X, fwd, bwd = draw(xp, shape)
    out, last = layer(xp, fwd, bwd)(torch.tensor(xp.to_numpy(X)))
    ours = bidirectional.bidirectional_rnn(X, fwd, bwd)
    np.testing.assert_allclose(xp.to_numpy(ours.H), out.detach().numpy(), rtol=1e-8, atol=1e-12)
    np.testing.assert_allclose(xp.to_numpy(ours.h), last.detach().numpy(), rtol=1e-8, atol=1e-12)


def test_lengths_are_packed_sequences(xp):
    X, fwd, bwd = draw(xp)
    lengths = [5, 1, 3]
    packed = torch.nn.utils.rnn.pack_padded_sequence(
        torch.tensor(xp.to_numpy(X)), lengths, batch_first=True, enforce_sorted=False
    )
    out, last = layer(xp, fwd, bwd)(packed)
    out, _ = torch.nn.utils.rnn.pad_packed_sequence(out, batch_first=True)
    ours = bidirectional.bidirectional_rnn(X, fwd, bwd, xp.ints(lengths))
    np.testing.assert_allclose(xp.to_numpy(ours.H), out.detach().numpy(), rtol=1e-8, atol=1e-12)
    np.testing.assert_allclose(xp.to_numpy(ours.h), last.detach().numpy(), rtol=1e-8, atol=1e-12)


def test_an_empty_sequence_has_states_of_0(xp):
    X, fwd, bwd = draw(xp)
    ours = bidirectional.bidirectional_rnn(X, fwd, bwd, xp.ints([0, 5, 2]))
    assert not xp.to_numpy(ours.H)[0].any()
    assert not xp.to_numpy(ours.h)[:, 0].any()


def test_what_is_padded_has_no_influence(xp):
    X, fwd, bwd = draw(xp)
    lengths = xp.ints([2, 2, 2])
    beyond = xp.asarray(np.arange(T).reshape(1, T, 1) >= 2)
    other = bidirectional.bidirectional_rnn(X + 9 * beyond, fwd, bwd, lengths)
    for a, b in zip(bidirectional.bidirectional_rnn(X, fwd, bwd, lengths), other, strict=True):
        np.testing.assert_array_equal(xp.to_numpy(a), xp.to_numpy(b))


def test_float32_stays_float32(xp):
    out = bidirectional.bidirectional_rnn(*draw(xp, dtype="float32"))
    assert {a.dtype for a in out} == {xp.asarray([0.0], dtype="float32").dtype}


@pytest.mark.parametrize(
    ("lengths", "error", "message"),
    [
        ([5, 6, 1], ValueError, r"lengths: expected 0 ≤ length ≤ T = 5, got \[5, 6, 1\]"),
        ([5, 1], ValueError, r"lengths: expected shape \(B,\) = \(3,\), got \(2,\)"),
        ([1.0, 2.0, 3.0], TypeError, "lengths: expected integers, got dtype"),
    ],
)
def test_lengths_that_do_not_fit_are_refused(xp, lengths, error, message):
    array = xp.ints(lengths) if isinstance(lengths[0], int) else xp.asarray(lengths)
    with pytest.raises(error, match=message):
        bidirectional.bidirectional_rnn(*draw(xp), array)


def test_every_mistake_differs_from_the_reference_and_from_the_others():
    xp = Backend("numpy")
    cases = [draw(xp), (*draw(xp), xp.ints([2, 5, 3]))]
    assert alike(bidirectional.bidirectional_rnn, cases) == []


def test_every_listed_mistake_has_a_mutant():
    listed = {"T6.3/not_flipped_back", "T6.3/final_state", "T6.3/reverse_padding"}
    assert listed <= {m.key for m in declared_in(bidirectional)}  # shared, causal: concepts that no values show
