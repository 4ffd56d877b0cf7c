"""What a wrong answer looks like: the reference's result, transformed, or a place where alone it is wrong.

    found = derive(called, expected, cases)

Theory of operation. A frequent mistake is a simple relation to the right answer: N times it, its transpose, what is
right for λ = 0. `relations.py` and `variations.py` list such *guesses*; each predicts all outputs of a call's cases,
and is kept when the student's wrong outputs are what it predicts, on enough bits (evidence.py). Where a guess does not
fit, a factor on top of it may. Guesses are ranked by their order; the plain ones come first. Below them stand true
words about where the answer is wrong (places.py). A guess is the judge's own: an exception in a reference with odd
arguments ends that guess and nothing else. The budget is counted in calls of the reference, so that the same answer
gets the same words; the clock only stops a reference that is slow.
"""

import re
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from autograder.checks.evidence import COMPOSED, DERIVED, Bits, Fit
from autograder.checks.places import denied_by, places
from autograder.checks.relations import Factor, arrangements, elements, factors, offsets, scaled, steps
from autograder.checks.seen import Guess, Seen, Values, quoted
from autograder.checks.variations import variations
from autograder.results import Diagnosis

CALLS = 60  # of the reference, on the first case that fails
SECONDS = 2.0
PREFIX = "derived:"
TELL_NOTHING = ("step-", "echo-", "times-", "over-")  # may say why a result is 0 everywhere; of others it is chance
MOVED = ("differences-", "running-sum-", "sorted-", "shifted-", "centred-")  # too easily what a few 0s and 1s look like
EVERYWHERE = ("all-zero", "one-number", "same-for-all", "later-calls", "previous")  # what a right call denies


class Derived:
    """What fits the answers to all cases of a call, and what does not.

    Args:
        fits: key → explanation, by rank.
        denied: keys of guesses that were tried and do not fit.
        held: keys of the places (places.py) that hold, whether there is enough to say so or not.
    """

    def __init__(self) -> None:
        self.fits: dict[str, Fit] = {}
        self.denied: set[str] = set()
        self.held: set[str] = set()


def guesses(expected: Callable[..., Any], cases: Sequence[Seen]) -> Iterator[Guess]:
    """All that does not need a factor, by rank."""

    def right(i: int) -> Values:
        return list(cases[i].want)

    for factor in factors(cases):
        yield Guess(factor.key, factor.claim, factor.ask, scaled(cases, factor, right))
    yield from elements(cases)
    yield from steps(cases)
    yield from arrangements(cases)
    yield from variations(expected, cases)
    yield from offsets(cases)


def derive(called: str, expected: Callable[..., Any], cases: Sequence[Seen]) -> Derived:
    """Explanations of a call that failed."""
    found, ends = Derived(), time.monotonic() + SECONDS
    outputs = [i for i in range(len(cases[0].names)) if any(i < len(c.names) and c.wrong(i).any() for c in cases)]
    if not outputs or any(len(c.names) != len(cases[0].names) for c in cases):
        return found
    failing = [k for k, c in enumerate(cases) if any(c.wrong(i).any() for i in outputs)]
    first = max(failing, key=lambda k: (min(sum(cases[k].want[i].size for i in outputs), 60), -k))
    say = _Words(called, cases, outputs)
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        simple: list[Factor] | None = None
        composed: list[tuple[Guess, Factor]] = []
        for guess in _within(guesses(expected, cases), expected, ends):
            values = guess.predict(first)
            if values is None:
                continue
            if not _fits(cases[first], values, outputs):
                found.denied.add(PREFIX + guess.key)
                if guess.base:
                    if simple is None:  # a quotient of sizes, on top of another guess, fits by chance
                        simple = [f for f in factors(cases) if not re.search("[^-]-over-", f.key)]
                    composed += [(guess, f) for f in _factors_on(cases, first, values, outputs, simple)]
                continue
            _keep(found, guess, cases, outputs, say, DERIVED)
        for guess, factor in composed[:20]:
            together = Guess(
                f"{guess.key},{factor.key}", guess.claim, f", and on top of that it {factor.claim}",
                scaled(cases, factor, guess.predict),
            )  # fmt: skip
            _keep(found, together, cases, outputs, say, COMPOSED)
        for place in places(cases, outputs):
            key = PREFIX + place.key
            if place.holds:
                found.held.add(key)
            if place.holds and place.told:
                message = say.place(place.sentence)
                found.fits.setdefault(key, Fit(Diagnosis(key=key, message=message), 0.0, 0.0, place=True))
    return found


def _within(all_guesses: Iterator[Guess], expected: Callable[..., Any], ends: float) -> Iterator[Guess]:
    """As many as the budget allows."""
    left = CALLS
    for guess in all_guesses:
        if hasattr(guess.predict, "asks"):
            left -= 1
            if left < 0 or time.monotonic() > ends:
                continue
        yield guess


def _fits(one: Seen, values: Values, outputs: Sequence[int]) -> bool:
    return one.got is not None and all(one.same(one.got[i], values[i], i) for i in outputs)


def _factors_on(
    cases: Sequence[Seen], at: int, values: Values, outputs: Sequence[int], named: Sequence[Factor]
) -> list[Factor]:
    """The factors that turn what was predicted for a case into the student's answer."""
    one = cases[at]
    if one.got is None or any(one.got[i].shape != values[i].shape for i in outputs):
        return []
    g = np.concatenate([one.got[i].ravel() for i in outputs])
    p = np.concatenate([values[i].ravel() for i in outputs])
    large = np.abs(p) > 1e-3 * np.max(np.abs(p), initial=0.0)
    if not large.any():
        return []
    ratio = float(np.median(g[large] / p[large]))
    if not np.isfinite(ratio) or abs(ratio) < 1e-9 or abs(ratio - 1) < 1e-6:
        return []
    if any(not one.same(one.got[i], ratio * values[i], i) for i in outputs):
        return []
    return [f for f in named if abs(f.values[at] - ratio) <= 1e-4 * abs(ratio)][:3]


def _keep(
    found: Derived, guess: Guess, cases: Sequence[Seen], outputs: Sequence[int], say: "_Words", needs: float
) -> None:
    """Notes that a guess fits all cases, with how many bits, or that it does not."""
    key, bits, nothing = PREFIX + guess.key, Bits(), True
    for k, one in enumerate(cases):
        values = guess.predict(k)
        wrong = any(one.wrong(i).any() for i in outputs)
        if values is None:
            if wrong:
                found.denied.add(key)
                return
            continue
        if not _fits(one, values, outputs):
            found.denied.add(key)
            return
        for i in outputs:
            right, told = one.want[i], values[i]
            nothing = nothing and not told.any()
            differ = ~one.near(told, right, i) if told.shape == right.shape else np.ones(told.shape, bool)
            bits.add(right, told, differ, one.single(i))
    if bits.wrong and not (nothing and not guess.key.startswith(TELL_NOTHING)) and _rich(guess, bits):
        found.fits.setdefault(key, Fit(Diagnosis(key=key, message=say.guess(guess)), bits.total, needs))


def _rich(guess: Guess, bits: Bits) -> bool:
    return len(bits.kinds) > 3 or not guess.key.startswith(MOVED)


def would_fail(expected: Callable[..., Any], cases: Sequence[Seen], key: str) -> bool:
    """Whether a guess predicts another result than the right one, for the cases of a call that was right."""
    parts = key.removeprefix(PREFIX).split(",")
    if parts[0] in EVERYWHERE:
        return True
    if parts[0].startswith("when-"):
        return denied_by(cases, key.removeprefix(PREFIX))
    guess = next((g for g in guesses(expected, cases) if g.key == parts[0]), None)
    if guess is None:
        return False
    predict = guess.predict
    if len(parts) > 1:
        factor = next((f for f in factors(cases) if f.key == parts[1]), None)
        if factor is None:
            return False
        predict = scaled(cases, factor, predict)
    with np.errstate(all="ignore"):
        for k, one in enumerate(cases):
            values = predict(k)
            if values is not None and not all(
                one.same(v, w, i) for i, (v, w) in enumerate(zip(values, one.want, strict=True))
            ):
                return True
    return False


class _Words:
    """Sentences about a function's result."""

    def __init__(self, called: str, cases: Sequence[Seen], outputs: Sequence[int]) -> None:
        self.f = f"`{called}`" if called.replace(".", "").isidentifier() else called
        names = cases[0].names
        some = len(outputs) < len(names) and all(c.names == names for c in cases)
        chosen = [names[i] for i in outputs][:4]
        self.subject = f"The result of {self.f}"
        self.listed = self.rest = ""
        if some and len(outputs) <= 4:
            listed = " and ".join(map(quoted, chosen))
            self.subject = f"Of the results of {self.f}, {'each of ' if len(chosen) > 1 else ''}{listed}"
            self.listed, self.rest = listed, " (the rest is right)"

    def guess(self, guess: Guess) -> str:
        if guess.sentence:
            return guess.claim.replace("{f}", self.f)
        end = guess.ask if guess.ask.endswith("?") else f"{guess.ask}."
        return f"{self.subject} {guess.claim}{self.rest}{end}"

    def place(self, sentence: str) -> str:
        it = f"the result of {self.f}" if not self.rest else f"{self.listed} of {self.f}"
        text = sentence.replace("{f}", self.f).replace("{it}", it)
        return text[0].upper() + text[1:]
