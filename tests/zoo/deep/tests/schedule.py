from otter.test_files import test_case
import math

OK_FORMAT = False
name = "schedule"
points = 1


@test_case(points=1, hidden=False)
def test_values(cosine_schedule):
    values = [cosine_schedule(s, 10, 110) for s in range(111)]
    assert values[0] == 0 and values[10] == 1 and math.isclose(values[110], 0, abs_tol=1e-12)
    assert max(values) == 1
    assert all(a >= b for a, b in zip(values[10:], values[11:]))
