"""Scaled dot-product attention against torch and autograd, with the worked numbers."""

import math

import numpy as np
import pytest

from reference.attention import scaled
from reference.misconceptions import misconceptions_of
from tests.reference.conftest import Backend
from tests.reference.mutants import alike, declared_in

torch = pytest.importorskip("torch")
F = torch.nn.functional

B, HEADS, TQ, TK, D, DV = 2, 3, 4, 5, 7, 6
Q2, K2, V2 = np.eye(2), [[1.0, 0], [0, 1], [1, 1]], [[1.0, 2], [3, 4], [5, 6]]


def draw(xp, *shapes, seed=0, dtype="float64"):
    rng = np.random.default_rng(seed)
    return [xp.asarray(rng.normal(size=shape), dtype=dtype) for shape in shapes]


def worked(xp):
    return [xp.asarray(a) for a in (Q2, K2, V2)]


def to_torch(xp, *arrays):
    return [torch.tensor(xp.to_numpy(a)) for a in arrays]


def close(xp, ours, theirs):
    np.testing.assert_allclose(xp.to_numpy(ours), theirs, rtol=1e-8, atol=1e-12)


def test_the_worked_attention(xp):
    out = scaled.scaled_dot_product_attention(*worked(xp))
    np.testing.assert_allclose(xp.to_numpy(out), [[3, 4], [3.406673, 4.406673]], atol=5e-7)
    weights = scaled.scaled_dot_product_attention(*worked(xp)[:2], xp.asarray(np.eye(3)))
    np.testing.assert_allclose(xp.to_numpy(weights)[0], [0.401112, 0.197776, 0.401112], atol=5e-7)


@pytest.mark.parametrize(
    ("key", "row", "expected"), [("no_scale", 1, [3.533913, 4.533913]), ("axis", 0, [4.160477, 5.660477])]
)
def test_mistakes_give_their_published_numbers(xp, key, row, expected):
    (m,) = misconceptions_of(scaled.scaled_dot_product_attention, f"T7.2/{key}")
    np.testing.assert_allclose(xp.to_numpy(m.mutant(*worked(xp)))[row], expected, atol=5e-7)


@pytest.mark.parametrize("masked", [False, True])
def test_attention_is_torchs(xp, masked):
    q, k, v = draw(xp, (B, HEADS, TQ, D), (B, HEADS, TK, D), (B, HEADS, TK, DV))
    keep = np.random.default_rng(1).random((B, 1, TQ, TK)) < 0.6
    keep[0, 0, 0] = False  # a query without a key
    mask = xp.asarray(keep, dtype="bool") if masked else None
    theirs = F.scaled_dot_product_attention(*to_torch(xp, q, k, v), attn_mask=torch.tensor(keep) if masked else None)
    close(xp, scaled.scaled_dot_product_attention(q, k, v, mask), theirs)


@pytest.mark.parametrize("T", [1, TK])
def test_causal_attention_is_torchs(xp, T):
    q, k, v = draw(xp, (B, T, D), (B, T, D), (B, T, DV))
    theirs = F.scaled_dot_product_attention(*to_torch(xp, q, k, v), is_causal=True)
    close(xp, scaled.scaled_dot_product_attention(q, k, v, is_causal=True), theirs)
    close(xp, scaled.scaled_dot_product_attention(q, k, v, scaled.causal_mask(T, q)), theirs)


def test_a_causal_mask_and_another_one_both_hold(xp):
    q, k, v = draw(xp, (TK, D), (TK, D), (TK, DV))
    mask = xp.asarray(np.arange(TK) != 1, dtype="bool")
    both = xp.asarray(np.tril(np.ones((TK, TK), dtype=bool)) & (np.arange(TK) != 1), dtype="bool")
    close(
        xp,
        scaled.scaled_dot_product_attention(q, k, v, mask, is_causal=True),
        xp.to_numpy(scaled.scaled_dot_product_attention(q, k, v, both)),
    )


def test_self_attention_does_not_know_the_order(xp):
    q, k, v = draw(xp, (TK, D), (TK, D), (TK, DV))
    order = [3, 0, 4, 1, 2]
    out = xp.to_numpy(scaled.scaled_dot_product_attention(q, k, v))[order]
    shuffled = [xp.asarray(xp.to_numpy(a)[order]) for a in (q, k, v)]
    close(xp, scaled.scaled_dot_product_attention(*shuffled), out)


def test_scores_of_a_thousand_stay_finite_and_nan_stays(xp):
    q, k, v = draw(xp, (TQ, D), (TK, D), (TK, DV))
    assert np.isfinite(xp.to_numpy(scaled.scaled_dot_product_attention(1e3 * q, 1e3 * k, v))).all()
    assert np.isnan(xp.to_numpy(scaled.scaled_dot_product_attention(q * np.nan, k, v))).all()


def test_padding_masks_keep_the_first(xp):
    got = scaled.padding_mask(xp.ints([0, 2, 3]), 3)
    np.testing.assert_array_equal(xp.to_numpy(got), [[False] * 3, [True, True, False], [True] * 3])
    assert scaled.causal_mask(0).shape == (0, 0)


def test_gradients_are_autograds(xp):
    Q, K, V, dO = draw(xp, (TQ, D), (TK, D), (TK, DV), (TQ, DV))
    keep = np.random.default_rng(1).random((TQ, TK)) < 0.7
    keep[1] = False
    leaves = [a.requires_grad_() for a in to_torch(xp, Q, K, V)]
    F.scaled_dot_product_attention(*leaves, attn_mask=torch.tensor(keep)).backward(torch.tensor(xp.to_numpy(dO)))
    ours = scaled.attention_backward(Q, K, V, dO, xp.asarray(keep, dtype="bool"))
    for a, leaf in zip(ours, leaves, strict=True):
        close(xp, a, leaf.grad)


def test_the_worked_gradients(xp):
    ours = scaled.attention_backward(*worked(xp), xp.asarray([[1.0, 0], [0, 2]]))
    np.testing.assert_allclose(xp.to_numpy(ours.dQ), [[0, 0.567258], [0.230688, 0.67314]], atol=5e-6)
    dV = [[0.401112, 0.395552], [0.197776, 0.802224], [0.401112, 0.802224]]
    np.testing.assert_allclose(xp.to_numpy(ours.dV), dV, atol=5e-7)


@pytest.mark.parametrize(
    ("key", "dQ"),
    [
        ("no_row_term", [[1.70177, 1.83769], [3.96294, 5.67258]]),
        ("no_scale_back", [[0, 0.802224], [0.326243, 0.951963]]),
    ],
)
def test_wrong_gradients_have_their_published_numbers(xp, key, dQ):
    (m,) = misconceptions_of(scaled.attention_backward, f"T7.7/{key}")
    np.testing.assert_allclose(xp.to_numpy(m.mutant(*worked(xp), xp.asarray([[1.0, 0], [0, 2]])).dQ), dQ, atol=5e-6)


def steps(xp, blocks, step=scaled.online_softmax_step):
    """(m, l, o) after each block of scores; the values are 1, 2, …"""
    state, at, seen = (xp.asarray(-np.inf), xp.asarray(0.0), xp.asarray([0.0])), 0, []
    for block in blocks:
        values = xp.asarray(np.reshape([at + i + 1.0 for i in range(len(block))], (-1, 1)))
        state, at = step(*state, xp.asarray(block), values), at + len(block)
        seen.append([float(state[0]), float(state[1]), float(state[2][0])])
    return seen


def test_the_worked_online_softmax(xp):
    first, second = steps(xp, [[1.0, 3.0], [2.0, 0.0]])
    np.testing.assert_allclose(first, [3, 1.13534, 2.13534], atol=5e-6)
    np.testing.assert_allclose(second, [3, 1.553, 3.43812], atol=5e-6)
    m, l, o = second
    assert (o / l, m + math.log(l)) == pytest.approx((2.21386, 3.44019), abs=5e-6)


def test_a_later_maximum_rescales(xp):
    m, l, o = steps(xp, [[1.0, 0.0], [3.0, 2.0]])[-1]
    assert o / l == pytest.approx(3.03054, abs=5e-6)
    (wrong,) = misconceptions_of(scaled.online_softmax_step, "T7.7/no_rescale")
    m, l, o = steps(xp, [[1.0, 0.0], [3.0, 2.0]], wrong.mutant)[-1]
    assert o / l == pytest.approx(2.26894, abs=5e-6)


def test_a_block_of_masked_scores_changes_nothing(xp):
    before, after, last = steps(xp, [[-np.inf, -np.inf], [], [1.0]])
    assert before == after == [-np.inf, 0, 0]
    assert last == [1, 1, 3]


@pytest.mark.parametrize("block", [1, 2, TK, 99])
def test_tiles_give_the_whole_softmax(xp, block):
    q, K, V = draw(xp, (D,), (TK, D), (TK, DV))
    s = xp.to_numpy(K) @ xp.to_numpy(q) / math.sqrt(D)
    ours = scaled.tiled_attention(q, K, V, block)
    close(xp, ours.out, np.exp(s) @ xp.to_numpy(V) / np.exp(s).sum())
    assert float(ours.lse) == pytest.approx(math.log(np.exp(s).sum()), rel=1e-9)


def test_float32_stays_float32_and_arguments_as_they_are(xp):
    q, k, v = arrays = draw(xp, (TK, D), (TK, D), (TK, DV), dtype="float32")
    before = [xp.to_numpy(a).copy() for a in arrays]
    out = [scaled.scaled_dot_product_attention(q, k, v, is_causal=True), *scaled.attention_backward(q, k, v, v)]
    out += scaled.tiled_attention(q[0, :], k, v, 2)
    assert {a.dtype for a in out} == {q.dtype}
    for a, b in zip(arrays, before, strict=True):
        np.testing.assert_array_equal(xp.to_numpy(a), b)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda q, k, v: scaled.scaled_dot_product_attention(q, v, v), r"k: expected shape \(…, Tk, d\) with d = 7"),
        (
            lambda q, k, v: scaled.scaled_dot_product_attention(q, k, v[:2, :]),
            r"v: expected shape \(…, Tk, dv\) with Tk",
        ),
        (lambda q, k, v: scaled.scaled_dot_product_attention(q, k, v, is_causal=True), "is_causal: expected as many"),
        (lambda q, k, v: scaled.attention_backward(q, k, v, v), r"dO: expected shape \(Tq, dv\) = \(4, 6\)"),
        (lambda q, k, v: scaled.tiled_attention(q[0, :], k, v, 0), "block: expected a number of at least 1, got 0"),
        (lambda q, k, v: scaled.tiled_attention(q[0, :], k[:0, :], v[:0, :], 2), "Tk: expected a number of at least 1"),
        (lambda q, k, v: scaled.causal_mask(-1), "T: expected a number of at least 0, got -1"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(*draw(xp, (TQ, D), (TK, D), (TK, DV)))


def test_lengths_beyond_the_padding_are_refused(xp):
    with pytest.raises(ValueError, match=r"lengths: expected 0 ≤ length ≤ T = 3, got \[1, 4\]"):
        scaled.padding_mask(xp.ints([1, 4]), 3)
    with pytest.raises(TypeError, match="lengths: expected integers"):
        scaled.padding_mask(xp.asarray([1.0]), 3)


NP = Backend("numpy")
SAME = draw(NP, (TK, D), (TK, D), (TK, D))
MASK = np.random.default_rng(1).random((TK, TK)) < 0.6
CASES = {
    "scaled_dot_product_attention": [(*SAME,), (*SAME, MASK), (*SAME, None, True)],
    "causal_mask": [(3,)],
    "padding_mask": [(np.array([0, 2, 3]), 4)],
    "attention_backward": [(*draw(NP, (TQ, D), (TK, D), (TK, DV), (TQ, DV)), MASK[:TQ])],
    "online_softmax_step": [
        (np.array(1.0), np.array(1.4), np.array([0.3, 0.5]), np.array([3.0, 2.0]), np.ones((2, 2))),
        (np.array(9.0), np.array(1.4), np.array([0.3, 0.5]), np.array([3.0, 2.0]), np.ones((2, 2))),
    ],
    "tiled_attention": [(sign * 3 * SAME[0][0], SAME[1], SAME[2], 2) for sign in (1, -1)],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(scaled, name), CASES[name]) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(scaled)
    assert {m.function for m in mine} == set(CASES)
    listed = [f"T7.2/{k}" for k in ("no_scale", "scale_d", "axis", "mask_after", "mask_inverted", "strict_causal")]
    listed += [f"T7.7/{k}" for k in ("no_row_term", "no_scale_back", "no_rescale", "normalised_blocks")]
    assert {*listed, "T7.1/weights_on_keys"} <= {m.key for m in mine}
