"""What a zygote pays for once, before any fork: imports, lazy modules, fonts, pages."""

import contextlib
import ctypes
import importlib
import io
import sys
from pathlib import Path
from typing import Any

from .operations import packed
from .shell import reseed


def import_packages(packages: list[str]) -> None:
    """Imports what most submissions import, as far as it is there."""
    for name in packages:
        with contextlib.suppress(ImportError):
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
    figure = "from matplotlib import pyplot as p\np.plot([0, 1])\np.title('a')\np.figure()"
    stdout = sys.stdout, sys.stderr
    sys.stdout = sys.stderr = io.StringIO()
    try:
        for source in (figure, "def p():\n    raise ValueError\np()", "1 + 1"):
            shell.run_cell(source, store_history=False)
    finally:
        sys.stdout, sys.stderr = stdout
    shell.user_ns.pop("p", None)
    shell.outputs = []
    shell.execution_count = 1
    numpy = sys.modules.get("numpy")
    if numpy is not None:
        packed([numpy.ones(2), numpy.float64(1), {"a": (1, 2.0, "b")}])
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
