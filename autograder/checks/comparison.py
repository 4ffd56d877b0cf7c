"""Whether an answer is the expected value and, in words that give nothing away, what differs.

The contract comes first (structure, shape, dtype, finite values), then the values, with a tolerance that follows from
the dtype; `condition.py` widens it where rounding alone moves the result further. What is accepted as another form of
the right answer is listed in docs/checks.md, one test each in tests/checks/test_leniency.py.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from autograder.checks.data import (
    all_plain,
    as_numpy,
    exactly,
    floats_in,
    is_array,
    is_number,
    is_tensor,
    kind_of,
    leaves,
    parts,
    plain,
    shape_of,
    stacked,
)
from autograder.errors import CourseError

# (rtol, atol) by dtype: closed forms in double precision differ by rounding only; single and half keep 1e3 eps.
TOLERANCES = {
    "float64": (1e-9, 1e-12),
    "float32": (1e-4, 1e-5),
    "float16": (1e-2, 1e-2),
    "bfloat16": (5e-2, 5e-2),
}
Same = Callable[[np.ndarray], bool]  # whether the answer is this array


def coarsest(x: Any) -> str:
    """The least precise floating dtype among the arrays in `x`: results cannot be more exact than their inputs."""
    names = [name for _, name in floats_in(x) if name in TOLERANCES]
    return max(names, key=lambda name: TOLERANCES[name], default="float64")


def scale(w: np.ndarray) -> float:
    """The size of a typical term of `w`: its largest value, unless that is far off the rest (a mask of -1e9)."""
    sizes = np.abs(w[np.isfinite(w) & (w != 0)])
    if not sizes.size:
        return 0.0
    quarter = (sizes.size - 1) // 4  # the lower quartile
    return min(float(sizes.max()), 100 * float(np.partition(sizes, quarter)[quarter]))


@dataclass(frozen=True, slots=True)
class Comparison:
    """Compares an answer with the expected value and says, in words, what differs.

    Args:
        rtol, atol: override the tolerance that follows from the dtype.
        check_dtype: the dtype of an array is part of the contract; where it is not, the values of a float32 array are
            as exact as float32 is.
        coarsest: the least precise floating dtype of the inputs.
        tensors: a tensor of torch passes where an array or a number of NumPy is expected.
        names: what messages call the results.
        slack: by the name of a result, how far rounding may move each of its values.
        stray: what is inf or nan where a finite number is expected breaks the contract.
        discreet: messages name no key that is expected, and nothing that the student named.
        clue: a relation that the author knows of, as words, from (name of the result, answer, expected, Same).
    """

    rtol: float | None = None
    atol: float | None = None
    check_dtype: bool = False
    coarsest: str = "float64"
    tensors: bool = True
    names: tuple[str, ...] = ()
    stray: bool = True
    discreet: bool = False
    slack: Mapping[str, np.ndarray] = field(default_factory=dict)
    clue: Callable[[str, np.ndarray, np.ndarray, Same], str] | None = None

    def result(self, got: Any, want: Any, values: bool = True) -> str | None:
        """As `difference`, for the result of a call: further outputs after the expected ones are not looked at."""
        return self.difference(self.outputs(got, want), want, self._top(want), values)

    def outputs(self, got: Any, want: Any) -> Any:
        """`got` without the outputs after the expected ones."""
        got = plain(got)
        if type(got) is tuple or (type(got) is list and _outputs(want)):
            if _outputs(want):
                return got[: len(want)]
            if got and (is_array(want) or is_number(want) or isinstance(want, Mapping)):
                return got[0] if self.difference(got[0], want, self._top(want), values=False) is None else got
        return got

    def _top(self, want: Any) -> str:
        """What messages call the whole result."""
        return self.names[0] if len(self.names) == 1 and parts(want, "") is None else ""

    def leaves(self, want: Any) -> Iterator[tuple[str, np.ndarray]]:
        """Every floating array or number of the expected result, with what messages call it."""
        return leaves(want, self._top(want), self.names)

    def difference(self, got: Any, want: Any, where: str = "", values: bool = True) -> str | None:
        """None when `got` is an acceptable `want`; with `values=False`, when it has the structure of one.

        Raises:
            CourseError: `want` is not data that can be compared.
        """
        at = f"{where}: " if where else ""
        got = plain(got)
        if isinstance(want, Mapping):
            return self._dicts(got, want, where, values)
        if isinstance(want, tuple | list | range):
            return self._sequences(got, want, where, values)
        if isinstance(want, set | frozenset):
            members = [plain(v) for v in got] if exactly(got, (set, frozenset)) else [got]
            if not exactly(got, (set, frozenset)) or not all_plain(members):
                return f"{at}expected a set of plain values, got {self._kind(got)}"
            return f"{at}not the expected set" if values and set(members) != want else None
        if want is None or isinstance(want, str | bytes):
            right = type(None) if want is None else str if isinstance(want, str) else bytes
            if type(got) is not right and not (right is str and type(got) is np.str_):
                return f"{at}expected {'None' if want is None else f'a {right.__name__}'}, got {self._kind(got)}"
            return f"{at}not the expected {right.__name__}" if values and got != want else None
        if is_array(want) or is_number(want):
            return self._numbers(got, want, where, values)
        raise CourseError(f"cannot compare a {type(want).__name__}; let the reference return plain data")

    def _dicts(self, got: Any, want: Mapping[Any, Any], where: str, values: bool) -> str | None:
        at = f"{where}: " if where else ""
        if type(got) is not dict:
            if self.discreet:
                return f"{at}expected a dict, got {self._kind(got)}"
            return f"{at}expected a dict with keys {', '.join(map(repr, want))}, got {self._kind(got)}"
        keys = [plain(k) for k in got]
        if self.discreet and (not all_plain(keys) or set(keys) != set(want)):
            return f"{at}the keys of the dict are not those expected"
        if not all_plain(keys):
            return f"{at}expected keys such as {next(iter(want), '')!r}, got one that is not plain data"
        got = dict(zip(keys, got.values(), strict=True))
        missing = [k for k in want if k not in got]
        if missing:
            return f"{at}the key {missing[0]!r} is missing"
        extra = [k for k in got if k not in want]
        if extra:
            return f"{at}{len(extra)} of {len(got)} keys should not be there, such as {extra[0]!r}"
        return self._first([got[k] for k in want], want, where, values)

    def _sequences(self, got: Any, want: Sequence[Any], where: str, values: bool) -> str | None:
        at = f"{where}: " if where else ""
        if not exactly(got, (tuple, list, range)):
            what = "a tuple" if isinstance(want, tuple) else "a list"
            return f"{at}expected {what} of {len(want)}, got {self._kind(got)}"
        if len(got) != len(want):
            return f"{at}expected {len(want)} values, got {len(got)}"
        return self._first(got, want, where, values)

    def _first(self, got: Iterable[Any], want: Any, where: str, values: bool) -> str | None:
        """The first difference among the parts of `want`."""
        inner = parts(want, where, () if where else self.names) or ()
        pairs = zip(got, inner, strict=True)
        return next((p for g, (w, place) in pairs if (p := self.difference(g, w, place, values)) is not None), None)

    def _numbers(self, got: Any, want: Any, where: str, values: bool) -> str | None:
        at = f"{where}: " if where else ""
        if type(got) is int and isinstance(want, float) and abs(got) < 2**1023:  # NumPy has no integers of this size
            got = float(got)
        w, w_name = as_numpy(want)
        weak = w.ndim > 0 and exactly(got, (list, tuple))  # numbers of Python have no dtype to keep
        rows = stacked(got) if weak else None
        if rows is not None:
            got = rows
        if not (is_array(got) or is_number(got)):
            return f"{at}expected {f'an array of shape {w.shape}' if w.ndim else 'a number'}, got {self._kind(got)}"
        if not self.tensors and is_tensor(got) and not is_tensor(want):
            return f"{at}expected {'a NumPy array' if w.ndim else 'a number'}, got a tensor of torch"
        g, g_name = as_numpy(got)
        if w.ndim and not g.ndim:
            return f"{at}expected an array of shape {w.shape}, got {self._kind(got)}"
        if g.shape != w.shape:
            return at + _shape_problem(g, w)
        if type(want) is int:  # of any size: Python compares it exactly, also with a float
            number = g.item()
            if not exactly(number, (bool, int, float)):
                return f"{at}expected a whole number, got {self._kind(number)}"
            return f"{at}the value differs" if values and number != want else None
        if w.dtype.kind not in "biufc":  # strings, objects
            pairs = zip(g.ravel().tolist(), w.ravel().tolist(), strict=True)
            problems = (self.difference(a, b, f"{where}[{i}]", values) for i, (a, b) in enumerate(pairs))
            return next((p for p in problems if p is not None), None)
        allowed = {"b": "biuf", "i": "biuf", "u": "biuf", "f": "biuf", "c": "biufc"}[w.dtype.kind]
        if g.dtype.kind not in allowed:
            found = "others" if self.discreet else f"dtype {g_name}"
            return f"{at}expected {'whole' if w.dtype.kind in 'biu' else 'real'} numbers, got {found}"
        if w.dtype.kind in "biu":
            wrong = g != w
            return at + _explain(wrong) if values and wrong.any() else None
        if self.check_dtype and w.ndim and not weak and not self._precise_enough(g_name, w_name):
            advice = ": keep the dtype of the input" if g.dtype.kind == w.dtype.kind else ""
            return f"{at}expected dtype {w_name}, got {g_name}{advice}"
        stray = np.isfinite(w) & ~np.isfinite(g)
        if self.stray and stray.any():
            return f"{at}{_explain(stray, 'are inf or nan where a finite number is expected')}"
        single = g_name == "float32" and w_name == "float64"  # half precision is too coarse for an answer
        wrong = ~self.close_to(g, w, g_name if single else w_name, self.slack.get(where))
        return f"{at}{_explain(wrong)}{self._hint(where, g, w, w_name)}" if values and wrong.any() else None

    def _kind(self, x: Any) -> str:
        """What messages call the type of an answer."""
        return kind_of(x, self.discreet)

    def _precise_enough(self, got: str, want: str) -> bool:
        """The expected dtype, or that of the coarsest input where the expected one is finer."""
        return got == want or (got == self.coarsest and TOLERANCES.get(want, (1.0, 1.0)) < TOLERANCES[got])

    def close_to(self, g: np.ndarray, w: np.ndarray, name: str, slack: np.ndarray | None = None) -> np.ndarray:
        """Where `g` is `w`, by the tolerance of a dtype; both have one shape."""
        name = {"complex64": "float32"}.get(name, name)
        rtol, atol = max(TOLERANCES.get(name, TOLERANCES["float64"]), TOLERANCES[self.coarsest])
        rtol = self.rtol if self.rtol is not None else rtol
        atol = self.atol if self.atol is not None else atol
        wide = complex if w.dtype.kind == "c" else float
        g, w = np.asarray(g, wide), np.asarray(w, wide)
        finite = np.isfinite(g) & np.isfinite(w)
        with np.errstate(all="ignore"):
            # rounding of a sum grows with the largest term, not with the result: allow it relative to the array's scale
            allowed = atol + rtol * np.abs(w) + 1e-2 * rtol * scale(w)
            if slack is not None:
                allowed = np.maximum(allowed, slack)
            close = finite & (np.abs(g - w) <= allowed)
        same: np.ndarray = np.asarray(close | (g == w) | (np.isnan(g) & np.isnan(w)))
        return same

    def _hint(self, where: str, g: np.ndarray, w: np.ndarray, name: str) -> str:
        """A relation that holds for every value: the author's, else sign, factor, offset, transpose."""
        if w.dtype.kind != "f" or not (np.isfinite(w).all() and np.any(w)):
            return ""
        g, w = g.astype(float), w.astype(float)

        def same(guess: np.ndarray) -> bool:
            return bool(self.close_to(g, guess, name).all())

        words = self.clue(where, g, w, same) if self.clue is not None else ""
        return words or _relation(g, w, same)


def _outputs(want: Any) -> bool:
    """Whether `want` is outputs of a function: named, or with an array or a dict among them (a shape is one datum)."""
    if not isinstance(want, tuple):
        return False
    return hasattr(want, "_fields") or any(isinstance(w, Mapping) or (is_array(w) and w.ndim) for w in want)


def _relation(g: np.ndarray, w: np.ndarray, same: Same) -> str:
    """What turns `w` into `g`, in words: sign, factor, offset, transpose."""
    if not np.any(g):
        return "; all yours are 0" if g.size > 1 else ""
    for guess, words in ((-w, "the sign is flipped"), (2 * w, "twice too large"), (w / 2, "half of what is right")):
        if same(guess):
            return f"; {'all values: ' if w.size > 1 else ''}{words}"
    if w.ndim == 2 and w.shape[0] == w.shape[1] > 1 and same(w.T):
        return "; it is the transpose of the right answer"
    factor = common_factor(g, w)
    if factor is None:
        return ""
    if factor and same(factor * w):
        if abs(factor - 1) < 1e-3:
            return "; all values are off by the same small factor"
        return f"; all values are {factor:.4g} times what is right"
    return "; all values are off by the same amount" if same(w + float(np.median(g - w))) else ""


def common_factor(g: np.ndarray, w: np.ndarray) -> float | None:
    """The median of g / w over the large values of `w`; None where a relation would be chance, or give a value away:
    with two values or fewer, or one that repeats.
    """
    large = np.abs(w) > 1e-3 * np.max(np.abs(w), initial=0.0)
    if np.count_nonzero(large) > 2 and np.ptp(w[large]) > 1e-3 * np.max(np.abs(w)):
        return float(np.median(g[large] / w[large]))
    return None


def _shape_problem(g: np.ndarray, w: np.ndarray) -> str:
    if not w.ndim:
        return f"expected a single number, got an array of shape {shape_of(g)}"
    text = f"expected shape {w.shape}, got {shape_of(g)}"
    if g.ndim == w.ndim == 2 and g.shape == w.shape[::-1]:
        return f"{text} (is it transposed?)"
    return f"{text} (as many numbers, arranged differently)" if g.size == w.size and g.size > 1 else text


def _explain(wrong: np.ndarray | np.bool_, what: str = "differ") -> str:
    """How many values are wrong, and where the first is."""
    if not wrong.ndim:
        return "the value differs" if what == "differ" else "the value is inf or nan where a finite number is expected"
    index = tuple(int(i) for i in np.argwhere(wrong)[0])
    return f"{int(wrong.sum())} of {wrong.size} values {what}, the first at index {index}"
