OK_FORMAT = False
from otter.test_files import test_case

name = "whole"
points = 3

@test_case(name="public", points=1)
def test_public(env):
    assert env["area"](2) == 4

@test_case(name="hidden", hidden=True, points=2, success_message="Well done.", failure_message="Look at zero.")
def test_hidden(area):
    for x in (0, 1.5, 7):
        assert area(x) == x * x
