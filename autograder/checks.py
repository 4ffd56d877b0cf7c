"""What a test author imports: comparisons that accept what a fair TA would accept, and messages that teach.

    agree(student, reference, cases, mutants=misconceptions_of(reference))

runs both on every case, compares the contract first (structure, shape, dtype, finite values, inputs left alone) and
then the values, with a tolerance that follows from the dtype. On a mismatch it matches the student's answers against
named wrong implementations and, when exactly one explains all of them, says which. Messages never show the expected
value of a case. The same file serves the judge (where `student` is a proxy) and a stock Otter kernel.
"""

import copy
import inspect
import math
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol

import numpy as np

from autograder.results import Diagnosis

# (rtol, atol) by dtype: closed forms in double precision differ by rounding only; single and half keep 1e3 eps.
TOLERANCES = {
    "float64": (1e-9, 1e-12),
    "float32": (1e-4, 1e-5),
    "float16": (1e-2, 1e-2),
    "bfloat16": (5e-2, 5e-2),
}
PLAIN = (bool, int, float, complex, str, bytes, type(None))


class Mutant(Protocol):
    """A named wrong implementation (`reference._misconceptions.Misconception` is one)."""

    @property
    def key(self) -> str: ...
    @property
    def message(self) -> str: ...
    @property
    def mutant(self) -> Callable[..., Any]: ...


class CheckFailure(AssertionError):  # noqa: N818 - an outcome, not an error
    """An answer that is not right; `diagnosis` names the misconception that explains it, if one does."""

    def __init__(self, message: str, diagnosis: Diagnosis | None = None) -> None:
        super().__init__(message)
        self.diagnosis = diagnosis


class Case:
    """Arguments of one call: `Case(x, w, b=1.0)`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.args = args
        self.kwargs = kwargs

    def fresh(self) -> tuple[tuple[Any, ...], dict[str, Any]]:
        """Copies of the arguments that a function may do anything with."""
        return tuple(_copy(a) for a in self.args), {k: _copy(v) for k, v in self.kwargs.items()}


def require(student: Any, name: str) -> None:
    """Raises CheckFailure when `student` is None: the notebook does not define `name`."""
    if student is None:
        raise CheckFailure(f"`{name}` is not defined: run the cell that defines it, and keep its name")


def agree(
    student: Any,
    expected: Callable[..., Any],
    cases: Iterable[Any],
    *,
    mutants: Iterable[Mutant] = (),
    rtol: float | None = None,
    atol: float | None = None,
    unmodified: bool = True,
    check_dtype: bool = True,
    name: str | None = None,
) -> None:
    """The student's function gives what `expected` gives, on every case.

    Args:
        student: the student's function, or None when the notebook does not define it.
        expected: the reference function.
        cases: argument tuples or `Case` objects; seeded random inputs of several shapes and dtypes.
        mutants: named wrong implementations with the signature of `expected`.
        rtol, atol: override the tolerance that follows from the dtype.
        unmodified: the function must leave its arguments as they were.
        check_dtype: float32 in means float32 out where `expected` does so.
        name: how messages call the function.

    Raises:
        CheckFailure: with the reason, and a diagnosis where exactly one mutant explains every answer.
        Exception: whatever the student's function raised, unless a mutant explains it.
    """
    called = name or str(getattr(expected, "__name__", "the function"))
    require(student, called)
    compare = _Comparison(rtol, atol, check_dtype)
    all_cases = [c if isinstance(c, Case) else Case(*c) if isinstance(c, tuple) else Case(c) for c in cases]
    if not all_cases:
        raise ValueError("agree: expected at least one case, got none")
    wanted = [_run(expected, case) for case in all_cases]
    for outcome in wanted:
        if outcome.error is not None:
            raise ValueError(f"the reference {called} raised {outcome.error!r} on a case") from outcome.error
    got: list[_Outcome] = []
    for i, (case, want) in enumerate(zip(all_cases, wanted, strict=True)):
        outcome = _run(student, case)
        got.append(outcome)
        problem: str | None
        if outcome.error is not None:
            problem = None
        else:
            problem = compare.difference(outcome.value, want.value)
            if problem is None and unmodified:
                problem = _modified(expected, case, outcome)
            if problem is None:
                continue
        got += [_run(student, rest) for rest in all_cases[i + 1 :]]
        diagnosis = _diagnose(got, all_cases, wanted, mutants, compare)
        if diagnosis is None and outcome.error is not None:
            raise outcome.error
        text = problem or f"raised {type(outcome.error).__name__}"
        message = f"{called}{_describe_case(case, i, len(all_cases))}: {text}"
        if diagnosis is not None:
            message += f"\nLikely mistake: {diagnosis.message}"
        raise CheckFailure(message, diagnosis) from outcome.error


def close(a: Any, b: Any, rtol: float | None = None, atol: float | None = None) -> bool:
    """Whether `a` is the value `b`, by the rules of `agree` (dtypes may differ)."""
    return _Comparison(rtol, atol, check_dtype=False).difference(a, b) is None


def raises(kind: type[Exception], function: Any, *args: Any, **kwargs: Any) -> None:
    """`function(*args, **kwargs)` raises `kind` (or a subclass)."""
    require(function, "the function")
    try:
        function(*args, **kwargs)
    except kind:
        return
    except Exception as e:
        raise CheckFailure(f"expected {kind.__name__}, got {type(e).__name__}: {e}") from None
    raise CheckFailure(f"expected {kind.__name__}, but nothing was raised")


def trains_to(run: Callable[[int], Any], seeds: Sequence[int], threshold: float, at_least: int | None = None) -> None:
    """Training reaches `threshold` (higher is better) for `at_least` of the seeds (default: all but a fifth).

    Args:
        run: trains with a seed and returns the score of the result, a number.
    """
    needed = at_least if at_least is not None else math.ceil(0.8 * len(seeds))
    scores = []
    for seed in seeds:
        score = run(seed)
        if not _is_number(score):
            raise CheckFailure(f"seed {seed}: expected a number as the score, got {_kind(score)}")
        scores.append(float(score))
    reached = sum(s >= threshold for s in scores)
    if reached < needed:
        raise CheckFailure(
            f"training reached {threshold:g} for {reached} of {len(seeds)} seeds; {needed} are needed "
            f"(best {max(scores):.3g}, worst {min(scores):.3g})"
        )


class _Outcome:
    """What one call gave: a value or an exception, and the arguments as they were afterwards."""

    def __init__(self, value: Any, error: Exception | None, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        self.value = value
        self.error = error
        self.args = args
        self.kwargs = kwargs


def _run(function: Callable[..., Any], case: Case) -> _Outcome:
    args, kwargs = case.fresh()
    try:
        return _Outcome(function(*args, **kwargs), None, args, kwargs)
    except Exception as e:
        return _Outcome(None, e, args, kwargs)


def _copy(x: Any) -> Any:
    """A deep copy of plain data, arrays and tensors; functions as they are."""
    if isinstance(x, np.ndarray):
        twin = x.copy(order="K")
        twin.flags.writeable = x.flags.writeable
        return twin
    if _is_tensor(x):
        return x.detach().clone().requires_grad_(x.requires_grad)
    if isinstance(x, list):
        return [_copy(v) for v in x]
    if type(x) is tuple:
        return tuple(_copy(v) for v in x)
    if isinstance(x, dict):
        return {k: _copy(v) for k, v in x.items()}
    if callable(x) or isinstance(x, PLAIN):
        return x
    return copy.deepcopy(x)


def _is_tensor(x: Any) -> bool:
    torch = sys.modules.get("torch")
    return torch is not None and type(x) in (torch.Tensor, torch.nn.Parameter)


def _is_number(x: Any) -> bool:
    return type(x) in (bool, int, float, complex) or isinstance(x, np.generic) or (_is_array(x) and x.ndim == 0)


def _is_array(x: Any) -> bool:
    return type(x) is np.ndarray or _is_tensor(x)


def _kind(x: Any) -> str:
    """How messages call the type of `x`; never touches anything but its class."""
    if _is_array(x):
        return f"an array of shape {tuple(x.shape)}"
    if type(x).__name__ == "Handle" and hasattr(type(x), "__array_ufunc__"):
        return "an object that is not plain data"
    return {"NoneType": "None (is a return missing?)"}.get(type(x).__name__, f"a {type(x).__name__}")


def _numpy(x: Any) -> tuple[np.ndarray, str]:
    """The values and the dtype's name of an array, tensor or number."""
    if _is_tensor(x):
        name = str(x.dtype).removeprefix("torch.")
        plain = x.detach().cpu()
        return (plain.float() if name == "bfloat16" else plain).numpy(), name
    a = np.asarray(x)
    return a, a.dtype.name


class _Comparison:
    """Compares an answer with the expected value and says, in words, what differs."""

    def __init__(self, rtol: float | None, atol: float | None, check_dtype: bool) -> None:
        self.rtol, self.atol, self.check_dtype = rtol, atol, check_dtype

    def difference(self, got: Any, want: Any, where: str = "") -> str | None:
        """None when `got` is an acceptable `want`."""
        at = f"{where}: " if where else ""
        if isinstance(want, Mapping):
            if not isinstance(got, dict):
                return f"{at}expected a dict with keys {', '.join(map(repr, want))}, got {_kind(got)}"
            missing = [k for k in want if k not in got]
            if missing:
                return f"{at}the key {missing[0]!r} is missing"
            return self._first((got[k], want[k], f"{where}[{k!r}]") for k in want)
        if isinstance(want, tuple | list):
            if not isinstance(got, tuple | list):
                return f"{at}expected {len(want)} values, got {_kind(got)}"
            if len(got) != len(want):
                return f"{at}expected {len(want)} values, got {len(got)}"
            names = getattr(want, "_fields", None) or [f"value {i + 1}" for i in range(len(want))]
            return self._first(
                (g, w, f"{where}.{n}" if where else str(n)) for g, w, n in zip(got, want, names, strict=True)
            )
        if want is None or isinstance(want, str | bytes):
            same = type(got) is type(want) and got == want
            return None if same else f"{at}not the expected {'None' if want is None else type(want).__name__}"
        if _is_array(want) or isinstance(want, np.generic) or _is_number(want):
            return self._numbers(got, want, at)
        raise TypeError(f"agree cannot compare a {type(want).__name__}; let the reference return plain data")

    def _first(self, triples: Iterable[tuple[Any, Any, str]]) -> str | None:
        for got, want, where in triples:
            problem = self.difference(got, want, where)
            if problem is not None:
                return problem
        return None

    def _numbers(self, got: Any, want: Any, at: str) -> str | None:
        w, w_name = _numpy(want)
        if not (_is_array(got) or _is_number(got)):
            shape = "a number" if w.ndim == 0 else f"an array of shape {w.shape}"
            return f"{at}expected {shape}, got {_kind(got)}"
        g, g_name = _numpy(got)
        if g.shape != w.shape:
            flat = " (the numbers are there, but arranged differently)" if g.size == w.size and g.size > 1 else ""
            return f"{at}expected shape {w.shape}, got {g.shape}{flat}"
        if w.dtype.kind in "biu":
            if g.dtype.kind not in "biuf":
                return f"{at}expected whole numbers, got dtype {g_name}"
            wrong = g != w
        else:
            if g.dtype.kind not in "biufc":
                return f"{at}expected numbers, got dtype {g_name}"
            plain = type(got) in (bool, int, float)
            if self.check_dtype and w.ndim and g_name != w_name and not plain:
                return f"{at}expected dtype {w_name}, got {g_name}: keep the dtype of the input"
            wrong = ~self._close(g, w, w_name)
        if not np.any(wrong):
            return None
        return at + self._explain(g, w, wrong)

    def _close(self, g: np.ndarray, w: np.ndarray, name: str) -> np.ndarray:
        rtol, atol = TOLERANCES.get(name, TOLERANCES["float64"])
        rtol = self.rtol if self.rtol is not None else rtol
        atol = self.atol if self.atol is not None else atol
        # rounding of a sum grows with the largest term, not with the result: allow it relative to the array's scale
        finite = np.abs(w[np.isfinite(w)])
        scale = float(finite.max()) if finite.size else 0.0
        with np.errstate(all="ignore"):
            close: np.ndarray = np.abs(g - w) <= atol + rtol * np.abs(w) + 1e-2 * rtol * scale
        same: np.ndarray = close | (g == w) | (np.isnan(g) & np.isnan(w))
        return same

    def _explain(self, g: np.ndarray, w: np.ndarray, wrong: np.ndarray) -> str:
        index = tuple(int(i) for i in np.argwhere(wrong)[0]) if wrong.ndim else ()
        count = int(wrong.sum())
        place = f" at index {index}" if index else ""
        how_many = f"{count} of {wrong.size} values differ, the first{place}" if wrong.size > 1 else "the value differs"
        if w.dtype.kind == "f" and np.isfinite(w).all() and not np.isfinite(g.astype(float)).all():
            return f"{how_many}; yours holds inf or nan"
        return how_many + self._hint(g, w)

    def _hint(self, g: np.ndarray, w: np.ndarray) -> str:
        """A relation that holds for every value: sign, factor, transpose."""
        if w.dtype.kind not in "fc" or g.dtype.kind not in "biufc" or not np.any(w):
            return ""
        with np.errstate(all="ignore"):
            for factor, words in (
                (-1.0, "the sign of all values is flipped"),
                (2.0, "all values are twice too large"),
                (0.5, "all values are half of what they should be"),
            ):
                if np.allclose(g, factor * w, rtol=1e-6, atol=0):
                    return f"; {words}"
            if w.ndim == 2 and w.shape[0] == w.shape[1] > 1 and np.allclose(g, w.T, rtol=1e-6, atol=0):
                return "; it is the transpose of the right answer"
            big = np.abs(w) > 1e-12 * float(np.max(np.abs(w)))
            ratio = g[big] / w[big]
            if (
                ratio.size > 1
                and np.isfinite(ratio).all()
                and np.allclose(ratio, ratio[0], rtol=1e-6)
                and abs(ratio[0] - 1) > 1e-6
            ):
                return "; all values are wrong by the same factor"
        return ""


def _modified(expected: Callable[..., Any], case: Case, outcome: _Outcome) -> str | None:
    """A message when an argument is not what it was before the call."""
    try:
        names = list(inspect.signature(expected).parameters)
    except (TypeError, ValueError):
        names = []
    pairs = [
        (names[i] if i < len(names) else f"number {i + 1}", a, b)
        for i, (a, b) in enumerate(zip(case.args, outcome.args, strict=True))
    ]
    pairs += [(k, case.kwargs[k], outcome.kwargs[k]) for k in case.kwargs]
    for name, before, after in pairs:
        if not _same(before, after):
            return f"it changed its argument `{name}`; work on a copy and return the result"
    return None


def _same(a: Any, b: Any) -> bool:
    """Bitwise equality of arguments before and after."""
    if type(a) is not type(b):
        return False
    if isinstance(a, np.ndarray) or _is_tensor(a):
        x, y = (_numpy(v)[0] for v in (a, b))
        return x.shape == y.shape and x.dtype == y.dtype and x.tobytes() == y.tobytes()
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(_same(x, y) for x, y in zip(a, b, strict=True))
    if isinstance(a, dict):
        return list(a) == list(b) and all(_same(a[k], b[k]) for k in a)
    return a is b or not isinstance(a, PLAIN) or a == b or a != a


def _diagnose(
    got: list[_Outcome],
    cases: list[Case],
    wanted: list[_Outcome],
    mutants: Iterable[Mutant],
    compare: _Comparison,
) -> Diagnosis | None:
    """The one misconception whose answers are the student's on every case."""
    found: dict[str, Diagnosis] = {}
    for mutant in mutants:
        outcomes = [_run(mutant.mutant, case) for case in cases]
        explains = all(_alike(g, m, compare) and _touched_alike(g, m) for g, m in zip(got, outcomes, strict=True))
        differs = any(
            not _alike(m, w, compare) or not _touched_alike(m, w) for m, w in zip(outcomes, wanted, strict=True)
        )
        if explains and differs:
            found[mutant.key] = Diagnosis(key=mutant.key, message=mutant.message)
    return next(iter(found.values())) if len(found) == 1 else None


def _alike(got: _Outcome, other: _Outcome, compare: _Comparison) -> bool:
    if (got.error is None) != (other.error is None):
        return False
    if got.error is not None:
        return isinstance(got.error, type(other.error)) or type(got.error).__name__ == type(other.error).__name__
    try:
        return compare.difference(got.value, other.value) is None
    except TypeError:
        return False


def _touched_alike(got: _Outcome, other: _Outcome) -> bool:
    """Both left their arguments in the same state (so that `changes its input` can be a misconception)."""
    pairs = [
        *zip(got.args, other.args, strict=True),
        *((got.kwargs[k], other.kwargs[k]) for k in other.kwargs),
    ]
    return all(close(a, b) if _is_array(b) else True for a, b in pairs)


def _describe_case(case: Case, index: int, total: int) -> str:
    """The kind of input, in words that give nothing away: shapes and dtypes."""
    shapes = [f"{tuple(a.shape)} {_numpy(a)[1]}" for a in (*case.args, *case.kwargs.values()) if _is_array(a)]
    text = f" with inputs of shape {', '.join(shapes)}" if shapes else ""
    return f"{text} (case {index + 1} of {total})" if total > 1 else text
