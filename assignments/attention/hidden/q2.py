"""Hidden tests of q2."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Case, Misconception, agree, require
from reference.attention.scaled import causal_mask as reference_causal
from reference.attention.scaled import padding_mask as reference_padding
from reference.attention.scaled import scaled_dot_product_attention as reference
from reference.misconceptions import misconceptions_of


def blind_is_nan(q, k, v, mask=None, is_causal=False):
    """A plain softmax of −∞: nan where a query keeps nothing."""
    s = q @ np.swapaxes(k, -1, -2) / np.sqrt(q.shape[-1])
    keep = np.ones(s.shape, dtype=bool) if mask is None else np.broadcast_to(mask, s.shape)
    if is_causal:
        keep = keep & np.tri(s.shape[-1], dtype=bool)
    s = np.where(keep, s, -np.inf)
    with np.errstate(invalid="ignore"):
        e = np.exp(s - s.max(axis=-1, keepdims=True))
        return (e / e.sum(axis=-1, keepdims=True)) @ v


def one_mask_of_two(q, k, v, mask=None, is_causal=False):
    return reference(q, k, v, None if is_causal else mask, is_causal)


ATTENTION = (
    *misconceptions_of(reference),
    Misconception("T7.2/blind_query", "A query that keeps no key gets 0: −∞ − (−∞) is nan.", blind_is_nan),
    Misconception("T7.2/one_mask_of_two", "With is_causal a mask that is given holds, too.", one_mask_of_two),
)


@test_case(
    name="masks of other sizes",
    points=1,
    hidden=True,
    failure_message="Which entries of the picture are True? Rows are queries, or sequences; True keeps.",
)
def test_hidden_masks(causal_mask, padding_mask):
    agree(causal_mask, reference_causal, [(5,), (3,), (1,), (0,), (7,)], mutants=misconceptions_of(reference_causal))
    lengths = [([3, 0, 5, 1], 5), ([2, 2], 4), ([4], 4), ([0, 0, 0], 2), ([1, 3], 6), ([5, 1, 0, 2], 5)]
    cases = [(np.array(n), T) for n, T in lengths]
    cases[0][0].flags.writeable = False
    agree(padding_mask, reference_padding, cases, mutants=misconceptions_of(reference_padding))


def parts(rng, front, Tq, Tk, d, dv, t="float64"):
    return [rng.normal(size=(*front, n, m)).astype(t) for n, m in ((Tq, d), (Tk, d), (Tk, dv))]


SIZES = [((), 3, 4, 2, 5), ((2,), 4, 3, 5, 2), ((2, 3), 3, 5, 4, 2), ((1,), 1, 4, 3, 2), ((), 4, 1, 2, 3)]


@test_case(
    name="queries, keys, values",
    points=1,
    hidden=True,
    failure_message="The softmax runs over the keys, the scale is √d, and what is averaged are the values.",
)
def test_hidden_plain(scaled_dot_product_attention):
    rng = np.random.default_rng(21)
    cases = [Case(*parts(rng, *size, t)) for size in [*SIZES, SIZES[1]] for t in ("float64", "float32")]
    cases.append(Case(*parts(rng, (2,), 4, 4, 3, 3)))
    cases.append(Case(*(np.asfortranarray(a) for a in cases[0].args)))
    for array in cases[-1].args:
        array.flags.writeable = False
    agree(scaled_dot_product_attention, reference, cases, mutants=ATTENTION)


@test_case(
    name="masked and causal",
    points=1,
    hidden=True,
    failure_message="Draw the scores of one query and cross out what it may not see, before the softmax.",
)
def test_hidden_masked(scaled_dot_product_attention):
    rng, cases = np.random.default_rng(22), []
    for front, Tq, Tk, d, dv in SIZES:
        mask = rng.random((*front, Tq, Tk)) < 0.5
        mask[..., 0] = True
        cases += [Case(*parts(rng, front, Tq, Tk, d, dv), mask), Case(*parts(rng, front, Tq, Tk, d, dv), mask=mask)]
        cases.append(Case(*parts(rng, front, Tq, Tk, d, dv, "float32"), np.roll(mask, 1, axis=-1)))
    for front, T in (((), 5), ((2,), 4), ((2, 3), 4), ((), 1)):
        q, k, v = parts(rng, front, T, T, 3, 3)
        keep = rng.random((T, T)) < 0.6
        keep[:, 0] = True
        cases += [Case(q, k, v, is_causal=True), Case(q, k, v, keep, True), Case(q, k, v, mask=keep, is_causal=False)]
    wide = parts(rng, (2, 3), 4, 5, 3, 2)
    cases.append(Case(*wide, mask=np.arange(5) < np.array([5, 2])[:, None, None, None]))  # padding of a batch
    agree(scaled_dot_product_attention, reference, cases, mutants=ATTENTION, check_dtype=False)


@test_case(
    name="nothing to see, and scores of a thousand",
    points=0.5,
    hidden=True,
    failure_message="What is −∞ − (−∞)? And what is np.exp(1000)?",
)
def test_hidden_edges(scaled_dot_product_attention):
    rng, cases = np.random.default_rng(23), []
    for size in SIZES[:3]:
        q, k, v = parts(rng, *size)
        mask = rng.random((*q.shape[:-1], k.shape[-2])) < 0.5
        mask[..., 0, :] = False
        cases += [
            Case(q, k, v, mask),
            Case(q, k, v, np.zeros_like(mask)),
            Case(1000 * q, k, v, mask),
            Case(1e3 * q, k, v),
        ]
    q, k, v = parts(rng, (), 4, 4, 3, 2)
    later = np.triu(np.ones((4, 4), dtype=bool), 1)
    far = [Case(-q * 1e3 - 1e3, np.abs(k), v, is_causal=True), Case(q, k, v, later, is_causal=True)]
    agree(scaled_dot_product_attention, reference, [*cases, *far], mutants=ATTENTION, check_dtype=False)


@test_case(
    name="single precision stays single",
    points=0.5,
    hidden=True,
    failure_message="math.sqrt(d) is a number of Python; np.sqrt(d) is a float64 that spreads.",
)
def test_hidden_dtype(scaled_dot_product_attention):
    require(scaled_dot_product_attention, "scaled_dot_product_attention")
    rng = np.random.default_rng(24)
    cases = [Case(*parts(rng, *size, "float32")) for size in SIZES[:3]]
    cases += [Case(*parts(rng, (2,), 4, 4, 3, 2, "float32"), is_causal=True)]
    agree(scaled_dot_product_attention, reference, cases, mutants=ATTENTION, check_dtype=True)
