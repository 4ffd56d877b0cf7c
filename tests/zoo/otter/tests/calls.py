OK_FORMAT = False
from otter.test_files import test_case

name = "calls"
points = 1

@test_case()
def test_counts(apply):
    calls = []
    assert apply(lambda v: calls.append(v) or v + 1, [1, 2]) == [2, 3]
    assert calls == [1, 2]

@test_case()
def test_stateful(counter):
    c, d = counter(), counter()
    assert [c(), c(), d()] == [1, 2, 1]
