"""What a call of a check says about misconceptions and derived explanations: evidence for its question."""

import functools
import warnings
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from autograder.checks.comparison import Comparison
from autograder.checks.derived import EVERYWHERE, PREFIX, Derived, derive, would_fail
from autograder.checks.evidence import Bits, Evidence, Fit, is_collected, leave
from autograder.checks.outcomes import Case, Outcome, known
from autograder.checks.seen import Seen, seen
from autograder.results import Diagnosis

Compare = Callable[[int, Outcome], bool]
RAISED = 3.0  # bits of an exception of the same kind: too little alone, there are many ways to a ValueError
MAX_SIZE = 500_000  # numbers that are kept of a call until its question is judged
PLACE = "@"  # before the key of a place, in the id of an explanation
OTHER = 4.0  # of a result that is no number, for each case


class Call:
    """One call of a check.

    Args:
        called: how messages call the student's function.
        tried: its misconceptions.
        explains: whether an outcome is the student's, for case i.
        wrong: whether an outcome is wrong, for case i.
    """

    def __init__(
        self,
        called: str,
        expected: Callable[..., Any],
        cases: Sequence[Case],
        compares: Sequence[Comparison],
        wanted: Sequence[Outcome],
        tried: Sequence[Any],
        explains: Compare,
        wrong: Compare,
    ) -> None:
        self.called, self.expected = called, expected
        self.cases, self.compares, self.wanted = cases, compares, wanted
        self.tried, self.explains, self.wrong = tried, explains, wrong
        self.scope = f"{called} {getattr(expected, '__module__', '')}.{getattr(expected, '__qualname__', '')}"

    def passed(self) -> None:
        """Leaves that the answers were right; what that denies is found out when somebody asks."""
        if not is_collected():
            return

        @functools.cache
        def mutants() -> frozenset[str]:
            return frozenset(name for name, m in self.named() if any(self.wrong(i, o) for i, o in self.outcomes(m)))

        @functools.cache
        def denies(name: str) -> bool:
            scope, _, key = name.partition("|")
            with np.errstate(all="ignore"), warnings.catch_warnings():
                warnings.simplefilter("ignore")
                if scope != self.scope:
                    return name in mutants() or self.speaks_of_every_call(scope, key)
                looked = self.seen([None] * len(self.cases))
                return bool(looked) and would_fail(self.expected, looked, key.removeprefix(PLACE))

        leave(Evidence(True, {}, denies))

    def failed(self, got: Sequence[Outcome]) -> None:
        """Leaves which explanations fit the student's outcomes, and which do not."""
        if not is_collected():
            return
        fits: dict[str, Fit] = {}
        denied: set[str] = set()
        with np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for name, mutant in self.named():
                explained = all(self.explains(i, o) for i, o in self.outcomes(mutant))  # as few calls as it takes
                if not any(self.wrong(i, o) for i, o in self.outcomes(mutant)):
                    continue
                if explained:
                    diagnosis = Diagnosis(key=mutant.key, message=mutant.message)
                    fits[name] = Fit(diagnosis, self.bits(mutant))
                else:
                    denied.add(name)
            looked = self.seen(got)

        @functools.cache
        def found() -> Derived:
            return derive(self.called, self.expected, looked) if looked else Derived()

        def denies(name: str) -> bool:
            scope, _, key = name.partition("|")
            if scope != self.scope:
                place = key.removeprefix(PLACE)
                return name in denied or (self.speaks_of_every_call(scope, key) and place not in found().held)
            if key.startswith(PLACE):  # "only there": what this call cannot say of itself, it denies
                return key.removeprefix(PLACE) not in found().held
            # of two at once each call tries only those that its own numbers suggest
            return key in found().denied or "," in key

        def derived() -> dict[str, Fit]:
            return {f"{self.scope}|{PLACE if fit.place else ''}{k}": fit for k, fit in found().fits.items()}

        leave(Evidence(False, fits, denies, derived))

    def speaks_of_every_call(self, scope: str, key: str) -> bool:
        """Whether a place of another reference says something of all calls of this function."""
        everywhere = key.removeprefix(f"{PLACE}{PREFIX}") in EVERYWHERE
        return everywhere and scope.rpartition(" ")[0] == self.called

    def named(self) -> list[tuple[str, Any]]:
        """The misconceptions, those of one key numbered."""
        counts: dict[str, int] = {}
        found = []
        for mutant in self.tried:
            counts[mutant.key] = counts.get(mutant.key, 0) + 1
            found.append((f"{self.called}:{mutant.key}#{counts[mutant.key]}", mutant))
        return found

    def outcomes(self, mutant: Any) -> Iterator[tuple[int, Outcome]]:
        return ((i, known(mutant.mutant, case)) for i, case in enumerate(self.cases))

    def seen(self, got: Sequence[Outcome | None]) -> list[Seen]:
        """All cases; none where a right result is not numbers throughout, or where they are too many to keep."""
        found = []
        size = 0
        for case, want, outcome, compare in zip(self.cases, self.wanted, got, self.compares, strict=True):
            one = seen(self.expected, case, want, outcome, compare)
            size += sum(a.size for a in (*one.want, *(one.got or ()))) if one is not None else 0
            if one is None or size > MAX_SIZE:
                return []
            found.append(one)
        return found

    def bits(self, mutant: Any) -> float:
        """How much it says that the student's outcomes are a misconception's."""
        bits = Bits()
        for i, outcome in self.outcomes(mutant):
            one = seen(self.expected, self.cases[i], self.wanted[i], outcome, self.compares[i])
            if not self.wrong(i, outcome):
                if one is not None:
                    bits.places += sum(w.size for w in one.want)
            elif outcome.error is not None:
                bits.more = max(bits.more, RAISED)
            elif one is None or one.got is None:
                bits.more += OTHER
            else:
                for k, g in enumerate(one.got):
                    differ = one.wrong(k) if g.shape == one.want[k].shape else np.ones(g.shape, bool)
                    bits.add(one.want[k], g, differ, one.single(k))
                if not bits.wrong:  # it changes its arguments
                    bits.more += OTHER
        return bits.total
