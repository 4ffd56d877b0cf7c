OK_FORMAT = False
from otter.test_files import test_case

name = "named"
points = None

@test_case(points=0.5)
def test_one(Account):
    a = Account(10)
    a.deposit(5)
    assert a.balance == 15, "deposit"

@test_case(points=1.5)
def test_two(Account, Overdrawn):
    import pytest
    with pytest.raises(Overdrawn):
        Account(1).withdraw(2)

@test_case()
def test_types(Account):
    assert type(Account(1)) is Account
    assert type(Account(1)) == Account
    assert isinstance(Account(1), Account)
