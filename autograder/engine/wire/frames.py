"""Frames: one message and its body at a time, over a stream socket, within the limits."""

import math
import socket
import struct
from collections.abc import Callable
from typing import Any, Protocol

import msgspec

from .limits import (
    MAX_META_BYTES,
    MAX_TOKENS,
    NotDataError,
    Packing,
    WireClosedError,
    WireError,
)

MAGIC = b"AGW1"
HEADER = struct.Struct(">4sIQ")
Patience = Callable[
    [], float
]  # seconds to wait before it is asked again; it raises WireTimeoutError when there are none

# msgpack: bytes that follow the first, for items of fixed size; bytes of the length, for strings and bytes
_FIXED = {
    **{0xCA: 4, 0xCB: 8, 0xCC: 1, 0xCD: 2, 0xCE: 4, 0xCF: 8, 0xD0: 1, 0xD1: 2, 0xD2: 4, 0xD3: 8},
    **{0xDC: 2, 0xDD: 4, 0xDE: 2, 0xDF: 4},
}
_SIZED = {0xC4: 1, 0xC5: 2, 0xC6: 4, 0xD9: 1, 0xDA: 2, 0xDB: 4}
_UNUSED = {0xC1, 0xC7, 0xC8, 0xC9, 0xD4, 0xD5, 0xD6, 0xD7, 0xD8}  # extensions, which nothing here sends


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


class Listener(Protocol):
    """Who is told of the frames that pass through a channel, both as they are on the wire."""

    def asked(self, meta: bytes, buffers: list[Any]) -> None:
        """A message is about to be sent."""

    def heard(self, meta: bytes | bytearray, body: bytes | bytearray) -> None:
        """A message has come."""


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
        self.listener: Listener | None = None

    def send(self, message: list[Any], packer: Packing | None = None, patience: Patience | None = None) -> None:
        """Sends one message with the packer's buffers as its body."""
        meta = msgspec.msgpack.encode(message)
        buffers = packer.buffers if packer else []
        size = packer.size if packer else 0
        if len(meta) > MAX_META_BYTES or len(meta) + size > self.max_bytes:
            raise NotDataError(f"a message of {len(meta) + size} bytes; the limit is {self.max_bytes}")
        if self.listener is not None:
            self.listener.asked(meta, buffers)
        self.put(meta, size, buffers, patience)

    def put(self, meta: bytes, size: int, buffers: list[Any], patience: Patience | None) -> None:
        """Writes one frame, whose body of `size` bytes is `buffers`."""
        for data in (HEADER.pack(MAGIC, len(meta), size) + meta, *buffers):
            with memoryview(data) as rest:
                self._all(rest, patience)

    def _all(self, data: memoryview, patience: Patience | None) -> None:
        done = 0
        while done < len(data):
            self.sock.settimeout(patience() if patience else None)
            try:
                done += self.sock.send(data[done:])
            except TimeoutError:
                continue
            except OSError:
                raise WireClosedError("the connection is closed") from None

    def recv(self, patience: Patience | None = None) -> tuple[list[Any], memoryview]:
        """One message and its body.

        Raises:
            WireTimeoutError: not complete when there was no patience left.
            WireClosedError: the other end is gone.
            WireError: not a frame, or larger than allowed.
        """
        meta, body = self.take(patience)
        if self.listener is not None:
            self.listener.heard(meta, body)
        check_meta(meta)
        try:
            message = msgspec.msgpack.decode(meta, type=list)
        except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
            raise WireError("a frame that is not a message") from None
        if not message or type(message[0]) is not str:
            raise WireError("a message without a kind")
        return message, memoryview(body)

    def take(self, patience: Patience | None) -> tuple[bytes | bytearray, bytes | bytearray]:
        """Meta and body of the next frame."""
        magic, meta_size, body_size = HEADER.unpack(self._exactly(HEADER.size, patience))
        if magic != MAGIC or meta_size > MAX_META_BYTES or meta_size + body_size > self.max_bytes:
            raise WireError("a frame with a bad header or above the size limit")
        self.count(meta_size + body_size)
        return self._exactly(meta_size, patience), self._exactly(body_size, patience) if body_size else bytearray()

    def count(self, size: int) -> None:
        """Takes note of the size of a frame that comes.

        Raises:
            WireError: more than may come in all.
        """
        self.received = size
        self.left -= size
        if self.left < 0:
            raise WireError("more data than one case may send in all")

    def _exactly(self, size: int, patience: Patience | None) -> bytearray:
        data = bytearray(min(size, 1 << 20))  # grows with what really comes, not with what the header claims
        done = 0
        while done < size:
            if done == len(data):
                data.extend(bytes(min(done, size - done)))
            self.sock.settimeout(patience() if patience else None)
            try:
                with memoryview(data) as view, view[done:] as rest:
                    n = self.sock.recv_into(rest)
            except TimeoutError:
                continue
            except OSError:
                n = 0
            if n == 0:
                raise WireClosedError("the connection is closed")
            done += n
        return data

    def close(self) -> None:
        """Closes the socket."""
        self.sock.close()
