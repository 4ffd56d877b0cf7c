"""Values of the standard library's classes, and students' own kinds of Python's types, as nodes and back."""

import datetime
import decimal
import fractions
import pathlib
import re
import sys
import uuid
import zoneinfo
from typing import Any

from .limits import MAX_INT_DIGITS, Node, Packing, Unpacking, WireError
from .plain import LIBRARIES, is_bare_tuple, unpack_int

ZONE = re.compile(r"[A-Za-z][A-Za-z0-9_+\-]{0,31}(?:/[A-Za-z0-9_+\-]{1,31}){0,2}")
NUMBER = re.compile(r"-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:E[+-]?[0-9]{1,6})?|-?(?:s?NaN|Infinity)")
PATHS = (pathlib.PosixPath, pathlib.PurePosixPath)
KNOWN_ROOTS = {*LIBRARIES, "sympy", "traitlets", "IPython", "matplotlib"}
OWN_KINDS = (list, dict, set, tuple, str, int, float)
# What a class may define and still be compared, indexed and counted as the data that it is.
HARMLESS = {
    "__init__", "__new__", "__repr__", "__str__", "__format__", "__doc__", "__module__", "__qualname__", "__dict__",
    "__weakref__", "__annotations__", "__slots__", "__init_subclass__", "__class_getitem__", "__orig_bases__",
    "__parameters__", "__getnewargs__", "__match_args__", "__firstlineno__", "__static_attributes__", "__getattr__",
    "__setattr__", "__call__",
}  # fmt: skip


def zone_name(tz: Any) -> str | None:
    """The name of a time zone that the other end finds by its name."""
    name = getattr(tz, "key", None) if isinstance(tz, zoneinfo.ZoneInfo) else None
    return name if isinstance(name, str) and ZONE.fullmatch(name) else None


def zone(name: Any) -> zoneinfo.ZoneInfo:
    if type(name) is not str or not ZONE.fullmatch(name):
        raise WireError("a bad time zone")
    return zoneinfo.ZoneInfo(name)


def pack_library(p: Packing, x: Any, _: int) -> Node:
    """The node of a number, path, identifier, time or zone of the standard library."""
    kind = type(x)
    if kind is decimal.Decimal:
        text = str(x)
        return ["dec", text] if len(text) <= MAX_INT_DIGITS and NUMBER.fullmatch(text) else p.foreign(x)
    if kind is fractions.Fraction:
        return ["frac", hex(x.numerator), hex(x.denominator)]
    if kind is uuid.UUID:
        return ["uuid", x.bytes]
    if kind is datetime.time:
        return ["time", x.isoformat()] if x.tzinfo is None else p.foreign(x)
    if kind is datetime.timezone:
        return ["zone", x.utcoffset(None).total_seconds()] if x.tzname(None) == str(x) else p.foreign(x)
    if kind is zoneinfo.ZoneInfo:
        name = zone_name(x)
        return ["zi", name] if name else p.foreign(x)
    # a path that leads out of the folder would be one of the other end's
    return p.foreign(x) if x.is_absolute() or ".." in x.parts else ["path", PATHS.index(kind), str(x)]


def unpack_library(u: Unpacking, node: list[Any], depth: int) -> Any:
    tag = node[0]
    if tag == "frac":
        return fractions.Fraction(*(unpack_int(u, [None, text], depth) for text in node[1:3]))
    if tag == "uuid":
        return uuid.UUID(bytes=node[1])
    if tag == "zone":
        if type(node[1]) is not float or not abs(node[1]) < 86400:
            raise WireError("a bad time zone")
        return datetime.timezone(datetime.timedelta(seconds=node[1]))
    if tag == "zi":
        return zone(node[1])
    if tag == "path":
        path = PATHS[node[1]](node[2])
        if type(node[2]) is not str or path.is_absolute() or ".." in path.parts:
            raise WireError("a bad path")
        return path
    if type(node[1]) is not str or len(node[1]) > MAX_INT_DIGITS:
        raise WireError("a bad number")
    if tag == "time":
        return datetime.time.fromisoformat(node[1])
    if not NUMBER.fullmatch(node[1]):
        raise WireError("a bad number")
    return decimal.Decimal(node[1])


LIBRARY = (decimal.Decimal, fractions.Fraction, uuid.UUID, datetime.time, datetime.timezone, zoneinfo.ZoneInfo, *PATHS)


def is_own_kind(kind: type, base: type) -> bool:
    """Whether `kind` is a class of the notebook's own, or such, that is data of `base` and has methods beside it."""
    return _theirs(kind) and base in OWN_KINDS and not is_bare_tuple(kind)


def _theirs(kind: type) -> bool:
    """Whether a class is the notebook's, a course's or a small library's: of none that the wire knows."""
    root = str(kind.__module__).partition(".")[0]
    return root not in sys.stdlib_module_names and root not in KNOWN_ROOTS or kind.__module__ == "__main__"


def acts_as_data(kind: type) -> bool:
    """Whether objects of such a class are compared, indexed and counted as the data that they are."""
    own = [c for c in kind.__mro__ if _theirs(c)]
    return all(name in HARMLESS or not (name[:2] == "__" == name[-2:]) for c in own for name in vars(c))
