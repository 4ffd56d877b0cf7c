"""Hidden tests of q6: a module gets weights, and is compared with the same block from reference functions."""

import torch
from otter.test_files import test_case

from autograder.checks import CheckFailure, Misconception, agree, require
from reference.cnn.blocks import residual_block
from reference.cnn.conv import conv2d
from reference.misconceptions import misconceptions_of


def by_module(Block, x, weights, *stride):
    """The student's block with these weights."""
    c_out, c_in = weights["conv1.weight"].shape[:2]
    block = Block(c_in, c_out, *stride)
    names = {name for name, _ in block.named_parameters()}
    missing = [name for name in weights if name not in names and not name.startswith("shortcut")]
    if missing:
        said = f"ResidualBlock({', '.join(map(str, (c_in, c_out, *stride)))}): expected a parameter {missing[0]}: name the layers conv1 and conv2"
        raise CheckFailure(said, contract=said)
    if names - {f"{layer}.{part}" for layer in ("conv1", "conv2", "shortcut") for part in ("weight", "bias")}:
        said = "ResidualBlock: it has parameters besides those of conv1, conv2 and shortcut"
        raise CheckFailure(said, contract=said)
    if "shortcut.weight" in names and "shortcut.weight" not in weights:
        said = f"ResidualBlock({', '.join(map(str, (c_in, c_out, *stride)))}): x fits as it is; a shortcut with weights is not needed"
        raise CheckFailure(said, contract=said)
    block.load_state_dict(weights, strict=False)  # a block that has no shortcut should fail by its values
    with torch.no_grad():
        return block(x)


def by_function(join, x, weights, stride=1, *, last=torch.relu, middle=torch.relu):
    """The same from a function that joins x with what F makes of it."""

    def layer(name, t, step, padding):
        return conv2d(t, weights[f"{name}.weight"], weights[f"{name}.bias"], step, padding)

    def correction(t):
        return layer("conv2", middle(layer("conv1", t, stride, 1)), 1, 1)

    changes = "shortcut.weight" in weights
    return last(join(x, correction, (lambda t: layer("shortcut", t, stride, 0)) if changes else None))


def stride_later(x, weights, stride=1):
    """conv2 has the stride."""

    def layer(name, t, step, padding):
        return conv2d(t, weights[f"{name}.weight"], weights[f"{name}.bias"], step, padding)

    shortcut = layer("shortcut", x, stride, 0) if "shortcut.weight" in weights else x
    return torch.relu(layer("conv2", torch.relu(layer("conv1", x, 1, 1)), stride, 1) + shortcut)


def relu_first(x, correction, projection=None):
    return residual_block(x, lambda t: torch.relu(correction(t)), projection)


def relu_on_shortcut(x, correction, projection=None):
    return correction(x) + torch.relu(x if projection is None else projection(x))


def as_it_is(t):
    return t


RELU_FIRST = Misconception(
    "T5.6/relu_first", "Add first, then take the relu of the sum.", lambda *a: by_function(relu_first, *a)
)
MUTANTS = [
    Misconception("T5.6/stride_later", "The first of the two layers has the stride, conv1.", stride_later),
    RELU_FIRST,
    Misconception("T5.6/relu_first", "Add first, then take the relu of the sum.",
                  lambda *a: by_function(relu_first, *a, last=as_it_is)),
    Misconception("T5.6/no_last_relu", "The relu after the sum is missing.",
                  lambda *a: by_function(residual_block, *a, last=as_it_is)),
    Misconception("T5.6/no_middle_relu", "Between the two 3×3 layers there is a relu.",
                  lambda *a: by_function(residual_block, *a, middle=as_it_is)),
    Misconception("T5.6/relu_on_shortcut", "The shortcut goes into the sum as it is, without a relu.",
                  lambda *a: by_function(relu_on_shortcut, *a)),
    *(m.through(by_function) for m in misconceptions_of(residual_block)),
]  # fmt: skip


def cases(seed, settings):
    generator = torch.Generator().manual_seed(seed)

    def normal(*shape):
        return torch.randn(shape, generator=generator)

    found = []
    for n, c_in, c_out, side, *stride in settings:
        weights = {"conv1.weight": normal(c_out, c_in, 3, 3), "conv1.bias": normal(c_out)}
        weights |= {"conv2.weight": 0.3 * normal(c_out, c_out, 3, 3), "conv2.bias": normal(c_out)}
        if stride not in ([], [1]) or c_in != c_out:
            weights |= {"shortcut.weight": 3 * normal(c_out, c_in, 1, 1), "shortcut.bias": normal(c_out)}
        found.append((3 * normal(n, c_in, *side), weights, *stride))
    return found


def check(Block, which):
    require(Block, "ResidualBlock")
    agree(
        lambda *a: by_module(Block, *a), lambda *a: by_function(residual_block, *a), which,
        mutants=MUTANTS, name="ResidualBlock", check_dtype=False,
    )  # fmt: skip


@test_case(
    name="the input as shortcut",
    points=1,
    hidden=True,
    failure_message="What is added to conv2's output, and what happens to the sum?",
)
def test_hidden_identity(ResidualBlock):
    check(ResidualBlock, cases(61, [(2, 3, 3, (6, 5), 1), (1, 5, 5, (4, 7))]))  # 1 is the header's default


@test_case(
    name="a shortcut that changes the shape",
    points=1,
    hidden=True,
    failure_message="When does x not fit onto F(x), and which layer makes it fit?",
)
def test_hidden_projection(ResidualBlock):
    # the first has the input as shortcut: it tells a block without any from one that forgets the 1×1 layer
    check(
        ResidualBlock,
        cases(62, [(1, 2, 2, (5, 4), 1), (2, 3, 5, (6, 5), 1), (2, 4, 4, (7, 6), 2), (1, 2, 3, (8, 5), 2)]),
    )
