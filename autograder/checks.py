"""What a test author imports: comparisons that accept what a fair TA would accept, and messages that teach.

    agree(student, reference, cases, mutants=misconceptions_of(reference))

runs both on every case, compares the contract first (structure, shape, dtype, finite values, inputs left alone) and
then the values, with a tolerance that follows from the dtype. On a mismatch it matches the student's answers against
named wrong implementations and, when exactly one explains all of them, says which. Messages never show the expected
value of a case. The same file serves the judge (where `student` is a proxy) and a stock Otter kernel.

Trust: what a student's function returns may be an object whose `==`, `bool` or `len` is the student's code. Its exact
type is looked at first; only plain data is compared, counted or iterated over.
"""

import copy
import inspect
import math
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

import numpy as np

from autograder import memory
from autograder.errors import CourseError
from autograder.results import Diagnosis

# (rtol, atol) by dtype: closed forms in double precision differ by rounding only; single and half keep 1e3 eps.
TOLERANCES = {
    "float64": (1e-9, 1e-12),
    "float32": (1e-4, 1e-5),
    "float16": (1e-2, 1e-2),
    "bfloat16": (5e-2, 5e-2),
}
PLAIN = (bool, int, float, complex, str, bytes, type(None))
_SCALARS = tuple({t for t in np.sctypeDict.values() if issubclass(t, np.number | np.bool_ | np.character)})
_NUMBERS = (float, int, bool, complex, *_SCALARS)
_SINGLE = PLAIN + _SCALARS
_DATA = (np.ndarray, *PLAIN, list, tuple, dict, set, frozenset, *_SCALARS)
Compare = Callable[[int, "_Outcome"], bool]


class Mutant(Protocol):
    """A named wrong implementation (`reference._misconceptions.Misconception` is one)."""

    @property
    def key(self) -> str: ...
    @property
    def message(self) -> str: ...
    @property
    def mutant(self) -> Callable[..., Any]: ...


class Misconception(NamedTuple):
    """A mutant that a test file states itself."""

    key: str
    message: str
    mutant: Callable[..., Any]


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
        CourseError: there is no case, or `expected` raises or returns something that cannot be compared.
        Exception: whatever the student's function raised, unless a mutant explains it.
    """
    called = name or str(getattr(expected, "__name__", "the function"))
    require(student, called)
    all_cases = [c if isinstance(c, Case) else Case(*c) if isinstance(c, tuple) else Case(c) for c in cases]
    if not all_cases:
        raise CourseError(f"agree({called}): expected at least one case, got none")
    compares = [_Comparison(rtol, atol, check_dtype, _coarsest((c.args, c.kwargs))) for c in all_cases]
    wanted = [_known(expected, case) for case in all_cases]
    for i, want in enumerate(wanted):
        if want.error is not None:
            raise CourseError(f"agree({called}): the reference raised {want.error!r} on case {i + 1}") from want.error
        # a CourseError of the author must not depend on the student
        compares[i].difference(want.value, want.value, values=False)
    got: list[_Outcome] = []
    problem = None
    for case, want, compare in zip(all_cases, wanted, compares, strict=True):
        got.append(_run(student, case))
        problem = _problem(got[-1], want, compare, case, expected if unmodified else None)
        if problem is not None:
            break
    if problem is None:
        return
    failed, tried = len(got) - 1, list(mutants)
    if tried:
        got += [_run(student, case) for case in all_cases[len(got) :]]

    def alike(i: int, a: _Outcome, b: _Outcome) -> bool:
        return _alike(a, b, compares[i]) and (not unmodified or _left_alike(a, b))

    diagnosis = _diagnose(tried, all_cases, lambda i, m: alike(i, got[i], m), lambda i, m: not alike(i, m, wanted[i]))
    error = got[failed].error
    if error is not None and diagnosis is None:
        raise error
    where = _describe_case(all_cases[failed], failed, len(all_cases))
    raise _failure(f"{called}{where}: {problem}", diagnosis) from error


def close(a: Any, b: Any, rtol: float | None = None, atol: float | None = None) -> bool:
    """Whether `a` is the value `b`, by the rules of `agree` and the tolerance of b's dtype (dtypes may differ).

    `a` may be whatever a student's function returned: an object that is no plain data is not close to anything.
    """
    return _Comparison(rtol, atol, check_dtype=False).difference(a, b) is None


def raises(
    kind: type[Exception], function: Any, *args: Any, mutants: Iterable[Mutant] = (), name: str = "", **kwargs: Any
) -> None:
    """`function(*args, **kwargs)` raises `kind` (or a subclass).

    Raises:
        CheckFailure: it raised something else, or nothing; with a diagnosis where exactly one mutant does the same.
    """
    called = name or "the function"
    require(function, called)
    case = Case(*args, **kwargs)
    got, compare = _run(function, case), _Comparison(None, None, check_dtype=False)
    if got.error is not None and issubclass(type(got.error), kind):  # not isinstance: `__class__` may lie
        return
    diagnosis = _diagnose(
        mutants, [case], lambda _, m: _alike(got, m, compare), lambda _, m: not isinstance(m.error, kind)
    )
    found = "nothing was raised" if got.error is None else f"got {_type_name(got.error)}: {got.error}"
    raise _failure(f"{called}{_describe_case(case, 0, 1)}: expected {kind.__name__}, but {found}", diagnosis)


def trains_to(run: Callable[[int], Any], seeds: Sequence[int], threshold: float, at_least: int | None = None) -> None:
    """Training reaches `threshold` (higher is better) for `at_least` of the seeds (default: all but a fifth).

    Args:
        run: trains with a seed and returns the score of the result, a number.

    Raises:
        CheckFailure: too few seeds reach it; the message says how many did.
    """
    needed = at_least if at_least is not None else math.ceil(0.8 * len(seeds))
    if not 1 <= needed <= len(seeds):
        raise CourseError(f"trains_to: expected at_least from 1 to {len(seeds)}, the number of seeds, got {needed}")
    scores = []
    for seed in seeds:
        score = _plain(run(seed))
        value = _numpy(score)[0] if _is_number(score) else np.asarray("")
        if value.dtype.kind not in "biuf" or value.ndim:
            raise CheckFailure(f"seed {seed}: expected a number as the score, got {_kind(score)}")
        scores.append(float(value))
    reached = sum(s >= threshold for s in scores)
    if reached < needed:
        raise CheckFailure(
            f"training reached {threshold:g} for {reached} of {len(seeds)} seeds; {needed} are needed "
            f"(best {max(scores):.3g}, worst {min(scores):.3g})"
        )


# -- running ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What one call gave: a value or an exception, and the arguments as they were afterwards."""

    value: Any
    error: Exception | None
    args: tuple[Any, ...]
    kwargs: dict[str, Any]


def _run(function: Callable[..., Any], case: Case) -> _Outcome:
    args, kwargs = case.fresh()
    try:
        return _Outcome(function(*args, **kwargs), None, args, kwargs)
    except Exception as e:
        if type(e).__module__.startswith("autograder."):  # of the judge or of a nested check, never of the student
            raise
        return _Outcome(None, e, args, kwargs)


def _known(function: Callable[..., Any], case: Case) -> _Outcome:
    """The outcome of the judge's own function, from memory where it cannot be another one.

    Not remembered: exceptions, draws from global random state, and whatever is not plain data on either side. The
    outcome is compared with answers and nothing else; a student's function gets copies of the case.
    """
    try:
        function_key = memory.function_key(function)
        content, size = memory.content_key(case.args, case.kwargs)
    except memory.NoKeyError:
        return _run(function, case)
    key = (function_key, content)
    found: _Outcome | None = memory.recall(key)
    if found is not None:
        return found
    before = memory.random_state()
    outcome = _run(function, case)
    if outcome.error is None and memory.random_state() == before:
        try:
            _, more = memory.content_key(outcome.value, outcome.args, outcome.kwargs)
        except memory.NoKeyError:
            return outcome
        # a copy: the function may have returned a part of itself, and change it later
        outcome = _Outcome(*(_copy(part) for part in (outcome.value, None, outcome.args, outcome.kwargs)))
        memory.keep(key, outcome, size + more)
    return outcome


def _problem(
    got: _Outcome, want: _Outcome, compare: "_Comparison", case: Case, unmodified_for: Callable[..., Any] | None
) -> str | None:
    """What is wrong with the outcome of a case: the contract first, then the values."""
    if got.error is not None:
        return f"raised {_type_name(got.error)}"
    contract = compare.difference(got.value, want.value, values=False)
    if contract is None and unmodified_for is not None:
        contract = _modified(unmodified_for, case, got)
    return contract or compare.difference(got.value, want.value)


def _copy(x: Any) -> Any:
    """A deep copy of plain data, arrays and tensors; functions as they are."""
    kind = type(x)
    if kind is np.ndarray and x.dtype != object:
        twin = x.copy(order="K")
        twin.flags.writeable = x.flags.writeable
        return twin
    if _is_tensor(x):
        twin = x.detach().clone()
        return type(x)(twin, x.requires_grad) if kind.__name__ == "Parameter" else twin.requires_grad_(x.requires_grad)
    if kind is list or kind is tuple:
        return kind(_copy(v) for v in x)
    if kind is dict:
        return {k: _copy(v) for k, v in x.items()}
    return x if callable(x) or kind in PLAIN else copy.deepcopy(x)


def _modified(expected: Callable[..., Any], case: Case, outcome: _Outcome) -> str | None:
    """A message when an argument is not what it was before the call."""
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
    if _is_array(a):
        (x, name), (y, _) = _numpy(a), _numpy(b)
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
    if type(a) in (dict, set, frozenset) and _all_plain(a) and not _all_plain(b):
        return False
    if type(a) is dict:
        return list(a) == list(b) and all(_same(a[k], b[k]) for k in a)
    if type(a) in (set, frozenset, range, bytearray):
        return bool(a == b)
    return a is b or type(a) not in PLAIN or bool(a == b) or bool(a != a and b != b)


def _describe_case(case: Case, index: int, total: int) -> str:
    """The kind of input, in words that give nothing away: shapes and dtypes."""
    shapes = [f"{tuple(a.shape)} {_numpy(a)[1]}" for a in (*case.args, *case.kwargs.values()) if _is_array(a)]
    text = f" with inputs of shape {', '.join(shapes)}" if shapes else ""
    return f"{text} (case {index + 1} of {total})" if total > 1 else text


# -- diagnosis --------------------------------------------------------------------------------------------------------


def _diagnose(mutants: Iterable[Mutant], cases: list[Case], explains: Compare, wrong: Compare) -> Diagnosis | None:
    """The one misconception that `explains` the student's answer to every case and is `wrong` on one at least."""
    found: dict[str, Diagnosis] = {}
    for mutant in mutants:
        is_wrong = False
        for i, case in enumerate(cases):
            outcome = _known(mutant.mutant, case)
            if not explains(i, outcome):
                break
            is_wrong = is_wrong or wrong(i, outcome)
        else:
            if is_wrong:
                found[mutant.key] = Diagnosis(key=mutant.key, message=mutant.message)
    return next(iter(found.values())) if len(found) == 1 else None


def _failure(message: str, diagnosis: Diagnosis | None) -> CheckFailure:
    return CheckFailure(f"{message}\nLikely mistake: {diagnosis.message}" if diagnosis else message, diagnosis)


def _alike(got: _Outcome, other: _Outcome, compare: "_Comparison") -> bool:
    """Both returned the same, or raised the same kind of exception."""
    if got.error is not None and other.error is not None:
        return issubclass(type(got.error), type(other.error)) or _type_name(got.error) == _type_name(other.error)
    if got.error is not None or other.error is not None:
        return False
    try:
        return compare.difference(got.value, other.value) is None
    except CourseError:  # the mutant returned something that cannot be compared
        return False


def _left_alike(got: _Outcome, other: _Outcome) -> bool:
    """Both left their arguments in the same state (so that `changes its input` can be a misconception)."""
    pairs = [
        *zip(got.args, other.args, strict=True),
        *((got.kwargs[k], other.kwargs[k]) for k in other.kwargs),
    ]

    def alike(a: Any, b: Any) -> bool:
        try:
            return callable(b) or close(a, b)
        except CourseError:  # an argument that cannot be compared
            return True

    return all(alike(a, b) for a, b in pairs)


# -- comparing --------------------------------------------------------------------------------------------------------


def _exactly(x: Any, kinds: Iterable[type]) -> bool:
    """Whether the type of `x` is one of `kinds`; by identity, for `==` of a class may be its metaclass's."""
    kind = type(x)
    for one in kinds:  # noqa: SIM110 - asked for every value; `any` over a generator takes twice as long
        if one is kind:
            return True
    return False


def _all_plain(keys: Iterable[Any]) -> bool:
    """Whether the hash and `==` of dict keys or set members are Python's or NumPy's, not the student's."""
    return all(_exactly(k, _SINGLE) or (_exactly(k, (tuple, frozenset)) and _all_plain(k)) for k in keys)


def _type_name(x: Any) -> str:
    return str(type.__dict__["__name__"].__get__(type(x)))  # `type(x).__name__` may be a property of a metaclass


def _is_tensor(x: Any) -> bool:
    torch = sys.modules.get("torch")
    if torch is None or not _exactly(x, (torch.Tensor, torch.nn.Parameter)):
        return False
    return x.layout is torch.strided and x.device.type != "meta"  # others have no NumPy form


def _is_number(x: Any) -> bool:
    return _exactly(x, _NUMBERS) or (_is_array(x) and x.ndim == 0)


def _is_array(x: Any) -> bool:
    return type(x) is np.ndarray or _is_tensor(x)


def _plain(x: Any) -> Any:
    """Data of a subclass as its plain type, as the wire would carry it; no method of the subclass runs."""
    kind = type(x)
    if _exactly(x, _DATA):
        return x
    if issubclass(kind, np.ndarray):
        return np.asarray(x)
    torch = sys.modules.get("torch")
    if torch is not None and issubclass(kind, torch.Tensor):
        if _exactly(x, (torch.Tensor, torch.nn.Parameter)):
            return x
        with torch._C.DisableTorchFunctionSubclass(), torch._C._DisableTorchDispatch():
            return torch.Tensor.as_subclass(x, torch.Tensor)
    if issubclass(kind, dict):
        return dict(dict.items(x))
    for base in (tuple, list, set, frozenset):
        if issubclass(kind, base):
            return base(base.__iter__(x))
    if issubclass(kind, int):
        return int.__add__(x, 0)
    if issubclass(kind, float):
        return float.__add__(x, 0.0)
    return str.__str__(x) if issubclass(kind, str) else x


def _kind(x: Any) -> str:
    """How messages call the type of `x`; never touches anything but its class."""
    if _is_array(x):
        return f"an array of shape {tuple(x.shape)}"
    if x is None:
        return "None (is a return missing?)"
    name = _type_name(x)
    proxies = sys.modules.get("autograder.engine.proxies")
    if proxies is not None and issubclass(
        type(x), proxies.Handle
    ):  # the judge's stand-in: slots filled from checked data
        try:
            what, own, mro = (object.__getattribute__(x, slot) for slot in ("_kind", "_name", "_mro"))
        except AttributeError:
            return "an object that is not plain data"
        if what in ("function", "class", "module"):
            return f"the {what} {own!r}, not its result"
        name = mro[0].rsplit(".", 1)[-1] if mro else "unknown"
    if name in ("function", "method", "builtin_function_or_method", "type"):
        return "a function or a class, not its result"
    plain = _exactly(x, (*PLAIN, list, tuple, dict, set, frozenset, range, *_SCALARS))
    return f"{'an' if name[:1] in 'aeio' else 'a'} {name}" if plain else f"an object of type {name}"


def _numpy(x: Any) -> tuple[np.ndarray, str]:
    """The values and the dtype's name of an array, tensor or number."""
    if _is_tensor(x):
        name = str(x.dtype).removeprefix("torch.")
        plain = x.detach().cpu().resolve_conj().resolve_neg()
        return (plain.float() if name == "bfloat16" else plain).numpy(), name
    a = np.asarray(x)
    return a, a.dtype.name


def _coarsest(x: Any) -> str:
    """The least precise floating dtype among the arrays in `x`: results cannot be more exact than their inputs."""
    names = [name for name in _float_names(x) if name in TOLERANCES]
    return max(names, key=lambda name: TOLERANCES[name], default="float64")


def _float_names(x: Any) -> Iterator[str]:
    if _is_array(x):
        yield _numpy(x)[1]
    elif type(x) in (list, tuple, dict):
        for item in x.values() if type(x) is dict else x:
            yield from _float_names(item)


def _scale(w: np.ndarray) -> float:
    """The size of a typical term of `w`: its largest value, unless that is far off the rest (a mask of -1e9)."""
    sizes = np.abs(w[np.isfinite(w) & (w != 0)])
    if not sizes.size:
        return 0.0
    quarter = (sizes.size - 1) // 4  # the lower quartile
    return min(float(sizes.max()), 100 * float(np.partition(sizes, quarter)[quarter]))


@dataclass(frozen=True, slots=True)
class _Comparison:
    """Compares an answer with the expected value and says, in words, what differs."""

    rtol: float | None
    atol: float | None
    check_dtype: bool
    coarsest: str = "float64"  # of the inputs

    def difference(self, got: Any, want: Any, where: str = "", values: bool = True) -> str | None:
        """None when `got` is an acceptable `want`; with `values=False`, when it has the structure of one.

        Raises:
            CourseError: `want` is not data that can be compared.
        """
        at = f"{where}: " if where else ""
        got = _plain(got)
        if isinstance(want, Mapping):
            return self._dicts(got, want, where, values)
        if isinstance(want, tuple | list | range):
            return self._sequences(got, want, where, values)
        if isinstance(want, set | frozenset):
            members = [_plain(v) for v in got] if _exactly(got, (set, frozenset)) else [got]
            if not _exactly(got, (set, frozenset)) or not _all_plain(members):
                return f"{at}expected a set of plain values, got {_kind(got)}"
            return f"{at}not the expected set" if values and set(members) != want else None
        if want is None or isinstance(want, str | bytes):
            right = type(None) if want is None else str if isinstance(want, str) else bytes
            if type(got) is not right and not (right is str and type(got) is np.str_):
                return f"{at}expected {'None' if want is None else f'a {right.__name__}'}, got {_kind(got)}"
            return f"{at}not the expected {right.__name__}" if values and got != want else None
        if _is_array(want) or _is_number(want):
            return self._numbers(got, want, where, values)
        raise CourseError(f"agree cannot compare a {type(want).__name__}; let the reference return plain data")

    def _dicts(self, got: Any, want: Mapping[Any, Any], where: str, values: bool) -> str | None:
        at = f"{where}: " if where else ""
        if type(got) is not dict:
            return f"{at}expected a dict with keys {', '.join(map(repr, want))}, got {_kind(got)}"
        keys = [_plain(k) for k in got]
        if not _all_plain(keys):
            return f"{at}expected keys such as {next(iter(want), '')!r}, got one that is not plain data"
        got = dict(zip(keys, got.values(), strict=True))
        missing = [k for k in want if k not in got]
        if missing:
            return f"{at}the key {missing[0]!r} is missing"
        extra = [k for k in got if k not in want]
        if extra:
            return f"{at}{len(extra)} of {len(got)} keys should not be there, such as {extra[0]!r}"
        return self._first(((got[k], want[k], f"{where}[{k!r}]") for k in want), values)

    def _sequences(self, got: Any, want: Sequence[Any], where: str, values: bool) -> str | None:
        at = f"{where}: " if where else ""
        if not _exactly(got, (tuple, list, range)):
            return f"{at}expected {'a tuple' if isinstance(want, tuple) else 'a list'} of {len(want)}, got {_kind(got)}"
        if len(got) != len(want):
            return f"{at}expected {len(want)} values, got {len(got)}"
        names = getattr(want, "_fields", None) or [f"value {i + 1}" for i in range(len(want))]
        triples = ((g, w, f"{where}.{n}" if where else str(n)) for g, w, n in zip(got, want, names, strict=True))
        return self._first(triples, values)

    def _first(self, triples: Iterable[tuple[Any, Any, str]], values: bool) -> str | None:
        return next((p for g, w, where in triples if (p := self.difference(g, w, where, values)) is not None), None)

    def _numbers(self, got: Any, want: Any, where: str, values: bool) -> str | None:
        at = f"{where}: " if where else ""
        if type(got) is int and isinstance(want, float) and abs(got) < 2**1023:  # NumPy has no integers of this size
            got = float(got)
        w, w_name = _numpy(want)
        if not (_is_array(got) or _is_number(got)):
            return f"{at}expected {f'an array of shape {w.shape}' if w.ndim else 'a number'}, got {_kind(got)}"
        g, g_name = _numpy(got)
        if w.ndim and not g.ndim:
            return f"{at}expected an array of shape {w.shape}, got {_kind(got)}"
        if g.shape != w.shape:
            return at + _shape_problem(g, w)
        if type(want) is int:  # of any size: Python compares it exactly, also with a float
            number = g.item()
            if not _exactly(number, (bool, int, float)):
                return f"{at}expected a whole number, got {_kind(number)}"
            return f"{at}the value differs" if values and number != want else None
        if w.dtype.kind not in "biufc":  # strings, objects
            items = zip(g.ravel().tolist(), w.ravel().tolist(), strict=True)
            return self._first(((a, b, f"{where}[{i}]") for i, (a, b) in enumerate(items)), values)
        allowed = {"b": "biuf", "i": "biuf", "u": "biuf", "f": "biuf", "c": "biufc"}[w.dtype.kind]
        if g.dtype.kind not in allowed:
            return f"{at}expected {'whole' if w.dtype.kind in 'biu' else 'real'} numbers, got dtype {g_name}"
        if w.dtype.kind in "biu":
            wrong = g != w
            return at + _explain(wrong) if values and wrong.any() else None
        if self.check_dtype and w.ndim and g_name != w_name:
            advice = ": keep the dtype of the input" if g.dtype.kind == w.dtype.kind else ""
            return f"{at}expected dtype {w_name}, got {g_name}{advice}"
        stray = np.isfinite(w) & ~np.isfinite(g)
        if stray.any():
            return f"{at}{_explain(stray, 'are inf or nan where a finite number is expected')}"
        wrong = ~self._close(g, w, w_name)
        return f"{at}{_explain(wrong)}{self._hint(g, w, w_name)}" if values and wrong.any() else None

    def _close(self, g: np.ndarray, w: np.ndarray, name: str) -> np.ndarray:
        name = {"complex64": "float32"}.get(name, name)
        rtol, atol = max(TOLERANCES.get(name, TOLERANCES["float64"]), TOLERANCES[self.coarsest])
        rtol = self.rtol if self.rtol is not None else rtol
        atol = self.atol if self.atol is not None else atol
        wide = complex if w.dtype.kind == "c" else float
        g, w = np.asarray(g, wide), np.asarray(w, wide)
        finite = np.isfinite(g) & np.isfinite(w)
        with np.errstate(all="ignore"):
            # rounding of a sum grows with the largest term, not with the result: allow it relative to the array's scale
            close = finite & (np.abs(g - w) <= atol + rtol * np.abs(w) + 1e-2 * rtol * _scale(w))
        same: np.ndarray = np.asarray(close | (g == w) | (np.isnan(g) & np.isnan(w)))
        return same

    def _hint(self, g: np.ndarray, w: np.ndarray, name: str) -> str:
        """A relation that holds for every value: sign, factor, offset, transpose."""
        if w.dtype.kind != "f" or not (np.isfinite(w).all() and np.any(w)):
            return ""
        g, w = g.astype(float), w.astype(float)

        def explained_by(guess: np.ndarray) -> bool:
            return bool(self._close(g, guess, name).all())

        if not np.any(g):
            return "; all yours are 0" if g.size > 1 else ""
        for guess, words in ((-w, "the sign is flipped"), (2 * w, "twice too large"), (w / 2, "half of what is right")):
            if explained_by(guess):
                return f"; {'all values: ' if w.size > 1 else ''}{words}"
        if w.ndim == 2 and w.shape[0] == w.shape[1] > 1 and explained_by(w.T):
            return "; it is the transpose of the right answer"
        large = np.abs(w) > 1e-3 * np.max(np.abs(w))
        # with fewer values, or with one that repeats, a relation would be chance, and would give the value away
        if np.count_nonzero(large) > 2 and np.ptp(w[large]) > 1e-3 * np.max(np.abs(w)):
            factor = float(np.median(g[large] / w[large]))
            if factor and explained_by(factor * w):
                if abs(factor - 1) < 1e-3:
                    return "; all values are off by the same small factor"
                return f"; all values are {factor:.4g} times what is right"
            if explained_by(w + float(np.median(g - w))):
                return "; all values are off by the same amount"
        return ""


def _shape_problem(g: np.ndarray, w: np.ndarray) -> str:
    if not w.ndim:
        return f"expected a single number, got an array of shape {g.shape}"
    text = f"expected shape {w.shape}, got {g.shape}"
    if g.ndim == w.ndim == 2 and g.shape == w.shape[::-1]:
        return f"{text} (is it transposed?)"
    return f"{text} (as many numbers, arranged differently)" if g.size == w.size and g.size > 1 else text


def _explain(wrong: np.ndarray | np.bool_, what: str = "differ") -> str:
    """How many values are wrong, and where the first is."""
    if not wrong.ndim:
        return "the value differs" if what == "differ" else "the value is inf or nan where a finite number is expected"
    index = tuple(int(i) for i in np.argwhere(wrong)[0])
    return f"{int(wrong.sum())} of {wrong.size} values {what}, the first at index {index}"
