"""What is seen of a case when a wrong answer is explained: arguments by name, right outputs, the student's outputs."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.checks.comparison import TOLERANCES, Comparison
from autograder.checks.data import as_numpy, exactly, is_array, is_number, parts, plain, stacked
from autograder.checks.outcomes import Case, Outcome

MAX_OUTPUTS = 64
MAX_SIZE = 1_000_000  # numbers of an array that is looked at
Values = list[np.ndarray]


@dataclass(frozen=True, slots=True)
class Seen:
    """One case; arrays are in double precision.

    Args:
        names: what the outputs are called.
        dtypes: of the right outputs.
        got: the student's; None where they cannot be set beside the right ones, or an exception was raised.
    """

    case: Case
    arguments: dict[str, Any]
    names: list[str]
    dtypes: list[str]
    want: Values
    got: Values | None
    compare: Comparison

    def near(self, a: np.ndarray, b: np.ndarray, i: int) -> np.ndarray:
        """Where `a` is `b`, by the tolerance of output i; both have one shape."""
        return self.compare.close_to(a, b, self.dtypes[i])

    def same(self, a: np.ndarray, b: np.ndarray, i: int) -> bool:
        """Whether `a` is `b`, shape included."""
        return a.shape == b.shape and bool(self.near(a, b, i).all())

    def wrong(self, i: int) -> np.ndarray:
        """Where output i of the student's is wrong; everywhere where it cannot be set beside the right one."""
        if self.got is None or self.got[i].shape != self.want[i].shape:
            return np.ones(self.want[i].shape, bool)
        return np.asarray(~self.near(self.got[i], self.want[i], i))

    def single(self, i: int) -> bool:
        """Whether output i has single precision or less, or was compared loosely."""
        rtol = self.compare.rtol if self.compare.rtol is not None else TOLERANCES[self.compare.coarsest][0]
        return rtol > 1e-7 or TOLERANCES.get(self.dtypes[i], (0.0, 0.0))[0] > 1e-7


@dataclass(frozen=True, slots=True)
class Guess:
    """A transformation that may explain an answer.

    Args:
        key: "times-2".
        claim: how the sentence goes on after "The result of `f` ".
        ask: the end of the sentence, ": is a mean missing?".
        predict: all outputs for a case, those that it says nothing about unchanged; None where it says nothing at all.
        base: a factor may come on top of it.
        sentence: `claim` is a whole sentence, with {f} for the function.
    """

    key: str
    claim: str
    ask: str
    predict: Callable[[int], Values | None]
    base: bool = False
    sentence: bool = False


def quoted(name: str) -> str:
    """An output's name in a sentence: as code, unless it is only a number in a tuple ("value 2")."""
    return name if name.startswith("value ") else f"`{name}`"


def seen(
    expected: Callable[..., Any], case: Case, want: Outcome, got: Outcome | None, compare: Comparison
) -> Seen | None:
    """The case, where its right result is numbers throughout. Without `got` the answer was right."""
    found = _outputs(want.value, compare)
    if not found:
        return None
    values: Values | None = [a for _, a, _ in found]
    if got is not None:
        values = None if got.error is not None else _aligned(got.value, want.value)
        if values is not None and len(values) != len(found):
            values = None
    return Seen(
        case, _arguments(expected, case), [n for n, _, _ in found], [d for _, _, d in found],
        [a for _, a, _ in found], values, compare,
    )  # fmt: skip


def _arguments(expected: Callable[..., Any], case: Case) -> dict[str, Any]:
    """The arguments by the names of the reference's parameters; those of `*args` have none."""
    try:
        signature = inspect.signature(expected)
        bound = signature.bind(*case.args, **case.kwargs)
    except (TypeError, ValueError):
        return {}
    bound.apply_defaults()
    kinds = {n: p.kind for n, p in signature.parameters.items()}
    unnamed = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    return {n: v for n, v in bound.arguments.items() if kinds[n] not in unnamed}


def _numbers(x: Any) -> tuple[np.ndarray, str] | None:
    if not (is_array(x) or is_number(x)):
        return None
    if type(x) is int and abs(x) >= 2**53:
        return None
    values, name = as_numpy(x)
    if values.dtype.kind not in "biuf" or values.size > MAX_SIZE:
        return None
    return values.astype(float), name


def _outputs(x: Any, compare: Comparison) -> list[tuple[str, np.ndarray, str]] | None:
    """Every array or number of a right result; None where something else is in it."""
    found: list[tuple[str, np.ndarray, str]] = []

    def walk(x: Any, where: str) -> bool:
        inner = parts(x, where, () if where else compare.names)
        if inner is not None:
            return all(walk(v, place) for v, place in inner)
        numbers = _numbers(x)
        if numbers is None or len(found) >= MAX_OUTPUTS:
            return False
        found.append((where, *numbers))
        return True

    return found if walk(x, "") else None


def _aligned(got: Any, want: Any) -> Values | None:
    """The student's outputs in the order of the right ones; shapes may differ."""
    got = plain(got)
    inner = parts(want, "")
    if inner is None:
        if type(got) is tuple and got and not is_number(got[0]):
            got = got[0]
        rows = stacked(got) if exactly(got, (list, tuple)) else None
        numbers = _numbers(got if rows is None else rows)
        return None if numbers is None else [numbers[0]]
    if isinstance(want, Mapping):
        if type(got) is not dict or any(k not in got for k in want):
            return None
        values: Sequence[Any] = [got[k] for k in want]
    else:
        if is_array(got) and got.ndim and len(got) == len(inner):
            got = list(got)
        if not exactly(got, (list, tuple)):
            return None
        values = got[: len(inner)]
    if len(values) != len(inner):
        return None
    found: Values = []
    for g, (w, _) in zip(values, inner, strict=True):
        part = _aligned(g, w)
        if part is None:
            return None
        found += part
    return found
