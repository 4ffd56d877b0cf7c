r"""The dense neuron and the dense layer, in the index conventions of the lectures.

Sources: `004_c46ddd2f6285f478.txt` ($\hat y = g(w_0 + \sum_i x_i w_i)$; $w_{j,i}$ leads from input j to unit i, so W is
[in, out]), `003_a887474237fda507.txt` ($w_{j,k}$ leads from unit k to unit j, so W is [out, in]; a column per sample),
`002_3f85b5039545d858.txt` ([out, in]). `layout` says which one a matrix has; [out, in] is the default of the course.
"""

from collections.abc import Sequence

from reference._array import (
    Array,
    as_floats,
    check_ndim,
    check_option,
    check_samples,
    check_shape,
    namespace,
    transpose,
)
from reference.neurons.activations import ACTIVATIONS

LAYOUTS = ("out_in", "in_out")


def _activation(g: str):
    check_option("g", g, tuple(ACTIVATIONS))
    return ACTIVATIONS[g]


def neuron(x: Array, w: Array, w0: float | Array, g: str) -> Array:
    r"""$\hat y = g(w_0 + \sum_i x_i w_i)$, one neuron on one sample.

    Args:
        x: (D,) float. w: (D,) float. w0: a number, or a () array. g: a name in `ACTIVATIONS`.

    Returns:
        () float.

    Raises:
        ValueError: shapes that do not fit, an unknown `g`.

    Source: `004_c46ddd2f6285f478.txt`, a single neuron.

    >>> import numpy as np
    >>> float(neuron(np.array([1.0, 1.0]), np.array([3.0, -2.0]), 1.0, "identity"))
    2.0
    """
    activation = _activation(g)
    x, w, b = as_floats(x, w, None if isinstance(w0, int | float) else w0)
    check_ndim("x", x, "(D,)", 1)
    check_shape("w", w, "(D,)", x.shape[0])
    if b is not None:
        check_shape("w0", b, "()")
    return activation((w0 if b is None else b) + namespace(x).sum(x * w))


def dense(X: Array, W: Array, b: Array, g: str = "identity", layout: str = "out_in") -> Array:
    r"""$g(X W^\top + b)$ for W [out, in], $g(X W + b)$ for W [in, out]: a row per sample.

    Args:
        X: (N, D) float. W: (H, D) float, or (D, H) with `layout="in_out"`. b: (H,) float.

    Returns:
        (N, H) float.

    Raises:
        ValueError: shapes that do not fit, an empty batch, an unknown `g` or `layout`.

    Source: `004_c46ddd2f6285f478.txt` (in_out), `002_3f85b5039545d858.txt` (out_in), dense layers.
    """
    check_option("layout", layout, LAYOUTS)
    activation = _activation(g)
    X, W, b = as_floats(X, W, b)
    check_ndim("X", X, "(N, D)", 2)
    check_samples("X", X)
    check_ndim("W", W, "(H, D)" if layout == "out_in" else "(D, H)", 2)
    if layout == "out_in":
        check_shape("W", W, "(H, D)", W.shape[0], X.shape[1])
        W = transpose(W)
    else:
        check_shape("W", W, "(D, H)", X.shape[1], W.shape[1])
    check_shape("b", b, "(H,)", W.shape[1])
    return activation(X @ W + b)


def dense_columns(A: Array, W: Array, b: Array | None = None) -> Array:
    r"""$Z = W A + b$ with a column per sample; without activation, and without bias when `b` is None.

    Args:
        A: (D, N) float. W: (H, D) float. b: (H,) float or None.

    Returns:
        (H, N) float.

    Raises:
        ValueError: shapes that do not fit, an empty batch.

    Source: `003_a887474237fda507.txt`, matrix notation (which leaves the bias out).
    """
    A, W, b = as_floats(A, W, b)
    check_ndim("A", A, "(D, N)", 2)
    check_samples("A", A, axis=1)
    check_ndim("W", W, "(H, D)", 2)
    check_shape("W", W, "(H, D)", W.shape[0], A.shape[0])
    if b is None:
        return W @ A
    check_shape("b", b, "(H,)", W.shape[0])
    return W @ A + b[:, None]


def n_parameters(sizes: Sequence[int], bias: bool = True) -> int:
    r"""$\sum (n_{in} + 1)\, n_{out}$ over the layers of a dense network; $\sum n_{in} n_{out}$ without bias.

    Args:
        sizes: units of the input, of each hidden layer and of the output.

    Raises:
        ValueError: fewer than two sizes, or a size below 1.

    Source: `002_3f85b5039545d858.txt`, digit recognition.

    >>> n_parameters([784, 16, 16, 10])
    13002
    """
    if len(sizes) < 2 or min(sizes) < 1:
        raise ValueError(f"sizes: expected at least two positive numbers, got {list(sizes)}")
    return sum((n_in + bool(bias)) * n_out for n_in, n_out in zip(sizes, sizes[1:], strict=False))
