"""A frame is a message within the limits, or a `WireError`."""

import contextlib
import os
import socket
import threading
import time
import tracemalloc
import warnings

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.engine.wire.codec import Packer, Unpacker
from autograder.engine.wire.frames import HEADER, MAGIC, Channel, check_meta
from autograder.engine.wire.limits import MAX_TOKENS, WireError, WireTimeoutError
from tests.engine.wire.values import VALID, foreign, resolve

EXAMPLES = int(os.environ.get("FUZZ", "200"))


@pytest.mark.parametrize(
    "meta",
    [b"\xdd" + (20_000_000).to_bytes(4, "big") + b"\x90" * 20_000_000,
     b"\xc7\x05\x00\xc6\xff\xff\xff\xff" + b"\x90" * 20_000_000],
    ids=["lists", "lists behind an extension"],
)  # fmt: skip
def test_a_frame_of_millions_of_lists_is_refused_before_they_are_made(meta):
    tracemalloc.start()
    with pytest.raises(WireError, match="too many values"):
        check_meta(meta)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1 << 20


def test_a_long_list_and_a_long_text_pass_the_count():
    message = [list(range(1_500_000)), "é" * 3_000_000, b"\x90" * 6_000_000, 1.5, -70000, None]
    meta = msgspec.msgpack.encode(message)
    assert len(meta) > MAX_TOKENS
    check_meta(meta)


FRAMES = []
for _node, _body in VALID:
    _meta = msgspec.msgpack.encode(["value", _node])
    FRAMES.append(HEADER.pack(MAGIC, len(_meta), len(_body)) + _meta + _body)


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    st.sampled_from(FRAMES),
    st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 255), st.integers(0, 2)), max_size=4),
)
def test_fuzz_a_damaged_frame_is_a_wire_error_or_a_message(frame, changes):
    data = bytearray(frame)
    for at, byte, how in changes:
        at %= len(data)
        data[at : at + (how > 0)] = b"" if how == 2 else bytes([byte])
    a, b = socket.socketpair()
    with a, b, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        a.sendall(data)
        a.shutdown(socket.SHUT_WR)
        with contextlib.suppress(WireError):
            message, body = Channel(b, 1 << 20).recv(patience(5))
            unpack = Unpacker(body, resolve)
            for field in message[1:]:
                unpack.value(field)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.binary(max_size=200))
def test_fuzz_no_bytes_make_the_channel_raise_anything_but_wire_error(data):
    a, b = socket.socketpair()
    with a, b:
        a.sendall(data)
        a.shutdown(socket.SHUT_WR)
        with pytest.raises(WireError):
            Channel(b, 1 << 20).recv(patience(5))


def patience(seconds):
    """Asks to be asked again ten times, then there is none left."""
    ends = time.monotonic() + seconds

    def left():
        if time.monotonic() >= ends:
            raise WireTimeoutError
        return seconds / 10

    return left


def test_a_header_that_claims_gigabytes_is_refused_before_anything_is_allocated():
    a, b = socket.socketpair()
    with a, b:
        a.sendall(HEADER.pack(MAGIC, 10, 1 << 60))
        with pytest.raises(WireError, match="size limit"):
            Channel(b, 1 << 30).recv(patience(5))


def test_a_sender_that_stops_in_the_middle_times_out():
    a, b = socket.socketpair()
    with a, b:
        a.sendall(HEADER.pack(MAGIC, 100, 0) + b"abc")
        with pytest.raises(WireTimeoutError):
            Channel(b, 1 << 20).recv(patience(0.1))


def test_a_large_array_crosses_in_one_message():
    a, b = socket.socketpair()
    array = np.random.default_rng(0).random(1 << 20)

    def send():
        packer = Packer(foreign)
        Channel(a, 1 << 28).send(["x", packer.value(array)], packer)

    with a, b:
        thread = threading.Thread(target=send)
        thread.start()
        message, body = Channel(b, 1 << 28).recv(patience(30))
        thread.join()
        np.testing.assert_array_equal(Unpacker(body, resolve).value(message[1]), array)


def test_a_receiver_that_stops_in_the_middle_times_out():
    a, b = socket.socketpair()
    packer = Packer(foreign)
    message = ["x", packer.value(np.zeros(1 << 20))]
    with a, b, pytest.raises(WireTimeoutError):
        Channel(a, 1 << 28).send(message, packer, patience(0.2))


def test_a_frame_that_comes_in_pieces_between_two_questions_for_patience_is_whole():
    a, b = socket.socketpair()
    packer = Packer(foreign)
    message = ["x", packer.value(np.arange(1 << 18))]

    def slow():
        whole, theirs = socket.socketpair()
        sender = threading.Thread(target=lambda: (Channel(whole, 1 << 28).send(message, packer), whole.close()))
        sender.start()
        with theirs:
            while piece := theirs.recv(600_000, socket.MSG_WAITALL):
                time.sleep(0.15)
                a.sendall(piece)
        sender.join()

    with a, b:
        thread = threading.Thread(target=slow)
        thread.start()
        got, body = Channel(b, 1 << 28).recv(lambda: 0.05)
        thread.join()
        assert np.array_equal(Unpacker(body, resolve).value(got[1]), np.arange(1 << 18))
