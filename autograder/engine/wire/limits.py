"""What may cross the wire: limits, errors, and what a packer of one kind of value may ask of the codec."""

import contextlib
import importlib
from collections.abc import Callable
from typing import Any, Protocol

np: Any = None  # in a student environment without numpy
with contextlib.suppress(ImportError):
    np = importlib.import_module("numpy")

MAX_META_BYTES = 32 << 20
MAX_DEPTH = 60
MAX_NODES = 2_000_000
MAX_TOKENS = 2 * MAX_NODES  # msgpack items in a frame: 80 bytes each at most
MAX_LAZY = 10_000_000
MAX_COLUMNS = 5000  # of a pandas frame
MAX_EQUAL_HASHES = 1000  # of the members of a set: more would make its construction quadratic
MAX_INT_DIGITS = 1 << 16  # hexadecimal
# What a value costs in nodes, by its size in memory: some 60 bytes a node.
ARRAY_COST, TENSOR_COST, CLASS_COST, COLUMN_COST = 5, 20, 1000, 200

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


class Packing(Protocol):
    """A message being encoded, as packers of one kind of value see it (see `codec.Packer`)."""

    foreign: Foreign
    buffers: list[Any]
    size: int

    def value(self, x: Any, depth: int = 0) -> Node: ...

    def spend(self, members: int) -> None: ...

    def buffer(self, data: Any) -> int: ...


class Unpacking(Protocol):
    """A message being decoded, as unpackers of one kind of value see it (see `codec.Unpacker`)."""

    tuples: dict[tuple[str, ...], Any]
    resolve: Resolve

    def node(self, node: Node, depth: int) -> Any: ...

    def spend(self, nodes: int) -> None: ...

    def bytes_at(self, offset: int, size: int) -> memoryview: ...
