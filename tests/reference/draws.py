"""What the tests of the later units share: random arrays of a library, and comparisons with torch's."""

import numpy as np
import pytest

from tests.reference.conftest import Backend

torch = pytest.importorskip("torch")
NP = Backend("numpy")


def draw(xp, *shapes, seed=0, dtype="float64"):
    """Normal numbers of each shape."""
    rng = np.random.default_rng(seed)
    return [xp.asarray(rng.normal(size=shape), dtype=dtype) for shape in shapes]


def to_torch(xp, *arrays, grad=False):
    """The same numbers in torch, as leaves to differentiate by where asked for."""
    return [torch.tensor(xp.to_numpy(a), requires_grad=grad) for a in arrays]


def close(xp, ours, theirs, rtol=1e-9, atol=1e-12):
    """Equal up to the tolerance of closed forms (G9)."""
    theirs = theirs.detach() if isinstance(theirs, torch.Tensor) else theirs
    np.testing.assert_allclose(xp.to_numpy(ours), theirs, rtol=rtol, atol=atol)


def published(xp, ours, theirs):
    """Equal to numbers that are printed with six digits."""
    np.testing.assert_allclose(xp.to_numpy(ours), theirs, rtol=2e-6, atol=5e-7)


def unchanged(xp, call, arrays):
    """What `call` returns, after a check that it left its arguments alone."""
    before = [xp.to_numpy(a).copy() for a in arrays]
    out = call(*arrays)
    for a, b in zip(arrays, before, strict=True):
        np.testing.assert_array_equal(xp.to_numpy(a), b)
    return out


def every_bits(n):
    """(2ⁿ, n): all states of n bits, as binary numbers from 0 on."""
    return np.array([[s >> (n - 1 - i) & 1 for i in range(n)] for s in range(2**n)], dtype=float).reshape(2**n, n)
