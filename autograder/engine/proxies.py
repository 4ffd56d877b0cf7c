"""What a test sees of a student's notebook: plain values, and handles to everything else.

A `Handle` stands for an object that stays in the sandbox. Attribute, call, item, length, iteration and arithmetic are
round trips whose results are again values or handles. It never answers `==`, `<`, `bool`, `abs`, `hash` or a NumPy
protocol: the answer would be the student's code grading itself.

`isinstance`, `issubclass` and `callable` are answered from names that came with the handle: those of well-known classes
mean the judge's own, and classes of data are never among them, for data arrives as the judge's own values. So after
`isinstance(x, pd.DataFrame)` the methods of `x` are pandas', not the student's.
"""

import __future__

import builtins
import contextlib
import functools
import importlib
import inspect
import sys
import types
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NoReturn

from autograder.engine.sandbox import Sandbox
from autograder.engine.wire import NotDataError, WireError, is_data_class

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
CLASS_ROOTS = TRUSTED_ROOTS | {"builtins", "abc", "contextlib", "enum", "pathlib", "zipfile"}
# Classes of the interpreter that no module names; not MethodType: `inspect` would look into it.
NAMELESS = {
    f"builtins.{cls.__qualname__}": cls
    for cls in (*vars(types).values(), type({}.keys()), type({}.values()), type({}.items()))
    if isinstance(cls, type) and cls.__module__ == "builtins" and cls is not types.MethodType
}
_P = inspect.Parameter
KINDS = (_P.POSITIONAL_ONLY, _P.POSITIONAL_OR_KEYWORD, _P.VAR_POSITIONAL, _P.KEYWORD_ONLY, _P.VAR_KEYWORD)
CASE_MESSAGES = 4  # messages of full size that one case may receive
FIGURE = "current_figure"  # what a test calls the last figure of the notebook
READABLE_DUNDERS = {"__name__", "__doc__", "__qualname__", "__module__", "__annotations__", "__defaults__"}


class NotComparableError(TypeError):
    """A test tried to judge an object of the student's instead of a value."""


class StudentError(Exception):
    """An exception raised by student code, rebuilt from data; `traceback_text` is the student's traceback."""

    traceback_text = ""

    def __init__(self, message: str = "") -> None:
        Exception.__init__(self, message)  # not that of a built-in class: some want more arguments

    def __str__(self) -> str:
        return str(self.args[0])  # not KeyError's, which quotes again


def known_class(name: Any) -> type | None:
    """The judge's own class called `name` ("torch.nn.modules.module.Module"), if it is well known and loaded."""
    module, _, qualname = name.rpartition(".") if type(name) is str else ("", "", "")
    if module.split(".")[0] not in CLASS_ROOTS:
        return None
    found = NAMELESS.get(name) or getattr(sys.modules.get(module), "__dict__", {}).get(qualname)
    return found if isinstance(found, type) and found is not object else None


def student_error(data: dict[str, Any]) -> StudentError:
    """The exception described by `data`: also an instance of the nearest well-known `Exception` class it named."""

    def text(key: str, cap: int) -> str:
        value = data.get(key, "")
        return value[:cap] if type(value) is str else ""

    base: type[BaseException] | None = None
    bases = data.get("bases")
    for name in bases if type(bases) is list else ():
        found = known_class(name)
        if found is None or found is Exception or not issubclass(found, Exception):
            continue
        if not issubclass(found, (StopIteration, StopAsyncIteration)):  # these would end a loop of the test
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
    try:
        error: StudentError = type(name, parents, {"__module__": "builtins"})(text("message", 4000))
    except TypeError:  # a class that cannot be a parent beside ours
        error = type(name, (StudentError,), {"__module__": "builtins"})(text("message", 4000))
    error.traceback_text = text("traceback", 20_000)
    return error


class Handle:
    """An object in the sandbox."""

    __slots__ = ("_bases", "_env", "_id", "_kind", "_mro", "_name")
    __array_ufunc__ = None  # `array == handle` is refused by NumPy, too

    def __init__(self, env: "Environment", node: list[Any]) -> None:
        _, self._id, kind, name, mro, _, bases = node
        self._env, self._kind, self._name = env, kind[:20], name[:200]
        self._mro, self._bases = ([n[:200] for n in names[:20]] for names in (mro, bases))

    @property  # type: ignore[misc]
    def __class__(self) -> type:  # what `isinstance` asks for
        classes = (known_class(name) for name in self._mro)
        return next((c for c in classes if c is not None and not is_data_class(c)), type(self))

    @property
    def __bases__(self) -> tuple[type, ...]:  # what `issubclass` asks for
        if self._kind != "class":
            raise AttributeError("__bases__")
        return (*(c for c in map(known_class, self._bases) if c is not None), object)

    @property
    def __signature__(self) -> inspect.Signature:
        """The parameters of a function, for `inspect.signature`."""
        try:
            parameters = [
                inspect.Parameter(name, KINDS[kind], default=default[0] if default else inspect.Parameter.empty)
                for name, kind, default in self._env.do("signature", self)
            ]
            return inspect.Signature(parameters)
        except (TypeError, ValueError, LookupError) as e:
            raise ValueError(f"{describe(self)} has no signature: {e}") from None

    def __mro_entries__(self, _: Any) -> NoReturn:
        raise NotDataError(f"a test cannot subclass {describe(self)}: define the subclass in a cell of the notebook")

    def __getattr__(self, name: str) -> Any:
        if name in Handle.__slots__ or (name.startswith("__") and name.endswith("__") and name not in READABLE_DUNDERS):
            raise AttributeError(name)
        return self._env.do("attr", self, name)

    def __setattr__(self, name: str, value: Any) -> None:
        if name in Handle.__slots__:
            object.__setattr__(self, name, value)
        else:
            self._env.do("setattr", self, name, value)

    def __instancecheck__(self, instance: Any) -> bool:
        return isinstance(instance, Handle) and self._env.do("isinstance", instance, self) is True

    def __subclasscheck__(self, subclass: Any) -> bool:
        return isinstance(subclass, Handle) and self._env.do("issubclass", subclass, self) is True

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

    def _refuse(self, *_: Any) -> NoReturn:
        raise NotComparableError(f"{describe(self)} is not a value the judge can compare; return plain data instead")

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __bool__ = __abs__ = _refuse
    __hash__ = __float__ = __int__ = __index__ = __complex__ = __round__ = _refuse
    __array__ = _refuse
    __reduce__ = __reduce_ex__ = _refuse


class Abilities:
    """Methods that a handle has when the class of the student's object has them.

    Not `__contains__`: `x in handle` loops over the items and compares in the judge.
    """

    def __call__(self: Any, *args: Any, **kwargs: Any) -> Any:
        return self._env.do("call", self, *args, **kwargs)

    def __getitem__(self: Any, key: Any) -> Any:
        return self._env.do("item", self, key)

    def __setitem__(self: Any, key: Any, value: Any) -> None:
        self._env.do("setitem", self, key, value)

    def __delitem__(self: Any, key: Any) -> None:
        self._env.do("delitem", self, key)

    def __len__(self: Any) -> int:
        return _number(self._env.do("len", self))

    def __iter__(self: Any) -> Iterator[Any]:
        iterator = self._env.do("iter", self)
        while True:
            item = self._env.do("next", iterator)
            if type(item) is not list or len(item) != 1:
                return
            yield item[0]

    def __next__(self: Any) -> Any:
        item = self._env.do("next", self)
        if type(item) is not list or len(item) != 1:
            raise StopIteration
        return item[0]

    def __enter__(self: Any) -> Any:
        return self._env.do("enter", self)

    def __exit__(self: Any, *_: object) -> None:
        self._env.do("exit", self)


ABILITIES = tuple(name for name, member in vars(Abilities).items() if isinstance(member, types.FunctionType))


def _number(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise NotComparableError("the object's length is not a number")
    return value


@functools.lru_cache(maxsize=256)
def handle_type(name: str, abilities: tuple[str, ...]) -> type[Handle]:
    """The class of handles to objects of a class `name`; so `type(x).__name__`, `callable(x)`, `len(x)` work."""
    methods = {ability: vars(Abilities)[ability] for ability in abilities}
    return type(name, (Handle,), {"__slots__": (), "__module__": __name__, **methods})


def _binary(name: str, swapped: bool) -> Callable[[Handle, Any], Any]:
    """Arithmetic makes objects of the student's from such objects and numbers, and never a value: in
    `abs(answer - expected) < eps` the student's `__sub__` would be told what is expected, and could answer 0.
    """

    def operate(self: Handle, other: Any) -> Any:
        if not isinstance(other, Handle) and type(other) not in (int, float):
            self._refuse()
        result = self._env.do(name, other, self) if swapped else self._env.do(name, self, other)
        return result if isinstance(result, Handle) else self._refuse()

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


class Count:
    """The steps of Python that the sandbox says its operations took (see checks/counting.py): a claim, and bounded.

    Args:
        limit: of the steps. escapes: the words that may say how code hid.
    """

    def __init__(self, limit: int, escapes: Iterable[str]) -> None:
        self.limit, self.escapes = limit, escapes
        self.calls = self.steps = 0
        self.escape = ""

    def take(self, value: Any) -> Any:
        """The result in `[result, steps, escape]`."""
        formed = type(value) is list and [type(part) for part in value[1:]] == [int, str]
        if not formed or not 0 <= value[1] <= self.limit + 1:
            raise NotComparableError("the sandbox sent no count of steps")
        self.calls += 1
        self.steps += value[1]
        if value[2]:
            self.escape = value[2] if value[2] in self.escapes else "code"
        return value[0]


_count: Count | None = None


@contextlib.contextmanager
def counted(limit: int, escapes: Iterable[str]) -> Iterator[Count]:
    """Everything that handles do until the end of the block is counted."""
    global _count
    before, _count = _count, Count(limit, escapes)
    try:
        yield _count
    finally:
        _count = before


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
        sandbox.channel.left = CASE_MESSAGES * sandbox.channel.max_bytes
        sandbox.foreign, sandbox.resolve = self._foreign, self._resolve

    # -- a mapping that asks the sandbox -----------------------------------------------------------------------------

    def __missing__(self, name: str) -> Any:
        """A global name of test code."""
        if name == FIGURE:
            return self.do("figure")
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
        if name == FIGURE:
            return self.do("figure")
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
        torch = sys.modules.get("torch")
        grad = torch is None or torch.is_grad_enabled()
        count = None if self.sandbox.calling_back else _count
        sent = (operation, list(operands)) if count is None else ("counted", [count.limit, operation, *operands])
        reply = self.sandbox.request("do", sent[1], kwargs, plain=(sent[0], grad))
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
        return value if count is None else count.take(value)

    def _foreign(self, x: Any) -> Any:
        if isinstance(x, Handle):
            if object.__getattribute__(x, "_env").sandbox is not self.sandbox:
                raise NotDataError("an object of another sandbox cannot be sent to this one")
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
        if not node or node[0] != "h" or len(node) != 7:
            raise WireError("an unknown tag")
        _, number, kind, name, *lists = node
        if type(number) is not int or type(kind) is not str or type(name) is not str:
            raise WireError("a malformed handle")
        if any(type(names) is not list or any(type(n) is not str for n in names) for names in lists):
            raise WireError("a malformed handle")
        if kind == "module" and (module := trusted_module(name)) is not None:
            return module
        known = self.handles.get(number)
        if known is None:
            mro, abilities, _ = lists
            cls = mro[0].rpartition(".")[2][:100] if mro else ""
            able = tuple(a for a in ABILITIES if a in abilities)
            known = handle_type(cls if cls.isidentifier() else "Handle", able)(self, node)
            self.handles[number] = known
        return known


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
    elif issubclass(kind, dict):
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
    elif kind is bytearray:
        original[:] = changed
    elif kind.__name__ in ("DataFrame", "Series"):
        original._update_inplace(changed)  # what pandas' own in-place methods use
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
        if original.is_leaf:
            original.grad = changed.grad


def _mutable(x: Any) -> bool:
    names = ("ndarray", "Tensor", "Parameter", "DataFrame", "Series", "OrderedDict", "Counter", "defaultdict")
    return type(x) in (list, tuple, dict, set, bytearray) or type(x).__name__ in names
