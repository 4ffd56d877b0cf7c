"""`uses_no_loops`: an answer that leaves the loop over its input to array operations, found by counting steps."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from autograder.checks import remote
from autograder.checks.agreement import CheckFailure, require
from autograder.checks.comparison import Comparison, coarsest
from autograder.checks.counting import ESCAPES, Counter
from autograder.checks.data import as_numpy, is_array, is_data, is_number, kind_of, plain
from autograder.checks.outcomes import Case, as_case
from autograder.errors import CourseError

LIMIT = 100_000  # steps that are counted; a tenth of a second
SLACK = 10  # steps that a branch which depends on the data may take


def uses_no_loops(
    function: Any,
    small: Any,
    large: Any,
    *,
    expected: Callable[..., Any] | None = None,
    slack: int = SLACK,
    name: str | None = None,
) -> None:
    """The steps of Python that `function` takes do not grow with its input: at most `slack` more for `large`.

    A step is a line that runs or a function that is entered, in code of the notebook: comprehensions, generators,
    recursion and functions given to `map` count, and so do the elements and rows that `np.vectorize` and
    `np.apply_along_axis` visit. Loops in C (`sum(list)`, `map(abs, list)`) are not seen.

    Args:
        function: the student's function, or None when the notebook does not define it.
        small, large: two cases (argument tuples or `Case`); every axis that grows must grow by more than 2 · `slack`.
        expected: the reference; the counted results must be right, so that nothing else runs while steps are counted.
            Without it a result must only be something: not None, empty or NaN.
        slack: how many steps may differ.
        name: how messages call the function.

    Raises:
        CheckFailure: with both counts; or the result is not right; or the code took itself out of sight.
        CourseError: the two cases are too alike.
        Exception: whatever the student's function raised.
    """
    called = name or str(getattr(expected, "__name__", "the function"))
    require(function, called)
    cases = as_case(small), as_case(large)
    growth = _growth([cases[0].args, cases[0].kwargs], [cases[1].args, cases[1].kwargs])
    if not growth or min(growth) <= 2 * slack:
        raise CourseError(
            f"uses_no_loops({called}): expected axes that grow by more than {2 * slack}, got {growth or 'none'}"
        )
    count = _way_to_count(function, cases[0])
    steps = []
    for case in cases:
        args, kwargs = case.fresh()
        with count() as counter:
            result = function(*args, **kwargs)
        if counter.escape:
            raise CheckFailure(f"{called}: `{counter.escape}` hides code while steps are counted; leave it out")
        problem = None if _says_something(plain(result)) else f"expected data, got {kind_of(result)}"
        if expected is not None:
            compare = Comparison(coarsest=coarsest((case.args, case.kwargs)))
            problem = compare.result(result, expected(*case.fresh()[0], **case.fresh()[1]))
        if problem is not None:
            raise CheckFailure(f"{called}{case.describe()}: {problem}")
        steps.append(counter.steps)
    if steps[1] - steps[0] > slack or max(steps) > LIMIT:
        few, many = (f"{n:,}" if n <= LIMIT else f"more than {LIMIT:,}" for n in steps)
        raise CheckFailure(
            f"{called} takes {few} steps of Python{cases[0].describe()} and {many}{cases[1].describe()}: "
            "let array operations do what is done once for each row or element"
        )


def _says_something(result: Any) -> bool:
    """Whether a result is data that took any work: not None, not empty, not NaN throughout."""
    values = as_numpy(result)[0] if is_array(result) or is_number(result) else None
    if values is None:
        return is_data(result) and result is not None and (not hasattr(result, "__len__") or len(result) > 0)
    return values.size > 0 and not (values.dtype.kind in "fc" and bool(np.isnan(values).all()))


def _growth(small: Any, large: Any) -> list[int]:
    """By how much each axis or length among the arguments grows, where it does."""
    if is_array(small) and is_array(large):
        return [b - a for a, b in zip(small.shape, large.shape, strict=False) if b > a]
    if type(small) is dict and type(large) is dict:
        return [n for k in small.keys() & large.keys() for n in _growth(small[k], large[k])]
    if type(small) in (list, tuple) and type(large) is type(small):
        longer = [len(large) - len(small)] if len(large) > len(small) else []
        return longer + [n for a, b in zip(small, large, strict=False) for n in _growth(a, b)]
    return []


def _way_to_count(function: Any, case: Case) -> Callable[[], Any]:
    """How steps are counted where the code runs; that is found by a first call, which also pays for lazy imports."""
    engine = remote.engine
    args, kwargs = case.fresh()
    if engine is None:
        function(*args, **kwargs)
    else:
        with engine.counted(LIMIT, ESCAPES) as there:
            function(*args, **kwargs)
        if there.calls:
            return lambda: engine.counted(LIMIT, ESCAPES)
    return lambda: Counter(LIMIT, (str(Path(__file__).parent),))
