"""What a test and student code share when they run in one process, on the judge's side of the wire.

A test seeds the generators, patches `print` or `input`, writes a file, and calls a function of the student's that must
see it; the function draws numbers or writes a file, and the test goes on from there. What comes back is a number of
draws and files of plain kinds, never code: nothing of it is imported, and nothing may be unpickled once it is there.
"""

import builtins
import contextlib
import os
import re
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from autograder.engine.judge.handles import NotComparableError
from autograder.engine.wire import chance
from autograder.engine.wire.limits import WireError

FILE_BYTES, FILES, NAME_CHARS = 16 << 20, 200, 200
READ = {".txt", ".csv", ".tsv", ".json", ".md", ".log", ".dat", ".out", ".html", ".tex", ".npy", ".npz", ""}
ABOUT_CHANCE = re.compile(r"seed\(|set_state\(|set_rng_state\(")  # of the global generators
ABOUT_FILES = re.compile(
    r"\bopen\(|exists|isfile|listdir|glob|read_|load|Path|imread|\bos\.|getsize|sqlite|\.(?:csv|txt|json|npy|npz|md|log|tsv|dat)\b"
)
NUMPY_OPTIONS = {
    **dict.fromkeys(("precision", "threshold", "edgeitems", "linewidth"), (int,)),
    **{"suppress": (bool,), "legacy": (str, bool)},
}
_refusing: list[Callable[[str, bool], None]] = []  # who is told that a test unpickles; empty: it may
_guard_set = False


class Shared:
    """What is shared in one case.

    Args:
        source: of the test.
        reserved: names in the folder that stay as they are: the course's.
        meet: takes note of what cannot be shared.
        with_files: share files, if the test has to do with any.
        left: files of the sandbox that did not come, which are told once.
    """

    def __init__(
        self, source: str, reserved: Iterable[str], meet: Callable[[str, bool], None], with_files: bool, left: set[str]
    ) -> None:
        self.source, self.left = source, left
        self.reserved = {name.split("/")[0] for name in reserved}
        self.about_files = with_files and bool(ABOUT_FILES.search(source))
        self.generators = chance.GENERATORS if ABOUT_CHANCE.search(source) else ()
        self.meet = meet
        self.print, self.input, self.stdin = builtins.print, builtins.input, sys.stdin
        self.last = {name: chance.read(name) for name in self.generators}
        for name, state in self.last.items():  # not that of a seed that a test may set
            if state is not None:
                chance.write(name, chance.advanced(state, 1, state[2]))
                self.last[name] = chance.read(name)
        self.followed: dict[str, chance.State] = {}  # generators that the test has set, as both ends have them
        self.known = listing() if self.about_files else {}
        for name in left if self.about_files else ():
            self.leave(name)

    def leave(self, name: str) -> None:
        """Takes note of a file that does not come, where the test names it."""
        self.left.add(name)
        if PurePosixPath(name).name in self.source:
            self.meet(f"reads {name!r} of the notebook's, which is no plain data: write text, CSV, JSON or .npy", False)

    def sent(self, nested: bool = False) -> dict[str, Any]:
        """What goes with an operation; `nested` in another one, which knows of the draws."""
        found: dict[str, Any] = {}
        if builtins.print is not self.print:
            patched = builtins.print
            found["print"] = lambda *args, **kwargs: (patched(*args, **kwargs), None)[1]
        if builtins.input is not self.input:
            found["input"] = builtins.input
        if sys.stdin is not self.stdin:
            found["stdin"] = [sys.stdin.readline, sys.stdin.read]
        if self.generators and not nested and (states := self._chance()):
            found["chance"] = states
        if self.about_files:
            found["files"] = self._files()
        return found

    def _chance(self) -> dict[str, Any]:
        """The states that the test has changed since, and None for those that both ends have."""
        for name in self.generators:
            now = chance.read(name)
            if now is not None and now != self.last[name]:
                self.last[name] = self.followed[name] = now
        return {n: s if self.followed.get(n) is s else None for n, s in self.last.items() if n in self.followed}

    def _files(self) -> dict[str, bytes]:
        """Files that the test has written since."""
        now, left, found = listing(), FILE_BYTES, {}
        for name, state in now.items():
            if self.known.get(name) != state and state[1] <= left and name.split("/")[0] not in self.reserved:
                found[name] = Path(name).read_bytes()
                left -= len(found[name])
        self.known = now
        return found

    def told(self, more: Mapping[Any, Any]) -> None:
        """What an operation changed.

        Raises:
            WireError: it is not well-formed.
        """
        states, files = more.get("chance", {}), more.get("files", {})
        if type(states) is not dict or type(files) is not dict:
            raise WireError("a malformed reply")
        for name, claim in states.items():
            if name not in self.followed:
                raise WireError("a generator that is not shared")
            if claim is None:
                self.meet(f"goes on with generators of {name} that the notebook seeds itself: seed them again", False)
                continue
            if type(claim) is not list or len(claim) != 2:
                raise WireError("a bad number of draws")
            state = self.last[name] or []
            if claim[0] or claim[1] != state[2]:
                state = chance.advanced(state, *claim)
                chance.write(name, state)
            self.last[name] = chance.read(name)
            self.followed[name] = []
        for name, data in files.items():
            self._take(name, data)

    def _take(self, name: Any, data: Any) -> None:
        """Writes a file that student code wrote."""
        if type(name) is not str or type(data) is not bytes or len(name) > NAME_CHARS:
            raise WireError("a malformed file")
        path = PurePosixPath(name)
        bad = (
            path.is_absolute() or ".." in path.parts or not path.parts or not name.isprintable() or len(path.parts) > 6
        )
        if bad or path.parts[0] in self.reserved or path.parts[0].startswith("."):
            return
        if path.suffix.lower() not in READ:
            self.leave(str(path))
            return
        if len(self.known) > FILES or sum(size for _, size in self.known.values()) + len(data) > 4 * FILE_BYTES:
            return
        refuse_unpickling(self.meet)
        with contextlib.suppress(OSError):
            target = Path(name)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
            info = target.lstat()
            self.known[str(path)] = (info.st_mtime_ns, info.st_size)


def listing() -> dict[str, tuple[int, int]]:
    """Time and size of the files of the working folder; links, the course's, are left out."""
    found: dict[str, tuple[int, int]] = {}
    for folder, _, files in os.walk("."):
        for name in files:
            path = os.path.join(folder, name)  # noqa: PTH118 - thousands of them
            with contextlib.suppress(OSError):
                info = os.lstat(path)
                if stat.S_ISREG(info.st_mode):
                    found[path[2:]] = (info.st_mtime_ns, info.st_size)
    return found


def refuse_unpickling(meet: Callable[[str, bool], None]) -> None:
    """From now on, in this process: bytes that student code may have written make no objects."""
    global _guard_set
    _refusing[:] = [meet]
    if not _guard_set:
        _guard_set = True
        sys.addaudithook(_guard)


def _guard(event: str, _: Any) -> None:
    if event == "pickle.find_class" and _refusing:
        _refusing[0]("unpickles a file that the notebook may have written: write text, CSV, JSON or .npy", True)
        raise NotComparableError("a test cannot unpickle a file here: student code may have written it")


@contextlib.contextmanager
def printing_as(claimed: Any) -> Iterator[None]:
    """NumPy and pandas print as the notebook set them to."""
    claimed = claimed if type(claimed) is dict else {}
    numpy, pandas = sys.modules.get("numpy"), sys.modules.get("pandas")
    with contextlib.ExitStack() as stack:
        options = claimed.get("numpy")
        if numpy is not None and type(options) is dict:
            before = numpy.get_printoptions()
            stack.callback(numpy.set_printoptions, **before)
            with contextlib.suppress(TypeError, ValueError):
                numpy.set_printoptions(**{k: v for k, v in options.items() if type(v) in NUMPY_OPTIONS.get(k, ())})
        options = claimed.get("pandas")
        if pandas is not None and type(options) is dict:
            for name, value in options.items():
                with contextlib.suppress(Exception):
                    stack.enter_context(pandas.option_context(f"display.{name}", value))
        yield
