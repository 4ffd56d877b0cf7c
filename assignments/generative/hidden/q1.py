"""Hidden tests of q1."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree
from reference.generative.autoregressive import made_masks as reference_made
from reference.generative.autoregressive import pixelcnn_mask
from reference.misconceptions import misconceptions_of


def reference_pixel(k, kind):
    return pixelcnn_mask(k, kind)


def numbered_in_place(m_in, m_hidden):
    """Outputs are numbered 1 … D, whatever the order is."""
    return [*reference_made(m_in, m_hidden)[:-1], reference_made(np.arange(1, len(m_in) + 1), m_hidden)[-1]]


def against_inputs(m_in, m_hidden):
    """Every hidden layer is masked against the inputs."""
    masks = [reference_made(m_in, [m])[0] for m in m_hidden]
    return [*masks, reference_made(m_in, m_hidden)[-1]]


def only_left(k, kind):
    """The rows above are forgotten."""
    mask = pixelcnn_mask(k, kind)
    mask[: k // 2] = 0
    return mask


MADE = (
    *misconceptions_of(reference_made),
    Misconception(
        "T10.1/numbered_in_place", "Output d has the number of input d, not its own place.", numbered_in_place
    ),
    Misconception(
        "T10.1/against_inputs", "A hidden layer is masked against the layer below it, not the inputs.", against_inputs
    ),
)
PIXEL = (
    *misconceptions_of(pixelcnn_mask),
    Misconception("T10.1/only_left", "The rows above the centre come before it, too.", only_left),
)


def orders(*sizes):
    rng = np.random.default_rng(11)
    for D, *hidden in sizes:
        yield rng.permutation(D) + 1, [rng.integers(1, max(D, 2), size=H) for H in hidden]


@test_case(
    name="one hidden layer",
    points=1,
    hidden=True,
    failure_message="Which inputs may a hidden unit of number 2 see, and which hidden units an output of number 2? The order of the inputs need not be 1, 2, 3.",
)
def test_hidden_one(made_masks):
    agree(made_masks, reference_made, list(orders((5, 7), (4, 4), (3, 6), (5, 7), (7, 3))), mutants=MADE)


@test_case(
    name="several hidden layers, one input, units that see all",
    points=0.5,
    hidden=True,
    failure_message="Each hidden layer is masked against the one below it; only the last mask is strict.",
)
def test_hidden_deep(made_masks):
    cases = list(orders((5, 7, 4), (4, 3, 6, 5), (6, 2, 2), (5, 5, 5), (5, 7, 4)))
    cases += [
        (np.array([1]), [np.array([1, 1])]),
        (np.array([2, 1, 3]), [np.array([3, 1, 2, 3]), np.array([3, 3, 1])]),
    ]
    agree(made_masks, reference_made, cases, mutants=MADE)


@test_case(
    name="filters of several sizes",
    points=1,
    hidden=True,
    failure_message="Number the pixels of the filter in reading order: which come before the centre?",
)
def test_hidden_filters(pixelcnn_mask):
    cases = [(5, "A"), (5, "B"), (7, "A"), (3, "B"), (7, "B"), (3, "A"), (9, "A")]
    agree(pixelcnn_mask, reference_pixel, cases, mutants=PIXEL, name="pixelcnn_mask")


@test_case(
    name="a filter of one pixel, large filters",
    points=0.5,
    hidden=True,
    failure_message="A filter of one pixel is its centre: what may it see in the first layer, what in a later one?",
)
def test_hidden_single(pixelcnn_mask):
    agree(
        pixelcnn_mask, reference_pixel, [(1, "B"), (1, "A"), (11, "B"), (13, "A")], mutants=PIXEL, name="pixelcnn_mask"
    )
