from otter.test_files import test_case
from asserts import *
import numpy as np

OK_FORMAT = False
name = "helper_module"


@test_case(points=1)
def test_interval(env):
    found = env["result"].interval()
    assert_between(found[0], 1, 2.5)
    assert_between(found[1], 2.5, 4)


@test_case(points=1)
def test_seeded(result):
    assert_equal(list(result.interval()), list(result.interval()))
    assert_equal(result.reps, 50)
