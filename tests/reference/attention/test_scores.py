"""Types of attention against loops over single numbers, with the worked numbers."""

import math

import numpy as np
import pytest

from reference.attention import scores
from tests.reference.conftest import Backend
from tests.reference.mutants import alike, declared_in

TQ, TK, D, DV, HID = 3, 5, 2, 4, 7


def draw(xp, *shapes, seed=0, dtype="float64"):
    rng = np.random.default_rng(seed)
    return [xp.asarray(rng.normal(size=shape), dtype=dtype) for shape in shapes]


def weights(xp, kind, dtype="float64"):
    W, W1, W2, v = draw(xp, (D, D), (HID, D), (HID, D), (HID,), seed=1, dtype=dtype)
    return {"general": {"W": W}, "additive": {"W1": W1, "W2": W2, "v": v}}.get(kind, {})


def by_loops(q, k, kind, W=None, W1=None, W2=None, v=None):
    def score(a, b):
        if kind == "additive":
            net = [math.tanh(sum(W1[i] * a) + sum(W2[i] * b)) for i in range(len(v))]
            return sum(x * y for x, y in zip(v, net, strict=True))
        if kind == "general":
            return sum(a[i] * W[i, j] * b[j] for i in range(len(a)) for j in range(len(b)))
        return sum(x * y for x, y in zip(a, b, strict=True)) / (math.sqrt(len(a)) if kind == "scaled" else 1)

    return [[score(a, b) for b in k] for a in q]


def test_the_worked_additive_scores(xp):
    one = xp.asarray(np.eye(2))
    got = scores.attention_scores(
        xp.asarray([[1.0, 0.0]]),
        xp.asarray([[1.0, 0], [0, 1], [1, 1]]),
        "additive",
        W1=one,
        W2=one,
        v=xp.asarray([1.0, 1]),
    )
    np.testing.assert_allclose(xp.to_numpy(got), [[0.964028, 1.523188, 1.725622]], atol=5e-7)


@pytest.mark.parametrize("kind", scores.KINDS)
def test_scores_are_those_of_loops(xp, kind):
    q, k = draw(xp, (TQ, D), (TK, D))
    w = weights(xp, kind)
    expected = by_loops(xp.to_numpy(q), xp.to_numpy(k), kind, **{n: xp.to_numpy(a) for n, a in w.items()})
    np.testing.assert_allclose(xp.to_numpy(scores.attention_scores(q, k, kind, **w)), expected, rtol=1e-9, atol=1e-12)


def test_weights_sum_to_1_over_the_keys_that_are_kept(xp):
    s, values = draw(xp, (TQ, TK), (TK, DV))
    mask = xp.asarray([[True, False, True, True, False], [True] * 5, [False] * 5], dtype="bool")
    out, w = scores.attend(s, values, mask)
    w, kept = xp.to_numpy(w), xp.to_numpy(mask)
    np.testing.assert_allclose(w.sum(axis=1), [1, 1, 0], rtol=1e-12)
    assert not w[~kept].any()
    e = np.exp(xp.to_numpy(s)) * kept
    np.testing.assert_allclose(w[:2], e[:2] / e[:2].sum(axis=1, keepdims=True), rtol=1e-9)
    np.testing.assert_allclose(xp.to_numpy(out), w @ xp.to_numpy(values), rtol=1e-9, atol=1e-12)


def test_scores_of_a_thousand_stay_finite(xp):
    s, values = draw(xp, (TQ, TK), (TK, DV))
    assert all(np.isfinite(xp.to_numpy(a)).all() for a in scores.attend(1e3 * s, values))


def test_one_key_has_all_the_weight_and_none_gives_0(xp):
    s, values = draw(xp, (TQ, 1), (1, DV))
    np.testing.assert_allclose(xp.to_numpy(scores.attend(s, values).out), np.tile(xp.to_numpy(values), (TQ, 1)))
    assert not xp.to_numpy(scores.attend(s[:, :0], values[:0, :]).out).any()


def test_hard_attention_takes_the_first_of_the_highest(xp):
    s = xp.asarray([[0.0, 2.0, 2.0], [3.0, 1.0, 3.0]])
    values = xp.asarray([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
    np.testing.assert_array_equal(xp.to_numpy(scores.hard_attention(s, values)), [[3, 4], [1, 2]])


def test_hard_attention_is_soft_attention_with_huge_scores(xp):
    s, values = draw(xp, (TQ, TK), (TK, DV))
    soft = scores.attend(1e6 * s, values).out
    np.testing.assert_allclose(xp.to_numpy(scores.hard_attention(s, values)), xp.to_numpy(soft), rtol=1e-9)


def test_linear_attention_is_the_quadratic_form_of_its_features(xp):
    q, k, v = draw(xp, (TQ, D), (TK, D), (TK, DV))
    phi = lambda z: np.where(z > 0, z + 1, np.exp(np.minimum(z, 0)))  # noqa: E731
    w = phi(xp.to_numpy(q)) @ phi(xp.to_numpy(k)).T
    expected = w / w.sum(axis=1, keepdims=True) @ xp.to_numpy(v)
    np.testing.assert_allclose(xp.to_numpy(scores.linear_attention(q, k, v)), expected, rtol=1e-9)


def test_float32_stays_float32(xp):
    q, k, v = draw(xp, (TQ, D), (TK, D), (TK, DV), dtype="float32")
    out = [scores.attention_scores(q, k, kind, **weights(xp, kind, "float32")) for kind in scores.KINDS]
    out += [*scores.attend(out[0], v), scores.hard_attention(out[0], v), scores.linear_attention(q, k, v)]
    assert {a.dtype for a in out} == {q.dtype}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda q, k, v: scores.attention_scores(q, v), r"k: expected shape \(Tk, d\) = \(5, 2\), got \(5, 4\)"),
        (lambda q, k, v: scores.attention_scores(q, k, "general"), "W: expected weights, as kind='general' needs them"),
        (lambda q, k, v: scores.attention_scores(q, k, "cosine"), "kind: expected one of 'dot'"),
        (lambda q, k, v: scores.attend(q, v), r"values: expected shape \(Tk, dv\) = \(2, 4\), got \(5, 4\)"),
        (lambda q, k, v: scores.attend(k[:, :1], v[:1, :], v > 0), "mask: expected a shape that fits the scores'"),
        (lambda q, k, v: scores.hard_attention(q[:, :0], v[:0, :]), "scores: expected at least one key"),
        (lambda q, k, v: scores.linear_attention(q, k[:0, :], v[:0, :]), "k: expected at least one key"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(*draw(xp, (TQ, D), (TK, D), (TK, DV)))


def test_a_mask_of_numbers_is_refused(xp):
    s, values = draw(xp, (TQ, TK), (TK, DV))
    with pytest.raises(TypeError, match=r"mask: expected booleans \(True keeps a key\)"):
        scores.attend(s, values, s)


NP = Backend("numpy")
SQUARE = draw(NP, (TK, D), (TK, D))
MASK = np.tril(np.ones((TK, TK), dtype=bool))
CASES = {
    "attention_scores": [
        (*SQUARE, kind, *(weights(NP, kind).get(n) for n in ("W", "W1", "W2", "v"))) for kind in scores.KINDS
    ],
    "attend": [(*draw(NP, (TK, TK), (TK, DV)), MASK)],
    "hard_attention": [(np.array([[0.0, 2, 2], [3, 1, 3], [5, 1, 0]]), np.array([[1.0, 2], [3, 4], [5, 6]]))],
    "linear_attention": [tuple(draw(NP, (TQ, D), (TK, D), (TK, DV)))],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(scores, name), CASES[name]) == []


def test_every_listed_mistake_has_a_mutant():
    listed = {f"T7.1/{key}" for key in ("softmax_axis", "tanh_outside", "qk_swapped", "hard_soft")}
    assert listed <= {m.key for m in declared_in(scores)}  # weights_on_keys: where keys are an argument, in scaled
