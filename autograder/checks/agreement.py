"""`agree`, `raises`, `close`: an answer against the reference, and against the misconceptions that may explain it."""

import builtins
import dataclasses
import functools
import warnings
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, Protocol

import numpy as np

from autograder.checks.comparison import Comparison, coarsest
from autograder.checks.condition import within_rounding
from autograder.checks.data import formed, type_name
from autograder.checks.diagnosis import Call, Compare
from autograder.checks.evidence import is_collected
from autograder.checks.outcomes import Case, Outcome, as_case, known, modified, run
from autograder.errors import CourseError
from autograder.results import Diagnosis


class Mutant(Protocol):
    """A named wrong implementation (`reference.misconceptions.Misconception` is one)."""

    @property
    def key(self) -> str: ...
    @property
    def message(self) -> str: ...
    @property
    def mutant(self) -> Callable[..., Any]: ...


class Misconception(NamedTuple):
    """A mutant that a test file states itself."""

    key: str
    message: str
    mutant: Callable[..., Any]

    def through(self, drive: Callable[..., Any]) -> "Misconception":
        """The same mistake of `drive(function, *arguments)`."""
        return self._replace(mutant=functools.partial(drive, self.mutant))


class CheckFailure(AssertionError):  # noqa: N818 - an outcome, not an error
    """An answer that is not right.

    Its text ends with the name of the misconception that explains the call, if one does. A judge, who sees all calls of
    a question, shows `problem` instead, and the name that all calls allow (evidence.py).

    Args:
        diagnosis: that misconception.
        contract: in words that give no value away, which rule for every answer is broken: structure, shape, dtype,
            finite values, arguments left alone. Students always see it, and no hint beside it.
        problem: the message without the name.
    """

    def __init__(
        self, message: str, diagnosis: Diagnosis | None = None, *, contract: str = "", problem: str = ""
    ) -> None:
        super().__init__(message)
        self.problem = problem or message
        self.diagnosis = diagnosis
        self.contract = contract


class Problem(NamedTuple):
    """What is wrong with an answer, for staff; and for everybody, where it is the contract that is broken."""

    message: str
    contract: str = ""


def require(student: Any, name: str) -> None:
    """Raises CheckFailure when `student` is None: the notebook does not define `name`."""
    if student is None:
        message = f"`{name}` is not defined: run the cell that defines it, and keep its name"
        raise CheckFailure(message, contract=message)


def agree(
    student: Any,
    expected: Callable[..., Any],
    cases: Iterable[Any],
    *,
    mutants: Iterable[Mutant] = (),
    rtol: float | None = None,
    atol: float | None = None,
    unmodified: bool = True,
    check_dtype: bool = False,
    tensors: bool = True,
    name: str | None = None,
) -> None:
    """The student's function gives what `expected` gives, on every case.

    Args:
        student: the student's function, or None when the notebook does not define it.
        expected: the reference function.
        cases: argument tuples or `Case` objects; seeded random inputs of several shapes and dtypes.
        mutants: named wrong implementations with the signature of `expected`.
        rtol, atol: override the tolerance that follows from the dtype and the condition of `expected`.
        unmodified: the function must leave its arguments as they were.
        check_dtype: float32 in means float32 out where `expected` does so; for a case that teaches it.
        tensors: a tensor of torch passes where `expected` gives an array or a number.
        name: how messages call the function.

    Raises:
        CheckFailure: with the reason, and a diagnosis where exactly one mutant explains every answer.
        CourseError: there is no case, or `expected` raises or returns something that cannot be compared.
        Exception: whatever the student's function raised, unless a mutant explains it.
    """

    def compare(case: Case) -> Comparison:
        return Comparison(rtol, atol, check_dtype, coarsest((case.args, case.kwargs)), tensors)

    judge(student, expected, cases, compare, mutants=mutants, unmodified=unmodified, name=name)


def judge(
    student: Any,
    expected: Callable[..., Any],
    cases: Iterable[Any],
    compare_for: Callable[[Case], Comparison],
    *,
    mutants: Iterable[Mutant] = (),
    unmodified: bool = True,
    name: str | None = None,
    further: Callable[[Comparison, Any, Any], str] = lambda compare, got, want: "",
) -> None:
    """`agree` with a comparison for each case; `further` adds to the message of the first case that fails."""
    called = name or str(getattr(expected, "__name__", "the function"))
    require(student, called)
    all_cases = [as_case(c) for c in cases]
    if not all_cases:
        raise CourseError(f"{called}: expected at least one case, got none")
    compares = [compare_for(case) for case in all_cases]
    wanted = [known(expected, case) for case in all_cases]
    for i, want in enumerate(wanted):
        if want.error is not None:
            raise CourseError(f"{called}: the reference raised {want.error!r} on case {i + 1}") from want.error
        # a CourseError of the author must not depend on the student
        compares[i].result(want.value, want.value, values=False)
    got: list[Outcome] = []
    problem = None
    for case, want, compare in zip(all_cases, wanted, compares, strict=True):
        got.append(run(student, case, expected))
        problem = _problem(got[-1], want, compare, case, expected, unmodified)
        if problem is not None:
            break
    failed, tried = len(got) - 1, list(mutants)

    def explains(i: int, mutant: Outcome) -> bool:
        return _alike(got[i], mutant, compares[i]) and (not unmodified or _left_alike(got[i], mutant))

    def wrong(i: int, mutant: Outcome) -> bool:  # a dtype is not a misconception
        values = Comparison(compares[i].rtol, compares[i].atol, coarsest=compares[i].coarsest)
        alike = _alike(mutant, wanted[i], values) and (not unmodified or _left_alike(mutant, wanted[i]))
        return not alike

    call = Call(called, expected, all_cases, compares, wanted, tried, explains, wrong)
    if problem is None:
        call.passed()
        return
    if tried or is_collected():
        got += [run(student, case, expected) for case in all_cases[len(got) :]]
    call.failed(got)
    diagnosis = diagnose(tried, all_cases, explains, wrong)
    error = got[failed].error
    if error is not None and diagnosis is None:
        raise error
    more = further(compares[failed], got[failed].value, wanted[failed].value) if error is None else ""
    which = f" (case {failed + 1} of {len(all_cases)})" if len(all_cases) > 1 else ""
    message = f"{called}{all_cases[failed].describe()}{which}: {problem.message}{more}"
    contract = f"{called}: {problem.contract}" if problem.contract else ""
    raise failure(message, diagnosis, contract) from error


def close(a: Any, b: Any, rtol: float | None = None, atol: float | None = None) -> bool:
    """Whether `a` is the value `b`, by the rules of `agree` and the tolerance of b's dtype (dtypes may differ).

    `a` may be whatever a student's function returned: an object that is no plain data is not close to anything.
    """
    return Comparison(rtol, atol).difference(a, b) is None


def as_like(answer: Any, form: Any, name: str = "the result") -> Any:
    """`answer`, in whatever form `agree` takes, as the arrays and numbers of `form`: for a test that computes with it.

    Lists and tensors become arrays where `form` has arrays, arrays without axes become numbers, outputs after those of
    `form` are dropped. Values stay as they are, also where they are not finite. What is in that form already, as a
    reference's result is, comes back as it is.

    Args:
        form: a value, or a tuple or dict of values, with the right structure and shapes.

    Raises:
        CheckFailure: the structure or a shape is another one.

    >>> as_like([[1, 2], [3, 4]], np.zeros((2, 2)))
    array([[1., 2.],
           [3., 4.]])
    """
    compare = Comparison(stray=False)
    answer = compare.outputs(answer, form)
    problem = compare.difference(answer, form, values=False)
    if problem is not None:
        shown = dataclasses.replace(compare, discreet=True).difference(answer, form, values=False)
        raise CheckFailure(f"{name}: {problem}", contract=f"{name}: {shown}")
    return formed(answer, form)


def raises(
    kind: type[Exception], function: Any, *args: Any, mutants: Iterable[Mutant] = (), name: str = "", **kwargs: Any
) -> None:
    """`function(*args, **kwargs)` raises `kind` (or a subclass).

    Raises:
        CheckFailure: it raised something else, or nothing; with a diagnosis where exactly one mutant does the same.
    """
    called = name or "the function"
    require(function, called)
    case, tried = Case(*args, **kwargs), list(mutants)
    got, compare = run(function, case), Comparison()

    def explains(_: int, mutant: Outcome) -> bool:
        return _alike(got, mutant, compare)

    def wrong(_: int, mutant: Outcome) -> bool:
        return not isinstance(mutant.error, kind)

    right = Outcome(None, kind(), case.args, case.kwargs)
    call = Call(called, raises, [case], [compare], [right], tried, explains, wrong)
    if got.error is not None and issubclass(type(got.error), kind):  # not isinstance: `__class__` may lie
        call.passed()
        return
    call.failed([got])
    diagnosis = diagnose(tried, [case], explains, wrong)
    found = "nothing was raised" if got.error is None else f"got {type_name(got.error)}: {got.error}"
    # which exception is asked for stands in the text; a class of the student's could carry what the test gave it
    built_in = getattr(builtins, type_name(got.error), None) is type(got.error)
    other = "nothing" if got.error is None else type_name(got.error) if built_in else "another kind"
    contract = f"{called}: an input for which the text asks for {kind.__name__}: {other} was raised"
    message = f"{called}{case.describe()}: expected {kind.__name__}, but {found}"
    raise failure(message, diagnosis, contract) from got.error


def _problem(
    got: Outcome, want: Outcome, compare: Comparison, case: Case, expected: Callable[..., Any], unmodified: bool
) -> Problem | None:
    """What is wrong with the outcome of a case: the contract first, then the values."""
    if got.error is not None:
        return Problem(f"raised {type_name(got.error)}")
    broken = compare.result(got.value, want.value, values=False)
    if broken is not None:
        shown = dataclasses.replace(compare, discreet=True).result(got.value, want.value, values=False)
        return Problem(broken, shown or broken)
    changed = modified(expected, case, got) if unmodified else None
    if changed is not None:
        return Problem(changed, changed)
    problem = compare.result(got.value, want.value)
    near = problem is not None and compare.rtol is None and compare.atol is None
    if problem is None or (near and within_rounding(compare, expected, case, got.value, want.value)):
        return None
    return Problem(problem)


def diagnose(mutants: Iterable[Mutant], cases: list[Case], explains: Compare, wrong: Compare) -> Diagnosis | None:
    """The one misconception that `explains` the student's answer to every case and is `wrong` on one at least."""
    found: dict[str, Diagnosis] = {}
    with np.errstate(all="ignore"), warnings.catch_warnings():  # a mutant may overflow: that is what it is for
        warnings.simplefilter("ignore")
        for mutant in mutants:
            is_wrong = False
            for i, case in enumerate(cases):
                outcome = known(mutant.mutant, case)
                if not explains(i, outcome):
                    break
                is_wrong = is_wrong or wrong(i, outcome)
            else:
                if is_wrong:
                    found[mutant.key] = Diagnosis(key=mutant.key, message=mutant.message)
    return next(iter(found.values())) if len(found) == 1 else None


def failure(message: str, diagnosis: Diagnosis | None, contract: str = "") -> CheckFailure:
    """The failure with this message, and the likely mistake below it."""
    text = f"{message}\nLikely mistake: {diagnosis.message}" if diagnosis else message
    return CheckFailure(text, diagnosis, contract=contract, problem=message)


def _alike(got: Outcome, other: Outcome, compare: Comparison) -> bool:
    """Both returned the same, or raised the same kind of exception."""
    if got.error is not None and other.error is not None:
        return issubclass(type(got.error), type(other.error)) or type_name(got.error) == type_name(other.error)
    if got.error is not None or other.error is not None:
        return False
    try:
        return compare.result(got.value, other.value) is None
    except CourseError:  # the mutant returned something that cannot be compared
        return False


def _left_alike(got: Outcome, other: Outcome) -> bool:
    """Both left their arguments in the same state (so that `changes its input` can be a misconception)."""
    pairs = [
        *zip(got.args, other.args, strict=True),
        *((got.kwargs[k], other.kwargs[k]) for k in other.kwargs),
    ]

    def alike(a: Any, b: Any) -> bool:
        try:
            return callable(b) or close(a, b)
        except CourseError:  # an argument that cannot be compared
            return True

    return all(alike(a, b) for a, b in pairs)
