"""Linear separability, the XOR networks, and a two-layer threshold network for every Boolean function.

Sources: `002_3f85b5039545d858.txt` (XOR, disjunctive normal form: one hidden layer is enough),
`001_93c4fdc1f7522504.txt` (linear separability), `000_5c6663de3292b89f.txt` (the line and its bias). The XOR figures
are lost; the networks here have half-integer biases, which serve net ≥ 0 and net > 0 alike.
"""

from fractions import Fraction
from math import isfinite
from typing import NamedTuple

from reference._array import Array, as_float, check_ndim, check_option, check_samples, check_shape, namespace
from reference.neurons.perceptron import THRESHOLDS, heaviside

KINDS = ("two_hidden", "relu", "dnf")


class Line(NamedTuple):
    """x₂ = slope · x₁ + intercept."""

    slope: Array
    intercept: Array


class Network(NamedTuple):
    """One hidden layer of H units: W1 (H, n), b1 (H,), W2 (1, H), b2 (1,)."""

    W1: Array
    b1: Array
    W2: Array
    b2: Array


def decision_line(w: Array, b: float | Array) -> Line:
    r"""The boundary $w_1 x_1 + w_2 x_2 + b = 0$ as a line: slope $-w_1/w_2$, intercept $-b/w_2$.

    Args:
        w: (2,) float. b: float.

    Raises:
        ValueError: w₂ = 0, where the boundary is vertical.

    Source: `000_5c6663de3292b89f.txt`, perceptron (bias).

    >>> import numpy as np
    >>> [float(v) for v in decision_line(np.array([3.0, -2.0]), 1.0)]
    [1.5, 0.5]
    """
    w = as_float(w)
    check_shape("w", w, "(2,)", 2)
    if float(w[1]) == 0:
        raise ValueError("w: expected w₂ ≠ 0, got 0: the boundary is vertical and has no slope")
    return Line(-w[0] / w[1], -b / w[1])


def is_linearly_separable(X: Array, y: Array) -> bool:
    """Whether some hyperplane has all samples of one class on one side and those of the other on the other side.

    Decided exactly, without a tolerance: there is none iff 0 is a convex combination of the vectors ±(x, 1), with the
    sign of the class. For finitely many samples it does not matter whether a unit fires at net ≥ 0 or net > 0.

    Args:
        X: (N, D) numbers. y: (N,) int, labels {0, 1} or {−1, 1}.

    Raises:
        ValueError: no sample, shapes that do not match, other labels, NaN or infinity.

    Source: `001_93c4fdc1f7522504.txt`, problems with perceptron learning.
    """
    X = as_float(X)
    namespace(X, y)  # refuses a mixture of libraries
    check_ndim("X", X, "(N, D)", 2)
    check_shape("y", y, "(N,)", X.shape[0])
    check_samples("X", X)
    rows = [[float(X[i, d]) for d in range(X.shape[1])] for i in range(X.shape[0])]
    labels = [float(y[i]) for i in range(X.shape[0])]
    if not (set(labels) <= {0.0, 1.0} or set(labels) <= {-1.0, 1.0}):
        raise ValueError(f"y: expected labels {{0, 1}} or {{−1, 1}}, got {sorted(set(labels))}")
    if not all(isfinite(value) for row in rows for value in row):
        raise ValueError("X: expected finite numbers, got NaN or infinity")
    return not _hull_holds_zero(
        [[Fraction(v if t > 0 else -v) for v in (*row, 1.0)] for row, t in zip(rows, labels, strict=True)]
    )


def _hull_holds_zero(points: list[list[Fraction]]) -> bool:
    """Whether Σ λᵢ pᵢ = 0 for some λ ≥ 0 with Σ λᵢ = 1: phase 1 of the simplex method in rational numbers."""
    rows = [[*axis, Fraction(0)] for axis in zip(*points, strict=True)] + [[Fraction(1)] * (len(points) + 1)]
    basis = list(range(len(points), len(points) + len(rows)))  # artificial variables, which must all go to 0
    lack = [sum(column, Fraction(0)) for column in zip(*rows, strict=True)]
    while lack[-1] > 0:
        # Bland's rule: always the first candidate, so that the method cannot run in circles
        enter = next((j for j, gain in enumerate(lack[:-1]) if gain > 0), None)
        if enter is None:
            return False
        leave = min(
            (r for r in range(len(rows)) if rows[r][enter] > 0),
            key=lambda r: (rows[r][-1] / rows[r][enter], basis[r]),
        )
        basis[leave] = enter
        rows[leave] = pivot = [v / rows[leave][enter] for v in rows[leave]]
        rows = [row if row is pivot else _without(row, enter, pivot) for row in rows]
        lack = _without(lack, enter, pivot)
    return True


def _without(row: list[Fraction], column: int, pivot: list[Fraction]) -> list[Fraction]:
    """`row` minus the multiple of `pivot` that makes its entry in `column` zero."""
    factor = row[column]
    return [a - factor * p for a, p in zip(row, pivot, strict=True)] if factor else row


def xor_network(kind: str = "two_hidden", threshold: str = "ge") -> Network:
    r"""Two hidden units that compute XOR, as plain lists.

    "two_hidden": $h_1 = [x_1 + x_2 - ½]$, $h_2 = [x_1 + x_2 - 1½]$, $y = [h_1 - h_2 - ½]$. "dnf": a unit for each of 01
    and 10. "relu": $relu(x_1 + x_2) - 2 relu(x_1 + x_2 - 1)$, with a linear output. The biases of the first two are
    halves, so that both thresholds give the same network.

    Raises:
        ValueError: unknown kind or threshold.

    Source: `002_3f85b5039545d858.txt`, XOR revisited.
    """
    check_option("kind", kind, KINDS)
    check_option("threshold", threshold, THRESHOLDS)
    return {
        "two_hidden": Network([[1.0, 1.0], [1.0, 1.0]], [-0.5, -1.5], [[1.0, -1.0]], [-0.5]),
        "relu": Network([[1.0, 1.0], [1.0, 1.0]], [0.0, -1.0], [[1.0, -2.0]], [0.0]),
        "dnf": Network([[-1.0, 1.0], [1.0, -1.0]], [-0.5, -0.5], [[1.0, 1.0]], [-0.5]),
    }[kind]


def dnf_network(truth_table: Array) -> Network:
    r"""The disjunctive normal form as a network: an AND unit for each row whose output is 1, then an OR unit.

    An AND unit has weight +1 for a positive and −1 for a negated input and bias $½ - \#positive$; the OR unit has
    weights 1 and bias $-½$. Right under both thresholds.

    Args:
        truth_table: (2ⁿ,) of 0 and 1, n ≥ 1; row r belongs to the binary digits of r, first input = most significant.

    Returns:
        W1: (M, n), b1: (M,), W2: (1, M), b2: (1,) float, hidden units in the order of the rows; M = 0 for constant 0.

    Raises:
        ValueError: a length that is no power of 2, entries other than 0 and 1.

    Source: `002_3f85b5039545d858.txt`, how many layers do we need.

    >>> import numpy as np
    >>> dnf_network(np.array([0, 1, 1, 0])).W1.tolist()
    [[-1.0, 1.0], [1.0, -1.0]]
    """
    positive = _minterms(truth_table)
    return _two_layers(2 * positive - 1, 0.5 - namespace(positive).sum(positive, axis=1), -0.5)


def _minterms(truth_table: Array) -> Array:
    """The inputs of the rows whose output is 1, (M, n) float in {0, 1}."""
    table = as_float(truth_table)
    check_ndim("truth_table", table, "(2**n,)", 1)
    n = table.shape[0].bit_length() - 1
    if n < 1 or table.shape[0] != 2**n:
        raise ValueError(f"truth_table: expected 2, 4, 8, … entries, got {table.shape[0]}")
    xp = namespace(table)
    if not bool(xp.all((table == 0) | (table == 1))):
        raise ValueError("truth_table: expected entries 0 and 1, got others")
    rows = xp.nonzero(table)[0]
    bits = [rows // 2 ** (n - 1 - k) % 2 for k in range(n)]
    return xp.astype(xp.stack(bits, axis=1), table.dtype)


def _two_layers(W1: Array, b1: Array, b2: float) -> Network:
    """A network whose output unit weighs all hidden units by 1."""
    xp = namespace(W1)
    bias = xp.full((1,), b2, dtype=W1.dtype, device=getattr(W1, "device", None))
    return Network(W1, b1, xp.ones_like(b1)[None, :], bias)


def eval_threshold_network(x: Array, params: Network, threshold: str = "ge") -> Array:
    r"""$f(W_2 f(W_1 x + b_1) + b_2)$ with the step function f in both layers.

    Args:
        x: (N, n) float. params: W1 (H, n), b1 (H,), W2 (1, H), b2 (1,), arrays or lists. threshold: "ge" or "gt".

    Returns:
        (N,) float in {0, 1}.

    Raises:
        ValueError: shapes that do not match, unknown threshold.

    Source: `002_3f85b5039545d858.txt`, output function with one hidden layer.
    """
    x = as_float(x)
    check_ndim("x", x, "(N, n)", 2)
    W1, b1, W2, b2 = _like(x, *params)
    check_ndim("W1", W1, "(H, n)", 2)
    hidden = W1.shape[0]
    check_shape("W1", W1, "(H, n)", hidden, x.shape[1])
    check_shape("b1", b1, "(H,)", hidden)
    check_shape("W2", W2, "(1, H)", 1, hidden)
    check_shape("b2", b2, "(1,)", 1)
    h = heaviside(namespace(x).astype(x, W1.dtype) @ W1.T + b1, threshold)
    return namespace(x).astype(heaviside(h @ W2.T + b2, threshold)[:, 0], x.dtype)


def _like(x: Array, *params: Array | list) -> list[Array]:
    """Lists become arrays like `x`; then all take the widest dtype, so that float32 inputs do not round weights."""
    xp = namespace(x)
    device = getattr(x, "device", None)
    arrays = [xp.asarray(p, dtype=x.dtype, device=device) if isinstance(p, list) else as_float(p) for p in params]
    dtype = namespace(x, *arrays).result_type(x, *arrays)
    return [xp.astype(a, dtype) for a in arrays]
