r"""The chain rule as an expression: its factors, its symbolic form, and one chain worked out with numbers.

Sources: `000_5c6663de3292b89f.txt` ($\partial L/\partial z = \partial L/\partial a \cdot \partial a/\partial z$ and the
exercise $\partial L/\partial W$), `004_c46ddd2f6285f478.txt` (loss, output, hidden unit, weight),
`002_3f85b5039545d858.txt` (layer after layer). One deck writes `a` for a layer's input and for its output; in the other
z₁ is the hidden unit, so that ∂ŷ/∂z₁ contains g′ without showing it.
"""

from collections.abc import Callable, Sequence

import sympy

from reference._array import Array, as_arrays, check_option, check_shape
from reference.neurons.activations import ACTIVATIONS, activation_derivative


def chain_factors(path: Sequence[str]) -> list[str]:
    r"""The factors along one path, from the loss to the weight: $\frac{dL}{da}, \frac{da}{dz}, \frac{dz}{dW}$.

    Args:
        path: names, the loss first, the weight last.

    Raises:
        TypeError: a string instead of a list of names.
        ValueError: fewer than two names, or an empty one.

    Source: `000_5c6663de3292b89f.txt`, exercise on the chain rule.

    >>> chain_factors(["L", "a", "z", "W"])
    ['dL/da', 'da/dz', 'dz/dW']
    """
    if isinstance(path, str) or not all(isinstance(name, str) for name in path):
        raise TypeError(f"path: expected a list of names, got {path!r}")
    if len(path) < 2 or not all(path):
        raise ValueError(f"path: expected at least two names, none empty, got {list(path)}")
    return [f"d{above}/d{below}" for above, below in zip(path, path[1:], strict=False)]


def symbolic_gradient(expr: sympy.Expr, wrt: sympy.Symbol) -> sympy.Expr:
    """The derivative of `expr` by the symbol `wrt`; compare it with an answer at points, never as text.

    Raises:
        TypeError: anything but an expression and a symbol; a string too, since sympy would evaluate it.

    Source: `000_5c6663de3292b89f.txt`, `002_3f85b5039545d858.txt`, chain rule.

    >>> w, a, b = sympy.symbols("w a b")
    >>> symbolic_gradient((w * a + b) ** 2, w)
    2*a*(a*w + b)
    """
    _check_symbolic(expr, wrt)
    return sympy.diff(expr, wrt)


def _check_symbolic(expr: sympy.Expr, wrt: sympy.Symbol) -> None:
    if not isinstance(expr, sympy.Expr):
        raise TypeError(f"expr: expected a sympy expression, got {type(expr).__name__}")
    if not isinstance(wrt, sympy.Symbol):
        raise TypeError(f"wrt: expected a sympy symbol, got {type(wrt).__name__}")


def scalar_chain(
    x: float | Array, w1: float | Array, w2: float | Array, y: float | Array, g: str = "sigmoid"
) -> dict[str, Array]:
    r"""One hidden unit and a linear output: $z_1 = w_1 x$, $\hat y = w_2 g(z_1)$, $J = (y - \hat y)^2$ and its slopes.

    $\frac{\partial J}{\partial w_2} = -2(y - \hat y)\, g(z_1)$,
    $\frac{\partial J}{\partial w_1} = -2(y - \hat y)\, w_2\, g'(z_1)\, x$.

    Args:
        x, w1, w2, y: numbers or () float arrays. g: a name in `ACTIVATIONS`.

    Returns:
        z1, g, y_hat, J, dJ_dw1, dJ_dw2: () float each; NumPy's float64 when all arguments are numbers.

    Raises:
        ValueError: an array that is not (), an unknown `g`.

    Source: `004_c46ddd2f6285f478.txt`, backpropagation.

    >>> round(float(scalar_chain(0.5, 0.8, -1.2, 1.0)["dJ_dw1"]), 6)
    0.495444
    """
    return _scalar_chain(x, w1, w2, y, g)


def _scalar_chain(
    x: float | Array,
    w1: float | Array,
    w2: float | Array,
    y: float | Array,
    g: str,
    dJ_dw1: Callable[..., Array] = lambda dJ_dy, dy_dz, dz_dw, w1: dJ_dy * dy_dz * dz_dw,
    dJ_dw2: Callable[..., Array] = lambda dJ_dy, dy_dw, w2: dJ_dy * dy_dw,
) -> dict[str, Array]:
    """`scalar_chain`, with the two products of factors as functions, so that a mistake can replace them."""
    check_option("g", g, tuple(ACTIVATIONS))
    x, w1, w2, y = as_arrays(x, w1, w2, y)
    for name, value in (("x", x), ("w1", w1), ("w2", w2), ("y", y)):
        check_shape(name, value, "()")
    z1 = w1 * x
    h = ACTIVATIONS[g](z1)
    y_hat = w2 * h
    dJ_dy = -2 * (y - y_hat)
    dy_dz = w2 * activation_derivative(g, z1)
    return {
        "z1": z1,
        "g": h,
        "y_hat": y_hat,
        "J": (y - y_hat) ** 2,
        "dJ_dw1": dJ_dw1(dJ_dy, dy_dz, x, w1),
        "dJ_dw2": dJ_dw2(dJ_dy, h, w2),
    }
