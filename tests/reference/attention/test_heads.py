"""Multi-head attention against torch's module, with the worked numbers."""

import numpy as np
import pytest

from reference.attention import heads
from reference.misconceptions import misconceptions_of
from tests.reference.conftest import Backend
from tests.reference.mutants import alike, declared_in

torch = pytest.importorskip("torch")

B, TQ, TK, E = 2, 3, 5, 6


def draw(xp, *shapes, seed=0, dtype="float64"):
    rng = np.random.default_rng(seed)
    return [xp.asarray(rng.normal(size=shape), dtype=dtype) for shape in shapes]


def weights(xp, dtype="float64"):
    return draw(xp, (3 * E, E), (3 * E,), (E, E), (E,), seed=1, dtype=dtype)


def by_torch(xp, x_q, x_kv, n_heads, blocked=None):
    made = torch.nn.MultiheadAttention(E, n_heads, batch_first=True, dtype=torch.float64)
    names = ("in_proj_weight", "in_proj_bias", "out_proj.weight", "out_proj.bias")
    made.load_state_dict({n: torch.tensor(xp.to_numpy(w)) for n, w in zip(names, weights(xp), strict=True)})
    q, kv = (torch.tensor(xp.to_numpy(a)) for a in (x_q, x_kv))
    return made(q, kv, kv, attn_mask=None if blocked is None else torch.tensor(blocked))[0].detach().numpy()


@pytest.mark.parametrize("n_heads", [1, 2, 3, 6])
def test_attention_is_torchs(xp, n_heads):
    x_q, x_kv = draw(xp, (B, TQ, E), (B, TK, E))
    ours = heads.multi_head_attention(x_q, x_kv, *weights(xp), n_heads)
    np.testing.assert_allclose(xp.to_numpy(ours), by_torch(xp, x_q, x_kv, n_heads), rtol=1e-8, atol=1e-12)


def test_masks_mean_the_opposite_of_torchs(xp):
    x_q, x_kv = draw(xp, (B, TQ, E), (B, TK, E))
    keep = np.random.default_rng(1).random((TQ, TK)) < 0.6
    keep[:, 0] = True
    expected = by_torch(xp, x_q, x_kv, 2, ~keep)
    for mask in (keep, np.tile(keep, (B, 1, 1)), np.tile(keep, (B, 2, 1, 1))):
        ours = heads.multi_head_attention(x_q, x_kv, *weights(xp), 2, xp.asarray(mask, dtype="bool"))
        np.testing.assert_allclose(xp.to_numpy(ours), expected, rtol=1e-8, atol=1e-12)


def test_a_query_without_a_key_gives_the_output_bias(xp):
    x_q, x_kv = draw(xp, (B, TQ, E), (B, TK, E))
    W = weights(xp)
    out = heads.multi_head_attention(x_q, x_kv, *W, 2, xp.asarray(np.zeros((TQ, TK)), dtype="bool"))
    np.testing.assert_allclose(xp.to_numpy(out), np.tile(xp.to_numpy(W[3]), (B, TQ, 1)))


def test_splitting_and_merging_are_inverse(xp):
    (x,) = draw(xp, (B, TQ, E))
    parts = heads.split_heads(x, 3)
    assert tuple(parts.shape) == (B, 3, TQ, 2)
    np.testing.assert_array_equal(xp.to_numpy(parts)[1, 2, 0], xp.to_numpy(x)[1, 0, 4:])
    np.testing.assert_array_equal(xp.to_numpy(heads.merge_heads(parts)), xp.to_numpy(x))


def worked(xp):
    """E = 4, two heads, all projections I, output bias (0, 0, 0, 1)."""
    x = xp.asarray([[[1.0, 0, 2, 0], [0, 1, 0, 2]]])
    one, none = np.eye(4), np.zeros(12)
    return x, x, xp.asarray(np.tile(one, (3, 1))), xp.asarray(none), xp.asarray(one), xp.asarray([0.0, 0, 0, 1]), 2


def test_the_worked_attention(xp):
    out = heads.multi_head_attention(*worked(xp))
    expected = [[0.669762, 0.330238, 1.888386, 1.111614], [0.330238, 0.669762, 0.111614, 2.888386]]
    np.testing.assert_allclose(xp.to_numpy(out)[0], expected, atol=5e-7)


@pytest.mark.parametrize(
    ("key", "row"),
    [
        ("scale_full", [0.622459, 0.377541, 1.761594, 1.238406]),
        ("reshape_only", [1.669762, 0, 1.804430, 1]),
    ],
)
def test_mistakes_give_their_published_numbers(xp, key, row):
    (m,) = misconceptions_of(heads.multi_head_attention, f"T7.3/{key}")
    np.testing.assert_allclose(xp.to_numpy(m.mutant(*worked(xp)))[0, 0], row, atol=5e-7)


def test_the_number_of_parameters_does_not_depend_on_heads():
    counts = {h: sum(p.numel() for p in torch.nn.MultiheadAttention(E, h).parameters()) for h in (1, 2, 3)}
    assert set(counts.values()) == {4 * E * E + 4 * E}


def test_float32_stays_float32(xp):
    x_q, x_kv = draw(xp, (B, TQ, E), (B, TK, E), dtype="float32")
    assert heads.multi_head_attention(x_q, x_kv, *weights(xp, "float32"), 2).dtype == x_q.dtype


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda x, m, W: heads.multi_head_attention(x, m, *W, 4), "n_heads: expected a divisor of E = 6, got 4"),
        (lambda x, m, W: heads.split_heads(x, 0), "n_heads: expected a divisor of E = 6, got 0"),
        (lambda x, m, W: heads.multi_head_attention(x, m[:, :, :5], *W, 2), r"x_kv: expected shape \(B, Tk, E\)"),
        (
            lambda x, m, W: heads.multi_head_attention(x, m, W[2], *W[1:], 2),
            r"W_in: expected shape \(3E, E\) = \(18, 6\)",
        ),
        (
            lambda x, m, W: heads.multi_head_attention(x[:0, :, :], m[:0, :, :], *W, 2),
            "x_q: expected at least one sample",
        ),
        (lambda x, m, W: heads.merge_heads(x), r"x: expected 4 axes \(B, h, T, d\)"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(*draw(xp, (B, TQ, E), (B, TK, E)), weights(xp))


NP = Backend("numpy")
CASES = {
    "multi_head_attention": [(*draw(NP, (B, TQ, E), (B, TK, E)), *weights(NP), 2)],
    "split_heads": [(draw(NP, (B, TQ, E))[0], 2)],
    "merge_heads": [(draw(NP, (B, 2, TQ, 4))[0],)],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(heads, name), CASES[name]) == []


def test_every_listed_mistake_has_a_mutant():
    listed = {f"T7.3/{key}" for key in ("reshape_only", "scale_full", "no_out_proj", "qkv_order")}
    assert listed <= {m.key for m in declared_in(heads)}  # head_params: a concept that no value shows
