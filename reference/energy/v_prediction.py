r"""What a diffusion net may predict instead of noise: $v = \sqrt{\bar\alpha}\,\varepsilon - \sqrt{1-\bar\alpha}\,x_0$.

v is as hard at every step, where ε is nearly x_t at the last ones. Steps and schedules are those of diffusion.

Sources: `001_93c4fdc1f7522504.txt` (outline: diffusion models); Salimans and Ho 2022 (v), Hang et al. 2023 (Min-SNR).
"""

from reference._array import Array, as_floats, check_ndim, check_shape, namespace
from reference.energy.diffusion import alpha_bar


def _turned(names: tuple[str, str], x: Array, y: Array, t: int | Array, betas: Array, sign: int) -> Array:
    """√ᾱ x ± √(1−ᾱ) y: (x₀, ε) turn into (x_t, v) by an angle."""
    x, y = as_floats(x, y)
    check_shape(names[1], y, f"that of {names[0]}", *x.shape)
    bar = alpha_bar(t, as_floats(x, betas)[1], x)
    return bar**0.5 * x + sign * (1 - bar) ** 0.5 * y


def v_target(x0: Array, eps: Array, t: int | Array, betas: Array) -> Array:
    r"""$v = \sqrt{\bar\alpha_t}\,\varepsilon - \sqrt{1-\bar\alpha_t}\,x_0$.

    Args:
        x0, eps: (B, …) float. t: an int or (B,) int, in 0…T−1. betas: (T,) float in (0, 1).

    Returns:
        the shape of x0.

    Raises:
        TypeError: steps that are no integers.
        ValueError: shapes that do not fit, steps or betas outside their range.

    Source: `001_93c4fdc1f7522504.txt`, diffusion models; Salimans and Ho 2022.
    """
    return _turned(("eps", "x0"), eps, x0, t, betas, -1)


def x0_from_v(x_t: Array, v: Array, t: int | Array, betas: Array) -> Array:
    r"""$x_0 = \sqrt{\bar\alpha_t}\,x_t - \sqrt{1-\bar\alpha_t}\,v$; shapes and errors of `v_target`.

    Source: `001_93c4fdc1f7522504.txt`, diffusion models; Salimans and Ho 2022.
    """
    return _turned(("x_t", "v"), x_t, v, t, betas, -1)


def eps_from_v(x_t: Array, v: Array, t: int | Array, betas: Array) -> Array:
    r"""$\varepsilon = \sqrt{\bar\alpha_t}\,v + \sqrt{1-\bar\alpha_t}\,x_t$; shapes and errors of `v_target`.

    Source: `001_93c4fdc1f7522504.txt`, diffusion models; Salimans and Ho 2022.
    """
    return _turned(("v", "x_t"), v, x_t, t, betas, 1)


def min_snr_weight(betas: Array, gamma: float = 5.0) -> Array:
    r"""$\min(\mathrm{snr}_t, \gamma)/\mathrm{snr}_t$, $\mathrm{snr} = \bar\alpha/(1-\bar\alpha)$: the weight of ε.

    Args:
        betas: (T,) float in (0, 1). gamma: γ, above 0.

    Returns:
        (T,) float in (0, 1]: steps of little noise count less.

    Raises:
        ValueError: other axes, betas outside (0, 1), a γ that is not above 0.

    Source: `001_93c4fdc1f7522504.txt`, diffusion models; Hang et al. 2023.
    """
    if not gamma > 0:
        raise ValueError(f"gamma: expected a number above 0, got {gamma}")
    (betas,) = as_floats(betas)
    check_ndim("betas", betas, "(T,)", 1)
    xp = namespace(betas)
    bars = alpha_bar(xp.arange(betas.shape[0], device=getattr(betas, "device", None)), betas, betas)
    snr = bars / (1 - bars)
    return xp.where(snr > gamma, xp.full_like(snr, gamma), snr) / snr
