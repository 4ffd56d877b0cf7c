"""What a test and the code that it calls share when they run in one process, on this side of the wire.

The judge sends with an operation what its test has changed (random generators, `print`, `input`, standard input,
files), and is told what the operation changed.
"""

import builtins
import contextlib
import os
import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from wire import chance  # type: ignore[import-not-found]  # handed in as files

FILE_BYTES, FILES = 16 << 20, 200  # that are told at a time
SCANNED = 5_000
MORE_WORDS = 1 << 17  # beyond one a nanosecond, which is faster than any generator: further on nobody looks


class Files:
    """The files of the working folder, and which of them the judge knows."""

    known: dict[str, tuple[int, int]] = {}

    @classmethod
    def listing(cls) -> dict[str, tuple[int, int]]:
        """Time and size of each file; nothing of hidden folders and links."""
        found: dict[str, tuple[int, int]] = {}
        for folder, folders, files in os.walk("."):
            folders[:] = [f for f in folders if not f.startswith((".", "__"))]
            for name in files:
                with contextlib.suppress(OSError):
                    path = os.path.join(folder, name)  # noqa: PTH118 - thousands of them
                    info = os.lstat(path)
                    if stat.S_ISREG(info.st_mode):
                        found[path[2:]] = (info.st_mtime_ns, info.st_size)
            if len(found) > SCANNED:
                break
        return found

    @classmethod
    def note(cls) -> None:
        """What lies here now came from the judge."""
        cls.known = cls.listing()

    @classmethod
    def changed(cls) -> dict[str, bytes]:
        """Files that the judge has not seen as they are."""
        found: dict[str, bytes] = {}
        left = FILE_BYTES
        for name, state in cls.listing().items():
            if cls.known.get(name) != state and state[1] <= left and len(found) < FILES:
                with contextlib.suppress(OSError):
                    found[name] = Path(name).read_bytes()
                    left -= len(found[name])
                    cls.known[name] = state
        return found


def write_files(files: dict[str, bytes]) -> None:
    """Puts files into the working folder."""
    for name, data in files.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


class StandardInput:
    """Standard input that is read in the judge."""

    def __init__(self, readline: Any, read: Any) -> None:
        self.readline, self.read = readline, read

    def __iter__(self) -> Iterator[str]:
        return iter(self.readline, "")

    def readlines(self) -> list[str]:
        return list(self)

    def isatty(self) -> bool:
        return False


def _input_from(stream: StandardInput) -> Any:
    def read_line(prompt: object = "") -> str:
        print(prompt, end="")
        line: str = stream.readline()
        if not line:
            raise EOFError("EOF when reading a line")
        return line.removesuffix("\n")

    return read_line


@contextlib.contextmanager
def shared(sent: dict[str, Any], told: dict[str, Any]) -> Iterator[None]:
    """The operation inside sees what the judge sent; `told` is what it changed."""
    old: Any = builtins.print, builtins.input, sys.stdin
    if "files" in sent:
        write_files(sent["files"])
        for name in sent["files"]:
            with contextlib.suppress(OSError):
                info = os.lstat(name)
                Files.known[name] = (info.st_mtime_ns, info.st_size)
    if "stdin" in sent:
        sys.stdin = StandardInput(*sent["stdin"])
        builtins.input = _input_from(sys.stdin)
    builtins.print = sent.get("print", builtins.print)
    builtins.input = sent.get("input", builtins.input)
    for name, state in sent.get("chance", {}).items():
        if state is not None:
            chance.write(name, state)
    before = {name: chance.read(name) for name in sent.get("chance", ())}
    start = time.perf_counter_ns()
    try:
        yield
    finally:
        builtins.print, builtins.input, sys.stdin = old
        if before:
            most = time.perf_counter_ns() - start + MORE_WORDS
            told["chance"] = {name: _told(state, chance.read(name), most) for name, state in before.items()}
        if "files" in sent:
            told["files"] = Files.changed()


def _told(before: Any, after: Any, most: int) -> Any:
    """How many words were drawn, and the normal numbers that are kept; None where that cannot be told."""
    words = chance.drawn(before, after, most) if before and after else None
    return None if words is None else [words, after[2]]


def print_options() -> dict[str, Any]:
    """How NumPy and pandas are to print, as the notebook left it."""
    found: dict[str, Any] = {}
    if "numpy" in sys.modules:
        options = sys.modules["numpy"].get_printoptions()
        found["numpy"] = {k: v for k, v in options.items() if type(v) in (bool, int, str)}
    pandas: Any = sys.modules.get("pandas")
    if pandas is not None:
        names = ("precision", "max_rows", "min_rows", "max_columns", "width", "max_colwidth", "expand_frame_repr")
        found["pandas"] = {n: v for n in names if type(v := pandas.get_option(f"display.{n}")) in (bool, int)}
    return found
