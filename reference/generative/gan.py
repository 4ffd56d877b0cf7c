r"""Adversarial training: a discriminator tells real from fake, a generator is paid for what passes.

Logits above 0 say "real". GANs appear in the lectures as an application alone.

Sources: `004_c46ddd2f6285f478.txt` (StackGAN v2: images from text); Goodfellow et al. 2014.
"""

from typing import NamedTuple

from reference._array import (
    Array,
    as_float,
    as_floats,
    check_at_least,
    check_ndim,
    check_option,
    check_samples,
    check_shape,
    namespace,
    transpose,
)
from reference.neurons.activations import sigmoid, softplus

KINDS = ("non_saturating", "minimax")


class LinearGan(NamedTuple):
    """The weights of the discriminator x ↦ w·x, (d,), and of the generator z ↦ Az, (d, k)."""

    w: Array
    A: Array


def _logits(name: str, x: Array) -> Array:
    x = as_float(x)
    check_ndim(name, x, "(N,)", 1)
    check_samples(name, x)
    return x


def gan_discriminator_loss(real_logits: Array, fake_logits: Array) -> Array:
    r"""$\overline{\mathrm{softplus}(-real)} + \overline{\mathrm{softplus}(fake)}$: cross-entropies with labels 1 and 0.

    Args:
        real_logits: (N,) float. fake_logits: (M,) float.

    Returns:
        a scalar.

    Raises:
        ValueError: other axes, an empty batch.

    Source: `004_c46ddd2f6285f478.txt`, StackGAN; Goodfellow et al. 2014.

    >>> import numpy as np
    >>> gan_discriminator_loss(np.array([1.0, -0.5]), np.array([-2.0, 0.5])).round(6).item()
    1.194172
    """
    real, fake = as_floats(_logits("real_logits", real_logits), _logits("fake_logits", fake_logits))
    xp = namespace(real)
    return xp.mean(softplus(-real)) + xp.mean(softplus(fake))


def gan_generator_loss(fake_logits: Array, kind: str = "non_saturating") -> Array:
    r"""$\overline{\mathrm{softplus}(-fake)}$, or $-\overline{\mathrm{softplus}(fake)}$ for "minimax".

    Both fall where fakes pass for real; the minimax form is flat where the discriminator is sure of the fakes.

    Args:
        fake_logits: (N,) float. kind: "non_saturating" or "minimax".

    Returns:
        a scalar.

    Raises:
        ValueError: other axes, an empty batch, another kind.

    Source: `004_c46ddd2f6285f478.txt`, StackGAN; Goodfellow et al. 2014.
    """
    check_option("kind", kind, KINDS)
    fake = _logits("fake_logits", fake_logits)
    xp = namespace(fake)
    return xp.mean(softplus(-fake)) if kind == "non_saturating" else -xp.mean(softplus(fake))


def linear_gan_step(real: Array, z: Array, w: Array, A: Array, lr: float) -> LinearGan:
    r"""One step of each player: w by the discriminator's loss with fakes held fixed, then A with the new w held fixed.

    $w \leftarrow w - \eta\,[\overline{\sigma(w\cdot f)f} - \overline{\sigma(-w\cdot x)x}]$, then
    $A \leftarrow A + \eta\,w\,\overline{\sigma(-w\cdot f)z^\top}$ (non-saturating), with fakes f = Az.

    Args:
        real: (N, d) float. z: (M, k) float, the noise of the fakes. w: (d,) float. A: (d, k) float. lr: η, at least 0.

    Returns:
        (w, A) after the step.

    Raises:
        ValueError: shapes that do not fit, an empty batch, a negative η.

    Source: `004_c46ddd2f6285f478.txt`, StackGAN; Goodfellow et al. 2014, algorithm 1.
    """
    check_at_least(0, lr=lr)
    real, z, w, A = as_floats(real, z, w, A)
    check_ndim("real", real, "(N, d)", 2)
    check_ndim("z", z, "(M, k)", 2)
    check_samples("real", real)
    check_samples("z", z)
    check_shape("w", w, "(d,)", real.shape[1])
    check_shape("A", A, "(d, k)", real.shape[1], z.shape[1])
    fake = z @ transpose(A)
    w = w - lr * (discriminator_pull(fake, w) - discriminator_pull(real, -w))
    return LinearGan(w, A + lr * w[:, None] * discriminator_pull(z, -(transpose(A) @ w))[None, :])


def discriminator_pull(x: Array, w: Array) -> Array:
    r"""$\overline{\sigma(w\cdot x)\,x}$, the gradient of $\overline{\mathrm{softplus}(w\cdot x)}$ by w."""
    return namespace(x).mean(sigmoid(x @ w)[:, None] * x, axis=0)
