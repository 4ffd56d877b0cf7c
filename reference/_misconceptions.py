"""Named misconceptions: wrong implementations kept beside the reference function they distort.

A misconception is declared in the topic's own module:

    @misconception(multiclass_hinge, "T2.2/max_only", "Sum over all violating classes, not only the worst.")
    def _hinge_max_only(scores, y, delta=1.0, reduction="mean"): ...

They serve three times: every hidden test must fail each of them, a failing student's output is matched against them to
name the mistake, and they seed `solutions/*/rejected`.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal

Severity = Literal["concept", "slip", "convention"]


@dataclass(frozen=True, slots=True)
class Misconception:
    """A wrong implementation with a one-line message to the student."""

    key: str  # "T2.2/max_only"
    message: str
    function: str  # name of the reference function it distorts
    mutant: Callable[..., Any]  # same signature as the reference function
    severity: Severity = "concept"

    def through(self, driver: Callable[..., Any]) -> "Misconception":
        """The same misconception seen through a driver: its mutant is `lambda *a: driver(self.mutant, *a)`."""
        return replace(self, mutant=lambda *args, **kwargs: driver(self.mutant, *args, **kwargs))


_registry: dict[tuple[str, str, str], Misconception] = {}  # by module and name of the function, and key


def misconception(
    of: Callable[..., Any], key: str, message: str, severity: Severity = "concept"
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Registers the decorated function as a mutant of the reference function `of`."""

    def register(mutant: Callable[..., Any]) -> Callable[..., Any]:
        name = (of.__module__, of.__name__, key)
        if name in _registry:
            raise ValueError(f"misconception {key!r} of {of.__module__}.{of.__name__} is declared twice")
        _registry[name] = Misconception(key, message, of.__name__, mutant, severity)
        return mutant

    return register


def misconceptions_of(function: Callable[..., Any], *keys: str) -> tuple[Misconception, ...]:
    """The misconceptions declared for `function`, all of them or those whose keys are given (in that order).

    Raises:
        KeyError: a key that is not declared for `function`.
    """
    of = (function.__module__, function.__name__)
    found = {m.key: m for name, m in _registry.items() if name[:2] == of}
    return tuple(found[key] for key in keys) if keys else tuple(found.values())


def all_misconceptions() -> tuple[Misconception, ...]:
    """Every declared misconception of the modules imported so far."""
    return tuple(_registry.values())
