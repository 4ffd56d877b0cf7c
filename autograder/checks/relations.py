"""Guesses that need the right values alone: a factor, an offset, a function of each value, another arrangement."""

import itertools
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from autograder.checks.data import as_numpy, is_array, is_number
from autograder.checks.seen import Guess, Seen, Values, quoted

Change = Callable[[np.ndarray], np.ndarray | None]
MAX_AXES = 3


def scalars(cases: Sequence[Seen]) -> dict[str, list[float]]:
    """Numbers among the arguments, and how long the axes of their arrays are, by the Python for them."""
    found: dict[str, list[float]] = {}
    for name in cases[0].arguments:
        values = [c.arguments.get(name) for c in cases]
        if all(type(v) is bool or v is None for v in values):
            continue
        if all(is_number(v) and as_numpy(v)[0].dtype.kind in "iuf" for v in values):
            found[name] = [float(as_numpy(v)[0]) for v in values]
        elif all(is_array(v) for v in values):
            for axis in range(min(v.ndim for v in values)):  # type: ignore[union-attr]
                found[f"{name}.shape[{axis}]"] = [float(v.shape[axis]) for v in values]  # type: ignore[union-attr]
            if min(v.ndim for v in values) > 1:  # type: ignore[union-attr]
                found[f"{name}.size"] = [float(np.prod(v.shape)) for v in values]  # type: ignore[union-attr]
        elif all(type(v) in (list, tuple) for v in values):
            found[f"len({name})"] = [float(len(v)) for v in values]  # type: ignore[arg-type]
    return found


class Factor:
    """A factor with a name, and its value for each case."""

    def __init__(self, key: str, claim: str, ask: str, values: Any) -> None:
        self.key, self.claim, self.ask, self.values = key, claim, ask, list(values)


def factors(cases: Sequence[Seen]) -> list[Factor]:
    """All factors that have a name, the plain ones first."""
    n = len(cases)
    fixed = [
        Factor("times--1", "has the sign flipped: it is exactly −1 times what it should be", "", [-1.0] * n),
        Factor("times-2", "is exactly twice what it should be", ": is a ½ missing, or counted twice?", [2.0] * n),
        Factor("times-half", "is exactly half of what it should be", ": is there a ½ too much?", [0.5] * n),
        Factor("times--2", "is exactly −2 times what it should be", "", [-2.0] * n),
        Factor("times--half", "is exactly −½ times what it should be", "", [-0.5] * n),
        Factor("times-log2", "is exactly 1/ln 2 times what it should be", ": log2 where ln belongs?",
               [1 / np.log(2)] * n),
        Factor("times-ln2", "is exactly ln 2 times what it should be", ": ln where log2 belongs?", [np.log(2)] * n),
        Factor("times-log10", "is exactly 1/ln 10 times what it should be", ": log10 where ln belongs?",
               [1 / np.log(10)] * n),
        Factor("times-root2", "is exactly √2 times what it should be", "", [2**0.5] * n),
        Factor("times-root-half", "is exactly √½ times what it should be", "", [0.5**0.5] * n),
        Factor("times-4", "is exactly 4 times what it should be", "", [4.0] * n),
        Factor("times-quarter", "is exactly a quarter of what it should be", "", [0.25] * n),
        Factor("times-3", "is exactly 3 times what it should be", "", [3.0] * n),
        Factor("times-third", "is exactly a third of what it should be", "", [1 / 3] * n),
    ]  # fmt: skip
    named: list[Factor] = []
    more: list[Factor] = []
    found = scalars(cases)
    result = [float(c.want[0].size) for c in cases]
    if all(len(c.want) == 1 for c in cases) and max(result) > 1:
        found["result.size"] = result
    for name, values in found.items():
        v = np.array(values)
        if np.all(v == v[0]) and v[0] in (1.0, -1.0):
            continue
        count = "." in name or name.startswith("len(")
        much = ": a sum where a mean belongs?" if count else f": is `{name}` used once too often?"
        less = ": a mean where a sum belongs?" if count else f": is `{name}` forgotten?"
        named.append(Factor(f"times-{name}", f"is exactly `{name}` times what it should be", much, values))
        with np.errstate(all="ignore"):
            named.append(Factor(f"over-{name}", f"is exactly what it should be, divided by `{name}`", less, 1 / v))
            for sign, word, key in ((-1.0, "−", "-"), (2.0, "2 · ", "2"), (0.5, "½ · ", "half-")):
                more.append(
                    Factor(f"times-{key}{name}", f"is exactly {word}`{name}` times what it should be", "", sign * v)
                )
                more.append(
                    Factor(
                        f"times-{key}over-{name}",
                        f"is exactly {word}1 / `{name}` times what it should be",
                        "",
                        sign / v,
                    )
                )
            if count:
                more.append(
                    Factor(f"times-{name}-less-1", f"is exactly `{name}` − 1 times what it should be", "", v - 1)
                )
                more.append(Factor(f"over-{name}-less-1", f"is exactly what it should be, divided by `{name}` − 1",
                                   "", 1 / (v - 1)))  # fmt: skip
                more.append(
                    Factor(f"ddof-{name}", f"is exactly n/(n − 1) times what it should be, with n = `{name}`",
                           ": is n − 1 in place of n?", v / (v - 1))
                )  # fmt: skip
                more.append(
                    Factor(f"ddof0-{name}", f"is exactly (n − 1)/n times what it should be, with n = `{name}`",
                           ": is n in place of n − 1?", (v - 1) / v)
                )  # fmt: skip
                more.append(Factor(f"ddof-root-{name}", f"is √(n/(n − 1)) times what it should be, n = `{name}`",
                                   ": is n − 1 in place of n?", np.sqrt(v / (v - 1))))  # fmt: skip
                more.append(Factor(f"ddof0-root-{name}", f"is √((n − 1)/n) times what it should be, n = `{name}`",
                                   ": is n in place of n − 1?", np.sqrt((v - 1) / v)))  # fmt: skip
                more.append(
                    Factor(f"times-root-{name}", f"is exactly √`{name}` times what it should be", "", np.sqrt(v))
                )
                more.append(
                    Factor(
                        f"over-root-{name}", f"is exactly what it should be, divided by √`{name}`", "", 1 / np.sqrt(v)
                    )
                )
            else:
                more.append(
                    Factor(f"times-1-minus-{name}", f"is exactly 1 − `{name}` times what it should be", "", 1 - v)
                )
                more.append(
                    Factor(
                        f"over-1-minus-{name}",
                        f"is exactly what it should be, divided by 1 − `{name}`",
                        "",
                        1 / (1 - v),
                    )
                )
                more.append(Factor(f"times-{name}-squared", f"is exactly `{name}`² times what it should be", "", v**2))
    for (a, u), (b, w) in itertools.islice(itertools.combinations(found.items(), 2), 40):
        uv = np.array(u) * np.array(w)
        with np.errstate(all="ignore"):
            more.append(Factor(f"times-{a}*{b}", f"is exactly `{a} * {b}` times what it should be", "", uv))
            more.append(Factor(f"over-{a}*{b}", f"is exactly what it should be, divided by `{a} * {b}`", "", 1 / uv))
            more.append(
                Factor(
                    f"times-{a}-over-{b}",
                    f"is exactly `{a} / {b}` times what it should be",
                    "",
                    np.array(u) / np.array(w),
                )
            )
            for x, y, ratio in ((a, b, np.array(u) / np.array(w)), (b, a, np.array(w) / np.array(u))):
                if not any("." in z or z.startswith("len(") for z in (x, y)):
                    claim = f"is exactly (`{x} / {y}`)² times what it should be"
                    more.append(Factor(f"times-{x}-over-{y}-squared", claim, "", ratio**2))
            more.append(
                Factor(
                    f"times-{b}-over-{a}",
                    f"is exactly `{b} / {a}` times what it should be",
                    "",
                    np.array(w) / np.array(u),
                )
            )
    return [*fixed, *named, *more]


def scaled(
    cases: Sequence[Seen], factor: Factor, base: Callable[[int], Values | None]
) -> Callable[[int], Values | None]:
    """What `base` predicts, times a factor."""

    def predict(i: int) -> Values | None:
        values = base(i)
        with np.errstate(all="ignore"):
            return (
                None if values is None or not np.isfinite(factor.values[i]) else [factor.values[i] * v for v in values]
            )

    return predict


def steps(cases: Sequence[Seen]) -> Iterator[Guess]:
    """Outputs that begin at the first arguments (weights, a state): the step from there, times a factor."""
    starts = [_starts(c) for c in cases]
    if not any(s is not None for s in starts[0]):
        return

    def step(factor: Factor) -> Callable[[int], Values | None]:
        def predict(i: int) -> Values | None:
            f = factor.values[i]
            pairs = zip(cases[i].want, starts[i], strict=True)
            return [w if s is None else s + f * (w - s) for w, s in pairs] if np.isfinite(f) else None

        return predict

    def alone(i: int) -> Values:
        return [w if s is None else w - s for w, s in zip(cases[i].want, starts[i], strict=True)]

    yield Guess("step-alone", "is only the step, not what the step leads to", "", alone, base=True)
    yield Guess("step-no", "stays where it was: no step is made", "", step(Factor("no", "", "", [0.0] * len(cases))))
    for factor in factors(cases):
        claim = factor.claim.replace("what it should be", "what is right")
        yield Guess(
            f"step-{factor.key}", f"makes a step (from what it was given) that {claim}", factor.ask, step(factor)
        )


def _starts(c: Seen) -> list[np.ndarray | None]:
    """For each output the argument in its place, where it has its shape."""
    found: list[np.ndarray | None] = []
    for k, w in enumerate(c.want):
        x = list(c.arguments.values())[k] if k < len(c.arguments) else None
        numbers = is_array(x) or is_number(x)
        a = as_numpy(x)[0] if numbers else np.zeros(0, object)
        found.append(a.astype(float) if a.dtype.kind == "f" and a.shape == w.shape else None)
    return found


def offsets(cases: Sequence[Seen]) -> Iterator[Guess]:
    """The right values and a number."""
    amounts: dict[str, Sequence[float]] = {"1": [1.0] * len(cases)}
    amounts |= {f"`{name}`": values for name, values in scalars(cases).items()}
    for name, values in amounts.items():
        for sign, words in ((1, "more"), (-1, "less")):
            key = f"{'plus' if sign > 0 else 'minus'}-{name.strip('`')}"
            yield Guess(key, f"is exactly {name} {words} than it should be", "", _each(cases, values, sign))


def _each(cases: Sequence[Seen], amounts: Sequence[float], sign: int) -> Callable[[int], Values]:
    return lambda i: [w + sign * amounts[i] for w in cases[i].want]


def _only(good: Callable[[np.ndarray], Any], change: Change) -> Change:
    return lambda w: change(w) if np.all(good(w)) else None


def _sigmoid(w: np.ndarray) -> np.ndarray:
    return np.asarray(1 / (1 + np.exp(-w)))


ELEMENTS: tuple[tuple[str, str, str, Change], ...] = (
    ("absolute", "is right up to its signs: each value is the absolute value of what it should be", "", np.abs),
    ("negative-absolute", "is right up to its signs: each value is minus the absolute value of what it should be", "",
     lambda w: -np.abs(w)),
    ("signs", "is only the sign of what it should be", ": where does the size get lost?", np.sign),
    ("floor", "is what it should be, rounded down", ": `//` or whole numbers where fractions belong?", np.floor),
    ("truncated", "is what it should be, cut to whole numbers", ": is the result kept in an array of whole numbers?",
     np.trunc),
    ("rounded", "is what it should be, rounded to whole numbers", "", np.round),
    ("ceiling", "is what it should be, rounded up", "", np.ceil),
    ("one-minus", "is exactly 1 minus what it should be", ": the other way round?", lambda w: 1 - w),
    ("minus-one-minus", "is exactly −1 minus what it should be", "", lambda w: -1 - w),
    ("reciprocal", "is exactly 1 divided by what it should be", ": upside down?", lambda w: 1 / w),
    ("squared", "is exactly the square of what it should be", ": a root missing, or a square too much?", np.square),
    ("root", "is exactly the square root of what it should be", ": a root too much, or a square missing?",
     _only(lambda w: w >= 0, np.sqrt)),
    ("cube", "is exactly the third power of what it should be", "", lambda w: w**3),
    ("exp", "is exactly e to the power of what it should be", ": a logarithm missing, or exp too much?", np.exp),
    ("log", "is exactly the natural logarithm of what it should be", ": a logarithm too much, or exp missing?",
     _only(lambda w: w > 0, np.log)),
    ("minus-log", "is exactly minus the natural logarithm of what it should be", "",
     _only(lambda w: w > 0, lambda w: -np.log(w))),
    ("sigmoid", "is the sigmoid of what it should be", ": a sigmoid too much?", _sigmoid),
    ("tanh", "is the tanh of what it should be", ": a tanh too much?", np.tanh),
    ("logit", "is what is right before a sigmoid", ": is the sigmoid missing?",
     _only(lambda w: (w > 0) & (w < 1), lambda w: np.log(w / (1 - w)))),
    ("relu", "is right where it should be positive, and 0 where it should be negative", "", lambda w: np.maximum(w, 0)),
    ("negative-part", "is right where it should be negative, and 0 where it should be positive", "",
     lambda w: np.minimum(w, 0)),
    ("clipped", "is what it should be, cut to 0 … 1", "", lambda w: np.clip(w, 0, 1)),
    ("clipped-pm", "is what it should be, cut to −1 … 1", "", lambda w: np.clip(w, -1, 1)),
    ("positive", "is 1 where it should be positive, and 0 elsewhere", ": a threshold too much?",
     lambda w: (w > 0) * 1.0),
    ("plus-minus", "has −1 and 1 where 0 and 1 belong", "", lambda w: 2 * w - 1),
    ("zero-one", "has 0 and 1 where −1 and 1 belong", "", lambda w: (w + 1) / 2),
)  # fmt: skip


def elements(cases: Sequence[Seen]) -> Iterator[Guess]:
    """A function of each value."""
    for key, claim, ask, change in ELEMENTS:
        yield Guess(key, claim, ask, _changed(cases, change))


def _changed(cases: Sequence[Seen], change: Change) -> Callable[[int], Values | None]:
    def predict(i: int) -> Values | None:
        found = []
        for w in cases[i].want:
            try:
                with np.errstate(all="ignore"):
                    values = change(w)
            except (ValueError, IndexError, TypeError):  # it has no such axis
                return None
            if values is None:
                return None
            found.append(np.asarray(values, float))
        return found

    return predict


def arrangements(cases: Sequence[Seen]) -> Iterator[Guess]:
    """The right values in other places, or taken together along an axis."""
    dims = max(w.ndim for c in cases for w in c.want)
    changes: list[tuple[str, str, Change, bool]] = []
    if dims >= 2:
        changes += [
            ("transposed", "is the transpose of what it should be", np.transpose, True),
            ("last-axes-swapped", "has its last two axes swapped", lambda w: np.swapaxes(w, -1, -2), True),
            ("turned", "is turned by 180° in its last two axes", lambda w: np.flip(w, (-2, -1)), True),
            ("other-order", "has the right numbers, laid out column by column instead of row by row",
             lambda w: w.ravel().reshape(w.shape[::-1]).T, True),
            ("other-layout", "has the right numbers and shape, but filled in another order of the axes",
             lambda w: w.T.ravel().reshape(w.shape), True),
            ("flat", "has the right numbers in one row: it is flattened", np.ravel, True),
        ]  # fmt: skip
    for axis in range(min(dims, MAX_AXES)):
        changes += _along(axis)
    for size in range(1, min(dims, 4) + 1):
        for axes in itertools.combinations(range(min(dims, 4)), size):
            changes.append(_everywhere(axes))
    if dims:
        changes.append(("total", "is the sum of all values that it should have", np.sum, True))
        changes.append(("one-more-axis-end", "is right but for an axis of length 1 too much, at the end",
                        lambda w: w[..., None], False))  # fmt: skip
        changes.append(("squeezed", "is right but lacks its axis of length 1", np.squeeze, False))
    for key, claim, change, base in changes:
        yield Guess(key, claim, "", _changed(cases, change), base=base)
    yield from _swaps(cases)
    for name in cases[0].arguments:
        yield Guess(f"echo-{name}", f"is its argument `{name}`, unchanged", "", _echo(cases, name), base=True)


def _normalised(w: np.ndarray, axis: int) -> np.ndarray:
    return np.asarray(w / w.sum(axis, keepdims=True))


def _everywhere(axes: tuple[int, ...]) -> tuple[str, str, Change, bool]:
    """The same along these axes: the mean over them."""
    over = f"axis {axes[0]}" if len(axes) == 1 else f"the axes {', '.join(map(str, axes))}"
    claim = (
        f"does not change along {over}: it is the mean over {'it' if len(axes) == 1 else 'them'} of what it should be"
    )
    key = "everywhere-" + "-".join(map(str, axes))
    return key, claim, lambda w: np.broadcast_to(w.mean(axes, keepdims=True), w.shape).copy(), False


def _along(a: int) -> list[tuple[str, str, Change, bool]]:
    """Changes along one axis."""
    return [
        (f"reversed-{a}", f"is reversed along axis {a}", lambda w: np.flip(w, a), True),
        (f"shifted-{a}", f"is shifted by one place along axis {a}", lambda w: np.roll(w, 1, a), True),
        (f"shifted-back-{a}", f"is shifted back by one place along axis {a}", lambda w: np.roll(w, -1, a), True),
        (f"running-sum-{a}", f"is the running sum along axis {a} of what it should be",
         lambda w: np.cumsum(w, a), False),
        (f"differences-{a}", f"consists of the differences along axis {a} of what it should be",
         lambda w: np.diff(w, axis=a, prepend=0), False),
        (f"normalised-{a}", f"is what it should be, divided by its sum along axis {a}",
         lambda w: _normalised(w, a), False),
        (f"centred-{a}", f"is what it should be, less its mean along axis {a}",
         lambda w: w - w.mean(a, keepdims=True), False),
        (f"softmax-{a}", f"is the softmax along axis {a} of what it should be",
         lambda w: _normalised(np.exp(w - w.max(a, keepdims=True)), a), False),
        (f"sorted-{a}", f"has the right numbers, sorted along axis {a}", lambda w: np.sort(w, a), True),
        (f"sum-{a}", f"is the sum over axis {a} of what it should be", lambda w: w.sum(a), True),
        (f"mean-{a}", f"is the mean over axis {a} of what it should be", lambda w: w.mean(a), False),
        (f"mean-kept-{a}", f"is the mean over axis {a} of what it should be",
         lambda w: w.mean(a, keepdims=True), False),
        (f"sum-kept-{a}", f"is the sum over axis {a} of what it should be", lambda w: w.sum(a, keepdims=True), True),
        (f"max-{a}", f"is the largest value along axis {a} of what it should be", lambda w: w.max(a), False),
        (f"argmax-{a}", f"is the index of the largest value along axis {a} of what it should be",
         lambda w: w.argmax(a), False),
        (f"first-{a}", f"is only the first entry along axis {a} of what it should be", lambda w: w.take(0, a), False),
        (f"last-{a}", f"is only the last entry along axis {a} of what it should be", lambda w: w.take(-1, a), False),
        (f"without-first-{a}", f"lacks the first entry along axis {a}; the rest is right",
         lambda w: np.delete(w, 0, a), False),
        (f"without-last-{a}", f"lacks the last entry along axis {a}; the rest is right",
         lambda w: np.delete(w, -1, a), False),
        (f"one-more-axis-{a}", f"is right but for an axis of length 1 too much, axis {a}",
         lambda w: np.expand_dims(w, a), False),
    ]  # fmt: skip


def _echo(cases: Sequence[Seen], name: str) -> Callable[[int], Values | None]:
    def predict(i: int) -> Values | None:
        x = cases[i].arguments.get(name)
        if not (is_array(x) or is_number(x)) or as_numpy(x)[0].dtype.kind not in "biuf":
            return None
        return [as_numpy(x)[0].astype(float)] * len(cases[i].want)

    return predict


def _swaps(cases: Sequence[Seen]) -> Iterator[Guess]:
    """Two outputs in each other's place."""
    names = cases[0].names
    if any(c.names != names for c in cases):
        return
    for i, j in itertools.islice(itertools.combinations(range(len(names)), 2), 15):

        def predict(at: int, i: int = i, j: int = j) -> Values | None:
            if cases[at].wrong(i).any() != cases[at].wrong(j).any():  # one of the two alone is wrong
                return None
            values = list(cases[at].want)
            values[i], values[j] = values[j], values[i]
            return values

        a, b = quoted(names[i]), quoted(names[j])
        claim = f"{{f}} has the right numbers for {a} and {b}, but in each other's place."
        yield Guess(f"swapped-{names[i]}-{names[j]}", claim, "", predict, sentence=True)
