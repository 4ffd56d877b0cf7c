"""The codec round-trips plain data exactly, and refuses everything else with `WireError`."""

import collections
import contextlib
import copy
import datetime
import os
import time
import tracemalloc
import warnings

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.engine.wire.codec import UNPACKERS, Packer, Unpacker
from autograder.engine.wire.limits import MAX_DEPTH, MAX_NODES, NotDataError, WireError
from tests.engine.wire.values import VALID, Point, frames, resolve, round_trip, torch
from tests.support.speed import in_time

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


def test_a_tensor_of_one_number_that_was_broadcast_crosses():
    x = torch.tensor(np.broadcast_to(np.array([[0.5]]), (1, 1)))
    assert x.stride() == (0, 0)  # torch keeps the strides of NumPy, and calls this contiguous
    back = round_trip(x)
    assert torch.equal(back, torch.tensor([[0.5]], dtype=torch.float64))


@pytest.mark.parametrize("x", [torch.tensor(2.5).expand(1), torch.arange(8.0)[2::7], torch.tensor(2.5).expand(3, 1)])
def test_tensors_with_other_strides_keep_their_values(x):
    assert torch.equal(round_trip(x), x)


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
    with pytest.raises(NotDataError):
        round_trip(object())


def test_a_value_nested_too_deeply_is_refused():
    value: list = []
    for _ in range(MAX_DEPTH + 5):
        value = [value]
    with pytest.raises(NotDataError, match="nested"):
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
    with pytest.raises(WireError):
        Unpacker(memoryview(bytes(16)), resolve).value(node)


def test_named_tuple_fields_that_are_code_become_a_plain_tuple():
    node = ["nt", "X", ["a", "b=__import__('os')"], [1, 2]]
    assert Unpacker(memoryview(b""), resolve).value(node) == (1, 2)


def test_a_message_with_too_many_values_is_refused(monkeypatch):
    monkeypatch.setattr("autograder.engine.wire.codec.MAX_NODES", 50)
    with pytest.raises(WireError, match="more than 50"):
        Unpacker(memoryview(b""), resolve).value(["l", [1] * 60])


def test_a_subclass_of_a_date_is_not_taken_for_one():
    class Mine(datetime.date):
        pass

    with pytest.raises(NotDataError):
        round_trip(Mine(2026, 1, 2))


@pytest.mark.parametrize(
    "value",
    [
        datetime.date(2026, 1, 2), datetime.datetime(2026, 1, 2, 3, 4, 5, 6), datetime.timedelta(-1, 5, 7),
        datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC), torch.device("cpu"), torch.device("cuda", 1),
        torch.bfloat16, collections.defaultdict(list, a=[1]), collections.Counter("aab"),
    ],
    ids=repr,
)  # fmt: skip
def test_times_devices_and_dicts_keep_their_type(value):
    back = round_trip(value)
    assert back == value
    assert type(back) is type(value)


def test_a_parameter_keeps_its_gradient():
    w = torch.nn.Parameter(torch.ones(3))
    (2 * w).sum().backward()
    back = round_trip(w)
    assert type(back) is torch.nn.Parameter
    assert torch.equal(back.grad, torch.full((3,), 2.0))


# -- pandas -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("i", range(11))
def test_frames_come_back_equal(i):
    pd = pytest.importorskip("pandas")
    frame = frames()[i]
    back = round_trip(frame)
    pd.testing.assert_frame_equal(back, frame)
    assert (type(back), type(back.index), type(back.columns)) == (pd.DataFrame, type(frame.index), type(frame.columns))


def test_series_indexes_and_times_of_pandas_come_back_equal():
    pd = pytest.importorskip("pandas")
    frame = frames()[0]
    for series in [frame[c] for c in frame] + [frame["i"].rename(7), frame["s"].value_counts()]:
        pd.testing.assert_series_equal(round_trip(series), series)
    for index in (frame.columns, frame.index, pd.Index([1.5, 2], name="x")):
        pd.testing.assert_index_equal(round_trip(index), index)
    for when in (pd.Timestamp("2026-01-02 03:04"), pd.Timestamp("2026", tz="UTC"), pd.Timedelta(5, "s")):
        assert round_trip(when) == when
        assert type(round_trip(when)) is type(when)
    assert round_trip([pd.NaT, pd.NA]) == [pd.NaT, pd.NA]


def test_a_frame_that_holds_more_than_data_is_refused_as_a_whole():
    pd = pytest.importorskip("pandas")
    packer = Packer(lambda x: ["h"])
    for column in (pd.period_range("2026", periods=2), pd.array([0.0, 1.0], dtype="Sparse[float]")):
        assert packer.value(pd.DataFrame({"a": np.arange(2), "b": column})) == ["h"]
    assert packer.value(pd.Series([1], index=pd.Index([("a", 1)], tupleize_cols=False))) == ["h"]
    assert (packer.buffers, packer.size) == ([], 0)


IX = ["ix", None, ["a", "<i8", [1], "C", True, 0]]
BAD_PANDAS = [
    ["S", None, IX, ["a", "<f8", [2], "C", True, 0]],
    ["S", None, IX, ["a", "<f8", [1, 1], "C", True, 8]],
    ["S", None, IX, ["a", "<U1", [1], "C", True, 8]],
    ["S", ["l", []], IX, ["a", "<f8", [1], "C", True, 8]],
    ["S", None, ["ri", None, ["r", "0x0", "0xfffffffffffff", "0x1"]], ["a", "<f8", [1], "C", True, 8]],
    ["S", None, ["mi", [None], [["ri", None, ["r", "0x0", "0x989680", "0x1"]]]], ["oa", [0], []]],
    ["S", None, IX, ["cat", ["a", "<i8", [1], "C", True, 8], IX, True]],
    ["S", None, IX, ["cat", ["oa", [1], [0]], ["ri", None, ["r", "0x0", "0x5", "0x1"]], True]],
    ["S", None, IX, ["utc", ["a", "|b1", [1], "C", True, 8]]],
    ["S", None, IX, ["str", True, [["l", []]]]],
    ["S", None, IX, ["txt", 1]],
    ["S", None, IX, ["txt", ["oa", [1], [1]]]],
    ["S", None, IX, ["txt", ["oa", [1], [None]]]],
    ["S", None, IX, ["txt", ["a", "<f8", [1], "C", True, 8]]],
    ["S", None, IX, ["ma", ["oa", [1], [1]], ["oa", [1], [True]]]],
    ["ix", None, ["oa", [1], [["l", []]]]],
    ["F", IX, IX, []],
    ["F", IX, IX, [["oa", [2], [1, 2]]]],
    ["ts", True, "<f8", bytes(8)],
    ["S", None, IX, ["h", 1]],
]


def test_text_of_an_older_pandas_becomes_this_ones():
    pd = pytest.importorskip("pandas")
    two = ["ix", None, ["a", "<i8", [2], "C", True, 0]]
    got = Unpacker(memoryview(bytes(16)), resolve).value(["S", None, two, ["txt", ["oa", [2], ["a", None]]]])
    pd.testing.assert_series_equal(got, pd.Series(["a", None], index=[0, 0]))


@pytest.mark.parametrize("node", BAD_PANDAS, ids=repr)
def test_a_malformed_pandas_node_is_a_wire_error(node):
    pytest.importorskip("pandas")
    with pytest.raises(WireError):
        Unpacker(memoryview(bytes(16)), resolve).value(node)


# -- bounds -----------------------------------------------------------------------------------------------------------


def test_arrays_that_share_bytes_of_the_body_are_refused():
    array = ["a", "|u1", [1000], "C", True, 0]
    Unpacker(memoryview(bytes(1000)), resolve).value(array)
    with pytest.raises(WireError, match="share"):
        Unpacker(memoryview(bytes(1000)), resolve).value(["l", [array, array]])


@pytest.mark.parametrize(
    "node",
    [["a", "<f8", [0, 10**12], "C", True, 0], ["T", "float32", [10**12, 0], False, False, None, 0],
     ["r", "0x0", hex(10**12), "0x1"], ["r", hex(10**12), "0x0", "-0x1"]],
    ids=repr,
)  # fmt: skip
def test_a_lazy_value_may_not_claim_a_huge_length(node):
    with pytest.raises(WireError):
        Unpacker(memoryview(b""), resolve).value(node)


def test_a_set_of_equal_hashes_is_refused_in_time():
    prime = 2**61 - 1  # the hash of every multiple is 0
    node = ["s", [["I", hex(k * prime)] for k in range(20_000)]]
    began = time.monotonic()
    with pytest.raises(WireError, match="slow"):
        Unpacker(memoryview(b""), resolve).value(node)
    assert in_time(time.monotonic() - began, 5)


@pytest.mark.parametrize("node", [["nt", "X", [], []], ["T", "int8", [0], False, False, None, 0]], ids=repr)
def test_values_that_cost_more_than_their_bytes_count_for_more(node):
    many = [["nt", f"X{i}", [], []] if node[0] == "nt" else node for i in range(MAX_NODES // 15)]
    with pytest.raises(WireError, match="more than"):
        Unpacker(memoryview(b""), resolve).value(["l", many])


# -- fuzzing ----------------------------------------------------------------------------------------------------------
# FUZZ=20000 pytest tests/engine/wire -k fuzz runs longer.

EXAMPLES = int(os.environ.get("FUZZ", "200"))


PARTS = (
    st.sampled_from([n for node, _ in VALID if type(node) is list for n in [node, *node]])
    | st.sampled_from(sorted(UNPACKERS) + ["ri", "cat", "utc", "ma", "str", "<f8", "<M8[ns]", "|O", "float32", "C"])
    | st.sampled_from([0, -1, 1, 8, 2**31, 2**63 - 1, True, None, 1e300, float("nan"), "0x1", "-0x8", hex(10**30)])
    | st.binary(max_size=9)
)


@st.composite
def mutated(draw):
    """A valid node with parts replaced, repeated or removed, and a body that may have lost bytes."""
    node, body = draw(st.sampled_from(VALID))
    node = copy.deepcopy(node)
    for _ in range(draw(st.integers(1, 4))):
        at, parent, i = node, None, 0
        while type(at) is list and at and (parent is None or draw(st.integers(0, 3))):
            parent, i = at, draw(st.integers(0, len(at) - 1))
            at = at[i]
        if parent is None:
            break
        how = draw(st.integers(0, 3))
        if how == 0:
            del parent[i]
        elif how == 1:
            parent.insert(i, copy.deepcopy(at))
        else:
            parent[i] = copy.deepcopy(draw(PARTS))
    return node, body[: draw(st.integers(0, len(body)))] if draw(st.booleans()) else body


def small(value):
    """Uses what was decoded as the engine does: its text and its packed form exist and are not large."""
    packer = Packer(lambda x: ["h"])
    with contextlib.suppress(NotDataError):
        packer.value(value)
    return packer.size < 1 << 20


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mutated())
def test_fuzz_a_damaged_value_is_a_wire_error_or_a_small_value(damaged):
    node, body = damaged
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tracemalloc.start()
        try:
            assert small(Unpacker(memoryview(body), resolve).value(node))
        except WireError:
            pass
        finally:
            peak = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
    assert peak < 8 << 20


nodes = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats() | st.text(max_size=8) | st.binary(max_size=16)
    | st.sampled_from(sorted(UNPACKERS)) | st.sampled_from(["<f8", "<U3", "|b1", "float32", "C"]),
    lambda inner: st.lists(inner, max_size=7),
    max_leaves=30,
)  # fmt: skip


@settings(max_examples=EXAMPLES, deadline=None)
@given(nodes, st.binary(max_size=64))
def test_fuzz_no_node_makes_the_decoder_raise_anything_but_wire_error(node, body):
    with contextlib.suppress(WireError):
        Unpacker(memoryview(body), resolve).value(node)
