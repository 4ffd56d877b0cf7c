"""Which explanations the answers to a whole question leave: one call of a check alone may be matched by chance.

Theory of operation. Every call of `agree`, `check_gradient` and `raises` leaves an `Evidence` where somebody collects
it (the judge does, for each test case). A call that failed says which explanations fit all its cases, with how many
*bits* they fit, and which of those it tried it denies; a call that passed denies every explanation by which it would
have failed. `settle` keeps for each failing case what fits it and what no call of the question denies. A call denies
nothing that it does not know, nor what it cannot tell from the right answer.

Bits: the answer to "how likely is this match by chance?". A value with many digits counts 20 (single precision 12), a
whole number v counts log2(2 + |v|), at most 8, another short fraction 3, inf or nan 4; each different value once. To
that comes which places are wrong: log2 of the ways to choose them. An exception of the same kind counts 6.
"""

import contextlib
import functools
import math
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from autograder.results import Diagnosis

ENOUGH = 4.0  # bits, for a misconception: there are few, and somebody has seen each of them
DERIVED = 10.0  # for one of some hundred transformations
COMPOSED = 18.0  # for one of their pairs
ODD = 4.0  # of inf or nan
MAX_VALUES = 200  # that are looked at


class Fit(NamedTuple):
    """An explanation of all cases of a call; or, of a `place`, true words about them."""

    diagnosis: Diagnosis
    bits: float
    needs: float = ENOUGH
    place: bool = False


class Evidence:
    """What one call of a check says about explanations, each known by an id that is the same in other calls.

    Args:
        passed: the student's answers were right.
        named: id → misconception that fits.
        denies: whether an explanation would have given other answers than the student's.
        derive: finds id → derived explanation that fits, in the order of their rank; asked when no name is left.
    """

    def __init__(
        self,
        passed: bool,
        named: dict[str, Fit],
        denies: Callable[[str], bool],
        derive: Callable[[], dict[str, Fit]] = dict,
    ) -> None:
        self.passed = passed
        self.named = named
        self.denies = denies
        self.derive = derive

    @functools.cached_property
    def derived(self) -> dict[str, Fit]:
        return self.derive()


_collector: list[Evidence] | None = None


@contextlib.contextmanager
def collected(wanted: bool = True) -> Iterator[list[Evidence]]:
    """The evidence of all calls in the block; none where it is not wanted."""
    global _collector
    before, found = _collector, list[Evidence]()
    _collector = found if wanted else None
    try:
        yield found
    finally:
        _collector = before


def is_collected() -> bool:
    return _collector is not None


def leave(evidence: Evidence) -> None:
    """For whoever collects it."""
    if _collector is not None:
        _collector.append(evidence)


def settle(cases: Sequence[Sequence[Evidence]]) -> list[Diagnosis | None]:
    """For each case of a question the explanation of its failing call that no other call denies."""
    everything = [call for case in cases for call in case]
    return [_of_case(case, everything) for case in cases]


def _of_case(case: Sequence[Evidence], everything: Sequence[Evidence]) -> Diagnosis | None:
    failing = [call for call in case if not call.passed]
    if not failing:
        return None
    named = {d.key: d for d in _left(failing[-1].named, everything, lambda call: call.named)}
    explained = {key: sum(_explains(call, key) for call in everything) for key in named}
    most = [key for key, count in explained.items() if count == max(explained.values())]
    if len(most) == 1:
        return named[most[0]]
    return next(_left(failing[-1].derived, everything, lambda call: {} if call.passed else call.derived), None)


def _left(
    fits: dict[str, Fit], everything: Sequence[Evidence], of: Callable[[Evidence], dict[str, Fit]]
) -> Iterator[Diagnosis]:
    """Those that have bits enough, and that no call denies."""
    for name, fit in fits.items():
        bits = sum(of(call)[name].bits for call in everything if name in of(call))
        if bits >= fit.needs and not any(call.denies(name) for call in everything if name not in of(call)):
            yield fit.diagnosis


def _explains(call: Evidence, key: str) -> bool:
    return any(fit.diagnosis.key == key for fit in call.named.values())


# -- bits -------------------------------------------------------------------------------------------------------------


class Bits:
    """Adds up how much a match says."""

    def __init__(self) -> None:
        self.values: dict[float, float] = {}
        self.places = 0
        self.wrong = 0
        self.plain = True  # whole numbers only
        self.kinds: set[float] = set()
        self.more = 0.0

    def add(self, right: np.ndarray, told: np.ndarray, differ: np.ndarray, single: bool) -> None:
        """The student's values are `told`, and not `right` where they `differ`."""
        self.places += differ.size
        self.wrong += int(differ.sum())
        chosen = told[differ].ravel()
        for v in np.unique(chosen[:MAX_VALUES]).tolist():
            finite = math.isfinite(v)
            self.values[float(f"{v:.6g}") if finite else math.inf] = _bits_of(v, single) if finite else ODD
            self.plain = self.plain and finite and v == round(v)
        self.kinds.update(right.ravel()[:MAX_VALUES].tolist())

    @property
    def total(self) -> float:
        n, k = self.places, self.wrong
        chosen = math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)
        placed = chosen / math.log(2)
        if k == n and self.plain and len(self.kinds) > 1:
            placed = float(n)
        return min(placed, 30.0) + sum(self.values.values()) + self.more


def _bits_of(v: float, single: bool) -> float:
    if v == round(v):
        return min(8.0, math.log2(2 + abs(v))) if v else 1.0
    if any(abs(v * d - round(v * d)) < 1e-9 for d in (2, 3, 4, 5, 6, 8, 10)):
        return 3.0
    return 12.0 if single else 20.0
