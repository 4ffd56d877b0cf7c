r"""Vector quantisation: a code of a finite book for each latent vector, and gradients that go past the choice.

Sources: `001_93c4fdc1f7522504.txt` (outline: variational autoencoders), `004_c46ddd2f6285f478.txt` (generative
models); van den Oord et al. 2017 (VQ-VAE), Razavi et al. 2019 (moving averages).
"""

from typing import NamedTuple

from reference._array import (
    Array,
    as_floats,
    check_at_least,
    check_ndim,
    check_samples,
    check_shape,
    namespace,
    stop_gradient,
    transpose,
)
from reference.linear.hinge import one_hot
from reference.linear.neighbours import pairwise_sq_dists


class Quantized(NamedTuple):
    """The number of each code, (N,), and the code itself, (N, d)."""

    idx: Array
    z_q: Array


class VqLosses(NamedTuple):
    """What moves the codes, and β times what moves the encoder."""

    codebook: Array
    commitment: Array


class Codebook(NamedTuple):
    """Moving averages of how often a code is used, (K,), and of the sum of its vectors, (K, d); the codes, (K, d)."""

    N_k: Array
    m_k: Array
    E: Array


def vector_quantize(z: Array, E: Array) -> Quantized:
    r"""$k_i = \arg\min_k \|z_i - e_k\|^2$, the first of equally near codes.

    Args:
        z: (N, d) float. E: (K, d) float, K ≥ 1.

    Returns:
        idx: (N,) int; z_q: (N, d) float, through which gradients reach E alone.

    Raises:
        ValueError: shapes that do not fit, no code.

    Source: `001_93c4fdc1f7522504.txt`, variational autoencoders; van den Oord et al. 2017.
    """
    z, E = as_floats(z, E)
    idx = namespace(z).argmin(pairwise_sq_dists(stop_gradient(z), stop_gradient(E)), axis=1)
    return Quantized(idx, namespace(z).take(E, idx, axis=0))


def vq_losses(z: Array, z_q: Array, beta: float = 0.25) -> VqLosses:
    r"""$\overline{(\mathrm{sg}(z) - e)^2}$ and $\beta\,\overline{(z - \mathrm{sg}(e))^2}$; sg stops gradients.

    Args:
        z, z_q: (N, d) float. beta: β, at least 0.

    Returns:
        (codebook, commitment), means over all entries; the loss is their sum.

    Raises:
        ValueError: shapes that differ, an empty batch, a negative β.

    Source: `001_93c4fdc1f7522504.txt`, variational autoencoders; van den Oord et al. 2017.
    """
    check_at_least(0, beta=beta)
    z, z_q = _pair(z, z_q)
    check_samples("z", z)
    xp = namespace(z)
    return VqLosses(xp.mean((stop_gradient(z) - z_q) ** 2), beta * xp.mean((z - stop_gradient(z_q)) ** 2))


def _pair(z: Array, z_q: Array) -> list[Array]:
    z, z_q = as_floats(z, z_q)
    check_ndim("z", z, "(N, d)", 2)
    check_shape("z_q", z_q, "(N, d)", *z.shape)
    return [z, z_q]


def straight_through(z: Array, z_q: Array) -> Array:
    """The values of z_q with the gradient of z: what the decoder sees, and learns through.

    Args:
        z, z_q: (N, d) float.

    Returns:
        (N, d) float; on NumPy, without gradients, z_q.

    Raises:
        ValueError: shapes that differ.

    Source: `001_93c4fdc1f7522504.txt`, variational autoencoders; Bengio et al. 2013, van den Oord et al. 2017.
    """
    z, z_q = _pair(z, z_q)
    return stop_gradient(z_q) + (z - stop_gradient(z))


def ema_codebook(N_k: Array, m_k: Array, idx: Array, z: Array, decay: float) -> Codebook:
    r"""$N_k \leftarrow \gamma N_k + (1-\gamma)n_k$, the same of $m_k$ with $\sum_{i: k_i = k} z_i$; $e_k = m_k/N_k$.

    Args:
        N_k: (K,) float. m_k: (K, d) float. idx: (N,) int, the code of each vector. z: (N, d) float. decay: γ in [0, 1].

    Returns:
        (N_k, m_k, E) after the batch; a code that was never used (N_k = 0) is m_k itself.

    Raises:
        TypeError: codes that are no integers.
        ValueError: shapes that do not fit, a code outside 0…K−1, a γ outside [0, 1], an empty batch.

    Source: `001_93c4fdc1f7522504.txt`, variational autoencoders; van den Oord et al. 2017, appendix A.1.
    """
    if not 0 <= decay <= 1:
        raise ValueError(f"decay: expected a number in [0, 1], got {decay}")
    N_k, m_k, z = as_floats(N_k, m_k, z)
    check_ndim("z", z, "(N, d)", 2)
    check_ndim("N_k", N_k, "(K,)", 1)
    K = N_k.shape[0]
    check_shape("m_k", m_k, "(K, d)", K, z.shape[1])
    xp = namespace(z)
    member = xp.astype(
        one_hot(xp.zeros((z.shape[0], K), dtype=z.dtype, device=getattr(z, "device", None)), idx), z.dtype
    )
    N_k = decay * N_k + (1 - decay) * xp.sum(member, axis=0)
    m_k = decay * m_k + (1 - decay) * (transpose(member) @ z)
    return Codebook(N_k, m_k, m_k / xp.where(N_k == 0, xp.ones_like(N_k), N_k)[:, None])


def codebook_perplexity(idx: Array, K: int) -> Array:
    r"""$\exp(-\sum_k p_k \log p_k)$ of the codes' shares: K for even use, 1 for a book of one used code.

    Args:
        idx: (N,) int in 0…K−1. K: the number of codes.

    Returns:
        a scalar in the library's default float.

    Raises:
        TypeError: codes that are no integers.
        ValueError: other axes, a code outside 0…K−1, an empty batch.

    Source: `001_93c4fdc1f7522504.txt`, variational autoencoders; van den Oord et al. 2017.
    """
    check_at_least(1, K=K)
    xp = namespace(idx)
    check_ndim("idx", idx, "(N,)", 1)
    member = one_hot(xp.zeros((idx.shape[0], K), device=getattr(idx, "device", None)), idx)
    p = xp.mean(xp.astype(member, xp.asarray(0.0).dtype), axis=0)
    return xp.exp(-xp.sum(p * xp.log(xp.where(p > 0, p, xp.ones_like(p)))))
