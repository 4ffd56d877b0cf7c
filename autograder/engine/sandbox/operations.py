"""The operations that the judge asks for, one a request."""

import inspect
import operator
import sys
from pathlib import Path
from typing import Any

import counting  # type: ignore[import-not-found]  # handed in as a file
import msgspec
from wire.codec import Packer  # type: ignore[import-not-found]  # handed in as files
from wire.limits import NotDataError  # type: ignore[import-not-found]

from .figures import Figures

ENGINE = str(Path(__file__).parents[1])  # our code, which is not counted


def _signature(function: Any) -> list[Any]:
    """Name, kind and `[default]` or `[]` of each parameter."""
    parameters = inspect.signature(function).parameters.values()
    return [[p.name, int(p.kind), [] if p.default is p.empty else [p.default]] for p in parameters]


def _next(iterator: Any) -> list[Any]:
    """`[item]`, or `[]` at the end."""
    for item in iterator:
        return [item]
    return []


def _counted(limit: int, operation: str, /, *operands: Any, **kwargs: Any) -> list[Any]:
    """`[result, steps, escape]` of another operation (see counting.py)."""
    with counting.Counter(limit, (ENGINE,)) as counter:
        result = OPERATIONS[operation](*operands, **kwargs)
    return [result, min(counter.steps, limit + 1), counter.escape]


OPERATIONS: dict[str, Any] = {
    "counted": _counted,
    "call": lambda function, /, *args, **kwargs: function(*args, **kwargs),
    "attr": getattr,
    "setattr": setattr,
    "item": operator.getitem,
    "setitem": operator.setitem,
    "delitem": operator.delitem,
    "len": len,
    "iter": iter,
    "next": _next,
    "repr": repr,
    "str": str,
    "isinstance": isinstance,
    "type": type,
    "dir": dir,
    "gca": lambda: sys.modules["matplotlib.pyplot"].gca(),
    "gcf": lambda: sys.modules["matplotlib.pyplot"].gcf(),
    "getsource": inspect.getsource,
    "getsourcelines": inspect.getsourcelines,
    "issubclass": issubclass,
    "signature": _signature,
    "figure": Figures.current,
    "enter": lambda x: type(x).__enter__(x),
    "exit": lambda x: type(x).__exit__(x, None, None, None),
}
OPERATIONS |= {
    name: getattr(operator, name)
    for name in [
        "add",
        "sub",
        "mul",
        "matmul",
        "truediv",
        "floordiv",
        "mod",
        "pow",
        "neg",
        "pos",
        "invert",
        "and_",
        "or_",
        "xor",
        "lshift",
        "rshift",
    ]
}


def packed(value: Any) -> tuple[bytes, list[Any]]:
    """The bytes of `value` but for its arrays, and those as they lie in memory; handles count by identity."""
    packer = Packer(lambda x: ["h", id(x)])
    try:
        node = packer.value(value)
    except NotDataError:
        return b"", []
    return msgspec.msgpack.encode(node), packer.buffers


def holds(body: Any, buffers: list[Any]) -> bool:
    """Whether `body` is `buffers` one after another; by pieces: a large copy costs more."""
    at, piece = 0, 1 << 18
    for data in buffers:
        view = memoryview(data).cast("B")
        for start in range(0, len(view), piece):
            part = view[start : start + piece]
            if bytes(part) != bytes(body[at : at + len(part)]):
                return False
            at += len(part)
    return True
