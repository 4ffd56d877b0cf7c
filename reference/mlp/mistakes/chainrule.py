"""Wrong versions of the functions in `reference.mlp.chainrule`, with the message that names each mistake."""

import sympy

from reference._array import as_arrays
from reference.misconceptions import misconception
from reference.mlp.chainrule import _scalar_chain, chain_factors, scalar_chain, symbolic_gradient


@misconception(chain_factors, "T3.6/wrong_order", "Start at the loss and walk towards the weight.")
def _factors_reversed(path):
    return chain_factors(path)[::-1]


@misconception(chain_factors, "T3.6/missing_inner", "The inner derivative ∂z/∂w is missing.")
def _factors_without_last(path):
    return chain_factors(path)[:-1]


@misconception(chain_factors, "T3.6/all_of_the_loss", "Each factor derives one quantity by the next, not the loss.")
def _factors_of_the_loss(path):
    return [f"d{path[0]}/d{name}" for name in path[1:]]


@misconception(chain_factors, "T3.6/upside_down", "The slope of L over a is dL/da.")
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
