"""Hidden tests of q5. Losses are multiples of 1/8, so that `a < b - c` and `b - a > c` round alike."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Case, Misconception, agree
from reference.misconceptions import misconceptions_of
from reference.training.diagnostics import diagnose_run as reference_diagnosis
from reference.training.regularisers import early_stopping as reference_stopping


def argmin(val, patience, min_delta=0.0):
    return int(np.nanargmin(val)) if not np.isnan(val).all() else 0, reference_stopping(val, patience, min_delta)[1]


def of_all_epochs(val, patience, min_delta=0.0):
    best = int(np.argmin(val))
    return best, min(best + patience, len(val) - 1)


def stopped(better, start=np.inf):
    """Early stopping with another rule of what improves, `better(loss, best, min_delta)`, and of what is kept."""

    def mutant(val, patience, min_delta=0.0):
        best, best_epoch, bad, epoch = (val[0] if start is None else start), 0, 0, 0
        for epoch, loss in enumerate(val):
            improves, best_now = better(loss, best, min_delta)
            if improves:
                best_epoch, bad = epoch, 0
            elif epoch or start is not None:
                bad += 1
            best = best_now
            if bad == patience:
                break
        return best_epoch, epoch

    return mutant


def diagnosed(*, bad=lambda a, b: not (np.isfinite(a).all() and np.isfinite(b).all()), looks=lambda a, low: a[-1] < a[low],
              both=lambda a, b: a and b, own=True, first="", gap=False):  # fmt: skip
    """The rules of the table, one of them another."""

    def mutant(train, val, tol):
        flat = [a[-((len(a) + 2) // 4 + 1) :] for a in (train, val)]
        low = np.argmin(val)
        flat = both(*(bool(a.max() - a.min() < tol) for a in flat))
        over = val[-1] > train[-1] + tol if gap else val[-1] > val[low] + tol and looks(train, low)
        if first == "overfitting" and over:
            return "overfitting"
        if bad(train, val) or train[-1] > train[0]:
            return "diverging"
        if over:
            return "overfitting"
        high = train[-1] > 0.9 * train[0] if own else val[-1] > 0.9 * val[0]
        return ("underfitting" if high else "converged") if flat else "still_improving"

    return mutant


STOPPING = [
    *misconceptions_of(reference_stopping),
    Misconception("T4.6/argmin", "Keep the best epoch that was run: what comes after the stop is never seen.", argmin),
    Misconception("T4.6/argmin", "Keep the best epoch that was run: what comes after the stop is never seen.",
                  of_all_epochs),
    Misconception("T4.6/compares_previous", "An epoch is compared with the best one so far, not with the one before it.",
                  stopped(lambda a, best, d: (a < best - d, a))),
    Misconception("T4.6/compares_previous", "An epoch is compared with the best one so far, not with the one before it.",
                  stopped(lambda a, best, d: (a < best - d, a), start=None)),
    Misconception("T4.6/best_always_least", "`best` is the loss of the last epoch that improved by more than min_delta, not "
                  "the smallest loss so far.", stopped(lambda a, best, d: (a < best - d, min(a, best)))),
    Misconception("T4.6/min_delta_sign", "An epoch has to be below best − min_delta.",
                  stopped(lambda a, best, d: (a < best + d, a if a < best + d else best))),
    Misconception("T4.6/starts_from_first", "Before the first epoch `best` is ∞: a nan there is no best.",
                  stopped(lambda a, best, d: (a < best - d, a if a < best - d else best), start=None)),
]  # fmt: skip
DIAGNOSIS = [
    *misconceptions_of(reference_diagnosis),
    Misconception("T4.6/training_alone", "Look for nan and infinity in both curves.",
                  diagnosed(bad=lambda a, b: not np.isfinite(a).all())),
    Misconception("T4.6/nan_alone", "Infinite losses diverge, too, not only nan.",
                  diagnosed(bad=lambda a, b: np.isnan(a).any() or np.isnan(b).any())),
    Misconception("T4.6/nan_unchecked", "A run with a nan or an infinite loss diverges, whatever the rest looks like.",
                  diagnosed(bad=lambda a, b: False)),
    Misconception("T4.6/validation_rises", "That the validation ends above its start is no divergence: the training curve "
                  "decides.", diagnosed(bad=lambda a, b: not (np.isfinite(a).all() and np.isfinite(b).all())
                                        or b[-1] > b[0])),
    Misconception("T4.6/gap", "Overfitting looks at the validation's own minimum, not at the gap to the training loss.",
                  diagnosed(gap=True)),
    Misconception("T4.6/one_flat", "Both curves have to be flat.", diagnosed(both=lambda a, b: a or b)),
    Misconception("T4.6/validation_alone", "Overfitting also needs a training curve that ends lower than at the minimum.",
                  diagnosed(looks=lambda a, low: True)),
    Misconception("T4.6/underfit_by_validation", "Underfitting looks at the training curve.", diagnosed(own=False)),
    Misconception("T4.6/rules_order", "The first rule that fits decides: diverging comes before overfitting.",
                  diagnosed(first="overfitting")),
]  # fmt: skip


def walks(seed, count, length):
    """Losses that fall, rest, rise and fall again, with many ties."""
    rng = np.random.default_rng(seed)
    return [np.abs(8 + np.cumsum(rng.integers(-3, 3, size=length))) / 8 for _ in range(count)]


@test_case(
    name="curves that rest and fall again",
    points=1.5,
    hidden=True,
    failure_message="When does the count start anew, and at which epoch is it full?",
)
def test_hidden_walks(early_stopping):
    cases = [(val, patience) for val in walks(51, 8, 20) for patience in (1, 2, 4)]
    cases += [(val.astype("float32"), 3) for val in walks(52, 2, 30)]
    cases.append(Case(val=walks(53, 1, 9)[0], patience=2, min_delta=0.0))
    cases += [(np.array([1.0]), 2), (np.array([2.0, 1.0, 1.0]), 5)]
    cases += [(1024 * val, 3) for val in walks(55, 2, 20)]  # losses can be of any size
    agree(early_stopping, reference_stopping, cases, mutants=STOPPING)


@test_case(
    name="gains that are too small", points=1, hidden=True, failure_message="How far below which loss must an epoch be?"
)
def test_hidden_min_delta(early_stopping):
    cases = [
        (val, patience, delta) for val in walks(54, 6, 20) for patience, delta in ((2, 0.25), (3, 0.5), (1, 0.125))
    ]
    slow = np.arange(24, 0, -1) / 8.0  # never by more than 1/8 from epoch to epoch, and yet far below the best
    cases += [(slow, 3, 0.25), (slow, 2, 0.25), Case(slow, 4, min_delta=0.375)]
    agree(early_stopping, reference_stopping, cases, mutants=STOPPING)


@test_case(
    name="a loss that is nan",
    points=0.5,
    hidden=True,
    failure_message="nan is neither smaller nor larger than anything.",
)
def test_hidden_nan(early_stopping):
    nan = np.nan
    curves = [[3, 2, nan, 1, nan, nan, 0.5], [3, nan, nan, nan, nan], [2, 1, nan, 1.5, 0.5, 3], [1, nan, 2, 3]]
    curves += [[nan, 3, 2, nan, nan, 1], [nan, nan, 1, 2, 3, 4], [nan, nan, nan, nan]]
    cases = [(np.array(c, dtype=float), patience) for c in curves for patience in (2, 3)]
    agree(early_stopping, reference_stopping, cases, mutants=STOPPING)


def curve(*points, epochs=17):
    """Straight lines through (epoch, loss)."""
    return np.interp(np.arange(epochs), *zip(*points, strict=True))


SINKS = curve((0, 4), (6, 1), (16, 0.5))
SINKS_AND_RESTS = curve((0, 4), (6, 1), (10, 0.5), (16, 0.5))
RESTS_HIGH = curve((0, 4), (4, 3.875), (16, 3.875))


def ending(points, *last):
    """Straight lines, with other losses in the last epochs."""
    losses = curve(*points)
    losses[-len(last) :] = last
    return losses


@test_case(
    name="five kinds of runs",
    points=1,
    hidden=True,
    failure_message="Which curve does each rule look at, and at which epochs?",
)
def test_hidden_runs(diagnose_run):
    rises, dips = curve((0, 4), (5, 2), (16, 5)), curve((0, 4), (5, 1), (16, 3))
    pairs = [
        (SINKS, rises), (SINKS_AND_RESTS, rises), (SINKS, dips), (SINKS_AND_RESTS, dips),
        (SINKS_AND_RESTS, curve((0, 4), (5, 1), (8, 2), (16, 2))),
        (SINKS_AND_RESTS, SINKS_AND_RESTS + 0.25), (RESTS_HIGH, RESTS_HIGH + 0.25),
        (SINKS, SINKS + 0.25), (SINKS[::-1].copy(), SINKS), (SINKS_AND_RESTS, SINKS),
        # the last epoch decides, not the one before
        (ending([(0, 4), (16, 1)], 4.5), SINKS), (SINKS, ending([(0, 4), (10, 1), (16, 1)], 1.25)),
        (SINKS, ending([(0, 4), (5, 1), (16, 2)], 1)), (ending([(0, 4), (5, 1), (16, 2)], 0.875), dips),
        (ending([(0, 4), (16, 1)], 3.875), dips), (ending([(0, 4), (2, 3.5625), (16, 3.5625)], 3.625), RESTS_HIGH),
        (ending([(0, 4), (2, 3.625), (16, 3.625)], 3.5625), RESTS_HIGH),
        # the first epoch does, not the second
        (curve((0, 4), (1, 2), (2, 1.875), (16, 1.875)), RESTS_HIGH), (curve((0, 3), (1, 5), (16, 4)), SINKS),
        # of equal minima the first one counts: training fell after it, and rose again after the second
        (curve((0, 4), (4, 2), (10, 1), (16, 1.5)), curve((0, 4), (4, 1), (7, 2), (10, 1), (16, 2))),
        (curve((0, 4), (4, 1), (10, 2), (16, 1.5)), curve((0, 4), (4, 1), (7, 2), (10, 1), (16, 2))),
        # exactly tol above the minimum is not more than tol
        (SINKS, ending([(0, 4), (5, 1), (16, 2)], 1.125)),
    ]  # fmt: skip
    cases = [(a.astype(t), b.astype(t), 0.125) for a, b in pairs for t in ("float64", "float32")]
    cases += [(1024 * a, 1024 * b, 128.0) for a, b in pairs]
    agree(diagnose_run, reference_diagnosis, cases, mutants=DIAGNOSIS)


@test_case(
    name="which rule comes first",
    points=1,
    hidden=True,
    failure_message="Two rules can fit one run: the upper one decides.",
)
def test_hidden_order(diagnose_run):
    spike, hole = SINKS.copy(), SINKS_AND_RESTS.copy()
    spike[7], hole[3] = np.inf, np.nan
    peak = curve((0, 3), (6, 1), (16, 2))
    # falls after the minimum of the validation, and yet ends above its start
    rises = curve((0, 3), (6, 6), (16, 4))
    hole_late, early = peak.copy(), curve((0, 4), (16, 1))
    hole_late[3] = np.inf
    pairs = [
        (rises, peak), (early, hole_late), (spike, SINKS), (SINKS, spike), (hole, SINKS), (SINKS_AND_RESTS, hole),
        (curve((0, 3), (4, 1), (16, 3.5)), peak),  # training rises above its start: no overfitting
        (curve((0, 3), (6, 1), (16, 1.5)), peak),  # training rose since the minimum: still no overfitting
        (curve((0, 3), (6, 1), (16, 0.5)), peak), (curve((0, 3), (6, 1), (10, 0.5), (16, 0.5)), peak),
        (RESTS_HIGH, curve((0, 3), (4, 1), (8, 2), (16, 2))),  # flat in the end, and validation rose while training rested
        (curve((0, 4), (4, 3.9375), (16, 3.875)), curve((0, 3), (4, 1), (8, 2), (16, 2))),
        (np.full(17, 2.0), np.full(17, 3.0)), (curve((0, 4), (8, 3.5), (16, 3.5)), RESTS_HIGH),
    ]  # fmt: skip
    agree(diagnose_run, reference_diagnosis, [(a, b, 0.5) for a, b in pairs], mutants=DIAGNOSIS)
