"""Cases, and what a call with one of them gave: a value or an exception, and the arguments as they were afterwards."""

import copy
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.checks import remembered
from autograder.checks.data import PLAIN, all_plain, as_numpy, is_array, is_tensor


class Case:
    """Arguments of one call: `Case(x, w, b=1.0)`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.args = args
        self.kwargs = kwargs

    def fresh(self) -> tuple[tuple[Any, ...], dict[str, Any]]:
        """Copies of the arguments that a function may do anything with."""
        return tuple(_copy(a) for a in self.args), {k: _copy(v) for k, v in self.kwargs.items()}

    def describe(self) -> str:
        """The kind of input, in words that give nothing away: shapes and dtypes."""
        shapes = [f"{tuple(a.shape)} {as_numpy(a)[1]}" for a in (*self.args, *self.kwargs.values()) if is_array(a)]
        return f" with inputs of shape {', '.join(shapes)}" if shapes else ""


def as_case(x: Any) -> Case:
    """A case, a tuple of arguments, or one argument, as a case."""
    return x if isinstance(x, Case) else Case(*x) if isinstance(x, tuple) else Case(x)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one call gave."""

    value: Any
    error: Exception | None
    args: tuple[Any, ...]
    kwargs: dict[str, Any]


def run(function: Callable[..., Any], case: Case, like: Callable[..., Any] | None = None) -> Outcome:
    """Calls `function`; by position, in the order of `like`, where it gave a parameter another name."""
    args, kwargs = case.fresh()
    try:
        try:
            value = function(*args, **kwargs)
        except TypeError as e:
            if like is None or not kwargs or "unexpected keyword argument" not in str(e):
                raise
            args, kwargs = case.fresh()
            value = function(*_by_position(like, args, kwargs, e))
        return Outcome(value, None, args, kwargs)
    except Exception as e:
        if type(e).__module__.startswith("autograder."):  # of the judge or of a nested check, never of the student
            raise
        return Outcome(None, e, args, kwargs)


def _by_position(
    like: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any], otherwise: TypeError
) -> tuple[Any, ...]:
    """The arguments in the order of the parameters of `like`; raises `otherwise` where they have no such order."""
    try:
        bound = inspect.signature(like).bind(*args, **kwargs)
    except (TypeError, ValueError):
        raise otherwise from None
    bound.apply_defaults()
    if bound.kwargs:
        raise otherwise
    return bound.args


def known(function: Callable[..., Any], case: Case) -> Outcome:
    """The outcome of the judge's own function, from memory where it cannot be another one.

    Not remembered: exceptions, draws from global random state, and whatever is not plain data on either side. The
    outcome is compared with answers and nothing else; a student's function gets copies of the case.
    """
    try:
        function_key = remembered.function_key(function)
        content, size = remembered.content_key(case.args, case.kwargs)
    except remembered.NoKeyError:
        return run(function, case)
    key = (function_key, content)
    found: Outcome | None = remembered.recall(key)
    if found is not None:
        return found
    before = remembered.random_state()
    outcome = run(function, case)
    if outcome.error is None and remembered.random_state() == before:
        try:
            _, more = remembered.content_key(outcome.value, outcome.args, outcome.kwargs)
        except remembered.NoKeyError:
            return outcome
        # a copy: the function may have returned a part of itself, and change it later
        outcome = Outcome(*(_copy(part) for part in (outcome.value, None, outcome.args, outcome.kwargs)))
        remembered.keep(key, outcome, size + more)
    return outcome


def _copy(x: Any) -> Any:
    """A deep copy of plain data, arrays and tensors; functions as they are."""
    kind = type(x)
    if kind is np.ndarray and x.dtype != object:
        twin = x.copy(order="K")
        twin.flags.writeable = x.flags.writeable
        return twin
    if is_tensor(x):
        twin = x.detach().clone()
        return type(x)(twin, x.requires_grad) if kind.__name__ == "Parameter" else twin.requires_grad_(x.requires_grad)
    if kind is list or kind is tuple:
        return kind(_copy(v) for v in x)
    if kind is dict:
        return {k: _copy(v) for k, v in x.items()}
    return x if callable(x) or kind in PLAIN else copy.deepcopy(x)


def modified(expected: Callable[..., Any], case: Case, outcome: Outcome) -> str | None:
    """A message when an argument is not what it was before the call; names are those of `expected`'s parameters."""
    try:
        parameters = inspect.signature(expected).parameters.values()
        names = [p.name for p in parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
    except (TypeError, ValueError):
        names = []
    for i, (before, after) in enumerate(zip(case.args, outcome.args, strict=True)):
        if not _same(before, after):
            which = f"its argument {i + 1}" + (f", `{names[i]}`" if i < len(names) else "")
            return f"it changed {which}; work on a copy and return the result"
    for name, before in case.kwargs.items():
        if not _same(before, outcome.kwargs[name]):
            return f"it changed its argument `{name}`; work on a copy and return the result"
    return None


def _same(a: Any, b: Any) -> bool:
    """Equality of an argument before and after, up to the rounding of `x += h` and `x -= h`."""
    if type(a) is not type(b):
        return False
    if is_array(a):
        (x, name), (y, _) = as_numpy(a), as_numpy(b)
        if x.shape != y.shape or x.dtype != y.dtype:
            return False
        if x.dtype == object:
            return _same(x.ravel().tolist(), y.ravel().tolist())
        if x.dtype.kind != "f" or x.tobytes() == y.tobytes():
            return x.tobytes() == y.tobytes()
        ulp = 8 * (float(np.finfo(x.dtype).eps) if name != "bfloat16" else 2.0**-8)
        finite = x[np.isfinite(x)].astype(float)
        scale = max(1.0, float(np.max(np.abs(finite), initial=0.0)))
        return np.allclose(y.astype(float), x.astype(float), rtol=0, atol=ulp * scale, equal_nan=True)
    if type(a) in (list, tuple):
        return len(a) == len(b) and all(_same(x, y) for x, y in zip(a, b, strict=True))
    if type(a) in (dict, set, frozenset) and all_plain(a) and not all_plain(b):
        return False
    if type(a) is dict:
        return list(a) == list(b) and all(_same(a[k], b[k]) for k in a)
    if type(a) in (set, frozenset, range, bytearray):
        return bool(a == b)
    return a is b or type(a) not in PLAIN or bool(a == b) or bool(a != a and b != b)
