from otter.test_files import test_case

OK_FORMAT = False
name = "returns"
points = 1


@test_case(points=1, hidden=False)
def test_returns(discounted, torch):
    torch.testing.assert_close(discounted([1, 0, 2]), torch.tensor([2.62, 1.8, 2.0]))
    assert discounted([1.0] * 3, gamma=1.0).tolist() == [3.0, 2.0, 1.0]
