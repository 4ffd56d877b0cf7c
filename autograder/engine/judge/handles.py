"""Stand-ins for what stays in the sandbox: functions, classes, instances, modules, generators.

Attribute, call, item, length, iteration and arithmetic are round trips whose results are again values or handles. A
handle never answers `==`, `<`, `bool`, `abs`, `hash` or a NumPy protocol: the answer would be the student's code
grading itself.

`isinstance`, `issubclass` and `callable` are answered from names that came with the handle: those of well-known classes
mean the judge's own, and classes of data are never among them, for data arrives as the judge's own values. So after
`isinstance(x, pd.DataFrame)` the methods of `x` are pandas', not the student's.
"""

import functools
import inspect
import types
from collections.abc import Callable, Iterator
from typing import Any, NoReturn, Protocol

from autograder.engine.judge.trusted import UnsendableError, known_class, own_class
from autograder.engine.wire.codec import is_data_class

_P = inspect.Parameter
KINDS = (_P.POSITIONAL_ONLY, _P.POSITIONAL_OR_KEYWORD, _P.VAR_POSITIONAL, _P.KEYWORD_ONLY, _P.VAR_KEYWORD)
READABLE_DUNDERS = {
    "__name__", "__doc__", "__qualname__", "__module__", "__annotations__", "__defaults__", "__kwdefaults__",
    "__code__", "__dict__", "__self__", "__func__", "__wrapped__",
}  # fmt: skip
# Beside these, what only the object itself can tell.
INNER = {
    *("__closure__", "__globals__", "__subclasses__"),
    *("__mro__", "__slots__", "__abstractmethods__", "__dataclass_fields__"),
}
BY_IDENTITY = ("class", "function", "module")  # as in Python: what their classes say of it cannot be changed


class NotComparableError(TypeError):
    """A test tried to judge an object of the student's instead of a value."""


class Asks(Protocol):
    """What a handle has the sandbox do (see environment.py)."""

    stock: bool
    modules: frozenset[str]  # of the course, which lie beside the notebook

    def do(self, operation: str, /, *operands: Any, **kwargs: Any) -> Any: ...

    def meet(self, what: str, sure: bool = True) -> None: ...


class HandleType(type):
    """Of the classes of handles: where an object comes from is the notebook's word, where its class does is ours."""

    @property
    def __module__(cls) -> str:  # type: ignore[override]
        return __name__


class Handle(metaclass=HandleType):
    """An object in the sandbox."""

    __slots__ = ("_able", "_bases", "_env", "_id", "_kind", "_mro", "_name")
    __array_ufunc__ = None  # `array == handle` is refused by NumPy, too

    def __init__(self, env: "Asks", node: list[Any]) -> None:
        _, self._id, kind, name, mro, able, bases = node
        self._able = set(able)
        self._env, self._kind, self._name = env, kind[:20], name[:200]
        self._mro, self._bases = ([n[:200] for n in names[:20]] for names in (mro, bases))

    @property  # type: ignore[misc]
    def __class__(self) -> type:  # what `isinstance` asks for
        classes = (known_class(name, self._env.modules) for name in self._mro)
        return next((c for c in classes if c is not None and not is_data_class(c)), type(self))

    @property
    def __bases__(self) -> tuple[type, ...]:  # what `issubclass` asks for
        if self._kind != "class":
            raise AttributeError("__bases__")
        return (*(c for b in self._bases if (c := known_class(b, self._env.modules)) is not None), object)

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
        self._env.meet(f"subclasses {describe(self)}: define the subclass in a cell of the notebook")
        raise UnsendableError(f"a test cannot subclass {describe(self)}: define the subclass in a cell of the notebook")

    def __getattr__(self, name: str) -> Any:
        if name in Handle.__slots__ or (name.startswith("__") and name.endswith("__") and name not in READABLE_DUNDERS):
            if name in INNER:
                self._env.meet(f"looks at {name} of {describe(self)}: test what it does", sure=False)
            raise AttributeError(name)
        return self._env.do("attr", self, name)

    def __setattr__(self, name: str, value: Any) -> None:
        if name in Handle.__slots__:
            object.__setattr__(self, name, value)
        else:
            self._env.do("setattr", self, name, value)

    def __instancecheck__(self, instance: Any) -> bool:
        if issubclass(type(instance), OwnKind):
            instance = instance._handle
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

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        self._env.meet(f"compares {describe(self)}, or takes it for a value: compare its attributes or what it returns")
        raise NotComparableError(f"{describe(self)} is not a value the judge can compare; return plain data instead")

    def __eq__(self, other: Any) -> bool:
        """Of classes and functions alone: a student's is itself, or the well-known class of its name."""
        if self is other and (self._env.stock or self._kind in BY_IDENTITY):
            return True
        if self._kind not in BY_IDENTITY:
            self._refuse()
        known = known_class(self._bases[0], self._env.modules) if self._bases else None
        return known is not None and known is other

    def __ne__(self, other: Any) -> bool:
        return not self == other

    def __hash__(self) -> int:
        if self._kind not in BY_IDENTITY:
            self._refuse()
        return hash((self._bases and known_class(self._bases[0], self._env.modules)) or self._id)

    def __bool__(self) -> bool:
        """Python's rule for objects whose class says nothing of it, where tests expect what Otter does."""
        plain = self._kind in BY_IDENTITY or not {"__bool__", "__len__"} & self._able
        return True if self._env.stock and plain else self._refuse()

    def __dir__(self) -> list[str]:
        names = self._env.do("dir", self)
        return [name for name in names if type(name) is str] if type(names) is list else []

    __lt__ = __le__ = __gt__ = __ge__ = __abs__ = _refuse
    __float__ = __int__ = __index__ = __complex__ = __round__ = _refuse
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

    def __exit__(self: Any, kind: object, *_: object) -> None:
        if kind is not None:
            self._env.meet("raises in a `with` block of the notebook's: have its code raise", sure=False)
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
    texts = {text: property(functools.partial(_attribute, text)) for text in ("__doc__", "__module__")}
    return type(name, (Handle,), {"__slots__": (), **texts, **methods})


def _attribute(name: str, handle: Handle) -> Any:
    return handle._env.do("attr", handle, name)


class OwnKind:
    """Data of a student's own class: the judge's copy of the data, and all else asked of the object (`_handle`)."""

    _handle: Any

    def __getattr__(self, name: str) -> Any:
        if name == "_handle" or (name.startswith("__") and name.endswith("__") and name not in READABLE_DUNDERS):
            raise AttributeError(name)
        return getattr(self._handle, name)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._handle(*args, **kwargs)

    def __repr__(self) -> str:
        return repr(self._handle) if self._handle._env.stock else super().__repr__()

    def __str__(self) -> str:
        return str(self._handle) if self._handle._env.stock else super().__str__()

    def __format__(self, spec: str) -> str:
        return super().__format__(spec) if spec else str(self)


@functools.lru_cache(maxsize=256)
def _own_kind_class(name: str, base: Any) -> Any:
    return type(name, (OwnKind, base), {"__module__": "__main__"})


def own_kind(handle: Handle, value: Any) -> Any:
    """The value of a handle's object, as an object of a class of that name."""
    name = handle._mro[0].rpartition(".")[2][:100] if handle._mro else ""
    kind: Any = type(value)
    cls = _own_kind_class(name if name.isidentifier() else "Own", kind)
    base: Any = tuple if isinstance(value, tuple) else type(value)
    if isinstance(value, list | dict | set):
        made: Any = base.__new__(cls)
        base.__init__(made, value)
    else:
        made = base.__new__(cls, value)
    made._handle = handle
    return made


class _Kinds(type):
    """What makes `Kind` look like `type`."""

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        if len(args) == 1 and issubclass(type(args[0]), OwnKind):
            return args[0]._handle._env.do("type", args[0]._handle)
        if len(args) != 1 or kwargs or not issubclass(type(args[0]), Handle):
            return type(*args, **kwargs)
        return class_of(args[0])

    def __instancecheck__(cls, x: Any) -> bool:
        return isinstance(x, type)

    def __subclasscheck__(cls, c: Any) -> bool:
        return issubclass(c, type)

    def __eq__(cls, other: object) -> bool:
        return other is cls or other is type

    def __hash__(cls) -> int:
        return hash(type)

    def __repr__(cls) -> str:
        return "<class 'type'>"


class Kind(type, metaclass=_Kinds):
    """`type` as a test sees it: of a handle it gives the student's class, or the judge's own where it is well known."""


def class_of(handle: Handle) -> Any:
    """The class of what a handle stands for.

    Not one of data, whatever it says: that would have come as data.
    """
    name = object.__getattribute__(handle, "_mro")[:1]
    env = object.__getattribute__(handle, "_env")
    known = own_class(name[0]) or known_class(name[0], env.modules) if name else None
    cls = known or env.do("type", handle)
    if issubclass(type(cls), type) and is_data_class(cls):
        return type(handle)
    return type if cls is type else cls


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
