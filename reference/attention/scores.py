r"""Types of attention: how a query scores keys, and what it makes of the values.

Self-attention takes queries, keys and values from one sequence; cross-attention takes queries from the target, keys and
values from the source; local attention masks all but a band.

Sources: `001_93c4fdc1f7522504.txt` (outline: types of attention); Bahdanau et al. 2015 (additive), Luong et al. 2015
(dot, general), Vaswani et al. 2017 (scaled), Katharopoulos et al. 2020 (linear).
"""

import math
from typing import NamedTuple

from reference._array import Array, as_float, as_floats, check_ndim, check_option, check_shape, namespace, transpose

KINDS = ("dot", "scaled", "general", "additive")
FEATURES = ("elu+1",)


class Attended(NamedTuple):
    """The mixture of values for each query, (Tq, dv), and the weights, (Tq, Tk)."""

    out: Array
    weights: Array


def attention_scores(
    q: Array,
    k: Array,
    kind: str = "scaled",
    W: Array | None = None,
    W1: Array | None = None,
    W2: Array | None = None,
    v: Array | None = None,
) -> Array:
    r"""dot $q^\top k$; scaled $q^\top k / \sqrt d$; general $q^\top W k$; additive $v^\top \tanh(W_1 q + W_2 k)$.

    Args:
        q: (Tq, d) float. k: (Tk, d) float. kind: one of `KINDS`.
        W: (d, d), for "general". W1, W2: (h, d) and v: (h,), for "additive".

    Returns:
        (Tq, Tk) float: a row for each query.

    Raises:
        ValueError: shapes that do not fit, another kind, weights that the kind needs and that are missing.

    Source: `001_93c4fdc1f7522504.txt`, types of attention.

    >>> import numpy as np
    >>> one, keys = np.eye(2), np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])
    >>> attention_scores(one[:1], keys, "additive", W1=one, W2=one, v=np.ones(2)).round(6).tolist()
    [[0.964028, 1.523188, 1.725622]]
    """
    check_option("kind", kind, KINDS)
    q, k, W, W1, W2, v = as_floats(q, k, W, W1, W2, v)
    check_ndim("q", q, "(Tq, d)", 2)
    check_ndim("k", k, "(Tk, d)", 2)
    d = q.shape[1]
    check_shape("k", k, "(Tk, d)", k.shape[0], d)
    xp = namespace(q)
    if kind == "additive":
        for name, weight in (("W1", W1), ("W2", W2), ("v", v)):
            _check_given(name, weight, kind)
        check_ndim("W1", W1, "(h, d)", 2)
        check_shape("W1", W1, "(h, d)", W1.shape[0], d)
        check_shape("W2", W2, "(h, d)", W1.shape[0], d)
        check_shape("v", v, "(h,)", W1.shape[0])
        both = (q @ transpose(W1))[:, None, :] + (k @ transpose(W2))[None, :, :]
        return xp.sum(xp.tanh(both) * v, axis=-1)
    if kind == "general":
        _check_given("W", W, kind)
        check_shape("W", W, "(d, d)", d, d)
        q = q @ W
    scores = q @ transpose(k)
    return scores / math.sqrt(d) if kind == "scaled" else scores


def _check_given(name: str, weight: Array | None, kind: str) -> None:
    if weight is None:
        raise ValueError(f"{name}: expected weights, as kind={kind!r} needs them, got None")


def masked_softmax(scores: Array, mask: Array | None = None) -> Array:
    """Softmax over the last axis of what the mask keeps; all 0 where it keeps nothing.

    Args:
        scores: (…, Tk) float. mask: bool, broadcast to the scores; True keeps.

    Raises:
        TypeError: a mask that is not bool.
        ValueError: a mask that does not fit.
    """
    xp = namespace(scores, mask)
    if 0 in scores.shape:
        return scores
    if mask is not None:
        if not xp.isdtype(mask.dtype, "bool"):
            raise TypeError(f"mask: expected booleans (True keeps a key), got dtype {mask.dtype}")
        try:
            mask = xp.broadcast_to(mask, scores.shape)
        except (ValueError, RuntimeError):
            shapes = f"{tuple(scores.shape)}, got {tuple(mask.shape)}"
            raise ValueError(f"mask: expected a shape that fits the scores' {shapes}") from None
        scores = xp.where(mask, scores, xp.full_like(scores, -xp.inf))
    top = xp.max(scores, axis=-1, keepdims=True)
    e = xp.exp(scores - xp.where(top == -xp.inf, xp.zeros_like(top), top))
    total = xp.sum(e, axis=-1, keepdims=True)
    return e / xp.where(total == 0, xp.ones_like(total), total)


def attend(scores: Array, values: Array, mask: Array | None = None) -> Attended:
    r"""$\sum_j w_{ij} v_j$ with $w_i$ the softmax of row i over the keys that the mask keeps.

    Args:
        scores: (Tq, Tk) float. values: (Tk, dv) float. mask: (Tq, Tk) bool, True keeps; None: all.

    Returns:
        (out, weights): (Tq, dv) and (Tq, Tk) float; both 0 for a query without a key.

    Raises:
        ValueError: shapes that do not fit.
        TypeError: a mask that is not bool.

    Source: `001_93c4fdc1f7522504.txt`, types of attention.
    """
    scores, values = as_floats(scores, values)
    _check_values(scores, values)
    weights = masked_softmax(scores, mask)
    return Attended(weights @ values, weights)


def _check_values(scores: Array, values: Array) -> None:
    check_ndim("scores", scores, "(Tq, Tk)", 2)
    check_ndim("values", values, "(Tk, dv)", 2)
    check_shape("values", values, "(Tk, dv)", scores.shape[1], values.shape[1])


def hard_attention(scores: Array, values: Array) -> Array:
    """The value of the highest score of each row; of the first one on ties.

    Args:
        scores: (Tq, Tk) float, Tk ≥ 1. values: (Tk, dv) float.

    Returns:
        (Tq, dv) float.

    Raises:
        ValueError: shapes that do not fit, no key.

    Source: `001_93c4fdc1f7522504.txt`, types of attention.
    """
    scores, values = as_floats(scores, values)
    _check_values(scores, values)
    if scores.shape[1] == 0:
        raise ValueError(f"scores: expected at least one key, got shape {tuple(scores.shape)}")
    xp = namespace(scores)
    return xp.take(values, xp.argmax(scores, axis=1), axis=0)


def linear_attention(q: Array, k: Array, v: Array, phi: str = "elu+1") -> Array:
    r"""$\varphi(q)(\varphi(k)^\top v) \,/\, \varphi(q)\sum_j\varphi(k_j)$: linear in the number of keys.

    Args:
        q: (Tq, d) float. k: (Tk, d) float, Tk ≥ 1. v: (Tk, dv) float. phi: "elu+1": z + 1 for z > 0, eᶻ below.

    Returns:
        (Tq, dv) float.

    Raises:
        ValueError: shapes that do not fit, no key, another phi.

    Source: Katharopoulos et al. 2020; in the course's list of types of attention.
    """
    check_option("phi", phi, FEATURES)
    q, k, v = as_floats(q, k, v)
    for name, x in (("q", q), ("k", k), ("v", v)):
        check_ndim(name, x, "(T, d)", 2)
    check_shape("k", k, "(Tk, d)", k.shape[0], q.shape[1])
    check_shape("v", v, "(Tk, dv)", k.shape[0], v.shape[1])
    if k.shape[0] == 0:
        raise ValueError(f"k: expected at least one key, got shape {tuple(k.shape)}")
    xp = namespace(q)
    features_q, features_k = elu_plus_one(q), elu_plus_one(k)
    return (features_q @ (transpose(features_k) @ v)) / (features_q @ xp.sum(features_k, axis=0))[:, None]


def elu_plus_one(z: Array) -> Array:
    """z + 1 for z > 0, eᶻ below: above 0 everywhere."""
    z = as_float(z)
    xp = namespace(z)
    return xp.where(z > 0, z + 1, xp.exp(xp.where(z > 0, xp.zeros_like(z), z)))
