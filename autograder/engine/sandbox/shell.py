"""The IPython shell that runs a notebook's cells, and the text that it may say."""

import contextlib
import importlib
import importlib.util
import io
import random
import re
import sys
from typing import Any

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
    with contextlib.suppress(ImportError):  # as in a notebook: figures are shown and closed at the end of a cell
        importlib.import_module("matplotlib_inline")
        shell.run_line_magic("matplotlib", "inline")
        # pyplot draws what changed after each cell, into nothing: showing a figure at the end of a cell draws it again
        pyplot: Any = importlib.import_module("matplotlib.pyplot")
        pyplot.draw_all = lambda force=False: None
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


def reseed(seed: int) -> None:
    """Seeds Python, NumPy and torch, as far as they are loaded."""
    random.seed(seed)
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed(seed)
    if "torch" in sys.modules:
        sys.modules["torch"].manual_seed(seed)
