"""The wire between judge and sandbox: frames, a codec for plain data, and nothing that can execute.

Theory of operation. A frame is a 16-byte header (magic, length of the meta part, length of the body part), the meta
part (msgpack) and the body (raw array bytes that the meta part points into). A message is a list `[kind, field, …]`;
a field that is a value is a tree of nodes: None, bool, int, float and str stand for themselves, everything else is
`[tag, …]`. Both ends use this file; the untrusted end gets it as a file, so it imports the standard library, msgspec
and (when present) numpy only. torch and pandas are used when they are already imported, or when their data arrives.

Trust boundary: `Unpacker` reads what the sandbox wrote. It never unpickles, evaluates, imports a name or believes a
size; whatever does not fit raises `WireError`, and nothing else. What it allocates is bounded by the frame: every byte
of the body is read at most once, values that cost much memory count as many nodes, and lazy values (ranges, arrays
with an axis of length 0) may not claim to be longer than `MAX_LAZY`.
"""

import collections
import datetime
import keyword
import math
import re
import socket
import struct
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

try:
    import numpy as np
except ImportError:  # a student environment without numpy
    np = None  # type: ignore[assignment]

MAGIC = b"AGW1"
HEADER = struct.Struct(">4sIQ")
MAX_META_BYTES = 32 << 20
MAX_DEPTH = 60
MAX_NODES = 2_000_000
MAX_TOKENS = 2 * MAX_NODES  # msgpack items in a frame: 80 bytes each at most
MAX_LAZY = 10_000_000
MAX_COLUMNS = 5000  # of a pandas frame
MAX_EQUAL_HASHES = 1000  # of the members of a set: more would make its construction quadratic
LONG_BYTES = 1 << 12  # from here on they travel in the body
MAX_INT_DIGITS = 1 << 16  # hexadecimal
# What a value costs in nodes, by its size in memory: some 60 bytes a node.
ARRAY_COST, TENSOR_COST, CLASS_COST, COLUMN_COST = 5, 20, 1000, 200
INT64 = range(-(1 << 63), 1 << 63)

_DTYPE = re.compile(r"[<>|=]?(?:[?bB]|[biufc]\d{1,2}|[SU]\d{1,7}|[mM]8(?:\[\d{0,4}[A-Za-z]{1,2}\])?)")
_TORCH_DTYPES = {
    "float16", "bfloat16", "float32", "float64", "complex64", "complex128",
    "uint8", "int8", "int16", "int32", "int64", "bool",
}  # fmt: skip
_TORCH_DEVICES = {"cpu", "cuda", "mps", "xpu", "meta"}
_DICTS: dict[str, Callable[[Any], Any]] = {
    "OrderedDict": collections.OrderedDict,
    "Counter": lambda pairs: collections.Counter(dict(pairs)),
}
_FACTORIES: dict[str, Any] = {t.__name__: t for t in (int, float, complex, str, bool, list, tuple, dict, set)}

# msgpack: bytes that follow the first, for items of fixed size; bytes of the length, for strings and bytes
_FIXED = {
    **{0xCA: 4, 0xCB: 8, 0xCC: 1, 0xCD: 2, 0xCE: 4, 0xCF: 8, 0xD0: 1, 0xD1: 2, 0xD2: 4, 0xD3: 8},
    **{0xDC: 2, 0xDD: 4, 0xDE: 2, 0xDF: 4},
}
_SIZED = {0xC4: 1, 0xC5: 2, 0xC6: 4, 0xD9: 1, 0xDA: 2, 0xDB: 4}
_UNUSED = {0xC1, 0xC7, 0xC8, 0xC9, 0xD4, 0xD5, 0xD6, 0xD7, 0xD8}  # extensions, which nothing here sends

Node = Any  # what msgpack can hold: None, bool, int, float, str, bytes, list
Foreign = Callable[[Any], Node]
Resolve = Callable[[list[Any]], Any]


class WireError(Exception):
    """The other end broke the rules of the wire."""


class WireClosedError(WireError):
    """The other end closed the connection."""


class WireTimeoutError(Exception):
    """No complete frame came before the deadline."""


class NotDataError(TypeError):
    """A value that has no form on the wire."""


def _torch() -> Any:
    return sys.modules.get("torch")


def _import_torch() -> Any:
    try:
        import torch  # trusted: our own copy, by a constant name
    except ImportError:
        raise WireError("a tensor, but torch is not installed on this side") from None
    return torch


def _import_pandas() -> Any:
    try:
        import pandas  # trusted: our own copy, by a constant name
    except ImportError:
        raise WireError("a pandas value, but pandas is not installed on this side") from None
    return pandas


def _pandas_classes(pd: Any) -> tuple[type, ...]:
    return (pd.DataFrame, pd.Series, pd.Index, pd.Timestamp, pd.Timedelta, type(pd.NaT), type(pd.NA))


def is_data_class(cls: type) -> bool:
    """Whether values of `cls` cross by value; what claims to be one and came as a handle is not one."""
    torch, pd = _torch(), sys.modules.get("pandas")
    classes: tuple[type, ...] = (*_PACKERS, int, float, str)
    classes += () if np is None else (np.ndarray, np.generic, np.dtype)
    classes += () if torch is None else (torch.Tensor, torch.dtype, torch.device)
    return issubclass(cls, classes + (() if pd is None else _pandas_classes(pd)))


def _is_key(x: Any) -> bool:
    """Whether what becomes of `x` on the other end has a hash of Python's own."""
    if type(x) in (tuple, frozenset):
        return all(_is_key(item) for item in x)
    generic = () if np is None else (np.generic,)
    times = (datetime.date, datetime.timedelta)
    return x is None or x is Ellipsis or isinstance(x, (int, float, complex, str, bytes, *times, *generic))


def _is_label(x: Any) -> bool:
    """Whether `x` may stand in a pandas index of objects."""
    return type(x) is not complex and type(x) is not tuple and type(x) is not frozenset and _is_key(x)


class Packer:
    """Encodes values into nodes, collecting array bytes for the body.

    Args:
        foreign: called with an object that is not plain data; returns its node or raises `NotDataError`.
    """

    def __init__(self, foreign: Foreign) -> None:
        self.foreign = foreign
        self.buffers: list[Any] = []
        self.size = 0

    def value(self, x: Any, depth: int = 0) -> Node:
        """The node of `x`; data of a subclass goes as the plain type.

        Raises:
            NotDataError: no form on the wire, or nested deeper than `MAX_DEPTH`.
        """
        kind = type(x)
        if x is None or kind is bool or kind is float:
            return x
        if kind is int:
            return x if x in INT64 else ["I", hex(x)]
        if kind is str:
            return self._str(x)
        if depth > MAX_DEPTH:
            raise NotDataError(f"a value nested deeper than {MAX_DEPTH} levels")
        pack = _PACKERS.get(kind)
        if pack is not None:
            return pack(self, x, depth)
        if np is not None and issubclass(kind, np.ndarray | np.generic | np.dtype):
            node = self._numpy(x, depth)
            if node is not None:
                return node
        torch = _torch()
        if torch is not None and issubclass(kind, torch.Tensor | torch.dtype | torch.Size | torch.device):
            node = self._tensor(torch, x)
            if node is not None:
                return node
        pd = sys.modules.get("pandas")
        if pd is not None and issubclass(kind, _pandas_classes(pd)):
            node = self._pandas(pd, x, depth)
            return self.foreign(x) if node is None else node
        for base in kind.__mro__[1:-1]:
            if base in _PACKERS or base in (int, float, str):
                return self._subclass(x, base, depth)
        return self.foreign(x)

    def _str(self, x: str) -> Node:
        try:
            x.encode()
        except UnicodeEncodeError:
            return ["u", x.encode("utf-8", "surrogatepass")]
        return x

    def _subclass(self, x: Any, base: type, depth: int) -> Node:
        if base in (set, frozenset, dict) and not all(_is_key(k) for k in base.__iter__(x)):
            return self.foreign(x)
        if base is tuple and isinstance(getattr(type(x), "_fields", None), tuple):
            items = [self.value(item, depth + 1) for item in tuple.__iter__(x)]
            return ["nt", type(x).__name__, list(type(x)._fields), items]
        if base is dict and type(x).__name__ in _DICTS and type(x).__module__ == "collections":
            return ["D", type(x).__name__, self._pairs(dict.items(x), depth)]
        if base is dict and type(x) is collections.defaultdict:
            factory = getattr(x.default_factory, "__name__", None)
            known = isinstance(factory, str) and _FACTORIES.get(factory) is x.default_factory
            return ["dd", factory if known else None, self._pairs(dict.items(x), depth)]
        if base is float:
            return float.__add__(x, 0.0)
        if base is int:
            return self.value(int.__add__(x, 0))
        if base is str:
            return self._str(str.__str__(x))
        if base in (datetime.date, datetime.datetime, datetime.timedelta):
            return self.foreign(x)
        plain: Any = base
        return _PACKERS[base](self, plain(x), depth)

    def _pairs(self, items: Any, depth: int) -> list[Node]:
        return [[self.value(k, depth + 1), self.value(v, depth + 1)] for k, v in items]

    def _items(self, tag: str, x: Any, depth: int) -> Node:
        return [tag, [self.value(item, depth + 1) for item in x]]

    def _set(self, tag: str, x: Any, depth: int) -> Node:
        return self._items(tag, x, depth) if all(_is_key(item) for item in x) else self.foreign(x)

    def _dict(self, x: Any, depth: int) -> Node:
        return ["d", self._pairs(x.items(), depth)] if all(_is_key(k) for k in x) else self.foreign(x)

    def buffer(self, data: Any) -> int:
        """Appends bytes-like `data` to the body and returns its offset."""
        offset = self.size
        self.buffers.append(data)
        self.size += len(data) if isinstance(data, bytes) else data.nbytes
        return offset

    def _numpy(self, x: Any, depth: int) -> Node | None:
        if isinstance(x, np.dtype):
            return ["dt", x.str] if _DTYPE.fullmatch(x.str) else None
        if isinstance(x, np.generic):
            return ["n", x.dtype.str, x.tobytes()] if _DTYPE.fullmatch(x.dtype.str) else None
        if x.dtype == object:
            return ["oa", list(x.shape), [self.value(item, depth + 1) for item in x.ravel().tolist()]]
        if not _DTYPE.fullmatch(x.dtype.str):
            return None
        base = np.asarray(x)
        if not base.size and math.prod(n for n in base.shape if n) > MAX_LAZY:
            return None
        order = "F" if base.flags.f_contiguous and not base.flags.c_contiguous else "C"
        flat = (base.T if order == "F" else np.ascontiguousarray(base)).reshape(-1).view(np.uint8)
        offset = self.buffer(memoryview(flat.data))
        return ["a", base.dtype.str, list(base.shape), order, bool(base.flags.writeable), offset]

    def _tensor(self, torch: Any, x: Any) -> Node | None:
        if isinstance(x, torch.dtype):
            name = str(x).removeprefix("torch.")
            return ["tdt", name] if name in _TORCH_DTYPES else None
        if isinstance(x, torch.device):
            return ["tdv", x.type, x.index] if x.type in _TORCH_DEVICES else None
        if isinstance(x, torch.Size):
            return ["t", [int(n) for n in x]]
        name = str(x.dtype).removeprefix("torch.")
        if name not in _TORCH_DTYPES or x.layout is not torch.strided or x.device.type == "meta":
            return None
        if not x.numel() and math.prod(n for n in x.shape if n) > MAX_LAZY:
            return None
        plain = x.detach().cpu().resolve_conj().resolve_neg().contiguous()
        flat = plain.reshape(-1).view(torch.uint8) if plain.numel() else torch.empty(0, dtype=torch.uint8)
        offset = self.buffer(memoryview(flat.numpy()))
        parameter = isinstance(x, torch.nn.Parameter)
        grad = x.grad if x.is_leaf else None
        grad = self._tensor(torch, grad.detach()) if grad is not None and grad.dtype is x.dtype else None
        return ["T", name, list(x.shape), bool(x.requires_grad), parameter, grad, offset]

    # -- pandas: arrays and lists of plain values; what has no such form goes as a handle ----------------------------

    def _pandas(self, pd: Any, x: Any, depth: int) -> Node | None:
        """The node of a pandas value, or None."""
        if x is pd.NaT or x is pd.NA:
            return ["NaT" if x is pd.NaT else "NA"]
        if isinstance(x, pd.Timestamp | pd.Timedelta):
            utc = isinstance(x, pd.Timestamp) and x.tz is not None
            if utc and str(x.tz) != "UTC":
                return None
            scalar = (x.tz_convert(None) if utc else x).to_numpy()
            return ["ts", utc, scalar.dtype.str, scalar.tobytes()]
        buffers, size = len(self.buffers), self.size
        try:
            if isinstance(x, pd.Index):
                return self._index(pd, x, depth)
            if isinstance(x, pd.Series):
                return ["S", self._label(x.name), self._index(pd, x.index, depth), self._column(pd, x, depth)]
            if isinstance(x, pd.DataFrame) and x.shape[1] <= MAX_COLUMNS:
                columns = [self._column(pd, x.iloc[:, i], depth) for i in range(x.shape[1])]
                return ["F", self._index(pd, x.index, depth), self._index(pd, x.columns, depth), columns]
        except NotDataError:  # one part without a form: the whole goes as a handle
            del self.buffers[buffers:]
            self.size = size
        return None

    def _label(self, x: Any) -> Node:
        if not _is_label(x):
            raise NotDataError(f"a {type(x).__name__} as a pandas label")
        return self.value(x)

    def _index(self, pd: Any, x: Any, depth: int, lazy: bool = True) -> Node:
        names = [self._label(n) for n in x.names]
        if isinstance(x, pd.MultiIndex):
            return ["mi", names, [self._index(pd, x.get_level_values(i), depth, False) for i in range(x.nlevels)]]
        if lazy and isinstance(x, pd.RangeIndex):
            node = _pack_range(self, range(x.start, x.stop, x.step), depth)
            if node[0] == "r":
                return ["ri", names[0], node]
        if x.dtype == object and not all(_is_label(label) for label in x):
            raise NotDataError("a pandas index of objects")
        return ["ix", names[0], self._column(pd, x, depth)]

    def _column(self, pd: Any, x: Any, depth: int) -> Node:
        """The node of the values of a series or an index."""
        dtype, array, node = x.dtype, x.array, None
        if isinstance(dtype, np.dtype):
            node = self._numpy(np.asarray(array), depth)
        elif isinstance(dtype, pd.CategoricalDtype):
            node = [
                "cat",
                self._numpy(array.codes, depth),
                self._index(pd, dtype.categories, depth, False),
                dtype.ordered,
            ]
        elif isinstance(dtype, pd.StringDtype):
            nan = getattr(dtype, "na_value", pd.NA) is not pd.NA
            node = ["str", nan, [self._str(v) if type(v) is str else None for v in array]]
        elif isinstance(dtype, pd.DatetimeTZDtype) and str(dtype.tz) == "UTC":
            node = ["utc", self._numpy(np.asarray(array.tz_convert(None)), depth)]
        elif isinstance(array, pd.arrays.IntegerArray | pd.arrays.FloatingArray | pd.arrays.BooleanArray):
            plain = np.dtype(bool) if isinstance(array, pd.arrays.BooleanArray) else dtype.numpy_dtype
            values, mask = array.to_numpy(dtype=plain, na_value=plain.type(0)), array.isna()
            node = ["ma", self._numpy(values, depth), self._numpy(mask, depth)]
        if node is None:
            raise NotDataError(f"a pandas column of dtype {dtype}")
        return node


def _pack_range(p: Packer, x: range, _: int) -> Node:
    if (x.stop - x.start) // x.step > MAX_LAZY:
        return p.foreign(x)
    return ["r", hex(x.start), hex(x.stop), hex(x.step)]


def _pack_time(p: Packer, x: Any, _: int) -> Node:
    if type(x) is datetime.timedelta:
        return ["td", x.days, x.seconds, x.microseconds]
    if type(x) is datetime.date:
        return ["date", x.isoformat()]
    return ["when", x.isoformat()] if x.tzinfo in (None, datetime.UTC) else p.foreign(x)


def _pack_slice(p: Packer, x: slice, depth: int) -> Node:
    return ["sl", [p.value(v, depth + 1) for v in (x.start, x.stop, x.step)]]


_PACKERS: dict[type, Callable[[Packer, Any, int], Node]] = {
    list: lambda p, x, d: p._items("l", x, d),
    tuple: lambda p, x, d: p._items("t", x, d),
    set: lambda p, x, d: p._set("s", x, d),
    frozenset: lambda p, x, d: p._set("fs", x, d),
    dict: lambda p, x, d: p._dict(x, d),
    complex: lambda p, x, d: ["c", x.real, x.imag],
    bytes: lambda p, x, d: ["b", x] if len(x) < LONG_BYTES else ["B", len(x), p.buffer(x)],
    bytearray: lambda p, x, d: ["ba", bytes(x)],
    range: _pack_range,
    slice: _pack_slice,
    datetime.date: _pack_time,
    datetime.datetime: _pack_time,
    datetime.timedelta: _pack_time,
    type(Ellipsis): lambda p, x, d: ["..."],
    type(NotImplemented): lambda p, x, d: ["ni"],
}


class Unpacker:
    """Decodes the nodes of one frame. Raises `WireError` and nothing else on bad input.

    Args:
        body: the frame's body; arrays are copied out of it.
        resolve: called with a node whose tag is not data (handles, call-backs); returns the object.
    """

    def __init__(self, body: memoryview, resolve: Resolve) -> None:
        self.body = body
        self.resolve = resolve
        self.nodes = 0
        self.taken = 0  # bytes of the body that were read
        self.tuples: dict[tuple[str, ...], Any] = {}  # classes of named tuples

    def value(self, node: Node) -> Any:
        """The value of `node`."""
        try:
            return self._value(node, 0)
        except WireError:
            raise
        except Exception as e:  # a wrong type or size anywhere in the tree
            raise WireError(f"malformed value ({type(e).__name__})") from None

    def spend(self, nodes: int) -> None:
        """Counts `nodes` toward the limit of a message."""
        self.nodes += nodes
        if self.nodes > MAX_NODES:
            raise WireError(f"more than {MAX_NODES} values in one message")

    def _value(self, node: Node, depth: int) -> Any:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self.spend(0)
        if type(node) is not list:
            if node is None or type(node) in (bool, int, float, str):
                return node
            raise WireError(f"unexpected {type(node).__name__} in a message")
        if depth > MAX_DEPTH + 1:
            raise WireError(f"a value nested deeper than {MAX_DEPTH} levels")
        tag = node[0]
        unpack = _UNPACKERS.get(tag) if type(tag) is str else None
        return unpack(self, node, depth + 1) if unpack else self.resolve(node)

    def _list(self, nodes: Node, depth: int) -> list[Any]:
        if type(nodes) is not list:
            raise WireError("expected a list of values")
        return [self._value(n, depth) for n in nodes]

    def _pairs(self, nodes: Node, depth: int) -> list[tuple[Any, Any]]:
        pairs = [(self._value(k, depth), self._value(v, depth)) for k, v in nodes]
        _check_hashes([k for k, _ in pairs])
        return pairs

    def _set(self, nodes: Node, depth: int) -> list[Any]:
        items = self._list(nodes, depth)
        _check_hashes(items)
        return items

    def bytes_at(self, offset: int, size: int) -> memoryview:
        """`size` bytes of the body from `offset`; all reads together take no more than the body."""
        self.taken += size
        if self.taken > len(self.body):
            raise WireError("arrays that share bytes of the message, or go beyond it")
        if type(offset) is not int or offset < 0 or size < 0 or offset + size > len(self.body):
            raise WireError("an array points outside the message")
        return self.body[offset : offset + size]


def _check_hashes(items: Sequence[Any]) -> None:
    if len(items) > MAX_EQUAL_HASHES and max(collections.Counter(map(hash, items)).values()) > MAX_EQUAL_HASHES:
        raise WireError("a set or dict made to be slow")


def _shape(dims: Node) -> tuple[int, ...]:
    if type(dims) is not list or len(dims) > 32 or any(type(n) is not int or n < 0 for n in dims):
        raise WireError("a bad array shape")
    if 0 in dims and math.prod(n for n in dims if n) > MAX_LAZY:
        raise WireError("an array shape above the limit")
    return tuple(dims)


def _dtype(text: Node) -> Any:
    if np is None or type(text) is not str or not _DTYPE.fullmatch(text):
        raise WireError("a bad dtype")
    return np.dtype(text)


def _unpack_array(u: Unpacker, node: list[Any], _: int) -> Any:
    _tag, text, dims, order, writeable, offset = node
    u.spend(ARRAY_COST)
    dtype, shape = _dtype(text), _shape(dims)
    raw = u.bytes_at(offset, math.prod(shape) * dtype.itemsize)
    if order not in ("C", "F"):
        raise WireError("a bad array")
    if not dtype.itemsize:  # `<U0`: no byte of the frame pays for its elements
        u.spend(math.prod(shape))
    out = np.frombuffer(bytearray(raw), dtype=dtype) if dtype.itemsize and len(raw) else np.empty(0, dtype)
    out = out.reshape(shape, order=order) if out.size or 0 in shape else np.empty(shape, dtype)
    out.flags.writeable = writeable is True
    return out


def _unpack_scalar(_: Unpacker, node: list[Any], __: int) -> Any:
    dtype = _dtype(node[1])
    if type(node[2]) is not bytes or len(node[2]) != dtype.itemsize:
        raise WireError("a bad scalar")
    return np.frombuffer(node[2], dtype=dtype)[0] if dtype.itemsize else dtype.type()


def _unpack_objects(u: Unpacker, node: list[Any], depth: int) -> Any:
    shape, items = _shape(node[1]), u._list(node[2], depth)
    if np is None or math.prod(shape) != len(items):
        raise WireError("a bad object array")
    out = np.empty(len(items), dtype=object)
    for i, item in enumerate(items):
        out[i] = item
    return out.reshape(shape)


def _unpack_tensor(u: Unpacker, node: list[Any], _: int) -> Any:
    _tag, name, dims, requires_grad, parameter, grad, offset = node
    u.spend(TENSOR_COST)
    if name not in _TORCH_DTYPES:
        raise WireError("a bad tensor dtype")
    torch = _import_torch()
    dtype, shape = getattr(torch, name), _shape(dims)
    count = math.prod(shape)
    raw = u.bytes_at(offset, count * dtype.itemsize)
    x = torch.frombuffer(bytearray(raw), dtype=dtype) if count else torch.empty(0, dtype=dtype)
    x = x.reshape(shape)
    if parameter is True:
        x = torch.nn.Parameter(x, requires_grad=requires_grad is True)
    elif requires_grad is True:
        x.requires_grad_()
    if grad is not None:
        if type(grad) is not list or grad[0] != "T" or grad[5] is not None:
            raise WireError("a bad gradient")
        x.grad = _unpack_tensor(u, grad, 0)
    return x


def _unpack_int(_: Unpacker, node: list[Any], __: int) -> int:
    text = node[1]
    if type(text) is not str or len(text) > MAX_INT_DIGITS or not re.fullmatch(r"-?0x[0-9a-f]+", text):
        raise WireError("a bad integer")
    return int(text, 16)


def _unpack_namedtuple(u: Unpacker, node: list[Any], depth: int) -> Any:
    _tag, name, fields, nodes = node
    items = u._list(nodes, depth)
    names = [name, *fields]
    good = all(type(n) is str and n.isidentifier() and not keyword.iskeyword(n) and len(n) < 100 for n in names)
    if not good or any(f.startswith("_") for f in fields) or len(set(fields)) != len(items) or len(items) > 100:
        return tuple(items)
    key = (name, *fields)
    if key not in u.tuples:
        u.spend(CLASS_COST)
        u.tuples[key] = collections.namedtuple(name, fields)  # noqa: PYI024 - made from data
    return u.tuples[key](*items)


def _unpack_str(_: Unpacker, node: list[Any], __: int) -> str:
    if type(node[1]) is not bytes:
        raise WireError("a bad string")
    return node[1].decode("utf-8", "surrogatepass")


def _unpack_bytes(_: Unpacker, node: list[Any], __: int) -> bytes:
    if type(node[1]) is not bytes:
        raise WireError("a bad byte string")
    return node[1]


def _unpack_long_bytes(u: Unpacker, node: list[Any], _: int) -> bytes:
    if type(node[1]) is not int:
        raise WireError("a bad byte string")
    return bytes(u.bytes_at(node[2], node[1]))


def _unpack_complex(_: Unpacker, node: list[Any], __: int) -> complex:
    if type(node[1]) is not float or type(node[2]) is not float:
        raise WireError("a bad complex number")
    return complex(node[1], node[2])


def _unpack_dict(u: Unpacker, node: list[Any], depth: int) -> Any:
    if node[0] == "dd":
        return collections.defaultdict(None if node[1] is None else _FACTORIES[node[1]], u._pairs(node[2], depth))
    if node[0] == "D":
        return _DICTS[node[1]](u._pairs(node[2], depth))
    return dict(u._pairs(node[1], depth))


def _unpack_torch_dtype(_: Unpacker, node: list[Any], __: int) -> Any:
    if node[1] not in _TORCH_DTYPES:
        raise WireError("a bad tensor dtype")
    return getattr(_import_torch(), node[1])


def _unpack_device(_: Unpacker, node: list[Any], __: int) -> Any:
    kind, index = node[1:]
    if kind not in _TORCH_DEVICES or (index is not None and (type(index) is not int or not 0 <= index < 100)):
        raise WireError("a bad device")
    return _import_torch().device(kind, *([] if index is None else [index]))


def _unpack_range(u: Unpacker, node: list[Any], depth: int) -> range:
    start, stop, step = (_unpack_int(u, [None, text], depth) for text in node[1:])
    if (stop - start) // step > MAX_LAZY:
        raise WireError("a range above the limit")
    return range(start, stop, step)


def _unpack_time(_: Unpacker, node: list[Any], __: int) -> Any:
    if node[0] == "td":
        if any(type(n) is not int for n in node[1:]):
            raise WireError("a bad time span")
        return datetime.timedelta(*node[1:4])
    if type(node[1]) is not str or len(node[1]) > 40:
        raise WireError("a bad time")
    if node[0] == "date":
        return datetime.date.fromisoformat(node[1])
    when = datetime.datetime.fromisoformat(node[1])
    if when.tzinfo not in (None, datetime.UTC):
        raise WireError("a bad time zone")
    return when


# -- pandas -----------------------------------------------------------------------------------------------------------


def _unpack_timestamp(u: Unpacker, node: list[Any], depth: int) -> Any:
    _tag, utc, text, raw = node
    pd, scalar = _import_pandas(), _unpack_scalar(u, ["n", text, raw], depth)
    if type(scalar) is np.timedelta64:
        return pd.Timedelta(scalar)
    if type(scalar) is not np.datetime64:
        raise WireError("a bad timestamp")
    when = pd.Timestamp(scalar)
    return when.tz_localize("UTC") if utc is True else when


def _unpack_label(u: Unpacker, node: Node, depth: int) -> Any:
    label = u._value(node, depth)
    if not _is_label(label):
        raise WireError("a bad pandas label")
    return label


def _unpack_column(u: Unpacker, node: Node, depth: int) -> Any:
    """The values of a series or an index, as an array that pandas takes as it is."""
    pd = _import_pandas()
    u.spend(COLUMN_COST)
    if type(node) is not list:
        raise WireError("a bad pandas column")
    tag = node[0]
    if tag == "str":
        items = u._list(node[2], depth)
        if any(v is not None and type(v) is not str for v in items):
            raise WireError("a bad pandas column")
        return pd.array(items, dtype=pd.StringDtype(na_value=np.nan) if node[1] is True else pd.StringDtype())
    if tag == "cat":
        codes, categories = _unpack_plain_column(u, node[1], depth), _unpack_index(u, node[2], depth, part=True)
        return pd.Categorical.from_codes(codes, categories=categories, ordered=node[3] is True)
    if tag == "utc":
        return pd.DatetimeIndex(_unpack_plain_column(u, node[1], depth)).tz_localize("UTC").array
    if tag == "ma":
        values, mask = (_unpack_plain_column(u, n, depth) for n in node[1:])
        kind = {"b": "BooleanArray", "i": "IntegerArray", "u": "IntegerArray", "f": "FloatingArray"}[values.dtype.kind]
        return getattr(pd.arrays, kind)(values, mask)
    return _unpack_plain_column(u, node, depth)


def _unpack_plain_column(u: Unpacker, node: Node, depth: int) -> Any:
    """A one-dimensional NumPy array of a dtype that pandas has, too."""
    if type(node) is not list or node[0] not in ("a", "oa"):
        raise WireError("a bad pandas column")
    values = (_unpack_array if node[0] == "a" else _unpack_objects)(u, node, depth + 1)
    if values.ndim != 1 or values.dtype.kind not in "biufcmMO":
        raise WireError("a bad pandas column")
    return values


def _unpack_index(u: Unpacker, node: Node, depth: int, part: bool = False) -> Any:
    """An index; as `part` of something larger it is neither lazy nor made of levels."""
    pd = _import_pandas()
    u.spend(COLUMN_COST)
    if type(node) is not list or depth > MAX_DEPTH or (part and node[0] != "ix"):
        raise WireError("a bad pandas index")
    if node[0] == "mi":
        names = [_unpack_label(u, n, depth) for n in node[1]]
        levels = [_unpack_index(u, n, depth + 1, part=True) for n in node[2]]
        return pd.MultiIndex.from_arrays(levels, names=names)
    name = _unpack_label(u, node[1], depth)
    if node[0] == "ri":
        return pd.RangeIndex(_unpack_range(u, node[2], depth), name=name)
    if node[0] != "ix":
        raise WireError("a bad pandas index")
    values = _unpack_column(u, node[2], depth + 1)
    if values.dtype == object:
        if not all(_is_label(label) for label in values):
            raise WireError("a bad pandas label")
        _check_hashes(values)
    return pd.Index(values, dtype=values.dtype, name=name, tupleize_cols=False)


def _unpack_series(u: Unpacker, node: list[Any], depth: int) -> Any:
    _tag, name, index, column = node
    label, index, values = (
        _unpack_label(u, name, depth),
        _unpack_index(u, index, depth),
        _unpack_column(u, column, depth),
    )
    if len(values) != len(index):
        raise WireError("a pandas column that is not as long as its index")
    return _import_pandas().Series(values, index=index, name=label, dtype=values.dtype)


def _unpack_frame(u: Unpacker, node: list[Any], depth: int) -> Any:
    _tag, index, columns, nodes = node
    pd = _import_pandas()
    index, columns = _unpack_index(u, index, depth), _unpack_index(u, columns, depth)
    if type(nodes) is not list or len(columns) != len(nodes):
        raise WireError("a pandas frame with more or fewer columns than names")
    values = [_unpack_column(u, n, depth) for n in nodes]
    if any(len(v) != len(index) for v in values):
        raise WireError("a pandas column that is not as long as its index")
    frame = pd.DataFrame({i: pd.Series(v, index=index, dtype=v.dtype) for i, v in enumerate(values)}, index=index)
    frame.columns = columns
    return frame


_UNPACKERS: dict[str, Callable[[Unpacker, list[Any], int], Any]] = {
    "l": lambda u, n, d: u._list(n[1], d),
    "t": lambda u, n, d: tuple(u._list(n[1], d)),
    "s": lambda u, n, d: set(u._set(n[1], d)),
    "fs": lambda u, n, d: frozenset(u._set(n[1], d)),
    "d": _unpack_dict,
    "D": _unpack_dict,
    "dd": _unpack_dict,
    "nt": _unpack_namedtuple,
    "c": _unpack_complex,
    "b": _unpack_bytes,
    "B": _unpack_long_bytes,
    "ba": lambda u, n, d: bytearray(_unpack_bytes(u, n, d)),
    "u": _unpack_str,
    "I": _unpack_int,
    "r": _unpack_range,
    "sl": lambda u, n, d: slice(*u._list(n[1], d)[:3]),
    "...": lambda u, n, d: Ellipsis,
    "ni": lambda u, n, d: NotImplemented,
    "a": _unpack_array,
    "n": _unpack_scalar,
    "oa": _unpack_objects,
    "dt": lambda u, n, d: _dtype(n[1]),
    "T": _unpack_tensor,
    "tdt": _unpack_torch_dtype,
    "tdv": _unpack_device,
    "td": _unpack_time,
    "date": _unpack_time,
    "when": _unpack_time,
    "ts": _unpack_timestamp,
    "NaT": lambda u, n, d: _import_pandas().NaT,
    "NA": lambda u, n, d: _import_pandas().NA,
    "S": _unpack_series,
    "F": _unpack_frame,
    "ix": _unpack_index,
    "ri": _unpack_index,
    "mi": _unpack_index,
}


def check_meta(meta: bytes | bytearray) -> None:
    """Counts the items of a msgpack message before anything is made of them: one byte can stand for 80.

    Raises:
        WireError: more than `MAX_TOKENS`.
    """
    if len(meta) <= MAX_TOKENS:
        return
    i = 0
    for _ in range(MAX_TOKENS):
        if i >= len(meta):
            return
        c = meta[i]
        if 0xA0 <= c <= 0xBF:  # a short string
            i += 1 + (c & 31)
        elif c in _SIZED:  # a string or bytes behind its length
            i += 1 + _SIZED[c] + int.from_bytes(meta[i + 1 : i + 1 + _SIZED[c]], "big")
        elif c in _UNUSED:
            break
        else:
            i += 1 + _FIXED.get(c, 0)
    raise WireError("a frame of too many values, or of values that nothing here sends")


class Channel:
    """One end of the wire over a stream socket.

    Args:
        sock: a connected stream socket, owned by the channel.
        max_bytes: the largest frame accepted, in bytes.
    """

    def __init__(self, sock: socket.socket, max_bytes: int) -> None:
        self.sock = sock
        self.max_bytes = max_bytes
        self.left: float = math.inf  # bytes that may still come in; the owner sets it
        self.received = 0  # bytes of the last frame, as its header claims

    def send(self, message: list[Any], packer: Packer | None = None, deadline: float | None = None) -> None:
        """Sends one message with the packer's buffers as its body."""
        meta = msgspec.msgpack.encode(message)
        buffers = packer.buffers if packer else []
        size = packer.size if packer else 0
        if len(meta) > MAX_META_BYTES or len(meta) + size > self.max_bytes:
            raise NotDataError(f"a message of {len(meta) + size} bytes; the limit is {self.max_bytes}")
        try:
            for data in (HEADER.pack(MAGIC, len(meta), size) + meta, *buffers):
                self.sock.settimeout(_left(deadline))  # of this part: a slow reader gets no more time for many parts
                self.sock.sendall(data)
        except TimeoutError:
            raise WireTimeoutError from None
        except OSError:
            raise WireClosedError("the connection is closed") from None

    def recv(self, deadline: float | None = None) -> tuple[list[Any], memoryview]:
        """One message and its body.

        Raises:
            WireTimeoutError: not complete at `deadline` (`time.monotonic()` seconds).
            WireClosedError: the other end is gone.
            WireError: not a frame, or larger than allowed.
        """
        magic, meta_size, body_size = HEADER.unpack(self._exactly(HEADER.size, deadline))
        if magic != MAGIC or meta_size > MAX_META_BYTES or meta_size + body_size > self.max_bytes:
            raise WireError("a frame with a bad header or above the size limit")
        self.received = meta_size + body_size
        self.left -= self.received
        if self.left < 0:
            raise WireError("more data than one case may send in all")
        meta = self._exactly(meta_size, deadline)
        body = self._exactly(body_size, deadline) if body_size else bytearray()
        check_meta(meta)
        try:
            message = msgspec.msgpack.decode(meta, type=list)
        except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
            raise WireError("a frame that is not a message") from None
        if not message or type(message[0]) is not str:
            raise WireError("a message without a kind")
        return message, memoryview(body)

    def _exactly(self, size: int, deadline: float | None) -> bytearray:
        data = bytearray(min(size, 1 << 20))  # grows with what really comes, not with what the header claims
        done = 0
        while done < size:
            if done == len(data):
                data.extend(bytes(min(done, size - done)))
            self.sock.settimeout(_left(deadline))
            try:
                with memoryview(data) as view, view[done:] as rest:
                    n = self.sock.recv_into(rest)
            except TimeoutError:
                raise WireTimeoutError from None
            except OSError:
                n = 0
            if n == 0:
                raise WireClosedError("the connection is closed")
            done += n
        return data

    def close(self) -> None:
        """Closes the socket."""
        self.sock.close()


def _left(deadline: float | None) -> float | None:
    if deadline is None:
        return None
    left = deadline - time.monotonic()
    if left <= 0:
        raise WireTimeoutError
    return left
