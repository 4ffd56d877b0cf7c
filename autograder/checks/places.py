"""True words about where an answer is wrong, for the answers that nothing explains.

Each says of all that is wrong that it lies in some places: no other call of the question may have a wrong value
elsewhere.
"""

import itertools
import math
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from autograder.checks.data import as_numpy, is_array, is_number
from autograder.checks.seen import Seen, quoted

MAX_CHOICES = 6  # different values of an argument


class Place(NamedTuple):
    """A claim about a call.

    Args:
        holds: for all cases of the call.
        told: there is enough in the call to say so.
    """

    key: str
    sentence: str  # {f} is the function, {it} what it returns
    holds: bool
    told: bool


def places(cases: Sequence[Seen], outputs: Sequence[int]) -> Iterator[Place]:
    """All claims about where the outputs that are wrong are so, the most telling first."""
    wrong = [[c.wrong(i) for i in outputs] for c in cases]
    failed = [any(w.any() for w in ws) for ws in wrong]
    yield from _constant(cases, outputs)
    yield from _choices(cases, outputs)
    yield from _of_values(cases, outputs, wrong)
    yield from _of_cases(cases, failed)
    yield from _proportions(cases, outputs)
    yield from _single_output(cases, outputs)
    yield from _sizes(cases, outputs)


# -- the same for every input -----------------------------------------------------------------------------------------


def _constant(cases: Sequence[Seen], outputs: Sequence[int]) -> Iterator[Place]:
    got = [[c.got[i] for i in outputs] if c.got is not None else None for c in cases]
    if any(g is None for g in got):
        return
    flat = [np.concatenate([v.ravel() for v in g or ()]) for g in got]
    want = [np.concatenate([c.want[i].ravel() for i in outputs]) for c in cases]
    everything = np.concatenate(flat)
    many = len({w.tobytes() for w in want}) > 2
    if everything.size:
        same = bool(np.all(everything == everything[0]))
        zero = same and everything[0] == 0
        values = np.concatenate(want)
        telling = np.ptp(values) > 0 and values.size > 4 and bool(np.any(values != 0))
        yield Place("all-zero", "{it} is 0 everywhere, for every input.", zero, telling)
        yield Place("one-number", "{it} is the same number everywhere, for every input.", same, telling)
        alike = all(f.shape == flat[0].shape and np.array_equal(f, flat[0]) for f in flat)
        words = "{it} is the same for every input: does it depend on the arguments?"
        yield Place("same-for-all", words, alike and len(cases) > 2, many)
    echoes = [
        any(c.wrong(i).any() for i in outputs) <= all(c.same((c.got or [])[i], before.want[i], i) for i in outputs)
        for before, c in zip(cases[:-1], cases[1:], strict=True)
    ]
    first = not any(cases[0].wrong(i).any() for i in outputs)
    words = "Where {it} is wrong, it is what was right for the call before: is something kept between calls?"
    yield Place("previous", words, first and all(echoes), len(echoes) > 1)


# -- by the arguments -------------------------------------------------------------------------------------------------


def _of_cases(cases: Sequence[Seen], failed: Sequence[bool]) -> Iterator[Place]:
    """Wrong in some cases only: which arguments have these?"""
    bad = sum(failed)
    raised = all(c.got is None for c, f in zip(cases, failed, strict=True) if f)  # of which its message speaks
    for key, words, there in _conditions(cases):
        inside = all(t or not f for t, f in zip(there, failed, strict=True))
        right = len(cases) - sum(there)
        enough = right > 2 and bad == sum(there) if is_weak(key) else right > 1 and 3 * bad >= 2 * sum(there)
        told = enough and len(cases) > 3 and not raised
        end = "" if words.endswith("?") else "."
        yield Place(f"when-{key}", f"{{it}} is wrong only {words}{end}", inside, told)
    later = [i > 0 for i in range(len(cases))]
    words = "The first call of {f} is right, those after it are wrong: is something kept between calls?"
    yield Place("later-calls", words, not failed[0] and failed == later, len(cases) > 3)
    for kind, words in (("shapes", "shapes"), ("dtypes", "shapes and dtypes")):
        looks = [[_look(x, kind == "dtypes") for x in c.arguments.values()] for c in cases]
        again = [look in looks[:i] for i, look in enumerate(looks)]
        told = sum(again) > 1 and not all(again[1:])
        words = f"{{it}} is wrong only after an earlier call with arguments of the same {words}: is something kept?"
        yield Place(f"{kind}-again", words, failed == again, told)


def _look(x: Any, with_dtype: bool) -> tuple[Any, ...]:
    return getattr(x, "shape", None), str(getattr(x, "dtype", "")) if with_dtype else ""


def is_weak(key: str) -> bool:
    """Whether a condition holds for most numbers (not 0, not 1, a fraction): one right case in it refutes it."""
    return key.endswith(("!=0", "!=1", "-fraction"))


def denied_by(cases: Sequence[Seen], key: str) -> bool:
    """Whether the cases of a call that was right refute the place `when-…`."""
    condition = key.removeprefix("when-")
    return is_weak(condition) and any(any(there) for k, _, there in _conditions(cases) if k == condition)


def _conditions(cases: Sequence[Seen]) -> Iterator[tuple[str, str, list[bool]]]:
    names = list(cases[0].arguments)
    yield from _left_out(cases, names)
    for name in names:
        values = [c.arguments.get(name) for c in cases]
        if any(v is None for v in values) and not all(v is None for v in values):
            yield f"{name}-given", f"when `{name}` is given", [v is not None for v in values]
            yield f"{name}-none", f"when `{name}` is None", [v is None for v in values]
        if all(type(v) in (bool, str) or v is None or is_number(v) for v in values):
            yield from _scalar_conditions(name, [as_numpy(v)[0].item() if is_number(v) else v for v in values])
        if all(is_array(v) for v in values):
            yield from _array_conditions(name, values)
    for a, b in itertools.combinations(names, 2):
        yield from _pair_conditions(cases, a, b)


def _left_out(cases: Sequence[Seen], names: Sequence[str]) -> Iterator[tuple[str, str, list[bool]]]:
    """Arguments that are not given; those that are left out together are named together."""
    together: dict[tuple[bool, ...], list[str]] = {}
    for k, name in enumerate(names):
        left = tuple(k >= len(c.case.args) and name not in c.case.kwargs for c in cases)
        if any(left):  # also in all cases: then this call, which cannot tell, does not deny it
            together.setdefault(left, []).append(name)
    for left, left_out in sorted(together.items(), key=lambda item: sum(item[0])):  # the narrowest first
        listed = " and ".join(f"`{name}`" for name in left_out)
        ask = "what is its default?" if len(left_out) == 1 else "what are their defaults?"
        verb = "is" if len(left_out) == 1 else "are"
        yield f"{'-'.join(left_out)}-default", f"when {listed} {verb} not given: {ask}", list(left)


def _scalar_conditions(name: str, values: list[Any]) -> Iterator[tuple[str, str, list[bool]]]:
    different = list(dict.fromkeys(values))
    if not 1 < len(different) <= 40:
        return
    if all(type(v) in (int, float) for v in values):
        yield f"{name}<0", f"when `{name}` is negative", [v < 0 for v in values]
        yield f"{name}=0", f"when `{name}` is 0", [v == 0 for v in values]
        yield f"{name}!=0", f"when `{name}` is not 0", [v != 0 for v in values]
        yield f"{name}!=1", f"when `{name}` is not 1", [v != 1 for v in values]
        yield (
            f"{name}-fraction",
            f"when `{name}` is no whole number",
            [math.isfinite(v) and v != round(v) for v in values],
        )
    # of options, not of numbers: which number a case has is the test's choice, and says nothing
    options = [v for v in different if _is_option(v)] if len(different) <= MAX_CHOICES else []
    for v in options:
        yield f"{name}={v!r}", f"when `{name}` is `{v!r}`", [w == v for w in values]
    for v in options:
        yield f"{name}!={v!r}", f"when `{name}` is not `{v!r}`", [w != v for w in values]


def _is_option(v: Any) -> bool:
    """Whether a value stands for a way to do it: True, "mean", "pre-norm"; a text is data, and which one is chance."""
    return type(v) is bool or (type(v) is str and re.fullmatch(r"[\w.+-]{1,20}", v) is not None)


def _pair_conditions(cases: Sequence[Seen], a: str, b: str) -> Iterator[tuple[str, str, list[bool]]]:
    """Two options together."""
    pairs = [(c.arguments.get(a), c.arguments.get(b)) for c in cases]
    if not all(_is_option(v) for pair in pairs for v in pair):
        return
    different = list(dict.fromkeys(pairs))
    if len({u for u, _ in different}) < 2 or len({v for _, v in different}) < 2 or len(different) > MAX_CHOICES:
        return
    for u, v in different:
        words = f"when `{a}` is `{u!r}` and `{b}` is `{v!r}`"
        yield f"{a}={u!r},{b}={v!r}", words, [pair == (u, v) for pair in pairs]
    if len(different) == 4:
        (u, v), *_ = different
        for same in (True, False):
            some = [f"`{x!r}` with `{y!r}`" for x, y in different if ((x == u) == (y == v)) is same]
            words = f"for {' and '.join(some)}: do `{a}` and `{b}` decide one thing each?"
            yield f"{a}~{b},{same}", words, [((x == u) == (y == v)) is same for x, y in pairs]


def _array_conditions(name: str, values: list[Any]) -> Iterator[tuple[str, str, list[bool]]]:
    plain = [as_numpy(v)[0] for v in values]
    for kind, words in (("i", "holds whole numbers"), ("b", "holds True and False")):
        yield f"{name}-dtype-{kind}", f"when `{name}` {words}", [a.dtype.kind == kind for a in plain]
    # nothing of shapes, nor of a 0 or a sign somewhere: with the few arrays of a test, what fits does so by chance
    numbers = [a.astype(float) if a.dtype.kind in "biuf" else np.zeros(0) for a in plain]
    yield f"{name}-nan", f"when `{name}` has a nan in it", [bool(np.isnan(a).any()) for a in numbers]
    yield f"{name}-all-zero", f"when `{name}` is 0 throughout", [not a.any() for a in numbers]
    yield (
        f"{name}-strided",
        f"when `{name}` does not lie row by row in memory",
        [not a.flags.c_contiguous for a in plain],
    )


# -- by the values ----------------------------------------------------------------------------------------------------


def _of_values(cases: Sequence[Seen], outputs: Sequence[int], wrong: Sequence[Sequence[np.ndarray]]) -> Iterator[Place]:
    """Some values of a result are wrong: which places are these?"""
    maps = [[dict(_masks(c, i)) for i in outputs] for c in cases]
    shaped = all(c.got is not None and all(c.got[i].shape == c.want[i].shape for i in outputs) for c in cases)
    # where a number is missing (nan) is the input's doing, and the message that says so names the first
    missing = shaped and not any(
        np.isfinite((c.got or [])[i][w]).any()
        for c, ws in zip(cases, wrong, strict=True)
        for i, w in zip(outputs, ws, strict=True)
    )
    for key in dict.fromkeys(k for one in maps for m in one for k in m):
        n = inside = bad = stray = right_outside = 0  # of results that are wrong somewhere: a right one has no place
        words = ""
        for one, ws in zip(maps, wrong, strict=True):
            for m, w in zip(one, ws, strict=True):
                words, mask = m.get(key, (words, np.zeros(w.shape, bool)))
                if not w.any():
                    continue
                n += w.size
                inside += int(mask.sum())
                bad += int(w.sum())
                stray += int((w & ~mask).sum())
                right_outside += int((~w & ~mask).sum())
        bits = bad * math.log2(n / inside) if inside else 0.0
        told = shaped and right_outside > 2 and bits >= 6 and 2 * bad >= inside
        told = told and not (missing and re.match(r"axis\d+-", key))  # not an argument that is called so
        yield Place(f"where-{key}", f"{{it}} is wrong only {words}.", not stray and shaped, told)


def _masks(c: Seen, i: int) -> Iterator[tuple[str, tuple[str, np.ndarray]]]:
    w = c.want[i]
    if w.ndim == 0:
        return
    arrays = {n: as_numpy(v)[0] for n, v in c.arguments.items() if is_array(v) and as_numpy(v)[0].dtype.kind in "biuf"}
    for name, a in arrays.items():
        if a.shape == w.shape:
            x = a.astype(float)
            yield f"{name}<0", (f"where `{name}` is negative", x < 0)
            yield f"{name}>0", (f"where `{name}` is positive", x > 0)
            yield f"{name}=0", (f"where `{name}` is 0", x == 0)
            yield f"{name}>1", (f"where `{name}` is above 1", x > 1)
            yield f"{name}-large", (f"where `{name}` is far from 0 (by more than 3)", np.abs(x) > 3)
            if x.ndim == 2:
                yield (
                    f"{name}-tied-rows",
                    (f"in rows where `{name}` has equal numbers", _rows(w, [len(set(r)) < len(r) for r in x.tolist()])),
                )
        elif a.ndim == 1 and a.shape[0] == w.shape[0]:
            whole = a.dtype.kind in "biu"
            if whole and w.ndim == 2 and a.size and a.min() >= 0 and a.max() < w.shape[1]:
                true = np.zeros(w.shape, bool)
                true[np.arange(len(a)), a.astype(int)] = True
                yield f"{name}-own", (f"in the entries that `{name}` names (one a row)", true)
                yield f"{name}-others", (f"in the entries that `{name}` does not name", ~true)
            for v in np.unique(a)[:4] if whole or len(np.unique(a)) <= 3 else ():
                yield f"{name}={v}", (f"in the places where `{name}` is {v:g}", _rows(w, a == v))
    for axis in range(w.ndim):
        index = np.arange(w.shape[axis]).reshape([-1 if k == axis else 1 for k in range(w.ndim)])
        for key, words, at in (
            ("first", "at the first index", index == 0),
            ("last", "at the last index", index == w.shape[axis] - 1),
            ("inner", "from the second index on", index > 0),
            ("not-last", "before the last index", index < w.shape[axis] - 1),
            ("later", "from the third index on", index > 1),
            ("ends", "at the first and last index", (index == 0) | (index == w.shape[axis] - 1)),
        ):
            if w.shape[axis] > 2:
                yield f"axis{axis}-{key}", (f"{words} of axis {axis}", np.broadcast_to(at, w.shape))
    if w.ndim > 2 and w.size:
        edge = np.zeros(w.shape, bool)
        edge[..., [0, -1], :] = True
        edge[..., [0, -1]] = True
        yield "border", ("at the border of its last two axes", edge)
        yield "interior", ("inside, not at the border of its last two axes", ~edge)
    if w.ndim == 2 and w.shape[0] == w.shape[1]:
        yield "diagonal", ("on the diagonal", np.eye(len(w), dtype=bool))
        yield "off-diagonal", ("off the diagonal", ~np.eye(len(w), dtype=bool))
    yield "zero", ("where it should be 0", w == 0)
    yield "negative", ("where it should be negative", w < 0)
    yield "positive", ("where it should be positive", w > 0)


def _rows(w: np.ndarray, chosen: Any) -> np.ndarray:
    return np.broadcast_to(np.asarray(chosen).reshape([-1] + [1] * (w.ndim - 1)), w.shape)


# -- by size -----------------------------------------------------------------------------------------------------------


def _pairs(cases: Sequence[Seen], outputs: Sequence[int]) -> list[tuple[Seen, np.ndarray, np.ndarray, int]] | None:
    """(case, student's, right) outputs, where all have one shape and finite values."""
    found = []
    for c in cases:
        for i in outputs:
            if c.got is None or c.got[i].shape != c.want[i].shape:
                return None
            if not (np.isfinite(c.got[i]).all() and np.isfinite(c.want[i]).all()):
                return None
            found.append((c, c.got[i], c.want[i], i))
    return found


def _proportions(cases: Sequence[Seen], outputs: Sequence[int]) -> Iterator[Place]:
    pairs = _pairs(cases, outputs)
    sentences = {
        "proportional": "{it} is right up to one factor, another in each call: is a product or a division too much?",
        "offset": "{it} is off by one amount everywhere, another in each call: what is added or left out?",
        "rows": "Each row of {it} is right up to a factor of its own: over which axis do you sum, or divide?",
        "columns": "Each column of {it} is right up to a factor of its own: over which axis do you sum, or divide?",
        "capped": "{it} is right up to a limit, and never goes beyond it: is something clipped?",
        "places": "{it} has the right numbers, but in other places.",
        "signs": "{it} is right up to the signs of some values.",
        "near": "{it} is right to three digits or more, but not fully: is something rounded, or an ε too large?",
    }
    if pairs is None or not any(g.size for _, g, _, _ in pairs):
        yield from (Place(k, s, False, False) for k, s in sentences.items())
        return
    telling = sum(w.size for _, _, w, _ in pairs if w.size > 3 and np.ptp(w) > 0)
    digits = len({f"{v:.6g}" for _, g, _, _ in pairs for v in g.ravel().tolist()[:50]})
    rich = telling >= 8 and digits >= 6

    limits = min(g.min() for _, g, _, _ in pairs if g.size), max(g.max() for _, g, _, _ in pairs if g.size)

    def all_(test: Any) -> bool:
        with np.errstate(all="ignore"):
            return all(test(c, g, w, i) for c, g, w, i in pairs)

    checks = {
        "proportional": lambda c, g, w, i: c.same(g, _ratio(g, w) * w, i),
        "offset": lambda c, g, w, i: c.same(g, w + np.median(g - w) if w.size else w, i),
        "rows": lambda c, g, w, i: _row_by_row(c, g, w, i),
        "columns": lambda c, g, w, i: _row_by_row(c, g.T, w.T, i),
        "capped": lambda c, g, w, i: c.same(g, np.clip(w, *limits), i),
        "places": lambda c, g, w, i: c.same(np.sort(g, None), np.sort(w, None), i),
        "signs": lambda c, g, w, i: c.same(np.abs(g), np.abs(w), i),
        "near": lambda c, g, w, i: bool(np.all(np.abs(g - w) <= 1e-3 * np.abs(w) + 1e-9)),
    }  # fmt: skip
    wide = all(w.ndim == 2 and min(w.shape) > 2 for _, _, w, _ in pairs)
    numbers = sum(w.size for _, _, w, _ in pairs) >= 3
    enough = {
        "rows": rich and wide,
        "columns": rich and wide,
        "near": numbers,
        "capped": telling >= 4,
        "places": telling >= 8 and len({v for _, _, w, _ in pairs for v in w.ravel().tolist()}) > 3,
        "signs": telling >= 6,
    }
    for key, test in checks.items():
        yield Place(key, sentences[key], all_(test), enough.get(key, rich))
    yield from _multiples(cases, pairs)


def _row_by_row(c: Seen, g: np.ndarray, w: np.ndarray, i: int) -> bool:
    return w.ndim == 2 and all(c.same(a, _ratio(a, b) * b, i) for a, b in zip(g, w, strict=True))


def _multiples(cases: Sequence[Seen], pairs: Sequence[tuple[Seen, np.ndarray, np.ndarray, int]]) -> Iterator[Place]:
    """What is too much is a multiple of an argument."""
    for name in cases[0].arguments:
        fits, telling = True, 0
        for c, g, w, i in pairs:
            a = c.arguments.get(name)
            if not is_array(a) or as_numpy(a)[0].shape != w.shape or as_numpy(a)[0].dtype.kind != "f":
                fits = False
                break
            x = as_numpy(a)[0].astype(float)
            fits = fits and c.same(g, w + _ratio(g - w, x) * x, i)
            telling += w.size if w.size > 2 and bool(c.wrong(i).any()) else 0
        words = f"{{it}} and what is right differ by a multiple of `{name}`: look at the term with `{name}`."
        yield Place(f"multiple-{name}", words, fits, telling >= 6)


def _ratio(g: np.ndarray, w: np.ndarray) -> float:
    large = np.abs(w) > 1e-3 * np.max(np.abs(w), initial=0.0)
    return float(np.median(g[large] / w[large])) if large.any() else 1.0


def _single_output(cases: Sequence[Seen], outputs: Sequence[int]) -> Iterator[Place]:
    names = cases[0].names
    if len(names) < 2 or any(c.names != names for c in cases):
        return
    for i, name in enumerate(names):
        words = f"Of the results of {{f}} only {_called(name)} is wrong, the rest is right."
        yield Place(f"only-{name}", words, list(outputs) == [i], True)


def _called(name: str) -> str:
    return f"its {name}" if quoted(name) == name else quoted(name)


def _choices(cases: Sequence[Seen], outputs: Sequence[int]) -> Iterator[Place]:
    """Right results consist of two or three numbers; the student's hold others."""
    right = np.concatenate([c.want[i].ravel() for c in cases for i in outputs])
    few = np.unique(right)
    some = [c for c in cases if c.got is not None and any(c.wrong(i).any() for i in outputs)]
    strange = [any(not np.isin(c.got[i], few).all() for i in outputs) for c in some if c.got is not None]
    words = f"{{it}} has numbers that no right result has: all of those are among {len(few)} numbers."
    told = 1 < len(few) <= 3 and right.size >= 8
    yield Place("impossible", words, bool(strange) and all(strange), told)


def _sizes(cases: Sequence[Seen], outputs: Sequence[int]) -> Iterator[Place]:
    pairs = _pairs(cases, outputs)
    yes_no = all(c.dtypes[i] == "bool" for c in cases for i in outputs)
    larger = pairs is not None and all(np.all(c.near(g, w, i) | (g > w)) for c, g, w, i in pairs)
    smaller = pairs is not None and all(np.all(c.near(g, w, i) | (g < w)) for c, g, w, i in pairs)
    count = sum(int(c.wrong(i).sum()) for c in cases for i in outputs)
    large, small = "Where {it} is wrong, it is too large.", "Where {it} is wrong, it is too small."
    if yes_no:
        large = "Where {it} is wrong, it says True, and False is right; it never errs the other way."
        small = "Where {it} is wrong, it says False, and True is right; it never errs the other way."
    # numbers of one array may lean to one side together, by the inputs; those of several calls do not
    alone = yes_no or all(w.size == 1 for c in cases for w in c.want)
    yield Place("too-large", large, larger, alone and count > 5)
    yield Place("too-small", small, smaller, alone and count > 5)
