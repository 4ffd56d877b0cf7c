"""The notebook's names as the globals of a test, looked up in the sandbox when the test asks for them."""

import __future__

import builtins
import contextlib
import functools
import sys
import types
from collections.abc import Callable, Iterable, Iterator, KeysView, Mapping, Sequence
from typing import Any

import msgspec
import numpy as np

from autograder.engine.judge.exceptions import ErrorType, StudentError, error_type, student_error
from autograder.engine.judge.gradients import attached
from autograder.engine.judge.handles import (
    ABILITIES,
    Handle,
    Kind,
    NotComparableError,
    OwnKind,
    describe,
    handle_type,
    own_kind,
)
from autograder.engine.judge.library import asking
from autograder.engine.judge.restore import Changes
from autograder.engine.judge.sandbox import Sandbox
from autograder.engine.judge.sharing import Shared, printing_as
from autograder.engine.judge.trusted import (
    AMBIGUOUS,
    WELL_KNOWN,
    UnsendableError,
    importable,
    known_class,
    own_class,
    trusted_module,
)
from autograder.engine.wire import chance
from autograder.engine.wire.codec import Packer, is_data_class
from autograder.engine.wire.library import OWN_KINDS
from autograder.engine.wire.limits import NotDataError, WireError
from autograder.results import Verdict

OPERATIONS = 1000  # of a case, after which it may be too slow for us
CASE_MESSAGES = 4  # messages of full size that one case may receive
SUBJECTS = {"sum", "max", "min", "pow", "map", "filter", "reversed", "divmod"}  # what a task may ask for; no judges
PLAIN_CALLABLES = (types.FunctionType, types.BuiltinFunctionType, types.MethodType, type, functools.partial, np.ufunc)
FIGURE = "current_figure"  # what a test calls the last figure of the notebook


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


class Engine:
    """What the checks ask of us (checks/remote.py)."""

    def describe(self, x: Any) -> str | None:
        """What a handle stands for, from data that came with it."""
        if not issubclass(type(x), Handle):
            return None
        try:
            what, own, mro = (object.__getattribute__(x, slot) for slot in ("_kind", "_name", "_mro"))
        except AttributeError:
            return "an object that is not plain data"
        if what in ("function", "class", "module"):
            return f"the {what} {own!r}, not its result"
        name = mro[0].rsplit(".", 1)[-1] if mro else "unknown"
        if name in ("function", "method", "builtin_function_or_method", "type"):
            return "a function or a class, not its result"
        return f"an object of type {name}"

    def counted(self, limit: int, escapes: Iterable[str]) -> contextlib.AbstractContextManager[Count]:
        """Counts what handles do."""
        return counted(limit, escapes)


def _places(operands: Sequence[Any], kwargs: Mapping[str, Any]) -> list[tuple[Any, Any]]:
    return [*enumerate(operands), *kwargs.items()]


def _has_parameters(value: Any) -> bool:
    """Whether tensors that a test may want to change are among what came: a copy of one, an item, a named item."""
    torch = sys.modules.get("torch")
    if torch is None:
        return False
    parts = [value, *(value if type(value) in (list, tuple) and len(value) < 100 else ())]
    parts += [p for part in parts[1:] if type(part) in (list, tuple) and len(part) < 10 for p in part]
    return any(isinstance(part, torch.Tensor) and part.requires_grad for part in parts)


class Environment(dict[str, Any]):
    """The notebook's names, looked up in the sandbox when a test asks for them.

    Used as the globals of a test: a name that the test's own code binds wins; builtins and well-known modules are the
    judge's; all others are the student's.

    Args:
        sandbox: the running sandbox.
        aliases: names of modules in the notebook as it was handed out, such as {"np": "numpy"}.
        attributes: names that the test writes before a dot, and the names after it.
        stock: the test expects what Otter does.
        modules: of the course, which lie beside the notebook and the tests.
    """

    def __init__(
        self,
        sandbox: Sandbox,
        aliases: dict[str, str] | None = None,
        attributes: Mapping[str, Iterable[str]] | None = None,
        stock: bool = False,
        modules: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__()
        self.sandbox, self.stock, self.modules = sandbox, stock, modules
        self.shared: Shared | None = None  # with student code, while a test runs
        self.shadowed: set[str] = set()  # builtins that the notebook defines itself
        self.error_types: dict[int, ErrorType] = {}  # by handle: exception classes of the notebook
        self.aliases = WELL_KNOWN | (aliases or {})
        self.ambiguous = {n: (AMBIGUOUS[n], names) for n, names in (attributes or {}).items() if n in AMBIGUOUS}
        self.missing: list[str] = []
        self.errors: list[StudentError] = []
        self.handles: dict[int, Handle] = {}
        self.given: dict[str, Any] = {}  # parameter of the test → what the student's name was bound to
        self.changes = Changes()
        self.held: list[tuple[Any, bytes]] = []  # arguments that student code says it has kept, and what was in them
        sandbox.channel.left = CASE_MESSAGES * sandbox.channel.max_bytes
        sandbox.foreign, sandbox.resolve = self._foreign, self._resolve

    # -- a mapping that asks the sandbox -----------------------------------------------------------------------------

    def __missing__(self, name: str) -> Any:
        """A global name of test code."""
        if name == FIGURE:
            return self.do("figure")
        if name in self.aliases and (module := trusted_module(self.aliases[name])) is not None:
            return module
        if name == "type":
            return Kind
        if name in self.shadowed:
            self.meet(f"uses `{name}`, which the notebook defines, too: give the notebook's another name")
        if hasattr(builtins, name):  # a student's `all` or `sum` must not judge
            raise KeyError(name)
        return self.student(name)

    def student(self, name: str) -> Any:
        """The student's own binding of `name`; KeyError when there is none."""
        fresh = self.sandbox.names.get(name)
        if fresh is not None and fresh[0] == self.sandbox.epoch:  # no code of the student's has run since
            return fresh[1]
        reply = self.sandbox.request("get", plain=(name, list(self.sandbox.copies)))
        if name in self.ambiguous and (reply[0] != "value" or isinstance(reply[1], Handle)):
            path, attributes = self.ambiguous[name]
            module = trusted_module(path)
            if module is not None and all(hasattr(module, attribute) for attribute in attributes):
                return module
        if reply[0] == "missing":
            self.missing.append(name)
            raise KeyError(name)
        if reply[0] == "raise":
            raise student_error(reply[1])
        value = self.copied(reply[1], reply[4] if len(reply) > 4 else {})
        self.sandbox.names[name] = (self.sandbox.epoch, value)
        return self.came(value)

    def copied(self, value: Any, more: Any) -> Any:
        """One object of the judge's for one of the student's, as long as theirs does not change."""
        token = more.get("token") if type(more) is dict else None
        if type(token) is not int:
            return value
        if more.get("same") is not True:
            self.sandbox.copies[token] = value
        elif token not in self.sandbox.copies:
            raise self.sandbox.fail(Verdict.PROTOCOL, "stopped: the sandbox broke the protocol (an unknown copy)")
        return self.sandbox.copies[token]

    def came(self, value: Any) -> Any:
        """Takes note that data of the student's is here."""
        if value is not None and not isinstance(value, Handle):
            self.sandbox.came()
        return value

    def get(self, name: str, default: Any = None) -> Any:
        """A parameter of a test function: asked for by name, so a student's `sum` is meant."""
        if name in __future__.all_feature_names:  # doctest looks for them in the globals of a test
            return default
        if super().__contains__(name):
            return super().__getitem__(name)
        if name == FIGURE:
            return self.do("figure")
        if name in self.aliases and (module := trusted_module(self.aliases[name])) is not None:
            return module
        try:
            self.given[name] = self.student(name)
        except KeyError:
            return default
        return self.given[name]

    def __contains__(self, name: object) -> bool:
        if super().__contains__(name):
            return True
        try:
            self[str(name)]
        except KeyError:
            return False
        return True

    def __iter__(self) -> Iterator[str]:
        """Own names, then the notebook's: what `dir()` and `globals()` of a test show."""
        own = [*super().__iter__()]
        names = self.do("names")
        if type(names) is not list or not all(type(name) is str for name in names):
            raise self.sandbox.fail(Verdict.PROTOCOL, "stopped: the sandbox broke the protocol (no names)")
        return iter(dict.fromkeys(own + names))

    def __len__(self) -> int:
        return sum(1 for _ in self)  # a list would ask for the length first

    def keys(self) -> KeysView[str]:  # type: ignore[override]  # a dict's own view shows what it stores
        """A view of all names."""
        return KeysView(self)

    def items(self) -> list[tuple[str, Any]]:  # type: ignore[override]
        """Every name with its value, fetched now."""
        return [(name, self.get(name)) for name in self]

    def values(self) -> list[Any]:  # type: ignore[override]
        """Every value, fetched now."""
        return [value for _, value in self.items()]

    def copy(self) -> "Environment":
        """The globals of one doctest: own bindings are not shared, the sandbox is."""
        twin = Environment.__new__(Environment)
        dict.__init__(twin, dict.items(self))
        twin.__dict__.update(self.__dict__)
        return twin

    # -- operations --------------------------------------------------------------------------------------------------

    def do(self, operation: str, *operands: Any, **kwargs: Any) -> Any:
        """One round trip; prints what student code printed, restores arguments it changed, raises what it raised."""
        torch = sys.modules.get("torch")
        grad = torch is None or torch.is_grad_enabled()
        count = None if self.sandbox.calling_back else _count
        sent = (operation, list(operands)) if count is None else ("counted", [count.limit, operation, *operands])
        given = {place: (x, s) for place, x in _places(operands, kwargs) if (s := chance.state_of(x)) is not None}
        self.sandbox.operations += 1
        if self.stock and self.sandbox.operations % OPERATIONS == 0 and self.sandbox.lags():
            self.meet(f"asks for the student's objects more than {OPERATIONS} times: ask for all at once")
            raise NotComparableError(f"the test asks for more than {OPERATIONS} objects or calls, one at a time")
        if any(now != before for before, now in ((before, self.contents(x)) for x, before in self.held)):
            self.meet("changes an argument after the call that got it: hand over a copy", sure=True)
        nested = self.sandbox.calling_back
        shared = self.shared.sent(nested) if self.shared is not None else {}
        reply = self.sandbox.request("do", sent[1], kwargs, *([shared] if shared else []), plain=(sent[0], grad))
        more = reply[1].get("more") if reply[0] == "raise" else reply[4] if len(reply) > 4 else {}
        more = more if type(more) is dict else {}
        self.take(more)
        if type(more.get("stderr")) is str:
            sys.stderr.write(more["stderr"])
        if more.get("kept") is True:
            self.meet("looks at an argument that the notebook changes after the call that got it", sure=False)
        drawn = more.get("drawn")
        for place, claim in drawn.items() if type(drawn) is dict else ():
            if place in given:
                self.checked(chance.follow, *given[place], claim)
        if reply[0] == "raise":
            self.came(reply[1])
            error = student_error(reply[1], self.error_types)
            bases = reply[1].get("bases")
            if isinstance(error, StudentError) and type(bases) is list and "builtins.StopIteration" in bases:
                self.meet("has the notebook raise StopIteration: take the items with `list` or `next`", sure=False)
            if type(reply[1].get("handle")) is list:
                error.handle = self._resolve(reply[1]["handle"])
            printed = reply[1].get("stdout", "")
            sys.stdout.write(printed if type(printed) is str else "")
            if not (operation == "attr" and isinstance(error, AttributeError)):
                self.errors.append(error)
            raise error
        _, value, printed, changed = reply[:4]
        if type(printed) is str and printed:
            self.came(printed)
            sys.stdout.write(printed)
        if type(changed) is list and len(changed) == 2:
            self.came(changed)
            self.changes.restore(list(operands[1:]), changed[0])
            self.changes.restore(dict(kwargs), changed[1])
        self.hold(more.get("holds"), operands, kwargs)
        which: Any = more.get("argument")
        given_back = operation == "call" and type(which) is int and 0 < which < len(operands)
        if given_back and type(operands[which]) in (list, dict, set, bytearray):  # it returned what it was given
            self.came(True)
            return operands[which]
        if _has_parameters(value):
            self.meet("trains with copies of parameters: let a function of the notebook do it", sure=False)
        if "tape" in more:
            value = self.checked(attached, value, more, [*operands[1:], *kwargs.values()])
        return self.came(value if count is None else count.take(value))

    def hold(self, places: Any, operands: Sequence[Any], kwargs: Mapping[str, Any]) -> None:
        """Remembers what is in arguments that student code has kept, as it claims."""
        named = [p for p in places if type(p) in (int, str)] if type(places) is list else []
        for place, x in _places(operands, kwargs):
            if place in named and type(x) in (list, dict, set, bytearray):
                self.held = [entry for entry in self.held if entry[0] is not x][-16:] + [(x, self.contents(x))]

    @staticmethod
    def contents(x: Any) -> bytes:
        """What is in an argument; nothing where that cannot be told."""
        try:
            return msgspec.msgpack.encode(Packer(lambda part: ["h", id(part)]).value(x))
        except NotDataError:
            return b""

    def take(self, more: dict[Any, Any]) -> None:
        """Takes over what an operation changed of what is shared."""
        if self.shared is not None and more:
            if more.get("files"):
                self.came(True)
            self.checked(self.shared.told, more)

    def checked(self, function: Callable[..., Any], *args: Any) -> Any:
        """A function of the engine on what the sandbox sent."""
        try:
            return function(*args)
        except WireError as e:
            raise self.sandbox.fail(Verdict.PROTOCOL, f"stopped: the sandbox broke the protocol ({e})") from None

    @contextlib.contextmanager
    def begun(self) -> Iterator[None]:
        """The notebook's files and print options are the test's, where it expects what Otter does."""
        if not self.stock or self.shared is None:
            yield
            return
        reply = self.sandbox.request("do", [], {}, self.shared.sent(True), plain=("begin", True))
        self.take(reply[4] if len(reply) > 4 and type(reply[4]) is dict else {})
        claimed = reply[1] if reply[0] == "value" and type(reply[1]) is dict else {}
        names = claimed.get("defines")
        self.shadowed |= {name for name in names if name in SUBJECTS} if type(names) is list else set()
        with printing_as(claimed), asking(self):
            yield

    def meet(self, what: str, sure: bool = True) -> None:
        """Takes note that the test asks what a handle cannot do."""
        self.sandbox.meet(what, sure)

    def undo(self) -> None:
        """Gives the test's objects back what student code changed in them: they may be those of a course's module."""
        self.changes.undo(self.sandbox.copies.values())

    def _foreign(self, x: Any) -> Any:
        if issubclass(type(x), OwnKind):
            x = x._handle
        if isinstance(x, Handle):
            if object.__getattribute__(x, "_env").sandbox is not self.sandbox:
                raise UnsendableError("an object of another sandbox cannot be sent to this one")
            return ["H", object.__getattribute__(x, "_id")]
        if x is Kind:
            x = type
        if isinstance(x, types.ModuleType | type | types.BuiltinFunctionType) or type(x).__name__ == "ufunc":
            node = importable(x)
            if node is not None:
                return node
        if isinstance(x, ErrorType) and x.handle is not None:
            return ["H", object.__getattribute__(x.handle, "_id")]
        if isinstance(x, StudentError) and x.handle is not None:
            return ["H", object.__getattribute__(x.handle, "_id")]
        if (state := chance.state_of(x)) is not None:
            return ["rng", state]
        if callable(x):
            if not isinstance(x, PLAIN_CALLABLES):
                self.meet(f"hands a {type(x).__name__} to the notebook, which can only call it", sure=False)
            number = len(self.sandbox.callbacks) + 1
            self.sandbox.callbacks[number] = x
            return ["cb", number, getattr(x, "__name__", "function")]
        if is_data_class(type(x)):  # too large, or with a key of an odd kind: as likely from the student's values
            raise NotDataError(f"this {type(x).__name__} cannot be sent to student code")
        raise UnsendableError(f"a {type(x).__name__} cannot be sent to student code: pass plain data or a function")

    def _resolve(self, node: list[Any]) -> Any:
        if node and node[0] == "mx":  # arrays with rules of their own, which could turn a course's comparison around
            return node[1].view(np.matrix) if self.stock else node[1]
        if node and node[0] == "mask":
            return node[1] if self.stock else np.asarray(node[1].data)
        if node and node[0] == "own":
            handle = self._resolve(node[2])
            if not isinstance(node[1], OWN_KINDS) or isinstance(node[1], bool):
                raise WireError("data of no kind that has subclasses")
            if not issubclass(type(handle), Handle):
                return node[1]
            if node[3] is not True:
                self.meet(
                    f"compares or uses {describe(handle)}, which is data and more: use its attributes", sure=False
                )
            return own_kind(handle, node[1])
        if not node or node[0] != "h" or len(node) not in (7, 8):
            raise WireError("an unknown tag")
        _, number, kind, name, *lists = node[:7]  # a module is a handle, too: a test may set what it got, or call it
        if type(number) is not int or type(kind) is not str or type(name) is not str:
            raise WireError("a malformed handle")
        if any(type(names) is not list or any(type(n) is not str for n in names) for names in lists):
            raise WireError("a malformed handle")
        known = self.handles.get(number)
        if known is None:
            _, _, bases = lists
            own = own_class(bases[0]) if kind == "class" and bases else None
            if own is not None:
                return own
            if kind == "class" and bases and known_class(bases[0]) is not None:
                self.meet(f"asks for the class {name!r} of a library itself: compare with `==`", sure=False)
            if len(node) == 8 and any(issubclass(known_class(b) or int, Exception) for b in bases):
                return error_type(node[7], bases, self.error_types, functools.partial(self._handle, node))
            return self._handle(node)
        return known

    def _handle(self, node: list[Any]) -> Handle:
        """The handle of a well-formed node."""
        _, number, _, _, mro, abilities, _ = node[:7]
        known = self.handles.get(number)
        if known is None:
            cls = mro[0].rpartition(".")[2][:100] if mro else ""
            able = tuple(a for a in ABILITIES if a in abilities)
            known = handle_type(cls if cls.isidentifier() else "Handle", able)(self, node[:7])
            self.handles[number] = known
        return known
