"""Values of Python's own types, as nodes and back."""

import collections
import contextlib
import datetime
import importlib
import keyword
import re
import sys
from collections.abc import Callable, Sequence
from typing import Any

from .limits import (
    CLASS_COST,
    MAX_EQUAL_HASHES,
    MAX_INT_DIGITS,
    MAX_LAZY,
    Node,
    Packing,
    Unpacking,
    WireError,
    np,
)

INT64 = range(-(1 << 63), 1 << 63)
LONG_BYTES = 1 << 12  # from here on they travel in the body
DICTS: dict[str, Callable[[Any], Any]] = {
    "OrderedDict": collections.OrderedDict,
    "Counter": lambda pairs: collections.Counter(dict(pairs)),
}
LIBRARIES = ("numpy", "torch", "scipy", "sklearn", "pandas")  # whose named tuples are rebuilt as theirs
# Dictionaries of libraries whose items are attributes, too; and where their class is.
RECORDS = {
    "OptimizeResult": "scipy.optimize._optimize",
    "RootResults": "scipy.optimize._zeros_py",
    "OdeResult": "scipy.integrate._ivp.ivp",
    "BVPResult": "scipy.integrate._bvp",
    "Bunch": "sklearn.utils._bunch",
}
FACTORIES: dict[str, Any] = {t.__name__: t for t in (int, float, complex, str, bool, list, tuple, dict, set)}


def is_key(x: Any) -> bool:
    """Whether what becomes of `x` on the other end has a hash of Python's own."""
    if type(x) in (tuple, frozenset):
        return all(is_key(item) for item in x)
    generic = () if np is None else (np.generic,)
    times = (datetime.date, datetime.timedelta)
    return x is None or x is Ellipsis or isinstance(x, (int, float, complex, str, bytes, *times, *generic))


def is_label(x: Any) -> bool:
    """Whether `x` may stand in a pandas index of objects."""
    return type(x) is not complex and type(x) is not tuple and type(x) is not frozenset and is_key(x)


def pack_str(x: str) -> Node:
    try:
        x.encode()
    except UnicodeEncodeError:
        return ["u", x.encode("utf-8", "surrogatepass")]
    return x


def pack_items(p: Packing, tag: str, x: Any, depth: int) -> Node:
    p.spend(len(x))
    return [tag, [p.value(item, depth + 1) for item in x]]


def pack_members(p: Packing, tag: str, x: Any, depth: int) -> Node:
    return pack_items(p, tag, x, depth) if all(is_key(item) for item in x) else p.foreign(x)


def pack_dict(p: Packing, x: dict[Any, Any], depth: int) -> Node:
    return ["d", pack_pairs(p, x.items(), depth)] if all(is_key(k) for k in x) else p.foreign(x)


def pack_pairs(p: Packing, items: Any, depth: int) -> list[Node]:
    p.spend(2 * len(items))
    return [[p.value(k, depth + 1), p.value(v, depth + 1)] for k, v in items]


def pack_subclass(p: Packing, x: Any, base: type, depth: int) -> Node:
    """The node of `x`, whose class derives from `base`, a type of Python's own: named tuples and dicts of `collections`
    keep their class, all others go as `base`."""
    if base in (datetime.date, datetime.datetime, datetime.timedelta):
        return p.foreign(x)
    if base in (set, frozenset, dict) and not all(is_key(k) for k in base.__iter__(x)):
        return p.foreign(x)
    if base is dict and type(x).__name__ in RECORDS and type(x).__module__ == RECORDS[type(x).__name__]:
        return ["R", type(x).__name__, pack_pairs(p, dict.items(x), depth)]
    if base is tuple and isinstance(getattr(type(x), "_fields", None), tuple):
        items = [p.value(item, depth + 1) for item in tuple.__iter__(x)]
        return ["nt", type(x).__name__, list(type(x)._fields), items, type(x).__module__[:100]]
    if base is dict and type(x).__name__ in DICTS and type(x).__module__ == "collections":
        return ["D", type(x).__name__, pack_pairs(p, dict.items(x), depth)]
    if base is dict and type(x) is collections.defaultdict:
        factory = getattr(x.default_factory, "__name__", None)
        known = isinstance(factory, str) and FACTORIES.get(factory) is x.default_factory
        return ["dd", factory if known else None, pack_pairs(p, dict.items(x), depth)]
    if base is float:
        return float.__add__(x, 0.0)
    if base is int:
        return p.value(int.__add__(x, 0))
    if base is str:
        return pack_str(str.__str__(x))
    plain: Any = base
    return p.value(plain(x), depth)


def is_bare_tuple(kind: type) -> bool:
    """Whether it is what `namedtuple` makes, or a plain subclass of that: no methods of its own."""
    fields = getattr(kind, "_fields", None)
    if not isinstance(fields, tuple):
        return False
    own = {name for c in kind.__mro__[: kind.__mro__.index(tuple)] for name in vars(c)}
    return all(name.startswith("_") or name in fields for name in own)


def pack_range(p: Packing, x: range, _: int) -> Node:
    if (x.stop - x.start) // x.step > MAX_LAZY:
        return p.foreign(x)
    return ["r", hex(x.start), hex(x.stop), hex(x.step)]


def pack_time(p: Packing, x: Any, _: int) -> Node:
    if type(x) is datetime.timedelta:
        return ["td", x.days, x.seconds, x.microseconds]
    if type(x) is datetime.date:
        return ["date", x.isoformat()]
    zone = x.tzinfo
    if zone is None or (type(zone) is datetime.timezone and zone.tzname(None) == str(zone)):
        return ["when", x.isoformat()]
    return p.foreign(x)


def pack_bytes(p: Packing, x: bytes, _: int) -> Node:
    return ["b", x] if len(x) < LONG_BYTES else ["B", len(x), p.buffer(x)]


def pack_slice(p: Packing, x: slice, depth: int) -> Node:
    return ["sl", [p.value(v, depth + 1) for v in (x.start, x.stop, x.step)]]


def unpack_items(u: Unpacking, nodes: Node, depth: int) -> list[Any]:
    if type(nodes) is not list:
        raise WireError("expected a list of values")
    return [u.node(n, depth) for n in nodes]


def unpack_pairs(u: Unpacking, nodes: Node, depth: int) -> list[tuple[Any, Any]]:
    pairs = [(u.node(k, depth), u.node(v, depth)) for k, v in nodes]
    check_hashes([k for k, _ in pairs])
    return pairs


def unpack_members(u: Unpacking, nodes: Node, depth: int) -> list[Any]:
    items = unpack_items(u, nodes, depth)
    check_hashes(items)
    return items


def check_hashes(items: Sequence[Any]) -> None:
    """Refuses members that would make a set or dict quadratic."""
    if len(items) > MAX_EQUAL_HASHES and max(collections.Counter(map(hash, items)).values()) > MAX_EQUAL_HASHES:
        raise WireError("a set or dict made to be slow")


def unpack_slice(u: Unpacking, node: list[Any], depth: int) -> slice:
    return slice(*unpack_items(u, node[1], depth)[:3])


def unpack_int(_: Unpacking, node: list[Any], __: int) -> int:
    text = node[1]
    if type(text) is not str or len(text) > MAX_INT_DIGITS or not re.fullmatch(r"-?0x[0-9a-f]+", text):
        raise WireError("a bad integer")
    return int(text, 16)


def unpack_namedtuple(u: Unpacking, node: list[Any], depth: int) -> Any:
    _tag, name, fields, nodes, *modules = node
    items, module = unpack_items(u, nodes, depth), modules[0] if modules else ""
    if type(module) is str and module.split(".")[0] in LIBRARIES:
        known = getattr(sys.modules.get(module), name, None) if type(name) is str else None
        if isinstance(known, type) and issubclass(known, tuple) and getattr(known, "_fields", None) == tuple(fields):
            return tuple.__new__(known, items)
    names = [name, *fields]
    good = all(type(n) is str and n.isidentifier() and not keyword.iskeyword(n) and len(n) < 100 for n in names)
    if not good or any(f.startswith("_") for f in fields) or len(set(fields)) != len(items) or len(items) > 100:
        return tuple(items)
    key = (name, *fields)
    if key not in u.tuples:
        u.spend(CLASS_COST)
        u.tuples[key] = collections.namedtuple(name, fields)  # noqa: PYI024 - made from data
    return u.tuples[key](*items)


def unpack_str(_: Unpacking, node: list[Any], __: int) -> str:
    if type(node[1]) is not bytes:
        raise WireError("a bad string")
    return node[1].decode("utf-8", "surrogatepass")


def unpack_bytes(_: Unpacking, node: list[Any], __: int) -> bytes:
    if type(node[1]) is not bytes:
        raise WireError("a bad byte string")
    return node[1]


def unpack_long_bytes(u: Unpacking, node: list[Any], _: int) -> bytes:
    if type(node[1]) is not int:
        raise WireError("a bad byte string")
    return bytes(u.bytes_at(node[2], node[1]))


def unpack_complex(_: Unpacking, node: list[Any], __: int) -> complex:
    if type(node[1]) is not float or type(node[2]) is not float:
        raise WireError("a bad complex number")
    return complex(node[1], node[2])


def unpack_dict(u: Unpacking, node: list[Any], depth: int) -> Any:
    if node[0] == "dd":
        return collections.defaultdict(None if node[1] is None else FACTORIES[node[1]], unpack_pairs(u, node[2], depth))
    if node[0] == "D":
        return DICTS[node[1]](unpack_pairs(u, node[2], depth))
    return dict(unpack_pairs(u, node[1], depth))


class Record(dict[Any, Any]):
    """Stands in for a class of `RECORDS` where its library is not installed."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


def unpack_record(u: Unpacking, node: list[Any], depth: int) -> Any:
    pairs, kind = dict(unpack_pairs(u, node[2], depth)), Record
    with contextlib.suppress(ImportError, AttributeError):
        kind = getattr(importlib.import_module(RECORDS[node[1]]), node[1])
    record = kind.__new__(kind)  # the makers of some want more
    record.update(pairs)
    return record


def unpack_range(u: Unpacking, node: list[Any], depth: int) -> range:
    start, stop, step = (unpack_int(u, [None, text], depth) for text in node[1:])
    if (stop - start) // step > MAX_LAZY:
        raise WireError("a range above the limit")
    return range(start, stop, step)


def unpack_time(_: Unpacking, node: list[Any], __: int) -> Any:
    if node[0] == "td":
        if any(type(n) is not int for n in node[1:]):
            raise WireError("a bad time span")
        return datetime.timedelta(*node[1:4])
    if type(node[1]) is not str or len(node[1]) > 40:
        raise WireError("a bad time")
    if node[0] == "date":
        return datetime.date.fromisoformat(node[1])
    when = datetime.datetime.fromisoformat(node[1])
    return when
