"""The wire between judge and sandbox: frames, a codec for plain data, and nothing that can execute.

Theory of operation. A frame is a 16-byte header (magic, length of the meta part, length of the body part), the meta
part (msgpack) and the body (raw array bytes that the meta part points into). A message is a list `[kind, field, …]`;
a field that is a value is a tree of nodes: None, bool, int, float and str stand for themselves, everything else is
`[tag, …]`. Both ends use this file; the untrusted end gets it as a file, so it imports the standard library, msgspec
and (when present) numpy only. torch is used when it is already imported, or when a tensor arrives.

Trust boundary: `Unpacker` reads what the sandbox wrote. It never unpickles, evaluates, imports a name or believes a
size; whatever does not fit raises `WireError`, and nothing else.
"""

import collections
import keyword
import math
import re
import socket
import struct
import sys
import time
from collections.abc import Callable
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
MAX_INT_DIGITS = 1 << 16  # hexadecimal
INT64 = range(-(1 << 63), 1 << 63)

_DTYPE = re.compile(r"[<>|=]?(?:[?bB]|[biufc]\d{1,2}|[SU]\d{1,7}|[mM]8(?:\[\d{0,4}[A-Za-z]{1,2}\])?)")
_TORCH_DTYPES = {
    "float16", "bfloat16", "float32", "float64", "complex64", "complex128",
    "uint8", "int8", "int16", "int32", "int64", "bool",
}  # fmt: skip
_DICTS: dict[str, Callable[[Any], Any]] = {
    "OrderedDict": collections.OrderedDict,
    "Counter": lambda pairs: collections.Counter(dict(pairs)),
    "defaultdict": lambda pairs: collections.defaultdict(None, pairs),
}

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
        if np is not None and isinstance(x, np.ndarray | np.generic | np.dtype):
            node = self._numpy(x, depth)
            if node is not None:
                return node
        torch = _torch()
        if torch is not None and isinstance(x, torch.Tensor | torch.dtype | torch.Size):
            node = self._tensor(torch, x)
            if node is not None:
                return node
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
        if base is tuple and isinstance(getattr(type(x), "_fields", None), tuple):
            items = [self.value(item, depth + 1) for item in tuple.__iter__(x)]
            return ["nt", type(x).__name__, list(type(x)._fields), items]
        if base is dict and type(x).__name__ in _DICTS and type(x).__module__ == "collections":
            return ["D", type(x).__name__, self._pairs(dict.items(x), depth)]
        if base is float:
            return float.__add__(x, 0.0)
        if base is int:
            return self.value(int.__add__(x, 0))
        if base is str:
            return self._str(str.__str__(x))
        plain: Any = base
        return _PACKERS[base](self, plain(x), depth)

    def _pairs(self, items: Any, depth: int) -> list[Node]:
        return [[self.value(k, depth + 1), self.value(v, depth + 1)] for k, v in items]

    def _items(self, tag: str, x: Any, depth: int) -> Node:
        return [tag, [self.value(item, depth + 1) for item in x]]

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
        order = "F" if base.flags.f_contiguous and not base.flags.c_contiguous else "C"
        flat = (base.T if order == "F" else np.ascontiguousarray(base)).reshape(-1).view(np.uint8)
        offset = self.buffer(memoryview(flat.data))
        return ["a", base.dtype.str, list(base.shape), order, bool(base.flags.writeable), offset]

    def _tensor(self, torch: Any, x: Any) -> Node | None:
        if isinstance(x, torch.dtype):
            return ["tdt", str(x).removeprefix("torch.")]
        if isinstance(x, torch.Size):
            return ["t", [int(n) for n in x]]
        name = str(x.dtype).removeprefix("torch.")
        if name not in _TORCH_DTYPES or x.layout is not torch.strided:
            return None
        plain = x.detach().cpu().resolve_conj().resolve_neg().contiguous()
        flat = plain.reshape(-1).view(torch.uint8) if plain.numel() else torch.empty(0, dtype=torch.uint8)
        offset = self.buffer(memoryview(flat.numpy()))
        parameter = isinstance(x, torch.nn.Parameter)
        return ["T", name, list(x.shape), bool(x.requires_grad), parameter, x.device.type, offset]


def _pack_range(_: Packer, x: range, __: int) -> Node:
    return ["r", hex(x.start), hex(x.stop), hex(x.step)]


def _pack_slice(p: Packer, x: slice, depth: int) -> Node:
    return ["sl", [p.value(v, depth + 1) for v in (x.start, x.stop, x.step)]]


_PACKERS: dict[type, Callable[[Packer, Any, int], Node]] = {
    list: lambda p, x, d: p._items("l", x, d),
    tuple: lambda p, x, d: p._items("t", x, d),
    set: lambda p, x, d: p._items("s", x, d),
    frozenset: lambda p, x, d: p._items("fs", x, d),
    dict: lambda p, x, d: ["d", p._pairs(x.items(), d)],
    complex: lambda p, x, d: ["c", x.real, x.imag],
    bytes: lambda p, x, d: ["b", x],
    bytearray: lambda p, x, d: ["ba", bytes(x)],
    range: _pack_range,
    slice: _pack_slice,
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

    def value(self, node: Node) -> Any:
        """The value of `node`."""
        try:
            return self._value(node, 0)
        except WireError:
            raise
        except Exception as e:  # a wrong type or size anywhere in the tree
            raise WireError(f"malformed value ({type(e).__name__})") from None

    def _value(self, node: Node, depth: int) -> Any:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise WireError(f"more than {MAX_NODES} values in one message")
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
        return [(self._value(k, depth), self._value(v, depth)) for k, v in nodes]

    def bytes_at(self, offset: int, size: int) -> memoryview:
        """`size` bytes of the body from `offset`."""
        if type(offset) is not int or offset < 0 or size < 0 or offset + size > len(self.body):
            raise WireError("an array points outside the message")
        return self.body[offset : offset + size]


def _shape(dims: Node) -> tuple[int, ...]:
    if type(dims) is not list or len(dims) > 32 or any(type(n) is not int or n < 0 for n in dims):
        raise WireError("a bad array shape")
    return tuple(dims)


def _dtype(text: Node) -> Any:
    if np is None or type(text) is not str or not _DTYPE.fullmatch(text):
        raise WireError("a bad dtype")
    return np.dtype(text)


def _unpack_array(u: Unpacker, node: list[Any], _: int) -> Any:
    _tag, text, dims, order, writeable, offset = node
    dtype, shape = _dtype(text), _shape(dims)
    raw = u.bytes_at(offset, math.prod(shape) * dtype.itemsize)
    if order not in ("C", "F") or (not dtype.itemsize and math.prod(shape) > MAX_NODES):
        raise WireError("a bad array")
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
    _tag, name, dims, requires_grad, parameter, _device, offset = node
    if name not in _TORCH_DTYPES:
        raise WireError("a bad tensor dtype")
    import torch  # trusted: our own copy, by a constant name

    dtype, shape = getattr(torch, name), _shape(dims)
    count = math.prod(shape)
    raw = u.bytes_at(offset, count * dtype.itemsize)
    x = torch.frombuffer(bytearray(raw), dtype=dtype) if count else torch.empty(0, dtype=dtype)
    x = x.reshape(shape)
    if parameter is True:
        return torch.nn.Parameter(x, requires_grad=requires_grad is True)
    return x.requires_grad_() if requires_grad is True else x


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
    return collections.namedtuple(name, fields)(*items)  # noqa: PYI024 - made from data


def _unpack_str(_: Unpacker, node: list[Any], __: int) -> str:
    if type(node[1]) is not bytes:
        raise WireError("a bad string")
    return node[1].decode("utf-8", "surrogatepass")


def _unpack_bytes(_: Unpacker, node: list[Any], __: int) -> bytes:
    if type(node[1]) is not bytes:
        raise WireError("a bad byte string")
    return node[1]


def _unpack_complex(_: Unpacker, node: list[Any], __: int) -> complex:
    if type(node[1]) is not float or type(node[2]) is not float:
        raise WireError("a bad complex number")
    return complex(node[1], node[2])


def _unpack_dict(u: Unpacker, node: list[Any], depth: int) -> Any:
    if node[0] == "D":
        return _DICTS[node[1]](u._pairs(node[2], depth))
    return dict(u._pairs(node[1], depth))


def _unpack_torch_dtype(_: Unpacker, node: list[Any], __: int) -> Any:
    if node[1] not in _TORCH_DTYPES:
        raise WireError("a bad tensor dtype")
    import torch  # trusted: our own copy, by a constant name

    return getattr(torch, node[1])


_UNPACKERS: dict[str, Callable[[Unpacker, list[Any], int], Any]] = {
    "l": lambda u, n, d: u._list(n[1], d),
    "t": lambda u, n, d: tuple(u._list(n[1], d)),
    "s": lambda u, n, d: set(u._list(n[1], d)),
    "fs": lambda u, n, d: frozenset(u._list(n[1], d)),
    "d": _unpack_dict,
    "D": _unpack_dict,
    "nt": _unpack_namedtuple,
    "c": _unpack_complex,
    "b": _unpack_bytes,
    "ba": lambda u, n, d: bytearray(_unpack_bytes(u, n, d)),
    "u": _unpack_str,
    "I": _unpack_int,
    "r": lambda u, n, d: range(*(_unpack_int(u, [None, x], d) for x in n[1:4])),
    "sl": lambda u, n, d: slice(*u._list(n[1], d)[:3]),
    "...": lambda u, n, d: Ellipsis,
    "ni": lambda u, n, d: NotImplemented,
    "a": _unpack_array,
    "n": _unpack_scalar,
    "oa": _unpack_objects,
    "dt": lambda u, n, d: _dtype(n[1]),
    "T": _unpack_tensor,
    "tdt": _unpack_torch_dtype,
}


class Channel:
    """One end of the wire over a stream socket.

    Args:
        sock: a connected stream socket, owned by the channel.
        max_bytes: the largest frame accepted, in bytes.
    """

    def __init__(self, sock: socket.socket, max_bytes: int) -> None:
        self.sock = sock
        self.max_bytes = max_bytes

    def send(self, message: list[Any], packer: Packer | None = None, deadline: float | None = None) -> None:
        """Sends one message with the packer's buffers as its body."""
        meta = msgspec.msgpack.encode(message)
        buffers = packer.buffers if packer else []
        size = packer.size if packer else 0
        if len(meta) > MAX_META_BYTES or len(meta) + size > self.max_bytes:
            raise NotDataError(f"a message of {len(meta) + size} bytes; the limit is {self.max_bytes}")
        self.sock.settimeout(_left(deadline))
        try:
            self.sock.sendall(HEADER.pack(MAGIC, len(meta), size) + meta)
            for data in buffers:
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
        meta = self._exactly(meta_size, deadline)
        body = self._exactly(body_size, deadline) if body_size else bytearray()
        try:
            message = msgspec.msgpack.decode(meta, type=list)
        except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
            raise WireError("a frame that is not a message") from None
        if not message or type(message[0]) is not str:
            raise WireError("a message without a kind")
        return message, memoryview(body)

    def _exactly(self, size: int, deadline: float | None) -> bytearray:
        data = bytearray()
        chunk = bytearray(min(size, 1 << 20))  # grows with what really comes, not with what the header claims
        while len(data) < size:
            self.sock.settimeout(_left(deadline))
            try:
                n = self.sock.recv_into(chunk, min(len(chunk), size - len(data)))
            except TimeoutError:
                raise WireTimeoutError from None
            except OSError:
                n = 0
            if n == 0:
                raise WireClosedError("the connection is closed")
            data += memoryview(chunk)[:n]
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
