"""What a pure function gave for a case: computed once per process, so that 300 students do not recompute it.

    key = function_key(reference) + content_key(args, kwargs); outcome = remembered(key, compute)

Theory of operation. A function of an imported module stands for itself; one that a test file defines is made anew for
every submission, so it is known by its code, its defaults, its closure and the globals that its code names. Arguments
are known by a digest of their exact content. Whatever is neither (objects, generators, callables with a state) has no
key, and is not remembered. An entry keeps what its key names alive, so no other object can ever take its identity: the
reference of another bundle is another object and cannot hit. Entries hold the judge's own values; they are compared
with an answer, and are never handed to student code.
"""

import dataclasses
import hashlib
import random
import struct
import sys
import types
from collections import OrderedDict
from typing import Any

import numpy as np

MAX_ENTRIES = 4_096
MAX_BYTES = 64 << 20  # of values and arguments; about 100 times what the hidden tests of an assignment use
MAX_DEPTH = 20
_NUMPY_KINDS = frozenset("biufcSUmM")  # no object and no structured arrays
_FLOAT = struct.Struct("<d")


class NoKeyError(Exception):
    """Something that cannot be known by its content."""


class Same:
    """A part of a key that is equal to itself alone, and keeps what it names alive."""

    __slots__ = ("it",)

    def __init__(self, it: Any) -> None:
        self.it = it

    def __eq__(self, other: object) -> bool:
        return type(other) is Same and other.it is self.it

    def __hash__(self) -> int:
        return id(self.it)


# -- keys -------------------------------------------------------------------------------------------------------------


def content_key(*values: Any) -> tuple[bytes, int]:
    """A digest of the exact content of plain data, arrays and tensors, and its size in bytes.

    Raises:
        NoKeyError: something else is among `values`.
    """
    content = _Content()
    for value in values:
        content.add(value)
    return content.digest.digest(), content.size


class _Content:
    """Feeds values to a digest, each with its type and length before it, so that no two values read the same."""

    def __init__(self) -> None:
        self.digest = hashlib.blake2b(digest_size=32)
        self.size = 0

    def put(self, tag: str, data: Any = b"") -> None:
        size = data.nbytes if isinstance(data, memoryview) else len(data)
        self.size += size + 32
        self.digest.update(f"{tag}:{size}:".encode("utf-8", "surrogatepass"))
        self.digest.update(data)

    def add(self, x: Any, depth: int = 0) -> None:
        kind = type(x)
        if x is None or kind is bool:
            self.put(repr(x))
        elif kind is int:
            self.put("i", hex(x).encode())
        elif kind is float:
            self.put("f", _FLOAT.pack(x))
        elif kind is complex:
            self.put("c", _FLOAT.pack(x.real) + _FLOAT.pack(x.imag))
        elif kind is str:
            self.put("s", x.encode("utf-8", "surrogatepass"))
        elif kind is bytes:
            self.put("b", x)
        elif kind is np.ndarray and x.dtype.kind in _NUMPY_KINDS:
            self.put(f"a{x.dtype.str}{x.shape}{x.flags.writeable}", x.tobytes())
        elif issubclass(kind, np.generic) and kind.__module__ == "numpy" and x.dtype.kind in _NUMPY_KINDS:
            self.put(f"n{x.dtype.str}", x.tobytes())
        elif depth > MAX_DEPTH:
            raise NoKeyError("nested too deep")
        elif kind is list or kind is tuple or _named_tuple(kind):
            self.put(f"{kind.__module__}.{kind.__qualname__}{len(x)}")
            for item in x:
                self.add(item, depth + 1)
        elif kind is dict:
            self.put(f"d{len(x)}")
            for key, value in x.items():  # in their order: the function can see it
                self.add(key, depth + 1)
                self.add(value, depth + 1)
        elif not self.tensor(x):
            raise NoKeyError(f"a {kind.__name__}")

    def tensor(self, x: Any) -> bool:
        torch = sys.modules.get("torch")
        if torch is None or not (type(x) is torch.Tensor or type(x) is torch.nn.Parameter):
            return False
        if x.layout is not torch.strided or x.device.type == "meta":
            return False
        plain = x.detach().cpu().resolve_conj().resolve_neg().contiguous().reshape(-1)
        data = plain.view(torch.uint8).numpy().tobytes() if plain.numel() else b""
        self.put(f"{type(x).__name__}{x.dtype}{tuple(x.shape)}{x.requires_grad}{x.device}", data)
        return True


def function_key(function: Any) -> tuple[Any, ...]:
    """What a function is known by.

    Raises:
        NoKeyError: it is not a plain function, or may have a state that its code does not show.
    """
    return _function_key(function, ())


def _function_key(function: Any, above: tuple[Any, ...]) -> tuple[Any, ...]:
    if type(function) is not types.FunctionType:
        raise NoKeyError(f"a {type(function).__name__}")
    if _importable(function):
        return (Same(function),)
    if function.__dict__ or type(function.__globals__) is not dict or len(above) > MAX_DEPTH:
        raise NoKeyError("a function with attributes, or of a doctest: its globals are the student's names")
    if any(code is function.__code__ for code in above):  # calls itself
        return (Same(function.__code__),)
    above = (*above, function.__code__)
    names = [n for n in dict.fromkeys(_names(function.__code__)) if n in function.__globals__]
    parts = [function.__defaults__, function.__kwdefaults__, *(function.__globals__[n] for n in names)]
    try:
        parts += [cell.cell_contents for cell in function.__closure__ or ()]
    except ValueError:  # a variable that is not bound yet
        raise NoKeyError("an empty closure") from None
    return (Same(function.__code__), *names, *(_part_key(part, above) for part in parts))


def _part_key(x: Any, above: tuple[Any, ...]) -> Any:
    """The key of what a function refers to."""
    if type(x) is types.FunctionType:
        return _function_key(x, above)
    if isinstance(x, types.ModuleType | types.BuiltinFunctionType | np.ufunc) or (type(x) is type and _importable(x)):
        return Same(x)
    if type(x) is tuple and len(above) <= MAX_DEPTH:
        return tuple(_part_key(item, (*above, None)) for item in x)
    parameters = getattr(type(x), "__dataclass_params__", None)
    if parameters is not None and parameters.frozen and _importable(type(x)):
        values = tuple(getattr(x, f.name) for f in dataclasses.fields(x))
        return (Same(type(x)), _part_key(values, (*above, None)))
    return content_key(x)[0]


def _named_tuple(kind: type) -> bool:
    """Whether `kind` is a tuple with names, and nothing else, of an imported module."""
    return kind.__bases__ == (tuple,) and hasattr(kind, "_fields") and _importable(kind)


def _importable(x: Any) -> bool:
    """Whether `x` is a name of an imported module."""
    module = sys.modules.get(getattr(x, "__module__", None) or "")
    return module is not None and getattr(module, x.__name__, None) is x


def _names(code: types.CodeType) -> list[str]:
    """The names that `code`, and the code in it, looks up; names of attributes are among them and do no harm."""
    inner = [name for c in code.co_consts if type(c) is types.CodeType for name in _names(c)]
    return [*code.co_names, *inner]


# -- the memory -------------------------------------------------------------------------------------------------------

_entries: OrderedDict[Any, tuple[Any, int]] = OrderedDict()
_bytes = 0


def recall(key: Any) -> Any:
    """What is remembered under `key`, or None."""
    entry = _entries.get(key)
    if entry is None:
        return None
    _entries.move_to_end(key)
    return entry[0]


def keep(key: Any, outcome: Any, size: int) -> None:
    """Remembers `outcome` of `size` bytes; the least recently used entries make room."""
    global _bytes
    if size > MAX_BYTES // 8 or key in _entries:
        return
    _entries[key] = (outcome, size)
    _bytes += size
    while len(_entries) > MAX_ENTRIES or _bytes > MAX_BYTES:
        _bytes -= _entries.popitem(last=False)[1][1]


def forget() -> None:
    """Forgets everything: a bundle is closed."""
    global _bytes
    _entries.clear()
    _bytes = 0


def random_state() -> tuple[Any, ...]:
    """The state of the global random generators; a call that changes it drew numbers."""
    legacy: Any = np.random.get_state(legacy=False)
    torch = sys.modules.get("torch")
    drawn = torch.default_generator.get_state().numpy().tobytes() if torch is not None else b""
    return random.getstate(), repr({**legacy, "state": content_key(*legacy["state"].values())}), drawn
