"""How many judges a deadline needs: submissions arrive, wait for one that is free, and are judged.

Arrivals of a last day grow towards its end, as $t^k$: with k = 3 a half of them come in its last sixth. Times are drawn
from those that were measured, so heavy tails stay. What the model leaves out (sending, starting, the pace of other
machines) is one factor, which a measurement with two judges gives.
"""

import heapq
import random
from collections.abc import Sequence

import msgspec

from autograder.results import Report


class Waited(msgspec.Struct, frozen=True):
    """From a submission's arrival to its report, with so many judges."""

    judges: int
    median_s: float
    most_s: float  # of 95 of 100
    last_s: float  # from the deadline to the last report


def service_times(reports: Sequence[Report]) -> list[float]:
    """Seconds that each submission took its judge."""
    return [r.provenance.wall_s for r in reports if r.provenance.wall_s > 0]


def arrivals(count: int, day_s: float, power: float = 3.0, seed: int = 0) -> list[float]:
    """When submissions come, in order; the last at most at `day_s`."""
    draw = random.Random(seed)
    return sorted(day_s * draw.random() ** (1 / (power + 1)) for _ in range(count))


def simulated(came: Sequence[float], times: Sequence[float], judges: int, factor: float = 1.0, seed: int = 0) -> Waited:
    """First come, first judged, by whoever is free.

    >>> simulated([0.0, 0.0, 0.0], [2.0], judges=2)
    Waited(judges=2, median_s=2.0, most_s=4.0, last_s=4.0)
    """
    draw = random.Random(seed)
    free = [0.0] * judges
    waited = []
    end = 0.0
    for at in came:
        end = max(at, free[0]) + factor * draw.choice(times)
        heapq.heapreplace(free, end)
        waited.append(end - at)
    waited.sort()
    most = waited[min(len(waited) - 1, int(0.95 * len(waited)))]
    return Waited(judges, waited[len(waited) // 2], most, max(0.0, max(free) - came[-1]))


def needed(came: Sequence[float], times: Sequence[float], within_s: float, factor: float = 1.0) -> Waited:
    """The fewest judges with which 95 of 100 reports are there within `within_s`."""
    few, enough = 0, 1
    while simulated(came, times, enough, factor).most_s > within_s:
        few, enough = enough, 2 * enough
        if enough > len(came):
            break
    while enough - few > 1:
        middle = (few + enough) // 2
        few, enough = (few, middle) if simulated(came, times, middle, factor).most_s <= within_s else (middle, enough)
    return simulated(came, times, enough, factor)
