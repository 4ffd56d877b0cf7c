"""Hidden tests of q7."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import agree
from reference.llm.finetuning import lora_forward as reference_forward
from reference.llm.finetuning import lora_merge as reference_merge
from reference.llm.finetuning import lora_param_count as reference_count
from reference.misconceptions import misconceptions_of

SHAPES = ((4, 5, 3, 2), (2, 3, 7, 3), (1, 4, 2, 1), (4, 5, 3, 2), (3, 4, 4, 2), (2, 3, 5, 6))


def layers():
    """x, W0, A, B and alpha, with another rank than alpha."""
    rng = np.random.default_rng(71)
    for N, d, k, r in SHAPES:
        for dtype in ("float64", "float32"):
            shapes = ((N, k), (d, k), (r, k), (d, r))
            yield *(rng.normal(size=shape).astype(dtype) for shape in shapes), r + 1.5
    x, W0, A, B = (np.asfortranarray(rng.normal(size=shape)) for shape in ((3, 4), (2, 4), (3, 4), (2, 3)))
    for part in (x, W0, A, B):
        part.flags.writeable = False
    yield x, W0, A, B, 16
    yield x, W0, A, 0 * B, 8.0


@test_case(
    name="random layers",
    points=0.75,
    hidden=True,
    failure_message="Compute the two ways through the layer one by one, and look at their sizes.",
)
def test_hidden_forward(lora_forward):
    agree(lora_forward, reference_forward, layers(), mutants=misconceptions_of(reference_forward))


@test_case(
    name="merged layers",
    points=0.75,
    hidden=True,
    failure_message="The merged matrix gives x W^T what the layer gives: try it with your lora_forward.",
)
def test_hidden_merge(lora_merge):
    agree(lora_merge, reference_merge, [layer[1:] for layer in layers()], mutants=misconceptions_of(reference_merge))


@test_case(
    name="other sizes",
    points=0.5,
    hidden=True,
    failure_message="How many entries have A and B? Is the frozen matrix trained?",
)
def test_hidden_count(lora_param_count):
    cases = [(768, 768, 8), (1024, 4096, 4), (5, 3, 2), (1, 1, 1), (12288, 12288, 4), (7, 20, 20)]
    agree(lora_param_count, reference_count, cases, mutants=misconceptions_of(reference_count))
