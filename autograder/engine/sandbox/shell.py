"""The IPython shell that runs a notebook's cells, and the text that it may say."""

import asyncio
import contextlib
import contextvars
import importlib
import io
import random
import re
import sys
from typing import Any

from . import installs

ANSI = re.compile(r"\x1b\[[0-9;]*m")
TRACEBACK_CHARS = 20_000
MESSAGE_CHARS = 4_000


class CappedStream(io.TextIOBase):
    """A text stream that keeps the first `limit` characters and counts the rest.

    It says what a kernel's stream says about itself: UTF-8, and the descriptor that C code prints to.
    """

    encoding, errors, name = "UTF-8", "strict", "<stdout>"

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.parts: list[str] = []
        self.size = 0
        self.dropped = 0

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return 1

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


class Loop:
    """The event loop of a notebook: cells run in it one after another, and tasks live from cell to cell."""

    def __init__(self) -> None:
        self.loop: asyncio.AbstractEventLoop | None = None

    def run(self, coroutine: Any) -> Any:
        """The result of the coroutine of a cell; of one inside another (`%%time`), too."""
        if self.loop is None:
            self.loop = asyncio.new_event_loop()
            asyncio.set_event_loop(self.loop)
        if self.loop.is_running():
            return importlib.import_module("IPython.core.async_helpers")._pseudo_sync_runner(coroutine)
        if asyncio.all_tasks(self.loop):
            self.loop.run_until_complete(asyncio.sleep(0))  # as a kernel's loop, which turns between cells
        context = contextvars.copy_context()
        result = self.loop.run_until_complete(self.loop.create_task(coroutine, context=context))
        for variable, value in context.items():  # NumPy's print options are such: they outlive their cell
            if variable.get(None) is not value:
                variable.set(value)
        return result

    def close(self) -> None:
        """Before a fork: the next cell begins another one, with descriptors of its own."""
        if self.loop is not None:
            self.loop.close()
            self.loop = None
            asyncio.set_event_loop(None)


def make_shell() -> Any:
    """An IPython shell without history, prompts, GUI loops or files; made once, before the fork."""
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    class Shell(InteractiveShell):
        """Collects outputs in `self.outputs` as nbformat dictionaries."""

        outputs: list[dict[str, Any]] = []
        printed: CappedStream | None = None  # of the running cell; None while a test calls a function

        def put(self, output: dict[str, Any] | None = None) -> None:
            """Adds what was printed since the last output, and `output`."""
            text = self.printed.take() if self.printed else ""
            if text:
                self.outputs.append({"output_type": "stream", "name": "stdout", "text": text})
            if output is not None:
                self.outputs.append(output)

        def clear_output(self, wait: bool = False) -> None:
            """What is shown of the running cell so far goes."""
            self.put()
            self.outputs.clear()

        def _showtraceback(self, etype: type, evalue: BaseException, stb: list[str]) -> None:
            self.put(
                {
                    "output_type": "error",
                    "ename": etype.__name__[:200],
                    "evalue": safe_text(evalue)[:MESSAGE_CHARS],
                    "traceback": [ANSI.sub("", "\n".join(stb))[-TRACEBACK_CHARS:]],
                }
            )

        def should_run_async(self, *args: Any, **kwargs: Any) -> bool:
            """Every cell runs in the notebook's event loop, as in a kernel: `asyncio.create_task` finds it."""
            return True

        def enable_gui(self, gui: str | None = None) -> None:
            """No event loop of a window system in a sandbox."""

        def enable_matplotlib(self, gui: str | None = None) -> Any:
            """`%matplotlib qt`: figures stay in the notebook, as there is no screen."""
            try:
                return super().enable_matplotlib(gui)
            except Exception:
                return super().enable_matplotlib("inline")

        def ask_exit(self) -> None:
            print("exit() does not end a notebook that is being graded.")

        def system(self, cmd: str) -> None:  # the default wants a pseudo-terminal
            asked = installs.asked(self.var_expand(cmd, depth=1))
            if asked is None:
                self.system_raw(cmd)
            else:
                installs.note(asked)

    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "NoColor"
    shell = Shell.instance(config=config)
    shell.loop = Loop()
    shell.loop_runner = shell.loop.run
    shell.display_formatter.active_types = [
        "text/plain", "text/html", "text/markdown", "text/latex", "image/png", "image/svg+xml",
    ]  # fmt: skip

    def publish(data: dict[str, Any], metadata: Any = None, **_: Any) -> None:
        shell.put({"output_type": "display_data", "data": dict(data), "metadata": {}})

    shell.display_pub.publish = publish
    shell.display_pub.clear_output = shell.clear_output

    def write_format_data(format_dict: dict[str, Any], md_dict: Any = None) -> None:
        shell.put(
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
    for magic in installs.TOOLS:
        shell.register_magic_function(installs.note, "line", magic)
    with contextlib.suppress(ImportError):  # as in a notebook: figures are shown and closed at the end of a cell
        importlib.import_module("matplotlib_inline")
        shell.run_line_magic("matplotlib", "inline")
        # pyplot draws what changed after each cell, into nothing: showing a figure at the end of a cell draws it again
        pyplot: Any = importlib.import_module("matplotlib.pyplot")
        pyplot.draw_all = lambda force=False: None
        _stay_inline()
    return shell


def _stay_inline() -> None:
    """`matplotlib.use("TkAgg")` without a screen: the backend stays what it is."""
    matplotlib: Any = importlib.import_module("matplotlib")
    use = matplotlib.use

    def use_what_works(backend: str, *, force: bool = True) -> None:
        with contextlib.suppress(ImportError):
            use(backend, force=force)

    matplotlib.use = use_what_works


def safe_text(x: Any) -> str:
    """`str(x)`, or a description when that fails."""
    try:
        return str(x)
    except BaseException as e:
        return f"<{type(x).__name__} whose str() raised {type(e).__name__}>"


def reseed(seed: int) -> None:
    """Seeds Python, NumPy and torch, as far as they are loaded."""
    random.seed(seed)
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed(seed)
    if "torch" in sys.modules:
        sys.modules["torch"].manual_seed(seed)
