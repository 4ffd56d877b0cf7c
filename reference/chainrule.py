r"""The chain rule as an expression: its factors, its symbolic form, and one chain worked out with numbers.

Sources: `000_5c6663de3292b89f.txt` ($\partial L/\partial z = \partial L/\partial a \cdot \partial a/\partial z$ and the
exercise $\partial L/\partial W$), `004_c46ddd2f6285f478.txt` (loss, output, hidden unit, weight),
`002_3f85b5039545d858.txt` (layer after layer). One deck writes `a` for a layer's input and for its output; in the other
z₁ is the hidden unit, so that ∂ŷ/∂z₁ contains g′ without showing it.
"""

from collections.abc import Callable, Sequence

import sympy

from reference._array import Array, as_arrays, check_option, check_shape
from reference._misconceptions import misconception
from reference.activations import ACTIVATIONS, activation_derivative


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


# -- misconceptions ----------------------------------------------------------------------------------------------------


@misconception(chain_factors, "T3.6/wrong_order", "Start at the loss and walk towards the weight.")
def _factors_reversed(path):
    return chain_factors(path)[::-1]


@misconception(chain_factors, "T3.6/missing_inner", "The inner derivative ∂z/∂w is missing.")
def _factors_without_last(path):
    return chain_factors(path)[:-1]


@misconception(chain_factors, "T3.6/all_of_the_loss", "Each factor derives one quantity by the next, not the loss.")
def _factors_of_the_loss(path):
    return [f"d{path[0]}/d{name}" for name in path[1:]]


@misconception(chain_factors, "T3.6/upside_down", "The slope of L over a is dL/da.", "slip")
def _factors_upside_down(path):
    return [f"d{below}/d{above}" for above, below in zip(path, path[1:], strict=False)]


def _derive(expr, wrt, chain=lambda outer, inner: outer * inner, square=2, product=None):
    """Derivatives by the rules for sum, product, power and function, any of which a mistake may replace."""
    if not expr.has(wrt) or expr == wrt:
        return sympy.Integer(1 if expr == wrt else 0)
    rules = {"chain": chain, "square": square, "product": product}
    if expr.is_Add:
        return sympy.Add(*(_derive(term, wrt, **rules) for term in expr.args))
    if expr.is_Mul:
        if product and sum(factor.has(wrt) for factor in expr.args) == 1:
            return product(expr, wrt)
        parts = [(factor, expr / factor) for factor in expr.args if factor.has(wrt)]
        return sympy.Add(*(_derive(factor, wrt, **rules) * rest for factor, rest in parts))
    inner = expr.args[0]
    if expr.is_Pow:
        base, n = expr.args
        outer = (square if n == 2 else n) * base ** (n - 1)
    else:
        outer = expr.fdiff()
    return outer if inner == wrt else chain(outer, _derive(inner, wrt, **rules))


@misconception(symbolic_gradient, "T3.6/missing_inner", "The inner derivative ∂z/∂w is missing.")
def _symbolic_missing_inner(expr, wrt):
    return _derive(expr, wrt, chain=lambda outer, inner: outer)


@misconception(symbolic_gradient, "T3.6/sum_factors", "Along one path the factors multiply; only parallel paths add.")
def _symbolic_sum(expr, wrt):
    return _derive(expr, wrt, chain=lambda outer, inner: outer + inner)


@misconception(symbolic_gradient, "T3.6/dz_dW_is_W", "∂(Wa+b)/∂W is a, not W.")
def _symbolic_weight(expr, wrt):
    return _derive(expr, wrt, product=lambda z, w: w if z.has(w) and (z / w).is_number is False else z / w)


@misconception(symbolic_gradient, "T3.6/no_two", "Differentiate the square: factor 2.")
def _symbolic_no_two(expr, wrt):
    return _derive(expr, wrt, square=1)


@misconception(scalar_chain, "T3.6/missing_inner", "The inner derivative ∂z/∂w is missing.")
def _scalar_missing_inner(x, w1, w2, y, g="sigmoid"):
    return _scalar_chain(x, w1, w2, y, g, dJ_dw1=lambda dJ_dy, dy_dz, dz_dw, w1: dJ_dy * dy_dz)


@misconception(scalar_chain, "T3.6/sum_factors", "Along one path the factors multiply; only parallel paths add.")
def _scalar_sum(x, w1, w2, y, g="sigmoid"):
    return _scalar_chain(
        x,
        w1,
        w2,
        y,
        g,
        lambda dJ_dy, dy_dz, dz_dw, w1: dJ_dy + dy_dz + dz_dw,
        lambda dJ_dy, dy_dw, w2: dJ_dy + dy_dw,
    )


@misconception(scalar_chain, "T3.6/dz_dW_is_W", "∂(Wa+b)/∂W is a, not W.")
def _scalar_weight(x, w1, w2, y, g="sigmoid"):
    return _scalar_chain(
        x, w1, w2, y, g, lambda dJ_dy, dy_dz, dz_dw, w1: dJ_dy * dy_dz * w1, lambda dJ_dy, dy_dw, w2: dJ_dy * w2
    )


@misconception(scalar_chain, "T3.6/no_two", "Differentiate the square: factor 2.")
def _scalar_no_two(x, w1, w2, y, g="sigmoid"):
    right = scalar_chain(x, w1, w2, y, g)
    return right | {"dJ_dw1": right["dJ_dw1"] / 2, "dJ_dw2": right["dJ_dw2"] / 2}


@misconception(scalar_chain, "T3.6/missing_gprime", "∂ŷ/∂z₁ is w₂·g′(z₁): the slope of the hidden unit is missing.")
def _scalar_missing_gprime(x, w1, w2, y, g="sigmoid"):
    right = scalar_chain(x, w1, w2, y, g)
    x, w2, y = as_arrays(x, w2, y)
    return right | {"dJ_dw1": -2 * (y - right["y_hat"]) * w2 * x}
