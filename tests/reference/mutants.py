"""What every topic's mutants must show (G10): each gives another answer than the reference and than every other one."""

import itertools
from functools import partial

import numpy as np

from reference.misconceptions import misconceptions_of


def flat(result):
    """Every array, number and name in a nest of results, in order."""
    if isinstance(result, dict):
        result = [result[key] for key in sorted(result)]
    if isinstance(result, list | tuple):
        return [leaf for branch in result for leaf in flat(branch)]
    return [result if isinstance(result, str) else np.asarray(result)]


def outcome(function, cases):
    """What `function` gives on each case, or that it raises there."""
    results = []
    for case in cases:
        try:
            with np.errstate(all="ignore"):
                results.append(flat(function(*case)))
        except (ValueError, RuntimeError, IndexError):
            results.append(["raised"])
    return results


def same(a, b):
    if isinstance(a, str) or isinstance(b, str):
        return isinstance(a, str) and isinstance(b, str) and a == b
    return a.shape == b.shape and np.allclose(a, b, rtol=1e-6, atol=1e-12, equal_nan=True)


def differ(some, others):
    """Whether two outcomes differ on any case."""
    return any(
        len(a) != len(b) or not all(same(x, y) for x, y in zip(a, b, strict=True))
        for a, b in zip(some, others, strict=True)
    )


def alike(function, cases, absent=(), driver=None):
    """The pairs of misconceptions, the reference counted as one, that `cases` cannot tell apart; none is as it should.

    `absent`: keys of mistakes that do not show in this mode. `driver(function, *case)`: what to look at.
    """
    mutants = {m.key: m.mutant for m in misconceptions_of(function) if m.key not in absent}
    if driver:
        function, *driven = (partial(driver, f) for f in (function, *mutants.values()))
        mutants = dict(zip(mutants, driven, strict=True))
    answers = {key: outcome(mutant, cases) for key, mutant in mutants.items()}
    assert len(answers) >= 3, f"{function} has fewer than three misconceptions"
    answers["the reference"] = [flat(function(*case)) for case in cases]
    return [(a, b) for a, b in itertools.combinations(answers, 2) if not differ(answers[a], answers[b])]


def declared_in(topic):
    """The misconceptions of all functions of a topic's module."""
    functions = [f for f in vars(topic).values() if getattr(f, "__module__", None) == topic.__name__]
    return [m for f in functions for m in misconceptions_of(f)]
