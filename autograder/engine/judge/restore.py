"""Giving a test's own objects the contents that student code left in their copies, and taking them back.

A test sees what student code did to its arguments. The objects may belong to a module of the course, so at the end of
the case everything is as it was.
"""

import contextlib
import sys
from collections.abc import Callable, Iterable
from typing import Any


class Changes:
    """What was changed, and how to undo it."""

    def __init__(self) -> None:
        self.undoing: dict[int, Callable[[], None]] = {}  # by object: the first change knows what was there before

    def undo(self, kept: Iterable[Any] = ()) -> None:
        """Everything but `kept`, copies of the student's objects, as it was before the first change."""
        copies = {id(x) for x in kept}
        for step in [s for key, s in reversed(self.undoing.items()) if key not in copies]:
            with contextlib.suppress(Exception):  # of what could not be changed either: a tensor that was expanded
                step()
        self.undoing.clear()

    def before(self, original: Any, undo: Callable[[], None]) -> None:
        """Remembers how to undo what is about to be done; the closure keeps the object alive, and its id its own."""
        self.undoing.setdefault(id(original), undo)

    def restore(self, original: Any, changed: Any) -> None:
        """Gives `original` the contents of `changed`, in place."""
        kind = type(original)
        if kind is not type(changed):
            return
        if kind is list or kind is tuple:
            self._sequence(original, changed)
        elif issubclass(kind, dict):
            self._dict(original, changed)
        elif kind is set:
            self.before(original, _replacing(original, set(original)))
            original.clear()
            original.update(changed)
        elif kind is bytearray:
            old = bytes(original)
            self.before(original, lambda: original.__setitem__(slice(None), old))
            original[:] = changed
        elif kind.__name__ in ("DataFrame", "Series"):
            frame = original.copy()
            self.before(original, lambda: original._update_inplace(frame))
            original._update_inplace(changed)  # what pandas' own in-place methods use
        elif kind.__module__ == "numpy" and kind.__name__ == "ndarray":
            if original.shape == changed.shape and original.dtype == changed.dtype:
                values = original.copy()
                self.before(original, lambda: _write(original, values))
                _write(original, changed)
        elif kind.__module__ in ("torch", "torch.nn.parameter") and original.shape == changed.shape:
            self._tensor(original, changed)

    def _sequence(self, original: Any, changed: Any) -> None:
        mutable = type(original) is list
        if mutable:
            items = list(original)
            self.before(original, lambda: original.__setitem__(slice(None), items))
        if mutable and len(original) != len(changed):
            original[:] = changed
            return
        for i, (old, new) in enumerate(zip(original, changed, strict=False)):
            if _mutable(old) and type(old) is type(new):
                self.restore(old, new)
            elif mutable:
                original[i] = new

    def _dict(self, original: Any, changed: Any) -> None:
        self.before(original, _replacing(original, dict(original)))
        for key in [k for k in original if k not in changed]:
            del original[key]
        for key, new in changed.items():
            if key in original and _mutable(original[key]) and type(original[key]) is type(new):
                self.restore(original[key], new)
            else:
                original[key] = new

    def _tensor(self, original: Any, changed: Any) -> None:
        values, grad, leaf = original.data.clone(), original.grad if original.is_leaf else None, original.is_leaf

        def undo() -> None:
            with sys.modules["torch"].inference_mode(original.is_inference()):
                original.data.copy_(values)
            if leaf:
                original.grad = grad

        self.before(original, undo)
        original.data.copy_(changed.data)
        if leaf:
            original.grad = changed.grad


def _replacing(original: Any, old: Any) -> Callable[[], None]:
    """A step that gives a set or dict its old contents."""

    def undo() -> None:
        original.clear()
        original.update(old)

    return undo


def _write(original: Any, values: Any) -> None:
    writeable = original.flags.writeable
    try:
        original.flags.writeable = True
    except ValueError:  # a view of read-only memory: nothing the student did can reach it
        return
    original[...] = values
    original.flags.writeable = writeable


def _mutable(x: Any) -> bool:
    names = ("ndarray", "Tensor", "Parameter", "DataFrame", "Series", "OrderedDict", "Counter", "defaultdict")
    return type(x) in (list, tuple, dict, set, bytearray) or type(x).__name__ in names
