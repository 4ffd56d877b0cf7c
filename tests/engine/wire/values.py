"""One value of every kind, and its way over the wire."""

import collections
import datetime
import decimal
import fractions
import importlib.util
import pathlib
import uuid
import zoneinfo

import msgspec
import numpy as np
import pytest
import sympy

from autograder.engine.wire.codec import Packer, Unpacker
from autograder.engine.wire.limits import NotDataError, WireError

torch = pytest.importorskip("torch")
Point = collections.namedtuple("Point", "w b")


def foreign(x):
    raise NotDataError(type(x).__name__)


def resolve(node):
    raise WireError("handle")


def round_trip(value):
    packer = Packer(foreign)
    node = msgspec.msgpack.decode(msgspec.msgpack.encode(packer.value(value)))
    body = b"".join(bytes(b) for b in packer.buffers)
    return Unpacker(memoryview(body), resolve).value(node)


def frames():
    """Frames with every kind of column and index that crosses."""
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame(
        {
            "i": np.arange(3), "f": [1.5, np.nan, 2], "s": ["a", None, "c"], "b": [True, False, True],
            "o": pd.Series([1, "x", [2, 3]], dtype=object), "t": pd.date_range("2026", periods=3),
            "c": pd.Categorical(["u", "v", None], categories=["v", "u"], ordered=True),
            "n": pd.Categorical([3, 1, 2], categories=pd.RangeIndex(5)),
            "z": pd.date_range("2026", periods=3, tz="UTC"), "d": pd.to_timedelta([1, 2, 3], unit="s"),
            "I": pd.array([1, None, 3], dtype="Int64"), "B": pd.array([True, None, False], dtype="boolean"),
            "F": pd.array([1.5, None, 2], dtype="Float32"), "S": pd.array(["a", None, "b"], dtype="string"),
        }
    )  # fmt: skip
    twice = pd.concat([frame, frame], axis=1)
    return [
        frame, twice, frame.T, frame.iloc[:0], frame[[]], pd.DataFrame(), frame.describe(), frame.set_index("t"),
        frame.set_index(["s", "i"]), frame.groupby("c", observed=True)[["i", "f"]].agg(["mean", "sum"]),
        frame.set_index(pd.MultiIndex.from_product([range(3), ["a"]], names=["p", None])),
    ]  # fmt: skip


def valid_nodes():
    """Node and body of one value of every kind."""
    values = [
        None, True, 1.5, "x", "\ud800", 2**80, -3, 2j, b"ab", bytearray(b"c"), [1, [2]], (1, (2,)), {1, 2}, frozenset("a"),
        {"a": {1: 2}}, collections.OrderedDict(a=1), collections.Counter("aab"), collections.defaultdict(int, a=1),
        Point(1, 2), range(1, 9, 2), slice(1, None), ..., NotImplemented, datetime.date(2026, 1, 2),
        datetime.datetime(2026, 1, 2), datetime.timedelta(1), np.arange(6.0).reshape(2, 3), np.asfortranarray(np.eye(2)),
        np.array(["a", None], dtype=object), np.float32(2), np.dtype("<i4"), np.array("2026", "M8[D]"), np.zeros((0, 3)),
        torch.ones(2, 3), torch.nn.Parameter(torch.ones(2)), torch.float16, torch.device("cpu"), torch.Size([2]),
        decimal.Decimal("1.5"), fractions.Fraction(1, 3), uuid.UUID(int=1), datetime.time(1), pathlib.Path("a/b"),
        datetime.UTC, zoneinfo.ZoneInfo("Europe/Berlin"), sympy.sin(sympy.Symbol("x", real=True)) ** 2 + sympy.Rational(1, 3),
        sympy.Matrix([[1, sympy.pi]]), sympy.Eq(sympy.Symbol("x"), sympy.Float("0.5")),
    ]  # fmt: skip
    w = torch.nn.Parameter(torch.ones(3))
    (2 * w).sum().backward()
    values.append(w)
    if importlib.util.find_spec("pandas"):
        values += [*frames(), *(frames()[0][c] for c in "ifsbotcnzdIBFS"), frames()[0].columns]
    found = []
    for value in values:
        packer = Packer(foreign)
        node = msgspec.msgpack.decode(msgspec.msgpack.encode(packer.value(value)))
        found.append((node, b"".join(bytes(b) for b in packer.buffers)))
    return found


VALID = valid_nodes()
