r"""Autoencoders: the linear one, which is PCA, and the variational one with its bounds.

Per sample, sums over pixels and latent dimensions; the mean over the batch is the caller's. Bounds are *maximised*: a
loss is −ELBO.

Sources: `000_5c6663de3292b89f.txt` (the autoencoder, a representation that is learned), `001_93c4fdc1f7522504.txt`
(outline: variational autoencoders); Kingma and Welling 2014, Higgins et al. 2017 (β), Burda et al. 2016 (IWAE).
"""

from math import log, prod
from typing import NamedTuple

from reference._array import Array, as_float, as_floats, check_at_least, check_ndim, check_shape, namespace
from reference.generative.autoregressive import bernoulli_log_prob
from reference.linear.softmax import logsumexp


class LinearAutoencoder(NamedTuple):
    """The encoder's rows, (k, D), and every sample after encoder and decoder, (N, D)."""

    W: Array
    recon: Array


def linear_autoencoder_pca(X: Array, k: int) -> LinearAutoencoder:
    r"""The best linear autoencoder: $\hat x = \bar x + W^\top W(x - \bar x)$ with the k directions of largest variance.

    Args:
        X: (N, D) float. k: in 1…min(N, D).

    Returns:
        W: (k, D) with orthonormal rows by falling variance, the largest entry of each row (by size, the first of equal
        ones) above 0; recon: (N, D).

    Raises:
        ValueError: other axes, a k outside its range.

    Source: `000_5c6663de3292b89f.txt`, autoencoder; Baldi and Hornik 1989.
    """
    X = as_float(X)
    check_ndim("X", X, "(N, D)", 2)
    if not 1 <= k <= min(X.shape):
        raise ValueError(f"k: expected 1…{min(X.shape)} directions for X with shape {tuple(X.shape)}, got {k}")
    xp = namespace(X)
    mean = xp.mean(X, axis=0, keepdims=True)
    W = xp.linalg.svd(X - mean, full_matrices=False)[2][:k, :]
    largest = xp.argmax(xp.abs(W), axis=1)
    W = W * xp.sign(xp.take_along_axis(W, largest[:, None], axis=1))
    return LinearAutoencoder(W, mean + (X - mean) @ xp.matrix_transpose(W) @ W)


def reparameterize(mu: Array, logvar: Array, eps: Array) -> Array:
    r"""$z = \mu + e^{\frac12 \log\sigma^2}\,\varepsilon$: a draw through which gradients reach μ and σ.

    Args:
        mu, logvar, eps: (B, d) float; eps is drawn from N(0, I).

    Returns:
        (B, d) float.

    Raises:
        ValueError: shapes that differ.

    Source: `001_93c4fdc1f7522504.txt`, variational autoencoders; Kingma and Welling 2014.

    >>> import numpy as np
    >>> reparameterize(np.array([[1.0, -0.5]]), np.log([[1.0, 0.25]]), np.array([[0.5, 1.0]])).tolist()
    [[1.5, 0.0]]
    """
    mu, logvar, eps = as_floats(mu, logvar, eps)
    _check_latents(mu, logvar)
    check_shape("eps", eps, "(B, d)", *mu.shape)
    return mu + namespace(mu).exp(logvar / 2) * eps


def _check_latents(mu: Array, logvar: Array) -> None:
    check_ndim("mu", mu, "(B, d)", 2)
    check_shape("logvar", logvar, "(B, d)", *mu.shape)


def gaussian_kl(mu: Array, logvar: Array) -> Array:
    r"""$KL(N(\mu, \sigma^2) \Vert N(0, I)) = \frac12\sum(\sigma^2 + \mu^2 - 1 - \log\sigma^2)$.

    Args:
        mu, logvar: (B, d) float.

    Returns:
        (B,) float, never below 0.

    Raises:
        ValueError: shapes that differ.

    Source: `001_93c4fdc1f7522504.txt`, variational autoencoders; Kingma and Welling 2014, appendix B.
    """
    mu, logvar = as_floats(mu, logvar)
    _check_latents(mu, logvar)
    xp = namespace(mu)
    return xp.sum(xp.expm1(logvar) - logvar + mu * mu, axis=1) / 2  # expm1: σ² − 1 without rounding near σ = 1


def vae_elbo(x: Array, x_logits: Array, mu: Array, logvar: Array, beta: float = 1.0) -> Array:
    r"""$\sum_{pixels} \log \mathrm{Bernoulli}(x; \sigma(logits)) - \beta\,KL$, a lower bound of log p(x) for β = 1.

    Args:
        x: (B, …) float in [0, 1]. x_logits: the same shape, the decoder's output for one draw of z.
        mu, logvar: (B, d) float, the encoder's. beta: weight of the KL term, at least 0.

    Returns:
        (B,) float, nats.

    Raises:
        ValueError: shapes that do not fit, a negative β.

    Source: `001_93c4fdc1f7522504.txt`, variational autoencoders; Kingma and Welling 2014, Higgins et al. 2017.
    """
    check_at_least(0, beta=beta)
    x, x_logits, mu, logvar = as_floats(x, x_logits, mu, logvar)
    check_shape("x_logits", x_logits, "that of x", *x.shape)
    _check_latents(mu, logvar)
    check_shape("mu", mu, "(B, d)", x.shape[0], mu.shape[1])
    xp = namespace(x)
    pixels = xp.reshape(bernoulli_log_prob(x, x_logits), (x.shape[0], prod(x.shape[1:])))
    return xp.sum(pixels, axis=1) - beta * gaussian_kl(mu, logvar)


def iwae_bound(log_w: Array) -> Array:
    r"""$\log \frac1K\sum_k w_k$ with $w_k = p(x, z_k)/q(z_k \mid x)$: tighter than the ELBO, which is the case K = 1.

    Args:
        log_w: (B, K) float.

    Returns:
        (B,) float.

    Raises:
        ValueError: other axes, no weight.

    Source: `001_93c4fdc1f7522504.txt`, variational autoencoders; Burda et al. 2016.
    """
    log_w = as_float(log_w)
    check_ndim("log_w", log_w, "(B, K)", 2)
    return logsumexp(log_w, axis=1) - log(log_w.shape[1])
