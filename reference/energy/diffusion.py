r"""Diffusion models: noise in small steps, $x_t = \sqrt{\bar\alpha_t}\,x_0 + \sqrt{1-\bar\alpha_t}\,\varepsilon$.

Steps are counted from 0, the first that adds noise; $\bar\alpha_t = \prod_{s \le t}(1-\beta_s)$, and 1 before. A step t
is one number for the whole batch, or (B,) integers. The net's ε gives the score, $-\varepsilon/\sqrt{1-\bar\alpha_t}$.

Sources: `001_93c4fdc1f7522504.txt` (outline: diffusion models); Ho et al. 2020 (DDPM), Nichol and Dhariwal 2021
(cosine), Song et al. 2021 (DDIM), Ho and Salimans 2022 (guidance).
"""

from math import cos, pi
from typing import NamedTuple

from reference._array import (
    Array,
    as_arrays,
    as_float,
    as_floats,
    check_at_least,
    check_ndim,
    check_option,
    check_samples,
    check_shape,
    namespace,
    plain,
)

KINDS = ("linear", "cosine")
FIRST, LAST = 1e-4, 0.02  # β of the linear schedule
OFFSET = 0.008  # of the cosine schedule, so that β is not too small near t = 0
LARGEST = 0.999


class Posterior(NamedTuple):
    """Mean and variance of q(x_{t−1} | x_t, x₀), both of the shape of x."""

    mean: Array
    variance: Array


def beta_schedule(kind: str, T: int, like: Array | None = None) -> Array:
    r"""Linear from 1e-4 to 0.02; or cosine, $\beta_t = 1 - f(t+1)/f(t)$, $f = \cos^2\frac{t/T+0.008}{1.008}\frac\pi2$.

    Args:
        kind: "linear" or "cosine". T: number of steps, at least 1. like: an array whose library, dtype and device the
            schedule takes; None: NumPy's float64.

    Returns:
        (T,) float; no β of the cosine schedule is above 0.999.

    Raises:
        ValueError: another kind, a T below 1.

    Source: `001_93c4fdc1f7522504.txt`, diffusion models; Ho et al. 2020, Nichol and Dhariwal 2021.

    >>> beta_schedule("cosine", 4).round(6).tolist()
    [0.152988, 0.416958, 0.707859, 0.999]
    """
    check_option("kind", kind, KINDS)
    check_at_least(1, T=T)

    def f(t: int) -> float:
        return cos((t / T + OFFSET) / (1 + OFFSET) * pi / 2) ** 2

    if kind == "linear":
        betas = [FIRST + (LAST - FIRST) * t / max(T - 1, 1) for t in range(T)]
    else:
        betas = [min(1 - f(t + 1) / f(t), LARGEST) for t in range(T)]
    xp = plain if like is None else namespace(like)
    dtype = xp.float64 if like is None else as_float(like).dtype
    return xp.asarray(betas, dtype=dtype, device=getattr(like, "device", None))


def alpha_bar(t: int | Array, betas: Array, x: Array, least: int = 0) -> Array:
    r"""$\bar\alpha_t$ beside x: a scalar, or (B, 1, …) for (B,) steps; 1 for the step −1, which `least` = −1 allows.

    Raises:
        TypeError: steps that are no integers.
        ValueError: betas of other axes or outside (0, 1), not one step a sample, a step outside least…T−1.
    """
    xp = namespace(betas, x)
    check_ndim("betas", betas, "(T,)", 1)
    if not bool(xp.all((betas > 0) & (betas < 1))):
        raise ValueError("betas: expected numbers in (0, 1)")
    device = getattr(betas, "device", None)
    bars = xp.exp(xp.cumulative_sum(xp.log1p(-betas)))
    bars = xp.concat([xp.ones(1, dtype=bars.dtype, device=device), bars])
    at = xp.asarray(t, device=device)
    if not xp.isdtype(at.dtype, "integral"):
        raise TypeError(f"t: expected integers, got dtype {at.dtype}")
    if at.ndim:
        check_shape("t", at, "(B,)", x.shape[0])
    if at.shape != (0,) and not (int(xp.min(at)) >= least and int(xp.max(at)) < betas.shape[0]):
        steps = f"{int(xp.min(at))}…{int(xp.max(at))}" if at.ndim else str(int(at))
        raise ValueError(f"t: expected steps in {least}…{betas.shape[0] - 1}, got {steps}")
    shape = (x.shape[0], *[1] * (x.ndim - 1)) if at.ndim else ()
    found = xp.take(bars, xp.reshape(at + 1, (-1,)), axis=0)
    return xp.astype(xp.reshape(found, shape), x.dtype)


def _pair(names: tuple[str, str], x: Array, y: Array, betas: Array) -> list[Array]:
    """x and y as floats of one shape, and the schedule."""
    x, y = as_floats(x, y)
    check_shape(names[1], y, f"that of {names[0]}", *x.shape)
    return [x, y, as_floats(x, betas)[1]]


def q_sample(x0: Array, t: int | Array, noise: Array, betas: Array) -> Array:
    r"""$\sqrt{\bar\alpha_t}\,x_0 + \sqrt{1-\bar\alpha_t}\,\varepsilon$: t + 1 steps of noise at once.

    Args:
        x0: (B, …) float. t: an int or (B,) int, in 0…T−1. noise: the shape of x0, ε. betas: (T,), in (0, 1).

    Returns:
        the shape of x0, float.

    Raises:
        TypeError: steps that are no integers.
        ValueError: shapes that do not fit, steps or betas outside their range.

    Source: `001_93c4fdc1f7522504.txt`, diffusion models; Ho et al. 2020.
    """
    x0, noise, betas = _pair(("x0", "noise"), x0, noise, betas)
    bar = alpha_bar(t, betas, x0)
    return bar**0.5 * x0 + (1 - bar) ** 0.5 * noise


def predict_x0(x_t: Array, t: int | Array, eps: Array, betas: Array) -> Array:
    r"""$\hat x_0 = (x_t - \sqrt{1-\bar\alpha_t}\,\varepsilon)/\sqrt{\bar\alpha_t}$; arguments and errors of `q_sample`.

    Source: `001_93c4fdc1f7522504.txt`, diffusion models; Ho et al. 2020.
    """
    x_t, eps, betas = _pair(("x_t", "eps"), x_t, eps, betas)
    bar = alpha_bar(t, betas, x_t)
    return (x_t - (1 - bar) ** 0.5 * eps) / bar**0.5


def posterior_mean_variance(x0: Array, x_t: Array, t: int | Array, betas: Array) -> Posterior:
    r"""$q(x_{t-1}\mid x_t, x_0)$: mean $\frac{\sqrt{\bar\alpha_{t-1}}\,\beta_t}{1-\bar\alpha_t}x_0
    + \frac{\sqrt{\alpha_t}\,(1-\bar\alpha_{t-1})}{1-\bar\alpha_t}x_t$, variance
    $\tilde\beta_t = \beta_t\frac{1-\bar\alpha_{t-1}}{1-\bar\alpha_t}$.

    Args:
        x0, x_t: (B, …) float. t: an int or (B,) int, in 0…T−1. betas: (T,) float in (0, 1).

    Returns:
        (mean, variance), both of the shape of x0; at t = 0 they are x0 and 0.

    Raises:
        TypeError: steps that are no integers.
        ValueError: shapes that do not fit, steps or betas outside their range.

    Source: `001_93c4fdc1f7522504.txt`, diffusion models; Ho et al. 2020, equations 6 and 7.
    """
    x0, x_t, betas = _pair(("x0", "x_t"), x0, x_t, betas)
    bar, before = alpha_bar(t, betas, x0), alpha_bar(t - 1, betas, x0, least=-1)
    alpha = bar / before
    mean = (before**0.5 * (1 - alpha) * x0 + alpha**0.5 * (1 - before) * x_t) / (1 - bar)
    return Posterior(mean, 0 * x0 + (1 - alpha) * (1 - before) / (1 - bar))


def ddpm_loss(eps: Array, eps_pred: Array) -> Array:
    r"""$\overline{(\varepsilon - \varepsilon_\theta)^2}$ over all entries.

    Args:
        eps, eps_pred: one shape, float, not empty.

    Returns:
        a scalar.

    Raises:
        ValueError: shapes that differ, no entry.

    Source: `001_93c4fdc1f7522504.txt`, diffusion models; Ho et al. 2020, equation 14.
    """
    eps, eps_pred = as_floats(eps, eps_pred)
    check_shape("eps_pred", eps_pred, "that of eps", *eps.shape)
    if eps.ndim:
        check_samples("eps", eps)
    return namespace(eps).mean((eps - eps_pred) ** 2)


def p_sample(x_t: Array, t: int | Array, eps_pred: Array, noise: Array, betas: Array) -> Array:
    r"""$(x_t - \frac{\beta_t}{\sqrt{1-\bar\alpha_t}}\varepsilon_\theta)/\sqrt{\alpha_t} + \sqrt{\tilde\beta_t}\,z$.

    Args:
        x_t: (B, …) float. t: an int or (B,) int, in 0…T−1. eps_pred, noise: the shape of x_t. betas: (T,) in (0, 1).

    Returns:
        x_{t−1}, the shape of x_t; at t = 0 no noise is added.

    Raises:
        TypeError: steps that are no integers.
        ValueError: shapes that do not fit, steps or betas outside their range.

    Source: `001_93c4fdc1f7522504.txt`, diffusion models; Ho et al. 2020, algorithm 2.
    """
    check_shape("noise", noise, "that of x_t", *x_t.shape)
    x_t, noise = as_floats(x_t, noise)
    mean, variance = posterior_mean_variance(predict_x0(x_t, t, eps_pred, betas), x_t, t, betas)
    return mean + variance**0.5 * noise


def ddim_step(
    x_t: Array,
    t: int | Array,
    t_prev: int | Array,
    eps_pred: Array,
    betas: Array,
    eta: float = 0.0,
    noise: Array | None = None,
) -> Array:
    r"""$\sqrt{\bar\alpha'}\,\hat x_0 + \sqrt{1-\bar\alpha'-\sigma^2}\,\varepsilon_\theta + \sigma z$ from t to t′.

    $\sigma = \eta\sqrt{(1-\bar\alpha')/(1-\bar\alpha)}\sqrt{1-\bar\alpha/\bar\alpha'}$; η = 1 with t′ = t − 1 is DDPM.

    Args:
        x_t: (B, …) float. t, t_prev: ints or (B,) int, −1 ≤ t_prev < t ≤ T−1. eps_pred: the shape of x_t.
        betas: (T,) float in (0, 1). eta: η in [0, 1]. noise: the shape of x_t; may be None for η = 0.

    Returns:
        x_{t′}, the shape of x_t.

    Raises:
        TypeError: steps that are no integers.
        ValueError: shapes that do not fit, steps, betas or η outside their range, no noise for η > 0.

    Source: `001_93c4fdc1f7522504.txt`, diffusion models; Song et al. 2021, equations 12 and 16.
    """
    if not 0 <= eta <= 1:
        raise ValueError(f"eta: expected a number in [0, 1], got {eta}")
    if noise is None and eta > 0:
        raise ValueError(f"noise: expected an array of the shape of x_t for eta = {eta}, got None")
    x_t, eps_pred, betas = _pair(("x_t", "eps_pred"), x_t, eps_pred, betas)
    bar, after = alpha_bar(t, betas, x_t), alpha_bar(t_prev, betas, x_t, least=-1)
    xp = namespace(x_t)
    if not bool(xp.all(after > bar)):
        raise ValueError(f"t_prev: expected a step before t, got t_prev = {t_prev} for t = {t}")
    variance = eta**2 * (1 - after) / (1 - bar) * (1 - bar / after)
    x = after**0.5 * predict_x0(x_t, t, eps_pred, betas) + (1 - after - variance) ** 0.5 * eps_pred
    if noise is None:
        return x
    x, noise = as_floats(x, noise)
    check_shape("noise", noise, "that of x_t", *x_t.shape)
    return x + variance**0.5 * noise


def classifier_free_guidance(eps_c: Array, eps_u: Array, w: float | Array) -> Array:
    r"""$\varepsilon_u + w(\varepsilon_c - \varepsilon_u)$: w = 0 without the condition, 1 with it, more beyond.

    The paper's $(1+w')\varepsilon_c - w'\varepsilon_u$ is the same with w = w′ + 1.

    Args:
        eps_c, eps_u: one shape, float; with and without the condition. w: a number.

    Returns:
        that shape.

    Raises:
        ValueError: shapes that differ.

    Source: `001_93c4fdc1f7522504.txt`, diffusion models; Ho and Salimans 2022.
    """
    eps_c, eps_u, w = as_arrays(eps_c, eps_u, w)
    check_shape("eps_u", eps_u, "that of eps_c", *eps_c.shape)
    return eps_u + w * (eps_c - eps_u)
