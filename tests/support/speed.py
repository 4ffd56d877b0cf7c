"""How slow this machine is: what the time limits of tests are multiplied with.

Calibrated once a run, before the first test: seconds that a fixed piece of work takes here, over those on an idle core of
the machine that the limits were chosen on. The processes of the run, and those that they start, read it from the environment.
A limit that is missed is measured again: a machine that became busy meanwhile fails nobody.
"""

import os
import time
from collections.abc import Callable
from typing import TypeVar

IDLE_S = 0.27  # of `work`, on an idle core of 2026
T = TypeVar("T")
NAME = "AUTOGRADER_TEST_SLOWNESS"


def work() -> int:
    """Fixed work in the interpreter, long enough to meet who else wants the core."""
    return sum(i * i % 7 for i in range(5_000_000))


def measured() -> float:
    """How many times longer than on an idle core the work takes now; never below 1."""
    began = time.perf_counter()
    work()
    return max(1.0, (time.perf_counter() - began) / IDLE_S)


def calibrate() -> None:
    """Sets the slowness for this process and all that it starts."""
    if NAME not in os.environ:
        os.environ[NAME] = f"{measured():.2f}"


def scaled(seconds: float) -> float:
    """A time limit for this machine."""
    return seconds * float(os.environ.get(NAME, "1"))


def scaled_limits(limits: dict[str, float]) -> dict[str, float]:
    """Limits of an assignment with its wall times for this machine; CPU time is the same on a busy one."""
    return {name: scaled(value) if name.endswith("_s") and name != "cpu_s" else value for name, value in limits.items()}


def in_time(took_s: float, seconds: float) -> bool:
    """Whether `took_s` is below a limit that suits this machine, as it was at the start or as it is now."""
    return took_s < scaled(seconds) or took_s < seconds * measured()


def until(found: Callable[[], T], what: str = "it", seconds: float = 60.0) -> T:
    """What `found` gives, once that is true."""
    end = time.monotonic() + scaled(seconds)
    while not (value := found()):
        assert time.monotonic() < end, f"{what} did not come in time"
        time.sleep(0.05)
    return value
