"""A class that need not lie in memory: some of its reports, chosen again each time they are gone through."""

from collections.abc import Callable, Iterable, Iterator

from autograder.results import Report


class Chosen:
    """The reports that a condition holds for, in their order.

    Args:
        reports: can be gone through more than once.
    """

    def __init__(self, reports: Iterable[Report], holds: Callable[[Report], bool]) -> None:
        self.reports, self.holds = reports, holds
        self.count: int | None = None

    def __iter__(self) -> Iterator[Report]:
        return filter(self.holds, self.reports)

    def __len__(self) -> int:
        if self.count is None:
            self.count = sum(1 for _ in self)
        return self.count
