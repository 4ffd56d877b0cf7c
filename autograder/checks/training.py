"""Training judged over seeds."""

import math
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np

from autograder.checks.agreement import CheckFailure, failure
from autograder.checks.data import as_numpy, is_number, kind_of, plain
from autograder.errors import CourseError
from autograder.results import Diagnosis

FALSE_FAIL = 1e-3  # a right answer may fail a case as often as this


class Symptom(NamedTuple):
    """A mistake that a trained model shows: `holds(seed)` asks the model of a seed that fell short.

    The model is asked again, not trained again: keep what `run` makes.
    """

    key: str
    message: str
    holds: Callable[[int], Any]


def trains_to(
    run: Callable[[int], Any],
    seeds: Sequence[int],
    threshold: float,
    at_least: int | None = None,
    *,
    reaches: float | None = None,
    symptoms: Iterable[Symptom] = (),
) -> None:
    """Training reaches `threshold` (higher is better) for `at_least` of the seeds (default: all but a fifth).

    Args:
        run: trains with a seed and returns the score of the result, a number.
        reaches: the share of seeds with which a right answer reaches the threshold, as measured with many. Then a right
            answer fails with probability P(Binomial(len(seeds), reaches) < at_least), which must be at most
            `FALSE_FAIL` and is stated in the message; `at_least` is the most that allows it, unless given.
        symptoms: mistakes that show in a trained model; the first that holds for every seed that fell short is named.

    Raises:
        CheckFailure: too few seeds reach it; the message says how many did.
        CourseError: `at_least` is out of range, or a right answer would fail too often.
    """
    needed, stated = _needed(len(seeds), at_least, reaches)
    scores = []
    for seed in seeds:
        score = plain(run(seed))
        value = as_numpy(score)[0] if is_number(score) else np.asarray("")
        if value.dtype.kind not in "biuf" or value.ndim:
            raise CheckFailure(f"seed {seed}: expected a number as the score, got {kind_of(score)}")
        scores.append(float(value))
    reached = sum(s >= threshold for s in scores)
    if reached < needed:
        short = [seed for seed, score in zip(seeds, scores, strict=True) if not score >= threshold]
        named = next((s for s in symptoms if _shows(s, short)), None)
        message = (
            f"training reached {threshold:g} for {reached} of {len(seeds)} seeds; {needed} are needed "
            f"(best {max(scores):.3g}, worst {min(scores):.3g}){stated}"
        )
        raise failure(message, Diagnosis(key=named.key, message=named.message) if named else None)


def _shows(symptom: Symptom, seeds: Sequence[int]) -> bool:
    try:
        return all(bool(symptom.holds(seed)) for seed in seeds)
    except Exception:  # the student's model is asked what no test asked before: it costs the name and nothing else
        return False


def _needed(count: int, at_least: int | None, reaches: float | None) -> tuple[int, str]:
    """How many seeds must reach the threshold, and the sentence that states how often a right answer does not."""
    needed = at_least if at_least is not None else math.ceil(0.8 * count)
    if reaches is not None and at_least is None:
        needed = next((n for n in range(count, 0, -1) if false_fail(count, n, reaches) <= FALSE_FAIL), 1)
    if not 1 <= needed <= count:
        raise CourseError(f"trains_to: expected at_least from 1 to {count}, the number of seeds, got {needed}")
    if reaches is None:
        return needed, ""
    if not 0 < reaches <= 1:
        raise CourseError(f"trains_to: reaches: expected a share above 0 and up to 1, got {reaches:g}")
    rate = false_fail(count, needed, reaches)
    if rate > FALSE_FAIL:
        raise CourseError(
            f"trains_to: a right answer would fail with probability {rate:.2g}, more than {FALSE_FAIL:g}; "
            "use more seeds, a lower threshold or a lower at_least"
        )
    return needed, f"; a right answer fails this with probability {rate:.1g}"


def false_fail(count: int, needed: int, reaches: float) -> float:
    """P(Binomial(count, reaches) < needed).

    >>> round(false_fail(5, 4, 0.9), 5)
    0.08146
    """
    return sum(math.comb(count, k) * reaches**k * (1 - reaches) ** (count - k) for k in range(needed))
