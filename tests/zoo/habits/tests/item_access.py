from otter.test_files import test_case
import numpy as np, numbers

OK_FORMAT = False
name = "item_access"


@test_case(points=1, hidden=True)
def test_item(bins):
    """
    The second item, as a float.
    """
    assert np.isclose(bins.item(1), 0.25), f"got {bins.item(1)}"
    assert isinstance(bins, np.ndarray), "no array"


@test_case(points=3, hidden=True)
def test_sum(bins):
    assert np.isclose(sum(bins), 2.5, atol=1.0e-9), \
        f"Expected 2.5, but got {sum(bins)}"
    assert 0.5 in list(bins) and not any(b > 1 for b in bins)
