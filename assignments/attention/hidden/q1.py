"""Hidden tests of q1."""

from dataclasses import replace

import numpy as np
from otter.test_files import test_case

from autograder.checks import Case, Misconception, agree
from reference.attention.scores import attend as reference_attend
from reference.attention.scores import attention_scores as reference_scores
from reference.attention.scores import hard_attention as reference_hard
from reference.misconceptions import misconceptions_of

SCORES, HARD = misconceptions_of(reference_scores), misconceptions_of(reference_hard)
(AFTER,) = misconceptions_of(reference_attend, "T7.1/mask_after")


def softmax(scores):
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def not_a_number(scores, values, mask=None):
    """−∞ − (−∞) in a row without a key."""
    with np.errstate(invalid="ignore"):
        weights = softmax(scores if mask is None else np.where(mask, scores, -np.inf))
    return weights @ values, weights


def large_number(scores, values, mask=None):
    """−10⁹ instead of −∞: a row without a key attends to all."""
    weights = softmax(scores if mask is None else np.where(mask, scores, -1e9))
    return weights @ values, weights


def overflowing(scores, values, mask=None):
    with np.errstate(all="ignore"):
        e = np.exp(scores if mask is None else np.where(mask, scores, -np.inf))
        weights = e / e.sum(axis=1, keepdims=True)
    return weights @ values, weights


ATTEND = (
    *misconceptions_of(reference_attend),
    replace(AFTER, mutant=lambda scores, values, mask=None: multiplied(scores, values, mask)),
    Misconception("T7.1/no_key", "A query that keeps no key has weights of 0: −∞ − (−∞) is nan.", not_a_number),
    Misconception("T7.1/no_key", "A query that keeps no key has weights of 0, not equal ones.", large_number),
    Misconception("T7.1/overflow", "e^1000 is ∞: subtract the largest score of the row first.", overflowing),
    Misconception("T7.1/one_maximum", "Every row has a largest score of its own.",
                  lambda scores, values, mask=None: one_maximum(scores, values, mask)),
)  # fmt: skip


def multiplied(scores, values, mask):
    weights = softmax(scores) * (1 if mask is None else mask)
    return weights @ values, weights


def one_maximum(scores, values, mask):
    kept = scores if mask is None else np.where(mask, scores, -np.inf)
    with np.errstate(all="ignore"):
        e = np.exp(kept - kept.max())
        weights = e / e.sum(axis=1, keepdims=True)
    return weights @ values, weights


def score_cases():
    rng = np.random.default_rng(11)
    for Tq, Tk, d, h in ((3, 4, 2, 5), (1, 5, 3, 3), (4, 2, 5, 2), (4, 4, 4, 4), (3, 1, 1, 2), (3, 4, 2, 5)):
        for t in ("float64", "float32"):
            q, k, W, W1, W2 = (rng.normal(size=s).astype(t) for s in ((Tq, d), (Tk, d), (d, d), (h, d), (h, d)))
            v = rng.normal(size=h).astype(t)
            yield Case(q, k)
            yield Case(q, k, "dot")
            yield Case(q, k, kind="general", W=W)
            yield Case(q, k, "additive", W1=W1, W2=W2, v=v)


@test_case(
    name="four ways to compare",
    points=1,
    hidden=True,
    failure_message="Which of the kinds is wrong? Put your formula beside the table, for one query and one key.",
)
def test_hidden_scores(attention_scores):
    cases = list(score_cases())
    q, k = (np.asfortranarray(a) for a in cases[0].args)
    q.flags.writeable = k.flags.writeable = False
    agree(attention_scores, reference_scores, [*cases, Case(q, k, kind="scaled")], mutants=SCORES, check_dtype=False)


def tables(seed, sizes, *, masked, level=0.0):
    rng = np.random.default_rng(seed)
    for Tq, Tk, dv in sizes:
        for t in ("float64", "float32"):
            scores, values = (2 * rng.normal(size=(Tq, Tk))).astype(t), rng.normal(size=(Tk, dv)).astype(t)
            scores += (level * rng.integers(-1, 2, size=(Tq, 1))).astype(t)
            if not masked:
                yield scores, values
                continue
            mask = rng.random((Tq, Tk)) < 0.5
            mask[np.arange(Tq), rng.integers(0, Tk, size=Tq)] = True  # every query keeps a key
            yield scores, values, mask


SIZES = (4, 3, 2), (1, 5, 3), (5, 5, 1), (3, 1, 2), (4, 3, 2)


@test_case(
    name="weights and answers",
    points=1,
    hidden=True,
    failure_message="Each query's weights sum to 1 over the keys. What is a masked score, and when is it masked?",
)
def test_hidden_attend(attend):
    cases = [*tables(12, SIZES, masked=False), *tables(13, SIZES, masked=True)]
    cases.append(tuple(np.asfortranarray(a) for a in cases[-1]))
    for array in cases[-1]:
        array.flags.writeable = False
    scores, values, mask = cases[-3]
    cases.append(Case(scores, values, mask=~mask | np.eye(*mask.shape, dtype=bool)))
    agree(attend, reference_attend, cases, mutants=ATTEND, check_dtype=False)


@test_case(
    name="nothing to see, and scores of a thousand",
    points=1,
    hidden=True,
    failure_message="What is np.exp(1000), and what is −∞ − (−∞)? Try one row without a key, and all rows.",
)
def test_hidden_edges(attend):
    some = [*tables(14, SIZES, masked=True, level=1000.0), *tables(15, SIZES[:2], masked=False, level=1000.0)]
    blind = []
    for scores, values, mask in tables(16, ((4, 3, 2), (2, 4, 3)), masked=True):
        hidden = mask.copy()
        hidden[0] = False
        blind += [(scores, values, hidden), (scores, values, np.zeros_like(mask))]
    below = [(scores - 3000, values) for scores, values in tables(17, SIZES[:2], masked=False)]
    agree(attend, reference_attend, [*some, *blind, *below], mutants=ATTEND, check_dtype=False)


@test_case(
    name="the best key alone",
    points=1,
    hidden=True,
    failure_message="One value for each query. If two keys are best, which one comes first?",
)
def test_hidden_hard(hard_attention):
    rng = np.random.default_rng(18)
    cases = list(tables(19, SIZES, masked=False))
    for Tq, Tk, dv in ((6, 3, 2), (4, 5, 1)):
        cases.append((rng.integers(0, 2, size=(Tq, Tk)).astype(float), rng.normal(size=(Tk, dv))))  # ties
    cases.append((np.asfortranarray(cases[0][0] - 500), np.asfortranarray(cases[0][1])))
    agree(hard_attention, reference_hard, cases, mutants=HARD, check_dtype=False)
