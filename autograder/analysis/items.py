"""Item statistics of the classical test theory, on arrays: students × items, in points, NaN where there is no value.

What cannot be said (too few students, everybody alike) is None, never NaN. Formulas, and when to distrust them:
docs/statistics.md.
"""

import math
from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

FEWEST = 10  # students for a correlation or an α: with fewer its 95 % interval is wider than ±0.6
IN_GROUP = 5  # students with a variant, else it is compared with nothing
WEAK = 0.2  # below it a question is said to separate little (Ebel and Frisbie, Essentials of Educational Measurement)
DRAWS = 4999  # permutations: the smallest p is 0.0002
ENOUGH = 100  # of them as far apart as what came: p is known to a tenth of itself, and no more are drawn
BLOCK = 500
LEVEL = 0.05
SAME = 1e-9  # shares and points that differ by less are equal


class Correlation(msgspec.Struct, frozen=True):
    """Pearson's r and its 95 % interval (Fisher's z)."""

    r: float
    low: float
    high: float
    count: int


class Item(msgspec.Struct, frozen=True):
    """A question or a case over a class.

    Args:
        count: students with a value.
        difficulty: mean share of its points, 0 to 1: high is easy; None: no value.
        discrimination: correlation with the share that the rest gave; None: it cannot be said.
        alpha_without: Cronbach's α of the other items.
        same: everybody has the same share of it.
    """

    name: str
    possible: float
    count: int
    difficulty: float | None
    discrimination: Correlation | None = None
    alpha_without: float | None = None
    same: bool = False


class Distribution(msgspec.Struct, frozen=True):
    """Totals of a class, in points.

    Args:
        sd: with n − 1; None: one student.
        bins: how many in each tenth of the possible points, and with all of them.
    """

    count: int
    possible: float
    mean: float
    median: float
    quartiles: tuple[float, float]
    sd: float | None
    low: float
    high: float
    bins: tuple[int, ...]


class Group(msgspec.Struct, frozen=True):
    """Who got one variant: how many, and their mean share."""

    label: str
    count: int
    mean: float


class Comparison(msgspec.Struct, frozen=True):
    """Whether the variants of a question are equally hard.

    Args:
        by: what differs.
        p: of the permutation test; `adjusted`: after Holm's correction over all comparisons.
    """

    question: str
    by: str
    groups: tuple[Group, ...]
    p: float
    adjusted: float = 1.0

    @property
    def unfair(self) -> bool:
        return self.adjusted < LEVEL


def rest_shares(points: Array, possible: Array) -> Array:
    """For each student and item the share of the points that all *other* items with a value gave.

    Args:
        points: (N, K), NaN: no value.
        possible: (K,).

    Returns:
        (N, K); NaN where there is no other item.

    >>> rest_shares(np.array([[1.0, 0.0, 2.0]]), np.array([1.0, 1.0, 2.0]))
    array([[0.66666667, 1.        , 0.5       ]])
    """
    known = np.isfinite(points)
    got = np.where(known, points, 0.0)
    worth = np.where(known, possible, 0.0)
    others = worth.sum(axis=1, keepdims=True) - worth
    sums = got.sum(axis=1, keepdims=True) - got
    shares: Array = np.divide(sums, others, out=np.full(points.shape, np.nan), where=others > SAME)
    return shares


def correlation(x: Array, y: Array) -> Correlation | None:
    """Pearson's r of two columns (N,) over the rows where both have a value; None: too few, or one is constant."""
    known = np.isfinite(x) & np.isfinite(y)
    x, y = x[known], y[known]
    if len(x) < FEWEST or np.ptp(x) < SAME or np.ptp(y) < SAME:
        return None
    r = float(np.clip(np.corrcoef(x, y)[0, 1], -1.0, 1.0))
    z, width = math.atanh(np.clip(r, -1 + 1e-12, 1 - 1e-12)), 1.96 / math.sqrt(len(x) - 3)
    return Correlation(r, math.tanh(z - width), math.tanh(z + width), len(x))


def cronbach_alpha(points: Array) -> float | None:
    r"""$\alpha = \frac{K}{K-1}\bigl(1 - \sum_i \sigma_i^2 / \sigma_T^2\bigr)$ over the students who have all K items.

    Returns:
        None: fewer than two items or FEWEST such students, or all of them have the same total.

    Source: L. J. Cronbach, Coefficient alpha and the internal structure of tests, Psychometrika 16 (1951).
    """
    rows = points[np.isfinite(points).all(axis=1)]
    count, k = rows.shape
    if k < 2 or count < FEWEST or np.ptp(rows.sum(axis=1)) < SAME:
        return None
    return float(k / (k - 1) * (1 - rows.var(axis=0, ddof=1).sum() / rows.sum(axis=1).var(ddof=1)))


def item_statistics(
    names: Sequence[str], points: Array, possible: Array, rest: Array | None = None, *, alpha: bool = True
) -> tuple[Item, ...]:
    """Difficulty, discrimination and α without it, item by item.

    Args:
        points: (N, K), NaN: no value.
        possible: (K,), positive.
        rest: (N, K), what each item is compared with; None: the share of all other items.
        alpha: whether α without each item is wanted.
    """
    rest = rest_shares(points, possible) if rest is None else rest
    found = []
    for i, name in enumerate(names):
        share = points[:, i] / possible[i]
        known = share[np.isfinite(share)]
        without = cronbach_alpha(np.delete(points, i, axis=1)) if alpha else None
        found.append(
            Item(
                name, float(possible[i]), len(known), float(known.mean()) if len(known) else None,
                correlation(share, rest[:, i]), without, bool(len(known) and np.ptp(known) < SAME),
            )
        )  # fmt: skip
    return tuple(found)


def distribution(totals: Array, possible: float) -> Distribution | None:
    """How totals (N,) are spread; None: nobody has one."""
    totals = totals[np.isfinite(totals)]
    if not len(totals):
        return None
    share = totals / possible if possible > 0 else np.zeros_like(totals)
    tenth = np.where(share >= 1 - SAME, 10, np.clip(np.floor(share * 10 + SAME), 0, 9)).astype(int)
    low, middle, high = (float(q) for q in np.quantile(totals, [0.25, 0.5, 0.75]))
    return Distribution(
        len(totals), possible, float(totals.mean()), middle, (low, high),
        float(totals.std(ddof=1)) if len(totals) > 1 else None, float(totals.min()), float(totals.max()),
        tuple(np.bincount(tenth, minlength=11).tolist()),
    )  # fmt: skip


def compare(
    question: str, by: str, shares: Array, labels: Sequence[str], rest: Array | None = None, *, draws: int = DRAWS
) -> Comparison | None:
    """Whether who got which variant matters for a question: a permutation test of the spread of the groups' means.

    Variants are dealt at random, so under equal difficulty every dealing was as likely as this one: the test keeps its
    level in any class. What the rest of the exam says of each student is taken off first, which makes it sharper.

    Args:
        shares: (N,), NaN: no value.
        labels: of N students the variant; "": none.
        rest: (N,), share of the rest of the exam.

    Returns:
        None: fewer than two variants with IN_GROUP students, or all of them have the same share.

    Source: J. Besag, P. Clifford, Sequential Monte Carlo p-values, Biometrika 78 (1991), for when to stop drawing.
    """
    kinds = np.array(labels, dtype=object)
    known = np.isfinite(shares) & (kinds != "")
    names = [n for n in sorted({*kinds[known].tolist()}) if (known & (kinds == n)).sum() >= IN_GROUP]
    known &= np.isin(kinds, np.array(names, dtype=object))
    y = shares[known]
    if len(names) < 2 or np.ptp(y) < SAME:
        return None
    member = np.stack([kinds[known] == n for n in names], axis=1).astype(float)
    counts = member.sum(axis=0)
    groups = tuple(Group(n, int(c), float(m)) for n, c, m in zip(names, counts, y @ member / counts, strict=True))
    left = _left_over(y, None if rest is None else rest[known])
    rng = np.random.default_rng(0)  # two runs on the same class say the same
    seen, done = 0, 0
    spread = ((left @ member) ** 2 / counts).sum()
    while done < draws and seen < ENOUGH:
        drawn = rng.permuted(np.tile(left, (min(BLOCK, draws - done), 1)), axis=1)
        seen += int((((drawn @ member) ** 2 / counts).sum(axis=1) >= spread - SAME).sum())
        done += len(drawn)
    return Comparison(question, by, groups, (1 + seen) / (1 + done))


def _left_over(y: Array, rest: Array | None) -> Array:
    """y, centred, without what a straight line in `rest` explains of it."""
    y = y - y.mean()
    if rest is None or not np.isfinite(rest).all() or np.ptp(rest) < SAME:
        return y
    x = rest - rest.mean()
    left: Array = y - x * (x @ y) / (x @ x)
    return left


def holm(p: Sequence[float]) -> list[float]:
    """p-values after Holm's correction: with level a, no equal one is among those below a in all but a part a of cases.

    Source: S. Holm, A simple sequentially rejective multiple test procedure, Scand. J. Statist. 6 (1979).

    >>> holm([0.01, 0.04, 0.03])
    [0.03, 0.06, 0.06]
    """
    adjusted, worst = [0.0] * len(p), 0.0
    for rank, i in enumerate(sorted(range(len(p)), key=lambda i: p[i])):
        worst = max(worst, min(1.0, p[i] * (len(p) - rank)))
        adjusted[i] = worst
    return adjusted


def corrected(found: Sequence[Comparison]) -> tuple[Comparison, ...]:
    """Comparisons with their p-values corrected for how many there are, the least likely first."""
    adjusted = holm([c.p for c in found])
    both = [msgspec.structs.replace(c, adjusted=a) for c, a in zip(found, adjusted, strict=True)]
    return tuple(sorted(both, key=lambda c: c.p))
