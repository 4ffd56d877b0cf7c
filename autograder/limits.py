"""What one submission may use, and how slow this machine is."""

import functools
import time
from typing import Annotated

import msgspec

Seconds = Annotated[float, msgspec.Meta(gt=0, le=86_400)]
Bytes = Annotated[int, msgspec.Meta(ge=1 << 16, le=1 << 40)]
MAX_S = 86_400.0
USUAL_S = 0.0216  # CPU time of `_work` on a core of 2026, for which limits are stated
STEPS = (1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0)
TOLERANCE = 1.25  # measured twice, the same machine is on the same step


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Seconds in which a core of 2026 is at work or nothing wants one (engine/judge/clock.py); sizes in bytes."""

    cell_s: Seconds = 60.0
    case_s: Seconds = 30.0
    total_s: Seconds = 300.0
    cpu_s: Seconds = 300.0  # of each process
    memory_bytes: Bytes = 2 << 30  # beyond what the warm interpreter maps
    processes: Annotated[int, msgspec.Meta(ge=1, le=10_000)] = 64
    output_bytes: Bytes = 1 << 20
    file_bytes: Bytes = 64 << 20
    message_bytes: Bytes = 256 << 20

    def on(self, slowness: float) -> "Limits":
        """These limits on a machine that takes `slowness` times as long."""
        times = ("cell_s", "case_s", "total_s", "cpu_s")
        return msgspec.structs.replace(self, **{name: min(MAX_S, slowness * getattr(self, name)) for name in times})


@functools.cache
def slowness() -> float:
    """How many times the CPU time of a core of 2026 this machine takes: in steps, and never below 1."""
    return step_of(min(_took_s() for _ in range(5)) / USUAL_S)


def step_of(ratio: float) -> float:
    """The step for a measured ratio.

    >>> [step_of(r) for r in (0.4, 1.2, 1.3, 2.7, 99)]
    [1.0, 1.0, 1.5, 3.0, 8.0]
    """
    return next((step for step in STEPS if ratio <= TOLERANCE * step), STEPS[-1])


def _took_s() -> float:
    began = time.process_time()
    _work()
    return time.process_time() - began


def _work() -> int:
    return sum(i * i % 7 for i in range(400_000))
