"""Named misconceptions: wrong implementations of a reference function, each with a message to the student.

Those of the functions in `reference/<unit>/<topic>.py` are declared in `reference/<unit>/mistakes/<topic>.py`:

    @misconception(multiclass_hinge, "T2.2/max_only", "Sum over all violating classes, not only the worst.")
    def _hinge_max_only(scores, y, delta=1.0, reduction="mean"): ...

A topic never imports its mistakes: `misconceptions_of(multiclass_hinge)` does, when it is asked.

They serve three times: every hidden test must fail each of them, a failing student's output is matched against them to
name the mistake, and they seed `solutions/*/rejected`.
"""

import importlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Misconception:
    """A wrong implementation with a one-line message to the student."""

    key: str  # "T2.2/max_only"
    message: str
    function: str  # name of the reference function it distorts
    mutant: Callable[..., Any]  # same signature as the reference function

    def through(self, driver: Callable[..., Any]) -> "Misconception":
        """The same misconception seen through a driver: its mutant is `lambda *a: driver(self.mutant, *a)`."""
        return replace(self, mutant=lambda *args, **kwargs: driver(self.mutant, *args, **kwargs))


_registry: dict[tuple[str, str], dict[str, Misconception]] = {}  # (module, name) of the function → key → misconception


def misconception(of: Callable[..., Any], key: str, message: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Registers the decorated function as a mutant of the reference function `of`."""

    def register(mutant: Callable[..., Any]) -> Callable[..., Any]:
        declared = _registry.setdefault((of.__module__, of.__name__), {})
        if key in declared:
            raise ValueError(f"misconception {key!r} of {of.__module__}.{of.__name__} is declared twice")
        declared[key] = Misconception(key, message, of.__name__, mutant)
        return mutant

    return register


def misconceptions_of(function: Callable[..., Any], *keys: str) -> tuple[Misconception, ...]:
    """The misconceptions declared for `function`, all of them or those whose keys are given (in that order).

    Raises:
        KeyError: a key that is not declared for `function`.
    """
    _declare(function.__module__)
    found = _registry.get((function.__module__, function.__name__), {})
    return tuple(found[key] for key in keys) if keys else tuple(found.values())


def _declare(topic: str) -> None:
    """Imports the mistakes of a topic of this package; a topic need not have any."""
    unit, _, name = topic.rpartition(".")
    mistakes = f"{unit}.mistakes.{name}"
    if not unit.startswith(f"{__package__}."):
        return
    try:
        importlib.import_module(mistakes)
    except BaseException as e:  # a test's time may end here, too: the next import starts from nothing
        for of in [of for of in _registry if of[0] == topic]:
            del _registry[of]
        if not (isinstance(e, ModuleNotFoundError) and e.name in (mistakes, f"{unit}.mistakes")):
            raise
