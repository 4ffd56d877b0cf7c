r"""How far rounding alone may move a result: measured on the reference, not chosen.

$$|\hat f_i - f_i| \le K \sqrt{n}\, \varepsilon\, \kappa_i, \qquad
\kappa_i = \max_u \frac{|f(x(1 + \delta u)) - f(x)|_i}{\delta}$$

with ε the unit of the coarsest dtype, n the numbers of the largest argument (a result passes through about n roundings,
whose errors add up like √n), u a few seeded normal directions, and f in double precision. It is asked for only when an
answer misses the plain tolerance by little, so a right answer costs nothing and a wrong one as a rule nothing either.

Two things keep mistakes out. A result that jumps (an argmax, a threshold hit exactly) does not shrink with δ: it gets
no allowance. And whatever the condition, half of the digits must be right.

Source: Higham, Accuracy and Stability of Numerical Algorithms (2nd ed.), 1.6 (condition), 2.8 (√n), 3.1.
"""

import dataclasses
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checks import remembered
from autograder.checks.comparison import TOLERANCES, Comparison, scale
from autograder.checks.data import as_numpy, floats_in, is_array, is_tensor, leaves
from autograder.checks.outcomes import Case, run

EPSILON = {"float64": 2.0**-52, "float32": 2.0**-23, "float16": 2.0**-10, "bfloat16": 2.0**-7}
K = 8  # a fair algorithm rounds each number a few times: product, sum, exp, division, …
DIRECTIONS = 3  # a normal direction misses a value's condition by a factor of 10 in 8 % of all draws, three in 0.05 %
STEPS = (2.0**-26, 2.0**-20)  # δ: the square root of double precision, where differences have half of its digits; 64 δ
Kappa = list[np.ndarray]  # of each floating array or number of the result, in their order


def within_rounding(compare: Comparison, expected: Callable[..., Any], case: Case, got: Any, want: Any) -> bool:
    """Whether rounding explains all differences between `got` and `want`, the value of `expected` for the case."""
    names = [name for _, name in floats_in([want, [case.args, case.kwargs]]) if name in EPSILON]
    epsilon = EPSILON[max([*names, compare.coarsest], key=lambda name: TOLERANCES[name])]
    half = epsilon**0.5  # of the digits
    largest = max((scale(w) for _, w in leaves([list(case.args), case.kwargs, want])), default=0.0)
    if dataclasses.replace(compare, rtol=half, atol=half * largest).result(got, want) is not None:
        return False
    kappa = _known_kappa(expected, case)
    n = max((sum(f.size for _, f in leaves(a)) for a in (*case.args, *case.kwargs.values())), default=0)
    places = [where for where, _ in compare.leaves(want)]
    slack = {where: K * n**0.5 * epsilon * k for where, k in zip(places, kappa, strict=False)}
    return dataclasses.replace(compare, slack=slack).result(got, want) is None


def _known_kappa(expected: Callable[..., Any], case: Case) -> Kappa:
    """The condition, from memory where it is there."""
    try:
        key = ("condition", remembered.function_key(expected), remembered.content_key(case.args, case.kwargs)[0])
    except remembered.NoKeyError:
        return _kappa(expected, case)
    found: Kappa | None = remembered.recall(key)
    if found is None:
        found = _kappa(expected, case)
        remembered.keep(key, found, sum(k.nbytes + 64 for k in found) + 64)
    return found


def _kappa(expected: Callable[..., Any], case: Case) -> Kappa:
    """κ of every value of the result; none where the reference does not take inputs that are moved a little."""

    def at(delta: float, seed: int = 0) -> Kappa | None:
        draws = np.random.default_rng(seed)
        moved = Case(*_moved(list(case.args), draws, delta), **_moved(case.kwargs, draws, delta))
        outcome = run(expected, moved)
        return None if outcome.error is not None else [f for _, f in leaves(outcome.value)]

    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        base = at(0.0)
        found = [np.zeros(f.shape) for f in base or ()]
        for seed in range(DIRECTIONS):
            near, far = (at(delta, seed) for delta in STEPS)
            if base is None or near is None or far is None:
                return []
            if not [f.shape for f in base] == [f.shape for f in near] == [f.shape for f in far]:
                return []
            for i, f in enumerate(base):
                a, b = np.abs(near[i] - f) / STEPS[0], np.abs(far[i] - f) / STEPS[1]
                smooth = np.isfinite(a) & (a <= 4 * b)  # what jumps, or draws numbers, gives a = 64 b
                found[i] = np.maximum(found[i], np.where(smooth, np.minimum(a, b), 0.0))
    return found


def _moved(x: Any, rng: np.random.Generator, delta: float) -> Any:
    """`x` in double precision with every floating number moved by a relative `delta` in a random direction."""
    if is_tensor(x) and x.dtype.is_floating_point:
        wide = x.detach().double()
        factor = wide.new_tensor(1 + delta * rng.standard_normal(tuple(x.shape)))
        return (wide * factor).requires_grad_(x.requires_grad)
    if is_array(x) or isinstance(x, np.floating):
        values, _ = as_numpy(x)
        if values.dtype.kind != "f" or is_tensor(x):
            return x
        return np.asarray(values, float) * (1 + delta * rng.standard_normal(values.shape))
    if type(x) is float:
        return x * (1 + delta * float(rng.standard_normal()))
    if type(x) is list or type(x) is tuple:
        return type(x)(_moved(item, rng, delta) for item in x)
    return {k: _moved(v, rng, delta) for k, v in x.items()} if type(x) is dict else x
