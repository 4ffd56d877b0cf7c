"""What a test sees of a student's notebook: plain values, and handles to everything else.

A `Handle` stands for an object that stays in the sandbox. Attribute, call, item, length, iteration and arithmetic are
round trips whose results are again values or handles. It never answers `==`, `<`, `bool`, `abs`, `hash` or a NumPy
protocol: the answer would be the student's code grading itself.
"""

import __future__

import builtins
import importlib
import sys
import types
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NoReturn

from autograder.engine.sandbox import Sandbox
from autograder.engine.wire import NotDataError, WireError

# Names that mean a module wherever they stand: always the judge's own copy, whatever the notebook binds to them.
WELL_KNOWN = {
    "np": "numpy", "numpy": "numpy", "torch": "torch", "math": "math", "pd": "pandas", "pandas": "pandas",
    "plt": "matplotlib.pyplot", "matplotlib": "matplotlib", "scipy": "scipy", "sklearn": "sklearn", "sns": "seaborn",
    "itertools": "itertools", "collections": "collections", "functools": "functools", "json": "json",
    "statistics": "statistics", "inspect": "inspect", "warnings": "warnings", "os": "os", "sys": "sys",
}  # fmt: skip
# Names that a notebook may also give to a variable: the judge's module only where the test writes `name.attribute`.
AMBIGUOUS = {
    "nn": "torch.nn", "F": "torch.nn.functional", "optim": "torch.optim", "random": "random", "sp": "scipy",
    "stats": "scipy.stats", "re": "re", "string": "string", "time": "time", "datetime": "datetime", "copy": "copy",
    "types": "types", "operator": "operator", "hashlib": "hashlib", "io": "io", "typing": "typing",
    "la": "numpy.linalg",
}  # fmt: skip
TRUSTED_MODULES = {*WELL_KNOWN.values(), *AMBIGUOUS.values(), "numpy.random", "numpy.testing"}
TRUSTED_ROOTS = {name.split(".")[0] for name in TRUSTED_MODULES}
READABLE_DUNDERS = {"__name__", "__doc__", "__qualname__", "__module__", "__annotations__", "__defaults__"}


class NotComparableError(TypeError):
    """A test tried to judge an object of the student's instead of a value."""


class StudentError(Exception):
    """An exception raised by student code, rebuilt from data; `traceback_text` is the student's traceback."""

    traceback_text = ""


def student_error(data: dict[str, Any]) -> StudentError:
    """The exception described by `data`: also an instance of the nearest built-in `Exception` class it named."""

    def text(key: str, cap: int) -> str:
        value = data.get(key, "")
        return value[:cap] if type(value) is str else ""

    base: type[BaseException] | None = None
    bases = data.get("bases")
    for name in bases if type(bases) is list else ():
        found = getattr(builtins, name, None) if type(name) is str else None
        if isinstance(found, type) and issubclass(found, Exception) and found is not Exception:
            base = found
            break
    name = text("type", 100)
    name = name if name.isidentifier() else "Exception"
    special = {
        UnicodeDecodeError,
        UnicodeEncodeError,
        UnicodeTranslateError,
        BaseExceptionGroup,
        ExceptionGroup,
    }
    parents = (StudentError,) if base is None or base in special else (StudentError, base)
    error: StudentError = type(name, parents, {"__module__": "builtins"})(text("message", 4000))
    error.traceback_text = text("traceback", 20_000)
    return error


class Handle:
    """An object in the sandbox."""

    __slots__ = ("_env", "_id", "_kind", "_mro", "_name")
    __array_ufunc__ = None  # `array == handle` is refused by NumPy, too

    def __init__(self, env: "Environment", node: list[Any]) -> None:
        _, number, kind, name, mro = node
        if type(number) is not int or type(kind) is not str or type(name) is not str or type(mro) is not list:
            raise WireError("a malformed handle")
        self._env, self._id, self._kind = env, number, kind[:20]
        self._name, self._mro = name[:200], [str(m)[:200] for m in mro[:20]]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__") and name not in READABLE_DUNDERS:
            raise AttributeError(name)
        return self._env.do("attr", self, name)

    def __setattr__(self, name: str, value: Any) -> None:
        if name in Handle.__slots__:
            object.__setattr__(self, name, value)
        else:
            self._env.do("setattr", self, name, value)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._env.do("call", self, *args, **kwargs)

    def __getitem__(self, key: Any) -> Any:
        return self._env.do("item", self, key)

    def __setitem__(self, key: Any, value: Any) -> None:
        self._env.do("setitem", self, key, value)

    def __delitem__(self, key: Any) -> None:
        self._env.do("delitem", self, key)

    def __len__(self) -> int:
        return self._number(self._env.do("len", self))

    def __contains__(self, item: Any) -> bool:
        return self._env.do("contains", self, item) is True

    def __iter__(self) -> Iterator[Any]:
        iterator = self._env.do("iter", self)
        while True:
            item = self._env.do("next", iterator)
            if type(item) is not list or len(item) != 1:
                return
            yield item[0]

    def __next__(self) -> Any:
        item = self._env.do("next", self)
        if type(item) is not list or len(item) != 1:
            raise StopIteration
        return item[0]

    def __enter__(self) -> Any:
        return self._env.do("enter", self)

    def __exit__(self, *_: object) -> None:
        self._env.do("exit", self)

    def __instancecheck__(self, instance: Any) -> bool:
        return isinstance(instance, Handle) and self._env.do("isinstance", instance, self) is True

    def __repr__(self) -> str:
        return self._text(self._env.do("repr", self))

    def __str__(self) -> str:
        return self._text(self._env.do("str", self))

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    @staticmethod
    def _text(value: Any) -> str:
        if type(value) is not str:
            raise NotComparableError("the object's text is not a str")
        return value

    @staticmethod
    def _number(value: Any) -> int:
        if type(value) is not int or value < 0:
            raise NotComparableError("the object's length is not a number")
        return value

    def _refuse(self, *_: Any) -> NoReturn:
        raise NotComparableError(f"{describe(self)} is not a value the judge can compare; return plain data instead")

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __bool__ = __abs__ = _refuse
    __hash__ = __float__ = __int__ = __index__ = __complex__ = __round__ = _refuse
    __array__ = _refuse
    __reduce__ = __reduce_ex__ = _refuse


def _binary(name: str, swapped: bool) -> Callable[[Handle, Any], Any]:
    def operate(self: Handle, other: Any) -> Any:
        left, right = (other, self) if swapped else (self, other)
        return self._env.do(name, left, right)

    return operate


for _name in [
    "add",
    "sub",
    "mul",
    "matmul",
    "truediv",
    "floordiv",
    "mod",
    "pow",
    "and",
    "or",
    "xor",
    "lshift",
    "rshift",
]:
    _operation = _name + "_" if _name in ("and", "or") else _name
    setattr(Handle, f"__{_name}__", _binary(_operation, swapped=False))
    setattr(Handle, f"__r{_name}__", _binary(_operation, swapped=True))
for _name in ("neg", "pos", "invert"):
    setattr(Handle, f"__{_name}__", lambda self, _name=_name: self._env.do(_name, self))


def describe(handle: Handle) -> str:
    """The kind of object, from data that came with the handle."""
    kind = object.__getattribute__(handle, "_kind")
    name = object.__getattribute__(handle, "_name")
    mro = object.__getattribute__(handle, "_mro")
    if kind in ("function", "class", "module"):
        return f"the {kind} {name!r}" if name else f"a {kind}"
    cls = mro[0].rsplit(".", 1)[-1] if mro else "unknown"
    return f"an object of class {cls!r}"


class Environment(dict[str, Any]):
    """The notebook's names, looked up in the sandbox when a test asks for them.

    Used as the globals of a test: a name that the test's own code binds wins; builtins and well-known modules are the
    judge's; all others are the student's.

    Args:
        sandbox: the running sandbox.
        aliases: names of modules in the notebook as it was handed out, such as {"np": "numpy"}.
        attribute_bases: names that the test writes before a dot.
    """

    def __init__(
        self, sandbox: Sandbox, aliases: dict[str, str] | None = None, attribute_bases: Iterable[str] = ()
    ) -> None:
        super().__init__()
        self.sandbox = sandbox
        self.aliases = WELL_KNOWN | (aliases or {})
        self.ambiguous = {n: AMBIGUOUS[n] for n in attribute_bases if n in AMBIGUOUS}
        self.missing: list[str] = []
        self.errors: list[StudentError] = []
        self.handles: dict[int, Handle] = {}
        sandbox.foreign, sandbox.resolve = self._foreign, self._resolve

    # -- a mapping that asks the sandbox -----------------------------------------------------------------------------

    def __missing__(self, name: str) -> Any:
        """A global name of test code."""
        if name in self.aliases and (module := trusted_module(self.aliases[name])) is not None:
            return module
        if hasattr(builtins, name):  # a student's `all` or `sum` must not judge
            raise KeyError(name)
        return self.student(name)

    def student(self, name: str) -> Any:
        """The student's own binding of `name`; KeyError when there is none."""
        reply = self.sandbox.request("get", plain=(name,))
        if name in self.ambiguous and (reply[0] != "value" or isinstance(reply[1], Handle)):
            module = trusted_module(self.ambiguous[name])
            if module is not None:
                return module
        if reply[0] == "missing":
            self.missing.append(name)
            raise KeyError(name)
        if reply[0] == "raise":
            raise student_error(reply[1])
        return reply[1]

    def get(self, name: str, default: Any = None) -> Any:
        """A parameter of a test function: asked for by name, so a student's `sum` is meant."""
        if name in __future__.all_feature_names:  # doctest looks for them in the globals of a test
            return default
        if name in self.keys():
            return super().__getitem__(name)
        if name in self.aliases and (module := trusted_module(self.aliases[name])) is not None:
            return module
        try:
            return self.student(name)
        except KeyError:
            return default

    def __contains__(self, name: object) -> bool:
        if super().__contains__(name):
            return True
        try:
            self[str(name)]
        except KeyError:
            return False
        return True

    def copy(self) -> "Environment":
        """The globals of one doctest: own bindings are not shared, the sandbox is."""
        twin = Environment.__new__(Environment)
        dict.__init__(twin, self)
        twin.__dict__.update(self.__dict__)
        return twin

    # -- operations --------------------------------------------------------------------------------------------------

    def do(self, operation: str, *operands: Any, **kwargs: Any) -> Any:
        """One round trip; prints what student code printed, restores arguments it changed, raises what it raised."""
        reply = self.sandbox.request("do", list(operands), kwargs, plain=(operation,))
        if reply[0] == "raise":
            error = student_error(reply[1])
            printed = reply[1].get("stdout", "")
            sys.stdout.write(printed if type(printed) is str else "")
            if not (operation == "attr" and isinstance(error, AttributeError)):
                self.errors.append(error)
            raise error
        _, value, printed, changed = reply
        if type(printed) is str and printed:
            sys.stdout.write(printed)
        if type(changed) is list and len(changed) == 2:
            restore(list(operands[1:]), changed[0])
            restore(dict(kwargs), changed[1])
        return value

    def _foreign(self, x: Any) -> Any:
        if isinstance(x, Handle):
            return ["H", object.__getattribute__(x, "_id")]
        if isinstance(x, types.ModuleType | type | types.BuiltinFunctionType) or type(x).__name__ == "ufunc":
            node = importable(x)
            if node is not None:
                return node
        if callable(x):
            number = len(self.sandbox.callbacks) + 1
            self.sandbox.callbacks[number] = x
            return ["cb", number, getattr(x, "__name__", "function")]
        raise NotDataError(f"a {type(x).__name__} cannot be sent to student code: pass plain data or a function")

    def _resolve(self, node: list[Any]) -> Any:
        if not node or node[0] != "h" or len(node) != 5:
            raise WireError("an unknown tag")
        if node[2] == "module" and (module := trusted_module(node[3])) is not None:
            return module
        handle = Handle(self, node)
        return self.handles.setdefault(node[1], handle)


def importable(x: Any) -> list[Any] | None:
    """The node of a public module, class or function of a well-known package: the sandbox imports its own."""
    module = x.__name__ if isinstance(x, types.ModuleType) else getattr(x, "__module__", None) or "numpy"
    name = "" if isinstance(x, types.ModuleType) else getattr(x, "__qualname__", None) or x.__name__
    if module.split(".")[0] not in TRUSTED_ROOTS | {"builtins"}:
        return None
    if name and getattr(sys.modules.get(module), name, None) is not x:
        return None
    return ["g", module, name]


def trusted_module(name: Any) -> Any:
    """The judge's copy of a well-known module, or None."""
    if type(name) is not str or name.split(".")[0] not in TRUSTED_ROOTS:
        return None
    if name in sys.modules:
        return sys.modules[name]
    if name not in TRUSTED_MODULES:
        return None
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def restore(original: Any, changed: Any) -> None:
    """Gives `original` the contents of `changed`, in place: the judge sees what student code did to its arguments."""
    kind = type(original)
    if kind is not type(changed):
        return
    if kind is list or kind is tuple:
        if kind is list and len(original) != len(changed):
            original[:] = changed
            return
        for i, (old, new) in enumerate(zip(original, changed, strict=False)):
            if _mutable(old) and type(old) is type(new):
                restore(old, new)
            elif kind is list:
                original[i] = new
    elif kind is dict:
        for key in [k for k in original if k not in changed]:
            del original[key]
        for key, new in changed.items():
            if key in original and _mutable(original[key]) and type(original[key]) is type(new):
                restore(original[key], new)
            else:
                original[key] = new
    elif kind is set:
        original.clear()
        original.update(changed)
    elif kind.__module__ == "numpy" and kind.__name__ == "ndarray":
        if original.shape == changed.shape and original.dtype == changed.dtype:
            writeable = original.flags.writeable
            try:
                original.flags.writeable = True
            except ValueError:  # a view of read-only memory: nothing the student did can reach it
                return
            original[...] = changed
            original.flags.writeable = writeable
    elif kind.__module__ in ("torch", "torch.nn.parameter") and original.shape == changed.shape:
        original.data.copy_(changed.data)


def _mutable(x: Any) -> bool:
    return type(x) in (list, tuple, dict, set) or type(x).__name__ in ("ndarray", "Tensor", "Parameter")
