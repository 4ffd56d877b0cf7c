"""What student code answered in each case, as it came over the wire: kept, and judged again without the code.

Theory of operation. A case is a conversation: the test's side asks (a name, a call with its arguments), the sandbox
answers. Of each message of ours a digest is kept, of each of theirs the frame, byte for byte. To judge again, the test
runs against a `Recorded` sandbox: as long as it asks what was asked before, in the same order, it gets the frames that
were kept, which pass through the same decoder and the same limits as when they came. Nothing of them is unpickled or
believed. With the first message that was not asked then, the inputs are new: `NewInputsError`, and the code must run.

What it is worth. A test that asks less than before is judged on what it asks. Code that answers otherwise because it
was not asked something before (a counter in the notebook) would have answered otherwise now, and is not noticed.
Answers are kept of cases that were judged on our side; of one that was judged beside the student's code, of one whose
judge died, and of one that is too large there are none.
"""

import hashlib
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from autograder.bundle import Bundle, QuestionSpec
from autograder.engine.judge.sandbox import Sandbox, SandboxFailure
from autograder.engine.wire.frames import Channel, Patience
from autograder.engine.wire.limits import WireClosedError
from autograder.limits import Limits
from autograder.results import CellResult, Verdict

VERSION = 1
MAX_CASE = 16 << 20  # bytes of one case, unpacked
DIGEST = 16  # bytes
LEVEL = 1  # of zlib

Heard = tuple[bytes, bytes]  # meta and body


class NewInputsError(Exception):
    """A case asks student code what it was not asked before."""


class Talk(msgspec.Struct, frozen=True, array_like=True):
    """What passed in one case.

    Args:
        steps: in order; the digest of each message of ours, and each frame of theirs.
        failure: verdict and message, where the sandbox ended in this case.
    """

    steps: list[bytes | Heard]
    failure: tuple[Verdict, str] | None = None


class Answers(msgspec.Struct, frozen=True, kw_only=True):
    """All that is kept of one submission.

    Args:
        engine: of which version of this package.
        bundle: SHA-256 of what it was judged with when it answered.
        submission: SHA-256 of what was handed in.
        asked: digest of what the bundle does to student code; with another one, the code must run.
        around: digest of what all tests of the bundle share.
        tests: question → digest of its test file.
        cells: index → source of each code cell, to name a line that raised, and what came after a check.
        notes: how many of the report's were there before those on late answers.
        cases: question → case → a packed `Talk`.
    """

    version: int
    engine: str
    bundle: str
    submission: str
    asked: str
    around: str
    tests: dict[str, str]
    cells: dict[int, str]
    notes: int
    cases: dict[str, dict[str, bytes]]


class Frames:
    """Listens to a case."""

    def __init__(self) -> None:
        self.steps: list[bytes | Heard] = []
        self.size = 0

    def asked(self, meta: bytes, buffers: list[Any]) -> None:
        """A message of ours."""
        self._keep(DIGEST, lambda: _digest(meta, buffers))

    def heard(self, meta: bytes | bytearray, body: bytes | bytearray) -> None:
        """A message of theirs."""
        self._keep(len(meta) + len(body), lambda: (bytes(meta), bytes(body)))

    def _keep(self, size: int, made: Callable[[], bytes | Heard]) -> None:
        self.size += size
        if self.size <= MAX_CASE:
            self.steps.append(made())
        else:
            self.steps.clear()

    def packed(self, failure: SandboxFailure | None) -> bytes | None:
        """The case; None: it is too large."""
        if self.size > MAX_CASE:
            return None
        talk = Talk(self.steps, (failure.verdict, failure.message) if failure is not None else None)
        return zlib.compress(msgspec.msgpack.encode(talk), LEVEL)


def unpacked(data: bytes) -> Talk:
    """What `Frames.packed` made.

    Raises:
        NewInputsError: it cannot be read, or is larger than anything that is kept.
    """
    try:
        opened = zlib.decompressobj()
        raw = opened.decompress(data, 2 * MAX_CASE)
        if not opened.eof:
            raise NewInputsError("what is kept of a case is cut, or too large")
        return msgspec.msgpack.decode(raw, type=Talk)
    except (zlib.error, msgspec.DecodeError) as e:
        raise NewInputsError(f"what is kept of a case cannot be read: {e}") from None


class RecordedChannel(Channel):
    """The end of a wire with nobody at the other: it answers from a `Talk`.

    Args:
        strayed: a message that was not asked before.
    """

    def __init__(self, limits: Limits) -> None:
        super().__init__(None, limits.message_bytes)  # type: ignore[arg-type]  # no socket is read or written
        self.steps: list[bytes | Heard] = []
        self.at = 0
        self.strayed = False

    def put(self, meta: bytes, size: int, buffers: list[Any], patience: Patience | None) -> None:
        """Compares what is asked with what was asked."""
        step = self.steps[self.at] if self.at < len(self.steps) else None
        self.at += 1
        if step != _digest(meta, buffers):
            self.strayed = True
            raise WireClosedError("not asked before")

    def take(self, patience: Patience | None) -> Heard:
        """The frame that was the answer."""
        step = self.steps[self.at] if self.at < len(self.steps) else None
        self.at += 1
        if not isinstance(step, tuple):
            raise WireClosedError("it ended here")
        self.count(len(step[0]) + len(step[1]))
        return step

    def close(self) -> None:
        """Nothing is open."""


class Recorded(Sandbox):
    """A sandbox without a process: what it answered before, it answers again."""

    def __init__(self, limits: Limits, cells: Mapping[int, str], failed_cells: Mapping[int, CellResult]) -> None:
        self.recorded = RecordedChannel(limits)
        self.ends: tuple[Verdict, str] | None = None
        super().__init__(self.recorded, None, Path(), limits)  # type: ignore[arg-type]  # no monitor is asked
        self.cells, self.failed_cells = dict(cells), failed_cells

    def play(self, talk: Talk) -> None:
        """The next case is this one."""
        self.recorded.steps, self.recorded.at = talk.steps, 0
        self.ends = talk.failure

    def played(self) -> None:
        """The case is judged.

        Raises:
            NewInputsError: it went another way than it did before.
        """
        left_out = self.ends is not None and self.failure is None and self.recorded.at >= len(self.recorded.steps)
        if self.recorded.strayed or left_out:
            raise NewInputsError("a case asks what student code was not asked before")

    def monitor(self) -> int:
        """No process is above it."""
        return 0

    def _ended(self) -> SandboxFailure:
        if self.ends is None or self.recorded.strayed:
            self.recorded.strayed = True
            return self.fail(Verdict.CRASH, "student code was not asked this before")
        return self.fail(*self.ends)

    def leave(self) -> None:
        """Nothing is to be ended."""

    def close(self) -> None:
        """Nothing is to be removed."""


def _digest(meta: bytes, buffers: list[Any]) -> bytes:
    found = hashlib.blake2b(len(meta).to_bytes(8, "big") + meta, digest_size=DIGEST)
    for data in buffers:
        found.update(data)
    return found.digest()


class Seen(msgspec.Struct, frozen=True):
    """Digests of what of a bundle is not one question's.

    Args:
        code: what student code sees, and the limits that it runs in.
        tests: what all tests share.
    """

    code: str
    tests: str


def seen(bundle: Bundle, environment: str) -> Seen:
    """The digests of a bundle.

    Args:
        environment: SHA-256 of what the interpreter of student code holds.
    """
    files = bundle.files_for_students()
    how = (bundle.seed, bundle.seed_variable, bundle.packages, bundle.inside, bundle.stock, bundle.limits)
    shared = (bundle.files, bundle.judge_path, bundle.aliases, bundle.key_files, bundle.config)
    return Seen(_hash((files, how, environment)), _hash(shared))


def of_test(spec: QuestionSpec) -> str:
    """Digest of a test file."""
    return _hash(spec)


def _hash(value: Any) -> str:
    return hashlib.sha256(msgspec.msgpack.encode(value, order="sorted")).hexdigest()
