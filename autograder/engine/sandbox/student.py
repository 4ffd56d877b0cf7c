"""The untrusted side: runs a student's cells in an IPython shell and answers the judge's requests.

This file runs inside the sandbox, in the same process as student code. Nothing here is a defence: whatever this process
says is a claim, and the judge treats it so. Protocol, judge to sandbox:

    ["files", {name: bytes}]              write into the scratch folder
    ["warm", [name, …], seed]             import packages, and seed  -> ["value", …]
    ["pin", {name: value}, {name: class}] bind these names now and after every cell (see second.py, stand_in.py)
    ["cell", source, seed, variable, n]   run one cell, In [n]    -> ["done", {...}]
    ["get", name]                         a name of the notebook  -> ["value", v] | ["missing"]
    ["inside", is_ok, name, text, number] run a test in this process (see inside.py) -> ["value", {...}]
    ["do", op, grad, operands, kwargs]    one operation on values -> ["value", v, stdout, changed] | ["raise", {...}]
                                          (grad: whether torch records gradients)

and, while a cell or an operation runs, sandbox to judge: `["check", question]` (from `grader.check`) and
`["callback", id, args, kwargs]` (a function of the judge that student code calls).
"""

import builtins
import contextlib
import errno
import hashlib
import importlib
import sys
import traceback
import types
from pathlib import Path
from typing import Any

import msgspec
from wire import chance  # type: ignore[import-not-found]
from wire.codec import Packer, Unpacker  # type: ignore[import-not-found]  # handed in as files
from wire.frames import Channel  # type: ignore[import-not-found]
from wire.limits import NotDataError, WireError  # type: ignore[import-not-found]

from .figures import Figures
from .gradients import tape_of
from .inside import run_case, run_ok
from .operations import OPERATIONS, holds, packed
from .otter_stub import install_otter
from .sharing import Files, print_options, shared, write_files
from .shell import MESSAGE_CHARS, TRACEBACK_CHARS, CappedStream, reseed, safe_text
from .stand_in import stand_in
from .warmup import import_packages

CELL = "<ipython-input-"  # how IPython calls the file of a cell
LINE_CHARS = 1_000
MUTABLE = (list, dict, set, bytearray)
MAX_HELD = 16
MAX_NAMES = 10_000
OWN = ("begin", "names")  # operations on the notebook as a whole
ROOM = f"{Path(__file__).parent}/"  # our code, which no student need see in a traceback
ABILITIES = [
    "__call__", "__iter__", "__next__", "__len__", "__getitem__", "__setitem__", "__delitem__", "__enter__", "__exit__",
    "__bool__",
]  # fmt: skip


class Student:
    """Serves one judge over one channel.

    Args:
        channel: the wire.
        shell: the IPython shell made before the fork.
        output_chars: characters of output kept per cell and per call.
    """

    def __init__(self, channel: Any, shell: Any, output_chars: int, spill: Path) -> None:
        self.channel = channel
        self.shell = shell
        self.env: dict[str, Any] = shell.user_ns
        self.handles: dict[int, Any] = {}
        self.ids: dict[int, int] = {}
        self.copies: dict[int, list[Any]] = {}  # by id: the object, its token, a digest of what was sent of it
        self.out = CappedStream(output_chars)
        self.err = CappedStream(output_chars)  # of an operation; a cell's standard error is among its outputs
        self.held: list[list[Any]] | None = None  # arguments that student code has kept, and what was in them
        self.output_chars = output_chars
        self.spill = spill  # file behind descriptors 1 and 2: what C code and subprocesses print
        self.spilled = 0
        self.pins: dict[str, Any] = {}
        served = (self.files, self.warm, self.pin, self.cell, self.get, self.do, self.inside)
        self.requests = {method.__name__: method for method in served}
        self.install()

    # -- values ---------------------------------------------------------------------------------------------------

    def foreign(self, x: Any) -> list[Any]:
        """The node of a handle for `x`."""
        number = self.number(x)
        if isinstance(x, types.ModuleType):
            kind = "module"
        elif isinstance(x, type):
            kind = "class"
        elif callable(x):
            kind = "function" if isinstance(x, types.FunctionType | types.BuiltinFunctionType) else "callable"
        else:
            kind = "instance"
        if kind == "class" and issubclass(x, BaseException) and x.__module__ == "__main__":
            return [
                "h",
                self.number(x),
                kind,
                x.__name__[:200],
                _names(type(x).__mro__),
                [],
                _names(x.__mro__),
                self.chain(x),
            ]
        name = getattr(x, "__name__", "") if kind in ("module", "class", "function") else ""
        bases = _names(x.__mro__) if kind == "class" else []
        return ["h", number, kind, str(name)[:200], _names(type(x).__mro__), _able(type(x)), bases]

    def number(self, x: Any) -> int:
        """The number of the handle for `x`."""
        if id(x) not in self.ids:
            self.ids[id(x)] = len(self.handles) + 1
            self.handles[len(self.handles) + 1] = x
        return self.ids[id(x)]

    def chain(self, kind: type) -> list[list[Any]]:
        """The notebook's classes among an exception class and its bases, as numbers and names."""
        return [[self.number(c), c.__name__[:200]] for c in kind.__mro__[:20] if c.__module__ == "__main__"]

    def resolve(self, node: list[Any]) -> Any:
        """The object of a handle or call-back node that the judge sent."""
        if node[0] == "mx":
            return sys.modules["numpy"].asmatrix(node[1])
        if node[0] == "mask":
            return node[1]
        if node[0] == "rng":
            return chance.made(node[1])
        if node[0] == "own":
            return self.resolve(node[2])
        if node[0] == "H":
            return self.handles[node[1]]
        if node[0] == "cb":
            return self.callback(node[1], node[2])
        if node[0] == "g":
            module = importlib.import_module(node[1])
            return getattr(module, node[2]) if node[2] else module
        raise WireError("unknown node")

    def callback(self, number: int, name: str) -> Any:
        """A function that asks the judge to call its own function `number`."""

        def call_judge(*args: Any, **kwargs: Any) -> Any:
            packer = Packer(self.foreign)
            self.channel.send(["callback", number, packer.value(list(args)), packer.value(kwargs)], packer)
            reply, body = self.serve("returned", "raised")
            if reply[0] == "raised":
                error = getattr(builtins, reply[1], RuntimeError)
                raise (error if isinstance(error, type) and issubclass(error, Exception) else RuntimeError)(reply[2])
            return Unpacker(body, self.resolve).value(reply[1])

        call_judge.__name__ = call_judge.__qualname__ = name
        return call_judge

    def reply(self, kind: str, *values: Any) -> None:
        """Sends a message whose fields are values; what cannot travel becomes an exception for the judge."""
        try:
            packer = Packer(self.foreign)
            message = [kind, *[packer.value(v) for v in values]]
            self.channel.send(message, packer)
        except NotDataError as e:
            self.refuse(e)

    def refuse(self, e: Exception) -> None:
        """Tells the judge what cannot be sent."""
        error = {"type": "TypeError", "bases": ["builtins.TypeError"], "message": str(e)[:MESSAGE_CHARS]}
        self.channel.send(["raise", error | {"beyond": True}])

    # -- serving --------------------------------------------------------------------------------------------------

    def serve(self, *until: str) -> Any:
        """Answers requests until a message of one of the kinds in `until` comes; returns it."""
        while True:
            message, body = self.channel.recv()
            if message[0] in until:
                return message, body
            self.requests[message[0]](message, body)

    def files(self, message: list[Any], body: Any) -> None:
        write_files(Unpacker(body, self.resolve).value(message[1]))
        Files.note()
        self.reply("value", None, "", [])

    def warm(self, message: list[Any], body: Any) -> None:
        import_packages(message[1])
        reseed(message[2])
        self.reply("value", None, "", [])

    def pin(self, message: list[Any], body: Any) -> None:
        unpack = Unpacker(body, self.resolve)
        classes = unpack.value(message[2])
        self.pins = unpack.value(message[1]) | {name: stand_in(name, *parts) for name, parts in classes.items()}
        self.env.update(self.pins)
        self.reply("value", None, "", [])

    def get(self, message: list[Any], body: Any) -> None:
        missing = object()
        value = self.env.get(message[1], missing)
        if value is missing:
            self.channel.send(["missing"])
        else:
            self.give(value, message[2] if len(message) > 2 else [])

    def begin(self) -> dict[str, Any]:
        """What a case should know before it begins: how things are printed, which builtins have another meaning."""
        self.held = []
        own = [n for n in dir(builtins) if n in self.env and callable(self.env[n])]
        return print_options() | {"defines": own}

    def names(self) -> list[str]:
        """All names of the notebook, as `dir()` of a test shows them."""
        return [name for name in self.env if type(name) is str][:MAX_NAMES]

    def give(self, value: Any, held: list[int]) -> None:
        """Sends a value; of one that the judge holds a copy of only that it is as it was."""
        try:
            packer = Packer(self.foreign)
            node = packer.value(value)
            more: dict[str, Any] = {}
            if type(node) is list and node[0] not in ("h", "I", "u", "..."):
                known = self.copies.setdefault(id(value), [value, len(self.copies) + 1, b""])
                digest = hashlib.blake2b(msgspec.msgpack.encode(node))
                for data in packer.buffers:
                    digest.update(data)
                same = known[1] in held and known[2] == digest.digest()
                known[2] = digest.digest()
                more = {"token": known[1], "same": same}
                if same:
                    node, packer = None, Packer(self.foreign)
            self.channel.send(["value", node, "", packer.value([]), packer.value(more)], packer)
        except NotDataError as e:
            self.refuse(e)

    def do(self, message: list[Any], body: Any) -> None:
        """One operation: call, attribute, item, operator, …"""
        unpack = Unpacker(body, self.resolve)
        try:
            operands, kwargs = unpack.value(message[3]), unpack.value(message[4])
        except Exception as e:  # this side's libraries may be older than the judge's
            self.refuse(e)
            return
        places = [*enumerate(operands), *kwargs.items()]
        given = {place: (x, s) for place, x in places if (s := chance.state_of(x)) is not None}
        first = {"call": 1, "counted": 3}.get(message[1])  # the first of the operands that are arguments of a call
        told: dict[str, Any] = {}
        sent = unpack.value(message[5]) if len(message) > 5 else {}
        before = packed([operands, kwargs])[0] if first is not None else None
        torch = None if message[2] else sys.modules.get("torch")
        try:
            record = torch.no_grad() if torch else contextlib.nullcontext()
            with self.captured(self.err), self.printing(None), record, shared(sent, told):
                whole = message[1] in OWN
                result = getattr(self, message[1])() if whole else OPERATIONS[message[1]](*operands, **kwargs)
        except BaseException as e:
            told |= _drawn(given) | self.said()
            packer = Packer(self.foreign)
            more = {"more": packer.value(told)} if told else {}
            self.channel.send(["raise", self.exception(e) | more], packer)
            return
        changed: list[Any] = []
        if before is not None:  # arrays are compared with the frame they came in
            after, buffers = packed([operands, kwargs])
            changed = [] if after == before and holds(body, buffers) else [operands[first:], kwargs]
        more = told | _drawn(given) | self.said()
        if message[1] == "call" and message[2]:
            more |= tape_of(result, [*operands[1:], *kwargs.values()])
        if message[1] == "call" and type(result) in MUTABLE:
            which = next((i for i, x in enumerate(operands) if x is result), 0)
            if which:
                result, more["argument"] = None, which
        if self.held is not None:
            more |= self.kept(self.held, places if first is not None else [])
        self.reply("value", result, self.out.take(), changed, more)

    def said(self) -> dict[str, Any]:
        """What an operation wrote to standard error."""
        text = self.err.take()
        return {"stderr": text} if text else {}

    def kept(self, held: list[list[Any]], places: list[tuple[Any, Any]]) -> dict[str, Any]:
        """Which arguments student code still has after its call, and whether it has changed one of an earlier call."""
        found: list[Any] = []
        more: dict[str, Any] = {}
        for entry in held:
            now = packed([entry[0]])[0]
            if now != entry[1]:
                entry[1], more["kept"] = now, True
        nobodys: list[Any] = []  # has as many references as an argument that nobody kept
        own = 0
        for place, x in [(None, nobodys), *places]:
            references = sys.getrefcount(x)
            own = own or references
            if type(x) in MUTABLE and references > own and len(held) < MAX_HELD:
                found.append(place)
                if all(entry[0] is not x for entry in held):
                    held.append([x, packed([x])[0]])
        return more | ({"holds": found} if found else {})

    def inside(self, message: list[Any], body: Any) -> None:
        """Runs a test as stock Otter would."""
        _, is_ok, name, text, number = message
        with self.captured():
            passed, said = run_ok(name, text, self.env, self.shell) if is_ok else run_case(name, text, number, self.env)
        self.out.take()
        self.reply("value", {"passed": passed, "message": said}, "", [])

    @contextlib.contextmanager
    def captured(self, err: CappedStream | None = None) -> Any:
        """Standard output goes to the capped stream, and standard error, too, or to one of its own."""
        old = sys.stdout, sys.stderr
        sys.stdout, sys.stderr = self.out, err or self.out
        try:
            yield
        finally:
            sys.stdout, sys.stderr = old

    @contextlib.contextmanager
    def printing(self, stream: CappedStream | None) -> Any:
        """What is printed in between is a cell's output (in `stream`), or the result of an operation."""
        before, self.shell.printed = self.shell.printed, stream
        try:
            yield
        finally:
            self.shell.printed = before

    def exception(self, e: BaseException, causes: int = 2) -> dict[str, Any]:
        """An exception as data: names, message, the student's part of the traceback; what it was raised from."""
        frames = traceback.extract_tb(e.__traceback__)
        lines = traceback.format_list([f for f in frames if not f.filename.startswith(ROOM)])
        kind = type(e)
        lines_of_cells = [f for f in frames if f.filename.startswith(CELL) and f.lineno]
        own: dict[str, Any] = {}
        if kind.__module__ == "__main__":
            own = {"handle": self.foreign(e), "chain": self.chain(kind)}
        if causes and e.__cause__ is not None:
            own["cause"] = self.exception(e.__cause__, causes - 1)
        return own | {
            "line": [lines_of_cells[-1].lineno, (lines_of_cells[-1].line or "")[:LINE_CHARS]] if lines_of_cells else [],
            "type": kind.__name__[:200],
            "bases": _names(kind.__mro__),
            "message": safe_text(e)[:MESSAGE_CHARS],
            "traceback": "".join(lines)[-TRACEBACK_CHARS:],
            "stdout": self.out.take(),
        }

    # -- cells ----------------------------------------------------------------------------------------------------

    def cell(self, message: list[Any], body: Any) -> None:
        """Runs one cell and reports its outputs."""
        _, source, seed, variable, *number = message
        if number and number[0]:  # a traceback says `Cell In[n]`; a replay leaves cells out
            self.shell.execution_count = number[0]
        if variable is not None:
            self.env[variable] = seed
        elif seed is not None:
            reseed(seed)
        self.shell.outputs = []
        limit = ""
        with self.captured(), self.printing(self.out):
            try:
                result = self.shell.run_cell(source, store_history=True)
                error = result.error_before_exec or result.error_in_exec
                limit = _limit_of(error)
            except BaseException as e:  # a cell that broke the shell itself
                error = e
                self.shell.outputs.append(
                    {
                        "output_type": "error",
                        "ename": type(e).__name__,
                        "evalue": safe_text(e),
                        "traceback": [],
                    }
                )
        self.env.update(self.pins)
        text = self.out.take() + self.take_spill()
        outputs = self.shell.outputs + ([{"output_type": "stream", "name": "stdout", "text": text}] if text else [])
        self.reply(
            "done",
            {"failed": error is not None, "limit": limit, "outputs": _capped(outputs, self.output_chars)},
        )

    def take_spill(self) -> str:
        with contextlib.suppress(OSError), self.spill.open("rb") as f:
            f.seek(self.spilled)
            data = f.read(self.output_chars)
            self.spilled = self.spill.stat().st_size
            return data.decode("utf-8", "replace")
        return ""

    def check(self, question: str, env: dict[str, Any] | None) -> list[list[Any]] | None:
        """Asks the judge to run a question on the names of `env` (None: the notebook's); None: there is no such one."""
        self.env.update(self.pins)
        self.shell.put()  # what the cell printed is no output of the test
        before, self.env = self.env, self.env if env is None else env
        try:
            self.channel.send(["check", question])
            reply, _ = self.serve("checked", "unknown")
        finally:
            self.env = before
        return reply[1] if reply[0] == "checked" else None

    def install(self) -> None:
        """What a notebook expects around it: otter, `input`, `exit`."""

        def no_input(prompt: object = "") -> str:
            raise EOFError("input() has nobody to answer it while grading: put the value into a variable instead")

        builtins.input = no_input
        Figures.watch()
        self.env.setdefault("display", __import__("IPython.display").display.display)
        install_otter(self.check)


def _limit_of(error: BaseException | None) -> str:
    """Which limit an error, or one behind it, ran into: "memory", "files" or none."""
    for _ in range(20):
        if isinstance(error, MemoryError) or "DefaultCPUAllocator" in safe_text(error):  # torch's
            return "memory"
        if isinstance(error, OSError) and error.errno in (errno.EFBIG, errno.ENOSPC, errno.EDQUOT):
            return "files"
        error = error and (error.__cause__ or error.__context__)
        if error is None:
            break
    return ""


def _drawn(given: dict[Any, Any]) -> dict[str, Any]:
    """How far the generators that came with an operation have gone on."""
    found = {place: chance.steps(before, chance.state_of(x)) for place, (x, before) in given.items()}
    return {"drawn": {place: claim for place, claim in found.items() if claim}} if found else {}


def _names(classes: tuple[type, ...]) -> list[str]:
    return [f"{c.__module__}.{c.__qualname__}"[:200] for c in classes[:20]]


def _able(kind: type) -> list[str]:
    """Which of `ABILITIES` instances of `kind` have, by Python's own rule: looked up in the classes, None is no."""
    found = {name: value for c in reversed(kind.__mro__) for name, value in vars(c).items() if name in ABILITIES}
    return [name for name in ABILITIES if found.get(name) is not None]


def _capped(outputs: list[dict[str, Any]], limit: int) -> list[dict[str, Any]]:
    """`outputs` within `limit` characters of text and 100 entries; pictures count a tenth, prints are cut."""
    kept, used = [], 0
    for out in outputs[:100]:
        if "text" in out:
            out = {**out, "text": out["text"][: limit - used]}
        data = out.get("data", {})
        size = len(out.get("text", ""))
        size += sum(len(v) // (10 if k.startswith("image/") else 1) for k, v in data.items() if isinstance(v, str))
        if used + size <= limit:
            used += size
            if "data" in out:
                out = {**out, "data": {k: v for k, v in data.items() if type(v) is str}}
            kept.append(out)
    return kept


def main(sock: Any, shell: Any, spec: dict[str, Any]) -> None:
    """Serves until the judge hangs up."""
    sys.path.append(str(Path.cwd()))
    if not spec.get("pictures", True):  # nobody will look at them, and drawing takes longer than most notebooks
        shell.display_formatter.active_types = ["text/plain", "text/html", "text/markdown", "text/latex"]
    student = Student(Channel(sock, spec["message_bytes"]), shell, spec["output_chars"], Path(spec["spill"]))
    reseed(spec.get("seed") or 0)
    with contextlib.suppress(WireError):
        student.serve()
