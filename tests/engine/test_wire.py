"""The codec round-trips plain data exactly, and refuses everything else with `WireError`."""

import collections
import contextlib
import socket
import threading
import time

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.engine import wire

torch = pytest.importorskip("torch")
Point = collections.namedtuple("Point", "w b")


def foreign(x):
    raise wire.NotDataError(type(x).__name__)


def resolve(node):
    raise wire.WireError("handle")


def round_trip(value):
    packer = wire.Packer(foreign)
    node = msgspec.msgpack.decode(msgspec.msgpack.encode(packer.value(value)))
    body = b"".join(bytes(b) for b in packer.buffers)
    return wire.Unpacker(memoryview(body), resolve).value(node)


scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text()
    | st.binary()
    | st.complex_numbers(allow_nan=False)
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text() | st.integers(), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(values)
def test_plain_data_comes_back_equal_and_of_the_same_type(value):
    back = round_trip(value)
    assert back == value
    assert repr(back) == repr(value)


dtypes = hnp.scalar_dtypes().filter(lambda d: d.kind in "biufcSU" and d.itemsize)


@given(hnp.arrays(dtypes, hnp.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4)))
def test_arrays_keep_dtype_shape_and_bytes(array):
    back = round_trip(array)
    assert type(back) is np.ndarray
    assert (back.dtype, back.shape, back.tobytes()) == (array.dtype, array.shape, array.tobytes())


def test_fortran_order_and_the_read_only_flag_survive():
    array = np.asfortranarray(np.arange(6.0).reshape(2, 3))
    array.flags.writeable = False
    back = round_trip(array)
    assert back.flags.f_contiguous
    assert not back.flags.writeable
    np.testing.assert_array_equal(back, array)


@pytest.mark.parametrize("dtype", ["float32", "float64", "bfloat16", "int64", "bool", "complex64"])
def test_tensors_keep_dtype_and_values(dtype):
    x = torch.arange(6).reshape(2, 3).to(getattr(torch, dtype))
    back = round_trip(x)
    assert back.dtype is x.dtype
    assert torch.equal(back, x)


def test_a_tensor_that_requires_grad_still_does():
    back = round_trip(torch.ones(2, 3, requires_grad=True))
    assert back.requires_grad
    assert back.is_leaf


class Sneaky(float):
    def __eq__(self, other):
        return True

    __hash__ = None


class SneakyArray(np.ndarray):
    def __eq__(self, other):
        return True

    __hash__ = None


@pytest.mark.parametrize("value", [Sneaky(2.5), np.ones(3).view(SneakyArray), collections.UserString("x").data])
def test_a_subclass_arrives_as_the_plain_type(value):
    assert type(round_trip(value)) in (float, np.ndarray, str)


def test_a_named_tuple_arrives_with_its_fields():
    back = round_trip(Point([1.0], 2))
    assert (back.w, back.b, type(back).__name__) == ([1.0], 2, "Point")


def test_numpy_scalars_keep_their_exact_type():
    assert type(round_trip(np.float32(1.5))) is np.float32
    assert type(round_trip(np.bool_(True))) is np.bool_


def test_an_object_without_a_form_is_refused():
    with pytest.raises(wire.NotDataError):
        round_trip(object())


def test_a_value_nested_too_deeply_is_refused():
    value: list = []
    for _ in range(wire.MAX_DEPTH + 5):
        value = [value]
    with pytest.raises(wire.NotDataError, match="nested"):
        round_trip(value)


BAD_NODES = [
    ["?"],
    [],
    [1],
    [["l", []]],
    b"raw",
    ["l", 3],
    ["l"],
    ["a", "O", [1], "C", True, 0],
    ["a", "<f8", [10**12], "C", True, 0],
    ["a", "<f8", [-1], "C", True, 0],
    ["a", "<f8", [1], "C", True, -8],
    ["a", "<f8", [2, 2], "Z", True, 0],
    ["a", "<f8", [1] * 40, "C", True, 0],
    ["a", "<f8,<f8", [1], "C", True, 0],
    ["a", "(1000000,)f8", [1], "C", True, 0],
    ["a", "<f8", [True], "C", True, 0],
    ["n", "<f8", b"123"],
    ["n", "|O", b"12345678"],
    ["T", "quint8", [1], False, False, "cpu", 0],
    ["T", "__class__", [1], False, False, "cpu", 0],
    ["I", "0x" + "f" * 100_000],
    ["I", "__import__('os')"],
    ["d", [[["l", []], 1]]],
    ["D", "dict", []],
    ["oa", [10**9], []],
    ["s", [["d", []]]],
    ["r", 0, 1, 1],
    ["u", "text"],
    ["dt", "O"],
    ["tdt", "load"],
    ["c", "1", 2.0],
]


@pytest.mark.parametrize("node", BAD_NODES, ids=repr)
def test_a_malformed_node_is_a_wire_error(node):
    with pytest.raises(wire.WireError):
        wire.Unpacker(memoryview(bytes(16)), resolve).value(node)


def test_named_tuple_fields_that_are_code_become_a_plain_tuple():
    node = ["nt", "X", ["a", "b=__import__('os')"], [1, 2]]
    assert wire.Unpacker(memoryview(b""), resolve).value(node) == (1, 2)


def test_a_message_with_too_many_values_is_refused(monkeypatch):
    monkeypatch.setattr(wire, "MAX_NODES", 50)
    with pytest.raises(wire.WireError, match="more than 50"):
        wire.Unpacker(memoryview(b""), resolve).value(["l", [1] * 60])


nodes = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats() | st.text(max_size=8) | st.binary(max_size=16)
    | st.sampled_from(sorted(wire._UNPACKERS)) | st.sampled_from(["<f8", "<U3", "|b1", "float32", "C"]),
    lambda inner: st.lists(inner, max_size=7),
    max_leaves=30,
)  # fmt: skip


@settings(max_examples=300)
@given(nodes, st.binary(max_size=64))
def test_no_node_makes_the_decoder_raise_anything_but_wire_error(node, body):
    with contextlib.suppress(wire.WireError):
        wire.Unpacker(memoryview(body), resolve).value(node)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_make_the_channel_raise_anything_but_wire_error(data):
    a, b = socket.socketpair()
    with a, b:
        a.sendall(data)
        a.shutdown(socket.SHUT_WR)
        with pytest.raises(wire.WireError):
            wire.Channel(b, 1 << 20).recv(time.monotonic() + 5)


def test_a_header_that_claims_gigabytes_is_refused_before_anything_is_allocated():
    a, b = socket.socketpair()
    with a, b:
        a.sendall(wire.HEADER.pack(wire.MAGIC, 10, 1 << 60))
        with pytest.raises(wire.WireError, match="size limit"):
            wire.Channel(b, 1 << 30).recv(time.monotonic() + 5)


def test_a_sender_that_stops_in_the_middle_times_out():
    a, b = socket.socketpair()
    with a, b:
        a.sendall(wire.HEADER.pack(wire.MAGIC, 100, 0) + b"abc")
        with pytest.raises(wire.WireTimeoutError):
            wire.Channel(b, 1 << 20).recv(time.monotonic() + 0.1)


def test_a_large_array_crosses_in_one_message():
    a, b = socket.socketpair()
    array = np.random.default_rng(0).random(1 << 20)

    def send():
        packer = wire.Packer(foreign)
        wire.Channel(a, 1 << 28).send(["x", packer.value(array)], packer)

    with a, b:
        thread = threading.Thread(target=send)
        thread.start()
        message, body = wire.Channel(b, 1 << 28).recv(time.monotonic() + 30)
        thread.join()
        np.testing.assert_array_equal(wire.Unpacker(body, resolve).value(message[1]), array)
