"""Counts the steps of Python that a notebook's code takes: operations, not time.

    with Counter(limit, ours) as counter: function(x)
    counter.steps, counter.escape

A step is a line that runs, or a function (generator, comprehension) that is entered or resumed, in code that is neither
a library's nor in the folders `ours`. `np.vectorize` and `np.apply_along_axis` are loops over Python calls: each
element or row is a step, whatever is called. What loops in C (`X.sum()`, `sum(list)`, `map(abs, list)`) is not seen.

The judge's side, a stock Otter kernel and the sandbox use this file; the sandbox gets it as a file, so it stands alone.
There, the count is a claim like all else: who attacks the sandbox itself can forge it. The plain tricks are seen: code
that calls what takes it out of sight (`sys.settrace`, a process, frames) while the count runs is named in `escape`.
"""

import contextlib
import site
import sys
import sysconfig
import threading
from types import CodeType, FrameType
from typing import Any

# Audit events, and whether a library may raise them for good reasons: then only those of the notebook's code count.
EVENTS = {
    "sys.settrace": False, "sys.setprofile": False, "_thread.start_new_thread": True,
    "os.fork": False, "os.forkpty": False, "os.exec": False, "os.posix_spawn": False, "os.system": False,
    "subprocess.Popen": False, "sys._getframe": True, "sys._current_frames": True, "object.__getattr__": True,
}  # fmt: skip
HIDING = {"f_trace", "f_trace_lines", "f_trace_opcodes", "start_new_thread"}  # names that take code out of sight
ESCAPES = {*EVENTS, *HIDING}
LIBRARIES = tuple(sysconfig.get_paths()[k] for k in ("stdlib", "platstdlib", "purelib", "platlib"))
FROZEN = ("<frozen ", "<__array_function__", __file__)
_active: list["Counter"] = []
_quiet = False


class Counter:
    """Counts from `with` to the end of the block, in this thread and in those that `threading` starts meanwhile.

    Args:
        limit: counting ends there; the rest runs at full speed.
        ours: folders of code that is not counted.
    """

    def __init__(self, limit: int, ours: tuple[str, ...] = ()) -> None:
        self.limit, self.others = limit, (*LIBRARIES, *FROZEN, *ours, site.getusersitepackages())
        self.steps = 0
        self.escape = ""
        self.known: dict[CodeType, bool] = {}

    def __enter__(self) -> "Counter":
        self.before = sys.gettrace(), threading.gettrace()
        _trace(self.enter)
        threading.settrace(self.enter)
        _active.append(self)
        return self

    def __exit__(self, *_: object) -> None:
        _active.remove(self)
        _trace(self.before[0])
        threading.settrace(self.before[1])

    def own(self, code: CodeType) -> bool:
        """Whether `code` is the notebook's."""
        found = self.known.get(code)
        if found is None:
            file = code.co_filename
            found = not (file.startswith(self.others) or "/site-packages/" in file or "/dist-packages/" in file)
            self.known[code] = found
            if found:
                texts = {*code.co_names, *(c for c in code.co_consts if type(c) is str)}
                self.escape = self.escape or min(texts & HIDING, default="")
        return found

    def enter(self, frame: FrameType, event: str, arg: Any) -> Any:
        """Called for each call of Python code."""
        own = self.own(frame.f_code)
        self.steps += 1 if own else _visited(frame)
        if self.steps > self.limit:
            _trace(None)
        return self.line if own else None

    def line(self, frame: FrameType, event: str, arg: Any) -> Any:
        """Called for each line of the notebook's code."""
        if event == "line":
            self.steps += 1
        if self.steps > self.limit:
            _trace(None)
            return None
        return self.line


def _trace(function: Any) -> None:
    """`sys.settrace`, by us."""
    global _quiet
    _quiet = True
    try:
        sys.settrace(function)
    finally:
        _quiet = False


def _audit(event: str, args: Any) -> None:
    """Notes in the counters what takes code out of sight."""
    global _quiet
    if not _active or _quiet or event not in EVENTS:
        return
    if event == "object.__getattr__" and args[1:] != ("tb_frame",):
        return
    _quiet = True  # the next line is an event, too
    try:
        caller = sys._getframe(1).f_code
    finally:
        _quiet = False
    if caller is threading.Thread._bootstrap_inner.__code__:  # type: ignore[attr-defined]
        return  # begins to trace a new thread, as we asked
    for counter in _active:
        if not EVENTS[event] or counter.own(caller):
            counter.escape = counter.escape or event


def _visited(frame: FrameType) -> int:
    """How many rows or elements a Python-level loop of NumPy will visit; 0 for all other code."""
    code, numpy = frame.f_code, sys.modules.get("numpy")
    loops = code.co_name == "apply_along_axis" or code.co_name.startswith("_vectorize_call")
    if numpy is None or not loops or "numpy" not in code.co_filename:
        return 0
    values = frame.f_locals
    with contextlib.suppress(Exception):  # it will fail by itself
        if "arr" in values:
            array = numpy.asarray(values["arr"])
            return int(array.size // max(1, array.shape[values["axis"]]))
        return max((int(numpy.size(a)) for a in values["args"]), default=0)
    return 0


sys.addaudithook(_audit)  # before any code of a student runs, for a hook can keep later ones off; nothing takes it off
