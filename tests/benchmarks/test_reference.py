"""The answer key's convolution and pooling, forward and backward, against `torch.nn.functional` with autograd."""

import numpy as np
import pytest

from reference.cnn import conv, pool
from tests.benchmarks.table import row, show, timed

torch = pytest.importorskip("torch")
F = torch.nn.functional

PAIRS = 15
SHAPE, K, STRIDES = (32, 16, 32, 32), 3, (1, 2, 3)
TARGET = "≥ 0.25"
pytestmark = pytest.mark.timeout(600)


@pytest.fixture
def one_thread(one_core):
    """torch on as many threads as there are cores, which is one."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


def draw(shape, seed, dtype):
    return np.random.default_rng(seed).normal(size=shape).astype(dtype)


def layers(dtype):
    """(name, ours, peer, arguments): ours gives output and gradients, the peer's output gets a backward pass."""
    images, filters, bias = draw(SHAPE, 0, dtype), draw((16, 16, K, K), 1, dtype), draw(16, 2, dtype)

    def convolve(x, w, b, dout):
        return conv.conv2d(x, w, b, padding=1), conv.conv2d_backward(x, w, dout, padding=1)

    yield "conv2d, padding 1", convolve, lambda *args: F.conv2d(*args, padding=1), (images, filters, bias)
    for kind in ("max", "avg"):
        forward, backward = getattr(pool, f"{kind}_pool2d"), getattr(pool, f"{kind}_pool2d_backward")
        peer = getattr(F, f"{kind}_pool2d")
        for s in STRIDES:
            yield (
                f"{kind}_pool2d, stride {s}",
                lambda x, dout, f=forward, b=backward, s=s: (f(x, K, s), b(x, dout, K, s)),
                lambda x, f=peer, s=s: f(x, K, s),
                (images,),
            )


def both_ways(peer, leaves, dout):
    """The peer's output, and its gradients by autograd."""
    for leaf in leaves:
        leaf.grad = None
    out = peer(*leaves)
    out.backward(dout)
    return out


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("library", ["numpy", "torch"])
def test_speed_of_convolution_and_pooling(one_thread, library, dtype):
    rows = []
    for name, ours, peer, args in layers(dtype):
        leaves = [torch.tensor(a, requires_grad=True) for a in args]
        dout = torch.tensor(draw(tuple(peer(*leaves).shape), 3, dtype))
        mine = [torch.tensor(a) for a in args] + [dout] if library == "torch" else [*args, dout.numpy()]
        pairs = [(timed(ours, *mine)[0], timed(both_ways, peer, leaves, dout)[0]) for _ in range(PAIRS + 2)][2:]
        rows.append(row(name, *zip(*pairs, strict=True), TARGET))
    show(f"Forward and backward, {library}, {dtype}", "torch.nn.functional", rows)
