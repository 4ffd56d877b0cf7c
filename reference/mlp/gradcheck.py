"""Gradient checking by finite differences.

Sources: `001_93c4fdc1f7522504.txt` (numerical differentiation and its cost), `003_a887474237fda507.txt` (debugging).
"""

from collections.abc import Callable

from reference._array import Array, as_float, as_floats, check_at_least, check_option, check_shape, namespace

SCHEMES = ("central", "forward")


def _at(theta: Array, i: int, step: float) -> Array:
    """A copy of `theta` with entry `i` (row-major) moved by `step`."""
    xp = namespace(theta)
    flat = xp.reshape(theta, (-1,))
    here = xp.arange(flat.shape[0], device=getattr(theta, "device", None)) == i
    return xp.reshape(xp.where(here, flat + step, flat), theta.shape)


def _gather(theta: Array, values: list[float]) -> Array:
    """`values` as an array like `theta`."""
    xp = namespace(theta)
    out = xp.asarray(values, dtype=theta.dtype, device=getattr(theta, "device", None))
    return xp.reshape(out, theta.shape)


def numerical_gradient(fn: Callable[[Array], float], theta: Array, h: float = 1e-5, scheme: str = "central") -> Array:
    r"""$(f(\theta + h e_i) - f(\theta - h e_i)) / 2h$ for each entry (central), error O(h²); `theta` is left alone.

    Args:
        fn: array → scalar. theta: any shape, float64 for small h.
        scheme: "central" (2 calls an entry) or "forward" (1 more than the number of entries).

    Returns:
        the shape of `theta`.

    Source: `001_93c4fdc1f7522504.txt`, numerical differentiation.
    """
    check_option("scheme", scheme, SCHEMES)
    if not h > 0:
        raise ValueError(f"h: expected a number above 0, got {h}")
    theta = as_float(theta)
    n = theta.size if isinstance(theta.size, int) else theta.numel()
    if scheme == "central":
        return _gather(
            theta, [(float(fn(_at(theta, i, h))) - float(fn(_at(theta, i, -h)))) / (2 * h) for i in range(n)]
        )
    base = float(fn(theta))
    return _gather(theta, [(float(fn(_at(theta, i, h))) - base) / h for i in range(n)])


def relative_error(a: Array, n: Array, eps: float = 1e-12) -> float:
    r"""$\max |a - n| / \max(|a|, |n|, \epsilon)$ over all entries.

    Args:
        a, n: float, of one shape, with at least one entry. eps: ε ≥ 0; with 0, two entries of 0 give NaN.

    Raises:
        ValueError: shapes that differ, no entry, a negative eps.

    Source: `003_a887474237fda507.txt`, gradient checking.
    """
    difference = _scaled_difference(a, n, eps)
    xp = namespace(difference)
    return float(xp.max(xp.abs(difference)))


def _scaled_difference(a: Array, n: Array, eps: float) -> Array:
    """(a − n) / max(|a|, |n|, ε), entry by entry."""
    check_at_least(0, eps=eps)
    a, n = as_floats(a, n)
    xp = namespace(a, n)
    _check_entries(a, n)
    scale = _larger(a, n)
    return (a - n) / xp.where(scale > eps, scale, xp.zeros_like(scale) + eps)


def _check_entries(a: Array, n: Array) -> None:
    """Raises ValueError unless both have the same shape, and entries."""
    check_shape("n", n, "the shape of a", *a.shape)
    if 0 in a.shape:
        raise ValueError(f"a: expected at least one entry, got shape {tuple(a.shape)}")


def _larger(a: Array, n: Array) -> Array:
    """max(|a|, |n|), entry by entry."""
    xp = namespace(a, n)
    return xp.where(xp.abs(a) > xp.abs(n), xp.abs(a), xp.abs(n))


def check_gradient(
    fn: Callable[[Array], float], grad_fn: Callable[[Array], Array], theta: Array, h: float = 1e-5, tol: float = 1e-6
) -> bool:
    r"""Whether `grad_fn` agrees with central differences: $|a - n| \le tol \max(|a|, |n|) + 10\,u \max(1, |f|) / h$.

    The second part is what rounding does to a difference of two values near f, with u half the machine epsilon of
    theta: an entry of 0 whose difference is such noise is right.

    Raises:
        ValueError: a negative tol, h ≤ 0, a gradient of another shape than theta, or without entries.

    Source: `003_a887474237fda507.txt`, debugging.
    """
    check_at_least(0, tol=tol)
    theta = as_float(theta)
    a, n = as_floats(grad_fn(theta), numerical_gradient(fn, theta, h))
    xp = namespace(a, n)
    _check_entries(a, n)
    noise = 5 * xp.finfo(theta.dtype).eps * max(1.0, abs(float(fn(theta)))) / h
    return bool(xp.all(xp.abs(a - n) <= tol * _larger(a, n) + noise))


def gradient_evaluations(n_params: int, scheme: str = "central") -> int:
    """Forward passes that a numerical gradient costs: 2n (central) or n + 1 (forward).

    Source: `001_93c4fdc1f7522504.txt`, cost of numerical differentiation.
    """
    check_option("scheme", scheme, SCHEMES)
    check_at_least(0, n_params=n_params)
    return 2 * n_params if scheme == "central" else n_params + 1
