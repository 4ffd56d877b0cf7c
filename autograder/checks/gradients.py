r"""`check_gradient`: which parameter's gradient is wrong, where first, and by what kind of mistake.

The right gradient is the reference's, or that of a loss, $(L(\theta + h e_i) - L(\theta - h e_i)) / 2h$.
"""

import dataclasses
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from autograder.checks.agreement import CheckFailure, Mutant, judge
from autograder.checks.comparison import TOLERANCES, Comparison, Same, coarsest, common_factor
from autograder.checks.data import as_numpy, is_array, is_number, is_tensor, kind_of, parts, plain
from autograder.checks.outcomes import Case
from autograder.errors import CourseError

H = 1e-5  # of a central difference in double precision: truncation h² and rounding ε/h are about as large
NUMERICAL = (1e-5, 1e-7)  # (rtol, atol) against central differences


def check_gradient(
    student: Any,
    cases: Iterable[Any],
    *,
    expected: Callable[..., Any] | None = None,
    loss: Callable[..., Any] | None = None,
    wrt: Sequence[int] = (0,),
    names: Sequence[str] = (),
    batch: int | Callable[..., int] | None = None,
    regulariser: Callable[..., Any] | None = None,
    mutants: Iterable[Mutant] = (),
    rtol: float | None = None,
    atol: float | None = None,
    unmodified: bool = True,
    check_dtype: bool = False,
    name: str | None = None,
) -> None:
    """The student's gradients are those of `expected`, or of `loss`; else the message says which is wrong, and how.

    Args:
        student: gives one gradient, a tuple of them, or a dict from parameter to gradient.
        cases: argument tuples or `Case` objects.
        expected: the reference gradient, with the student's signature and structure.
        loss: in its place, a scalar function of the same arguments; its gradient is taken by central differences, with
            2 evaluations for each number in the arguments `wrt`. No kink may lie within 1e-5.
        wrt: positions of the parameters among the arguments of `loss`: one gives one gradient, several a tuple.
        names: what messages call the gradients, in order; a dict's keys name themselves.
        batch: the number of samples, or a function of the arguments that gives it; to recognise a missing mean.
        regulariser: the penalty's part of the gradient, with the signature and structure of `expected` (None in place
            of a gradient without one); to recognise a missing, doubled or halved penalty.
        mutants, rtol, atol, unmodified, check_dtype, name: as in `agree`.

    Raises:
        CheckFailure: with the parameter, the first index, the kind of mistake, and which gradients are right.
        CourseError: as `agree`; or neither or both of `expected` and `loss` are given.
    """
    if (expected is None) == (loss is None):
        raise CourseError("check_gradient: expected either `expected` or `loss`")
    right = expected if expected is not None else _central_differences(loss, tuple(wrt))  # type: ignore[arg-type]
    if loss is not None:
        rtol, atol = NUMERICAL[0] if rtol is None else rtol, NUMERICAL[1] if atol is None else atol

    def compare(case: Case) -> Comparison:
        precision = coarsest((case.args, case.kwargs))
        least = TOLERANCES[precision] if loss is not None else (0.0, 0.0)
        made = Comparison(
            None if rtol is None else max(rtol, least[0]),
            None if atol is None else max(atol, least[1]),
            check_dtype, precision, names=tuple(names),
        )  # fmt: skip
        return dataclasses.replace(made, clue=_clue(case, made, batch, regulariser))

    judge(
        student, right, cases, compare, mutants=mutants, unmodified=unmodified, further=_which_are_right,
        name=name or (None if expected is not None else "the gradient"),
    )  # fmt: skip


def with_gradients(loss: Callable[..., Any], *arguments: Any) -> tuple[Any, ...]:
    """A loss of torch, and the gradients that `backward()` brings to each tensor that it was given: 0 where none comes.

    Args:
        loss: a student's function or the reference; gives a tensor with one number.
        arguments: tensors, of which copies are leaves, and anything else.

    Raises:
        CheckFailure: nothing that `backward()` could start from.
    """
    import torch  # a course without it has no such loss

    leaves = [a.clone().requires_grad_() if isinstance(a, torch.Tensor) else a for a in arguments]
    value = loss(*leaves)
    if not isinstance(value, torch.Tensor) or not value.requires_grad or value.numel() != 1:
        problem = (
            "backward() cannot start: the result should be a tensor with one number, computed with torch's operations"
        )
        raise CheckFailure(problem, contract=problem)
    value.backward()
    tensors = [leaf for leaf in leaves if isinstance(leaf, torch.Tensor)]
    return value.detach(), *(torch.zeros_like(t) if t.grad is None else t.grad for t in tensors)


def _which_are_right(compare: Comparison, got: Any, want: Any) -> str:
    """The other parameters, right and wrong, where the structure is as expected."""
    inner = parts(want, "", compare.names)
    if inner is None or compare.result(got, want, values=False) is not None:
        return ""
    got = plain(got)
    values = [got[k] for k in want] if isinstance(want, dict) else got
    right: list[str] = []
    wrong: list[str] = []
    for g, (w, place) in zip(values, inner, strict=False):
        (right if compare.difference(g, w, place) is None else wrong).append(place)
    also = f". Wrong: {', '.join(wrong)}" if len(wrong) > 1 else ""
    return f"{also}. Right: {', '.join(right)}" if right else also


def _clue(
    case: Case, compare: Comparison, batch: int | Callable[..., int] | None, regulariser: Callable[..., Any] | None
) -> Callable[[str, np.ndarray, np.ndarray, Same], str]:
    """Words for the mistakes that this case's batch size and penalty explain."""
    args, kwargs = case.fresh()
    n = batch(*args, **kwargs) if callable(batch) else batch
    terms = dict(compare.leaves(regulariser(*args, **kwargs))) if regulariser is not None else {}

    def clue(where: str, g: np.ndarray, w: np.ndarray, same: Same) -> str:
        term = np.asarray(terms.get(where, 0.0), float)
        term = term if term.shape == w.shape else np.zeros(w.shape)
        if n is not None and n > 2:  # with two samples it may be the 2 of a square
            if same(n * w) or same(n * (w - term) + term):
                return f"; {n} times too large, the size of the batch (a missing mean?)"
            if same(w / n) or same((w - term) / n + term):
                return f"; divided by {n}, the size of the batch, once too often"
        return _penalty(g, w, term, same) if np.any(term) else ""

    return clue


PENALTIES = {
    0.0: "the regulariser's term is missing",
    -1.0: "the regulariser's term has the wrong sign",
    0.5: "the regulariser's term is half of what is right",
    2.0: "the regulariser's term is twice too large",
}


def _penalty(g: np.ndarray, w: np.ndarray, term: np.ndarray, same: Same) -> str:
    """What is wrong with the penalty's part of the gradient, where all the rest is right."""
    for factor, words in PENALTIES.items():
        if same(w + (factor - 1) * term):
            return f"; {words}, all the rest is right"
    factor = common_factor(g - (w - term), term) or 0.0
    return "; only the regulariser's term is wrong" if same(w + (factor - 1) * term) else ""


def _central_differences(loss: Callable[..., Any], wrt: tuple[int, ...]) -> Callable[..., Any]:
    """The gradient of `loss` by the arguments `wrt`, in double precision, with their structure and dtype."""

    def gradient(*args: Any, **kwargs: Any) -> Any:
        wide = [_double(a) for a in args]
        found = tuple(_slopes(lambda: _scalar(loss(*wide, **kwargs)), wide, i, args[i]) for i in wrt)
        return found[0] if len(wrt) == 1 else found

    return gradient


def _slopes(value: Callable[[], float], holder: Any, key: Any, like: Any) -> Any:
    """The slopes of `value()` along each number of `holder[key]`, moved and put back; `like` gives the dtype."""
    x = holder[key]
    if type(x) is dict:
        return {k: _slopes(value, x, k, like[k]) for k in x}
    if type(x) is list:
        return type(like)(_slopes(value, x, i, like[i]) for i in range(len(x)))
    if type(x) is float:
        sides = []
        for step in (H, -H):
            holder[key] = x + step
            sides.append(value())
        holder[key] = x
        return (sides[0] - sides[1]) / (2 * H)
    if not is_array(x) or as_numpy(x)[0].dtype.kind != "f":
        raise CourseError(f"check_gradient: cannot differentiate with respect to {kind_of(like)}")
    slopes = np.zeros(tuple(x.shape))
    for index in np.ndindex(*x.shape):
        old, sides = float(x[index]), []
        for step in (H, -H):
            x[index] = old + step
            sides.append(value())
        x[index] = old
        slopes[index] = (sides[0] - sides[1]) / (2 * H)
    return like.detach().new_tensor(slopes) if is_tensor(like) else slopes.astype(like.dtype)


def _double(x: Any) -> Any:
    """A copy in double precision, in containers that can be changed."""
    if is_tensor(x):
        return x.detach().double().clone() if x.dtype.is_floating_point else x.detach().clone()
    if is_array(x):
        return x.astype(float) if x.dtype.kind == "f" else x.copy()
    if type(x) in (list, tuple):
        return [_double(v) for v in x]
    if type(x) is dict:
        return {k: _double(v) for k, v in x.items()}
    return float(x) if isinstance(x, np.floating) else x


def _scalar(x: Any) -> float:
    x = plain(x)
    value = as_numpy(x)[0] if is_number(x) else None
    if value is None or value.ndim or value.dtype.kind not in "biuf":
        raise CourseError(f"check_gradient: expected a number as the loss, got {kind_of(x)}")
    return float(value)
