OK_FORMAT = False
from otter.test_files import test_case

name = "numeric"
points = 2
import numpy as np

@test_case()
def test_standardise(standardise):
    X = np.random.default_rng(0).normal(size=(7, 3))
    keep = X.copy()
    Z = standardise(X)
    np.testing.assert_allclose(Z.mean(axis=0), 0, atol=1e-12)
    assert np.array_equal(X, keep)

@test_case(hidden=True)
def test_many(standardise):
    np.random.seed(1)
    for _ in range(20):
        assert standardise(np.random.rand(5, 2)).shape == (5, 2)
