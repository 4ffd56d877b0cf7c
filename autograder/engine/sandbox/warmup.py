"""What a zygote pays for once, before any fork: imports, lazy modules, fonts, pages."""

import contextlib
import importlib
import io
import sys
from typing import Any

from . import kernel, otter_stub
from .operations import packed
from .shell import reseed


def import_packages(packages: list[str]) -> None:
    """Imports what most submissions import, as far as it is there."""
    for name in packages:
        with contextlib.suppress(Exception):  # one that does not load says so in the cell that imports it
            importlib.import_module(name)
    torch = sys.modules.get("torch")
    if torch is not None:
        torch.set_num_threads(1)
        x = torch.ones(4, 3, requires_grad=True)
        (torch.nn.functional.linear(x, torch.ones(2, 3)) ** 2).sum().backward()
        w = torch.nn.Parameter(torch.ones(3))
        (w * 2).sum().backward()
        torch.optim.Adam([w]).step()


def warm_up(shell: Any) -> None:
    """Pays first-use costs before the fork: lazy modules, fonts, what formats a traceback, the wire's own caches."""
    reseed(0)
    otter_stub.version()
    figure = "from matplotlib import pyplot as p\np.plot([0, 1])\np.title('a')\np.figure()"
    stdout = sys.stdout, sys.stderr
    sys.stdout = sys.stderr = io.StringIO()
    try:
        for source in (figure, "def p():\n    raise ValueError\np()", "1 + 1"):
            shell.run_cell(source, store_history=False)
    finally:
        sys.stdout, sys.stderr = stdout
    shell.loop.close()
    sys.modules["matplotlib.pyplot"].draw_if_interactive.called = False  # else `%run` draws a figure for it
    with contextlib.suppress(AttributeError):  # else every fork closes all fonts: matplotlib has it so
        sys.modules["matplotlib.font_manager"]._get_font.cache_clear()
    shell.user_ns.pop("p", None)
    shell.outputs = []
    shell.execution_count = 1
    numpy = sys.modules.get("numpy")
    if numpy is not None:
        packed([numpy.ones(2), numpy.float64(1), {"a": (1, 2.0, "b")}])
    for name in ("last_type", "last_value", "last_traceback"):
        if hasattr(sys, name):
            delattr(sys, name)
    kernel.use_huge_pages()
