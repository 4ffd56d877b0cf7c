r"""Layer norm, and the encoder's and decoder's layer of a transformer.

Post-norm (2017): $LN(x + f(x))$; pre-norm (GPT-2): $x + f(LN(x))$. Encoder-only: BERT; decoder-only: GPT, without
cross-attention; both: translation. Parameters are named as in torch's `state_dict`.

Sources: `001_93c4fdc1f7522504.txt` (outline: encoder, decoder); Ba et al. 2016, Vaswani et al. 2017.
"""

from collections.abc import Callable, Mapping

from reference._array import (
    Array,
    as_floats,
    check_at_least,
    check_ndim,
    check_option,
    check_shape,
    namespace,
    transpose,
)
from reference.attention.heads import multi_head_attention
from reference.attention.scaled import causal_mask
from reference.neurons.activations import gelu, relu

ACTS: dict[str, Callable[[Array], Array]] = {"relu": relu, "gelu": gelu}


def layer_norm(x: Array, gamma: Array, beta: Array, eps: float = 1e-5) -> Array:
    r"""$\gamma (x - \mu) / \sqrt{\sigma^2 + \epsilon} + \beta$ over the features of each token; σ² divides by E.

    Args:
        x: (…, E) float. gamma, beta: (E,). eps: ε ≥ 0.

    Returns:
        (…, E) float.

    Raises:
        ValueError: shapes that do not fit, a negative eps.

    Source: `001_93c4fdc1f7522504.txt`, transformers; Ba et al. 2016.

    >>> import numpy as np
    >>> layer_norm(np.array([1.0, 2.0, 3.0, 6.0]), np.ones(4), np.zeros(4), eps=0).round(6).tolist()
    [-1.069045, -0.534522, 0.0, 1.603567]
    """
    x, gamma, beta = as_floats(x, gamma, beta)
    check_at_least(0, eps=eps)
    if x.ndim == 0 or x.shape[-1] == 0:
        raise ValueError(f"x: expected features on the last axis, got shape {tuple(x.shape)}")
    check_shape("gamma", gamma, "(E,)", x.shape[-1])
    check_shape("beta", beta, "(E,)", x.shape[-1])
    xp = namespace(x)
    centred = x - xp.mean(x, axis=-1, keepdims=True)
    return gamma * centred / xp.sqrt(xp.mean(centred * centred, axis=-1, keepdims=True) + eps) + beta


def feed_forward(x: Array, W1: Array, b1: Array, W2: Array, b2: Array, act: str = "relu") -> Array:
    r"""$W_2\,act(W_1 x + b_1) + b_2$ for each token by itself.

    Args:
        x: (…, E) float. W1: (F, E). b1: (F,). W2: (E, F). b2: (E,). act: "relu" or "gelu".

    Returns:
        (…, E) float.

    Raises:
        ValueError: shapes that do not fit, another act.

    Source: `001_93c4fdc1f7522504.txt`, transformers.
    """
    check_option("act", act, tuple(ACTS))
    x, W1, b1, W2, b2 = as_floats(x, W1, b1, W2, b2)
    check_ndim("W1", W1, "(F, E)", 2)
    F, E = W1.shape
    if x.shape[-1] != E:
        raise ValueError(f"x: expected {E} features on the last axis, got shape {tuple(x.shape)}")
    check_shape("b1", b1, "(F,)", F)
    check_shape("W2", W2, "(E, F)", E, F)
    check_shape("b2", b2, "(E,)", E)
    return ACTS[act](x @ transpose(W1) + b1) @ transpose(W2) + b2


def _attend(name: str, x: Array, memory: Array, params: Mapping[str, Array], n_heads: int, mask: Array | None) -> Array:
    parts = ("in_proj_weight", "in_proj_bias", "out_proj.weight", "out_proj.bias")
    return multi_head_attention(x, memory, *(params[f"{name}.{part}"] for part in parts), n_heads, mask)


def _norm(name: str, x: Array, params: Mapping[str, Array]) -> Array:
    return layer_norm(x, params[f"{name}.weight"], params[f"{name}.bias"])


def _feed(x: Array, params: Mapping[str, Array], act: str) -> Array:
    return feed_forward(x, *(params[f"linear{i}.{part}"] for i in (1, 2) for part in ("weight", "bias")), act)


def _sub(name: str, x: Array, f: Callable[[Array], Array], params: Mapping[str, Array], norm_first: bool) -> Array:
    """A part of a layer, with its residual and its norm."""
    return x + f(_norm(name, x, params)) if norm_first else _norm(name, x + f(x), params)


def transformer_encoder_layer(
    x: Array,
    params: Mapping[str, Array],
    n_heads: int,
    norm_first: bool,
    mask: Array | None = None,
    act: str = "relu",
) -> Array:
    """Self-attention, then the feed-forward part, each with a residual and a norm.

    Args:
        x: (B, T, E) float. params: self_attn.in_proj_weight, …, linear1.weight, …, norm1.weight, … as in torch.
        n_heads: a divisor of E. norm_first: pre-norm, else post-norm. mask: as in `multi_head_attention`.
        act: "relu" or "gelu".

    Returns:
        (B, T, E) float.

    Raises:
        KeyError: a parameter that is missing.
        ValueError: shapes that do not fit.

    Source: `001_93c4fdc1f7522504.txt`, encoder; Vaswani et al. 2017.
    """
    x = _sub("norm1", x, lambda z: _attend("self_attn", z, z, params, n_heads, mask), params, norm_first)
    return _sub("norm2", x, lambda z: _feed(z, params, act), params, norm_first)


def transformer_decoder_layer(
    x: Array,
    memory: Array,
    params: Mapping[str, Array],
    n_heads: int,
    norm_first: bool,
    causal: bool = True,
    act: str = "relu",
    memory_mask: Array | None = None,
) -> Array:
    """Masked self-attention, attention to the encoder's memory, then the feed-forward part.

    Args:
        x: (B, T, E) float. memory: (B, S, E) float. params: as in the encoder, with multihead_attn.… and norm3.
        n_heads: a divisor of E. norm_first: pre-norm, else post-norm. causal: mask what comes later in x.
        act: "relu" or "gelu". memory_mask: (T, S) or (B, T, S) bool, True keeps; None: all of the memory.

    Returns:
        (B, T, E) float.

    Raises:
        KeyError: a parameter that is missing.
        ValueError: shapes that do not fit.

    Source: `001_93c4fdc1f7522504.txt`, decoder; Vaswani et al. 2017.
    """
    check_ndim("x", x, "(B, T, E)", 3)
    mask = causal_mask(x.shape[1], x) if causal else None
    x = _sub("norm1", x, lambda z: _attend("self_attn", z, z, params, n_heads, mask), params, norm_first)
    cross = lambda z: _attend("multihead_attn", z, memory, params, n_heads, memory_mask)  # noqa: E731
    x = _sub("norm2", x, cross, params, norm_first)
    return _sub("norm3", x, lambda z: _feed(z, params, act), params, norm_first)


def transformer_param_count(d: int, ff: int | None = None, decoder: bool = False) -> int:
    """Weights of a layer, biases included: 12d² + 13d (encoder) and 16d² + 19d (decoder) for ff = 4d.

    Args:
        d: E, at least 1. ff: size of the feed-forward part; None: 4d. decoder: with cross-attention and a third norm.

    Raises:
        ValueError: a size below 1.

    Source: `001_93c4fdc1f7522504.txt`, transformers.

    >>> transformer_param_count(512), transformer_param_count(512, decoder=True)
    (3152384, 4204032)
    """
    ff = 4 * d if ff is None else ff
    check_at_least(1, d=d, ff=ff)
    attention, norm = 4 * d * d + 4 * d, 2 * d
    parts = 2 if decoder else 1
    return parts * attention + (parts + 1) * norm + 2 * d * ff + ff + d
