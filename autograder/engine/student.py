"""The untrusted side: runs a student's cells in an IPython shell and answers the judge's requests.

This file runs inside the sandbox, in the same process as student code, and stands alone (standard library, IPython,
numpy and matplotlib when present, `wire`). Nothing here is a defence: whatever this process says is a claim, and the
judge treats it so. Protocol, judge to sandbox:

    ["files", {name: bytes}]              write into the scratch folder
    ["cell", source, seed, variable]      run one cell            -> ["done", {...}]
    ["get", name]                         a name of the notebook  -> ["value", v] | ["missing"]
    ["do", op, operands, kwargs]          one operation on values -> ["value", v, stdout, changed] | ["raise", {...}]

and, while a cell or an operation runs, sandbox to judge: `["check", question]` (from `grader.check`) and
`["callback", id, args, kwargs]` (a function of the judge that student code calls).
"""

import builtins
import contextlib
import hashlib
import importlib
import importlib.util
import io
import operator
import os
import random
import re
import sys
import traceback
import types
from pathlib import Path
from typing import Any

import wire  # type: ignore[import-not-found]  # handed in as a file beside this one

ANSI = re.compile(r"\x1b\[[0-9;]*m")
TRACEBACK_CHARS = 20_000
MESSAGE_CHARS = 4_000


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
    return shell


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

    def __init__(self, channel: Any, shell: Any, output_chars: int, spill: Path | None = None) -> None:
        self.channel = channel
        self.shell = shell
        self.env: dict[str, Any] = shell.user_ns
        self.handles: dict[int, Any] = {}
        self.ids: dict[int, int] = {}
        self.out = CappedStream(output_chars)
        self.output_chars = output_chars
        self.spill = spill  # file behind descriptors 1 and 2: what C code and subprocesses print
        self.spilled = 0
        self.requests = {"files": self.files, "cell": self.cell, "get": self.get, "do": self.do}
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
        mro = [f"{c.__module__}.{c.__qualname__}" for c in type(x).__mro__[:20]]
        return ["h", self.ids[id(x)], kind, str(name)[:200], [str(m)[:200] for m in mro]]

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
                ["raise", {"type": "TypeError", "bases": ["TypeError"], "message": str(e)[:MESSAGE_CHARS]}]
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
        operands, kwargs = unpack.value(message[2]), unpack.value(message[3])
        before = _snapshot([operands[1:], kwargs]) if message[1] == "call" else None
        try:
            with self.captured():
                result = OPERATIONS[message[1]](*operands, **kwargs)
        except BaseException as e:
            self.channel.send(["raise", self.exception(e)])
            return
        changed = [] if before is None or _snapshot([operands[1:], kwargs]) == before else [operands[1:], kwargs]
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
            "bases": [c.__name__[:200] for c in kind.__mro__[:20] if c.__module__ == "builtins"],
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
                memory = isinstance(error, MemoryError)
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
        text = self.out.take() + self.take_spill()
        outputs = [{"output_type": "stream", "name": "stdout", "text": text}] if text else []
        outputs += self.shell.outputs
        self.reply(
            "done",
            {"failed": error is not None, "memory": memory, "outputs": _capped(outputs, self.output_chars)},
        )

    def take_spill(self) -> str:
        if self.spill is None:
            return ""
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
        self.env.setdefault("display", __import__("IPython.display").display.display)
        student = self

        class Notebook:
            """Otter's notebook object; `check` asks the judge and waits."""

            def __init__(self, *args: Any, **kwargs: Any) -> None:
                pass

            def check(self, question: str, global_env: dict[str, Any] | None = None) -> CheckResult:
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


def _isinstance(x: Any, classes: Any) -> bool:
    return isinstance(x, tuple(classes) if isinstance(classes, list) else classes)


def _next(iterator: Any) -> list[Any]:
    """`[item]`, or `[]` at the end."""
    for item in iterator:
        return [item]
    return []


OPERATIONS: dict[str, Any] = {
    "call": lambda function, /, *args, **kwargs: function(*args, **kwargs),
    "attr": getattr,
    "setattr": setattr,
    "item": operator.getitem,
    "setitem": operator.setitem,
    "delitem": operator.delitem,
    "contains": operator.contains,
    "len": len,
    "iter": iter,
    "next": _next,
    "repr": repr,
    "str": str,
    "isinstance": _isinstance,
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


def _snapshot(value: Any) -> bytes:
    """Bytes that differ when the contents of `value` differ; handles count by identity."""
    packer = wire.Packer(lambda x: ["h", id(x)])
    try:
        node = packer.value(value)
    except wire.NotDataError:
        return b""
    digest = hashlib.blake2b(wire.msgspec.msgpack.encode(node))
    for data in packer.buffers:
        digest.update(data)
    return digest.digest()


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
    spill = Path("/tmp/.output") if spec.get("spill") else None
    if spill is not None:
        with contextlib.suppress(OSError):
            fd = os.open(spill, os.O_CREAT | os.O_RDWR | os.O_APPEND, 0o600)
            os.dup2(fd, 1)
            os.dup2(fd, 2)
            os.close(fd)
    sys.path.append(str(Path.cwd()))
    student = Student(wire.Channel(sock, spec["message_bytes"]), shell, spec["output_chars"], spill)
    reseed(spec.get("seed") or 0)
    with contextlib.suppress(wire.WireError):
        student.serve()
