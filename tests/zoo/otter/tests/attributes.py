OK_FORMAT = False
from otter.test_files import test_case

name = "attributes"
points = 1
import inspect

@test_case()
def test_signature(area, Account):
    assert list(inspect.signature(area).parameters) == ["x"]
    assert inspect.isfunction(area) and inspect.isclass(Account)
    assert "return" in inspect.getsource(area)
    assert area.__doc__ is None
