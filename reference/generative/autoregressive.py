r"""Autoregressive models, $\log p(x) = \sum_d \log p(x_d \mid x_{<d})$: FVSBN, NADE, the masks of MADE and PixelCNN.

Sources: `001_93c4fdc1f7522504.txt` (outline: autoregressive models); Frey et al. 1996 (FVSBN), Larochelle and Murray
2011 (NADE), Germain et al. 2015 (MADE), van den Oord et al. 2016 (PixelCNN, WaveNet).
"""

from collections.abc import Sequence
from math import log

from reference._array import (
    Array,
    as_floats,
    check_at_least,
    check_entries,
    check_ndim,
    check_option,
    check_shape,
    namespace,
    plain,
    transpose,
)
from reference.neurons.activations import sigmoid, softplus


def bernoulli_log_prob(x: Array, z: Array) -> Array:
    r"""$\log \sigma(z)$ where x is 1, $\log(1 - \sigma(z))$ where it is 0: $xz - \mathrm{softplus}(z)$, any shape."""
    return x * z - softplus(z)


def fvsbn_log_prob(x: Array, W: Array, c: Array) -> Array:
    r"""A fully visible sigmoid belief network: $p(x_d = 1 \mid x_{<d}) = \sigma(c_d + \sum_{j<d} W_{dj}x_j)$.

    Args:
        x: (N, D) entries 0 or 1. W: (D, D) float, strictly lower triangular. c: (D,) float.

    Returns:
        (N,) float, nats.

    Raises:
        ValueError: shapes that do not fit, entries of x besides 0 and 1, entries of W on or above the diagonal.

    Source: `001_93c4fdc1f7522504.txt`, autoregressive models; Frey et al. 1996.

    >>> import numpy as np
    >>> fvsbn_log_prob(np.array([[0.0, 1.0]]), np.zeros((2, 2)), np.zeros(2)).round(6).tolist()
    [-1.386294]
    """
    x, W, c = as_floats(x, W, c)
    D = _checked_bits(x)
    check_shape("W", W, "(D, D)", D, D)
    check_shape("c", c, "(D,)", D)
    xp = namespace(x)
    if not bool(xp.all(xp.triu(W) == 0)):
        raise ValueError("W: expected zeros on and above the diagonal, x_d depends on the entries before it alone")
    return xp.sum(bernoulli_log_prob(x, x @ transpose(W) + c), axis=1)


def _checked_bits(x: Array) -> int:
    check_ndim("x", x, "(N, D)", 2)
    check_entries("x", x, 0, 1)
    return int(x.shape[1])


def nade_log_prob(x: Array, W: Array, V: Array, b: Array, c: Array) -> Array:
    r"""$h_d = \sigma(c + W_{:,<d}\,x_{<d})$, $p(x_d = 1 \mid x_{<d}) = \sigma(b_d + V_d h_d)$.

    The sum in h_d grows by one column a step, so that all conditionals cost O(DH).

    Args:
        x: (N, D) entries 0 or 1. W: (H, D) float. V: (D, H) float. b: (D,) float, visible. c: (H,) float, hidden.

    Returns:
        (N,) float, nats.

    Raises:
        ValueError: shapes that do not fit, entries of x besides 0 and 1.

    Source: `001_93c4fdc1f7522504.txt`, autoregressive models; Larochelle and Murray 2011.
    """
    x, W, V, b, c = as_floats(x, W, V, b, c)
    D = _checked_bits(x)
    check_ndim("W", W, "(H, D)", 2)
    H = W.shape[0]
    for name, array, symbols, shape in (("W", W, "(H, D)", (H, D)), ("V", V, "(D, H)", (D, H))):
        check_shape(name, array, symbols, *shape)
    check_shape("b", b, "(D,)", D)
    check_shape("c", c, "(H,)", H)
    xp = namespace(x)
    a, total = 0 * (x @ transpose(W)) + c, 0 * xp.sum(x, axis=1)
    for d in range(D):
        total = total + bernoulli_log_prob(x[:, d], b[d] + sigmoid(a) @ V[d, :])
        a = a + x[:, d][:, None] * W[:, d]
    return total


def made_masks(m_in: Array, m_hidden: Sequence[Array]) -> list[Array]:
    r"""Hidden $M_{ji} = [m_j \ge m_i]$, output $M_{dj} = [m_d > m_j]$: output d depends on lower inputs alone.

    Args:
        m_in: (D,) int, the place of each input in the order. m_hidden: for each hidden layer (H,) int, how much of the
            order each unit may see.

    Returns:
        for each hidden layer and for the output a mask (out, in) of zeros and ones, in the library's default float.

    Raises:
        TypeError: numbers that are no integers.
        ValueError: other axes, no hidden layer.

    Source: `001_93c4fdc1f7522504.txt`, autoregressive models; Germain et al. 2015.
    """
    xp = namespace(m_in, *m_hidden)
    if not m_hidden:
        raise ValueError("m_hidden: expected at least one hidden layer, got none")
    for name, m in [("m_in", m_in), *((f"m_hidden[{i}]", m) for i, m in enumerate(m_hidden))]:
        if not xp.isdtype(m.dtype, "integral"):
            raise TypeError(f"{name}: expected integers, got dtype {m.dtype}")
        check_ndim(name, m, "(D,)" if name == "m_in" else "(H,)", 1)
    layers = [m_in, *m_hidden]
    hidden = [above[:, None] >= below[None, :] for below, above in zip(layers, layers[1:], strict=False)]
    output = m_in[:, None] > layers[-1][None, :]
    return [xp.astype(m, xp.asarray(0.0).dtype) for m in (*hidden, output)]


def pixelcnn_mask(k: int, kind: str, like: Array | None = None) -> Array:
    """1 at the pixels before the centre in reading order; kind "B" (later layers) also at the centre, "A" (first) not.

    Args:
        k: odd size of the filter. kind: "A" or "B". like: an array whose library and device it takes; None: NumPy.

    Returns:
        (k, k) zeros and ones, in the library's default float.

    Raises:
        ValueError: an even k or one below 1, another kind.

    Source: `001_93c4fdc1f7522504.txt`, autoregressive models; van den Oord et al. 2016.

    >>> pixelcnn_mask(3, "A").tolist()
    [[1.0, 1.0, 1.0], [1.0, 0.0, 0.0], [0.0, 0.0, 0.0]]
    """
    check_option("kind", kind, ("A", "B"))
    if k < 1 or k % 2 == 0:
        raise ValueError(f"k: expected an odd number of at least 1, got {k}")
    xp = plain if like is None else namespace(like)
    at = xp.arange(k * k, device=getattr(like, "device", None))
    centre = k * k // 2
    return xp.astype(xp.reshape(at <= centre if kind == "B" else at < centre, (k, k)), xp.asarray(0.0).dtype)


def wavenet_receptive_field(k: int, dilations: Sequence[int]) -> int:
    r"""$1 + (k - 1)\sum_l d_l$ inputs reach one output of a stack of dilated causal convolutions.

    Args:
        k: filter size, at least 1. dilations: one a layer, at least 1 each.

    Raises:
        ValueError: numbers below 1.

    Source: `001_93c4fdc1f7522504.txt`, autoregressive models; van den Oord et al. 2016 (WaveNet).

    >>> wavenet_receptive_field(2, [1, 2, 4])
    8
    """
    check_at_least(1, k=k, **{f"dilations[{i}]": d for i, d in enumerate(dilations)})
    return 1 + (k - 1) * sum(dilations)


def bits_per_dim(nll_nats: float | Array, n_dims: int) -> float | Array:
    r"""$\mathrm{nll} / (D \ln 2)$: the code length of one entry, in bits.

    Args:
        nll_nats: −log p of a whole sample, in nats, a number or an array. n_dims: D, at least 1.

    Raises:
        ValueError: a D below 1.

    Source: `001_93c4fdc1f7522504.txt`, autoregressive models.

    >>> round(bits_per_dim(3000.0, 32 * 32 * 3), 6)
    1.408882
    """
    check_at_least(1, n_dims=n_dims)
    return nll_nats / (n_dims * log(2))
