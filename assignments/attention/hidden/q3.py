"""Hidden tests of q3."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Case, Misconception, agree
from reference.attention.heads import merge_heads as reference_merge
from reference.attention.heads import multi_head_attention as reference
from reference.attention.heads import split_heads as reference_split
from reference.misconceptions import misconceptions_of

HEADS = (
    *misconceptions_of(reference),
    Misconception("T7.3/mask_forgotten", "The mask holds in every head.",
                  lambda x_q, x_kv, W_in, b_in, W_out, b_out, n_heads, mask=None: reference(
                      x_q, x_kv, W_in, b_in, W_out, b_out, n_heads)),
    Misconception("T7.3/no_bias", "The projections have biases, too.",
                  lambda x_q, x_kv, W_in, b_in, W_out, b_out, n_heads, mask=None: reference(
                      x_q, x_kv, W_in, 0 * b_in, W_out, b_out, n_heads, mask)),
)  # fmt: skip
SPLITS = [(2, 3, 6, 2), (3, 4, 6, 3), (1, 5, 4, 4), (2, 2, 8, 2), (4, 1, 6, 1), (2, 3, 6, 2)]


@test_case(
    name="splits",
    points=0.5,
    hidden=True,
    failure_message="Number the features of one token, split, and read the numbers of each head.",
)
def test_hidden_split(split_heads):
    rng = np.random.default_rng(31)
    cases = [
        (rng.normal(size=(B, T, E)).astype(t), h)
        for B, T, E, h in [*SPLITS, (2, 3, 6, 3)]
        for t in ("float64", "float32")
    ]
    cases.append((np.asfortranarray(cases[0][0]), 2))
    cases[-1][0].flags.writeable = False
    agree(split_heads, reference_split, cases, mutants=misconceptions_of(reference_split))


@test_case(
    name="merges",
    points=0.5,
    hidden=True,
    failure_message="The heads of one token stand side by side, in their order.",
)
def test_hidden_merge(merge_heads):
    rng = np.random.default_rng(32)
    cases = [(rng.normal(size=(B, h, T, E // h)).astype(t),) for B, T, E, h in SPLITS for t in ("float64", "float32")]
    cases.append((np.asfortranarray(cases[0][0]),))
    cases[-1][0].flags.writeable = False
    agree(merge_heads, reference_merge, cases, mutants=misconceptions_of(reference_merge))


def layers(seed, sizes, dtypes=("float64", "float32")):
    rng = np.random.default_rng(seed)
    for B, Tq, Tk, E, h in sizes:
        for t in dtypes:
            shapes = (B, Tq, E), (B, Tk, E), (3 * E, E), (3 * E,), (E, E), (E,)
            yield rng, [*(rng.normal(size=s).astype(t) / (1 if i < 2 else 2) for i, s in enumerate(shapes)), h]


SIZES = [(2, 3, 5, 6, 2), (3, 4, 4, 6, 3), (1, 5, 2, 4, 4), (2, 3, 4, 4, 1), (2, 3, 5, 6, 2)]


@test_case(
    name="several heads, two sequences",
    points=1.5,
    hidden=True,
    failure_message="Which rows of W_in make what, from which of the two sequences? Which scale has a head?",
)
def test_hidden_heads(multi_head_attention):
    cases = [Case(*layer) for _, layer in layers(33, SIZES)]
    first = cases[0].args
    cases.append(Case(*(np.asfortranarray(a) for a in first[:-1]), first[-1]))
    for array in cases[-1].args[:-1]:
        array.flags.writeable = False
    cases.append(Case(*first[:-1], 3))
    agree(multi_head_attention, reference, cases, mutants=HEADS, check_dtype=False)


@test_case(
    name="masks for all heads",
    points=1,
    hidden=True,
    failure_message="A mask (Tq, Tk) is one for all; (B, Tq, Tk) needs an axis for the heads.",
)
def test_hidden_masks(multi_head_attention):
    cases = []
    for rng, layer in layers(34, [(2, 3, 5, 6, 2), (3, 4, 3, 6, 3), (2, 2, 4, 4, 4), (2, 4, 4, 4, 2)], ("float64",)):
        B, Tq, Tk = *layer[0].shape[:2], layer[1].shape[1]
        for shape in ((Tq, Tk), (B, Tq, Tk)):
            mask = rng.random(shape) < 0.5
            mask[..., 0] = True
            cases += [Case(*layer, mask), Case(*layer, mask=np.roll(mask, 1, axis=-1))]
    agree(multi_head_attention, reference, cases, mutants=HEADS, check_dtype=False)


@test_case(
    name="nothing to see, and a batch of one",
    points=0.5,
    hidden=True,
    failure_message="Heads that see nothing give 0, and a projection of 0 is its bias. And scores of a thousand?",
)
def test_hidden_edges(multi_head_attention):
    cases = []
    for _, layer in layers(35, [(1, 3, 4, 4, 2), (2, 1, 1, 4, 2)], ("float64",)):
        B, Tq, Tk = *layer[0].shape[:2], layer[1].shape[1]
        mask = np.ones((B, Tq, Tk), dtype=bool)
        mask[:, 0] = False
        cases += [
            Case(*layer, mask),
            Case(*layer, mask[0]),
            Case(*layer),
            Case(40 * layer[0], 40 * layer[1], *layer[2:], mask),
        ]
        cases.append(Case(-60 * np.abs(layer[0]), 60 * np.abs(layer[1]), np.abs(layer[2]), *layer[3:], mask=~mask))
    agree(multi_head_attention, reference, cases, mutants=HEADS, check_dtype=False)
