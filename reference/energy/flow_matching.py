r"""Flow matching: a velocity field carries noise at t = 0 to data at t = 1 along straight lines.

Sources: `001_93c4fdc1f7522504.txt` (outline: diffusion models, normalising flows); Lipman et al. 2023, Liu et al. 2023.
"""

from collections.abc import Callable

from reference._array import Array, as_arrays, as_float, as_floats, check_at_least, check_option, check_shape, namespace

METHODS = ("euler", "heun")


def fm_interpolate(x0: Array, x1: Array, t: float | Array) -> Array:
    r"""$x_t = (1-t)\,x_0 + t\,x_1$.

    Args:
        x0: (B, …) float, noise. x1: the shape of x0, data. t: a number or (B,) float, in [0, 1].

    Returns:
        the shape of x0.

    Raises:
        ValueError: shapes that do not fit, times outside [0, 1].

    Source: `001_93c4fdc1f7522504.txt`, diffusion models; Lipman et al. 2023.
    """
    x0, x1, t = as_arrays(x0, x1, t)
    x0, x1 = as_floats(x0, x1)
    xp = namespace(x0, t)
    check_shape("x1", x1, "that of x0", *x0.shape)
    if not bool(xp.all((t >= 0) & (t <= 1))):
        raise ValueError("t: expected times in [0, 1]")
    if t.ndim:
        check_shape("t", t, "(B,)", x0.shape[0])
        t = xp.reshape(t, (x0.shape[0], *[1] * (x0.ndim - 1)))
    t = xp.astype(t, x0.dtype)
    return (1 - t) * x0 + t * x1


def fm_target(x0: Array, x1: Array) -> Array:
    r"""$x_1 - x_0$: the velocity of every point of the line, at every time.

    Args:
        x0: (B, …) float, noise. x1: the shape of x0, data.

    Returns:
        the shape of x0.

    Raises:
        ValueError: shapes that differ.

    Source: `001_93c4fdc1f7522504.txt`, diffusion models; Lipman et al. 2023.
    """
    x0, x1 = as_floats(x0, x1)
    check_shape("x1", x1, "that of x0", *x0.shape)
    return x1 - x0


def ode_sample(v_fn: Callable[[Array, float], Array], x0: Array, steps: int, method: str = "euler") -> Array:
    r"""Follows $\dot x = v(x, t)$ from t = 0 to 1 in equal steps of h = 1/steps.

    Euler: $x + hv(x, t)$. Heun: $x + \frac h2(v(x, t) + v(x', t+h))$ with Euler's x′.

    Args:
        v_fn: (x, t) ↦ velocity, of the shape of x; t is a float. x0: float, noise. steps: at least 1.
        method: "euler" or "heun", which calls v_fn twice a step.

    Returns:
        x at t = 1, the shape of x0.

    Raises:
        ValueError: another method, steps below 1, a velocity of another shape.

    Source: `001_93c4fdc1f7522504.txt`, diffusion models; Lipman et al. 2023, Karras et al. 2022 (Heun).

    >>> import numpy as np
    >>> [ode_sample(lambda x, t: -x, np.array([1.0]), n, how).item() for n, how in ((4, "euler"), (2, "heun"))]
    [0.31640625, 0.390625]
    """
    check_option("method", method, METHODS)
    check_at_least(1, steps=steps)
    x, h = as_float(x0), 1 / steps

    def velocity(x: Array, t: float) -> Array:
        v = v_fn(x, t)
        check_shape("v_fn(x, t)", v, "that of x0", *x.shape)
        return v

    for i in range(steps):
        v = velocity(x, i * h)
        if method == "heun":
            v = (v + velocity(x + h * v, (i + 1) * h)) / 2
        x = x + h * v
    return x
