from otter.test_files import test_case

OK_FORMAT = False
name = "modules_as_parameters"
points = 4


@test_case(points=None, hidden=False)
def test_shape(np, discounted):
    got = discounted([1.0, 2.0, 4.0], 0.5)
    assert got.shape == (3,), f'wrong shape {got.shape}'


@test_case(points=None, hidden=False)
def test_values(np, pd, discounted):
    assert_equal = np.testing.assert_array_equal
    assert_equal(discounted([1.0, 2.0, 4.0], 0.5), [3.0, 4.0, 4.0])
