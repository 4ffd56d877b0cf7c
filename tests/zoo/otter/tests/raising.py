OK_FORMAT = False
from otter.test_files import test_case

name = "raising"
points = 1
import unittest

@test_case()
def test_raises(Account, Overdrawn):
    case = unittest.TestCase()
    with case.assertRaises(Overdrawn) as caught:
        Account(1).withdraw(2)
    assert caught.exception.missing == 1
    case.assertRaisesRegex(Overdrawn, "missing", Account(0).withdraw, 3)
