"""Guesses that ask the reference again: one argument fixed, changed or left out, or two in each other's place."""

import functools
import inspect
import itertools
import math
import warnings
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from autograder.checks.comparison import Comparison
from autograder.checks.data import as_numpy, is_array, is_number, is_tensor
from autograder.checks.outcomes import Case, run
from autograder.checks.relations import scalars
from autograder.checks.seen import Guess, Seen, Values, seen

Change = Callable[[Any], Any]
MAX_FIXED = 4  # values of an argument that are tried


class Skip(Exception):  # noqa: N818 - control flow
    """The argument cannot be changed in this way."""


def variations(expected: Callable[..., Any], cases: Sequence[Seen]) -> Iterator[Guess]:
    """All guesses, those of small arguments first; each costs a call of the reference."""
    names = list(cases[0].arguments)
    options = [list(_of_argument(expected, cases, name)) for name in names]
    for row in itertools.zip_longest(*options):  # in turn, so that no argument takes the whole budget
        yield from (guess for guess in row if guess is not None)
    yield from _exchanged(expected, cases, names)


def _again(expected: Callable[..., Any], cases: Sequence[Seen], change: Callable[[int, dict[str, Any]], None]) -> Any:
    """What the reference gives for other arguments; nothing where it refuses them."""
    remembered: dict[int, Values | None] = {}

    def predict(i: int) -> Values | None:
        if i not in remembered:
            remembered[i] = _call(expected, cases[i], lambda arguments: change(i, arguments))
        return remembered[i]

    predict.asks = True  # type: ignore[attr-defined]
    return predict


def _call(expected: Callable[..., Any], one: Seen, change: Callable[[dict[str, Any]], None]) -> Values | None:
    args, kwargs = one.case.fresh()
    try:
        bound = inspect.signature(expected).bind(*args, **kwargs)
        bound.apply_defaults()
        change(bound.arguments)
    except (Skip, TypeError, ValueError, IndexError, ArithmeticError):
        return None
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        outcome = run(expected, Case(*bound.args, **bound.kwargs))
    if outcome.error is not None:
        return None
    again = seen(expected, one.case, outcome, None, Comparison(names=one.compare.names))
    return None if again is None or len(again.want) != len(one.want) else again.want


def _of_argument(expected: Callable[..., Any], cases: Sequence[Seen], name: str) -> Iterator[Guess]:
    values = [c.arguments.get(name) for c in cases]

    def guess(key: str, claim: str, ask: str, change: Change) -> Guess:
        def put(i: int, arguments: dict[str, Any]) -> None:
            arguments[name] = change(arguments[name])

        return Guess(key, claim, ask, _again(expected, cases, put), base=True)

    if all(type(x) is bool for x in values):
        for b in (True, False):
            yield _fixed(guess, name, b)
    elif any(type(x) is str for x in values):
        for s in list(dict.fromkeys(x for x in (_default(expected, name), *values) if type(x) is str))[:MAX_FIXED]:
            yield _fixed(guess, name, s)
    elif any(is_number(x) for x in values):
        yield from _of_number(expected, cases, name, guess)
    elif all(is_array(x) or x is None for x in values):
        yield from _of_array(name, next((x for x in values if x is not None), None), guess)
        if _default(expected, name) is None and any(x is not None for x in values):
            yield _fixed(guess, name, None)
    elif all(type(x) in (list, tuple) for x in values):
        yield guess(f"reversed-{name}", f"is what is right for `{name}` in reverse order", "", lambda x: x[::-1])
        yield guess(f"first-of-{name}", f"is what is right for the first entry of `{name}` alone", "", lambda x: x[:1])
        yield guess(f"last-of-{name}", f"is what is right for the last entry of `{name}` alone", "", lambda x: x[-1:])
        yield guess(
            f"without-first-of-{name}", f"is what is right without the first entry of `{name}`", "", lambda x: x[1:]
        )
        yield guess(
            f"without-last-of-{name}", f"is what is right without the last entry of `{name}`", "", lambda x: x[:-1]
        )


def _fixed(guess: Callable[..., Guess], name: str, value: Any) -> Guess:
    claim = f"is what is right for `{name}` = `{value!r}`, whatever `{name}` is"
    ask = f": is `{name}` used?" if value not in (None, 0) else f": is `{name}` missing?"
    return guess(f"fixed-{name}={value!r}", claim, ask, lambda _: value)


def _default(expected: Callable[..., Any], name: str) -> Any:
    try:
        return inspect.signature(expected).parameters[name].default
    except (TypeError, ValueError, KeyError):
        return inspect.Parameter.empty


def _of_number(
    expected: Callable[..., Any], cases: Sequence[Seen], name: str, guess: Callable[..., Guess]
) -> Iterator[Guess]:
    values = [c.arguments.get(name) for c in cases]
    plain = [as_numpy(x)[0].item() for x in values if is_number(x)]
    whole = all(type(x) is int for x in plain)
    default = _default(expected, name)
    fixed = [default] if default is None or is_number(default) else []
    fixed += [0, 1] if whole else [0.0, 1.0]
    if len(set(plain)) > 1:
        fixed += list(dict.fromkeys(plain))[:MAX_FIXED]
        fixed += [] if whole else [0.5]
    else:  # "whatever it is" can be told of a term that is missing, at most
        fixed = [value for value in fixed if value in (None, 0)]
    for value in dict.fromkeys(fixed):
        if not (len(set(plain)) == 1 and value == plain[0]):
            yield _fixed(guess, name, value)
    if whole:
        yield guess(f"{name}+1", f"is what is right for `{name}` + 1", ": is a count off by one?", lambda x: x + 1)
        yield guess(f"{name}-1", f"is what is right for `{name}` − 1", ": is a count off by one?", lambda x: x - 1)
    yield guess(f"minus-{name}", f"is what is right for −`{name}`", ": is a sign flipped?", lambda x: -x)
    yield guess(f"2{name}", f"is what is right for twice `{name}`", ": does a factor 2 belong there?", lambda x: 2 * x)
    yield guess(f"half-{name}", f"is what is right for half of `{name}`", ": does a ½ belong there?",
                lambda x: x // 2 if whole else x / 2)  # fmt: skip
    if not whole:
        yield guess(f"one-minus-{name}", f"is what is right for 1 − `{name}`", f": 1 − `{name}` the other way round?",
                    lambda x: 1 - x)  # fmt: skip
        for size, amounts in [(s, a) for s, a in scalars(cases).items() if ".shape[0]" in s][:2]:
            yield _by_size(expected, cases, name, size, amounts, -1)
            yield _by_size(expected, cases, name, size, amounts, 1)
    yield guess(f"{name}-squared", f"is what is right for `{name}`²", "", lambda x: x**2)
    if not whole:
        yield guess(f"root-{name}", f"is what is right for √`{name}`", "", math.sqrt)
        yield guess(f"over-{name}", f"is what is right for 1 / `{name}`", "", lambda x: 1 / x)


def _by_size(
    expected: Callable[..., Any], cases: Sequence[Seen], name: str, size: str, amounts: Sequence[float], power: int
) -> Guess:
    def put(i: int, arguments: dict[str, Any]) -> None:
        arguments[name] = arguments[name] * amounts[i] ** power

    claim = f"is what is right for `{name}` {'·' if power > 0 else '/'} `{size}`"
    ask = f": does the division by `{size}` belong to the term with `{name}`?"
    return Guess(f"{name}{'*' if power > 0 else '/'}{size}", claim, ask, _again(expected, cases, put), base=True)


def _array(change: Callable[[np.ndarray], Any]) -> Change:
    def changed(x: Any) -> Any:
        if not is_array(x):
            raise Skip
        if is_tensor(x):
            new = np.ascontiguousarray(change(as_numpy(x)[0]))
            return x.detach().new_tensor(new.tolist()).reshape(new.shape).to(x.dtype)
        return np.asarray(change(x)).astype(x.dtype)

    return changed


def _square(x: np.ndarray) -> np.ndarray:
    if x.ndim != 2 or x.shape[0] != x.shape[1]:
        raise Skip
    return x.T


def _first_everywhere(axis: int, x: np.ndarray) -> np.ndarray:
    return np.repeat(x.take([0], axis), x.shape[axis], axis)


def _of_array(name: str, like: Any, guess: Callable[..., Guess]) -> Iterator[Guess]:
    if like is None:
        return
    at = f"is what is right for `{name}`"
    changes: list[tuple[str, str, str, Callable[[np.ndarray], Any]]] = [
        (f"zero-{name}", f"{at} = 0", f": is `{name}` missing?", np.zeros_like),
        (f"minus-{name}", f"is what is right for −`{name}`", ": is a sign flipped?", lambda x: -x),
        (f"transposed-{name}", f"{at}.T", ": is a transpose missing, or too much?", _square),
        (f"reversed-{name}", f"{at}[::-1]", ": reversed, or not?", lambda x: x[::-1]),
    ]
    floats = as_numpy(like)[0].dtype.kind == "f"
    if like.ndim > 1:
        changes += [
            (f"flipped-{name}", f"{at}[..., ::-1]", ": reversed, or not?", lambda x: x[..., ::-1]),
            (f"turned-{name}", f"{at}[..., ::-1, ::-1]", ": flipped, or not?", lambda x: x[..., ::-1, ::-1]),
            (f"axes-{name}", f"{at} with its last two axes swapped", "", lambda x: np.swapaxes(x, -1, -2)),
            (f"first-axes-{name}", f"{at} with its first two axes swapped", "", lambda x: np.swapaxes(x, 0, 1)),
        ]
    if floats:
        changes += [
            (f"2{name}", f"{at} doubled", "", lambda x: 2 * x),
            (f"half-{name}", f"{at} halved", "", lambda x: x / 2),
            (f"absolute-{name}", f"is what is right for |`{name}`|", "", np.abs),
            (f"relu-{name}", f"{at} with 0 in place of its negative numbers", "", lambda x: np.maximum(x, 0)),
            (f"whole-{name}", f"{at} cut to whole numbers", "", np.trunc),
            (f"squared-{name}", f"is what is right for `{name}`²", "", np.square),
            (f"signs-{name}", f"is what is right for the sign of `{name}`", "", np.sign),
            (f"ones-{name}", f"{at} = 1", f": is `{name}` used?", np.ones_like),
        ]
    else:
        if as_numpy(like)[0].dtype.kind != "b":
            changes += [
                (f"{name}+1", f"{at} + 1", ": is an index off by one?", lambda x: x + 1),
                (f"{name}-1", f"{at} − 1", ": is an index off by one?", lambda x: x - 1),
            ]
        changes += [
            (f"not-{name}", f"is what is right for 1 − `{name}`", ": the other way round?",
             lambda x: ~x if x.dtype == bool else 1 - x),
        ]  # fmt: skip
    for axis in range(min(like.ndim, 2) if like.ndim > 1 else 0):
        changes.append(
            (f"first-along-{axis}-{name}", f"{at} with its first entry along axis {axis} in place of all",
             ": is an index missing?", functools.partial(_first_everywhere, axis))
        )  # fmt: skip
    changes += [
        (f"sorted-{name}", f"{at} in sorted order", "", lambda x: np.sort(x, 0)),
        (f"shifted-{name}", f"{at} shifted by one place", "", lambda x: np.roll(x, 1, 0)),
        (f"first-row-{name}", f"{at}[:1], its first row alone", ": are the others counted?", lambda x: x[:1]),
        (
            f"last-row-{name}",
            f"{at}[-1:], its last row alone",
            ": is each row kept, or only the last?",
            lambda x: x[-1:],
        ),
        (f"without-first-{name}", f"{at}[1:]", ": does a loop begin one too late?", lambda x: x[1:]),
        (f"without-last-{name}", f"{at}[:-1]", ": does a loop end one too early?", lambda x: x[:-1]),
    ]
    for key, claim, ask, change in changes:
        yield guess(key, claim, ask, _array(change))


def _exchanged(expected: Callable[..., Any], cases: Sequence[Seen], names: Sequence[str]) -> Iterator[Guess]:
    """Two arguments of one kind in each other's place."""

    def alike(x: Any, y: Any) -> bool:
        if is_array(x) and is_array(y):
            return bool(x.shape == y.shape)
        return is_number(x) and is_number(y) and not isinstance(x, bool) and not isinstance(y, bool)

    for a, b in itertools.combinations(names, 2):
        if not all(alike(c.arguments.get(a), c.arguments.get(b)) for c in cases):
            continue

        def put(i: int, arguments: dict[str, Any], a: str = a, b: str = b) -> None:
            arguments[a], arguments[b] = arguments[b], arguments[a]

        claim = f"is what is right for `{a}` and `{b}` in each other's place"
        yield Guess(f"exchanged-{a}-{b}", claim, ": are they mixed up?", _again(expected, cases, put), base=True)
