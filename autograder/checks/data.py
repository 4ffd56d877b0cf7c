"""What an answer is, found out without running the student's code: exact types first, then plain data only.

What a student's function returns may be an object whose `==`, `bool` or `len` is the student's code. Nothing here calls
a method of such an object; data of a subclass is taken as its plain type, as the wire would carry it.
"""

import functools
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np

from autograder.checks import remote

PLAIN = (bool, int, float, complex, str, bytes, type(None))
_SCALARS = tuple({t for t in np.sctypeDict.values() if issubclass(t, np.number | np.bool_ | np.character)})
_NUMBERS = (float, int, bool, complex, *_SCALARS)
_SINGLE = PLAIN + _SCALARS
_DATA = (np.ndarray, *PLAIN, list, tuple, dict, set, frozenset, *_SCALARS)
MAX_DEPTH = 32  # axes of an array


def exactly(x: Any, kinds: Iterable[type]) -> bool:
    """Whether the type of `x` is one of `kinds`; by identity, for `==` of a class may be its metaclass's."""
    kind = type(x)
    for one in kinds:  # noqa: SIM110 - asked for every value; `any` over a generator takes twice as long
        if one is kind:
            return True
    return False


def all_plain(keys: Iterable[Any]) -> bool:
    """Whether the hash and `==` of dict keys or set members are Python's or NumPy's, not the student's."""
    return all(exactly(k, _SINGLE) or (exactly(k, (tuple, frozenset)) and all_plain(k)) for k in keys)


def type_name(x: Any) -> str:
    """The name of the type of `x`."""
    return str(type.__dict__["__name__"].__get__(type(x)))  # `type(x).__name__` may be a property of a metaclass


def is_tensor(x: Any) -> bool:
    """Whether `x` is a tensor of torch that has a NumPy form."""
    torch = sys.modules.get("torch")
    if torch is None or not exactly(x, (torch.Tensor, torch.nn.Parameter)):
        return False
    return x.layout is torch.strided and x.device.type != "meta"  # others have no NumPy form


def is_array(x: Any) -> bool:
    """Whether `x` is a NumPy array or a tensor."""
    return type(x) is np.ndarray or is_tensor(x)


def is_number(x: Any) -> bool:
    """Whether `x` is a number of Python or NumPy, or an array without axes."""
    return exactly(x, _NUMBERS) or (is_array(x) and x.ndim == 0)


def is_data(x: Any) -> bool:
    """Whether `x` itself is plain data (what a list or dict holds is not looked at)."""
    return exactly(x, _DATA) or is_array(x)


def plain(x: Any) -> Any:
    """Data of a subclass as its plain type, as the wire would carry it; no method of the subclass runs."""
    kind = type(x)
    if exactly(x, _DATA):
        return x
    if issubclass(kind, np.ndarray):
        return np.asarray(x)
    torch = sys.modules.get("torch")
    if torch is not None and issubclass(kind, torch.Tensor):
        if exactly(x, (torch.Tensor, torch.nn.Parameter)):
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


def shape_of(x: Any) -> str:
    """The shape of an array as a message says it; one that nobody would read could say anything."""
    shape = tuple(x.shape)
    return str(shape) if len(shape) <= 8 and all(n < 100_000 for n in shape) else "(…)"


def kind_of(x: Any, discreet: bool = False) -> str:
    """How messages call the type of `x`; never touches anything but its class.

    Args:
        discreet: leave out names that the student's code gave, after it had seen the inputs.
    """
    if is_array(x):
        return f"an array of shape {shape_of(x)}"
    if x is None:
        return "None (is a return missing?)"
    if discreet and not exactly(x, (*PLAIN, list, tuple, dict, set, frozenset, range, *_SCALARS)):
        return "an object that is not plain data (a function, a generator, an instance of a class)"
    name = type_name(x)
    elsewhere = remote.engine.describe(x) if remote.engine is not None else None
    if elsewhere is not None:
        return elsewhere
    if name in ("function", "method", "builtin_function_or_method", "type"):
        return "a function or a class, not its result"
    ours = exactly(x, (*PLAIN, list, tuple, dict, set, frozenset, range, *_SCALARS))
    return f"{'an' if name[:1] in 'aeio' else 'a'} {name}" if ours else f"an object of type {name}"


def as_numpy(x: Any) -> tuple[np.ndarray, str]:
    """The values and the dtype's name of an array, tensor or number."""
    if is_tensor(x):
        name = str(x.dtype).removeprefix("torch.")
        flat = x.detach().cpu().resolve_conj().resolve_neg()
        return (flat.float() if name == "bfloat16" else flat).numpy(), name
    a = np.asarray(x)
    return a, _name_of(a.dtype)


@functools.lru_cache(maxsize=1_000)
def _name_of(dtype: Any) -> str:
    """NumPy makes the name anew each time, which takes longer than comparing a small array."""
    return str(dtype.name)


def stacked(x: Any) -> np.ndarray | None:
    """The array of nested lists of numbers (or of arrays); None when they are not that, or ragged."""

    def rows(x: Any, depth: int) -> Any:
        if exactly(x, (list, tuple)) and depth < MAX_DEPTH:
            return [rows(item, depth + 1) for item in x]
        if not (is_number(x) or is_array(x)):
            raise ValueError
        return as_numpy(x)[0] if is_array(x) else x

    try:
        return np.asarray(rows(x, 0))
    except ValueError:
        return None


def floats_in(x: Any) -> Iterator[tuple[np.ndarray, str]]:
    """Every floating array in `x`, with the name of its dtype."""
    if is_array(x):
        values, name = as_numpy(x)
        if values.dtype.kind == "f":
            yield values, name
    elif type(x) in (list, tuple, dict):
        for item in x.values() if type(x) is dict else x:
            yield from floats_in(item)


def parts(x: Any, where: str, names: tuple[str, ...] = ()) -> list[tuple[Any, str]] | None:
    """The parts of a dict, tuple or list, each with what messages call it; None for everything else."""
    if isinstance(x, Mapping):
        return [(v, f"{where}[{k!r}]") for k, v in x.items()]
    if isinstance(x, tuple | list | range):
        called = getattr(x, "_fields", None) or (names if len(names) == len(x) else ())
        called = called or [f"value {i + 1}" for i in range(len(x))]
        return [(v, f"{where}.{n}" if where else str(n)) for v, n in zip(x, called, strict=True)]
    return None


def leaves(x: Any, where: str = "", names: tuple[str, ...] = ()) -> Iterator[tuple[str, np.ndarray]]:
    """Every floating array or number in `x`, with what messages call it."""
    inner = parts(x, where, names)
    for value, place in inner or ():
        yield from leaves(value, place)
    if inner is None and (is_array(x) or is_number(x)):
        values, _ = as_numpy(x)
        if values.dtype.kind in "fc":
            yield where, values


def formed(x: Any, form: Any) -> Any:
    """`x`, which has the structure and the shapes of `form`, as arrays and numbers where `form` has them."""
    x = plain(x)
    if isinstance(form, Mapping):
        return {k: formed(x[k], v) for k, v in form.items()}
    if isinstance(form, tuple | list):
        made = [formed(a, b) for a, b in zip(x, form, strict=True)]
        return made if isinstance(form, list) else tuple(made)
    if is_tensor(form):
        return x if is_tensor(x) else form.new_tensor(stacked(x) if exactly(x, (list, tuple)) else x)
    if not is_array(form) and not is_number(form):
        return x
    rows = stacked(x) if exactly(x, (list, tuple)) else None
    values = as_numpy(x)[0] if rows is None else rows
    wide = as_numpy(form)[0].dtype
    if wide.kind == "f" and values.dtype.kind in "biu":
        values = values.astype(wide)
    if is_array(form) and as_numpy(form)[0].ndim:
        return values
    return x if type(x) is type(form) else values[()]
