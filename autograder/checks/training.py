"""Training judged over seeds."""

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder.checks.agreement import CheckFailure
from autograder.checks.data import as_numpy, is_number, kind_of, plain
from autograder.errors import CourseError


def trains_to(run: Callable[[int], Any], seeds: Sequence[int], threshold: float, at_least: int | None = None) -> None:
    """Training reaches `threshold` (higher is better) for `at_least` of the seeds (default: all but a fifth).

    Args:
        run: trains with a seed and returns the score of the result, a number.

    Raises:
        CheckFailure: too few seeds reach it; the message says how many did.
    """
    needed = at_least if at_least is not None else math.ceil(0.8 * len(seeds))
    if not 1 <= needed <= len(seeds):
        raise CourseError(f"trains_to: expected at_least from 1 to {len(seeds)}, the number of seeds, got {needed}")
    scores = []
    for seed in seeds:
        score = plain(run(seed))
        value = as_numpy(score)[0] if is_number(score) else np.asarray("")
        if value.dtype.kind not in "biuf" or value.ndim:
            raise CheckFailure(f"seed {seed}: expected a number as the score, got {kind_of(score)}")
        scores.append(float(value))
    reached = sum(s >= threshold for s in scores)
    if reached < needed:
        raise CheckFailure(
            f"training reached {threshold:g} for {reached} of {len(seeds)} seeds; {needed} are needed "
            f"(best {max(scores):.3g}, worst {min(scores):.3g})"
        )
