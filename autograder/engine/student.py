"""The untrusted side: runs a student's cells in an IPython shell and answers the judge's requests.

This file runs inside the sandbox, in the same process as student code, and stands alone (standard library, IPython,
numpy and matplotlib when present, `wire`). Nothing here is a defence: whatever this process says is a claim, and the
judge treats it so. Protocol, judge to sandbox:

    ["files", {name: bytes}]              write into the scratch folder
    ["pin", {name: value}]                bind these names now and after every cell (see pins.py)
    ["cell", source, seed, variable]      run one cell            -> ["done", {...}]
    ["get", name]                         a name of the notebook  -> ["value", v] | ["missing"]
    ["do", op, grad, operands, kwargs]    one operation on values -> ["value", v, stdout, changed] | ["raise", {...}]
                                          (grad: whether torch records gradients)

and, while a cell or an operation runs, sandbox to judge: `["check", question]` (from `grader.check`) and
`["callback", id, args, kwargs]` (a function of the judge that student code calls).
"""

import builtins
import contextlib
import ctypes
import importlib
import importlib.util
import inspect
import io
import operator
import random
import re
import sys
import traceback
import types
from pathlib import Path
from typing import Any

import counting  # type: ignore[import-not-found]  # handed in as a file
import wire  # type: ignore[import-not-found]  # handed in as a file beside this one

ANSI = re.compile(r"\x1b\[[0-9;]*m")
TRACEBACK_CHARS = 20_000
MESSAGE_CHARS = 4_000
MAX_AXES, MAX_ARTISTS = 64, 500
ABILITIES = [
    "__call__", "__iter__", "__next__", "__len__", "__getitem__", "__setitem__", "__delitem__", "__enter__", "__exit__",
]  # fmt: skip


class CappedStream(io.TextIOBase):
    """A text stream that keeps the first `limit` characters and counts the rest."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.parts: list[str] = []
        self.size = 0
        self.dropped = 0

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        keep = str(text)[: max(0, self.limit - self.size)]
        if keep:
            self.parts.append(keep)
            self.size += len(keep)
        self.dropped += len(text) - len(keep)
        return len(text)

    def take(self) -> str:
        """What was written since the last call."""
        text = "".join(self.parts)
        if self.dropped:
            text += f"\n… {self.dropped} more characters were not kept"
        self.parts, self.size, self.dropped = [], 0, 0
        return text


def make_shell() -> Any:
    """An IPython shell without history, prompts, GUI loops or files; made once, before the fork."""
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    class Shell(InteractiveShell):
        """Collects outputs in `self.outputs` as nbformat dictionaries."""

        outputs: list[dict[str, Any]] = []

        def _showtraceback(self, etype: type, evalue: BaseException, stb: list[str]) -> None:
            self.outputs.append(
                {
                    "output_type": "error",
                    "ename": etype.__name__[:200],
                    "evalue": safe_text(evalue)[:MESSAGE_CHARS],
                    "traceback": [ANSI.sub("", "\n".join(stb))[-TRACEBACK_CHARS:]],
                }
            )

        def enable_gui(self, gui: str | None = None) -> None:
            """No event loop in a sandbox."""

        def ask_exit(self) -> None:
            print("exit() does not end a notebook that is being graded.")

        def system(self, cmd: str) -> None:  # the default wants a pseudo-terminal
            self.system_raw(cmd)

    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "NoColor"
    config.InteractiveShell.cache_size = 0
    shell = Shell.instance(config=config)
    shell.display_formatter.active_types = [
        "text/plain", "text/html", "text/markdown", "text/latex", "image/png", "image/svg+xml",
    ]  # fmt: skip

    def publish(data: dict[str, Any], metadata: Any = None, **_: Any) -> None:
        shell.outputs.append({"output_type": "display_data", "data": dict(data), "metadata": {}})

    shell.display_pub.publish = publish
    shell.display_pub.clear_output = lambda wait=False: shell.outputs.clear()

    def write_format_data(format_dict: dict[str, Any], md_dict: Any = None) -> None:
        shell.outputs.append(
            {
                "output_type": "execute_result",
                "data": dict(format_dict),
                "metadata": {},
                "execution_count": shell.execution_count,
            }
        )

    hook = shell.displayhook
    hook.write_format_data = write_format_data
    hook.write_output_prompt = lambda: None
    hook.finish_displayhook = lambda: setattr(hook, "_is_active", False)
    for magic in ("pip", "conda", "mamba", "uv"):
        shell.register_magic_function(_install_magic, "line", magic)
    with contextlib.suppress(ImportError):  # as in a notebook: figures are shown and closed at the end of a cell
        importlib.import_module("matplotlib_inline")
        shell.run_line_magic("matplotlib", "inline")
        # pyplot draws what changed after each cell, into nothing: showing a figure at the end of a cell draws it again
        pyplot: Any = importlib.import_module("matplotlib.pyplot")
        pyplot.draw_all = lambda force=False: None
    _warm_up(shell)
    return shell


def _warm_up(shell: Any) -> None:
    """Pays first-use costs before the fork: lazy modules, fonts, what formats a traceback, the wire's own caches."""
    reseed(0)
    figure = "from matplotlib import pyplot as p\np.plot([0, 1])\np.title('a')\np.figure()"
    stdout = sys.stdout, sys.stderr
    sys.stdout = sys.stderr = io.StringIO()
    try:
        for source in (figure, "def p():\n    raise ValueError\np()"):
            shell.run_cell(source, store_history=False)
    finally:
        sys.stdout, sys.stderr = stdout
    shell.user_ns.pop("p", None)
    shell.outputs = []
    if wire.np is not None:
        _packed([wire.np.ones(2), wire.np.float64(1), {"a": (1, 2.0, "b")}])
    for name in ("last_type", "last_value", "last_traceback"):
        if hasattr(sys, name):
            delattr(sys, name)
    use_huge_pages()


def use_huge_pages() -> None:
    """Puts the heap into pages of 2 MiB, where the kernel can: a fork then copies a tenth of the page table.

    Measured with torch loaded: a fork takes 2 ms instead of 10, the end of its process 4 ms instead of 10; there are
    three of each per submission. A child that writes still copies 4 KiB at a time.
    """
    size, collapse = 2 << 20, 25  # MADV_COLLAPSE, since Linux 6.1
    with contextlib.suppress(OSError, ValueError, AttributeError):
        madvise = ctypes.CDLL(None).madvise
        for start, end in _heap():
            first, last = -(-start // size) * size, end // size * size
            if last > first:  # one call a range: each call waits for every core once
                madvise(ctypes.c_void_p(first), ctypes.c_size_t(last - first), collapse)


def _heap() -> list[tuple[int, int]]:
    """Address ranges of anonymous memory that is in use, for the most part."""
    found, start, end = [], 0, 0
    for line in Path("/proc/self/smaps").read_text().splitlines():
        words = line.split()
        if words[0] == "Rss:" and int(words[1]) * 1024 > (end - start) // 2:
            found.append((start, end))
        elif not words[0].endswith(":"):
            anonymous = words[1].startswith("rw") and words[4] == "0" and words[5:] in ([], ["[heap]"])
            start, end = (int(n, 16) for n in words[0].split("-")) if anonymous else (0, 0)
    return found


def _install_magic(line: str) -> None:
    """`%pip install x`: nothing to do when the package is there, an error when it is not."""
    for word in line.split()[1:]:
        name = re.split(r"[<>=!~\[;@ ]", word)[0].replace("-", "_")
        if word.startswith("-") or not name.isidentifier():
            continue
        known = {"scikit_learn": "sklearn", "otter_grader": "otter", "pillow": "PIL", "opencv_python": "cv2"}
        module = known.get(name.lower(), name)
        if module != "otter" and importlib.util.find_spec(module) is None:
            raise ModuleNotFoundError(
                f"{word} is not installed where this notebook is graded, and nothing can be installed there. "
                "Use the packages that the assignment names."
            )
    print("Note: packages are already installed where this notebook is graded; nothing was installed.")


def safe_text(x: Any) -> str:
    """`str(x)`, or a description when that fails."""
    try:
        return str(x)
    except BaseException as e:
        return f"<{type(x).__name__} whose str() raised {type(e).__name__}>"


class CheckResult:
    """What `grader.check` returns while grading: the public cases, as in Otter."""

    def __init__(self, name: str, cases: list[list[Any]]) -> None:
        self.name = name
        self.cases = [(str(case), bool(passed), str(message)) for case, passed, message in cases]

    @property
    def passed_all(self) -> bool:
        return all(passed for _, passed, _ in self.cases)

    def __repr__(self) -> str:
        if self.passed_all:
            return f"{self.name} results: All test cases passed!"
        lines = [f"{name} result:\n    {message or 'passed'}" for name, _, message in self.cases]
        return f"{self.name} results:\n" + "\n\n".join(lines)


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
        self.out = CappedStream(output_chars)
        self.output_chars = output_chars
        self.spill = spill  # file behind descriptors 1 and 2: what C code and subprocesses print
        self.spilled = 0
        self.pins: dict[str, Any] = {}
        self.requests = {"files": self.files, "pin": self.pin, "cell": self.cell, "get": self.get, "do": self.do}
        self.install()

    # -- values ---------------------------------------------------------------------------------------------------

    def foreign(self, x: Any) -> list[Any]:
        """The node of a handle for `x`."""
        if id(x) not in self.ids:
            self.ids[id(x)] = len(self.handles) + 1
            self.handles[len(self.handles) + 1] = x
        if isinstance(x, types.ModuleType):
            kind = "module"
        elif isinstance(x, type):
            kind = "class"
        elif callable(x):
            kind = "function" if isinstance(x, types.FunctionType | types.BuiltinFunctionType) else "callable"
        else:
            kind = "instance"
        name = getattr(x, "__name__", "") if kind in ("module", "class", "function") else ""
        bases = _names(x.__mro__) if kind == "class" else []
        return ["h", self.ids[id(x)], kind, str(name)[:200], _names(type(x).__mro__), _able(type(x)), bases]

    def resolve(self, node: list[Any]) -> Any:
        """The object of a handle or call-back node that the judge sent."""
        if node[0] == "H":
            return self.handles[node[1]]
        if node[0] == "cb":
            return self.callback(node[1], node[2])
        if node[0] == "g":
            module = importlib.import_module(node[1])
            return getattr(module, node[2]) if node[2] else module
        raise wire.WireError("unknown node")

    def callback(self, number: int, name: str) -> Any:
        """A function that asks the judge to call its own function `number`."""

        def call_judge(*args: Any, **kwargs: Any) -> Any:
            packer = wire.Packer(self.foreign)
            self.channel.send(["callback", number, packer.value(list(args)), packer.value(kwargs)], packer)
            reply, body = self.serve("returned", "raised")
            if reply[0] == "raised":
                error = getattr(builtins, reply[1], RuntimeError)
                raise (error if isinstance(error, type) and issubclass(error, Exception) else RuntimeError)(reply[2])
            return wire.Unpacker(body, self.resolve).value(reply[1])

        call_judge.__name__ = call_judge.__qualname__ = name
        return call_judge

    def reply(self, kind: str, *values: Any) -> None:
        """Sends a message whose fields are values; what cannot travel becomes an exception for the judge."""
        try:
            packer = wire.Packer(self.foreign)
            message = [kind, *[packer.value(v) for v in values]]
            self.channel.send(message, packer)
        except wire.NotDataError as e:
            self.channel.send(
                ["raise", {"type": "TypeError", "bases": ["builtins.TypeError"], "message": str(e)[:MESSAGE_CHARS]}]
            )

    # -- serving --------------------------------------------------------------------------------------------------

    def serve(self, *until: str) -> Any:
        """Answers requests until a message of one of the kinds in `until` comes; returns it."""
        while True:
            message, body = self.channel.recv()
            if message[0] in until:
                return message, body
            self.requests[message[0]](message, body)

    def files(self, message: list[Any], body: Any) -> None:
        for name, data in wire.Unpacker(body, self.resolve).value(message[1]).items():
            path = Path(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        self.reply("value", None, "", [])

    def pin(self, message: list[Any], body: Any) -> None:
        self.pins = wire.Unpacker(body, self.resolve).value(message[1])
        self.env.update(self.pins)
        self.reply("value", None, "", [])

    def get(self, message: list[Any], body: Any) -> None:
        missing = object()
        value = self.env.get(message[1], missing)
        if value is missing:
            self.channel.send(["missing"])
        else:
            self.reply("value", value, "", [])

    def do(self, message: list[Any], body: Any) -> None:
        """One operation: call, attribute, item, operator, …"""
        unpack = wire.Unpacker(body, self.resolve)
        operands, kwargs = unpack.value(message[3]), unpack.value(message[4])
        first = {"call": 1, "counted": 3}.get(message[1])  # the first of the operands that are arguments of a call
        before = _packed([operands, kwargs])[0] if first is not None else None
        torch = None if message[2] else sys.modules.get("torch")
        try:
            with self.captured(), torch.no_grad() if torch else contextlib.nullcontext():
                result = OPERATIONS[message[1]](*operands, **kwargs)
        except BaseException as e:
            self.channel.send(["raise", self.exception(e)])
            return
        changed: list[Any] = []
        if before is not None:  # arrays are compared with the frame they came in
            after, buffers = _packed([operands, kwargs])
            changed = [] if after == before and _holds(body, buffers) else [operands[first:], kwargs]
        self.reply("value", result, self.out.take(), changed)

    @contextlib.contextmanager
    def captured(self) -> Any:
        """Standard output and error go to the capped stream."""
        old = sys.stdout, sys.stderr
        sys.stdout = sys.stderr = self.out
        try:
            yield
        finally:
            sys.stdout, sys.stderr = old

    def exception(self, e: BaseException) -> dict[str, Any]:
        """An exception as data: names, message, the student's part of the traceback."""
        frames = traceback.extract_tb(e.__traceback__)
        lines = traceback.format_list([f for f in frames if f.filename != __file__])
        kind = type(e)
        return {
            "type": kind.__name__[:200],
            "bases": _names(kind.__mro__),
            "message": safe_text(e)[:MESSAGE_CHARS],
            "traceback": "".join(lines)[-TRACEBACK_CHARS:],
            "stdout": self.out.take(),
        }

    # -- cells ----------------------------------------------------------------------------------------------------

    def cell(self, message: list[Any], body: Any) -> None:
        """Runs one cell and reports its outputs."""
        _, source, seed, variable = message
        if variable is not None:
            self.env[variable] = seed
        elif seed is not None:
            reseed(seed)
        self.shell.outputs = []
        memory = False
        with self.captured():
            try:
                result = self.shell.run_cell(source, store_history=True)
                error = result.error_before_exec or result.error_in_exec
                memory = isinstance(error, MemoryError) or "DefaultCPUAllocator" in safe_text(error)  # torch's
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
        outputs = [{"output_type": "stream", "name": "stdout", "text": text}] if text else []
        outputs += self.shell.outputs
        self.reply(
            "done",
            {"failed": error is not None, "memory": memory, "outputs": _capped(outputs, self.output_chars)},
        )

    def take_spill(self) -> str:
        with contextlib.suppress(OSError), self.spill.open("rb") as f:
            f.seek(self.spilled)
            data = f.read(self.output_chars)
            self.spilled = self.spill.stat().st_size
            return data.decode("utf-8", "replace")
        return ""

    def install(self) -> None:
        """What a notebook expects around it: otter, `input`, `exit`."""

        def no_input(prompt: object = "") -> str:
            raise EOFError("input() has nobody to answer it while grading: put the value into a variable instead")

        builtins.input = no_input
        Figures.watch()
        self.env.setdefault("display", __import__("IPython.display").display.display)
        student = self

        class Notebook:
            """Otter's notebook object; `check` asks the judge and waits."""

            def __init__(self, *args: Any, **kwargs: Any) -> None:
                pass

            def check(self, question: str, global_env: dict[str, Any] | None = None) -> CheckResult:
                student.env.update(student.pins)
                env, student.env = student.env, student.env if global_env is None else global_env
                try:
                    student.channel.send(["check", str(question)])
                    reply, _ = student.serve("checked", "unknown")
                finally:
                    student.env = env
                if reply[0] == "unknown":
                    raise FileNotFoundError(f"Test {question} does not exist")
                return CheckResult(str(question), reply[1])

            def check_all(self) -> None:
                """Nothing: every question is checked when grading ends."""

            export = to_pdf = add_plugin_files = run_plugin = check_all_questions = (
                lambda self, *args, **kwargs: None  # disabled in Otter's grading mode too
            )

        otter = types.ModuleType("otter", "The part of otter that a notebook uses, while it is graded.")
        otter.Notebook = Notebook  # type: ignore[attr-defined]
        sys.modules["otter"] = otter


def _names(classes: tuple[type, ...]) -> list[str]:
    return [f"{c.__module__}.{c.__qualname__}"[:200] for c in classes[:20]]


def _able(kind: type) -> list[str]:
    """Which of `ABILITIES` instances of `kind` have, by Python's own rule: looked up in the classes, None is no."""
    found = {name: value for c in reversed(kind.__mro__) for name, value in vars(c).items() if name in ABILITIES}
    return [name for name in ABILITIES if found.get(name) is not None]


def _signature(function: Any) -> list[Any]:
    """Name, kind and `[default]` or `[]` of each parameter."""
    parameters = inspect.signature(function).parameters.values()
    return [[p.name, int(p.kind), [] if p.default is p.empty else [p.default]] for p in parameters]


class Figures:
    """Remembers the last figure of pyplot that was closed: a notebook closes figures at the end of their cell."""

    closed: Any = None

    @classmethod
    def watch(cls) -> None:
        """Wraps the two functions of matplotlib that close figures."""
        helpers: Any = sys.modules.get("matplotlib._pylab_helpers")
        for name in ("destroy", "destroy_all") if helpers else ():
            setattr(helpers.Gcf, name, cls.keeping(getattr(helpers.Gcf, name)))

    @classmethod
    def keeping(cls, close: Any) -> Any:
        def wrapped(*args: Any) -> Any:
            manager = sys.modules["matplotlib._pylab_helpers"].Gcf.get_active()
            if manager is not None:
                cls.closed = manager.canvas.figure
            return close(*args)

        return wrapped

    @classmethod
    def current(cls) -> dict[str, Any]:
        """The active figure, or the one closed last, as plain data."""
        helpers = sys.modules.get("matplotlib._pylab_helpers")
        manager = helpers.Gcf.get_active() if helpers else None
        figure = cls.closed if manager is None else manager.canvas.figure
        if figure is None:
            return {"title": "", "axes": []}
        return {"title": figure.get_suptitle(), "axes": [_axes_data(ax) for ax in figure.axes[:MAX_AXES]]}


def _axes_data(ax: Any) -> dict[str, Any]:
    """What a test may want to know of one pair of axes."""
    from matplotlib.collections import PathCollection
    from matplotlib.container import BarContainer

    scatters: list[Any] = [c for c in ax.collections if isinstance(c, PathCollection)]
    bars = [c for c in ax.containers if isinstance(c, BarContainer)]
    return {
        "title": ax.get_title(), "xlabel": ax.get_xlabel(), "ylabel": ax.get_ylabel(),
        "xlim": tuple(map(float, ax.get_xlim())), "ylim": tuple(map(float, ax.get_ylim())),
        "xscale": ax.get_xscale(), "yscale": ax.get_yscale(),
        "xticklabels": [t.get_text() for t in ax.get_xticklabels()[:MAX_ARTISTS]],
        "yticklabels": [t.get_text() for t in ax.get_yticklabels()[:MAX_ARTISTS]],
        "legend": [t.get_text() for t in ax.get_legend().get_texts()[:MAX_ARTISTS]] if ax.get_legend() else [],
        "texts": [t.get_text() for t in ax.texts[:MAX_ARTISTS]],
        "lines": [
            {"label": line.get_label(), "x": line.get_xdata(orig=False), "y": line.get_ydata(orig=False)}
            for line in ax.lines[:MAX_ARTISTS]
        ],
        "scatters": [
            {"label": c.get_label(), **dict(zip("xy", c.get_offsets().T, strict=True))} for c in scatters[:MAX_ARTISTS]
        ],
        "bars": [
            {
                "label": c.get_label(),
                **{k: [float(getattr(p, f"get_{k}")()) for p in c.patches] for k in ("x", "y", "width", "height")},
            }
            for c in bars[:MAX_ARTISTS]
        ],
        "images": [image.get_array() for image in ax.images[:MAX_ARTISTS]],
    }  # fmt: skip


def _next(iterator: Any) -> list[Any]:
    """`[item]`, or `[]` at the end."""
    for item in iterator:
        return [item]
    return []


def _counted(limit: int, operation: str, /, *operands: Any, **kwargs: Any) -> list[Any]:
    """`[result, steps, escape]` of another operation (see counting.py)."""
    with counting.Counter(limit, (str(Path(__file__).parent),)) as counter:
        result = OPERATIONS[operation](*operands, **kwargs)
    return [result, min(counter.steps, limit + 1), counter.escape]


OPERATIONS: dict[str, Any] = {
    "counted": _counted,
    "call": lambda function, /, *args, **kwargs: function(*args, **kwargs),
    "attr": getattr,
    "setattr": setattr,
    "item": operator.getitem,
    "setitem": operator.setitem,
    "delitem": operator.delitem,
    "len": len,
    "iter": iter,
    "next": _next,
    "repr": repr,
    "str": str,
    "isinstance": isinstance,
    "issubclass": issubclass,
    "signature": _signature,
    "figure": Figures.current,
    "enter": lambda x: type(x).__enter__(x),
    "exit": lambda x: type(x).__exit__(x, None, None, None),
}
OPERATIONS |= {
    name: getattr(operator, name)
    for name in [
        "add",
        "sub",
        "mul",
        "matmul",
        "truediv",
        "floordiv",
        "mod",
        "pow",
        "neg",
        "pos",
        "invert",
        "and_",
        "or_",
        "xor",
        "lshift",
        "rshift",
    ]
}


def _packed(value: Any) -> tuple[bytes, list[Any]]:
    """The bytes of `value` but for its arrays, and those as they lie in memory; handles count by identity."""
    packer = wire.Packer(lambda x: ["h", id(x)])
    try:
        node = packer.value(value)
    except wire.NotDataError:
        return b"", []
    return wire.msgspec.msgpack.encode(node), packer.buffers


def _holds(body: Any, buffers: list[Any]) -> bool:
    """Whether `body` is `buffers` one after another; by pieces: a large copy costs more."""
    at, piece = 0, 1 << 18
    for data in buffers:
        view = memoryview(data).cast("B")
        for start in range(0, len(view), piece):
            part = view[start : start + piece]
            if bytes(part) != bytes(body[at : at + len(part)]):
                return False
            at += len(part)
    return True


def _capped(outputs: list[dict[str, Any]], limit: int) -> list[dict[str, Any]]:
    """`outputs` within `limit` characters of text and 100 entries; pictures count a tenth."""
    kept, used = [], 0
    for out in outputs[:100]:
        size = sum(
            len(v) // (10 if k.startswith("image/") else 1)
            for k, v in out.get("data", {}).items()
            if isinstance(v, str)
        )
        used += size
        if used <= limit:
            if "data" in out:
                out = {**out, "data": {k: v for k, v in out["data"].items() if type(v) is str}}
            kept.append(out)
    return kept


def reseed(seed: int) -> None:
    """Seeds Python, NumPy and torch, as far as they are loaded."""
    random.seed(seed)
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed(seed)
    if "torch" in sys.modules:
        sys.modules["torch"].manual_seed(seed)


def main(sock: Any, shell: Any, spec: dict[str, Any]) -> None:
    """Serves until the judge hangs up."""
    sys.path.append(str(Path.cwd()))
    if not spec.get("pictures", True):  # nobody will look at them, and drawing takes longer than most notebooks
        shell.display_formatter.active_types = ["text/plain", "text/html", "text/markdown", "text/latex"]
    student = Student(wire.Channel(sock, spec["message_bytes"]), shell, spec["output_chars"], Path(spec["spill"]))
    reseed(spec.get("seed") or 0)
    with contextlib.suppress(wire.WireError):
        student.serve()
