from otter.test_files import test_case
import unittest

OK_FORMAT = False
name = "error_by_assert"


@test_case(points=1)
def test_raises(root, Negative):
    case = unittest.TestCase()
    with case.assertRaises(Negative) as caught:
        root(-9)
    assert caught.exception.value == -9
    with case.assertRaisesRegex(ValueError, r"-\d < 0"):
        root(-9)


@test_case(points=1)
def test_equal(permutations):
    case = unittest.TestCase()
    case.assertEqual(len(permutations([1, 2, 3])), 6)
    case.assertCountEqual(permutations("ab") if False else permutations([1, 2]), [[2, 1], [1, 2]])
    case.assertAlmostEqual(0.1 + 0.2, 0.3)
