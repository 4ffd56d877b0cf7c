"""What a block costs this process alone; `tests.hostile.attacks` measures a judge and its forks."""

import contextlib
import ctypes
from pathlib import Path


def _status(name: str) -> int:
    text = Path("/proc/self/status").read_text()
    return int(text.split(f"{name}:")[1].split()[0]) << 10


@contextlib.contextmanager
def own_growth_below(limit_bytes: int):
    """This process never holds `limit_bytes` more than at the start of the block."""
    ctypes.CDLL(None).malloc_trim(0)  # what was freed before is not there to be taken again
    Path("/proc/self/clear_refs").write_text("5")  # sets the high-water mark to what is resident now
    before = _status("VmRSS")
    yield
    grown = _status("VmHWM") - before
    assert grown < limit_bytes, f"grew by {grown >> 20} MiB; at most {limit_bytes >> 20} MiB"
